"""Many preferences over one set of moves, judged at once.

What a robustness sweep or a search for the smallest change asks is the same conflict a thousand
times over, with other preferences. Feasible states and moves stay, so they are listed once as
arcs; what every party prefers becomes one array with a row for each state and a column for each
model, and every concept the same formula as in `ranks`, taken along all columns together.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from detente.errors import EngineError
from detente.model.conflict import Conflict, Option, Preference, Prioritised, Ranking
from detente.model.logic import Statement
from detente.model.moves import ENUMERABLE
from detente.model.state import State
from detente.solving.concepts import Concept
from detente.solving.grid import Grid

__all__ = ["Marks", "Profile", "Profiles", "Verdicts", "joined"]

Profile = tuple[Preference, ...]
"""One preference a party, in the order of the conflict."""

Values = NDArray[np.int32]
Marks = NDArray[np.bool_]
Numbers = NDArray[np.intp]

EXACT = 62  # binary digits that a value may have on the way
NOWHERE = np.iinfo(np.int32).max  # the value of no state at all where the lowest is looked for
MOST_ARCS = 4_000_000
MOST_CELLS = 200_000  # arcs times models that are held at once


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What holds in each model: rows are states, columns models.

    ``stable`` is for all parties, by concept. If a start was given, ``reached`` marks where
    improvements from it end, ``closure`` all that they reach, and ``better`` what every party
    prefers to it.
    """

    stable: Mapping[str, Marks]
    reached: Marks | None = None
    closure: Marks | None = None
    better: Marks | None = None


def joined(parts: Sequence[Verdicts], axis: int = 1) -> Verdicts:
    """The verdicts on several stretches of models as those on all of them."""

    def together(marks: Sequence[Marks | None]) -> Marks | None:
        known = [one for one in marks if one is not None]
        return np.concatenate(known, axis=axis) if known else None

    stable: dict[str, Marks] = {}
    for name in parts[0].stable:
        stable[name] = np.concatenate([part.stable[name] for part in parts], axis=axis)
    return Verdicts(
        stable,
        together([part.reached for part in parts]),
        together([part.closure for part in parts]),
        together([part.better for part in parts]),
    )


