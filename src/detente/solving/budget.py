"""How long a computation may take and how much memory it may use."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import inf

from detente.errors import BudgetError

__all__ = ["DEFAULT_MEMORY", "Budget"]

DEFAULT_MEMORY = 2048  # MB


@dataclass(slots=True)
class Budget:
    """The time and the memory that are left for a computation.

    Parameters
    ----------
    seconds:
        From now on; None for as long as it takes.
    memory:
        Megabytes for the states of the conflict and what is computed about them.

    Examples
    --------
    >>> Budget(seconds=0).check()
    Traceback (most recent call last):
    ...
    detente.errors.BudgetError: stopped: the time is used up
    """

    seconds: float | None = None
    memory: int = DEFAULT_MEMORY
    clock: Callable[[], float] = field(default=time.monotonic, repr=False)
    _end: float = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._end = inf if self.seconds is None else self.clock() + self.seconds

    @property
    def left(self) -> float:
        """The seconds that are left; infinite where there is no limit."""
        return max(0.0, self._end - self.clock())

    def check(self) -> None:
        """Raise `BudgetError` where the time is used up; called between the steps of long work."""
        if self.clock() >= self._end:
            raise BudgetError("stopped: the time is used up")

    @contextmanager
    def at_most(self, seconds: float) -> Iterator[None]:
        """Let what is done inside take at most this long, or less where less is left."""
        end = self._end
        self._end = min(end, self.clock() + seconds)
        try:
            yield
        finally:
            self._end = end
