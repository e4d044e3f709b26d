"""Reports of the corpus: a head, an empty line, and the text with its statements marked.

``python corpus/marked.py FILE...`` checks files and counts what they hold; without a file, all.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from detente.model.register import ACTS
from detente.reading.words.cues import PLOVER

FOLDER = Path(__file__).parent / "reports"

GENRES = frozenset(
    "wire long-wire briefing ministry communique accord bulletin tracker civil".split()
)
_CODES = frozenset(
    "CONSULT AGREE REQUEST CONCEDE REJECT THREATEN ACCUSE SUPPORT COOPERATE AID RETREAT PROTEST "
    "SANCTION MOBILIZE COERCE ASSAULT none".split()
)
_REQUIRED = ("dispute", "title", "genre", "published", "parties")
_ACTUALITY = frozenset(("done", "planned", "possible"))
_MARK = re.compile(r"\[\[(/if|if|/|[^\[\]]+)\]\]")


class MarkError(ValueError):
    """A report whose marks do not follow the rules: what is wrong, and where."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement as annotated; ``start`` and ``end`` count code points of the text."""

    act: str
    party: str | None
    joint_with: tuple[str, ...]
    addressee: tuple[str, ...]
    start: int
    end: int
    speaker: str | None = None
    date: str | None = None
    plover: str | None = None
    actuality: str = "done"
    condition: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """A report without its marks, its parties with their words, and its statements."""

    id: str
    dispute: str
    genre: str
    title: str
    published: date
    issuer: str | None
    parties: dict[str, tuple[str, ...]]
    text: str
    statements: tuple[Statement, ...]


def parse(name: str, source: str) -> Report:
    """The report that a file holds; raises `MarkError` where it breaks a rule."""
    head, _, body = source.replace("\r\n", "\n").partition("\n\n")
    fields = dict(line.split(": ", 1) for line in head.splitlines() if ": " in line)
    if missing := [one for one in _REQUIRED if one not in fields]:
        raise MarkError(f"the head lacks {', '.join(missing)}")
    if fields["genre"] not in GENRES:
        raise MarkError(f"genre {fields['genre']!r} is none of {', '.join(sorted(GENRES))}")
    parties = dict(_party(entry) for entry in fields["parties"].split("; "))
    text, statements = _read(body.strip("\n") + "\n", parties)
    return Report(
        id=name,
        dispute=fields["dispute"],
        genre=fields["genre"],
        title=fields["title"],
        published=date.fromisoformat(fields["published"].strip()),
        issuer=fields.get("issuer"),
        parties=parties,
        text=text,
        statements=tuple(statements),
    )


def _party(entry: str) -> tuple[str, tuple[str, ...]]:
    name, _, words = entry.strip().partition(" = ")
    return name, tuple(one.strip() for one in words.split(", ") if one.strip()) or (name,)


def _read(body: str, parties: dict[str, tuple[str, ...]]) -> tuple[str, list[Statement]]:
    text, found, at = "", [], 0
    opened: tuple[str, int] | None = None
    condition: list[int] = []
    for mark in _MARK.finditer(body):
        text += body[at : mark.start()]
        at, word = mark.end(), mark.group(1)
        near = body[max(0, mark.start() - 30) : mark.end() + 30].replace("\n", " ")
        if word in {"if", "/if"}:
            if opened is None or len(condition) != (word == "/if"):
                raise MarkError(f"a condition out of place near {near!r}")
            condition.append(len(text))
        elif word == "/":
            if opened is None or len(condition) == 1:
                raise MarkError(f"nothing to close near {near!r}")
            end = len(text.rstrip())
            found.append(_statement(*opened, end, condition, parties, near))
            opened, condition = None, []
        elif opened is not None:
            raise MarkError(f"a mark within a mark near {near!r}")
        else:
            opened = word, len(text)
    if opened is not None:
        raise MarkError(f"never closed: {opened[0]!r}")
    text += body[at:]
    for one in found:
        if text.count(text[one.start : one.end]) > 1:
            raise MarkError(f"evidence stands twice: {text[one.start : one.end][:60]!r}")
    return text, found


