"""Writing case files: anew, or over an old one with its comments kept."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from detente.errors import CaseError
from detente.files.case import loads
from detente.files.dumping import render
from detente.files.editing import edited
from detente.files.opening import read_text
from detente.files.plain import plain
from detente.files.tree import LARGEST, parse_toml
from detente.files.writing import write_text
from detente.model.conflict import Conflict
from detente.model.elements import settled

__all__ = ["dumps", "save"]


def dumps(conflict: Conflict, old: str | None = None) -> str:
    r"""The text of the case file that holds a conflict.

    ``old`` is the text of an earlier version: what has not changed stays as it is to the byte,
    and the comments on the line of a value that has, or above its table, stay with it.

    Raises
    ------
    CaseError
        Where the old text is no case, or the conflict holds what no case file can.

    Examples
    --------
    >>> text = 'format = 1\ntitle = "Old" # the working title\n'
    >>> text += 'parties.east.options.build = "Build"\nparties.east.prefers = ["build"]\n'
    >>> from dataclasses import replace
    >>> print(dumps(replace(loads(text), title="New"), text).splitlines()[1])
    title = "New" # the working title
    """
    conflict = settled(conflict)
    if old is None:
        return render(plain(conflict))
    before = loads(old)
    if before == conflict:
        return old
    changed = _changed(old, before, conflict)
    # What cannot be edited in place, as a new order of parties, is written anew.
    return changed if _holds(changed, conflict) else render(plain(conflict))


def save(conflict: Conflict, path: str | Path) -> None:
    """Write a case file; over an old one its comments are kept.

    The file is written to a temporary name and moved, so nothing half-written remains.

    Raises
    ------
    CaseError
        Where a file stands there that is no case: it may be somebody's work.
    """
    target = Path(path)
    text = None
    if target.is_file():
        old = read_text(target, LARGEST)
        try:
            text = dumps(conflict, old) if old.strip() else None
        except CaseError as error:
            raise CaseError(
                f"{error.message}; mend it or move it away, to write here",
                file=str(path),
                line=error.line,
                column=error.column,
            ) from None
    write_text(target, dumps(conflict) if text is None else text)


def _holds(text: str, conflict: Conflict) -> bool:
    try:
        return loads(text) == conflict
    except CaseError:
        return False


def _changed(old: str, before: Conflict, after: Conflict) -> str:
    """The old text with the differences between two conflicts written into it."""
    ends_crlf = old.count("\r\n") == old.count("\n")
    text = old.removeprefix("\ufeff")
    text = text.replace("\r\n", "\n") if ends_crlf else text
    root = parse_toml(text)
    was, now = (_as_written(plain(conflict), root.value) for conflict in (before, after))
    _keep_order(was.get("rules", {}), now.get("rules", {}), root.value.get("rules", {}))
    changed = edited(root, was, now)
    return changed.replace("\n", "\r\n") if ends_crlf else changed


def _as_written(values: dict[str, Any], raw: dict[str, Any]) -> dict[str, Any]:
    """The values with each type in the form the text has it: a list, or a table that holds one."""
    for id, party in values["parties"].items():  # noqa: A001
        types = raw["parties"].get(id, {}).get("types", {})
        for name, listed in party.get("types", {}).items():
            if isinstance(listed, list) and isinstance(types.get(name), dict):
                party["types"][name] = {"prefers": listed}
    return values


def _keep_order(was: dict[str, Any], now: dict[str, Any], raw: dict[str, Any]) -> None:
    """Let irreversible options stand in the order in which they were written; none is meant."""
    one_way = now.get("irreversible", [])
    if one_way and "irreversible" in raw and was["irreversible"] != one_way:
        was["irreversible"] = raw["irreversible"]
        kept = (entry for entry in raw["irreversible"] if entry in one_way)
        now["irreversible"] = list(dict.fromkeys((*kept, *one_way)))
