"""Records of a register in words."""

from __future__ import annotations

from detente.explaining.words import day, in_list, quoted, shortened
from detente.model.register import Record
from detente.model.review import Rejected, Review

__all__ = [
    "ACTS_IN_WORDS",
    "addressed",
    "dated",
    "kept_out",
    "makers",
    "marks",
    "reviewed",
    "speaker",
    "voice",
]

ACTS_IN_WORDS = {
    "meet": "meets",
    "offer": "offers",
    "demand": "demands",
    "urge": "urges",
    "accept": "accepts",
    "refuse": "refuses",
    "threaten": "threatens",
    "accuse": "accuses",
    "deny": "denies",
    "claim": "states",
    "support": "supports",
    "do": "acts",
}


def dated(record: Record) -> str:
    """The date of a record, as far as the text tells it."""
    if record.date is None:
        return "undated"
    return day(record.date, record.date_end)


def makers(record: Record) -> str:
    """Whose act it is."""
    return in_list(list(record.makers)) or "not named"


def speaker(record: Record) -> str:
    """The words that name who voiced it, in quotation marks; empty if nobody did."""
    return f"by {quoted(record.speaker)}" if record.speaker else ""


def voice(record: Record) -> str:
    """The act in a word."""
    word = ACTS_IN_WORDS.get(record.act, record.act)
    told = "negated" if record.polarity == "negated" else record.actuality
    return f"{word} ({told})" if told != "done" else word


def addressed(record: Record) -> str:
    """To whom, or about whose conduct."""
    return in_list(list(record.addressee), most=3)


def marks(record: Record) -> tuple[str, ...]:
    """Conditions, hedges, open referents and repeats of a record, as notes."""
    notes = []
    if record.condition:
        notes.append(f"condition: {quoted(shortened(record.condition.text))}")
    if record.consequence:
        notes.append(f"consequence: {quoted(shortened(record.consequence.text))}")
    for clause in record.clauses[:6]:
        owes = f" ({clause.obliges})" if clause.obliges else ""
        notes.append(f"clause{owes}: {quoted(shortened(clause.text))}")
    if len(record.clauses) > 6:
        notes.append(f"and {len(record.clauses) - 6} more clauses")
    if record.hedges:
        hedges = in_list([quoted(hedge.text) for hedge in record.hedges])
        notes.append(f"hedged in the report: {hedges}")
    if record.unresolved:
        open_ = in_list([quoted(phrase) for phrase in record.unresolved])
        notes.append(f"not resolved: {open_}")
    if record.same_as:
        notes.append(f"tells again what {in_list(list(record.same_as))} tells")
    return (*notes, *standing(record))


def standing(record: Record) -> tuple[str, ...]:
    """What readers and analysts made of a record: agreement, doubts, an analyst's verdict."""
    notes = [f"doubt: {doubt}" for doubt in record.doubts]
    if record.agreed:
        notes.append(f"also found by {in_list(list(record.agreed))}")
    if record.review:
        notes.append(reviewed(record.review))
    return tuple(notes)


def kept_out(rejected: Rejected) -> str:
    """What was kept out of a register, by whom and why."""
    what = " ".join(filter(None, (rejected.party, ACTS_IN_WORDS.get(rejected.act or ""))))
    return f"{what or 'a record'}, by {rejected.by}: {rejected.reason}"


def reviewed(review: Review) -> str:
    """An analyst's verdict as a note: whose it is, what it changed, and why.

    Examples
    --------
    >>> reviewed(Review("change", "M. Okafor", "a bar, no offer", ("act",)))
    'act changed by M. Okafor: a bar, no offer'
    """
    done = {"accept": "accepted", "reject": "rejected", "change": "changed", "add": "added"}
    what = f"{in_list(list(review.changed))} " if review.verdict == "change" else ""
    why = f": {review.note}" if review.note else ""
    return f"{what}{done[review.verdict]} by {review.by or 'an analyst'}{why}"
