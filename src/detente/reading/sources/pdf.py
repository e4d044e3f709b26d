"""PDF files: the text of their pages, its lines joined to paragraphs again."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from detente.errors import SourceError
from detente.reading.sources.kept import Kept

if TYPE_CHECKING:
    import pypdf

__all__ = ["kept"]

_ENDS = (".", "!", "?", ":", "”", '"', "’")
_BULLET = re.compile(r"(?:[-*•·–—]|\d{1,2}[.)]|\([a-z0-9]\))\s")
_SPLIT = re.compile(r"[a-z]-$")


def kept(data: bytes) -> Kept:
    """The text of a PDF file.

    Lines that stand at the head or foot of most pages are left out, lines are joined to
    paragraphs, and words parted at the end of a line are put together. The dates that the file
    holds tell when it was made, not when it was published, so the text alone tells that.
    """
    try:
        import pypdf  # noqa: PLC0415 - an extra
    except ImportError:
        raise SourceError("PDF files need an extra: python -m pip install 'detente[pdf]'") from None
    try:
        pages = _pages(pypdf.PdfReader(io.BytesIO(data)))
    except SourceError:
        raise
    except pypdf.errors.DependencyError:
        raise SourceError("encrypted: save it without a password") from None
    except Exception as error:  # a broken file may fail anywhere in the parser
        raise SourceError(f"a broken PDF file ({type(error).__name__}): save it again") from None
    text = "\n\n".join(_paragraphs(_without_furniture(pages)))
    if not text:
        raise SourceError("holds no text, as a scan does not: let it be recognised first")
    return Kept(text)


def _pages(reader: pypdf.PdfReader) -> list[list[str]]:
    if reader.is_encrypted and not reader.decrypt(""):
        raise SourceError("encrypted: save it without a password")
    pages = []
    for page in reader.pages:
        lines = (" ".join(line.split()) for line in page.extract_text().split("\n"))
        pages.append([line for line in lines if line])
    return pages


def _without_furniture(pages: Sequence[Sequence[str]]) -> list[list[str]]:
    """The pages without page numbers and without what most of them have at head or foot."""
    edges = Counter(
        key for page in pages for key in {_key(line) for line in (*page[:2], *page[-2:])}
    )
    often = {key for key, count in edges.items() if count > 2 and count * 2 > len(pages)}

    def furniture(lines: Sequence[str], k: int) -> bool:
        edge = k < 2 or k >= len(lines) - 2
        return edge and (_key(lines[k]) in often or _key(lines[k]).strip(" -–—/|of") in ("#", ""))

    return [
        [line for k, line in enumerate(page) if not furniture(page, k)]
        if len(pages) > 1
        else list(page)
        for page in pages
    ]


def _key(line: str) -> str:
    """A line with its numbers made alike, for page numbers differ."""
    return re.sub(r"\d+", "#", line.lower())


def _paragraphs(pages: Sequence[Sequence[str]]) -> Iterator[str]:
    lines = [line for page in pages for line in page]
    widths = sorted(map(len, lines))
    full = widths[len(widths) * 9 // 10] if widths else 0
    paragraph = ""
    last = ""
    for line in lines:
        if not paragraph:
            paragraph = line
        elif _goes_on(last, line, full):
            paragraph = _joined(paragraph, line)
        else:
            yield paragraph
            paragraph = line
        last = line
    if paragraph:
        yield paragraph


def _goes_on(last: str, line: str, full: int) -> bool:
    """Whether ``line`` carries on the paragraph of the line before it."""
    if _BULLET.match(line):
        return False
    if line[0].islower():
        return True
    return len(last) * 10 > full * (9 if last.endswith(_ENDS) else 7)


def _joined(paragraph: str, line: str) -> str:
    if _SPLIT.search(paragraph) and line[0].islower():
        return paragraph[:-1] + line
    return f"{paragraph} {line}"
