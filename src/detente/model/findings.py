"""What the parts hand on: analyses, reasons, paths and drafts, as values without sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from detente.errors import AnalysisError
from detente.model.conflict import Conflict
from detente.model.logic import Statement, parse
from detente.model.regions import Pattern, Region, Shape
from detente.model.register import Record, Register
from detente.model.showing import Shown
from detente.model.state import State

__all__ = [
    "Analysis",
    "Answer",
    "CommonGround",
    "Draft",
    "Merge",
    "Path",
    "Pattern",
    "Reached",
    "Reason",
    "Region",
    "Shape",
    "Stability",
    "Step",
]


@dataclass(frozen=True, slots=True)
class Stability(Shown):
    """Where one party is stable under one concept."""

    concept: str
    party: str
    region: Region
    engine: str

    @property
    def complete(self) -> bool:
        """Whether the region is known in full."""
        return self.region.complete

    def __contains__(self, state: object) -> bool:
        return state in self.region

    def __iter__(self) -> Iterator[State]:
        return iter(self.region)


@dataclass(frozen=True, slots=True)
class Reached(Shown):
    """Where improvements lead from the status quo.

    ``improving`` are the single states and ``cycles`` the larger sets in which every way of
    improvements ends: the terminal strongly connected components of the improvement graph.
    ``closure`` counts all states that improvements reach, the status quo included; it is exact
    also where only the first of very many states are listed and ``complete`` is false.
    """

    improving: tuple[State, ...]
    cycles: tuple[tuple[State, ...], ...]
    closure: int
    complete: bool = True

    @property
    def states(self) -> tuple[State, ...]:
        """All states in which improvements end, those of cycles included."""
        return self.improving + tuple(state for cycle in self.cycles for state in cycle)


@dataclass(frozen=True, slots=True)
class Analysis(Shown):
    """What is stable in a conflict under one choice of types.

    ``equilibria_by`` maps each concept to the states that are stable for every party, and
    ``everything`` holds all feasible states; ``reached`` is None where the status quo is unknown.
    ``because`` tells why the engine was chosen, where that was left open. Where there is a
    statement ``of_interest``, `equilibria` gives only those states in which it holds.
    """

    conflict: Conflict
    engine: str
    states: int
    feasible: int
    concepts: tuple[str, ...]
    table: tuple[Stability, ...]
    equilibria_by: Mapping[str, Region]
    everything: Region
    status_quo: State | None
    reached: Reached | None
    sanctions: str = "legal"
    seconds: float | None = None
    because: str | None = None
    of_interest: Statement | None = None

    @property
    def types(self) -> tuple[tuple[str, str], ...]:
        """The types under which this holds, as pairs of party and type."""
        return self.conflict.types

    @property
    def complete(self) -> bool:
        """Whether everything was computed in full."""
        regions = [*(one.region for one in self.table), *self.equilibria_by.values()]
        reached = self.reached is None or self.reached.complete
        return reached and all(region.complete for region in regions)

    def equilibria(self, concept: str) -> Region:
        """The states that are stable for every party under a concept."""
        self._known(concept)
        found = self.equilibria_by[concept]
        return found if self.of_interest is None else found.where(self.of_interest)

    def where(self, statement: str) -> Analysis:
        """The analysis with only those equilibria of interest in which a statement holds."""
        asked = parse(statement, self.conflict.names, patterns=True)
        return replace(self, of_interest=asked)

    def stability(self, concept: str, party: str) -> Stability:
        """Where one party is stable under a concept."""
        self._known(concept)
        self.conflict.party(party)
        return next(one for one in self.table if (one.concept, one.party) == (concept, party))

    def _known(self, concept: str) -> None:
        if concept not in self.concepts:
            raise AnalysisError(
                f"`{concept}` was not computed here; there are {', '.join(self.concepts)}"
            )

    @property
    def status_quo_stable(self) -> dict[str, bool | None] | None:
        """Whether the status quo is an equilibrium, by concept.

        None for a concept where that could not be told within the budget, and None as a whole
        where the status quo is unknown.
        """
        if self.status_quo is None:
            return None
        return {concept: self._holds(concept, self.status_quo) for concept in self.concepts}

    def _holds(self, concept: str, state: State) -> bool | None:
        region = self.equilibria_by[concept]
        return state in region if region.complete else region.known.get(state)

    def to_dict(self, limit: int = 200) -> dict[str, Any]:
        """The analysis as JSON values; of each set at most so many states, and the exact count."""
        from detente.model.plain import plain_analysis  # noqa: PLC0415 - it reads analyses

        return plain_analysis(self, limit)

    def __repr__(self) -> str:
        counts = ", ".join(f"{name} {self.equilibria_by[name].count}" for name in self.concepts)
        return f"Analysis({self.conflict.title!r}, {self.feasible} feasible states, {counts})"


@dataclass(frozen=True, slots=True)
class Step(Shown):
    """One move of one party, with what it gives the mover.

    ``decided_by`` is the statement that decides between the two states for the mover, if one
    does: its path in the case (for instance ``parties.usa.prefers.2``) and its text. ``changed``
    holds the keys of the options that move. ``gain`` compares the two states for the mover: +1
    better, 0 equally good, -1 worse.
    """

    party: str
    source: State
    target: State
    changed: tuple[str, ...]
    gain: int
    decided_by: tuple[str, str] | None = None

    @property
    def improving(self) -> bool:
        """Whether the mover prefers where it arrives."""
        return self.gain > 0

    def to_dict(self) -> dict[str, Any]:
        """The step as JSON values."""
        return {
            "party": self.party,
            "from": self.source.signs,
            "to": self.target.signs,
            "options_changed": list(self.changed),
            "improving": self.improving,
            "gain": self.gain,
            "decided_by": _decision(self.decided_by),
        }


def _decision(decided_by: tuple[str, str] | None) -> dict[str, str] | None:
    if decided_by is None:
        return None
    return {"about": decided_by[0], "statement": decided_by[1]}


@dataclass(frozen=True, slots=True)
class Path(Shown):
    """Moves of several parties, one after the other."""

    steps: tuple[Step, ...]

    def __len__(self) -> int:
        return len(self.steps)

    def __iter__(self) -> Iterator[Step]:
        return iter(self.steps)

    @property
    def end(self) -> State:
        """Where the path arrives."""
        return self.steps[-1].target

    @property
    def improving(self) -> bool:
        """Whether every mover prefers where it arrives."""
        return all(step.improving for step in self.steps)

    def to_dict(self) -> list[dict[str, Any]]:
        """The path as JSON values."""
        return [step.to_dict() for step in self.steps]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the others can do about one improvement of a party.

    ``sanction`` leads to a state that the party does not prefer to where it started; empty where
    there is none that holds. ``decided_by`` says by which statement the end is worse (None if it
    is equally good). Where a concept lets the party counter, ``escape`` is the counter-move by
    which it gets out of the best sanction after all; with ``sanction`` it tells why that fails.

    Under concepts that look ahead, ``improvement`` is any first move of the party and ``sanction``
    what follows it; where the others answer at the same time, ``sanction`` holds their moves from
    the same state. ``end`` is then where all of it ends, and ``better`` whether the party prefers
    that to where it started.
    """

    improvement: Step
    sanction: tuple[Step, ...] = ()
    decided_by: tuple[str, str] | None = None
    escape: Step | None = None
    end: State | None = None
    better: bool = False

    @property
    def deters(self) -> bool:
        """Whether the answer takes the improvement's gain away for good."""
        if self.end is not None:
            return not self.better
        return bool(self.sanction) and self.escape is None

    def to_dict(self) -> dict[str, Any]:
        """The answer as JSON values."""
        return {
            "improvement": self.improvement.to_dict(),
            "sanction": [step.to_dict() for step in self.sanction],
            "decided_by": _decision(self.decided_by),
            "escape": None if self.escape is None else self.escape.to_dict(),
            "end": None if self.end is None else self.end.signs,
            "deters": self.deters,
        }


