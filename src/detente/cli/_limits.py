"""How much of a long list is shown, and what is said where a budget ends first."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Annotated, TypeVar

from cyclopts import Parameter, validators

from detente.cli._printing import tell
from detente.errors import BudgetError
from detente.solving.budget import Budget

__all__ = [
    "STOPPED",
    "AtLeastOne",
    "Limit",
    "LimitOrNone",
    "Megabytes",
    "Seconds",
    "at_most",
    "ended",
    "in_time",
]

T = TypeVar("T")

STOPPED = 3  # the exit status where a budget ended first

IN_JSON = 200
_RANGE = Parameter(validator=validators.Number(gte=0, lte=10_000_000))


def _is_a_time(_type: object, value: float | None) -> None:
    if value is not None and not value >= 0:
        raise ValueError("Must be a number of seconds, 0 or more.")


Seconds = Annotated[float | None, Parameter(validator=_is_a_time)]
Megabytes = Annotated[int, Parameter(validator=validators.Number(gte=1))]
AtLeastOne = Annotated[int, Parameter(validator=validators.Number(gte=1))]
Limit = Annotated[int, _RANGE]
LimitOrNone = Annotated[int | None, _RANGE]


def in_time(seconds: float | None, work: Iterable[Callable[[], T]]) -> tuple[list[T], str]:
    """What pieces of work give, one after another while there is time, and what to say if it ends.

    A piece that is not done by then is left out: what is given is whole. Where none is done, the
    `BudgetError` is raised.
    """
    pieces = list(work)
    if seconds is None:
        return [one() for one in pieces], ""
    budget, found = Budget(seconds), []
    for one in pieces:
        try:
            found.append(budget.within(one))
        except BudgetError:
            if not found:
                raise
            return found, f"stopped by the budget: {len(found)} of {len(pieces)} parts are done"
    return found, ""


def ended(message: str) -> int:
    """The exit status, after saying what a budget has left out, if it has."""
    if message:
        tell(message)
    return STOPPED if message else 0


def at_most(limit: int | None, few: int, *, as_json: bool) -> int:
    """How many entries to list: what was asked for, else few for people and more for machines.

    Examples
    --------
    >>> at_most(None, 10, as_json=False), at_most(None, 10, as_json=True)
    (10, 200)
    """
    if limit is not None:
        return limit
    return IN_JSON if as_json else few
