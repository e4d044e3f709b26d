"""The pages of the text: the workspace, a report with what was said in it, a new draft."""

from __future__ import annotations

import getpass
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any, TypeVar, cast
from urllib.parse import parse_qsl

from starlette.responses import Response

from detente.cases import case_text, catalogue, entries, shipped_text
from detente.drafting.draft import sketch
from detente.errors import AnalysisError, SourceError
from detente.explaining.coverage import covered, why_left_out
from detente.explaining.register import ACTS_IN_WORDS, marks
from detente.explaining.register_page import Stretch, stretches
from detente.explaining.words import shortened
from detente.files import check_correction, load_corrections
from detente.model.findings import Merge
from detente.model.register import ACTS, Record, Register
from detente.model.review import Correction, Verdict
from detente.reading import REPORTS, RuleReader, day
from detente.reading.sources import load
from detente.reading.verifying.corrections import judged, reviewed
from detente.reading.verifying.quoting import find_quote
from detente.web.desk import Ask, Desk
from detente.web.jobs import PATIENCE, Progress, Working
from detente.web.sheets import Cell, Table
from detente.web.workspace import stamp

__all__ = ["add", "copy", "home", "register_of", "report", "review"]

LISTED = 200  # records on one page
MOST_PATIENCE = 600.0  # seconds that an edit may wait for its report to be read
T = TypeVar("T")
_SPAN = re.compile(r"(\d{1,9})-(\d{1,9})")


def home(desk: Desk, ask: Ask) -> Response:
    """The workspace: its reports and cases, and the ways to new ones."""
    cases = [desk.workspace.listed_case(name) for name in desk.workspace.cases()]
    return desk.page(
        "home.html.j2",
        ask,
        reports=desk.workspace.reports(),
        cases=cases,
        unreadable=desk.workspace.unreadable_names(),
        catalogue=entries(),
        formats=", ".join(REPORTS),
    )


def add(desk: Desk, ask: Ask) -> Response:
    """Keep a report that was dropped or pasted, and show it."""
    published = day(ask.field("published").strip() or None)
    if ask.files:
        name, data = ask.files[0]
        document = desk.workspace.taken_in(name, data, published)
        title = PurePosixPath(name.replace("\\", "/")).stem
        text, published = document.text, published or document.published
    else:
        text = ask.field("text").replace("\r\n", "\n")
        title = ask.field("title").strip() or text.strip().partition("\n")[0]
    if not text.strip():
        raise SourceError("the report is empty: drop a file or paste its text")
    kept = desk.workspace.add(title, ".txt", text)
    return desk.go(f"/report/{kept}", {"published": str(published)} if published else None)


def copy(desk: Desk, ask: Ask) -> Response:
    """Copy a published conflict into the workspace, with the text that it quotes."""
    name = ask.field("name")
    text = case_text(name)
    for source in catalogue(name).sources:
        shipped = shipped_text(source)
        if shipped is not None and not desk.workspace.path(source).exists():
            desk.workspace.add(PurePosixPath(source).stem, ".txt", shipped)
    return desk.go(f"/case/{desk.workspace.add(name, '.toml', text)}")


def register_of(
    desk: Desk, name: str, published: str = "", *, patience: float = MOST_PATIENCE
) -> Register:
    """What a report says; its source is named as seen from the workspace.

    Raises
    ------
    Working
        Where reading takes longer than somebody has patience, in seconds.
    """
    path, on = desk.workspace.path(name), day(published.strip() or None)

    def work(progress: Progress) -> Register:
        return RuleReader(progress=progress).read(replace(load(path, on), origin=name))

    read = _done(desk, name, f"{name}:read:{stamp(path)}:{on}", work, patience)
    corrections = desk.workspace.corrections(name)
    return reviewed(read, load_corrections(corrections)) if corrections.exists() else read


def _done(
    desk: Desk, name: str, key: str, work: Callable[[Progress], T], patience: float = PATIENCE
) -> T:
    """The result of work about a report."""
    job = desk.jobs.ask(key, work)
    if not job.wait(patience):
        raise Working(name, job)
    return job.value()


