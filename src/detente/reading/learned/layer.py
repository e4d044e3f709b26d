"""The learned layer: what four models trained on annotated reports think of a sentence.

A chain says which units are a statement, a classifier of which act, and two choices whose it is
and whom it faces. They see what the rules found as one sign among others, so rules and models
decide together; names, dates, spans and the laws of evidence stay with the rules.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from detente.model.register import Act
from detente.reading.learned.candidates import Candidate, by_rule
from detente.reading.learned.chain import Acts, Chain, Run
from detente.reading.learned.choice import Choice

__all__ = ["FLOORS", "UNSEEN", "Floors", "Layer", "Models", "Parties", "Span", "Weighed", "shipped"]

_FOLDER = Path(__file__).with_name("model")
Span = tuple[int, int]  # of characters
Parties = tuple[str, ...]
Weighed = tuple[Parties, float]  # an addressee, and how much speaks for it
UNSEEN = ("unnamed here",)


@dataclass(frozen=True, slots=True)
class Floors:
    """How probable a thing must be, chosen on reports that nothing was learned from."""

    add: float = 0.45  # a statement that no rule found
    keep: float = 0.25  # a statement that only a rule found
    act: float = 0.4  # another act than the rule's
    maker: float = 0.5  # whose statement it is
    faced: float = 0.45  # whom it faces


FLOORS = Floors()


class Layer(Protocol):
    """What a layer answers; `Models` by its weights, a teacher by annotations."""

    @property
    def floors(self) -> Floors:
        """How probable a thing must be."""

    def runs(
        self, units: Sequence[Sequence[str]], spans: Sequence[Span]
    ) -> tuple[list[Run], list[float]]:
        """The statements among units, and how probable each unit is part of one."""

    def act(self, features: Sequence[str], span: Span) -> tuple[Act, float]:
        """The most probable act of the statement at ``span``, and how probable it is."""

    def makers(
        self, found: Sequence[Candidate], rule: Sequence[Sequence[str]], span: Span
    ) -> list[float]:
        """How probable each candidate is the maker of the statement at ``span``."""

    def faced(self, found: Sequence[Candidate], span: Span) -> list[float]:
        """How much speaks for each candidate as the addressee, without what the rules say."""

    def addressed(self, listed: Sequence[Weighed], rule: Parties, act: Act, span: Span) -> Parties:
        """Whom the statement at ``span`` faces: one of those listed, or whom the rules chose."""


@dataclass(frozen=True, slots=True)
class Models:
    """The four models of a folder."""

    chain: Chain
    acts: Acts
    maker: Choice
    addressee: Choice
    floors: Floors = FLOORS

    @classmethod
    def load(cls, folder: Path, floors: Floors = FLOORS) -> Models:
        """The models that `make model` put into a folder."""
        return cls(
            Chain.load(folder / "statements.crfsuite"),
            Acts.load(folder / "acts.crfsuite"),
            Choice.load(folder / "makers.json"),
            Choice.load(folder / "addressees.json"),
            floors,
        )

    def runs(
        self, units: Sequence[Sequence[str]], spans: Sequence[Span]
    ) -> tuple[list[Run], list[float]]:
        """The statements among units, and how probable each unit is part of one."""
        return self.chain.runs(units)

    def act(self, features: Sequence[str], span: Span) -> tuple[Act, float]:
        """The most probable act of a statement, and how probable it is."""
        return self.acts.act(features)

    def makers(
        self, found: Sequence[Candidate], rule: Sequence[Sequence[str]], span: Span
    ) -> list[float]:
        """How probable each candidate is the maker of the statement."""
        return self.maker.probabilities(
            [(*one.features, *more) for one, more in zip(found, rule, strict=True)]
        )

    def faced(self, found: Sequence[Candidate], span: Span) -> list[float]:
        """How much speaks for each candidate as the addressee, without what the rules say."""
        return [self.addressee.score(one.features) for one in found]

    def addressed(self, listed: Sequence[Weighed], rule: Parties, act: Act, span: Span) -> Parties:
        """Whom the statement faces: the most probable, unless the rules' is nearly as good."""
        if all(parties != rule for parties, _ in listed):
            listed = [*listed, (rule, self.addressee.score(UNSEEN))]
        scores = [s + self.addressee.score(by_rule(p, rule, act)) for p, s in listed]
        best = max(range(len(listed)), key=scores.__getitem__)
        sure = 1 / sum(math.exp(one - scores[best]) for one in scores)
        return listed[best][0] if sure >= self.floors.faced else rule


@lru_cache(maxsize=1)
def shipped() -> Models | None:
    """The models that come with the package; None where there are none."""
    return Models.load(_FOLDER) if _FOLDER.is_dir() else None
