"""Is a reason true? Verified from moves and comparisons alone, without the search that found it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise, product

from detente.errors import DetenteError
from detente.model.conflict import Conflict
from detente.model.findings import Answer, Reason, Step
from detente.model.moves import Moves, OptionMoves, moves
from detente.model.ranking import Preferences, preferences
from detente.model.state import State, state_of
from detente.solving import sanctions as readings
from detente.solving.concepts import find
from detente.solving.engine import symbolic

__all__ = ["recheck"]

MOST_PLACES = 100_000

# Reasons of one conflict come one after the other.
_by_sets = lru_cache(maxsize=1)(symbolic)


@lru_cache(maxsize=1)
def _laid_out(conflict: Conflict) -> tuple[Moves, Preferences]:
    """The moves and comparisons of a conflict, straight from its definition."""
    laid = moves(conflict)
    return laid, preferences(laid)


def recheck(conflict: Conflict, reason: Reason) -> bool:
    """Whether a reason holds in a conflict; whatever it claims, nothing is raised.

    A stable state needs an answer that deters for every improvement of the party, and an unstable
    one an improvement for which a search of everything that the others can do finds none. Every
    move that is shown must be legal, follow the reading of sanctions, and have the stated gain.
    Moves are looked at one by one; of a reason that says that they are too many, those that it
    does not show are judged together.
    """
    try:
        check = _Check(conflict.under(), reason)
        return check.holds_in_part() if reason.improvements is not None else check.holds()
    except (DetenteError, KeyError, ValueError, IndexError):
        return False


class _Check:
    def __init__(self, conflict: Conflict, reason: Reason) -> None:
        self.conflict = conflict
        self.reason = reason
        self.concept = find(reason.concept, further=True)
        readings.find(reason.sanctions)
        self.party = conflict.party(reason.party).id
        self.others = [party.id for party in conflict.parties if party.id != self.party]
        self._moves, self._preferences = _laid_out(conflict)
        self.start = self._moves.find(reason.state)
        self._seen: dict[tuple[str, State, int], frozenset[State]] = {}

    def prefers(self, party: str, one: State, other: State) -> bool:
        return self._preferences.prefers(party, one, other)

    def holds(self) -> bool:
        if not self.concept.in_turn:
            return self._holds_otherwise()
        answers = self.reason.answers
        if self.start != self.reason.state or not all(self._is_sound(one) for one in answers):
            return False
        if not self.reason.stable:
            return bool(answers) and self._is_undeterred(answers[0])
        claimed = [answer.improvement.target for answer in answers]
        every = self._moves.of(self.party, self.start)
        actual = [end for end in every if self.prefers(self.party, end, self.start)]
        return sorted(claimed) == sorted(actual) and all(answer.deters for answer in answers)

    def holds_in_part(self) -> bool:
        """Whether a reason that shows some of very many improvements holds.

        What it shows is checked step by step, what it does not show by sets of states.
        """
        answers = self.reason.answers
        if (
            self.reason.sanctions != "legal"
            or not self.concept.in_turn
            or self.start != self.reason.state
        ):
            return False
        if not all(self._is_sound(one) for one in answers):
            return False
        engine = _by_sets(self.conflict)
        left = engine.undeterred(self.concept, self.party, self.start)
        improvements = engine.improvements(self.party, self.start).count
        if improvements != self.reason.improvements or (left.count == 0) != self.reason.stable:
            return False
        if self.reason.stable:
            return all(one.deters for one in answers) and bool(answers) == bool(improvements)
        return bool(answers) and answers[0].improvement.target in left

    # -- what is shown ---------------------------------------------------------------------------

    def _is_sound(self, answer: Answer) -> bool:
        """Whether everything that an answer shows is as it says."""
        step = answer.improvement
        if answer.end is not None or answer.better:
            return False
        if not (self._is_move(step, self.party, self.start) and step.gain > 0):
            return False
        if not answer.sanction:
            return answer.escape is None and answer.decided_by is None
        end = answer.sanction[-1].target
        return (
            self._is_legal(answer.sanction, step.target)
            and not self.prefers(self.party, end, self.start)
            and answer.decided_by == self._decided(self.party, self.start, end)
            and self._is_last_word(answer, end)
        )

    def _is_last_word(self, answer: Answer, end: State) -> bool:
        """Whether the party gets out of the sanction exactly where an escape is shown."""
        if answer.escape is None:
            return self._deters(end)
        return (
            self.concept.survives
            and self._is_move(answer.escape, self.party, end)
            and self.prefers(self.party, answer.escape.target, self.start)
        )

    def _is_legal(self, steps: Sequence[Step], source: State) -> bool:
        if self.concept.answer == "nothing" or not self._in_turn([one.party for one in steps]):
            return False
        for step in steps:
            if step.party not in self.others or not self._is_move(step, step.party, source):
                return False
            if self.concept.answer == "improvements" and step.gain <= 0:
                return False
            source = step.target
        return True

    def _is_move(self, step: Step, party: str, source: State) -> bool:
        if (step.party, step.source) != (party, source):
            return False
        if not self._may(party, source, step.target):
            return False
        better = self.prefers(party, step.target, source)
        worse = self.prefers(party, source, step.target)
        changed = {
            key
            for key, old, new in zip(
                self.conflict.order, source.signs, step.target.signs, strict=True
            )
            if old != new
        }
        return (
            step.gain == int(better) - int(worse)
            and step.decided_by == self._decided(party, source, step.target)
            and set(step.changed) == changed
        )

    def _may(self, party: str, source: State, target: State) -> bool:
        """Whether the party can move so; in option form told from the signs, however many moves."""
        if not isinstance(self._moves, OptionMoves):
            return target in self._moves.of(party, source)
        own = {option.key: option.direction for option in self.conflict.party(party).options}
        ways = (
            (own.get(key), "take" if new == "Y" else "drop")
            for key, old, new in zip(self.conflict.order, source.signs, target.signs, strict=True)
            if old != new
        )
        allowed = all(direction in ("both", way) for direction, way in ways)
        return allowed and target != source and self._moves.is_feasible(target.signs)

    def _decided(self, party: str, one: State, other: State) -> tuple[str, str] | None:
        decisive = self._preferences.decisive(party, one, other)
        if decisive is None:
            return None
        return f"{self.conflict.party(party).path}.{decisive[0]}", decisive[1].text

    # -- at the same time, and looking ahead -----------------------------------------------------

    def _holds_otherwise(self) -> bool:
        """Whether a reason holds whose answers are not given in turn by the others."""
        if self.start != self.reason.state or self.concept.unfit(self.conflict):
            return False
        ahead = bool(self.concept.horizon)
        answers = self.reason.answers
        sound = self._is_foreseen if ahead else self._is_met
        if not all(sound(one) for one in answers):
            return False
        if not self.reason.stable:
            return bool(answers) and not answers[0].deters
        claimed = sorted(answer.improvement.target for answer in answers)
        actual = sorted(
            end
            for end in self._moves.of(self.party, self.start)
            if ahead or self.prefers(self.party, end, self.start)
        )
        return claimed == actual and all(answer.deters for answer in answers)

    def _is_met(self, answer: Answer) -> bool:
        """Whether others meet an improvement at the same time as is shown, or cannot."""
        step, ends = answer.improvement, [one.target for one in answer.sanction]
        if answer.better or answer.escape or step.gain <= 0:
            return False
        if not self._is_move(step, self.party, self.start):
            return False
        if answer.end is None:
            own = step.target
            return not (ends or answer.decided_by) and not any(self._meetings(own))
        movers = [one.party for one in answer.sanction]
        return (
            set(movers) <= set(self.others)
            and len(set(movers)) == len(movers) > 0
            and all(self._is_move(one, one.party, self.start) for one in answer.sanction)
            and all(one.gain > 0 for one in answer.sanction)
            and answer.end.signs == self._changed((step.target, *ends))
            and self._deters(self._moves.find(answer.end))
            and answer.decided_by == self._decided(self.party, self.start, answer.end)
        )

    def _changed(self, ends: Sequence[State]) -> str:
        """The signs in which any of the ends differs from where all began."""
        columns = zip(self.start.signs, *(end.signs for end in ends), strict=True)
        other = {"Y": "N", "N": "Y"}
        return "".join(now if set(new) <= {now} else other[now] for now, *new in columns)

    def _meetings(self, improvement: State) -> Iterator[bool]:
        """Whether each choice of the others, to stay or to improve, takes the gain away."""
        choices = [
            [
                self.start,
                *(end for end in self._moves.of(other, self.start) if self._is_ui(other, end)),
            ]
            for other in self.others
        ]
        for ends in product(*choices):
            signs = self._changed((improvement, *ends))
            if set(ends) <= {self.start} or not self._moves.is_feasible(signs):  # type: ignore[attr-defined]
                continue
            yield not self.prefers(self.party, state_of(self.conflict, signs), self.start)

    def _is_ui(self, party: str, end: State) -> bool:
        return self.prefers(party, end, self.start)

    def _is_foreseen(self, answer: Answer) -> bool:
        """Whether what is shown to follow a first move can follow it, and ends as is shown."""
        step, end = answer.improvement, answer.end
        if end is None or answer.escape or not self._is_move(step, self.party, self.start):
            return False
        movers, left = (self.others[0], self.party), self.concept.horizon - 1
        here = step.target
        for place, one in enumerate(answer.sanction):
            mover = movers[place % 2]
            if not self._is_move(one, mover, here) or end not in self._after(mover, here, left):
                return False
            here, left = one.target, left - 1
        mover = movers[len(answer.sanction) % 2]
        ends = self._after(self.others[0], step.target, self.concept.horizon - 1)
        return (
            here == end
            and left >= 0
            and end in self._after(mover, here, left)
            and not any(self.prefers(self.party, other, end) for other in ends)
            and answer.better == self.prefers(self.party, end, self.start)
            and answer.decided_by == self._decided(self.party, self.start, end)
        )

    def _after(self, mover: str, here: State, left: int) -> frozenset[State]:
        """Where it can end with so many moves left, the mover's the first."""
        key = (mover, here, left)
        if key not in self._seen:
            self._seen[key] = self._settled(mover, here, left) if left else frozenset((here,))
        return self._seen[key]

    def _settled(self, mover: str, here: State, left: int) -> frozenset[State]:
        next_ = self.others[0] if mover == self.party else self.party
        ways = [self._after(next_, on, left - 1) for on in self._moves.of(mover, here)]
        every = {here}.union(*ways)
        if self.concept.answer == "worst replies":
            sign = 1 if mover == self.party else -1
            value = {one: self._preferences.value(self.party, one) for one in every}
            extreme = (max if sign > 0 else min)(value.values())
            return frozenset(one for one in every if value[one] == extreme)
        # The least that each move is sure to bring: an end is possible that is no less than all.
        rank = {one: self._preferences.value(mover, one) for one in every}
        sure = max([rank[here], *(min(rank[one] for one in way) for way in ways)])
        return frozenset(
            one for one in every if rank[one] >= sure and (one == here or rank[one] > rank[here])
        )

    # -- what is not -----------------------------------------------------------------------------

    def _is_undeterred(self, answer: Answer) -> bool:
        """Whether nothing that the others can do takes the improvement's gain away."""
        return not any(self._deters(end) for end in self._everything(answer.improvement.target))

    def _deters(self, end: State) -> bool:
        if self.prefers(self.party, end, self.start):
            return False
        return not self.concept.survives or not any(
            self.prefers(self.party, own, self.start) for own in self._moves.of(self.party, end)
        )

    def _in_turn(self, movers: Sequence[str]) -> bool:
        """Whether the reading of sanctions lets these parties move in this order."""
        if self.reason.sanctions == "single":
            return len(movers) == 1
        if self.reason.sanctions == "once":
            return len(set(movers)) == len(movers)
        return all(one != other for one, other in pairwise(movers))

    def _everything(self, start: State) -> Iterator[State]:
        """Wherever the others can end; what they did before is kept as far as it matters."""
        if self.concept.answer == "nothing":
            return
        places: set[tuple[State, tuple[str, ...]]] = {(start, ())}
        waiting = list(places)
        while waiting:
            here, movers = waiting.pop()
            for mover in self.others:
                if not self._in_turn((*movers, mover)):
                    continue
                kept = tuple(sorted((*movers, mover)))
                kept = (mover,) if self.reason.sanctions == "legal" else kept
                for end in self._moves.of(mover, here):
                    if self.concept.answer == "improvements" and not self.prefers(mover, end, here):
                        continue
                    yield end
                    if (end, kept) not in places:
                        if len(places) > MOST_PLACES:
                            raise ValueError
                        places.add((end, kept))
                        waiting.append((end, kept))
