"""Looking ahead a number of moves, where two parties move in turn.

Under *limited moves* [Kilgour85]_ each does what is best for itself by what follows; under
*maximin* [RV21]_ the other does what is worst for the first. The states in which it can end are
worked out from the last move back, once for each mover, state and number of moves left.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Generic, Protocol, TypeVar

from detente.solving.concepts import Concept

__all__ = ["Ahead", "Ground", "Line"]

P = TypeVar("P")
Line = tuple[tuple[str, P], ...]


class Ground(Protocol[P]):
    """Moves and comparisons, of states or of their numbers."""

    def moves(self, party: str, state: P, /) -> Sequence[P]:
        """Where the party can move from the state."""

    def prefers(self, party: str, one: P, other: P, /) -> bool:
        """Whether the party strictly prefers ``one`` to ``other``."""


class Ahead(Generic[P]):
    """What a party foresees under one concept, as far as its horizon."""

    def __init__(self, ground: Ground[P], parties: Sequence[str], concept: Concept) -> None:
        self._ground = ground
        self._other = dict(zip(parties, reversed(parties), strict=True))
        self._concept = concept
        self._known: dict[tuple[str, str, P, int], frozenset[P]] = {}

    def foreseen(self, party: str, state: P) -> Iterator[tuple[P, P]]:
        """Each first move of the party, with where it can end that is best for the party."""
        for move in self._ground.moves(party, state):
            ends = self._ends(party, self._other[party], move, self._concept.horizon - 1)
            yield move, self._extreme(party, ends)

    def holds(self, party: str, state: P) -> bool:
        """Whether no first move ends in a state that the party prefers."""
        return not any(
            self._ground.prefers(party, end, state) for _, end in self.foreseen(party, state)
        )

    def line(self, party: str, move: P, end: P) -> Line[P]:
        """The moves after a first one that lead to an end that is foreseen, each with its mover."""
        steps: list[tuple[str, P]] = []
        mover, here, left = self._other[party], move, self._concept.horizon - 1
        while (on := self._onward(party, mover, here, left, end)) is not None:
            steps.append((mover, on))
            mover, here, left = self._other[mover], on, left - 1
        return tuple(steps)

    def _onward(self, party: str, mover: str, state: P, left: int, end: P) -> P | None:
        """Where the mover goes so that it ends there; None where it ends by staying."""
        if end == state:
            return None
        return next(
            on
            for on in self._ground.moves(mover, state)
            if end in self._ends(party, self._other[mover], on, left - 1)
        )

    def _ends(self, party: str, mover: str, state: P, left: int) -> frozenset[P]:
        """Where it can end from a state, as the party sees it, with so many moves left."""
        if not left:
            return frozenset((state,))
        key = (party, mover, state, left)
        if key not in self._known:
            following = [
                self._ends(party, self._other[mover], on, left - 1)
                for on in self._ground.moves(mover, state)
            ]
            if self._concept.answer == "best replies":
                self._known[key] = self._chosen(mover, state, following)
            else:
                self._known[key] = self._secured(party, mover, state, following)
        return self._known[key]

    def _chosen(self, mover: str, state: P, following: Sequence[frozenset[P]]) -> frozenset[P]:
        """Where the mover can go for its own good, one end for each way in which ties can fall.

        It ends where it is if each move might turn out no better, and at some end that is better
        if each other move might turn out no better than that.
        """
        ends = {state} if self._none_better(mover, state, following) else set()
        for place, reached in enumerate(following):
            others = [*following[:place], *following[place + 1 :]]
            ends |= {
                end
                for end in reached
                if self._ground.prefers(mover, end, state) and self._none_better(mover, end, others)
            }
        return frozenset(ends)

    def _none_better(self, mover: str, end: P, following: Sequence[frozenset[P]]) -> bool:
        return all(
            any(not self._ground.prefers(mover, other, end) for other in reached)
            for reached in following
        )

    def _secured(
        self, party: str, mover: str, state: P, following: Sequence[frozenset[P]]
    ) -> frozenset[P]:
        """The best end for the party where it moves, the worst where the other does."""
        ends = [state, *(end for reached in following for end in reached)]
        return frozenset((self._extreme(party, ends, worst=mover != party),))

    def _extreme(self, party: str, ends: Sequence[P] | frozenset[P], *, worst: bool = False) -> P:
        found, *others = sorted(ends)  # type: ignore[type-var]
        for end in others:
            one, other = (found, end) if worst else (end, found)
            if self._ground.prefers(party, one, other):
                found = end
        return found