# -- a report ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Issue:
    """Something that records speak of, with what each party has said or done about it."""

    name: str
    records: tuple[str, ...]
    positions: tuple[tuple[str, tuple[Record, ...]], ...]


def report(desk: Desk, ask: Ask) -> Response:
    """A report: its text with what was said marked, and the records beside it."""
    name = ask.part("name")
    published = ask.query.get("published", "")
    register = register_of(desk, name, published, patience=PATIENCE)
    stamps = [stamp(one) for one in (desk.workspace.path(name), desk.workspace.corrections(name))]
    issues = _done(
        desk,
        name,
        f"{name}:issues:{stamps}:{published}",
        lambda progress: _issues(register, progress),
    )
    chosen = [one.records for one in issues if one.name == ask.query.get("issue")]
    wanted = tuple(
        record
        for record in register
        if _wanted(record, ask) and all(record.id in records for records in chosen)
    )
    first = _first(wanted, ask)
    parties = sorted({maker for record in register for maker in record.makers})
    shown = wanted[first : first + LISTED]
    acts = [act for act in ACTS if any(record.act == act for record in register)]
    return desk.page(
        "report.html.j2",
        ask,
        tables=[_positions(issues, parties), _listed(wanted)],
        name=name,
        register=register,
        records=shown,
        first=first,
        wanted=len(wanted),
        listed=LISTED,
        text=_placed(replace(register, records=shown), _span(ask.query.get("at", ""))),
        notes={record.id: marks(record) for record in shown},
        acts=acts,
        every_act=ACTS,
        parties=parties,
        issues=issues,
        in_words=ACTS_IN_WORDS,
        corrections=desk.workspace.corrections(name).name,
        coverage=covered(register.coverage) if register.coverage else "",
        left_out=[
            (f"{one.start}-{one.end}", why_left_out(one), shortened(" ".join(one.text.split())))
            for one in (register.coverage.left_out if register.coverage else ())
        ],
    )


def _positions(issues: tuple[Issue, ...], parties: list[str]) -> Table:
    """What each party has said or done about what could be done."""
    rows = []
    for one in issues:
        held = dict(one.positions)
        said = (
            ", ".join(f"{ACTS_IN_WORDS[record.act]} {record.id}" for record in held.get(party, ()))
            for party in parties
        )
        rows.append((Cell(one.name), *map(Cell, said)))
    caption = "What each party has said or done about what could be done"
    return Table(caption, ("Issue", *parties), tuple(rows))


def _listed(records: tuple[Record, ...]) -> Table:
    """The records that fit the filter, with their exact words."""
    rows = tuple(
        tuple(
            map(
                Cell,
                (
                    record.id,
                    str(record.date or ""),
                    " and ".join(record.makers),
                    ACTS_IN_WORDS[record.act],
                    ", ".join(record.addressee),
                    record.evidence,
                ),
            )
        )
        for record in records
    )
    head = ("Record", "Day", "Party", "Act", "Addressee", "Words")
    return Table("What was said and done", head, rows)


def _first(wanted: tuple[Record, ...], ask: Ask) -> int:
    """The number of the first record of the page: the one asked for, or that of the place."""
    text, (place, _) = ask.query.get("first", ""), _span(ask.query.get("at", ""))
    if text.isdecimal() and len(text) < 10:
        number = int(text)
    else:
        number = next((at for at, one in enumerate(wanted) if one.end > place >= 0), 0)
    return min(number, max(0, len(wanted) - 1)) // LISTED * LISTED


