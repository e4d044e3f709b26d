"""What a text says in the words of whoever issues it, or a speaker in a turn of his own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from detente.reading.acting.speech import Voice, further_words
from detente.reading.facing.referents import FIRST_PERSON, Referents
from detente.reading.parsing.clauses import Parsed
from detente.reading.telling.found import Finding
from detente.reading.words.forms import table
from detente.reading.words.tokens import tokenise

__all__ = ["own_words"]

_ANSWER = 4  # words and marks of the shortest answer that tells what it answers
_FEWEST = 5  # words of a claim that says something
_FIRST = FIRST_PERSON | frozenset(("ourselves", "ours"))


def own_words(parsed: Parsed, voice: Voice, referents: Referents) -> Iterator[Finding]:
    """The acts of a sentence that the makers of a text say themselves.

    Questions, courtesy and what leads through a call are none; a claim is one only where it is
    about somebody.
    """
    if parsed.tokens[-1].text == "?" or courteous(" ".join(parsed.lows[:6])):
        return
    if len(parsed.tokens) < _ANSWER and not parsed.clauses:
        return  # "No.", "Not yet."
    about = any(m.parties for m in parsed.mentions) or not _FIRST.isdisjoint(parsed.lows)
    for finding in further_words(parsed, replace(voice, usual="claim", by=""), referents):
        words = finding.content[1] - finding.content[0]
        if finding.act != "claim" or (about and words >= _FEWEST):
            yield replace(finding, rule="own words")


@lru_cache(maxsize=512)
def courteous(opening: str) -> bool:
    """Whether a sentence opens with courtesy: it tells nothing.

    Examples
    --------
    >>> courteous("good morning , everybody"), courteous("we reject the")
    (True, False)
    """
    return f"{opening.replace(' ,', '')} ".startswith(_courtesy())


@lru_cache
def _courtesy() -> tuple[str, ...]:
    """Openings as their words are told apart: short forms are spelt out there."""
    found = (tokenise(one, 0, len(one)) for one in table("layout")["courtesy"])
    return tuple(" ".join(token.low for token in tokens) + " " for tokens in found)
