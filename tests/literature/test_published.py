"""The conflicts of the catalogue have the results that their sources print."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import detente
from detente.files.formats import load_conflict
from detente.solving import better_for_all, solve

CASES = Path(detente.__file__).parent / "cases"


def runs():
    for path in sorted(CASES.glob("*.expected.toml")):
        expected = tomllib.loads(path.read_text("utf-8"))
        name = path.name.removesuffix(".expected.toml")
        for run in expected["runs"]:
            yield pytest.param(
                name,
                expected["feasible"],
                run,
                id="-".join((name, run["sanctions"], *run.get("types", {}).values())),
            )


def test_every_case_has_its_results():
    cases = {path.stem for path in CASES.glob("*.toml") if ".expected" not in path.name}
    assert cases
    assert cases == {path.name.split(".")[0] for path in CASES.glob("*.expected.toml")}


@pytest.mark.parametrize(("name", "feasible", "run"), list(runs()))
def test_a_case_has_its_published_results(name, feasible, run):
    conflict = load_conflict(CASES / f"{name}.toml").under(**run.get("types", {}))
    analysis = solve(conflict, sanctions=run["sanctions"])
    assert analysis.feasible == feasible
    for concept, states in run.get("equilibria", {}).items():
        assert [state.signs for state in analysis.equilibria(concept)] == sorted(states), concept
    for concept, count in run.get("counts", {}).items():
        assert analysis.equilibria(concept).count == count, concept
    for signs, concepts in run.get("stable", {}).items():
        state = detente.parse_state(conflict, signs)
        named = ("nash", "gmr", "smr", "seq")
        assert [one for one in named if state in analysis.equilibria(one)] == concepts, signs
    if "reached" in run:
        assert [state.signs for state in analysis.reached.improving] == run["reached"]
        assert analysis.reached.closure == run["closure"]
        assert better_for_all(conflict).count == run["better_for_all"]


def test_the_two_forms_of_syria_and_iraq_are_one_conflict():
    one, other = (
        solve(load_conflict(CASES / f"{name}.toml"))
        for name in ("syria-iraq-1975", "syria-iraq-statements")
    )
    for concept in one.concepts:
        assert list(one.equilibria(concept)) == list(other.equilibria(concept))


def alleged():
    conflict = load_conflict(CASES / "european-security-2022.toml")
    return conflict.under(russia="as_alleged")


def test_the_security_dispute_as_alleged_is_stable_with_the_guarantee_or_at_war():
    stable = list(solve(alleged()).equilibria("seq"))
    without = [state.taken for state in stable if "guarantee" not in state.taken]
    assert len(stable) == 16
    assert without == [("attack", "consequences"), ("attack", "consequences", "talks")]


def test_the_security_dispute_as_alleged_goes_to_war_in_two_improvements():
    (path,) = detente.paths(alleged())
    assert [(step.party, step.changed) for step in path] == [
        ("russia", ("russia.attack",)),
        ("usa", ("usa.consequences",)),
    ]


def test_the_best_common_ground_of_the_security_dispute_is_the_limited_deal():
    for conflict in load_conflict(CASES / "european-security-2022.toml").combinations():
        best = better_for_all(conflict).best
        assert {state.taken for state in best} == {
            ("deescalate", "limits", "talks", "bases"),
            ("settle", "deescalate", "limits", "talks", "bases"),
        }
