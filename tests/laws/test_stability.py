"""Laws that hold of every solution concept, whatever the dispute."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings

from detente.model.conflict import Conflict, Option, Party, Prioritised, Ranking, Rules
from detente.model.logic import Count, Join, Not, Statement, Taken, parse
from detente.model.state import State
from detente.solving import CONCEPTS, solve
from solving.random_disputes import coalesced, dispute, graph
from strategies import CHANCES

by_chance = settings(deadline=None, max_examples=50, suppress_health_check=list(HealthCheck))
KINDS = (dispute, coalesced, graph)


def test_the_implications_of_the_theory_follow_from_the_rows():
    found = {(a.id, b.id) for a, b in permutations(CONCEPTS, 2) if a.implies(b)}
    assert found == {
        *(("nash", weaker) for weaker in ("gmr", "smr", "seq", "sseq")),
        ("smr", "gmr"),
        ("seq", "gmr"),
        ("sseq", "seq"),
        ("sseq", "smr"),
        ("sseq", "gmr"),
    }


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("sanctions", ["legal", "once", "single"])
@by_chance
@given(CHANCES)
def test_what_is_stable_by_a_row_is_stable_by_every_weaker_row(kind, sanctions, rng):
    analysis = solve(kind(rng, options=4), sanctions=sanctions)
    for one, other in permutations(CONCEPTS, 2):
        if one.implies(other):
            for party in analysis.conflict.parties:
                inner = set(analysis.stability(one.id, party.id))
                assert inner <= set(analysis.stability(other.id, party.id)), (one, other)
            assert set(analysis.equilibria(one.id)) <= set(analysis.equilibria(other.id))


@by_chance
@given(CHANCES)
def test_an_equilibrium_is_stable_for_every_party(rng):
    analysis = solve(dispute(rng, options=4))
    for row in CONCEPTS:
        regions = [set(analysis.stability(row.id, party.id)) for party in analysis.conflict.parties]
        assert set(analysis.equilibria(row.id)) == set.intersection(*regions)


@pytest.mark.parametrize("kind", KINDS)
@by_chance
@given(CHANCES)
def test_the_narrower_the_answers_the_fewer_states_are_stable(kind, rng):
    conflict = kind(rng, options=4)
    legal, once, single = (
        solve(conflict, sanctions=sanctions) for sanctions in ("legal", "once", "single")
    )
    for row in CONCEPTS:
        few, more, most = (set(one.equilibria(row.id)) for one in (single, once, legal))
        assert few <= more <= most


@by_chance
@given(CHANCES)
def test_a_party_without_options_is_stable_everywhere(rng):
    conflict = dispute(rng, options=4)
    onlooker = Party("onlooker", "Onlooker", (), conflict.parties[0].preference)
    analysis = solve(replace(conflict, parties=(*conflict.parties, onlooker)))
    before = solve(conflict)
    for row in CONCEPTS:
        assert analysis.stability(row.id, "onlooker").region.count == analysis.feasible
        assert list(analysis.equilibria(row.id)) == list(before.equilibria(row.id))


@by_chance
@given(CHANCES)
def test_a_last_statement_that_is_always_or_never_true_changes_nothing(rng):
    conflict = dispute(rng, options=4)
    key = conflict.order[0]
    constant = parse(rng.choice((f"{key} or not {key}", f"{key} and not {key}")), conflict.names)
    party = rng.choice(conflict.parties)
    if isinstance(party.preference, Ranking):
        return
    longer = Prioritised((*party.preference.statements, constant))
    parties = tuple(
        replace(one, preference=longer) if one is party else one for one in conflict.parties
    )
    assert results(replace(conflict, parties=parties)) == results(conflict)


def results(conflict, back=lambda state: state.signs):
    """For each concept and party, by position, the stable states, named back."""
    analysis = solve(conflict)
    return {
        (row.id, at): {back(state) for state in analysis.stability(row.id, party.id)}
        for row in CONCEPTS
        for at, party in enumerate(conflict.parties)
    }


@by_chance
@given(CHANCES)
def test_new_names_of_parties_and_options_change_nothing(rng):
    conflict = dispute(rng, options=4)
    renamed = _renamed(conflict)
    assert results(renamed) == results(conflict)


@by_chance
@given(CHANCES)
def test_another_order_of_options_changes_nothing_but_the_signs(rng):
    conflict = dispute(rng, options=5)
    places = rng.sample(range(len(conflict.order)), len(conflict.order))
    other = _reordered(conflict, places)

    def back(state: State) -> str:
        signs = {places[at]: sign for at, sign in enumerate(state.signs)}
        return "".join(signs[at] for at in range(len(places)))

    assert results(other, back) == results(conflict)


@by_chance
@given(CHANCES)
def test_another_order_of_parties_changes_nothing(rng):
    conflict = dispute(rng, options=4)
    places = rng.sample(range(len(conflict.parties)), len(conflict.parties))
    other = replace(conflict, parties=tuple(conflict.parties[at] for at in places))
    before, after = results(conflict), results(other)
    for row in CONCEPTS:
        for now, was in enumerate(places):
            assert after[row.id, now] == before[row.id, was]


def test_the_order_of_everything_may_change_at_once():
    conflict = dispute(Random(7), options=5, parties=3)
    assert results(_renamed(_renamed(conflict))) == results(conflict)


# -- the same dispute in other words --------------------------------------------------------------


def _new(key: str) -> str:
    party, _, option = key.partition(".")
    return f"renamed_{party}.other_{option}"


def _in_other_words(part):
    match part:
        case Statement(text=text, expression=inner):
            other = Statement(text, _in_other_words(inner))
        case Taken(key=key):
            other = Taken(_new(key))
        case Not(part=inner):
            other = Not(_in_other_words(inner))
        case Join() | Count():
            other = replace(part, parts=tuple(map(_in_other_words, part.parts)))
        case Prioritised(statements=statements):
            other = Prioritised(tuple(map(_in_other_words, statements)))
        case _:
            other = part
    return other


def _renamed(conflict: Conflict) -> Conflict:
    parties = tuple(
        Party(
            f"renamed_{party.id}",
            "Another name",
            tuple(
                Option(f"other_{one.id}", "Another label", f"renamed_{party.id}", one.direction)
                for one in party.options
            ),
            _in_other_words(party.preference),
        )
        for party in conflict.parties
    )
    rules = Rules(
        tuple(map(_in_other_words, conflict.rules.infeasible)),
        tuple(map(_in_other_words, conflict.rules.feasible)),
    )
    return Conflict("Another title", parties, rules, order=tuple(map(_new, conflict.order)))


def _reordered(conflict: Conflict, places: list[int]) -> Conflict:
    """The conflict with another option order; rankings name their states in it."""

    def signs(name: str) -> str:
        return "".join(name[at] for at in places)

    parties = tuple(
        replace(
            party,
            preference=Ranking(
                tuple(tuple(map(signs, level)) for level in party.preference.levels)
            ),
        )
        if isinstance(party.preference, Ranking)
        else party
        for party in conflict.parties
    )
    order = tuple(conflict.order[at] for at in places)
    return replace(conflict, parties=parties, order=order)
