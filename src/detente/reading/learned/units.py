"""A sentence cut at its joints, and what can be seen of each piece without a parser.

A statement is a run of units. The chain of `chain.py` labels them; what it sees of a unit are the
features of this module: its words, its verbs, the marks around it, and what the rules found there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from detente.model.register import Act
from detente.reading.parsing.clauses import Parsed
from detente.reading.telling.found import Words
from detente.reading.words.forms import readings, words
from detente.reading.words.tokens import Token

__all__ = ["Found", "Run", "Surroundings", "features", "of_statement", "units"]

_MARKS = frozenset((",", ";", ":", "—", "–", "(", ")", "--"))
_SHARED = ("c:", "S", "m:", "q:", "f:", "sp:", "v:")  # what a unit's neighbours are told of it
_NUMBER = "#"
_OWN = frozenset("we i our us my".split())


@dataclass(frozen=True, slots=True)
class Run:
    """Units ``i`` up to ``j`` that are one statement, and how probable it is that one begins."""

    i: int
    j: int
    sure: float


@dataclass(frozen=True, slots=True)
class Found:
    """What the rules found: an act, by which of them, at which characters."""

    act: Act
    rule: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where a sentence stands: in what kind of block, first in it or not, behind which act."""

    block: str
    first: bool
    before: str  # the act of the record before, "" if there is none in this block
    last_words: str = ""  # how the sentence before ended


def units(parsed: Parsed) -> list[Words]:
    """Where the units of a sentence stand, as words; together they are the sentence.

    A unit begins behind a mark, at a quotation mark, and at a word that joins clauses.
    """
    joints, tokens = words("grammar", "joints"), parsed.tokens
    found: list[Words] = []
    start = 0
    for k in range(1, len(tokens)):
        if _opens(parsed, tokens, k, joints):
            found.append((start, k))
            start = k
    found.append((start, len(tokens)))
    return _with_words(tokens, found)


def _opens(parsed: Parsed, tokens: Sequence[Token], k: int, joints: frozenset[str]) -> bool:
    token, before = tokens[k], tokens[k - 1]
    if before.text in _MARKS or before.tag == "Q" or token.text == "(":
        return True
    if token.tag == "Q":
        return before.tag != "."
    return token.low in joints and parsed.taken[k] is None


def _with_words(tokens: Sequence[Token], pieces: Sequence[Words]) -> list[Words]:
    """The pieces, those without a word joined to the one before them."""
    found: list[Words] = []
    for i, j in pieces:
        if found and not any(token.word for token in tokens[i:j]):
            found[-1] = (found[-1][0], j)
        else:
            found.append((i, j))
    return found


def of_statement(own: Sequence[Sequence[str]], found: Act | None) -> list[str]:
    """What is seen of the units of one statement together, and the act that the rules found."""
    seen = dict.fromkeys(one for unit in own for one in unit if one[0] not in "+-")
    return [*seen, f"rule:{found or ''}"]


def features(
    parsed: Parsed, pieces: Sequence[Words], found: Sequence[Found], around: Surroundings
) -> list[list[str]]:
    """What is seen of each unit: its own features, then those of its neighbours."""
    whole = list(_of_sentence(parsed, around))
    own = [
        [*_of_words(parsed, i, j), *_of_verbs(parsed, i, j), *_of_rules(parsed, i, j, found)]
        for i, j in pieces
    ]
    shared = [[one for one in unit if one.startswith(_SHARED)] for unit in own]
    for n, unit in enumerate(own):
        unit.append(f"at:{'first' if n == 0 else 'last' if n == len(own) - 1 else 'mid'}")
        unit.extend(whole)
        if n == 0:
            unit.append(f"before:{around.before}")
        else:
            unit.extend(f"-{one}" for one in shared[n - 1])
        if n + 1 < len(own):
            unit.extend(f"+{one}" for one in shared[n + 1])
    return own


def _of_sentence(parsed: Parsed, around: Surroundings) -> Iterator[str]:
    yield "bias"
    yield f"block:{around.block}"
    if around.first:
        yield "opens"
    if parsed.tokens[-1].text == "?":
        yield "asks"
    if not parsed.mentions:
        yield "nobody"
    yield f"told {_manner(parsed)}"
    yield f"told {_manner(parsed)} {around.block} {'opens' if around.first else 'goes on'}"


def _manner(parsed: Parsed) -> str:
    """How a sentence tells: said, in the first person, quoted, with an act, of a year."""
    signs = (
        ("said", any(parsed.speaks(verb) for verb in parsed.verbs)),
        ("own", not _OWN.isdisjoint(parsed.lows)),
        ("quoted", any(parsed.inside)),
        ("act", any(parsed.cue(verb) for verb in parsed.verbs)),
        ("year", any(len(low) == 4 and low.isdigit() for low in parsed.lows)),
    )
    return " ".join(name for name, here in signs if here) or "plainly"


def _of_words(parsed: Parsed, i: int, j: int) -> Iterator[str]:
    before = ""
    for token in parsed.tokens[i:j]:
        if token.tag == ".":
            before = token.low
            continue
        low = _NUMBER if token.text[0].isdigit() else token.low
        yield f"w:{low}"
        if before:
            yield f"2:{before} {low}"
        before = low
    yield f"f:{parsed.lows[i]}"
    yield f"l:{parsed.lows[j - 1]}"
    inside = parsed.inside[i:j]
    yield f"q:{'all' if all(inside) else 'part' if any(inside) else 'none'}"
    for mention in parsed.mentions:
        if i <= mention.i < j:
            yield f"who:{mention.kind}{'+' if mention.agent else '-'}"


def _of_verbs(parsed: Parsed, i: int, j: int) -> Iterator[str]:
    for verb in parsed.verbs:
        if not i <= verb.i < j:
            continue
        low = parsed.lows[verb.i]
        lemma = next((one.lemma for one in readings(low)), low)
        negated = "not " if verb.negated else ""
        yield f"v:{lemma}"
        yield f"vm:{negated}{verb.modal or ''} {lemma}"
        voice, tense = " by" if verb.passive else "", " past" if verb.past else ""
        yield f"vk:{negated}{verb.kind}{voice}{tense}"
        if verb.modal:
            yield f"m:{verb.modal}"
        if cue := parsed.cue(verb):
            yield f"c:{cue.act}"
            yield f"ck:{negated}{cue.act} {verb.kind}"
        if said := parsed.speaks(verb):
            yield "S"
            yield f"sp:{said}"


def _of_rules(parsed: Parsed, i: int, j: int, found: Sequence[Found]) -> Iterator[str]:
    start, end = parsed.span(i, j)
    here = [one for one in found if one.start < end and start < one.end]
    for one in here:
        yield f"r:{one.act}"
        yield f"rb:{one.act}{'+' if start <= one.start < end else ''}"
        yield f"rr:{one.rule}"
    if not here:
        yield "r:"
