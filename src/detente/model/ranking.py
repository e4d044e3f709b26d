"""Which of two states does a party prefer?"""

from __future__ import annotations

from typing import Protocol

from detente.errors import AnalysisError, CaseError
from detente.model.conflict import Party, Prioritised, Ranking
from detente.model.logic import Statement
from detente.model.moves import ClassMoves, Moves, StateTests
from detente.model.state import State, state_of

__all__ = ["Order", "Preferences", "Priorities", "RankedLevels", "order_of", "preferences", "ranks"]


class Order(Protocol):
    """One party's preference: a complete preorder, told by a value to compare."""

    def value(self, state: State) -> tuple[int, ...]:
        """What to compare: the higher, the better; equal values are equally good."""

    def decisive(self, one: State, other: State) -> tuple[str, Statement] | None:
        """The number and text of the statement that decides between two states, if any does."""


class Priorities:
    """Option prioritising: the truth of the statements, compared from the first on [FHKP03]_.

    A coalesced state needs one truth for all its members.
    """

    def __init__(self, preference: Prioritised, moves: Moves, path: str) -> None:
        self._path = path
        self._numbered = tuple(preference.numbered())
        self._moves = moves
        tests = StateTests(moves.conflict)
        self._tests = tuple(tests.of(statement) for _, statement in self._numbered)
        self._values: dict[str, tuple[int, ...]] = {}

    def value(self, state: State) -> tuple[int, ...]:
        """The truth of each statement, the most important first."""
        known = self._values.get(state.signs)
        if known is None:
            if "-" in state.signs:
                known = tuple(int(self._truth(*entry, state)) for entry in self._numbered)
            else:
                bits = state.bits
                known = tuple(int(test(bits)) for test in self._tests)
            self._values[state.signs] = known
        return known

    def _truth(self, number: str, statement: Statement, state: State) -> bool:
        """The one truth of a statement at all members of a coalesced state."""
        conflict = self._moves.conflict
        truths = {statement.holds(one.keys(conflict)): one for one in _members(self._moves, state)}
        if len(truths) > 1:
            raise CaseError(
                f"`{statement}` is true at {truths[True]} and false at {truths[False]}, which are "
                "one state: a preference needs one value on each coalesced state",
                about=f"{self._path}.{number}",
            )
        return True in truths

    def decisive(self, one: State, other: State) -> tuple[str, Statement] | None:
        """The first statement that is true at one of the states only."""
        pairs = zip(self._numbered, self.value(one), self.value(other), strict=True)
        return next((entry for entry, left, right in pairs if left != right), None)


class RankedLevels:
    """A ranking: all feasible states by level, best first."""

    def __init__(self, preference: Ranking, moves: Moves, path: str) -> None:
        self._levels: dict[str, int] = {}
        for level, names in enumerate(preference.levels, 1):
            for signs in names:
                self._place(signs, level, moves, path)
        missing = [state for state in moves.states if state.signs not in self._levels]
        if missing:
            raise CaseError(
                f"{path} leaves out {len(missing)} feasible states, the first {missing[0]}: "
                "name every feasible state once",
                about=path,
            )

    def _place(self, signs: str, level: int, moves: Moves, path: str) -> None:
        about = f"{path}.{level}"
        try:
            state = moves.find(state_of(moves.conflict, signs))
        except AnalysisError as error:
            raise CaseError(f"{about}: {error.message}: remove it", about=about) from None
        if state.signs in self._levels:
            raise CaseError(f"{path} names {state} twice: remove one", about=about)
        self._levels[state.signs] = -level

    def value(self, state: State) -> tuple[int, ...]:
        """The level, counted down from the best."""
        return (self._levels[state.signs],)

    def decisive(self, one: State, other: State) -> tuple[str, Statement] | None:
        """Nothing: a ranking gives no reasons."""
        return None


class Preferences:
    """The preferences of all parties of a conflict."""

    def __init__(self, moves: Moves) -> None:
        self._orders = {party.id: order_of(party, moves) for party in moves.conflict.parties}

    def value(self, party: str, state: State) -> tuple[int, ...]:
        """What to compare states by for this party: the higher, the better."""
        return self._orders[party].value(state)

    def prefers(self, party: str, one: State, other: State) -> bool:
        """Whether the party strictly prefers ``one`` to ``other``."""
        return self.value(party, one) > self.value(party, other)

    def decisive(self, party: str, one: State, other: State) -> tuple[str, Statement] | None:
        """The number and text of the statement that decides between two states, if any does."""
        return self._orders[party].decisive(one, other)


def preferences(moves: Moves) -> Preferences:
    """The preferences of the parties of a conflict whose types have been chosen."""
    return Preferences(moves)


def ranks(moves: Moves) -> dict[str, dict[str, int]]:
    """For each party the rank of every feasible state by its signs: 1 is best, ties share one.

    Lists every state; an error where they are too many.
    """
    order, states = preferences(moves), moves.states
    found: dict[str, dict[str, int]] = {}
    for party in moves.conflict.parties:
        values = {state.signs: order.value(party.id, state) for state in states}
        levels = {value: rank for rank, value in enumerate(sorted(set(values.values()))[::-1], 1)}
        found[party.id] = {signs: levels[value] for signs, value in values.items()}
    return found


def order_of(party: Party, moves: Moves) -> Order:
    """The preference of one party whose type has been chosen."""
    if party.types:
        raise AnalysisError(
            f"{party.id} has rival types: choose one with --type {party.id}={party.types[0][0]}"
        )
    if isinstance(party.preference, Ranking):
        return RankedLevels(party.preference, moves, party.path)
    return Priorities(party.preference or Prioritised(), moves, party.path)


def _members(moves: Moves, state: State) -> tuple[State, ...]:
    """The plain states that a coalesced state stands for."""
    classes = moves if isinstance(moves, ClassMoves) else ClassMoves(moves.conflict)
    return classes.members[state]
