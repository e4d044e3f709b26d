"""Acts that stand as nouns: "X's accusations about ...", "the X-Y talks held on Monday"."""

from __future__ import annotations

from collections.abc import Iterator

from detente.reading.acting.nouns import owned_acts
from detente.reading.facing.addressees import is_topic
from detente.reading.facing.referents import Referents
from detente.reading.naming.parties import Mention
from detente.reading.parsing.clauses import Clause, Parsed
from detente.reading.telling.found import Finding
from detente.reading.words.forms import readings, words
from detente.reading.words.wording import finds

__all__ = ["acts_as_nouns"]

_DRAFTS = frozenset("plan text terms roadmap".split())  # not yet agreed
_NO_SIDE = frozenset(("capital", "place", "pronoun"))


def acts_as_nouns(parsed: Parsed, referents: Referents) -> Iterator[Finding]:
    """The acts that a sentence tells by nouns."""
    yield from owned_acts(parsed, referents)
    yield from _duties(parsed, referents)
    yield from _talks(parsed, referents)
    yield from _talks_held(parsed, referents)


def _stop(parsed: Parsed, i: int, marks: str) -> int:
    """The first of some marks at or after word ``i``, or the end."""
    end = len(parsed.tokens)
    return next((k for k in range(i, end) if parsed.tokens[k].text in marks), end)


def _talks(parsed: Parsed, referents: Referents) -> Iterator[Finding]:
    """Talks as the subject of a sentence: "talks between X and Y broke up", "were held"."""
    listed = words("acts", "meet", "nouns")
    for clause in parsed.clauses:
        verb = clause.verb
        i = next((k for k in range(clause.start, verb.first) if parsed.lows[k] in listed), None)
        if i is None or clause.subordinate or parsed.inside[verb.i] or verb.negated:
            continue
        runs = any(
            one.lemma in words("acts", "meet", "runs") for one in readings(parsed.lows[verb.i])
        )
        who = _sides(parsed, i, referents)
        if len(who) < 2 or not runs or _attributed(parsed, verb.i):
            continue
        stop = _stop(parsed, verb.i, ";.")
        yield Finding(
            "meet", "CONSULT", who[:1], None, (i, stop), (clause.start, stop),
            "noun-meet", parsed.tokens[i].text, addressee=who[1:],
        )  # fmt: skip
        return


def _talks_held(parsed: Parsed, referents: Referents) -> Iterator[Finding]:
    """Talks that a participle tells as held: "the X-Y talks in Geneva held on Monday"."""
    listed = words("acts", "meet", "nouns")
    for verb in parsed.verbs:
        if verb.aux != verb.i or parsed.lows[verb.i] not in {"held", "concluded", "ended"}:
            continue
        i = next(
            (k for k in range(verb.i - 1, max(verb.i - 5, 0), -1) if parsed.lows[k] in listed), 0
        )
        near = [m for m in parsed.mentions if i - 6 <= m.i < i and m.kind not in _NO_SIDE]
        who = tuple(dict.fromkeys(p for m in near for p in referents.resolve(m)))
        if not i or len(who) < 2:
            continue
        stop = _stop(parsed, verb.i, ",;.")
        yield Finding(
            "meet", "CONSULT", who[:1], None, (i, stop), (max(near[0].i - 1, 0), stop),
            "noun-meet", parsed.tokens[i].text, addressee=who[1:],
        )  # fmt: skip
        return


def _duties(parsed: Parsed, referents: Referents) -> Iterator[Finding]:
    """What an accord lays on who signed it: "the deal commits both to withdraw"."""
    for clause in parsed.clauses:
        verb = clause.verb
        if clause.subordinate or parsed.inside[verb.i] or verb.modal or verb.negated:
            continue
        accord = _binding(parsed, clause)
        duty = next((one for one in parsed.verbs if one.i > verb.i and one.kind == "to"), None)
        if accord is None or duty is None or duty.first > verb.i + 8:
            continue
        named = [m for m in parsed.mentions if verb.i < m.i < duty.first]
        who = tuple(dict.fromkeys(p for m in named for p in referents.resolve(m)))
        if who:
            stop = _stop(parsed, duty.i, ";.")
            yield Finding(
                "accept", "AGREE", who, None, (duty.first, stop), (clause.start, stop),
                "noun-accord", accord,
            )  # fmt: skip


def _binding(parsed: Parsed, clause: Clause) -> str | None:
    """The accord that is the subject of a verb that lays a duty on somebody."""
    lemmas = {one.lemma for one in readings(parsed.lows[clause.verb.i])}
    subject = parsed.lows[clause.start : clause.verb.first]
    if lemmas.isdisjoint(words("verbs", "binds")) or clause.verb.passive:
        return None
    found = "it" if subject[:1] == ("it",) and "commit" in lemmas else finds("accord", subject)
    return None if found in _DRAFTS else found


def _attributed(parsed: Parsed, i: int) -> bool:
    """Whether somebody says behind a verb what it tells: "..., the ministry said"."""
    later = (one for one in parsed.clauses if one.verb.i > i and not one.subordinate)
    return any(
        parsed.speaks(one.verb) and one.subject and parsed.tokens[one.start - 1].text == ","
        for one in later
    )


def _sides(parsed: Parsed, i: int, referents: Referents) -> tuple[str, ...]:
    """The parties named around a noun for talks."""
    found = (
        party
        for m in parsed.mentions
        if (i - 6 <= m.i < i or i < m.i < i + 14)
        if m.kind not in _NO_SIDE or _stands_for_side(parsed, m)
        if not (m.kind == "reference" and is_topic(parsed, m)) and not _brokers(parsed, m)
        for party in referents.resolve(m)
    )
    return tuple(dict.fromkeys(found))


def _stands_for_side(parsed: Parsed, mention: Mention) -> bool:
    """Whether a pronoun names who talks: "between them", "with his Tajik counterpart"."""
    if mention.kind != "pronoun":
        return False
    lead = parsed.lows[max(mention.i - 1, 0)]
    return lead == "between" or "counterpart" in parsed.lows[mention.i + 1 : mention.i + 5]


def _brokers(parsed: Parsed, mention: Mention) -> bool:
    """Whether somebody only brings the sides together: "talks brokered by Qatar and Egypt"."""
    first = parsed.joint(mention)[0].i
    return first > 1 and "by" in parsed.lows[max(first - 2, 0) : first]
