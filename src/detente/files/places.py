"""Where each key and value of a TOML text stands.

Parsers of TOML hand over values without their places; errors and edits need the places. This
scanner reads any text whatever in linear time: where the text is no TOML it stops, and the
parser says what is wrong.
"""

from __future__ import annotations

import bisect
import contextlib
import re
import tomllib
from dataclasses import dataclass

from detente.errors import CaseError

__all__ = ["DEEPEST", "Place", "Places", "Section", "Step"]

DEEPEST = 24  # levels of nesting; a case file needs seven
Step = str | int
"""A key, or the number of an entry in a list, counted from 0."""

_BLANK = re.compile(r"(?:[ \t\r\n]++|#[^\n]*+)*+")
_SPACES = re.compile(r"[ \t]*+")
_BARE = re.compile(r"[A-Za-z0-9_-]++")
_STRING = re.compile(
    r'"""(?:[^\\"]|\\.|"{1,2}(?!"))*+"{3,5}'
    r"|'''(?:[^']|'{1,2}(?!'))*+'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*+"'
    r"|'[^'\n]*+'",
    re.DOTALL,
)
_SCALAR = re.compile(r"\d{4}-\d\d-\d\d \d\d:[^\s,\]}#]*+|[^\s,\[\]{}#\"'=]++")


@dataclass(frozen=True, slots=True)
class Place:
    """Offsets into the text: where the key begins, and from where to where its value runs.

    Of an entry in a list the key begins where the value does; of a table under a header the
    value is the header.
    """

    key: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Section:
    """A table under its header: its path, and where the header begins and ends.

    The first section is what stands before any header; its path is empty.
    """

    path: tuple[Step, ...]
    start: int
    end: int


class _Lost(Exception):  # noqa: N818 - not an error: the parser will tell
    """The text is no TOML from here on."""


class Places:
    r"""The place of every key and value, by its path of keys and list numbers.

    Examples
    --------
    >>> places = Places('title = "Talks"\n[rules]\nfeasible = ["YN", "NN"]')
    >>> places.line_and_column(("rules", "feasible", 1))
    (3, 19)
    """

    def __init__(self, text: str, name: str | None = None) -> None:
        self.text = text
        self.name = name
        self.of: dict[tuple[Step, ...], Place] = {}
        self.sections = [Section((), 0, 0)]
        self._lines = [0, *(found.end() for found in re.finditer("\n", text))]
        self._counts: dict[tuple[Step, ...], int] = {}
        self._at = 0
        with contextlib.suppress(_Lost):
            self._whole()

    def position(self, offset: int) -> tuple[int, int]:
        """The line and column of an offset, from 1."""
        line = bisect.bisect_right(self._lines, offset)
        return line, offset - self._lines[line - 1] + 1

    def nearest(self, path: tuple[Step, ...]) -> Place | None:
        """The place of the path, or of the innermost table or list around it that has one."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.of:
                return self.of[path[:length]]
        return None

    def line_and_column(self, path: tuple[Step, ...]) -> tuple[int, int]:
        """Where a key or list entry begins; of what has no place, the beginning of the text."""
        place = self.nearest(path)
        return self.position(place.key) if place else (1, 1)

    # -- scanning ------------------------------------------------------------------------------

    def _match(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self.text, self._at)
        if found is None:
            raise _Lost
        self._at = found.end()
        return found.group()

    def _sign(self, sign: str) -> bool:
        """Step over the sign if it stands here."""
        if not self.text.startswith(sign, self._at):
            return False
        self._at += len(sign)
        return True

    def _need(self, sign: str) -> None:
        if not self._sign(sign):
            raise _Lost

    def _note(self, path: tuple[Step, ...], key: int, start: int) -> None:
        self.of[path] = Place(key, start, self._at)

    def _whole(self) -> None:
        table: tuple[Step, ...] = ()
        while True:
            self._match(_BLANK)
            if self._at >= len(self.text):
                return
            if self.text[self._at] == "[":
                table = self._header()
            else:
                self._pair(table, len(table))

    def _header(self) -> tuple[Step, ...]:
        start = self._at
        brackets = 2 if self.text.startswith("[[", start) else 1
        self._at += brackets
        keys = self._keys()
        self._need("]" * brackets)
        path: tuple[Step, ...] = ()
        for step in keys[:-1]:
            path = self._last((*path, step))
        path = (*path, keys[-1])
        if brackets == 2:
            path = self._another(path, start)
        for length in range(1, len(path)):
            self.of.setdefault(path[:length], Place(start, start, start))
        self._note(path, start, start)
        self.sections.append(Section(path, start, self._at))
        return path

    def _last(self, path: tuple[Step, ...]) -> tuple[Step, ...]:
        """A header inside an array of tables means the last of them."""
        count = self._counts.get(path)
        return (*path, count - 1) if count else path

    def _another(self, array: tuple[Step, ...], start: int) -> tuple[Step, ...]:
        """One more table of an array of tables."""
        number = self._counts.get(array, 0)
        self._counts[array] = number + 1
        self.of.setdefault(array, Place(start, start, self._at))
        return (*array, number)

    def _keys(self) -> list[str]:
        keys: list[str] = []
        while True:
            self._match(_SPACES)
            keys.append(self._key())
            if len(keys) > DEEPEST:
                self._too_deep()
            self._match(_SPACES)
            if not self._sign("."):
                return keys

    def _key(self) -> str:
        if self.text[self._at : self._at + 1] not in ('"', "'"):
            return self._match(_BARE)
        raw = self._match(_STRING)
        if "\\" not in raw:
            return raw[1:-1]
        try:
            return str(tomllib.loads(f"key = {raw}")["key"])
        except ValueError:
            raise _Lost from None

    def _pair(self, table: tuple[Step, ...], depth: int) -> None:
        start = self._at
        keys = self._keys()
        self._need("=")
        self._match(_SPACES)
        begins = self._at
        path = (*table, *keys)
        self._value(path, depth + len(keys))
        for length in range(len(table) + 1, len(path)):
            self.of.setdefault(path[:length], Place(start, start, start))
        self._note(path, start, begins)

    def _value(self, path: tuple[Step, ...], depth: int) -> None:
        if depth > DEEPEST:
            self._too_deep()
        sign = self.text[self._at : self._at + 1]
        if sign == "[":
            self._list(path, depth)
        elif sign == "{":
            self._inline(path, depth)
        else:
            self._match(_STRING if sign in ('"', "'") else _SCALAR)

    def _list(self, path: tuple[Step, ...], depth: int) -> None:
        self._at += 1
        number = 0
        while True:
            self._match(_BLANK)
            if self._sign("]"):
                return
            start = self._at
            self._value((*path, number), depth + 1)
            self._note((*path, number), start, start)
            number += 1
            self._match(_BLANK)
            if not self._sign(","):
                self._need("]")
                return

    def _inline(self, path: tuple[Step, ...], depth: int) -> None:
        self._at += 1
        while True:
            self._match(_BLANK)
            if self._sign("}"):
                return
            self._pair(path, depth)
            self._match(_BLANK)
            if not self._sign(","):
                self._need("}")
                return

    def _too_deep(self) -> None:
        line, column = self.position(self._at)
        raise CaseError(
            f"nested more than {DEEPEST} levels deep: a case file needs seven",
            file=self.name,
            line=line,
            column=column,
        )
