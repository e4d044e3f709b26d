"""The earlier and later texts of each case, so that every edit can be undone and redone.

They are kept in a folder of their own beside the cases and survive a restart.
"""

from __future__ import annotations

import json
from pathlib import Path

from detente.files import write_text

__all__ = ["History", "stamp"]

MOST_STEPS = 200
MOST_CHARACTERS = 20_000_000
Texts = tuple[list[str], list[str]]


class History:
    """Texts by name: the past with the latest last, the undone with the next to redo last."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._latest: tuple[Path, tuple[int, int], Texts] | None = None  # read or written last

    def record(self, name: str, before: str, after: str) -> None:
        """Note a change; what was undone before it cannot be redone any more."""
        if before != after:
            past, _ = self._read(name)
            self._write(name, [*past, before], [])

    def back(self, name: str, now: str) -> str | None:
        """The text before the last change, or None; ``now`` can then be redone."""
        past, undone = self._read(name)
        if not past:
            return None
        self._write(name, past[:-1], [*undone, now])
        return past[-1]

    def forward(self, name: str, now: str) -> str | None:
        """The text before the last undoing, or None."""
        past, undone = self._read(name)
        if not undone:
            return None
        self._write(name, [*past, now], undone[:-1])
        return undone[-1]

    def steps(self, name: str) -> tuple[int, int]:
        """How many changes can be undone, and redone."""
        past, undone = self._read(name)
        return len(past), len(undone)

    def _file(self, name: str) -> Path:
        return self._folder / f"{name.replace('/', '%')}.history.json"

    def _read(self, name: str) -> Texts:
        path, latest = self._file(name), self._latest
        now = stamp(path)
        if latest and latest[:2] == (path, now):
            return latest[2]
        try:
            kept = json.loads(path.read_text("utf-8"))
            found = [str(text) for text in kept["past"]], [str(text) for text in kept["undone"]]
        except (OSError, ValueError, KeyError, TypeError):
            return [], []  # none yet, or spoilt by somebody: there is nothing to go back to
        self._latest = path, now, found
        return found

    def _write(self, name: str, past: list[str], undone: list[str]) -> None:
        kept = past[-MOST_STEPS:]
        while len(kept) > 1 and sum(map(len, kept)) > MOST_CHARACTERS:
            kept = kept[1:]
        self._folder.mkdir(exist_ok=True)
        path, undone = self._file(name), undone[-MOST_STEPS:]
        write_text(path, json.dumps({"past": kept, "undone": undone}))
        self._latest = path, stamp(path), (kept, undone)


def stamp(path: Path) -> tuple[int, int]:
    """When a file was last changed, and its size; zeros where there is none."""
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_size
