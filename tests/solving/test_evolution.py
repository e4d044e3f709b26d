"""Paths are legal and as short as any; where improvements end is what the definitions say."""

from __future__ import annotations

from random import Random

import pytest

from detente.errors import AnalysisError
from detente.model.state import parse_state
from detente.solving import better_for_all, paths, reached
from solving.definitions import Definitions, places
from solving.disputes import build, security_guarantees
from solving.random_disputes import coalesced, dispute, graph


def distances(truth: Definitions, start: int, improving: bool) -> dict[int, int]:
    """How many moves each state is away, no party moving twice in a row."""
    step = truth.improvements if improving else truth.moves
    seen = {(start, "")}
    layer, depth, found = list(seen), 0, {start: 0}
    while layer:
        depth += 1
        layer = [
            (end, party)
            for here, last in layer
            for party in truth.parties
            if party != last
            for end in places(step[party][here])
        ]
        layer = list(set(layer) - seen)
        seen |= set(layer)
        for end, _ in layer:
            found.setdefault(end, depth)
    return found


@pytest.mark.parametrize("kind", [dispute, coalesced, graph])
@pytest.mark.parametrize("moves", ["improving", "any"])
def test_paths_are_legal_and_as_short_as_any(kind, moves):
    for seed in range(25):
        conflict = kind(Random(seed), options=4)
        truth = Definitions(conflict)
        start = Random(seed).randrange(len(truth.states))
        away = distances(truth, start, moves == "improving")
        source = parse_state(conflict, truth.states[start])
        for at, signs in enumerate(truth.states):
            found = paths(conflict, source, parse_state(conflict, signs), moves)
            assert {len(path) for path in found} == ({away[at]} if away.get(at) else set())
            assert len({tuple((s.party, s.target) for s in path) for path in found}) == len(found)
            for path in found:
                follow(truth, path, start, moves == "improving")
                assert path.end.signs == signs


def follow(truth: Definitions, path, start: int, improving: bool) -> None:
    here, last = start, ""
    for step in path:
        end = truth.number[step.target.signs]
        ends = (truth.improvements if improving else truth.moves)[step.party][here]
        assert step.party != last
        assert truth.number[step.source.signs] == here
        assert ends >> end & 1
        value = truth.value[step.party]
        assert step.gain == (value[end] > value[here]) - (value[end] < value[here])
        here, last = end, step.party


@pytest.mark.parametrize("kind", [dispute, coalesced, graph])
def test_without_a_target_there_is_a_path_to_each_end(kind):
    for seed in range(40):
        conflict = kind(Random(seed), options=4)
        truth = Definitions(conflict)
        start = Random(seed).randrange(len(truth.states))
        source = parse_state(conflict, truth.states[start])
        singles, cycles = truth.ends(start)
        found = reached(conflict, source)
        assert [state.signs for state in found.improving] == singles
        assert [[state.signs for state in cycle] for cycle in found.cycles] == cycles
        ends = {path.end.signs for path in paths(conflict, source)}
        here = truth.states[start]
        assert ends | {here} >= set(singles)
        for cycle in cycles:
            assert here in cycle or ends & set(cycle)


def test_states_that_all_prefer_are_those_that_all_prefer():
    for seed in range(60):
        conflict = dispute(Random(seed), options=5)
        truth = Definitions(conflict)
        start = Random(seed).randrange(len(truth.states))
        found = better_for_all(conflict, parse_state(conflict, truth.states[start]))
        better = [
            at
            for at in range(len(truth.states))
            if all(truth.value[party][at] > truth.value[party][start] for party in truth.parties)
        ]
        assert found.count == len(better)
        assert [state.signs for state in found.listed] == [truth.states[at] for at in better]
        assert [state.signs for state in found.best] == [
            truth.states[at] for at in better if not any(dominates(truth, on, at) for on in better)
        ]


def dominates(truth: Definitions, one: int, other: int) -> bool:
    pairs = [(values[one], values[other]) for values in truth.value.values()]
    return all(a >= b for a, b in pairs) and any(a > b for a, b in pairs)


def test_a_cycle_is_reached_as_a_whole():
    conflict = build(
        {"a": "x", "b": "y"},
        {"a": ["x iff y"], "b": ["y xor x"]},
        status_quo=[],
    )
    found = reached(conflict)
    assert found.improving == ()
    assert [[state.signs for state in cycle] for cycle in found.cycles] == [
        ["NN", "NY", "YN", "YY"]
    ]
    assert found.closure == 4


def test_paths_need_a_place_to_start_from():
    with pytest.raises(AnalysisError, match="status quo is unknown"):
        paths(build({"a": "x", "b": "y"}, {}))


def test_any_moves_need_a_target():
    with pytest.raises(AnalysisError, match="name the state to arrive at"):
        paths(security_guarantees(), moves="any")


def test_at_most_as_many_paths_as_asked():
    conflict = build({p: f"{p}{p}" for p in "abcd"}, {}, status_quo=[])
    target = parse_state(conflict, "YYYY")
    assert len(paths(conflict, to=target, moves="any", most=100)) == 24
    assert len(paths(conflict, to=target, moves="any", most=5)) == 5
