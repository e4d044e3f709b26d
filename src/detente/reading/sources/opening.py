"""Opening what a user names: a file or standard input, never more of it than is borne."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from detente.errors import SourceError

__all__ = ["LARGEST", "LARGEST_FILE", "Opened", "open_source", "whole"]

LARGEST = 20 * 2**20  # bytes of one text
LARGEST_FILE = 100 * 2**20  # bytes of a file that holds pictures beside its text


@dataclass(frozen=True, slots=True)
class Opened:
    """An open source under the name that the user gave it.

    ``suffix`` tells the format where a name has one, ``media`` and ``charset`` where a server
    told them.
    """

    name: str
    file: BinaryIO
    suffix: str = ""
    media: str = ""
    charset: str | None = None

    @property
    def stem(self) -> str:
        """The name without folder and suffix."""
        return "stdin" if self.name == "-" else Path(self.name).stem

    def head(self) -> bytes:
        """The first bytes, which stay to be read."""
        peek = getattr(self.file, "peek", None)
        return bytes(peek(4096)) if peek else b""


def open_source(source: str | Path) -> Opened:
    """Open a file, or standard input for ``-``.

    Raises
    ------
    SourceError
        Where the file is missing, a folder or not readable.
    """
    name = str(source)
    if name == "-":
        return Opened(name, sys.stdin.buffer)
    path = Path(source)
    try:
        if path.is_dir():
            raise SourceError("a folder, not a file: name the files in it", file=name)
        return Opened(name, path.open("rb"), path.suffix.lower())
    except FileNotFoundError:
        raise SourceError("there is no such file: look at the name", file=name) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise SourceError(f"cannot be read: {reason}", file=name) from None


def whole(opened: Opened, largest: int = LARGEST) -> bytes:
    """All bytes of a source of bearable size."""
    try:
        data = opened.file.read(largest + 1)
    except OSError as error:
        raise SourceError(f"cannot be read: {error.strerror}", file=opened.name) from None
    if len(data) > largest:
        megabytes = largest // 2**20
        raise SourceError(f"more than {megabytes} MB: split the text", file=opened.name)
    return data
