"""The definitions of the theory, computed as they are written, for comparison with the engines.

Nothing here uses `detente.solving`, nor the moves, rankings or algebras of the model: states are
listed, statements evaluated, moves generated and the last mover followed again, on purpose. A set
of states is a whole number with one binary digit a state, which keeps the search quick.
"""

from __future__ import annotations

import itertools
import re
from functools import cache, cached_property

from detente.model.conflict import Conflict, Party, Ranking
from detente.model.logic import Count, Expression, Join, Not, Statement, Taken

CONCEPTS = ("nash", "gmr", "smr", "seq", "sseq")


def holds(expression: Expression | Statement, taken: frozenset[str]) -> bool:
    """Whether a statement is true where exactly these options are taken."""
    match expression:
        case Statement(expression=inner):
            return holds(inner, taken)
        case Taken(key=key):
            return key in taken
        case Not(part=part):
            return not holds(part, taken)
        case Count(least=least, most=most, parts=parts):
            return least <= sum(holds(part, taken) for part in parts) <= most
        case Join(operator=operator, parts=parts):
            return joined(operator, [holds(part, taken) for part in parts])
    raise AssertionError(expression)


def joined(operator: str, truths: list[bool]) -> bool:
    if operator == "and":
        return all(truths)
    if operator == "or":
        return any(truths)
    if operator == "xor":
        return sum(truths) % 2 == 1
    a, b = truths
    return {
        "if": a or not b,
        "only if": not a or b,
        "implies": not a or b,
        "iff": a == b,
        "unless": a or b,
    }[operator]


def fits(signs: str, pattern: str) -> bool:
    return all(q in ("-", p) for p, q in zip(signs, pattern, strict=True))


