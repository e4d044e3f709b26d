"""Who does long work: this process, several processes, or a cluster."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager

from detente.errors import AnalysisError

__all__ = ["workers"]


@contextmanager
def workers(number: int | None, cluster: str | None, *, worth: bool) -> Iterator[Executor | None]:
    """An executor for long work, or None to do it in this process.

    Parameters
    ----------
    number:
        How many processes; by default one a processor where the work is ``worth`` starting them.
    cluster:
        The address of a Dask scheduler.
    """
    if number is not None and number < 1:
        raise AnalysisError(f"--workers {number}: at least one worker is needed")
    if cluster is not None:
        from detente.solving.cluster import cluster as behind  # noqa: PLC0415 - an extra

        with behind(cluster) as executor:
            yield executor
        return
    processes = number or (os.cpu_count() or 1 if worth else 1)
    if processes == 1:
        yield None
        return
    pool = ProcessPoolExecutor(processes, initializer=_deaf)
    try:
        yield pool
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _deaf() -> None:
    """Let the parent alone answer an interruption, so that it is told once."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
