"""How many of all rankings that a party could have make a state stable for it [KKH15]_."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from detente.model.conflict import Conflict
from detente.model.state import State
from detente.solving.concepts import Concept, find
from detente.solving.relations import Relations
from detente.solving.walking import Walker

__all__ = ["Rankings", "rankings"]

MOST_RELEVANT = 18  # states whose place above or below matters


@dataclass(frozen=True, slots=True)
class Rankings:
    """How many of all strict rankings of the states make a state stable for a party."""

    party: str
    count: int
    total: int

    @property
    def share(self) -> Fraction:
        """The share of the rankings."""
        return Fraction(self.count, self.total)


def rankings(
    conflict: Conflict, party: str, state: State, concept: str | Concept
) -> Rankings | None:
    """How many of all strict rankings of the states make the state stable for the party.

    The preferences of the others are held. Only which states stand above the state matters, and
    of them only those that a move or an answer can lead to; None where these are too many to look
    at every set of them.

    Examples
    --------
    >>> import detente
    >>> conflict = detente.catalogue("syria-iraq-1975")
    >>> found = rankings(conflict, "syria", State("YNN"), "seq")
    >>> found.count, found.total
    (384, 720)
    """
    plain = conflict.under()
    row = find(str(concept))
    known = Relations(plain)
    at = known.number(Walker(plain).find(state))
    answers = {
        end: sorted(set(known.responses(party, end, row.answer))) for end in known.moves(party, at)
    }
    counters = {
        end: known.moves(party, end) if row.survives else ()
        for ends in answers.values()
        for end in ends
    }
    relevant = sorted({*answers, *counters, *itertools.chain(*counters.values())} - {at})
    if len(relevant) > MOST_RELEVANT:
        return None
    bit = {one: 1 << place for place, one in enumerate(relevant)}
    bit[at] = 0
    gains = [
        (bit[end], [(bit[two], _bits(bit, counters[two])) for two in ends])
        for end, ends in answers.items()
    ]
    weights = _weights(known.feasible, len(relevant))
    count = sum(
        weights[above.bit_count()]
        for above in range(1 << len(relevant))
        if all(not own & above or _deterred(above, ends) for own, ends in gains)
    )
    return Rankings(party, count, math.factorial(known.feasible))


def _bits(bit: Mapping[int, int], states: Iterable[int]) -> int:
    return sum(bit[one] for one in states)


def _deterred(above: int, ends: Iterable[tuple[int, int]]) -> bool:
    return any(not end & above and not counters & above for end, counters in ends)


def _weights(states: int, relevant: int) -> list[int]:
    """How many rankings have exactly a given set of so many relevant states above the state."""
    orders = math.factorial(states) // math.factorial(relevant + 1)
    return [
        orders * math.factorial(above) * math.factorial(relevant - above)
        for above in range(relevant + 1)
    ]