class Definitions:
    """One conflict, one reading of sanctions: every question answered by looking everywhere."""

    def __init__(self, conflict: Conflict, sanctions: str = "legal") -> None:
        self.conflict = conflict
        self.sanctions = sanctions
        self.parties = [party.id for party in conflict.parties]
        self.members = self._members()
        self.states = sorted(self.members)
        self.number = {name: at for at, name in enumerate(self.states)}
        self.home = {
            one: self.number[name] for name, group in self.members.items() for one in group
        }
        self.value = {party.id: self._values(party) for party in conflict.parties}
        self.reach = cache(self._reach)

    # -- states ----------------------------------------------------------------------------------

    def taken(self, signs: str) -> frozenset[str]:
        return frozenset(
            key for sign, key in zip(signs, self.conflict.order, strict=True) if sign == "Y"
        )

    def _members(self) -> dict[str, list[str]]:
        """The plain states by the name of the state that they are part of."""
        rules = self.conflict.rules
        groups: dict[object, list[str]] = {}
        for digits in itertools.product("NY", repeat=len(self.conflict.order)):
            signs = "".join(digits)
            taken = self.taken(signs)
            if any(holds(rule, taken) for rule in rules.infeasible):
                continue
            if rules.feasible and not any(holds(rule, taken) for rule in rules.feasible):
                continue
            same = [n for n, rule in enumerate(rules.indistinguishable) if holds(rule, taken)]
            groups.setdefault(same[0] if same else signs, []).append(signs)
        return {
            "".join(c[0] if len(set(c)) == 1 else "-" for c in zip(*group, strict=True)): group
            for group in groups.values()
        }

    def _values(self, party: Party) -> list[tuple[int, ...]]:
        if isinstance(party.preference, Ranking):
            level = {
                self.number[name]: -at
                for at, names in enumerate(party.preference.levels)
                for name in names
            }
            return [(level[at],) for at in range(len(self.states))]
        statements = party.preference.flat if party.preference else ()
        return [
            tuple(holds(one, self.taken(self.members[name][0])) for one in statements)
            for name in self.states
        ]

    # -- moves and improvements ------------------------------------------------------------------

    @cached_property
    def moves(self) -> dict[str, list[int]]:
        return {party.id: self._moves(party) for party in self.conflict.parties}

    @cached_property
    def better(self) -> dict[str, list[int]]:
        return {
            party: [self._above(party, at) for at in range(len(self.states))]
            for party in self.parties
        }

    @cached_property
    def improvements(self) -> dict[str, list[int]]:
        return {
            party: [ends & self.better[party][at] for at, ends in enumerate(self.moves[party])]
            for party in self.parties
        }

    def _moves(self, party: Party) -> list[int]:
        graph = self.conflict.rules.graph
        reached = [0] * len(self.states)
        if graph is not None:
            for source, target in dict(graph).get(party.id, ()):
                reached[self.home.get(source, self.number.get(source))] |= 1 << self.home.get(
                    target, self.number.get(target)
                )
            return reached
        own = {option.key: option.direction for option in party.options}
        for (one, here), (other, there) in itertools.permutations(self.home.items(), 2):
            if here != there and self._may(own, one, other):
                reached[here] |= 1 << there
        return reached

    def _may(self, own: dict[str, str], one: str, other: str) -> bool:
        for key, before, after in zip(self.conflict.order, one, other, strict=True):
            if before != after:
                way = "take" if after == "Y" else "drop"
                if own.get(key) not in ("both", way):
                    return False
        return True

    def _above(self, party: str, at: int) -> int:
        value = self.value[party]
        return sum(1 << other for other in range(len(value)) if value[other] > value[at])

    # -- what the others can do ------------------------------------------------------------------

    def _reach(self, party: str, start: int, by_improvements: bool) -> int:
        step = self.improvements if by_improvements else self.moves
        others = frozenset(self.parties) - {party}
        if self.sanctions == "single":
            return union(step[one][start] for one in others)
        if self.sanctions == "once":
            return self._once(step, start, others)
        last: dict[str, int] = dict.fromkeys(others, 0)  # where each may have moved last
        while True:
            grown = {
                one: union(
                    step[one][here]
                    for here in places(
                        1 << start | union(last[other] for other in others if other != one)
                    )
                )
                for one in others
            }
            if grown == last:
                return union(last.values())
            last = grown

    def _once(self, step: dict[str, list[int]], start: int, left: frozenset[str]) -> int:
        reached = 0
        for one in left:
            for end in places(step[one][start]):
                reached |= 1 << end | self._once(step, end, left - {one})
        return reached

    # -- the concepts ----------------------------------------------------------------------------

    def is_stable(self, concept: str, party: str, state: int) -> bool:
        if concept == "sim":
            return self._sim(party, state)
        if match := re.fullmatch(r"(l|maximin)(\d+)", concept):
            return (self._limited if match[1] == "l" else self._maximin)(
                party, state, int(match[2])
            )
        if concept not in CONCEPTS:
            raise AssertionError(f"no definition of {concept} is written down here")
        improvements = self.improvements[party][state]
        if concept == "nash":
            return not improvements
        better = self.better[party][state]
        for improvement in places(improvements):
            ends = self.reach(party, improvement, concept in ("seq", "sseq")) & ~better
            if concept in ("smr", "sseq"):
                ends = union(
                    1 << end for end in places(ends) if not self.moves[party][end] & better
                )
            if not ends:
                return False
        return True

    def _sim(self, party: str, state: int) -> bool:
        """Every way in which the parties stay or improve at once, and where each of them leads."""
        start = self.states[state]
        own = {one: [state, *places(self.improvements[one][state])] for one in self.parties}
        met = set()
        for ends in itertools.product(*own.values()):
            moved = dict(zip(own, ends, strict=True))
            mine = moved.pop(party)
            changes = [
                (place, sign)
                for end in ends
                for place, sign in enumerate(self.states[end])
                if sign != start[place]
            ]
            signs = "".join(dict(changes).get(at, sign) for at, sign in enumerate(start))
            if set(moved.values()) == {state} or signs not in self.number:
                continue
            if not self.better[party][state] >> self.number[signs] & 1:
                met.add(mine)
        return set(own[party][1:]) <= met

    def _limited(self, party: str, state: int, horizon: int) -> bool:
        """Whether the party stays, however the two break ties wherever they may come."""
        return self._anticipated(party, state, horizon) == {state}

    def _anticipated(self, mover: str, state: int, horizon: int) -> set[int]:
        """The states G_h(mover, s), one for each choice among equals."""
        ends = places(self.moves[mover][state]) if horizon else []
        (other,) = (one for one in self.parties if one != mover)
        value, found = self.value[mover], set()
        for chosen in itertools.product(*(self._anticipated(other, t, horizon - 1) for t in ends)):
            best = max((value[end] for end in chosen), default=value[state])
            found |= (
                {end for end in chosen if value[end] == best} if best > value[state] else {state}
            )
        return found

    def _maximin(self, party: str, state: int, horizon: int) -> bool:
        """Whether no first move secures something better, the other choosing the worst."""
        return all(
            self._secured(party, end, horizon - 1, own=False) <= self.value[party][state]
            for end in places(self.moves[party][state])
        )

    def _secured(self, party: str, state: int, left: int, own: bool) -> tuple[int, ...]:
        (other,) = (one for one in self.parties if one != party)
        ends = places(self.moves[party if own else other][state]) if left else []
        values = [self._secured(party, end, left - 1, not own) for end in ends]
        return (max if own else min)([self.value[party][state], *values])

    def stable(self, concept: str, party: str) -> list[str]:
        """The states that are stable for the party, by their signs."""
        return [name for at, name in enumerate(self.states) if self.is_stable(concept, party, at)]

    # -- where it goes ---------------------------------------------------------------------------

    def closure(self, start: int) -> int:
        """All states that improvements lead to from a state, itself included."""
        reached, waiting = 1 << start, [start]
        while waiting:
            here = waiting.pop()
            new = union(self.improvements[party][here] for party in self.parties) & ~reached
            reached |= new
            waiting.extend(places(new))
        return reached

    def ends(self, start: int) -> tuple[list[str], list[list[str]]]:
        """The states and cycles in which improvements end: sets that lead to all of themselves."""
        ahead = {here: self.closure(here) for here in places(self.closure(start))}
        terminal = {
            reach
            for here, reach in ahead.items()
            if all(ahead[on] == reach for on in places(reach))
        }
        named = sorted([self.states[at] for at in places(reach)] for reach in terminal)
        return [part[0] for part in named if len(part) == 1], [p for p in named if len(p) > 1]


def places(states: int) -> list[int]:
    """The numbers of the states in a set."""
    found = []
    while states:
        lowest = states & -states
        found.append(lowest.bit_length() - 1)
        states ^= lowest
    return found


def union(sets) -> int:
    whole = 0
    for one in sets:
        whole |= one
    return whole
