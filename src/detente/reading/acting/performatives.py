"""Acts done by the word itself: whoever "refuses" refuses, whoever "met" met."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from detente.model.register import Act
from detente.reading.acting.frames import MUTUAL, accord_of, done_with
from detente.reading.acting.speech import Voice
from detente.reading.parsing.clauses import Parsed
from detente.reading.telling.found import Finding, Head
from detente.reading.telling.realised import spares_object
from detente.reading.words.cues import PLOVER, Cue

__all__ = ["performed"]

_OPPOSED: frozenset[Act] = frozenset(("accept", "refuse", "support", "claim"))
_FORMS = frozenset("reach strike conclude make give sign seal clinch find get come".split())


def performed(parsed: Parsed, head: Head, voice: Voice, *, hostile: bool) -> Iterator[Finding]:
    """An act done by the word itself: refused, accused, met."""
    cue, (first, last) = head.cue, head.content
    if cue is None or (cue.act == "do" and (cue.plover is None or not _told(head))):
        return  # done is what is told as done, not what may be
    verb = head.verb
    spared = spares_object(parsed, verb)
    if (verb.negated or spared) and not cue.negative and not _answers(cue, spared=spared):
        return  # what did not happen is no act
    if len(voice.makers) > 1 and cue.act == "offer" and cue.lemma in MUTUAL:
        cue = replace(cue, act="accept")
    if cue.act in {"offer", "support"} and not verb.negated and accord_of(parsed.lows):
        cue = replace(cue, act="accept", plover=PLOVER["accept"])
    negated = verb.negated or spared
    act, plover = done_with(cue, negated=negated, hostile=hostile, modal=verb.modal)
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


def _answers(cue: Cue, *, spared: bool) -> bool:
    """Whether not to do what a frame tells is an act: not to accept is to refuse."""
    if spared and cue.lemma in _FORMS:
        return False  # "reached no deal"
    return cue.act in _OPPOSED and cue.plover != "CONCEDE"


def _told(head: Head) -> bool:
    """Whether a verb tells what has happened."""
    verb = head.verb
    return verb.finite and not verb.modal and not verb.negated
