"""All states of a conflict as cells of an array, in the order of their Y/N strings.

A set of states is an n-dimensional array of truths, the first option its first axis; kept flat,
the place of a state is its binary number. A move of a party runs along the axes of its own
options, so that what holds for all moves at once is a sweep along those axes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from detente.errors import CaseError
from detente.model.conflict import Conflict, Party, Ranking
from detente.model.logic import Statement
from detente.model.moves import OptionMoves
from detente.model.ranking import preferences
from detente.model.state import State, state_of

__all__ = [
    "INFEASIBLE",
    "Grid",
    "Levels",
    "Marks",
    "count_feasible",
    "highest",
    "signs_of",
    "truths",
]

Marks = NDArray[np.bool_]
Levels = NDArray[np.unsignedinteger]
Packed = NDArray[np.uint8]

INFEASIBLE = 0  # the level of states that cannot be; feasible ones start at 1
NARROW = 16  # axes with shorter strides than this are swept column by column
NEAR = 32  # cells that stand nearer than this are quicker to exchange than to view apart
CHUNK = 1 << 16  # cells that are exchanged at once, so that they stay near the processor


class Grid:
    """The states of a conflict in plain option form: which are feasible, and how good each is."""

    def __init__(self, conflict: Conflict) -> None:
        self.conflict = conflict
        self.size = 1 << len(conflict.order)
        self.strides = _strides(conflict)
        truths = _Truths(self.size, self.strides)
        self.feasible = _feasible(conflict, truths)
        if not self.feasible.any():
            raise CaseError("the rules leave no feasible state: look at rules.infeasible")
        self._levels = {party.id: self._ranked(party, truths) for party in conflict.parties}

    # -- feasibility and preference --------------------------------------------------------------

    def levels(self, party: str) -> Levels:
        """How good each state is for the party: from 1 for the worst, without gaps."""
        return self._levels[party]

    def _ranked(self, party: Party, truths: _Truths) -> Levels:
        if isinstance(party.preference, Ranking):
            return self._dense(self._listed(party))
        levels = np.zeros(self.size, dtype=np.int32)
        most = 0
        for statement in party.preference.flat if party.preference else ():
            if 2 * most + 1 >= max(4 * self.size, 1 << 16):
                levels = self._dense(levels).astype(np.int32)
                most = int(levels.max())
            levels *= 2
            levels += truths.marks(statement)
            most = 2 * most + 1
        return self._dense(levels)

    def _listed(self, party: Party) -> NDArray[np.int32]:
        moves = OptionMoves(self.conflict)
        ranking = preferences(moves)
        values = np.zeros(self.size, dtype=np.int32)
        for state in moves.states:
            values[state.bits] = ranking.value(party.id, state)[0]
        values -= values.min()
        return values

    def _dense(self, values: NDArray[np.int32]) -> Levels:
        """The same order of the feasible states in the smallest numbers that will do."""
        present = np.zeros(int(values.max()) + 1, dtype=bool)
        present[values[self.feasible]] = True
        number = int(np.count_nonzero(present))
        few = number < np.iinfo(np.uint16).max
        level: Levels = np.cumsum(present).astype(np.uint16 if few else np.uint32)
        dense: Levels = level[values]
        dense *= self.feasible  # INFEASIBLE elsewhere
        return dense

    def state(self, place: int) -> State:
        """The state at this place."""
        return state_of(self.conflict, signs_of(place, len(self.conflict.order)))

    # -- sweeps ----------------------------------------------------------------------------------

    def best_within(self, party: str, values: Levels) -> Levels:
        """For each state the highest value at it or where the party can move from it."""
        return self._swept(party, values)

    def worst_within(self, party: str, values: Levels) -> Levels:
        """For each state the lowest value at it or where the party can move from it."""
        return self._swept(party, values, lowest=True)

    def worst_before(self, party: str, values: Levels) -> Levels:
        """For each state the lowest value at it or from where the party can move to it."""
        return self._swept(party, values, lowest=True, backward=True)

    def highest_elsewhere(self, values: Levels) -> Levels:
        """The values of the feasible states, and the highest number where there can be none."""
        kept = ~values
        kept *= self.feasible  # many times quicker than to assign where a mask holds
        return np.invert(kept, out=kept)

    def _swept(
        self, party: str, values: Levels, *, lowest: bool = False, backward: bool = False
    ) -> Levels:
        """The highest values along the axes of the party, or the lowest; none where none can be.

        A move is one jump, however many options it changes, so a sweep may pass through states
        that cannot be. The lowest value is the one whose inverse is the highest, and then what
        cannot be counts as 0 either way.
        """
        swept = ~values if lowest else values.copy()
        swept *= self.feasible
        for option in self.conflict.party(party).options:
            to_taken, to_left = option.direction != "drop", option.direction != "take"
            if backward:
                to_taken, to_left = to_left, to_taken
            stride = self.strides[option.key]
            if stride < NEAR and option.direction == "both":
                _raise_near(swept, stride)
                continue
            for left, taken in _halves(swept, stride):
                if to_taken:
                    np.maximum(left, taken, out=left)
                if to_left:
                    np.maximum(left, taken, out=taken)
        swept *= self.feasible
        return np.invert(swept, out=swept) if lowest else swept


def signs_of(place: int, options: int) -> str:
    """The signs of the state at a place of an array over all states."""
    return f"{place:0{options}b}".replace("0", "N").replace("1", "Y")


def truths(conflict: Conflict, statement: Statement) -> Marks:
    """In which of all states a statement holds."""
    return _Truths(1 << len(conflict.order), _strides(conflict)).marks(statement)


def count_feasible(conflict: Conflict) -> int:
    """How many states of a conflict in plain option form the rules allow, without listing them."""
    truths = _Truths(1 << len(conflict.order), _strides(conflict))
    return int(np.count_nonzero(_feasible(conflict, truths)))


def _feasible(conflict: Conflict, truths: _Truths) -> Marks:
    rules = conflict.rules
    marks = np.ones(1 << len(conflict.order), dtype=bool)
    for rule in rules.infeasible:
        marks &= ~truths.marks(rule)
    if rules.feasible:
        allowed = np.zeros_like(marks)
        for rule in rules.feasible:
            allowed |= truths.marks(rule)
        marks &= allowed
    return marks


def _strides(conflict: Conflict) -> dict[str, int]:
    """How far apart the two cells stand that differ in one option only."""
    return {key: 1 << at for at, key in enumerate(reversed(conflict.order))}


def highest(values: Levels) -> int:
    """The number that stands for no state at all where the lowest is looked for."""
    return int(np.iinfo(values.dtype).max)


def _halves(values: Levels, stride: int) -> Iterator[tuple[Levels, Levels]]:
    """The cells where an option is left and where it is taken, as pairs of views."""
    cells = values.reshape(-1, 2, stride)
    if stride < NARROW:
        for column in range(stride):
            yield cells[:, 0, column], cells[:, 1, column]
    else:
        yield cells[:, 0], cells[:, 1]


def _raise_near(values: Levels, stride: int) -> None:
    """Raise each value to that of the cell which differs in one option, if that is higher."""
    for start in range(0, len(values), CHUNK):
        part = values[start : start + CHUNK]
        np.maximum(part, _exchanged(part, stride * values.itemsize), out=part)


def _exchanged(values: Levels, width: int) -> Levels:
    """The values with every two neighbouring stretches of so many bytes exchanged."""
    if width <= 4:
        words = values.view(f"u{2 * width}")
        half = words.dtype.type(8 * width)
        rotated: Levels = (words >> half | words << half).view(values.dtype)
        return rotated
    pairs = values.view(f"V{width}").reshape(-1, 2)
    return np.ascontiguousarray(pairs[:, ::-1]).reshape(-1).view(values.dtype)


class _Truths:
    """The algebra of statements over all states at once, eight states to a byte."""

    def __init__(self, size: int, strides: Mapping[str, int]) -> None:
        self._size = size
        self._strides = strides
        self._options: dict[str, Packed] = {}

    def marks(self, statement: Statement) -> Marks:
        packed = statement.fold(self)
        return np.unpackbits(packed, count=self._size).view(np.bool_)

    def option(self, key: str) -> Packed:
        if key not in self._options:
            cells = np.zeros((self._size // (2 * self._strides[key]), 2, self._strides[key]), bool)
            cells[:, 1] = True
            self._options[key] = np.packbits(cells)
        return self._options[key]

    def constant(self, truth: bool) -> Packed:
        return np.full(-(-self._size // 8), 0xFF if truth else 0, dtype=np.uint8)

    def negation(self, value: Packed) -> Packed:
        return ~value

    def conjunction(self, left: Packed, right: Packed) -> Packed:
        return left & right

    def disjunction(self, left: Packed, right: Packed) -> Packed:
        return left | right
