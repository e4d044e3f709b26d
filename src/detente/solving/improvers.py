"""What one improvement of a party can lead to, for all states at once.

The states that differ in a party's own options only, its *fibre*, are sorted once by how good
they are for the party. What it reaches from a state by an improvement then stands in front of
the state's group, and the lowest value among it is a running minimum. Where some own options are
irreversible, each way of having used them has a sorted list of its own: of the states that can
still be reached from there. Lists tell places within a fibre, which takes a byte or two a state,
and fibres are worked through in batches that stay near the processor, in place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from detente.model.conflict import Option
from detente.solving.grid import INFEASIBLE, Grid, Levels, Marks, highest

__all__ = ["Improver", "bytes_per_state"]

Places = NDArray[np.intp]
Packed = NDArray[np.unsignedinteger]

WIDE = 128  # fibres from which on running minima are taken row by row
BATCH = 1 << 18  # states that are worked on at once


def bytes_per_state(options: Sequence[Option]) -> float:
    """The memory that an improver takes for each state of the conflict, in bytes."""
    irreversible = sum(option.direction != "both" for option in options)
    width = _narrowest(1 << len(options)).itemsize
    return width * (1.5**irreversible + 1) + 2


class _Class(NamedTuple):
    """The states of every fibre in which the same irreversible options have been used.

    ``members`` are the places in a fibre that can be reached from them, their own ones first;
    ``order`` lists these by how good they are, the best first, one column a fibre; ``above`` tells
    of each own one how many of the list are better.
    """

    members: Places
    own: int
    order: Packed
    above: Packed


class Improver:
    """One party's improvements; costs a sort of the states for each party, once."""

    def __init__(self, grid: Grid, party: str) -> None:
        options = grid.conflict.party(party).options
        strides = [grid.strides[option.key] for option in options]
        own = {option.key for option in options}
        self.mask = (grid.size - 1) & ~sum(strides)  # what is left of a place is its fibre's
        fibres = _offsets([s for key, s in grid.strides.items() if key not in own])
        self._fibres = fibres[_inhabited(grid.feasible, fibres, _offsets(strides))]
        reversible = _offsets([grid.strides[o.key] for o in options if o.direction == "both"])
        classes = _classes([option for option in options if option.direction != "both"], grid)
        self._classes = []
        for used, place in enumerate(classes):
            later = [at for other, at in enumerate(classes) if other & used == used and at != place]
            members = (np.array([place, *later])[:, None] + reversible).ravel()
            self._classes.append(self._sorted(grid.levels(party), members, len(reversible)))

    def _sorted(self, levels: Levels, members: Places, own: int) -> _Class:
        """Sort the fibres' states reachable from one class; the first ``own`` members are it."""
        number = len(members)
        width = _narrowest(number)
        order = np.empty((number, len(self._fibres)), width)
        above = np.empty((own, len(self._fibres)), width)
        bits, most = (number - 1).bit_length(), highest(levels)
        wide = np.uint64 if levels.itemsize > 2 or bits > 16 else np.uint32
        rows = np.arange(number, dtype=wide)
        for batch in _batches(len(self._fibres), number):
            found = levels[self._fibres[batch, None] + members]
            keys = (most - found).astype(wide) << wide(bits) | rows
            keys.sort(axis=1)
            listed = (keys & wide((1 << bits) - 1)).astype(np.intp)
            level = keys >> wide(bits)
            first = np.ones(keys.shape, dtype=bool)
            first[:, 1:] = level[:, 1:] != level[:, :-1]
            group = np.maximum.accumulate(np.where(first, rows.astype(np.intp), 0), axis=1)
            place = np.empty(keys.shape, dtype=np.intp)
            np.put_along_axis(place, listed, group, axis=1)
            place *= found != INFEASIBLE
            order[:, batch] = listed.T
            above[:, batch] = place[:, :own].T
        return _Class(members, own, order, above)

    def lower(self, values: Levels, touched: Marks | None) -> Iterator[Places]:
        """Lower each value, in place, to the lowest that an improvement of the party leads to.

        States that cannot be must hold the highest number. Of the fibres only those are looked at
        that are ``touched`` at their first place, or all; yields the places of what it lowers.
        """
        fibres = np.arange(len(self._fibres))
        if touched is not None:
            fibres = np.flatnonzero(touched[self._fibres])
        widest = max(len(one.members) for one in self._classes)
        for batch in _batches(len(fibres), widest):
            whole = len(fibres) == len(self._fibres)
            for one in self._classes:
                yield self._lowered(values, one, batch if whole else fibres[batch])

    def _lowered(self, values: Levels, one: _Class, fibres: slice | Places) -> Places:
        base = self._fibres[fibres]
        listed = one.members.take(one.order[:, fibres])
        listed += base
        running = np.empty((len(one.members) + 1, len(base)), dtype=values.dtype)
        running[0] = highest(values)
        values.take(listed, out=running[1:], mode="clip")
        _run(running[1:])
        above = one.above[:, fibres].astype(np.intp)
        above *= len(base)
        above += np.arange(len(base))
        lowest = running.reshape(-1).take(above, mode="clip")
        places = one.members[: one.own, None] + base
        lower = lowest < values.take(places, mode="clip")
        at = np.flatnonzero(lower)  # quicker than to pick where a mask holds
        changed: Places = places.reshape(-1).take(at)
        values[changed] = lowest.reshape(-1).take(at)
        return changed


def _inhabited(feasible: Marks, fibres: Places, own: Places) -> Marks:
    """Which fibres have a state that can be."""
    found = np.zeros(len(fibres), dtype=bool)
    for place in own:
        found |= feasible[fibres + place]
    return found


def _batches(fibres: int, members: int) -> Iterator[slice]:
    """The fibres in batches of about as many states as are worked on at once."""
    size = max(1, BATCH // members)
    return (slice(start, start + size) for start in range(0, fibres, size))


def _narrowest(number: int) -> np.dtype[np.unsignedinteger]:
    """The smallest numbers that count so many."""
    return np.min_scalar_type(number)


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
