"""The page of one state: its options, its ranks, whether it holds and why, the moves from it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from starlette.responses import Response

from detente.errors import AnalysisError
from detente.explaining.arguments import argue
from detente.explaining.words import counted
from detente.model.findings import Reason
from detente.model.state import State, parse_state, state_of
from detente.solving import CONCEPTS, why
from detente.web.desk import Ask, Desk
from detente.web.findings import Looked, asked_concept, look
from detente.web.jobs import Working
from detente.web.outcomes import HINTS, hints, ranks, tag
from detente.web.sheets import Cell, Table, Told

__all__ = ["state"]

LISTED = 40  # moves on one page
_OTHER = {"Y": "N", "N": "Y"}


def state(desk: Desk, ask: Ask) -> Response:
    """A state from near."""
    looked, concept = look(desk, ask), asked_concept(ask)
    run = looked.run
    here = run.moves.find(parse_state(run.conflict, ask.part("state")))
    party = run.conflict.party(ask.query.get("party", run.conflict.parties[0].id))
    ways = [
        (one.id, target) for one in run.conflict.parties for target in run.ways_from(one.id, here)
    ]
    first = 0 if "table" in ask.query else _first(ask, len(ways))
    shown = ways if "table" in ask.query else ways[first : first + LISTED]
    tables = [
        _verdicts(looked, here, party.id, concept),
        _moves(looked, here, shown, first, len(ways)),
        _options(looked, here),
    ]
    return desk.page(
        "state.html.j2",
        ask,
        tables=tables,
        name=looked.file.name,
        version=looked.file.version,
        runs=looked.found.runs,
        run=run,
        number=looked.number,
        here=here,
        first=first,
        listed=LISTED,
        moves=len(ways),
        title=run.words.short(here),
        full=run.words.state(here),
        tag=tag(run, here),
        concept=concept,
        party=party,
        reason=list(_sentences(looked, _why(desk, looked, here, party.id, concept))),
        goal="unstable" if here in run.analysis.equilibria("seq") else "stable",
    )


def _first(ask: Ask, most: int) -> int:
    """The number of the first move of the page that is asked for, counted from 0."""
    text = ask.query.get("first", "")
    number = int(text) if text.isdecimal() and len(text) < 10 else 0
    return min(number, max(0, most - 1)) // LISTED * LISTED


def _moves(
    looked: Looked, here: State, shown: Sequence[tuple[str, State]], first: int, most: int
) -> Table:
    """Moves from a state, a part of them where they are many."""
    steps = (looked.run.step(party, here, target) for party, target in shown)
    caption = counted(most, "move")
    if len(shown) < most:
        caption += f": {first + 1:,} to {first + len(shown):,} are listed"
    heads = ("Party", "Move", "For the mover", "Decided by")
    return Table(caption, heads, tuple(looked.leads.moved(step) for step in steps))


def _why(desk: Desk, looked: Looked, here: State, party: str, concept: str) -> Reason:
    conflict, name = looked.run.conflict, looked.file.name
    job = desk.jobs.ask(
        f"{name}:why:{conflict.hash}:{looked.number}:{here.signs}:{party}:{concept}",
        lambda _progress: why(conflict, here, party, concept),
    )
    if not job.wait():
        raise Working(name, job)
    return job.value()


def _sentences(looked: Looked, reason: Reason) -> Iterator[Told]:
    for one in argue(looked.found, looked.run, reason):
        yield Told(one.text, looked.leads.cited(one.evidence))


def _verdicts(looked: Looked, here: State, party: str, concept: str) -> Table:
    run = looked.run
    places = list(ranks(run, here))
    head = ("Party", *(("Rank",) if any(places) else ()), *HINTS)
    rows = tuple(
        (
            Cell(one.name),
            *((Cell(place, tone="number"),) if any(places) else ()),
            *(
                _verdict(looked, here, one.id, row.id, (one.id, row.id) == (party, concept))
                for row in CONCEPTS
            ),
        )
        for one, place in zip(run.conflict.parties, places, strict=True)
    )
    caption = "Whether it holds, party by party; each verdict leads to its reason"
    return Table(caption, head, rows, hints(head))


def _verdict(looked: Looked, here: State, party: str, concept: str, chosen: bool) -> Cell:
    holds = here in looked.run.analysis.stability(concept, party)
    return Cell(
        "✓ holds" if holds else "– not",
        f"?run={looked.number}&party={party}&concept={concept}#why",
        "good" if holds else "bad",
        chosen=chosen,
    )


def _options(looked: Looked, here: State) -> Table:
    """The options by party, each with the state in which it alone is otherwise."""
    conflict = looked.run.conflict
    rows = []
    for place, key in enumerate(conflict.order):
        option, sign = conflict.option(key), here.signs[place]
        other = _other(looked, here, place)
        said = {"Y": "taken", "N": "not taken", "-": "either"}[sign]
        turn = {"Y": "if it were not", "N": "if it were"}.get(sign, "")
        rows.append(
            (
                Cell(conflict.party(option.party).name),
                Cell(option.label, note=option.id),
                Cell(said, tone="good" if sign == "Y" else ""),
                Cell(turn, looked.leads.address(other)) if other else Cell("cannot be otherwise"),
            )
        )
    return Table("What each party does here", ("Party", "Option", "Here", "Otherwise"), tuple(rows))


def _other(looked: Looked, here: State, place: int) -> State | None:
    sign = _OTHER.get(here.signs[place])
    if sign is None:
        return None
    try:
        signs = f"{here.signs[:place]}{sign}{here.signs[place + 1 :]}"
        return looked.run.moves.find(state_of(looked.run.conflict, signs))
    except AnalysisError:
        return None
