"""Writing case files: anew, or over an old one with its comments kept."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

from detente.files.case import loads
from detente.files.dumping import render
from detente.files.opening import read_text
from detente.files.plain import plain
from detente.files.tree import LARGEST
from detente.files.writing import write_text
from detente.model.conflict import Conflict

__all__ = ["dumps", "save"]


def dumps(conflict: Conflict, old: str | None = None) -> str:
    r"""The text of the case file that holds a conflict.

    ``old`` is the text of an earlier version: what has not changed stays as it is, and the
    comments on the line of a value that has, or above its table, stay with it.

    Examples
    --------
    >>> text = 'format = 1\ntitle = "Old" # the working title\n'
    >>> text += 'parties.east.options.build = "Build"\nparties.east.prefers = ["build"]\n'
    >>> from dataclasses import replace
    >>> print(dumps(replace(loads(text), title="New"), text).splitlines()[1])
    title = "New" # the working title
    """
    values = plain(conflict)
    if old is not None:
        try:
            document = tomlkit.parse(old)
            _update(document, values, plain(loads(old)))
            changed = tomlkit.dumps(document)
            if loads(changed) == conflict:
                return changed
        except (TOMLKitError, ValueError, KeyError):
            pass  # an arrangement that cannot be edited in place is written anew
    return render(values)


def _update(
    table: MutableMapping[str, Any], new: Mapping[str, Any], old: Mapping[str, Any]
) -> None:
    """Change the values of a table that differ, and no others."""
    for key in [key for key in old if key not in new and key in table]:
        del table[key]
    for key, value in new.items():
        if old.get(key) == value:
            continue
        inside = table.get(key)
        before = old.get(key)
        if isinstance(value, Mapping) and isinstance(before, Mapping) and inside is not None:
            _update(inside, value, before)
        else:
            table[key] = value


def save(conflict: Conflict, path: str | Path) -> None:
    """Write a case file; over an old one its comments are kept.

    The file is written to a temporary name and moved, so nothing half-written remains.
    """
    target = Path(path)
    old = read_text(target, LARGEST) if target.is_file() else None
    write_text(target, dumps(conflict, old))
