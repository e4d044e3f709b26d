"""Conflicts and analyses as JSON values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from itertools import islice
from typing import Any

from detente.model.conflict import Conflict, Mark, Party, Preference, Ranking
from detente.model.drafted import Drafted
from detente.model.findings import Analysis, Reached
from detente.model.logic import Statement
from detente.model.packages import Packages
from detente.model.regions import Region

__all__ = ["EXACT", "plain_analysis", "plain_conflict", "plain_equilibria", "plain_reached"]

EXACT = 2**53  # larger whole numbers lose digits in readers that use floats


def plain_conflict(conflict: Conflict) -> dict[str, Any]:
    """A conflict, named as in a case file; statements as they were typed."""
    names, here = conflict.names, conflict.status_quo
    return {
        "title": conflict.title,
        "as_of": conflict.as_of.isoformat() if conflict.as_of else None,
        "hash": conflict.hash,
        "sources": list(conflict.sources),
        "order": [names.short(key) for key in conflict.order],
        "parties": [_party(party) for party in conflict.parties],
        "rules": {
            "infeasible": _texts(conflict.rules.infeasible),
            "feasible": _texts(conflict.rules.feasible),
            "irreversible": [
                ("not " if option.direction == "drop" else "") + names.short(option.key)
                for option in conflict.options
                if option.direction != "both"
            ],
            "indistinguishable": _texts(conflict.rules.indistinguishable),
            "status_quo": None if here is None else [names.short(key) for key in here],
        },
        "graph": {name: [list(one) for one in arcs] for name, arcs in conflict.rules.graph or ()},
        "evidence": [{**_mark(one), **one.evidence.to_dict()} for one in conflict.evidence],
        "guessed": [_mark(one) for one in conflict.guessed],
        "questions": list(conflict.questions),
        "assumptions": list(conflict.assumptions),
        "packages": _packages(conflict.packages) if conflict.packages else None,
        "drafted": _counts(conflict.drafted),
        "not_modelled": dict(conflict.aside),
        "views": [
            {"party": one.party, "types": dict(one.types), "unseen": list(one.unseen)}
            for one in conflict.views
        ],
    }


def _counts(drafted: Drafted | None) -> dict[str, int] | None:
    return None if drafted is None else asdict(drafted)


def _texts(statements: Iterable[Statement]) -> list[str]:
    return [statement.text for statement in statements]


def _mark(mark: Mark) -> dict[str, Any]:
    return {"about": mark.about, "statement": mark.statement}


def _party(party: Party) -> dict[str, Any]:
    return {
        "id": party.id,
        "name": party.name,
        "options": {option.id: option.label for option in party.options},
        "preference": None if party.preference is None else _preference(party.preference),
        "types": {name: _preference(preference) for name, preference in party.types},
        "type": party.type,
    }


def _preference(preference: Preference) -> dict[str, Any]:
    unknown = [[one.text, other.text] for one, other in preference.unknown]
    if isinstance(preference, Ranking):
        levels = [list(level) for level in preference.levels]
        return {"ranking": levels, "gaps": list(preference.gaps), "unknown": unknown}
    wanted = [
        entry.text if isinstance(entry, Statement) else _texts(entry)
        for entry in preference.statements
    ]
    return {"prefers": wanted, "strong": preference.strong, "unknown": unknown}


def _packages(packages: Packages) -> dict[str, Any]:
    return {
        "clauses": [
            {
                "id": clause.id,
                "label": clause.label,
                "stances": dict(clause.stances),
                "weights": {party: str(value) for party, value in clause.weights},
            }
            for clause in packages.clauses
        ],
        "reservations": {party: str(value) for party, value in packages.reservations},
        "excluded": _texts(packages.excluded),
    }


def plain_analysis(analysis: Analysis, limit: int) -> dict[str, Any]:
    """An analysis: of each set at most so many states, and the exact count."""
    conflict, here = analysis.conflict, analysis.status_quo
    return {
        "title": conflict.title,
        "conflict_hash": conflict.hash,
        "types": dict(analysis.types),
        "sanctions": analysis.sanctions,
        "engine": analysis.engine,
        "engine_because": analysis.because,
        "seconds": analysis.seconds,
        "complete": analysis.complete,
        "options": [
            {"id": option.id, "party": option.party, "label": option.label}
            for option in conflict.options
        ],
        "states": {"total": analysis.states, "feasible": analysis.feasible},
        "status_quo": here.signs if here else None,
        "equilibria": {
            name: plain_equilibria(analysis.equilibria(name), analysis.feasible, limit)
            for name in analysis.concepts
        },
        "stable": {
            name: {
                party.id: plain_equilibria(
                    analysis.stability(name, party.id).region, analysis.feasible, limit
                )
                for party in conflict.parties
            }
            for name in analysis.concepts
        },
        "reached": plain_reached(analysis.reached, limit) if analysis.reached else None,
        "status_quo_stable": analysis.status_quo_stable,
    }


def plain_equilibria(region: Region, feasible: int, limit: int) -> dict[str, Any]:
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
    if region.count > EXACT:
        found["count_text"] = str(region.count)
    return found


def plain_reached(reached: Reached, limit: int) -> dict[str, Any]:
    """Where improvements lead."""
    return {
        "improving": _listed(reached.improving, limit),
        "cycles": [_listed(cycle, limit) for cycle in reached.cycles[:limit]],
        "closure": reached.closure,
        "complete": reached.complete,
    }


def _listed(states: Iterable[object], limit: int) -> list[str]:
    return [str(state) for state in islice(states, limit)]
