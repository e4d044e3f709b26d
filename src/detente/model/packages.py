"""Packages: which clauses an agreement could have, and where each party stands on each.

A package is a set of clauses. A party's stance on a clause orders it roughly; a weight, where an
analyst gives one, says what the clause is worth to the party, in units of its own, against leaving
things as they are. An agreement must be worth more to a party than its reservation value, what it
has without one [Raiffa82]_.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Literal, get_args

from detente.errors import AnalysisError, CaseError
from detente.model.logic import Names, Statement

__all__ = ["STANCES", "Clause", "Packages", "Reading", "Stance", "clause_names"]

Stance = Literal["demand", "condition", "accept", "open", "refuse", "red line"]
STANCES: tuple[Stance, ...] = get_args(Stance)
"""``condition``: no agreement without the clause; ``red line``: none with it."""

Stances = tuple[tuple[str, Stance], ...]
Values = tuple[tuple[str, Fraction], ...]


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause, with the stances and weights of the parties by id."""

    id: str
    label: str
    stances: Stances = ()
    weights: Values = ()

    def stance(self, party: str) -> Stance:
        """Where a party stands; ``open`` where nothing is known."""
        return dict(self.stances).get(party, "open")

    def weight(self, party: str) -> Fraction | None:
        """What the clause is worth to a party; None where no weight is given."""
        return dict(self.weights).get(party)


@dataclass(frozen=True, slots=True)
class Reading:
    """A rival account of what some parties want: what differs from the packages as they are."""

    name: str
    reservations: Values = ()
    stances: tuple[tuple[str, Stances], ...] = ()
    weights: tuple[tuple[str, Values], ...] = ()


@dataclass(frozen=True, slots=True)
class Packages:
    """The clauses that can be combined, what parties have without an agreement, rival readings.

    ``excluded`` statements over clauses describe combinations that cannot be.
    """

    clauses: tuple[Clause, ...]
    reservations: Values = ()
    excluded: tuple[Statement, ...] = ()
    readings: tuple[Reading, ...] = ()
    reading: str | None = field(default=None)

    def __post_init__(self) -> None:
        known = [clause.id for clause in self.clauses]
        if not known:
            raise CaseError("packages need at least one clause: add packages.clauses.NAME")
        for reading in self.readings:
            for clause, _ in (*reading.stances, *reading.weights):
                if clause not in known:
                    raise CaseError(f"the reading {reading.name} names no clause: `{clause}`")

    def clause(self, id: str) -> Clause:  # noqa: A002 - the word of the field
        """The clause with this id; `AnalysisError` if there is none."""
        for clause in self.clauses:
            if clause.id == id:
                return clause
        known = ", ".join(clause.id for clause in self.clauses)
        raise AnalysisError(f"there is no clause `{id}`; the clauses are {known}")

    def reservation(self, party: str) -> Fraction:
        """What an agreement must be worth more than; 0 where nothing is said."""
        return dict(self.reservations).get(party, Fraction(0))

    def under(self, name: str) -> Packages:
        """The packages as a reading has them; `AnalysisError` if there is none of this name."""
        reading = next((one for one in self.readings if one.name == name), None)
        if reading is None:
            known = ", ".join(one.name for one in self.readings) or "none"
            raise AnalysisError(f"packages have no reading `{name}`; the readings: {known}")
        stances, weights = dict(reading.stances), dict(reading.weights)
        return replace(
            self,
            clauses=tuple(
                replace(
                    clause,
                    stances=_over(clause.stances, stances.get(clause.id, ())),
                    weights=_over(clause.weights, weights.get(clause.id, ())),
                )
                for clause in self.clauses
            ),
            reservations=_over(self.reservations, reading.reservations),
            readings=(),
            reading=name,
        )

    def every(self) -> tuple[Packages, ...]:
        """The packages as they are, and as each reading has them."""
        plain = replace(self, readings=())
        return (plain, *(self.under(reading.name) for reading in self.readings))


def _over(known: tuple[tuple[str, object], ...], new: tuple[tuple[str, object], ...]) -> tuple:  # type: ignore[type-arg]
    """The pairs with those of the same key replaced, new keys at the end."""
    merged: Mapping[str, object] = {**dict(known), **dict(new)}
    return tuple(merged.items())


def clause_names(ids: tuple[str, ...]) -> Names:
    """The names by which statements know clauses.

    Examples
    --------
    >>> clause_names(("bases", "missiles")).key("bases")
    'clauses.bases'
    """
    return Names(tuple(f"clauses.{id}" for id in ids))  # noqa: A001
