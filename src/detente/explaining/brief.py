"""The brief as a value: sections of blocks of sentences, each with what it rests on.

A `Brief` is the only input of every output, so that the terminal, the page and the JSON can
never tell different stories. It holds plain text; how words that could do harm are made inert
is the outputs' business (see `inert`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from pathlib import Path
from typing import Any, Literal

from detente.explaining.words import shortened
from detente.files.writing import write_text
from detente.model.text import Document

QUOTE = 64  # characters of quoted words in the brief of two pages
Tone = Literal["plain", "code", "quote", "good", "bad", "number"]

__all__ = [
    "Block",
    "Brief",
    "Cell",
    "Definitions",
    "Figure",
    "Heading",
    "Listing",
    "Note",
    "Paragraph",
    "Quotation",
    "Reference",
    "Section",
    "Sentence",
    "Table",
]


@dataclass(frozen=True, slots=True)
class Reference:
    """What a sentence can rest on: quoted words, an element of the model, or a result.

    ``label`` is what the reader sees (``7``, ``M3``, ``A``); ``evidence`` holds the ids of the
    quotations behind an element of the model. Quoted words have their source and place;
    ``located`` tells whether the text of the source is at hand to show them in.
    """

    id: str
    kind: Literal["quote", "model", "result"]
    label: str
    text: str
    source: str | None = None
    start: int | None = None
    end: int | None = None
    located: bool = False
    evidence: tuple[str, ...] = ()
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence about the dispute: it names its evidence or is marked as an inference.

    Examples
    --------
    >>> Sentence("Russia will yield.")
    Traceback (most recent call last):
    ...
    ValueError: a sentence without evidence must be marked as an inference: 'Russia will yield.'
    """

    text: str
    evidence: tuple[str, ...] = ()
    inference: bool = False

    def __post_init__(self) -> None:
        if not self.evidence and not self.inference:
            raise ValueError(
                f"a sentence without evidence must be marked as an inference: {self.text!r}"
            )


@dataclass(frozen=True, slots=True)
class Note:
    """A remark on the brief itself, or a question to the analyst; it claims nothing."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences that belong together; ``tone`` tells outputs what to bring out."""

    sentences: tuple[Sentence | Note, ...]
    tone: Literal["plain", "key", "quiet"] = "plain"


@dataclass(frozen=True, slots=True)
class Listing:
    """A list, each entry one or more sentences."""

    entries: tuple[tuple[Sentence | Note, ...], ...]
    ordered: bool = False
    tone: Literal["plain", "key"] = "plain"


