"""Hypergames: what holds, and what comes as a surprise, if the parties see different games.

Each party has a conflict of its own: its own readings of the others, and options that it does not
see. At the first level a state is an equilibrium if it is stable for each party in that party's own
game [Bennett77]_. What a party's game rules out and another's contains is a strategic surprise.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from detente.errors import AnalysisError, DetenteError
from detente.model.conflict import Conflict
from detente.model.findings import Analysis, Reached, Step
from detente.model.logic import Not, Statement, Taken
from detente.model.moves import ENUMERABLE
from detente.model.state import State
from detente.model.views import View
from detente.solving.stability import solve
from detente.solving.walking import Walker

__all__ = ["Expectation", "Hypergame", "Surprise", "game_of", "hypergame", "rival_views"]

FOLLOWED = 200  # states on the way of the game as it is played that are looked at


@dataclass(frozen=True, slots=True)
class Expectation:
    """What one party's game says: the equilibria that it expects, and where it sees things go."""

    party: str
    analysis: Analysis

    @property
    def types(self) -> tuple[tuple[str, str], ...]:
        """The readings by which the party takes itself and the others."""
        return self.analysis.types

    @property
    def reached(self) -> Reached | None:
        """Where improvements from the status quo end in the party's game."""
        return self.analysis.reached


@dataclass(frozen=True, slots=True)
class Surprise:
    """A move that gains for its mover in the mover's game, and that a party does not expect.

    ``kind``: in the party's game the mover would not gain by it (``unwanted``), or there is no
    such state or move (``unseen``). ``expected`` is the move as the party sees it.
    """

    party: str
    kind: Literal["unwanted", "unseen"]
    step: Step
    expected: Step | None = None

    def to_dict(self) -> dict[str, Any]:
        """The surprise as JSON values."""
        return {
            "party": self.party,
            "kind": self.kind,
            "step": self.step.to_dict(),
            "expected": None if self.expected is None else self.expected.to_dict(),
        }


@dataclass(frozen=True, slots=True)
class Hypergame:
    """What holds and what surprises if every party plays its own game.

    ``equilibria`` are the first-level ones, by concept; ``excluded`` those of them that a party's
    game rules out as equilibria, and ``mistaken`` the equilibria of a party's game that are none,
    by party and concept. ``played`` is where improvements lead if every party improves by its own
    game, ``ends`` in which of these states it stops.
    """

    conflict: Conflict
    expectations: tuple[Expectation, ...]
    start: State | None
    feasible: int
    equilibria: Mapping[str, tuple[State, ...]]
    excluded: Mapping[str, Mapping[str, tuple[State, ...]]]
    mistaken: Mapping[str, Mapping[str, tuple[State, ...]]]
    played: tuple[State, ...]
    ends: tuple[State, ...]
    surprises: tuple[Surprise, ...]
    complete: bool = True

    def expectation(self, party: str) -> Expectation:
        """What one party's game says."""
        return next(one for one in self.expectations if one.party == party)


def game_of(conflict: Conflict, view: View) -> Conflict:
    """The conflict as one party sees it.

    Options that it does not see stay as they are in the status quo, or are not taken where that
    is unknown.
    """
    taken = conflict.status_quo or ()
    hidden = tuple(_hidden(conflict, key, key in taken) for key in view.unseen)
    rules = replace(conflict.rules, infeasible=(*conflict.rules.infeasible, *hidden))
    return replace(conflict, rules=rules).under(**dict(view.types))


def _hidden(conflict: Conflict, key: str, taken: bool) -> Statement:
    """The rule by which an option cannot be otherwise than it is."""
    name = conflict.names.short(key)
    return Statement(f"not {name}", Not(Taken(key))) if taken else Statement(name, Taken(key))


def rival_views(conflict: Conflict) -> tuple[tuple[View, ...], ...]:
    """Every way in which a party with rival types is one thing and the others plan for another."""
    found = []
    for party in conflict.parties:
        for own, _ in party.types:
            for planned, _ in party.types:
                if own != planned:
                    found.append(
                        tuple(
                            View(one.id, ((party.id, own if one.id == party.id else planned),))
                            for one in conflict.parties
                        )
                    )
    return tuple(found)


