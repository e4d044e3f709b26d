"""The smallest changes are found, all of them, and they do what they say."""

from __future__ import annotations

import itertools
from dataclasses import replace
from random import Random

import pytest

import detente
from detente.model.conflict import Prioritised, Ranking
from detente.model.edits import Drop, Move, applied
from detente.model.state import State
from detente.solving.inverse import Scope, changes
from detente.solving.rankings import rankings
from solving.definitions import Definitions
from solving.disputes import build, security_guarantees
from solving.random_disputes import coalesced, dispute, graph

CONCEPTS = ("nash", "gmr", "smr", "seq", "sseq")


def lists(entries, kinds):
    """Every list that one edit makes of another, by the definitions of the edits."""
    number = len(entries)
    made = {}
    for i in range(number):
        rest = entries[:i] + entries[i + 1 :]
        if "drop" in kinds:
            made[rest] = "drop"
        for j in range(number):
            other = (*rest[:j], entries[i], *rest[j:])
            if i != j and ("swap" if abs(i - j) == 1 else "move") in kinds:
                made.setdefault(other, "move")
    made.pop(entries, None)
    return set(made)


def fulfilled(conflict, state, goal, concept, start):
    known = Definitions(conflict)
    at = known.number[state]
    if goal in ("stable", "unstable"):
        does = all(known.is_stable(concept, party, at) for party in known.parties)
        return does == (goal == "stable")
    singles, cycles = known.ends(known.number[start])
    return (state in [*singles, *itertools.chain(*cycles)]) == (goal == "reached")


def signs_of(conflict):
    return "".join("Y" if key in conflict.status_quo else "N" for key in conflict.order)


def by_hand(conflict, state, goal, concept, kinds):
    """For each party the lists that one edit makes and with which the goal holds."""
    doing = {}
    for at, party in enumerate(conflict.parties):
        for made in lists(party.preference.statements, kinds):
            parties = list(conflict.parties)
            parties[at] = replace(party, preference=Prioritised(made))
            changed = replace(conflict, parties=tuple(parties))
            if fulfilled(changed, state, goal, concept, signs_of(conflict)):
                doing.setdefault((party.id,), set()).add(made)
    return doing


def statements_only(rng, options=4):
    while True:
        conflict = dispute(rng, options, rng.choice((2, 3)))
        if all(isinstance(party.preference, Prioritised) for party in conflict.parties):
            return conflict


@pytest.mark.parametrize("seed", range(60))
def test_single_edits_are_those_found_by_hand(seed):
    rng = Random(seed)
    conflict = statements_only(rng)
    state = rng.choice(Definitions(conflict).states)
    goal = rng.choice(("stable", "unstable", "reached", "unreached"))
    concept = rng.choice(CONCEPTS)
    kinds = rng.choice((("swap", "move", "drop"), ("swap",), ("drop",), ("swap", "drop")))
    found = changes(conflict, State(state), goal, concept, Scope(kinds, 1))
    assert found.holds == fulfilled(conflict, state, goal, concept, signs_of(conflict))
    if found.holds:
        assert not found.found
        return
    expected = by_hand(conflict, state, goal, concept, kinds)
    assert set(found.found) == set(expected)
    for group, made in expected.items():
        results = {one.conflict.party(group[0]).preference.statements for one in found.found[group]}
        assert results <= made
        assert {len(one.edits) for one in found.found[group]} == {1}
        for one in found.found[group]:
            assert one.conflict.hash == applied(conflict, one.edits).hash
            assert fulfilled(one.conflict, state, goal, concept, signs_of(conflict))
        for missing in made - results:
            assert is_further(conflict.party(group[0]).preference.statements, missing, results)


def is_further(own, made, results):
    """Whether a shorter move of the same statement the same way is among the results."""
    for i, j in itertools.permutations(range(len(own)), 2):
        rest = own[:i] + own[i + 1 :]
        if (*rest[:j], own[i], *rest[j:]) == made:
            nearer = range(i + 1, j) if j > i else range(j + 1, i)
            for k in (*nearer, i):
                if (*rest[:k], own[i], *rest[k:]) in results:
                    return True
    return False


