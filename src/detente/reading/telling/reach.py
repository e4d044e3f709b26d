"""How far the words of a verb that speaks or acts reach."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from detente.reading.naming.parties import Mention
from detente.reading.parsing.clauses import Parsed
from detente.reading.telling.found import Head, Words
from detente.reading.words.cues import Cue
from detente.reading.words.grammar import CONTRASTS, MEASURES, Verb

__all__ = ["after_adjuncts", "closed", "content_behind", "that_behind"]


_NEAR = 3  # words between a verb and the party that its frame names


def content_behind(parsed: Parsed, verb: Verb, cue: Cue | None, subject: Mention | None) -> Words:
    """What is said or done behind a verb: past its frame, past who speaks, past "that"."""
    after, end = verb.i + 1, len(parsed.tokens)
    if subject is not None and subject.i > verb.i and cue is None:
        after = subject.j
    if cue is not None and cue.act != "claim":
        apart = (
            cue.party is not None and cue.party > cue.i + _NEAR
        )  # "demand the return of it from"
        after = cue.j if cue.party is None else parsed.places[cue.party]
        after = cue.i + 1 if apart and cue.act == "demand" else after
    that = that_behind(parsed, after)
    follows = that is not None and (cue is None or cue.act == "claim")
    return min(that + 1 if that is not None and follows else after, end - 1), end


def that_behind(parsed: Parsed, after: int) -> int | None:
    """The "that" which opens what is said, with no other verb before it."""
    for k in range(after, min(after + 12, len(parsed.tokens))):
        verb = parsed.verb_at.get(k)
        if parsed.lows[k] == "that":
            return k
        if verb is not None and verb.finite:
            return None
    return None


def after_adjuncts(parsed: Parsed, head: Head) -> int:
    """The word after an attribution and its adjuncts: behind the next mark."""
    after = max(head.verb.i, head.subject.j - 1 if head.subject else 0) + 1
    for k in range(after, len(parsed.tokens)):
        if parsed.tokens[k].text in {",", ";", ":", "."}:
            return k + 1
    return len(parsed.tokens)


def closed(parsed: Parsed, heads: Sequence[Head], n: int) -> Head:
    """The head ``n``, which ends where the next one begins."""
    head = heads[n]
    end = heads[n + 1].start if n + 1 < len(heads) else len(parsed.tokens)
    while end > head.verb.i + 1 and (_joins(parsed, end - 1) or _leads_to_event(parsed, end - 1)):
        end -= 1
    first, last = head.content
    if head.leads:
        return replace(head, end=end, content=(min(first, end), end))
    if end - after_adjuncts(parsed, head) >= 3:
        last = end
    return replace(head, end=end, content=(first, last))


def _leads_to_event(parsed: Parsed, k: int) -> bool:
    """Whether "after", or how long after, ends at ``k``: "..., two days after"."""
    after = range(k, min(k + 4, len(parsed.tokens)))
    last = next((n for n in after if parsed.lows[n] == "after"), None)
    return last is not None and all(parsed.lows[n] in MEASURES for n in range(k, last))


def _joins(parsed: Parsed, k: int) -> bool:
    return parsed.lows[k] in {",", ";", "and", "but", "yet", *CONTRASTS}