class Profiles:
    """One conflict in plain option form under legal sanctions, and whatever is preferred in it."""

    def __init__(self, conflict: Conflict) -> None:
        if conflict.rules.graph is not None or conflict.rules.indistinguishable:
            raise EngineError("profiles need plain options: graphs and classes are solved singly")
        if len(conflict.order) > ENUMERABLE:
            raise EngineError(f"{len(conflict.order)} options have too many states to be listed")
        plain = conflict.under()
        self._grid = Grid(plain)
        self.conflict = plain
        self.places: Numbers = np.flatnonzero(self._grid.feasible)
        self.states = len(self.places)
        self._arcs: list[_Arcs] = []
        self._arc_count = 0
        for party in plain.parties:
            room = MOST_ARCS - self._arc_count
            self._arcs.append(_Arcs(self._grid, self.places, party.options, room))
            self._arc_count += len(self._arcs[-1].source)
        self._truths: dict[Statement, Marks] = {}

    @property
    def width(self) -> int:
        """How many models are judged together."""
        return max(1, MOST_CELLS // max(1, self._arc_count))

    def number(self, state: State) -> int:
        """The row of a state."""
        return int(np.searchsorted(self.places, state.bits))

    def state(self, number: int) -> State:
        """The state of a row."""
        return self._grid.state(int(self.places[number]))

    # -- values ----------------------------------------------------------------------------------

    def values(self, preference: Preference) -> Values:
        """How good each state is: only the order counts."""
        if isinstance(preference, Ranking):
            return self._levels(preference)
        value = np.zeros(self.states, dtype=np.int64)
        statements = iter(preference.flat)
        while chunk := list(islice(statements, EXACT - self.states.bit_length())):
            for statement in chunk:
                value = 2 * value + self._truth(statement)
            value = np.unique(value, return_inverse=True)[1]
        return value.astype(np.int32)

    def _truth(self, statement: Statement) -> Marks:
        known = self._truths.get(statement)
        if known is None:
            known = statement.fold(_Truths(self._grid, self.places))
            self._truths[statement] = known
        return known

    def _levels(self, ranking: Ranking) -> Values:
        value = np.empty(self.states, dtype=np.int32)
        for level, names in enumerate(ranking.levels):
            for signs in names:
                value[self.number(State(signs))] = -level
        return value

    def columns(self, preferences: Sequence[Preference | None]) -> Values:
        """The values of one party in several models, equal preferences computed once."""
        known: dict[Preference, int] = {}
        numbers = [known.setdefault(one or Prioritised(), len(known)) for one in preferences]
        unique = np.stack([self.values(one) for one in known], axis=1)
        return np.ascontiguousarray(unique[:, numbers])

    # -- judging ---------------------------------------------------------------------------------

    def judge(
        self,
        profiles: Sequence[Profile],
        concepts: Sequence[Concept],
        start: State | None = None,
    ) -> Verdicts:
        """What is stable, and where improvements end, under each of the profiles."""
        parts = [
            self._judged(profiles[at : at + self.width], concepts, start)
            for at in range(0, len(profiles), self.width)
        ]
        return parts[0] if len(parts) == 1 else joined(parts)

    def _judged(
        self, profiles: Sequence[Profile], concepts: Sequence[Concept], start: State | None
    ) -> Verdicts:
        levels = [
            self.columns([profile[at] for profile in profiles]) for at in range(len(self._arcs))
        ]
        sweep = _Sweep(self._arcs, levels)
        stable = {row.id: sweep.equilibria(row) for row in concepts}
        if start is None:
            return Verdicts(stable)
        at = self.number(start)
        better = np.logical_and.reduce([level > level[at] for level in levels])
        return Verdicts(stable, *sweep.reached(at), better)


class _Arcs:
    """The moves of one party, at most so many: sources and targets, sorted by both."""

    def __init__(self, grid: Grid, places: Numbers, options: Sequence[Option], most: int) -> None:
        row = np.full(grid.size, -1, dtype=np.intp)
        row[places] = np.arange(len(places))
        sources, targets = [], []
        for mask, dropped in _changes(grid, options):
            end = places ^ mask
            legal = (row[end] >= 0) & ((places & mask) == dropped)
            sources.append(np.flatnonzero(legal))
            targets.append(row[end[legal]])
            most -= len(sources[-1])
            if most < 0:
                raise EngineError(f"more than {MOST_ARCS:,} moves are too many to be held at once")
        self.source: Numbers = np.concatenate(sources) if sources else np.empty(0, dtype=np.intp)
        self.target: Numbers = np.concatenate(targets) if targets else np.empty(0, dtype=np.intp)
        order = np.lexsort((self.target, self.source))
        self.source, self.target = self.source[order], self.target[order]
        self.from_rows, self.from_starts = np.unique(self.source, return_index=True)
        self.by_target = np.argsort(self.target, kind="stable")
        self.to_rows, self.to_starts = np.unique(self.target[self.by_target], return_index=True)


def _changes(grid: Grid, options: Sequence[Option]) -> list[tuple[int, int]]:
    """Each way to change options: which change, and which of them are dropped by it."""
    ways = [(0, 0)]
    for option in options:
        bit = grid.strides[option.key]
        more = []
        for mask, dropped in ways:
            if option.direction != "drop":
                more.append((mask | bit, dropped))
            if option.direction != "take":
                more.append((mask | bit, dropped | bit))
        ways += more
    return ways[1:]


class _Truths:
    """The algebra of statements over the feasible states."""

    def __init__(self, grid: Grid, places: Numbers) -> None:
        self._strides = grid.strides
        self._places = places

    def option(self, key: str) -> Marks:
        marks: Marks = (self._places & self._strides[key]) != 0
        return marks

    def constant(self, truth: bool) -> Marks:
        return np.full(len(self._places), truth)

    def negation(self, value: Marks) -> Marks:
        return ~value

    def conjunction(self, left: Marks, right: Marks) -> Marks:
        return left & right

    def disjunction(self, left: Marks, right: Marks) -> Marks:
        return left | right


class _Sweep:
    """The concepts for some models at once; every array has one column a model."""

    def __init__(self, arcs: Sequence[_Arcs], levels: Sequence[Values]) -> None:
        self.arcs = arcs
        self.levels = levels
        self._gains = [
            level[one.target] > level[one.source] for one, level in zip(arcs, levels, strict=True)
        ]

    def equilibria(self, concept: Concept) -> Marks:
        """The states that are stable for every party."""
        stable = np.ones(self.levels[0].shape, dtype=bool)
        for party, level in enumerate(self.levels):
            if len(self.arcs[party].source):
                stable &= self._best(party, self._after_answers(concept, party)) <= level
        return stable

    def _after_answers(self, concept: Concept, party: int) -> Values:
        """W, as in `ranks`: how good each state is once the others have answered."""
        level = self.levels[party]
        if concept.answer == "nothing":
            return level
        if not concept.survives:
            return self._worst_response(party, level, concept)
        countered = self._best(party, level)
        return np.minimum(level, self._worst_response(party, countered, concept))

    def _best(self, party: int, values: Values) -> Values:
        arcs = self.arcs[party]
        best = values.copy()
        if len(arcs.source):
            top = np.maximum.reduceat(values[arcs.target], arcs.from_starts, axis=0)
            best[arcs.from_rows] = np.maximum(best[arcs.from_rows], top)
        return best

    def _worst_response(self, party: int, values: Values, concept: Concept) -> Values:
        others = [one for one in range(len(self.arcs)) if one != party]
        others = [one for one in others if len(self.arcs[one].source)]
        worst, quiet = values.copy(), 0
        while others and quiet < len(others):
            mover = others[0]
            lowered = self._lowered(mover, worst, concept)
            quiet = quiet + 1 if np.array_equal(lowered, worst) else 1
            worst, others = lowered, [*others[1:], mover]
        return worst

    def _lowered(self, mover: int, values: Values, concept: Concept) -> Values:
        arcs = self.arcs[mover]
        ends = values[arcs.target]
        if concept.answer == "improvements":
            ends[~self._gains[mover]] = NOWHERE
        lowest = np.minimum.reduceat(ends, arcs.from_starts, axis=0)
        lowered = values.copy()
        lowered[arcs.from_rows] = np.minimum(values[arcs.from_rows], lowest)
        return lowered

    # -- where improvements end -------------------------------------------------------------------

    def reached(self, start: int) -> tuple[Marks, Marks]:
        """Where improvements from the start end, and all that they reach."""
        closure = np.zeros(self.levels[0].shape, dtype=bool)
        closure[start] = True
        closure = self._flooded(closure, self._ahead)
        restless = np.zeros_like(closure)
        for arcs, gains in zip(self.arcs, self._gains, strict=True):
            if len(arcs.source):
                restless[arcs.from_rows] |= np.logical_or.reduceat(gains, arcs.from_starts, axis=0)
        ends = closure & ~restless
        left = closure & ~self._flooded(ends.copy(), self._behind)
        for model in np.flatnonzero(left.any(axis=0)):
            ends[:, model] |= self._cycling(int(model), left[:, model])
        return ends, closure

    def _flooded(self, marks: Marks, step: Callable[[int, Marks], None]) -> Marks:
        """Add what each party adds, in place, until nothing is added."""
        before = -1
        while (now := int(np.count_nonzero(marks))) != before:
            before = now
            for party, arcs in enumerate(self.arcs):
                if len(arcs.source):
                    step(party, marks)
        return marks

    def _ahead(self, party: int, marks: Marks) -> None:
        arcs = self.arcs[party]
        led = (marks[arcs.source] & self._gains[party])[arcs.by_target]
        marks[arcs.to_rows] |= np.logical_or.reduceat(led, arcs.to_starts, axis=0)

    def _behind(self, party: int, marks: Marks) -> None:
        arcs = self.arcs[party]
        leads = marks[arcs.target] & self._gains[party]
        marks[arcs.from_rows] |= np.logical_or.reduceat(leads, arcs.from_starts, axis=0)

    def _cycling(self, model: int, left: Marks) -> Marks:
        """The states of one model that lie on cycles in which improvements end.

        From ``left`` improvements lead to no single state in which they end, so a state is on such
        a cycle where everything that it leads to leads back to it.
        """
        ahead: dict[int, frozenset[int]] = {}
        onward: dict[int, list[int]] = {}
        for arcs, gains in zip(self.arcs, self._gains, strict=True):
            for at in np.flatnonzero(gains[:, model]):
                onward.setdefault(int(arcs.source[at]), []).append(int(arcs.target[at]))
        for start in np.flatnonzero(left):
            ahead[int(start)] = _closure(int(start), onward)
        on_cycle = np.zeros_like(left)
        for state, reach in ahead.items():
            on_cycle[state] = all(ahead[other] == reach for other in reach)
        return on_cycle


def _closure(start: int, onward: Mapping[int, list[int]]) -> frozenset[int]:
    seen, waiting = {start}, [start]
    while waiting:
        for end in onward.get(waiting.pop(), ()):
            if end not in seen:
                seen.add(end)
                waiting.append(end)
    return frozenset(seen)
