"""Everything that the sections draw on: the conflict, its sources, the findings of each reading."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from detente.explaining.basis import Sources
from detente.explaining.brief import Reference
from detente.explaining.elements import Element
from detente.explaining.run import Run
from detente.explaining.wording import Wording
from detente.explaining.words import first_upper
from detente.model.conflict import Citation, Conflict
from detente.model.findings import Draft, Step
from detente.solving.budget import Budget

__all__ = ["OUT_OF_TIME", "Material"]

OUT_OF_TIME = "out of time"
T = TypeVar("T")


@dataclass(frozen=True)
class Material(Sources):
    """What a brief is made of: the conflict, its sources, and the findings of every reading.

    ``likelihood`` tells that the analyst asked for likelihood words beside shares of models;
    ``limits`` is what is left of the time for what sections still ask, and ``asked`` keeps their
    answers by run, or says that there was no time for one.
    """

    conflict: Conflict = field(kw_only=True)
    runs: tuple[Run, ...] = field(kw_only=True)
    draft: Draft | None = None
    likelihood: bool = False
    limits: Budget = field(default_factory=Budget, compare=False, repr=False)
    asked: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def complete(self) -> bool:
        """Whether no budget cut a finding short."""
        return all(run.complete for run in self.runs) and OUT_OF_TIME not in self.asked

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The words that elements of the model rest on."""
        return self.conflict.evidence

    @cached_property
    def words(self) -> Wording:
        """The words of the conflict."""
        return Wording(self.conflict)

    @property
    def rival(self) -> bool:
        """Whether there are rival readings."""
        return len(self.runs) > 1

    def alike(self, about: Callable[[Run], T]) -> tuple[tuple[T, tuple[Run, ...]], ...]:
        """The readings grouped by what is the same about them, in the order of the readings."""
        groups: list[tuple[T, list[Run]]] = []
        for run in self.runs:
            value = about(run)
            for known, members in groups:
                if known == value:
                    members.append(run)
                    break
            else:
                groups.append((value, [run]))
        return tuple((value, tuple(members)) for value, members in groups)

    # -- what sentences rest on ------------------------------------------------------------------

    def basis(self, *paths_: str) -> tuple[str, ...]:
        """The ids of elements of the model and of the words behind them."""
        found: list[str] = []
        for path in paths_:
            if element := self.element(path):
                found.append(f"model:{element.path}")
                found += [self.quote(evidence) for evidence in element.evidence]
        return tuple(dict.fromkeys(found))

    def by(self, steps: Iterable[Step | None], *also: tuple[str, str] | None) -> tuple[str, ...]:
        """The ids of what decides the given steps."""
        deciding = [step.decided_by for step in steps if step] + list(also)
        return self.basis(*(decided[0] for decided in deciding if decided))

    def element(self, path: str) -> Element | None:
        """The element of the model at this path."""
        return self._elements.get(path)

    @cached_property
    def _elements(self) -> dict[str, Element]:
        return {element.path: element for element in self.elements}

    def agreed(self, element: Element) -> bool:
        """Whether all readings of a party have the same statement, evidence and all, here."""
        party = self.conflict.party(element.party or "")
        peers = [
            self.element(f"parties.{party.id}.types.{name}.{element.place}")
            for name, _ in party.types
        ]
        same = {(one.text, one.evidence, one.guessed) if one else None for one in peers}
        return len(same) == 1

    def references(self, cited: Iterable[str]) -> tuple[Reference, ...]:
        """Everything that can be cited, the quotations only as far as they are."""
        behind = (self.quote(one) for element in self.elements for one in element.evidence)
        quotes = super().references((*cited, *behind))
        return (*quotes, *self._model_references(), *self._result_references())

    def _model_references(self) -> Iterable[Reference]:
        labels: dict[object, str] = {}
        for element in self.elements:
            quotes = tuple(self.quote(evidence) for evidence in element.evidence)
            key: object = element.path
            if element.reading and self.agreed(element):
                key = (element.party, element.place)
            yield Reference(
                f"model:{element.path}",
                "model",
                labels.setdefault(key, f"M{len(labels) + 1}"),
                element.words,
                evidence=quotes,
                guessed=element.guessed,
            )

    def _result_references(self) -> Iterable[Reference]:
        for run in self.runs:
            label = run.letter or "result"
            yield Reference(run.id, "result", label, first_upper(run.name))
