"""The pages of the analysis: outcomes side by side, one state, one path, what an edit does."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from starlette.responses import PlainTextResponse, Response

from detente.errors import AnalysisError
from detente.explaining import Material, gather
from detente.explaining.arguments import argue
from detente.explaining.figures import draw
from detente.explaining.run import Run
from detente.explaining.surroundings import surroundings
from detente.explaining.words import first_upper, in_list
from detente.files.sources import beside, load_sources
from detente.model.conflict import Conflict
from detente.model.findings import Path, Reason, Step
from detente.model.state import State, parse_state
from detente.solving import CONCEPTS, why
from detente.web.desk import Ask, Desk
from detente.web.jobs import PATIENCE, Working
from detente.web.workspace import CaseFile

__all__ = ["cancel", "material", "path", "paths", "solve", "state", "table", "what_if"]

LISTED = 60  # states listed of a set
MOST_PATIENCE = 20.0  # seconds that a comparison may take before its form has to be sent again


def material(
    desk: Desk, file: CaseFile, conflict: Conflict | None = None, *, patience: float = PATIENCE
) -> Material:
    """The findings of a case, computed once for each version of it.

    Raises
    ------
    Working
        Where they take longer than a page may.
    """
    asked = conflict or file.conflict
    if asked is None:
        raise file.error or AnalysisError("the case cannot be read")
    folder = desk.workspace.path(file.name).parent
    documents = load_sources(asked, beside(folder))
    key = f"{file.name}:{asked.hash}:{hash(asked.evidence)}:{asked.title}"
    job = desk.jobs.ask(key, lambda progress: gather(asked, documents=documents, progress=progress))
    if not job.wait(patience):
        raise Working(file.name, job)
    return job.value()


def cancel(desk: Desk, ask: Ask) -> Response:
    """Stop what is being computed for a case."""
    desk.jobs.cancel(f"{ask.part('name')}:")
    return desk.go(f"/case/{ask.part('name')}")


# -- outcomes ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Row:
    """A state with its names and the concepts under which it is stable for all."""

    state: State
    tags: str
    words: str
    full: str
    stable: tuple[str, ...]
    ranks: tuple[str, ...]


def solve(desk: Desk, ask: Ask) -> Response:
    """The outcomes under each reading, those reached first, with the picture of one reading."""
    file, found, number = _looked_at(desk, ask)
    run = found.runs[number]
    concept = ask.query.get("concept", "seq")
    around = surroundings(run)
    picture = (
        draw(
            around,
            run.words,
            "States around the status quo",
            f"The moves from the status quo in {run.name}; each box leads to its state.",
            "around",
            link=lambda one: f"/case/{file.name}/state/{one.signs}?run={number}",
        )
        if around.states
        else ""
    )
    return desk.page(
        "solve.html.j2",
        ask,
        name=file.name,
        runs=found.runs,
        run=run,
        number=number,
        concepts=CONCEPTS,
        concept=concept,
        named=[_row(run, one) for one in _named(run)],
        stable=[_row(run, one) for one in _some(run, concept)],
        count=run.analysis.equilibria(concept).count,
        feasible=run.analysis.feasible,
        listed=LISTED,
        picture=picture,
        lines=list(around.lines(run.words)),
        left_out=around.left_out,
    )


def _looked_at(desk: Desk, ask: Ask) -> tuple[CaseFile, Material, int]:
    """The case that is asked about, its findings, and the number of the reading looked at."""
    file = desk.workspace.case(ask.part("name"))
    found = material(desk, file)
    number = ask.parts.get("run") or ask.query.get("run", "0")
    return file, found, min(int(number) if number.isdigit() else 0, len(found.runs) - 1)


def _named(run: Run) -> tuple[State, ...]:
    """The states worth a name: the status quo, what is reached, what is best for all."""
    best = run.common.best if run.common else ()
    here = (run.status_quo,) if run.status_quo else ()
    return tuple(dict.fromkeys((*here, *run.reached, *best)))


def _some(run: Run, concept: str) -> Iterator[State]:
    return islice(run.analysis.equilibria(concept), LISTED)


def _row(run: Run, one: State) -> Row:
    tags = ["status quo"] if one == run.status_quo else []
    tags += ["reached"] if one in run.reached else []
    tags += ["best for all"] if run.common and one in run.common.best else []
    ranks = tuple(
        f"{rank[0]} of {rank[1]}" if (rank := run.rank(party.id, one)) else ""
        for party in run.conflict.parties
    )
    words = run.words
    return Row(one, ", ".join(tags), words.short(one), words.state(one), run.strength(one), ranks)


def table(desk: Desk, ask: Ask) -> Response:
    """The stable states of one reading as CSV or Markdown."""
    _, found, number = _looked_at(desk, ask)
    run = found.runs[number]
    head = ["state", "options taken", *(row.id.upper() for row in CONCEPTS)]
    shown = list(dict.fromkeys((*_named(run), *_some(run, ask.query.get("concept", "seq")))))
    rows = [
        [
            one.signs,
            ", ".join(one.taken),
            *("yes" if c.id in run.strength(one) else "no" for c in CONCEPTS),
        ]
        for one in shown
    ]
    if ask.part("form") == "csv":
        return PlainTextResponse(_csv([head, *rows]), media_type="text/csv")
    if ask.part("form") == "md":
        return PlainTextResponse(_markdown(head, rows), media_type="text/markdown")
    raise AnalysisError("a table is had as .csv or .md")


def _csv(rows: Sequence[Sequence[str]]) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows(rows)
    return written.getvalue()


def _markdown(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


# -- one state, one path -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a state is stable for one party, under each concept."""

    party: str
    name: str
    rank: str
    stable: tuple[tuple[str, bool], ...]


