"""The pages of the text: the workspace, a report with what was said in it, a new draft."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import PurePosixPath

from starlette.responses import Response

from detente.cases import case_text, catalogue, entries, shipped_text
from detente.errors import AnalysisError, DetenteError, SourceError
from detente.explaining.register import ACTS_IN_WORDS
from detente.files import dumps
from detente.model.register import ACTS, Record, Register
from detente.model.text import Document
from detente.reading import REPORTS, RuleReader, day
from detente.reading import draft as drafted
from detente.reading.sources import load
from detente.web.desk import Ask, Desk

__all__ = ["add", "copy", "draft", "home", "report", "review"]


def home(desk: Desk, ask: Ask) -> Response:
    """The workspace: its reports and cases, and the ways to new ones."""
    cases = [desk.workspace.case(name) for name in desk.workspace.cases()]
    return desk.page(
        "home.html.j2",
        ask,
        reports=desk.workspace.reports(),
        cases=cases,
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
    return desk.go(f"/report/{kept}?published={published}" if published else f"/report/{kept}")


def copy(desk: Desk, ask: Ask) -> Response:
    """Copy a published conflict into the workspace, with the text that it quotes."""
    name = ask.field("name")
    text = case_text(name)
    for source in catalogue(name).sources:
        shipped = shipped_text(source)
        if shipped is not None and not desk.workspace.path(source).exists():
            desk.workspace.add(PurePosixPath(source).stem, ".txt", shipped)
    return desk.go(f"/case/{desk.workspace.add(name, '.toml', text)}")


def draft(desk: Desk, ask: Ask) -> Response:
    """Draft a case from the chosen reports, and show it."""
    names = ask.form.get("report", ())
    if not names:
        raise AnalysisError("no report is chosen: tick at least one")
    registers = [_register(desk, name, ask.field("published")) for name in names]
    found = drafted(*registers)
    stem = PurePosixPath(names[0]).stem
    return desk.go(f"/case/{desk.workspace.add(stem, '.toml', dumps(found.conflict))}")


def _register(desk: Desk, name: str, published: str = "") -> Register:
    """What a report says; its source is named as seen from the workspace."""
    document = load(desk.workspace.path(name), day(published.strip() or None))
    return RuleReader().read(replace(document, origin=name))


# -- a report ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some words of a report with the records that they belong to, the innermost first."""

    text: str
    start: int
    records: tuple[Record, ...]
    opens: tuple[Record, ...]


def report(desk: Desk, ask: Ask) -> Response:
    """A report: its text with what was said marked, and the records beside it."""
    name = ask.part("name")
    register = _register(desk, name, ask.query.get("published", ""))
    shown = tuple(record for record in register if _wanted(record, ask))
    acts = [act for act in ACTS if any(record.act == act for record in register)]
    parties = sorted({maker for record in register for maker in record.makers})
    return desk.page(
        "report.html.j2",
        ask,
        name=name,
        register=register,
        records=shown,
        paragraphs=_paragraphs(register.document, shown),
        acts=[(act, ACTS_IN_WORDS[act]) for act in acts],
        parties=parties,
        in_words=ACTS_IN_WORDS,
    )


def _wanted(record: Record, ask: Ask) -> bool:
    act, party, words = (ask.query.get(key, "") for key in ("act", "party", "words"))
    return (
        act in ("", record.act)
        and (not party or party in (*record.makers, *record.addressee))
        and words.lower() in record.evidence.lower()
    )


def _paragraphs(document: Document, records: tuple[Record, ...]) -> list[list[Stretch]]:
    """The text by lines, each cut where a record begins or ends."""
    edges = sorted({0, *(edge for one in records for edge in (one.start, one.end))})
    lines, at = [], 0
    for line in document.text.split("\n"):
        end = at + len(line)
        cuts = [at, *(edge for edge in edges if at < edge < end), end]
        stretches = (pair for pair in pairwise(cuts) if pair[0] < pair[1])
        lines.append([_stretch(document, *pair, records) for pair in stretches])
        at = end + 1
    return [line for line in lines if line]


def _stretch(document: Document, start: int, end: int, records: tuple[Record, ...]) -> Stretch:
    covering = [one for one in records if one.start <= start and end <= one.end]
    covering.sort(key=lambda one: one.end - one.start)
    return Stretch(
        document.text[start:end],
        start,
        tuple(covering),
        tuple(one for one in covering if one.start == start),
    )


def review(desk: Desk, ask: Ask) -> Response:
    """Keep an analyst's correction of a record."""
    raise DetenteError("corrections are kept by `detente read --review`")
