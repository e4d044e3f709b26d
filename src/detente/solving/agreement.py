"""Which states would every party prefer to a given one?"""

from __future__ import annotations

from itertools import islice

from detente.model.conflict import Conflict
from detente.model.findings import CommonGround
from detente.model.state import State
from detente.solving.budget import Budget
from detente.solving.engine import choose
from detente.solving.walking import Walker

__all__ = ["better_for_all"]


def better_for_all(
    conflict: Conflict,
    state: State | None = None,
    limit: int = 200,
    *,
    budget: Budget | None = None,
) -> CommonGround:
    """The states that every party strictly prefers to one state, by default the status quo.

    Those of them that no feasible state betters for one party without worsening another are its
    ``best``: whatever betters such a state is itself preferred by all.

    Parameters
    ----------
    limit:
        How many states are listed at most, the first in the order of Y/N strings.
    budget:
        How long it may take; `BudgetError` where that does not suffice.
    """
    chosen = conflict.under()
    base = Walker(chosen).start(state)
    engine = choose(chosen, budget=budget)
    better = engine.better_for_all(base)
    return CommonGround(
        state=base,
        count=better.count,
        listed=tuple(islice(better, limit)),
        best=engine.undominated(better, limit),
    )
