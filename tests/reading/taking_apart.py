"""Sentences of the tests taken apart, and what the reader makes of a text."""

from __future__ import annotations

from datetime import date

from detente.model.register import Record
from detente.model.text import Document
from detente.reading import read_text
from detente.reading.naming.names import Names
from detente.reading.parsing.clauses import Clause, Parsed, parse
from detente.reading.parsing.segment import lay_out

DAY = date(2024, 3, 15)


def sentence(text: str) -> Parsed:
    """A text of one sentence with its words, mentions, verbs and clauses."""
    layout = lay_out(Document("t", "t", text))
    return parse(text, 0, len(text), Names(DAY.year), layout)


def clause(parsed: Parsed, verb: str) -> Clause:
    """The clause whose main verb is a word."""
    return next(one for one in parsed.clauses if parsed.lows[one.verb.i] == verb)


def records(text: str) -> list[Record]:
    """The records of a text published on `DAY`."""
    return list(read_text(text, published=DAY))


def acts(text: str) -> list[tuple[str, str | None]]:
    """The act and party of each record."""
    return [(record.act, record.party) for record in records(text)]
