"""Positions by party and issue: what each wants of each option, and where they part."""

from __future__ import annotations

from collections.abc import Iterator

from detente.explaining.brief import Block, Cell, Listing, Paragraph, Section, Sentence, Table
from detente.explaining.elements import Element
from detente.explaining.material import Material
from detente.explaining.register import voice
from detente.explaining.words import counted, in_list, ordinal, quoted, shortened
from detente.model.conflict import Option, Party, Prioritised
from detente.model.logic import Not, Statement, Taken

ORDER = 5
ISSUES_A_PARTY = 12


def section(material: Material) -> Section | None:
    """A table of options by parties, and where they are opposed."""
    blocks: list[Block] = []
    table = _table(material)
    if table.rows:
        blocks.append(table)
        if opposed := tuple(_opposed(material)):
            blocks.append(Listing(tuple((sentence,) for sentence in opposed)))
    blocks += _voiced(material)
    if not blocks:
        return None
    note = Sentence(
        "A position is what a party says it wants; the place of a position in a party's order is "
        "the model's reading of its interests.",
        inference=True,
    )
    return Section("positions", "Positions by issue", (*blocks, Paragraph((note,), tone="quiet")))


def _table(material: Material) -> Table:
    rows = []
    for option in material.conflict.options:
        cells = [_stance(material, option, party) for party in material.conflict.parties]
        if any(cell.text != "·" for cell in cells):
            owner = material.conflict.party(option.party).name
            rows.append((Cell(quoted(option.label), notes=(f"open to {owner}",)), *cells))
    names = tuple(party.name for party in material.conflict.parties)
    caption = "What each party wants of each option, with the place in its order (1st counts most)"
    return Table(caption, ("Issue", *names), tuple(rows))


def _stance(material: Material, option: Option, party: Party) -> Cell:
    stances = list(_stances(material, option.key, party))
    if not stances:
        return Cell("·")
    said: dict[str, list[str]] = {}
    for element, stance in stances:
        text = f"{stance}, {_place(element)}"
        said.setdefault(text, []).append((element.reading or "").replace("_", " "))
    parts = []
    for text, readings in said.items():
        whole = len(readings) == len(party.types) or not party.types
        parts.append(text if whole else f"{text} ({in_list(readings)})")
    evidence = dict.fromkeys(id for one, _ in stances for id in material.basis(one.path))  # noqa: A001
    guessed = any(element.guessed for element, _ in stances)
    return Cell("; ".join(parts), tuple(evidence), guessed)


def _place(element: Element) -> str:
    return ordinal(int(element.place)) if element.place.isdigit() else f"within {element.place}"


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
            case _ if statement.keys()[:1] == (key,):
                yield element, f"‘{statement.text}’"


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
        if sides["for"] and sides["against"]:
            words = material.words
            text = (
                f"On {quoted(option.label)} they are opposed: {words.parties(sides['for'])} for, "
                f"{words.parties(sides['against'])} against."
            )
            yield Sentence(text, tuple(dict.fromkeys(evidence)))


def _voiced(material: Material) -> Iterator[Table]:
    """What each party has said on which issue, from the registers."""
    issues: dict[tuple[str, str], dict[str, list[str]]] = {}
    for register, record in material.records:
        if record.kind == "event" or record.act in ("meet", "do"):
            continue
        about = record.about or (shortened(record.content.text, 80) if record.content else "")
        for maker in record.makers if about else ():
            on = issues.setdefault((maker, voice(record)), {})
            on.setdefault(about, []).append(material.said(register, record))
    rows = tuple(_voice(*key, on) for key, on in sorted(issues.items()))[:40]
    if rows:
        caption = "What each party has said, by act and subject"
        left = len(issues) - len(rows)
        caption += f"; {counted(left, 'row')} left out" if left > 0 else ""
        yield Table(caption, ("Party", "Act", "On"), rows)


def _voice(maker: str, act: str, on: dict[str, list[str]]) -> tuple[Cell, ...]:
    shown = list(on)[:ISSUES_A_PARTY]
    text = "; ".join(quoted(about) for about in shown)
    if len(on) > len(shown):
        text += f"; and {len(on) - len(shown)} more"
    evidence = tuple(id for about in shown for id in on[about][:3])  # noqa: A001
    return (Cell(maker), Cell(act), Cell(text, tuple(dict.fromkeys(evidence))))
