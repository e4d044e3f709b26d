"""Data frames: analyses, registers, paths and outcomes for pandas, polars and the like."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Any

from detente.errors import AnalysisError
from detente.files.state_tables import columns
from detente.files.tables import register_rows
from detente.model.findings import Analysis, CommonGround, Draft, Path
from detente.model.register import Register
from detente.model.state import State

__all__ = ["frame"]

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
