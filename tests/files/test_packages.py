"""Packages are read with their places, written back, and handed to NegMAS as it reads them."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction

import pytest

import detente
from detente.errors import AnalysisError, CaseError
from detente.files import dumps, loads
from detente.files.negmas import negmas_files, save_negmas

CASE = """\
format = 1
title = "A quarrel over a bridge"
parties.east.options.build = "Build the bridge"
parties.west.options.pay = "Pay half"

[packages]
reservations = {{ east = 2.5 }}
excluded = ["toll and free"]

[packages.clauses.toll]
label = "A toll" # to be paid in silver
stances = {{ east = "demand", west = "red line" }}
weights = {{ east = "1/3", west = -2 }}

[packages.clauses.free]
{free}
"""


def case(free='stances.west = "demand"'):
    return CASE.format(free=free)


def test_packages_are_read_exactly():
    packages = loads(case()).packages
    assert packages.reservation("east") == Fraction(5, 2)
    assert packages.clause("toll").weight("east") == Fraction(1, 3)
    assert packages.clause("toll").stance("west") == "red line"
    assert packages.clause("free").label == "free"
    assert packages.clause("free").stance("east") == "open"
    assert [str(one) for one in packages.excluded] == ["toll and free"]


@pytest.mark.parametrize("text", [case(), None])
def test_packages_are_written_back(text):
    conflict = loads(text) if text else detente.catalogue("european-security-2022")
    assert loads(dumps(conflict)) == conflict


def test_comments_stay_when_a_stance_changes():
    conflict = loads(case())
    clause = replace(conflict.packages.clauses[0], stances=(("east", "open"), ("west", "refuse")))
    packages = replace(conflict.packages, clauses=(clause, *conflict.packages.clauses[1:]))
    changed = replace(conflict, packages=packages)
    text = dumps(changed, case())
    assert "# to be paid in silver" in text
    assert loads(text) == changed


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ('stances.west = "demnd"', "did you mean `demand`"),
        ('stances.north = "demand"', "unknown key `north`"),
        ("weights.west = true", "must be a number"),
        ('weights.west = "1/0"', "must be a number"),
        ("weights.west = nan", "must be a number"),
        ("weights.west = 1e400", "number"),
        ('colour = "red"', "unknown key `colour`"),
    ],
)
def test_what_is_wrong_has_a_line(line, word):
    with pytest.raises(CaseError, match=word) as caught:
        loads(case(line), name="case.toml")
    assert caught.value.line == 16


def test_packages_count_for_the_file_but_not_for_the_identity_of_a_run():
    conflict = loads(case())
    assert replace(conflict, packages=None).hash == conflict.hash


# -- NegMAS ----------------------------------------------------------------------------------------


def utility(files, party, package):
    """What an additive utility of the scenario gives a package: the sum over issues."""
    value = json.loads(files[f"{party}.yml"])
    issues = json.loads(files["domain.yml"])["issues"]
    return sum(
        weight * table["mapping"]["yes" if issue["name"] in package else "no"]
        for weight, table, issue in zip(value["weights"], value["values"], issues, strict=True)
    )


def test_a_scenario_gives_the_utilities_of_the_case():
    conflict = detente.catalogue("european-security-2022")
    packages = conflict.packages.under("war_nearly_as_good")
    files = negmas_files(conflict, packages)
    deal = ("bases", "missiles", "contacts", "transparency", "deescalation")
    assert [utility(files, party.id, deal) for party in conflict.parties] == [6, 8, 9]
    russia = json.loads(files["russia.yml"])
    assert russia["reserved_value"] == 9
    assert russia["type"] == "LinearAdditiveUtilityFunction"
    assert {issue["type"] for issue in json.loads(files["domain.yml"])["issues"]} == {
        "CategoricalIssue"
    }


def test_red_lines_and_conditions_outweigh_everything():
    conflict = detente.catalogue("european-security-2022")
    files = negmas_files(conflict, conflict.packages.under("guarantee_or_nothing"))
    every = [clause.id for clause in conflict.packages.clauses]
    assert utility(files, "usa", every) < 0
    assert utility(files, "russia", [one for one in every if one != "enlargement"]) < 0


def test_a_scenario_is_written_whole(tmp_path):
    conflict = detente.catalogue("european-security-2022")
    written = save_negmas(conflict, conflict.packages, tmp_path / "scenario")
    assert [path.name for path in written] == ["domain.yml", "russia.yml", "usa.yml", "nato.yml"]
    for path in written:
        assert json.loads(path.read_text("utf-8"))


def test_what_a_scenario_cannot_hold_is_named():
    conflict = loads(case())
    with pytest.raises(AnalysisError, match="excluded"):
        negmas_files(conflict, conflict.packages)
    open_ = replace(conflict.packages, excluded=())
    with pytest.raises(AnalysisError, match=r"clauses\.free\.weights\.east"):
        negmas_files(conflict, open_)
