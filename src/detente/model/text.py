"""Texts and the exact stretches of them that everything else points to."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

from detente.errors import SourceError
from detente.model.showing import Shown

__all__ = ["Document", "Evidence", "Span"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a text: code points from ``start`` up to, not including, ``end``.

    Examples
    --------
    >>> Span(0, 6).of("Russia said")
    'Russia'
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise SourceError(
                f"a span must run forward from 0 or later, not {self.start}-{self.end}"
            )

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The words of ``text`` in this span."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Document(Shown):
    """A source text, frozen: it is never altered, so every offset into it stays true.

    ``origin`` is where it came from as the user named it (a path, ``-``), ``published`` the day
    to which its "today" refers, if known.
    """

    id: str
    title: str
    text: str
    published: date | None = None
    origin: str | None = None

    @property
    def sha256(self) -> str:
        """The fingerprint of the text in UTF-8."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    def evidence(self, start: int, end: int) -> Evidence:
        """The words from ``start`` to ``end`` as evidence."""
        return Evidence(self.id, start, end, self.text[start:end])

    def __repr__(self) -> str:
        return f"Document({self.id!r}, {self.title!r}, {len(self.text)} characters)"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Exact words of a source; the law is ``quote == text[start:end]``.

    Examples
    --------
    >>> report = Document("r", "Talks", "Russia refuses.")
    >>> report.evidence(7, 14)
    Evidence(source='r', start=7, end=14, quote='refuses')
    >>> Evidence("r", 0, 6, "Moscow").check(report)
    Traceback (most recent call last):
    ...
    detente.errors.SourceError: r:0-6 reads 'Russia', not 'Moscow': mend the span or the quote
    """

    source: str
    start: int
    end: int
    quote: str

    def check(self, document: Document) -> None:
        """Raise `SourceError` unless the document reads as quoted at this place."""
        found = document.text[self.start : self.end] if 0 <= self.start < self.end else ""
        if found != self.quote or not found:
            raise SourceError(
                f"{self.source}:{self.start}-{self.end} reads {found[:80]!r}, "
                f"not {self.quote[:80]!r}: mend the span or the quote"
            )

    def to_dict(self) -> dict[str, object]:
        """The evidence as JSON values, as in a case file."""
        return {"source": self.source, "span": [self.start, self.end], "quote": self.quote}
