"""Conflicts in whatever format the suffix of a file tells."""

from __future__ import annotations

from pathlib import Path

from detente.errors import CaseError
from detente.files import case, gmcr, updating
from detente.model.conflict import Conflict

__all__ = ["CASES", "load_conflict", "save_conflict"]

CASES = (".toml", ".gmcr")


def load_conflict(path: str | Path) -> Conflict:
    """The conflict in a ``.toml`` or ``.gmcr`` file."""
    return gmcr.load(path) if _suffix(path) == ".gmcr" else case.load(path)


def save_conflict(conflict: Conflict, path: str | Path) -> None:
    """Write a conflict as a ``.toml`` or ``.gmcr`` file."""
    if _suffix(path) == ".gmcr":
        gmcr.save(conflict, path)
    else:
        updating.save(conflict, path)


def _suffix(path: str | Path) -> str:
    suffix = Path(path).suffix.lower()
    if suffix not in CASES:
        raise CaseError(f"`{suffix}` is no format of conflicts: use .toml or .gmcr", file=str(path))
    return suffix
