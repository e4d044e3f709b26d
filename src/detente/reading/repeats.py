"""What a report tells twice: a heading that repeats a sentence, a statement told again."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import itemgetter

from detente.model.register import Act, Provenance, Record
from detente.reading.acting.frames import done_with
from detente.reading.parsing.clauses import Parsed

__all__ = ["Heading", "heading", "stems", "with_headings", "with_repeats"]

_BACK = 24  # earlier acts of the same makers that an act may repeat
_AHEAD = 24  # acts under a heading that it may repeat
_LEAD = 3  # acts right under a heading
_STEM = 5  # letters that words of one family share: "willing", "willingness"
_NOT = re.compile(r"\b(?:not|no|never|nor|nothing|cannot|without)\b|n['’]t\b", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[\w'’-]+")
_MARKS = '"“‘«'

Stems = frozenset[str]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with its words, the parties that it names in their order, and its act if told."""

    start: int
    text: str
    stems: Stems
    parties: tuple[str, ...]
    act: Act | None
    plover: str | None
    cue: str

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.text)


def stems(parsed: Parsed, i: int, j: int, *, names: bool = True) -> Stems:
    """The words from ``i`` up to ``j`` that carry meaning, each as its first letters."""
    return frozenset(
        token.low[:_STEM]
        for k, token in enumerate(parsed.tokens[i:j], i)
        if (token.tag == "O" or token.low.isdigit()) and (names or parsed.taken[k] is None)
    )


def heading(parsed: Parsed) -> Heading:
    """What a heading says, as far as its words alone tell."""
    named = (mention.parties for mention in parsed.mentions if mention.agent)
    parties = tuple(dict.fromkeys(party for parties in named for party in parties))
    cues = ((verb, cue) for verb in parsed.verbs if verb.finite and (cue := parsed.cue(verb)))
    verb, cue = next(cues, (None, None))
    act, plover = None, None
    if verb is not None and cue is not None and not verb.modal:
        act, plover = done_with(cue, negated=verb.negated, hostile=False)
    word = parsed.tokens[cue.i].text if cue else ""
    words = stems(parsed, 0, len(parsed.tokens), names=False)
    text = parsed.source[parsed.start : parsed.end]
    return Heading(parsed.start, text, words, parties, act, plover, word)


def with_repeats(records: Sequence[Record], told: Sequence[Stems]) -> list[Record]:
    """The records, each that is told again linked to its first telling.

    ``told`` has the words of what each record says. Linear: an act is held against the latest of
    its makers only.
    """
    known: dict[tuple[Act, frozenset[str]], list[int]] = {}
    done: list[Record] = []
    for number, record in enumerate(records):
        makers = frozenset((*record.makers, *(record.addressee if record.act == "meet" else ())))
        before = known.setdefault((record.act, makers), [])
        same = (n for n in before[-_BACK:] if _again(record, told[number], done[n], told[n]))
        first = next(same, None)
        if first is None:
            before.append(number)
        done.append(record if first is None else replace(record, same_as=(done[first].id,)))
    return done


def _again(one: Record, words: Stems, other: Record, others: Stems) -> bool:
    """Whether a record tells again what another told: the same act of the same day."""
    if one.date and other.date and one.date != other.date:
        return False
    if one.addressee and other.addressee and not set(one.addressee) & set(other.addressee):
        return False
    if one.act == "meet" and one.date and other.date:
        return True
    numbers = [{word for word in stems if _DIGIT.search(word)} for stems in (words, others)]
    if bool(_NOT.search(one.evidence)) != bool(_NOT.search(other.evidence)) or (
        numbers[0] != numbers[1] and all(numbers)
    ):
        return False
    shared = len(words & others)
    fewer, more = sorted((len(words), len(others)))
    return shared >= 2 and shared * 5 >= fewer * 3 and shared * 5 >= more * 2


def with_headings(records: Sequence[Record], headings: Sequence[Heading]) -> list[Record]:
    """The records, and before them those of the headings that repeat one of them.

    The first heading stands over the whole text, each other over what follows up to the next.
    """
    starts = [record.start for record in records]
    last = records[-1].end if records else 0
    ends = [last, *(after.start for _, after in pairwise(headings[1:])), last]
    found: list[Record] = []
    for one, end in zip(headings, ends, strict=False):
        first = bisect_left(starts, one.end)
        under = records[first : min(first + _AHEAD, bisect_left(starts, end))]
        if same := max(_repeated(one, under), key=itemgetter(0), default=None):
            found.append(_of_heading(one, same[1], len(found) + 1))
    return sorted([*records, *found], key=lambda record: record.start)


def _repeated(one: Heading, records: Sequence[Record]) -> Iterator[tuple[float, Record]]:
    """The records that a heading may repeat, with how much of it each has.

    A heading whose act is told repeats an act of the same kind; one whose act is not told must
    have more words of the sentence, fewer of the first ones, which it mostly sums up.
    """
    if not one.stems or not one.parties:
        return
    for number, record in enumerate(records):
        if one.parties[0] not in record.makers or record.same_as:
            continue
        words = {word[:_STEM] for word in _WORD.findall(record.evidence.lower())}
        shared = len(one.stems & words)
        if one.act is None:
            enough = shared >= 2 and shared >= len(one.stems) * (0.4 if number < _LEAD else 0.6)
        else:
            done = record.act == "do" and record.plover == one.plover
            enough = one.act == record.act and (done or shared >= max(1, len(one.stems) * 0.2))
        if enough:
            yield shared / len(one.stems), record


def _of_heading(one: Heading, record: Record, number: int) -> Record:
    """The record of a heading: the act of the sentence that it repeats, in words of its own."""
    made = Provenance(record.provenance.reader, "heading", one.cue or record.provenance.cue)
    return replace(
        record,
        id=f"h{number}",
        evidence=one.text,
        start=one.start,
        end=one.end,
        provenance=made,
        speaker=None,
        about=" ".join(one.text.split()[:12]),
        content=None,
        condition=None,
        consequence=None,
        clauses=(),
        hedges=(),
        quoted=any(mark in one.text for mark in _MARKS),
        unresolved=(),
        same_as=(record.id,),
    )
