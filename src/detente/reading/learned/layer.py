"""The learned layer: what four models trained on annotated reports think of a sentence.

A chain says which units are a statement, a classifier of which act, and two choices whose it is
and whom it faces. They see what the rules found as one sign among others, so rules and models
decide together; names, dates, spans and the laws of evidence stay with the rules.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from detente.model.register import Act
from detente.reading.learned.candidates import Candidate
from detente.reading.learned.units import Run

__all__ = ["FLOORS", "UNSEEN", "Floors", "Layer", "Parties", "Span", "Weighed"]

Span = tuple[int, int]  # of characters
Parties = tuple[str, ...]
Weighed = tuple[Parties, float]  # an addressee, and how much speaks for it
UNSEEN = ("unnamed here",)


@dataclass(frozen=True, slots=True)
class Floors:
    """How probable a thing must be, chosen on reports that nothing was learned from."""

    add: float = 0.7  # a statement that no rule found
    added_act: float = 0.9  # and its act
    keep: float = 0.0  # a statement that only a rule found
    act: float = 1.0  # another act than the rule's: never while the models are this small
    maker: float = 1.0  # another maker than the rule's
    faced: float = 1.0  # another addressee than the rules'

    @property
    def asks_whose(self) -> bool:
        """Whether the models may name other parties than the rules did."""
        return min(self.maker, self.faced) < 1.0


FLOORS = Floors()


class Layer(Protocol):
    """What a layer answers: `Models` by its weights, a teacher by annotations."""

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
