"""Which format a source is in: its first bytes decide, then its name, then what a server said."""

from __future__ import annotations

import re

from detente.errors import SourceError
from detente.reading.sources.opening import Opened

__all__ = ["REGISTERS", "REPORTS", "format_of"]

_BY_SUFFIX = {
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".docx": "docx",
    ".xml": "feed",
    ".rss": "feed",
    ".atom": "feed",
    ".jsonl": "archive",
    ".ndjson": "archive",
    ".json": "archive",
}
REGISTERS = tuple(suffix for suffix, format in _BY_SUFFIX.items() if format == "archive")  # noqa: A001
REPORTS = tuple(suffix for suffix in _BY_SUFFIX if suffix not in REGISTERS)
_BY_MEDIA = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/pdf": "pdf",
    "text/plain": "text",
    "text/markdown": "text",
    "application/rss+xml": "feed",
    "application/atom+xml": "feed",
    "application/xml": "feed",
    "text/xml": "feed",
    "application/json": "archive",
    "application/x-ndjson": "archive",
    "application/jsonl": "archive",
}
_REFUSED = {
    b"\xd0\xcf\x11\xe0": "an old or encrypted Office file: save it as .docx without a password",
    b"{\\rtf": "rich text: save it as .docx or as plain text",
    b"\x1f\x8b": "compressed: unpack it first",
    b"\x89PNG": "a picture: let its text be recognised first",
    b"\xff\xd8\xff": "a picture: let its text be recognised first",
    b"\x7fELF": "binary, not text: save it as plain text",
}
_REFUSED_SUFFIXES = {
    ".odt": "an OpenDocument text: save it as .docx",
    ".epub": "an e-book: save it as plain text",
    ".zip": "a ZIP archive: unpack it first",
}
_EXPORTS = {
    ".csv": "a table: read the report that it was made from, or a register kept as .jsonl",
    ".jsonld": "annotations: read the report that they are about, or a register kept as .jsonl",
}
_PAGE = re.compile(
    rb"\s*(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)
_FEED = re.compile(rb"\s*<\?xml\b[^>]*\?>|\s*<(?:rss|feed|rdf:RDF)\b")


def format_of(opened: Opened) -> str:
    """One of text, html, pdf, docx, feed and archive.

    Raises
    ------
    SourceError
        Where it is known to be something else.
    """
    head = opened.head()
    for magic, what in _REFUSED.items():
        if head.startswith(magic):
            raise SourceError(what, file=opened.name)
    if opened.suffix in _EXPORTS:
        raise SourceError(_EXPORTS[opened.suffix], file=opened.name)
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        if opened.suffix in _REFUSED_SUFFIXES:
            raise SourceError(_REFUSED_SUFFIXES[opened.suffix], file=opened.name)
        return "docx"
    known = _BY_SUFFIX.get(opened.suffix) or _BY_MEDIA.get(opened.media)
    if known in ("pdf", "docx"):
        raise SourceError(
            f"no {known.upper()} file, whatever its name: save it again", file=opened.name
        )
    return known or _by_looks(head)


def _by_looks(head: bytes) -> str:
    head = head.removeprefix(b"\xef\xbb\xbf")
    if _PAGE.match(head):
        return "html"
    if _FEED.match(head):
        return "feed"
    return "archive" if head.lstrip()[:1] in (b"{", b"[") else "text"
