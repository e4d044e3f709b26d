"""Processes that change what is in a folder do so one after another."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

try:
    import fcntl
except ImportError:  # no such locks on this system: processes are not held apart there
    fcntl = None  # type: ignore[assignment]

__all__ = ["alone_in"]


@contextlib.contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Let what is done inside be done by nobody else who asks so, of this or another process.

    The folder itself is what is locked, so no file is left behind; the lock ends with the process
    that holds it, however that ends. It is not to be asked for twice by one who holds it.
    """
    if fcntl is None:
        yield
        return
    try:
        held = os.open(folder, os.O_RDONLY)
    except OSError:  # what is to be done there says better what is wrong
        yield
        return
    try:
        with contextlib.suppress(OSError):  # a file system without locks
            fcntl.flock(held, fcntl.LOCK_EX)
        yield
    finally:
        os.close(held)
