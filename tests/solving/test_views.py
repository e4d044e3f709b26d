"""Hypergames: every party by its own game, as the definitions have it."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

import detente
from detente.errors import AnalysisError
from detente.model.conflict import Prioritised
from detente.model.views import View
from detente.solving import solve
from detente.solving.views import game_of, hypergame, rival_views
from solving.definitions import Definitions, places
from solving.disputes import security_guarantees
from solving.random_disputes import dispute, statement

CONCEPTS = ("nash", "gmr", "smr", "seq", "sseq")


def typed(seed):
    """A small conflict in which every party has two types, and views by chance."""
    rng = Random(seed)
    while True:
        conflict = dispute(rng, 4, rng.choice((2, 3)))
        if conflict.status_quo is not None:
            break

    def reading():
        return Prioritised(tuple(statement(rng, conflict.names) for _ in range(rng.randint(1, 4))))

    parties = tuple(
        replace(one, preference=None, types=(("meek", reading()), ("bold", reading())))
        for one in conflict.parties
    )
    conflict = replace(conflict, parties=parties)
    views = tuple(
        View(
            party.id,
            tuple((other.id, rng.choice(("meek", "bold"))) for other in conflict.parties),
            tuple(key for key in conflict.order if rng.random() < 0.2),
        )
        for party in conflict.parties
    )
    return conflict, views


def perceived(conflict, view):
    """The states and the definitions of one party's game."""
    chosen = conflict.under(**dict(view.types))
    plain = Definitions(chosen)
    hidden = [
        (conflict.order.index(key), "Y" if key in conflict.status_quo else "N")
        for key in view.unseen
    ]
    seen = [name for name in plain.states if all(name[at] == sign for at, sign in hidden)]
    return plain, seen


class InGame(Definitions):
    """The definitions over the states that a party sees."""

    def __init__(self, conflict, seen):
        self.seen = set(seen)
        super().__init__(conflict)

    def _members(self):
        return {name: group for name, group in super()._members().items() if name in self.seen}


@pytest.mark.parametrize("seed", range(25))
def test_every_party_plays_its_own_game(seed):
    conflict, views = typed(seed)
    found = hypergame(conflict, views)
    games = {}
    for view in views:
        _, seen = perceived(conflict, view)
        games[view.party] = InGame(conflict.under(**dict(view.types)), seen)
    every = Definitions(conflict.under()).states
    for concept in CONCEPTS:
        first_level = [
            name
            for name in every
            if all(
                name in game.seen and game.is_stable(concept, party, game.number[name])
                for party, game in games.items()
            )
        ]
        assert [state.signs for state in found.equilibria[concept]] == first_level
        for party, game in games.items():
            expected = {
                name
                for name in game.states
                if all(game.is_stable(concept, one, game.number[name]) for one in game.parties)
            }
            excluded = {state.signs for state in found.excluded[party][concept]}
            mistaken = {state.signs for state in found.mistaken[party][concept]}
            assert excluded == set(first_level) - expected
            assert mistaken == expected - set(first_level)
    assert played(conflict, games) == {state.signs for state in found.played}
    assert surprises(conflict, games) == {
        (one.party, one.step.party, one.step.source.signs, one.step.target.signs, one.kind)
        for one in found.surprises
    }


def gains(games, name):
    for party, game in games.items():
        if name in game.seen:
            at = game.number[name]
            for end in places(game.improvements[party][at]):
                yield party, game.states[end]


def played(conflict, games):
    start = "".join("Y" if key in conflict.status_quo else "N" for key in conflict.order)
    reached, waiting = {start}, [start]
    while waiting:
        for _, end in gains(games, waiting.pop()):
            if end not in reached:
                reached.add(end)
                waiting.append(end)
    return reached


def surprises(conflict, games):
    found = set()
    for here in played(conflict, games):
        for mover, end in gains(games, here):
            for party, game in games.items():
                if party == mover:
                    continue
                if not {here, end} <= game.seen:
                    found.add((party, mover, here, end, "unseen"))
                elif not game.improvements[mover][game.number[here]] >> game.number[end] & 1:
                    found.add((party, mover, here, end, "unwanted"))
    return found


@pytest.mark.parametrize("seed", range(15))
def test_where_all_see_the_same_nothing_surprises(seed):
    conflict, views = typed(seed)
    same = tuple(View(party.id, views[0].types) for party in conflict.parties)
    found = hypergame(conflict, same)
    analysis = solve(conflict.under(**dict(views[0].types)))
    assert not found.surprises
    for concept in CONCEPTS:
        assert list(found.equilibria[concept]) == list(analysis.equilibria(concept))
        assert not any(found.excluded[party.id][concept] for party in conflict.parties)
        assert not any(found.mistaken[party.id][concept] for party in conflict.parties)
    assert set(found.ends) <= set(analysis.reached.states)


def test_washington_plans_for_a_russia_as_stated():
    conflict = security_guarantees()
    views = (
        View("russia", (("russia", "as_alleged"),)),
        View("usa", (("russia", "as_stated"),)),
        View("nato", (("russia", "as_stated"),)),
    )
    found = hypergame(conflict, views)
    assert found.expectation("usa").analysis.status_quo_stable["nash"]
    assert not found.expectation("russia").analysis.status_quo_stable["nash"]
    assert [state.taken for state in found.ends] == [("attack", "consequences", "talks")]
    first = found.surprises[0]
    assert (first.party, first.kind, first.step.changed) == ("usa", "unwanted", ("russia.attack",))
    assert first.step.decided_by[1] == "attack if not guarantee"
    assert first.expected.decided_by[1] == "not attack"
    assert detente.parse_state(conflict, "talks") not in found.equilibria["nash"]


def test_rival_types_are_each_planned_for_as_the_other():
    sets = rival_views(security_guarantees())
    assert len(sets) == 6
    assert all(len({view.types for view in views}) == 2 for views in sets)


def test_a_party_may_have_a_whole_conflict_of_its_own():
    conflict = security_guarantees()
    alleged = conflict.under(russia="as_alleged")
    by_game = hypergame(conflict, (), {"russia": alleged})
    by_view = hypergame(conflict, (View("russia", (("russia", "as_alleged"),)),))
    assert by_game.equilibria == by_view.equilibria
    with pytest.raises(AnalysisError, match="same parties and options"):
        hypergame(conflict, (), {"russia": detente.catalogue("elmira-classic-9")})


def test_an_unseen_option_stays_as_it_is():
    conflict = security_guarantees().under()
    game = game_of(conflict, View("usa", (), ("nato.talks", "russia.attack")))
    assert {state.signs[5] for state in solve(game).stability("gmr", "usa")} == {"Y"}
    assert {state.signs[2] for state in solve(game).stability("gmr", "usa")} == {"N"}
