"""Who must move with whom: what groups could do together, and how the best outcomes are reached."""

from __future__ import annotations

from collections.abc import Iterator

from detente.explaining.brief import Block, Note, Paragraph, Section, Sentence
from detente.explaining.material import Material
from detente.explaining.readings import results, under
from detente.explaining.run import Run
from detente.explaining.what_if import WhatIf, what_if
from detente.explaining.words import counted, in_list, spelled
from detente.model.findings import Step
from detente.solving.coalitions import Way

ORDER = 11.2
NAMED = 6  # groups named one by one


def section(material: Material) -> Section | None:
    """For each group of readings: what groups gain by, and what it takes to reach the best."""
    blocks: list[Block] = []
    known = [(run, found) for run in material.runs if (found := what_if(material, run))]
    for runs, found in _alike(known):
        blocks.append(Paragraph(tuple(_said(material, runs, found))))
    if not blocks:
        return None
    return Section("together", "Who must move with whom", tuple(blocks))


def _alike(known: list[tuple[Run, WhatIf]]) -> Iterator[tuple[list[Run], WhatIf]]:
    """The readings with the same joint improvements and ways, together."""
    groups: list[tuple[list[Run], WhatIf]] = []
    for run, found in known:
        for runs, other in groups:
            if _essence(other) == _essence(found):
                runs.append(run)
                break
        else:
            groups.append(([run], found))
    yield from groups


def _essence(found: WhatIf) -> object:
    ways = [(way.state, way.groups, way.turns, way.help) for way in found.coalitions.ways]
    return found.coalitions.joint, ways


def _said(material: Material, runs: list[Run], found: WhatIf) -> Iterator[Sentence | Note]:
    words = runs[0].words
    others = found.coalitions.feasible - 1
    able = [move for move in found.coalitions.joint if move.targets]
    unable = [move for move in found.coalitions.joint if not move.targets]
    beginning = under(material, runs)
    groups = counted(len(found.coalitions.joint), "group")
    if not able:
        text = f"{beginning}, none of the {groups} of two or more parties can do anything together "
        text += "by which every member gains."
        yield Sentence(text, results(runs))
        return
    told = [f"{words.parties(move.group)} {len(move.targets):,}" for move in able[:NAMED]]
    text = (
        f"{beginning}, of the {others:,} other outcomes, those to which a group of two or more "
        f"parties can move together so that every member gains: {in_list(told)}."
    )
    yield Sentence(text, results(runs))
    if unable:
        alone = in_list([words.parties(move.group) for move in unable[:NAMED]], "or")
        yield Sentence(f"There is none for {alone}.", results(runs))
    for way in found.coalitions.ways:
        if way.state in found.coalitions.common.best[:2]:
            yield from _way(material, runs, way)


def _way(material: Material, runs: list[Run], way: Way) -> Iterator[Sentence | Note]:
    words = runs[0].words
    what = f"For {words.short(way.state)}"
    ids = (*results(runs), *material.by(_steps(way)))
    match way.help:
        case "none":
            text = f"{what}, no legal moves lead there from the status quo."
        case "self-interest":
            text = f"{what}, the right order is enough: every step pays whoever makes it."
        case "groups in turn":
            turns = [f"{words.parties(group)} to {words.short(end)}" for group, end in way.turns]
            text = f"{what}, groups could go in turn, each gaining at once: first "
            text += f"{', then '.join(turns)}."
        case "a first step at a cost":
            step = way.costly[0]
            change = words.change(step.source, step.target)
            text = f"{what}, somebody would have to pay first: {words.party(step.party)} by "
            text += f"{change}; every other step would then pay whoever makes it."
        case _:
            steps = spelled(len(way.costly))
            text = f"{what}, it takes a joint step: one after the other, {steps} steps would cost "
            text += "whoever makes them."
    if way.groups and way.help not in ("none", "self-interest"):
        group = in_list([words.parties(group) for group in way.groups], "or")
        text = text[:-1] + f"; no fewer than {group} gain by it together."
    yield Sentence(text, ids)


def _steps(way: Way) -> list[Step]:
    return [*(step for _, _, step in way.parts if step), *way.costly]
