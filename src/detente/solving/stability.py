"""Run the concepts over a conflict and collect one result."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from types import MappingProxyType

from detente.errors import BudgetError, EngineError
from detente.model.conflict import Conflict
from detente.model.findings import Analysis, Reached, Region, Stability
from detente.model.state import State
from detente.solving import concepts as table
from detente.solving.budget import A_MINUTE, DEFAULT_MEMORY, LARGEST_SHARE, Budget
from detente.solving.concepts import Concept
from detente.solving.engine import Engine, choose, suitable
from detente.solving.regions import PartialRegion
from detente.solving.walking import status_quo

__all__ = ["Progress", "solve", "solve_all"]

Progress = Callable[[str, int, int], None]


def solve(  # noqa: PLR0913 - each is a question of its own
    conflict: Conflict,
    concepts: str | Iterable[str] | None = None,
    types: Mapping[str, str] | None = None,
    *,
    sanctions: str = "legal",
    engine: str = "auto",
    budget: float | None = None,
    memory: int = DEFAULT_MEMORY,
    progress: Progress | None = None,
    timings: bool = False,
) -> Analysis:
    """What is stable in a conflict: for each party under each concept, and for all at once.

    Where the budget ends first, what is missing is marked as not complete; the status quo is then
    judged by itself, as far as that can be done in the time that is left.

    Parameters
    ----------
    concepts:
        Names of solution concepts; the five usual ones where none is given. Further ones are
        ``sim``, and ``l`` and ``maximin`` with a horizon, as ``l2``.
    types:
        A type for each party that has rival ones; the defaults where none is named.
    sanctions:
        How the others may answer: ``legal`` sequences, each ``once``, or a ``single`` move.
    engine:
        ``auto``, ``relations``, ``ranks`` or ``symbolic``.
    budget:
        Seconds that it may take. Where none is given, the engines that list states take as long
        as they take, and `symbolic`, which might never end, a minute.
    memory:
        Megabytes that it may use for states.
    progress:
        Called with what is being computed, how many parts are done, and of how many.
    timings:
        Whether to fill in ``seconds``; results that hold them differ from run to run.
    """
    started = time.perf_counter()
    rows = table.select(concepts, further=True)
    chosen = conflict.under(**(types or {}))
    now = status_quo(chosen)
    choice = suitable(chosen, sanctions, memory, rows) if engine == "auto" else None
    name = choice.name if choice else engine
    limits = Budget(A_MINUTE if budget is None and name == "symbolic" else budget, memory)
    solver = choose(chosen, name, sanctions, limits, rows)
    run = _Run(solver, limits, now, progress, len(rows) * (len(chosen.parties) + 1) + 1)
    regions = {row: run.regions(row) for row in rows if row.answer != "improvements"}
    reached = None if now is None else run.reached(now)
    regions |= {row: run.regions(row) for row in rows if row.answer == "improvements"}
    return Analysis(
        conflict=chosen,
        engine=solver.name,
        states=1 << len(chosen.order),
        feasible=solver.feasible,
        concepts=tuple(row.id for row in rows),
        table=tuple(one for row in rows for one in regions[row][0]),
        equilibria_by=MappingProxyType({row.id: regions[row][1] for row in rows}),
        everything=solver.everything(),
        status_quo=now,
        reached=reached,
        sanctions=sanctions,
        seconds=time.perf_counter() - started if timings else None,
        because=choice.because if choice else None,
    )


def solve_all(  # noqa: PLR0913 - as `solve`
    conflict: Conflict,
    concepts: str | Iterable[str] | None = None,
    types: Mapping[str, str] | None = None,
    *,
    sanctions: str = "legal",
    engine: str = "auto",
    budget: float | None = None,
    memory: int = DEFAULT_MEMORY,
    progress: Progress | None = None,
    timings: bool = False,
) -> tuple[Analysis, ...]:
    """What is stable under every combination of types, those in ``types`` held.

    The budget is for all of them: each has an equal share of what is left when it begins.
    """
    limits = Budget(budget, memory)
    combinations = conflict.combinations(**(types or {}))
    return tuple(
        solve(
            one,
            concepts,
            sanctions=sanctions,
            engine=engine,
            budget=None if budget is None else limits.left / (len(combinations) - done),
            memory=memory,
            progress=progress,
            timings=timings,
        )
        for done, one in enumerate(combinations)
    )


@dataclass(slots=True)
class _Run:
    """One run of an engine under a budget: sets of states, or as much of them as there is time."""

    solver: Engine
    limits: Budget
    now: State | None
    progress: Progress | None
    parts: int
    done: int = 0

    @contextmanager
    def _part(self, name: str) -> Iterator[None]:
        """A part of the work, which may take its share of the time that is left."""
        if self.progress is not None:
            self.progress(name, self.done, self.parts)
        left = self.parts - self.done + 1
        self.done += 1
        with self.limits.share(left):
            yield

    def regions(self, row: Concept) -> tuple[tuple[Stability, ...], Region]:
        """Where each party is stable under a concept, and where all are."""
        parties = [party.id for party in self.solver.conflict.parties]
        name = self.solver.name
        each = tuple(Stability(row.id, one, self._stable(row, one), name) for one in parties)
        try:
            with self._part(f"{row.id} for all"):
                return each, self.solver.common(row)
        except BudgetError:
            return each, PartialRegion(self.solver.conflict, self._judged(row, parties))

    def _stable(self, row: Concept, party: str) -> Region:
        try:
            with self._part(f"{row.id} for {party}"):
                return self.solver.stable(row, party)
        except BudgetError:
            return PartialRegion(self.solver.conflict, self._judged(row, [party]))

    def _judged(self, row: Concept, parties: Iterable[str]) -> dict[State, bool]:
        """Whether the status quo is stable for these parties, where that can still be told."""
        if self.now is None:
            return {}
        now = self.now
        try:
            with self.limits.at_most(self.limits.left * LARGEST_SHARE):
                return {now: all(self.solver.is_stable(row, one, now) for one in parties)}
        except EngineError:
            return {}

    def reached(self, now: State) -> Reached:
        """Where improvements lead from the status quo."""
        try:
            with self._part("where improvements lead"):
                return self.solver.reached(now)
        except BudgetError:
            return Reached((), (), closure=1, complete=False)
