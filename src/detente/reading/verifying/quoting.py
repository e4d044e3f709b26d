"""Where quoted words stand in a text: exactly, but for typography, or nearly."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Literal

__all__ = ["ALIKE", "NEGATIONS", "Place", "find_quote", "same_sense"]

NEGATIONS = re.compile(
    r"\b(?:not|no|never|neither|nor|none|nobody|nothing|without|cannot)\b|n['’]t\b", re.IGNORECASE
)
_NUMBERS = re.compile(r"\d+(?:[.,]\d+)*")
_NAMES = re.compile(r"\b[A-Z][\w’'-]*")
_ROLES = re.compile(r"\b(?:by|to|from|against|with|for)\b", re.IGNORECASE)  # who does, and to whom

ALIKE = 0.95  # how much of two strings must agree for one to be the other misquoted
LONGEST_ALIKE = 8000  # characters in which words are looked for that are nearly the quoted ones
LONGEST_MISQUOTED = 1000  # characters of a quote that may be nearly right
PIECE = 8  # characters
_SIGNS = {
    **dict.fromkeys("“”„«»″", '"'),
    **dict.fromkeys("‘’‚‹›′`", "'"),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\ufeff", ""),
}
_WORD = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a quote stands, and how exactly."""

    start: int
    end: int
    how: Literal["exact", "normalised", "alike"]


def find_quote(
    text: str, quote: str, start: int = 0, end: int | None = None, near: int | None = None
) -> Place | None:
    """Where a quote stands between two places of a text, as whole words; None if nowhere.

    It is looked for exactly, then but for case, blanks, quotation marks and dashes, then for
    the one stretch that agrees in at least 95 parts of 100. Of several places the one nearest to
    ``near`` is taken, else the first.

    Examples
    --------
    >>> text = "It said: “We won’t  go.”"
    >>> find_quote(text, "won't go")
    Place(start=13, end=22, how='normalised')
    >>> find_quote(text, "We will go") is None
    True
    """
    end = len(text) if end is None else end
    quote = quote.strip()
    if not any(map(str.isalnum, quote)):
        return None
    for search in (_exactly, _normalised):
        found = list(search(text, quote, start, end))
        if found:
            return found[0] if near is None else min(found, key=lambda p: abs(p.start - near))
    return _alike(text, quote, start, end) if end - start <= LONGEST_ALIKE else None


def _exactly(text: str, quote: str, start: int, end: int) -> Iterator[Place]:
    at = text.find(quote, start, end)
    while at >= 0:
        if _whole_words(text, at, at + len(quote)):
            yield Place(at, at + len(quote), "exact")
        at = text.find(quote, at + 1, end)


def _normalised(text: str, quote: str, start: int, end: int) -> Iterator[Place]:
    plain, places = _plain(text[start:end])
    sought = _plain(quote)[0].strip()
    at = plain.find(sought) if sought else -1
    while at >= 0:
        first, last = start + places[at], start + places[at + len(sought) - 1] + 1
        if _whole_words(text, first, last):
            yield Place(first, last, "normalised")
        at = plain.find(sought, at + 1)


@lru_cache(maxsize=8)
def _plain(text: str) -> tuple[str, list[int]]:
    """A text without its typography, and for each of its characters the place it comes from."""
    signs: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        if character.isspace():
            if signs and signs[-1] == " ":
                continue
            plain = " "
        elif (plain := _SIGNS.get(character, "?")) == "?":
            plain = unicodedata.normalize("NFKC", character).casefold()
        signs.extend(plain)
        places.extend([place] * len(plain))
    return "".join(signs), places


def _alike(text: str, quote: str, start: int, end: int) -> Place | None:
    """The one stretch that is nearly the quote; None if there are several or none."""
    plain, places = _plain(text[start:end])
    sought = _plain(quote)[0].strip()
    if len(sought) > LONGEST_MISQUOTED:
        return None
    words = [match.span() for match in _WORD.finditer(plain)]
    begins, ends = [one[0] for one in words], [one[1] for one in words]
    matcher = SequenceMatcher(b=sought, autojunk=False)
    found: set[tuple[float, int, int]] = set()
    for likely_first, likely_last in _alignments(plain, sought):
        for first in _near(begins, likely_first):
            for last in _near(ends, likely_last):
                if first < last and (share := _agreement(matcher, plain[first:last])):
                    found.add((share, first, last))
    if not found:
        return None
    best = max(found)
    if any(last <= best[1] or first >= best[2] for _, first, last in found):
        return None
    return Place(start + places[best[1]], start + places[best[2] - 1] + 1, "alike")


def _alignments(plain: str, sought: str) -> Iterator[tuple[int, int]]:
    """Where the quote may begin and end, by where pieces of it stand exactly.

    Of a quote that agrees in 95 parts of 100 about half of the pieces of eight letters stand
    unchanged, and in step; so what has fewer in step need not be compared letter by letter, which
    keeps the search linear for quotes that are no quotes.
    """
    drift = max(PIECE, len(sought) // 10)
    steps: dict[int, list[tuple[int, int]]] = {}
    pieces = range(0, max(1, len(sought) - PIECE + 1), PIECE)
    for at in pieces:
        place = plain.find(sought[at : at + PIECE])
        while place >= 0:
            steps.setdefault((place - at) // drift, []).append((at, place - at))
            place = plain.find(sought[at : at + PIECE], place + 1)
    for step in sorted(steps):
        together = sorted(steps[step] + steps.get(step + 1, []))
        if len({at for at, _ in together}) * 10 >= len(pieces) * 3:
            yield together[0][1], together[-1][1] + len(sought)


def _near(places: list[int], place: int) -> list[int]:
    """The places at and around a place: two before and two behind."""
    k = bisect_left(places, place)
    return places[max(0, k - 2) : k + 3]


def _agreement(matcher: SequenceMatcher[str], stretch: str) -> float:
    """How much a stretch agrees with the quote, or 0 if that is too little."""
    matcher.set_seq1(stretch)
    if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE:
        return 0.0
    share = matcher.ratio()
    return share if share >= ALIKE else 0.0


def _whole_words(text: str, start: int, end: int) -> bool:
    """Whether a stretch neither begins nor ends within a word."""
    begins = start == 0 or not (text[start - 1].isalnum() and text[start].isalnum())
    ends = end == len(text) or not (text[end - 1].isalnum() and text[end].isalnum())
    return begins and ends


def same_sense(one: str, other: str) -> bool:
    """Whether two nearly equal texts have the same negations, numbers, names and roles, in order.

    Examples
    --------
    >>> same_sense("Peru will not pay Chile 30 million", "Peru will now pay Chile 30 million")
    False
    >>> same_sense("Peru was sued by Chile over fishing", "Peru was sued by Chile over fisching")
    True
    """
    return all(
        [match.lower() for match in pattern.findall(one)]
        == [match.lower() for match in pattern.findall(other)]
        for pattern in (NEGATIONS, _NUMBERS, _NAMES, _ROLES)
    )
