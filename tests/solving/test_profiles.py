"""Many profiles judged at once are what each of them is when it is solved alone."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from detente.errors import EngineError
from detente.model.conflict import Conflict, Prioritised, Ranking
from detente.model.state import State
from detente.solving.concepts import CONCEPTS
from detente.solving.profiles import Profiles
from solving.definitions import Definitions, places
from solving.random_disputes import coalesced, dispute, statement


def profile(rng, conflict, states):
    """A preference for each party: statements, ties and rankings."""
    return tuple(
        Ranking(tuple((one,) for one in rng.sample(states, len(states))))
        if rng.random() < 0.2
        else Prioritised(tuple(statement(rng, conflict.names) for _ in range(rng.randint(0, 6))))
        for _ in conflict.parties
    )


def with_profile(conflict, preferences):
    parties = zip(conflict.parties, preferences, strict=True)
    return replace(conflict, parties=tuple(replace(one, preference=p) for one, p in parties))


@pytest.mark.parametrize("seed", range(25))
def test_profiles_are_judged_as_the_definitions_judge_each(seed):
    rng = Random(seed)
    conflict = dispute(rng, 5)
    states = Definitions(conflict).states
    profiles = [profile(rng, conflict, states) for _ in range(12)]
    start = State(rng.choice(states))
    judged = Profiles(conflict)
    assert [judged.state(at).signs for at in range(judged.states)] == states
    found = judged.judge(profiles, CONCEPTS, start)
    for model, preferences in enumerate(profiles):
        known = Definitions(with_profile(conflict, preferences))
        for row in CONCEPTS:
            stable = [
                all(known.is_stable(row.id, party, at) for party in known.parties)
                for at in range(len(states))
            ]
            assert list(found.stable[row.id][:, model]) == stable, row.id
        at = known.number[start.signs]
        singles, cycles = known.ends(at)
        ends = sorted([*singles, *(one for cycle in cycles for one in cycle)])
        assert [states[n] for n in found.reached[:, model].nonzero()[0]] == ends
        assert list(found.closure[:, model].nonzero()[0]) == places(known.closure(at))


def test_models_may_be_judged_in_stretches(monkeypatch):
    rng = Random(5)
    conflict = dispute(rng, 6, 3)
    states = Definitions(conflict).states
    profiles = [profile(rng, conflict, states) for _ in range(30)]
    whole = Profiles(conflict).judge(profiles, CONCEPTS, State(states[0]))
    monkeypatch.setattr("detente.solving.profiles.MOST_CELLS", 1)
    parts = Profiles(conflict).judge(profiles, CONCEPTS, State(states[0]))
    assert (whole.reached == parts.reached).all()
    assert (whole.closure == parts.closure).all()
    assert all((whole.stable[row.id] == parts.stable[row.id]).all() for row in CONCEPTS)


def test_a_hundred_statements_keep_their_order():
    rng = Random(3)
    conflict = dispute(rng, 6, 2)
    long = Prioritised(tuple(statement(rng, conflict.names) for _ in range(120)))
    judged = Profiles(conflict)
    value = judged.values(long)
    known = Definitions(with_profile(conflict, [long] * 2)).value[conflict.parties[0].id]
    for one in range(len(known)):
        for other in range(len(known)):
            assert (value[one] > value[other]) == (known[one] > known[other])


def test_classes_are_not_for_profiles():
    conflict: Conflict = coalesced(Random(1), 4)
    with pytest.raises(EngineError, match="classes"):
        Profiles(conflict)
