"""The brief as one HTML page: self-contained, without scripts, safe to open from a mail.

Everything from outside goes through `inert` and through the template's escaping. The page asks
for nothing: style and pictures are in it, and its policy forbids the rest.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import islice

from jinja2 import Environment
from markupsafe import Markup

from detente.explaining.annex import annexes
from detente.explaining.brief import Block, Brief, Cell, Reference, Sentence, Table
from detente.explaining.rendering import environment
from detente.explaining.words import day, quoted
from detente.inert import inert

__all__ = ["Links", "render_page"]

NAME = 30  # characters of a cell that holds no more than a name


@dataclass(frozen=True)
class Link:
    """What a sign behind a sentence shows and where it leads."""

    label: str
    target: str
    title: str
    kind: str


class Links:
    """The anchors of a brief: every reference that is cited has one place to lead to."""

    def __init__(self, brief: Brief) -> None:
        self._known = {reference.id: reference for reference in brief.references}
        self._shown = {self.anchor(id) for id in _shown(brief)}  # noqa: A001

    def anchor(self, id: str) -> str:  # noqa: A002 - the word of the field
        """The name of the place where something stands."""
        label = self._known[id].label
        return f"{self._known[id].kind}-{re.sub(r'[^A-Za-z0-9]', '-', label)}"

    def anchors(self, ids: Sequence[str]) -> list[str]:
        """The names of the places where several things stand, each once."""
        return list(dict.fromkeys(self.anchor(id) for id in ids))  # noqa: A001

    def names(self, ids: Sequence[str]) -> str:
        """The label of an element of the model that is shown; empty for anything else."""
        found = [self._known[id] for id in ids if id in self._known]  # noqa: A001
        return found[0].label if found and found[0].kind == "model" else ""

    def of(self, evidence: Sequence[str]) -> list[Link]:
        """The links behind a sentence: results first, then the model, then quoted words."""
        named = (self._known[id] for id in evidence if id in self._known)  # noqa: A001
        found = list({(one.kind, one.label): one for one in named}.values())
        order = ("result", "model", "quote")
        found.sort(key=lambda one: (order.index(one.kind), _natural(one.label)))
        return [self._link(one) for one in found if self._leads(one)]

    def _leads(self, reference: Reference) -> bool:
        return reference.kind == "quote" or self.anchor(reference.id) in self._shown

    def _link(self, reference: Reference) -> Link:
        label = "model" if reference.label == "result" else reference.label
        title = inert(reference.text, breaks=False)[:200]
        return Link(label, self.anchor(reference.id), title, reference.kind)


def _natural(label: str) -> tuple[str, int, str]:
    digits = re.sub(r"\D", "", label)
    return (re.sub(r"\d", "", label), int(digits or 0), label)


def _shown(brief: Brief) -> set[str]:
    """The ids of what some table of the brief presents."""
    return {
        id
        for section in brief.sections
        for block in section.blocks
        for row in getattr(block, "rows", ())
        for cell in row
        for id in cell.shows  # noqa: A001
    }


def render_page(brief: Brief) -> str:
    """The whole page."""
    style = _style()
    links = Links(brief)
    return (
        _environment()
        .get_template("brief.html.j2")
        .render(
            brief=brief,
            style=Markup(style),
            style_hash=_digest(style),
            links=links,
            numbers=brief.numbers,
            annexes=annexes(brief),
            evidence=[_entry(brief, links, one) for one in brief.references if one.kind == "quote"],
            as_of=day(brief.as_of) if brief.as_of else "",
        )
    )


@dataclass(frozen=True)
class Entry:
    """One entry of the list of evidence."""

    label: str
    anchor: str
    text: str
    source: str
    span: str
    place: str


def _entry(brief: Brief, links: Links, reference: Reference) -> Entry:
    titles = {document.id: document.title or document.id for document in brief.documents}
    source = reference.source or ""
    return Entry(
        reference.label,
        links.anchor(reference.id),
        quoted(reference.text),
        titles.get(source, source),
        f"{reference.start}–{reference.end}",
        f"at-{reference.label}" if reference.located else "",
    )


def _digest(style: str) -> str:
    return base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()


@cache
def _style() -> str:
    return (files("detente.explaining") / "templates" / "brief.css").read_text("utf-8")


@cache
def _environment() -> Environment:
    templates = environment("detente.explaining")
    templates.tests["sentence"] = lambda value: isinstance(value, Sentence)
    templates.filters["kind"] = _kind
    templates.filters["drawn"] = _drawn
    templates.filters["headed"] = _headed
    templates.filters["wordy"] = _is_wordy
    return templates


def _drawn(svg: str) -> Markup:
    return Markup(svg)


def _kind(block: Block) -> str:
    return type(block).__name__.lower()


def _headed(table: Table) -> Iterator[list[tuple[Cell, str]]]:
    """The rows of a table, each cell with the heads of the columns that it fills."""
    for row in table.rows:
        heads = iter(table.head)
        yield [(cell, ", ".join(islice(heads, cell.span))) for cell in row]


def _is_wordy(table: Table) -> bool:
    """Whether the cells of a table hold more than a figure or a name, too much for a phone."""
    return any(len(cell.text) > NAME or any(cell.notes) for row in table.rows for cell in row)
