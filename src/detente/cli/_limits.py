"""How much of a long list is shown, and what is said where a budget ends first."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter, validators

__all__ = ["STOPPED", "Limit", "LimitOrNone", "Megabytes", "Seconds", "at_most"]

STOPPED = 3  # the exit status where a budget ended first

IN_JSON = 200
_RANGE = Parameter(validator=validators.Number(gte=0, lte=10_000_000))


def _is_a_time(_type: object, value: float | None) -> None:
    if value is not None and not value >= 0:
        raise ValueError("Must be a number of seconds, 0 or more.")


Seconds = Annotated[float | None, Parameter(validator=_is_a_time)]
Megabytes = Annotated[int, Parameter(validator=validators.Number(gte=1))]
Limit = Annotated[int, _RANGE]
LimitOrNone = Annotated[int | None, _RANGE]


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
