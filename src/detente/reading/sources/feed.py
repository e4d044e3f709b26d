"""RSS and Atom feeds: each entry is a report."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import date, datetime
from email.utils import parsedate_to_datetime

from detente.errors import SourceError
from detente.reading.sources import markup
from detente.reading.sources.kept import Kept
from detente.reading.sources.opening import LARGEST, Opened

__all__ = ["day_of", "entries", "plain"]

_ENTRIES = frozenset(("item", "entry"))
_TEXTS = ("encoded", "content", "description", "summary")  # the fullest first
_DATES = ("pubDate", "published", "date", "issued", "updated", "modified")
_FIELDS = frozenset(("title", *_TEXTS, *_DATES))
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)[^<>]*>|<!--|-->|<[!?/][^<>]*>")
_UNSEEN = frozenset(("script", "style", "template"))
_LINES = frozenset(
    "p div br li ul ol h1 h2 h3 h4 h5 h6 tr table blockquote section article figure hr pre".split()
)


class _Entries:
    """Collects entries as their elements end; of an entry only its own fields count."""

    def __init__(self) -> None:
        self.done: list[dict[str, str]] = []
        self.feed = False
        self._entry: dict[str, str] | None = None
        self._within: list[str] = []  # the elements open within the entry
        self._parts: list[str] = []
        self._length = 0

    def start(self, name: str) -> None:
        tag = markup.local(name)
        self.feed = self.feed or tag in ("rss", "feed", "RDF")
        if self._entry is None:
            self._entry = {} if tag in _ENTRIES else None
            return
        if self._within:  # markup within a text, as Atom allows
            self._parts.append(f"<{tag}>")
        self._within.append(tag)

    def end(self, name: str) -> None:
        tag = markup.local(name)
        if self._entry is None:
            return
        if not self._within:
            self.done.append(self._entry)
            self._entry = None
            return
        self._within.pop()
        if self._within:
            self._parts.append(f"</{tag}>")
            return
        if tag in _FIELDS:
            self._entry.setdefault(tag, "".join(self._parts))
        self._parts, self._length = [], 0

    def data(self, text: str) -> None:
        if not self._within:
            return
        self._length += len(text)
        if self._length > LARGEST:
            raise SourceError(f"an entry of more than {LARGEST // 2**20} MB: split it")
        self._parts.append(text if len(self._within) == 1 else html.escape(text, quote=False))


def entries(opened: Opened) -> Iterator[Kept]:
    """The entries of a feed that hold a text, as they come.

    Raises
    ------
    SourceError
        Where it is broken XML or no feed.
    """
    listener = _Entries()
    parser = markup.Parser(listener, opened.name)
    while piece := opened.file.read(2**16):
        parser.feed(piece)
        yield from filter(None, map(_kept, listener.done))
        listener.done.clear()
    parser.feed(b"", last=True)
    if not listener.feed:
        raise SourceError("XML that is no feed: RSS and Atom are read", file=opened.name)


def _kept(entry: dict[str, str]) -> Kept | None:
    text = next((found for tag in _TEXTS if (found := plain(entry.get(tag, "")))), "")
    title = " ".join(plain(entry.get("title", "")).split())
    published = next((day for tag in _DATES if (day := day_of(entry.get(tag, "")))), None)
    if not text:
        return None
    whole = text if not title or text.startswith(title) else f"{title}\n\n{text}"
    return Kept(whole, title or None, published)


def day_of(text: str) -> date | None:
    """The day that a feed or an archive gives, in any of the usual forms.

    Examples
    --------
    >>> day_of("Sat, 15 Jan 2022 08:30:00 GMT"), day_of("2022-01-15T08:30:00Z")
    (datetime.date(2022, 1, 15), datetime.date(2022, 1, 15))
    """
    text = text.strip()
    for parse in (date.fromisoformat, _moment, parsedate_to_datetime):
        try:
            found = parse(text)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        return found.date() if isinstance(found, datetime) else found
    return None


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def plain(text: str) -> str:
    r"""The text of a fragment of HTML: blocks become lines, scripts and comments are left out.

    Examples
    --------
    >>> plain("<p>Talks &amp; threats</p><script>x()</script><p>in Geneva</p>")
    'Talks & threats\n\nin Geneva'
    """
    parts: list[str] = []
    unseen, at = 0, 0
    comment = False
    for tag in _TAG.finditer(text):
        if not unseen and not comment:
            parts.append(text[at : tag.start()])
        at = tag.end()
        closing, name = tag.group(1), (tag.group(2) or "").lower()
        comment = tag.group() == "<!--" or (comment and tag.group() != "-->")
        if name in _UNSEEN:
            unseen = max(0, unseen + (-1 if closing else 1))
        elif name in _LINES:
            parts.append("\n")
    if not unseen and not comment:
        parts.append(text[at:])
    lines = (" ".join(line.split()) for line in html.unescape("".join(parts)).split("\n"))
    return "\n\n".join(line for line in lines if line)
