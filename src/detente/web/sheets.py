"""What a page of findings shows: sections of tables, lists and sentences, as values.

A page, its CSV and its Markdown are made from the same table, so they cannot tell different
stories; every sentence can carry the words of a source that it rests on.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from detente.inert import inert

_FORMULA = re.compile(r"[=+@\t\r]|-(?![\d.,]+$)")

__all__ = ["Cell", "Listing", "Quote", "Section", "Table", "Told", "as_csv", "as_markdown"]


@dataclass(frozen=True, slots=True)
class Quote:
    """The words of a source, and the address of the place where they stand."""

    text: str
    source: str
    address: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A field of a table.

    ``tone`` is ``good``, ``bad``, ``number`` or nothing; ``tag`` and ``note`` stand beside and
    below the text; ``chosen`` marks the one that the page shows more of.
    """

    text: str
    address: str = ""
    tone: str = ""
    tag: str = ""
    note: str = ""
    quotes: tuple[Quote, ...] = ()
    chosen: bool = False

    @property
    def plain(self) -> str:
        """The text alone, for CSV and Markdown."""
        return f"{self.text} [{self.tag}]" if self.tag else self.text


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence, with the words of sources behind it and smaller ones below it."""

    text: str
    quotes: tuple[Quote, ...] = ()
    below: tuple[Told, ...] = ()
    address: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """Sentences under each other; ``ordered`` ones are numbered."""

    entries: tuple[Told, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table; its caption says what it shows, and of how many. Rows begin with their heading.

    ``hints`` explain columns, by their number.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    hints: tuple[tuple[int, str], ...] = ()

    def hint(self, column: int) -> str:
        """What a column means, where that needs saying."""
        return dict(self.hints).get(column, "")


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page under its heading; ``level`` 2 stands below the page, 3 below that."""

    title: str
    blocks: tuple[Table | Listing | Told, ...]
    level: int = 2

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables of the section."""
        return tuple(block for block in self.blocks if isinstance(block, Table))


def as_csv(table: Table) -> str:
    """The table as comma-separated values, its head first.

    A field that a spreadsheet would take for a formula gets an apostrophe before it.

    Examples
    --------
    >>> print(as_csv(Table("", ("a", "b"), ((Cell("=1+1"), Cell("no, never")),))), end="")
    a,b
    '=1+1,"no, never"
    """
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows(map(_inactive, row) for row in _rows(table))
    return written.getvalue()


def _inactive(field: str) -> str:
    return f"'{field}" if _FORMULA.match(field) else field


def as_markdown(table: Table) -> str:
    r"""The table in Markdown, its caption in bold before it.

    Examples
    --------
    >>> print(as_markdown(Table("Two", ("a", "b"), ((Cell("x|y"), Cell("z")),))), end="")
    **Two**
    <BLANKLINE>
    | a | b |
    | --- | --- |
    | x\|y | z |
    """
    head, *rows = _rows(table)
    lines = [head, ["---"] * len(head), *rows]
    body = "".join(f"| {' | '.join(map(_escaped, line))} |\n" for line in lines)
    return f"**{_escaped(table.caption)}**\n\n{body}"


def _escaped(field: str) -> str:
    marked = "".join(f"\\{sign}" if sign in "\\|*_`<[" else sign for sign in field)
    return marked if set(field) != {"-"} else field


def _rows(table: Table) -> Iterable[Sequence[str]]:
    yield [inert(field, breaks=False) for field in table.head]
    for row in table.rows:
        yield [inert(cell.plain, breaks=False) for cell in row]