@dataclass(frozen=True, slots=True)
class Cell:
    """One field of a table, with smaller ``notes`` below; ``guessed`` ones carry a visible sign.

    ``shows`` holds the ids of elements of the model or results that the field presents, where
    sentences elsewhere lead to it; ``span`` is the number of columns that it fills.
    """

    text: str
    evidence: tuple[str, ...] = ()
    guessed: bool = False
    tone: Tone = "plain"
    notes: tuple[str, ...] = ()
    shows: tuple[str, ...] = ()
    span: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table; its caption says what it shows and what was left out."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def in_short(self, most: int, *, cited: bool = False) -> Table:
        """The first rows without their small print, the caption telling how many are left out.

        What the cells rest on stays where it is to be ``cited``.
        """
        bare: dict[str, Any] = {"notes": ()} if cited else {"notes": (), "evidence": ()}
        rows = tuple(tuple(replace(cell, **bare) for cell in row) for row in self.rows[:most])
        left = len(self.rows) - len(rows)
        return Table(self.caption + (f"; {left:,} more left out" if left else ""), self.head, rows)


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of what follows within a section."""

    text: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture as SVG, with the same in words for those who do not see it."""

    svg: str
    title: str
    description: str
    lines: tuple[str, ...]
    caption: tuple[Sentence | Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Definitions:
    """Terms with their meaning, each with its sentences."""

    entries: tuple[tuple[str, tuple[Sentence | Note, ...]], ...]


@dataclass(frozen=True, slots=True)
class Quotation:
    """Exact words of a source, with who is said to have spoken them."""

    text: str
    by: str
    evidence: tuple[str, ...]


Block = Heading | Paragraph | Listing | Table | Figure | Definitions | Quotation


@dataclass(frozen=True, slots=True)
class Section:
    """One section of the brief; an ``annex`` stands behind what has to be read.

    ``short`` is what the brief of two pages has of it: nothing, where the section stands in the
    whole brief only.
    """

    id: str
    title: str
    blocks: tuple[Block, ...]
    annex: bool = False
    short: tuple[Block, ...] = ()

    def in_short(self) -> Section:
        """The section as the brief of two pages has it."""
        return replace(self, blocks=self.short)

    def sentences(self) -> Iterator[Sentence | Note]:
        """Every sentence and note of the section, in order."""
        for block in self.blocks:
            yield from _sentences(block)

    def cited(self) -> Iterator[str]:
        """The ids of everything that the section rests on, as often as it is named."""
        for sentence in self.sentences():
            if isinstance(sentence, Sentence):
                yield from sentence.evidence
        for block in self.blocks:
            if isinstance(block, Quotation):
                yield from block.evidence
            if isinstance(block, Table):
                for row in block.rows:
                    yield from (id for cell in row for id in cell.evidence)  # noqa: A001


def _sentences(block: Block) -> Iterator[Sentence | Note]:
    match block:
        case Paragraph(sentences=sentences):
            yield from sentences
        case Listing(entries=entries):
            for entry in entries:
                yield from entry
        case Definitions(entries=terms):
            for _, meaning in terms:
                yield from meaning
        case Figure(caption=caption):
            yield from caption
        case _:
            return


@dataclass(frozen=True, slots=True)
class Brief:
    """A brief to hand up: ordered sections, what they rest on, and the texts of the sources.

    Not ``complete`` where a budget ended before everything was known; the sections say what is
    missing.
    """

    title: str
    as_of: dt.date | None
    sections: tuple[Section, ...]
    references: tuple[Reference, ...] = ()
    documents: tuple[Document, ...] = ()
    version: str = ""
    complete: bool = True

    def section(self, id: str) -> Section:  # noqa: A002 - the word of the field
        """The section with this id; `KeyError` if the brief has none."""
        for section in self.sections:
            if section.id == id:
                return section
        raise KeyError(id)

    @property
    def numbers(self) -> dict[str, str]:
        """The number of each section by its id: ``4``, and of an annex ``Annex 2``."""
        body = [section.id for section in self.sections if not section.annex]
        annexes = [section.id for section in self.sections if section.annex]
        return {
            **{name: str(number) for number, name in enumerate(body, 1)},
            **{name: f"Annex {number}" for number, name in enumerate(annexes, 1)},
        }

    def reference(self, id: str) -> Reference:  # noqa: A002
        """What has this id; `KeyError` if nothing has."""
        for reference in self.references:
            if reference.id == id:
                return reference
        raise KeyError(id)

    def to_html(self, path: str | Path | None = None) -> str:
        """The brief as one self-contained page; written to ``path`` too, if one is given."""
        from detente.explaining.page import render_page  # noqa: PLC0415 - the page reads briefs

        html = render_page(self)
        if path is not None:
            write_text(path, html)
        return html

    def to_text(self, width: int = 100) -> str:
        """The brief as plain text of at most ``width`` columns."""
        from detente.explaining.terminal import render_text  # noqa: PLC0415

        return render_text(self, width)

    def in_short(self) -> Brief:
        """The brief of two pages: of each section what a reader in a hurry needs.

        Quotes are cut, and elements of the model are not referred to.
        """
        kept = tuple(section.in_short() for section in self.sections if section.short)
        return self._of(kept, cut=QUOTE)

    def only(self, *ids: str) -> Brief:
        """The brief with these sections and the words that they quote; `KeyError` if it has none.

        Sections keep their order.
        """
        asked = [self.section(id) for id in ids]  # noqa: A001
        return self._of(tuple(one for one in self.sections if one in asked))

    def _of(self, sections: tuple[Section, ...], cut: int | None = None) -> Brief:
        cited = {id for section in sections for id in section.cited()}  # noqa: A001
        references = tuple(
            replace(one, text=shortened(one.text, cut)) if cut else one
            for one in self.references
            if one.kind == "result" or (one.id in cited if one.kind == "quote" else not cut)
        )
        return replace(self, sections=sections, references=references)

    def to_dict(self) -> dict[str, Any]:
        """The brief as JSON values; of the sources the fingerprint, not the text."""
        return {
            "title": self.title,
            "as_of": self.as_of.isoformat() if self.as_of else None,
            "version": self.version,
            "complete": self.complete,
            "sections": [
                {
                    "id": section.id,
                    "title": section.title,
                    "annex": section.annex,
                    "blocks": [_plain_block(block) for block in section.blocks],
                }
                for section in self.sections
            ],
            "references": [_plain(reference) for reference in self.references],
            "sources": [_plain_source(document) for document in self.documents],
        }

    def __repr__(self) -> str:
        return f"Brief({self.title!r}, {len(self.sections)} sections)"

    def _repr_html_(self) -> str:
        from detente.explaining.notebook import brief_html  # noqa: PLC0415

        return brief_html(self)


def _plain_source(document: Document) -> dict[str, Any]:
    return {
        "id": document.id,
        "title": document.title,
        "published": document.published.isoformat() if document.published else None,
        "sha256": document.sha256,
    }


def _plain_block(block: Block) -> dict[str, Any]:
    return {"block": type(block).__name__.lower(), **_plain(block)}


def _plain(value: Any) -> Any:  # noqa: ANN401 - any part of a brief
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return value
