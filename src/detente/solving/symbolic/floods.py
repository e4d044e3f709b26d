"""What lies ahead of a set of states and behind it, for sets held as decision diagrams."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from detente.model.state import State
from detente.solving.symbolic.moving import Mover, flood
from detente.solving.symbolic.region import DiagramRegion
from detente.solving.symbolic.space import Diagram, Space

__all__ = ["DiagramFloods"]


class DiagramFloods:
    """Sets of states as diagrams; those ``seen`` lie ahead of where a question began."""

    def __init__(self, space: Space, movers: Sequence[Mover]) -> None:
        self._space = space
        self._movers = [mover for mover in movers if mover.can_move]
        self.seen = space.false

    def only(self, state: State) -> Diagram:
        """The one state."""
        return self._space.only(state)

    def first(self, states: Diagram) -> Diagram | None:
        """The first of the states in the order of their Y/N strings; None where there is none."""
        found = next(islice(self.listed(states), 1), None)
        return None if found is None else self._space.only(found)

    def count(self, states: Diagram) -> int:
        """How many states these are."""
        return self._space.count(states)

    def listed(self, states: Diagram) -> Iterator[State]:
        """The states in the order of their Y/N strings."""
        return iter(DiagramRegion(self._space, states))

    def improvable(self) -> Diagram:
        """The states from which some party has an improvement."""
        states = self._space.false
        for mover in self._movers:
            states |= mover.improvable
        return states

    def ahead(self, states: Diagram) -> Diagram:
        """The states and all to which improvements lead from them."""
        for grown in flood(self._space, states, self._movers, Mover.after_improvement):
            states = grown
            self.seen |= grown
        return states

    def behind(self, states: Diagram) -> Diagram:
        """The states and all from which improvements lead to them."""
        for grown in flood(self._space, states, self._movers, Mover.before_improvement):
            states = grown
        return states
