"""Acts done by the word itself: whoever "refuses" refuses, whoever "met" met."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from detente.model.register import Act
from detente.reading.acting.frames import MUTUAL, accord_of, came_to_nothing, done_with
from detente.reading.acting.speech import Voice
from detente.reading.parsing.clauses import Parsed
from detente.reading.telling.found import Finding, Head
from detente.reading.telling.realised import spares_object
from detente.reading.words.cues import PLOVER, Cue
from detente.reading.words.forms import words
from detente.reading.words.grammar import NOTHING

__all__ = ["performed"]

_OPPOSED: frozenset[Act] = frozenset(("accept", "refuse", "support", "claim"))


def performed(parsed: Parsed, head: Head, voice: Voice, *, hostile: bool) -> Iterator[Finding]:
    """An act done by the word itself: refused, accused, met."""
    cue, (first, last) = head.cue, head.content
    if cue is None:
        return
    verb, spared = head.verb, spares_object(parsed, head.verb)
    negated = verb.negated or spared or _by_subject(parsed, head)
    if cue.act == "do" and (cue.plover is None or verb.modal or negated or not verb.finite):
        return  # done is what is told as done, not what may be
    if came_to_nothing(cue, verb, negated=negated):
        return
    if negated and not cue.negative and not _answers(cue, spared=spared):
        return  # what did not happen is no act
    if len(voice.makers) > 1 and cue.act == "offer" and cue.lemma in MUTUAL:
        cue = replace(cue, act="accept")
    if cue.act in {"offer", "support"} and not negated and accord_of(parsed.lows):
        cue = replace(cue, act="accept", plover=PLOVER["accept"])
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
    if spared and cue.lemma in words("acts", "undone", "with_no"):
        return False  # "reached no deal"
    if cue.act == "offer" and cue.lemma == "be":
        return True  # "neither was willing"
    return cue.act in _OPPOSED and cue.plover != "CONCEDE"


def _by_subject(parsed: Parsed, head: Head) -> bool:
    """Whether the subject denies what the verb tells: "neither side called it off"."""
    first = next((one.start for one in parsed.clauses if one.verb.i == head.verb.i), None)
    return first is not None and parsed.lows[first] in NOTHING
