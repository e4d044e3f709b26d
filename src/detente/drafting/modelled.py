"""How much of what reports say is in a draft."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from detente.model.drafted import WEIGHTY, Drafted
from detente.model.findings import Merge
from detente.model.register import Record, Register
from detente.model.text import Evidence

__all__ = ["drafted", "unmodelled"]


def drafted(
    registers: Sequence[Register],
    merges: Sequence[Merge],
    quotes: Sequence[Evidence],
    left_out: int,
) -> Drafted:
    """What a draft was made from: what was said that could be modelled, and what is."""
    said = list(_weighty(registers))
    absent = list(unmodelled(registers, merges, quotes))
    unknown = [record for _, record in said if not record.makers or record.unresolved]
    return Drafted(len(said), len(said) - len(absent), len(unknown), left_out)


def unmodelled(
    registers: Sequence[Register], merges: Sequence[Merge], quotes: Iterable[Evidence]
) -> Iterator[tuple[Register, Record]]:
    """The demands, offers, refusals and threats that no element of a model rests on."""
    merged = {id for merge in merges for id in merge.records}  # noqa: A001
    resting = {(one.source, one.start, one.end) for one in quotes}
    for register, record in _weighty(registers):
        known = (register.document.id, register.document.origin)
        inside = any(
            source in known and record.start <= start and end <= record.end
            for source, start, end in resting
        )
        if record.id not in merged and not inside:
            yield register, record


def _weighty(registers: Sequence[Register]) -> Iterator[tuple[Register, Record]]:
    for register in registers:
        for record in register.records:
            if record.act in WEIGHTY and not record.same_as:
                yield register, record
