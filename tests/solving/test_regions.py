"""Every kind of region answers the same questions alike."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from random import Random

import pytest

from detente.errors import AnalysisError, StatementError
from detente.model.logic import parse
from detente.model.state import State, parse_state
from detente.solving import solve
from detente.solving.engine import ENGINES, choose
from solving.definitions import holds
from solving.disputes import build, security_guarantees
from solving.random_disputes import dispute, statement


def regions(seed, options=6):
    """The same region of a dispute as each engine gives it, and its states."""
    rng = Random(seed)
    conflict = dispute(rng, options)
    found = {name: solve(conflict, "gmr", engine=name).equilibria("gmr") for name in ENGINES}
    return rng, conflict, found, list(found["relations"])


@pytest.mark.parametrize("seed", range(40))
def test_regions_hold_count_and_list_the_same_states(seed):
    _, conflict, found, states = regions(seed)
    everything = choose(conflict, "relations").everything()
    for region in found.values():
        assert region.complete
        assert list(region) == states
        assert region.count == len(states)
        assert [one for one in everything if one in region] == states
        assert State("N" * (len(conflict.order) + 1)) not in region
        assert "N" not in region


@pytest.mark.parametrize("seed", range(40))
def test_a_statement_narrows_a_region(seed):
    rng, conflict, found, states = regions(seed)
    asked = statement(rng, conflict.names)
    held = [one for one in states if holds(asked, one.keys(conflict))]
    for region in found.values():
        assert list(region.where(asked)) == held


@pytest.mark.parametrize("seed", range(40))
def test_the_nearest_states_come_first(seed):
    rng, conflict, found, states = regions(seed)
    here = State("".join(rng.choice("YN") for _ in conflict.order))

    def apart(one):
        return sum(a != b for a, b in zip(one.signs, here.signs, strict=True))

    nearest = sorted(states, key=lambda one: (apart(one), one))
    for region in found.values():
        for number in (0, 1, 3, len(states) + 5):
            assert list(region.nearest(here, number)) == nearest[:number]


@pytest.mark.parametrize("seed", range(20))
def test_regions_of_the_same_states_are_equal(seed):
    rng, conflict, found, states = regions(seed)
    one, other = statement(rng, conflict.names), statement(rng, conflict.names)
    alike = [holds(one, s.keys(conflict)) == holds(other, s.keys(conflict)) for s in states]
    for region in found.values():
        assert (region.where(one) == region.where(other)) == all(alike)
        same = region.where(one).where(other), region.where(other).where(one)
        assert same[0] == same[1]
        assert hash(same[0]) == hash(same[1])
        assert region != states


@pytest.mark.parametrize("engine", ENGINES)
def test_samples_fall_on_every_state_alike(engine):
    conflict = security_guarantees()
    region = solve(conflict, "seq", engine=engine).equilibria("seq")
    drawn = Counter(region.sample(26 * 200, seed=5))
    assert set(drawn) == set(region)
    expected = 200
    chi_squared = sum((times - expected) ** 2 / expected for times in drawn.values())
    assert chi_squared < 60  # 25 degrees of freedom: beyond this lies one case in ten thousand
    assert region.sample(5, seed=1) == region.sample(5, seed=1)
    assert region.sample(20, seed=1) != region.sample(20, seed=2)


@pytest.mark.parametrize("engine", ENGINES)
def test_an_empty_region_gives_nothing(engine):
    conflict = build({"a": "x", "b": "y"}, {"a": ["x iff y"], "b": ["x xor y"]}, status_quo=[])
    region = solve(conflict, "nash", engine=engine).equilibria("nash")
    assert (region.count, list(region), region.sample(3), region.nearest(State("NN"), 3)) == (
        0,
        [],
        (),
        (),
    )


def test_a_large_region_is_listed_as_far_as_asked():
    conflict = build({"a": [f"o{n}" for n in range(30)], "b": [f"p{n}" for n in range(30)]}, {})
    region = solve(conflict, "nash").equilibria("nash")
    assert region.count == 1 << 60
    first = [state.signs for state in islice(region, 3)]
    assert first == ["N" * 60, "N" * 59 + "Y", "N" * 58 + "YN"]
    assert len(set(region.sample(10))) == 10


def test_an_analysis_can_be_asked_about_some_states_only():
    analysis = solve(security_guarantees())
    asked = analysis.where("attack and not talks")
    assert [state.taken for state in asked.equilibria("nash")] == [("attack", "consequences")]
    assert asked.status_quo_stable == analysis.status_quo_stable
    with pytest.raises(StatementError, match="did you mean `talks`"):
        analysis.where("tlaks")


def test_a_coalesced_state_answers_where_its_members_agree():
    conflict = build({"a": "x", "b": "y"}, {}, indistinguishable=["x"], status_quo=[])
    region = solve(conflict, "nash").equilibria("nash")
    assert parse_state(conflict, "Y-") in region
    assert [str(one) for one in region.where(parse("x", conflict.names))] == ["Y-"]
    with pytest.raises(AnalysisError, match="`y` is neither true nor false at Y-"):
        region.where(parse("y", conflict.names))
