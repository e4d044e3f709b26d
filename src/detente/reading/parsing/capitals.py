"""Words in capitals as a report would write them elsewhere: names, lead words, whole lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from detente.reading.naming.parties import gazetteer, plain, role, shapes
from detente.reading.words.forms import forms, words

__all__ = ["recased"]

_LOUD = r"[^\W\d_a-zà-öø-ÿ]{2,}(?:['’][^\W\d_a-zà-öø-ÿ]+)*(?!\w)"
_RUN = re.compile(rf"(?<![\w&]){_LOUD}(?:(?:[ ,]{{1,2}}(?:(?:of|and|the) )?|-){_LOUD})*")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SMALL = re.compile(r"[^\W\d_A-Z]")
_LOW = frozenset("of and the for in on at to by with".split())
_KNOWN_TAGS = (
    "determiners",
    "prepositions",
    "pronouns",
    "modals",
    "auxiliaries",
    "negations",
    "adverbs",
    "conjunctions",
    "subordinators",
)
_TITLE = 12  # words of a line that is rather a title or letterhead
_LONGEST = 6  # words of a name


def recased(text: str) -> str:
    """The text with its names and words in capitals as elsewhere; acronyms stay.

    Examples
    --------
    >>> recased("SAUDI ARABIA, for the ARAB GROUP, did NOT accept; NATO was silent.")
    'Saudi Arabia, for the Arab Group, did not accept; NATO was silent.'
    """
    if not any(True for _ in _RUN.finditer(text)):
        return text
    return "\n".join(_line(line) for line in text.split("\n"))


def _line(line: str) -> str:
    loud = _SMALL.search(line) is None and line.count(" ") > 1
    pieces, at = [], 0
    for run in _RUN.finditer(line):
        start, end = run.span()
        before = line[max(start - 8, 0) : start].rstrip(" \"“‘«'(•*-–—")
        opens = not before or before[-1] in ".!?:"
        title = loud and line.count(" ") < _TITLE and line.rstrip()[-1:] not in {".", "!", "?"}
        written = _loud(run.group(), title=title) if loud else _run(run.group(), opens=opens)
        if len(written) == end - start:
            pieces += [line[at:start], written]
            at = end
    return "".join((*pieces, line[at:])) if pieces else line


def _capital(word: str) -> str:
    return word[:1] + word[1:].lower()


def _run(run: str, *, opens: bool) -> str:
    """A run of words in capitals within a line of the usual kind."""
    found = list(_WORD.finditer(run))
    spelt = [match.group() for match in found]
    written = dict(_names(spelt))
    telling = len(spelt) > 1 and any(_tells_kind(word.lower()) for word in spelt)
    for k, word in enumerate(spelt):
        if k in written or not word.isupper():
            continue
        if _acronym(word):
            written[k] = word
        elif _lexical(word) and not telling:
            written[k] = (
                _capital(word) if (opens and not k) or _tells_kind(word.lower()) else word.lower()
            )
        elif telling:
            written[k] = _capital(word) if word.lower() not in _LOW else word.lower()
        elif opens and not k and _plain_word(word):
            written[k] = _capital(word)
    return _put(run, found, written)


def _loud(run: str, *, title: bool) -> str:
    """A run of words in a line that has nothing but capitals; as titles are, if it is one."""
    found = list(_WORD.finditer(run))
    spelt = [match.group() for match in found]
    written = dict(_names(spelt))
    for k, word in enumerate(spelt):
        if k not in written and word.isupper():
            low = word.lower()
            named = k > 0 and role(spelt[k - 1].lower()) == "persons" and not _lexical(word)
            kept = _acronym(word)
            named = named or (title and low not in _LOW)
            written[k] = word if kept else _capital(word) if named or not k else low
    return _put(run, found, written)


def _put(run: str, found: list[re.Match[str]], written: dict[int, str]) -> str:
    pieces, at = [], 0
    for k, match in enumerate(found):
        pieces += [run[at : match.start()], written.get(k, match.group())]
        at = match.end()
    return "".join((*pieces, run[at:]))


def _names(spelt: list[str]) -> Iterator[tuple[int, str]]:
    """The words that spell a party's name, as its name is written."""
    k = 0
    while k < len(spelt):
        length = next(
            (n for n in range(min(_LONGEST, len(spelt) - k), 0, -1) if _named(spelt, k, n)), 0
        )
        for n in range(k, k + length):
            yield n, _cased(spelt[n], inner=n > k)
        k += length or 1


def _cased(word: str, *, inner: bool) -> str:
    if not word.isupper():
        return word
    return word.lower() if inner and word.lower() in _LOW else _capital(word)


def _named(spelt: list[str], k: int, length: int) -> bool:
    """Whether some words are a name once they are written as one, and none as they stand."""
    part = [word.removesuffix("'S").removesuffix("’S") for word in spelt[k : k + length]]
    if not any(word.isupper() for word in part):
        return False
    if length == 1 and (_acronym(part[0]) or part[0] in {"MAY", "MARCH"}):
        return False
    return tuple(plain(_cased(w, inner=n > 0)) for n, w in enumerate(part)) in _spellings()


@lru_cache
def _spellings() -> frozenset[tuple[str, ...]]:
    """Every name of the lexicon, as its words."""
    return frozenset(name for name, _ in gazetteer())


def _acronym(word: str) -> bool:
    """Whether a word is written so elsewhere too: NATO, US."""
    return (plain(word),) in _spellings()


@lru_cache
def _common() -> frozenset[str]:
    """Words that are no names: those of grammar, of roles and of kinds."""
    return frozenset().union(*(words("grammar", key) for key in _KNOWN_TAGS))


def _lexical(word: str) -> bool:
    low = word.lower()
    if len(low) < 3:
        return low in {"no", "not", "do", "of", "to", "in", "is", "be", "an", "at", "by", "on"}
    return low in _common() or low in forms() or _tells_kind(low)


def _tells_kind(low: str) -> bool:
    """Whether a word tells an office or a kind of body: "chair", "group"."""
    return low in shapes() or low.removesuffix("s") in shapes() or role(low) is not None


def _plain_word(word: str) -> bool:
    """Whether a word in capitals that opens a line is rather a word than an acronym."""
    return len(word) > 4 and any(sign in "AEIOU" for sign in word[1:])
