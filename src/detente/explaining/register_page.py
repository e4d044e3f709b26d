"""The register as one HTML page: each report with its records highlighted where they stand.

As the page of the brief it is self-contained, without scripts, and safe to open: everything from
outside goes through `inert` and through the template's escaping. Acts are told apart by colour,
by the style of the line under the words and by a letter, so none is needed alone.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

from jinja2 import Environment
from markupsafe import Markup

from detente.explaining.coverage import covered, left_out
from detente.explaining.register import (
    ACTS_IN_WORDS,
    addressed,
    dated,
    kept_out,
    makers,
    marks,
    speaker,
    voice,
)
from detente.explaining.rendering import environment
from detente.explaining.words import counted, day, quoted
from detente.model.register import Act, Record, Register

__all__ = ["LETTERS", "Stretch", "register_page", "stretches"]

LETTERS: dict[Act, str] = {
    "meet": "M",
    "offer": "O",
    "demand": "D",
    "urge": "U",
    "accept": "A",
    "refuse": "R",
    "threaten": "T",
    "accuse": "C",
    "deny": "N",
    "claim": "S",
    "support": "P",
    "do": "X",
}


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some words of a report with the records that they are evidence for, none or several."""

    text: str
    records: tuple[Record, ...] = ()
    opens: tuple[Record, ...] = ()  # those of them that begin here


def stretches(register: Register) -> Iterator[Stretch]:
    """The whole text of a register, cut where evidence begins and ends.

    Examples
    --------
    >>> from detente.reading import read_text
    >>> register = read_text("It rained. France urged Mali to pay. It went on.")
    >>> [(one.text, len(one.records)) for one in stretches(register)]
    [('It rained. ', 0), ('France urged Mali to pay.', 1), (' It went on.', 0)]
    """
    text = register.document.text
    waiting = sorted(register.records, key=lambda one: (one.start, -one.end))
    cuts = {place for one in waiting for place in (one.start, one.end)}
    places = sorted({0, len(text), *cuts})
    open_: list[Record] = []
    k = 0
    for start, end in pairwise(places):
        open_ = [one for one in open_ if one.end > start]
        opens = []
        while k < len(waiting) and waiting[k].start == start:
            opens.append(waiting[k])
            k += 1
        open_ += opens
        yield Stretch(text[start:end], tuple(open_), tuple(opens))


def register_page(registers: Iterable[Register]) -> Iterator[str]:
    """The page, in pieces as the registers come."""
    style = _style()
    yield from (
        _environment()
        .get_template("register.html.j2")
        .generate(
            reports=map(_report, _counted(registers)),
            legend=[(act, letter, ACTS_IN_WORDS[act]) for act, letter in LETTERS.items()],
            letters=LETTERS,
            style=Markup(style),
            style_hash=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        )
    )


@dataclass(frozen=True, slots=True)
class _Entry:
    """A record as the page lists it."""

    record: Record
    anchor: str
    letter: str
    what: str
    words: str
    notes: Sequence[str]
    made: str


@dataclass(frozen=True, slots=True)
class _Report:
    """A register as the page shows it; ``key`` tells its anchors from those of others."""

    key: str
    title: str
    about: str
    stretches: Iterator[Stretch]
    entries: tuple[_Entry, ...]
    kept_out: tuple[tuple[str, str], ...]
    warnings: tuple[str, ...]
    coverage: str
    left_out: tuple[tuple[str, str], ...]

    def anchor(self, record: Record) -> str:
        """The name of the place where a record is listed."""
        return f"{self.key}-{record.id}"


def _counted(registers: Iterable[Register]) -> Iterator[tuple[str, Register]]:
    return ((f"d{number}", register) for number, register in enumerate(registers, 1))


def _report(numbered: tuple[str, Register]) -> _Report:
    key, register = numbered
    document, coverage = register.document, register.coverage
    published = f"published {day(document.published)}" if document.published else "not dated"
    return _Report(
        key,
        document.title or document.id,
        f"{document.origin or document.id}, {published}: {counted(len(register), 'record')}",
        stretches(register),
        tuple(_entry(key, record) for record in register),
        tuple((kept_out(one), quoted(one.quote)) for one in register.rejected),
        register.warnings,
        covered(coverage) if coverage else "",
        tuple(left_out(coverage)) if coverage else (),
    )


def _entry(key: str, record: Record) -> _Entry:
    whom = f" → {addressed(record)}" if record.addressee else ""
    voiced = f" ({speaker(record)})" if record.speaker else ""
    made = record.provenance
    cue = f", cue {quoted(made.cue)}" if made.cue else ""
    return _Entry(
        record,
        f"{key}-{record.id}",
        LETTERS[record.act],
        f"{dated(record)}: {makers(record)}{voiced} {voice(record)}{whom}",
        quoted(" ".join(record.evidence.split())),
        marks(record),
        f"{made.reader}, {made.rule}{cue}",
    )


@cache
def _style() -> str:
    return (files("detente.explaining") / "templates" / "register.css").read_text("utf-8")


@cache
def _environment() -> Environment:
    return environment("detente.explaining")
