"""Room for agreement: what is better for all, and why nobody goes there alone."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from detente.explaining.agreement import MANY, best_deals, own_parts, unknown_room, untold
from detente.explaining.brief import Block, Cell, Paragraph, Section, Sentence, Table
from detente.explaining.material import Material
from detente.explaining.readings import results, title, under
from detente.explaining.run import Run
from detente.explaining.words import counted, in_list, spelled, verb
from detente.model.findings import CommonGround, Step
from detente.model.state import State

ORDER = 11
LISTED = 12


def section(material: Material) -> Section | None:
    """For each group of readings: the outcomes better for all, the best, and the first steps."""
    if material.runs[0].status_quo is None:
        return None
    blocks: list[Block] = []
    for common, runs in material.alike(lambda run: run.common)[:3]:
        if common is None:
            blocks.append(Paragraph((Sentence(unknown_room(material, runs), results(runs)),)))
            continue
        blocks.append(Paragraph(tuple(_said(material, common, runs))))
        if common.listed:
            blocks.append(_table(material, common, runs))
    blocks += _first_steps(material)
    if not blocks:
        return None
    return Section("agreement", "Room for agreement", tuple(blocks))


def _said(material: Material, common: CommonGround, runs: tuple[Run, ...]) -> Iterator[Sentence]:
    number = len(material.conflict.parties)
    every = "both parties prefer" if number == 2 else f"all {spelled(number)} parties prefer"
    beginning = under(material, runs)
    others = f"{runs[0].analysis.feasible - 1:,}"
    if not common.count:
        text = f"{beginning}, there is none among the {others} other outcomes that {every} to the "
        text += "status quo."
        if runs[0].analysis.feasible == 2:
            text = f"{beginning}, the only other outcome is not one that {every} to the status quo."
        yield Sentence(text, results(runs))
        yield from _places(material, runs)
        return
    yield Sentence(
        f"{beginning}, {every} {common.count:,} of the {others} other outcomes to the status quo.",
        results(runs),
    )
    if common.best:
        count = len(common.best)
        text = (
            f"Of these, {spelled(count)} {verb(count)} best for all: no feasible outcome is better "
            "for one party without being worse for another."
        )
        yield Sentence(text, results(runs))


def _places(material: Material, runs: tuple[Run, ...]) -> Iterator[Sentence]:
    """How high each party ranks the status quo already."""
    told = []
    for party in material.conflict.parties:
        ranks = [run.rank(party.id, run.status_quo) for run in runs if run.status_quo]
        found = list(dict.fromkeys(f"{place} of {of}" for place, of in filter(None, ranks)))
        if found:
            told.append(f"{' or '.join(found)} for {material.words.party(party.id)}")
    if told:
        yield Sentence(f"The status quo is in place {in_list(told)}.", results(runs))


def _table(material: Material, common: CommonGround, runs: tuple[Run, ...]) -> Table:
    ordered = [*common.best, *(state for state in common.listed if state not in common.best)]
    if len(ordered) > MANY:
        ordered.sort(key=lambda state: (runs[0].distance(state), state.signs))
    shown = ordered[:LISTED]
    rows = tuple(
        (
            Cell(
                material.words.parts(common.state, state),
                notes=(*(("best for all",) if state in common.best else ()), state.signs),
            ),
            Cell(_holds(material, runs, state), results(runs)),
        )
        for state in shown
    )
    left = common.count - len(shown)
    caption = "Outcomes that every party prefers to the status quo"
    caption += f", {title(runs)}" if title(runs) and len(runs) < len(material.runs) else ""
    caption += f"; {counted(left, 'other')} left out" if left else ""
    return Table(
        caption, ("What would change from the status quo", "Once there, does it hold?"), rows
    )


def _holds(material: Material, runs: tuple[Run, ...], state: State) -> str:
    if "seq" not in runs[0].analysis.concepts:
        return "not computed"
    if any(untold(run, state) for run in runs):
        return "not known in the time given"
    holding = [run for run in runs if state in run.analysis.equilibria("seq")]
    if not holding:
        return "not by credible answers" + ("" if len(runs) == 1 else ", under no reading")
    if len(holding) == len(runs):
        return "by credible answers" + ("" if len(runs) == 1 else ", under every reading")
    return f"by credible answers, only under {title(holding)}"


# -- why nobody goes there alone -------------------------------------------------------------------


def _first_steps(material: Material) -> Iterator[Block]:
    deals = dict.fromkeys(deal for run in material.runs for deal in best_deals(run))
    for deal in list(deals)[:3]:
        rows: list[tuple[Cell, ...]] = []
        for party in material.conflict.parties:
            groups = material.alike(partial(_verdict, party=party.id, deal=deal))
            rows += [_row(material, party.id, deal, runs) for verdict, runs in groups if verdict]
        if not rows:
            continue
        caption = (
            f"What each would have to do for {deal.signs}, and what going first, alone, would "
        )
        caption += "bring it"
        yield Table(caption, ("Party", "Its part", "Going first, alone", "Because of"), tuple(rows))
    if deals:
        yield Paragraph((_conclusion(material, list(deals)),))


def _verdict(run: Run, party: str, deal: State) -> tuple[State, str, object] | None:
    for mover, part, step in own_parts(run, deal):
        if mover == party:
            return part, _gain(step), step.decided_by[1] if step and step.decided_by else None
    return None


def _gain(step: Step | None) -> str:
    if step is None:
        return "not possible alone"
    return {1: "gains by it", 0: "gains nothing", -1: "loses by it"}[step.gain]


def _row(material: Material, party: str, deal: State, runs: tuple[Run, ...]) -> tuple[Cell, ...]:
    run = runs[0]
    step = next(step for mover, _, step in own_parts(run, deal) if mover == party)
    part = next(part for mover, part, _ in own_parts(run, deal) if mover == party)
    assert run.status_quo is not None
    some = material.rival and len(runs) < len(material.runs)
    name = run.conflict.party(party).name
    decided = run.words.preferred(step.decided_by) if step and step.decided_by else "·"
    return (
        Cell(name, notes=(title(runs),) if some else ()),
        Cell(run.words.change(run.status_quo, part)),
        Cell(_gain(step), results(runs), tone="good" if step and step.improving else "bad"),
        Cell(decided, material.by((step,))),
    )


def _conclusion(material: Material, deals: list[State]) -> Sentence:
    runs = material.runs
    steps = [step for run in runs for deal in deals for _, _, step in own_parts(run, deal)]
    ids = (*results(runs), *material.by(steps))
    if any(step.improving for step in steps if step):
        return Sentence("Some first steps pay for the party that makes them.", ids)
    number = len(material.conflict.parties)
    return Sentence(
        "Nobody goes there alone: every first step leaves its mover worse off or no better off, "
        f"and the gain comes only when {'both' if number == 2 else 'the others'} "
        "have moved; it takes a joint, simultaneous or guaranteed step.",
        ids,
    )
