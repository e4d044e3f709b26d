"""Stability rank by rank, but only for the ranks that matter.

The better a party stands, the more deters it: what deters it at one rank deters it at every higher
one. So the states of which a gain is left undeterred at a high rank are unstable at all lower
ranks too, and those that have no such gain at a low rank are stable at all higher ones. Only what
lies between two ranks and is not told by them needs a rank in the middle, whose closure goes on
from that of the lower one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from detente.solving.concepts import Concept
from detente.solving.symbolic.moving import Mover, opponents
from detente.solving.symbolic.space import Diagram
from detente.solving.symbolic.thresholds import closure, deterring

__all__ = ["stable"]


@dataclass(frozen=True, slots=True)
class _Rank:
    """What is known at one rank: what deters the party there, and from where it gains in spite."""

    deterred: Diagram
    gaining: Diagram


def stable(concept: Concept, mover: Mover, movers: Iterable[Mover], among: Diagram) -> Diagram:
    """Which of some states are stable for the party of ``mover``."""
    space, others = mover.space, opponents(movers, mover.party.id)
    lowest, highest = _Rank(space.false, space.true), _Rank(space.true, space.false)
    unstable = space.false
    waiting = [(among, lowest, highest)]
    while waiting:
        states, lower, higher = waiting.pop()
        unstable |= states & higher.gaining
        states &= lower.gaining & ~higher.gaining
        if not states.satisfiable():
            continue
        equal, above = _middle(mover, states)
        gains = above & mover.after_move(states)
        deterred = lower.deterred | deterring(concept, mover, above)
        for grown in closure(space, deterred, concept.answer, others, lower.deterred):
            deterred = grown
            if not (gains & ~deterred).satisfiable():
                break
        rank = _Rank(deterred, mover.before_move(above & ~deterred))
        unstable |= equal & rank.gaining
        waiting.append((states & above, rank, higher))
        waiting.append((states & ~above & ~equal, lower, rank))
    return among & ~unstable


def _middle(mover: Mover, states: Diagram) -> tuple[Diagram, Diagram]:
    """The states of a rank in the middle of those that occur, and all states above that rank.

    It is the highest rank of the lower half by the first statement on which the states differ.
    """
    bits, halved = [], False
    for value in mover.rank:
        better, worse = states & value, states & ~value
        differ = better.satisfiable() and worse.satisfiable()
        up = halved if differ else better.satisfiable()
        states, halved = (better if up else worse), halved or differ
        bits.append((value, up))
    above = mover.space.false
    for value, up in reversed(bits):
        above = value & above if up else value | above
    return states, mover.space.feasible & above
