"""From a conflict to findings: what is stable, where it goes, why, and what all would prefer."""

from detente.solving.concepts import CONCEPTS, Concept
from detente.solving.engine import choose
from detente.solving.evolution import paths, reached
from detente.solving.stability import solve, solve_all
from detente.solving.walking import status_quo

__all__ = [
    "CONCEPTS",
    "Concept",
    "choose",
    "paths",
    "reached",
    "solve",
    "solve_all",
    "status_quo",
]
