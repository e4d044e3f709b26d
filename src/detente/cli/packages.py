"""``detente packages``: which packages of clauses all parties could agree on."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from detente.cli._cases import is_case, load_case, words
from detente.cli._inputs import AS_USUAL, read_all
from detente.cli._limits import LimitOrNone, Seconds, at_most, in_time
from detente.cli._printing import print_json, print_text, tell
from detente.drafting import draft
from detente.drafting.bargaining import with_packages
from detente.errors import AnalysisError
from detente.explaining.answers.packages import packages_report, packages_text
from detente.files.negmas import save_negmas
from detente.model.conflict import Conflict
from detente.solving.zone import zones

__all__ = ["packages"]

LISTED = 10  # where nobody says how much


def packages(
    case: str,
    *,
    reading: Annotated[tuple[str, ...], Parameter(consume_multiple=True, negative="")] = (),
    draws: int = 300,
    seed: int = 0,
    negmas: Path | None = None,
    budget: Seconds = None,
    limit: LimitOrNone = None,
    as_json: Annotated[bool, Parameter(name="--json", negative="")] = False,
) -> int:
    """Find the zone of agreement among packages of clauses, and what stands out in it.

    With weights the answers are exact: the packages that every party prefers to none, the
    Pareto-optimal ones, the greatest product of gains, trades, and what would leave nothing.
    Without weights the stances alone are compared.

    Example: ``detente packages european-security-2022 --reading wants_more``

    Parameters
    ----------
    case
        A case file with [packages], the name of a published conflict that has them, or a report or
        register, whose demands, offers and refusals become clauses with stances.
    reading
        The rival readings to look at; all of them where none is named.
    draws
        How often all weights are shaken by up to a half; 0 for not at all.
    seed
        The seed of chance.
    negmas
        A folder to write the scenario to, for NegMAS; with one --reading, as that reading has it.
    budget
        Stop after so many seconds, with no answer where it is not found by then.
    limit
        At most this many packages, trades and exchanges are listed; 10 where not told, in JSON 200.
    as_json
        Print the result as JSON and nothing else.
    """
    conflict = load_case(case) if is_case(case) else _drafted(case)
    if draws < 0 or seed < 0:
        raise AnalysisError("--draws and --seed cannot be negative")
    work = partial(zones, conflict, words(reading), draws=draws, seed=seed)
    (found,), _ = in_time(budget, (work,))
    if negmas is not None:
        for path in save_negmas(conflict, found[0].packages, negmas):
            tell(f"{path}: written")
    most = at_most(limit, LISTED, as_json=as_json)
    if as_json:
        print_json(packages_report(case, conflict, found, most))
    else:
        print_text(packages_text(conflict, found, most))
    return 0


def _drafted(report: str) -> Conflict:
    """The clauses and stances of a report or register."""
    registers, bad = read_all((report,), AS_USUAL)
    if bad or not registers:
        raise AnalysisError(f"{report}: nothing to draft packages from")
    found = with_packages(draft(*registers))
    if found.conflict.packages is None:
        raise AnalysisError(f"{report}: fewer than two clauses are demanded, offered or refused")
    return found.conflict
