"""Clauses of an accord or draft: whom each obliges, and what that makes of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from detente.model.register import Act
from detente.reading.facing.referents import Referents
from detente.reading.parsing.clauses import Clause, Parsed
from detente.reading.parsing.conditions import condition_in
from detente.reading.telling.found import Finding, Words
from detente.reading.telling.instrument import Instrument
from detente.reading.words.cues import PLOVER
from detente.reading.words.forms import readings, words
from detente.reading.words.grammar import FUTURE

__all__ = ["undertakings"]

_UNDERTAKE = frozenset("undertake agree commit pledge promise oblige".split())
_BINDING = frozenset(("shall", "must")) | FUTURE


def undertakings(parsed: Parsed, instrument: Instrument, referents: Referents) -> Iterator[Finding]:
    """What a sentence of an instrument obliges its parties to, one finding for each obligor.

    A "shall not" of a clause is an undertaking, no refusal. A sentence that obliges nobody whom
    the text names is none.
    """
    found: list[tuple[int, tuple[str, ...], Act]] = []
    for clause in parsed.clauses:
        act = _act_of(parsed, clause, instrument)
        if act is None:
            continue
        obliged = _obliged(parsed, clause, instrument, referents)
        if not obliged:
            continue
        same = found and found[-1][1:] == (obliged, act)
        if not same:
            start = 0 if not found else _cut(parsed, clause)
            found.append((start, obliged, act))
    if not found:
        return
    ends = [start for start, *_ in found[1:]] + [len(parsed.tokens)]
    for (start, obliged, act), end in zip(found, ends, strict=True):
        yield _finding(parsed, instrument, (start, end), obliged, act)


def _cut(parsed: Parsed, clause: Clause) -> int:
    """Where a further clause begins, its conjunction left to none."""
    start = clause.start
    while start < clause.verb.first and parsed.lows[start] in {"and", ",", ";", "but"}:
        start += 1
    return start


def _act_of(parsed: Parsed, clause: Clause, instrument: Instrument) -> Act | None:
    """What a clause is: an undertaking ("accept" as yet), or a threat; None if it binds nobody."""
    verb = clause.verb
    if parsed.inside[verb.i] or (clause.subordinate and clause.opener != "that"):
        return None
    condition = condition_in(parsed, 0, len(parsed.tokens))
    if condition and condition[0] <= verb.i < condition[1]:
        return None
    lemmas = {one.lemma for one in readings(parsed.lows[verb.i])}
    if verb.negated and verb.modal == "":
        return None
    if verb.modal in _BINDING or (not verb.past and lemmas & _UNDERTAKE):
        return "accept"
    if verb.modal in {"may", "can"} and not verb.negated and condition is not None:
        return "threaten"
    led = parsed.led and (lemmas & _UNDERTAKE) and not _leads_on(parsed, clause)
    return (
        "accept"
        if led or (verb.modal == "" and instrument.stage == "agreed" and lemmas & _UNDERTAKE)
        else None
    )


def _leads_on(parsed: Parsed, clause: Clause) -> bool:
    """Whether what is undertaken stands in a clause of its own: "agreed that Chad will"."""
    behind = (one for one in parsed.clauses if one.verb.i > clause.verb.i)
    return any(one.opener == "that" and one.verb.modal in _BINDING for one in behind)


def _obliged(
    parsed: Parsed, clause: Clause, instrument: Instrument, referents: Referents
) -> tuple[str, ...]:
    """Whom a clause obliges."""
    verb = clause.verb
    agent = parsed.agent_of_passive(verb.i) if verb.passive else None
    if agent is not None and agent.parties:
        return tuple(p for one in parsed.joint(agent) for p in one.parties)
    before = parsed.lows[clause.start : verb.first]
    if clause.subject is not None and clause.subject.parties:
        joint = parsed.joint(clause.subject)
        named = tuple(dict.fromkeys(p for one in joint for p in referents.resolve(one)))
        if "right" in parsed.lows[verb.i : verb.i + 5] and parsed.lows[verb.i] == "have":
            return tuple(one for one in instrument.parties if one not in named)  # who grants it
        return named
    if _all(before) or (
        before[-2:] in {("other", "side"), ("other", "party")} and verb.modal == "may"
    ):
        return instrument.parties
    if clause.subject is not None and clause.subject.kind in {"description", "pronoun"}:
        found = referents.resolve(clause.subject)
        return found if {*found} <= {*instrument.parties} else ()
    bare = words("layout", "no_obligors").isdisjoint(before)
    return instrument.parties if instrument.stage == "agreed" and verb.passive and bare else ()


def _all(before: Sequence[str]) -> bool:
    """Whether a subject means all that bind themselves: "the Parties", "neither side"."""
    named = [
        low
        for low in before
        if low not in {"the", "each", "either", "neither", "of", "other", "contracting", "all"}
    ]
    last = named[-1:] or [""]
    return "other" not in before and last[0] in words("layout", "obligors") and len(named) <= 3


def _finding(
    parsed: Parsed, instrument: Instrument, span: Words, obliged: tuple[str, ...], act: Act
) -> Finding:
    """The finding of one obligor: by the stage of the text an acceptance, an offer or a demand."""
    made: Act = act
    makers, faced = obliged, None
    author = instrument.author
    if act == "accept" and instrument.stage == "drafted":
        made = "offer"
    if act == "accept" and instrument.stage == "tabled" and author:
        made = "offer" if author in obliged else "demand"
        makers = (author,)
        others = obliged if made == "demand" else instrument.parties
        faced = tuple(one for one in others if one != author)
    word = parsed.tokens[next(iter(c.verb.first for c in parsed.clauses_in(*span)), span[0])].text
    found = Finding(made, PLOVER.get(made), makers, None, span, span, "undertaking", word)
    return replace(found, addressee=faced) if faced is not None else found
