"""Trades: what is cheap for one party and dear for another [LS86]_."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from detente.solving.bargain import Bargain

__all__ = ["Trade", "trades"]

LARGEST_BUNDLE = 3  # clauses that one is given for
MOST_WANTED = 12  # clauses that bundles are made of


@dataclass(frozen=True, slots=True)
class Trade:
    """An exchange of clauses by which two parties gain: cheap for one, dear for the other.

    ``one`` takes what it gains by and ``other`` loses less by, and gives a clause that is worth
    more to the other; ``net`` is what that brings each party, those not concerned included.
    """

    one: str
    other: str
    takes: tuple[str, ...]
    gives: str
    net: tuple[tuple[str, Fraction], ...]


def trades(known: Bargain) -> Iterator[Trade]:
    """What one party could give and what it could take for it, so that both gain.

    The smallest bundles first, then those that bring the party that gains less of the two most.
    """
    found = [
        (len(takes), -min(gains), _trade(known, (i, j), takes, gives))
        for i in range(len(known.parties))
        for j in range(len(known.parties))
        for gives in known.free
        if i != j and known.weights[i][gives] < 0 < known.weights[j][gives]
        for takes, gains in _bundles(known, (i, j), gives)
    ]
    yield from (trade for *_, trade in sorted(found, key=lambda entry: entry[:2]))


def _bundles(
    known: Bargain, between: tuple[int, int], gives: int
) -> Iterator[tuple[tuple[int, ...], tuple[int, int]]]:
    """The smallest sets of clauses for which a party could give one, both gaining by it."""
    mine, theirs = (known.weights[party] for party in between)
    wanted = [k for k in known.free if mine[k] > 0 > theirs[k]]
    wanted = sorted(wanted, key=lambda k: theirs[k])[-MOST_WANTED:]
    enough: list[set[int]] = []
    for size in range(1, LARGEST_BUNDLE + 1):
        for takes in combinations(sorted(wanted), size):
            gains = tuple(row[gives] + sum(row[k] for k in takes) for row in (mine, theirs))
            if min(gains) > 0 and not any(one <= set(takes) for one in enough):
                enough.append(set(takes))
                yield takes, (gains[0], gains[1])


def _trade(known: Bargain, between: tuple[int, int], takes: tuple[int, ...], gives: int) -> Trade:
    return Trade(
        known.parties[between[0]],
        known.parties[between[1]],
        tuple(known.clauses[k] for k in takes),
        known.clauses[gives],
        tuple(
            (party, Fraction(row[gives] + sum(row[k] for k in takes), known.scale))
            for party, row in zip(known.parties, known.weights, strict=True)
        ),
    )
