"""Registers as tables for spreadsheets: one record a row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from detente.model.register import Record, Register

__all__ = ["register_rows", "register_table"]

_PLAIN = (
    "id kind act polarity actuality plover cameo party speaker evidence start end quoted content "
    "about medium venue date date_end date_precision date_basis"
).split()
_LISTS = "joint_with addressee on_behalf_of unresolved agreed doubts".split()
_PHRASES = "clauses hedges".split()
COLUMNS = (
    *("report", "published"),
    *_PLAIN,
    *_LISTS,
    *("condition", "consequence"),
    *_PHRASES,
    *("reader", "rule", "cue", "verdict", "by", "note"),
)
_ACTS_ON_OPENING = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet takes such a cell for a formula


def register_table(registers: Iterable[Register]) -> Iterator[str]:
    """Registers as CSV, a line at a time.

    A text that a spreadsheet would take for a formula gets an apostrophe before it; ``start`` and
    ``end`` stay those of the words in the report.
    """
    yield _line(COLUMNS)
    for register in registers:
        for row in register_rows(register):
            yield _line(_cell(row[name]) for name in COLUMNS)


def register_rows(register: Register) -> Iterator[dict[str, Any]]:
    """The records of a register as flat rows; lists become texts with semicolons."""
    for record in register:
        yield _row(register, record)


def _row(register: Register, record: Record) -> dict[str, Any]:
    document, review = register.document, record.review
    values = record.to_dict()
    return {
        "report": document.id,
        "published": document.published.isoformat() if document.published else None,
        **{name: values[name] for name in _PLAIN},
        **{name: "; ".join(values[name]) for name in _LISTS},
        **{name: "; ".join(one["text"] for one in values[name]) for name in _PHRASES},
        "condition": record.condition.text if record.condition else None,
        "consequence": record.consequence.text if record.consequence else None,
        **record.provenance.to_dict(),
        "verdict": review.verdict if review else None,
        "by": review.by if review else None,
        "note": review.note if review else None,
    }


def _cell(value: object) -> object:
    if isinstance(value, str) and value.startswith(_ACTS_ON_OPENING):
        return f"'{value}"
    return value


def _line(cells: Iterable[object]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue()
