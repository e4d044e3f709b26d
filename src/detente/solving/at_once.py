"""What the others can do at the same time as a party: simultaneous stability [FH84]_."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, product
from typing import NamedTuple

from detente.model.state import State

__all__ = ["AtOnce", "joined", "together"]


class AtOnce(NamedTuple):
    """Some of the others moving at once: who moves where from the same state."""

    movers: tuple[str, ...]
    ends: tuple[State, ...]


def together(
    others: Sequence[str], state: State, improvements: Callable[[str, State], Sequence[State]]
) -> Iterator[AtOnce]:
    """Each way in which some of the others improve from a state, the fewest of them first."""
    own = {other: improvements(other, state) for other in others}
    for number in range(1, len(others) + 1):
        for movers in combinations(others, number):
            for ends in product(*(own[mover] for mover in movers)):
                yield AtOnce(movers, ends)


def joined(state: State, ends: Sequence[State]) -> str:
    """The signs of the state that takes over every change that one of the ends makes.

    Examples
    --------
    >>> joined(State("NNY"), [State("YNY"), State("NNN")])
    'YNN'
    """
    signs = list(state.signs)
    for end in ends:
        for place, (old, new) in enumerate(zip(state.signs, end.signs, strict=True)):
            if old != new:
                signs[place] = new
    return "".join(signs)