def _wanted(record: Record, ask: Ask) -> bool:
    act, party, words = (ask.query.get(key, "") for key in ("act", "party", "words"))
    return (
        act in ("", record.act)
        and (not party or party in (*record.makers, *record.addressee))
        and words.lower() in record.evidence.lower()
    )


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text, where it begins, and whether it is in the place asked for."""

    start: int
    stretch: Stretch
    found: bool
    first: bool


def _span(asked: str) -> tuple[int, int]:
    """The place in the text that an address such as ``?at=924-986`` asks for."""
    found = _SPAN.fullmatch(asked)
    return (int(found[1]), int(found[2])) if found else (-1, -1)


def _placed(register: Register, span: tuple[int, int]) -> Iterator[Piece]:
    """The stretches of the text, cut where the place asked for begins and ends."""
    at = 0
    for one in stretches(register):
        cuts = sorted({0, *(place - at for place in span if 0 < place - at < len(one.text))})
        for begin, end in zip(cuts, [*cuts[1:], len(one.text)], strict=True):
            part = Stretch(one.text[begin:end], one.records, () if begin else one.opens)
            start = at + begin
            yield Piece(start, part, span[0] <= start < span[1], start == span[0])
        at += len(one.text)


def _issues(register: Register, progress: Progress) -> tuple[Issue, ...]:
    """What a draft would make options of, with the records that speak of each."""
    progress("issues", 0, 0)
    try:
        merges = sketch(register).merges
    except AnalysisError:
        return ()
    known = {record.id: record for record in register}
    return tuple(_issue(merge, known) for merge in merges)


def _issue(merge: Merge, known: Mapping[str, Record]) -> Issue:
    ids = tuple(id.rpartition(":")[2] for id in merge.records)  # noqa: A001
    by_party: dict[str, list[Record]] = {}
    for record in (known[id] for id in ids if id in known):  # noqa: A001
        for maker in record.makers:
            by_party.setdefault(maker, []).append(record)
    positions = tuple((party, tuple(records)) for party, records in sorted(by_party.items()))
    return Issue(merge.label, ids, positions)


# -- corrections ---------------------------------------------------------------------------------


def review(desk: Desk, ask: Ask) -> Response:
    """Keep an analyst's correction of a record beside the report."""
    name = ask.part("name")
    published = ask.field("published")
    register = register_of(desk, name, published)
    verdict = ask.field("verdict")
    correction = (
        _addition(register, ask) if verdict == "add" else _judgement(register, ask, verdict)
    )
    check_correction(correction)
    desk.workspace.correct(name, correction)
    return desk.go(f"/report/{name}", dict(parse_qsl(ask.field("kept"))))


def _addition(register: Register, ask: Ask) -> Correction:
    quote = ask.field("quote").strip()
    near = ask.field("position")
    place = find_quote(register.document.text, quote, near=int(near) if near.isdigit() else None)
    if place is None:
        raise SourceError("these words do not stand in the report: select them in its text")
    words = register.document.text[place.start : place.end]
    return Correction(
        "add",
        words,
        place.start,
        register.document.id,
        _fields(ask),
        by=_account(),
        note=ask.field("note").strip() or None,
    )


def _judgement(register: Register, ask: Ask, verdict: str) -> Correction:
    record = next((one for one in register if one.id == ask.field("record")), None)
    if record is None:
        raise SourceError("there is no such record any more: load the page again")
    changed = _changed(record, _fields(ask)) if verdict == "change" else {}
    if verdict == "change" and not changed:
        raise SourceError("nothing is changed: change a field, or accept the record")
    note = ask.field("note").strip() or None
    made = Correction(
        cast("Verdict", verdict), record.evidence, set=changed, by=_account(), note=note
    )
    return judged(record, register, made)


def _fields(ask: Ask) -> dict[str, Any]:
    """The fields of a record that a form fills."""
    fields: dict[str, Any] = {}
    for name in ("act", "party", "condition", "date"):
        if text := ask.field(name).strip():
            fields[name] = text
    if "addressee" in ask.form:
        named = (one.strip() for one in ask.field("addressee").split(","))
        fields["addressee"] = [one for one in named if one]
    return fields


def _changed(record: Record, fields: Mapping[str, Any]) -> dict[str, Any]:
    values = record.to_dict()
    values["condition"] = record.condition.text if record.condition else None
    return {name: value for name, value in fields.items() if value != values[name]}


def _account() -> str | None:
    """The name under which the analyst works on this machine."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return None
