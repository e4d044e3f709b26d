"""The telegraphic style of trackers: days without "on", subjects and articles left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice

from detente.reading.words.forms import words
from detente.reading.words.tokens import Token

__all__ = ["bare_day", "is_telegraphic"]

_FEWEST = 3  # days told so before a text is in that style


_LED = re.compile(r"(?:\b(?:on|of|by|to|in|the|since|from|until|till|before|after|and|or)|,) $")
_VERB = re.compile(r" [a-z]+(?:ed|s|t|d|k|n|m|e|w)\b")
_OPENS = re.compile(r"(?:^|\n|; )\W{0,3}$")
_CLOSES = re.compile(r"[.:,;]| [-–—]| [a-zA-Z]")


@lru_cache
def _day() -> re.Pattern[str]:
    """A day and a month, or what points to the day before."""
    names = sorted(words("dates", "months") | words("dates", "short_months"), key=len, reverse=True)
    month = rf"(?:{'|'.join(name.capitalize() for name in names)})\b\.?"
    return re.compile(rf"\b\d{{1,2}}(?:[-–]\d{{1,2}})? {month}|{month} \d{{1,2}}\b|\bsame day\b")


def _bare(match: re.Match[str]) -> bool:
    """Whether a day stands before a verb, or opens an entry, without a preposition."""
    before = match.string[max(match.start() - 10, 0) : match.start()]
    if match.group() == "same day":
        return not before.endswith("the ")
    if _OPENS.search(before):
        return _CLOSES.match(match.string, match.end()) is not None
    alone = before[-1:] == " " and not _LED.search(before)
    return alone and _VERB.match(match.string, match.end()) is not None


def is_telegraphic(text: str) -> bool:
    """Whether a text is written as trackers are.

    Examples
    --------
    >>> is_telegraphic("Peru 3 May accused Chile; Chile same day denied it; 5 May offered talks.")
    True
    >>> is_telegraphic("On 3 May Peru accused Chile. Chile denied it on 4 May.")
    False
    """
    bare = (match for match in _day().finditer(text) if _bare(match))
    return len(list(islice(bare, _FEWEST))) == _FEWEST


def bare_day(tokens: Sequence[Token], i: int) -> int:
    """Where the day begins that stands right before word ``i``; ``i`` itself if none does."""
    if i < len(("15", "Sept")):
        return i
    one, other = tokens[i - 2], tokens[i - 1]
    if other.low == "day" and one.low in words("dates", "near"):
        return i - 2
    pair = (one, other) if one.text[0].isdigit() else (other, one)
    dated = pair[0].text[0].isdigit() and pair[1].text[0].isupper() and pair[1].low in _months()
    return i - 2 if dated else i


@lru_cache
def _months() -> frozenset[str]:
    return words("dates", "months") | words("dates", "short_months")
