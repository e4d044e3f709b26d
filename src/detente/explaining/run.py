"""The findings under one reading: one choice among the rival types of the parties.

Nothing here computes stability: a run asks the model only where a party can move and which of
two states it prefers.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from detente.explaining.wording import Wording
from detente.model.conflict import Conflict
from detente.model.findings import Analysis, CommonGround, Path, Reason, Step
from detente.model.moves import ENUMERABLE, Moves
from detente.model.ranking import Preferences
from detente.model.state import State

__all__ = ["Run"]

RANKED = 2048  # states up to which places in an order are counted


@dataclass(frozen=True)
class Run:
    """The findings under one choice of types.

    ``letter`` names the reading (empty if there is only one), ``reasons`` hold for the status quo
    and each reached state one reason or more a party, ``ways`` lead to the reached states by
    improvements, ``deal_ways`` to the best outcomes for all by moves of whatever gain.
    """

    id: str
    letter: str
    analysis: Analysis
    moves: Moves
    order: Preferences
    reasons: tuple[tuple[State, tuple[Reason, ...]], ...] = ()
    ways: tuple[Path, ...] = ()
    deal_ways: tuple[Path, ...] = ()
    common: CommonGround | None = None

    @property
    def conflict(self) -> Conflict:
        """The conflict with the types chosen."""
        return self.analysis.conflict

    @cached_property
    def words(self) -> Wording:
        """The words of the conflict."""
        return Wording(self.conflict)

    @property
    def name(self) -> str:
        """The reading within a sentence: ``reading A (Russia as stated)``."""
        return f"reading {self.letter} ({self.words.types()})" if self.letter else "this model"

    @property
    def status_quo(self) -> State | None:
        """The state in which the conflict stands, if it is known."""
        return self.analysis.status_quo

    @property
    def reached(self) -> tuple[State, ...]:
        """The states in which improvements from the status quo end."""
        return self.analysis.reached.states if self.analysis.reached else ()

    def role(self, state: State) -> str:
        """Whether one-sided gains end here: ``reached``, ``in a cycle`` or nothing."""
        found = self.analysis.reached
        if found is None or state not in found.states:
            return ""
        return "reached" if state in found.improving else "in a cycle"

    def strength(self, state: State) -> tuple[str, ...]:
        """The concepts under which the state is stable for all parties."""
        analysis = self.analysis
        return tuple(name for name in analysis.concepts if state in analysis.equilibria(name))

    def step(self, party: str, source: State, target: State) -> Step:
        """A move as a step: whether its mover gains, and by which statement."""
        before, after = self.order.value(party, source), self.order.value(party, target)
        decisive = self.order.decisive(party, target, source)
        path = self.conflict.party(party).path
        named = (f"{path}.{decisive[0]}", decisive[1].text) if decisive else None
        changed = tuple(
            key
            for key, old, new in zip(self.conflict.order, source.signs, target.signs, strict=True)
            if old != new
        )
        return Step(party, source, target, changed, (after > before) - (after < before), named)

    def steps(self, state: State) -> tuple[Step, ...]:
        """Every move that some party can make from the state."""
        return tuple(
            self.step(party.id, state, target)
            for party in self.conflict.parties
            for target in self.moves.of(party.id, state)
        )

    def rank(self, party: str, state: State) -> tuple[int, int] | None:
        """The place of the state in the party's order and the number of levels, if countable."""
        levels = self._levels.get(party)
        if levels is None:
            return None
        return len(levels) - levels.index(self.order.value(party, state)), len(levels)

    @cached_property
    def _levels(self) -> dict[str, list[tuple[int, ...]]]:
        if len(self.conflict.order) > ENUMERABLE or self.analysis.feasible > RANKED:
            return {}
        states = self.moves.states
        return {
            party.id: sorted({self.order.value(party.id, state) for state in states})
            for party in self.conflict.parties
        }
