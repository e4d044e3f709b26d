"""Stability against a threshold that stays open: one closure for all ranks at once.

For a threshold t, the states that are no better than t deter a party that stands at t; so do all
states from which the others can lead there. An improvement that does not lie among these is what
makes a state unstable, and putting each state's own rank in the place of t tells which states
those are. Where it is known beforehand among which states the stable ones are, only the ranks of
these need to be open.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import inf

from detente.solving.concepts import Answers, Concept
from detente.solving.symbolic.moving import Mover, flood, opponents, renamed
from detente.solving.symbolic.space import Diagram, Space

__all__ = ["closure", "deterring", "stable"]


def stable(
    concept: Concept, mover: Mover, movers: Iterable[Mover], among: Diagram, most: float = inf
) -> Diagram | None:
    """The states that are stable for the party, of those ``among`` which they are looked for.

    None where a diagram outgrows so many nodes.
    """
    space = mover.space
    ranks = _ranks_of(mover, among)
    above = space.feasible & mover.above_threshold
    deterred = deterring(concept, mover, above) & ranks
    for grown in closure(space, deterred, concept.answer, opponents(movers, mover.party.id)):
        if grown.node_count() > most:
            return None
        deterred = grown
    undeterred = mover.before_move(above & ranks & ~deterred)
    return among & ~renamed(undeterred, mover.at_own_rank)


def deterring(concept: Concept, mover: Mover, above: Diagram) -> Diagram:
    """The states that take a gain away from a party which prefers those ``above`` to its own."""
    if concept.answer == "nothing":
        return mover.space.false
    deterring = mover.space.feasible & ~above
    return deterring & ~mover.before_move(above) if concept.survives else deterring


def closure(
    space: Space,
    states: Diagram,
    answer: Answers,
    others: Sequence[Mover],
    closed: Diagram | None = None,
) -> Iterator[Diagram]:
    """The states and all from which the others can lead into them, as they grow move by move.

    Of those that are ``closed`` nothing more comes.
    """
    if answer == "nothing":
        return iter(())
    step = Mover.before_feasible_move if answer == "moves" else Mover.before_improvement
    return flood(space, states, others, step, closed)


def _ranks_of(mover: Mover, states: Diagram) -> Diagram:
    """The thresholds that are the rank of one of the states."""
    space = mover.space
    ranks = states
    for bit, value in enumerate(mover.rank):
        space.budget.check()
        ranks &= space.threshold(mover.party.id, bit).equiv(value)
    return ranks.exists(space.cube(map(space.option, space.order)))
