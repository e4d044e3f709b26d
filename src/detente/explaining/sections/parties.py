"""The parties: who speaks for them, what they can do, and who is named but not modelled."""

from __future__ import annotations

from detente.explaining.brief import Block, Cell, Note, Paragraph, Section, Table
from detente.explaining.material import Material
from detente.explaining.words import counted, in_list, quoted
from detente.model.conflict import Party

ORDER = 3
SPEAKERS = 6
OTHERS = 12
_PRONOUNS = frozenset("he she it they we i who which".split())


def section(material: Material) -> Section | None:
    """One row a decision maker, and the third parties."""
    with_register = bool(material.registers)
    head = (
        "Party",
        *(("Speaks through",) if with_register else ()),
        "Can choose",
        *(("Rival readings",) if material.rival else ()),
    )
    rows = tuple(_row(material, party) for party in material.conflict.parties)
    number = len(material.conflict.parties)
    blocks: list[Block] = [
        Table(f"{counted(number, 'party', 'parties')} that can act in this model", head, rows)
    ]
    if others := _others(material):
        text = (
            "Named in the reports but not decision makers in this model: "
            f"{in_list(others, most=OTHERS)}."
        )
        blocks.append(Paragraph((Note(text),)))
    return Section("parties", "Parties", tuple(blocks))


def _row(material: Material, party: Party) -> tuple[Cell, ...]:
    options = "; ".join(quoted(option.label) for option in party.options) or "nothing"
    evidence = tuple(
        id
        for option in party.options
        for id in material.basis(f"parties.{party.id}.options.{option.id}")[:1]  # noqa: A001
    )
    cells = [Cell(party.name), Cell(options, evidence)]
    if material.rival:
        names = [name.replace("_", " ") for name, _ in party.types]
        cells.append(Cell(in_list(names) or "none"))
    if material.registers:
        cells.insert(1, _speakers(material, party))
    return tuple(cells)


def _speakers(material: Material, party: Party) -> Cell:
    said: dict[str, str] = {}
    statements = 0
    for register, record in material.records:
        if party.name in record.makers:
            statements += 1
            if record.speaker and _names(record.speaker, material) and record.speaker not in said:
                said[record.speaker] = material.said(register, record)
    shown = list(said.items())[:SPEAKERS]
    text = in_list([quoted(name) for name in said], most=SPEAKERS) or "nobody quoted"
    note = f"{counted(statements, 'statement or event', 'statements and events')}"
    return Cell(text, tuple(id for _, id in shown), notes=(note,))  # noqa: A001


def _names(speaker: str, material: Material) -> bool:
    """Whether the words for a speaker name somebody: no pronoun, no initials, not just a party."""
    parties = {party.name.casefold() for party in material.conflict.parties}
    return speaker.casefold() not in parties | _PRONOUNS and not speaker.isupper()


def _others(material: Material) -> list[str]:
    modelled = {party.name.casefold() for party in material.conflict.parties}
    named = dict.fromkeys(
        mentioned.name for register in material.registers for mentioned in register.parties
    )
    parts = dict(material.conflict.aside)
    every = dict.fromkeys([*named, *parts])
    return [
        f"{name} ({parts[name]})" if name in parts else name
        for name in every
        if name.casefold() not in modelled
    ]
