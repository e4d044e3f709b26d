"""One of several: a log-linear choice among candidates, each seen as a set of features.

The probability of a candidate is the exponential of its summed weights over that of all (the
conditional logit of McFadden, 1974). Trained by gradient steps of AdaGrad (Duchi, Hazan and Singer,
2011) in a fixed order, so that the same material gives the same weights.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Choice", "train"]

_ROUNDS = 12
_RATE = 0.25
_SHRINK = 2e-4
_DIGITS = 3


@dataclass(frozen=True, slots=True)
class Choice:
    """Weights by feature.

    Examples
    --------
    >>> Choice({"subject": 2.0}).probabilities([["subject"], ["object"]])
    [0.881, 0.119]
    """

    weights: Mapping[str, float]

    @classmethod
    def load(cls, path: Path) -> Choice:
        """The choice that a file holds."""
        return cls(json.loads(path.read_text("utf-8")))

    def save(self, path: Path) -> None:
        """Keep the weights in a file, one a line, by name."""
        kept = {name: self.weights[name] for name in sorted(self.weights)}
        path.write_text(json.dumps(kept, ensure_ascii=False, indent=0) + "\n", "utf-8")

    def score(self, features: Sequence[str]) -> float:
        """The summed weights of a candidate."""
        weights = self.weights
        return sum([weights[one] for one in features if one in weights])

    def probabilities(self, candidates: Sequence[Sequence[str]]) -> list[float]:
        """How probable each candidate is, to three digits."""
        return [round(one, _DIGITS) for one in _softmax([self.score(one) for one in candidates])]


def _softmax(scores: Sequence[float]) -> list[float]:
    highest = max(scores)
    powers = [math.exp(one - highest) for one in scores]
    whole = sum(powers)
    return [one / whole for one in powers]


def train(cases: Sequence[tuple[Sequence[Sequence[str]], int]], *, fewest: int = 2) -> Choice:
    """Weights for cases, each its candidates' features and which of them is right.

    Features seen in fewer cases than ``fewest`` get no weight.
    """
    seen = Counter(name for candidates, _ in cases for name in {f for c in candidates for f in c})
    kept = {name for name, times in seen.items() if times >= fewest}
    cases = [
        ([[f for f in c if f in kept] for c in candidates], right) for candidates, right in cases
    ]
    weights = dict.fromkeys(sorted(kept), 0.0)
    squares = dict.fromkeys(weights, 1e-6)
    for _ in range(_ROUNDS):
        for candidates, right in cases:
            _step(weights, squares, candidates, right)
    return Choice({name: round(w, _DIGITS) for name, w in weights.items() if abs(w) >= 0.01})


def _step(
    weights: dict[str, float],
    squares: dict[str, float],
    candidates: Sequence[Sequence[str]],
    right: int,
) -> None:
    chances = _softmax([sum([weights[f] for f in c]) for c in candidates])
    slope: dict[str, float] = {}
    for n, (candidate, chance) in enumerate(zip(candidates, chances, strict=True)):
        error = (n == right) - chance
        if abs(error) > 1e-3:
            for name in candidate:
                slope[name] = slope.get(name, 0.0) + error
    for name, gradient in slope.items():
        value = gradient - _SHRINK * weights[name]
        squares[name] += value * value
        weights[name] += _RATE * value / math.sqrt(squares[name])
