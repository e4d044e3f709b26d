"""Analyses as JSON values, for scripts and files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from detente.model.conflict import Conflict
from detente.model.findings import Analysis, Reached, Region
from detente.solving.attitudes import doubts
from detente.version import VERSION

__all__ = ["report"]

EXACT_IN_JSON = 2**53  # larger whole numbers lose digits in readers that use floats


def report(
    case: str,
    conflict: Conflict,
    analyses: Sequence[Analysis],
    limit: int = 200,
    where: str | None = None,
) -> dict[str, Any]:
    """What ``detente solve --json`` prints: the conflict once, then one run a choice of types.

    Parameters
    ----------
    case:
        The name under which the conflict was asked for.
    conflict:
        The conflict with its rival types.
    analyses:
        One analysis for each choice of types.
    limit:
        At most this many states of a set are listed; counts are exact.
    where:
        The statement to which `Analysis.where` has held the sets, if any.
    """
    first = analyses[0]
    return {
        "case": case,
        "title": conflict.title,
        "conflict_hash": conflict.hash,
        "version": VERSION,
        "semantics": {"sanctions": first.sanctions},
        "options": [
            {"id": option.id, "party": option.party, "label": option.label}
            for option in conflict.options
        ],
        "states": {"total": first.states, "feasible": first.feasible},
        "status_quo": first.status_quo.signs if first.status_quo else None,
        "where": where,
        "runs": [_run(analysis, limit) for analysis in analyses],
    }


def _run(analysis: Analysis, limit: int) -> dict[str, Any]:
    return {
        "types": dict(analysis.types),
        "engine": analysis.engine,
        "engine_because": analysis.because,
        "seconds": analysis.seconds,
        "complete": analysis.complete,
        "equilibria": {
            concept: _equilibria(analysis.equilibria(concept), analysis.feasible, limit)
            for concept in analysis.concepts
        },
        "reached": _reached(analysis.reached, limit),
        "status_quo_stable": analysis.status_quo_stable,
        **doubts(analysis.conflict, limit),
    }


def _equilibria(region: Region, feasible: int, limit: int) -> dict[str, Any]:
    """A set of states; where it is not complete, what is known of it and no count."""
    if not region.complete:
        known = {state.signs: inside for state, inside in region.known.items()}
        empty: dict[str, Any] = {"count": None, "share": None, "states": [], "truncated": True}
        return {**empty, "complete": False, "known": known}
    found: dict[str, Any] = {
        "count": region.count,
        "share": region.count / feasible,
        "states": _listed(region, limit),
        "truncated": region.count > limit,
        "complete": True,
    }
    if region.count > EXACT_IN_JSON:
        found["count_text"] = str(region.count)
    return found


def _reached(reached: Reached | None, limit: int) -> dict[str, Any] | None:
    if reached is None:
        return None
    return {
        "improving": _listed(reached.improving, limit),
        "cycles": [_listed(cycle, limit) for cycle in reached.cycles[:limit]],
        "closure": reached.closure,
        "complete": reached.complete,
    }


def _listed(states: Iterable[object], limit: int) -> list[str]:
    return [str(state) for state in islice(states, limit)]
