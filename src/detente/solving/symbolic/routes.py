"""The shortest ways from one state to any of several, found layer by layer of whole sets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import reduce

from detente.model.state import State
from detente.solving.symbolic.moving import Mover
from detente.solving.symbolic.region import DiagramRegion
from detente.solving.symbolic.space import Diagram, Space

__all__ = ["Route", "Routes"]

Route = tuple[tuple[str, State], ...]  # who moves, and to where


class Routes:
    """Ways by moves or by improvements of some parties.

    Two moves of one party in a row are one move of it, or none; so in a shortest way nobody moves
    twice in a row, and who moved last need not be followed.
    """

    def __init__(self, space: Space, movers: Iterable[Mover], *, improving: bool) -> None:
        self._space = space
        self._movers = [mover for mover in movers if mover.can_move]
        self._improving = improving

    def to(self, source: State, goals: Diagram) -> Iterator[Route]:
        """All shortest ways to the goals, in the order of their movers and states."""
        layers = self._layers(source, goals)
        if not layers:
            return
        useful = [layers.pop() & goals]
        while layers:
            behind = (self._before(mover, useful[-1]) for mover in self._movers)
            useful.append(layers.pop() & reduce(lambda one, other: one | other, behind))
        waiting: list[tuple[State, Route]] = [(source, ())]
        while waiting:
            here, route = waiting.pop()
            if len(route) == len(useful) - 1:
                yield route
                continue
            onward = list(self._onward(here, useful[-2 - len(route)]))
            waiting.extend((end, (*route, (party, end))) for party, end in reversed(onward))

    def _layers(self, source: State, goals: Diagram) -> list[Diagram]:
        """The states that take no move, one move, ...; none where no way leads to the goals."""
        layers = [self._space.only(source)]
        seen = layers[0]
        while not (layers[-1] & goals).satisfiable():
            self._space.budget.check()
            ahead = self._space.false
            for mover in self._movers:
                ahead |= self._after(mover, layers[-1])
            layers.append(ahead & ~seen)
            seen |= ahead
            if not layers[-1].satisfiable():
                return []
        return layers

    def _onward(self, here: State, useful: Diagram) -> Iterator[tuple[str, State]]:
        for mover in self._movers:
            ends = self._after(mover, self._space.only(here)) & useful
            for end in DiagramRegion(self._space, ends):
                yield mover.party.id, end

    def _after(self, mover: Mover, states: Diagram) -> Diagram:
        return mover.after_improvement(states) if self._improving else mover.after_move(states)

    def _before(self, mover: Mover, states: Diagram) -> Diagram:
        return mover.before_improvement(states) if self._improving else mover.before_move(states)
