"""The scenarios: outcomes that are reached first, then the stable ones, by reading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from detente.explaining.agreement import best_deals, holding, untold
from detente.explaining.brief import Block, Cell, Note, Paragraph, Section, Sentence, Table, Tone
from detente.explaining.material import Material
from detente.explaining.readings import results, title
from detente.explaining.run import Run
from detente.explaining.verdicts import LEGEND, concepts_in_words, in_short
from detente.explaining.words import counted, in_list
from detente.model.logic import parse
from detente.model.state import State

__all__ = ["MORE", "listed_outcomes", "role_of", "section"]

ORDER = 8
SIDE_BY_SIDE = 4  # readings as columns; more become rows
NAMED, OTHERS = 12, 4  # outcomes listed: those with a role, and other stable ones
FEW = 5  # outcomes of the brief of two pages
READINGS = 24
MORE = -1  # left out, and too many to count here
SCANNED = 500  # states of one set looked at when choosing what to list
MANY = 6  # stable states from which on what they have in common is told
LITTLE = 1 / 3  # a set that holds more than this share of the states says little


def section(material: Material) -> Section | None:
    """The outcomes with their verdicts and places, then the sizes of the sets."""
    outcomes, left = listed_outcomes(material)
    blocks: list[Block] = []
    if len(material.runs) > SIDE_BY_SIDE:
        blocks.append(_by_reading(material))
    if outcomes:
        blocks.append(_table(material, outcomes, left))
        blocks.append(Paragraph(tuple(Note(text) for text in LEGEND), tone="quiet"))
    if len(material.runs) <= SIDE_BY_SIDE and (ranks := _ranks(material, outcomes)):
        blocks.append(ranks)
    blocks.append(_sizes(material))
    if said := (*_says_little(material), *_in_common(material)):
        blocks.append(Paragraph(said))
    short = (_in_brief(material, outcomes),) if outcomes else ()
    return Section("scenarios", "Scenarios", tuple(blocks), short=short)


def listed_outcomes(material: Material) -> tuple[list[State], int]:
    """What to list, and how many others are left out.

    First the status quo, the reached states and the best deals, then the states stable most often.
    """
    first = [run.status_quo for run in material.runs if run.status_quo]
    first += [state for run in material.runs for state in _first_reached(run)]
    first += [state for run in material.runs for state in best_deals(run)]
    named = list(dict.fromkeys(first))[:NAMED]
    stable: dict[State, int] = {}
    for run in material.runs:
        for state in _near(run):
            stable[state] = stable.get(state, 0) + 1
    others = sorted((s for s in stable if s not in named), key=lambda s: -stable[s])
    left = max(0, len(others) - OTHERS)
    return named + others[:OTHERS], MORE if left and len(stable) >= SCANNED else left


def _first_reached(run: Run) -> Sequence[State]:
    """The reached states to list: all if they are few, else the first of them."""
    return run.reached if len(run.reached) <= NAMED else run.reached[: NAMED // 3]


def _near(run: Run) -> Sequence[State]:
    """Stable states, those that differ from the status quo in the fewest options first."""
    region = run.analysis.equilibria(_credible(run))
    if run.status_quo is None:
        return tuple(islice(region, SCANNED))
    return region.nearest(run.status_quo, SCANNED)


def _credible(run: Run) -> str:
    """The concept whose states are listed: SEQ, for its answers are credible."""
    concepts = run.analysis.concepts
    return next(name for name in ("seq", "nash", *concepts) if name in concepts)


def _table(material: Material, outcomes: Sequence[State], left: int) -> Table:
    """The outcomes, one a row; readings as columns, or counted where they are many."""
    many = len(material.runs) > SIDE_BY_SIDE
    heads = tuple(
        f"Reading {run.letter}" if run.letter else "Does it hold?" for run in material.runs
    )
    rows = tuple(
        (
            Cell(str(number), tone="number"),
            Cell(material.words.state(state), notes=(role_of(material, state), state.signs)),
            *((_holding(material, state),) if many else _verdicts(material, state)),
        )
        for number, state in enumerate(outcomes, 1)
    )
    caption = "Outcomes that hold by credible answers"
    if any(run.status_quo for run in material.runs):
        caption = "Outcomes: the status quo and what is reached from it first, then the best for "
        caption += "all, then others that hold by credible answers"
    if left:
        caption += "; many more" if left == MORE else f"; {counted(left, 'further one')}"
        caption += " left out"
    return Table(caption, ("No.", "Outcome", *(("Holds",) if many else heads)), rows)


def _in_brief(material: Material, outcomes: Sequence[State]) -> Table:
    """The outcomes that matter most, what each is told beside it."""
    named = [state for state in outcomes if role_of(material, state)][:FEW] or outcomes[:FEW]
    whole = _table(material, named, len(outcomes) - len(named)).in_short(FEW)
    rows = tuple(
        (row[0], replace(row[1], text=_with_role(row[1].text, role_of(material, state))), *row[2:])
        for state, row in zip(named, whole.rows, strict=True)
    )
    return replace(whole, rows=rows, caption="Outcomes, and whether they hold once there")


def _with_role(text: str, role: str) -> str:
    return f"{text} ({role})" if role else text


def _holding(material: Material, state: State) -> Cell:
    """Under how many readings a state holds at least by credible answers."""
    runs = [run for run in material.runs if holding(run, state)]
    text = f"under {len(runs)} of {len(material.runs)} readings"
    if open_ := sum(untold(run, state) for run in material.runs):
        text += f"; not known for {open_}"
    return Cell(text, results(runs[:SIDE_BY_SIDE]), tone="good" if runs else "bad")


def role_of(material: Material, state: State) -> str:
    """What a state is: the status quo, reached under which readings, best for all."""
    roles = []
    if any(run.status_quo == state for run in material.runs):
        roles.append("status quo")
    for role in ("reached", "in a cycle"):
        runs = [run for run in material.runs if run.role(state) == role]
        letters = in_list([run.letter for run in runs if run.letter], most=SIDE_BY_SIDE)
        if runs:
            roles.append(role + (f" under {letters}" if letters else ""))
    if any(run.common and state in run.common.best for run in material.runs):
        roles.append("best for all")
    return ", ".join(roles)


def _verdicts(material: Material, state: State) -> Iterator[Cell]:
    for run in material.runs:
        yield _verdict(run, state)


def _verdict(run: Run, state: State) -> Cell:
    names = run.strength(state)
    if not names and run.in_doubt(state):
        return Cell("not known in the time given", (run.id,))
    tone: Tone = "good" if {"nash", "seq", "sseq"} & set(names) else "bad"
    notes = [run.role(state)] if run.letter else []
    notes.append(concepts_in_words(names, run.analysis.concepts))
    return Cell(in_short(names), (run.id,), tone=tone, notes=tuple(notes))


def _by_reading(material: Material) -> Table:
    rows = []
    for run in material.runs[:READINGS]:
        here = run.status_quo
        verdict = _verdict(run, here) if here else Cell("unknown")
        goals = in_list([run.words.short(state) for state in run.reached], most=3) or "unknown"
        letter = Cell(run.letter, shows=(run.id,))
        rows.append((letter, Cell(run.words.types()), verdict, Cell(goals)))
    left = len(material.runs) - len(rows)
    caption = "What each reading leads to"
    caption += f"; {counted(left, 'reading')} left out" if left else ""
    return Table(caption, ("Reading", "Types", "Status quo", "Reached from it"), tuple(rows))


def _sizes(material: Material) -> Table:
    concepts = material.runs[0].analysis.concepts
    rows = []
    for run in material.runs[:READINGS]:
        counts = [Cell(_count(run, name), tone="number") for name in concepts]
        name = f"{run.letter}: {run.words.types()}" if run.letter else "this model"
        shows = (run.id,) if len(material.runs) <= SIDE_BY_SIDE else ()
        rows.append((Cell(name, shows=shows), *counts, _closure(run)))
    feasible = counted(material.runs[0].analysis.feasible, "feasible state")
    caption = (
        f"How many of {feasible} are stable for every party under each concept; within reach: "
    )
    caption += "those that one-sided gains lead to, the status quo included"
    head = ("Reading", *(name.upper() for name in concepts), "Within reach")
    return Table(caption, head, tuple(rows))


def _count(run: Run, concept: str) -> str:
    region = run.analysis.equilibria(concept)
    return f"{region.count:,}" if region.complete else f"at least {region.count:,}"


def _closure(run: Run) -> Cell:
    reached = run.analysis.reached
    if reached is None:
        return Cell("unknown", tone="number")
    number = f"{reached.closure:,}"
    return Cell(number if reached.complete else f"at least {number}", tone="number")


def _says_little(material: Material) -> Iterator[Sentence | Note]:
    """One sentence on the sets that hold too many states to tell anything."""
    large: dict[tuple[str, ...], list[str]] = {}
    for name in material.runs[0].analysis.concepts:
        counts = tuple(
            f"{run.analysis.equilibria(name).count:,}" + (f" ({run.letter})" if run.letter else "")
            for run in material.runs
            if run.analysis.equilibria(name).count > LITTLE * run.analysis.feasible
        )
        if counts:
            large.setdefault(counts, []).append(f"{name.upper()}-stable")
    total = counted(material.runs[0].analysis.feasible, "state")
    said = [f"{in_list(counts, most=6)} are {in_list(names)}" for counts, names in large.items()]
    if said:
        text = f"Of {total}, {'; '.join(said)}: that a state is among so many says little."
        yield Sentence(text, results(material.runs))
    if not all(run.analysis.complete for run in material.runs):
        yield Note("Some sets were cut by a budget: their counts are lower bounds.")


def _in_common(material: Material) -> Iterator[Sentence]:
    """What a large set of stable states has in common: options fixed in all of them."""
    if material.conflict.rules.indistinguishable:
        return
    for run in material.runs[:SIDE_BY_SIDE]:
        concept = _credible(run)
        region = run.analysis.equilibria(concept)
        described = concept in dict(run.shapes)  # in a section of its own
        if described or not region.complete or region.count < MANY:
            continue
        always: list[str] = []
        never: list[str] = []
        for key in run.conflict.order:
            held = region.where(parse(key, run.conflict.names)).count
            if held in (0, region.count):
                (always if held else never).append(run.words.option(key))
        fixed = [f"{in_list(always, most=8)} always chosen"] if always else []
        fixed += [f"{in_list(never, 'and', most=8)} never"] if never else []
        if fixed:
            which = f", {title((run,))}" if run.letter else ""
            text = f"Common to all {region.count:,} states that hold by credible answers{which}: "
            yield Sentence(f"{text}{'; '.join(fixed)}.", (run.id,))


def _ranks(material: Material, outcomes: Sequence[State]) -> Table | None:
    """The place of each outcome in each party's order, the readings separated by strokes."""
    parties = material.conflict.parties
    if not outcomes or any(run.rank(parties[0].id, outcomes[0]) is None for run in material.runs):
        return None
    rows = tuple(
        (
            Cell(str(number), tone="number"),
            *(Cell(_places(material, party.id, state), tone="number") for party in parties),
        )
        for number, state in enumerate(outcomes, 1)
    )
    slashes = " / ".join(run.letter for run in material.runs if run.letter)
    caption = "Place of each outcome in each party’s order, 1 being the best"
    caption += f"; where readings differ, {slashes}" if slashes else ""
    heads = tuple(f"{party.name}, of {_levels(material, party.id)}" for party in parties)
    return Table(caption, ("No.", *heads), rows)


def _places(material: Material, party: str, state: State) -> str:
    ranks = [rank[0] for run in material.runs if (rank := run.rank(party, state))]
    return str(ranks[0]) if len(set(ranks)) == 1 else " / ".join(str(rank) for rank in ranks)


def _levels(material: Material, party: str) -> str:
    state = material.runs[0].moves.states[0]
    levels = [rank[1] for run in material.runs if (rank := run.rank(party, state))]
    return str(levels[0]) if len(set(levels)) == 1 else " / ".join(str(level) for level in levels)
