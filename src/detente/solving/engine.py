"""What an engine offers, and which one takes a conflict."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, Protocol

from detente.errors import AnalysisError, EngineError
from detente.model.conflict import Conflict
from detente.model.findings import Reached, Region
from detente.model.state import State
from detente.solving import sanctions as readings
from detente.solving.budget import DEFAULT_MEMORY, Budget
from detente.solving.concepts import Concept
from detente.solving.ranks import Ranks, bytes_needed
from detente.solving.relations import Relations

if TYPE_CHECKING:
    from detente.solving.symbolic.engine import Symbolic

__all__ = ["ENGINES", "Choice", "Engine", "choose", "suitable", "symbolic"]

MISSING = "the package oxidd, which `symbolic` needs, cannot be imported here"
LISTABLE = 18  # options up to which listing all states is as quick as not listing them


class Engine(Protocol):
    """Computes where a party is stable, in one conflict under one reading of sanctions.

    Long work raises `BudgetError` where its budget ends; what was found before stays found.
    """

    name: str
    conflict: Conflict

    def takes(self, concept: Concept) -> str | None:
        """Why the engine cannot compute a concept in this conflict, or None where it can."""

    @property
    def feasible(self) -> int:
        """How many feasible states there are."""

    def everything(self) -> Region:
        """All feasible states."""

    def stable(self, concept: Concept, party: str) -> Region:
        """The states that are stable for the party."""

    def is_stable(self, concept: Concept, party: str, state: State) -> bool:
        """Whether one state is stable for the party, without the others where possible."""

    def common(self, concept: Concept) -> Region:
        """The states that are stable for every party."""

    def reached(self, state: State) -> Reached:
        """Where improvements lead from a state."""

    def better_for_all(self, state: State) -> Region:
        """The states that every party strictly prefers to one state."""

    def undominated(self, region: Region, limit: int) -> tuple[State, ...]:
        """The states of the region that none of it betters for one party at no cost to another."""


class Choice(NamedTuple):
    """An engine by name, and why it is the one."""

    name: str
    because: str


def _relations(conflict: Conflict, sanctions: str, budget: Budget) -> Engine:
    return Relations(conflict, sanctions, budget)


def _ranks(conflict: Conflict, sanctions: str, budget: Budget) -> Engine:
    _refuse_other_than_plain("ranks", conflict, sanctions)
    return Ranks(conflict, budget)


def _symbolic(conflict: Conflict, sanctions: str, budget: Budget) -> Engine:
    _refuse_other_than_plain("symbolic", conflict, sanctions)
    return symbolic(conflict, budget)


def symbolic(conflict: Conflict, budget: Budget | None = None) -> Symbolic:
    """The symbolic engine; `EngineError` where it cannot take the conflict or is not there."""
    _refuse_other_than_plain("symbolic", conflict, "legal")
    make = _symbolic_engine()
    if make is None:
        raise EngineError(f"{MISSING}: install it, or use --engine ranks")
    return make(conflict, budget)


def _symbolic_engine() -> type[Symbolic] | None:
    """The symbolic engine, where the library that it rests on can be imported."""
    try:
        from detente.solving.symbolic.engine import Symbolic  # noqa: PLC0415
    except ImportError:
        return None
    return Symbolic


ENGINES: Mapping[str, Callable[[Conflict, str, Budget], Engine]] = MappingProxyType(
    {"relations": _relations, "ranks": _ranks, "symbolic": _symbolic}
)


def choose(
    conflict: Conflict,
    name: str = "auto",
    sanctions: str = "legal",
    budget: Budget | None = None,
    concepts: Sequence[Concept] = (),
) -> Engine:
    """The engine of this name, or the one that suits the conflict and the concepts.

    An `EngineError` where it does not take one of the concepts, and an `AnalysisError` where the
    concept is not defined for the conflict; see `suitable` for what suits.
    """
    budget = budget or Budget()
    readings.find(sanctions)
    for row in concepts:
        if reason := row.unfit(conflict):
            raise AnalysisError(reason)
    if name == "auto":
        name = suitable(conflict, sanctions, budget.memory, concepts).name
    if name not in ENGINES:
        raise AnalysisError(f"there is no engine `{name}`; choose auto, {', '.join(ENGINES)}")
    engine = ENGINES[name](conflict, sanctions, budget)
    for row in concepts:
        if reason := engine.takes(row):
            raise EngineError(f"{reason}, so `{name}` cannot compute it: use --engine relations")
    return engine


def suitable(
    conflict: Conflict,
    sanctions: str,
    memory: int = DEFAULT_MEMORY,
    concepts: Sequence[Concept] = (),
) -> Choice:
    """The engine that suits a conflict and the concepts asked for, and why.

    Explicit graphs, coalesced states and the narrower readings of sanctions need the last mover
    to be followed, and concepts whose answers are not given in turn need states to be looked at
    one by one, which `relations` does. Of everything else `ranks` takes what is small enough
    to be listed and `symbolic` what is not.
    """
    options = len(conflict.order)
    if not conflict.rules.plain:
        return Choice("relations", "moves that do not compose are followed one by one")
    if sanctions != "legal":
        return Choice("relations", f"`{sanctions}` sanctions are followed one by one")
    if apart := next((row.id for row in concepts if not row.in_turn), None):
        return Choice("relations", f"`{apart}` is looked at state by state")
    needed = bytes_needed(conflict) >> 20
    if options <= LISTABLE and needed <= memory:
        return Choice("ranks", f"2^{options} states fit in about {max(1, needed)} MB")
    if _symbolic_engine() is not None:
        return Choice("symbolic", f"2^{options} states are too many to list")
    if needed <= memory:
        return Choice("ranks", MISSING)
    raise EngineError(f"2^{options} states are too many for `ranks`, and {MISSING}: install it")


def _refuse_other_than_plain(name: str, conflict: Conflict, sanctions: str) -> None:
    if not conflict.rules.plain or sanctions != "legal":
        raise EngineError(
            f"`{name}` takes conflicts in plain option form and legal sanctions only: "
            "use --engine relations"
        )
