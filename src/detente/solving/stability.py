"""Run the concepts over a conflict and collect one result."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from detente.model.conflict import Conflict
from detente.model.findings import Analysis, Stability
from detente.solving import concepts as table
from detente.solving.engine import Engine, choose
from detente.solving.walking import status_quo

__all__ = ["Progress", "solve", "solve_all"]

Progress = Callable[[str, int, int], None]


def solve(
    conflict: Conflict,
    concepts: str | Iterable[str] | None = None,
    types: Mapping[str, str] | None = None,
    *,
    sanctions: str = "legal",
    engine: str = "auto",
    progress: Progress | None = None,
    timings: bool = False,
) -> Analysis:
    """What is stable in a conflict: for each party under each concept, and for all at once.

    Parameters
    ----------
    concepts:
        Names of solution concepts; all of them where none is given.
    types:
        A type for each party that has rival ones; the defaults where none is named.
    sanctions:
        How the others may answer: ``legal`` sequences, each ``once``, or a ``single`` move.
    engine:
        ``auto``, ``relations`` or ``ranks``.
    progress:
        Called with what is being computed, how many parts are done, and of how many.
    timings:
        Whether to fill in ``seconds``; results that hold them differ from run to run.
    """
    started = time.perf_counter()
    rows = table.select(concepts)
    chosen = conflict.under(**(types or {}))
    now = status_quo(chosen)
    solver = choose(chosen, engine, sanctions)
    stabilities = tuple(_stabilities(solver, rows, progress))
    return Analysis(
        conflict=chosen,
        engine=solver.name,
        states=1 << len(chosen.order),
        feasible=solver.feasible,
        concepts=tuple(row.id for row in rows),
        table=stabilities,
        equilibria_by=MappingProxyType(
            {
                row.id: solver.common([one.region for one in stabilities if one.concept == row.id])
                for row in rows
            }
        ),
        status_quo=now,
        reached=None if now is None else solver.reached(now),
        sanctions=sanctions,
        seconds=time.perf_counter() - started if timings else None,
    )


def solve_all(
    conflict: Conflict,
    concepts: str | Iterable[str] | None = None,
    types: Mapping[str, str] | None = None,
    *,
    sanctions: str = "legal",
    engine: str = "auto",
    progress: Progress | None = None,
    timings: bool = False,
) -> tuple[Analysis, ...]:
    """What is stable under every combination of types, those in ``types`` held."""
    return tuple(
        solve(
            one,
            concepts,
            sanctions=sanctions,
            engine=engine,
            progress=progress,
            timings=timings,
        )
        for one in conflict.combinations(**(types or {}))
    )


def _stabilities(
    solver: Engine, rows: tuple[table.Concept, ...], progress: Progress | None
) -> Iterable[Stability]:
    parties = solver.conflict.parties
    pairs = [(row, party) for row in rows for party in parties]
    for done, (row, party) in enumerate(pairs):
        if progress is not None:
            progress(f"{row.id} for {party.id}", done, len(pairs))
        yield Stability(row.id, party.id, solver.stable(row, party.id), solver.name)
