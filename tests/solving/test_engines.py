"""Every engine finds what the definitions say, for every party, state and concept."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings

from detente.model.conflict import Ranking
from detente.model.state import parse_state
from detente.solving import recheck, solve, why
from detente.solving import select as rows
from detente.solving.engine import ENGINES, choose, symbolic
from solving.definitions import CONCEPTS, Definitions
from solving.random_disputes import coalesced, dispute, graph
from strategies import CHANCES

by_chance = settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
BATCHES, BATCH = 24, 50


def in_corpus(seed):
    """One of the disputes on which all engines are compared: up to six options, or seven."""
    return dispute(Random(seed), options=7 if seed % 20 == 0 else 6)


def check(conflict, truth, engine):
    """Compare one engine with the definitions: each set, state by state; count the verdicts."""
    analysis = solve(conflict, engine=engine, sanctions=truth.sanctions)
    assert analysis.engine == engine
    assert analysis.feasible == len(truth.states)
    for concept in CONCEPTS:
        common = set(truth.states)
        for party in truth.parties:
            expected = truth.stable(concept, party)
            region = analysis.stability(concept, party).region
            assert [state.signs for state in region] == expected, (concept, party)
            assert region.count == len(expected)
            common &= set(expected)
        assert [state.signs for state in analysis.equilibria(concept)] == sorted(common)
    return len(CONCEPTS) * len(truth.parties) * len(truth.states)


def check_reached(conflict, engine, truth, rng):
    solver = choose(conflict, engine, truth.sanctions)
    for at in rng.sample(range(len(truth.states)), min(3, len(truth.states))):
        found = solver.reached(parse_state(conflict, truth.states[at]))
        singles, cycles = truth.ends(at)
        assert [state.signs for state in found.improving] == singles
        assert [[state.signs for state in cycle] for cycle in found.cycles] == cycles
        assert found.closure == truth.closure(at).bit_count()


def check_reasons(conflict, truth, rng):
    """Compare the reasons at one state, found move by move and found by diagrams."""
    at = rng.randrange(len(truth.states))
    state = parse_state(conflict, truth.states[at])
    diagrams = symbolic(conflict)
    for reason in why(conflict, state):
        (row,) = rows(reason.concept)
        for one in (reason, diagrams.reason(row, reason.party, state)):
            assert one.stable == truth.is_stable(reason.concept, reason.party, at)
            assert recheck(conflict, one)


@pytest.mark.parametrize("batch", range(BATCHES))
def test_engines_agree_with_the_definitions(batch):
    compared = Counter()
    for seed in range(batch * BATCH, (batch + 1) * BATCH):
        conflict = in_corpus(seed)
        truth = Definitions(conflict)
        for engine in ENGINES:
            compared[engine] += check(conflict, truth, engine)
            check_reached(conflict, engine, truth, Random(seed))
        check_reasons(conflict, truth, Random(seed))
        compared["disputes"] += 1
    assert compared["disputes"] == BATCH
    assert compared["relations"] == compared["ranks"] == compared["symbolic"] > 6000


def test_the_disputes_compared_are_a_thousand_of_every_kind():
    disputes = {conflict.hash: conflict for conflict in map(in_corpus, range(BATCHES * BATCH))}
    assert len(disputes) >= 1000
    kinds = Counter(kind for conflict in disputes.values() for kind in set(kinds_of(conflict)))
    assert min(kinds[number] for number in (2, 3, 4, 5)) >= 100
    names = ("rules", "irreversible", "ties", "interleaved", "a ranking", "statements")
    assert min(kinds[name] for name in names) >= 100, kinds


def kinds_of(conflict):
    """What is special about a dispute; the number of its parties is one such thing."""
    yield len(conflict.parties)
    if conflict.rules.infeasible or conflict.rules.feasible:
        yield "rules"
    if any(option.direction != "both" for party in conflict.parties for option in party.options):
        yield "irreversible"
    owners = [key.partition(".")[0] for key in conflict.order]
    changes = sum(one != other for one, other in pairwise(owners))
    if changes >= len(set(owners)):
        yield "interleaved"
    truth = Definitions(conflict)
    if any(len(set(values)) < len(values) for values in truth.value.values()):
        yield "ties"
    ranked = any(isinstance(party.preference, Ranking) for party in conflict.parties)
    yield "a ranking" if ranked else "statements"


@pytest.mark.parametrize("engine", ENGINES)
@by_chance
@given(CHANCES)
def test_engines_agree_on_whatever_is_drawn(engine, rng):
    conflict = dispute(rng, options=4)
    check(conflict, Definitions(conflict), engine)


@pytest.mark.parametrize("kind", [dispute, coalesced, graph])
@pytest.mark.parametrize("sanctions", ["legal", "once", "single"])
def test_the_reference_engine_takes_every_kind_of_moves_and_sanctions(kind, sanctions):
    for seed in range(40):
        rng = Random(seed)
        conflict = kind(rng, options=4)
        truth = Definitions(conflict, sanctions)
        check(conflict, truth, "relations")
        check_reached(conflict, "relations", truth, rng)
