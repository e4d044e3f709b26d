"""From files, feeds, archives, pages and standard input to documents, one file a format.

The text of a document is what is kept of its source, and every offset refers to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import replace
from datetime import date
from itertools import islice
from pathlib import Path

from detente.errors import SourceError
from detente.model.register import Register
from detente.model.text import Document
from detente.reading.dating.dates import published_by_name, published_in
from detente.reading.sources import archive, feed, web
from detente.reading.sources.apart import taken_apart
from detente.reading.sources.decoding import decoded
from detente.reading.sources.formats import REGISTERS, REPORTS, format_of
from detente.reading.sources.kept import Kept
from detente.reading.sources.language import require_english
from detente.reading.sources.opening import LARGEST, LARGEST_FILE, Opened, open_source, whole

__all__ = [
    "LARGEST",
    "REGISTERS",
    "REPORTS",
    "Found",
    "found_in",
    "load",
    "load_registers",
    "of_text",
]

Found = Document | Register | SourceError
"""What a source holds: reports to read, registers that were read before, or what is wrong."""


def found_in(
    source: str | Path, published: date | None = None, *, network: bool = False
) -> Iterator[Found]:
    """Everything in a file, at an address, or on standard input for ``-``, as it comes.

    A source holds one report, or many if it is a feed or an archive, of which one is held in
    memory at a time. ``published`` counts before what the source itself tells.
    """
    empty = True
    try:
        opened = _opened(str(source), network=network)
        with nullcontext() if opened.name == "-" else opened.file:
            for found in _READERS[format_of(opened)](opened, published):
                empty = False
                yield found
        if empty:
            yield SourceError("holds no report", file=str(source))
    except SourceError as error:
        yield SourceError(error.message, file=error.file or str(source), line=error.line)


def load(source: str | Path, published: date | None = None, *, network: bool = False) -> Document:
    """The one report of a source.

    Raises
    ------
    SourceError
        Where the source is missing, not readable, too large, empty, in a format or language that
        is not read, or holds several reports.
    """
    found = list(islice(found_in(source, published, network=network), 2))
    for one in found:
        if isinstance(one, SourceError):
            raise one
    document, *more = found
    if more or not isinstance(document, Document):
        raise SourceError("holds several reports or registers: read each", file=str(source))
    return document


def load_registers(path: Path) -> list[Register]:
    """The registers that ``detente read -o`` wrote, every span checked again."""
    registers = []
    for found in found_in(path):
        if isinstance(found, SourceError):
            raise found
        if not isinstance(found, Register):
            raise SourceError("holds reports, no registers", file=str(path))
        registers.append(found)
    return registers


def of_text(
    text: str,
    *,
    id: str = "report",  # noqa: A002 - the word of the field
    published: date | None = None,
    origin: str | None = None,
    title: str | None = None,
) -> Document:
    """A document from its text; its first line is its title unless another is given.

    Raises
    ------
    SourceError
        Where the text is empty or not in English.
    """
    if not text.strip():
        raise SourceError("the report is empty", file=origin)
    require_english(text, origin)
    headline = title or text.strip().split("\n", 1)[0].lstrip("# ").strip()
    return Document(id, headline[:200], text, published or published_in(text), origin)


def _opened(name: str, *, network: bool) -> Opened:
    if not web.is_address(name):
        return open_source(name)
    if not network:
        raise SourceError("the network is not used unless --allow-network is given", file=name)
    return web.fetch(name)


def _document(kept: Kept, id: str, origin: str, published: date | None) -> Found:  # noqa: A002
    try:
        day = published or kept.published
        found = of_text(kept.text, id=id, published=day, origin=origin, title=kept.title)
        return found if found.published else replace(found, published=published_by_name(id))
    except SourceError as error:
        return error


def _text(opened: Opened, published: date | None) -> Iterator[Found]:
    text = decoded(whole(opened), opened.name, opened.charset)
    yield _document(Kept(text), opened.stem, opened.name, published)


def _page(opened: Opened, published: date | None) -> Iterator[Found]:
    kept = taken_apart("html", whole(opened), opened.name, opened.charset)
    yield _document(kept, opened.stem, opened.name, published)


def _pdf(opened: Opened, published: date | None) -> Iterator[Found]:
    kept = taken_apart("pdf", whole(opened, LARGEST_FILE), opened.name)
    yield _document(kept, opened.stem, opened.name, published)


def _docx(opened: Opened, published: date | None) -> Iterator[Found]:
    kept = taken_apart("docx", whole(opened, LARGEST_FILE), opened.name)
    yield _document(kept, opened.stem, opened.name, published)


def _feed(opened: Opened, published: date | None) -> Iterator[Found]:
    for number, kept in enumerate(feed.entries(opened), 1):
        place = f"{opened.name}#{number}"
        yield _document(kept, f"{opened.stem}-{number}", place, published)


def _archive(opened: Opened, published: date | None) -> Iterator[Found]:
    for entry in archive.entries(opened):
        if isinstance(entry.found, Kept):
            place = f"{opened.name}:{entry.line}"
            id = entry.id or f"{opened.stem}-{entry.line}"  # noqa: A001
            yield _document(entry.found, id, place, published)
        else:
            yield entry.found


_READERS: dict[str, Callable[[Opened, date | None], Iterator[Found]]] = {
    "text": _text,
    "html": _page,
    "pdf": _pdf,
    "docx": _docx,
    "feed": _feed,
    "archive": _archive,
}
