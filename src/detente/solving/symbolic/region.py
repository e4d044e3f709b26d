"""A set of states held as a decision diagram: counted and asked without being listed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from detente.model.state import State, state_of
from detente.solving.symbolic.space import Diagram, Space

__all__ = ["DiagramRegion"]


class DiagramRegion:
    """The states of a conflict in which a diagram is true."""

    __slots__ = ("_count", "_space", "diagram")

    complete = True
    known: Mapping[State, bool] = MappingProxyType({})

    def __init__(self, space: Space, diagram: Diagram) -> None:
        self._space = space
        self.diagram = diagram
        self._count: int | None = None

    @property
    def count(self) -> int:
        """How many states the region holds, exactly."""
        if self._count is None:
            self._count = self._space.count(self.diagram)
        return self._count

    def __contains__(self, state: object) -> bool:
        if not isinstance(state, State) or len(state.signs) != len(self._space.order):
            return False
        return "-" not in state.signs and self._space.contains(self.diagram, state)

    def __iter__(self) -> Iterator[State]:
        """The states in the order of their Y/N strings; only as many as are asked for are found."""
        keys = self._space.conflict.order
        waiting = [("", self.diagram)]
        while waiting:
            signs, states = waiting.pop()
            if len(signs) == len(keys):
                yield state_of(self._space.conflict, signs)
                continue
            option = self._space.option(keys[len(signs)])
            for sign, literal in (("Y", option), ("N", ~option)):
                rest = states & literal
                if rest.satisfiable():
                    waiting.append((signs + sign, rest))

    def __repr__(self) -> str:
        return f"<{self.count} states>"
