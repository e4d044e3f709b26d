"""What the JSON of each command looks like, as JSON Schemas."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

from detente.errors import AnalysisError
from detente.files.tree import suggestion

__all__ = ["schema", "schemas"]

_ENDING = ".json"
OF_COMMANDS = {
    "change": "changes",
    "read": "register",
    "robust": "robustness",
    "solve": "analysis",
    "why": "reason",
}
"""The schemas of the commands whose output has a name of its own."""


def schemas() -> tuple[str, ...]:
    """The names of the schemas, in alphabetical order.

    Examples
    --------
    >>> "analysis" in schemas()
    True
    """
    found = (file.name for file in files(__name__).iterdir())
    return tuple(sorted(name.removesuffix(_ENDING) for name in found if name.endswith(_ENDING)))


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema of this name, or of what the command of this name prints.

    Raises
    ------
    AnalysisError
        With the nearest name where there is none such.

    Examples
    --------
    >>> schema("paths")["type"]
    'array'
    >>> schema("solve") == schema("analysis")
    True
    """
    name = OF_COMMANDS.get(name, name)
    if name not in schemas():
        near = suggestion(name, schemas())
        raise AnalysisError(f"there is no schema `{name[:60]}`{near or ': see `detente schema`'}")
    text = (files(__name__) / f"{name}{_ENDING}").read_text("utf-8")
    found: dict[str, Any] = json.loads(text)
    return found
