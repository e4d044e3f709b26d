"""Every engine finds what the definitions say, for every party, state and concept."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.model.state import parse_state
from detente.solving import solve
from detente.solving.engine import ENGINES, choose
from solving.definitions import CONCEPTS, Definitions
from solving.random_disputes import coalesced, dispute, graph

by_chance = settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))
chances = st.randoms(use_true_random=False)
BATCH = 50


def check(conflict, engine, sanctions="legal"):
    truth = Definitions(conflict, sanctions)
    analysis = solve(conflict, engine=engine, sanctions=sanctions)
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
    return truth


def check_reached(conflict, engine, truth, rng):
    solver = choose(conflict, engine, truth.sanctions)
    for at in rng.sample(range(len(truth.states)), min(3, len(truth.states))):
        found = solver.reached(parse_state(conflict, truth.states[at]))
        singles, cycles = truth.ends(at)
        assert [state.signs for state in found.improving] == singles
        assert [[state.signs for state in cycle] for cycle in found.cycles] == cycles
        assert found.closure == truth.closure(at).bit_count()


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("batch", range(18))
def test_engines_agree_with_the_definitions(engine, batch):
    for seed in range(batch * BATCH, (batch + 1) * BATCH):
        rng = Random(seed)
        conflict = dispute(rng)
        truth = check(conflict, engine)
        check_reached(conflict, engine, truth, rng)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("seed", range(12))
def test_engines_agree_on_larger_disputes(engine, seed):
    check(dispute(Random(-1 - seed), options=7), engine)


@pytest.mark.parametrize("engine", ENGINES)
@by_chance
@given(chances)
def test_engines_agree_on_whatever_is_drawn(engine, rng):
    check(dispute(rng, options=4), engine)


@pytest.mark.parametrize("kind", [dispute, coalesced, graph])
@pytest.mark.parametrize("sanctions", ["legal", "once", "single"])
def test_the_reference_engine_takes_every_kind_of_moves_and_sanctions(kind, sanctions):
    for seed in range(40):
        rng = Random(seed)
        conflict = kind(rng, options=4)
        truth = check(conflict, "relations", sanctions)
        check_reached(conflict, "relations", truth, rng)
