"""The texts of the sources as they are shown: in paragraphs, quoted stretches marked.

Of a very long text only the paragraphs with quoted words are shown, and those left out counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from detente.explaining.brief import Brief, Reference
from detente.model.text import Document

__all__ = ["Annex", "Piece", "annexes"]

WHOLE = 200_000  # characters up to which a text is shown in full


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a paragraph: quoted or not, and the quotations that begin with it."""

    text: str
    quoted: bool
    begins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Annex:
    """One source: its paragraphs as pieces, and how many of them were left out."""

    id: str
    title: str
    published: str
    paragraphs: tuple[tuple[Piece, ...], ...]
    left_out: int


def annexes(brief: Brief) -> tuple[Annex, ...]:
    """The sources of a brief."""
    return tuple(_annex(brief, document) for document in brief.documents)


def _annex(brief: Brief, document: Document) -> Annex:
    quotes = [
        one
        for one in brief.references
        if one.kind == "quote" and one.located and one.source == document.id
    ]
    paragraphs = list(_paragraphs(document.text, quotes))
    shown = paragraphs
    if len(document.text) > WHOLE:
        shown = [pieces for pieces in paragraphs if any(piece.quoted for piece in pieces)]
    published = document.published.isoformat() if document.published else ""
    return Annex(
        document.id,
        document.title or document.id,
        published,
        tuple(shown),
        len(paragraphs) - len(shown),
    )


def _paragraphs(text: str, quotes: Sequence[Reference]) -> Iterator[tuple[Piece, ...]]:
    """The lines of the text that are not blank, cut where quotations begin and end."""
    pieces: list[Piece] = []
    for piece in _pieces(text, quotes):
        first, *rest = piece.text.split("\n")
        pieces.append(Piece(first, piece.quoted, piece.begins))
        for line in rest:
            yield from _kept(pieces)
            pieces = [Piece(line, piece.quoted)]
    yield from _kept(pieces)


def _kept(pieces: Sequence[Piece]) -> Iterator[tuple[Piece, ...]]:
    kept = tuple(piece for piece in pieces if piece.text or piece.begins)
    if any(piece.text.strip() or piece.begins for piece in kept):
        yield kept


def _pieces(text: str, quotes: Sequence[Reference]) -> Iterator[Piece]:
    """The text cut where quotations begin and end; linear in its length."""
    begins: dict[int, list[str]] = {}
    change: dict[int, int] = {0: 0, len(text): 0}
    for quote in quotes:
        start, end = quote.start or 0, quote.end or 0
        begins.setdefault(start, []).append(quote.label)
        change[start] = change.get(start, 0) + 1
        change[end] = change.get(end, 0) - 1
    bounds = sorted(change)
    open_ = 0
    for start, end in pairwise(bounds):
        open_ += change[start]
        yield Piece(text[start:end], open_ > 0, tuple(begins.get(start, ())))
