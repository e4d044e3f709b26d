"""Reads reports of an international dispute and works out where it can settle.

The verbs: `read` a report into a register, `draft` a conflict from it (or `load` one from a case
file, or take one from the `catalogue`), `solve` it, ask `why` and for `paths`, and write the
`brief`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.cases import catalogue
    from detente.drafting import draft
    from detente.errors import (
        AnalysisError,
        CaseError,
        DetenteError,
        EngineError,
        SourceError,
        StatementError,
    )
    from detente.explaining import Brief, brief
    from detente.files import check
    from detente.files import load_conflict as load
    from detente.files import save_conflict as save
    from detente.files.schemas import schema
    from detente.model.conflict import Conflict
    from detente.model.findings import Analysis, Draft, Path, Reason
    from detente.model.register import Record, Register
    from detente.model.state import State, parse_state
    from detente.model.text import Document
    from detente.reading import read
    from detente.solving import better_for_all, paths, recheck, solve, solve_all, why
    from detente.version import VERSION as __version__  # noqa: N811

__all__ = [
    "Analysis",
    "AnalysisError",
    "Brief",
    "CaseError",
    "Conflict",
    "DetenteError",
    "Document",
    "Draft",
    "EngineError",
    "Path",
    "Reason",
    "Record",
    "Register",
    "SourceError",
    "State",
    "StatementError",
    "__version__",
    "better_for_all",
    "brief",
    "catalogue",
    "check",
    "draft",
    "load",
    "parse_state",
    "paths",
    "read",
    "recheck",
    "save",
    "schema",
    "solve",
    "solve_all",
    "why",
]

# Where each name lives; it is imported when it is first asked for, so that no command waits for
# parts that it does not use.
_HOMES = {
    "detente.cases": ("catalogue",),
    "detente.errors": (
        "AnalysisError",
        "CaseError",
        "DetenteError",
        "EngineError",
        "SourceError",
        "StatementError",
    ),
    "detente.explaining": ("Brief", "brief"),
    "detente.files": ("check", "load", "save"),
    "detente.files.schemas": ("schema",),
    "detente.model.conflict": ("Conflict",),
    "detente.model.findings": ("Analysis", "Draft", "Path", "Reason"),
    "detente.model.register": ("Record", "Register"),
    "detente.model.state": ("State", "parse_state"),
    "detente.model.text": ("Document",),
    "detente.drafting": ("draft",),
    "detente.reading": ("read",),
    "detente.solving": ("better_for_all", "paths", "recheck", "solve", "solve_all", "why"),
    "detente.version": ("__version__",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}
_NAMED_THERE = {"load": "load_conflict", "save": "save_conflict", "__version__": "VERSION"}


def __getattr__(name: str) -> object:
    if name not in _HOME_OF:
        raise AttributeError(f"module 'detente' has no attribute {name!r}")
    value = getattr(import_module(_HOME_OF[name]), _NAMED_THERE.get(name, name))
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
