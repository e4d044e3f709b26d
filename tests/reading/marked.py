"""Reports of our own with their statements marked, for tests that need no other material."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from detente.model.register import Record
from detente.reading.parsing.spans import matched

FOLDER = Path(__file__).with_name("reports")
_MARK = re.compile(r"\[\[(\w+):([^:\]]*):([^\]]*)\]\]|\[\[/\]\]")


@dataclass(frozen=True)
class Marked:
    """A statement as marked: its act, who makes it, whom it addresses, and where it stands."""

    act: str
    makers: tuple[str, ...]
    addressee: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True)
class Report:
    """A report without its marks, and the statements that they tell."""

    id: str
    text: str
    published: date
    mentions: dict[str, tuple[str, ...]]
    statements: tuple[Marked, ...]


def report(path: Path) -> Report:
    """The report in a file: a head with date and parties, an empty line, the marked text."""
    head, _, body = path.read_text("utf-8").partition("\n\n")
    fields = dict(line.split(": ", 1) for line in head.splitlines())
    text, found, open_ = "", [], None
    at = 0
    for mark in _MARK.finditer(body):
        text += body[at : mark.start()]
        at = mark.end()
        if mark.group(1):
            open_ = (mark, len(text))
        else:
            start_mark, start = open_
            makers, faced = (tuple(filter(None, start_mark.group(k).split("+"))) for k in (2, 3))
            found.append(Marked(start_mark.group(1), makers, faced, start, len(text.rstrip())))
    text += body[at:]
    mentions = {}
    for entry in fields["parties"].split("; "):
        name, _, words = entry.partition(" = ")
        mentions[name] = tuple(words.split(", "))
    published = date.fromisoformat(fields["published"])
    return Report(path.stem, text, published, mentions, tuple(found))


def reports() -> list[Report]:
    """All reports, by name."""
    return [report(path) for path in sorted(FOLDER.glob("*.txt"))]


def pairs(marks: Sequence[Marked], records: Sequence[Record]) -> list[tuple[Marked, Record]]:
    """Marks and records of the same words."""
    found = matched([(m.start, m.end) for m in marks], [(r.start, r.end) for r in records])
    return [(marks[i], records[j]) for i, j in found]
