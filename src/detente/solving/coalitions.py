"""Who must move together: joint improvements, equilibria that groups upset, ways to agreement."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count
from typing import Any, Literal

from detente.model.conflict import Conflict
from detente.model.findings import CommonGround, Path, Step
from detente.model.state import State, state_of
from detente.solving.agreement import better_for_all
from detente.solving.groups import COALITIONAL, Group, Groups, members, subgroups
from detente.solving.stability import solve
from detente.solving.walking import Walker

__all__ = ["Coalitions", "JointMove", "Vulnerable", "Way", "coalitions", "ways_to_agreement"]

Place = tuple[State, str]  # a state, and who moved last
NOBODY = ""
MOST_WAYS = 40
Help = Literal["self-interest", "a first step at a cost", "groups in turn", "all at once", "none"]


@dataclass(frozen=True, slots=True)
class JointMove:
    """A group, and the states to which it can move together so that every member gains."""

    group: Group
    targets: tuple[State, ...]


@dataclass(frozen=True, slots=True)
class Vulnerable:
    """An equilibrium, the concepts under which it is one, and the groups that would leave it."""

    state: State
    concepts: tuple[str, ...]
    moves: tuple[JointMove, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """How a state that every party prefers can be reached, and why nobody goes there alone.

    ``parts`` are the first steps: each party's own part of it, made alone. ``groups`` are the
    smallest groups that can go there together and gain. ``path`` has the fewest steps that leave
    their mover no better off, None if no legal moves lead there. ``turns`` are joint improvements
    of groups short of all, one after the other. ``stable`` holds the concepts under which it is an
    equilibrium once it is reached.
    """

    state: State
    parts: tuple[tuple[str, State, Step | None], ...]
    groups: tuple[Group, ...]
    path: Path | None
    turns: tuple[tuple[Group, State], ...]
    stable: tuple[str, ...]

    @property
    def costly(self) -> tuple[Step, ...]:
        """The steps of the path by which their mover does not gain when it makes them."""
        return tuple(step for step in self.path or () if not step.improving)

    @property
    def help(self) -> Help:
        """What it takes: sequencing, somebody's first step at a cost, groups, or a joint step."""
        if self.path is None:
            return "none"
        if self.path.improving:
            return "self-interest"
        if self.turns:
            return "groups in turn"
        return "a first step at a cost" if len(self.costly) == 1 else "all at once"

    def to_dict(self) -> dict[str, Any]:
        """The way as JSON values."""
        return {
            "state": self.state.signs,
            "parts": [
                {"party": party, "to": end.signs, "step": None if step is None else step.to_dict()}
                for party, end, step in self.parts
            ],
            "groups": [list(group) for group in self.groups],
            "path": None if self.path is None else self.path.to_dict(),
            "costly_steps": None if self.path is None else len(self.costly),
            "turns": [{"group": list(group), "to": end.signs} for group, end in self.turns],
            "help": self.help,
            "stable": list(self.stable),
        }


@dataclass(frozen=True, slots=True)
class Coalitions:
    """What groups can do in a conflict, seen from one state.

    ``joint`` holds one entry for each group of two or more parties; ``equilibria`` the states
    that are stable for every group, under CNash, CGMR, CSMR and CSEQ; ``vulnerable`` those
    equilibria of the plain concepts that some group of two or more would leave; ``plain`` counts
    the equilibria that were looked at.
    """

    conflict: Conflict
    state: State
    feasible: int
    joint: tuple[JointMove, ...]
    equilibria: Mapping[str, tuple[State, ...]]
    plain: int
    vulnerable: tuple[Vulnerable, ...]
    common: CommonGround
    ways: tuple[Way, ...]


def coalitions(
    conflict: Conflict, state: State | None = None, limit: int = 200, *, tables: bool = True
) -> Coalitions:
    """What every group of parties can do together.

    Parameters
    ----------
    state:
        Where the groups stand; by default the status quo.
    limit:
        How many states better for all are listed, the Pareto-optimal ones first.
    tables:
        Whether the states that hold against every group, and the equilibria that some group would
        leave, are looked for among all states; without them ``equilibria`` and ``vulnerable`` are
        empty.

    Notes
    -----
    All groups are looked at, so the work doubles with each party; conflicts of up to 4,096
    states.
    """
    chosen = conflict.under()
    here = Walker(chosen).start(state)
    groups = Groups(chosen)
    stable = _stable(chosen)
    common = better_for_all(chosen, here, limit)
    return Coalitions(
        conflict=chosen,
        state=here,
        feasible=groups.relations.feasible,
        joint=tuple(_joint(groups, here)),
        equilibria={
            row.id: tuple(groups.relations.state(at) for at in groups.equilibria(row))
            for row in (COALITIONAL if tables else ())
        },
        plain=len(stable),
        vulnerable=tuple(_vulnerable(groups, stable)) if tables else (),
        common=common,
        ways=ways_to_agreement(groups, here, common, stable),
    )


