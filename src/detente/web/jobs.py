"""Long work in the background: started once, watched, cancelled, its result kept for a while."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from detente.errors import DetenteError

__all__ = ["PATIENCE", "Job", "Jobs", "Progress", "Working"]

KEPT = 24  # results remembered
PATIENCE = 0.35  # seconds that a page waits before it shows progress instead
T = TypeVar("T")
Progress = Callable[[str, int, int], None]


class _Cancelled(Exception):  # noqa: N818 - no fault, but a way out
    """Raised inside the work when somebody has cancelled it."""


class Job(Generic[T]):
    """One piece of work; it tells how far it is, and stops where it is told to."""

    def __init__(self, work: Callable[[Progress], T]) -> None:
        self.doing, self.done, self.of = "starting", 0, 0
        self.result: T | None = None
        self.error: Exception | None = None
        self.cancelled = threading.Event()
        self._finished = threading.Event()
        threading.Thread(target=self._run, args=(work,), daemon=True).start()

    def _run(self, work: Callable[[Progress], T]) -> None:
        try:
            self.result = work(self._progress)
        except _Cancelled:
            self.error = DetenteError("cancelled")
        except DetenteError as error:
            self.error = error
        except MemoryError:
            self.error = DetenteError("out of memory: leave out options, or split the dispute")
        except Exception as error:
            self.error = error
        finally:
            self._finished.set()

    def _progress(self, doing: str, done: int, of: int) -> None:
        if self.cancelled.is_set():
            raise _Cancelled
        self.doing, self.done, self.of = doing, done, of

    def wait(self, seconds: float = PATIENCE) -> bool:
        """Whether the work is done, waiting a little for it."""
        return self._finished.wait(seconds)

    def value(self) -> T:
        """The result of work that is done; its error is raised again."""
        if self.error is not None:
            raise self.error
        assert self.result is not None
        return self.result


class Working(Exception):  # noqa: N818 - no fault, but a state of things
    """A page needs what is still being computed for a case."""

    def __init__(self, name: str, job: Job[Any]) -> None:
        super().__init__(name)
        self.name = name
        self.job = job


class Jobs:
    """The work of one workbench by key: asking twice for the same starts it once."""

    def __init__(self) -> None:
        self._jobs: OrderedDict[str, Job[object]] = OrderedDict()
        self._lock = threading.Lock()

    def ask(self, key: str, work: Callable[[Progress], T]) -> Job[T]:
        """The job of this key, started if there is none or the last one was cancelled."""
        with self._lock:
            job = self._jobs.get(key)
            if job is None or job.cancelled.is_set():
                job = self._jobs[key] = Job(work)
            self._jobs.move_to_end(key)
            while len(self._jobs) > KEPT:
                self._forget()
        return job  # type: ignore[return-value]

    def find(self, key: str) -> Job[Any] | None:
        """The job of this key, if it is remembered."""
        with self._lock:
            return self._jobs.get(key)

    def _forget(self) -> None:
        """Leave out the job that was asked for longest ago, a finished one if there is any."""
        done = (key for key, job in self._jobs.items() if job.wait(0))
        self._jobs.pop(next(done, next(iter(self._jobs)))).cancelled.set()

    def cancel(self, stem: str) -> None:
        """Stop the jobs whose keys begin so, each at its next step."""
        with self._lock:
            for key, job in self._jobs.items():
                if key.startswith(stem):
                    job.cancelled.set()
