"""Edits of a conflict as values: what an analyst changes, what a what-if asks, what is undone.

An edit names its place by path and number, counted from 1, as evidence does. `applied` gives the
changed conflict; evidence and guesses follow the statements that they are about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from detente.errors import AnalysisError
from detente.model.conflict import (
    Conflict,
    Direction,
    Party,
    Preference,
    Prioritised,
    Ranking,
)
from detente.model.elements import settled
from detente.model.logic import Names, parse

__all__ = [
    "Add",
    "Drop",
    "Edit",
    "Forbid",
    "Lift",
    "ListEdit",
    "Move",
    "Turn",
    "applied",
    "edited",
    "moved",
    "owner_of",
    "preference_at",
]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Move:
    """Take the entry at one place of a preference list to another; by one place it is a swap."""

    path: str
    place: int
    to: int

    @property
    def distance(self) -> int:
        """How many entries the moved one passes."""
        return abs(self.to - self.place)

    def to_dict(self) -> dict[str, Any]:
        """The edit as JSON values."""
        kind = "swap" if self.distance == 1 else "move"
        return {"edit": kind, "about": f"{self.path}.{self.place}", "to": self.to}


@dataclass(frozen=True, slots=True)
class Drop:
    """Leave an entry out of a preference list."""

    path: str
    place: int

    def to_dict(self) -> dict[str, Any]:
        """The edit as JSON values."""
        return {"edit": "drop", "about": f"{self.path}.{self.place}", "to": None}


@dataclass(frozen=True, slots=True)
class Add:
    """Put a new statement at a place of a preference list."""

    path: str
    place: int
    statement: str

    def to_dict(self) -> dict[str, Any]:
        """The edit as JSON values."""
        return {"edit": "add", "about": self.path, "to": self.place, "statement": self.statement}


@dataclass(frozen=True, slots=True)
class Turn:
    """Let an option move both ways, or one way only."""

    option: str
    direction: Direction

    def to_dict(self) -> dict[str, Any]:
        """The edit as JSON values."""
        return {"edit": "turn", "about": self.option, "to": self.direction}


@dataclass(frozen=True, slots=True)
class Lift:
    """Leave out a rule on what cannot be, by its path (``rules.infeasible.2``)."""

    path: str

    def to_dict(self) -> dict[str, Any]:
        """The edit as JSON values."""
        return {"edit": "lift", "about": self.path, "to": None}


@dataclass(frozen=True, slots=True)
class Forbid:
    """Add a rule: states in which the statement holds cannot be."""

    statement: str

    def to_dict(self) -> dict[str, Any]:
        """The edit as JSON values."""
        return {"edit": "forbid", "about": "rules.infeasible", "statement": self.statement}


ListEdit = Move | Drop | Add
Edit = ListEdit | Turn | Lift | Forbid


def applied(conflict: Conflict, edits: Edit | Iterable[Edit]) -> Conflict:
    """The conflict after the edits, one after the other.

    Raises
    ------
    AnalysisError
        Where an edit names nothing that is there.

    Examples
    --------
    >>> from detente.model.conflict import Option
    >>> names = Names(("a.go",))
    >>> wants = Prioritised((parse("go", names), parse("not go", names)))
    >>> conflict = Conflict("A test", (Party("a", "A", (Option("go", "Go", "a"),), wants),))
    >>> changed = applied(conflict, Move("parties.a.prefers", 2, 1))
    >>> [str(one) for one in changed.parties[0].preference.flat]
    ['not go', 'go']
    """
    for edit in (edits,) if isinstance(edits, Edit) else edits:
        conflict = settled(_applied(conflict, edit))
    return conflict


def _applied(conflict: Conflict, edit: Edit) -> Conflict:
    match edit:
        case Turn(option=name, direction=direction):
            return _turned(conflict, conflict.option(name).key, direction)
        case Lift(path=path):
            return _lifted(conflict, path)
        case Forbid(statement=text):
            rule = parse(text, conflict.names, patterns=True)
            rules = replace(conflict.rules, infeasible=(*conflict.rules.infeasible, rule))
            return replace(conflict, rules=rules)
    names = conflict.names
    return _with_preference(conflict, edit.path, lambda known: edited(known, edit, names))


def _turned(conflict: Conflict, key: str, direction: Direction) -> Conflict:
    def turned(party: Party) -> Party:
        options = tuple(
            replace(option, direction=direction) if option.key == key else option
            for option in party.options
        )
        return replace(party, options=options)

    return replace(conflict, parties=tuple(turned(party) for party in conflict.parties))


def _lifted(conflict: Conflict, path: str) -> Conflict:
    stem, _, number = path.rpartition(".")
    rules = conflict.rules.infeasible
    if stem != "rules.infeasible" or not number.isdigit() or not 0 < int(number) <= len(rules):
        raise AnalysisError(f"there is no rule `{path}` to lift")
    left = (*rules[: int(number) - 1], *rules[int(number) :])
    return replace(conflict, rules=replace(conflict.rules, infeasible=left))


# -- preferences -----------------------------------------------------------------------------------


def owner_of(path: str) -> str:
    """The party that a path of a preference belongs to."""
    return path.split(".")[1]


def preference_at(conflict: Conflict, path: str) -> Preference:
    """The preference at a path such as ``parties.russia.types.as_stated``."""
    found: list[Preference] = []

    def look(known: Preference) -> Preference:
        found.append(known)
        return known

    _with_preference(conflict, path, look)
    return found[0]


def _with_preference(
    conflict: Conflict, path: str, change: Callable[[Preference], Preference]
) -> Conflict:
    """The conflict with the preference at a path changed."""
    steps = path.split(".")
    if len(steps) < 3 or steps[0] != "parties":
        raise AnalysisError(f"`{path}` is not the path of a preference")
    party = conflict.party(steps[1])
    if party.path == path:
        changed = replace(party, preference=change(party.preference or Prioritised()))
    elif steps[2] == "types" and steps[3:] and steps[3] in dict(party.types):
        types = ((name, change(one) if name == steps[3] else one) for name, one in party.types)
        changed = replace(party, types=tuple(types))
    else:
        raise AnalysisError(f"there is no preference at `{path}`")
    parties = tuple(changed if one.id == party.id else one for one in conflict.parties)
    return replace(conflict, parties=parties)


def edited(known: Preference, edit: ListEdit, names: Names | None = None) -> Preference:
    """The preference after the edit; ``names`` are needed to read a statement that it adds."""
    if isinstance(known, Ranking):
        if not isinstance(edit, Move):
            raise AnalysisError(f"`{edit.path}` is a ranking: its levels can only be moved")
        return replace(known, levels=moved(known.levels, edit.place, edit.to))
    entries = known.statements
    match edit:
        case Move(place=place, to=to):
            entries = moved(entries, place, to)
        case Drop(place=place):
            _check(place, len(entries), edit.path)
            entries = (*entries[: place - 1], *entries[place:])
        case Add(place=place, statement=text):
            _check(place, len(entries) + 1, edit.path)
            new = parse(text, names or Names(()))
            entries = (*entries[: place - 1], new, *entries[place - 1 :])
    return replace(known, statements=entries)


def moved(entries: tuple[T, ...], place: int, to: int) -> tuple[T, ...]:
    """The entries with the one at a place taken to another; places count from 1.

    Examples
    --------
    >>> moved(("a", "b", "c"), 3, 1)
    ('c', 'a', 'b')
    """
    for number in (place, to):
        _check(number, len(entries), "the list")
    rest = (*entries[: place - 1], *entries[place:])
    return (*rest[: to - 1], entries[place - 1], *rest[to - 1 :])


def _check(place: int, most: int, path: str) -> None:
    if not 1 <= place <= most:
        raise AnalysisError(f"{path} has {most} places, not a place {place}")
