"""What a draft was made from: how much of the reports is in the model, and what is not."""

from __future__ import annotations

from dataclasses import dataclass, fields

from detente.errors import CaseError

__all__ = ["WEIGHTY", "Drafted"]

WEIGHTY = ("demand", "offer", "accept", "refuse", "threaten", "urge")
"""The acts that a model is made of; what is said besides only bears on it."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """The counts of a draft that its model alone does not tell.

    ``statements`` are the demands, offers, acceptances, refusals, threats and appeals that were
    read, repeats left out; ``modelled`` those of them that the model rests on, ``unresolved``
    those of which the text does not tell whose or to whom they are. ``left_out`` counts options
    that were seen and not modelled.

    Raises
    ------
    CaseError
        Where a count is below zero, or a part is more than the whole.

    Examples
    --------
    >>> Drafted(statements=12, modelled=9).share
    0.75
    """

    statements: int = 0
    modelled: int = 0
    unresolved: int = 0
    left_out: int = 0

    def __post_init__(self) -> None:
        for field in fields(self):
            if getattr(self, field.name) < 0:
                raise CaseError(f"drafted.{field.name} counts something: 0 or more")
        for name in ("modelled", "unresolved"):
            if getattr(self, name) > self.statements:
                raise CaseError(f"drafted.{name} is more than all statements: mend one")

    @property
    def share(self) -> float:
        """The share of the statements that the model rests on; 0 where there are none."""
        return self.modelled / self.statements if self.statements else 0.0

    @property
    def unknown(self) -> float:
        """The share of the statements that name no clear party; 0 where there are none."""
        return self.unresolved / self.statements if self.statements else 0.0
