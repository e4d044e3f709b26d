"""What a reader is: anything that turns a document into a register."""

from __future__ import annotations

from typing import Protocol

from detente.model.register import Register
from detente.model.text import Document

__all__ = ["Reader"]


class Reader(Protocol):
    """Reads documents; its name stands in the provenance of every record it makes."""

    @property
    def name(self) -> str:
        """What the reader is called."""

    def read(self, document: Document) -> Register:
        """Everything that the document says was said and done.

        Every phrase of every record stands in the document exactly as given; a `Register` cannot
        be made otherwise.
        """