@pytest.mark.parametrize("seed", range(12))
def test_two_edits_are_looked_at_where_one_does_not_do(seed):
    rng = Random(seed)
    conflict = statements_only(rng, 4)
    state = rng.choice(Definitions(conflict).states)
    found = changes(conflict, State(state), "stable", "seq", Scope(("swap", "drop"), 2))
    if found.holds:
        return
    once = by_hand(conflict, state, "stable", "seq", ("swap", "drop"))
    for at, party in enumerate(conflict.parties):
        if (party.id,) in once:
            assert {len(one.edits) for one in found.found[party.id,]} == {1}
            continue
        twice = {
            made
            for between in lists(party.preference.statements, ("swap", "drop"))
            for made in lists(between, ("swap", "drop"))
        }
        parties = list(conflict.parties)
        works = False
        for made in twice:
            parties[at] = replace(party, preference=Prioritised(made))
            changed = replace(conflict, parties=tuple(parties))
            works = works or fulfilled(changed, state, "stable", "seq", "")
        assert works == ((party.id,) in found.found)


@pytest.mark.parametrize("make", [coalesced, graph])
@pytest.mark.parametrize("seed", range(8))
def test_rankings_over_classes_and_graphs_change_too(make, seed):
    conflict = make(Random(seed), 3)
    states = Definitions(conflict).states
    state = Random(seed).choice(states)
    found = changes(conflict, State(state), "stable", "seq", Scope(bound=1))
    for group in found.found.values():
        for one in group:
            assert fulfilled(one.conflict, state, "stable", "seq", "")


@pytest.mark.parametrize("seed", range(30))
def test_rankings_are_counted_as_if_each_were_solved(seed):
    rng = Random(seed)
    make = rng.choice((dispute, graph, coalesced))
    while True:
        conflict = make(rng, 3)
        states = Definitions(conflict).states
        if len(states) <= 5:
            break
    party = rng.choice(conflict.parties)
    state = rng.choice(states)
    at = conflict.parties.index(party)
    counts = dict.fromkeys(CONCEPTS, 0)
    for order in itertools.permutations(states):
        parties = list(conflict.parties)
        parties[at] = replace(party, preference=Ranking(tuple((one,) for one in order)))
        known = Definitions(replace(conflict, parties=tuple(parties)))
        for concept in CONCEPTS:
            counts[concept] += known.is_stable(concept, party.id, known.number[state])
    for concept, count in counts.items():
        assert rankings(conflict, party.id, State(state), concept).count == count, concept


# -- published -------------------------------------------------------------------------------------


def test_syria_and_iraq_as_published():
    conflict = detente.catalogue("syria-iraq-1975")
    counts = {
        concept: rankings(conflict, "syria", State("YNN"), concept) for concept in CONCEPTS[:4]
    }
    assert {one.total for one in counts.values()} == {720}
    assert [counts[name].count for name in ("nash", "seq", "gmr", "smr")] == [240, 384, 384, 300]


def test_one_swap_makes_the_status_quo_of_the_security_dispute_hold():
    conflict = security_guarantees().under(russia="as_alleged")
    for state in ("talks", "settle,deescalate,limits,talks,bases"):
        found = changes(conflict, detente.parse_state(conflict, state), "stable", "seq")
        swap = Move("parties.russia.types.as_alleged", 2, 3)
        assert found.smallest == 1
        assert found.found["russia",][0].edits == (swap,)
        only_swaps = changes(
            conflict, detente.parse_state(conflict, state), scope=Scope(("swap",), 1)
        )
        assert [one.edits for one in only_swaps.found["russia",]] == [(swap,)]
        assert set(only_swaps.found) == {("russia",)}


def test_the_coercive_bargainer_needs_the_same_swap_for_the_status_quo_only():
    conflict = security_guarantees().under(russia="coercive")
    talks = detente.parse_state(conflict, "talks")
    assert changes(conflict, talks, scope=Scope(("swap",))).smallest == 1
    deal = detente.parse_state(conflict, "settle,deescalate,limits,talks,bases")
    assert changes(conflict, deal, scope=Scope(("swap",))).holds


def test_a_search_stops_at_its_bound_and_says_so():
    conflict = security_guarantees().under(russia="as_stated")
    talks = detente.parse_state(conflict, "talks")
    found = changes(conflict, talks, "unstable", "seq", Scope(most=100))
    assert not found.complete
    assert sum(found.tried.values()) == 100


def test_leaving_out_a_wish_can_be_the_only_way():
    conflict = build({"a": "x", "b": "y"}, {"a": ["x"], "b": ["y"]}, status_quo=[])
    found = changes(conflict, State("NN"), "stable", "nash")
    assert [one.edits for one in found.found["a", "b"]] == [
        (Drop("parties.a.prefers", 1), Drop("parties.b.prefers", 1))
    ]
