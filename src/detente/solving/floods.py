"""Where improvements lead, for conflicts whose states are cells of a grid.

The same question as `evolution.reached`, answered by sweeps over whole sets of states: a set
grows by all that one party's improvements add to it, party after party, until nothing is added.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from detente.model.findings import Reached
from detente.model.state import State
from detente.solving.grid import INFEASIBLE, Grid, Marks, highest

__all__ = ["reached"]

MOST_LISTED = 10_000
MOST_DESCENTS = 200


def reached(grid: Grid, state: State) -> Reached:
    """The terminal components of the improvement graph within what improvements reach."""
    closure = _ahead(grid, _only(grid, state.bits))
    singles = closure & ~_improvable(grid)
    left = closure & ~_behind(grid, singles)
    cycles: list[Marks] = []
    descents = 0
    while left.any() and descents < MOST_DESCENTS:
        here = int(left.argmax())
        while descents < MOST_DESCENTS:
            descents += 1
            ahead, behind = _ahead(grid, _only(grid, here)), _behind(grid, _only(grid, here))
            onward = ahead & ~behind
            if not onward.any():
                cycles.append(ahead)
                left &= ~_behind(grid, ahead)
                break
            here = int(onward.argmax())
    return _listed(grid, closure, singles, cycles, complete=not left.any())


def _listed(
    grid: Grid, closure: Marks, singles: Marks, cycles: list[Marks], *, complete: bool
) -> Reached:
    room = MOST_LISTED
    sets: list[tuple[State, ...]] = []
    for marks in (singles, *cycles):
        places = np.flatnonzero(marks)
        complete = complete and len(places) <= room
        sets.append(tuple(grid.state(int(place)) for place in places[:room]))
        room -= len(sets[-1])
    return Reached(
        improving=sets[0],
        cycles=tuple(sorted(part for part in sets[1:] if part)),
        closure=int(np.count_nonzero(closure)),
        complete=complete,
    )


def _only(grid: Grid, place: int) -> Marks:
    marks = np.zeros(grid.size, dtype=bool)
    marks[place] = True
    return marks


def _improvable(grid: Grid) -> Marks:
    """The states from which some party has an improvement."""
    marks = np.zeros(grid.size, dtype=bool)
    for party in grid.conflict.parties:
        levels = grid.levels(party.id)
        marks |= grid.best_within(party.id, levels) > levels
    return marks & grid.feasible


def _ahead(grid: Grid, marks: Marks) -> Marks:
    """The states, and all to which improvements lead from them."""

    def step(party: str, reached: Marks) -> Marks:
        levels = grid.levels(party)
        lowest = grid.worst_before(party, np.where(reached, levels, highest(levels)))
        return grid.feasible & (lowest < levels)

    return _flood(grid, marks, step)


def _behind(grid: Grid, marks: Marks) -> Marks:
    """The states, and all from which improvements lead to them."""

    def step(party: str, reached: Marks) -> Marks:
        levels = grid.levels(party)
        best = grid.best_within(party, np.where(reached, levels, levels.dtype.type(INFEASIBLE)))
        return grid.feasible & (best > levels)

    return _flood(grid, marks, step)


def _flood(grid: Grid, marks: Marks, step: Callable[[str, Marks], Marks]) -> Marks:
    """Add what each party adds, until all of them are quiet."""
    parties = [party.id for party in grid.conflict.parties if party.options]
    reached, quiet, turn = marks, 0, 0
    while quiet < len(parties):
        grown = reached | step(parties[turn % len(parties)], reached)
        quiet = quiet + 1 if np.array_equal(grown, reached) else 1
        reached, turn = grown, turn + 1
    return reached
