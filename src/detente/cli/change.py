"""``detente change``: the smallest changes of preferences that bring something about."""

from __future__ import annotations

from functools import partial
from typing import Annotated

from cyclopts import Parameter

from detente.cli._cases import load_case, parse_types, words
from detente.cli._limits import AtLeastOne, LimitOrNone, Seconds, at_most, ended, in_time
from detente.cli._printing import print_json, print_text, showing_progress
from detente.errors import AnalysisError
from detente.explaining.answers.change import changes_report, changes_text
from detente.model.state import parse_state
from detente.solving.inverse import KINDS, MOST_MODELS, Goal, Kind, Scope, changes

__all__ = ["change"]

LISTED = 3  # where nobody says how much


def change(
    case: str,
    *,
    make: Annotated[str | None, Parameter(allow_leading_hyphen=True)] = None,
    stable: str | None = None,
    unstable: str | None = None,
    reached: Annotated[bool, Parameter(negative="")] = False,
    unreached: Annotated[bool, Parameter(negative="")] = False,
    by: Annotated[tuple[str, ...], Parameter(consume_multiple=True, negative="")] = (),
    party: Annotated[tuple[str, ...], Parameter(consume_multiple=True, negative="")] = (),
    bound: AtLeastOne = 2,
    most: AtLeastOne = MOST_MODELS,
    type_: Annotated[
        tuple[str, ...], Parameter(name="--type", consume_multiple=True, negative="")
    ] = (),
    budget: Seconds = None,
    limit: LimitOrNone = None,
    as_json: Annotated[bool, Parameter(name="--json", negative="")] = False,
) -> int:
    """Find the smallest changes of preference lists that make a state stable, reached, or not.

    Every answer is solved again before it is shown, and comes with its reason.

    Example: ``detente change european-security-2022 --make talks --stable seq``

    Parameters
    ----------
    case
        A case file (.toml or .gmcr), or the name of a published conflict.
    make
        The state: a Y/N string, or the options taken; by default the status quo.
    stable
        Make it stable for every party under this concept (seq where no goal is named).
    unstable
        Make it unstable for some party under this concept.
    reached
        Make improvements from the status quo end in it.
    unreached
        Make improvements from the status quo not end in it.
    by
        The edits allowed: swap (neighbours), move (over several places), drop (leave out).
    party
        Whose lists may change; everybody's where none is named.
    bound
        The most edits made together.
    most
        The most changed conflicts looked at under one choice of types.
    type_
        A type to hold, as PARTY=TYPE; every combination of the others is run.
    budget
        Stop after so many seconds; what is done for some choices of types by then is shown.
    limit
        At most this many changes of each party are listed; 3 where not told, in JSON 200.
    as_json
        Print the result as JSON and nothing else.
    """
    conflict = load_case(case)
    goal, concept = _goal(stable, unstable, reached=reached, unreached=unreached)
    state = parse_state(conflict, _status_quo(conflict.status_quo) if make is None else make)
    scope = Scope(_kinds(by), bound, words(party) or None, most)
    chosen = conflict.combinations(**parse_types(type_))
    with showing_progress() as show:
        work = (partial(changes, one, state, goal, concept, scope, show) for one in chosen)
        found, message = in_time(budget, work)
    shown = at_most(limit, LISTED, as_json=as_json)
    if as_json:
        print_json(changes_report(case, conflict, found, shown))
    else:
        print_text(changes_text(conflict, found, shown))
    return ended(message)


def _goal(
    stable: str | None, unstable: str | None, *, reached: bool, unreached: bool
) -> tuple[Goal, str]:
    if (stable is not None) + (unstable is not None) + reached + unreached > 1:
        raise AnalysisError("name one goal: --stable, --unstable, --reached or --unreached")
    if unstable is not None:
        return "unstable", unstable
    if reached or unreached:
        return ("reached" if reached else "unreached"), "seq"
    return "stable", stable or "seq"


def _kinds(by: tuple[str, ...]) -> tuple[Kind, ...]:
    asked = words(by)
    for one in asked:
        if one not in KINDS:
            raise AnalysisError(f"there is no edit `{one}`; choose {', '.join(KINDS)}")
    return tuple(kind for kind in KINDS if not asked or kind in asked)


def _status_quo(taken: tuple[str, ...] | None) -> str:
    if taken is None:
        raise AnalysisError("the status quo is unknown: name a state with --make")
    return ",".join(taken) or "none"
