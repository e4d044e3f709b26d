"""Red lines and conditional threats: what triggers what, and whether it is credible here."""

from __future__ import annotations

from collections.abc import Iterator

from detente.explaining.brief import Block, Cell, Paragraph, Section, Sentence, Table
from detente.explaining.elements import Element
from detente.explaining.material import Material
from detente.explaining.register import dated, makers, speaker, voice
from detente.explaining.words import counted, ordinal, quoted, shortened
from detente.model.logic import Expression, Join

ORDER = 6
LISTED = 25


def section(material: Material) -> Section | None:
    """Refusals, threats and promises as said, then what the model makes of them."""
    blocks: list[Block] = [*_refused(material), *_threatened(material), *_linked(material)]
    if not blocks:
        return None
    return Section("red-lines", "Red lines and conditional threats", tuple(blocks))


def _refused(material: Material) -> Iterator[Table]:
    found = [pair for pair in material.records if pair[1].act == "refuse"]
    rows = tuple(
        (
            Cell(makers(record), notes=(speaker(record),) if record.speaker else ()),
            Cell(dated(record)),
            Cell(
                quoted(shortened(record.evidence)),
                (material.said(register, record),),
                tone="quote",
            ),
        )
        for register, record in found[:LISTED]
    )
    if rows:
        caption = "What is refused" + _left_out(len(found))
        yield Table(caption, ("Party", "Date", "Words"), rows)


def _left_out(number: int) -> str:
    return f"; {number - LISTED} left out" if number > LISTED else ""


def _threatened(material: Material) -> Iterator[Table]:
    found = [
        pair
        for pair in material.records
        if pair[1].act == "threaten" or (pair[1].condition and pair[1].act != "refuse")
    ]
    rows = []
    for register, record in found[:LISTED]:
        trigger = quoted(shortened(record.condition.text)) if record.condition else "none stated"
        effect = record.consequence or record.content
        said = quoted(shortened(effect.text if effect else record.evidence))
        ids = (material.said(register, record),)
        rows.append(
            (
                Cell(makers(record), notes=(speaker(record),) if record.speaker else ()),
                Cell(voice(record)),
                Cell(trigger, tone="quote"),
                Cell(said, ids, tone="quote"),
            )
        )
    if rows:
        caption = "Conditional threats and promises as said" + _left_out(len(found))
        yield Table(caption, ("Party", "Act", "Trigger", "Consequence"), tuple(rows))


def _linked(material: Material) -> Iterator[Block]:
    """Statements of preferences that tie an own option to something else."""
    rows: list[tuple[Cell, ...]] = []
    evidence: list[str] = []
    for element in material.elements:
        if element.kind != "preference" or element.party is None:
            continue
        for expression in _expressions(material, element):
            found = _row(material, element, expression)
            if found:
                rows.append(found)
                evidence += material.basis(element.path)[:1]
    if not rows:
        return
    caption = f"What the model ties together: {counted(len(rows), 'conditional preference')}"
    yield Table(caption, ("Party", "If", "Then it prefers", "Place in its order"), tuple(rows))
    text = (
        "A party that ranks such a statement above what carrying it out costs would carry it out; "
        "a threat is credible in the model only in this sense."
    )
    yield Paragraph((Sentence(text, tuple(dict.fromkeys(evidence))),), tone="quiet")


def _expressions(material: Material, element: Element) -> Iterator[Expression]:
    for run in material.runs:
        party = run.conflict.party(element.party or "")
        if party.type != element.reading:
            continue
        for place, statement in getattr(party.preference, "numbered", tuple)():
            if place == element.place:
                yield statement.expression
                return


def _row(material: Material, element: Element, expression: Expression) -> tuple[Cell, ...] | None:
    if not isinstance(expression, Join) or len(expression.parts) != 2:
        return None
    left, right = expression.parts
    effect, trigger = (right, left) if expression.operator == "implies" else (left, right)
    if expression.operator not in ("if", "iff", "implies", "unless"):
        return None
    own = {option.key for option in material.conflict.party(element.party or "").options}
    if not set(effect.keys()) <= own or set(trigger.keys()) <= own:
        return None
    words = material.words
    name = words.conflict.party(element.party or "").name
    reading = (f"read {element.reading.replace('_', ' ')}",) if element.reading else ()
    place = ordinal(int(element.place)) if element.place.isdigit() else element.place
    otherwise = ("and only then",) if expression.operator == "iff" else ()
    condition = "not " if expression.operator == "unless" else ""
    return (
        Cell(name, notes=reading),
        Cell(condition + words.expression(trigger)),
        Cell(words.expression(effect), notes=otherwise),
        Cell(place, material.basis(element.path), element.guessed),
    )
