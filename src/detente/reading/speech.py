"""What somebody says, before or after the verb of speech: parted where its act changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from detente.model.register import Act
from detente.reading.acts import judge, parts
from detente.reading.clauses import Parsed
from detente.reading.findings import Finding, Words
from detente.reading.heads import Head
from detente.reading.referents import Referents

__all__ = ["Voice", "further_words", "spoken"]


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks: the parties, the words that name them, and the usual act of the verb."""

    makers: tuple[str, ...]
    speaker: str | None
    usual: Act = "claim"


def spoken(
    parsed: Parsed, head: Head, reach: Words, voice: Voice, referents: Referents
) -> Iterator[Finding]:
    """What is said by a verb of speech within ``reach``, its attribution included."""
    first, last = reach
    after = _after_verb(parsed, head, last)
    following = sum(token.word for token in parsed.tokens[after:last])
    if _said_first(parsed, head, first, following):
        yield from _before(parsed, head, reach, voice, referents)
    elif following >= 2:
        for number, (a, b) in enumerate(parts(parsed, after, last)):
            span = (first if number == 0 else a, b)
            yield from _said(parsed, (a, b), span, voice, "speech", referents)


def further_words(parsed: Parsed, voice: Voice, referents: Referents) -> Iterator[Finding]:
    """A further sentence of a quotation: its speaker is whoever spoke before it."""
    for words in parts(parsed, 0, len(parsed.tokens)):
        yield from _said(parsed, words, words, voice, "quotation", referents)


def _after_verb(parsed: Parsed, head: Head, last: int) -> int:
    """Where what is said begins if it follows its verb."""
    after = max(head.i + 1, head.subject.j)
    near = range(after, min(after + 6, last))
    return next((k + 1 for k in near if parsed.tokens[k].low == "that"), after)


def _said_first(parsed: Parsed, head: Head, first: int, following: int) -> bool:
    """Whether what is said stands before its verb: "..., the ministry said"."""
    start = head.subject.i
    stopped = any(t.text == "," or t.tag == "Q" for t in parsed.tokens[first : head.i])
    apart = parsed.tokens[max(start - 1, 0)].tag in ".QD"
    if not (head.i > 2 and stopped and apart and start - first > 3):
        return False
    return following < 6 or sum(parsed.inside[first:start]) * 2 > start - first


def _before(
    parsed: Parsed, head: Head, reach: Words, voice: Voice, referents: Referents
) -> Iterator[Finding]:
    """What is said before its verb, and what the speaker goes on ``adding``."""
    first, last = reach
    more = next((k for k in range(head.i + 1, last) if parsed.tokens[k].low == "adding"), last)
    end = more - (parsed.tokens[more - 1].text == ",") if more < last else last
    said = list(parts(parsed, first, head.subject.i))
    for number, (a, b) in enumerate(said):
        span = (a, b) if number + 1 < len(said) else (a, end)
        yield from _said(parsed, (a, b), span, voice, "speech", referents)
    if more < last:
        at = more + 1 + (parsed.tokens[more + 1].low == "that")
        yield from _said(parsed, (at, last), (more, last), voice, "adding", referents)


def _said(
    parsed: Parsed, words: Words, span: Words, voice: Voice, rule: str, referents: Referents
) -> Iterator[Finding]:
    if words[1] - words[0] < 2:
        return
    act, plover, cue, makers = judge(parsed, words, voice.makers, voice.usual, referents)
    yield Finding(act, plover, makers, voice.speaker, words, span, rule, cue)
