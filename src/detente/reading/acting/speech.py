"""What somebody says: parted into segments where its act changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from detente.model.register import Act
from detente.reading.acting.frames import Judgement
from detente.reading.acting.rules import judge
from detente.reading.acting.words_said import Said
from detente.reading.facing.referents import Referents
from detente.reading.parsing.clauses import Clause, Parsed
from detente.reading.parsing.conditions import condition_in
from detente.reading.telling.found import Finding, Head, Words
from detente.reading.words.grammar import RELATIVE
from detente.reading.words.tokens import Token
from detente.reading.words.wording import finds

__all__ = ["Voice", "further_words", "spoken"]


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks: the parties, the words that name them, and the usual act of the verb."""

    makers: tuple[str, ...]
    speaker: str | None
    usual: Act = "claim"
    by: str = ""  # the verb


@dataclass(frozen=True, slots=True)
class _Segment:
    """Words of one act."""

    words: Words
    judgement: Judgement


def spoken(parsed: Parsed, head: Head, voice: Voice, referents: Referents) -> Iterator[Finding]:
    """What is said by a verb of speech; the attribution belongs to the segment next to it."""
    but = -1 if head.plain else head.verb.i
    segments = _segments(parsed, head.content, voice, referents, but=but, trails=not head.leads)
    last = len(segments) - 1
    own = next((one for one in parsed.clauses if one.verb.i == head.verb.i), None)
    aside = own is not None and own.opener in RELATIVE  # "a step which it calls unusual"
    for number, segment in enumerate(segments):
        first, end = segment.words
        if head.leads and number == 0:
            first = head.start
        if not head.leads and number == last:
            end = max(end, head.end)
        if segment.judgement.act == "claim" and (aside or _says_nothing(parsed, segment.words)):
            continue
        if not head.plain or segment.judgement.act != "claim":
            yield _finding(segment, (first, end), voice, "plain" if head.plain else "speech")


def further_words(parsed: Parsed, voice: Voice, referents: Referents) -> Iterator[Finding]:
    """A further sentence of a quotation: its speaker is whoever spoke before it."""
    words = (0, len(parsed.tokens))
    for segment in _segments(parsed, words, voice, referents, but=-1):
        yield _finding(segment, segment.words, voice, "quotation")


def _finding(segment: _Segment, span: Words, voice: Voice, rule: str) -> Finding:
    act, plover, cue, makers, faced = segment.judgement
    return Finding(act, plover, makers, voice.speaker, segment.words, span, rule, cue, faced)


def _segments(
    parsed: Parsed,
    words: Words,
    voice: Voice,
    referents: Referents,
    *,
    but: int,
    trails: bool = False,
) -> Sequence[_Segment]:
    """What is said, parted at conjunctions and marks where act or party differ."""
    found: list[_Segment] = []
    for first, end in _pieces(parsed, words, but):
        if end - first < 2 and (first, end) != words:
            continue
        clauses = [one for one in parsed.clauses_in(first, end) if one.verb.i != but]
        said = Said(
            parsed, (first, end), clauses, voice.makers, voice.usual, referents, trails, voice.by
        )
        judgement = judge(said)
        if found and _same(found[-1].judgement, judgement):
            whole = (found[-1].words[0], end)
            found[-1] = replace(found[-1], words=whole)
        elif found and found[-1].judgement.act == "claim" and _goes_on(parsed, clauses):
            found[-1] = _Segment((found[-1].words[0], end), judgement)
        elif found and judgement.act == "claim" and _trails(clauses):
            found[-1] = replace(found[-1], words=(found[-1].words[0], end))
        else:
            found.append(_Segment((first, end), judgement))
    return found


def _says_nothing(parsed: Parsed, words: Words) -> bool:
    """Whether what is said gives no answer: "time would tell", "no comment"."""
    return words[1] - words[0] < 16 and finds("silence", parsed.lows[slice(*words)]) is not None


def _goes_on(parsed: Parsed, clauses: Sequence[Clause]) -> bool:
    """Whether a segment goes on with what led up to it: "had seen the text and had no ..."."""
    if not clauses or not clauses[0].shared or clauses[0].opener != "and":
        return False
    return clauses[0].verb.past and not clauses[0].verb.modal


def _trails(clauses: Sequence[Clause]) -> bool:
    """Whether a segment without an act only carries on the one before it."""
    return bool(clauses) and clauses[0].shared and clauses[0].opener == "and"


def _same(one: Judgement, other: Judgement) -> bool:
    return one.act == other.act and one.makers == other.makers


def _pieces(parsed: Parsed, words: Words, but: int) -> Iterator[Words]:
    """The coordinate clauses of what is said, each without the conjunction before it."""
    start, end = words
    condition = condition_in(parsed, *words) or (0, 0)
    fronted = condition[1] > 0 and condition[0] <= start + 1  # holds for all that follows
    nested = False
    for clause in parsed.clauses_in(start, end):
        nested = clause.opener in RELATIVE or (nested and clause.shared)
        if clause.verb.i == but or nested or not (cut := _cut(parsed, clause, start)):
            continue
        if condition[0] < cut[0] and clause.verb.i < condition[1]:
            continue
        if fronted and clause.opener == "and" and clause.subject is not None and start == words[0]:
            continue
        if cut[0] > start + 1 and clause.verb.i > start:
            yield start, cut[0]
            start = cut[1]
    yield start, end


def _cut(parsed: Parsed, clause: Clause, start: int) -> Words | None:
    """The words that join a clause to the one before it, if they do so."""
    first = clause.start
    while first > start and parsed.tokens[first - 1].low == "that":
        first -= 1
    last = first
    k = first - 1
    while k > start and (parsed.tokens[k].tag == "Q" or parsed.tokens[k].low in _CONNECTIVES):
        k, last = k - 1, k
    if k <= start or parsed.tokens[k].low not in _JOINS:
        return None
    while k > start and (
        parsed.tokens[k - 1].text in {",", ";"} or parsed.tokens[k - 1].tag == "Q"
    ):
        k -= 1
    return k, last


def _lead_in(token: Token) -> bool:
    return token.text in {",", ";"} or token.tag == "Q" or token.low == "even"


_JOINS = frozenset(("and", "but", ";", "while", "whereas", "though", "although", "yet", "nor"))


_CONNECTIVES = frozenset("if unless should once until when".split())
