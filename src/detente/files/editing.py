"""Edits of a TOML text that leave everything else as it stands, to the byte.

The parsers of TOML that can write give lists a layout of their own and lose the comments in
them; here each edit replaces a stretch of the text and no more.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from detente.files.dumping import (
    WIDTH,
    inline,
    is_table,
    key_text,
    lines_of,
    multiline,
    render_table,
)
from detente.files.lists import Layout, origins
from detente.files.places import Place, Section, Step
from detente.files.tree import Node

__all__ = ["edited"]

Path = tuple[Step, ...]


def edited(root: Node, old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    r"""The text of a tree with the values that differ between two readings of it changed.

    Comments on the line of a value, above a table and among the entries of a list stay. An entry
    that moves within its list takes its comments along; one that is removed takes the comment on
    its line, a table that is removed also those directly above it.

    Parameters
    ----------
    root:
        A TOML text as `parse_toml` gives it.
    old:
        The values that the text holds, and defaults which it may leave out.
    new:
        The values that it shall hold.

    Examples
    --------
    >>> from detente.files.tree import parse_toml
    >>> tree = parse_toml('a = [\n  1, # one\n  2,\n]')
    >>> print(edited(tree, {"a": [1, 2]}, {"a": [2, 3, 1]}))
    a = [
      2,
      3,
      1, # one
    ]
    """
    editor, text = _Editor(root), root.places.text
    changed = editor.applied(editor.table((), old, new))
    ends_blank = text.endswith("\n\n") or not text.endswith("\n")
    return changed if ends_blank else changed.rstrip("\n") + "\n"


@dataclass(frozen=True, slots=True)
class _Splice:
    """What to write instead of a stretch of the text."""

    start: int
    end: int
    text: str = ""


class _Editor:
    """One text with the places of its values."""

    def __init__(self, root: Node) -> None:
        self.text = root.places.text
        self.raw = root.value
        self.places = root.places
        self.sections = root.places.sections
        self._numbers = {section.start: n for n, section in enumerate(self.sections[1:], 1)}
        self._starts = [0, *(section.start for section in self.sections[1:])]
        headers = {section.path for section in self.sections}
        headers |= {path[:-1] for path in headers if path and isinstance(path[-1], int)}
        self.pairs = {
            path: place
            for path, place in self.places.of.items()
            if isinstance(path[-1], str) and path not in headers and place.start < place.end
        }

    def applied(self, splices: Iterable[_Splice], start: int = 0, end: int | None = None) -> str:
        """The text from ``start`` to ``end`` with the splices made."""
        pieces, at = [], start
        for splice in sorted(splices, key=lambda one: one.start):
            pieces += [self.text[at : splice.start], splice.text]
            at = max(at, splice.end)
        return "".join((*pieces, self.text[at:end]))

    # -- tables --------------------------------------------------------------------------------

    def table(self, path: Path, old: Mapping[str, Any], new: Mapping[str, Any]) -> list[_Splice]:
        """The edits that a table needs."""
        splices: list[_Splice] = []
        for key in old:
            if key not in new and self._has((*path, key)):
                splices += self._removed((*path, key))
        earlier: list[str] = []
        for key, value in new.items():
            here = (*path, key)
            if key not in old or old[key] != value:
                splices += (
                    self._changed(here, old.get(key), value, earlier)
                    if self._has(here)
                    else self._added(path, key, value, earlier)
                )
            earlier.append(key)
        if new and splices and not self._stays(path, old, new):
            key = next(iter(new))
            splices += self._added(path, key, new[key], [])
        return splices

    def _stays(self, path: Path, old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
        """Whether anything tells of a table after its edits: a header, or one of its values."""
        written = any(self._has((*path, key)) or old.get(key) != new[key] for key in new)
        return written or self._section(path) is not None

    def _has(self, path: Path) -> bool:
        try:
            self._at(path)
        except (KeyError, IndexError, TypeError):
            return False
        return True

    def _at(self, path: Path) -> Any:  # noqa: ANN401
        value: Any = self.raw
        for step in path:
            value = value[step]
        return value

    def _changed(self, path: Path, old: Any, new: Any, earlier: list[str]) -> list[_Splice]:  # noqa: ANN401
        if path in self.pairs:
            place = self.pairs[path]
            return [_Splice(place.start, place.end, self._value(path, place, old, new))]
        if self._section((*path, 0)) is not None and isinstance(new, list) and new:
            return self._rows(path, old, new)
        if isinstance(old, Mapping) and isinstance(new, Mapping):
            return self.table(path, old, new)
        *parent, key = path
        return self._removed(path) + self._added(tuple(parent), str(key), new, earlier)

    def _removed(self, path: Path) -> list[_Splice]:
        """A value goes with its line, a table with its sections."""
        gone = [section for section in self.sections if _under(section.path, path)]
        alone = [place for place in self._pairs_under(path) if self._home(place) not in gone]
        return [
            *(_Splice(*self._extent(section)) for section in gone),
            *(_Splice(self._line_start(one.key), self._line_end(one.end)) for one in alone),
        ]

    def _added(self, table: Path, key: str, value: Any, earlier: list[str]) -> list[_Splice]:  # noqa: ANN401
        """A new value, after the nearest of the keys that are to stand before it."""
        if self._by_header(table, value):
            return [self._block((*table, key), value, earlier)]
        home = self._spot(table)
        if home is None:
            return [self._under_new_header(table, key, value)]
        inside = (*table[len(home.path) :], key)
        lines = lines_of(tuple(map(str, inside)), value, kind=_kind((*table, key))) + "\n"
        at = self._after([(*table, one) for one in earlier], home)
        if at is None:
            mine = [place.key for place in self._pairs_under(table) if self._home(place) == home]
            at = self._line_start(min(mine)) if mine else self._content_start(home)
        return [self._inserted(at, lines)]

    def _by_header(self, table: Path, value: object) -> bool:
        """Whether a new part of a table gets a header of its own."""
        if table == ():
            return is_table(value)
        return table == ("parties",) and all(
            len(self._home(place).path) > 1 for place in self._pairs_under(table)
        )

    def _block(self, path: Path, value: object, earlier: list[str]) -> _Splice:
        text = render_table(tuple(map(str, path)), value) + "\n"
        before = [(*path[:-1], key) for key in reversed(earlier)]
        for other in before:
            sections = [section for section in self.sections if _under(section.path, other)]
            if sections:
                return self._inserted(self._content_end(sections[-1]), "\n" + text)
        siblings = [one for one in self.sections if one.path and _under(one.path, path[:-1])]
        if len(path) > 1 and siblings:
            return _Splice(*2 * (self._extent(siblings[0])[0],), text + "\n")
        return self._inserted(len(self.text), "\n" + text)

    def _under_new_header(self, table: Path, key: str, value: object) -> _Splice:
        """For a table that so far has a header for its parts only."""
        text = render_table(tuple(map(str, table)), {key: value})
        first = next(section for section in self.sections if _under(section.path, table))
        return _Splice(*2 * (self._extent(first)[0],), text + "\n\n")

    def _inserted(self, at: int, lines: str) -> _Splice:
        """Whole lines at a place; where the text ends without an end of line it gets one."""
        unfinished = at == len(self.text) and not self.text.endswith("\n")
        return _Splice(at, at, "\n" + lines if unfinished else lines)

    # -- where things stand --------------------------------------------------------------------

    def _pairs_under(self, path: Path) -> list[Place]:
        return [place for key, place in self.pairs.items() if _under(key, path)]

    def _section(self, path: Path) -> Section | None:
        return next((section for section in self.sections if section.path == path), None)

    def _home(self, place: Place) -> Section:
        """The section in which a place lies."""
        return self.sections[bisect.bisect_right(self._starts, place.key) - 1]

    def _spot(self, table: Path) -> Section | None:
        """The section in which a table's own values can be written."""
        own = self._section(table)
        if own is not None:
            return own
        homes = [self._home(place) for place in self._pairs_under(table)]
        return next((home for home in reversed(homes) if _under(table, home.path)), None)

    def _after(self, before: Sequence[Path], home: Section) -> int | None:
        """Where the last of these values that the section holds ends, with its line."""
        for path in reversed(before):
            ends = [place.end for place in self._pairs_under(path) if self._home(place) == home]
            if ends:
                return self._line_end(max(ends))
        return None

    def _line_start(self, at: int) -> int:
        return self.text.rfind("\n", 0, at) + 1

    def _line_end(self, at: int) -> int:
        found = self.text.find("\n", at)
        return len(self.text) if found < 0 else found + 1

    def _lead(self, section: Section) -> int:
        """Where the comments begin that stand directly above a header."""
        start = section.start
        while start and self.text[self._line_start(start - 1) : start].lstrip().startswith("#"):
            start = self._line_start(start - 1)
        return start

    def _extent(self, section: Section) -> tuple[int, int]:
        """From the comments above a header to those above the next."""
        number = self._numbers[section.start] + 1
        last = number == len(self.sections)
        return self._lead(section), len(self.text) if last else self._lead(self.sections[number])

    def _content_start(self, section: Section) -> int:
        return self._line_end(section.end) if section.path else 0

    def _content_end(self, section: Section) -> int:
        """The end of the last line of a section that holds a value."""
        ends = [place.end for place in self.pairs.values() if self._home(place) == section]
        return self._line_end(max([section.end, *ends]))

    # -- values --------------------------------------------------------------------------------

    def _value(self, path: Path, place: Place, old: Any, new: Any) -> str:  # noqa: ANN401
        """The text of a value, as much of it as can be the text that stood there."""
        raw = self.text[place.start : place.end]
        if old == new:
            return raw
        if isinstance(new, list) and raw.startswith("["):
            return self._list(path, place, old, new)
        if isinstance(new, Mapping) and raw.startswith("{"):
            return self._inline_table(path, old if isinstance(old, Mapping) else {}, new)
        return inline(new)

    def _inline_table(self, path: Path, old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
        parts = []
        for key, value in new.items():
            place = self.pairs.get((*path, key))
            if place is not None:
                text = self._value((*path, key), place, old.get(key), value)
                parts.append(f"{key_text(key)} = {text}")
            elif old.get(key) != value or self._has((*path, key)):
                parts.append(f"{key_text(key)} = {inline(value)}")
        return f"{{ {', '.join(parts)} }}" if parts else "{}"

    def _list(self, path: Path, place: Place, old: Any, new: list[Any]) -> str:  # noqa: ANN401
        raw = self.text[place.start : place.end]
        entries = [self.places.of[(*path, number)] for number in range(len(self._at(path)))]
        known = old if isinstance(old, list) and len(old) == len(entries) else self._at(path)
        sources = origins(known, new)
        items = [
            inline(item)
            if origin is None
            else self._value((*path, origin), entries[origin], known[origin], item)
            for origin, item in zip(sources, new, strict=True)
        ]
        if "\n" not in raw:
            column = place.start - self._line_start(place.start)
            line = f"[{', '.join(items)}]"
            return line if column + len(line) <= WIDTH else multiline(items)
        layout = Layout(self.text, place, entries)
        return layout.rewritten(items, sources) if layout.worth_keeping else multiline(items)

    def _rows(self, path: Path, old: Any, new: list[Any]) -> list[_Splice]:  # noqa: ANN401
        """An array of tables: its sections in their new order, at the place of the first."""
        sections = [s for s in self.sections if s.path[:-1] == path]
        extents = [self._extent(section) for section in sections]
        sources = origins(old, new)
        first = self.text[slice(*extents[0])]
        gap = first[len(first.rstrip()) :] if len(extents) > 1 else "\n\n"
        last = self.text[slice(*extents[-1])]
        blocks = []
        for origin, row in zip(sources, new, strict=True):
            if origin is None:
                blocks.append(render_table(tuple(map(str, path)), [row]) + gap)
                continue
            edits = self.table((*path, origin), old[origin], row)
            block = self.applied(edits, *extents[origin])
            blocks.append(block.rstrip() + gap if origin == len(old) - 1 else block)
        text = "".join(blocks).rstrip() + last[len(last.rstrip()) :]
        whole = [_Splice(start, end) for start, end in extents]
        return [_Splice(extents[0][0], extents[0][1], text), *whole[1:]]


def _under(path: Path, stem: Path) -> bool:
    return path[: len(stem)] == stem


def _kind(path: Path) -> str:
    """The word by which the layout of a list is chosen."""
    return "types" if "types" in path else str(path[-1])
