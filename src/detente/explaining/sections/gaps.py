"""What is guessed, unresolved or not modelled, and what the analyst is asked."""

from __future__ import annotations

from collections.abc import Iterator

from detente.drafting.modelled import unmodelled
from detente.explaining.brief import Block, Cell, Heading, Listing, Note, Section, Sentence, Table
from detente.explaining.elements import Element
from detente.explaining.material import Material
from detente.explaining.register import makers, voice
from detente.explaining.what_if import what_if
from detente.explaining.words import counted, in_list, place_in_words, quoted, shortened, verb

ORDER = 12
LISTED = 20
SEVERAL = "demands, offers, refusals and threats"


def section(material: Material) -> Section | None:
    """Guesses, elements without a source, open referents, merges, questions, warnings."""
    blocks: list[Block] = []
    if questions := tuple(_questions(material)):
        blocks += [Heading("Questions to the analyst"), _list(questions, ordered=True)]
    if assumed := tuple(map(material.words.plainly, material.conflict.assumptions)):
        blocks += [Heading("Taken for granted until somebody answers"), _list(assumed)]
    blocks += _guesses(material)
    blocks += _unresolved(material)
    blocks += _left_out(material)
    blocks += [Heading("Limits of this brief"), _limits(material)]
    if warnings := _warnings(material):
        blocks += [Heading("Warnings"), _list(warnings)]
    return Section("gaps", "Guesses, gaps and questions", tuple(blocks))


def _questions(material: Material) -> Iterator[str]:
    """The questions, each with the words that it is about."""
    for number, question in enumerate(material.conflict.questions, 1):
        words = material.conflict.cited(f"questions.{number}")
        quotes = (quoted(shortened(one.quote)) for one in words)
        yield material.words.plainly(" ".join([question, *quotes]))


def _list(texts: tuple[str, ...], *, ordered: bool = False) -> Listing:
    entries = [(Note(shortened(text, 400)),) for text in texts[:LISTED]]
    if len(texts) > LISTED:
        entries.append((Note(f"And {len(texts) - LISTED} more."),))
    return Listing(tuple(entries), ordered=ordered)


def _guesses(material: Material) -> Iterator[Block]:
    guessed = [element for element in material.elements if element.guessed]
    told = _once(material, guessed)
    if guessed:
        rows = tuple(_guess(material, element) for element in told[:LISTED])
        left = len(told) - len(rows)
        caption = f"{counted(len(guessed), 'guess', 'guesses')} in the model, of "
        caption += f"{len(material.elements)} elements"
        caption += "; the same in several readings listed once" if len(told) < len(guessed) else ""
        caption += f", {left} left out here" if left else ""
        yield Table(caption, ("Element", "What is guessed"), rows)


def _once(material: Material, guessed: list[Element]) -> list[Element]:
    """The guesses, those that all readings of a party share only once."""
    told: dict[object, Element] = {}
    for element in guessed:
        shared = element.reading and material.agreed(element)
        told.setdefault((element.party, element.place) if shared else element.path, element)
    return list(told.values())


def _guess(material: Material, element: Element) -> tuple[Cell, ...]:
    owner = material.conflict.party(element.party).name if element.party else ""
    kind = "priority" if element.kind == "preference" else str(element.kind)
    kind = place_in_words(element.place, kind)
    reading = "" if element.reading and material.agreed(element) else element.reading or ""
    where = [owner, kind, reading.replace("_", " ")]
    text = ", ".join(part for part in where if part)
    said = element.words
    if element.kind == "option":
        said = material.words.option(f"{element.party}.{element.text}")
    return (Cell(text), Cell(said, material.basis(element.path), guessed=True))


def _unresolved(material: Material) -> Iterator[Block]:
    found = [
        (phrase, register, record)
        for register, record in material.records
        for phrase in record.unresolved
    ]
    if found:
        rows = tuple(
            (
                Cell(quoted(phrase), (material.said(register, record),), tone="quote"),
                Cell(makers(record)),
            )
            for phrase, register, record in found[:LISTED]
        )
        yield Table(
            "Words whose referent the text does not tell", ("Words", "In a statement of"), rows
        )


def _left_out(material: Material) -> Iterator[Block]:
    """Weighty statements that no element of the model rests on."""
    if material.draft is None:
        return
    quotes = [evidence for element in material.elements for evidence in element.evidence]
    found = list(unmodelled(material.registers, material.draft.merges, quotes))
    rows = tuple(
        (
            Cell(makers(record)),
            Cell(voice(record)),
            Cell(
                quoted(shortened(record.evidence)),
                (material.said(register, record),),
                tone="quote",
            ),
        )
        for register, record in found[:LISTED]
    )
    if rows:
        caption = f"{counted(len(found), 'demand, offer, refusal or threat', SEVERAL)} that the "
        caption += "model leaves out"
        caption += f"; {len(found) - LISTED} not listed" if len(found) > LISTED else ""
        yield Table(caption, ("Party", "Act", "Words"), rows)


def _limits(material: Material) -> Listing:
    entries: list[tuple[Sentence | Note, ...]] = []
    unsupported = [e for e in material.elements if not e.evidence and not e.guessed]
    if unsupported:
        number = counted(len(unsupported), "element")
        text = f"{number} of {len(material.elements)} in the model "
        text += verb(len(unsupported), "names no source.", "name no source.")
        entries.append((Note(text),))
    silent = _silent(material)
    if silent:
        text = f"No preference mentions {in_list(silent)}."
        entries.append((Note(text),))
    if any(run.status_quo and what_if(material, run) is None for run in material.runs):
        text = (
            "Groups, single changes and robustness are left out where the states are too many for "
            "a brief: ask `detente coalitions`, `change` and `robust`."
        )
        entries.append((Note(text),))
    text = (
        "Everything rests on the preferences as listed: the costs of carrying out a threat, "
        "domestic politics and misperception count only as far as a preference or a reading "
        "says so."
    )
    entries.append((Sentence(text, inference=True),))
    return Listing(tuple(entries))


def _silent(material: Material) -> list[str]:
    mentioned = set()
    for run in material.runs:
        for party in run.conflict.parties:
            for _, statement in getattr(party.preference, "numbered", tuple)():
                mentioned.update(statement.keys())
            if party.preference is not None and not hasattr(party.preference, "numbered"):
                return []
    words, options = material.words, material.conflict.options
    return [words.option(option.key) for option in options if option.key not in mentioned]


def _warnings(material: Material) -> tuple[str, ...]:
    found = list(material.draft.warnings) if material.draft else []
    found += [warning for register in material.registers for warning in register.warnings]
    return tuple(dict.fromkeys(found))
