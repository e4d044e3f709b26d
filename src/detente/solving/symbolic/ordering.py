"""In which order to ask for options, so that decision diagrams stay small.

The size of a diagram depends on how far apart those options are asked for that some statement
reads together. FORCE [AMS03]_ pulls them together: each statement has its centre, each option
moves to the mean of the centres of the statements that read it, and so on until nothing gets
closer.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence

from detente.model.conflict import Conflict, Prioritised

__all__ = ["arranged", "read_together", "span"]

ROUNDS = 200
STARTS = 12

Edges = Sequence[tuple[str, ...]]


def arranged(conflict: Conflict) -> tuple[str, ...]:
    """The keys of the options in the order in which diagrams ask for them.

    The best of several starts; the starts are drawn from a fixed seed, so that the same conflict
    always gives the same order.
    """
    edges = read_together(conflict)
    rng = random.Random(len(conflict.order))
    starts = [list(conflict.order)]
    starts += [rng.sample(conflict.order, len(conflict.order)) for _ in range(STARTS)]
    settled = [_pulled_together(start, edges) for start in starts]
    return min(settled, key=lambda order: span(order, edges))


def read_together(conflict: Conflict) -> Edges:
    """The sets of options that a rule or a statement of some party reads."""
    statements = [*conflict.rules.infeasible, *conflict.rules.feasible]
    for party in conflict.parties:
        if isinstance(party.preference, Prioritised):
            statements += party.preference.flat
    return [keys for one in statements if len(keys := one.keys()) > 1]


def span(order: Iterable[str], edges: Edges) -> int:
    """How far apart the first and last option of each statement stand, summed up."""
    place = {key: at for at, key in enumerate(order)}
    places = ([place[key] for key in edge] for edge in edges)
    return sum(max(edge) - min(edge) for edge in places)


def _pulled_together(order: list[str], edges: Edges) -> tuple[str, ...]:
    best, least = tuple(order), span(order, edges)
    for _ in range(ROUNDS):
        order = _pulled(order, edges)
        now = span(order, edges)
        if now >= least:
            break
        best, least = tuple(order), now
    return best


def _pulled(order: Sequence[str], edges: Edges) -> list[str]:
    place = {key: float(at) for at, key in enumerate(order)}
    pulls: dict[str, list[float]] = {key: [] for key in order}
    for edge in edges:
        centre = sum(place[key] for key in edge) / len(edge)
        for key in edge:
            pulls[key].append(centre)
    moved = {key: sum(by) / len(by) if by else place[key] for key, by in pulls.items()}
    return sorted(order, key=lambda key: (moved[key], place[key]))
