"""Sets of states as results: listed one by one, or marked in an array over all states."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from detente.model.conflict import Conflict
from detente.model.state import State, state_of

__all__ = ["ListedRegion", "MarkedRegion", "PartialRegion"]

NOT_A_STATE = -1


class ListedRegion:
    """States held one by one, sorted by their signs.

    Examples
    --------
    >>> region = ListedRegion(None, [State("YN"), State("NN")])
    >>> region.count, State("NN") in region, [str(state) for state in region]
    (2, True, ['NN', 'YN'])
    """

    __slots__ = ("_conflict", "_states")

    complete = True
    known: Mapping[State, bool] = MappingProxyType({})

    def __init__(self, conflict: Conflict, states: Iterable[State]) -> None:
        self._conflict = conflict
        self._states = tuple(sorted(states))

    @property
    def count(self) -> int:
        """How many states the region holds."""
        return len(self._states)

    def __contains__(self, state: object) -> bool:
        if not isinstance(state, State):
            return False
        at = bisect_left(self._states, state)
        return at < len(self._states) and self._states[at] == state

    def __iter__(self) -> Iterator[State]:
        return iter(self._states)

    def __repr__(self) -> str:
        return f"<{self.count} states>"


class MarkedRegion:
    """States marked in an array that has one cell for each state, in the order of Y/N strings."""

    __slots__ = ("_conflict", "_count", "_marks")

    complete = True
    known: Mapping[State, bool] = MappingProxyType({})

    def __init__(self, conflict: Conflict, marks: NDArray[np.bool_]) -> None:
        self._conflict = conflict
        self._marks = marks
        self._count = int(np.count_nonzero(marks))

    @property
    def count(self) -> int:
        """How many states the region holds."""
        return self._count

    @property
    def marks(self) -> NDArray[np.bool_]:
        """The array itself: for each state whether it is in the region."""
        return self._marks

    def __contains__(self, state: object) -> bool:
        if not isinstance(state, State) or len(state.signs) != len(self._conflict.order):
            return False
        return "-" not in state.signs and bool(self._marks[state.bits])

    def __iter__(self) -> Iterator[State]:
        at = 0
        while (at := self._next(at)) != NOT_A_STATE:
            signs = f"{at:0{len(self._conflict.order)}b}".replace("0", "N").replace("1", "Y")
            yield state_of(self._conflict, signs)
            at += 1

    def _next(self, at: int) -> int:
        """The first marked state from ``at`` on, looked for in stretches so as to stay lazy."""
        while at < len(self._marks):
            stretch = self._marks[at : at + 4096]
            found = int(stretch.argmax())
            if stretch[found]:
                return at + found
            at += len(stretch)
        return NOT_A_STATE

    def __repr__(self) -> str:
        return f"<{self.count} states>"


class PartialRegion:
    """What is known of a region that the budget did not suffice for: of some states, whether in it.

    It holds and counts the states that are known to be in the region, so its count is the least
    that the region can hold.

    Examples
    --------
    >>> region = PartialRegion({State("YN"): True, State("NN"): False})
    >>> region.complete, region.count, list(region)
    (False, 1, [State(YN none)])
    """

    __slots__ = ("known",)

    complete = False

    def __init__(self, known: Mapping[State, bool]) -> None:
        self.known = MappingProxyType(dict(known))

    @property
    def count(self) -> int:
        """How many states are known to be in the region."""
        return sum(self.known.values())

    def __contains__(self, state: object) -> bool:
        return isinstance(state, State) and self.known.get(state, False)

    def __iter__(self) -> Iterator[State]:
        return iter(sorted(state for state, inside in self.known.items() if inside))

    def __repr__(self) -> str:
        return f"<at least {self.count} states>"
