"""Registers made by hand, so that the drafter is tested apart from the reader."""

from __future__ import annotations

import datetime as dt
from typing import Any

from detente.model.conflict import Conflict, Preference, Prioritised
from detente.model.register import Clause, Mentions, Phrase, Provenance, Record, Register
from detente.model.text import Document


def _phrase(text: str, words: str | None) -> Phrase | None:
    if words is None:
        return None
    start = text.index(words)
    return Phrase(words, start, start + len(words))


def register_of(*statements: dict[str, Any], name: str = "report") -> Register:
    """A register with one sentence a statement: ``says`` is the sentence, the rest its fields."""
    text = " ".join(one["says"] for one in statements)
    document = Document(name, "A dispute", text, dt.date(2024, 3, 1), f"{name}.txt")
    records = []
    for number, one in enumerate(statements, 1):
        start = text.index(one["says"])
        clauses = tuple(
            Clause(words, text.index(words), text.index(words) + len(words), obliges)
            for words, obliges in one.get("clauses", ())
        )
        records.append(
            Record(
                id=f"s{number}",
                act=one["act"],
                party=one["party"],
                evidence=one["says"],
                start=start,
                end=start + len(one["says"]),
                provenance=Provenance("hand", "", ""),
                joint_with=tuple(one.get("with", ())),
                addressee=tuple(one.get("to", ())),
                content=_phrase(text, one.get("content")),
                condition=_phrase(text, one.get("condition")),
                consequence=_phrase(text, one.get("consequence")),
                clauses=clauses,
            )
        )
    names = dict.fromkeys(
        name for record in records for name in (*record.makers, *record.addressee)
    )
    parties = tuple(Mentions(name.lower(), name, (name,)) for name in names)
    return Register(document, parties, tuple(records))


def texts(preference: Preference | None) -> list[str]:
    """The statements of a preference, groups of unknown order opened."""
    assert isinstance(preference, Prioritised)
    return [statement.text for statement in preference.flat]


def wants(conflict: Conflict, name: str) -> list[str]:
    """What a party of this name prefers, statement by statement."""
    return texts(next(one for one in conflict.parties if one.name == name).preference)


def every_question(conflict: Conflict) -> list[str]:
    """The questions that are put, and those of which an answer is taken for granted."""
    return [*conflict.questions, *conflict.assumptions]
