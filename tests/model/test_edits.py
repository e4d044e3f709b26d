"""Edits change what they name, keep the rest, and take the evidence with them."""

from __future__ import annotations

from random import Random

import pytest

import detente
from detente.errors import AnalysisError
from detente.model.edits import (
    Add,
    Drop,
    Forbid,
    Lift,
    Move,
    Turn,
    applied,
    moved,
    preference_at,
)

PATH = "parties.russia.types.as_alleged"


@pytest.fixture(scope="module")
def conflict():
    return detente.catalogue("european-security-2022")


def texts(conflict, path=PATH):
    return [str(one) for one in preference_at(conflict, path).statements]


def test_a_swap_is_undone_by_itself(conflict):
    swapped = applied(conflict, Move(PATH, 2, 3))
    assert texts(swapped)[1:3] == texts(conflict)[2:0:-1]
    assert texts(swapped, "parties.usa.prefers") == texts(conflict, "parties.usa.prefers")
    assert applied(swapped, Move(PATH, 2, 3)).hash == conflict.hash


def test_evidence_follows_a_statement(conflict):
    before = conflict.cited(f"{PATH}.2")
    assert before
    assert applied(conflict, Move(PATH, 2, 8)).cited(f"{PATH}.8") == before


def test_drop_and_add_are_each_others_undoing(conflict):
    text = texts(conflict)[3]
    dropped = applied(conflict, Drop(PATH, 4))
    assert len(texts(dropped)) == len(texts(conflict)) - 1
    assert applied(dropped, Add(PATH, 4, text)).hash == conflict.hash


def test_the_type_chosen_is_edited_at_the_same_path(conflict):
    chosen = conflict.under(russia="as_alleged")
    edit = Move(PATH, 8, 1)
    assert applied(chosen, edit).hash == applied(conflict, edit).under(russia="as_alleged").hash


def test_rules_and_directions(conflict):
    lifted = applied(conflict, Lift("rules.infeasible.2"))
    assert len(lifted.rules.infeasible) == len(conflict.rules.infeasible) - 1
    again = applied(lifted, Forbid("settle and attack"))
    assert detente.solve(again).feasible == detente.solve(conflict).feasible
    free = applied(conflict, Turn("attack", "both"))
    assert free.option("attack").direction == "both"
    assert applied(free, Turn("attack", "take")).hash == conflict.hash


@pytest.mark.parametrize(
    "edit",
    [
        Move(PATH, 0, 1),
        Move(PATH, 1, 99),
        Drop(PATH, 99),
        Drop("parties.russia.types.nobody", 1),
        Drop("parties.usa.ranking", 1),
        Drop("rules", 1),
        Lift("rules.infeasible.99"),
        Lift("rules.feasible.1"),
    ],
)
def test_an_edit_that_names_nothing_is_refused(conflict, edit):
    with pytest.raises(AnalysisError):
        applied(conflict, edit)


def test_levels_of_a_ranking_move_but_are_not_left_out():
    conflict = detente.catalogue("syria-iraq-1975")
    path = "parties.syria.ranking"
    levels = preference_at(conflict, path).levels
    swapped = preference_at(applied(conflict, Move(path, 1, 2)), path).levels
    assert swapped == (levels[1], levels[0], *levels[2:])
    with pytest.raises(AnalysisError, match="ranking"):
        applied(conflict, Drop(path, 1))


@pytest.mark.parametrize("seed", range(20))
def test_moving_there_and_back_changes_nothing(seed):
    rng = Random(seed)
    entries = tuple(range(rng.randint(1, 9)))
    place, to = (rng.randint(1, len(entries)) for _ in range(2))
    there = moved(entries, place, to)
    assert there[to - 1] == entries[place - 1]
    assert moved(there, to, place) == entries
