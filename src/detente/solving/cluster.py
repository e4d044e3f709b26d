"""A Dask cluster as an executor; this is the one place where Dask is imported."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from importlib import import_module

from detente.errors import EngineError

__all__ = ["cluster"]

CONNECT = 20  # seconds to wait for a scheduler to answer


@contextmanager
def cluster(address: str) -> Iterator[Executor]:
    """The workers behind a scheduler (``tcp://host:8786``); what a lost worker did is done again.

    Raises
    ------
    EngineError
        Where Dask is not installed or no scheduler answers.
    """
    try:
        dask = import_module("distributed")
    except ImportError:
        raise EngineError(
            "--cluster needs Dask: pip install 'detente[cluster]', on every worker too"
        ) from None
    try:
        client = dask.Client(address, timeout=CONNECT, set_as_default=False)
    except (OSError, ValueError) as error:
        raise EngineError(f"no scheduler answers at {address[:200]}: {_first(error)}") from None
    with client:
        yield client.get_executor(pure=False, retries=5)


def _first(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]
