"""Models near a given one: single assumptions turned over, and preferences shaken by chance."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from detente.model.conflict import Conflict, Preference, Prioritised, Ranking
from detente.model.edits import Edit, Lift, Move, Turn, applied, edited
from detente.model.logic import Statement
from detente.solving.profiles import Profile
from detente.solving.sanctions import READINGS

__all__ = [
    "Assumption",
    "assumptions",
    "orders",
    "orders_count",
    "own_profile",
    "shaken",
    "turned_over",
]


@dataclass(frozen=True, slots=True)
class Assumption:
    """One assumption turned over: an edit of the conflict, or another reading of sanctions."""

    edit: Edit | None = None
    sanctions: str | None = None

    @property
    def path(self) -> str:
        """The element that the assumption is about."""
        if self.edit is None:
            return "sanctions"
        return str(self.edit.to_dict()["about"])

    def to_dict(self) -> dict[str, Any]:
        """The assumption as JSON values."""
        if self.edit is not None:
            return self.edit.to_dict()
        return {"edit": "sanctions", "about": "sanctions", "to": self.sanctions}


def own_profile(conflict: Conflict) -> Profile:
    """The preferences of a conflict whose types have been chosen."""
    return tuple(party.preference or Prioritised() for party in conflict.parties)


def assumptions(conflict: Conflict, sanctions: str = "legal") -> Iterator[Assumption]:
    """Every single assumption that is turned over: swaps first, then rules and readings.

    Each two neighbours of each list swapped; each option that moves one way let move both ways,
    and each that moves both ways let move only away from where it stands; each rule on what
    cannot be lifted; each other reading of sanctions.
    """
    for party in conflict.parties:
        for place in range(1, _length(party.preference or Prioritised())):
            yield Assumption(Move(party.path, place, place + 1))
    taken = conflict.status_quo or ()
    for option in conflict.options:
        one_way = "drop" if option.key in taken else "take"
        yield Assumption(Turn(option.key, one_way if option.direction == "both" else "both"))  # type: ignore[arg-type]
    for number in range(1, len(conflict.rules.infeasible) + 1):
        yield Assumption(Lift(f"rules.infeasible.{number}"))
    for reading in READINGS:
        if reading != sanctions:
            yield Assumption(sanctions=reading)


def turned_over(conflict: Conflict, assumption: Assumption) -> Conflict:
    """The conflict with the assumption turned over, as far as it is one about the conflict."""
    return conflict if assumption.edit is None else applied(conflict, assumption.edit)


def _length(preference: Preference) -> int:
    if isinstance(preference, Ranking):
        return len(preference.levels)
    return len(preference.statements)


# -- statements whose order is not known -----------------------------------------------------------


def orders_count(conflict: Conflict) -> int:
    """How many ways there are to put the statements of unknown order into one."""
    return math.prod(
        math.factorial(len(entry))
        for party in conflict.parties
        if isinstance(party.preference, Prioritised)
        for entry in party.preference.statements
        if not isinstance(entry, Statement)
    )


def orders(conflict: Conflict) -> Iterator[Profile]:
    """Every linear extension: all orders of the statements of unknown order, for all parties."""
    return itertools.product(*(_orders(one) for one in own_profile(conflict)))


def _orders(preference: Preference) -> list[Preference]:
    if isinstance(preference, Ranking):
        return [preference]
    groups = [
        [(entry,)] if isinstance(entry, Statement) else list(itertools.permutations(entry))
        for entry in preference.statements
    ]
    return [
        replace(preference, statements=tuple(itertools.chain.from_iterable(chosen)))
        for chosen in itertools.product(*groups)
    ]


# -- by chance -------------------------------------------------------------------------------------


def shaken(profile: Profile, rng: np.random.Generator, swaps: int) -> Profile:
    """The preferences after some neighbour swaps by chance, none to ``swaps`` in each list.

    Statements of unknown order are first put into an order by chance.
    """
    return tuple(_shaken(one, rng, swaps) for one in profile)


def _shaken(preference: Preference, rng: np.random.Generator, swaps: int) -> Preference:
    settled = _settled(preference, rng)
    number = _length(settled)
    for _ in range(int(rng.integers(0, swaps + 1)) if number > 1 else 0):
        place = int(rng.integers(1, number))
        settled = edited(settled, Move("", place, place + 1))
    return settled


def _settled(preference: Preference, rng: np.random.Generator) -> Preference:
    if isinstance(preference, Ranking):
        return preference
    entries: list[Statement] = []
    for entry in preference.statements:
        if isinstance(entry, Statement):
            entries.append(entry)
        else:
            entries += [entry[int(at)] for at in rng.permutation(len(entry))]
    return replace(preference, statements=tuple(entries))
