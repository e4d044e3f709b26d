"""From text to a register: who demands, offers, refuses and threatens what, in which words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from detente.errors import SourceError
from detente.model.register import Register
from detente.model.text import Document
from detente.reading.reader import Reader
from detente.reading.rule_reader import RuleReader
from detente.reading.sources import (
    REGISTERS,
    REPORTS,
    found_in,
    load,
    load_registers,
    of_text,
)

__all__ = [
    "REGISTERS",
    "REPORTS",
    "Reader",
    "RuleReader",
    "day",
    "load_registers",
    "read",
    "read_each",
    "read_text",
]


def read(
    source: str | Path,
    published: date | str | None = None,
    *,
    reader: Reader | None = None,
    network: bool = False,
) -> Register:
    """Read the one report of a file or, with ``network``, of an address; ``-`` is standard input.

    ``published`` is the day to which its "today" refers, also as text: ``2022-01-15``. Without a
    ``reader`` the rules read.
    """
    document = load(source, day(published), network=network)
    return (reader or RuleReader()).read(document)


def read_each(
    source: str | Path,
    published: date | str | None = None,
    *,
    reader: Reader | None = None,
    network: bool = False,
) -> Iterator[Register | SourceError]:
    """Read every report of a source as it comes: of a feed or an archive there may be millions.

    What is wrong with one of them comes in its place; registers that were read before come as
    they are.
    """
    reader = reader or RuleReader()
    for found in found_in(source, day(published), network=network):
        yield _read(found, reader) if isinstance(found, Document) else found


def _read(document: Document, reader: Reader) -> Register | SourceError:
    try:
        return reader.read(document)
    except SourceError as error:  # of a reader that asks a server
        where = error.file or document.origin or document.id
        return SourceError(error.message, file=where, line=error.line)


def read_text(
    text: str,
    *,
    id: str = "report",  # noqa: A002 - the word of the field
    published: date | str | None = None,
    reader: Reader | None = None,
) -> Register:
    """Read the text of a report."""
    return (reader or RuleReader()).read(of_text(text, id=id, published=day(published)))


def day(text: date | str | None) -> date | None:
    """The day that an ISO text such as ``2022-01-15`` names; a day stays as it is."""
    if not isinstance(text, str):
        return text
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise SourceError(f"published {text}: write a day as in 2022-01-15") from None
