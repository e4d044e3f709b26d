"""Analyses as JSON values, for scripts and files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from detente.model.conflict import Conflict
from detente.model.elements import Elements
from detente.model.findings import Analysis, Reason, Region, Shape
from detente.model.moves import moves
from detente.model.plain import plain_equilibria, plain_reached
from detente.model.ranking import ranks
from detente.solving.attitudes import doubts
from detente.solving.individual import stability_table
from detente.solving.shapes import describe
from detente.version import VERSION

__all__ = ["reasons_report", "report"]


def report(
    case: str,
    conflict: Conflict,
    analyses: Sequence[Analysis],
    limit: int = 200,
    where: str | None = None,
    *,
    table: bool = False,
    returns: bool = True,
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
    table:
        Whether each run also has the table of individual stability, of at most ``limit`` states.
    returns:
        Whether the others may end where the improvement went that they answer, where some
        preferences are unknown: see `detente.solving.attitudes`.
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
        "runs": [_run(analysis, limit, table=table, returns=returns) for analysis in analyses],
    }


def _run(analysis: Analysis, limit: int, *, table: bool, returns: bool) -> dict[str, Any]:
    return {
        "types": dict(analysis.types),
        "engine": analysis.engine,
        "engine_because": analysis.because,
        "seconds": analysis.seconds,
        "complete": analysis.complete,
        "equilibria": _equilibria(analysis, limit),
        "reached": plain_reached(analysis.reached, limit) if analysis.reached else None,
        "status_quo_stable": analysis.status_quo_stable,
        **doubts(analysis.conflict, limit, analysis.sanctions, returns=returns),
        **({"table": stability_table(analysis, limit).to_dict()} if table else {}),
    }


def _equilibria(analysis: Analysis, limit: int) -> dict[str, Any]:
    """The sets of states, and what those of a large one have in common; equal ones alike."""
    shapes: dict[Region, Shape | None] = {}
    found = {}
    for concept in analysis.concepts:
        region = analysis.equilibria(concept)
        found[concept] = plain_equilibria(region, analysis.feasible, limit)
        if region.count > limit and region not in shapes:
            shapes[region] = describe(analysis, concept)
        if shape := shapes.get(region):
            found[concept]["shape"] = shape.to_dict()
    return found


RANKED = 14  # options up to which all states are ranked, to say which place one has


def reasons_report(conflict: Conflict, reasons: Iterable[Reason]) -> list[dict[str, Any]]:
    """What ``detente why --json`` prints: the reason trees with ranks and evidence.

    To what `Reason.to_dict` gives, each reason adds the ``rank`` of its state for the party and
    each step ``from_rank`` and ``to_rank`` for its mover, 1 the best, null where there are too
    many states to rank; each deciding statement adds the ``evidence`` it rests on and whether it
    is ``guessed``.
    """
    ranked = ranks(moves(conflict)) if len(conflict.order) <= RANKED else {}
    fuller = _Fuller(conflict, ranked)
    return [fuller.reason(reason) for reason in reasons]


class _Fuller:
    """Reasons as JSON values, with what the conflict adds to them."""

    def __init__(self, conflict: Conflict, ranked: Mapping[str, Mapping[str, int]]) -> None:
        self._ranked = ranked
        known = Elements(conflict)
        self._guessed = {known.find(mark) for mark in conflict.guessed}
        self._evidence: dict[str | None, list[dict[str, object]]] = {}
        for one in conflict.evidence:
            self._evidence.setdefault(known.find(one), []).append(one.evidence.to_dict())

    def reason(self, reason: Reason) -> dict[str, Any]:
        value = reason.to_dict()
        value["rank"] = self._rank(reason.party, reason.state.signs)
        value["answers"] = [self._answer(one, reason.party) for one in value["answers"]]
        return value

    def _answer(self, answer: dict[str, Any], party: str) -> dict[str, Any]:
        sanction = [self._step(step) for step in answer["sanction"]]
        end = sanction[-1]["to"] if sanction else None
        return {
            **answer,
            "improvement": self._step(answer["improvement"]),
            "sanction": sanction,
            "sanction_rank": None if end is None else self._rank(party, end),
            "decided_by": self._decision(answer["decided_by"]),
            "escape": None if answer["escape"] is None else self._step(answer["escape"]),
        }

    def _step(self, step: dict[str, Any]) -> dict[str, Any]:
        return {
            **step,
            "from_rank": self._rank(step["party"], step["from"]),
            "to_rank": self._rank(step["party"], step["to"]),
            "decided_by": self._decision(step["decided_by"]),
        }

    def _decision(self, decision: dict[str, Any] | None) -> dict[str, Any] | None:
        if decision is None:
            return None
        about = decision["about"]
        evidence = self._evidence.get(about, [])
        return {**decision, "evidence": evidence, "guessed": about in self._guessed}

    def _rank(self, party: str, signs: str) -> int | None:
        return self._ranked.get(party, {}).get(signs)
