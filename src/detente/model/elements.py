"""The elements of a conflict by path, so that evidence and guesses can point at them.

Paths read as in a case file and count from 1: ``parties.nato.prefers.1``,
``parties.nato.options.talks``, ``rules.infeasible.2``, ``rules.irreversible.attack``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from detente.model.asked import unanswered

if TYPE_CHECKING:
    from detente.model.conflict import Conflict, Mark, Party, Preference

__all__ = ["Elements", "settled"]

_NUMBERS = re.compile(r"(?:\.\d+)+\Z")


class Elements:
    """The elements of one conflict, found by path or, in lists, by their text.

    Examples
    --------
    >>> from detente.model.conflict import Conflict, Mark, Option, Party, Rules
    >>> from detente.model.logic import Names, parse
    >>> party = Party("x", "X", (Option("go", "Go on", "x"), Option("stop", "Stop", "x")))
    >>> rules = Rules(infeasible=(parse("go and stop", Names(("x.go", "x.stop"))),))
    >>> known = Elements(Conflict("A test", (party,), rules))
    >>> known.texts["parties.x.options.go"]
    'Go on'
    >>> known.find(Mark("rules.infeasible.7", "go and stop"))
    'rules.infeasible.1'
    """

    def __init__(self, conflict: Conflict) -> None:
        self.texts: dict[str, str] = dict(_listed(conflict))
        self._places: dict[tuple[str, str], str] = {}
        for path, text in self.texts.items():
            if (stem := _stem(path)) != path:
                self._places.setdefault((stem, _bare(text)), path)

    def find(self, mark: Mark) -> str | None:
        """The path of the element that a mark points at, or None where there is none.

        In a list the text wins over the number: a statement that has moved is found again.
        """
        stem, here = _stem(mark.about), self.texts.get(mark.about)
        if mark.statement is None or stem == mark.about:
            return None if here is None else mark.about
        if here is not None and _bare(here) == _bare(mark.statement):
            return mark.about
        return self._places.get((stem, _bare(mark.statement)))


def _stem(path: str) -> str:
    """The path of the list that an element stands in, or the path itself."""
    return _NUMBERS.sub("", path)


def _bare(text: str) -> str:
    return " ".join(text.split())


def _listed(conflict: Conflict) -> Iterator[tuple[str, str]]:
    yield "title", conflict.title
    yield "as_of", conflict.as_of.isoformat() if conflict.as_of else ""
    for party in conflict.parties:
        yield from _of_party(party)
    yield from _of_rules(conflict)
    for clause in conflict.packages.clauses if conflict.packages else ():
        yield f"packages.clauses.{clause.id}", clause.label
        for party_id, stance in clause.stances:
            yield f"packages.clauses.{clause.id}.stances.{party_id}", stance
    for number, question in enumerate(conflict.questions, 1):
        yield f"questions.{number}", unanswered(question)


def _of_party(party: Party) -> Iterator[tuple[str, str]]:
    yield f"parties.{party.id}", party.name
    yield f"parties.{party.id}.name", party.name
    for option in party.options:
        yield f"parties.{party.id}.options.{option.id}", option.label
    if party.preference is not None:
        yield from _of_preference(party.path, party.preference)
    for name, preference in party.types:
        yield from _of_preference(f"parties.{party.id}.types.{name}", preference)


def _of_preference(path: str, preference: Preference) -> Iterator[tuple[str, str]]:
    yield path, ""
    if hasattr(preference, "levels"):
        for number, level in enumerate(preference.levels, 1):
            yield f"{path}.{number}", ", ".join(level)
        return
    for number, entry in enumerate(preference.statements, 1):
        if isinstance(entry, tuple):
            yield f"{path}.{number}", ", ".join(str(statement) for statement in entry)
    for place, statement in preference.numbered():
        yield f"{path}.{place}", statement.text


def _of_rules(conflict: Conflict) -> Iterator[tuple[str, str]]:
    rules = conflict.rules
    for kind in ("infeasible", "feasible", "indistinguishable"):
        for number, rule in enumerate(getattr(rules, kind), 1):
            yield f"rules.{kind}.{number}", rule.text
    for option in conflict.options:
        if option.direction != "both":
            name = conflict.names.short(option.key)
            text = name if option.direction == "take" else f"not {name}"
            yield f"rules.irreversible.{name}", text
    if conflict.status_quo is not None:
        taken = [conflict.names.short(key) for key in conflict.status_quo]
        yield "rules.status_quo", ", ".join(taken)
        for name in taken:
            yield f"rules.status_quo.{name}", name
    for party, _ in rules.graph or ():
        yield f"graph.moves.{party}", party


def settled(conflict: Conflict) -> Conflict:
    """The conflict with every mark on the place where its text now stands."""
    known = Elements(conflict)
    return conflict.with_marks(lambda mark: known.find(mark) or mark.about)
