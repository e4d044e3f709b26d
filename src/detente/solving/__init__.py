"""From a conflict to findings: what is stable, where it goes, why, and what all would prefer."""

from detente.solving.agreement import better_for_all
from detente.solving.budget import Budget
from detente.solving.checking import recheck
from detente.solving.concepts import CONCEPTS, Concept, select
from detente.solving.engine import Engine, choose
from detente.solving.evolution import paths, reached
from detente.solving.reasons import why
from detente.solving.report import reasons_report, report
from detente.solving.shapes import describe
from detente.solving.stability import solve, solve_all
from detente.solving.walking import status_quo

__all__ = [
    "CONCEPTS",
    "Budget",
    "Concept",
    "Engine",
    "better_for_all",
    "choose",
    "describe",
    "paths",
    "reached",
    "reasons_report",
    "recheck",
    "report",
    "select",
    "solve",
    "solve_all",
    "status_quo",
    "why",
]
