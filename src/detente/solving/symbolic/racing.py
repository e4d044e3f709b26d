"""Several ways to the same result, taken in turn until one arrives.

Which way is quick depends on how the statements of a conflict are coupled, and cannot be told
beforehand. So each way is written as steps, and the one that has used the least time goes next.
The cost is that of the quickest times the number of ways; there is no way that is stuck.
"""

from __future__ import annotations

import time
from collections.abc import Generator, Iterable
from dataclasses import dataclass

from detente.errors import BudgetError
from detente.solving.budget import Budget
from detente.solving.symbolic.space import Diagram, OutOfMemory

__all__ = ["Steps", "race"]

Steps = Generator[None, None, Diagram]


@dataclass(slots=True)
class _Lane:
    steps: Steps
    spent: float


def race(ways: Iterable[tuple[Steps, float]], budget: Budget) -> Diagram:
    """The result of the way that is done first; each has a handicap in seconds.

    `BudgetError` where the time is used up, or no way is left that the memory suffices for.
    """
    lanes = [_Lane(steps, handicap) for steps, handicap in ways]
    while lanes:
        budget.check()
        lane = min(lanes, key=lambda one: one.spent)
        started = time.perf_counter()
        try:
            next(lane.steps)
        except StopIteration as arrived:
            return arrived.value  # type: ignore[no-any-return]
        except OutOfMemory:
            lanes.remove(lane)
        lane.spent += time.perf_counter() - started
    raise BudgetError("stopped: the memory is used up")
