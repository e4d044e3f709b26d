"""From text to a register, and from registers to a draft conflict."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from detente.model.register import Register
from detente.reading.drafting import draft
from detente.reading.rules import RuleReader
from detente.reading.sources import REGISTERS, REPORTS, load, load_registers, of_text

__all__ = ["REGISTERS", "REPORTS", "draft", "load_registers", "read", "read_text"]


def read(source: str | Path, published: date | None = None) -> Register:
    """Read a report: a file, or ``-`` for standard input."""
    return RuleReader().read(load(source, published))


def read_text(text: str, *, id: str = "report", published: date | None = None) -> Register:  # noqa: A002
    """Read the text of a report."""
    return RuleReader().read(of_text(text, id=id, published=published))
