"""The telegraphic style of trackers: days without "on", subjects and articles left out."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice

from detente.reading.words.forms import words

__all__ = ["is_telegraphic"]

_FEWEST = 3  # days told so before a text is in that style


@lru_cache
def _bare_day() -> re.Pattern[str]:
    """A day that stands before a verb or opens an entry, without a preposition."""
    names = sorted(words("dates", "months") | words("dates", "short_months"), key=len, reverse=True)
    month = rf"(?:{'|'.join(name.capitalize() for name in names)})\b\.?"
    day = rf"(?:\d{{1,2}}(?:[-–]\d{{1,2}})? {month}|{month} \d{{1,2}})"
    return re.compile(
        rf"(?:(?<=[\w) ] )(?<!on )(?<!of )(?<!by )(?<!to )(?<!in )(?<!the )(?<!since )(?<!from )"
        rf"{day}(?= [a-z]+(?:ed|s|t|d|k|n|m|e|w)\b)"
        rf"|(?:^|(?<=; ))\W{{0,3}}{day}(?=[.:,;]| [-–—]| [a-zA-Z]))"
        rf"|\bsame day\b|(?<=; )next day\b",
        re.MULTILINE,
    )


def is_telegraphic(text: str) -> bool:
    """Whether a text is written as trackers are.

    Examples
    --------
    >>> is_telegraphic("Peru 3 May accused Chile; Chile same day denied it; 5 May offered talks.")
    True
    >>> is_telegraphic("On 3 May Peru accused Chile. Chile denied it on 4 May.")
    False
    """
    return len(list(islice(_bare_day().finditer(text), _FEWEST))) == _FEWEST
