"""Which conclusions survive if somebody is misjudged?

Three sweeps over models near a conflict: every single assumption turned over, every order of
statements whose order is not known, and preferences shaken by chance.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from detente.model.conflict import Conflict
from detente.model.findings import Reason
from detente.model.state import State
from detente.solving.agreement import better_for_all
from detente.solving.concepts import Concept, select
from detente.solving.conclusions import Conclusion, Shares, Tally, credible, marked, tallied
from detente.solving.perturbing import (
    Assumption,
    assumptions,
    orders,
    orders_count,
    own_profile,
    turned_over,
)
from detente.solving.profiles import Verdicts
from detente.solving.reasons import why
from detente.solving.singly import Judge, judge
from detente.solving.sweeping import BLOCK, Means, Plan, Task, tallies
from detente.solving.walking import Walker

__all__ = ["Flip", "Robustness", "robustness"]

FEW_ORDERS = 5_040  # linear extensions up to which all of them are looked at
NAMED = 12  # states that conclusions are drawn about unless others are named


@dataclass(frozen=True, slots=True)
class Flip:
    """A single assumption, and what it turns over.

    ``gained`` are conclusions that hold only with the assumption turned over, ``lost`` those that
    hold only without; ``verdicts`` counts all states and concepts whose verdict changes.
    ``reason`` tells why the first of the conclusions about stability is another now.
    """

    assumption: Assumption
    gained: tuple[Conclusion, ...]
    lost: tuple[Conclusion, ...]
    verdicts: int
    conflict: Conflict
    reason: Reason | None = None

    @property
    def flips(self) -> int:
        """How many of the conclusions turn over."""
        return len(self.gained) + len(self.lost)


@dataclass(frozen=True, slots=True)
class Robustness:
    """What survives: single assumptions, unknown orders, and preferences shaken by chance.

    ``holds`` are the conclusions about the named states that hold in the model as it is, ``fails``
    those that do not. ``orders`` is None where no order is unknown; where there are too many
    orders to look at them all, chance picks one for each shaken model.
    """

    conflict: Conflict
    states: tuple[State, ...]
    concepts: tuple[str, ...]
    feasible: int
    start: State | None
    holds: tuple[Conclusion, ...]
    fails: tuple[Conclusion, ...]
    flips: tuple[Flip, ...]
    orders_count: int
    orders: Shares | None
    plan: Plan
    shaken: Shares | None
    complete: bool = True
    sanctions: str = "legal"

    @property
    def conclusions(self) -> tuple[Conclusion, ...]:
        """Everything that is asked of each model."""
        return (*self.holds, *self.fails)

    @property
    def models(self) -> int:
        """How many models were looked at in all, besides the one as it is."""
        parts = [one.models for one in (self.orders, self.shaken) if one is not None]
        return len(self.flips) + sum(parts)

    def never_changes(self, conclusion: Conclusion) -> bool:
        """Whether every model that was looked at says of it what the model as it is says."""
        if any(conclusion in (*flip.gained, *flip.lost) for flip in self.flips):
            return False
        wanted = conclusion in self.holds
        parts = [one for one in (self.orders, self.shaken) if one is not None]
        return all(part.count(conclusion) == (part.models if wanted else 0) for part in parts)

    @property
    def ranked(self) -> tuple[Flip, ...]:
        """The single assumptions that turn over some conclusion, those that most do first."""
        doing = [flip for flip in self.flips if flip.flips]
        return tuple(sorted(doing, key=lambda flip: -flip.flips))


def robustness(
    conflict: Conflict,
    states: Sequence[State] = (),
    plan: Plan | None = None,
    means: Means | None = None,
    *,
    concepts: Sequence[str] | None = None,
    sanctions: str = "legal",
) -> Robustness:
    """Which conclusions about some states survive if somebody is misjudged.

    Parameters
    ----------
    states:
        What the conclusions are about, besides the status quo, the states reached from it and the
        Pareto-optimal ones among those that all prefer to it.
    plan:
        How preferences are shaken by chance.
    means:
        What the work may use. Stopped by a budget, the result is not ``complete``.

    Raises
    ------
    EngineError
        Where a worker breaks down; what is finished is in the ledger, if there is one.
    """
    sweep = _Sweep(conflict.under(), select(concepts), sanctions, plan or Plan(), means or Means())
    return sweep.robustness(states)


class _Sweep:
    def __init__(
        self,
        conflict: Conflict,
        rows: tuple[Concept, ...],
        sanctions: str,
        plan: Plan,
        means: Means,
    ) -> None:
        self.conflict = conflict
        self.rows = rows
        self.sanctions = sanctions
        self.plan = plan
        self.means = means
        self.start = None if conflict.status_quo is None else Walker(conflict).start(None)
        self.judge = judge(conflict, sanctions)
        self.complete = True

    def robustness(self, states: Sequence[State]) -> Robustness:
        base = self.judge.judge([own_profile(self.conflict)], self.rows, self.start)
        named = self._named(states, base)
        asked = tuple(self._asked(named))
        holds = tuple(self._held(asked, self.judge, base))
        flips = tuple(self._flips(base, asked, holds))
        number = orders_count(self.conflict)
        extensions = self._orders() if 1 < number <= FEW_ORDERS else None
        return Robustness(
            conflict=self.conflict,
            states=named,
            concepts=tuple(row.id for row in self.rows),
            feasible=self.judge.states,
            start=self.start,
            holds=holds,
            fails=tuple(one for one in asked if one not in holds),
            flips=flips,
            orders_count=number,
            orders=extensions,
            plan=self.plan,
            shaken=self._shaken(),
            complete=self.complete,
            sanctions=self.sanctions,
        )

    def _named(self, states: Sequence[State], base: Verdicts) -> tuple[State, ...]:
        walker = Walker(self.conflict)
        found = [self.start] if self.start else []
        if self.start is not None and base.reached is not None:
            found += [self.judge.state(int(at)) for at in np.flatnonzero(base.reached[:, 0])]
            found += better_for_all(self.conflict, self.start).best
        named = list(dict.fromkeys(found))[:NAMED]
        return tuple(dict.fromkeys((*named, *(walker.find(state) for state in states))))

    def _asked(self, states: Sequence[State]) -> Iterator[Conclusion]:
        for state in states:
            for row in self.rows:
                yield Conclusion("stable", state, row.id)
            if self.start is not None:
                yield Conclusion("reached", state)
                if state != self.start:
                    yield Conclusion("ousting", state, credible([row.id for row in self.rows]))
                    yield Conclusion("better for all", state)

    def _held(
        self, asked: Sequence[Conclusion], known: Judge, verdicts: Verdicts
    ) -> Iterator[Conclusion]:
        """The conclusions that hold in the one model of the verdicts."""
        marks = marked(known, verdicts, self.start)
        yield from (one for one in asked if marks[one.name][known.number(one.state), 0])

    # -- single assumptions ----------------------------------------------------------------------

    def _flips(
        self, base: Verdicts, asked: Sequence[Conclusion], holds: Sequence[Conclusion]
    ) -> Iterator[Flip]:
        listed = [
            one
            for one in assumptions(self.conflict, self.sanctions)
            if one.edit is not None or self.plan.readings
        ]
        for number, assumption in enumerate(listed):
            if self.means.spent:
                self.complete = False
                return
            self.means.tell("assumptions", number, len(listed))
            changed = turned_over(self.conflict, assumption)
            known, verdicts = self._without(assumption, changed)
            now = list(self._held(asked, known, verdicts))
            gained = tuple(one for one in now if one not in holds)
            lost = tuple(one for one in holds if one not in now)
            yield Flip(
                assumption,
                gained,
                lost,
                _changed(self.judge, base, known, verdicts),
                changed,
                self._reason(assumption, changed, (*gained, *lost)),
            )

    def _reason(
        self, assumption: Assumption, changed: Conflict, flipped: Sequence[Conclusion]
    ) -> Reason | None:
        """Why the first of the conclusions about stability has turned over."""
        about = [one for one in flipped if one.kind == "stable"]
        if not about:
            return None
        reading = assumption.sanctions or self.sanctions
        asked = about[0].state, about[0].concept or ""
        for party in changed.parties:
            before = why(self.conflict, asked[0], party.id, asked[1], self.sanctions)
            after = why(changed, asked[0], party.id, asked[1], reading)
            if before.stable != after.stable:
                return after
        return None

    def _without(self, assumption: Assumption, changed: Conflict) -> tuple[Judge, Verdicts]:
        swapped = changed.rules == self.conflict.rules and changed.options == self.conflict.options
        known = self.judge
        if assumption.sanctions is not None:
            known = judge(changed, assumption.sanctions)
        elif not swapped:
            known = judge(changed, self.sanctions)
        return known, known.judge([own_profile(changed)], self.rows, self.start)

    # -- unknown orders and chance ---------------------------------------------------------------

    def _orders(self) -> Shares:
        total: Tally | None = None
        profiles = orders(self.conflict)
        while stretch := list(itertools.islice(profiles, BLOCK)):
            if self.means.spent:
                self.complete = False
                break
            verdicts = self.judge.judge(stretch, self.rows, self.start)
            found = tallied(self.judge, verdicts, self.start, len(stretch))
            total = found if total is None else total + found
        return Shares(total or self._nothing(), self.judge)

    def _nothing(self) -> Tally:
        """The tally of no models."""
        verdicts = self.judge.judge([own_profile(self.conflict)], self.rows, self.start)
        one = tallied(self.judge, verdicts, self.start, 1)
        return Tally(0, {name: np.zeros_like(counts) for name, counts in one.counts.items()})

    def _shaken(self) -> Shares | None:
        if not self.plan.models:
            return None
        bare = replace(self.conflict, evidence=(), guessed=(), questions=(), sources=())
        task = Task(bare, tuple(row.id for row in self.rows), self.sanctions, self.start, self.plan)
        found = tallies(task, self.means)
        self.complete = self.complete and len(found) == len(list(self.plan.blocks()))
        total = self._nothing()
        for tally in found.values():
            total = total + tally
        return Shares(total, self.judge)


def _changed(one: Judge, before: Verdicts, other: Judge, after: Verdicts) -> int:
    """How many verdicts on the states of the first model are others in the second."""
    at = list(range(one.states))
    if one is not other:
        at = [other.number(one.state(number)) for number in at]
    return sum(
        int(np.count_nonzero(marks[:, 0] != after.stable[name][at, 0]))
        for name, marks in before.stable.items()
    )
