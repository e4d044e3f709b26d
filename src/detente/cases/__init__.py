"""The catalogue: published conflicts, shipped as case files with their sources and results."""

from __future__ import annotations

import os
import tomllib
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, NamedTuple

from detente.errors import AnalysisError, SourceError
from detente.files.case import loads
from detente.files.opening import read_text
from detente.files.tree import LARGEST, suggestion
from detente.files.updating import save
from detente.files.writing import write_text
from detente.model.conflict import Conflict

__all__ = [
    "Entry",
    "case_text",
    "catalogue",
    "copy_case",
    "entries",
    "expected",
    "names",
    "shipped_text",
]

RESULTS = ".expected.toml"


class Entry(NamedTuple):
    """A conflict of the catalogue, by name and title."""

    name: str
    title: str


def catalogue(name: str) -> Conflict:
    """The conflict of this name.

    Raises
    ------
    AnalysisError
        With the nearest name where there is none such.

    Examples
    --------
    >>> catalogue("prisoners-dilemma").title
    "Prisoner's Dilemma"
    """
    return loads(case_text(name), name=f"{name}.toml", fetch=shipped_text)


def names() -> tuple[str, ...]:
    """The names of the conflicts, in alphabetical order.

    Examples
    --------
    >>> [name for name in names() if name.startswith("e")]
    ['elmira-classic-9', 'european-security-2022']
    """
    found = (file.name for file in _folder().iterdir())
    cases = (name for name in found if name.endswith(".toml") and not name.endswith(RESULTS))
    return tuple(sorted(name.removesuffix(".toml") for name in cases))


def entries() -> tuple[Entry, ...]:
    """The conflicts, each with its title."""
    return tuple(Entry(name, str(tomllib.loads(case_text(name))["title"])) for name in names())


def case_text(name: str) -> str:
    """The text of a case file of the catalogue, with its comments."""
    known = names()
    if name not in known:
        raise AnalysisError(f"the catalogue has no `{name[:60]}`{suggestion(name, known)}")
    return (_folder() / f"{name}.toml").read_text("utf-8")


def expected(name: str) -> dict[str, Any]:
    """What the literature or the definitions give for a conflict of the catalogue."""
    case_text(name)
    return tomllib.loads((_folder() / f"{name}{RESULTS}").read_text("utf-8"))


def shipped_text(source: str) -> str | None:
    """A source text that is shipped with the catalogue, or None."""
    if source not in (file.name for file in _folder().iterdir()):
        return None
    return (_folder() / source).read_bytes().decode()


def copy_case(name: str, target: Path) -> tuple[Path, ...]:
    """Write a conflict to a case file, and beside it the texts that its evidence points into.

    A case that stands there keeps its comments, and a text that reads the same stays as it is.

    Raises
    ------
    CaseError
        Where a file stands there that is no case: it may be somebody's work.
    SourceError
        Where another text stands in the place of one to be written; nothing is written then.
    """
    conflict = catalogue(name)
    texts = {target.parent / source: shipped_text(source) for source in conflict.sources}
    shipped = {path: text for path, text in texts.items() if text is not None}
    new = [path for path, text in shipped.items() if not _stands(path, text)]
    if any(os.path.realpath(path) == os.path.realpath(target) for path in shipped):
        raise SourceError("is the name of a text that the case quotes", file=str(target))
    worked_on = target.is_file() and read_text(target, LARGEST).strip()
    if worked_on:
        save(conflict, target)
    for path in new:
        write_text(path, shipped[path])
    if not worked_on:
        write_text(target, case_text(name))
    return (target, *new)


def _stands(path: Path, text: str) -> bool:
    """Whether a text stands in its place already; another one there is refused."""
    if not path.exists():
        return False
    if path.is_file() and path.read_bytes() == text.encode():
        return True
    raise SourceError(
        f"another text stands here than the case quotes: copy it to another folder than "
        f"{path.parent}",
        file=str(path),
    )


def _folder() -> Traversable:
    return files("detente") / "cases"
