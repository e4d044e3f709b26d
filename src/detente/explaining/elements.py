"""The elements of a model with what each rests on: options, rules, preferences, status quo."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from detente.explaining.wording import Wording
from detente.explaining.words import counted
from detente.model.conflict import Conflict, Mark, Party, Preference, Ranking
from detente.model.elements import settled
from detente.model.logic import Statement
from detente.model.text import Evidence

__all__ = ["Element", "elements"]

Kind = Literal["option", "one-way", "rule", "preference", "status quo"]


@dataclass(frozen=True, slots=True)
class Element:
    """One element of a conflict: its path, its text as typed and in words, what it rests on.

    ``place`` is the number of a preference statement, ``reading`` the type that it belongs to.
    """

    path: str
    kind: Kind
    text: str
    words: str
    party: str | None = None
    reading: str | None = None
    place: str = ""
    evidence: tuple[Evidence, ...] = ()
    guessed: bool = False


def elements(conflict: Conflict) -> tuple[Element, ...]:
    """Every element of a conflict, in the order of a case file."""
    conflict = settled(conflict)
    return tuple(_completed(conflict, element) for element in _listed(conflict))


def _listed(conflict: Conflict) -> Iterator[Element]:
    words = Wording(conflict)
    for party in conflict.parties:
        for option in party.options:
            path = f"parties.{party.id}.options.{option.id}"
            yield Element(path, "option", option.id, option.label, party.id)
    for key, text, said in _one_way(conflict, words):
        path = f"rules.irreversible.{conflict.names.short(key)}"
        yield Element(path, "one-way", text, said, key.partition(".")[0])
    yield from _rules(conflict, words)
    for party in conflict.parties:
        yield from _preferences(party, words)
    if conflict.status_quo is not None:
        taken = ", ".join(conflict.names.short(key) for key in conflict.status_quo)
        said = " and ".join(words.option(key) for key in conflict.status_quo)
        yield Element("rules.status_quo", "status quo", taken or "none", said or "nothing taken")


def _one_way(conflict: Conflict, words: Wording) -> Iterator[tuple[str, str, str]]:
    for option in conflict.options:
        short = conflict.names.short(option.key)
        if option.direction == "take":
            yield option.key, short, f"{words.option(option.key)}, once taken, cannot be undone"
        elif option.direction == "drop":
            said = f"{words.option(option.key)}, once given up, cannot be taken again"
            yield option.key, f"not {short}", said


def _rules(conflict: Conflict, words: Wording) -> Iterator[Element]:
    rules = conflict.rules
    for name, said, statements in (
        ("infeasible", "cannot be", rules.infeasible),
        ("feasible", "can be", rules.feasible),
        ("indistinguishable", "counts as one state", rules.indistinguishable),
    ):
        for number, statement in enumerate(statements, 1):
            text = f"{words.statement(statement)}: {said}"
            yield Element(f"rules.{name}.{number}", "rule", statement.text, text)
    for party, pairs in rules.graph or ():
        text = f"{counted(len(pairs), 'move')} of {words.party(party)}, listed one by one"
        yield Element(f"graph.moves.{party}", "rule", f"graph of {party}", text, party)


def _preferences(party: Party, words: Wording) -> Iterator[Element]:
    readings: list[tuple[str | None, str, Preference]] = [
        (name, f"parties.{party.id}.types.{name}", preference) for name, preference in party.types
    ]
    if not readings and party.preference is not None:
        readings.append((party.type, party.path, party.preference))
    for reading, path, preference in readings:
        if isinstance(preference, Ranking):
            best = ", ".join(preference.levels[0]) if preference.levels else "nothing"
            text = f"{counted(len(preference.levels), 'level')}, best first: {best} at the top"
            yield Element(path, "preference", "ranking", text, party.id, reading)
            continue
        for place, statement in preference.numbered():
            yield _statement(party, reading, f"{path}.{place}", place, statement, words)


def _statement(
    party: Party, reading: str | None, path: str, place: str, statement: Statement, words: Wording
) -> Element:
    said = words.statement(statement)
    return Element(path, "preference", statement.text, said, party.id, reading, place)


def _completed(conflict: Conflict, element: Element) -> Element:
    """The element with its evidence and whether it is a guess."""
    evidence = [one.evidence for one in conflict.evidence if _is_on(one, element)]
    return replace(
        element,
        evidence=tuple(dict.fromkeys(evidence)),
        guessed=any(_is_on(mark, element) for mark in conflict.guessed),
    )


def _is_on(mark: Mark, element: Element) -> bool:
    """Whether a mark points at the element; marks on single options of the status quo do too."""
    inside = element.kind == "status quo" and mark.about.startswith(f"{element.path}.")
    return inside or mark.about == element.path
