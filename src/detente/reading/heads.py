"""The verbs of a sentence that speak or act, who does so, and how far their words reach."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from detente.model.register import Act
from detente.reading.clauses import Parsed
from detente.reading.cues import Cue, usual_act
from detente.reading.lexicon import forms
from detente.reading.parties import Mention

__all__ = ["Head", "find_heads", "first_word", "last_word", "last_word_of_speech"]


@dataclass(frozen=True, slots=True)
class Head:
    """A verb of speech, or of an act, at word ``i``; ``speech`` is the usual act of the former."""

    i: int
    cue: Cue | None
    subject: Mention
    speech: Act | None


def _usual(parsed: Parsed, i: int) -> Act | None:
    """The act of the verb of speech at word ``i`` if what is said tells nothing."""
    acts = (usual_act(reading.lemma) for reading in forms()[parsed.tokens[i].low])
    return next((act for act in acts if act), None)


def find_heads(parsed: Parsed) -> Iterator[Head]:
    """The verbs outside quotations that speak or act, with who does so."""
    previous: Mention | None = None
    for i in range(len(parsed.tokens)):
        if not _may_head(parsed, i):
            continue
        cue, speech = parsed.cue(i), _usual(parsed, i)
        if cue is None and speech is None:
            continue
        subject = _subject(parsed, i, speech, previous)
        if subject is None:
            if speech and previous is None and i > 0 and not parsed.passive(i):
                return  # somebody unknown speaks: what follows is theirs
            continue
        previous = subject
        yield Head(i, cue, subject, speech)


def _may_head(parsed: Parsed, i: int) -> bool:
    token = parsed.tokens[i]
    if parsed.inside[i] or token.low not in forms() or not parsed.finite(i):
        return False
    part_of_name = (token.capital and i) or any(m.i <= i < m.j for m in parsed.mentions)
    return not part_of_name


def _subject(
    parsed: Parsed, i: int, speech: Act | None, previous: Mention | None
) -> Mention | None:
    if parsed.passive(i):
        return parsed.agent_of_passive(i)
    subject = parsed.subject(i)
    if subject is None and speech:
        subject = parsed.follower(i)
    if subject is None and previous is not None and _coordinated(parsed, i):
        subject = previous
    return subject


def _coordinated(parsed: Parsed, i: int) -> bool:
    return any(t.low in {"and", "but", "then"} for t in parsed.tokens[max(0, i - 4) : i])


def _beginning(head: Head, after: int) -> int:
    """Where the clause of a head begins: at its subject if that stands behind ``after``."""
    return head.subject.i if after < head.subject.i < head.i else head.i


def last_word(parsed: Parsed, heads: Sequence[Head], number: int) -> int:
    """The word after what belongs to a head: up to the conjunction before the next."""
    i = heads[number].i
    for head in heads[number + 1 :]:
        start = _beginning(head, i)
        for c in range(start - 1, max(i, start - 5), -1):
            if parsed.tokens[c].low in {"and", "but", ";"} and not parsed.inside[c]:
                return c
    return len(parsed.tokens)


def last_word_of_speech(parsed: Parsed, heads: Sequence[Head], number: int) -> int:
    """The word after what is said: up to another verb of speech that goes on from this one."""
    i = heads[number].i
    for head in heads[number + 1 :]:
        start = _beginning(head, i)
        while start > i + 1 and parsed.tokens[start - 1].tag in "XADT":
            start -= 1
        joined = parsed.tokens[start - 1].low in {"and", "but", "while"}
        if head.i > i + 3 and joined and head.speech and not parsed.inside[start - 1]:
            return start - 1
    return len(parsed.tokens)


def first_word(parsed: Parsed, heads: Sequence[Head], number: int) -> int:
    """Where the evidence of a head begins: at its subject and what stands before that."""
    if number == 0:
        return 0
    previous = heads[number - 1].i
    start = _beginning(heads[number], previous)
    while start > previous + 1 and parsed.tokens[start - 1].tag in "XMAND":
        start -= 1
    return start
