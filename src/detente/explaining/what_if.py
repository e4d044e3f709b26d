"""Findings beyond equilibria for the brief, asked for once for each reading."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from detente.errors import DetenteError
from detente.explaining.agreement import best_deals
from detente.explaining.material import OUT_OF_TIME, Material
from detente.explaining.run import Run
from detente.model.conflict import Conflict
from detente.model.state import State
from detente.solving.coalitions import Coalitions, coalitions
from detente.solving.inverse import Changes, Scope, changes
from detente.solving.robustness import Robustness, robustness
from detente.solving.sweeping import Plan

__all__ = ["SHAKEN", "WhatIf", "what_if"]

SHAKEN = 200  # models shaken by chance for a brief
PLAIN = 1024  # feasible states of plain options up to which the brief asks what if
FOLLOWED = 128  # the same where other readings of sanctions are turned over too
OTHER = 64  # the same where models must be solved one by one


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What groups could do, what survives a misjudgement, what would change the verdicts.

    ``status_quo`` are the smallest changes that turn the verdict on the status quo over, ``deals``
    those that make one of the best outcomes for all hold.
    """

    coalitions: Coalitions
    robustness: Robustness
    status_quo: Changes
    deals: tuple[Changes, ...]


def what_if(material: Material, run: Run) -> WhatIf | None:
    """The findings under one reading; None where there are too many states to ask in a brief."""
    if run.id not in material.asked:
        material.asked[run.id] = _what_if(material, run)
    found: WhatIf | None = material.asked[run.id]
    return found


def _what_if(material: Material, run: Run) -> WhatIf | None:
    rules = run.conflict.rules
    plain = rules.graph is None and not rules.indistinguishable
    plain = plain and run.analysis.sanctions == "legal"
    if run.status_quo is None or run.analysis.feasible > (PLAIN if plain else OTHER):
        return None
    if len(material.conflict.parties) < 2:
        return None
    if material.limits.left <= 0:
        material.asked[OUT_OF_TIME] = True
        return None
    asked = run.status_quo, best_deals(run)[:2], run.analysis.sanctions, run.analysis.feasible
    return _asked(run.conflict, *asked)


@lru_cache(maxsize=64)
def _asked(
    conflict: Conflict, here: State, deals: tuple[State, ...], sanctions: str, feasible: int
) -> WhatIf | None:
    scope = Scope(bound=1, counting=False)
    plan = Plan(models=SHAKEN, readings=feasible <= FOLLOWED)
    try:
        survey = robustness(conflict, plan=plan, sanctions=sanctions)
        seq = next(one for one in survey.conclusions if (one.state, one.concept) == (here, "seq"))
        goal = "unstable" if seq in survey.holds else "stable"
        return WhatIf(
            coalitions(conflict, tables=False),
            survey,
            changes(conflict, here, goal, "seq", scope),  # type: ignore[arg-type]
            tuple(changes(conflict, deal, "stable", "seq", scope) for deal in deals),
        )
    except DetenteError:  # too large after all: the commands say how to ask
        return None
