"""Files are written whole or not at all."""

from __future__ import annotations

import contextlib
import itertools
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from detente.errors import SourceError

__all__ = ["refuse_inputs", "write_bytes", "write_pieces", "write_text"]

_NUMBERS = itertools.count(1)


def refuse_inputs(output: str | Path, inputs: Iterable[str | Path]) -> None:
    """Refuse a file to write that is one of those that are read, by whatever name; - is stdin.

    Raises
    ------
    SourceError
        Where it is: writing it would destroy what it was made from.

    Examples
    --------
    >>> refuse_inputs("brief.txt", ["report.txt"])
    """
    there = _identity(output)
    if there is not None and any(_identity(name) == there for name in inputs):
        raise SourceError("is one of the inputs: name another file to write", file=str(output))


def _identity(path: str | Path) -> tuple[int, int] | None:
    """Which file this is, by device and number; None where there is none, or no plain one."""
    try:
        found = os.fstat(0) if str(path) == "-" else os.stat(path)  # noqa: PTH116 - any text
    except (OSError, ValueError):
        return None
    return (found.st_dev, found.st_ino) if stat.S_ISREG(found.st_mode) else None


def write_text(path: str | Path, text: str) -> None:
    """Write a text as UTF-8, line ends as they are.

    It goes to a temporary name in the same folder and is then moved to its place, so a reader
    finds the old file or the new one, never a part.

    Raises
    ------
    SourceError
        Where the folder is missing or not writable.
    """
    write_pieces(path, (text,))


def write_pieces(path: str | Path, pieces: Iterable[str]) -> None:
    """Write a text that comes in pieces, of which one is held at a time; as `write_text`."""
    _write(path, _encoded(path, pieces))


def write_bytes(path: str | Path, data: bytes) -> None:
    """Write bytes; as `write_text`."""
    _write(path, (data,))


def _encoded(path: str | Path, pieces: Iterable[str]) -> Iterator[bytes]:
    for piece in pieces:
        try:
            yield piece.encode()
        except UnicodeEncodeError as error:
            raise SourceError(
                f"cannot be written as UTF-8: half of a character pair at {error.start}",
                file=str(path),
            ) from None


def _write(path: str | Path, pieces: Iterable[bytes]) -> None:
    try:
        target = Path(os.path.realpath(path))
        if target.exists() and not target.is_file() and not target.is_dir():
            with target.open("wb") as file:  # a device or a pipe has no other name to move from
                file.writelines(pieces)
        else:
            _replace(target, pieces)
    except FileNotFoundError:
        folder = Path(path).parent
        raise SourceError(f"there is no folder {folder}: make it first", file=str(path)) from None
    except IsADirectoryError:
        raise SourceError("is a folder: name a file in it", file=str(path)) from None
    except PermissionError:
        raise SourceError("may not be written: choose another place", file=str(path)) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise SourceError(f"cannot be written: {reason}", file=str(path)) from None


def _replace(target: Path, pieces: Iterable[bytes]) -> None:
    if target.is_dir():
        raise IsADirectoryError
    mode = None
    if target.exists():
        if not os.access(target, os.W_OK):
            raise PermissionError
        mode = stat.S_IMODE(target.stat().st_mode)
    part, opened = _part(target.parent)
    try:
        with opened as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            part.chmod(mode)
        part.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink()
        raise


def _part(folder: Path) -> tuple[Path, BinaryIO]:
    """A file to write to first, under a name that no process, not even a killed one, has taken."""
    while True:
        part = folder / f".detente-{os.getpid()}-{next(_NUMBERS)}.part"
        with contextlib.suppress(FileExistsError):
            return part, part.open("xb")
