"""One reading of the packages in whole numbers: what each clause is worth, what each must exceed.

Weights and reservation values are fractions; multiplied by a common denominator they become whole
numbers, so that sums are exact and still quick.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from detente.errors import AnalysisError
from detente.model.logic import Statement
from detente.model.packages import Packages

__all__ = ["Bargain", "Package", "Sums", "bargain"]

Sums = NDArray[np.int64]
Masks = NDArray[np.int64]
LARGEST = 1 << 61


@dataclass(frozen=True, slots=True)
class Package:
    """A set of clauses, and what it is worth to each party above its reservation value."""

    clauses: tuple[str, ...]
    values: tuple[tuple[str, Fraction], ...]
    surplus: tuple[tuple[str, Fraction], ...]


@dataclass(frozen=True, slots=True)
class Bargain:
    """Packages as whole numbers: clause k is bit k of a package's number.

    ``weights[i][k]`` is what clause k is worth to party i and ``floors[i]`` what a package must be
    worth more than, both times ``scale``. Packages with a ``barred`` clause (somebody's red line),
    without a ``needed`` one (somebody's condition), or that an ``excluded`` statement describes
    cannot be agreed on.
    """

    packages: Packages
    parties: tuple[str, ...]
    clauses: tuple[str, ...]
    weights: tuple[tuple[int, ...], ...]
    floors: tuple[int, ...]
    scale: int
    barred: int
    needed: int
    excluded: tuple[Statement, ...]

    @property
    def free(self) -> tuple[int, ...]:
        """The clauses that may be in or out."""
        fixed = self.barred | self.needed
        return tuple(k for k in range(len(self.clauses)) if not fixed >> k & 1)

    @property
    def possible(self) -> bool:
        """Whether no clause is both somebody's red line and somebody's condition."""
        return not self.barred & self.needed

    def worth(self, mask: int) -> tuple[int, ...]:
        """What a package is worth to each party, times the scale."""
        return tuple(
            sum(weight for k, weight in enumerate(row) if mask >> k & 1) for row in self.weights
        )

    def allowed(self, mask: int) -> bool:
        """Whether a package could be agreed on at all."""
        if mask & self.barred or mask & self.needed != self.needed:
            return False
        taken = {f"clauses.{one}" for k, one in enumerate(self.clauses) if mask >> k & 1}
        return not any(statement.holds(taken) for statement in self.excluded)

    def package(self, mask: int) -> Package:
        """A package by its number."""
        worth = self.worth(mask)
        named = zip(self.parties, worth, self.floors, strict=True)
        pairs = [
            (party, Fraction(value, self.scale), Fraction(value - floor, self.scale))
            for party, value, floor in named
        ]
        return Package(
            tuple(one for k, one in enumerate(self.clauses) if mask >> k & 1),
            tuple((party, value) for party, value, _ in pairs),
            tuple((party, surplus) for party, _, surplus in pairs),
        )

    def marks(self, masks: Masks) -> NDArray[np.bool_]:
        """Which of the packages could be agreed on at all."""
        allowed: NDArray[np.bool_] = masks & self.barred == 0
        allowed &= masks & self.needed == self.needed
        algebra = _Clauses(masks, self.clauses)
        for statement in self.excluded:
            allowed &= ~statement.fold(algebra)
        return allowed


class _Clauses:
    """The algebra of statements over clauses, for many packages at once."""

    def __init__(self, masks: Masks, clauses: Sequence[str]) -> None:
        self._masks = masks
        self._bit = {f"clauses.{one}": 1 << k for k, one in enumerate(clauses)}

    def option(self, key: str) -> NDArray[np.bool_]:
        marks: NDArray[np.bool_] = (self._masks & self._bit[key]) != 0
        return marks

    def constant(self, truth: bool) -> NDArray[np.bool_]:
        return np.full(len(self._masks), truth)

    def negation(self, value: NDArray[np.bool_]) -> NDArray[np.bool_]:
        return ~value

    def conjunction(self, left: NDArray[np.bool_], right: NDArray[np.bool_]) -> NDArray[np.bool_]:
        return left & right

    def disjunction(self, left: NDArray[np.bool_], right: NDArray[np.bool_]) -> NDArray[np.bool_]:
        return left | right


def bargain(packages: Packages, parties: Sequence[str]) -> Bargain | None:
    """The packages in whole numbers; None where a weight that counts is missing.

    A clause that is somebody's red line is in no agreement, so nobody's weight of it counts.
    """
    barred = _having(packages, parties, "red line")
    table: list[list[Fraction]] = []
    for party in parties:
        row = [
            Fraction(0) if barred >> k & 1 else clause.weight(party)
            for k, clause in enumerate(packages.clauses)
        ]
        if any(weight is None for weight in row):
            return None
        table.append([weight for weight in row if weight is not None])
    floors = [packages.reservation(party) for party in parties]
    scale = math.lcm(*(value.denominator for value in (*floors, *_flat(table))))
    weights = tuple(tuple(int(weight * scale) for weight in row) for row in table)
    whole = tuple(int(floor * scale) for floor in floors)
    if max(sum(map(abs, row)) + abs(floor) for row, floor in zip(weights, whole, strict=True)) > (
        LARGEST
    ):
        raise AnalysisError("the weights have too many digits between them: round some")
    return Bargain(
        packages,
        tuple(parties),
        tuple(clause.id for clause in packages.clauses),
        weights,
        whole,
        scale,
        barred,
        _having(packages, parties, "condition"),
        packages.excluded,
    )


def _flat(table: Sequence[Sequence[Fraction]]) -> Iterator[Fraction]:
    for row in table:
        yield from row


def _having(packages: Packages, parties: Sequence[str], stance: str) -> int:
    """The clauses on which some party has this stance, as bits."""
    return sum(
        1 << k
        for k, clause in enumerate(packages.clauses)
        if any(clause.stance(party) == stance for party in parties)
    )
