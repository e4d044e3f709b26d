"""The symbolic engine where states cannot be listed, against the explicit one where they can."""

from __future__ import annotations

import sys
from dataclasses import replace
from itertools import product
from random import Random

import pytest
from generator import SHAPES, Size
from generator import dispute as drawn

from detente.errors import EngineError
from detente.model.state import parse_state
from detente.solving import (
    CONCEPTS,
    better_for_all,
    evolution,
    paths,
    reached,
    reasons,
    recheck,
    solve,
    status_quo,
    why,
)
from detente.solving.engine import choose, suitable
from detente.solving.symbolic import bisection, thresholds
from detente.solving.symbolic.engine import Symbolic
from detente.solving.symbolic.ordering import arranged, read_together, span
from detente.solving.walking import Walker
from solving.definitions import Definitions
from solving.disputes import build, security_guarantees
from solving.random_disputes import dispute


@pytest.mark.parametrize(("shape", "options"), [*product(SHAPES, (16, 18, 20)), ("windows", 22)])
def test_counts_agree_with_the_explicit_engine(shape, options):
    size = Size(options, parties=3, statements=10, bans=4, one_way=3)
    conflict = drawn(shape, options, seed=options, size=size)
    one = solve(conflict, engine="ranks")
    other = solve(conflict, engine="symbolic")
    assert one.feasible == other.feasible
    for row in CONCEPTS:
        assert one.equilibria(row.id).count == other.equilibria(row.id).count
        for party in conflict.parties:
            counts = {a.stability(row.id, party.id).region.count for a in (one, other)}
            assert len(counts) == 1, (row.id, party.id)
    assert one.reached == other.reached
    assert one.status_quo_stable == other.status_quo_stable


@pytest.mark.parametrize("way", [thresholds, bisection])
def test_each_way_by_itself_finds_what_the_definitions_say(way):
    for seed in range(120):
        conflict = dispute(Random(seed), options=5)
        truth = Definitions(conflict)
        engine = Symbolic(conflict)
        movers, everything = engine.movers.values(), engine.space.feasible
        for row in CONCEPTS:
            for party in truth.parties:
                found = way.stable(row, engine.movers[party], movers, everything)
                engine._known[row, party] = found
                assert [state.signs for state in engine.stable(row, party)] == truth.stable(
                    row.id, party
                )


def test_what_all_ranks_at_once_are_too_large_for_is_found_rank_by_rank():
    conflict = drawn("clusters", 30, seed=1)
    engine = Symbolic(conflict)
    movers, everything = engine.movers.values(), engine.space.feasible
    for row in CONCEPTS[-2:]:
        for party, mover in engine.movers.items():
            assert thresholds.stable(row, mover, movers, everything, most=100) is None
            found = bisection.stable(row, mover, movers, everything)
            assert found == engine.stable(row, party).diagram


def test_one_state_is_judged_without_the_set():
    for seed in range(80):
        conflict = dispute(Random(seed), options=5)
        truth = Definitions(conflict)
        engine = Symbolic(conflict)
        for row in CONCEPTS:
            for party in truth.parties:
                for at, signs in enumerate(truth.states):
                    state = parse_state(conflict, signs)
                    found = engine.is_stable(row, party, state)
                    assert found == truth.is_stable(row.id, party, at)


def test_equilibria_are_found_where_the_sets_of_the_parties_are_not_known():
    for seed in range(150):
        conflict = dispute(Random(seed), options=5)
        truth = Definitions(conflict)
        engine = Symbolic(conflict)
        for row in CONCEPTS:
            if row.answer != "improvements":
                for party in truth.parties:
                    engine.stable(row, party)
            common = set.intersection(*(set(truth.stable(row.id, p)) for p in truth.parties))
            assert [state.signs for state in engine.common(row)] == sorted(common)


def test_common_ground_is_that_of_the_explicit_engine():
    for seed in range(60):
        conflict = dispute(Random(seed), options=5)
        start = parse_state(conflict, Random(seed).choice(Definitions(conflict).states))
        explicit, symbolic = (choose(conflict, name) for name in ("ranks", "symbolic"))
        one, other = (engine.better_for_all(start) for engine in (explicit, symbolic))
        assert list(one) == list(other)
        assert explicit.undominated(one, 50) == symbolic.undominated(other, 50)


def test_common_ground_of_very_many_states():
    owned = {party: [f"{party}{n}" for n in range(20)] for party in "ab"}
    wishes = {party: [f"{party}0 and b1"] for party in "ab"}
    common = better_for_all(build(owned, wishes, status_quo=[]))
    assert common.count == 1 << 37
    assert len(common.listed) == len(common.best) == 200


# -- the order of options -------------------------------------------------------------------------


def test_the_order_pulls_together_what_statements_read_together():
    pairs = [f"a{n} iff b{n}" for n in range(12)]
    conflict = build(
        {"a": [f"a{n}" for n in range(12)], "b": [f"b{n}" for n in range(12)]},
        {"a": pairs},
        infeasible=["a0 and a1"],
    )
    edges = read_together(conflict)
    assert span(conflict.order, edges) == 12 * 12 + 1
    assert span(arranged(conflict), edges) <= 16
    assert arranged(conflict) == arranged(conflict)


# -- the choice of an engine ----------------------------------------------------------------------


def wide(options):
    return build({"a": [f"o{n}" for n in range(options - 1)], "b": ["x"]}, {"a": ["x"]})


