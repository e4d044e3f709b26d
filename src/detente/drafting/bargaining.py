"""The same dispute as a bargain: the clauses that are demanded and offered, and the stances."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from detente.model.conflict import Citation, Conflict
from detente.model.findings import Draft
from detente.model.packages import Clause, Packages, Stance
from detente.model.register import Record, Register
from detente.model.text import Evidence

__all__ = ["with_packages"]

FEWEST = 2  # clauses that make a bargain
SPEAKING = ("offer", "demand", "urge", "accept", "support", "refuse")
STRONGEST: tuple[Stance, ...] = ("refuse", "demand", "accept", "open")

Said = tuple[Register, Record]


def with_packages(found: Draft) -> Draft:
    """The draft with a clause for each option that is demanded, offered or refused.

    A party's stance is what its own records say of the option: who demands it, who would do it
    and offers or refuses it. Whoever says nothing of it leaves it open. No weights are guessed;
    threats and accusations are no clauses. A draft with fewer than two clauses stays as it is.
    """
    conflict = found.conflict
    clauses, citations = [], []
    for merge in found.merges:
        said = [one for one in _records(found, merge.option, merge.records) if _speaks(one[1])]
        if not said:
            continue
        option = conflict.option(merge.option)
        name = conflict.names.short(option.key).replace(".", "_")
        stances = dict(_stances(conflict, option.party, said))
        clauses.append(
            Clause(name, option.label, tuple((party, one) for party, (one, _) in stances.items()))
        )
        citations += [
            Citation(f"packages.clauses.{name}.stances.{party}", evidence=_words(source))
            for party, (_, source) in stances.items()
        ]
    if len(clauses) < FEWEST:
        return found
    changed = replace(
        conflict,
        packages=Packages(tuple(clauses)),
        evidence=(*conflict.evidence, *citations),
    )
    return replace(found, conflict=changed)


def _speaks(record: Record) -> bool:
    return record.act in SPEAKING


def _records(found: Draft, key: str, ids: tuple[str, ...]) -> Iterator[Said]:
    """The records of an option: by their ids, and by its evidence where ids are those of many."""
    cited = [
        one.evidence
        for one in found.conflict.evidence
        if key.replace(".", ".options.") in one.about
    ]
    for register, record in found.records():
        if record.id not in ids:
            continue
        source = register.document.origin or register.document.id
        if len(found.registers) == 1 or any(
            one.source == source and one.start < record.end and record.start < one.end
            for one in cited
        ):
            yield register, record


def _stances(
    conflict: Conflict, owner: str, said: list[Said]
) -> Iterator[tuple[str, tuple[Stance, Said]]]:
    """Each party's stance with the record that shows it, the strongest of its records."""
    for party in conflict.parties:
        own = [
            (stance, one)
            for one in said
            if party.name in (one[1].party, *one[1].joint_with)
            and (stance := _stance(one[1], owner=party.id == owner)) is not None
        ]
        if own:
            strongest = min(own, key=lambda entry: STRONGEST.index(entry[0]))
            yield party.id, strongest


def _stance(record: Record, *, owner: bool) -> Stance | None:
    """What one record of a party says: of whoever would do it, or of whoever wants it done."""
    if record.act == "refuse":
        return "refuse" if owner else None
    if record.act in ("demand", "urge"):
        return None if owner else "demand"
    if record.act in ("accept", "support"):
        return "accept"
    return "open" if record.condition is not None else ("accept" if owner else "demand")


def _words(said: Said) -> Evidence:
    register, record = said
    source = register.document.origin or register.document.id
    return Evidence(source, record.start, record.end, record.evidence)
