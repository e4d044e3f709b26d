"""The catalogue: published conflicts, shipped as case files with their sources and results."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, overload

from detente.errors import AnalysisError
from detente.files.case import loads
from detente.files.tree import suggestion
from detente.model.conflict import Conflict

__all__ = ["case_text", "catalogue", "expected", "shipped_text"]


@overload
def catalogue() -> tuple[tuple[str, str], ...]: ...


@overload
def catalogue(name: str) -> Conflict: ...


def catalogue(name: str | None = None) -> Conflict | tuple[tuple[str, str], ...]:
    """A conflict of the catalogue by name; without one, the names and titles of all.

    Examples
    --------
    >>> catalogue("prisoners-dilemma").title
    "Prisoner's Dilemma"
    >>> [name for name, title in catalogue() if name.startswith("e")]
    ['elmira-classic-9', 'european-security-2022']
    """
    if name is None:
        return tuple((known, _title(known)) for known in _names())
    return loads(case_text(name), name=f"{name}.toml", fetch=shipped_text)


def case_text(name: str) -> str:
    """The text of a case file of the catalogue, with its comments.

    Raises
    ------
    AnalysisError
        With the nearest name where there is none such.
    """
    names = _names()
    if name not in names:
        raise AnalysisError(f"the catalogue has no `{name[:60]}`{suggestion(name, names)}")
    return (_folder() / f"{name}.toml").read_text("utf-8")


def expected(name: str) -> dict[str, Any]:
    """What the literature or the definitions give for a case of the catalogue."""
    case_text(name)
    return tomllib.loads((_folder() / f"{name}.expected.toml").read_text("utf-8"))


def shipped_text(source: str) -> str | None:
    """A source text that is shipped with the catalogue, or None."""
    file = _folder() / source
    if source not in (entry.name for entry in _folder().iterdir()):
        return None
    return file.read_bytes().decode()


def _folder() -> Traversable:
    return files("detente") / "cases"


def _names() -> tuple[str, ...]:
    endings = (".expected.toml", ".toml")
    found = (entry.name for entry in _folder().iterdir())
    return tuple(
        sorted(
            name.removesuffix(".toml")
            for name in found
            if name.endswith(endings[1]) and not name.endswith(endings[0])
        )
    )


def _title(name: str) -> str:
    return str(tomllib.loads(case_text(name))["title"])
