"""The situation: where things stand, and the last events and meetings reported."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from detente.explaining.brief import Cell, Note, Paragraph, Section, Sentence, Table
from detente.explaining.coverage import covered
from detente.explaining.material import Material
from detente.explaining.register import dated, makers, voice
from detente.explaining.words import counted, day, in_list, quoted, shortened, verb
from detente.model.coverage import Coverage
from detente.model.register import Record, Register
from detente.model.state import State

ORDER = 2
EVENTS, FEW = 8, 3  # events listed, and those of the brief of two pages
HEAD = ("Date", "Parties", "Act", "Words of the report")


def section(material: Material) -> Section | None:
    """The status quo in words, the reports, what is ahead, the last events."""
    standing = Paragraph(tuple(_standing(material)))
    events = [pair for pair in material.records if _is_event(pair[1])]
    ahead = [pair for pair in events if _is_ahead(material, *pair)]
    past = [pair for pair in events if pair not in ahead]
    tables = [_ahead(material, ahead)] if ahead else []
    tables += [_table(material, past)] if past else []
    as_of = material.conflict.as_of
    return Section(
        "situation",
        f"Situation on {day(as_of)}" if as_of else "Situation",
        (standing, *tables),
        short=(standing, *(table.in_short(FEW, cited=True) for table in tables)),
    )


def _is_ahead(material: Material, register: Register, record: Record) -> bool:
    """Whether an event lies after the day of its report, or of the brief if that is later."""
    days = [day for day in (material.conflict.as_of, register.document.published) if day]
    return bool(days) and record.date is not None and record.date > max(days)


def _is_event(record: Record) -> bool:
    return record.kind == "event" or record.act in ("meet", "do")


def _standing(material: Material) -> Iterator[Sentence | Note]:
    here = material.runs[0].status_quo
    results = tuple(run.id for run in material.runs)
    if here is None:
        yield Note("The status quo is not given: say in the case file which options are taken.")
    else:
        basis = material.basis("rules.status_quo") or results
        yield Sentence(f"As things stand (the status quo), {_taken(material, here)}.", basis)
    if material.registers:
        yield Note(_reports(material))
        coverages = [found for one in material.registers if (found := one.coverage)]
        if coverages:
            yield Note(covered(Coverage.of_all(coverages)))


def _taken(material: Material, here: State) -> str:
    """Who has chosen what by the full labels, and who nothing."""
    keys, chosen, idle = here.keys(material.conflict), [], []
    for party in material.conflict.parties:
        name = material.words.party(party.id)
        labels = [material.words.label(one.key) for one in party.options if one.key in keys]
        if labels:
            chosen.append(f"{name} has chosen {in_list(labels)}")
        elif party.options:
            idle.append(name)
    if open_ := material.words.undecided(here):
        return in_list([*chosen, open_])
    if idle:
        none = f"none of {verb(len(idle), 'its', 'their')} options"
        chosen.append(f"{in_list(idle)} {verb(len(idle), 'has', 'have')} chosen {none}")
    return "; ".join(chosen)


def _reports(material: Material) -> str:
    number = len(material.registers)
    statements = sum(1 for _, record in material.records if not _is_event(record))
    events = len(material.records) - statements
    dates = sorted(r.document.published for r in material.registers if r.document.published)
    text = f"Read from {counted(number, 'report')}"
    text += f", published {day(dates[0], dates[-1])}" if dates else ", undated"
    return f"{text}: {counted(statements, 'statement')} and {counted(events, 'event')}."


def _together(record: Record) -> str:
    """Whose event it is: of a meeting all who meet."""
    if record.act != "meet":
        return makers(record)
    return in_list(list(dict.fromkeys((*record.makers, *record.addressee)))) or "not named"


def _ahead(material: Material, events: list[tuple[Register, Record]]) -> Table:
    shown = sorted(events, key=lambda pair: pair[1].date or dt.date.max)[:EVENTS]
    left = len(events) - len(shown)
    caption = "Dates ahead, the next one first"
    caption += f"; {counted(left, 'later one')} left out" if left else ""
    return Table(caption, HEAD, tuple(_row(material, *pair) for pair in shown))


def _table(material: Material, events: list[tuple[Register, Record]]) -> Table:
    ordered = sorted(
        enumerate(events),
        key=lambda item: (item[1][1].date or dt.date.min, item[0]),
        reverse=True,
    )
    shown = [pair for _, pair in ordered[:EVENTS]]
    left = len(events) - len(shown)
    caption = "Last events and meetings reported, the latest first"
    caption += f"; {counted(left, 'earlier one')} left out" if left else ""
    return Table(caption, HEAD, tuple(_row(material, *pair) for pair in shown))


def _row(material: Material, register: Register, record: Record) -> tuple[Cell, ...]:
    said = quoted(shortened(record.evidence))
    return (
        Cell(dated(record)),
        Cell(_together(record)),
        Cell(voice(record), notes=(record.venue,) if record.venue else ()),
        Cell(said, (material.said(register, record),), tone="quote"),
    )
