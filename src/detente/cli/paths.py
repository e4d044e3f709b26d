"""``detente paths``: where it goes from the status quo, step by step."""

from __future__ import annotations

from typing import Annotated, Literal

from cyclopts import Parameter

from detente.cli._cases import load_case, parse_types
from detente.cli._limits import STOPPED, Megabytes, Seconds
from detente.cli._printing import print_json, print_text, tell
from detente.errors import BudgetError
from detente.explaining import paths_text
from detente.explaining.words import counted
from detente.model.state import parse_state
from detente.solving import Budget
from detente.solving import paths as ways
from detente.solving.budget import A_MINUTE, DEFAULT_MEMORY

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
    budget: Seconds = None,
    memory: Megabytes = DEFAULT_MEMORY,
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
    budget
        Stop after so many seconds, and show the paths found by then; a minute where none is named.
    memory
        Use at most about so many megabytes for states.
    as_json
        Print the paths as JSON and nothing else.
    """
    conflict = load_case(case).under(**parse_types(type_))
    source = None if start is None else parse_state(conflict, start)
    target = None if to is None else parse_state(conflict, to)
    limits = Budget(A_MINUTE if budget is None else budget, memory)
    message = ""
    try:
        found = ways(conflict, source, target, moves, budget=limits)
    except BudgetError as stopped:
        found = stopped.found
        message = f"{stopped.message}; {counted(len(found), 'path')} found by then"
    if as_json:
        print_json([path.to_dict() for path in found])
    elif found or not message:
        print_text(paths_text(conflict, found, target, moves))
    if message:
        tell(message)
    return STOPPED if message else 0
