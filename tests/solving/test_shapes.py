"""The description of a large set says of its states only what is true of them."""

from __future__ import annotations

from random import Random

import pytest
from generator import dispute as drawn

from detente.model.logic import parse
from detente.solving import CONCEPTS, describe, solve
from detente.solving.engine import ENGINES
from solving.definitions import fits
from solving.disputes import build, security_guarantees
from solving.random_disputes import dispute


@pytest.mark.parametrize("engine", ENGINES)
def test_a_shape_is_true_of_every_state(engine):
    for seed in range(40):
        conflict = dispute(Random(seed), options=6)
        analysis = solve(conflict, engine=engine)
        for row in CONCEPTS:
            states = list(analysis.equilibria(row.id))
            check(conflict, analysis, describe(analysis, row.id), states)


def check(conflict, analysis, shape, states):
    names = [conflict.names.short(key) for key in conflict.order]
    if states:
        assert shape.always == tuple(n for n in names if all(n in s.taken for s in states))
        assert shape.never == tuple(n for n in names if not any(n in s.taken for s in states))
    covered = []
    for pattern in shape.patterns:
        fitting = [s for s in analysis.everything if fits(s.signs, pattern.signs)]
        assert len(fitting) == pattern.count
        assert set(fitting) <= set(states)
        covered += fitting
    assert len(set(covered)) == len(covered) == shape.covered
    assert shape.covered == len(states) or len(shape.patterns) == 8
    if analysis.reached:
        assert set(shape.reached) == set(analysis.reached.states) & set(states)


def test_a_simple_set_is_covered_by_one_pattern():
    conflict = build({"a": "x y", "b": "z w"}, {"a": ["x"], "b": ["not z"]}, status_quo=[])
    shape = describe(solve(conflict), "nash")
    assert [(one.signs, one.count) for one in shape.patterns] == [("Y-N-", 4)]
    assert (shape.always, shape.never, shape.covered) == (("x",), ("z",), 4)
    assert [state.signs for state in shape.nearest] == ["YNNN", "YNNY", "YYNN", "YYNY"]


def test_a_region_of_very_many_states_has_a_shape():
    conflict = drawn("clusters", 60, seed=1)
    analysis = solve(conflict, ["nash", "gmr"], budget=10)
    shape = describe(analysis, "gmr")
    assert shape.count == analysis.equilibria("gmr").count > 10**12
    for pattern in shape.patterns:
        asked = parse(pattern.signs, conflict.names, patterns=True)
        assert analysis.equilibria("gmr").where(asked).count == pattern.count
        assert analysis.everything.where(asked).count == pattern.count
    assert len(shape.nearest) == 5


def test_what_is_not_complete_has_no_shape():
    analysis = solve(security_guarantees(), "seq", budget=0)
    assert describe(analysis, "seq") is None
