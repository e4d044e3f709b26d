"""Where improvements end, by operations on whole sets of states.

The ends are the terminal strongly connected components of the graph of improvements within what
improvements reach from one state. Whatever holds sets of states, arrays or decision diagrams, can
answer the question: it says what lies ahead of a set and what lies behind it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol, Self, TypeVar

from detente.model.findings import Reached
from detente.model.state import State

__all__ = ["States", "StatesWithMoves", "begun", "ends"]

MOST_LISTED = 1_000
MOST_DESCENTS = 200


class States(Protocol):
    """A set of states."""

    def __and__(self, other: Self, /) -> Self: ...

    def __invert__(self) -> Self: ...


S = TypeVar("S", bound=States)


class StatesWithMoves(Protocol[S]):
    """Sets of states of one conflict, and where improvements lead from them."""

    def only(self, state: State, /) -> S:
        """The one state."""

    def first(self, states: S, /) -> S | None:
        """One of the states, always the same; None where there is none."""

    def ahead(self, states: S, /) -> S:
        """The states and all to which improvements lead from them."""

    def behind(self, states: S, /) -> S:
        """The states and all from which improvements lead to them."""

    def improvable(self) -> S:
        """The states from which some party has an improvement."""

    def count(self, states: S, /) -> int:
        """How many states these are."""

    def listed(self, states: S, /) -> Iterator[State]:
        """The states in the order of their Y/N strings."""


def ends(sets: StatesWithMoves[S], state: State) -> Reached:
    """Where improvements lead from a state."""
    closure = sets.ahead(sets.only(state))
    singles = closure & ~sets.improvable()
    left = closure & ~sets.behind(singles)
    cycles: list[S] = []
    for _ in range(MOST_DESCENTS):
        here = sets.first(left)
        if here is None:
            break
        cycle = _descended(sets, here)
        cycles.append(cycle)
        left &= ~sets.behind(cycle)
    return _listed(sets, closure, singles, cycles, complete=sets.first(left) is None)


def begun(sets: StatesWithMoves[S], seen: S) -> Reached:
    """What is known when only some of the states are seen to which improvements lead."""
    return _listed(sets, seen, seen & ~sets.improvable(), [], complete=False)


def _descended(sets: StatesWithMoves[S], here: S) -> S:
    """The terminal component to which a walk leads that always goes where it cannot return."""
    while True:
        ahead = sets.ahead(here)
        onward = sets.first(ahead & ~sets.behind(here))
        if onward is None:
            return ahead
        here = onward


def _listed(
    sets: StatesWithMoves[S], closure: S, singles: S, cycles: list[S], *, complete: bool
) -> Reached:
    room = MOST_LISTED
    parts: list[tuple[State, ...]] = []
    for states in (singles, *cycles):
        found = tuple(state for state, _ in zip(sets.listed(states), range(room), strict=False))
        complete = complete and len(found) == sets.count(states)
        parts.append(found)
        room -= len(found)
    return Reached(
        improving=parts[0],
        cycles=tuple(sorted(part for part in parts[1:] if part)),
        closure=sets.count(closure),
        complete=complete,
    )
