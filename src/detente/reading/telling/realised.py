"""Whether what a verb tells has happened, lies ahead, or is only thought of."""

from __future__ import annotations

from functools import lru_cache

from detente.model.register import Actuality
from detente.reading.parsing.clauses import Parsed
from detente.reading.parsing.conditions import condition_in
from detente.reading.telling.found import Finding
from detente.reading.words.forms import readings, words
from detente.reading.words.grammar import ABLE, FUTURE, HAVE, Verb

__all__ = ["actuality_of", "happened", "spares_object"]

_MAYBE = frozenset("may might could can".split())
_UNREAL = frozenset("would could should might".split())  # with "have": it did not come to that
_PLANNED = frozenset("due scheduled set slated planned expected supposed".split())
_REACH = 60  # words: where a condition of a verb begins at the farthest
_NO_OBJECT = frozenset("no neither none nothing nowhere nobody".split())


def happened(parsed: Parsed, verb: Verb) -> bool:
    """Whether a verb tells what was done: not what nearly was, was not yet, or would have been."""
    near = parsed.lows[max(verb.first - 2, 0) : verb.i]
    if not words("verbs", "nearly").isdisjoint(near) or "unlikely" in near:
        return False
    if verb.negated and "likely" in near:
        return False
    if verb.negated and "yet" in parsed.lows[verb.first : verb.i]:
        return False
    if verb.past and "about" in parsed.lows[verb.first : verb.i]:
        return False
    perfect = parsed.lows[verb.aux] in HAVE and verb.aux != verb.i
    if perfect and verb.modal in _UNREAL - {"might"}:
        return False
    return not _supposed(parsed, verb)


def _supposed(parsed: Parsed, verb: Verb) -> bool:
    """Whether a verb stands in a condition without "if": "Had Oslo agreed, ..."."""
    opens, first = {"had", "were", "should"}, max(verb.i - _REACH, 0)
    if opens.isdisjoint(parsed.lows[first : verb.i]):
        return False
    found = condition_in(parsed, first, verb.i + 1)
    return found is not None and parsed.lows[found[0]] in opens and found[0] <= verb.i < found[1]


def spares_object(parsed: Parsed, verb: Verb) -> bool:
    """Whether a verb has "no" or "neither" for its object: "accepted neither offer"."""
    k = verb.i + 1
    return k < len(parsed.tokens) and parsed.lows[k] in _NO_OBJECT


def actuality_of(parsed: Parsed, finding: Finding) -> Actuality:
    """Whether an act is done, planned or possible, by the verb that tells it."""
    cue = finding.cue.split(" ")[0].lower()
    told = [v for v in parsed.verbs if finding.span[0] <= v.i < finding.span[1]]
    framed = (v for v in told if cue in {parsed.lows[v.i], parsed.lows[v.first]})
    said = (one.verb for one in parsed.clauses_in(*finding.content))
    verb = next(framed, None) or next(said, None)
    if verb is None or finding.act in {"claim", "deny"}:
        return "done"
    found = _told_as(parsed, verb, meets=finding.act == "meet")
    return "done" if finding.act == "offer" and verb.modal in ABLE else found


def _told_as(parsed: Parsed, verb: Verb, *, meets: bool) -> Actuality:
    """Whether a verb does an act by telling it, or tells it as planned or possible."""
    lemmas = {one.lemma for one in readings(parsed.lows[verb.i])}
    maybe = verb.modal in _MAYBE and parsed.lows[verb.first] in _MAYBE
    maybe = maybe or "likely" in parsed.lows[verb.first : verb.i]
    if maybe or not lemmas.isdisjoint(_weighing()):
        return "possible"
    if not _PLANNED.isdisjoint(parsed.lows[verb.first : verb.i + 2]):
        return "planned"
    ahead = verb.modal in FUTURE or not lemmas.isdisjoint(words("verbs", "plans"))
    return "planned" if meets and ahead else "done"


@lru_cache
def _weighing() -> frozenset[str]:
    return words("verbs", "weighs")
