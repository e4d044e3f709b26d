"""``detente paths``: where it goes from the status quo, step by step."""

from __future__ import annotations

from typing import Annotated, Literal

from cyclopts import Parameter

from detente.cli._inputs import load_case, parse_types
from detente.cli._printing import print_json, print_text
from detente.explaining import paths_text
from detente.model.state import parse_state
from detente.solving import paths as ways

__all__ = ["paths"]


def paths(
    case: str,
    *,
    to: Annotated[str | None, Parameter(allow_leading_hyphen=True)] = None,
    start: Annotated[str | None, Parameter(name="--from", allow_leading_hyphen=True)] = None,
    moves: Literal["improving", "any"] = "improving",
    type_: Annotated[
        tuple[str, ...], Parameter(name="--type", consume_multiple=True, negative="")
    ] = (),
    as_json: Annotated[bool, Parameter(name="--json", negative="")] = False,
) -> int:
    """Show the shortest paths from the status quo, and who moves.

    Example: ``detente paths european-security-2022 --to settle,deescalate,talks --moves any``

    Parameters
    ----------
    case
        A case file (.toml or .gmcr), or the name of a published conflict.
    to
        The state to arrive at; without it, the states in which improvements end.
    start
        The state to start from, instead of the status quo.
    moves
        Whether every step must be an improvement for its mover, or any legal move will do.
    type_
        The types to read parties as, as PARTY=TYPE; else the defaults.
    as_json
        Print the paths as JSON and nothing else.
    """
    conflict = load_case(case).under(**parse_types(type_))
    source = None if start is None else parse_state(conflict, start)
    target = None if to is None else parse_state(conflict, to)
    found = ways(conflict, source, target, moves)
    if as_json:
        print_json([path.to_dict() for path in found])
    else:
        print_text(paths_text(conflict, found, target, moves))
    return 0
