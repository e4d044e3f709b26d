"""Web pages: the main text with its headline, without menus, footers and the like."""

from __future__ import annotations

import re
from datetime import date

from detente.errors import SourceError
from detente.reading.sources.decoding import decoded
from detente.reading.sources.kept import Kept

__all__ = ["declared_charset", "kept"]

_CHARSET = re.compile(rb"""<(?:meta|\?xml)\b[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?([\w-]+)""")
_DATES = {"extensive_search": False, "original_date": True}  # what a page declares, no guess


def kept(data: bytes, charset: str | None = None) -> Kept:
    """The main text of a page, with the title and the day of publication that it declares."""
    try:
        import trafilatura  # noqa: PLC0415 - an extra
    except ImportError:
        raise SourceError(
            "web pages need an extra: python -m pip install 'detente[fetch]'"
        ) from None
    page = decoded(data, "", charset or declared_charset(data))
    page = re.sub(r"^\s*<\?xml[^>]*\?>", "", page)  # it is text by now, in no encoding
    found = trafilatura.bare_extraction(
        page, with_metadata=True, include_comments=False, date_extraction_params=_DATES
    )
    text = _cleaned(getattr(found, "text", None) or "")
    if not text:
        raise SourceError("no main text was found in the page: save it as plain text")
    title = getattr(found, "title", None)
    return Kept(_headed(title, text), title, _day(getattr(found, "date", None)))


def declared_charset(data: bytes) -> str | None:
    """The encoding that a page declares in its head."""
    found = _CHARSET.search(data[:4096])
    return found.group(1).decode("ascii", "replace") if found else None


def _cleaned(text: str) -> str:
    """Paragraphs with a blank line between them."""
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n\n".join(line for line in lines if line)


def _headed(title: str | None, text: str) -> str:
    """The text under its headline."""
    headline = " ".join((title or "").split())
    if not headline or text.startswith(headline):
        return text
    return f"{headline}\n\n{text}"


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
