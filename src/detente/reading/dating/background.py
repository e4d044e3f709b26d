"""Background told from news: what is older than the present round, by the time told with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from detente.reading.dating.dates import When
from detente.reading.dating.days import governor
from detente.reading.parsing.clauses import Parsed
from detente.reading.telling.found import Finding
from detente.reading.words.forms import table
from detente.reading.words.grammar import Verb

__all__ = ["is_background"]

ROUND = timedelta(days=45)  # what ended longer ago belongs to no present round
_BOUND = frozenset("by until till from before after since of than to".split())  # no time of an act
_UNSURE = frozenset(("m",))  # times that go with the verb only right behind it: "in December"


def is_background(
    parsed: Parsed, finding: Finding, whens: Iterable[When], published: date | None
) -> bool:
    """Whether an act is told as past history: "in 2015", "last met in May", "in that year".

    The time must go with the verb that tells the act; times in what is said do not count.
    """
    heads = [verb for verb in _telling(parsed, finding) if verb.past and not verb.modal]
    if not heads:
        return False
    if finding.act == "meet" and any(_last(parsed, verb) for verb in heads):
        return True
    if _long_ago(parsed) and heads[0] is next(_finite(parsed), None):
        return True
    if published is None:
        return False
    old = (when for when in whens if _ended(when, published))
    return any(governor(parsed, when) in heads and _tells(parsed, when, heads) for when in old)


def _telling(parsed: Parsed, finding: Finding) -> Iterator[Verb]:
    """The verbs that tell an act: outside quotations and outside what is said."""
    (start, end), (first, last) = finding.span, finding.content
    noun = finding.rule.startswith("noun")
    participle = next((one for one in parsed.verbs if start <= one.i < end), None)
    if participle is not None and participle.kind == "ing":  # "..., accusing it of ..."
        start = 0
    for clause in parsed.clauses:
        verb = clause.verb
        told = start <= verb.i < end and not clause.subordinate and not parsed.inside[verb.i]
        if told and (noun or not first <= verb.i < last):
            yield verb


def _tells(parsed: Parsed, when: When, heads: Sequence[Verb]) -> bool:
    """Whether a time stands where it goes with the verb, not with a noun near it."""
    if when.kind not in _UNSURE:
        return True
    k = next((k for k, token in enumerate(parsed.tokens) if token.start >= when.start), 0)
    return k == 0 or any(verb.i == parsed.before(k) for verb in heads)


def _finite(parsed: Parsed) -> Iterator[Verb]:
    return (verb for verb in parsed.verbs if verb.finite)


def _ended(when: When, published: date) -> bool:
    """Whether a time was over long before publication."""
    if when.kind in {"gap", "anchored", "wd", "day"}:
        return False
    if when.text.split()[0].lower() in _BOUND:
        return False
    found = when.settle(published)
    return found is not None and found.last is not None and found.last < published - ROUND


def _last(parsed: Parsed, verb: Verb) -> bool:
    """Whether a meeting is the last one before the present: "last met in May"."""
    return verb.first > 0 and parsed.lows[verb.first - 1] == "last"


def _long_ago(parsed: Parsed) -> bool:
    """Whether a sentence opens by pointing back to a time told before: "in that year"."""
    opening = " ".join(parsed.lows[:4]) + " "
    return any(
        opening.startswith(f"{phrase} ") for phrase in table("dates")["background"]["phrases"]
    )
