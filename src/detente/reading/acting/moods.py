"""Acts that no verb of the lexicon tells: bidding, wishes, consent, esteem, bad names.

Each is a row; the first that holds decides, and only where all other rules leave a claim.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from detente.model.register import Act
from detente.reading.acting.frames import Judgement, as_act
from detente.reading.acting.words_said import Said
from detente.reading.words.forms import noun_forms, readings, words
from detente.reading.words.grammar import ABLE, FUTURE
from detente.reading.words.wording import is_verb_of

__all__ = ["MOODS", "Mood", "by_mood"]

_LABELS = words("meaning", "labels", "verbs")
_NO_BIDDING = words("meaning", "bidding", "none")
_BEFORE_BIDDING = words("meaning", "bidding", "before")
_OPENS = frozenset((":", ";", ".", "!", "?"))
_WHOLE = frozenset(("us", "me"))  # "let us see" bids nobody


@dataclass(frozen=True, slots=True)
class Mood:
    """An act told by grammar: its name, and which of the words said show it.

    ``example`` is a sentence that it reads, ``unlike`` one that it must leave alone.
    """

    name: str
    act: Act
    shows: Callable[[Said], str | None]
    example: str
    unlike: str


def by_mood(said: Said) -> Judgement | None:
    """The act that the grammar of what is said tells."""
    if said.usual != "claim":
        return None
    for mood in MOODS:
        if cue := mood.shows(said):
            return as_act(said, mood.act, cue)
    return None


def _bidding(said: Said) -> str | None:
    """An imperative to somebody else: "lift the blockade", "let Rome pay"."""
    lows, tokens = said.parsed.lows, said.parsed.tokens
    k, end = first, _ = said.words
    while k < end - 2 and (tokens[k].tag in "Q." or lows[k] in _BEFORE_BIDDING):
        k += 1
    before = tokens[max(first, 1) - 1]
    opens = 0 in {first, k} or "Q" in {before.tag, tokens[k - 1].tag} or before.text in _OPENS
    if not opens or k >= end - 2 or lows[k] in _NO_BIDDING or lows[k + 1] in _WHOLE:
        return None
    if lows[k : k + 3] == ("let", "it", "be"):
        return None  # "let it be recalled"
    if lows[k] in noun_forms() and tokens[k + 1].tag not in "DG":
        return None
    base = any(one.form == "base" for one in readings(lows[k]))
    return lows[k] if base and said.parsed.taken[k] is None and _has_object(said, k + 1) else None


def _has_object(said: Said, k: int) -> bool:
    """Whether what stands at ``k`` can be the object of an imperative."""
    token = said.parsed.tokens[k]
    return token.tag in "DRP" or said.parsed.taken[k] is not None or token.low in {"it", "them"}


def _wish(said: Said) -> str | None:
    """What the makers wish another to do: "we hope that Lima will", "would like it lifted"."""
    verb = said.verb
    if verb is None or said.main is None or not said.own or said.negated or verb.past:
        return None
    low = said.parsed.lows[verb.i]
    if is_verb_of("wish", low) and said.modal in FUTURE | {""} and said.about_others:
        return low
    return None


def _consent(said: Said) -> str | None:
    """What the makers could bear: "could live with the text"."""
    if not said.own or said.negated or said.modal not in ABLE or said.condition is not None:
        return None
    return said.parsed.lows[said.verb.i] if said.verb and said.main_verb_of("consent") else None


def _esteem(said: Said) -> str | None:
    """What the makers feel for another: "we appreciate what Lima has done"."""
    verb = said.verb
    if verb is None or not said.own or said.negated or said.modal or not said.about_others:
        return None
    return said.parsed.lows[verb.i] if said.main_verb_of("esteem") else None


def _bad_name(said: Said) -> str | None:
    """A name in quotation marks for what is no deed of the makers: called it "a body blow"."""
    if said.by not in _LABELS or said.own or said.told or said.holds("right"):
        return None
    first, last = said.words
    named = next((k for k in range(first, last) if said.parsed.tokens[k].tag == "Q"), None)
    return said.parsed.words(named, last)[:40] if named is not None else None


def _none_will(said: Said) -> str | None:
    """What is not to happen at all: "no part of the coast will be leased"."""
    if said.main is None or said.verb is None or said.who or not said.future:
        return None
    if not said.negated or said.harm or said.condition is not None:
        return None
    return f"{said.modal} not" if said.verb.passive else None


def _not_leaving(said: Said) -> str | None:
    """What the makers are not about to do: "we are not leaving"."""
    verb = said.verb
    if verb is None or not said.own or not said.negated or verb.modal or verb.past:
        return None
    going = any(one.form == "ing" for one in readings(said.parsed.lows[verb.i]))
    return said.parsed.lows[verb.i] if going and verb.aux != verb.i and not said.harm else None


MOODS: tuple[Mood, ...] = (
    Mood("bidding", "demand", _bidding,
         'Peru\'s minister said: "Lift the blockade of the port."',
         'Peru\'s minister said: "Blockade of the port is bad for trade."'),
    Mood("wish", "urge", _wish,
         "Peru said it hoped that Chile would come to its senses.",
         "Peru said it hoped for a good harvest."),
    Mood("consent", "accept", _consent,
         "Peru said it could live with that figure.",
         "Peru said it could not live with that figure."),
    Mood("esteem", "support", _esteem,
         'Peru\'s minister said: "We appreciate what Chile has said about the line."',
         'Peru\'s minister said: "We appreciated the weather in Chile."'),
    Mood("bad name", "accuse", _bad_name,
         'Peru called the ruling "a body blow".',
         "Peru called the ruling final."),
    Mood("none will", "refuse", _none_will,
         "No part of the coast will be leased to a foreign navy, Peru said.",
         "No sanctions will be imposed on the fishermen, Peru said."),
    Mood("not leaving", "refuse", _not_leaving,
         'Peru\'s minister said: "We are not packing our bags."',
         'Peru\'s minister said: "We are not striking at anybody."'),
)  # fmt: skip
