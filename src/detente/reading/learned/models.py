"""The layer that answers by weights learned from annotated reports."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from detente.model.register import Act
from detente.reading.learned.candidates import Candidate, by_rule
from detente.reading.learned.chain import Acts, Chain
from detente.reading.learned.choice import Choice
from detente.reading.learned.layer import FLOORS, UNSEEN, Floors, Parties, Span, Weighed
from detente.reading.learned.units import Run

__all__ = ["Models"]


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
