"""The values of a TOML text, each with its place, so that every fault can name its line."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from detente.errors import CaseError, StatementError
from detente.files.places import Places, Step
from detente.model.logic import Names, Statement, parse

__all__ = ["LARGEST", "Node", "parse_toml", "suggestion"]

LARGEST = 8_000_000  # characters; a ranking of 100,000 states fits
MOST_STATEMENTS = 10_000  # of one list; a case has dozens


@dataclass(frozen=True, slots=True)
class Node:
    """A value of the text with its path; asked for what it should be, it gives it or tells."""

    places: Places
    path: tuple[Step, ...]
    value: Any

    @property
    def name(self) -> str:
        """The path as people write it, counting from 1."""
        return ".".join(str(step + 1) if isinstance(step, int) else step for step in self.path)

    def fault(self, message: str) -> CaseError:
        """What to raise where this value is wrong."""
        line, column = self.places.line_and_column(self.path)
        return CaseError(message, file=self.places.name, line=line, column=column)

    def wrong(self, wanted: str) -> CaseError:
        """What to raise where this value is of the wrong kind."""
        article = {"str": "a string", "list": "a list", "dict": "a table", "bool": "true or false"}
        found = article.get(type(self.value).__name__, f"`{str(self.value)[:40]}`")
        return self.fault(f"{self.name} must be {wanted}, not {found}")

    def within(self, step: Step) -> Node:
        """The part of this table or list at a key or number."""
        return Node(self.places, (*self.path, step), self.value[step])

    def at(self, about: str) -> Node:
        """The element at a path as evidence names it, or the innermost part around it."""
        node = self
        for step in about.split("."):
            if isinstance(node.value, dict) and step not in node.value:
                inner = next((key for key in ("prefers", "ranking") if key in node.value), None)
                node = node.within(inner) if inner is not None else node
            if isinstance(node.value, dict) and step in node.value:
                node = node.within(step)
            elif isinstance(node.value, list) and step.isdigit() and step != "0":
                node = node.within(min(int(step), len(node.value)) - 1)
            else:
                break
        return node

    def table(self, known: Iterable[str] | None = None) -> dict[str, Node]:
        """The parts of a table; no others than the known ones, if they are given."""
        if not isinstance(self.value, dict):
            raise self.wrong("a table")
        parts = {key: self.within(key) for key in self.value}
        for key, part in parts.items():
            if known is not None and key not in known:
                place = f" in {self.name}" if self.path else ""
                raise part.fault(f"unknown key `{key}`{place}{suggestion(key, known)}")
        return parts

    def list(self) -> tuple[Node, ...]:
        """The parts of a list."""
        if not isinstance(self.value, list):
            raise self.wrong("a list")
        return tuple(self.within(number) for number in range(len(self.value)))

    def text(self) -> str:
        """The string."""
        if not isinstance(self.value, str):
            raise self.wrong("a string")
        return self.value

    def whole(self) -> int:
        """The whole number."""
        if not isinstance(self.value, int) or isinstance(self.value, bool):
            raise self.wrong("a whole number")
        return self.value

    def statement(self, names: Names, *, patterns: bool = False) -> Statement:
        """The string as a statement over options."""
        try:
            return parse(self.text(), names, patterns=patterns)
        except StatementError as error:
            raise self._at_caret(error) from None

    def statements(self, names: Names, *, patterns: bool = False) -> tuple[Statement, ...]:
        """A list of strings as statements over options."""
        return tuple(entry.statement(names, patterns=patterns) for entry in self.few())

    def few(self) -> tuple[Node, ...]:
        """The parts of a list of statements."""
        if isinstance(self.value, list) and len(self.value) > MOST_STATEMENTS:
            raise self.fault(
                f"{self.name} lists more than {MOST_STATEMENTS:,}: no case has as many"
            )
        return self.list()

    def _at_caret(self, error: StatementError) -> StatementError:
        """The error with the place of its caret in the file."""
        line, column = self.places.line_and_column(self.path)
        place = self.places.of.get(self.path)
        if place is not None:
            raw = self.places.text[place.start : place.end]
            line, column = self.places.position(place.start)
            if raw[1:-1] == error.text:
                column += 1 + error.position
        return StatementError(
            f"{error.message} in `{_short(error.text)}`",
            error.text,
            error.position,
            file=self.places.name,
            line=line,
            column=column,
        )


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 80 else text[:77] + "..."


PART = 3  # characters of a part of a name from which on the name is suggested


def suggestion(word: str, known: Iterable[str]) -> str:
    """The end of a message about an unknown word: the nearest known one, or all of them."""
    listed = list(known)
    near = difflib.get_close_matches(word[:60], listed, n=1, cutoff=0.6)
    if not near and len(word) >= PART:
        near = [one for one in listed if word.lower() in one.lower()]
    if near:
        return f"; did you mean {' or '.join(f'`{one}`' for one in near)}?"
    return f"; known are {', '.join(listed)}" if listed else ""


def parse_toml(text: str, name: str | None = None) -> Node:
    """Read a TOML text into a tree of values with places.

    Raises
    ------
    CaseError
        Where the text is no TOML, too large or nested too deep.
    """
    if len(text) > LARGEST:
        raise CaseError(f"more than {LARGEST:,} characters: no case file is as large", file=name)
    text = text.removeprefix("\ufeff")
    places = Places(text, name)
    try:
        text.encode()
        return Node(places, (), tomllib.loads(text))
    except (ValueError, OverflowError, RecursionError) as error:
        raise _syntax_fault(error, places) from None


_AT = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)\s*\Z")
_PLAINER = {
    "Cannot overwrite a value": "this key stands twice",
    "Cannot declare": "this table stands twice",
    "Cannot mutate": "this list or table stands in two places",
    "Invalid value": "a value must be a string in quotation marks, a number, a date or a list",
    "Unclosed array": "a list lacks its `]`",
    "Unterminated string": "a string lacks its quotation mark",
    "Invalid statement": "expected `key = value` or a [table]",
    "Expected '=' after a key": "expected `=` after a key",
    "Expected newline or end of document": "something is left over after a value",
    "Exceeds the limit": "a number is too long",
    "'utf-8' codec": "half of a character pair stands alone",
}


def _syntax_fault(error: Exception, places: Places) -> CaseError:
    message = " ".join(str(error).split()) or "lists within lists too deep"
    line = column = None
    if found := _AT.search(message):
        message = message[: found.start()]
        line, column = places.position(len(places.text))
        if found[1]:
            line, column = int(found[1]), int(found[2])
    plainer = (text for start, text in _PLAINER.items() if message.startswith(start))
    message = f"not TOML: {next(plainer, message[:200])}"
    return CaseError(message, file=places.name, line=line, column=column)
