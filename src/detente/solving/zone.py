"""The zone of agreement: which packages every party prefers to none, and what they have in common.

Answers with weights are exact: all packages are listed up to 2^20 of them, beyond that the best
ones are found by branch and bound.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from detente.errors import AnalysisError
from detente.model.conflict import Conflict
from detente.model.packages import Packages
from detente.solving import frontier
from detente.solving.bargain import Bargain, Package, Sums, bargain
from detente.solving.ordinal import Ordinal, ordinal
from detente.solving.trades import Trade, trades

__all__ = ["Limit", "Shaken", "Threshold", "Zone", "zone", "zones"]

LISTED = 20  # clauses up to which all packages are listed
MOST_TIED = 50  # packages that are equally good and named
Most = Callable[[Bargain, int], int | None]
Measure = Callable[[list[int]], Any]
Final = Literal["red line", "condition"]
Emptying = tuple[str, str, Final]


@dataclass(frozen=True, slots=True)
class Limit:
    """How much a party can ask for: at a reservation value of ``most`` or more, nothing is left."""

    party: str
    reservation: Fraction
    most: Fraction


@dataclass(frozen=True, slots=True)
class Threshold:
    """A clause that costs a party something: once it costs ``out`` or more, no package has it."""

    clause: str
    party: str
    cost: Fraction
    out: Fraction


@dataclass(frozen=True, slots=True)
class Shaken:
    """What becomes of the zone if every weight may be off by a share of itself.

    ``sizes`` are the fewest, the median and the most packages; ``kept`` counts in how many draws
    the zone is not empty and ``core`` in how many each clause is in the Nash-product package.
    """

    draws: int
    seed: int
    by: float
    sizes: tuple[int, int, int]
    kept: int
    core: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Zone:
    """One reading of the packages: the zone of agreement and the packages that stand out in it.

    ``total`` counts all combinations of clauses, ``allowed`` those that nobody's red line or
    condition rules out (None where they are not listed), ``count`` those in the zone (None where
    counting would take too long). ``frequency`` says in how many packages of the zone each clause
    is; ``clashes`` are the clauses that are one's condition and another's red line. Without
    weights for everything only ``ordinal`` is there and ``exact`` is false.
    """

    packages: Packages
    parties: tuple[str, ...]
    total: int
    ordinal: Ordinal
    exact: bool = False
    allowed: int | None = None
    count: int | None = None
    pareto: tuple[Package, ...] = ()
    nash: tuple[Package, ...] = ()
    kalai_smorodinsky: tuple[Package, ...] = ()
    egalitarian: tuple[Package, ...] = ()
    frequency: tuple[tuple[str, int], ...] | None = None
    trades: tuple[Trade, ...] = ()
    limits: tuple[Limit, ...] = ()
    thresholds: tuple[Threshold, ...] = ()
    emptying: tuple[Emptying, ...] = ()
    clashes: tuple[str, ...] = ()
    shaken: Shaken | None = None

    @property
    def empty(self) -> bool:
        """Whether no package is better than none for every party."""
        return not self.pareto

    @property
    def core(self) -> tuple[str, ...]:
        """The clauses that every package of the zone has."""
        return tuple(one for one, number in self.frequency or () if number and number == self.count)


def zones(
    conflict: Conflict, readings: Sequence[str] = (), *, draws: int = 0, seed: int = 0
) -> tuple[Zone, ...]:
    """The zone of agreement of a conflict's packages, as they are and under each rival reading.

    Parameters
    ----------
    readings:
        The readings to look at; all of them and the packages as they are where none is named.
    draws, seed:
        How often the weights are shaken, and the seed of chance.

    Examples
    --------
    >>> import detente
    >>> found = zones(detente.catalogue("european-security-2022"))
    >>> [(one.count, len(one.pareto)) for one in found]
    [(68, 6), (29, 4), (8, 2), (0, 0)]
    """
    if conflict.packages is None:
        raise AnalysisError("the case has no packages: add packages.clauses.NAME tables to it")
    parties = tuple(party.id for party in conflict.parties)
    asked = [conflict.packages.under(name) for name in readings] or conflict.packages.every()
    return tuple(zone(one, parties, draws=draws, seed=seed) for one in asked)


def zone(packages: Packages, parties: Sequence[str], *, draws: int = 0, seed: int = 0) -> Zone:
    """The zone of agreement of one reading of the packages."""
    total = 1 << len(packages.clauses)
    by_stance = ordinal(packages, tuple(parties))
    known = bargain(packages, parties)
    if known is None:
        return Zone(packages, tuple(parties), total, by_stance)
    listed = _Listed(known) if len(known.clauses) <= LISTED else None
    front = frontier.front(known) if listed is None else listed.front()
    found = Zone(
        packages,
        tuple(parties),
        total,
        by_stance,
        exact=True,
        pareto=tuple(known.package(mask) for mask in front),
        nash=_best(known, front, _product),
        kalai_smorodinsky=_best(known, front, _ratios(known, front)),
        egalitarian=_best(known, front, sorted),
        trades=tuple(trades(known)),
        limits=tuple(_limits(known, _found if listed is None else listed.most)),
        thresholds=tuple(_thresholds(known, front, _found if listed is None else listed.most)),
        clashes=tuple(
            one for k, one in enumerate(known.clauses) if known.barred & known.needed & 1 << k
        ),
    )
    if listed is None:
        return replace(
            found,
            count=frontier.counted(known),
            emptying=tuple(_taken(known, _emptying(known, front))),
        )
    return replace(
        found,
        allowed=listed.allowed,
        count=listed.count,
        frequency=listed.frequency,
        emptying=tuple(_taken(known, listed.emptying())),
        shaken=listed.shaken(draws, seed) if draws else None,
    )


# -- all packages listed ---------------------------------------------------------------------------


class _Listed:
    """All packages of a bargain, as arrays over their numbers."""

    def __init__(self, known: Bargain) -> None:
        self.known = known
        self.masks: Sums = np.arange(1 << len(known.clauses), dtype=np.int64)
        self.marks = known.marks(self.masks)
        self.every: Sums = np.stack([_whole_sums(row) for row in known.weights], axis=1)
        self.above = self.every > np.array(known.floors, dtype=np.int64)
        inside = self.marks & self.above.all(axis=1)
        self.inside: Sums = np.flatnonzero(inside)
        self.sums: Sums = self.every[inside]

    @property
    def allowed(self) -> int:
        return int(np.count_nonzero(self.marks))

    @property
    def count(self) -> int:
        return len(self.inside)

    @property
    def frequency(self) -> tuple[tuple[str, int], ...]:
        return tuple(
            (clause, int(np.count_nonzero(self.inside >> k & 1)))
            for k, clause in enumerate(self.known.clauses)
        )

    def front(self) -> list[int]:
        return [int(mask) for mask in self.inside[frontier.undominated(self.sums)]]

    def most(self, known: Bargain, party: int) -> int | None:
        """The most that a party could get while the others still agree.

        ``known`` is this bargain, or the same with more clauses needed.
        """
        others = np.delete(self.above, party, axis=1).all(axis=1)
        open_ = self.marks & others & (self.masks & known.needed == known.needed)
        return int(self.every[open_, party].max()) if open_.any() else None

    def emptying(self) -> Iterator[tuple[int, Final]]:
        """The clauses that all packages of a zone have, or none, with the stance against that."""
        for k, (_, number) in enumerate(self.frequency if self.count else ()):
            if number in (0, self.count):
                yield k, "red line" if number else "condition"

    def shaken(self, draws: int, seed: int, by: float = 0.5) -> Shaken:
        """The zone with every weight off by chance, each by at most this share of itself."""
        rng = np.random.default_rng(np.random.SeedSequence(seed))
        weights = np.array(self.known.weights, dtype=np.float64)
        floors = np.array(self.known.floors, dtype=np.float64)
        sizes: list[int] = []
        core = np.zeros(len(self.known.clauses), dtype=np.int64)
        for _ in range(draws):
            drawn = weights * rng.uniform(1 - by, 1 + by, size=weights.shape)
            surplus = np.stack([_sums(row) for row in drawn], axis=1) - floors
            inside = self.marks & (surplus > 0).all(axis=1)
            sizes.append(int(np.count_nonzero(inside)))
            if sizes[-1]:
                product = np.where(inside, surplus.prod(axis=1), -1.0)
                core += int(product.argmax()) >> np.arange(len(core)) & 1
        ordered = sorted(sizes)
        middle = (ordered[(draws - 1) // 2] + ordered[draws // 2]) // 2
        return Shaken(
            draws,
            seed,
            by,
            (ordered[0], middle, ordered[-1]),
            sum(size > 0 for size in sizes),
            tuple((one, int(n)) for one, n in zip(self.known.clauses, core, strict=True)),
        )


def _whole_sums(row: Sequence[int]) -> Sums:
    """The worth of every package, by its number."""
    sums = np.zeros(1, dtype=np.int64)
    for weight in row:
        sums = np.concatenate([sums, sums + weight])
    return sums


def _sums(row: NDArray[np.float64]) -> NDArray[np.float64]:
    """The same for weights that are not whole."""
    sums = np.zeros(1)
    for weight in row:
        sums = np.concatenate([sums, sums + weight])
    return sums


# -- packages that stand out -----------------------------------------------------------------------


def _best(known: Bargain, front: Sequence[int], measure: Measure) -> tuple[Package, ...]:
    """The packages of the front that a measure of what the parties gain puts first."""
    if not front:
        return ()
    scored = [(measure(_surplus(known, mask)), mask) for mask in front]
    highest = max(score for score, _ in scored)
    best = [mask for score, mask in scored if score == highest]
    return tuple(known.package(mask) for mask in best[:MOST_TIED])


def _surplus(known: Bargain, mask: int) -> list[int]:
    return [value - floor for value, floor in zip(known.worth(mask), known.floors, strict=True)]


def _product(surplus: list[int]) -> int:
    product = 1
    for gain in surplus:
        product *= gain
    return product


def _ratios(known: Bargain, front: Sequence[int]) -> Measure:
    """The gains as shares of the most that each could have, the smallest share first."""
    ideal = [max(gains) for gains in zip(*(_surplus(known, mask) for mask in front), strict=True)]

    def ratios(surplus: list[int]) -> list[Fraction]:
        return sorted(Fraction(gain, most) for gain, most in zip(surplus, ideal, strict=True))

    return ratios


# -- limits ---------------------------------------------------------------------------------------


def _found(known: Bargain, party: int) -> int | None:
    """The most that a party could get while the others still agree, by branch and bound."""
    floors = [None if one == party else floor for one, floor in enumerate(known.floors)]
    return max((known.worth(mask)[party] for mask in frontier.front(known, floors)), default=None)


def _limits(known: Bargain, most: Most) -> Iterator[Limit]:
    """For each party the most it could get while the others still agree."""
    for i, party in enumerate(known.parties):
        if (best := most(known, i)) is not None:
            floor = Fraction(known.floors[i], known.scale)
            yield Limit(party, floor, Fraction(best, known.scale))


def _thresholds(known: Bargain, front: Sequence[int], most: Most) -> Iterator[Threshold]:
    """For each clause of a Pareto package that costs somebody: from which cost on it is out."""
    for k in known.free:
        if not any(mask >> k & 1 for mask in front):
            continue
        needing = replace(known, needed=known.needed | 1 << k)
        for i, party in enumerate(known.parties):
            cost = -known.weights[i][k]
            if cost <= 0 or (best := most(needing, i)) is None:
                continue
            yield Threshold(
                known.clauses[k],
                party,
                Fraction(cost, known.scale),
                Fraction(best + cost - known.floors[i], known.scale),
            )


def _emptying(known: Bargain, front: Sequence[int]) -> Iterator[tuple[int, Final]]:
    """The same by branch and bound: what all Pareto packages have, or none, may be so of all."""
    for k in range(len(known.clauses)) if front else ():
        having = sum(mask >> k & 1 for mask in front)
        if 0 < having < len(front):
            continue
        changed = (
            replace(known, barred=known.barred | 1 << k)
            if having
            else replace(known, needed=known.needed | 1 << k)
        )
        if not frontier.front(changed):
            yield k, "red line" if having else "condition"


def _taken(known: Bargain, stances: Iterator[tuple[int, Final]]) -> Iterator[Emptying]:
    """For each of the stances the parties that could still take it."""
    for k, stance in stances:
        clause = known.packages.clause(known.clauses[k])
        for party in known.parties:
            if clause.stance(party) not in ("red line", "condition"):
                yield party, clause.id, stance
