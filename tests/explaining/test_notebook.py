"""Every central value shows itself in a notebook, harmlessly."""

from dataclasses import replace
from functools import cache
from html.parser import HTMLParser

import pytest

import detente
from detente.solving import describe

VOID = {"br", "meta", "path", "line", "rect", "circle", "polygon", "marker", "use"}


class Balance(HTMLParser):
    """Counts what is opened and not closed."""

    def __init__(self):
        super().__init__()
        self.open = []

    def handle_starttag(self, tag, attrs):
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag not in VOID:
            assert self.open.pop() == tag


@cache
def dispute():
    return detente.catalogue("european-security-2022")


@cache
def solved():
    return detente.solve(dispute())


@cache
def path():
    attack = detente.parse_state(dispute(), "attack,talks")
    return detente.paths(dispute(), to=attack, moves="any")[0]


def by_diagrams(**options):
    return detente.solve(dispute(), engine="symbolic", **options).equilibria("seq")


VALUES = {
    "conflict": dispute,
    "analysis": solved,
    "state": lambda: solved().status_quo,
    "reached": lambda: solved().reached,
    "equilibria": lambda: solved().equilibria("seq"),
    "equilibria of diagrams": by_diagrams,
    "equilibria not computed": lambda: by_diagrams(budget=0),
    "stability": lambda: solved().stability("seq", "russia"),
    "description": lambda: describe(solved(), "gmr"),
    "reason": lambda: detente.why(dispute(), "talks", "russia", "seq"),
    "path": path,
    "step": lambda: path().steps[0],
    "better for all": lambda: detente.better_for_all(dispute()),
    "brief": lambda: detente.brief(dispute()),
}


@pytest.mark.parametrize("name", VALUES)
def test_each_value_shows_itself(name):
    value = VALUES[name]()
    shown = value._repr_html_()
    balance = Balance()
    balance.feed(shown)
    assert balance.open == []
    assert 20 < len(shown) < 20_000
    assert len(repr(value)) < 2000


def test_registers_and_what_is_drafted_from_them(tmp_path):
    path = tmp_path / "report.txt"
    path.write_text("France demands that Mali <b>pay</b>. Mali refused to pay.\n", "utf-8")
    register = detente.read(path)
    draft = detente.draft(register)
    for value in (register, register.document, register.records[0], draft):
        assert "<b>" not in value._repr_html_()


def test_an_analysis_draws_the_states_around_the_status_quo():
    conflict = detente.catalogue("european-security-2022")
    assert "<svg" in detente.solve(conflict)._repr_html_()
    assert "<svg" not in detente.solve(replace(conflict, status_quo=None))._repr_html_()
