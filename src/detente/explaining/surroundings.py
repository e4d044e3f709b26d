"""Which states around the status quo to draw, and the moves between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from detente.explaining.run import Run
from detente.explaining.wording import Wording
from detente.explaining.words import counted, in_list, verb
from detente.model.findings import Step
from detente.model.state import State

__all__ = ["Arc", "Surroundings", "surroundings"]

ACROSS = 5  # states in a row
ROWS = 5
INTO = 3  # arcs drawn into one state


@dataclass(frozen=True, slots=True)
class Arc:
    """A move that is drawn, with what it brings its mover: +1 a gain, 0 nothing, -1 a loss."""

    party: str
    source: State
    target: State
    gain: int


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The states to draw, by rows from the status quo down, with tags and moves."""

    rows: tuple[tuple[State, ...], ...]
    arcs: tuple[Arc, ...]
    tags: tuple[tuple[State, str], ...]
    parties: tuple[str, ...]
    left_out: str = ""

    @property
    def states(self) -> tuple[State, ...]:
        """All states drawn."""
        return tuple(state for row in self.rows for state in row)

    def tag(self, state: State) -> str:
        """What a state is: status quo, reached, best for all; else nothing."""
        return dict(self.tags).get(state, "")

    def lines(self, words: Wording) -> Iterator[str]:
        """The picture in words, one line a move."""
        gains = {1: "gains", 0: "neither gains nor loses", -1: "loses"}
        for arc in self.arcs:
            start = "the status quo" if arc.source == self.states[0] else words.short(arc.source)
            tag = self.tag(arc.target)
            yield (
                f"From {start}, {words.party(arc.party)} {gains[arc.gain]} by "
                f"{words.change(arc.source, arc.target)}{f' [{tag}]' if tag else ''}"
            )


def surroundings(run: Run) -> Surroundings:
    """The part of the state graph worth looking at: where it goes, the deals, the first moves."""
    here = run.status_quo
    if here is None:
        return Surroundings((), (), (), ())
    first = run.steps(here)
    rows = _rows(run, here, first)
    arcs = tuple(_arcs(run, rows))
    shown = {state for row in rows for state in row}
    tags = tuple((state, tag) for row in rows for state in row if (tag := _tag(run, state)))
    drawn = {arc.party for arc in arcs}
    movers = tuple(one.id for one in run.conflict.parties if one.options or one.id in drawn)
    left_out = _left_out(first, shown)
    if any(run.is_wide(party.id) for party in run.conflict.parties):
        told = [left_out] if left_out else []
        left_out = "; ".join([*told, "moves of several options at once are left out"])
    return Surroundings(rows, arcs, tags, movers, left_out)


def _rows(run: Run, here: State, first: Sequence[Step]) -> tuple[tuple[State, ...], ...]:
    depth: dict[State, int] = {here: 0}
    for way in (*run.ways, *run.deal_ways):
        for number, step in enumerate(way.steps[: ROWS - 1], 1):
            depth.setdefault(step.target, number)
    for target in (step.target for step in first):
        if target in depth:
            depth[target] = min(1, depth[target]) if target != here else 0
    chosen = [[state for state, at in depth.items() if at == row][:ACROSS] for row in range(ROWS)]
    for step in _in_turn(run, first, depth):
        if len(chosen[1]) < ACROSS:
            depth[step.target] = 1
            chosen[1].append(step.target)
    owner = {step.target: step.party for step in reversed(first)}
    order = [party.id for party in run.conflict.parties]
    chosen[1].sort(key=lambda state: order.index(owner[state]) if state in owner else len(order))
    return tuple(tuple(row) for row in chosen if row)


def _in_turn(run: Run, first: Sequence[Step], taken: Mapping[State, int]) -> Iterator[Step]:
    """First moves that are not yet chosen: gains, then each party's simplest move in turn."""
    new = [step for step in first if step.target not in taken]
    new.sort(key=lambda step: (-step.gain, len(step.changed), step.target.signs))
    yield from (step for step in new if step.improving)
    shown = Counter(step.party for step in first if step.target in taken or step.improving)
    turns: list[tuple[int, int, Step]] = []
    for place, party in enumerate(run.conflict.parties):
        mine = [step for step in new if step.party == party.id and not step.improving]
        turns += [(shown[party.id] + turn, place, step) for turn, step in enumerate(mine)]
    yield from (step for _, _, step in sorted(turns, key=lambda entry: entry[:2]))


def _arcs(run: Run, rows: Sequence[Sequence[State]]) -> Iterator[Arc]:
    """The moves from each row to the next, gains first, at most a few into one state."""
    on_ways = {(step.source, step.target) for way in (*run.ways, *run.deal_ways) for step in way}
    for upper, lower in pairwise(rows):
        for target in lower:
            into = [step for source in upper for step in run.steps(source) if step.target == target]
            into.sort(key=lambda step: ((step.source, step.target) not in on_ways, -step.gain))
            for step in into[:INTO]:
                yield Arc(step.party, step.source, step.target, step.gain)


def _tag(run: Run, state: State) -> str:
    tags = ["status quo"] if state == run.status_quo else []
    tags += [role] if (role := run.role(state)) else []
    tags += ["best for all"] if run.common and state in run.common.best else []
    return ", ".join(tags)


def _left_out(first: Iterable[Step], shown: set[State]) -> str:
    hidden = [step for step in first if step.target not in shown]
    if not hidden:
        return ""
    number = len(hidden)
    gaining = sum(step.improving for step in hidden)
    what = "none of them a gain for its mover"
    if gaining:
        what = f"{counted(gaining, 'of them')} {verb(gaining, 'a gain', 'gains')} for the mover"
        what = what.replace("of thems", "of them")
    parts = [f"{counted(number, 'other move')} from the status quo {verb(number)} not shown", what]
    return in_list(parts, ",").replace(" , ", ", ")
