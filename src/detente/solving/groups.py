"""What groups of parties can do together, and which states hold against them.

A group moves by legal sequences of single moves of its members; it *improves* where every member
prefers where the group arrives to where it started [KHFP01]_. States are numbered as in
`Relations`; a set of states is a whole number with one binary digit a state.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

from detente.errors import AnalysisError
from detente.model.conflict import Conflict
from detente.solving.concepts import CONCEPTS, Concept, find
from detente.solving.relations import Relations

__all__ = ["COALITIONAL", "Group", "Groups", "members", "subgroups"]

Group = tuple[str, ...]
"""Parties that move together, in the order of the conflict."""

COALITIONAL = tuple(row for row in CONCEPTS if row.id != "sseq")
"""The rows that have a coalitional reading; ``nash`` is read as CNash, and so on."""

MOST_PARTIES = 10


class Groups:
    """The moves, improvements and stabilities of all groups of parties in one conflict."""

    def __init__(self, conflict: Conflict) -> None:
        self.conflict = conflict.under()
        self.relations = Relations(self.conflict)
        self.parties: Group = tuple(party.id for party in self.conflict.parties)
        if len(self.parties) > MOST_PARTIES:
            raise AnalysisError(
                f"{len(self.parties)} parties form {2 ** len(self.parties) - 1:,} groups; at most "
                f"{MOST_PARTIES} parties are looked at: join those that act as one"
            )
        size = self.relations.feasible
        self._moves = {
            party: [_set(self.relations.moves(party, at)) for at in range(size)]
            for party in self.parties
        }
        self._better = {party: self._preferred(party) for party in self.parties}
        self._reach: dict[tuple[Group, int], int] = {}
        self._improvements: dict[tuple[Group, int], int] = {}

    def _preferred(self, party: str) -> list[int]:
        """For each state the set of the states that the party prefers to it."""
        levels = self.relations.levels(party)
        above: dict[int, int] = {}
        seen = 0
        for level in sorted({int(level) for level in levels}, reverse=True):
            above[level] = seen
            seen |= _set(int(at) for at in (levels == level).nonzero()[0])
        return [above[int(level)] for level in levels]

    # -- moves -----------------------------------------------------------------------------------

    def reach(self, group: Group, state: int) -> int:
        """R_H(s): wherever the group can lead; no member moves twice in a row."""
        known = self._reach.get((group, state))
        if known is None:
            known = self._reach[group, state] = self._led(group, state)
        return known

    def _led(self, group: Group, state: int) -> int:
        arrived = dict.fromkeys(group, 0)  # where each member can have made the last move
        fresh = {party: self._moves[party][state] for party in group}
        while any(fresh.values()):
            for party in group:
                arrived[party] |= fresh[party]
            onward = {
                party: _union(
                    self._moves[party][here]
                    for here in members(_union(fresh[one] for one in group if one != party))
                )
                for party in group
            }
            fresh = {party: onward[party] & ~arrived[party] for party in group}
        return _union(arrived.values())

    def improvements(self, group: Group, state: int) -> int:
        """R_H^{++}(s): where the group can lead and which every member prefers."""
        known = self._improvements.get((group, state))
        if known is None:
            known = self.reach(group, state)
            for party in group:
                known &= self._better[party][state]
            self._improvements[group, state] = known
        return known

    def better(self, group: Group, state: int) -> int:
        """The states that every member prefers, wherever they are."""
        known = -1
        for party in group:
            known &= self._better[party][state]
        return known

    def responses(self, group: Group, state: int) -> int:
        """Where the others can end by improvements of their groups, none of them twice in a row."""
        rivals = list(subgroups(self._others(group)))
        arrived = dict.fromkeys(rivals, 0)
        fresh = {rival: self.improvements(rival, state) for rival in rivals}
        while any(fresh.values()):
            for rival in rivals:
                arrived[rival] |= fresh[rival]
            onward = {
                rival: _union(
                    self.improvements(rival, here)
                    for here in members(_union(fresh[one] for one in rivals if one != rival))
                )
                for rival in rivals
            }
            fresh = {rival: onward[rival] & ~arrived[rival] for rival in rivals}
        return _union(arrived.values())

    def _others(self, group: Group) -> Group:
        return tuple(party for party in self.parties if party not in group)

    # -- stability -------------------------------------------------------------------------------

    def is_stable(self, concept: Concept | str, group: Group, state: int) -> bool:
        """Whether each improvement of the group is answered by what some member does not want.

        An answer ends where at least one member is no better off than at the state; under CSMR no
        move of the group from there leads to a state that all members prefer [IH08]_.
        """
        row = find(concept) if isinstance(concept, str) else concept
        gains = self.better(group, state)
        for improvement in members(self.improvements(group, state)):
            ends = self._answers(row, group, improvement) & ~gains
            if row.survives:
                ends = _set(end for end in members(ends) if not self.reach(group, end) & gains)
            if not ends:
                return False
        return True

    def _answers(self, row: Concept, group: Group, state: int) -> int:
        others = self._others(group)
        if row.answer == "nothing" or not others:
            return 0
        return self.reach(others, state) if row.answer == "moves" else self.responses(group, state)

    def equilibria(self, concept: Concept | str) -> Iterator[int]:
        """The states that are stable for every group, single parties included."""
        groups = list(subgroups(self.parties))
        for state in range(self.relations.feasible):
            if all(self.is_stable(concept, group, state) for group in groups):
                yield state


def subgroups(parties: Group, least: int = 1) -> Iterator[Group]:
    """The groups of at least so many of the parties, the smallest first.

    Examples
    --------
    >>> list(subgroups(("usa", "nato", "russia"), 2))[0]
    ('usa', 'nato')
    """
    for size in range(least, len(parties) + 1):
        yield from combinations(parties, size)


def members(states: int) -> Iterator[int]:
    """The numbers of the states in a set, the lowest first.

    Examples
    --------
    >>> list(members(0b1010))
    [1, 3]
    """
    while states:
        lowest = states & -states
        yield lowest.bit_length() - 1
        states ^= lowest


def _set(numbers: Iterable[int]) -> int:
    found = 0
    for number in numbers:
        found |= 1 << number
    return found


def _union(sets: Iterable[int]) -> int:
    whole = 0
    for one in sets:
        whole |= one
    return whole
