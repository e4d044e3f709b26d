"""The chain that finds statements among units, and the classifier that tells their acts.

Both are conditional random fields (Lafferty, McCallum and Pereira, 2001), the second of chains of
one link, that is, a maximum entropy classifier. CRFsuite (Okazaki, 2007) trains and runs them, and
this is the only file that knows of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast

from detente.errors import SourceError
from detente.model.register import Act
from detente.reading.learned.units import Run

try:
    import pycrfsuite
except ImportError:
    raise SourceError(
        "the learned layer needs python-crfsuite: pip install 'detente[learned]'"
    ) from None

__all__ = ["Acts", "Chain", "Place", "train"]

Place = Literal["B", "I", "O"]  # a unit begins a statement, goes on with it, or is of none
_SETTINGS = {
    "c1": 0.2,
    "c2": 0.05,
    "max_iterations": 100,
    "feature.minfreq": 2,
    "feature.possible_transitions": False,
}


def _tagger(path: Path) -> pycrfsuite.Tagger:
    tagger = pycrfsuite.Tagger()
    tagger.open(str(path))
    return tagger


@dataclass(frozen=True, slots=True)
class Chain:
    """A trained chain: units in, runs of units out."""

    tagger: pycrfsuite.Tagger

    @classmethod
    def load(cls, path: Path) -> Chain:
        """The chain that a file holds."""
        return cls(_tagger(path))

    def runs(self, units: Sequence[Sequence[str]]) -> tuple[list[Run], list[float]]:
        """The statements of one sentence, and for each unit how probable it is part of one."""
        self.tagger.set(units)
        labels = self.tagger.tag()
        part = [1.0 - self.tagger.marginal("O", n) for n in range(len(labels))]
        found: list[Run] = []
        for n, label in enumerate(labels):
            if label == "I" and found and found[-1].j == n:
                found[-1] = Run(found[-1].i, n + 1, found[-1].sure)
            elif label != "O":
                found.append(Run(n, n + 1, part[n]))
        return found, part


@dataclass(frozen=True, slots=True)
class Acts:
    """A trained classifier: what is seen of a statement in, its act out."""

    tagger: pycrfsuite.Tagger

    @classmethod
    def load(cls, path: Path) -> Acts:
        """The classifier that a file holds."""
        return cls(_tagger(path))

    def act(self, features: Sequence[str]) -> tuple[Act, float]:
        """The most probable act of a statement, and how probable it is."""
        self.tagger.set([features])
        (label,) = self.tagger.tag()
        return cast(Act, label), float(self.tagger.marginal(label, 0))


def train(sequences: Iterable[tuple[Sequence[Sequence[str]], Sequence[str]]], path: Path) -> None:
    """Train on sequences, each its links and their labels, and keep what was learned in a file."""
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(_SETTINGS)
    for links, labels in sequences:
        trainer.append(links, labels)
    trainer.train(str(path))
