"""Conflicts in whatever format the suffix of a file tells."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from detente.errors import CaseError
from detente.files import case, gmcr, updating
from detente.files.games import nfg
from detente.files.graphs import dot, graphml
from detente.files.refusing import refuse_types
from detente.files.state_tables import table
from detente.files.writing import write_text
from detente.model.conflict import Conflict
from detente.model.findings import Analysis

__all__ = ["CASES", "EXPORTS", "load_conflict", "save_conflict"]

CASES = (".toml", ".gmcr")
_WRITERS: dict[str, Callable[[Conflict], str]] = {
    ".gmcr": gmcr.dumps,
    ".nfg": nfg,
    ".graphml": graphml,
    ".dot": dot,
}
EXPORTS = (*_WRITERS, ".csv")


def load_conflict(path: str | Path) -> Conflict:
    """The conflict in a ``.toml`` or ``.gmcr`` file."""
    suffix = Path(path).suffix.lower()
    if suffix not in CASES:
        raise CaseError(f"`{suffix}` is no format of cases: use .toml or .gmcr", file=str(path))
    return gmcr.load(path) if suffix == ".gmcr" else case.load(path)


def save_conflict(
    conflict: Conflict, path: str | Path, solve: Callable[[Conflict], Analysis] | None = None
) -> None:
    """Write a conflict in the format that the suffix of the file tells.

    ``.toml`` and ``.gmcr`` can be read again; ``.nfg``, ``.graphml``, ``.dot`` and ``.csv`` are
    for other programs. A table (``.csv``) tells what is stable, so it needs to be told how to
    ``solve``.

    Raises
    ------
    CaseError
        With the element that the format cannot hold.
    """
    if Path(path).suffix.lower() == ".toml":
        updating.save(conflict, path)
        return
    try:
        text = _exported(conflict, Path(path).suffix.lower(), solve)
    except CaseError as error:
        raise CaseError(error.message, file=str(path), about=error.about) from None
    write_text(path, text)


def _exported(conflict: Conflict, suffix: str, solve: Callable[[Conflict], Analysis] | None) -> str:
    if suffix == ".csv" and solve is not None:
        refuse_types(conflict)
        return table(solve(conflict))
    if suffix not in _WRITERS:
        known = ", ".join((".toml", *EXPORTS))
        raise CaseError(f"`{suffix}` is no format of conflicts: use {known}")
    return _WRITERS[suffix](conflict)
