"""Data frames: analyses, registers, paths and outcomes for pandas, polars and the like."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Any

from detente.errors import AnalysisError
from detente.files.refusing import refuse_more_than
from detente.files.state_tables import columns
from detente.files.tables import register_rows
from detente.model.conflict import Conflict
from detente.model.findings import Analysis, CommonGround, Draft, Path
from detente.model.moves import moves
from detente.model.ranking import preferences
from detente.model.register import Register
from detente.model.state import State

__all__ = ["frame", "matrix", "matrix_columns"]

MOST_OPTIONS = 10  # a matrix has a cell for each pair of states

Framed = Analysis | Register | Draft | Path | CommonGround


def frame(value: Framed | Iterable[Path | State], backend: str = "pandas") -> Any:  # noqa: ANN401
    """A value as a data frame of ``pandas``, ``polars``, ``pyarrow`` or ``modin``.

    An analysis gives one row a feasible state, as `columns` tells; a register or a draft one row a
    record; a path, or several, one row a step; states, or those that all prefer, one row a state.

    Raises
    ------
    AnalysisError
        Where the library that makes the frame is not installed, or nothing is there to show.
    """
    found = columns(value) if isinstance(value, Analysis) else _turned(list(_rows(value)))
    return _framed(found, backend)


def matrix(
    conflict: Conflict, party: str, *, improvements: bool = False, backend: str = "pandas"
) -> Any:  # noqa: ANN401
    """The moves of a party, or its improvements, as a matrix in a data frame [XHK09]_.

    The matrix J of moves has a 1 where the party can move from the state of the row to the state
    of the column; that of improvements, J+, only where it prefers the latter. The columns are
    those of `matrix_columns`.

    Raises
    ------
    AnalysisError
        Where there are more than 10 options, no such party, or no library that makes the frame.
    """
    return _framed(matrix_columns(conflict, party, improvements=improvements), backend)


def matrix_columns(
    conflict: Conflict, party: str, *, improvements: bool = False
) -> dict[str, list[Any]]:
    """The matrix of a party's moves by columns: ``from``, and one for each state moved to.

    Rival types are read as the defaults; states stand in the order of their Y/N strings.

    Examples
    --------
    >>> import detente
    >>> chicken = detente.catalogue("chicken")
    >>> for name, column in matrix_columns(chicken, "first", improvements=True).items():
    ...     print(name, *column)
    from NN NY YN YY
    NN 0 0 0 0
    NY 0 0 0 1
    YN 1 0 0 0
    YY 0 0 0 0
    """
    refuse_more_than(MOST_OPTIONS, conflict)
    plain = conflict.under()
    party = plain.party(party).id
    ways = moves(plain)
    order, states = preferences(ways), ways.states
    ends: dict[State, set[State]] = {}
    for one in states:
        better = (end for end in ways.of(party, one) if order.prefers(party, end, one))
        ends[one] = set(better if improvements else ways.of(party, one))
    found: dict[str, list[Any]] = {"from": [one.signs for one in states]}
    for end in states:
        found[end.signs] = [int(end in ends[one]) for one in states]
    return found


def _framed(found: dict[str, list[Any]], backend: str) -> Any:  # noqa: ANN401
    try:
        narwhals = import_module("narwhals")
        return narwhals.from_dict(found, backend=backend).to_native()
    except ImportError as missing:
        raise AnalysisError(
            f"a {backend} frame needs {missing.name or backend}: "
            f"install detente[frames] and {backend}"
        ) from None
    except (TypeError, ValueError) as error:
        raise AnalysisError(f"no frame of `{backend}`: {error}") from None


def _turned(rows: list[dict[str, Any]]) -> dict[str, list[Any]]:
    """Rows as columns."""
    if not rows:
        raise AnalysisError("there is nothing in it, so there is no frame of it")
    return {name: [row[name] for row in rows] for name in rows[0]}


def _rows(value: Framed | Iterable[Path | State]) -> Iterator[dict[str, Any]]:
    match value:
        case Register():
            yield from register_rows(value)
        case Draft(registers=registers):
            for register in registers:
                yield from register_rows(register)
        case CommonGround(listed=listed, best=best):
            for state in dict.fromkeys((*best, *listed)):
                yield {**_state(state), "best": state in best}
        case Path():
            yield from _steps(value, 1)
        case _:
            for number, one in enumerate(value, 1):  # type: ignore[arg-type]
                yield from _steps(one, number) if isinstance(one, Path) else [_state(one)]


def _state(state: State) -> dict[str, Any]:
    return {"state": state.signs, "taken": ", ".join(state.taken)}


def _steps(path: Path, number: int) -> Iterator[dict[str, Any]]:
    for place, step in enumerate(path, 1):
        yield {
            "path": number,
            "step": place,
            "party": step.party,
            "from": step.source.signs,
            "to": step.target.signs,
            "changed": ", ".join(step.changed),
            "gain": step.gain,
            "decided_by": step.decided_by[1] if step.decided_by else None,
        }