@dataclass(frozen=True, slots=True)
class Reason(Shown):
    """Why a state is stable or not for one party under one concept.

    Stable: every improvement of the party stands in ``answers`` with a sanction that deters it.
    Unstable: the first of ``answers`` is an improvement that nothing deters. Where the party has
    too many improvements to show each, ``improvements`` tells how many there are, and the best of
    them stand in ``answers``.
    """

    party: str
    concept: str
    state: State
    stable: bool
    answers: tuple[Answer, ...]
    sanctions: str = "legal"
    improvements: int | None = None

    def to_dict(self) -> dict[str, Any]:
        """The reason tree as JSON values."""
        return {
            "party": self.party,
            "concept": self.concept,
            "state": self.state.signs,
            "stable": self.stable,
            "sanctions": self.sanctions,
            "improvements": self.improvements,
            "answers": [answer.to_dict() for answer in self.answers],
        }


@dataclass(frozen=True, slots=True)
class CommonGround(Shown):
    """The states that every party prefers to a given one.

    ``best`` are those of them that no other feasible state betters for one party without
    worsening another (Pareto-optimal); ``listed`` and ``best`` hold at most a limited number,
    ``count`` is exact.
    """

    state: State
    count: int
    listed: tuple[State, ...]
    best: tuple[State, ...]


@dataclass(frozen=True, slots=True)
class Merge:
    """Records of a register that were read as speaking of one option."""

    option: str
    label: str
    records: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Draft(Shown):
    """A conflict drafted from registers, with what was merged on the way.

    What was not in the texts is marked ``guessed`` in the conflict, what an analyst must decide
    stands among its ``questions``.
    """

    conflict: Conflict
    registers: tuple[Register, ...]
    merges: tuple[Merge, ...] = ()
    warnings: tuple[str, ...] = field(default=())

    def records(self) -> Iterator[tuple[Register, Record]]:
        """Every record of every register, in order."""
        for register in self.registers:
            for record in register.records:
                yield register, record

    def to_dict(self) -> dict[str, Any]:
        """The draft as JSON values: the conflict, and what was merged on the way."""
        merges = [
            {"option": one.option, "label": one.label, "records": list(one.records)}
            for one in self.merges
        ]
        conflict = self.conflict.to_dict()
        return {"conflict": conflict, "merges": merges, "warnings": list(self.warnings)}

    def __repr__(self) -> str:
        sources = f"{len(self.registers)} report" + ("s" if len(self.registers) != 1 else "")
        return f"Draft({self.conflict.title!r} from {sources})"
