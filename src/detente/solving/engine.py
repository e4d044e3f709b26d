"""What an engine offers, and which one takes a conflict."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from detente.errors import AnalysisError, EngineError
from detente.model.conflict import Conflict
from detente.model.findings import Reached, Region
from detente.model.state import State
from detente.solving import sanctions as readings
from detente.solving.concepts import Concept
from detente.solving.ranks import Ranks
from detente.solving.relations import Relations

__all__ = ["ENGINES", "Engine", "choose"]


class Engine(Protocol):
    """Computes where a party is stable, in one conflict under one reading of sanctions."""

    name: str
    conflict: Conflict

    @property
    def feasible(self) -> int:
        """How many feasible states there are."""

    def stable(self, concept: Concept, party: str) -> Region:
        """The states that are stable for the party."""

    def common(self, regions: Sequence[Region]) -> Region:
        """The states that lie in all of the regions, which this engine has made."""

    def reached(self, state: State) -> Reached:
        """Where improvements lead from a state."""

    def levels(self, party: str) -> NDArray[np.integer]:
        """For each state how good it is for the party, from 1 up; 0 where it is infeasible."""

    def number(self, state: State) -> int:
        """The number of a state in the arrays of ``levels``."""

    def state(self, number: int) -> State:
        """The state of this number."""


def _relations(conflict: Conflict, sanctions: str) -> Engine:
    return Relations(conflict, sanctions)


def _ranks(conflict: Conflict, sanctions: str) -> Engine:
    if not _transitive(conflict) or sanctions != "legal":
        raise EngineError(
            "`ranks` takes conflicts in plain option form and legal sanctions only: "
            "use --engine relations"
        )
    return Ranks(conflict)


ENGINES: Mapping[str, Callable[[Conflict, str], Engine]] = MappingProxyType(
    {"relations": _relations, "ranks": _ranks}
)


def choose(conflict: Conflict, name: str = "auto", sanctions: str = "legal") -> Engine:
    """The engine of this name, or the one that suits the conflict.

    Explicit graphs, coalesced states and the narrower readings of sanctions need the last mover
    to be followed, which `relations` does; everything else goes to `ranks`.
    """
    readings.find(sanctions)
    if name == "auto":
        name = "ranks" if _transitive(conflict) and sanctions == "legal" else "relations"
    if name not in ENGINES:
        raise AnalysisError(f"there is no engine `{name}`; choose auto, {', '.join(ENGINES)}")
    return ENGINES[name](conflict, sanctions)


def _transitive(conflict: Conflict) -> bool:
    """Whether two moves of one party in a row are one move of it or none."""
    return conflict.rules.graph is None and not conflict.rules.indistinguishable
