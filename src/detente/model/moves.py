"""Where can a party move from a state?

Three kinds of conflict answer it: in *option form* a party may change any number of its own
options at once; where states are *coalesced* a move between two of their members is a move
between the classes; an *explicit graph* lists the moves. `moves` picks the kind.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Protocol

from detente.errors import AnalysisError, CaseError
from detente.model.conflict import Conflict
from detente.model.expressions import Count, Expression, Join, Not, Statement, Taken
from detente.model.state import State, state_of

__all__ = ["ENUMERABLE", "ClassMoves", "GraphMoves", "Moves", "OptionMoves", "StateTests", "moves"]

ENUMERABLE = 20  # options up to which listing every state one by one is reasonable


class Moves(Protocol):
    """The moves of a conflict; states are listed in the order of their Y/N strings."""

    conflict: Conflict

    @property
    def states(self) -> Sequence[State]:
        """All feasible states."""

    def find(self, state: State) -> State:
        """The state itself, or the coalesced state that holds it; an error if infeasible."""

    def of(self, party: str, state: State) -> tuple[State, ...]:
        """The states to which the party can move from this one."""


def moves(conflict: Conflict) -> Moves:
    """The moves of a conflict, of whichever of the three kinds it is."""
    if conflict.rules.graph is not None:
        return GraphMoves(conflict)
    if conflict.rules.indistinguishable:
        return ClassMoves(conflict)
    return OptionMoves(conflict)


class OptionMoves:
    """Option form: R_i(s) holds the feasible states that differ from s in options of i only.

    An irreversible option does not move against its direction. Nothing is enumerated before
    ``states`` is asked for.
    """

    def __init__(self, conflict: Conflict) -> None:
        self.conflict = conflict
        self._short = tuple(conflict.names.short(key) for key in conflict.order)
        masks = {key: 1 << place for place, key in enumerate(reversed(conflict.order))}
        self._own = {
            party.id: [(masks[option.key], option.direction) for option in party.options]
            for party in conflict.parties
        }
        self._feasible = _feasibility(conflict)

    def is_feasible(self, signs: str) -> bool:
        """Whether a state with these signs can be."""
        return self._feasible(_bits(signs))

    @cached_property
    def states(self) -> Sequence[State]:
        """All feasible states."""
        n = len(self._short)
        if n > ENUMERABLE:
            raise AnalysisError(f"{n} options are too many to list every state: at most 20")
        listed = [self._state(bits) for bits in range(1 << n) if self._feasible(bits)]
        if not listed:
            raise CaseError(
                "the rules leave no feasible state: look at rules.infeasible", about="rules"
            )
        return listed

    def find(self, state: State) -> State:
        """The state itself; an error if it is infeasible."""
        if "-" in state.signs:
            raise AnalysisError(f"{state}: `-` has a place in coalesced states only")
        if not self.is_feasible(state.signs):
            raise AnalysisError(f"state {_name(state)} is infeasible: {_why(self.conflict, state)}")
        return state

    def of(self, party: str, state: State) -> tuple[State, ...]:
        """The states to which the party can move from this one."""
        return tuple(
            self._state(bits) for bits in self._targets(party, state.bits) if self._feasible(bits)
        )

    def _targets(self, party: str, bits: int) -> Iterator[int]:
        kept, choices = bits, []
        for mask, direction in self._own[party]:
            taken = bits & mask
            if direction == "both" or (direction == "take") != bool(taken):
                kept &= ~mask
                choices.append((0, mask))
        for chosen in itertools.product(*choices):
            if (target := kept + sum(chosen)) != bits:
                yield target

    def _state(self, bits: int) -> State:
        signs = f"{bits:0{len(self._short)}b}".translate(_SIGNS)
        return State(signs, tuple(itertools.compress(self._short, map("Y".__eq__, signs))))


_SIGNS = {ord("0"): "N", ord("1"): "Y"}


def _bits(signs: str) -> int:
    return int(signs.replace("Y", "1").replace("N", "0"), 2)


class ClassMoves:
    """Coalesced states: C -> D if some member of C can move to some member of D.

    All feasible states where an ``indistinguishable`` statement holds are one state. Such moves
    need not be transitive, so engines must follow the last mover.
    """

    def __init__(self, conflict: Conflict) -> None:
        self.conflict = conflict
        self._single = OptionMoves(conflict)
        self._reached: dict[tuple[str, str], tuple[State, ...]] = {}

    @cached_property
    def members(self) -> dict[State, tuple[State, ...]]:
        """The plain states that each state stands for."""
        classes: dict[object, list[State]] = {}
        rules = self.conflict.rules.indistinguishable
        for state in self._single.states:
            holding = [rule for rule in rules if rule.holds(state.keys(self.conflict))]
            if len(holding) > 1:
                raise CaseError(
                    f"state {_name(state)} lies in two classes, `{holding[0]}` and `{holding[1]}`: "
                    "mend rules.indistinguishable",
                    about=f"rules.indistinguishable.{rules.index(holding[1]) + 1}",
                )
            classes.setdefault(holding[0].text if holding else state.signs, []).append(state)
        named = {_union(self.conflict, group): tuple(group) for group in classes.values()}
        if len(named) < len(classes):
            raise CaseError(
                "two coalesced states would print alike: mend rules.indistinguishable",
                about="rules.indistinguishable",
            )
        return dict(sorted(named.items(), key=lambda item: item[0].signs))

    @cached_property
    def _home(self) -> dict[State, State]:
        return {member: name for name, group in self.members.items() for member in group}

    @property
    def states(self) -> Sequence[State]:
        """All feasible states."""
        return list(self.members)

    def find(self, state: State) -> State:
        """The state, or the coalesced state that holds it; an error if infeasible."""
        if state in self.members:
            return next(name for name in self.members if name == state)
        return self._home[self._single.find(state)]

    def of(self, party: str, state: State) -> tuple[State, ...]:
        """The states to which the party can move from this one."""
        known = self._reached.get((party, state.signs))
        if known is None:
            targets = {
                self._home[target]
                for member in self.members[state]
                for target in self._single.of(party, member)
            }
            known = tuple(sorted(targets - {state}))
            self._reached[party, state.signs] = known
        return known


class GraphMoves:
    """An explicit move graph: the moves listed, and nothing else."""

    def __init__(self, conflict: Conflict) -> None:
        self.conflict = conflict
        inner = ClassMoves if conflict.rules.indistinguishable else OptionMoves
        self._states: Moves = inner(conflict)

    @property
    def states(self) -> Sequence[State]:
        """All feasible states."""
        return self._states.states

    def find(self, state: State) -> State:
        """The state, or the coalesced state that holds it; an error if infeasible."""
        return self._states.find(state)

    @cached_property
    def _arcs(self) -> dict[tuple[str, State], tuple[State, ...]]:
        arcs: dict[tuple[str, State], list[State]] = {}
        for party, pairs in self.conflict.rules.graph or ():
            for number, pair in enumerate(pairs, 1):
                start, end = (self._find(signs, f"{party}.{number}") for signs in pair)
                arcs.setdefault((party, start), []).append(end)
        return {place: tuple(sorted(set(targets))) for place, targets in arcs.items()}

    def _find(self, signs: str, entry: str) -> State:
        about = f"graph.moves.{entry}"
        try:
            return self.find(state_of(self.conflict, signs))
        except AnalysisError as error:
            raise CaseError(f"{about}: {error.message}", about=about) from None

    def of(self, party: str, state: State) -> tuple[State, ...]:
        """The states to which the party can move from this one."""
        self.conflict.party(party)
        return self._arcs.get((party, state), ())


def _union(conflict: Conflict, group: Sequence[State]) -> State:
    """The name of a class: the signs that its members share, and ``-`` elsewhere."""
    columns = zip(*(state.signs for state in group), strict=True)
    return state_of(conflict, "".join(c[0] if len(set(c)) == 1 else "-" for c in columns))


def _name(state: State) -> str:
    return f"{state.signs} ({', '.join(state.taken) or 'none taken'})"


def _why(conflict: Conflict, state: State) -> str:
    """Which rule forbids the state."""
    keys = state.keys(conflict)
    for rule in conflict.rules.infeasible:
        if rule.holds(keys):
            return f"the rule `{rule}` forbids it"
    return "it matches no pattern of rules.feasible"


Test = Callable[[int], bool]


class StateTests:
    """Statements made into tests of a state's binary number, for asking the same of many states.

    A test asks every part of its statement once at most, so however deep ``iff`` stands in ``iff``
    and however many parts are counted, one answer takes no longer than the statement is long.
    """

    def __init__(self, conflict: Conflict) -> None:
        n = len(conflict.order)
        self._masks = {key: 1 << (n - 1 - place) for place, key in enumerate(conflict.order)}

    def of(self, statement: Statement) -> Test:
        """The test whether a statement holds."""
        return self._of(statement.expression)

    def _of(self, expression: Expression) -> Test:
        match expression:
            case Taken(key):
                mask = self._masks[key]
                return lambda bits: bits & mask != 0
            case Not(part):
                test = self._of(part)
                return lambda bits: not test(bits)
            case Count(least, most, parts):
                tests = tuple(map(self._of, parts))
                return lambda bits: least <= sum(test(bits) for test in tests) <= most
            case Join(operator, parts):
                return _joined(operator, tuple(map(self._of, parts)))


def _joined(operator: str, tests: tuple[Test, ...]) -> Test:
    if len(tests) > 2 and operator == "and":
        return lambda bits: all(test(bits) for test in tests)
    if len(tests) > 2 and operator == "or":
        return lambda bits: any(test(bits) for test in tests)
    one, *rest = tests
    for other in rest:
        one = _paired(operator, one, other)
    return one


def _paired(operator: str, left: Test, right: Test) -> Test:
    match operator:
        case "and":
            return lambda bits: left(bits) and right(bits)
        case "or" | "unless":
            return lambda bits: left(bits) or right(bits)
        case "xor":
            return lambda bits: left(bits) != right(bits)
        case "iff":
            return lambda bits: left(bits) == right(bits)
        case "if":
            return lambda bits: left(bits) or not right(bits)
        case _:  # "only if", "implies"
            return lambda bits: right(bits) or not left(bits)


def _feasibility(conflict: Conflict) -> Callable[[int], bool]:
    """The test whether a state, as a binary number, is feasible."""
    tests = StateTests(conflict)
    banned = [tests.of(rule) for rule in conflict.rules.infeasible]
    allowed = [tests.of(rule) for rule in conflict.rules.feasible]

    def feasible(bits: int) -> bool:
        if any(rule(bits) for rule in banned):
            return False
        return not allowed or any(rule(bits) for rule in allowed)

    return feasible
