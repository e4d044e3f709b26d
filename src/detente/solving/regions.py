"""Sets of states as results: listed one by one, or marked in an array over all states."""

from __future__ import annotations

import itertools
import random
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from detente.errors import AnalysisError
from detente.model.conflict import Conflict
from detente.model.logic import Statement
from detente.model.showing import Shown
from detente.model.state import State, state_of
from detente.solving.grid import signs_of, truths

__all__ = ["ListedRegion", "MarkedRegion", "PartialRegion"]

NOT_A_STATE = -1
STRETCH = 512  # states looked at at once for the next one


class ListedRegion(Shown):
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

    def where(self, statement: Statement) -> ListedRegion:
        """The states of the region in which a statement holds."""
        held = (one for one in self._states if _holds(self._conflict, statement, one))
        return ListedRegion(self._conflict, held)

    def sample(self, number: int, seed: int = 0) -> tuple[State, ...]:
        """States drawn with equal chances, each draw by itself; none from an empty region."""
        rng = random.Random(seed)
        return tuple(rng.choice(self._states) for _ in range(number if self._states else 0))

    def nearest(self, state: State, number: int) -> tuple[State, ...]:
        """The states that differ from one state in the fewest options, in order of distance."""
        return tuple(sorted(self._states, key=lambda one: (_apart(one, state), one))[:number])

    def __eq__(self, other: object) -> bool:
        """Whether the regions hold the same states, both listed."""
        if not isinstance(other, ListedRegion):
            return NotImplemented
        return self._states == other._states

    def __hash__(self) -> int:
        return hash(self._states)

    def __repr__(self) -> str:
        return f"<{self.count} states>"


class MarkedRegion(Shown):
    """States marked in an array that has one cell for each state, in the order of Y/N strings.

    It is kept with eight states to a byte.
    """

    __slots__ = ("_conflict", "_count", "_packed", "_size")

    complete = True
    known: Mapping[State, bool] = MappingProxyType({})

    def __init__(self, conflict: Conflict, marks: NDArray[np.bool_]) -> None:
        self._conflict = conflict
        self._size = len(marks)
        self._packed = np.packbits(marks)
        self._count = int(np.count_nonzero(marks))

    @property
    def count(self) -> int:
        """How many states the region holds."""
        return self._count

    @property
    def marks(self) -> NDArray[np.bool_]:
        """For each state whether it is in the region; laid out anew each time it is asked for."""
        return self._stretch(0, self._size)

    def _stretch(self, start: int, length: int) -> NDArray[np.bool_]:
        """A part of the array that begins at a whole byte."""
        packed = self._packed[start // 8 : (start + length + 7) // 8]
        return np.unpackbits(packed, count=min(length, self._size - start)).view(np.bool_)

    def __contains__(self, state: object) -> bool:
        if not isinstance(state, State) or len(state.signs) != len(self._conflict.order):
            return False
        place = state.bits
        return "-" not in state.signs and bool(self._packed[place // 8] >> (7 - place % 8) & 1)

    def __iter__(self) -> Iterator[State]:
        at = 0
        while (at := self._next(at)) != NOT_A_STATE:
            yield self._state(at)
            at += 1

    def where(self, statement: Statement) -> MarkedRegion:
        """The states of the region in which a statement holds."""
        return MarkedRegion(self._conflict, self.marks & truths(self._conflict, statement))

    def sample(self, number: int, seed: int = 0) -> tuple[State, ...]:
        """States drawn with equal chances, each draw by itself; none from an empty region."""
        rng = random.Random(seed)
        places = np.flatnonzero(self.marks)
        drawn = [rng.randrange(self._count) for _ in range(number if self._count else 0)]
        return tuple(self._state(int(places[at])) for at in drawn)

    def nearest(self, state: State, number: int) -> tuple[State, ...]:
        """The states that differ from one state in the fewest options, in order of distance."""
        places = np.flatnonzero(self.marks)
        apart = np.bitwise_count(places ^ state.bits)
        return tuple(
            self._state(int(places[at])) for at in np.argsort(apart, kind="stable")[:number]
        )

    def _state(self, place: int) -> State:
        return state_of(self._conflict, signs_of(place, len(self._conflict.order)))

    def _next(self, at: int) -> int:
        """The first marked state from ``at`` on, looked for in stretches so as to stay lazy."""
        while at < self._size:
            start = at - at % 8
            stretch = self._stretch(start, STRETCH)
            stretch[: at - start] = False
            found = int(stretch.argmax())
            if stretch[found]:
                return start + found
            at = start + len(stretch)
        return NOT_A_STATE

    def __eq__(self, other: object) -> bool:
        """Whether the regions hold the same states, both marked."""
        if not isinstance(other, MarkedRegion):
            return NotImplemented
        return self._count == other._count and np.array_equal(self._packed, other._packed)

    def __hash__(self) -> int:
        return hash(self._count)

    def __repr__(self) -> str:
        return f"<{self.count} states>"


class PartialRegion(Shown):
    """What is known of a region that the budget did not suffice for: of some states, whether in it.

    It holds and counts the states that are known to be in the region, so its count is the least
    that the region can hold.

    Examples
    --------
    >>> region = PartialRegion(None, {State("YN"): True, State("NN"): False})
    >>> region.complete, region.count, list(region)
    (False, 1, [State(YN none)])
    """

    __slots__ = ("_conflict", "known")

    complete = False

    def __init__(self, conflict: Conflict, known: Mapping[State, bool]) -> None:
        self._conflict = conflict
        self.known = MappingProxyType(dict(known))

    @property
    def count(self) -> int:
        """How many states are known to be in the region."""
        return sum(self.known.values())

    def __contains__(self, state: object) -> bool:
        return isinstance(state, State) and self.known.get(state, False)

    def __iter__(self) -> Iterator[State]:
        return iter(sorted(state for state, inside in self.known.items() if inside))

    def where(self, statement: Statement) -> PartialRegion:
        """What is known of the states of the region in which a statement holds."""
        held = {
            one: inside and statement.holds(one.keys(self._conflict))
            for one, inside in self.known.items()
        }
        return PartialRegion(self._conflict, held)

    def sample(self, number: int, seed: int = 0) -> tuple[State, ...]:
        """Nothing: a part that is known by chance stands for nothing."""
        return ()

    def nearest(self, state: State, number: int) -> tuple[State, ...]:
        """The states known to be in the region that differ from one state in the fewest options."""
        return tuple(sorted(self, key=lambda one: (_apart(one, state), one))[:number])

    def __repr__(self) -> str:
        return f"<at least {self.count} states>"


def _apart(one: State, other: State) -> int:
    """In how many options two states differ; where one leaves an option open, it does not count."""
    signs = zip(one.signs, other.signs, strict=True)
    return sum(left != right and "-" not in (left, right) for left, right in signs)


def _holds(conflict: Conflict, statement: Statement, state: State) -> bool:
    """Whether a statement holds at a state; an error where it differs between its members."""
    taken = state.keys(conflict)
    open_ = [key for key, sign in zip(conflict.order, state.signs, strict=True) if sign == "-"]
    asked = [key for key in statement.keys() if key in open_]
    choices = itertools.product((False, True), repeat=len(asked))
    truths = {statement.holds(taken | set(itertools.compress(asked, one))) for one in choices}
    if len(truths) > 1:
        raise AnalysisError(
            f"`{statement}` is neither true nor false at {state}, which leaves it open"
        )
    return truths.pop()
