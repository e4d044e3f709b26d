"""Chronologies: paragraphs that open with the day of all that they tell."""

from __future__ import annotations

import re
from datetime import date

from detente.reading.dating.dates import Interval, find_dates
from detente.reading.parsing.segment import Layout

__all__ = ["days_of_entries"]

_KINDS = frozenset(("iso", "mdy", "dmy", "wd"))
_CLOSED = re.compile(r"\s*[.:–—](?=\s|$)|\s+-(?=\s)|\s*$")
_LONGEST = len("Wednesday, 30 September 2022:")
_FEWEST = 2  # a single day may be the dateline of a report


def days_of_entries(text: str, layout: Layout, published: date | None) -> dict[int, Interval]:
    r"""The day that each paragraph of a chronology opens with, or that the line above it is.

    Examples
    --------
    >>> from detente.reading.parsing.segment import lay_out
    >>> from detente.reading.sources import of_text
    >>> document = of_text("Timeline\n1 May 2021. Talks open.\n3 May 2021: They break off.")
    >>> found = days_of_entries(document.text, lay_out(document), None)
    >>> {paragraph: day.first.day for paragraph, day in found.items()}
    {1: 1, 2: 3}
    """
    found: dict[int, Interval] = {}
    days = 0
    above: Interval | None = None
    for number, block in enumerate(layout.blocks):
        day, end = _opening(text, block.start, block.end, published)
        days += day is not None
        if block.heading or (day and end == block.end):
            above = day
        elif opened := day or above:
            found[number] = opened
    return found if days >= _FEWEST else {}


def _opening(
    text: str, start: int, end: int, published: date | None
) -> tuple[Interval | None, int]:
    """The day that a paragraph opens with, closed by a mark, and where what it dates begins."""
    at = start
    for when in find_dates(text, start, min(end, start + _LONGEST)):
        if when.kind not in _KINDS or text[at : when.start].strip(" ,("):
            break
        if closed := _CLOSED.match(text, when.end, end):
            day = when.settle(published)
            return (day if day and day.precision == "day" and day.first else None), closed.end()
        at = when.end
    return None, start
