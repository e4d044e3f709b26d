"""Questions of a draft as texts: what is asked, the words that answer it, and the answer."""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["SKIPPED", "Asked", "answered", "unanswered"]

SKIPPED = "skip"
"""The word behind a question that an analyst does not want to be asked again."""

_ASSUMED = r"(?:assumed (?P<assumed>\w+): )?"
_WHOLE = re.compile(
    rf"{_ASSUMED}(?P<asked>.*\? \((?P<words>\w+(?:/\w+)+)\))(?:\s+(?P<word>\w+))?", re.DOTALL
)


class Asked(NamedTuple):
    """A question with the words that answer it, the one that was given, and the one assumed."""

    question: str
    words: tuple[str, ...]
    word: str | None
    assumed: str | None

    @classmethod
    def read(cls, text: str) -> Asked | None:
        """The question that a text is; None of one that no single word answers.

        Examples
        --------
        >>> Asked.read("assumed no: Would it do so? (yes/no) yes")
        Asked(question='Would it do so? (yes/no)', words=('yes', 'no'), word='yes', assumed='no')
        >>> Asked.read("Would it?")
        """
        found = _WHOLE.fullmatch(text)
        if found is None:
            return None
        words = tuple(found["words"].split("/"))
        return cls(found["asked"], words, found["word"], found["assumed"])

    @classmethod
    def words_of(cls, text: str) -> tuple[str, ...]:
        """The words that answer a question."""
        known = cls.read(text)
        return known.words if known else ()


def unanswered(text: str) -> str:
    """The question without the word behind it."""
    known = Asked.read(text)
    return text if known is None else known.question


def answered(text: str, word: str) -> str:
    """The question with a word behind it, in place of one that stood there.

    Examples
    --------
    >>> answered("Would it do so? (yes/no) yes", "no")
    'Would it do so? (yes/no) no'
    """
    return f"{unanswered(text)} {word}"