def _stable(conflict: Conflict) -> dict[State, tuple[str, ...]]:
    """The equilibria with the concepts that they are equilibria under, the strongest first."""
    analysis = solve(conflict)
    found: dict[State, tuple[str, ...]] = {}
    for concept in analysis.concepts:
        for state in analysis.equilibria(concept):
            found[state] = (*found.get(state, ()), concept)
    return dict(sorted(found.items(), key=lambda item: (-len(item[1]), item[0])))


def _joint(groups: Groups, state: State) -> Iterator[JointMove]:
    number = groups.relations.number(state)
    for group in subgroups(groups.parties, 2):
        ends = groups.improvements(group, number)
        yield JointMove(group, tuple(groups.relations.state(at) for at in members(ends)))


def _vulnerable(groups: Groups, stable: Mapping[State, tuple[str, ...]]) -> Iterator[Vulnerable]:
    for state, concepts in stable.items():
        moves = tuple(move for move in _joint(groups, state) if move.targets)
        if moves:
            yield Vulnerable(state, concepts, moves)


# -- ways to what is better for all ----------------------------------------------------------------


def ways_to_agreement(
    groups: Groups,
    here: State,
    common: CommonGround,
    stable: Mapping[State, tuple[str, ...]],
) -> tuple[Way, ...]:
    """For the states that all prefer, the best first: what it takes to get there."""
    listed = [*common.best, *(state for state in common.listed if state not in common.best)]
    search = _Search(groups, here)
    return tuple(search.way(state, stable.get(state, ())) for state in listed[:MOST_WAYS])


class _Search:
    """Ways from one state, searched once for all targets."""

    def __init__(self, groups: Groups, here: State) -> None:
        self.groups = groups
        self.here = here
        self.walker = Walker(groups.conflict)
        self._cheapest = self._spread()
        self._turns = self._by_groups()

    def way(self, target: State, stable: tuple[str, ...]) -> Way:
        number = self.groups.relations.number(target)
        start = self.groups.relations.number(self.here)
        able = [
            group
            for group in subgroups(self.groups.parties)
            if self.groups.improvements(group, start) >> number & 1
        ]
        smallest = [one for one in able if not any(set(two) < set(one) for two in able)]
        return Way(
            target,
            tuple(self._parts(target)),
            tuple(smallest),
            self._path(target),
            self._turns_to(number),
            stable,
        )

    def _parts(self, target: State) -> Iterator[tuple[str, State, Step | None]]:
        """Each party's own part of the target, and the move to it if there is such a move."""
        conflict = self.groups.conflict
        for party in conflict.parties:
            own = {option.key for option in party.options}
            signs = "".join(
                after if key in own else before
                for key, before, after in zip(
                    conflict.order, self.here.signs, target.signs, strict=True
                )
            )
            if signs == self.here.signs:
                continue
            part = state_of(conflict, signs)
            possible = part in self.walker.moves(party.id, self.here)
            step = self.walker.step(party.id, self.here, part) if possible else None
            yield party.id, part, step

    # -- single moves, as few of them at a cost as possible ---------------------------------------

    def _spread(self) -> dict[Place, Place | None]:
        """For each place the place before it on the cheapest way, from the start on."""
        order = count()
        start = (self.here, NOBODY)
        waiting: list[tuple[int, int, int, Place, Place | None]] = [
            (0, 0, next(order), start, None)
        ]
        before: dict[Place, Place | None] = {}
        while waiting:
            cost, steps, _, place, source = heappop(waiting)
            if place in before:
                continue
            before[place] = source
            state, last = place
            for party in self.walker.parties:
                if party == last:
                    continue
                for end in self.walker.moves(party, state):
                    dear = cost + (self.walker.gain(party, state, end) <= 0)
                    heappush(waiting, (dear, steps + 1, next(order), (end, party), place))
        return before

    def _path(self, target: State) -> Path | None:
        """The first way found to the target: dictionaries keep the order of arrival."""
        place = next((place for place in self._cheapest if place[0] == target), None)
        steps: list[Step] = []
        while place is not None and (source := self._cheapest[place]) is not None:
            steps.append(self.walker.step(place[1], source[0], place[0]))
            place = source
        return Path(tuple(reversed(steps))) if steps else None

    # -- joint improvements of groups short of all -------------------------------------------------

    def _by_groups(self) -> dict[int, tuple[int, Group] | None]:
        """For each state the state and the group by which groups in turn first arrive at it."""
        start = self.groups.relations.number(self.here)
        smaller = [g for g in subgroups(self.groups.parties) if len(g) < len(self.groups.parties)]
        before: dict[int, tuple[int, Group] | None] = {start: None}
        layer = [start]
        while layer:
            following = []
            for state in layer:
                for group in smaller:
                    for end in members(self.groups.improvements(group, state)):
                        if end not in before:
                            before[end] = state, group
                            following.append(end)
            layer = following
        return before

    def _turns_to(self, number: int) -> tuple[tuple[Group, State], ...]:
        turns: list[tuple[Group, State]] = []
        while (source := self._turns.get(number)) is not None:
            turns.append((source[1], self.groups.relations.state(number)))
            number = source[0]
        return tuple(reversed(turns))
