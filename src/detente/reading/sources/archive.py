"""JSON Lines: archives of reports, and registers that ``detente read -o`` wrote, line by line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO

import msgspec

from detente.errors import SourceError
from detente.model.register import Register
from detente.reading.sources.feed import day_of
from detente.reading.sources.kept import Kept
from detente.reading.sources.opening import LARGEST, LARGEST_FILE, Opened, whole

__all__ = ["Entry", "entries"]

LONGEST_LINE = 6 * LARGEST + 2**20  # an escape of six bytes may stand for a character


@dataclass(frozen=True, slots=True)
class Entry:
    """What a line holds: a report with its name, or a register, or what is wrong with it."""

    line: int
    found: Kept | Register | SourceError
    id: str | None = None


def entries(opened: Opened) -> Iterator[Entry]:
    """The entries of an archive as they come; one is held in memory at a time.

    A line is ``{"id": ..., "date": ..., "title": ..., "text": ...}``, of which only the text is
    needed, or a register. A ``.json`` file holds one of these or a list of them. A line that is
    neither is an entry that says so.
    """
    if opened.suffix == ".json" or opened.head().lstrip()[:1] == b"[":
        yield from _of_whole(opened)
        return
    for number, line in _lines(opened.file):
        if isinstance(line, SourceError):
            yield _entry(number, line, opened.name)
        elif line.strip():
            yield _entry(number, _value(line), opened.name)


def _of_whole(opened: Opened) -> Iterator[Entry]:
    value = _value(whole(opened, LARGEST_FILE))
    values = value if isinstance(value, list) else [value]
    for number, one in enumerate(values, 1):
        yield _entry(number, one, opened.name)


def _lines(file: BinaryIO) -> Iterator[tuple[int, bytes | SourceError]]:
    number = 0
    while line := file.readline(LONGEST_LINE):
        number += 1
        if len(line) < LONGEST_LINE:
            yield number, line
            continue
        while line and not line.endswith(b"\n"):
            line = file.readline(2**20)
        yield number, SourceError(f"a text of more than {LARGEST // 2**20} MB: split it")


def _value(line: bytes) -> object:
    try:
        return msgspec.json.decode(line.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, RecursionError, UnicodeError):
        return SourceError("not JSON: an archive or register has one JSON object a line")


def _entry(line: int, value: object, name: str) -> Entry:
    try:
        return _checked(line, value)
    except SourceError as error:
        return Entry(line, SourceError(error.message, file=name, line=line))


def _checked(line: int, value: object) -> Entry:
    if isinstance(value, SourceError):
        raise value
    if not isinstance(value, Mapping):
        raise SourceError('no report and no register: write {"id": ..., "text": ...}')
    if "statements" in value and "sha256" in value:
        return Entry(line, Register.from_dict(value))
    return Entry(line, _report(value), _id(value))


def _report(value: Mapping[str, Any]) -> Kept:
    text = value.get("text")
    if not isinstance(text, str) or not text.strip():
        raise SourceError('holds no text: write {"id": ..., "date": ..., "text": ...}')
    if len(text) > LARGEST:
        raise SourceError(f"a text of more than {LARGEST // 2**20} MB: split it")
    title = value.get("title")
    given = value.get("date") or value.get("published")
    day = day_of(given) if isinstance(given, str) else None
    if given and day is None:
        raise SourceError(f"the date {str(given)[:40]!r} is no day: write it as in 2022-01-15")
    return Kept(text, title if isinstance(title, str) and title.strip() else None, day)


def _id(value: Mapping[str, Any]) -> str | None:
    given = value.get("id")
    return str(given) if isinstance(given, str | int) and str(given).strip() else None
