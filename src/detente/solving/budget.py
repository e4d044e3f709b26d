"""How long a computation may take and how much memory it may use."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import inf
from typing import TypeVar

from detente.errors import BudgetError

__all__ = ["A_MINUTE", "DEFAULT_MEMORY", "LARGEST_SHARE", "Budget", "still_at_work"]

DEFAULT_MEMORY = 2048  # MB
A_MINUTE = 60.0  # seconds that work which might never end gets unless told otherwise
LARGEST_SHARE = 1 / 3  # of the time left that one of several parts of the work may take
GRACE, A_WHILE = 0.5, 3600.0  # seconds

T = TypeVar("T")
_LEFT_BEHIND: list[threading.Thread] = []  # by any budget of this process


def still_at_work() -> bool:
    """Whether work goes on that was left behind: Python must not end beneath it, but at once."""
    return any(thread.is_alive() for thread in _LEFT_BEHIND)


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
    _last: float = field(init=False, repr=False)
    _left_behind: set[int] = field(default_factory=set, init=False, repr=False)

    def __post_init__(self) -> None:
        self._end = inf if self.seconds is None else self.clock() + self.seconds
        self._last = self._end + GRACE

    @property
    def left(self) -> float:
        """The seconds that are left; infinite where there is no limit."""
        return max(0.0, self._end - self.clock())

    def check(self) -> None:
        """Raise `BudgetError` where the time is used up; called between the steps of long work."""
        if self.clock() >= self._end or threading.get_ident() in self._left_behind:
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

    @contextmanager
    def share(self, parts: int) -> Iterator[None]:
        """Let what is done inside take its share of the time left for this many parts."""
        with self.at_most(self.left * max(LARGEST_SHARE, 1 / parts)):
            yield

    def within(self, work: Callable[[], T]) -> T:
        """The result of work whose single steps may take so long that no check is reached.

        It is done in a thread of its own. Where that does not come back soon after the time is
        used up, it is left behind: it stops at its next check, and the program does not wait for
        it, nor does Ctrl-C. All the waiting after the end is half a second, however much is asked.
        """
        done: list[T] = []
        failed: list[BaseException] = []

        def run() -> None:
            try:
                done.append(work())
            except BaseException as error:
                failed.append(error)
            finally:
                self._left_behind.discard(threading.get_ident())

        thread = threading.Thread(target=run, daemon=True)
        thread.start()
        try:
            while thread.is_alive() and self.left > 0:
                thread.join(min(self.left, A_WHILE))
            thread.join(min(GRACE, max(0.0, self._last - self.clock())))
        finally:
            if thread.is_alive() and thread.ident is not None:
                self._left_behind.add(thread.ident)
                _LEFT_BEHIND[:] = [one for one in _LEFT_BEHIND if one.is_alive()] + [thread]
        if failed:
            raise failed[0]
        if not done:
            raise BudgetError("stopped: the time is used up")
        return done[0]
