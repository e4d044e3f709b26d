"""The symbolic engine: stability over decision diagrams, for conflicts too large to enumerate."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property, wraps
from itertools import islice
from typing import Concatenate, ParamSpec, TypeVar

from detente.errors import BudgetError
from detente.model.conflict import Conflict
from detente.model.findings import Reached, Reason, Region
from detente.model.state import State
from detente.solving.budget import Budget
from detente.solving.components import begun, ends
from detente.solving.concepts import CONCEPTS, Concept
from detente.solving.symbolic import bisection, thresholds
from detente.solving.symbolic.floods import DiagramFloods
from detente.solving.symbolic.inquiry import Inquiry
from detente.solving.symbolic.moving import Mover
from detente.solving.symbolic.region import DiagramRegion
from detente.solving.symbolic.routes import Route, Routes
from detente.solving.symbolic.space import Diagram, OutOfMemory, Space

__all__ = ["Symbolic"]

E = TypeVar("E", bound="Symbolic")
P = ParamSpec("P")
R = TypeVar("R")

SMALL = 12  # options up to which no single step can take long
LARGE = 50_000  # nodes of a diagram for all ranks at once from which on they are taken one by one
FOR_ALL = (
    2 / 3
)  # of the time, to find all to which improvements lead; the rest is for what was seen


def _within_budget(method: Callable[Concatenate[E, P], R]) -> Callable[Concatenate[E, P], R]:
    """Leave work behind when its time is up; where the memory ends, so does the budget.

    A small conflict needs no thread for that: its steps reach their checks soon enough.
    """

    @wraps(method)
    def bounded(engine: E, /, *args: P.args, **kwargs: P.kwargs) -> R:
        try:
            if len(engine.conflict.order) <= SMALL:
                return method(engine, *args, **kwargs)
            return engine.budget.within(lambda: method(engine, *args, **kwargs))
        except OutOfMemory:
            raise BudgetError("stopped: the memory is used up") from None

    return bounded


class Symbolic:
    """Stability by decision diagrams, for conflicts in plain option form under legal sanctions."""

    name = "symbolic"

    def __init__(self, conflict: Conflict, budget: Budget | None = None) -> None:
        self.conflict = conflict
        self.budget = budget or Budget()
        self._known: dict[tuple[Concept, str], Diagram] = {}
        self._prepare()

    @_within_budget
    def _prepare(self) -> None:
        self.space = Space(self.conflict, self.budget)
        parties = self.conflict.parties
        self.movers = {party.id: Mover(self.space, party) for party in parties}

    @cached_property
    def feasible(self) -> int:
        """How many feasible states there are."""
        return self.space.count(self.space.feasible)

    # -- sets ------------------------------------------------------------------------------------

    def takes(self, concept: Concept) -> str | None:
        """Why the engine cannot compute a concept, or None where it can."""
        return None if concept.in_turn else f"`{concept.id}` is not a formula over sets of states"

    def everything(self) -> Region:
        """All feasible states."""
        return self._region(self.space.feasible)

    def _region(self, states: Diagram) -> DiagramRegion:
        return DiagramRegion(self.space, states)

    @_within_budget
    def stable(self, concept: Concept, party: str) -> Region:
        """The states that are stable for the party."""
        return self._region(self._stable(concept, party))

    def _stable(self, concept: Concept, party: str) -> Diagram:
        if (concept, party) not in self._known:
            self._known[concept, party] = self._stable_of(concept, party, self.space.feasible)
        return self._known[concept, party]

    def _stable_of(self, concept: Concept, party: str, among: Diagram) -> Diagram:
        """Which of some states are stable, asked only of those that other concepts leave open."""
        certain = self.space.false
        for row in CONCEPTS:
            if (row, party) in self._known and row != concept:
                known = self._known[row, party]
                certain |= known if row.implies(concept) else self.space.false
                among &= known if concept.implies(row) else self.space.true
        mover, movers, open_ = self.movers[party], self.movers.values(), among & ~certain
        found = thresholds.stable(concept, mover, movers, open_, LARGE)
        if found is None:
            found = bisection.stable(concept, mover, movers, open_)
        return (among & certain) | found

    @_within_budget
    def common(self, concept: Concept) -> Region:
        """The states that are stable for every party.

        Where the set of a party is not known, it is asked only which of the states that are left
        are stable for it; that can be far less work.
        """
        states = self.space.feasible
        for party in self.movers:
            for row in CONCEPTS:
                if concept.implies(row) and (row, party) in self._known:
                    states &= self._known[row, party]
        for party in self.movers:
            if (concept, party) not in self._known:
                states = self._stable_of(concept, party, states)
        return self._region(states)

    # -- single states ---------------------------------------------------------------------------

    @_within_budget
    def is_stable(self, concept: Concept, party: str, state: State) -> bool:
        """Whether one state is stable for the party, without the set of all that are."""
        if (concept, party) in self._known:
            return self.space.contains(self._known[concept, party], state)
        return not Inquiry(self.movers, concept, party, state).undeterred().satisfiable()

    def improvements(self, party: str, state: State) -> Region:
        """Where improvements of the party lead from a state."""
        mover = self.movers[party]
        return self._region(mover.after_move(self.space.only(state)) & mover.above(state))

    @_within_budget
    def undeterred(self, concept: Concept, party: str, state: State) -> Region:
        """The improvements of the party from a state that nothing deters."""
        return self._region(Inquiry(self.movers, concept, party, state).undeterred())

    @_within_budget
    def reason(self, concept: Concept, party: str, state: State) -> Reason:
        """Why a state is stable for the party, or not."""
        return Inquiry(self.movers, concept, party, state).reason()

    @_within_budget
    def ways(
        self, source: State, goals: Iterable[State], *, improving: bool, most: int
    ) -> tuple[Route, ...]:
        """The shortest ways from a state to the nearest of the goals, at most so many."""
        ends = self.space.false
        for goal in goals:
            ends |= self.space.only(goal)
        routes = Routes(self.space, self.movers.values(), improving=improving)
        return tuple(islice(routes.to(source, ends), most))

    # -- from one state --------------------------------------------------------------------------

    @_within_budget
    def reached(self, state: State) -> Reached:
        """Where improvements lead from a state, as far as there is time to see it."""
        floods = DiagramFloods(self.space, tuple(self.movers.values()))
        try:
            with self.budget.at_most(self.budget.left * FOR_ALL):
                return ends(floods, state)
        except (BudgetError, OutOfMemory):
            return begun(floods, floods.seen)

    @_within_budget
    def better_for_all(self, state: State) -> Region:
        """The states that every party strictly prefers to one state."""
        states = self.space.feasible
        for mover in self.movers.values():
            states &= mover.above(state)
        return self._region(states)

    @_within_budget
    def undominated(self, region: Region, limit: int) -> tuple[State, ...]:
        """The states of the region that none of it betters for one party at no cost to another."""
        assert isinstance(region, DiagramRegion)
        left, best = region.diagram, self.space.false
        for _ in range(limit):
            self.budget.check()
            if not left.satisfiable():
                break
            greatest = self._greatest(left)
            best |= greatest
            left &= ~self._no_better(next(iter(self._region(greatest))))
        return tuple(islice(self._region(best), limit))

    def _greatest(self, states: Diagram) -> Diagram:
        """The best for the first party, of these the best for the second, and so on."""
        for mover in self.movers.values():
            states = mover.greatest(states)
        return states

    def _no_better(self, state: State) -> Diagram:
        """The states that no party prefers to one state."""
        return self.space.cube(~mover.above(state) for mover in self.movers.values())
