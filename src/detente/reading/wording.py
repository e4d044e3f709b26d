"""Groups of words that tell an act by what is said: harm, wrong, help, approval, denial."""

from __future__ import annotations

import re
from functools import lru_cache

from detente.reading.lexicon import forms, table

__all__ = ["finds", "is_verb_of"]


def finds(group: str, text: str) -> str | None:
    """The first word or phrase of a group of the lexicon that stands in a text.

    Verbs of wrong and denial count in the forms in which conduct is told, other verbs in any.

    Examples
    --------
    >>> finds("wrong.broken", "Its promises were never kept.")
    'never kept'
    """
    found = _pattern(group).search(text)
    return found.group() if found else None


def is_verb_of(group: str, word: str) -> bool:
    """Whether a word is a form of one of the verbs of a group."""
    return any(one.lemma in _lemmas(group) for one in forms().get(word, ()))


@lru_cache
def _lemmas(group: str) -> frozenset[str]:
    return frozenset(table("meaning")[group]["verbs"].split())


@lru_cache
def _pattern(group: str) -> re.Pattern[str]:
    name, _, entry = group.partition(".")
    rows = table("meaning")[name]
    listed: list[str] = []
    for key, value in rows.items():
        if key == entry or (not entry and key in {"nouns", "words", "phrases", "verbs"}):
            listed += value.split() if isinstance(value, str) else value
    if not entry and "verbs" in rows:
        listed += _told(rows["verbs"])
        if name == "wrong":
            listed = [word for word in listed if word not in rows["verbs"].split()]
    longest_first = sorted(dict.fromkeys(listed), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE)


def _told(verbs: str) -> list[str]:
    """The forms of verbs in which conduct is told."""
    wanted, told = frozenset(verbs.split()), {"past", "part", "ing"}
    return [
        word
        for word, readings in forms().items()
        if any(one.lemma in wanted and one.form in told for one in readings)
    ]
