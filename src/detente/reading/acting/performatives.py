"""Acts done by the word itself: whoever "refuses" refuses, whoever "met" met."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from detente.reading.acting.frames import MUTUAL, accord_of, done_with
from detente.reading.acting.speech import Voice
from detente.reading.parsing.clauses import Parsed
from detente.reading.telling.found import Finding, Head
from detente.reading.words.cues import PLOVER

__all__ = ["performed"]


def performed(parsed: Parsed, head: Head, voice: Voice, *, hostile: bool) -> Iterator[Finding]:
    """An act done by the word itself: refused, accused, met."""
    cue, (first, last) = head.cue, head.content
    if cue is None or (cue.act == "do" and (cue.plover is None or not _told(head))):
        return  # done is what is told as done, not what may be
    verb = head.verb
    if len(voice.makers) > 1 and cue.act == "offer" and cue.lemma in MUTUAL:
        cue = replace(cue, act="accept")
    if cue.act in {"offer", "support"} and not verb.negated and accord_of(parsed.lows):
        cue = replace(cue, act="accept", plover=PLOVER["accept"])
    act, plover = done_with(cue, negated=verb.negated, hostile=hostile, modal=verb.modal)
    yield Finding(
        act,
        plover,
        voice.makers,
        voice.speaker if cue.act not in {"meet", "do"} else None,
        (min(first, last - 1), last),
        (head.start, head.end),
        f"frame-{cue.act}",
        parsed.words(cue.i, cue.j),
        faced=cue.party,
    )


def _told(head: Head) -> bool:
    """Whether a verb tells what has happened."""
    verb = head.verb
    return verb.finite and not verb.modal and not verb.negated
