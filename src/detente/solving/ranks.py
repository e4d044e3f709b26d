"""The explicit engine: every concept as one formula over arrays of all states.

Where a party's moves compose and its preference is a complete preorder, as in all conflicts in
plain option form, party i is stable at s exactly where the best value of W at s and where it can
move to from s is at most r(s). Here r is how good a state is for i, and W how good a state is
once the others have answered: see `Ranks.after_answers`. The work grows with the number of
states times the number of options.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from detente.errors import EngineError
from detente.model.conflict import Conflict
from detente.model.findings import Reached, Region
from detente.model.state import State
from detente.solving import improvers
from detente.solving.budget import Budget
from detente.solving.components import ends
from detente.solving.concepts import Answers, Concept
from detente.solving.dominance import undominated
from detente.solving.floods import Floods
from detente.solving.grid import Grid, Levels, Marks
from detente.solving.reasons import why
from detente.solving.regions import MarkedRegion

__all__ = ["Ranks", "bytes_needed"]


class Ranks:
    """Stability by ranks, for conflicts in plain option form under legal sanctions."""

    name = "ranks"

    def __init__(self, conflict: Conflict, budget: Budget | None = None) -> None:
        self.budget = budget or Budget()
        _refuse_if_large(conflict, self.budget)
        self.conflict = conflict
        self.grid = Grid(conflict)
        self._improvers: dict[str, improvers.Improver] = {}
        self._known: dict[tuple[Concept, str], MarkedRegion] = {}

    @cached_property
    def feasible(self) -> int:
        """How many feasible states there are."""
        return int(np.count_nonzero(self.grid.feasible))

    def takes(self, concept: Concept) -> str | None:
        """Why the engine cannot compute a concept, or None where it can."""
        return None if concept.in_turn else f"`{concept.id}` is not a formula over sets of states"

    def everything(self) -> Region:
        """All feasible states."""
        return self._region(self.grid.feasible)

    def stable(self, concept: Concept, party: str) -> MarkedRegion:
        """The states that are stable for the party."""
        known = self._known.get((concept, party))
        if known is None:
            best = self.grid.best_within(party, self.after_answers(concept, party))
            known = self._region((best <= self.grid.levels(party)) & self.grid.feasible)
            self._known[concept, party] = known
        return known

    def is_stable(self, concept: Concept, party: str, state: State) -> bool:
        """Whether one state is stable for the party; found by search from the state alone."""
        return why(self.conflict, state, party, concept.id).stable

    def after_answers(self, concept: Concept, party: str) -> Levels:
        """W: how good each state is for the party once the others have answered its move there.

        Where the answer must survive the party's counter-move, a state is worth the best that
        the party can make of it. That must never count against a state from which the party
        gained nothing in the first place, hence the minimum with the levels themselves.
        """
        levels = self.grid.levels(party)
        if not concept.survives:
            return self._worst_response(party, levels, concept.answer)
        countered = self.grid.best_within(party, levels)
        return np.minimum(levels, self._worst_response(party, countered, concept.answer))

    def _worst_response(self, party: str, values: Levels, answer: Answers) -> Levels:
        """The lowest value at each state and wherever the others can lead from it in turn."""
        if answer == "nothing":
            return values
        lowest = self.grid.highest_elsewhere(values)
        others = [other.id for other in self.conflict.parties if other.id != party]
        if answer == "improvements":
            self._lower_by_improvements(lowest, [one for one in others if self._may_move(one)])
            return lowest
        quiet = 0
        while others and quiet < len(others):
            self.budget.check()
            mover = others[0]
            before, lowest = lowest, self.grid.worst_within(mover, lowest)
            quiet = quiet + 1 if np.array_equal(before, lowest) else 1
            others = [*others[1:], mover]
        return lowest

    def _lower_by_improvements(self, values: Levels, others: Sequence[str]) -> None:
        """Lower the values to what improvements of the others lead to, in turn, in place.

        After its first turn a party looks only at those of its fibres in which another has lowered
        something since.
        """
        movers = [self._improver(one) for one in others]
        touched: list[Marks | None] = [None] * len(movers)
        quiet, turn = 0, 0
        while quiet < len(movers):
            at = turn % len(movers)
            marks, touched[at] = touched[at], np.zeros(self.grid.size, dtype=bool)
            quiet, turn = quiet + 1, turn + 1
            for places in movers[at].lower(values, marks):
                self.budget.check()
                if len(places):
                    quiet = 1
                for other, fresh in enumerate(touched):
                    if other != at and fresh is not None:
                        fresh[places & movers[other].mask] = True

    def _may_move(self, party: str) -> bool:
        return bool(self.conflict.party(party).options)

    def _improver(self, party: str) -> improvers.Improver:
        if party not in self._improvers:
            self._improvers[party] = improvers.Improver(self.grid, party)
        return self._improvers[party]

    def _region(self, marks: Marks) -> MarkedRegion:
        return MarkedRegion(self.conflict, marks)

    def common(self, concept: Concept) -> Region:
        """The states that are stable for every party."""
        marks = self.grid.feasible.copy()
        for party in self.conflict.parties:
            marks &= self.stable(concept, party.id).marks
        return self._region(marks)

    def reached(self, state: State) -> Reached:
        """Where improvements lead from a state."""
        return ends(Floods(self.grid, self.budget), state)

    def better_for_all(self, state: State) -> Region:
        """The states that every party strictly prefers to one state."""
        marks = self.grid.feasible.copy()
        for party in self.conflict.parties:
            levels = self.grid.levels(party.id)
            marks &= levels > levels[state.bits]
        return self._region(marks)

    def undominated(self, region: Region, limit: int) -> tuple[State, ...]:
        """The states of the region that none of it betters for one party at no cost to another."""
        assert isinstance(region, MarkedRegion)
        places = np.flatnonzero(region.marks)
        levels = [self.grid.levels(party.id)[places] for party in self.conflict.parties]
        best = places[undominated(np.stack(levels, axis=1), limit)]
        return tuple(self.grid.state(int(place)) for place in best[:limit])


def bytes_needed(conflict: Conflict) -> int:
    """The memory that all concepts together take, estimated before any of it is taken."""
    sorting = sum(improvers.bytes_per_state(party.options) for party in conflict.parties)
    return int((24 + 5 * len(conflict.parties) + sorting) * (1 << len(conflict.order)))


def _refuse_if_large(conflict: Conflict, budget: Budget) -> None:
    """Raise `EngineError` where the arrays would not fit, before any of them is made."""
    needed = bytes_needed(conflict) >> 20
    if needed > budget.memory:
        options = len(conflict.order)
        raise EngineError(
            f"{options} options have {1 << options:,} states, for which `ranks` would need about "
            f"{needed:,} MB of memory, more than the {budget.memory:,} MB allowed: use --engine "
            "symbolic, or allow more with --memory"
        )
