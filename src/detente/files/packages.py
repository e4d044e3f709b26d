"""The packages of a case file: clauses, stances, weights, reservation values, rival readings."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from detente.errors import CaseError
from detente.files.tree import Node, suggestion
from detente.model.conflict import check_id
from detente.model.packages import (
    STANCES,
    Clause,
    Packages,
    Reading,
    Stance,
    Stances,
    Values,
    clause_names,
)

__all__ = ["plain_packages", "read_packages"]

MOST_CLAUSES = 60
MOST_DIGITS = 30


def read_packages(node: Node, parties: Sequence[str]) -> Packages:
    """The packages under ``[packages]`` of a case whose parties have these ids."""
    parts = node.table(("clauses", "reservations", "excluded", "readings"))
    if "clauses" not in parts:
        raise node.fault('packages need clauses: add packages.clauses.NAME.label = "..."')
    listed = parts["clauses"].table()
    if len(listed) > MOST_CLAUSES:
        raise parts["clauses"].fault(f"{len(listed)} clauses are more than {MOST_CLAUSES}")
    names = clause_names(tuple(listed))
    readings = parts["readings"].table() if "readings" in parts else {}
    return Packages(
        clauses=tuple(_clause(id, one, parties) for id, one in listed.items()),  # noqa: A001
        reservations=_values(parts.get("reservations"), parties),
        excluded=tuple(
            entry.statement(names)
            for entry in (parts["excluded"].list() if "excluded" in parts else ())
        ),
        readings=tuple(
            _reading(name, one, parties, tuple(listed)) for name, one in readings.items()
        ),
    )


def _clause(id: str, node: Node, parties: Sequence[str]) -> Clause:  # noqa: A002
    _check(node, "clause", id)
    parts = node.table(("label", "stances", "weights"))
    return Clause(
        id,
        parts["label"].text() if "label" in parts else id.replace("_", " "),
        _stances(parts.get("stances"), parties),
        _values(parts.get("weights"), parties),
    )


def _reading(name: str, node: Node, parties: Sequence[str], clauses: Sequence[str]) -> Reading:
    _check(node, "reading", name)
    parts = node.table(("reservations", "stances", "weights"))
    stances = parts["stances"].table(clauses) if "stances" in parts else {}
    weights = parts["weights"].table(clauses) if "weights" in parts else {}
    return Reading(
        name,
        _values(parts.get("reservations"), parties),
        tuple((id, _stances(one, parties)) for id, one in stances.items()),  # noqa: A001
        tuple((id, _values(one, parties)) for id, one in weights.items()),  # noqa: A001
    )


def _check(node: Node, kind: str, id: str) -> None:  # noqa: A002
    try:
        check_id(kind, id)
    except CaseError as error:
        raise node.fault(error.message) from None


def _stances(node: Node | None, parties: Sequence[str]) -> Stances:
    if node is None:
        return ()
    return tuple((party, _stance(one)) for party, one in node.table(parties).items())


def _stance(node: Node) -> Stance:
    word = " ".join(node.text().lower().replace("_", " ").split())
    if word not in STANCES:
        advice = suggestion(word, STANCES) or f": write one of {', '.join(STANCES)}"
        raise node.fault(f"there is no stance `{node.text()[:60]}`{advice}")
    return word


def _values(node: Node | None, parties: Sequence[str]) -> Values:
    if node is None:
        return ()
    return tuple((party, _number(one)) for party, one in node.table(parties).items())


def _number(node: Node) -> Fraction:
    """A number without rounding: 5, -2.5, or "1/3" as a string."""
    value = node.value
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise node.wrong("a number")
    try:
        found = Fraction(str(value))
    except (ValueError, ZeroDivisionError):
        raise node.wrong('a number such as 5, -2.5 or "1/3"') from None
    if max(len(str(found.numerator)), len(str(found.denominator))) > MOST_DIGITS:
        raise node.fault(f"{node.name} has more than {MOST_DIGITS} digits")
    return found


# -- writing ---------------------------------------------------------------------------------------


def plain_packages(packages: Packages) -> dict[str, Any]:
    """The values that stand under ``[packages]``."""
    values: dict[str, Any] = {}
    if packages.reservations:
        values["reservations"] = _plain_values(packages.reservations)
    if packages.excluded:
        values["excluded"] = [statement.text for statement in packages.excluded]
    values["clauses"] = {clause.id: _plain_clause(clause) for clause in packages.clauses}
    if packages.readings:
        values["readings"] = {one.name: _plain_reading(one) for one in packages.readings}
    return values


def _plain_clause(clause: Clause) -> dict[str, Any]:
    values: dict[str, Any] = {"label": clause.label}
    if clause.stances:
        values["stances"] = dict(clause.stances)
    if clause.weights:
        values["weights"] = _plain_values(clause.weights)
    return values


def _plain_reading(reading: Reading) -> dict[str, Any]:
    values: dict[str, Any] = {}
    if reading.reservations:
        values["reservations"] = _plain_values(reading.reservations)
    if reading.stances:
        values["stances"] = {id: dict(stances) for id, stances in reading.stances}  # noqa: A001
    if reading.weights:
        values["weights"] = {id: _plain_values(one) for id, one in reading.weights}  # noqa: A001
    return values


def _plain_values(values: Values) -> dict[str, int | float | str]:
    return {party: _plain_number(value) for party, value in values}


def _plain_number(value: Fraction) -> int | float | str:
    if value.denominator == 1:
        return int(value)
    return float(value) if Fraction(str(float(value))) == value else str(value)
