"""Concepts that are asked for by name: their definitions again, their laws and their reasons."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from detente.cases import catalogue
from detente.errors import AnalysisError, EngineError
from detente.solving import CONCEPTS, recheck, select, solve, why
from detente.solving.concepts import FURTHER, find
from detente.solving.engine import ENGINES, choose
from solving.definitions import Definitions
from solving.disputes import build
from solving.random_disputes import coalesced, dispute, graph

AHEAD = ("l1", "l2", "l3", "l4", "maximin1", "maximin2", "maximin3", "maximin4")


def drawn(concept, seed):
    """A small dispute for which the concept is defined."""
    rng = Random(seed)
    if concept == "sim":
        return dispute(rng, 5)
    kind = (dispute, coalesced, graph)[seed % 3]
    while True:
        conflict = kind(rng, 3 if concept in AHEAD[3:4] + AHEAD[7:] else 4)
        if len(conflict.parties) == 2:
            return conflict


@pytest.mark.parametrize("concept", ["sim", *AHEAD])
def test_each_is_as_defined_and_so_are_its_reasons(concept):
    verdicts = set()
    for seed in range(300 if concept == "sim" else 100):
        conflict = drawn(concept, seed)
        truth, analysis = Definitions(conflict), solve(conflict, [concept])
        assert analysis.engine == "relations"
        for party in truth.parties:
            expected = truth.stable(concept, party)
            assert [one.signs for one in analysis.stability(concept, party).region] == expected
        at = Random(seed).randrange(len(truth.states))
        for reason in why(conflict, truth.states[at], concept=concept):
            assert reason.stable == truth.is_stable(concept, reason.party, at)
            assert recheck(conflict, reason)
            verdicts.add((reason.stable, bool(reason.answers)))
            for other in tampered(reason):
                assert not recheck(conflict, other), other
    assert {(True, True), (False, True)} <= verdicts


def tampered(reason):
    """The reason with something in it turned round."""
    yield replace(reason, stable=not reason.stable)
    if reason.answers:
        first, *rest = reason.answers
        yield replace(reason, answers=tuple(rest))
        yield replace(reason, answers=(replace(first, better=not first.better), *rest))
        yield replace(reason, answers=(replace(first, decided_by=("parties.x", "so")), *rest))
        if first.sanction:
            yield replace(reason, answers=(replace(first, sanction=()), *rest))
            last = replace(first.sanction[-1], gain=2)
            yield replace(
                reason, answers=(replace(first, sanction=(*first.sanction[:-1], last)), *rest)
            )


def test_short_horizons_are_the_usual_concepts():
    usual = {"l1": "nash", "maximin1": "nash", "maximin2": "gmr", "maximin3": "smr"}
    for seed in range(60):
        conflict = drawn("l2", seed)
        analysis = solve(conflict, [*usual, *usual.values()])
        for one, other in usual.items():
            for party in conflict.parties:
                assert list(analysis.stability(one, party.id).region) == list(
                    analysis.stability(other, party.id).region
                ), (one, other)


def test_the_laws_that_the_rows_give_hold():
    rows = (*CONCEPTS, *FURTHER)
    laws = [(a, b) for a in rows for b in rows if a != b and a.implies(b)]
    assert {b.id for a, b in laws if a.id == "nash"} >= {"sim", "maximin4"}
    for seed in range(60):
        conflict = drawn("l2", seed)
        known = [row for row in rows if not row.unfit(conflict)]
        analysis = solve(conflict, [row.id for row in known])
        for a, b in ((a, b) for a, b in laws if {a, b} <= set(known)):
            for party in conflict.parties:
                one, other = (analysis.stability(row.id, party.id).region for row in (a, b))
                assert set(one) <= set(other), (a.id, b.id)


def test_examples_with_their_values():
    found = solve(catalogue("prisoners-dilemma"), ["sim", "l2", "l3", "maximin4"])
    signs = {name: [state.signs for state in found.equilibria(name)] for name in found.concepts}
    assert signs["sim"] == signs["l2"] == ["NN", "YY"]
    chicken = solve(catalogue("chicken"), ["sim"])
    assert [state.signs for state in chicken.equilibria("sim")] == ["NY", "YN", "YY"]


def test_simultaneous_stability_is_as_the_cells_shipped_with_gmcr_plus():
    analysis = solve(catalogue("syria-iraq-1975"), ["sim"])
    cells = {"syria": ["NNN", "NYN", "NYY"], "iraq": ["NNY", "NYY", "YNN", "YNY"]}
    for party, stable in cells.items():
        assert [one.signs for one in analysis.stability("sim", party).region] == stable


@pytest.mark.parametrize("row", FURTHER, ids=str)
@pytest.mark.parametrize("name", [name for name in ENGINES if name != "relations"])
def test_an_engine_that_cannot_says_so(row, name):
    conflict = build({"a": "x", "b": "y"}, {"a": ["y"], "b": ["x"]})
    assert choose(conflict, name).takes(row)
    with pytest.raises(EngineError, match="use --engine relations"):
        solve(conflict, [row.id], engine=name)
    assert solve(conflict, ["nash", row.id]).because == f"`{row.id}` is looked at state by state"


def test_where_a_concept_is_not_defined_that_is_said():
    with pytest.raises(AnalysisError, match="for two parties, and here are 3"):
        solve(catalogue("elmira-classic-9"), ["l2"])
    with pytest.raises(AnalysisError, match="combines moves of options"):
        why(catalogue("elmira-classic-9"), "NYNNN", "local", "sim")


def test_further_concepts_are_found_only_where_they_may_be():
    assert [row.id for row in select(["maximin3", "Nash", "L2"], further=True)] == [
        "nash",
        "maximin3",
        "l2",
    ]
    for name in ("sim", "l2", "maximin2"):
        with pytest.raises(AnalysisError, match="there is no concept"):
            find(name)
    for name in ("l0", "l", "l100", "maximin"):
        with pytest.raises(AnalysisError, match="there is no concept"):
            find(name, further=True)


def test_the_brute_force_fails_for_a_row_that_it_does_not_define():
    truth = Definitions(catalogue("chicken"))
    for row in (*CONCEPTS, *FURTHER):
        assert truth.stable(row.id, "first") is not None
    with pytest.raises(AssertionError, match="no definition of luck"):
        truth.stable("luck", "first")
