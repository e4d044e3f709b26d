"""The text that is kept of a page or a document, to which every offset refers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

__all__ = ["Kept"]


@dataclass(frozen=True, slots=True)
class Kept:
    """The text, and what the source says of itself besides."""

    text: str
    title: str | None = None
    published: date | None = None
