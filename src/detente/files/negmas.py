"""Packages as a scenario folder that NegMAS reads; NegMAS itself is not needed to write it.

A folder holds ``domain.yml`` with one issue a clause, each with the values ``no`` and ``yes``, and
one file a party with its utility of every value and its reserved value. YAML is a superset of
JSON, in which the files are written.
"""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

from detente.errors import AnalysisError, SourceError
from detente.files.writing import write_text
from detente.model.conflict import Conflict
from detente.model.packages import Packages

__all__ = ["negmas_files", "save_negmas"]

NO, YES = "no", "yes"
DOMAIN, UTILITY = "DiscreteCartesianOutcomeSpace", "LinearAdditiveUtilityFunction"


def negmas_files(conflict: Conflict, packages: Packages) -> dict[str, str]:
    """The texts of the scenario by file name.

    A red line, and being without a condition, costs a party more than everything else together
    could bring it, for NegMAS knows additive utilities only.

    Raises
    ------
    AnalysisError
        Where a weight is missing or combinations of clauses are excluded.
    """
    if packages.excluded:
        raise AnalysisError(
            "NegMAS scenarios have no excluded combinations: take packages.excluded out first"
        )
    issues = [
        {"name": clause.id, "type": "CategoricalIssue", "values": [NO, YES]}
        for clause in packages.clauses
    ]
    domain = {"name": conflict.title, "type": DOMAIN, "issues": issues}
    files = {"domain.yml": domain}
    for party in conflict.parties:
        files[f"{party.id}.yml"] = _utility(packages, party.id)
    return {
        name: json.dumps(value, ensure_ascii=False, indent=2) + "\n"
        for name, value in files.items()
    }


def save_negmas(conflict: Conflict, packages: Packages, folder: Path) -> tuple[Path, ...]:
    """Write the scenario into a folder, which is made if need be; the files written."""
    texts = negmas_files(conflict, packages)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SourceError(f"cannot be made: {error.strerror}", file=str(folder)) from None
    for name in texts:
        _refuse_others(folder / name)
    for name, text in texts.items():
        write_text(folder / name, text)
    return tuple(folder / name for name in texts)


def _refuse_others(path: Path) -> None:
    """Raise `SourceError` where something stands that was not written by `save_negmas`."""
    if not path.exists():
        return
    try:
        value = json.loads(path.read_text("utf-8"))
        own = "type" in value and value["type"] in (DOMAIN, UTILITY)
    except (OSError, ValueError, TypeError, RecursionError):
        own = False
    if not own:
        raise SourceError("is no scenario of detente: name another folder", file=str(path))


def _utility(packages: Packages, party: str) -> dict[str, Any]:
    worth: list[Fraction] = []
    for clause in packages.clauses:
        weight = clause.weight(party)
        if weight is None and clause.stance(party) != "red line":
            raise AnalysisError(
                f"packages.clauses.{clause.id}.weights.{party} is missing: NegMAS needs a weight "
                "for every clause"
            )
        worth.append(weight or Fraction(0))
    ruin = sum(map(abs, worth), Fraction(1)) + abs(packages.reservation(party))
    tables = []
    for clause, weight in zip(packages.clauses, worth, strict=True):
        stance = clause.stance(party)
        without = -ruin if stance == "condition" else Fraction(0)
        with_it = -ruin if stance == "red line" else weight
        mapping = {NO: float(without), YES: float(with_it)}
        tables.append({"type": "TableFun", "mapping": mapping})
    return {
        "name": party,
        "type": UTILITY,
        "reserved_value": float(packages.reservation(party)),
        "weights": [1.0] * len(tables),
        "values": tables,
    }
