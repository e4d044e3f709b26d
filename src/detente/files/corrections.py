"""Corrections on disk: a TOML file of an analyst's own, which the program only ever adds to."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import tomlkit

from detente.errors import SourceError
from detente.files.locking import alone_in
from detente.files.opening import read_tables, read_text
from detente.files.writing import write_text
from detente.model.register import ACTS
from detente.model.review import Correction, Corrections

__all__ = ["add_corrections", "check_correction", "load_corrections"]

LARGEST = 20_000_000  # bytes
_KEYS = ("verdict", "quote", "position", "source", "set", "seen", "by", "note")
_HEAD = """\
# What an analyst decided about the records of a reader. Each correction holds to the words of
# its quote near its position, so it survives a new reading. Verdicts: accept, reject, change, add.
format = 1
"""


def load_corrections(path: str | Path) -> Corrections:
    """The corrections in a file.

    Raises
    ------
    SourceError
        Where the file is missing, no TOML, or a correction is not well formed.
    """
    name = str(path)
    values = read_tables(path, LARGEST)
    listed = values.get("correction", [])
    if not isinstance(listed, list):
        raise SourceError("write each correction under [[correction]]", file=name)
    corrections = []
    for number, value in enumerate(listed, 1):
        try:
            corrections.append(_correction(value, values.get("by")))
        except SourceError as error:
            raise SourceError(f"correction {number}: {error.message}", file=name) from None
    return Corrections(tuple(corrections), Path(path).name)


def add_corrections(path: str | Path, corrections: Iterable[Correction]) -> None:
    """Add corrections at the end of a file, which is begun if there is none; the rest stays."""
    file = Path(path)
    with alone_in(Path(os.path.realpath(file)).parent):
        before = _HEAD
        if file.exists():
            load_corrections(file)
            before = read_text(file, LARGEST)
        if before and not before.endswith("\n"):
            before += "\n"
        write_text(file, before + "".join(map(_written, corrections)))


def _written(correction: Correction) -> str:
    table = tomlkit.table()
    for key in _KEYS:
        value = getattr(correction, key)
        if isinstance(value, Mapping):
            if value:
                inline = tomlkit.inline_table()
                inline.update(value)
                table.add(key, inline)
        elif value is not None:
            table.add(key, value)
    listed = tomlkit.aot()
    listed.append(table)
    document = tomlkit.document()
    document.add("correction", listed)
    return "\n" + tomlkit.dumps(document).strip("\n") + "\n"


def _correction(value: object, by: object) -> Correction:
    if not isinstance(value, Mapping):
        raise SourceError("write it under [[correction]]")
    for key in value:
        if key not in _KEYS:
            raise SourceError(f"`{key}` is not known: use {', '.join(_KEYS)}")
    given = {"by": by, **value}
    for key, kind in (("verdict", str), ("quote", str), ("set", dict), ("seen", dict)):
        if not isinstance(given.get(key, kind()), kind):
            raise SourceError(f"`{key}` has a value of the wrong kind")
    position = given.get("position")
    if position is not None and (not isinstance(position, int) or position < 0):
        raise SourceError("`position` is a number, counted from 0")
    for key in ("set", "seen"):
        _check_fields(given.get(key, {}))
    return Correction(
        given.get("verdict", ""),
        given.get("quote", ""),
        position,
        _text(given, "source"),
        given.get("set", {}),
        given.get("seen", {}),
        _text(given, "by"),
        _text(given, "note"),
    )


def _text(given: Mapping[str, Any], key: str) -> str | None:
    value = given.get(key)
    if value is not None and not isinstance(value, str):
        raise SourceError(f"`{key}` is a text")
    return value


_SETTABLE: dict[str, type | tuple[type, ...]] = {
    **dict.fromkeys(
        ("act", "polarity", "actuality", "party", "speaker", "about", "plover", "cameo"), str
    ),
    **dict.fromkeys(("medium", "venue", "evidence", "content", "condition", "consequence"), str),
    **dict.fromkeys(("joint_with", "addressee", "on_behalf_of"), (str, list)),
    **dict.fromkeys(("clauses", "hedges"), list),
    **dict.fromkeys(("date", "date_end"), (str, date)),
}


def check_correction(correction: Correction) -> None:
    """Raise `SourceError` for a correction that a file could not hold."""
    for fields in (correction.set, correction.seen):
        _check_fields(fields)


def _check_fields(fields: Mapping[str, Any]) -> None:
    for name, value in fields.items():
        if name not in _SETTABLE:
            raise SourceError(f"`{name}` cannot be set: use {', '.join(_SETTABLE)}")
        if not isinstance(value, _SETTABLE[name]):
            raise SourceError(f"`{name}` has a value of the wrong kind")
    if "act" in fields and fields["act"] not in ACTS:
        raise SourceError(f"act {fields['act']!r}: use {', '.join(ACTS)}")
    if fields.get("polarity", "affirmed") not in ("affirmed", "negated"):
        raise SourceError("polarity is affirmed or negated")
    if fields.get("actuality", "done") not in ("done", "planned", "possible"):
        raise SourceError("actuality is done, planned or possible")
