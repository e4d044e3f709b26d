"""The scenarios: outcomes that are reached first, then the stable ones, by reading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from detente.explaining.agreement import best_deals
from detente.explaining.brief import Block, Cell, Note, Paragraph, Section, Sentence, Table
from detente.explaining.material import Material, Run
from detente.explaining.readings import results
from detente.explaining.words import counted, in_list
from detente.model.state import State

ORDER = 8
SIDE_BY_SIDE = 4  # readings as columns; more become rows
OTHERS = 6
READINGS = 24
SCANNED = 2000  # states of one set looked at when choosing what to list
LITTLE = 1 / 3  # a set that holds more than this share of the states says little


def section(material: Material) -> Section | None:
    """The readings, the outcomes under each, the sizes of the sets, the places in each order."""
    blocks: list[Block] = []
    if material.rival:
        blocks.append(_readings(material))
    outcomes, left = _outcomes(material)
    if len(material.runs) <= SIDE_BY_SIDE:
        blocks.append(_table(material, outcomes, left))
    else:
        blocks.append(_by_reading(material))
    blocks.append(_sizes(material))
    if said := tuple(_says_little(material)):
        blocks.append(Paragraph(said))
    if ranks := _ranks(material, outcomes):
        blocks.append(ranks)
    return Section("scenarios", "Scenarios", tuple(blocks))


def _readings(material: Material) -> Table:
    rows = tuple(
        (
            Cell(run.letter, shows=(run.id,)),
            Cell(run.words.types() + ("" if number else ", the default")),
        )
        for number, run in enumerate(material.runs[:READINGS])
    )
    left = len(material.runs) - len(rows)
    caption = (
        "Readings: rival accounts of what a party wants, reported side by side, never averaged"
    )
    caption += f"; {counted(left, 'reading')} left out of this list" if left else ""
    return Table(caption, ("Reading", "Types"), rows)


def _outcomes(material: Material) -> tuple[list[State], int]:
    """What to list: status quo, reached states, best deals, then states stable most often."""
    first = [run.status_quo for run in material.runs if run.status_quo]
    first += [state for run in material.runs for state in run.reached[:6]]
    first += [state for run in material.runs for state in best_deals(run)]
    named = list(dict.fromkeys(first))[: 2 * OTHERS]
    stable: dict[State, int] = {}
    for run in material.runs:
        for state in islice(run.analysis.equilibria(_credible(run)), SCANNED):
            stable[state] = stable.get(state, 0) + 1
    others = sorted((s for s in stable if s not in named), key=lambda s: (-stable[s], s.signs))
    return named + others[:OTHERS], max(0, len(others) - OTHERS)


def _credible(run: Run) -> str:
    """The concept whose states are listed: SEQ, for its answers are credible."""
    concepts = run.analysis.concepts
    return next(name for name in ("seq", "nash", *concepts) if name in concepts)


def _table(material: Material, outcomes: Sequence[State], left: int) -> Table:
    heads = tuple(
        f"Reading {run.letter}" if run.letter else "Stable under" for run in material.runs
    )
    rows = tuple(
        (
            Cell(material.words.short(state), notes=(_role(material, state),)),
            Cell(material.words.state(state), notes=(state.signs,)),
            *(_verdict(run, state) for run in material.runs),
        )
        for state in outcomes
    )
    caption = "Outcomes: first the status quo and those reached from it, then the best for all, "
    caption += "then others stable when each answer is in the answerer’s own interest"
    caption += f"; {counted(left, 'further stable state')} left out" if left else ""
    return Table(caption, ("Outcome", "Who has taken what", *heads), rows)


def _role(material: Material, state: State) -> str:
    roles = []
    if any(run.status_quo == state for run in material.runs):
        roles.append("status quo")
    reached = [run for run in material.runs if state in run.reached]
    if reached:
        letters = in_list([run.letter for run in reached if run.letter])
        roles.append("reached" + (f" under {letters}" if letters else ""))
    if any(run.common and state in run.common.best for run in material.runs):
        roles.append("best for all")
    return ", ".join(roles)


def _verdict(run: Run, state: State) -> Cell:
    names = run.strength(state)
    shows = () if run.letter else (run.id,)
    if not names:
        return Cell("not stable", (run.id,), tone="bad", shows=shows)
    if len(names) == len(run.analysis.concepts):
        text = "every concept" if len(names) > 1 else names[0].upper()
    else:
        text = in_list([name.upper() for name in names])
    reached = ("reached",) if state in run.reached else ()
    return Cell(text, (run.id,), tone="good", notes=reached)


def _by_reading(material: Material) -> Table:
    rows = []
    for run in material.runs[:READINGS]:
        here = run.status_quo
        verdict = _verdict(run, here) if here else Cell("unknown")
        goals = in_list([run.words.short(state) for state in run.reached], most=3) or "unknown"
        rows.append((Cell(run.letter), Cell(run.words.types()), verdict, Cell(goals)))
    left = len(material.runs) - len(rows)
    caption = "What each reading leads to"
    caption += f"; {counted(left, 'reading')} left out" if left else ""
    return Table(caption, ("Reading", "Types", "Status quo", "Reached from it"), tuple(rows))


def _sizes(material: Material) -> Table:
    concepts = material.runs[0].analysis.concepts
    rows = []
    for run in material.runs[:READINGS]:
        analysis = run.analysis
        counts = [Cell(f"{analysis.equilibria(name).count:,}", tone="number") for name in concepts]
        name = f"{run.letter}: {run.words.types()}" if run.letter else "this model"
        shows = () if run.letter or run.status_quo else (run.id,)
        rows.append((Cell(name, shows=shows), *counts, _closure(run)))
    feasible = counted(material.runs[0].analysis.feasible, "feasible state")
    caption = f"How many of {feasible} are stable for every party"
    head = ("Reading", *(name.upper() for name in concepts), "Reached by improvements")
    return Table(caption, head, tuple(rows))


def _closure(run: Run) -> Cell:
    reached = run.analysis.reached
    return Cell(f"{reached.closure:,}" if reached else "unknown", tone="number")


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


def _ranks(material: Material, outcomes: Sequence[State]) -> Table | None:
    """The place of each outcome in each party's order, the readings separated by strokes."""
    if len(material.runs) > SIDE_BY_SIDE or not outcomes:
        return None
    parties = material.conflict.parties
    if any(run.rank(parties[0].id, outcomes[0]) is None for run in material.runs):
        return None
    rows = tuple(
        (
            Cell(material.words.short(state)),
            *(Cell(_places(material, party.id, state), tone="number") for party in parties),
        )
        for state in outcomes
    )
    slashes = " / ".join(run.letter for run in material.runs if run.letter)
    caption = "Place of each outcome in each party’s order (1 is best)"
    caption += f"; where readings differ, {slashes}" if slashes else ""
    heads = tuple(f"{party.name}, of {_levels(material, party.id)}" for party in parties)
    return Table(caption, ("Outcome", *heads), rows)


def _places(material: Material, party: str, state: State) -> str:
    ranks = [rank[0] for run in material.runs if (rank := run.rank(party, state))]
    return str(ranks[0]) if len(set(ranks)) == 1 else " / ".join(str(rank) for rank in ranks)


def _levels(material: Material, party: str) -> str:
    state = material.runs[0].moves.states[0]
    levels = [rank[1] for run in material.runs if (rank := run.rank(party, state))]
    return str(levels[0]) if len(set(levels)) == 1 else " / ".join(str(level) for level in levels)