def hypergame(
    conflict: Conflict,
    views: Sequence[View] | None = None,
    games: Mapping[str, Conflict] | None = None,
    concepts: Sequence[str] | None = None,
) -> Hypergame:
    """What holds if every party plays the game that it sees.

    Parameters
    ----------
    views:
        The view of each party that has one of its own; by default those of the case.
    games:
        Whole conflicts in place of views, for some parties; with the same options in one order.

    Examples
    --------
    >>> import detente
    >>> conflict = detente.catalogue("european-security-2022")
    >>> views = (View("russia", (("russia", "as_alleged"),)), View("usa"), View("nato"))
    >>> found = hypergame(conflict, views)
    >>> told = {(one.party, one.step.changed) for one in found.surprises}
    >>> ("usa", ("russia.attack",)) in told, ("nato", ("russia.attack",)) in told
    (True, True)
    """
    if len(conflict.order) > ENUMERABLE:
        raise AnalysisError(
            f"{len(conflict.order)} options are too many to list what each party expects: at most "
            f"{ENUMERABLE}"
        )
    known = {view.party: view for view in (conflict.views if views is None else views)}
    own = {
        party.id: game_of(conflict, known.get(party.id, View(party.id)))
        for party in conflict.parties
    }
    for name, game in (games or {}).items():
        if game.order != conflict.order or name not in own:
            raise AnalysisError(f"the game of {name} must have the same parties and options")
        own[name] = game.under()
    expectations = tuple(Expectation(one, solve(game, concepts)) for one, game in own.items())
    return _Played(conflict.under(), own, expectations).result()


class _Played:
    """The game as it is played: every party by its own view."""

    def __init__(
        self,
        conflict: Conflict,
        games: Mapping[str, Conflict],
        expectations: tuple[Expectation, ...],
    ) -> None:
        self.conflict = conflict
        self.walkers = {party: Walker(game) for party, game in games.items()}
        self.expectations = expectations
        self.start = expectations[0].analysis.status_quo
        self.complete = True

    def result(self) -> Hypergame:
        equilibria = {name: tuple(self._first_level(name)) for name in self._concepts()}
        played = tuple(self._followed()) if self.start is not None else ()
        return Hypergame(
            self.conflict,
            self.expectations,
            self.start,
            solve(self.conflict, ["nash"]).feasible,
            equilibria,
            {one.party: self._excluded(one, equilibria) for one in self.expectations},
            {one.party: self._mistaken(one, equilibria) for one in self.expectations},
            played,
            tuple(state for state in played if not any(self._steps(state))),
            tuple(surprise for state in played for surprise in self._surprises(state)),
            self.complete,
        )

    def _concepts(self) -> tuple[str, ...]:
        return self.expectations[0].analysis.concepts

    def _first_level(self, concept: str) -> Iterator[State]:
        """The states that are stable for each party in its own game."""
        first, *others = self.expectations
        for state in first.analysis.stability(concept, first.party):
            if all(state in one.analysis.stability(concept, one.party) for one in others):
                yield state

    @staticmethod
    def _excluded(
        one: Expectation, equilibria: Mapping[str, tuple[State, ...]]
    ) -> dict[str, tuple[State, ...]]:
        return {
            concept: tuple(s for s in states if s not in one.analysis.equilibria(concept))
            for concept, states in equilibria.items()
        }

    @staticmethod
    def _mistaken(
        one: Expectation, equilibria: Mapping[str, tuple[State, ...]]
    ) -> dict[str, tuple[State, ...]]:
        return {
            concept: tuple(s for s in one.analysis.equilibria(concept) if s not in set(states))
            for concept, states in equilibria.items()
        }

    # -- moves -----------------------------------------------------------------------------------

    def _steps(self, state: State) -> Iterator[Step]:
        """The improvements from a state, each by its mover's own game."""
        for party, walker in self.walkers.items():
            try:
                here = walker.find(state)
            except DetenteError:
                continue  # the mover does not see that the others have come here
            for end in walker.improvements(party, here):
                yield walker.step(party, here, end)

    def _followed(self) -> Iterator[State]:
        """The states that improvements lead to from the status quo, the nearest first."""
        assert self.start is not None
        seen = {self.start}
        layer = [self.start]
        while layer:
            yield from layer
            ends = [step.target for state in layer for step in self._steps(state)]
            layer = [end for end in dict.fromkeys(ends) if end not in seen]
            seen.update(layer)
            if len(seen) > FOLLOWED:
                self.complete = False
                return

    def _surprises(self, state: State) -> Iterator[Surprise]:
        for step in self._steps(state):
            for party, walker in self.walkers.items():
                if party == step.party:
                    continue
                seen = self._seen(walker, step)
                if seen is None:
                    yield Surprise(party, "unseen", step)
                elif not seen.improving:
                    yield Surprise(party, "unwanted", step, seen)

    @staticmethod
    def _seen(walker: Walker, step: Step) -> Step | None:
        """The move as another party sees it; None where it sees no such move."""
        try:
            here, end = walker.find(step.source), walker.find(step.target)
        except DetenteError:
            return None
        if end not in walker.moves(step.party, here):
            return None
        return walker.step(step.party, here, end)
