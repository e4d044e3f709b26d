"""What stances alone say of packages, where nobody has weighed the clauses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.model.packages import Clause, Packages

__all__ = ["Exchange", "Ordinal", "ordinal"]

LISTED = 20  # clauses up to which all packages are counted

GAINS = ("demand", "condition")


@dataclass(frozen=True, slots=True)
class Exchange:
    """Two clauses, each demanded by one party and refused by the other."""

    one: str
    other: str
    takes: str
    gives: str


@dataclass(frozen=True, slots=True)
class Ordinal:
    """The clauses by what the stances say of them, and how many packages that leaves.

    ``agreed``: somebody demands it and everybody else accepts. ``negotiable``: nobody refuses,
    but somebody leaves it open. ``contested``: demanded by one and refused by another. ``barred``:
    somebody's red line. ``unwanted``: demanded by nobody. ``sure`` counts the packages that are
    better than none for every party whatever the weights, since each gets something it demands
    and nothing that it refuses or leaves open; ``possible`` those that might be for some weights.
    """

    agreed: tuple[str, ...]
    negotiable: tuple[str, ...]
    contested: tuple[str, ...]
    barred: tuple[str, ...]
    unwanted: tuple[str, ...]
    exchanges: tuple[Exchange, ...]
    total: int
    allowed: int | None
    sure: int | None
    possible: int | None


def ordinal(packages: Packages, parties: tuple[str, ...]) -> Ordinal:
    """What the stances of the parties say of the packages."""
    kinds: dict[str, list[str]] = {}
    for clause in packages.clauses:
        kinds.setdefault(_kind(clause, parties), []).append(clause.id)
    allowed, sure, possible = _counts(packages, parties)
    return Ordinal(
        agreed=tuple(kinds.get("agreed", ())),
        negotiable=tuple(kinds.get("negotiable", ())),
        contested=tuple(kinds.get("contested", ())),
        barred=tuple(kinds.get("barred", ())),
        unwanted=tuple(kinds.get("unwanted", ())),
        exchanges=tuple(_exchanges(packages, parties)),
        total=1 << len(packages.clauses),
        allowed=allowed,
        sure=sure,
        possible=possible,
    )


def _kind(clause: Clause, parties: tuple[str, ...]) -> str:
    stances = [clause.stance(party) for party in parties]
    if "red line" in stances:
        return "barred"
    if not any(stance in GAINS for stance in stances):
        return "unwanted"
    if "refuse" in stances:
        return "contested"
    return "negotiable" if "open" in stances else "agreed"


def _exchanges(packages: Packages, parties: tuple[str, ...]) -> Iterator[Exchange]:
    usable = [one for one in packages.clauses if _kind(one, parties) != "barred"]
    for i, one in enumerate(parties):
        for other in parties[i + 1 :]:
            for takes in usable:
                for gives in usable:
                    mine = takes.stance(one) in GAINS and takes.stance(other) == "refuse"
                    if mine and gives.stance(other) in GAINS and gives.stance(one) == "refuse":
                        yield Exchange(one, other, takes.id, gives.id)


def _counts(
    packages: Packages, parties: tuple[str, ...]
) -> tuple[int | None, int | None, int | None]:
    """How many packages are allowed, surely and possibly better than none for every party."""
    if len(packages.clauses) > LISTED:
        return None, None, None
    masks = np.arange(1 << len(packages.clauses), dtype=np.int64)
    allowed = np.ones(len(masks), dtype=bool)
    sure, possible = allowed.copy(), allowed.copy()
    for party in parties:
        having = {
            stance: _bits(packages, party, stance)
            for stance in ("demand", "condition", "accept", "open", "refuse", "red line")
        }
        gains = having["demand"] | having["condition"]
        allowed &= (masks & having["red line"] == 0) & (
            masks & having["condition"] == having["condition"]
        )
        sure &= (masks & gains != 0) & (masks & (having["open"] | having["refuse"]) == 0)
        possible &= masks & (gains | having["accept"] | having["open"]) != 0
    allowed &= ~_excluded(packages, masks)
    return tuple(int(np.count_nonzero(marks & allowed)) for marks in (allowed, sure, possible))  # type: ignore[return-value]


def _bits(packages: Packages, party: str, stance: str) -> int:
    return sum(1 << k for k, one in enumerate(packages.clauses) if one.stance(party) == stance)


def _excluded(packages: Packages, masks: NDArray[np.int64]) -> NDArray[np.bool_]:
    marks = np.zeros(len(masks), dtype=bool)
    for statement in packages.excluded:
        names = [clause.id for clause in packages.clauses]
        marks |= np.array(
            [
                statement.holds(
                    {f"clauses.{one}" for k, one in enumerate(names) if int(mask) >> k & 1}
                )
                for mask in masks
            ]
        )
    return marks
