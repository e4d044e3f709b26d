"""Ranks as vectors of decision diagrams: the formula of the explicit engine, bit by bit.

A function from states to ranks is a list of diagrams, one a bit, the most significant first. The
lowest rank among what a party can reach is found from the first bit on: as long as some candidate
has the bit 0, the candidates that have it 1 drop out.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Sequence

from detente.solving.concepts import Answers, Concept
from detente.solving.symbolic.moving import Mover, opponents, renamed
from detente.solving.symbolic.racing import Steps
from detente.solving.symbolic.space import Diagram, Space

__all__ = ["stable"]

Vector = list[Diagram]
Sweep = Generator[None, None, Vector]


def stable(concept: Concept, mover: Mover, movers: Iterable[Mover]) -> Steps:
    """The states that are stable for the party of ``mover``."""
    answered = yield from _after_answers(concept, mover, opponents(movers, mover.party.id))
    best = yield from _best_own(mover, answered)
    return mover.space.feasible & ~_greater(mover.space, best, mover.rank)


def _after_answers(concept: Concept, mover: Mover, others: Sequence[Mover]) -> Sweep:
    """How good each state is for the party once the others have answered its move there."""
    rank = list(mover.rank)
    if not concept.survives:
        return (yield from _worst_response(mover.space, rank, concept.answer, others))
    countered = yield from _best_own(mover, rank)
    answered = yield from _worst_response(mover.space, countered, concept.answer, others)
    return _lower(mover.space, rank, answered)


def _best_own(mover: Mover, values: Vector) -> Sweep:
    """The highest value at each state and where the party can move from it."""
    if not mover.can_move:
        return values
    lowest = yield from _lowest_by_move(mover, [~bit for bit in values])
    return [~bit for bit in lowest]


def _lowest_by_move(mover: Mover, values: Vector) -> Sweep:
    candidates, ends, renaming = mover.targets
    lowest = []
    for value in values:
        yield
        end = renamed(value, renaming)
        bit = ~mover.space.some(candidates, ~end, ends)
        candidates &= ~end | bit
        lowest.append(bit)
    return lowest


def _lowest_by_improvement(mover: Mover, values: Vector) -> Sweep:
    """The lowest value at each state and where an improvement of the party leads from it."""
    moved, here = mover.improving, mover.space.true
    lowest = []
    for value in values:
        yield
        end = mover.moved(value)
        bit = ~(mover.space.some(moved, ~end, mover.copies) | (here & ~value))
        moved &= ~end | bit
        here &= ~value | bit
        lowest.append(bit)
    return lowest


def _worst_response(
    space: Space, values: Vector, answer: Answers, others: Sequence[Mover]
) -> Sweep:
    """The lowest value at each state and wherever the others can lead from it in turn."""
    if answer == "nothing":
        return values
    sweep = _lowest_by_move if answer == "moves" else _lowest_by_improvement
    values = [bit & space.feasible for bit in values]
    quiet, turn = 0, 0
    while quiet < len(others):
        swept = yield from sweep(others[turn % len(others)], values)
        swept = [bit & space.feasible for bit in swept]
        quiet = quiet + 1 if swept == values else 1
        values, turn = swept, turn + 1
    return values


def _greater(space: Space, one: Vector, other: Sequence[Diagram]) -> Diagram:
    """Where the first vector is higher."""
    greater = space.false
    for left, right in zip(reversed(one), reversed(other), strict=True):
        greater = left.ite(~right | greater, ~right & greater)
    return greater


def _lower(space: Space, one: Vector, other: Vector) -> Vector:
    """The lower of two vectors, state by state."""
    greater = _greater(space, one, other)
    return [greater.ite(right, left) for left, right in zip(one, other, strict=True)]
