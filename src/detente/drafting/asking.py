"""Which questions of a draft are worth an answer: those whose answers change the verdicts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from detente.drafting.answers import Answers
from detente.model.asked import Asked
from detente.model.conflict import Conflict
from detente.model.findings import Analysis
from detente.model.state import State
from detente.solving import solve

__all__ = ["Weighed", "weighed"]

MOST_STATES = 40_000  # that are solved in all; the rest of the questions keep their order
MOST_DEEDS = (
    4_000  # that are drafted from in all: of many reports only the first questions are tried
)
CONCEPTS = ("nash", "seq")
WHERE_IT_ENDS, WHETHER_IT_HOLDS = 4, 2  # against 1 for all equilibria being others
WHAT_IS_MODELLED = 0.25  # that somebody could do a thing at all is worth a question by itself

Outcome = frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Weighed:
    """A question with how much its answer changes, and the answer that the draft takes for granted.

    ``change`` is None where there were too many states to tell.
    """

    question: str
    assumed: str | None
    change: float | None

    @property
    def matters(self) -> bool:
        """Whether an answer may change a verdict."""
        return self.change is None or self.change > 0

    @property
    def text(self) -> str:
        """The question behind what is assumed, as a case file keeps it."""
        return f"assumed {self.assumed}: {self.question}" if self.assumed else self.question


@dataclass(frozen=True, slots=True)
class _Verdicts:
    """What a model comes to under one choice of types, in options by owner and label."""

    options: Outcome
    ends: frozenset[Outcome]
    stable: tuple[bool | None, ...]
    equilibria: frozenset[tuple[str, Outcome]]

    def change(self, other: _Verdicts) -> float:
        """How much differs in what both models speak of, and whether they speak of the same."""
        shared = self.options & other.options
        mine, yours = self._seen(shared), other._seen(shared)
        every = mine[1] | yours[1]
        return (
            WHERE_IT_ENDS * (mine[0] != yours[0])
            + WHETHER_IT_HOLDS * (self.stable != other.stable)
            + WHAT_IS_MODELLED * (self.options != other.options)
            + (len(mine[1] ^ yours[1]) / len(every) if every else 0.0)
        )

    def _seen(self, shared: Outcome) -> tuple[frozenset[Outcome], frozenset[tuple[str, Outcome]]]:
        return (
            frozenset(end & shared for end in self.ends),
            frozenset((concept, state & shared) for concept, state in self.equilibria),
        )


def weighed(
    drafted: Conflict,
    questions: Iterable[str],
    told: Answers,
    another: Callable[[Answers], Conflict | None],
    deeds: int,
) -> list[Weighed]:
    """The questions, those first whose answers change most in the verdicts.

    Each is drafted under its first two answers and solved, as long as the states allow it:
    where improvements from the status quo end weighs most, then whether it holds, then how many
    of the equilibria are others. ``another`` drafts under some answers, from so many ``deeds``.
    """
    verdicts, left = _Solver(), MOST_DEEDS
    found = []
    for question in questions:
        asked = Asked.read(question)
        if asked is None:
            continue
        left -= 2 * deeds
        if left < 0:
            found.append(Weighed(question, None, None))
            continue
        drafts = {word: another(told.also(question, word)) for word in asked.words[:2]}
        same = [word for word, one in drafts.items() if one is not None and _same(one, drafted)]
        change = verdicts.change(*drafts.values())
        found.append(Weighed(question, same[0] if same else None, change))
    return sorted(found, key=_weight, reverse=True)


def _weight(one: Weighed) -> float:
    """What is not known to matter stands behind what is, and before what does not."""
    return one.change if one.change is not None else 1e-9


def _same(one: Conflict, other: Conflict) -> bool:
    return one.hash == other.hash


class _Solver:
    """Verdicts of drafts, each worked out once, until the states are used up."""

    def __init__(self) -> None:
        self._left = MOST_STATES
        self._known: dict[str, tuple[_Verdicts, ...] | None] = {}

    def change(self, one: Conflict | None, other: Conflict | None) -> float | None:
        """How much two drafts differ in what they come to; None where that is not known."""
        if one is None or other is None:
            return None if one is other else float(WHERE_IT_ENDS)
        if _same(one, other):
            return 0.0
        mine, yours = self._of(one), self._of(other)
        if mine is None or yours is None:
            return None
        return max(a.change(b) for a in mine for b in yours if a is mine[0] or b is yours[-1])

    def _of(self, conflict: Conflict) -> tuple[_Verdicts, ...] | None:
        if conflict.hash not in self._known:
            chosen = _readings(conflict)
            self._left -= len(chosen) << len(conflict.order)
            self._known[conflict.hash] = tuple(map(_verdicts, chosen)) if self._left >= 0 else None
        return self._known[conflict.hash]


def _readings(conflict: Conflict) -> tuple[Conflict, ...]:
    """The conflict under the default types, and under the last of each party."""
    every = conflict.combinations()
    return every if len(every) < 2 else (every[0], every[-1])


def _verdicts(conflict: Conflict) -> _Verdicts:
    analysis = solve(conflict, CONCEPTS)
    known = {one.key: (conflict.party(one.party).name, one.label) for one in conflict.options}

    def outcome(state: State) -> Outcome:
        taken = zip(conflict.order, state.signs, strict=True)
        return frozenset(known[key] for key, sign in taken if sign == "Y")

    stable = analysis.status_quo_stable or {}
    return _Verdicts(
        frozenset(known.values()),
        frozenset(map(outcome, analysis.reached.states if analysis.reached else ())),
        tuple(stable.get(concept) for concept in CONCEPTS),
        frozenset((concept, outcome(s)) for concept, s in _equilibria(analysis)),
    )


def _equilibria(analysis: Analysis) -> Iterator[tuple[str, State]]:
    for concept in CONCEPTS:
        for state in analysis.equilibria(concept):
            yield concept, state
