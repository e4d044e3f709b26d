"""Indicators to watch: acts and words that would show which way the dispute goes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from detente.explaining.agreement import best_deals, own_parts
from detente.explaining.answers.grounds import Grounds
from detente.explaining.answers.robustness import assumed
from detente.explaining.brief import Block, Cell, Listing, Section, Sentence, Table
from detente.explaining.material import Material
from detente.explaining.readings import results, title
from detente.explaining.run import Run
from detente.explaining.what_if import what_if
from detente.explaining.words import day, first_upper
from detente.model.edits import Move

ORDER = 11.8
FEW = 6  # indicators of the brief of two pages
WORDS = 4  # statements whose order is worth watching


@dataclass(frozen=True, slots=True)
class _Sign:
    """An option that moves on the way to an outcome."""

    party: str
    key: str
    taken: bool
    towards: str


def section(material: Material) -> Section | None:
    """The options that move towards each outcome, and the priorities that decide."""
    if material.runs[0].status_quo is None:
        return None
    blocks: list[Block] = []
    signs: dict[_Sign, list[Run]] = {}
    for run in material.runs:
        for sign in dict.fromkeys(_signs(run)):
            signs.setdefault(sign, []).append(run)
    if signs:
        blocks.append(_table(material, signs))
    if words := tuple(_words(material)):
        blocks.append(Listing(words))
    short = tuple(one.in_short(FEW) for one in blocks if isinstance(one, Table))
    found = Section("indicators", "Indicators to watch", tuple(blocks), short=short)
    return found if blocks else None


def _signs(run: Run) -> Iterator[_Sign]:
    for way in run.ways:
        for step in way:
            for key in step.changed:
                yield _sign(run, step.party, key, f"away from the status quo, to {way.end.signs}")
    for deal in best_deals(run)[:2]:
        for party, part, _ in own_parts(run, deal):
            here = run.status_quo
            assert here is not None
            for key in sorted(here.keys(run.conflict) ^ part.keys(run.conflict)):
                yield _sign(run, party, key, f"to {deal.signs}, better for all")


def _sign(run: Run, party: str, key: str, towards: str) -> _Sign:
    here = run.status_quo
    assert here is not None
    return _Sign(party, key, key not in here.keys(run.conflict), towards)


def _table(material: Material, signs: dict[_Sign, list[Run]]) -> Table:
    grouped: dict[tuple[str, str, bool], dict[str, list[Run]]] = {}
    for sign, runs in signs.items():
        towards = grouped.setdefault((sign.party, sign.key, sign.taken), {})
        towards.setdefault(sign.towards, []).extend(runs)
    rows = tuple(
        _row(material, party, key, taken, towards)
        for (party, key, taken), towards in grouped.items()
    )
    as_of = material.conflict.as_of
    seen = f"Seen by {day(as_of)}" if as_of else "Seen so far"
    caption = (
        "What somebody would be seen to do on the way to an outcome; each row is an option of "
    )
    caption += f"the model, {len(rows)} of {len(material.conflict.order)}"
    return Table(caption, ("Party", "Indicator", "Points", seen), rows)


def _row(
    material: Material, party: str, key: str, taken: bool, towards: dict[str, list[Run]]
) -> tuple[Cell, ...]:
    option = material.conflict.option(key)
    act = "takes up" if taken else "gives up"
    path = f"parties.{party}.options.{option.id}"
    notes = ("cannot be undone",) if option.direction != "both" else ()
    points = [_points(material, where, runs) for where, runs in towards.items()]
    runs = [run for run in material.runs if any(run in some for some in towards.values())]
    return (
        Cell(first_upper(material.words.party(party))),
        Cell(f"{act} {material.words.option(key)}", material.basis(path), notes=notes),
        Cell("; ".join(points), results(runs)),
        Cell("not seen"),
    )


def _points(material: Material, where: str, runs: list[Run]) -> str:
    some = material.rival and len(runs) < len(material.runs)
    return f"{where} ({title(runs)})" if some else where


def _words(material: Material) -> Iterator[tuple[Sentence, ...]]:
    """The orders of two priorities that decide a conclusion: words that would show a change."""
    told: dict[str, Sentence] = {}
    for run in material.runs:
        found = what_if(material, run)
        for flip in found.robustness.ranked if found else ():
            edit = flip.assumption.edit
            if not isinstance(edit, Move):
                continue
            said = assumed(Grounds(run.conflict), flip.assumption).removeprefix("if ")
            ids = material.basis(f"{edit.path}.{edit.place}", f"{edit.path}.{edit.to}")
            text = f"Words or acts that show that {said} would turn {flip.flips} of "
            text += f"{len(found.robustness.conclusions) if found else 0} conclusions over"
            text += f" ({title([run])})." if title([run]) else "."
            told.setdefault(f"{edit.path}.{edit.place}", Sentence(text, (*results([run]), *ids)))
    yield from ((sentence,) for sentence in list(told.values())[:WORDS])
