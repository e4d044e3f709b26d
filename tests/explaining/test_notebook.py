"""Every central value shows itself in a notebook, harmlessly."""

from dataclasses import replace
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


def values():
    conflict = detente.catalogue("european-security-2022")
    analysis = detente.solve(conflict)
    attack = detente.parse_state(conflict, "attack,talks")
    yield from (conflict, analysis, analysis.status_quo, analysis.reached)
    yield analysis.equilibria("seq")
    yield detente.solve(conflict, engine="symbolic").equilibria("seq")
    yield detente.solve(conflict, engine="symbolic", budget=0).equilibria("seq")
    yield analysis.stability("seq", "russia")
    yield describe(analysis, "gmr")
    yield detente.why(conflict, "talks", "russia", "seq")
    (path,) = detente.paths(conflict, to=attack, moves="any")[:1]
    yield from (path, path.steps[0], detente.better_for_all(conflict), detente.brief(conflict))


@pytest.mark.parametrize("value", tuple(values()), ids=lambda value: type(value).__name__)
def test_each_value_shows_itself(value):
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
