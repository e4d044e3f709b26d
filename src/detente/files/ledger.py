"""Finished parts of long work in a file, so that it can be stopped and resumed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from detente.errors import SourceError

__all__ = ["FileLedger"]

BEGINNING = '{"work": "'  # of every line, however short it was cut


class FileLedger:
    """The finished blocks of one piece of work, one a line of a file that others may share.

    ``work`` says what is computed; only blocks of the very same work are given back. A last line
    that was cut short, as by a power failure, is passed over.
    """

    def __init__(self, path: Path, work: object) -> None:
        self._path = path
        self._key = hashlib.sha256(json.dumps(work, sort_keys=True).encode()).hexdigest()[:16]
        self._done: dict[int, Mapping[str, Any]] = {}
        self._whole = True
        if path.exists():
            self._read()

    def _read(self) -> None:
        if not self._path.is_file():
            raise SourceError("is no plain file: name another with --keep", file=str(self._path))
        try:
            text = self._path.read_text("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise SourceError(f"cannot be read: {error}", file=str(self._path)) from None
        entries = []
        for line in text.splitlines():
            entry = _entry(line)
            if entry is not None:
                entries.append(entry)
            elif not line.startswith(BEGINNING[: len(line)]):
                raise SourceError(
                    "is not a file of finished blocks: name another with --keep",
                    file=str(self._path),
                )
        self._whole = text.endswith("\n") or not text
        self._done.update(
            {one["block"]: one["found"] for one in entries if one["work"] == self._key}
        )

    def done(self) -> Mapping[int, Mapping[str, Any]]:
        """The blocks that are finished, with what they found."""
        return self._done

    def add(self, block: int, found: Mapping[str, Any]) -> None:
        """Keep what a block has found."""
        line = json.dumps({"work": self._key, "block": block, "found": found})
        try:
            with self._path.open("a", encoding="utf-8") as file:
                file.write(line + "\n" if self._whole else f"\n{line}\n")
        except OSError as error:
            raise SourceError(f"cannot be written: {error}", file=str(self._path)) from None
        self._whole = True
        self._done[block] = found


def _entry(line: str) -> dict[str, Any] | None:
    """The block that a line holds, or None where it holds none."""
    try:
        value = json.loads(line)
    except ValueError:
        return None
    if not isinstance(value, dict) or set(value) != {"work", "block", "found"}:
        return None
    return value
