"""Where a conflict goes from the status quo, and by which steps [LKH05]_."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Literal

from detente.errors import AnalysisError, BudgetError, EngineError
from detente.model.conflict import Conflict
from detente.model.findings import Path, Reached
from detente.model.state import State
from detente.solving.budget import A_MINUTE, Budget
from detente.solving.walking import Walker

__all__ = ["paths", "reached"]

Arcs = Mapping[State, list[State]]
Follow = Callable[[str, State], Sequence[State]]
Place = tuple[State, str]  # a state, and who moved last
NOBODY = ""
MOST_ENDS = 200  # to which ways are looked for where sets of states are looked at
MOST_LOOKS = 300_000  # moves looked at one by one before whole sets of states are looked at


def reached(conflict: Conflict, start: State | None = None) -> Reached:
    """Where improvements lead from a state, by default from the status quo.

    These are the terminal strongly connected components of the graph of improvements, within
    what improvements reach from the state. Only that part of the graph is built.
    """
    walker = Walker(conflict)
    return _ends(walker, walker.start(start))


def _ends(walker: Walker, start: State) -> Reached:
    arcs = _improvement_graph(walker, start)
    ends = [part for part in _components(arcs) if _is_closed(part, arcs)]
    return Reached(
        improving=tuple(sorted(part[0] for part in ends if len(part) == 1)),
        cycles=tuple(sorted(tuple(sorted(part)) for part in ends if len(part) > 1)),
        closure=len(arcs),
    )


def _improvement_graph(walker: Walker, start: State) -> dict[State, list[State]]:
    arcs: dict[State, list[State]] = {}
    waiting = [start]
    while waiting:
        here = waiting.pop()
        if here not in arcs:
            arcs[here] = [
                end for party in walker.parties for end in walker.improvements(party, here)
            ]
            waiting.extend(arcs[here])
    return arcs


def _is_closed(part: list[State], arcs: Arcs) -> bool:
    inside = set(part)
    return all(end in inside for state in part for end in arcs[state])


def _components(arcs: Arcs) -> Iterator[list[State]]:
    """The strongly connected components: floods in the order in which a first search ended."""
    back: dict[State, list[State]] = {state: [] for state in arcs}
    for state, ends in arcs.items():
        for end in ends:
            back[end].append(state)
    seen: set[State] = set()
    finished = [state for root in back for state in _postorder(root, back, seen)]
    seen.clear()
    for root in reversed(finished):
        if part := list(_postorder(root, arcs, seen)):
            yield part


def _postorder(root: State, arcs: Arcs, seen: set[State]) -> Iterator[State]:
    """The unseen states that lead from the root, each after those it leads to."""
    if root in seen:
        return
    seen.add(root)
    open_ = [(root, iter(arcs[root]))]
    while open_:
        here, ends = open_[-1]
        for end in ends:
            if end not in seen:
                seen.add(end)
                open_.append((end, iter(arcs[end])))
                break
        else:
            open_.pop()
            yield here


def paths(
    conflict: Conflict,
    start: State | None = None,
    to: State | None = None,
    moves: Literal["improving", "any"] = "improving",
    most: int = 20,
    *,
    budget: Budget | None = None,
) -> tuple[Path, ...]:
    """The shortest ways through a conflict; no party moves twice in a row.

    Parameters
    ----------
    start:
        Where to start; by default the status quo.
    to:
        The state to arrive at: all shortest paths are given, at most ``most`` of them. Without a
        target, one shortest path to each state, and to the nearest state of each cycle, in
        which improvements end.
    moves:
        Whether each step must be an improvement for its mover, or may be ``any`` legal move.
    budget:
        How long it may take. Where there are too many moves to look at one by one, sets of states
        are looked at instead, for a minute unless told otherwise. Where the budget ends first, the
        `BudgetError` holds the paths found by then; so it does where improvements end in more
        than 200 states.
    """
    if moves not in ("improving", "any"):
        raise AnalysisError(f"there are no `{moves}` moves; choose improving or any")
    if moves == "any" and to is None:
        raise AnalysisError("any moves lead nearly anywhere: name the state to arrive at")
    walker = Walker(conflict, MOST_LOOKS, budget)
    source = walker.start(start)
    try:
        return _walked(walker, source, to, moves, most)
    except EngineError:
        if not walker.conflict.rules.plain:
            raise
    return _by_sets(walker, source, to, moves, most, budget or Budget(A_MINUTE))


def _walked(
    walker: Walker, source: State, to: State | None, moves: str, most: int
) -> tuple[Path, ...]:
    """The paths, found by looking at moves one by one."""
    search = _Search(walker, source, walker.moves if moves == "any" else walker.improvements)
    if to is not None:
        return tuple(search.shortest(walker.find(to), most))
    ends = _ends(walker, source)
    nearest = [search.first((state,)) for state in ends.improving]
    nearest += [search.first(cycle) for cycle in ends.cycles]
    return tuple(path for path in nearest if path is not None)


def _by_sets(
    walker: Walker, source: State, to: State | None, moves: str, most: int, budget: Budget
) -> tuple[Path, ...]:
    """The paths, found by looking at whole sets of states."""
    from detente.solving.engine import symbolic  # noqa: PLC0415 - engines ask for paths too

    engine = symbolic(walker.conflict, budget)
    goals: list[tuple[State, ...]]
    if to is not None:
        goals, all_ = [(walker.find(to),)], True
    else:
        most, ends = 1, engine.reached(source)
        goals = [*((state,) for state in ends.improving), *ends.cycles]
        all_ = ends.complete and len(goals) <= MOST_ENDS
    found: list[Path] = []
    for goal in goals[:MOST_ENDS]:
        if source not in goal:
            try:
                routes = engine.ways(source, goal, improving=moves == "improving", most=most)
            except BudgetError as stopped:
                raise BudgetError(stopped.message, found=tuple(found)) from None
            found.extend(_path(walker, source, route) for route in routes)
    if not all_:
        why = "stopped: improvements end in more states than are looked at; name one to arrive at"
        raise BudgetError(why, found=tuple(found))
    return tuple(found)


def _path(walker: Walker, source: State, route: Iterable[tuple[str, State]]) -> Path:
    steps = []
    for party, end in route:
        steps.append(walker.step(party, source, end))
        source = end
    return Path(tuple(steps))


class _Search:
    """A breadth-first search from one state that keeps every arc of a shortest way."""

    def __init__(self, walker: Walker, source: State, follow: Follow) -> None:
        self.walker = walker
        self.source = source
        self._follow = follow
        self._layers: list[dict[Place, list[Place]]] = [{(source, NOBODY): []}]
        self._seen: set[Place] = {(source, NOBODY)}

    def _layer(self, depth: int) -> dict[Place, list[Place]]:
        """The places that take this many moves to reach, with the places they are reached from."""
        while len(self._layers) <= depth:
            layer: dict[Place, list[Place]] = {}
            for place in self._layers[-1]:
                for party in self.walker.parties:
                    if party != place[1]:
                        for end in self._follow(party, place[0]):
                            if (end, party) not in self._seen:
                                layer.setdefault((end, party), []).append(place)
            self._seen.update(layer)
            self._layers.append(layer)
        return self._layers[depth]

    def _depth(self, targets: frozenset[State]) -> int | None:
        """How many moves the nearest of the targets takes; None if there is no way."""
        depth = 0
        while layer := self._layer(depth):
            if any(state in targets for state, _ in layer):
                return depth
            depth += 1
        return None

    def first(self, targets: tuple[State, ...]) -> Path | None:
        """One shortest path to the nearest of the targets; None if it is empty or there is none."""
        depth = self._depth(frozenset(targets))
        if not depth:
            return None
        nearest = next(state for state, _ in self._layer(depth) if state in targets)
        return next(self.shortest(nearest, 1))

    def shortest(self, target: State, most: int) -> Iterator[Path]:
        """The shortest paths to the target, in the order of their movers and states."""
        depth = self._depth(frozenset((target,)))
        if not depth:
            return
        onward = self._onward(target, depth)
        waiting: list[tuple[Place, ...]] = [((self.source, NOBODY),)]
        given = 0
        while waiting and given < most:
            places = waiting.pop()
            if len(places) > depth:
                given += 1
                yield self._path(places)
            else:
                later = onward[len(places)][places[-1]]
                waiting.extend((*places, place) for place in reversed(later))

    def _onward(self, target: State, depth: int) -> list[dict[Place, list[Place]]]:
        """For each number of moves, the arcs that lie on a shortest way to the target."""
        onward: list[dict[Place, list[Place]]] = [{} for _ in range(depth + 1)]
        useful = {place for place in self._layer(depth) if place[0] == target}
        for number in range(depth, 0, -1):
            for place, sources in self._layer(number).items():
                if place in useful:
                    for source in sources:
                        onward[number].setdefault(source, []).append(place)
            useful = set(onward[number])
        return onward

    def _path(self, places: tuple[Place, ...]) -> Path:
        return Path(
            tuple(
                self.walker.step(mover, before, after)
                for (before, _), (after, mover) in pairwise(places)
            )
        )
