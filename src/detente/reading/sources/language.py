"""What language a text is in, by its script and its commonest words.

Own profiles, because the default path has no trained model and no dependency, and because the
question is only whether a text is English and, if not, how to call what it is.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from detente.errors import SourceError
from detente.reading.words.forms import table

__all__ = ["language_of", "require_english"]

SAMPLE = 40_000  # characters
FEW = 25  # words; of fewer nothing is said
_WORD = re.compile(r"[^\W\d_]+")


def require_english(text: str, name: str | None) -> None:
    """Raise `SourceError`, naming the language, for a text that is not English."""
    language = language_of(text)
    if language not in (None, "English"):
        raise SourceError(
            f"the report is in {language}: detente reads English, so translate it first", file=name
        )


def language_of(text: str) -> str | None:
    """The language of a text, or None where it cannot be told.

    Examples
    --------
    >>> language_of("Le ministre a déclaré que la France ne peut pas accepter les conditions "
    ...     "qui ont été posées par les autres parties dans une lettre aux membres du conseil.")
    'French'
    >>> language_of("Minsk") is None
    True
    """
    words = _WORD.findall(text[:SAMPLE].lower())
    letters = Counter("".join(words))
    return _by_script(letters) or _by_words(words)


@lru_cache
def _scripts() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, re.compile(f"[{signs}]")) for name, signs in table("languages")["scripts"])


def _by_script(letters: Counter[str]) -> str | None:
    """The language whose script most letters are in, if it has one of its own."""
    total = letters.total()
    for name, pattern in _scripts():
        share = sum(count for letter, count in letters.items() if pattern.match(letter))
        if share >= 20 and share * 2 > total:
            return _among(letters, name)
    return None


def _among(letters: Counter[str], script: str) -> str:
    """Of the languages that share a script, the one whose own letters the text has."""
    for name, own in table("languages")["telling"].get(script, ()):
        if sum(letters[letter] for letter in own) * 200 > letters.total():
            return str(name)
    return script


@lru_cache
def _profiles() -> dict[str, frozenset[str]]:
    return {name: frozenset(listed.split()) for name, listed in table("languages")["words"].items()}


def _by_words(words: list[str]) -> str | None:
    """The language whose commonest words the text has, if they are many and no other's as many."""
    if len(words) < FEW:
        return None
    counts = Counter(words)
    found = {name: sum(counts[word] for word in profile) for name, profile in _profiles().items()}
    best = max(found, key=lambda name: found[name])
    clear = found[best] > 2 * found["English"] and found[best] * 8 > len(words)
    return best if best == "English" or clear else None
