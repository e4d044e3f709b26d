"""What a page puts around its text: datelines, captions, credits, links to other pages."""

from __future__ import annotations

import re
from functools import lru_cache

from detente.reading.words.forms import table

__all__ = ["DATELINE", "is_furniture"]

_CAPITALS = r"[^\W\d_a-zß-ÿ][^\W\d_a-zß-ÿ'’.]+"
_PLACE = (
    rf"(?![A-Z]{{2,3}}(?: [-–—]|: )){_CAPITALS}(?:(?:[ /-]|, ?)[^\W\d_a-zß-ÿ][^\W\d_a-zß-ÿ'’.]*)*"
)
_DAY = (
    r"\(?(?:[A-Z][a-z]{2,8},? )?(?:[A-Z][A-Za-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][A-Za-z]{2,8}\.?)"
    r"(?:,? \(?\d{4}\)?)?\)?"
)
_AGENCY = r"\([^()\n]{1,40}\)"
_COUNTRY = r"[A-Z][a-z]+(?: [A-Z][a-z]+){0,2}|[A-Z]\.[A-Z]\."
_PART = rf"(?:,? ?(?:{_DAY}|{_AGENCY})|, (?:{_COUNTRY}))"
_DASH = r" ?(?:-|–|—|--|\|) "
DATELINE = re.compile(
    rf"(?:{_PLACE}{_PART}{{0,4}}(?:{_DASH}|: )|{_PLACE}{_PART}{{1,4}}\. "
    rf"|[A-Z][a-z]+(?: [A-Z][a-z]+)?(?:, {_DAY})?(?: {_AGENCY}){_DASH}"
    rf"|[A-Z][a-z]+(?: [A-Z][a-z]+)?, {_DAY}{_DASH}"
    rf"|\([^()\n]{{3,60}}\){_DASH})"
)
_MARKS = " \t([{*_-–—•|/>#"
_BRACKETED = re.compile(r"[(\[].*[)\]]\.?$", re.DOTALL)


@lru_cache
def _furniture() -> re.Pattern[str]:
    heads = "|".join(map(re.escape, table("layout")["furniture"]))
    return re.compile(rf"(?:{heads})(?=\s*[:|/(\[]|\s*[–—-]*\s*$)", re.IGNORECASE)


def is_furniture(paragraph: str) -> bool:
    """Whether a paragraph belongs to the page: "Read more: ...", "[Photo: ...]", "- ENDS -".

    Examples
    --------
    >>> is_furniture("[PHOTO: A driver warms his hands.]"), is_furniture("Share prices fell.")
    (True, False)
    """
    head = paragraph[:60].lstrip(_MARKS)
    if _furniture().match(head):
        return True
    inner = _BRACKETED.fullmatch(paragraph.strip()) is not None
    return (
        inner
        and re.match(r"(?i)(?:reporting|editing|writing|additional|photo)\b", head) is not None
    )
