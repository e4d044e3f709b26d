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
from detente.model.conflict import Conflict, Preference, Ranking
from detente.model.findings import Analysis

__all__ = ["CASES", "EXPORTS", "left_behind", "load_conflict", "save_conflict"]

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


def left_behind(conflict: Conflict, path: str | Path) -> tuple[str, ...]:
    """What of a conflict the format of a file has no place for, in words; nothing in ``.toml``."""
    suffix = Path(path).suffix.lower()
    if suffix == ".toml":
        return ()
    types = sum(party.type is not None for party in conflict.parties)
    graded = sum(_graded(party.preference) for party in conflict.parties)
    parts = (
        (len(conflict.evidence), "citation"),
        (len(conflict.guessed), "mark of a guess", "marks of guesses"),
        (len(conflict.questions), "open question"),
        (len(conflict.sources), "source"),
        (len(conflict.views), "view of a party", "views of parties"),
        (types, "name of a type", "names of types"),
        (graded, "unknown or strong preference"),
    )
    found = [_number(*part) for part in parts if part[0]]
    found += ["the clauses of a package"] if conflict.packages else []
    if suffix == ".gmcr":
        found += ["the status quo"] if conflict.status_quo is not None else []
        found.append("ids and title")
    if suffix == ".nfg" and any(option.direction != "both" for option in conflict.options):
        found.append("which options cannot be undone")
    return tuple(found)


def _graded(preference: Preference | None) -> bool:
    """Whether something in a preference is unknown or strong."""
    if preference is None:
        return False
    strong = preference.gaps if isinstance(preference, Ranking) else preference.strong
    return bool(strong or preference.unknown)


def _number(count: int, noun: str, plural: str | None = None) -> str:
    return f"{count} {noun if count == 1 else plural or noun + 's'}"


def _exported(conflict: Conflict, suffix: str, solve: Callable[[Conflict], Analysis] | None) -> str:
    if suffix == ".csv" and solve is not None:
        refuse_types(conflict)
        return table(solve(conflict))
    if suffix not in _WRITERS:
        known = ", ".join((".toml", *EXPORTS))
        raise CaseError(f"`{suffix}` is no format of conflicts: use {known}")
    return _WRITERS[suffix](conflict)
