"""``detente coalitions``: who must move together, and which equilibria a group would leave."""

from __future__ import annotations

from functools import partial
from typing import Annotated

from cyclopts import Parameter

from detente.cli._cases import load_case, parse_types
from detente.cli._limits import LimitOrNone, Seconds, at_most, ended, in_time
from detente.cli._printing import print_json, print_text
from detente.explaining.answers.coalitions import coalitions_report, coalitions_text
from detente.model.state import parse_state
from detente.solving.coalitions import coalitions as found_by

__all__ = ["coalitions"]

LISTED = 10  # where nobody says how much


def coalitions(
    case: str,
    *,
    start: Annotated[str | None, Parameter(name="--from", allow_leading_hyphen=True)] = None,
    type_: Annotated[
        tuple[str, ...], Parameter(name="--type", consume_multiple=True, negative="")
    ] = (),
    budget: Seconds = None,
    limit: LimitOrNone = None,
    as_json: Annotated[bool, Parameter(name="--json", negative="")] = False,
) -> int:
    """Show what groups of parties can do together, for every combination of types.

    Joint improvements from the status quo, what is better for all and why nobody goes there
    alone, the states that hold against every group, and the equilibria that a group would leave.

    Example: ``detente coalitions european-security-2022 --type russia=as_stated``

    Parameters
    ----------
    case
        A case file (.toml or .gmcr), or the name of a published conflict.
    start
        The state to start from, instead of the status quo.
    type_
        A type to hold, as PARTY=TYPE; every combination of the others is run.
    budget
        Stop after so many seconds; what is done for some choices of types by then is shown.
    limit
        At most this many states of a set are listed; 10 where not told, in JSON 200.
    as_json
        Print the result as JSON and nothing else.
    """
    conflict = load_case(case)
    state = None if start is None else parse_state(conflict, start)
    chosen = conflict.combinations(**parse_types(type_))
    found, message = in_time(budget, (partial(found_by, one, state) for one in chosen))
    most = at_most(limit, LISTED, as_json=as_json)
    if as_json:
        print_json(coalitions_report(case, conflict, found, most))
    else:
        print_text(coalitions_text(conflict, found, most))
    return ended(message)
