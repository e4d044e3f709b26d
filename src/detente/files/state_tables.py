"""``.csv`` files: one row a state, with options, ranks and stability."""

from __future__ import annotations

import csv
import io
from typing import Any

from detente.files.refusing import refuse_more_than
from detente.model.findings import Analysis
from detente.model.moves import moves
from detente.model.ranking import ranks

__all__ = ["MOST_OPTIONS", "columns", "table"]

MOST_OPTIONS = 16


def columns(analysis: Analysis) -> dict[str, list[Any]]:
    """What an analysis says of each feasible state, column by column.

    ``state`` holds its signs; each option by key whether it is taken (None where the members of
    a coalesced state differ); ``status_quo`` whether it is where things stand (None if unknown);
    ``rank_PARTY`` its rank, 1 the best; ``nash_PARTY`` and so on whether it is stable for a
    party, ``nash`` for all; ``reached`` whether improvements from the status quo end there.

    Examples
    --------
    >>> import detente
    >>> found = columns(detente.solve(detente.catalogue("chicken"), concepts=["nash"]))
    >>> found["state"], found["nash"]
    (['NN', 'NY', 'YN', 'YY'], [False, True, True, False])
    """
    conflict = analysis.conflict
    refuse_more_than(MOST_OPTIONS, conflict)
    ways = moves(conflict)
    states, ranked = ways.states, ranks(ways)
    found: dict[str, list[Any]] = {"state": [state.signs for state in states]}
    for place, key in enumerate(conflict.order):
        found[key] = [{"Y": True, "N": False}.get(state.signs[place]) for state in states]
    here = analysis.status_quo
    found["status_quo"] = [None if here is None else state == here for state in states]
    for party in conflict.parties:
        found[f"rank_{party.id}"] = [ranked[party.id][state.signs] for state in states]
    for one in analysis.table:
        found[f"{one.concept}_{one.party}"] = [state in one.region for state in states]
    for concept in analysis.concepts:
        region = analysis.equilibria(concept)
        found[concept] = [state in region for state in states]
    ends = analysis.reached
    found["reached"] = [None if ends is None else state in ends.states for state in states]
    return found


def table(analysis: Analysis) -> str:
    """The text of a CSV file with these columns; true and false are 1 and 0, None is empty."""
    found = columns(analysis)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(found)
    for row in zip(*found.values(), strict=True):
        writer.writerow([int(cell) if isinstance(cell, bool) else cell for cell in row])
    return text.getvalue()
