"""``detente check``: is a case well formed, and does it look as if it were meant?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from detente.cli._cases import load_case
from detente.cli._printing import print_json, print_text, tell
from detente.files import check as warnings_of

__all__ = ["check"]


def check(
    case: str,
    *,
    as_json: Annotated[bool, Parameter(name="--json", negative="")] = False,
) -> int:
    """Validate a case file and warn of suspicious modelling.

    Example: ``detente check case.toml``

    Parameters
    ----------
    case
        A case file (.toml or .gmcr), or the name of a published conflict.
    as_json
        Print the warnings as JSON and nothing else.
    """
    conflict = load_case(case)
    warnings = warnings_of(Path(case) if Path(case).exists() else conflict)
    if as_json:
        print_json({"case": case, "conflict_hash": conflict.hash, "warnings": list(warnings)})
        return 0
    for warning in warnings:
        tell(f"warning: {warning}")
    count = f"{len(warnings)} warning{'s' if len(warnings) != 1 else ''}"
    print_text(f"{case}: well formed, {count}")
    return 0
