"""The findings under one reading: one choice among the rival types of the parties.

Nothing here computes stability: a run asks the model only where a party can move and which of
two states it prefers.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from detente.errors import AnalysisError
from detente.explaining.wording import Wording
from detente.model.conflict import Conflict
from detente.model.findings import Analysis, CommonGround, Path, Reason, Shape, Step
from detente.model.moves import ENUMERABLE, Moves
from detente.model.ranking import Preferences
from detente.model.state import State, state_of

__all__ = ["Run"]

FREE = 10  # options of one party up to which all of its moves are listed
_OTHER = {"Y": "N", "N": "Y"}
RANKED = 2048  # states up to which places in an order are counted


@dataclass(frozen=True)
class Run:
    """The findings under one choice of types.

    ``letter`` names the reading (empty if there is only one), ``reasons`` hold for the status quo
    and each reached state one reason or more a party, ``ways`` lead to the reached states by
    improvements, ``deal_ways`` to the best outcomes for all by moves of whatever gain; ``shapes``
    describe the sets of stable states that are too large to list, by concept.
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
    shapes: tuple[tuple[str, Shape], ...] = ()

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
    def complete(self) -> bool:
        """Whether no budget cut a finding short."""
        return self.analysis.complete and (self.status_quo is None or self.common is not None)

    @property
    def reached(self) -> tuple[State, ...]:
        """The states in which improvements from the status quo end."""
        return self.analysis.reached.states if self.analysis.reached else ()

    def distance(self, state: State) -> int:
        """In how many options a state differs from the status quo; 0 where that is unknown."""
        here = self.status_quo.signs if self.status_quo else state.signs
        return sum(one != other for one, other in zip(here, state.signs, strict=True))

    def nearby(self, state: State) -> str:
        """A state by what changes from the status quo, where that is shorter than what is taken."""
        here = self.status_quo
        if here is None or "-" in here.signs + state.signs:
            return self.words.short(state)
        if self.distance(state) >= state.signs.count("Y"):
            return self.words.short(state)
        return f"with {self.words.parts(here, state)}"

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

    def in_doubt(self, state: State) -> bool:
        """Whether some verdict on the state is missing because a budget ended first."""
        regions = [self.analysis.equilibria(name) for name in self.analysis.concepts]
        return any(not one.complete and state not in one.known for one in regions)

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
        """Every move that some party can make from the state, as far as `ways_from` has them."""
        return tuple(
            self.step(party.id, state, target)
            for party in self.conflict.parties
            for target in self.ways_from(party.id, state)
        )

    def is_wide(self, party: str) -> bool:
        """Whether a party has so many options that its moves are not listed one by one."""
        return self._by_options and len(self.conflict.party(party).options) > FREE

    def ways_from(self, party: str, state: State) -> tuple[State, ...]:
        """Where a party can move; of one with very many options only by changing one of them."""
        if not self.is_wide(party):
            return self.moves.of(party, state)
        own = {option.key for option in self.conflict.party(party).options}
        flipped = (
            state_of(self.conflict, f"{state.signs[:at]}{_OTHER[sign]}{state.signs[at + 1 :]}")
            for at, (key, sign) in enumerate(zip(self.conflict.order, state.signs, strict=True))
            if key in own
        )
        return tuple(target for target in flipped if self.may(party, state, target))

    def may(self, party: str, source: State, target: State) -> bool:
        """Whether a party can move from one state to another."""
        if not self._by_options:
            return target in self.moves.of(party, source)
        ways = {option.key: option.direction for option in self.conflict.party(party).options}
        for key, old, new in zip(self.conflict.order, source.signs, target.signs, strict=True):
            if old != new and ways.get(key) not in ("both", "take" if new == "Y" else "drop"):
                return False
        return source != target and self._is_feasible(target)

    @property
    def _by_options(self) -> bool:
        """Whether moves are changes of options and nothing else."""
        return self.conflict.rules.graph is None and not self.conflict.rules.indistinguishable

    def _is_feasible(self, state: State) -> bool:
        try:
            return self.moves.find(state) == state
        except AnalysisError:
            return False

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
