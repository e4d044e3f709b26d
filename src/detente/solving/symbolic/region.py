"""A set of states held as a decision diagram: counted and asked without being listed."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from itertools import islice
from types import MappingProxyType

from detente.model.logic import Statement
from detente.model.showing import Shown
from detente.model.state import State, state_of
from detente.solving.symbolic.space import Diagram, Space

__all__ = ["DiagramRegion"]


class DiagramRegion(Shown):
    """The states of a conflict in which a diagram is true."""

    __slots__ = ("_count", "_counts", "_space", "diagram")

    complete = True
    known: Mapping[State, bool] = MappingProxyType({})

    def __init__(
        self, space: Space, diagram: Diagram, counts: dict[Diagram, int] | None = None
    ) -> None:
        self._space = space
        self.diagram = diagram
        self._count: int | None = None
        # Parts of a region share most of their diagrams, so they share what was counted too.
        self._counts = {} if counts is None else counts

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

    def where(self, statement: Statement) -> DiagramRegion:
        """The states of the region in which a statement holds."""
        held = self.diagram & self._space.holding(statement)
        return DiagramRegion(self._space, held, self._counts)

    def sample(self, number: int, seed: int = 0) -> tuple[State, ...]:
        """States drawn with equal chances, each draw by itself; none from an empty region.

        A draw walks down the diagram and goes each way with the share of states that lie there.
        """
        rng = random.Random(seed)
        draws = number if self.diagram.satisfiable() else 0
        return tuple(self._drawn(rng) for _ in range(draws))

    def _drawn(self, rng: random.Random) -> State:
        keys = self._space.conflict.order
        free = rng.getrandbits(len(keys))  # for the options that the diagram does not ask for
        taken = {key: bool(free >> at & 1) for at, key in enumerate(keys)}
        states = self.diagram
        while ways := states.cofactors():
            there, elsewhere = map(self._counted, ways)
            inside = rng.randrange(there + elsewhere) < there
            key = self._space.key_at(states)
            assert key is not None
            taken[key] = inside
            states = ways[0] if inside else ways[1]
        return state_of(
            self._space.conflict, "".join("Y" if one else "N" for one in taken.values())
        )

    def _counted(self, states: Diagram) -> int:
        """How many states these are: the mean of both ways, each with the choice left free."""
        known = self._counts.get(states)
        if known is None:
            ways = states.cofactors()
            both = sum(map(self._counted, ways)) if ways else 2 * self._space.count(states)
            known = self._counts[states] = both >> 1
        return known

    def nearest(self, state: State, number: int) -> tuple[State, ...]:
        """The states that differ from one state in the fewest options, in order of distance."""
        found: list[State] = []
        for distance in range(len(self._space.order) + 1):
            there = self.diagram & self._space.apart(state, distance)
            found.extend(islice(DiagramRegion(self._space, there), number - len(found)))
            if len(found) == number:
                break
        return tuple(found)

    def __eq__(self, other: object) -> bool:
        """Whether the regions hold the same states, of one engine."""
        if not isinstance(other, DiagramRegion):
            return NotImplemented
        return self._space is other._space and self.diagram == other.diagram

    def __hash__(self) -> int:
        return hash(self.diagram)

    def __repr__(self) -> str:
        return f"<{self.count} states>"
