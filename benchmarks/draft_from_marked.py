"""What the drafter makes of registers without a fault: annotated statements instead of read ones.

python benchmarks/draft_from_marked.py FOLDER OUT

FOLDER holds one JSON a report, with ``text``, ``published``, ``parties`` and ``statements``; OUT
gets a case file for each, to be scored beside what is drafted from the texts alone.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import detente
from detente.model.register import Clause, Mentions, Phrase, Provenance, Record, Register
from detente.model.text import Document
from detente.reading import read_text


def names(value: str | list[str] | None) -> tuple[str, ...]:
    """One name, several or none as a tuple."""
    return (value,) if isinstance(value, str) else tuple(value or ())


def marked_register(report: dict[str, Any], path: Path) -> Register:
    """The register that a reader without fault would make of an annotated report."""
    published = dt.date.fromisoformat(report["published"])
    document = Document(report["id"], report["title"], report["text"], published, str(path))
    known = {one["name"] for one in report["parties"]}
    clauses = [
        Clause(
            one["evidence"],
            one["start"],
            one["end"],
            one["obliges"] if one["obliges"] in known else None,
        )
        for proposal in report.get("proposals", ())
        for one in proposal["clauses"]
    ]
    parties = tuple(
        Mentions(f"p{number}", one["name"], tuple(one["mentions"]))
        for number, one in enumerate(report["parties"], 1)
    )
    found = read_text(report["text"]).records
    records = tuple(
        with_content(marked_record(f"s{number}", one, document, clauses), found)
        for number, one in enumerate(report["statements"], 1)
    )
    return Register(document, parties, records)


def marked_record(
    name: str, one: dict[str, Any], document: Document, clauses: list[Clause]
) -> Record:
    """One annotated statement, without its content."""
    start, end = one["start"], one["end"]
    condition = None
    if one.get("condition_start") is not None:
        condition = Phrase.of(document, one["condition_start"], one["condition_end"])
    inside = tuple(clause for clause in clauses if start <= clause.start and clause.end <= end)
    return Record(
        id=name,
        act=one["act"],
        party=one["party"],
        evidence=one["evidence"],
        start=start,
        end=end,
        provenance=Provenance("marked", "", ""),
        kind="event" if one["act"] in ("do", "meet") else "statement",
        plover=one.get("plover"),
        speaker=one.get("speaker"),
        joint_with=names(one.get("joint_with")),
        addressee=names(one.get("addressee")),
        about=one.get("about"),
        condition=condition,
        clauses=inside if one["act"] in ("offer", "demand", "accept") else (),
        quoted=bool(one.get("quoted")),
    )


def with_content(record: Record, found: Sequence[Record]) -> Record:
    """The record with the content that the reader finds in it, for the annotation tells none."""
    for one in found:
        part = one.content
        if one.act == record.act and part and record.start <= part.start < part.end <= record.end:
            return replace(record, content=part)
    return record


def main() -> None:
    """Draft from each annotated report of a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    for path in sorted(asked.folder.glob("*.json")):
        report = json.loads(path.read_text(encoding="utf-8"))
        text = asked.out / f"{report['id']}.txt"
        text.write_text(report["text"], encoding="utf-8")
        try:
            drafted = detente.draft(marked_register(report, text))
        except detente.DetenteError as error:
            print(f"{report['id']}: {error}")
        else:
            detente.save(drafted.conflict, asked.out / f"{report['id']}.toml")


if __name__ == "__main__":
    main()
