"""The page of outcomes: readings side by side, the picture with a path, the stable states."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from urllib.parse import quote

from starlette.responses import Response

from detente.errors import AnalysisError
from detente.explaining.figures import Live, draw
from detente.explaining.run import Run
from detente.explaining.sections.scenarios import MORE, listed_outcomes, role_of
from detente.explaining.surroundings import Surroundings, surroundings
from detente.explaining.words import counted, first_upper, in_list
from detente.model.findings import Path
from detente.model.state import State
from detente.solving import CONCEPTS
from detente.web.desk import Ask, Desk
from detente.web.findings import Looked, asked_concept, look
from detente.web.leads import Leads
from detente.web.sheets import Cell, Table, Told

__all__ = ["HINTS", "named", "paths", "ranks", "solve", "tag", "ways"]

LISTED = 60  # states listed of a set
NAMED = 20  # states listed of those worth a name
COLUMNS = 12  # readings beside each other
ENDS = 3  # states in which improvements end, told in one field
HINTS = {row.id.upper(): row.definition for row in CONCEPTS}


def solve(desk: Desk, ask: Ask) -> Response:
    """The outcomes under each reading, those reached first, with the picture of one reading."""
    looked, concept = look(desk, ask), asked_concept(ask)
    run = looked.run
    around = surroundings(run)
    following = _following(looked, ask)
    tables = [
        _readings(looked, concept),
        _side_by_side(looked),
        _named(looked),
        _stable(looked, concept),
    ]
    return desk.page(
        "solve.html.j2",
        ask,
        tables=tables,
        name=looked.file.name,
        runs=looked.found.runs,
        run=run,
        number=looked.number,
        concepts=CONCEPTS,
        concept=concept,
        ways=[_way(run, number, one) for number, one in enumerate(ways(run))],
        following=following,
        picture=_picture(looked, around, concept, following) if around.states else "",
        lines=list(around.lines(run.words)),
        left_out=around.left_out,
    )


# -- tables --------------------------------------------------------------------------------------


def hints(head: Sequence[str]) -> tuple[tuple[int, str], ...]:
    """What the columns named after concepts mean."""
    return tuple((place, HINTS[one]) for place, one in enumerate(head) if one in HINTS)


def _readings(looked: Looked, concept: str) -> Table:
    head = ("Reading", "Status quo stable under", "Improvements end in", *HINTS)
    rows = tuple(
        (
            Cell(
                one.words.types() or "this model",
                f"?run={number}&concept={concept}",
                chosen=one is looked.run,
            ),
            _held(one),
            _ends(looked, number, one),
            *(_count(one, row.id) for row in CONCEPTS),
        )
        for number, one in enumerate(looked.found.runs)
    )
    caption = "Readings side by side: the status quo, where improvements lead, how many states hold"
    return Table(caption, head, rows, hints(head))


def _held(run: Run) -> Cell:
    if run.status_quo is None:
        return Cell("not known")
    held = run.strength(run.status_quo)
    return Cell(in_list([one.upper() for one in held]) or "none", tone="good" if held else "bad")


def _ends(looked: Looked, number: int, run: Run) -> Cell:
    ends = run.reached
    said = "; ".join(run.words.short(end) for end in ends[:ENDS]) or "not known"
    more = f" and {len(ends) - ENDS:,} more" if len(ends) > ENDS else ""
    leads = Leads(looked.file.name, number, run.conflict)
    return Cell(f"{said}{more}", leads.address(ends[0]) if len(ends) == 1 else "")


def _count(run: Run, concept: str) -> Cell:
    region = run.analysis.equilibria(concept)
    count = f"{region.count:,}" if region.complete else "not counted"
    return Cell(f"{count} of {run.analysis.feasible:,}", tone="number")


def _side_by_side(looked: Looked) -> Table:
    """Outcomes under each other, readings beside each other: the concepts by which each holds."""
    found, begin = looked.found, looked.number // COLUMNS * COLUMNS
    numbers = range(len(found.runs))[begin : begin + COLUMNS]
    states, left = listed_outcomes(found)
    rows = tuple(
        (
            looked.leads.state(one, role_of(found, one)),
            *(_under(looked, number, one) for number in numbers),
        )
        for one in states
    )
    caption = "Outcomes by reading: the concepts under which each is stable for all"
    if left:
        caption += "; many more left out" if left == MORE else f"; {left:,} more left out"
    if len(numbers) < len(found.runs):
        caption += f"; readings {begin + 1} to {numbers[-1] + 1} of {len(found.runs)}"
    return Table(caption, ("Outcome", *(_column(found.runs[number]) for number in numbers)), rows)


def _column(run: Run) -> str:
    return f"{run.letter}: {run.words.types()}" if run.letter else "This model"


def _under(looked: Looked, number: int, state: State) -> Cell:
    """How a state holds under one reading; leads to its page under that reading."""
    run = looked.found.runs[number]
    held = run.strength(state)
    address = Leads(looked.file.name, number, run.conflict).address(state)
    if run.in_doubt(state) and not held:
        return Cell("not known in the time given", address, tag=run.role(state))
    text = f"✓ {', '.join(one.upper() for one in held)}" if held else "– none"
    return Cell(text, address, "good" if held else "bad", run.role(state))


def named(run: Run) -> tuple[State, ...]:
    """The states worth a name: the status quo, what is reached, what is best for all."""
    best = run.common.best if run.common else ()
    here = (run.status_quo,) if run.status_quo else ()
    return tuple(dict.fromkeys((*here, *run.reached, *best)))


def tag(run: Run, one: State) -> str:
    """What a state is: the status quo, reached, best for all."""
    tags = ["status quo"] if one == run.status_quo else []
    tags += [run.role(one)] if run.role(one) else []
    tags += ["best for all"] if run.common and one in run.common.best else []
    return ", ".join(tags)


def ranks(run: Run, one: State) -> Iterator[str]:
    """The place of a state in each party's order, of how many; empty where it is not counted."""
    for party in run.conflict.parties:
        rank = run.rank(party.id, one)
        yield f"{rank[0]} of {rank[1]}" if rank else ""


