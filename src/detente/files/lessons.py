"""Lessons on disk: a TOML file with a row for each, to be read, checked and struck out by hand."""

from __future__ import annotations

from pathlib import Path

import msgspec
import tomlkit

from detente.errors import SourceError
from detente.files.opening import read_tables
from detente.files.writing import write_text
from detente.model.lessons import Lesson, Lessons
from detente.model.register import ACTS

__all__ = ["load_lessons", "save_lessons"]

LARGEST = 20_000_000  # bytes
_HEAD = """\
# What corrections taught: strike out a lesson that you do not trust. `was` is what the reader
# made of the words, "" where it found nothing; an act that becomes "" leaves the record out.
format = 1
"""


def load_lessons(path: str | Path) -> Lessons:
    """The lessons in a file.

    Raises
    ------
    SourceError
        Where the file is missing, no TOML, or a lesson is not well formed.
    """
    name = str(path)
    values = read_tables(path, LARGEST)
    try:
        found = msgspec.convert(values.get("lesson", []), tuple[Lesson, ...])
    except (msgspec.ValidationError, SourceError) as error:
        raise SourceError(f"no lessons: {error}", file=name) from None
    for one in found:
        if one.kind == "act" and {one.was, one.becomes} - {*ACTS, ""}:
            raise SourceError(f"lesson on {one.words!r}: use {', '.join(ACTS)}", file=name)
    return Lessons(found)


def save_lessons(path: str | Path, lessons: Lessons) -> None:
    """Write lessons to a file, in place of what it held."""
    listed = tomlkit.aot()
    for one in lessons.lessons:
        table = tomlkit.table()
        table.update(
            {
                "kind": one.kind,
                "words": one.words,
                "was": one.was,
                "becomes": one.becomes,
                "times": one.times,
            }
        )
        listed.append(table)
    document = tomlkit.document()
    if lessons.lessons:
        document.add("lesson", listed)
    write_text(Path(path), _HEAD + "\n" + tomlkit.dumps(document))
