"""Why is a state stable for a party, or not? The moves and comparisons that decide it.

The search looks at the neighbourhood of the one state only. What it finds can be verified without
it by `recheck`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise
from typing import overload

from detente.errors import AnalysisError, BudgetError, EngineError
from detente.model.conflict import Conflict
from detente.model.findings import Answer, Reason, Step
from detente.model.state import State, parse_state
from detente.solving import concepts as table
from detente.solving import sanctions as readings
from detente.solving.ahead import Ahead
from detente.solving.at_once import together
from detente.solving.budget import A_MINUTE, Budget
from detente.solving.concepts import Concept
from detente.solving.walking import Walker

__all__ = ["why"]

NOBODY: readings.Barred = frozenset()
MOST_LOOKS = 100_000  # moves looked at one by one before whole sets of states are looked at


@overload
def why(
    conflict: Conflict,
    state: State | str,
    party: str,
    concept: str,
    sanctions: str = "legal",
    *,
    budget: Budget | None = None,
) -> Reason: ...


@overload
def why(
    conflict: Conflict,
    state: State | str,
    party: str | None = None,
    concept: str | None = None,
    sanctions: str = "legal",
    *,
    budget: Budget | None = None,
) -> Reason | tuple[Reason, ...]: ...


def why(
    conflict: Conflict,
    state: State | str,
    party: str | None = None,
    concept: str | None = None,
    sanctions: str = "legal",
    *,
    budget: Budget | None = None,
) -> Reason | tuple[Reason, ...]:
    """Why a state is stable or not: one reason, or one for each party and concept left open.

    For a stable state each improvement of the party is shown with the shortest answer that deters
    it. For an unstable one, the best improvement for the party that nothing deters comes first;
    where answers exist but the party can counter them, with the answer that leaves it worst off
    and the counter-move. Better improvements that are deterred follow.

    Where there are too many moves to look at each, sets of states are looked at instead, and only
    the best improvements are shown. That may take a minute, or what the budget says. Where it ends
    first, the `BudgetError` holds the reasons found by then: those under the concepts that are
    quickest to tell are looked for first.
    """
    walker = Walker(conflict, MOST_LOOKS, budget)
    here = walker.find(parse_state(walker.conflict, state) if isinstance(state, str) else state)
    reading = readings.find(sanctions)
    rows = table.select(concept, further=True)
    for row in rows:
        if reason := row.unfit(walker.conflict):
            raise AnalysisError(reason)
    ids = walker.parties if party is None else (walker.conflict.party(party).id,)
    pairs = [(one, row) for one in ids for row in rows]
    try:
        reasons = tuple(
            _Inquiry(walker, one, row, reading, sanctions).reason(here) for one, row in pairs
        )
    except EngineError:
        plain = walker.conflict.rules.plain and all(row.in_turn for row in rows)
        if not plain or sanctions != "legal":
            raise
        reasons = _by_sets(walker.conflict, pairs, here, budget or Budget(A_MINUTE))
    return reasons[0] if party is not None and concept is not None else reasons


def _by_sets(
    conflict: Conflict, pairs: Sequence[tuple[str, Concept]], here: State, budget: Budget
) -> tuple[Reason, ...]:
    """The reasons where there are too many moves to look at one by one."""
    from detente.solving.engine import symbolic  # noqa: PLC0415 - engines ask for reasons too

    engine = symbolic(conflict, budget)
    found: dict[tuple[str, Concept], Reason] = {}
    quickest_first = sorted(pairs, key=lambda pair: pair[1].answer == "improvements")
    for done, (party, row) in enumerate(quickest_first):
        with suppress(BudgetError), budget.share(len(pairs) - done):
            budget.check()
            found[party, row] = engine.reason(row, party, here)
    reasons = tuple(found[pair] for pair in pairs if pair in found)
    if len(reasons) < len(pairs):
        raise BudgetError(
            f"stopped: the budget sufficed for {len(reasons)} of {len(pairs)} reasons",
            found=reasons,
        )
    return reasons


@dataclass(frozen=True, slots=True)
class _Trail:
    """A place in the search, with the moves that led to it."""

    state: State
    barred: readings.Barred
    mover: str = ""
    before: _Trail | None = None

    def places(self) -> Iterator[_Trail]:
        """The places from this one back to the first."""
        place: _Trail | None = self
        while place is not None:
            yield place
            place = place.before


@dataclass(frozen=True, slots=True)
class _Inquiry:
    """One question: why is a state stable, or not, for this party under this concept?"""

    walker: Walker
    party: str
    concept: Concept
    reading: readings.Reading
    sanctions: str

    def reason(self, state: State) -> Reason:
        if self.concept.horizon:
            return self._foreseen(state)
        deterred: list[Answer] = []
        for improvement in self._improvements(state):
            at_once = self.concept.answer == "at once"
            answer = (self._met if at_once else self._answer)(state, improvement)
            if not answer.deters:
                return self._conclude(state, False, (answer, *deterred))
            deterred.append(answer)
        return self._conclude(state, True, tuple(deterred))

    def _conclude(self, state: State, stable: bool, answers: tuple[Answer, ...]) -> Reason:
        return Reason(self.party, self.concept.id, state, stable, answers, self.sanctions)

    def _improvements(self, state: State) -> list[State]:
        """The improvements of the party, the best first."""
        found = sorted(self.walker.improvements(self.party, state))
        return sorted(found, key=lambda end: self.walker.value(self.party, end), reverse=True)

    def _answer(self, state: State, improvement: State) -> Answer:
        """The shortest answer that deters the improvement, else the best that does not hold."""
        step = self.walker.step(self.party, state, improvement)
        best: tuple[_Trail, State] | None = None
        for trail in self._responses(improvement):
            if self.walker.prefers(self.party, trail.state, state):
                continue
            escape = self._escape(state, trail.state)
            if escape is None:
                return self._sanctioned(step, trail)
            if best is None or self.walker.prefers(self.party, best[1], escape):
                best = trail, escape
        if best is None:
            return Answer(step)
        trail, escape = best
        return self._sanctioned(step, trail, self.walker.step(self.party, trail.state, escape))

    def _met(self, state: State, improvement: State) -> Answer:
        """What the fewest others can do at the same time so that the improvement gains nothing."""
        others = [other for other in self.walker.parties if other != self.party]
        own = self.walker.step(self.party, state, improvement)
        for movers, ends in together(others, state, self.walker.improvements):
            end = self.walker.joined(state, (improvement, *ends))
            if end is None or self.walker.prefers(self.party, end, state):
                continue
            moves = zip(movers, ends, strict=True)
            steps = tuple(self.walker.step(mover, state, one) for mover, one in moves)
            decided_by = self.walker.decided_by(self.party, state, end)
            return Answer(own, steps, decided_by, end=end)
        return Answer(own)

    def _foreseen(self, state: State) -> Reason:
        """Each first move with what follows it, or the one that ends best if that is better."""
        ahead = Ahead(self.walker, self.walker.parties, self.concept)
        answers = [self._followed(ahead, state, *one) for one in ahead.foreseen(self.party, state)]
        better = [one for one in answers if one.better]
        if not better:
            return self._conclude(state, True, tuple(answers))
        best = max(better, key=lambda one: self.walker.value(self.party, one.end or state))
        return self._conclude(state, False, (best,))

    def _followed(self, ahead: Ahead[State], state: State, move: State, end: State) -> Answer:
        """A first move, what follows it, and how the party fares in the end."""
        steps: list[Step] = []
        here = move
        for mover, on in ahead.line(self.party, move, end):
            steps.append(self.walker.step(mover, here, on))
            here = on
        decided_by = self.walker.decided_by(self.party, state, end)
        better = self.walker.prefers(self.party, end, state)
        own = self.walker.step(self.party, state, move)
        return Answer(own, tuple(steps), decided_by, end=end, better=better)

    def _sanctioned(self, step: Step, trail: _Trail, escape: Step | None = None) -> Answer:
        places = list(trail.places())[::-1]
        sanction = tuple(
            self.walker.step(after.mover, before.state, after.state)
            for before, after in pairwise(places)
        )
        decided_by = self.walker.decided_by(self.party, step.source, trail.state)
        return Answer(step, sanction, decided_by, escape)

    def _escape(self, state: State, end: State) -> State | None:
        """The best move by which the party gets out of a sanction, where that counts."""
        if not self.concept.survives:
            return None
        better = [
            own
            for own in self.walker.moves(self.party, end)
            if self.walker.prefers(self.party, own, state)
        ]
        return max(better, key=lambda own: self.walker.value(self.party, own), default=None)

    def _responses(self, improvement: State) -> Iterator[_Trail]:
        """Where the others can end, the fewest moves first."""
        if self.concept.answer == "nothing":
            return
        answer = self.concept.answer
        step = self.walker.moves if answer == "moves" else self.walker.improvements
        others = frozenset(self.walker.parties) - {self.party}
        layer = [_Trail(improvement, NOBODY)]
        seen = {(improvement, NOBODY)}
        while layer:
            following: list[_Trail] = []
            for trail in layer:
                for mover in self.walker.parties:
                    if mover not in others or mover in trail.barred:
                        continue
                    barred = self.reading(trail.barred, mover, others)
                    for end in step(mover, trail.state):
                        if (end, barred) not in seen:
                            seen.add((end, barred))
                            following.append(_Trail(end, barred, mover, trail))
            yield from following
            layer = following
