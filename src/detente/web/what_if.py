"""What an edit would change: the findings as they are beside those after it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from starlette.responses import Response

from detente.errors import AnalysisError
from detente.explaining.run import Run
from detente.explaining.words import counted, in_list
from detente.model.conflict import Conflict
from detente.solving import CONCEPTS
from detente.web.desk import Ask, Desk
from detente.web.findings import gathering
from detente.web.jobs import Working
from detente.web.sheets import Cell, Table
from detente.web.trials import Trial
from detente.web.workspace import CaseFile

__all__ = ["shown", "try_out"]


def try_out(desk: Desk, ask: Ask, file: CaseFile, after: Conflict) -> Response:
    """Keep an edit to be looked at, and go to the page that compares."""
    form = tuple((name, value) for name, values in ask.form.items() for value in values)
    kept = tuple(one for one in form if one[0] not in ("token", "try"))
    key = hashlib.sha256(repr((file.name, kept)).encode()).hexdigest()[:16]
    desk.trials.keep(key, Trial(file, kept, after))
    return desk.go(f"/case/{file.name}/what-if/{key}")


def shown(desk: Desk, ask: Ask) -> Response:
    """What an edit would change, with the button that makes it."""
    trial = desk.trials.get(ask.part("trial"))
    if trial is None or trial.file.name != ask.part("name"):
        raise AnalysisError("this edit is not remembered any more: try it again from the model")
    before = trial.file.conflict
    if before is None:
        raise AnalysisError("the case cannot be read")
    jobs = [gathering(desk, trial.file, one) for one in (before, trial.after)]
    for job in jobs:
        if not job.wait():
            raise Working(trial.file.name, job)
    now, then = (job.value() for job in jobs)
    changes = list(_changes(now.runs, then.runs))
    differing = [one for one in changes if one.differs]
    return desk.page(
        "what_if.html.j2",
        ask,
        tables=[_table(differing, len(changes))],
        name=trial.file.name,
        same=[one for one in changes if not one.differs],
        form=trial.form,
    )


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


def _table(differing: list[Change], total: int) -> Table:
    rows = tuple(
        (Cell(one.reading), Cell(one.what), Cell(one.before), Cell(one.after)) for one in differing
    )
    caption = f"{counted(len(differing), 'finding')} of {total} would change"
    return Table(caption, ("Reading", "Finding", "As it is", "After the edit"), rows)


def _changes(now: tuple[Run, ...], then: tuple[Run, ...]) -> Iterator[Change]:
    after = {run.analysis.types: run for run in then}
    for run in now:
        other = after.pop(run.analysis.types, None)
        name = run.words.types() or "this model"
        if other is None:
            yield Change(name, "this reading", "there", "gone")
        else:
            yield from _between(name, run, other)
    for run in after.values():
        yield Change(run.words.types() or "this model", "this reading", "not there", "new")


def _between(name: str, run: Run, other: Run) -> Iterator[Change]:
    yield Change(name, "status quo", _here(run), _here(other))
    yield Change(name, "status quo stable under", _held(run), _held(other))
    yield Change(name, "improvements end in", _ends(run), _ends(other))
    yield Change(name, "better for all", _better(run), _better(other))
    yield Change(name, "best for all", _best(run), _best(other))
    for row in CONCEPTS:
        counts = (_count(one, row.id) for one in (run, other))
        yield Change(name, f"stable under {row.id.upper()}", *counts)


def _count(run: Run, concept: str) -> str:
    region = run.analysis.equilibria(concept)
    return f"{region.count:,} of {run.analysis.feasible:,}" if region.complete else "not counted"


def _here(run: Run) -> str:
    return run.words.short(run.status_quo) if run.status_quo else "not known"


def _held(run: Run) -> str:
    if run.status_quo is None:
        return "not known"
    return in_list([one.upper() for one in run.strength(run.status_quo)]) or "none"


def _ends(run: Run) -> str:
    return "; ".join(run.words.short(one) for one in run.reached) or "not known"


def _better(run: Run) -> str:
    return counted(run.common.count, "state") if run.common else "not known"


def _best(run: Run) -> str:
    if run.common is None:
        return "not known"
    return in_list([run.words.short(one) for one in run.common.best], most=3) or "nothing"
