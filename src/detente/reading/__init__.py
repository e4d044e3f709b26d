"""From text to a register, and from registers to a draft conflict."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from detente.errors import SourceError
from detente.model.register import Register
from detente.reading.drafting import draft
from detente.reading.rules import RuleReader
from detente.reading.sources import REGISTERS, REPORTS, load, load_registers, of_text

__all__ = ["REGISTERS", "REPORTS", "day", "draft", "load_registers", "read", "read_text"]


def read(source: str | Path, published: date | str | None = None) -> Register:
    """Read a report: a file, or ``-`` for standard input.

    ``published`` is the day to which its "today" refers, also as text: ``2022-01-15``.
    """
    return RuleReader().read(load(source, day(published)))


def read_text(
    text: str,
    *,
    id: str = "report",  # noqa: A002 - the word of the field
    published: date | str | None = None,
) -> Register:
    """Read the text of a report."""
    return RuleReader().read(of_text(text, id=id, published=day(published)))


def day(text: date | str | None) -> date | None:
    """The day that an ISO text such as ``2022-01-15`` names; a day stays as it is."""
    if not isinstance(text, str):
        return text
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise SourceError(f"published {text}: write a day as in 2022-01-15") from None
