"""Turns of a transcript: who speaks by the label at the head of a paragraph."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from detente.reading.naming.parties import role
from detente.reading.words.forms import table, words

__all__ = ["Label", "labels"]

_BODY = r"(?:\*\*)?:(?:\*\*)?(?:\s+(?=\S)|\s*$)"  # the colon, perhaps in bold
_ASKED = re.compile(
    r"(?:\*\*)?(Q|QUESTION|Question)(?:\*\*)?\s*(?:[.:]\s*|\s)(?:\*\*)?(?=[\w\"“(¿])"
)
_LOUD = re.compile(
    r"(?:\*\*)?((?:[^\W\d_a-z]|Mc|Mac|[.,'’&/ -]|\([^()\n]{1,60}\)|\d{1,2}\b)+?)" + _BODY
)
_TITLED = re.compile(
    r"(?:\*\*)?((?:Mr|Mrs|Ms|Dr|Sir|Dame|Lord|Lady|Ambassador|Minister|President)\.? "
    r"[A-Z][^:\n]{1,50}?(?: \([^()\n]{2,50}\))?)" + _BODY
)
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST = 70  # characters of a label
_TITLES = frozenset(
    "mr mrs ms dr sir dame lord lady mx col gen lt maj adm capt brig sgt amb js".split()
)


@dataclass(frozen=True, slots=True)
class Label:
    """The name of a speaker from ``start`` to ``end``; what is said begins at ``body``.

    ``asks`` tells a reporter, a moderator or whoever else only leads through a call.
    """

    start: int
    end: int
    body: int
    asks: bool


def labels(source: str, starts: Sequence[tuple[int, int]]) -> dict[int, Label]:
    """The labels of a transcript, by the number of the paragraph; none in any other text.

    ``starts`` has where each paragraph begins and ends. A line of capitals before a colon is the
    label of a speaker only where speakers answer each other.
    """
    found = {
        number: label
        for number, (start, end) in enumerate(starts)
        if (number or not source[start:end].isupper())  # a title in capitals is no turn
        and (label := _label(source, start, end)) is not None
    }
    names = Counter(source[one.start : one.end] for one in found.values())
    told = [one for one in found.values() if _of_person(source[one.start : one.end])]
    talks = len(names) > 1 and (max(names.values()) > 1 or len(told) > 1)
    asked = sum(one.asks for one in found.values())
    stated = any(source[one.end - 1] == ")" for one in told)
    if not (talks and told) and not (asked > 1) and not stated:
        return {}
    spoken = names.most_common()
    answers = {name for name, _ in spoken if _of_person(name)}
    if not answers:
        answers = {next((n for n, _ in spoken if not _asks(n)), "")}
    return {
        number: Label(one.start, one.end, one.body, source[one.start : one.end] not in answers)
        for number, one in found.items()
    }


def _label(source: str, start: int, end: int) -> Label | None:
    if asked := _ASKED.match(source, start, end):
        return Label(*asked.span(1), asked.end(), True)
    found = _TITLED.match(source, start, end) or _LOUD.match(source, start, min(end, start + 90))
    if found is None or len(found.group(1)) > _LONGEST or not any(map(str.isupper, found.group(1))):
        return None
    return Label(*found.span(1), found.end(), _asks(found.group(1)))


@lru_cache(maxsize=1024)
def _asks(name: str) -> bool:
    """Whether a label is that of a reporter, a medium or a moderator."""
    found = [word.lower() for word in _WORD.findall(name)]
    return any(word in words("layout", "askers") for word in found)


@lru_cache(maxsize=1024)
def _of_person(name: str) -> bool:
    """Whether a label names somebody who answers: by a title or an office."""
    found = [word.lower() for word in _WORD.findall(name)]
    if _asks(name):
        return False
    return any(word in _TITLES or role(word) == "persons" or word in _offices() for word in found)


@lru_cache
def _offices() -> frozenset[str]:
    return frozenset(table("layout")["answerers"].split())
