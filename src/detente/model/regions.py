"""Sets of states: what can be asked of one, and one too large to list in a few lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from detente.model.logic import Statement
from detente.model.showing import Shown
from detente.model.state import State

__all__ = ["Pattern", "Region", "Shape"]


class Region(Protocol):
    """A set of states: counted exactly, listed lazily in the order of their Y/N strings."""

    @property
    def count(self) -> int:
        """How many states the region holds."""

    @property
    def complete(self) -> bool:
        """Whether the region is known in full; if not, its count is the least that it holds."""

    @property
    def known(self) -> Mapping[State, bool]:
        """Of a region that is not complete: of which states it is known whether they are in it."""

    def __contains__(self, state: object) -> bool:
        """Whether the state is in the region."""

    def __iter__(self) -> Iterator[State]:
        """The states, in the order of their Y/N strings."""

    def where(self, statement: Statement, /) -> Region:
        """The states of the region in which a statement holds."""

    def sample(self, number: int, seed: int = 0) -> tuple[State, ...]:
        """States drawn with equal chances, each draw by itself; the same seed, the same states."""

    def nearest(self, state: State, number: int) -> tuple[State, ...]:
        """The states that differ from one state in the fewest options, in order of distance."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """Signs of ``Y``, ``N`` and ``-`` for either, with how many feasible states fit them."""

    signs: str
    count: int


@dataclass(frozen=True, slots=True)
class Shape(Shown):
    """A large set of states in a few lines.

    ``always`` and ``never`` name the options that are taken in all of its ``count`` states and in
    none. The ``patterns`` are disjoint and hold states of the set only, ``covered`` in all.
    ``reached`` are the states to which improvements lead from the status quo, ``nearest`` those
    that differ from it in the fewest options.
    """

    always: tuple[str, ...]
    never: tuple[str, ...]
    patterns: tuple[Pattern, ...]
    covered: int
    count: int
    reached: tuple[State, ...] = ()
    nearest: tuple[State, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The shape as JSON values."""
        return {
            "always": list(self.always),
            "never": list(self.never),
            "patterns": [{"signs": one.signs, "count": one.count} for one in self.patterns],
            "covered": self.covered / self.count if self.count else 1.0,
            "reached": [state.signs for state in self.reached],
            "nearest": [state.signs for state in self.nearest],
        }