def _outcomes(looked: Looked, caption: str, states: Sequence[State]) -> Table:
    run, leads = looked.run, looked.leads
    ranked = [list(ranks(run, one)) for one in states]
    some = any(one for row in ranked for one in row)
    rows = tuple(
        (
            leads.state(state, tag(run, state)),
            *(_verdict(run, state, row.id) for row in CONCEPTS),
            *(Cell(one, tone="number") for one in places if some),
        )
        for state, places in zip(states, ranked, strict=True)
    )
    names = [f"rank, {party.name}" for party in run.conflict.parties] if some else []
    head = ("Outcome", *HINTS, *names)
    return Table(caption, head, rows, hints(head))


def _named(looked: Looked) -> Table:
    states = named(looked.run)
    caption = "The status quo, what is reached, and what is best for all"
    if len(states) > NAMED:
        caption += f": the first {NAMED} of {len(states):,}"
    return _outcomes(looked, caption, states[:NAMED])


def _verdict(run: Run, state: State, concept: str) -> Cell:
    if state in run.analysis.equilibria(concept):
        return Cell("✓", tone="good")
    return Cell("–", tone="bad")


def _stable(looked: Looked, concept: str) -> Table:
    region = looked.run.analysis.equilibria(concept)
    states = tuple(islice(region, LISTED))
    count = f"{region.count:,}" if region.complete else f"At least {len(states):,}"
    caption = (
        f"{count} of {counted(looked.run.analysis.feasible, 'state')} stable for all under "
        f"{concept.upper()}"
    )
    if region.count > LISTED:
        caption += f"; the first {LISTED} are listed"
    return _outcomes(looked, caption, states)


# -- the picture, and a path in it ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Following:
    """One step of a way from the status quo, with the steps around it."""

    way: int
    at: int
    steps: Path
    end: str
    end_address: str
    told: Told
    source: Cell
    target: Cell


def ways(run: Run) -> tuple[Path, ...]:
    """The ways that lead from the status quo, those by gains first."""
    return (*run.ways, *run.deal_ways)


def _following(looked: Looked, ask: Ask) -> Following | None:
    way, at = ask.query.get("way", ""), ask.query.get("step", "1")
    if not way:
        return None
    known = ways(looked.run)
    if not (way.isdecimal() and at.isdecimal() and len(way + at) < 10 and int(way) < len(known)):
        raise AnalysisError("there is no such path: choose one of the page")
    steps = known[int(way)]
    number = min(max(1, int(at)), len(steps))
    step, leads = steps.steps[number - 1], looked.leads
    return Following(
        int(way),
        number,
        steps,
        looked.run.words.short(steps.end),
        leads.address(steps.end),
        leads.step(step),
        leads.state(step.source),
        leads.state(step.target),
    )


def _picture(
    looked: Looked, around: Surroundings, concept: str, following: Following | None
) -> str:
    run, leads = looked.run, looked.leads
    region = run.analysis.equilibria(concept)
    live = Live(
        link=leads.address,
        verdict=lambda one: _in_short(run, one, concept),
        holds=lambda one: one in region,
        steps=following.steps.steps if following else (),
        at=following.steps.steps[following.at - 1].target if following else None,
    )
    return draw(
        around,
        run.words,
        "States around the status quo",
        f"The moves from the status quo in {run.name}; each box leads to its state.",
        "around",
        live,
    )


def _in_short(run: Run, state: State, concept: str) -> str:
    """Whether a state holds, and who would leave it."""
    parties = run.conflict.parties
    leaving = [one for one in parties if state not in run.analysis.stability(concept, one.id)]
    if not leaving:
        return f"✓ {concept.upper()}"
    return f"– {concept.upper()}: {in_list([one.name for one in leaving])}"


def _way(run: Run, number: int, way: Path) -> tuple[int, str, str]:
    kind = "by gains" if way.improving else "by any moves"
    return number, run.words.short(way.end), f"{counted(len(way), 'step')}, {kind}"


# -- all paths -----------------------------------------------------------------------------------


def paths(desk: Desk, ask: Ask) -> Response:
    """The ways that lead from the status quo, under each reading."""
    looked = look(desk, ask)
    readings, tables = [], []
    for number, run in enumerate(looked.found.runs):
        leads = Leads(looked.file.name, number, run.conflict)
        told = [_steps(leads, run, place, way) for place, way in enumerate(ways(run))]
        readings.append((number, first_upper(run.words.types()) or "This model", told))
        tables += told
    return desk.page("paths.html.j2", ask, tables=tables, name=looked.file.name, readings=readings)


def _steps(leads: Leads, run: Run, place: int, way: Path) -> Table:
    kind = "every step a gain for its mover" if way.improving else "by any moves"
    rows = tuple(
        (
            Cell(
                f"Step {number}",
                f"/case/{quote(leads.case)}/solve?run={leads.number}&way={place}&step={number}#picture",
            ),
            *leads.moved(step),
        )
        for number, step in enumerate(way, 1)
    )
    caption = f"To {run.words.short(way.end)}, {kind}"
    return Table(caption, ("Step", "Who", "Move", "For the mover", "Decided by"), rows)
