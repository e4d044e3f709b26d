"""XML that cannot explode: parsed as it comes, without entities of its own, to a bounded depth."""

from __future__ import annotations

from typing import Protocol
from xml.parsers import expat

from detente.errors import SourceError

__all__ = ["Listener", "Parser", "local"]

DEEPEST = 200
SEPARATOR = "\n"  # stands in no name


class Listener(Protocol):
    """What is told of a document as it is parsed; names are ``namespace`` newline ``local``."""

    def start(self, name: str) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def data(self, text: str) -> None:
        """Some text stands here."""


def local(name: str) -> str:
    """A name without its namespace."""
    return name.rpartition(SEPARATOR)[2]


class Parser:
    """Tells a listener of an XML document that is fed to it in pieces.

    Raises
    ------
    SourceError
        Where it is not well formed, nests too deeply or declares entities.
    """

    def __init__(self, listener: Listener, name: str | None = None) -> None:
        self._listener, self._name, self._depth = listener, name, 0
        self._expat = expat.ParserCreate(namespace_separator=SEPARATOR)
        self._expat.buffer_text = True
        self._expat.StartElementHandler = self._start
        self._expat.EndElementHandler = self._end
        self._expat.CharacterDataHandler = listener.data
        self._expat.EntityDeclHandler = self._entity

    def feed(self, piece: bytes, *, last: bool = False) -> None:
        """Take the next piece of the document."""
        try:
            self._expat.Parse(piece, last)
        except expat.ExpatError as error:
            what = expat.errors.messages[error.code]
            line = error.lineno
            raise SourceError(f"broken XML: {what}", file=self._name, line=line) from None
        except (ValueError, LookupError) as error:  # an encoding that nobody knows
            raise SourceError(f"broken XML: {error}", file=self._name) from None

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise SourceError("its XML nests too deeply: it is no report", file=self._name)
        self._listener.start(tag)

    def _end(self, tag: str) -> None:
        self._depth -= 1
        self._listener.end(tag)

    def _entity(self, *_declaration: object) -> None:
        raise SourceError("its XML declares entities of its own: refused", file=self._name)
