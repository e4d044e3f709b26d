"""Positions by party and issue: what each wants of each option, and where they part."""

from __future__ import annotations

from collections.abc import Iterator

from detente.explaining.brief import Block, Cell, Listing, Paragraph, Section, Sentence, Table
from detente.explaining.elements import Element
from detente.explaining.material import Material
from detente.explaining.words import in_list, place_in_words, quoted, shortened
from detente.model.conflict import Option, Party, Prioritised
from detente.model.logic import Expression, Join, Not, Statement, Taken

ORDER = 5
FEW = 8  # issues of the brief of two pages
QUOTE = 100  # characters quoted behind one position


def section(material: Material) -> Section | None:
    """A table of options by parties, and where they are opposed."""
    blocks: list[Block] = []
    table = _table(material)
    if table.rows:
        blocks.append(table)
        if opposed := tuple(_opposed(material)):
            blocks.append(Listing(tuple((sentence,) for sentence in opposed)))
    if not blocks:
        return None
    note = Sentence(
        "What a party says it wants is its position; how much each position counts for it is the "
        "model’s reading of its interests.",
        inference=True,
    )
    short = tuple(one.in_short(FEW) if isinstance(one, Table) else one for one in blocks)
    blocks.append(Paragraph((note,), tone="quiet"))
    return Section("positions", "Positions by issue", tuple(blocks), short=short)


def _table(material: Material) -> Table:
    rows = []
    for option in material.conflict.options:
        cells = [_stance(material, option, party) for party in material.conflict.parties]
        if any(cell.text != "·" for cell in cells):
            owner = material.conflict.party(option.party).name
            gist = material.words.option(option.key)
            rows.append((Cell(gist, notes=(f"for {owner} to choose",)), *cells))
    names = tuple(party.name for party in material.conflict.parties)
    caption = "What each party wants, and how much it counts for it (1st counts most"
    if any("." in element.place for element in material.elements if element.kind == "preference"):
        caption += "; within a group the order is not known"
    caption += "), with its words"
    return Table(caption, ("Issue", *names), tuple(rows))


def _stance(material: Material, option: Option, party: Party) -> Cell:
    stances = list(_stances(material, option.key, party))
    if not stances:
        return Cell("·")
    said: dict[str, list[str]] = {}
    for element, stance in stances:
        text = f"{stance} ({place_in_words(element.place)})"
        said.setdefault(text, []).append((element.reading or "").replace("_", " "))
    parts = []
    for text, readings in said.items():
        whole = len(readings) == len(party.types) or not party.types
        parts.append(text if whole else f"{in_list(readings)}: {text}")
    evidence = dict.fromkeys(id for one, _ in stances for id in material.basis(one.path))  # noqa: A001
    guessed = any(element.guessed for element, _ in stances)
    first = [element.evidence[0].quote for element, _ in stances if element.evidence]
    notes = tuple(quoted(shortened(quote, QUOTE)) for quote in dict.fromkeys(first))
    return Cell("; ".join(parts), tuple(evidence), guessed, notes=notes)


def _stances(material: Material, key: str, party: Party) -> Iterator[tuple[Element, str]]:
    """The statements by which a party cares for an option itself, one a reading."""
    for element in material.elements:
        if element.kind != "preference" or element.party != party.id:
            continue
        statement = _statement_of(party, element)
        if statement is None:
            continue
        match statement.expression:
            case Taken(key=found) if found == key:
                yield element, "for"
            case Not(part=Taken(key=found)) if found == key:
                yield element, "against"
            case Join(operator=("if" | "iff") as tie, parts=(Taken(key=found), other)) if (
                found == key
            ):
                yield element, _tied(material, tie, other)
            case _ if statement.keys()[:1] == (key,):
                yield element, material.words.statement(statement)


def _tied(material: Material, tie: str, other: Expression) -> str:
    """A stance that depends on something else: ``only if “x”``, ``unless “y”``."""
    if tie == "iff":
        return f"if, and only if, {material.words.expression(other)}"
    if isinstance(other, Not):
        return f"unless {material.words.expression(other.part)}"
    return f"if {material.words.expression(other)}"


def _statement_of(party: Party, element: Element) -> Statement | None:
    preference = dict(party.types).get(element.reading or "", party.preference)
    if not isinstance(preference, Prioritised):
        return None
    return dict(preference.numbered()).get(element.place)


def _opposed(material: Material) -> Iterator[Sentence]:
    """Options that one party wants and another does not, under some reading."""
    for option in material.conflict.options:
        sides: dict[str, list[str]] = {"for": [], "against": []}
        evidence: list[str] = []
        for party in material.conflict.parties:
            for element, stance in _stances(material, option.key, party):
                if stance in sides:
                    if party.id not in sides[stance]:
                        sides[stance].append(party.id)
                    evidence += material.basis(element.path)
        if sides["for"] and sides["against"] and len({*sides["for"], *sides["against"]}) > 1:
            words = material.words
            text = (
                f"On {words.option(option.key)} they are opposed: {words.parties(sides['for'])} "
                f"for, {words.parties(sides['against'])} against."
            )
            yield Sentence(text, tuple(dict.fromkeys(evidence)))
