"""A conflict as decision diagrams: which states can be, what each party prefers, who can move.

A diagram is a truth over all states at once; its size depends on how the statements of the
conflict are coupled, not on how many states there are. This is the only file that knows the
library behind it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce

from oxidd.bcdd import BCDDFunction as Diagram
from oxidd.bcdd import BCDDManager
from oxidd.bcdd import BCDDSubstitution as Renaming
from oxidd.util import BooleanOperator
from oxidd.util import DDMemoryError as OutOfMemory

from detente.errors import CaseError
from detente.model.conflict import Conflict, Party, Ranking
from detente.model.logic import Statement
from detente.model.moves import OptionMoves
from detente.model.ranking import preferences
from detente.model.state import State
from detente.solving.budget import Budget
from detente.solving.symbolic.ordering import arranged

__all__ = ["Diagram", "OutOfMemory", "Renaming", "Space"]

NODE, CACHED = 40, 21  # bytes that a node of a diagram and a remembered result take
MOST_REMEMBERED = 1 << 22
PIECE, MOST_HALVINGS = 20_000, 10  # nodes of a diagram that is taken as a whole; halves of halves


class Space:
    """The variables and the diagrams of one conflict in plain option form.

    Each option has a variable; so has its copy, which stands for the option after a move of its
    owner. Each bit of each party's rank has a variable too: a threshold to compare states with.

    Parameters
    ----------
    conflict:
        Without rival types.
    budget:
        Its memory bounds the diagrams; its time is looked at between steps.
    """

    def __init__(self, conflict: Conflict, budget: Budget) -> None:
        self.conflict = conflict
        self.budget = budget
        self.order = arranged(conflict)
        self._manager = _manager(conflict, budget)
        self._lay_out()
        self.feasible = self._feasible()
        if not self.feasible.satisfiable():
            raise CaseError("the rules leave no feasible state: look at rules.infeasible")

    # -- variables -------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        """Number the variables: thresholds stand right after the last option that they read."""
        place = {key: at for at, key in enumerate(self.order)}
        waiting: list[list[tuple[str, int]]] = [[] for _ in range(len(self.order))]
        for party in self.conflict.parties:
            for bit, keys in enumerate(_bits_read(party, self.conflict)):
                last = max((place[key] for key in keys), default=0)
                waiting[last].append((party.id, bit))
        self._option: dict[str, int] = {}
        self._copy: dict[str, int] = {}
        self._threshold: dict[tuple[str, int], int] = {}
        number = 0
        for key, bits in zip(self.order, waiting, strict=True):
            self._option[key], self._copy[key] = number, number + 1
            number += 2
            for threshold in bits:
                self._threshold[threshold] = number
                number += 1
        self._key_of = {number: key for key, number in self._option.items()}
        self._manager.add_vars(number)
        self._variables = number
        self.true, self.false = self._manager.true(), self._manager.false()

    def option(self, key: str) -> Diagram:
        """The states in which the option is taken."""
        return self._manager.var(self._option[key])

    def copy(self, key: str) -> Diagram:
        """The option after the move of its owner."""
        return self._manager.var(self._copy[key])

    def threshold(self, party: str, bit: int) -> Diagram:
        """One bit of the rank to compare states with; bit 0 is the most significant."""
        return self._manager.var(self._threshold[party, bit])

    def cube(self, parts: Iterable[Diagram]) -> Diagram:
        """The conjunction of variables or literals."""
        return reduce(lambda one, other: one & other, parts, self.true)

    def renaming(self, pairs: Iterable[tuple[Diagram, Diagram]]) -> Renaming | None:
        """What puts the second of each pair where the first, a variable, stands."""
        listed = [(one.node_var() or 0, other) for one, other in pairs]
        return Diagram.make_substitution(listed) if listed else None

    def some(self, one: Diagram, other: Diagram, variables: Diagram, halvings: int = 0) -> Diagram:
        """Whether both hold for some values of the variables.

        Large diagrams are taken in halves of halves, so that the budget is looked at in between:
        nothing else can stop the library at work. What the halves share is computed once.
        """
        self.budget.check()
        if halvings == MOST_HALVINGS or other.node_count() <= PIECE:
            return one.apply_exists(BooleanOperator.AND, other, variables)
        top = self._manager.var(other.node_var() or 0)
        there, elsewhere = (
            self.some(one, other & half, variables, halvings + 1) for half in (top, ~top)
        )
        return there | elsewhere

    # -- statements and states -------------------------------------------------------------------

    def constant(self, truth: bool) -> Diagram:
        """Every state, or none."""
        return self.true if truth else self.false

    def negation(self, value: Diagram) -> Diagram:
        """The other states."""
        return ~value

    def conjunction(self, left: Diagram, right: Diagram) -> Diagram:
        """The states in both."""
        return left & right

    def disjunction(self, left: Diagram, right: Diagram) -> Diagram:
        """The states in either."""
        return left | right

    def holding(self, statement: Statement) -> Diagram:
        """The states in which a statement holds, feasible or not."""
        return statement.fold(self)

    def only(self, state: State) -> Diagram:
        """The one state."""
        signs = zip(self.conflict.order, state.signs, strict=True)
        return self.cube(
            self.option(key) if sign == "Y" else ~self.option(key) for key, sign in signs
        )

    def apart(self, state: State, distance: int) -> Diagram:
        """The states that differ from one state in exactly so many options."""
        signs = dict(zip(self.conflict.order, state.signs, strict=True))
        exactly = [self.true] + [self.false] * distance
        for key in reversed(self.order):
            same = self.option(key) if signs[key] == "Y" else ~self.option(key)
            fewer = [self.false, *exactly]
            exactly = [same.ite(now, less) for now, less in zip(exactly, fewer, strict=False)]
        return exactly[distance]

    def contains(self, states: Diagram, state: State) -> bool:
        """Whether a state is one of the states."""
        signs = zip(self.conflict.order, state.signs, strict=True)
        return states.eval([(self._option[key], sign == "Y") for key, sign in signs])

    def count(self, states: Diagram) -> int:
        """How many states these are, exactly; they must not depend on copies or thresholds."""
        free = self._variables - len(self.order)
        return states.sat_count(self._variables) >> free

    def key_at(self, states: Diagram) -> str | None:
        """The option that the diagram asks for first; None for all states or none."""
        number = states.node_var()
        return None if number is None else self._key_of[number]

    # -- feasibility and preference --------------------------------------------------------------

    def _feasible(self) -> Diagram:
        rules = self.conflict.rules
        states = self.true
        for rule in rules.infeasible:
            states &= ~self.holding(rule)
        if rules.feasible:
            states &= reduce(lambda one, other: one | other, map(self.holding, rules.feasible))
        return states

    def rank(self, party: str) -> Sequence[Diagram]:
        """How good each state is for the party, bit by bit, the most significant first."""
        one = self.conflict.party(party)
        if isinstance(one.preference, Ranking):
            return self._listed(one)
        return (
            [self.holding(statement) for statement in one.preference.flat] if one.preference else []
        )

    def _listed(self, party: Party) -> list[Diagram]:
        moves = OptionMoves(self.conflict)
        ranking = preferences(moves)
        values = {state: ranking.value(party.id, state)[0] for state in moves.states}
        best = max(values.values())
        bits = [self.false] * len(_bits_read(party, self.conflict))
        for state, value in values.items():
            below, only = best - value, self.only(state)
            for at in range(len(bits)):
                if not below >> (len(bits) - 1 - at) & 1:
                    bits[at] |= only
        return bits


def _bits_read(party: Party, conflict: Conflict) -> list[tuple[str, ...]]:
    """For each bit of the party's rank the options that it reads."""
    if isinstance(party.preference, Ranking):
        return [conflict.order] * max(1, (len(party.preference.levels) - 1).bit_length())
    return [one.keys() for one in party.preference.flat] if party.preference else []


def _manager(conflict: Conflict, budget: Budget) -> BCDDManager:
    """A store for diagrams within the memory of the budget; small conflicts get a small one."""
    room = budget.memory << 20
    remembered = min(MOST_REMEMBERED, room // (4 * CACHED), 1 << max(12, len(conflict.order)))
    return BCDDManager((room - CACHED * remembered) // NODE, remembered, 1)
