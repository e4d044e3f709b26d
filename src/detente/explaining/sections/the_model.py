"""The model: every element with the words it rests on, guesses marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from detente.explaining.brief import Block, Cell, Note, Paragraph, Section, Table
from detente.explaining.elements import Element
from detente.explaining.material import Material
from detente.explaining.wording import gist
from detente.explaining.words import counted, in_list, quoted, shortened
from detente.model.conflict import Party

ORDER = 14
COLUMNS = 3  # rival readings side by side in one table
QUOTE = 160
LISTED = 40


def section(material: Material) -> Section | None:
    """Options, rules and preferences in tables."""
    blocks: list[Block] = [Paragraph(tuple(_size(material)))]
    blocks.append(_options(material))
    blocks += _rules(material)
    for party in material.conflict.parties:
        blocks += _preferences(material, party)
    blocks += _merged(material)
    return Section("model", "The model, element by element", tuple(blocks), annex=True)


def _size(material: Material) -> Iterator[Note]:
    conflict, analysis = material.conflict, material.runs[0].analysis
    yield Note(
        f"{counted(len(conflict.parties), 'party', 'parties')}, "
        f"{counted(len(conflict.order), 'option')}, "
        f"{counted(analysis.feasible, 'feasible state')} of {analysis.states:,}."
    )
    if any(element.guessed for element in material.elements):
        yield Note("What is marked “guess” stands in no source: check it first.")
    elif not any(element.evidence for element in material.elements):
        yield Note("No element of this model names a source.")


def _rests_on(material: Material, elements: Sequence[Element]) -> Cell:
    """The words behind elements, with what kind of support they are."""
    evidence = [one for element in elements for one in element.evidence]
    notes = tuple(quoted(shortened(one.quote, QUOTE)) for one in dict.fromkeys(evidence))
    guessed = any(element.guessed for element in elements)
    ids = tuple(dict.fromkeys(material.quote(one) for one in evidence))
    if notes:
        return Cell("", ids, guessed, tone="quote", notes=notes)
    return Cell("" if guessed else "no source named", (), guessed)


def _shows(element: Element) -> str:
    return f"model:{element.path}"


def _options(material: Material) -> Table:
    here = material.runs[0].status_quo
    signs = dict(zip(material.conflict.order, here.signs if here else "", strict=False))
    rows = []
    for element in (one for one in material.elements if one.kind == "option"):
        option = material.conflict.option(f"{element.party}.{element.text}")
        one_way = [
            one
            for one in material.elements
            if one.kind == "one-way"
            and one.text.removeprefix("not ") == material.conflict.names.short(option.key)
        ]
        notes = tuple(_direction(one.text) for one in one_way)
        rows.append(
            (
                Cell(material.conflict.party(option.party).name),
                Cell(quoted(option.label), shows=(_shows(element),), notes=notes),
                Cell(option.id, tone="code"),
                Cell({"Y": "yes", "N": "no", "-": "open"}.get(signs.get(option.key, ""), "?")),
                _rests_on(material, [element, *one_way]),
            )
        )
    return Table("Options", ("Party", "Can", "Name", "Taken now", "Rests on"), tuple(rows))


def _direction(text: str) -> str:
    return "cannot be retaken" if text.startswith("not ") else "cannot be undone"


def _rules(material: Material) -> Iterator[Table]:
    rows = tuple(
        (
            Cell(element.words, shows=(_shows(element),)),
            Cell(element.text, tone="code"),
            _rests_on(material, [element]),
        )
        for element in material.elements
        if element.kind in ("one-way", "rule", "status quo")
    )
    if rows:
        yield Table("Rules and status quo", ("In words", "As typed", "Rests on"), rows)


def _preferences(material: Material, party: Party) -> Iterator[Block]:
    mine = [e for e in material.elements if e.kind == "preference" and e.party == party.id]
    if not mine:
        yield Paragraph((Note(f"{party.name}: no preference is given; all states are alike."),))
        return
    readings = list(dict.fromkeys(element.reading for element in mine))
    if len(readings) == 1:
        yield _one_reading(material, party, mine)
        return
    for start in range(0, len(readings), COLUMNS):
        shown = readings[start : start + COLUMNS]
        again = [one for one in mine if start == 0 or not material.agreed(one)]
        yield _side_by_side(material, party, again, shown)


def _one_reading(material: Material, party: Party, mine: Sequence[Element]) -> Table:
    rows = tuple(
        (
            Cell(element.place or "all", tone="number"),
            Cell(element.words, shows=(_shows(element),), notes=()),
            Cell(element.text, tone="code"),
            _rests_on(material, [element]),
        )
        for element in mine
    )
    return Table(_caption(material, party, mine), ("Rank", "Prefers", "As typed", "Rests on"), rows)


def _caption(material: Material, party: Party, mine: Sequence[Element]) -> str:
    caption = f"What {material.words.party(party.id)} prefers, most important first"
    if any("." in element.place for element in mine):
        caption += "; within a group (3.1, 3.2) the order is not known and is taken as written"
    return caption


def _side_by_side(
    material: Material, party: Party, mine: Sequence[Element], readings: Sequence[str | None]
) -> Table:
    columns = {name: [e for e in mine if e.reading == name] for name in readings}
    rows = []
    places = dict.fromkeys(one.place for one in mine if one.reading in readings)
    for place in places:
        at = [next((e for e in c if e.place == place), None) for c in columns.values()]
        differ = len({one.text for one in at if one}) > 1
        cells = [_reading_cell(material, one, differ=differ) for one in at]
        if len(cells) > 1 and at[0] and material.agreed(at[0]):
            cells = [replace(cells[0], span=len(cells))]
        rows.append((Cell(place or "all", tone="number"), *cells))
    heads = tuple(_reading_name(material, party, name) for name in readings)
    caption = f"{_caption(material, party, mine)}: {in_list(heads)} side by side"
    return Table(caption, ("Rank", *heads), tuple(rows))


def _reading_name(material: Material, party: Party, name: str | None) -> str:
    said = (name or "").replace("_", " ")
    letters = [run.letter for run in material.runs if (party.id, name) in run.conflict.types]
    return f"{said} ({letters[0]})" if len(letters) == 1 and letters[0] else said


def _reading_cell(material: Material, element: Element | None, *, differ: bool) -> Cell:
    if element is None:
        return Cell("·")
    notes = tuple(quoted(shortened(one.quote, QUOTE)) for one in element.evidence)
    ids = tuple(dict.fromkeys(material.quote(one) for one in element.evidence))
    text = element.words
    return Cell(
        f"≠ {text}" if differ else text,
        ids,
        element.guessed,
        notes=notes or (() if element.guessed else ("no source named",)),
        shows=(_shows(element),),
    )


def _merged(material: Material) -> Iterator[Block]:
    merges = [one for one in (material.draft.merges if material.draft else ()) if one.records]
    by_id = {
        record.id: (register, record)
        for register in material.registers
        for record in register.records
    }
    rows = []
    for merge in merges[:LISTED]:
        pairs = [by_id[id] for id in merge.records if id in by_id]  # noqa: A001
        ids = tuple(dict.fromkeys(material.said(*pair) for pair in pairs))
        number = counted(len(merge.records), "statement")
        rows.append((Cell(quoted(gist(merge.label))), Cell(number, ids)))
    if rows:
        yield Table("Statements read as speaking of one option", ("Option", "From"), tuple(rows))
