"""Words of a sentence with their place in the text and the little grammar that rules need."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache

from detente.reading.words.contractions import spelt_out
from detente.reading.words.forms import forms, words

__all__ = ["FILLER", "Token", "tokenise"]

FILLER = "\u00ad"  # a sign within a word that is no letter of it: a hyphen at the end of a line
_LETTERS = r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\u00ad])*"  # composed or not
_TOKEN = re.compile(
    r"(?:[A-Z]\.){2,}"
    r"|\d+(?:[.,:]\d+)*(?:st|nd|rd|th|bn|m|km|%)?"
    rf"|{_LETTERS}(?:[-.](?=[^\W\d_]){_LETTERS}|['’](?![sS]\b){_LETTERS}|\d+)*\+?"
    r"|['’][sS]\b"
    r"|``|''"
    r"|[^\w\s]|\w"
)
_CONTRACTED = re.compile(rf"{_LETTERS}(['’](?:re|ve|ll|d|m))", re.IGNORECASE)
_QUOTED = 400  # characters that a short quotation may have
_OPENING = re.compile(r"(?:^|[\s(])['‘](?=\w)")
_YEAR = 4  # digits of a year
_SAME = frozenset("same next following".split())
_AGAIN = frozenset(("again", "more"))
_NO_ADVERBS = frozenset("family assembly monopoly anomaly melancholy friendly unfriendly".split())
_QUOTES = frozenset("\"“”„«»‘’'``''") | {"``", "''"}


@dataclass(frozen=True, slots=True)
class Token:
    """One word or mark. ``tag`` is a closed class or "O" for any other word.

    D determiner, P preposition, R pronoun, M modal, X auxiliary, N negation, A adverb or weekday,
    C conjunction, S subordinator, T "to", G "'s", Q quotation mark, "." other mark.
    """

    text: str
    low: str
    start: int
    end: int
    tag: str

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()

    @property
    def word(self) -> bool:
        """Whether it is a word or number, not a mark."""
        return self.tag not in ".QG"


@lru_cache
def _classes() -> dict[str, str]:
    found: dict[str, str] = {}
    for key, tag in (
        ("negations", "N"),
        ("modals", "M"),
        ("auxiliaries", "X"),
        ("conjunctions", "C"),
        ("pronouns", "R"),
        ("determiners", "D"),
        ("prepositions", "P"),
        ("subordinators", "S"),
        ("adverbs", "A"),
    ):
        for word in sorted(words("grammar", key)):
            found.setdefault(word, tag)
    days = dict.fromkeys(_days(), "A")
    return {**days, **found, "to": "T", "'s": "G", "’s": "G", "no": "N", "'t": "N", "that": "S"}


@lru_cache
def _days() -> frozenset[str]:
    """The days of the week; like other adverbs they stand between a subject and its verb."""
    return words("dates", "weekdays")


def _tag(text: str, low: str, classes: dict[str, str]) -> str:
    if low in classes:
        return classes[low]
    if text in _QUOTES:
        return "Q"
    if not (text[0].isalnum()):
        return "."
    if not low.endswith("ly") or len(low) < 5 or text[0].isupper():
        return "O"
    return "O" if low in forms() or low in _NO_ADVERBS else "A"


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where the words stand; hyphens before a capital part them ("US-Russia")."""
    found: list[tuple[int, int]] = []
    for match in _TOKEN.finditer(text, start, end):
        a, b = match.span()
        if b - a > 4 and text[b - 3 : b].lower() in {"n't", "n’t"}:
            cut = b - 3 if text[a:b].lower() not in {"can't", "can’t"} else b - 2
            found += [(a, cut), (cut, b)]
            continue
        if (contracted := _CONTRACTED.fullmatch(text, a, b)) is not None:
            found += [(a, contracted.start(1)), (contracted.start(1), b)]
            continue
        while (
            (dash := text.find("-", a, b - 1)) > a
            and text[dash + 1].isupper()
            and text[a].isupper()
        ):
            found += [(a, dash), (dash, dash + 1)]
            a = dash + 1
        found.append((a, b))
    return found


def _owns(text: str, start: int, a: int) -> bool:
    """Whether an apostrophe behind a plural owns what follows: "the rebels' envoy"."""
    if text[a] not in "'’" or text[a - 1 : a] != "s" or text[a + 1 : a + 2] != " " or a <= start:
        return False
    return _OPENING.search(text, max(start, a - _QUOTED), a) is None  # else it closes a quotation


def tokenise(text: str, start: int, end: int) -> list[Token]:
    """The words and marks of ``text`` from ``start`` to ``end``.

    Examples
    --------
    >>> [token.text for token in tokenise("The US-Russia talks didn't end.", 0, 31)]
    ['The', 'US', '-', 'Russia', 'talks', 'did', "n't", 'end', '.']
    """
    classes = _classes()
    found = []
    for a, b in _pieces(text, start, end):
        word = _spelt(text[a:b])
        low = word.lower().replace("’", "'")
        tag = "G" if _owns(text, start, a) else _tag(word, low, classes)
        found.append(Token(word, low, a, b, tag))
        before = found[-2] if len(found) > 1 else None
        if low == "yet" and before is not None and before.tag == "N":
            found[-1] = replace(found[-1], tag="A")  # "has not yet agreed"
        if before is not None and (
            (low in _days() and before.low == "on") or (before.low == "once" and low in _AGAIN)
        ):
            found[-2] = replace(before, tag="A")
    _dated(found)
    return _in_full(found, classes)


@lru_cache
def _months() -> frozenset[str]:
    return words("dates", "months") | words("dates", "short_months")


def _dated(found: list[Token]) -> None:
    """Tag days as adverbs: "Peru 15 Sept dismissed", "Peru same day dismissed"."""
    months = _months()
    for k in range(len(found) - 1):
        one, two = found[k], found[k + 1]
        if two.low != "day" and two.low not in months and one.low not in months:
            continue
        number, month = (one, two) if one.text.isdigit() else (two, one)
        day = number.text.isdigit() and len(number.text) < _YEAR and month.capital
        told = one.low in _SAME and two.low == "day"
        if told or (day and month.low in months):
            found[k], found[k + 1] = replace(one, tag="A"), replace(two, tag="A")


def _spelt(word: str) -> str:
    """A word in composed letters: without ligatures, loose accents and what fills it."""
    if word.isascii() or not word[0].isalpha():
        return word
    return unicodedata.normalize("NFKC", word.replace(FILLER, "")) or word


def _in_full(found: list[Token], classes: dict[str, str]) -> list[Token]:
    """The words with those that stand in short forms spelt out: "we'll" is "we will"."""
    if not any("'" in token.low for token in found):
        return found
    lows, full = [token.low for token in found], list(found)
    for k, word in spelt_out(lows):
        full[k] = replace(full[k], low=word, tag=classes.get(word, full[k].tag))
    return full
