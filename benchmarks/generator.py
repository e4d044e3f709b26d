"""Disputes drawn from a seed, of any size and with known structure.

Four shapes tell how far a statement reaches:

``anywhere``
    any options of any party: no locality at all;
``windows``
    options within a window of five, owners taking turns: everything near is coupled;
``clusters``
    options of one cluster of ten that all parties share, now and then of the next one;
``blocks``
    options within a window of five, each party owning one block in a row: parties meet only where
    their blocks do.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

from detente.model.conflict import Conflict, Direction, Option, Party, Prioritised, Rules
from detente.model.logic import Names, Statement, parse

SHAPES = ("anywhere", "windows", "clusters", "blocks")
WINDOW, CLUSTER = 5, 10


@dataclass(frozen=True)
class Size:
    """How large a dispute is: statements of each party, bans and one-way options in all."""

    options: int
    parties: int
    statements: int
    bans: int
    one_way: int


def size_of(options: int) -> Size:
    """The usual proportions for a number of options."""
    parties = 3 if options < 40 else 4 if options < 60 else 6
    return Size(
        options,
        parties,
        statements=min(24, 10 + options // 8),
        bans=max(4, options // 6),
        one_way=max(3, options // 12),
    )


def dispute(shape: str, options: int, seed: int, size: Size | None = None) -> Conflict:
    """The dispute of this shape, number of options and seed."""
    return _Draw(shape, size or size_of(options), seed).conflict()


class _Draw:
    def __init__(self, shape: str, size: Size, seed: int) -> None:
        self.shape = shape
        self.size = size
        self.rng = random.Random(f"{shape} {size} {seed}")
        self.owners = [self._owner(number) for number in range(size.options)]
        self.keys = tuple(f"p{owner}.o{at}" for at, owner in enumerate(self.owners))
        self.names = Names(self.keys)

    def _owner(self, number: int) -> int:
        if self.shape == "blocks":
            return number * self.size.parties // self.size.options
        return number % self.size.parties

    def conflict(self) -> Conflict:
        one_way = set(self.rng.sample(range(self.size.options), self.size.one_way))
        parties = tuple(self._party(number, one_way) for number in range(self.size.parties))
        bans = tuple(self._joined(2 + turn % 2, " and ") for turn in range(self.size.bans))
        return Conflict(
            f"{self.size.options} options, {self.shape}",
            parties,
            Rules(infeasible=bans),
            status_quo=self._allowed(bans),
            order=self.keys,
        )

    def _party(self, number: int, one_way: set[int]) -> Party:
        own = [at for at, owner in enumerate(self.owners) if owner == number]
        statements = tuple(
            self._joined(
                self.rng.randint(1, 3), self.rng.choice((" and ", " or ")), own * (turn % 2)
            )
            for turn in range(self.size.statements)
        )
        options = tuple(
            Option(f"o{at}", f"Option {at}", f"p{number}", self._direction(at in one_way))
            for at in own
        )
        return Party(f"p{number}", f"Party {number}", options, Prioritised(statements))

    def _direction(self, one_way: bool) -> Direction:
        return self.rng.choice(("take", "drop")) if one_way else "both"

    def _joined(self, literals: int, word: str, first: list[int] | None = None) -> Statement:
        start = self.rng.choice(first or range(self.size.options))
        near = [at for at in self._near(start) if at != start]
        read = [start, *self.rng.sample(near, literals - 1)]
        return parse(
            word.join(self.rng.choice(("", "not ")) + self.keys[at] for at in read), self.names
        )

    def _near(self, start: int) -> range:
        """The options that a statement about this one may read too."""
        if self.shape == "anywhere":
            return range(self.size.options)
        if self.shape in ("windows", "blocks"):
            first = max(0, min(start - WINDOW // 2, self.size.options - WINDOW))
            return range(first, first + WINDOW)
        cluster = start // CLUSTER + (self.rng.random() < 0.1)
        last = max(0, (self.size.options - 1) // CLUSTER)
        first = min(cluster, last) * CLUSTER
        return range(
            max(0, min(first, self.size.options - 3)), min(first + CLUSTER, self.size.options)
        )

    def _allowed(self, bans: tuple[Statement, ...]) -> tuple[str, ...]:
        """The options taken in some state that no ban forbids."""
        taken = set(self.rng.sample(self.keys, self.size.options // 3))
        while broken := [ban for ban in bans if ban.holds(taken)]:
            taken ^= {self.rng.choice(broken[0].keys())}
        return tuple(key for key in self.keys if key in taken)
