"""Moves and improvements of whole sets of states at once, as operations on decision diagrams.

A move of a party is one jump to any values of its own options, so most of it is to forget them
(to quantify them away). Only improvements need a relation between a state and a move's end, and
only over the options of the mover: every other option stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property

from detente.model.conflict import Party
from detente.model.state import State
from detente.solving.symbolic.space import Diagram, Renaming, Space

__all__ = ["Mover", "flood", "opponents", "renamed"]


class Mover:
    """One party of a conflict: where it can move, and what it prefers."""

    def __init__(self, space: Space, party: Party) -> None:
        self.space = space
        self.party = party
        self.rank = space.rank(party.id)
        own = [(space.option(one.key), space.copy(one.key), one.direction) for one in party.options]
        self._own = own
        self.can_move = bool(own)
        self.options = space.cube(option for option, _, _ in own)
        self.copies = space.cube(copy for _, copy, _ in own)
        self._moved = space.renaming((option, copy) for option, copy, _ in own)
        self._arrived = space.renaming((copy, option) for option, copy, _ in own)

    # -- moves -----------------------------------------------------------------------------------

    def moved(self, states: Diagram) -> Diagram:
        """The states, told by the copies of the mover's options."""
        return renamed(states, self._moved)

    def before_move(self, states: Diagram) -> Diagram:
        """These states and those from which the party can move into one of them."""
        two_way = self.space.cube(option for option, _, way in self._own if way == "both")
        before = states.exists(two_way)
        for option, _, way in self._own:
            if way != "both":
                after = option if way == "take" else ~option
                before |= ~after & (before & after).exists(option)
        return before

    def before_feasible_move(self, states: Diagram) -> Diagram:
        """The same, of the feasible states."""
        return self.before_move(states) & self.space.feasible

    def after_move(self, states: Diagram) -> Diagram:
        """These states and those into which the party can move from one of them, if feasible."""
        two_way = self.space.cube(option for option, _, way in self._own if way == "both")
        after = states.exists(two_way)
        for option, _, way in self._own:
            if way != "both":
                end = option if way == "take" else ~option
                after |= end & (after & ~end).exists(option)
        return after & self.space.feasible

    @cached_property
    def targets(self) -> tuple[Diagram, Diagram, Renaming | None]:
        """Where the party can move, itself included, without more copies than are needed.

        The relation, what of it tells the end of a move, and how to tell a state as an end:
        options that can move both ways stand for themselves, the others for where they start.
        """
        one_way = [(option, copy, way) for option, copy, way in self._own if way != "both"]
        renaming = self.space.renaming((option, copy) for option, copy, _ in one_way)
        related = renamed(self.space.feasible, renaming)
        for option, copy, way in one_way:
            related &= option.imp(copy) if way == "take" else copy.imp(option)
        two_way = (option for option, _, way in self._own if way == "both")
        ends = self.space.cube([*two_way, *(copy for _, copy, _ in one_way)])
        return related, ends, renaming

    # -- comparisons -----------------------------------------------------------------------------

    @cached_property
    def above_threshold(self) -> Diagram:
        """The states that are better than the threshold, which stays open."""
        above = self.space.false
        for bit in reversed(range(len(self.rank))):
            threshold = self.space.threshold(self.party.id, bit)
            above = threshold.ite(self.rank[bit] & above, self.rank[bit] | above)
        return above

    @cached_property
    def at_own_rank(self) -> Renaming | None:
        """What puts the rank of each state itself in the place of the threshold."""
        return self.space.renaming(
            (self.space.threshold(self.party.id, bit), value) for bit, value in enumerate(self.rank)
        )

    def above(self, state: State) -> Diagram:
        """The feasible states that the party strictly prefers to one state."""
        above = self.space.false
        for value in reversed(self.rank):
            above = value & above if self.space.contains(value, state) else value | above
        return above & self.space.feasible

    def greatest(self, states: Diagram) -> Diagram:
        """Those of the states that are best for the party; they are equally good."""
        for bit in self.rank:
            better = states & bit
            states = better if better.satisfiable() else states
        return states

    # -- improvements ----------------------------------------------------------------------------

    @cached_property
    def improving(self) -> Diagram:
        """The improvements: from states, told by options, to ends, told by the mover's copies.

        Statements that read none of the mover's options cannot tell the two apart.
        """
        better = self.space.false
        for value in reversed(self.rank):
            end = self.moved(value)
            if end != value:
                self.space.budget.check()
                better = value.ite(end & better, end | better)
        return better & self._legal

    @cached_property
    def _legal(self) -> Diagram:
        related = self.space.feasible & self.moved(self.space.feasible)
        for option, copy, way in self._own:
            if way != "both":
                related &= option.imp(copy) if way == "take" else copy.imp(option)
        return related

    def before_improvement(self, states: Diagram) -> Diagram:
        """The states from which the party has an improvement into one of these."""
        return self.space.some(self.improving, self.moved(states), self.copies)

    def after_improvement(self, states: Diagram) -> Diagram:
        """The states that the party can reach by an improvement from one of these."""
        return renamed(self.space.some(self.improving, states, self.options), self._arrived)

    @cached_property
    def improvable(self) -> Diagram:
        """The states from which the party has an improvement."""
        return self.improving.exists(self.copies)


def flood(
    space: Space,
    states: Diagram,
    movers: Sequence[Mover],
    step: Callable[[Mover, Diagram], Diagram],
    closed: Diagram | None = None,
) -> Iterator[Diagram]:
    """The states as they grow by what each mover's step adds, in turn, until nothing is added.

    To those that are ``closed`` nothing is added.
    """
    done = [space.false if closed is None else closed] * len(movers)
    quiet, turn = 0, 0
    while quiet < len(movers):
        space.budget.check()
        at = turn % len(movers)
        grown = states | step(movers[at], _simpler(states, states & ~done[at]))
        quiet = quiet + 1 if grown == states else 1
        states, done[at], turn = grown, grown, turn + 1
        yield states


def _simpler(states: Diagram, fresh: Diagram) -> Diagram:
    """What has come since a mover's last turn, where its diagram is much smaller than that of all.

    What a party can move into after its own move it could have moved into before.
    """
    return fresh if 2 * fresh.node_count() < states.node_count() else states


def renamed(states: Diagram, renaming: Renaming | None) -> Diagram:
    """The states told by other variables; None changes nothing."""
    return states if renaming is None else states.substitute(renaming)


def opponents(movers: Iterable[Mover], party: str) -> list[Mover]:
    """The movers other than one party that have something to move."""
    return [mover for mover in movers if mover.party.id != party and mover.can_move]
