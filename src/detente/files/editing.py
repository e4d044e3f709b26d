"""Edits of a case file that leave alone what they do not change, comments above all.

The old text is cut only where a value differs: a comment on the line of a value stays on its
line, a comment above a table stays above it, and the comments beside the entries of a list move
with the entries.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from detente.files.dumping import inline, lines_of, multiline, render_table
from detente.files.lists import relisted
from detente.files.places import Places, Step
from detente.files.tree import parse_toml

__all__ = ["edited"]

Path = tuple[Step, ...]


@dataclass(frozen=True, slots=True, order=True)
class _Cut:
    """Put the text in place of what stands from start to end."""

    start: int
    end: int
    text: str


def edited(text: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    """The text of a case file with the values ``new`` in place of ``old``."""
    editor = _Editor(text)
    editor.table((), old, new)
    return editor.result()


class _Editor:
    def __init__(self, text: str) -> None:
        root = parse_toml(text)
        self.text = root.places.text
        self.places: Places = root.places
        self.data = root.value
        self.cuts: list[_Cut] = []
        self.headers = sorted(
            (place.start, path) for path, place in self.places.of.items() if self._is_header(path)
        )

    def result(self) -> str:
        """The text with all cuts made, the last one first."""
        text = self.text
        reach = len(text)
        for cut in sorted(self.cuts, reverse=True):
            end = min(cut.end, reach)
            text = text[: cut.start] + cut.text + text[end:]
            reach = cut.start
        return re.sub(r"\n{3,}", "\n\n", text) if self.cuts else text

    # -- what differs --------------------------------------------------------------------------

    def table(self, path: Path, old: Mapping[str, Any], new: Mapping[str, Any]) -> None:
        """Edit the parts of a table that differ."""
        if self._raw(path).startswith("{"):
            self._replace(path, inline(new))
            return
        for key in old:
            if key not in new:
                self._remove((*path, key))
        for key, value in new.items():
            if key not in old or not self._stands((*path, key)):
                self._add(path, key, value)
            elif old[key] != value:
                self._change((*path, key), old[key], value)

    def _change(self, path: Path, old: object, new: object) -> None:
        if isinstance(new, dict) and isinstance(old, dict):
            self.table(path, old, new)
        elif isinstance(new, list) and isinstance(old, list):
            self._list(path, new)
        elif isinstance(new, dict | list) or isinstance(old, dict | list):
            self._remove(path)
            self._add(path[:-1], str(path[-1]), new)
        else:
            self._replace(path, inline(new))

    def _list(self, path: Path, new: list[Any]) -> None:
        for kind in ("prefers", "ranking"):
            if (*path, kind) in self.places.of:
                path = (*path, kind)
        if self._is_header(path):
            self._rows(path, new)
        else:
            place = self.places.of[path]
            width = self.text.find("\n", place.end) - place.end + place.start - self._line(place.start)
            self._replace(path, relisted(self._raw(path), self._value(path), new, width))

    # -- arrays of tables ----------------------------------------------------------------------

    def _rows(self, path: Path, new: list[Any]) -> None:
        """Edit ``[[...]]`` tables: those that stay keep their text, the others are written."""
        old = self._value(path)
        texts = [self.text[slice(*self._block((*path, number)))] for number in range(len(old))]
        free = list(range(len(old)))
        blocks: list[str] = []
        for row in new:
            known = next((number for number in free if old[number] == row), None)
            if known is not None:
                free.remove(known)
                blocks.append(texts[known].strip("\n"))
            else:
                blocks.append(render_table(tuple(str(step) for step in path), [row]))
        first, last = self._block((*path, 0))[0], self._block((*path, len(old) - 1))[1]
        rest = "\n" if last < len(self.text) else ""
        self.cuts.append(_Cut(first, last, "".join(f"{block}\n\n" for block in blocks).rstrip() + "\n" + rest))

    # -- places --------------------------------------------------------------------------------

    def _is_header(self, path: Path) -> bool:
        place = self.places.of.get(path)
        return place is not None and place.key == place.start and self._header_at(place.start)

    def _header_at(self, offset: int) -> bool:
        line = self._line(offset)
        return self.text[offset : offset + 1] == "[" and not self.text[line:offset].strip()

    def _line(self, offset: int) -> int:
        """Where the line of an offset begins."""
        return self.text.rfind("\n", 0, offset) + 1

    def _next_line(self, offset: int) -> int:
        end = self.text.find("\n", offset)
        return len(self.text) if end < 0 else end + 1
