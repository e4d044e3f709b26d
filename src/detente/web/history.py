"""The texts of each case in the order in which they were made, to go back and forth among them.

They are kept in a folder of their own beside the cases and survive a restart. A text is noted
before the case is given another one, and where the case stands among its texts is told by its own
text: so a write that fails, or a process that ends in between, forgets none.
"""

from __future__ import annotations

import contextlib
import itertools
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from detente.errors import SourceError
from detente.files import write_text

__all__ = ["History", "stamp"]

MOST_STEPS = 200  # back, and forth
MOST_CHARACTERS = 20_000_000


@dataclass(frozen=True, slots=True)
class _Line:
    """The texts of a case, and which of them it held last as far as is known."""

    texts: tuple[str, ...] = ()
    at: int = 0

    def holding(self, now: str) -> _Line:
        """The line at the text that the case holds; one of other making is put in there."""
        places = [place for place, text in enumerate(self.texts) if text == now]
        if places:
            return _Line(self.texts, min(places, key=lambda place: abs(place - self.at)))
        after = self.at + 1 if self.texts else 0
        return _Line((*self.texts[:after], now, *self.texts[after:]), after)

    def followed_by(self, text: str) -> _Line:
        """The line with a new text; what was undone before it cannot be redone any more."""
        return _Line((*self.texts[: self.at + 1], text), self.at + 1)

    def bounded(self) -> _Line:
        """The line without what is too far away, or too long, to be kept."""
        first = max(0, self.at - MOST_STEPS)
        lengths = [len(text) for text in self.texts[first : self.at]]
        while len(lengths) > 1 and sum(lengths) > MOST_CHARACTERS:
            first += 1
            del lengths[0]
        return _Line(self.texts[first : self.at + MOST_STEPS + 1], self.at - first)


class History:
    """The texts of each case by its name, which is its path in the workspace."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._latest: tuple[Path, tuple[int, int], _Line] | None = None  # read or written last

    def keep(self, name: str, now: str) -> None:
        """Note the text that a case holds, and its place: it is about to get another one."""
        known = self._read(name)
        line = known.holding(now)
        if line != known:
            self._write(name, line)

    def neighbour(self, name: str, now: str, by: int) -> str | None:
        """The text to go back (-1) or forth (1) to, or None."""
        line = self._read(name).holding(now)
        place = line.at + by
        return line.texts[place] if 0 <= place < len(line.texts) else None

    def changed(self, name: str, before: str, after: str) -> None:
        """Note a change that has been made."""
        if before != after:
            self._note(name, self._read(name).holding(before).followed_by(after))

    def moved(self, name: str, before: str, by: int) -> None:
        """Note that a case went back or forth from a text."""
        line = self._read(name).holding(before)
        self._note(name, _Line(line.texts, line.at + by))

    def _note(self, name: str, line: _Line) -> None:
        """Write what the texts themselves tell as well, so that failing is no matter."""
        with contextlib.suppress(SourceError):
            self._write(name, line)

    def steps(self, name: str, now: str) -> tuple[int, int]:
        """How many changes can be undone, and redone."""
        line = self._read(name).holding(now)
        return line.at, len(line.texts) - 1 - line.at

    def begin(self, name: str) -> None:
        """Put the texts of an earlier case of this name aside: a new one does not go back to it."""
        path = self._file(name)
        if path.exists():
            aside = (path.with_suffix(f".{number}.json") for number in itertools.count(1))
            path.rename(next(free for free in aside if not free.exists()))

    def _file(self, name: str) -> Path:
        plain = name.replace("%", "%25").replace("/", "%2F")
        return self._folder / f"{plain}.history.json"

    def _read(self, name: str) -> _Line:
        path, latest = self._file(name), self._latest
        now = stamp(path)
        if latest and latest[:2] == (path, now):
            return latest[2]
        line = _Line()
        # None yet, or spoilt by somebody: there is nothing to go back to.
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
            line = _line(json.loads(path.read_text("utf-8")))
            self._latest = path, now, line
        return line

    def _write(self, name: str, line: _Line) -> None:
        kept = line.bounded()
        with contextlib.suppress(OSError):  # the writing tells what is wrong
            self._folder.mkdir(exist_ok=True)
        path = self._file(name)
        write_text(path, json.dumps({"texts": kept.texts, "at": kept.at}))
        self._latest = path, stamp(path), kept


def _line(kept: dict[str, Sequence[str]]) -> _Line:
    """The line that a file holds, also in the form of version 0.1: a past and what was undone."""
    if "past" in kept:
        past, undone = [str(text) for text in kept["past"]], [str(one) for one in kept["undone"]]
        return _Line((*past, *reversed(undone)), max(0, len(past) - 1))
    texts, at = tuple(str(text) for text in kept["texts"]), int(str(kept["at"]))
    return _Line(texts, min(max(at, 0), max(0, len(texts) - 1)))


def stamp(path: Path) -> tuple[int, int]:
    """When a file was last changed, and its size; zeros where there is none."""
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_size
