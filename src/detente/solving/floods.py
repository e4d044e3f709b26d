"""What lies ahead of a set of states and behind it, for states that are cells of a grid.

A set grows by all that one party's improvements add to it, party after party, until nothing is
added.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from detente.model.state import State
from detente.solving.budget import Budget
from detente.solving.grid import INFEASIBLE, Grid, Marks, highest

__all__ = ["Floods"]


class Floods:
    """Sets of states as marks on a grid."""

    def __init__(self, grid: Grid, budget: Budget) -> None:
        self._grid = grid
        self._budget = budget

    def only(self, state: State) -> Marks:
        """The one state."""
        return self._only(state.bits)

    def _only(self, place: int) -> Marks:
        marks = np.zeros(self._grid.size, dtype=bool)
        marks[place] = True
        return marks

    def first(self, states: Marks) -> Marks | None:
        """The first of the states in the order of their Y/N strings."""
        place = int(states.argmax())
        return self._only(place) if states[place] else None

    def count(self, states: Marks) -> int:
        """How many states these are."""
        return int(np.count_nonzero(states))

    def listed(self, states: Marks) -> Iterator[State]:
        """The states in the order of their Y/N strings."""
        return (self._grid.state(int(place)) for place in np.flatnonzero(states))

    def improvable(self) -> Marks:
        """The states from which some party has an improvement."""
        marks = np.zeros(self._grid.size, dtype=bool)
        for party in self._grid.conflict.parties:
            levels = self._grid.levels(party.id)
            marks |= self._grid.best_within(party.id, levels) > levels
        return marks & self._grid.feasible

    def ahead(self, states: Marks) -> Marks:
        """The states and all to which improvements lead from them."""

        def step(party: str, reached: Marks) -> Marks:
            levels = self._grid.levels(party)
            lowest = self._grid.worst_before(party, np.where(reached, levels, highest(levels)))
            return self._grid.feasible & (lowest < levels)

        return self._flood(states, step)

    def behind(self, states: Marks) -> Marks:
        """The states and all from which improvements lead to them."""

        def step(party: str, reached: Marks) -> Marks:
            levels = self._grid.levels(party)
            ends = np.where(reached, levels, levels.dtype.type(INFEASIBLE))
            return self._grid.feasible & (self._grid.best_within(party, ends) > levels)

        return self._flood(states, step)

    def _flood(self, states: Marks, step: Callable[[str, Marks], Marks]) -> Marks:
        """Add what each party adds, until all of them are quiet."""
        parties = [party.id for party in self._grid.conflict.parties if party.options]
        quiet, turn = 0, 0
        while quiet < len(parties):
            self._budget.check()
            grown = states | step(parties[turn % len(parties)], states)
            quiet = quiet + 1 if np.array_equal(grown, states) else 1
            states, turn = grown, turn + 1
        return states