def state(desk: Desk, ask: Ask) -> Response:
    """A state from near: options, ranks, verdicts, why, and the moves from it."""
    file, found, number = _looked_at(desk, ask)
    run = found.runs[number]
    here = run.moves.find(parse_state(run.conflict, ask.part("state")))
    parties = [party.id for party in run.conflict.parties]
    party = ask.query.get("party", parties[0])
    concept = ask.query.get("concept", "seq")
    reason = why(run.conflict, here, party, concept)
    return desk.page(
        "state.html.j2",
        ask,
        name=file.name,
        runs=found.runs,
        run=run,
        number=number,
        row=_row(run, here),
        verdicts=[_verdict(run, one, here) for one in parties],
        concepts=CONCEPTS,
        concept=concept,
        party=party,
        reason=_sentences(found, run, reason),
        moves=[_move(run, one) for one in run.steps(here)],
    )


def _verdict(run: Run, party: str, here: State) -> Verdict:
    rank = run.rank(party, here)
    return Verdict(
        party,
        run.conflict.party(party).name,
        f"{rank[0]} of {rank[1]}" if rank else "",
        tuple((c.id, here in run.analysis.stability(c.id, party)) for c in CONCEPTS),
    )


def _sentences(found: Material, run: Run, reason: Reason) -> list[tuple[str, list[str]]]:
    """The sentences of a reason, each with the words that it rests on."""
    quotes = {one.id: one.text for one in found.references(()) if one.kind == "quote"}
    return [
        (one.text, [quotes[id] for id in one.evidence if id in quotes])  # noqa: A001
        for one in argue(found, run, reason)
    ]


def _move(run: Run, step: Step) -> dict[str, str]:
    gains = {1: "gains", 0: "no change", -1: "loses"}
    return {
        "party": run.conflict.party(step.party).name,
        "change": first_upper(run.words.change(step.source, step.target)),
        "gain": gains[step.gain],
        "because": run.words.preferred(step.decided_by) if step.decided_by else "",
        "target": step.target.signs,
    }


def paths(desk: Desk, ask: Ask) -> Response:
    """The ways that lead from the status quo, under each reading."""
    file = desk.workspace.case(ask.part("name"))
    found = material(desk, file)
    return desk.page(
        "paths.html.j2", ask, name=file.name, walks=[_walks(run) for run in found.runs]
    )


@dataclass(frozen=True, slots=True)
class Walk:
    """A way from the status quo: where it ends, and its steps."""

    end: str
    improving: bool
    steps: tuple[dict[str, str], ...]


def _walks(run: Run) -> tuple[str, tuple[Walk, ...]]:
    ways: tuple[Path, ...] = (*run.ways, *run.deal_ways)
    return run.words.types() or "this model", tuple(
        Walk(run.words.short(way.end), way.improving, tuple(_move(run, one) for one in way))
        for way in ways
    )


def path(desk: Desk, ask: Ask) -> Response:
    """One step of one way from the status quo."""
    file, found, number = _looked_at(desk, ask)
    run = found.runs[number]
    ways: tuple[Path, ...] = (*run.ways, *run.deal_ways)
    way_number, at = int(ask.part("way")), int(ask.part("step"))
    if way_number >= len(ways) or not 1 <= at <= len(ways[way_number]):
        raise AnalysisError("there is no such step: look at the paths again")
    way = ways[way_number]
    one = way.steps[at - 1]
    return desk.page(
        "path.html.j2",
        ask,
        name=file.name,
        run=run,
        number=number,
        way=way_number,
        at=at,
        length=len(way),
        end=run.words.short(way.end),
        improving=way.improving,
        move=_move(run, one),
        source=_row(run, one.source),
        target=_row(run, one.target),
    )


# -- what an edit would do -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Change:
    """One finding before and after an edit."""

    reading: str
    what: str
    before: str
    after: str

    @property
    def differs(self) -> bool:
        """Whether the edit changes it."""
        return self.before != self.after


def what_if(desk: Desk, ask: Ask, file: CaseFile, conflict: Conflict) -> Response:
    """What an edit would change, beside the findings as they are."""
    now = material(desk, file, patience=MOST_PATIENCE)
    then = material(desk, file, conflict, patience=MOST_PATIENCE)
    form = [(name, value) for name, values in ask.form.items() for value in values]
    kept = [(name, value) for name, value in form if name not in ("token", "try")]
    return desk.page(
        "what_if.html.j2",
        ask,
        name=file.name,
        changes=list(_changes(now, then)),
        kept=kept,
        action=ask.field("action"),
    )


def _changes(now: Material, then: Material) -> Iterator[Change]:
    after = {run.analysis.types: run for run in then.runs}
    for run in now.runs:
        other = after.pop(run.analysis.types, None)
        name = run.words.types() or "the model"
        if other is None:
            yield Change(name, "this reading", "there", "gone")
            continue
        yield Change(name, "status quo stable under", _held(run), _held(other))
        yield Change(name, "reached", _ends(run), _ends(other))
        yield Change(name, "better for all", _better(run), _better(other))
        for row in CONCEPTS:
            counts = (
                f"{one.analysis.equilibria(row.id).count} of {one.analysis.feasible}"
                for one in (run, other)
            )
            yield Change(name, f"stable under {row.id.upper()}", *counts)
    for run in after.values():
        yield Change(run.words.types() or "the model", "this reading", "not there", "new")


def _held(run: Run) -> str:
    if run.status_quo is None:
        return "unknown"
    return in_list([one.upper() for one in run.strength(run.status_quo)]) or "none"


def _ends(run: Run) -> str:
    return "; ".join(run.words.short(one) for one in run.reached) or "unknown"


def _better(run: Run) -> str:
    return f"{run.common.count} states" if run.common else "unknown"
