"""One model after the other, for conflicts that `profiles` cannot take."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from detente.errors import EngineError
from detente.model.conflict import Conflict
from detente.model.moves import ENUMERABLE, moves
from detente.model.state import State
from detente.solving.concepts import Concept
from detente.solving.engine import choose
from detente.solving.evolution import reached
from detente.solving.grid import Grid
from detente.solving.profiles import Marks, Profile, Profiles, Verdicts, joined
from detente.solving.walking import Walker

__all__ = ["Judge", "Singly", "judge"]

MOST_STATES = 65_536


class Singly:
    """Any kind of conflict under any reading of sanctions; each profile is solved on its own."""

    def __init__(self, conflict: Conflict, sanctions: str = "legal") -> None:
        self.conflict = conflict.under()
        _refuse_many(self.conflict)
        self._sanctions = sanctions
        self._states = tuple(moves(self.conflict).states)
        self._numbers = {state: at for at, state in enumerate(self._states)}
        self.states = len(self._states)

    def number(self, state: State) -> int:
        """The row of a state."""
        return self._numbers[state]

    def state(self, number: int) -> State:
        """The state of a row."""
        return self._states[number]

    def judge(
        self, profiles: Sequence[Profile], concepts: Sequence[Concept], start: State | None = None
    ) -> Verdicts:
        """What is stable, and where improvements end, under each of the profiles."""
        return joined([self._judged(profile, concepts, start) for profile in profiles])

    def _judged(
        self, profile: Profile, concepts: Sequence[Concept], start: State | None
    ) -> Verdicts:
        conflict = with_profile(self.conflict, profile)
        engine = choose(conflict, sanctions=self._sanctions)
        stable = {}
        for row in concepts:
            region = engine.common(row)
            stable[row.id] = self._marks(region)
        if start is None:
            return Verdicts(stable)
        walker = Walker(conflict)
        better = (
            one
            for one in self._states
            if all(walker.prefers(party, one, start) for party in walker.parties)
        )
        return Verdicts(
            stable,
            self._marks(reached(conflict, start).states),
            self._marks(_closure(walker, start)),
            self._marks(better),
        )

    def _marks(self, states: Iterable[State]) -> Marks:
        """One column that marks the states."""
        marks = np.zeros((self.states, 1), dtype=bool)
        for state in states:
            marks[self._numbers[state]] = True
        return marks


def _refuse_many(conflict: Conflict) -> None:
    """Say so at once where there would be more states than can be listed for each model."""
    rules = conflict.rules
    if rules.graph is not None or rules.indistinguishable or len(conflict.order) > ENUMERABLE:
        return  # listed one by one by whoever wrote them, or refused when they are listed
    number = int(np.count_nonzero(Grid(conflict).feasible))
    if number > MOST_STATES:
        raise EngineError(
            f"{number:,} states are too many to solve one changed model after the other (at most "
            f"{MOST_STATES:,}): leave out options, or change the case yourself and solve it"
        )


def _closure(walker: Walker, start: State) -> set[State]:
    seen, waiting = {start}, [start]
    while waiting:
        here = waiting.pop()
        for party in walker.parties:
            for end in walker.improvements(party, here):
                if end not in seen:
                    seen.add(end)
                    waiting.append(end)
    return seen


def with_profile(conflict: Conflict, profile: Profile) -> Conflict:
    """The conflict with other preferences, one a party."""
    parties = zip(conflict.parties, profile, strict=True)
    return replace(conflict, parties=tuple(replace(one, preference=p) for one, p in parties))


Judge = Profiles | Singly


def judge(conflict: Conflict, sanctions: str = "legal") -> Judge:
    """What judges many profiles of a conflict: all at once where that can be, else singly."""
    if sanctions == "legal":
        try:
            return Profiles(conflict)
        except EngineError:
            pass
    return Singly(conflict, sanctions)
