"""Two readings of one report: which records are the same, and both together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from detente.model.register import Record, Register
from detente.reading.left_out import accounted

__all__ = ["agreed", "held_against", "same", "summary", "together"]

SHARED = 0.3  # of the words of both records; or one stands within the other


def same(one: Record, other: Record) -> bool:
    """Whether two records tell the same act of the same party in much the same words."""
    if one.act != other.act or not set(one.makers) & set(other.makers):
        return False
    common = min(one.end, other.end) - max(one.start, other.start)
    union = max(one.end, other.end) - min(one.start, other.start)
    shorter = min(one.end - one.start, other.end - other.start)
    return common > 0 and (common == shorter or common >= SHARED * union)


def agreed(records: Sequence[Record], others: Sequence[Record], reader: str) -> tuple[Record, ...]:
    """The records, each marked with the other reader if that found it too, one to one.

    Of what both found the code and the day are the other reader's, which reckons them from the
    whole report.
    """
    twins, by_id = _twins(records, others), {one.id: one for one in others}
    return tuple(
        _as_reckoned(replace(record, agreed=(*record.agreed, reader)), by_id[twins[record.id]])
        if record.id in twins
        else record
        for record in records
    )


def together(first: Register, second: Register) -> Register:
    """Both readings as one register: what both found once, as the second reader put it.

    Of words on which they differ the second reader's record stays: one statement never makes two.
    """
    twins = {other: own for own, other in _twins(second.records, first.records).items()}
    taken = [one for one in second if not one.heading]
    alone = [
        ("first", one)
        for one in first
        if one.id not in twins and (one.heading or not any(_overlap(one, own) for own in taken))
    ]
    ordered = sorted(
        [*alone, *(("second", one) for one in second)],
        key=lambda entry: (entry[1].start, entry[1].end, entry[1].act),
    )
    new = {(whose, one.id): f"s{number}" for number, (whose, one) in enumerate(ordered, 1)}
    new |= {("first", theirs): new["second", own] for theirs, own in twins.items()}
    records = tuple(
        replace(
            one,
            id=new[whose, one.id],
            same_as=tuple(new[whose, id] for id in one.same_as if (whose, id) in new),  # noqa: A001
        )
        for whose, one in ordered
    )
    noted = (*(one for one in second.left_out if one.reason == "kept out"), *first.left_out)
    left_out = accounted(second.document, second.sentences or (), records, noted)
    return replace(second, records=records, left_out=left_out)


def _as_reckoned(record: Record, twin: Record) -> Record:
    return replace(
        record,
        plover=twin.plover,
        date=twin.date,
        date_end=twin.date_end,
        date_precision=twin.date_precision,
        date_basis=twin.date_basis,
    )


def held_against(record: Record, others: Sequence[Record]) -> Record:
    """A record, with a doubt where another reader found something else in the same words."""
    twin = next((one for one in others if same(record, one)), None)
    if twin is not None and twin.addressee and {*twin.addressee} != {*record.addressee}:
        doubt = f"the {twin.provenance.reader} read: it faces {', '.join(twin.addressee)}"
        return replace(record, doubts=(*record.doubts, doubt))
    beside = [one for one in others if not one.heading and _overlap(record, one)]
    if record.heading or not beside or twin is not None:
        return record
    one = max(beside, key=lambda other: min(record.end, other.end) - max(record.start, other.start))
    doubt = f"the {one.provenance.reader} read: {', '.join(one.makers) or 'nobody known'} {one.act}"
    return replace(record, doubts=(*record.doubts, doubt))


def _overlap(one: Record, other: Record) -> bool:
    return one.start < other.end and other.start < one.end


def summary(register: Register) -> str:
    """How many records each reader found, how many both, and how many were kept out.

    Examples
    --------
    >>> from detente.model.text import Document
    >>> summary(Register(Document("r", "r", "Kenya left.")))
    'no records; 0 proposals kept out'
    """
    counts = Counter(record.provenance.reader for record in register)
    found = [f"{count} by {reader}" for reader, count in sorted(counts.items())]
    both = sum(bool(record.agreed) for record in register)
    agreeing = f", {both} of them by both readers" if register.records else ""
    out = len(register.rejected)
    kept_out = f"{out} proposal{'' if out == 1 else 's'} kept out"
    return f"{' and '.join(found) or 'no records'}{agreeing}; {kept_out}"


def _twins(records: Sequence[Record], others: Sequence[Record]) -> dict[str, str]:
    """From the id of each record to that of the other reader's that is the same."""
    left = list(others)
    found = {}
    for record in records:
        twin = next((one for one in left if same(record, one)), None)
        if twin is not None:
            left.remove(twin)
            found[record.id] = twin.id
    return found
