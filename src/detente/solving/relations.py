"""The reference engine: the definitions, read off moves and comparisons one by one.

It asks nothing of a conflict but where a party can move and which of two states it prefers, so it
is right for every kind of moves, explicit graphs and coalesced states included, and for every
reading of sanctions. It is meant for conflicts of some hundreds or thousands of states.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from detente.errors import EngineError
from detente.model.conflict import Conflict
from detente.model.findings import Reached, Region
from detente.model.moves import ENUMERABLE, Moves, OptionMoves, moves
from detente.model.ranking import preferences
from detente.model.state import State
from detente.solving import sanctions as readings
from detente.solving.ahead import Ahead
from detente.solving.at_once import joined, together
from detente.solving.budget import Budget
from detente.solving.concepts import Answers, Concept
from detente.solving.dominance import undominated
from detente.solving.evolution import reached
from detente.solving.grid import count_feasible
from detente.solving.regions import ListedRegion

__all__ = ["Relations"]

MOST_STATES = 4096
NOBODY: readings.Barred = frozenset()


class Relations:
    """Stability by the definitions [FHK93]_; states are numbered in the order of Y/N strings."""

    name = "relations"

    def __init__(
        self, conflict: Conflict, sanctions: str = "legal", budget: Budget | None = None
    ) -> None:
        self.budget = budget or Budget()
        self.conflict = conflict
        self.sanctions = sanctions
        self._next_barred = readings.find(sanctions)
        self._moves = moves(conflict)
        _refuse_many(_counted(self._moves), sanctions)
        self.states: Sequence[State] = self._moves.states
        _refuse_many(len(self.states), sanctions)
        self._number = {state: at for at, state in enumerate(self.states)}
        ranking = preferences(self._moves)
        self._values = {
            party.id: _dense([ranking.value(party.id, state) for state in self.states])
            for party in conflict.parties
        }
        self._targets: dict[tuple[str, int], tuple[int, ...]] = {}
        self._stable: dict[tuple[Concept, str], tuple[State, ...]] = {}
        self._ahead: dict[Concept, Ahead[int]] = {}

    @property
    def feasible(self) -> int:
        """How many states there are."""
        return len(self.states)

    # -- the two questions, by number ------------------------------------------------------------

    def moves(self, party: str, state: int) -> tuple[int, ...]:
        """R_i(s): where the party can move from the state."""
        known = self._targets.get((party, state))
        if known is None:
            found = self._moves.of(party, self.states[state])
            known = self._targets[party, state] = tuple(self._number[one] for one in found)
        return known

    def prefers(self, party: str, one: int, other: int) -> bool:
        """Whether the party strictly prefers ``one`` to ``other``."""
        return self._values[party][one] > self._values[party][other]

    def number(self, state: State) -> int:
        """The number of a state."""
        return self._number[state]

    def state(self, number: int) -> State:
        """The state of this number."""
        return self.states[number]

    def levels(self, party: str) -> NDArray[np.integer]:
        """For each state how good it is for the party, from 1 up."""
        return np.array(self._values[party], dtype=np.int64) + 1

    # -- the definitions -------------------------------------------------------------------------

    def improvements(self, party: str, state: int) -> list[int]:
        """R_i^+(s): the moves of the party to states that it prefers."""
        return [end for end in self.moves(party, state) if self.prefers(party, end, state)]

    def responses(self, party: str, state: int, answer: Answers) -> Iterator[int]:
        """Where the others can end by moving in turn from a state, as the reading allows."""
        if answer == "nothing":
            return
        step = self.moves if answer == "moves" else self.improvements
        others = frozenset(other.id for other in self.conflict.parties) - {party}
        waiting = [(state, NOBODY)]
        seen = set(waiting)
        while waiting:
            here, barred = waiting.pop()
            for mover in sorted(others - barred):
                now_barred = self._next_barred(barred, mover, others)
                for end in step(mover, here):
                    if (end, now_barred) not in seen:
                        seen.add((end, now_barred))
                        waiting.append((end, now_barred))
                        yield end

    def deters(self, concept: Concept, party: str, state: int, end: int) -> bool:
        """Whether ending there takes away what the party gained by leaving the state."""
        if self.prefers(party, end, state):
            return False
        if not concept.survives:
            return True
        return not any(self.prefers(party, own, state) for own in self.moves(party, end))

    def holds(self, concept: Concept, party: str, state: int) -> bool:
        """Whether each improvement of the party is answered by something that deters it."""
        if concept.horizon:
            return self._looks_ahead(concept).holds(party, state)
        if concept.answer == "at once":
            return all(self._blocked(party, state, end) for end in self.improvements(party, state))
        return all(
            any(
                self.deters(concept, party, state, end)
                for end in self.responses(party, improvement, concept.answer)
            )
            for improvement in self.improvements(party, state)
        )

    def _looks_ahead(self, concept: Concept) -> Ahead[int]:
        if concept not in self._ahead:
            parties = [party.id for party in self.conflict.parties]
            self._ahead[concept] = Ahead(self, parties, concept)
        return self._ahead[concept]

    def _blocked(self, party: str, state: int, improvement: int) -> bool:
        """Whether what the others can do at the same time takes the improvement's gain away."""
        here, own = self.states[state], self.states[improvement]
        for ends in self._at_once(party, state):
            end = self._number.get(State(joined(here, (own, *ends))))
            if end is not None and not self.prefers(party, end, state):
                return True
        return False

    def _at_once(self, party: str, state: int) -> Iterator[tuple[State, ...]]:
        others = [other.id for other in self.conflict.parties if other.id != party]

        def improvements(other: str, _state: State) -> list[State]:
            return [self.states[end] for end in self.improvements(other, state)]

        return (one.ends for one in together(others, self.states[state], improvements))

    # -- the engine ------------------------------------------------------------------------------

    def takes(self, concept: Concept) -> str | None:
        """Why the engine cannot compute a concept here, or None where it can."""
        return concept.unfit(self.conflict)

    def everything(self) -> Region:
        """All states."""
        return ListedRegion(self.conflict, self.states)

    def stable(self, concept: Concept, party: str) -> Region:
        """The states that are stable for the party."""
        found = self._stable.get((concept, party))
        if found is None:
            found = tuple(state for state in self.states if self.is_stable(concept, party, state))
            self._stable[concept, party] = found
        return ListedRegion(self.conflict, found)

    def is_stable(self, concept: Concept, party: str, state: State) -> bool:
        """Whether one state is stable for the party."""
        self.budget.check()
        return self.holds(concept, party, self._number[state])

    def common(self, concept: Concept) -> Region:
        """The states that are stable for every party."""
        regions = [self.stable(concept, party.id) for party in self.conflict.parties]
        return ListedRegion(
            self.conflict,
            (state for state in self.states if all(state in region for region in regions)),
        )

    def reached(self, state: State) -> Reached:
        """Where improvements lead from a state."""
        return reached(self.conflict, state)

    def better_for_all(self, state: State) -> Region:
        """The states that every party strictly prefers to one state."""
        here = self._number[state]
        parties = [party.id for party in self.conflict.parties]
        better = (
            one
            for at, one in enumerate(self.states)
            if all(self.prefers(party, at, here) for party in parties)
        )
        return ListedRegion(self.conflict, better)

    def undominated(self, region: Region, limit: int) -> tuple[State, ...]:
        """The states of the region that none of it betters for one party at no cost to another."""
        states = list(region)
        parties = [party.id for party in self.conflict.parties]
        values = [[self._values[p][self._number[one]] for p in parties] for one in states]
        best = undominated(np.array(values, dtype=np.int64).reshape(-1, len(parties)), limit)
        return tuple(states[at] for at in best[:limit])


def _dense(values: list[tuple[int, ...]]) -> list[int]:
    """The same order in small numbers, from 0 up."""
    level = {value: at for at, value in enumerate(sorted(set(values)))}
    return [level[value] for value in values]


def _counted(moves: Moves) -> int:
    """How many states there are where that is known without listing them, which takes long."""
    countable = isinstance(moves, OptionMoves) and len(moves.conflict.order) <= ENUMERABLE
    return count_feasible(moves.conflict) if countable else 0


def _refuse_many(states: int, sanctions: str) -> None:
    if states > MOST_STATES:
        other = "" if sanctions == "legal" else ", or use plain options with --sanctions legal"
        raise EngineError(
            f"{states:,} states are too many to look at one by one (at most {MOST_STATES:,}): "
            f"forbid what cannot be, or leave out options{other}"
        )
