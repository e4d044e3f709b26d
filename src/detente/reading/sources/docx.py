"""Word documents (.docx): the text as it would be with every tracked change accepted."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from detente.errors import SourceError
from detente.reading.sources import markup
from detente.reading.sources.kept import Kept

__all__ = ["kept"]

BODY = "word/document.xml"
LARGEST_XML = 100 * 2**20  # bytes, unpacked
MOST_ELEMENTS = 3_000_000
_BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_PASSED_OVER = frozenset(("Fallback", "del", "moveFrom", "pPr", "rPr", "instrText"))


class _Body:
    """Collects the paragraphs of the body; what stands in some elements is passed over."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self._passed_over = 0
        self._in_text = False
        self._elements = 0

    def start(self, name: str) -> None:
        self._elements += 1
        if self._elements > MOST_ELEMENTS:
            raise SourceError("has more than 3 million elements: it is no report")
        tag = markup.local(name)
        if self._passed_over or tag in _PASSED_OVER:
            self._passed_over += 1
        elif tag in _BREAKS:
            self.parts.append(_BREAKS[tag])
        self._in_text = tag == "t" and not self._passed_over

    def end(self, name: str) -> None:
        self._in_text = False
        if self._passed_over:
            self._passed_over -= 1
        elif markup.local(name) == "p":
            self.parts.append("\n\n")

    def data(self, text: str) -> None:
        if self._in_text:
            self.parts.append(text)


def kept(data: bytes) -> Kept:
    """The paragraphs of a document, a blank line between them.

    The dates that the file holds tell when it was typed, not when it was published, so the text
    alone tells that.
    """
    body = _Body()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parser = markup.Parser(body)
            for piece in _pieces(archive):
                parser.feed(piece)
            parser.feed(b"", last=True)
    except KeyError:
        raise SourceError("no Word document: it lacks its text") from None
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
        raise SourceError("a broken or encrypted Word document: save it again") from None
    lines = (" ".join(line.split(" ")).rstrip() for line in "".join(body.parts).split("\n"))
    return Kept("\n".join(lines).strip())


def _pieces(archive: zipfile.ZipFile) -> Iterator[bytes]:
    total = 0
    with archive.open(BODY) as file:
        while piece := file.read(2**20):
            total += len(piece)
            if total > LARGEST_XML:
                raise SourceError("unpacks to more than 100 MB of XML: it is no report")
            yield piece