@pytest.mark.parametrize(
    ("conflict", "sanctions", "name"),
    [
        (security_guarantees(), "legal", "ranks"),
        (security_guarantees(), "once", "relations"),
        (build({"a": "x", "b": "y"}, {}, graph={"a": [("NN", "YN")]}), "legal", "relations"),
        (build({"a": "x", "b": "y"}, {}, indistinguishable=["x"]), "legal", "relations"),
        (wide(18), "legal", "ranks"),
        (wide(40), "legal", "symbolic"),
    ],
)
def test_the_engine_that_suits_is_chosen_and_says_why(conflict, sanctions, name):
    chosen = suitable(conflict.under(), sanctions)
    assert chosen.name == name
    assert chosen.because
    if name != "relations":
        with pytest.raises(EngineError, match="relations"):
            choose(build({"a": "x", "b": "y"}, {}, indistinguishable=["x"]), name)


def test_without_the_library_the_explicit_engines_work_and_say_what_is_missing(monkeypatch):
    monkeypatch.delitem(sys.modules, "detente.solving.symbolic.engine", raising=False)
    monkeypatch.delitem(sys.modules, "detente.solving.symbolic.space", raising=False)
    monkeypatch.setitem(sys.modules, "oxidd", None)
    monkeypatch.setitem(sys.modules, "oxidd.bcdd", None)
    assert solve(security_guarantees()).equilibria("seq").count == 26
    with pytest.raises(EngineError, match="package oxidd"):
        choose(wide(4), "symbolic")
    with pytest.raises(EngineError, match="package oxidd"):
        solve(wide(40))
    chosen = suitable(wide(20), "legal")
    assert chosen.name == "ranks"
    assert "oxidd" in chosen.because


# -- reasons and paths without looking at moves one by one ----------------------------------------


def by_sets(monkeypatch):
    monkeypatch.setattr(reasons, "MOST_LOOKS", 0)
    monkeypatch.setattr(evolution, "MOST_LOOKS", 0)


def test_reasons_by_sets_are_true_and_check(monkeypatch):
    by_sets(monkeypatch)
    for seed in range(40):
        conflict = dispute(Random(seed), options=5, parties=3)
        truth = Definitions(conflict)
        for at in {0, len(truth.states) // 2}:
            for reason in why(conflict, truth.states[at]):
                assert reason.improvements == truth.improvements[reason.party][at].bit_count()
                assert reason.stable == truth.is_stable(reason.concept, reason.party, at)
                assert recheck(conflict, reason)
                assert not recheck(conflict, replace(reason, stable=not reason.stable))
                assert not recheck(conflict, replace(reason, improvements=reason.improvements + 1))


@pytest.mark.parametrize("moves", ["improving", "any"])
def test_paths_by_sets_are_the_same_paths(monkeypatch, moves):
    for seed in range(30):
        conflict = dispute(Random(seed), options=5)
        states = Definitions(conflict).states
        start, end = (parse_state(conflict, Random(seed + n).choice(states)) for n in (0, 1))
        one = paths(conflict, start, end, moves, most=1000)
        with monkeypatch.context() as context:
            by_sets(context)
            other = paths(conflict, start, end, moves, most=1000)
        assert set(one) == set(other)


def test_paths_by_sets_lead_to_every_end(monkeypatch):
    for seed in range(40):
        conflict = dispute(Random(seed), options=5)
        start = parse_state(conflict, Random(seed).choice(Definitions(conflict).states))
        one = paths(conflict, start)
        with monkeypatch.context() as context:
            by_sets(context)
            other = paths(conflict, start)
        assert [len(path) for path in one] == [len(path) for path in other]
        ends = reached(conflict, start)
        for path in other:
            assert path.improving
            assert path.end in ends.states


def test_a_dispute_of_sixty_options_is_explained_at_its_status_quo():
    conflict = drawn("clusters", 60, seed=2)
    here = "".join("Y" if key in conflict.status_quo else "N" for key in conflict.order)
    for party in conflict.parties[:2]:
        for concept in ("nash", "gmr", "smr"):
            reason = why(conflict, here, party.id, concept)
            assert recheck(conflict, reason)
            assert reason.improvements is None or len(reason.answers) <= reason.improvements


def test_where_improvements_lead_among_very_many_states():
    conflict = drawn("blocks", 60, seed=1)
    engine = choose(conflict, "symbolic")
    start = status_quo(conflict)
    found = engine.reached(start)
    assert found.closure > 1 << 40
    nash = [engine.stable(CONCEPTS[0], party.id) for party in conflict.parties]
    for end in found.improving[:5]:
        assert all(end in stable for stable in nash)
        (route,) = engine.ways(start, [end], improving=True, most=1)
        assert replayed(conflict, start, route) == end
    for row in CONCEPTS:
        reason = engine.reason(row, "p0", start)
        assert recheck(conflict, reason)
        assert engine.is_stable(row, "p0", start) == reason.stable


def replayed(conflict, here, route):
    """Where a route leads, each step looked at: its mover, its options, its gain."""
    walker = Walker(conflict)
    for party, end in route:
        step = walker.step(party, here, end)
        assert step.gain == 1
        assert all(key.startswith(f"{party}.") for key in step.changed)
        for option in conflict.party(party).options:
            way = "take" if option.key in end.keys(conflict) else "drop"
            assert option.key not in step.changed or option.direction in ("both", way)
        here = walker.find(end)
    return here
