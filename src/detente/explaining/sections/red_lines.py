"""Red lines and conditional threats: what triggers what, and whether it is credible here."""

from __future__ import annotations

from collections.abc import Iterator

from detente.explaining.brief import Block, Cell, Note, Paragraph, Section, Table, Tone
from detente.explaining.elements import Element
from detente.explaining.material import Material
from detente.explaining.readings import results, title
from detente.explaining.register import dated, makers, speaker, voice
from detente.explaining.run import Run
from detente.explaining.ties import Tie, carrying_out, tie_of
from detente.explaining.words import counted, place_in_words, quoted, shortened

ORDER = 6
LISTED = 25
GAINS = {
    1: "it would gain: credible",
    0: "it would neither gain nor lose",
    -1: "it would lose: not credible",
}


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
    for element in material.elements:
        if element.kind == "preference" and element.party is not None:
            rows += _row(material, element)
    if not rows:
        return
    caption = f"What the model ties together: {counted(len(rows), 'conditional preference')}"
    yield Table(caption, ("Party", "If", "Then it wants", "If it carries that out"), tuple(rows))
    text = (
        "A threat or a promise is credible in the model where carrying it out, once its condition "
        "has come about, makes its author better off."
    )
    yield Paragraph((Note(text),), tone="quiet")


def _row(material: Material, element: Element) -> Iterator[tuple[Cell, ...]]:
    tied = tie_of(material, element)
    if tied is None:
        return
    words = material.words
    name = words.conflict.party(element.party or "").name
    reading = (f"read {element.reading.replace('_', ' ')}",) if element.reading else ()
    place = place_in_words(element.place, "priority")
    notes = ("and only then",) if tied.only else ()
    trigger = words.expression(tied.trigger)
    yield (
        Cell(name, notes=reading),
        Cell(f"not {trigger}" if tied.negated else trigger),
        Cell(
            words.expression(tied.effect),
            material.basis(element.path),
            element.guessed,
            notes=(*notes, f"its {place}"),
        ),
        _carried_out(material, tied),
    )


def _carried_out(material: Material, tied: Tie) -> Cell:
    """What carrying out a conditional preference brings its author, under each reading."""
    said: dict[str, list[Run]] = {}
    for run in material.runs:
        gain = carrying_out(run, tied)
        if tied.reading and (tied.party, tied.reading) not in run.conflict.types:
            continue
        if gain is not None:
            said.setdefault(GAINS[gain], []).append(run)
    if not said:
        return Cell("·")
    texts = [text if len(said) == 1 else f"{text} ({title(runs)})" for text, runs in said.items()]
    runs = tuple(run for group in said.values() for run in group)
    tone: Tone = "good" if list(said) == [GAINS[1]] else "bad" if GAINS[1] not in said else "plain"
    return Cell("; ".join(texts), results(runs), tone=tone)