def _statement(
    mark: str,
    start: int,
    end: int,
    condition: list[int],
    parties: dict[str, tuple[str, ...]],
    near: str,
) -> Statement:
    label, *extras = mark.split("|")
    parts = label.split(":")
    if len(parts) != 3 or parts[0] not in ACTS:
        raise MarkError(f"not act:party:addressee: {mark!r} near {near!r}")
    makers, faced = (tuple(filter(None, part.split("+"))) for part in parts[1:])
    if unknown := [one for one in (*makers, *faced) if one not in parties]:
        raise MarkError(f"{', '.join(unknown)} not among the parties, near {near!r}")
    keys = dict(one.split("=", 1) for one in extras if "=" in one)
    if len(keys) != len(extras) or not keys.keys() <= {"by", "on", "as", "real"}:
        raise MarkError(f"keys are by=, on=, as=, real=: {mark!r}")
    plover = keys.get("as", PLOVER.get(parts[0]))
    if plover not in {*_CODES, None} or keys.get("real", "done") not in _ACTUALITY:
        raise MarkError(f"no such code or actuality: {mark!r}")
    if "on" in keys:
        date.fromisoformat(keys["on"])
    return Statement(
        act=parts[0],
        party=makers[0] if makers else None,
        joint_with=makers[1:],
        addressee=faced,
        start=start,
        end=end,
        speaker=keys.get("by"),
        date=keys.get("on"),
        plover=None if plover == "none" else plover,
        actuality=keys.get("real", "done"),
        condition=(condition[0], condition[1]) if condition else None,
    )


def paths(folder: Path = FOLDER) -> list[Path]:
    """The files of the corpus, by name."""
    return sorted(folder.rglob("*.txt"))


def reports(folder: Path = FOLDER) -> Iterator[Report]:
    """The reports below a folder, by name."""
    for path in paths(folder):
        yield parse(path.stem, path.read_text("utf-8"))


def gold(report: Report) -> dict[str, object]:
    """A report in the form that scorers of registers take."""
    line = report.text.index("\n")
    return {
        "id": report.id,
        "dispute": report.dispute,
        "title": report.text[:line],
        "published": report.published.isoformat(),
        "text": report.text,
        "headings": [[0, line]],
        "genre": report.genre,
        "parties": [{"name": n, "mentions": list(w)} for n, w in report.parties.items()],
        "statements": [_gold(report.text, one) for one in report.statements],
    }


def _gold(text: str, one: Statement) -> dict[str, object]:
    evidence = text[one.start : one.end]
    found: dict[str, object] = {
        "speaker": one.speaker,
        "party": one.party,
        "addressee": list(one.addressee) or None,
        "act": one.act,
        "plover": one.plover,
        "condition": text[slice(*one.condition)] if one.condition else None,
        "quoted": bool(re.search(r"[\"“«]\S+\s+\S+", evidence)),
        "date": one.date,
        "evidence": evidence,
        "start": one.start,
        "end": one.end,
    }
    if one.condition:
        found["condition_start"], found["condition_end"] = one.condition
    if one.joint_with:
        found["joint_with"] = list(one.joint_with)
    return found


def main(names: list[str]) -> int:
    """Check files, print each fault in a line and the counts at the end; 1 if there was a fault."""
    faults, count, acts = 0, Counter[str](), Counter[str]()
    for path in map(Path, names) if names else paths():
        try:
            report = parse(path.stem, path.read_text("utf-8"))
        except ValueError as error:
            faults += 1
            print(f"{path}: {error}")
            continue
        count.update(reports=1, statements=len(report.statements), words=len(report.text.split()))
        acts.update(one.act for one in report.statements)
    print(dict(count), dict(acts.most_common()))
    return int(faults > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
