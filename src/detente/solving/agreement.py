"""Which states would every party prefer to a given one?"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from detente.model.conflict import Conflict
from detente.model.findings import CommonGround
from detente.model.state import State
from detente.solving.engine import choose
from detente.solving.walking import Walker

__all__ = ["better_for_all"]


def better_for_all(
    conflict: Conflict, state: State | None = None, limit: int = 200
) -> CommonGround:
    """The states that every party strictly prefers to one state, by default the status quo.

    Those of them that no feasible state betters for one party without worsening another are its
    ``best``: whatever betters such a state is itself preferred by all.

    Parameters
    ----------
    limit:
        How many states are listed at most, the first in the order of Y/N strings.
    """
    chosen = conflict.under()
    base = Walker(chosen).start(state)
    engine = choose(chosen)
    levels = np.stack([engine.levels(party.id) for party in chosen.parties], axis=1)
    better = np.flatnonzero((levels > levels[engine.number(base)]).all(axis=1))
    best = better[_undominated(levels[better], limit)]
    return CommonGround(
        state=base,
        count=len(better),
        listed=tuple(engine.state(int(number)) for number in better[:limit]),
        best=tuple(engine.state(int(number)) for number in np.sort(best)[:limit]),
    )


def _undominated(values: NDArray[np.integer], limit: int) -> NDArray[np.intp]:
    """The rows that no row exceeds in one column without falling below it in another.

    At most ``limit`` different ones, the greatest in the order of the columns first.
    """
    left = np.arange(len(values))
    kept: list[NDArray[np.intp]] = []
    while len(left) and len(kept) < limit:
        rows = values[left]
        greatest = rows[np.lexsort(rows.T[::-1])[-1]]
        kept.append(left[(rows == greatest).all(axis=1)])
        left = left[~(rows <= greatest).all(axis=1)]
    return np.concatenate(kept) if kept else left
