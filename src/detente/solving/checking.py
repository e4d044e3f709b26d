"""Is a reason true? Verified from moves and comparisons alone, without the search that found it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from detente.errors import DetenteError
from detente.model.conflict import Conflict
from detente.model.findings import Answer, Reason, Step
from detente.model.moves import OptionMoves, moves
from detente.model.ranking import preferences
from detente.model.state import State
from detente.solving import sanctions as readings
from detente.solving.concepts import find
from detente.solving.engine import symbolic

__all__ = ["recheck"]

MOST_PLACES = 100_000

_by_sets = lru_cache(maxsize=1)(symbolic)  # reasons of one conflict come one after the other


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
        self.concept = find(reason.concept)
        readings.find(reason.sanctions)
        self.party = conflict.party(reason.party).id
        self.others = [party.id for party in conflict.parties if party.id != self.party]
        self._moves = moves(conflict)
        self._preferences = preferences(self._moves)
        self.start = self._moves.find(reason.state)

    def prefers(self, party: str, one: State, other: State) -> bool:
        return self._preferences.prefers(party, one, other)

    def holds(self) -> bool:
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
        if self.reason.sanctions != "legal" or self.start != self.reason.state:
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
