"""What a model says of single states, and in how many of some models that holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from detente.model.state import State
from detente.solving.profiles import Marks, Verdicts
from detente.solving.singly import Judge

__all__ = ["Conclusion", "Shares", "Tally", "credible", "marked", "tallied"]

Counts = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Conclusion:
    """Something that a model says of one state.

    Stable under a concept; reached by improvements from the status quo; *ousting*, which is
    reached while the status quo is unstable under the concept; preferred by all to it.
    """

    kind: Literal["stable", "reached", "ousting", "better for all"]
    state: State
    concept: str | None = None

    @property
    def name(self) -> str:
        """What is concluded, without the state: ``stable nash``, ``reached``."""
        return f"{self.kind} {self.concept}" if self.kind == "stable" else self.kind

    def to_dict(self) -> dict[str, Any]:
        """The conclusion as JSON values."""
        return {"kind": self.kind, "concept": self.concept, "state": self.state.signs}


@dataclass(frozen=True, slots=True)
class Tally:
    """In how many of some models each state is what a conclusion says of it.

    ``counts`` has one array over the states for each kind of conclusion, by name: ``stable nash``,
    ``reached``, and so on.
    """

    models: int
    counts: Mapping[str, Counts]

    def __add__(self, other: Tally) -> Tally:
        counts = {name: known + other.counts[name] for name, known in self.counts.items()}
        return Tally(self.models + other.models, counts)

    def to_dict(self) -> dict[str, Any]:
        """The tally as JSON values, to be kept and read back."""
        counts = {name: known.tolist() for name, known in self.counts.items()}
        return {"models": self.models, "counts": counts}

    @staticmethod
    def from_dict(value: Mapping[str, Any]) -> Tally:
        """A tally that `to_dict` gave."""
        counts = {name: np.array(one, dtype=np.int64) for name, one in value["counts"].items()}
        return Tally(value["models"], counts)


@dataclass(frozen=True, slots=True)
class Shares:
    """A tally with the states that its counts are about."""

    tally: Tally
    judge: Judge

    @property
    def models(self) -> int:
        """Of how many models the counts are."""
        return self.tally.models

    def count(self, conclusion: Conclusion) -> int:
        """In how many of the models the conclusion holds."""
        return int(self.tally.counts[conclusion.name][self.judge.number(conclusion.state)])

    def reached(self) -> tuple[tuple[State, int], ...]:
        """The states that are reached in some model, in how many, the most often reached first."""
        counts = self.tally.counts.get("reached", np.zeros(0, dtype=np.int64))
        found = [(self.judge.state(int(at)), int(counts[at])) for at in np.flatnonzero(counts)]
        return tuple(sorted(found, key=lambda entry: (-entry[1], entry[0])))


def credible(names: Sequence[str]) -> str:
    """The concept by which the status quo counts as left: SEQ, for its answers are credible."""
    return "seq" if "seq" in names else names[-1]


def marked(known: Judge, verdicts: Verdicts, start: State | None) -> dict[str, Marks]:
    """For each kind of conclusion, by name, in which models it holds of which states."""
    marks = {f"stable {name}": stable for name, stable in verdicts.stable.items()}
    if start is not None and verdicts.reached is not None and verdicts.better is not None:
        stable = verdicts.stable[credible(list(verdicts.stable))]
        marks["reached"] = verdicts.reached
        marks["ousting"] = verdicts.reached & ~stable[known.number(start)]
        marks["better for all"] = verdicts.better
    return marks


def tallied(known: Judge, verdicts: Verdicts, start: State | None, models: int) -> Tally:
    """In how many of the models each kind of conclusion holds of each state."""
    marks = marked(known, verdicts, start)
    counts = {name: np.count_nonzero(one, axis=1).astype(np.int64) for name, one in marks.items()}
    return Tally(models, counts)
