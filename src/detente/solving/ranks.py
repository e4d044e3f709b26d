"""The explicit engine: every concept as one formula over arrays of all states.

Where a party's moves compose and its preference is a complete preorder, as in all conflicts in
plain option form, party i is stable at s exactly where the best value of W at s and where it can
move to from s is at most r(s). Here r is how good a state is for i, and W how good a state is
once the others have answered: see `Ranks.after_answers`. The work grows with the number of
states times the number of options.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from detente.errors import EngineError
from detente.model.conflict import Conflict
from detente.model.findings import Reached, Region
from detente.model.state import State
from detente.solving import improvers
from detente.solving.concepts import Answers, Concept
from detente.solving.floods import reached
from detente.solving.grid import Grid, Levels, highest
from detente.solving.regions import MarkedRegion

__all__ = ["Ranks"]

MOST_BYTES = 3 << 30


class Ranks:
    """Stability by ranks, for conflicts in plain option form under legal sanctions."""

    name = "ranks"

    def __init__(self, conflict: Conflict) -> None:
        _refuse_if_large(conflict)
        self.conflict = conflict
        self.grid = Grid(conflict)
        self._improvers: dict[str, improvers.Improver] = {}

    @cached_property
    def feasible(self) -> int:
        """How many feasible states there are."""
        return int(np.count_nonzero(self.grid.feasible))

    def stable(self, concept: Concept, party: str) -> Region:
        """The states that are stable for the party."""
        best = self.grid.best_within(party, self.after_answers(concept, party))
        return self._region((best <= self.grid.levels(party)) & self.grid.feasible)

    def after_answers(self, concept: Concept, party: str) -> Levels:
        """W: how good each state is for the party once the others have answered its move there.

        Where the answer must survive the party's counter-move, a state is worth the best that
        the party can make of it. That must never count against a state from which the party
        gained nothing in the first place, hence the minimum with the levels themselves.
        """
        levels = self.grid.levels(party)
        if not concept.survives:
            return self._worst_response(party, levels, concept.answer)
        countered = self.grid.best_within(party, levels)
        return np.minimum(levels, self._worst_response(party, countered, concept.answer))

    def _worst_response(self, party: str, values: Levels, answer: Answers) -> Levels:
        """The lowest value at each state and wherever the others can lead from it in turn."""
        if answer == "nothing":
            return values
        lowest = values.copy()
        lowest[~self.grid.feasible] = highest(values)
        others = [other.id for other in self.conflict.parties if other.id != party]
        quiet = 0
        while others and quiet < len(others):
            mover = others[0]
            before, lowest = lowest, self._sweep(answer, mover)(lowest)
            quiet = quiet + 1 if np.array_equal(before, lowest) else 1
            others = [*others[1:], mover]
        return lowest

    def _sweep(self, answer: Answers, mover: str) -> Callable[[Levels], Levels]:
        if answer == "moves":
            return lambda values: self.grid.worst_within(mover, values)
        if mover not in self._improvers:
            self._improvers[mover] = improvers.Improver(self.grid, mover)
        return self._improvers[mover].lowered

    def _region(self, marks: NDArray[np.bool_]) -> MarkedRegion:
        return MarkedRegion(self.conflict, marks)

    def common(self, regions: Sequence[Region]) -> Region:
        """The states that lie in all of the regions, which this engine has made."""
        marks = self.grid.feasible.copy()
        for region in regions:
            assert isinstance(region, MarkedRegion)
            marks &= region.marks
        return self._region(marks)

    def reached(self, state: State) -> Reached:
        """Where improvements lead from a state."""
        return reached(self.grid, state)

    def levels(self, party: str) -> NDArray[np.integer]:
        """For each state how good it is for the party, from 1 up; 0 where it is infeasible."""
        return self.grid.levels(party)

    def number(self, state: State) -> int:
        """The number of a state: its signs read as a binary number."""
        return state.bits

    def state(self, number: int) -> State:
        """The state of this number."""
        return self.grid.state(number)


def _refuse_if_large(conflict: Conflict) -> None:
    """Raise `EngineError` where the arrays would not fit, before any of them is made."""
    parties = len(conflict.parties)
    sorting = sum(improvers.bytes_per_state(party.options) for party in conflict.parties)
    options = len(conflict.order)
    expected = (100 + 9 * parties + sorting) * 2.0**options
    if expected > MOST_BYTES:
        raise EngineError(
            f"{options} options have {1 << options:,} states, for which `ranks` would need about "
            f"{expected / (1 << 30):,.0f} GB of memory (it stops at {MOST_BYTES >> 30} GB): "
            "leave out options, or split the dispute"
        )
