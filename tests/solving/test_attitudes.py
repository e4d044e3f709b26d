"""Unknown and strong preferences: the definitions again, and the laws between the attitudes."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from detente.model.conflict import Prioritised, Ranking
from detente.model.logic import parse
from detente.model.state import State
from detente.solving import solve
from detente.solving.attitudes import ATTITUDES, Strength, Unsure, hybrid, strength, unknown
from detente.solving.concepts import CONCEPTS
from solving.definitions import Definitions, places
from solving.disputes import build
from solving.random_disputes import _cube, coalesced, dispute, graph

MAKERS = {"options": dispute, "classes": coalesced, "graph": graph}


def doubtful(seed, kind="options"):
    """A small conflict with unknown pairs and strong preferences by chance."""
    rng = Random(seed)
    conflict = MAKERS[kind](rng, 4)

    def doubted(party):
        preference = party.preference or Prioritised()
        pairs = tuple(
            (_cube(rng, conflict.names, 2), _cube(rng, conflict.names, 2))
            for _ in range(rng.choice((0, 1, 2)))
        )
        if isinstance(preference, Ranking):
            last = len(preference.levels)
            gaps = sorted({rng.randint(1, last - 1) for _ in range(2)}) if last > 1 else ()
            return replace(party, preference=replace(preference, gaps=tuple(gaps), unknown=pairs))
        strong = rng.randint(0, len(preference.statements))
        return replace(party, preference=replace(preference, strong=strong, unknown=pairs))

    return replace(conflict, parties=tuple(doubted(party) for party in conflict.parties))


class Doubt:
    """The definitions with unknown pairs and degrees, looked at state by state."""

    def __init__(self, conflict, returns=True):
        self.conflict = conflict
        self.returns = returns
        self.plain = Definitions(conflict)
        self.parties = self.plain.parties
        self.unknown = {party.id: self._pairs(party) for party in conflict.parties}

    def _pairs(self, party):
        pairs = set()
        for one, other in party.preference.unknown:
            for x, here in enumerate(self.plain.states):
                for y, there in enumerate(self.plain.states):
                    if x != y and self._all(one, here) and self._all(other, there):
                        pairs |= {(x, y), (y, x)}
        return pairs

    def _all(self, statement, name):
        return all(statement.holds(self.plain.taken(one)) for one in self.plain.members[name])

    def better(self, party, one, other):
        value = self.plain.value[party]
        return value[one] > value[other] and (one, other) not in self.unknown[party]

    def not_better(self, party, state, end):
        """s >= t, known to be so."""
        return not self.better(party, end, state) and (end, state) not in self.unknown[party]

    def strongly(self, party, one, other):
        value = self.plain.value[party]
        if value[one] <= value[other]:
            return False
        preference = self.conflict.party(party).preference
        if isinstance(preference, Ranking):
            return any(-value[one][0] < gap <= -value[other][0] for gap in preference.gaps)
        entry = []
        for number, group in enumerate(preference.statements, 1):
            entry += [number] * (len(group) if isinstance(group, tuple) else 1)
        first = next(
            n for n, (x, y) in enumerate(zip(value[one], value[other], strict=True)) if x != y
        )
        return entry[first] <= preference.strong

    def ui(self, party, state, unsure):
        return [
            end
            for end in places(self.plain.moves[party][state])
            if self.better(party, end, state) or (unsure and (end, state) in self.unknown[party])
        ]

    def reach(self, party, start, by_improvements, unsure):
        """Ends of legal sequences; of those that come back only where they may."""
        back = set() if self.returns else {start}
        return self._reached(party, start, by_improvements, unsure) - back

    def _reached(self, party, start, by_improvements, unsure):
        seen, waiting = set(), [(start, None)]
        while waiting:
            here, last = waiting.pop()
            for one in self.parties:
                if one in (party, last):
                    continue
                moves = places(self.plain.moves[one][here])
                for end in self.ui(one, here, unsure) if by_improvements else moves:
                    if (end, one) not in seen:
                        seen.add((end, one))
                        waiting.append((end, one))
        return {end for end, _ in seen}

    def steady(self, concept, attitude, party, state):
        tempted, fears = attitude in "ac", attitude in "cd"

        def fits(end):
            if fears:
                return not self.better(party, end, state)
            return self.not_better(party, state, end)

        return self._answered(concept, party, state, self.ui(party, state, tempted), fits, True)

    def strong(self, concept, attitude, party, state):
        def fits(end):
            unsure = (end, state) in self.unknown[party]
            return attitude in "cd" if unsure else self.strongly(party, state, end)

        leaving = self.ui(party, state, attitude in "ac")
        return self._answered(concept, party, state, leaving, fits, True)

    def _answered(self, concept, party, state, leaving, fits, unsure):
        if concept == "nash":
            return not leaving
        for one in leaving:
            ends = self.reach(party, one, concept in ("seq", "sseq"), unsure)
            ends = [end for end in ends if fits(end)]
            if concept in ("smr", "sseq"):
                ends = [end for end in ends if all(map(fits, places(self.plain.moves[party][end])))]
            if not ends:
                return False
        return True


CASES = [
    pytest.param(doubtful(seed, kind), id=f"{kind}-{seed}") for kind in MAKERS for seed in range(12)
]


@pytest.mark.parametrize("conflict", CASES)
def test_every_attitude_is_as_defined(conflict):
    known, defined = Unsure(conflict), Doubt(conflict)
    for row in CONCEPTS:
        for attitude in ATTITUDES:
            for party in defined.parties:
                said = [known.is_steady(row, attitude, party, at) for at in range(known.feasible)]
                assert said == [
                    defined.steady(row.id, attitude.id, party, at) for at in range(known.feasible)
                ], (row.id, attitude.id)


@pytest.mark.parametrize("conflict", CASES)
def test_attitudes_include_each_other(conflict):
    known = Unsure(conflict)
    for row in CONCEPTS:
        for party in conflict.parties:
            stable = {
                one.id: {
                    at for at in range(known.feasible) if known.is_steady(row, one, party.id, at)
                }
                for one in ATTITUDES
            }
            assert stable["a"] <= stable["b"] <= stable["d"]
            assert stable["a"] <= stable["c"] <= stable["d"]


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("kind", MAKERS)
def test_with_nothing_unknown_all_attitudes_are_the_plain_concepts(kind, seed):
    conflict = MAKERS[kind](Random(seed), 4)
    known, plain = Unsure(conflict), Definitions(conflict)
    for row in CONCEPTS:
        for attitude in ATTITUDES:
            for party in plain.parties:
                for at in range(known.feasible):
                    said = known.is_steady(row, attitude, party, at)
                    assert said == plain.is_stable(row.id, party, at)
    assert unknown(conflict) is None
    assert strength(conflict) is None


@pytest.mark.parametrize("kind", MAKERS)
def test_where_the_others_may_not_return_only_the_mixed_attitude_changes(kind):
    for seed in range(20):
        conflict = doubtful(seed, kind)
        away, known, defined = (
            Unsure(conflict, returns=False),
            Unsure(conflict),
            Doubt(conflict, returns=False),
        )
        for row in CONCEPTS:
            for attitude in ATTITUDES:
                for party in defined.parties:
                    for at in range(known.feasible):
                        said = away.is_steady(row, attitude, party, at)
                        assert said == defined.steady(row.id, attitude.id, party, at)
                        if attitude.id != "c":
                            assert said == known.is_steady(row, attitude, party, at)
                        else:
                            assert not said or known.is_steady(row, attitude, party, at)


def test_a_bystander_deters_only_if_the_others_may_return():
    """Whatever B and C do is better for A, which does not know whether moving is."""
    conflict = build({"a": "move", "b": "act", "c": "do"}, {"a": [], "b": [], "c": []})
    levels = (("YYN", "YNY", "YYY"), ("YNN",), ("NNN",), ("NYN", "NNY", "NYY"))
    here, there = (parse(one, conflict.names, patterns=True) for one in ("NNN", "YNN"))
    first = replace(conflict.parties[0], preference=Ranking(levels, unknown=((here, there),)))
    doubted = replace(conflict, parties=(first, *conflict.parties[1:]))
    states = ["NNN", "YNN", "NYN", "YYN", "NNY", "YNY", "NYY", "YYY"]
    expected = {True: "11010101", False: "01010101"}
    for returns, cells in expected.items():
        known = Unsure(doubted, returns=returns)
        gmr = {
            state: known.is_steady(CONCEPTS[1], ATTITUDES[2], "a", known.number(State(state)))
            for state in states
        }
        assert "".join("01"[gmr[state]] for state in states) == cells


@pytest.mark.parametrize("conflict", CASES)
def test_strong_stability_is_as_defined_and_within_the_steady(conflict):
    known, defined = Strength(conflict), Doubt(conflict)
    for row in CONCEPTS:
        for party in defined.parties:
            for at in range(known.feasible):
                firm = {}
                for one in ATTITUDES:
                    firm[one.id] = known.is_strong(row, party, at, one)
                    assert firm[one.id] == defined.strong(row.id, one.id, party, at), row.id
                    assert not firm[one.id] or known.is_steady(row, one, party, at)
                assert firm["a"] <= firm["b"] <= firm["d"]
                assert firm["a"] <= firm["c"] <= firm["d"]


@pytest.mark.parametrize("conflict", CASES)
def test_equilibria_are_split_into_strong_and_weak(conflict):
    split, doubted = hybrid(conflict), unknown(conflict)
    assert split is None or strength(conflict) is None
    for attitude, found in (split or {}).items():
        for name in found.strong:
            both = sorted((*found.strong[name], *found.weak[name]))
            assert both == sorted(doubted.equilibria[attitude][name])


def test_with_nothing_unknown_the_equilibria_are_split():
    split = 0
    for seed in range(40):
        conflict = doubtful(seed)
        known = replace(
            conflict,
            parties=tuple(
                replace(one, preference=replace(one.preference, unknown=()))
                for one in conflict.parties
            ),
        )
        found, analysis = strength(known), solve(known)
        for name in found.strong if found else ():
            both = sorted((*found.strong[name], *found.weak[name]))
            assert both == list(analysis.equilibria(name))
            split += bool(found.weak[name])
    assert split


def test_why_the_status_quo_is_left():
    conflict = build({"a": "x", "b": "y"}, {"a": ["y"], "b": ["x"]}, status_quo=[])
    party = conflict.parties[0]
    x, y = (conflict.names.key(name) for name in "xy")
    assert (x, y) == ("a.x", "b.y")
    pair = (parse("not x and not y", conflict.names), parse("x and not y", conflict.names))
    preference = replace(party.preference, unknown=(pair,))
    doubted = replace(
        conflict, parties=(replace(party, preference=preference), conflict.parties[1])
    )
    found = unknown(doubted)
    assert found.pairs == {"a": 1, "b": 0}
    tempted = {one.attitude for one in found.leaving if one.concept == "nash"}
    assert tempted == {"a", "c"}
    assert not any(one.known for one in found.leaving)
