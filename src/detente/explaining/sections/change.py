"""What would change it: the smallest changes of priorities that turn a verdict over."""

from __future__ import annotations

from collections.abc import Iterator

from detente.explaining.answers.change import condition
from detente.explaining.answers.grounds import Grounds
from detente.explaining.brief import Listing, Section, Sentence
from detente.explaining.material import Material
from detente.explaining.readings import lower, results, under
from detente.explaining.run import Run
from detente.explaining.what_if import WhatIf, what_if
from detente.explaining.words import counted, in_list
from detente.model.edits import Move
from detente.solving.inverse import Change, Changes

ORDER = 11.4
SHOWN = 3  # changes told in words for each question


def section(material: Material) -> Section | None:
    """For each reading: what would turn the verdict on the status quo over, and make deals hold."""
    entries: list[tuple[Sentence, ...]] = []
    for run in material.runs:
        found = what_if(material, run)
        if found is not None:
            entries += list(_entries(material, run, found))
    if not entries:
        return None
    short = Listing(tuple(entry[:2] for entry in entries[:SHOWN]))
    return Section("change", "What would change it", (Listing(tuple(entries)),), short=(short,))


def _entries(material: Material, run: Run, found: WhatIf) -> Iterator[tuple[Sentence, ...]]:
    yield tuple(_told(material, run, found.status_quo, "the status quo"))
    alike: dict[object, list[Changes]] = {}
    for deal in found.deals:
        if not deal.holds:
            edits = {change.edits for changes in deal.found.values() for change in changes}
            alike.setdefault(frozenset(edits), []).append(deal)
    for deals in alike.values():
        what = in_list([run.words.short(deal.state) for deal in deals], "or")
        yield tuple(_told(material, run, deals[0], what))


def _told(material: Material, run: Run, asked: Changes, what: str) -> Iterator[Sentence]:
    beginning = under(material, [run])
    verdict = "hold by credible answers" if asked.goal == "stable" else "no longer hold"
    tried = sum(asked.tried.values())
    singles = [change for changes in asked.found.values() for change in changes]
    if not singles:
        text = f"{beginning}, no single change of anybody’s priorities makes {what} {verdict}: "
        text += f"{counted(tried, 'change')} tried, each two neighbours swapped, each priority "
        text += "moved or left out."
        yield Sentence(text, results([run]))
        return
    text = f"{beginning}, {what} would {verdict} after {counted(len(singles), 'single change')} of "
    text += f"{tried:,} tried."
    yield Sentence(text, results([run]))
    for change in sorted(singles, key=lambda one: one.distance)[:SHOWN]:
        yield _change(material, run, change)


def _change(material: Material, run: Run, change: Change) -> Sentence:
    paths = dict.fromkeys(
        f"{edit.path}.{place}"
        for edit in change.edits
        for place in ((edit.place, edit.to) if isinstance(edit, Move) else (edit.place,))
    )
    text = condition(Grounds(run.conflict), change.edits)
    return Sentence(f"It would, {lower(text)}.", (*results([run]), *material.basis(*paths)))
