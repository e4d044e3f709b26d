"""What one improvement of a party can lead to, for all states at once.

The states that differ in a party's own options only, its *fibre*, are sorted once by how good
they are for the party. What it reaches from a state by an improvement then stands in front of
the state's group, and the lowest value among it is a running minimum. Where some own options are
irreversible, each way of having used them has a sorted list of its own: of the states that can
still be reached from there.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from detente.model.conflict import Option
from detente.solving.grid import INFEASIBLE, Grid, Levels, highest

__all__ = ["Improver", "bytes_per_state"]

Places = NDArray[np.intp]

WIDE = 128  # fibres from which on running minima are taken row by row


def bytes_per_state(options: Sequence[Option]) -> float:
    """The memory that an improver takes for each state of the conflict, in bytes."""
    irreversible = sum(option.direction != "both" for option in options)
    return 10 * 1.5**irreversible + 8


class Improver:
    """One party's improvements; costs a sort of the states for each party, once."""

    def __init__(self, grid: Grid, party: str) -> None:
        options = grid.conflict.party(party).options
        self._levels = grid.levels(party)
        own = {option.key for option in options}
        self._fibres = _offsets([s for key, s in grid.strides.items() if key not in own])
        reversible = _offsets([grid.strides[o.key] for o in options if o.direction == "both"])
        classes = _classes([option for option in options if option.direction != "both"], grid)
        self._orders: list[Places] = []
        self._above = np.zeros(grid.size, dtype=np.intp)
        self._rows = 0
        for used, place in enumerate(classes):
            later = [at for other, at in enumerate(classes) if other & used == used and at != place]
            members = (np.array([place, *later])[:, None] + reversible).ravel()
            self._add(members, len(reversible))

    def _add(self, members: Places, own: int) -> None:
        """Sort the fibres' states reachable from one class; the first ``own`` members are it."""
        cells = self._fibres[:, None] + members
        levels = self._levels[cells]
        order = np.argsort(highest(levels) - levels, axis=1, kind="stable")
        sorted_levels = np.take_along_axis(levels, order, axis=1)
        rows = np.arange(len(members))
        first = np.ones(levels.shape, dtype=bool)
        first[:, 1:] = sorted_levels[:, 1:] != sorted_levels[:, :-1]
        group = np.maximum.accumulate(np.where(first, rows, 0), axis=1)
        group = (group + self._rows) * len(self._fibres) + np.arange(len(self._fibres))[:, None]
        cells = np.take_along_axis(cells, order, axis=1)
        mine = (order < own) & (sorted_levels != INFEASIBLE)
        self._above[cells[mine]] = group[mine]
        self._orders.append(np.ascontiguousarray(cells.T))
        self._rows += len(members) + 1

    def lowered(self, values: Levels) -> Levels:
        """Each value, or the lowest that an improvement of the party leads to if that is lower.

        States that cannot be must hold the highest number.
        """
        running = np.empty((self._rows, len(self._fibres)), dtype=values.dtype)
        top = 0
        for order in self._orders:
            running[top] = highest(values)
            block = running[top + 1 : top + 1 + len(order)]
            values.take(order, out=block, mode="clip")
            _run(block)
            top += len(order) + 1
        return np.minimum(values, running.reshape(-1).take(self._above, mode="clip"))


def _run(block: Levels) -> None:
    """Turn each column into its running minimum."""
    if block.shape[1] < WIDE:
        np.minimum.accumulate(block, axis=0, out=block)
        return
    for above, row in pairwise(block):
        np.minimum(above, row, out=row)


def _offsets(strides: Sequence[int]) -> Places:
    """The places of all combinations of options, relative to where none of them is taken."""
    places = np.zeros(1, dtype=np.intp)
    for stride in sorted(strides):
        places = np.concatenate([places, places + stride])
    return places


def _classes(options: Sequence[Option], grid: Grid) -> list[int]:
    """The place of each combination of irreversible options.

    The bits of a combination's number tell which options have moved the one way they can.
    """
    places = [0]
    for option in options:
        stride = grid.strides[option.key]
        before, after = (0, stride) if option.direction == "take" else (stride, 0)
        places = [place + before for place in places] + [place + after for place in places]
    return places
