"""Packages: the zone of agreement among clauses, where the case has them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.explaining.brief import Block, Cell, Paragraph, Section, Sentence, Table
from detente.explaining.material import Material
from detente.explaining.words import counted, in_list, quoted
from detente.model.packages import Packages
from detente.solving.bargain import Package
from detente.solving.zone import Zone, zones

ORDER = 11.1
READINGS = 6


def section(material: Material) -> Section | None:
    """Where each party stands on each clause, and the zone of agreement under each reading."""
    packages = material.conflict.packages
    if packages is None:
        return None
    found = zones(material.conflict)[:READINGS]
    blocks: list[Block] = [_clauses(material, packages)]
    blocks += [Paragraph(tuple(_zone(material, zone))) for zone in found]
    if any(zone.exact for zone in found):
        blocks.append(_table(material, found))
    return Section("packages", "Packages: the zone of agreement", tuple(blocks))


def _clauses(material: Material, packages: Packages) -> Table:
    parties = material.conflict.parties
    rows = tuple(
        (
            Cell(clause.label, notes=(clause.id,)),
            *(
                Cell(
                    clause.stance(party.id),
                    _cited(material, f"packages.clauses.{clause.id}.stances.{party.id}"),
                    notes=() if (weight := clause.weight(party.id)) is None else (f"{weight}",),
                )
                for party in parties
            ),
        )
        for clause in packages.clauses
    )
    caption = "Where each party stands on each clause; numbers are an analyst’s weights"
    return Table(caption, ("Clause", *(party.name for party in parties)), rows)


def _cited(material: Material, path: str) -> tuple[str, ...]:
    return tuple(material.quote(evidence) for evidence in material.conflict.cited(path))


def _zone(material: Material, zone: Zone) -> Iterator[Sentence]:
    reading = zone.packages.reading
    name = f"With “{reading.replace('_', ' ')}”" if reading else "As it is"
    if not zone.exact:
        agreed = in_list([_label(zone, one) for one in zone.ordinal.agreed]) or "none"
        text = f"{name}, clauses that somebody demands and all others accept: {agreed}."
        yield Sentence(text, inference=True)
        return
    if zone.empty:
        yield Sentence(
            f"{name}, no package of {zone.total:,} is in the zone of agreement.", *_judged()
        )
        yield from _clashes(material, zone)
        return
    count = "more packages than can be counted" if zone.count is None else f"{zone.count:,}"
    text = f"{name}, {count} of {zone.total:,} packages are in the zone of agreement, "
    text += f"{len(zone.pareto):,} of them Pareto-optimal."
    yield Sentence(text, *_judged())
    if zone.core:
        core = in_list([_label(zone, one) for one in zone.core])
        yield Sentence(f"All of them hold {core}.", *_judged())


def _judged() -> tuple[tuple[str, ...], bool]:
    """What a sentence on weights rests on: an analyst's judgement."""
    return (), True


def _clashes(material: Material, zone: Zone) -> Iterator[Sentence]:
    words = material.words
    for one in zone.clashes:
        clause = zone.packages.clause(one)
        needing = [party for party in zone.parties if clause.stance(party) == "condition"]
        barring = [party for party in zone.parties if clause.stance(party) == "red line"]
        ids = [
            id_
            for party in (*needing, *barring)
            for id_ in _cited(material, f"packages.clauses.{one}.stances.{party}")
        ]
        text = f"{quoted(clause.label)} is a condition of {words.parties(needing)} and a red line "
        text += f"of {words.parties(barring)}."
        yield Sentence(text, tuple(ids), inference=not ids)


def _label(zone: Zone, clause: str) -> str:
    return quoted(zone.packages.clause(clause).label)


def _table(material: Material, found: Sequence[Zone]) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for zone in found:
        reading = (zone.packages.reading or "as it is").replace("_", " ")
        rows += [_row(zone, reading, package) for package in zone.nash[:2]]
        if zone.empty:
            blank = (Cell("·") for _ in zone.parties)
            rows.append((Cell(reading), Cell("none", tone="bad"), *blank))
    names = [party.name for party in material.conflict.parties]
    total = counted(len(found), "reading")
    caption = f"The package with the greatest product of gains under each of {total}, and its worth"
    return Table(caption, ("Reading", "Clauses", *names), tuple(rows))


def _row(zone: Zone, reading: str, package: Package) -> tuple[Cell, ...]:
    clauses = in_list([_label(zone, one) for one in package.clauses])
    return (
        Cell(reading),
        Cell(clauses),
        *(Cell(f"{value}", tone="number") for _, value in package.values),
    )
