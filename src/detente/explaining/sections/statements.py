"""The register: who said what to whom, in the exact words."""

from __future__ import annotations

from collections import Counter

from detente.explaining.basis import Sources
from detente.explaining.brief import Block, Cell, Note, Paragraph, Section, Table
from detente.explaining.register import (
    ACTS_IN_WORDS,
    addressed,
    dated,
    makers,
    marks,
    speaker,
    voice,
)
from detente.explaining.words import counted, quoted, shortened
from detente.model.register import Record, Register

ORDER = 13
LISTED = 60
WEIGHT = ("threaten", "refuse", "demand", "offer", "accept", "urge", "accuse", "deny")
HEAD = ("Date", "Party", "Act", "Exact words")


def section(material: Sources) -> Section | None:
    """Every statement with its words; of many the weightiest, and a count of all."""
    if not material.registers:
        return None
    if not material.records:
        note = Note("Nothing was found in the reports that is a statement or an event.")
        return Section("register", "Who said what", (Paragraph((note,)),), annex=True)
    shown = _weightiest(material)
    blocks: list[Block] = []
    if len(shown) < len(material.records):
        blocks.append(_counts(material))
    blocks.append(_table(material, shown))
    return Section("register", "Who said what", tuple(blocks), annex=True)


def _weightiest(material: Sources) -> list[tuple[Register, Record]]:
    """At most so many records, those the model rests on and the weighty acts first, in order."""
    resting = {
        (document.id if (document := material.document(e.source)) else e.source, e.start, e.end)
        for element in material.elements
        for e in element.evidence
    }

    def weight(item: tuple[int, tuple[Register, Record]]) -> tuple[bool, int, int]:
        place, (register, record) = item
        act = WEIGHT.index(record.act) if record.act in WEIGHT else len(WEIGHT)
        return ((register.document.id, record.start, record.end) not in resting, act, place)

    chosen = sorted(enumerate(material.records), key=weight)[:LISTED]
    return [pair for _, pair in sorted(chosen, key=lambda item: item[0])]


def _table(material: Sources, shown: list[tuple[Register, Record]]) -> Table:
    total, left = len(material.records), len(material.records) - len(shown)
    caption = f"{counted(total, 'statement and event', 'statements and events')}"
    if left:
        caption += f", {len(shown)} of them listed: those that the model rests on and those that "
        caption += f"demand, offer, refuse or threaten first; {left:,} left out"
    return Table(caption, HEAD, tuple(_row(material, *pair) for pair in shown))


def _row(material: Sources, register: Register, record: Record) -> tuple[Cell, ...]:
    to = addressed(record)
    return (
        Cell(dated(record)),
        Cell(makers(record), notes=(speaker(record),) if record.speaker else ()),
        Cell(voice(record), notes=(f"to {to}",) if to else ()),
        Cell(
            quoted(shortened(record.evidence, 400)),
            (material.said(register, record),),
            tone="quote",
            notes=marks(record),
        ),
    )


def _counts(material: Sources) -> Table:
    numbers: Counter[tuple[str, str]] = Counter(
        (makers(record), str(record.act)) for _, record in material.records
    )
    acts = [act for act in ACTS_IN_WORDS if any(key[1] == act for key in numbers)]
    totals = Counter(makers(record) for _, record in material.records)
    names = sorted(totals, key=lambda name: (-totals[name], name))[:12]
    rows = tuple(
        (
            Cell(name),
            *(Cell(str(numbers[name, act] or "·"), tone="number") for act in acts),
            Cell(f"{totals[name]:,}", tone="number"),
        )
        for name in names
    )
    return Table(
        "All statements and events by party and act",
        ("Party", *(ACTS_IN_WORDS[act] for act in acts), "all"),
        rows,
    )
