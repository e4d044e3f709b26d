"""Moves and comparisons one at a time, for questions that start from a single state."""

from __future__ import annotations

from collections.abc import Sequence

from detente.errors import AnalysisError, EngineError
from detente.model.conflict import Conflict
from detente.model.findings import Step
from detente.model.moves import OptionMoves, moves
from detente.model.ranking import preferences
from detente.model.state import State, state_of
from detente.solving.at_once import joined
from detente.solving.budget import Budget

__all__ = ["Walker", "status_quo"]

MOST_LOOKS = 1_000_000


def status_quo(conflict: Conflict) -> State | None:
    """The state in which the conflict stands, or None where it is unknown.

    An infeasible status quo is an `AnalysisError` that names the rule against it.
    """
    if conflict.status_quo is None:
        return None
    signs = "".join("Y" if key in conflict.status_quo else "N" for key in conflict.order)
    return moves(conflict).find(state_of(conflict, signs))


class Walker:
    """Walks through a conflict and keeps account of how many moves it has looked at.

    Nothing is enumerated beforehand, so large conflicts can be asked about small neighbourhoods;
    a walk that would never end is an `EngineError` instead. Rival types are read as the default.
    """

    def __init__(
        self, conflict: Conflict, most: int = MOST_LOOKS, budget: Budget | None = None
    ) -> None:
        self.conflict = conflict.under()
        self.parties = tuple(party.id for party in self.conflict.parties)
        self._moves = moves(self.conflict)
        self._preferences = preferences(self._moves)
        self._most = most
        self._budget = budget or Budget()
        self._looks = 0
        self._known: dict[tuple[str, State], tuple[State, ...]] = {}
        self._breadth = {
            party.id: 1 << len(party.options) if self.conflict.rules.graph is None else 1
            for party in self.conflict.parties
        }

    def find(self, state: State) -> State:
        """The state itself, or the coalesced state that holds it; an error if infeasible."""
        return self._moves.find(state)

    def start(self, state: State | None) -> State:
        """The state to start from: this one, or else the status quo."""
        if state is not None:
            return self.find(state)
        now = status_quo(self.conflict)
        if now is None:
            raise AnalysisError("the status quo is unknown: name a state to start from")
        return now

    def moves(self, party: str, state: State) -> tuple[State, ...]:
        """R_i(s): where the party can move from the state."""
        known = self._known.get((party, state))
        if known is None:
            self._look(self._breadth[party])
            known = self._known[party, state] = self._moves.of(party, state)
            self._look(len(known))
        return known

    def _look(self, moves: int) -> None:
        self._budget.check()
        self._looks += moves
        if self._looks > self._most:
            raise EngineError(
                f"more than {self._most:,} moves to follow from here: ask about a state that "
                "leads less far, or rule out what cannot be"
            )

    def improvements(self, party: str, state: State) -> list[State]:
        """R_i^+(s): the moves of the party to states that it prefers."""
        return [end for end in self.moves(party, state) if self.prefers(party, end, state)]

    def joined(self, state: State, ends: Sequence[State]) -> State | None:
        """The state that takes over all changes of several moves from one; None if infeasible."""
        signs = joined(state, ends)
        together = isinstance(self._moves, OptionMoves) and self._moves.is_feasible(signs)
        return state_of(self.conflict, signs) if together else None

    def value(self, party: str, state: State) -> tuple[int, ...]:
        """What to compare states by for this party: the higher, the better."""
        return self._preferences.value(party, state)

    def prefers(self, party: str, one: State, other: State) -> bool:
        """Whether the party strictly prefers ``one`` to ``other``."""
        return self.value(party, one) > self.value(party, other)

    def gain(self, party: str, source: State, target: State) -> int:
        """+1 where the target is better for the party, -1 where it is worse, 0 where equal."""
        before, after = self.value(party, source), self.value(party, target)
        return (after > before) - (after < before)

    def decided_by(self, party: str, one: State, other: State) -> tuple[str, str] | None:
        """The path and the text of the statement that decides between two states, if any does."""
        decisive = self._preferences.decisive(party, one, other)
        if decisive is None:
            return None
        number, statement = decisive
        return f"{self.conflict.party(party).path}.{number}", statement.text

    def step(self, party: str, source: State, target: State) -> Step:
        """The move as a value, with what it changes and what it gives its mover."""
        changed = tuple(
            key
            for key, before, after in zip(
                self.conflict.order, source.signs, target.signs, strict=True
            )
            if before != after
        )
        return Step(
            party=party,
            source=source,
            target=target,
            changed=changed,
            gain=self.gain(party, source, target),
            decided_by=self.decided_by(party, source, target),
        )
