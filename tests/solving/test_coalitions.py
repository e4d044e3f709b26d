"""What groups do is what the definitions say, and the published cases come out."""

from __future__ import annotations

from random import Random

import pytest

import detente
from detente.errors import EngineError
from detente.files import loads
from detente.model.moves import OptionMoves
from detente.model.state import parse_state
from detente.solving import better_for_all, solve
from detente.solving.coalitions import coalitions
from detente.solving.grid import count_feasible
from detente.solving.groups import COALITIONAL, Groups, members, subgroups
from solving.definitions import Definitions
from solving.disputes import build, security_guarantees
from solving.group_definitions import GroupDefinitions
from solving.random_disputes import coalesced, dispute, graph

KINDS = {"options": dispute, "classes": coalesced, "graph": graph}


def conflicts(number):
    for seed in range(number):
        for kind, make in KINDS.items():
            yield pytest.param(make(Random(seed), 4), id=f"{kind}-{seed}")


@pytest.mark.parametrize("conflict", list(conflicts(12)))
def test_groups_do_what_the_definitions_say(conflict):
    groups, known = Groups(conflict), GroupDefinitions(conflict)
    for group in subgroups(groups.parties):
        for state in known.states:
            reached = set(members(groups.reach(group, state)))
            assert reached == known.reach(frozenset(group), state)
            gained = set(members(groups.improvements(group, state)))
            assert gained == known.improvements(frozenset(group), state)
            for row in COALITIONAL:
                said = groups.is_stable(row, group, state)
                assert said == known.is_stable(row.id, frozenset(group), state), (row.id, group)


@pytest.mark.parametrize("seed", range(25))
def test_the_laws_of_groups(seed):
    conflict = dispute(Random(seed), 5)
    groups, plain = Groups(conflict), Definitions(conflict)
    stable = {row.id: set(groups.equilibria(row)) for row in COALITIONAL}
    assert stable["nash"] <= stable["smr"] <= stable["gmr"]
    assert stable["nash"] <= stable["seq"] <= stable["gmr"]
    for state in range(len(plain.states)):
        for party in groups.parties:
            for concept in ("nash", "gmr", "smr"):
                alone = plain.is_stable(concept, party, state)
                assert groups.is_stable(concept, (party,), state) == alone
            if plain.is_stable("seq", party, state):
                assert groups.is_stable("seq", (party,), state)


@pytest.mark.parametrize("seed", range(8))
def test_ways_are_legal_gain_what_they_say_and_cost_as_little_as_can_be(seed):
    conflict = dispute(Random(seed), 5, 3)
    known, plain = GroupDefinitions(conflict), Definitions(conflict)
    for start in known.states:
        here = detente.parse_state(conflict, plain.states[start])
        for way in coalitions(conflict, here).ways:
            target = plain.number[way.state.signs]
            able = [one for one in known.groups() if target in known.improvements(one, start)]
            least = {one for one in able if not any(two < one for two in able)}
            assert {frozenset(group) for group in way.groups} == least
            assert (way.path is None) == (target not in known.reach(known.parties, start))
            if way.path is not None:
                assert is_legal(plain, way.path, start, target)
                assert len(way.costly) == fewest_costs(plain, start, target)
            at = start
            for group, end in way.turns:
                assert len(group) < len(known.parties)
                assert plain.number[end.signs] in known.improvements(frozenset(group), at)
                at = plain.number[end.signs]
            assert not way.turns or at == target


def is_legal(plain, path, start, target):
    at, last = start, None
    for step in path:
        end = plain.number[step.target.signs]
        assert plain.number[step.source.signs] == at
        assert step.party != last
        assert plain.moves[step.party][at] >> end & 1
        assert step.improving == bool(plain.improvements[step.party][at] >> end & 1)
        at, last = end, step.party
    return at == target


def fewest_costs(plain, start, target):
    """The fewest steps at a cost on any legal way, by relaxing every arc until nothing changes."""
    cost = {(start, None): 0}
    changed = True
    while changed:
        changed = False
        for (state, last), so_far in list(cost.items()):
            for party in plain.parties:
                if party == last:
                    continue
                for end in range(len(plain.states)):
                    if plain.moves[party][state] >> end & 1:
                        more = so_far + (not plain.improvements[party][state] >> end & 1)
                        if more < cost.get((end, party), more + 1):
                            cost[end, party] = more
                            changed = True
    return min(value for (state, _), value in cost.items() if state == target)


# -- published -------------------------------------------------------------------------------------


def test_elmira_is_vulnerable_to_the_ministry_with_uniroyal():
    conflict = detente.catalogue("elmira-classic-9")
    found = {one.state.signs: one for one in coalitions(conflict, state(conflict)).vulnerable}
    (move,) = found["NYNNY"].moves
    assert move.group == ("ministry", "uniroyal")
    assert [end.signs for end in move.targets] == ["YNYNY"]
    nash = [one.signs for one in solve(conflict).equilibria("nash")]
    assert sorted(signs for signs in found if signs in nash) == ["NYNNY"]


def state(conflict):
    return detente.parse_state(conflict, "delay,insist")


def test_the_groups_of_the_security_dispute():
    for conflict in security_guarantees().combinations():
        found = coalitions(conflict)
        sizes = {move.group: len(move.targets) for move in found.joint}
        assert sizes == {
            ("russia", "usa"): 3,
            ("russia", "nato"): 3,
            ("usa", "nato"): 0,
            ("russia", "usa", "nato"): 12,
        }
        best = {one.state.taken for one in found.ways if one.state in found.common.best}
        assert (found.common.count, len(best)) == (12, 2)
        deal = next(one for one in found.ways if one.state.signs == "YYNYNYNY")
        assert [(part[0], part[2].gain) for part in deal.parts] == [
            ("russia", -1),
            ("usa", -1),
            ("nato", -1),
        ]
        assert [(step.party, step.improving) for step in deal.path] == [
            ("russia", False),
            ("usa", True),
            ("nato", True),
        ]


def test_the_deals_of_the_security_dispute_that_hold():
    holding = [
        sum("seq" in way.stable for way in coalitions(conflict).ways)
        for conflict in security_guarantees().combinations()
    ]
    assert holding == [12, 0, 3]


def test_what_is_better_for_all_than_the_war():
    for conflict, count in zip(security_guarantees().combinations(), (36, 0, 4), strict=True):
        war = detente.parse_state(conflict, "attack,consequences,talks")
        assert better_for_all(conflict, war).count == count


def test_nobody_can_do_anything_together_where_nothing_is_better():
    conflict = build({"a": "x", "b": "y"}, {"a": ["x"], "b": ["y"]}, status_quo=["x", "y"])
    found = coalitions(conflict)
    assert not found.common.count
    assert not found.vulnerable
    assert [move.targets for move in found.joint] == [()]


def test_too_many_states_are_counted_before_they_are_listed(monkeypatch):
    lines = [f'parties.{one}.options.{one}{n} = "Do"' for one in ("east", "west") for n in range(7)]
    conflict = loads("\n".join(["format = 1", 'title = "Large"', *lines]))
    monkeypatch.setattr(OptionMoves, "states", property(lambda _: pytest.fail("listed")))
    with pytest.raises(EngineError, match=r"^16,384 states are too many"):
        coalitions(conflict, parse_state(conflict, "none"))


@pytest.mark.parametrize("seed", range(10))
def test_states_are_counted_as_they_are_listed(seed):
    conflict = dispute(Random(seed), 7)
    assert count_feasible(conflict) == len(OptionMoves(conflict).states)
