"""Verbs as they stand in a sentence: finite or not, with modal, voice and tense."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["ABLE", "BOUNDARY", "FUTURE", "MUST", "RELATIVE", "TIMES", "Kind", "Verb"]

Kind = Literal["finite", "to", "ing", "part"]

FUTURE = frozenset(("will", "would", "shall", "'ll", "be to"))
ABLE = frozenset(("can", "could", "cannot"))
MUST = frozenset(("must", "need", "ought"))
BOUNDARY = frozenset((",", ";", ":", "—", "–", "(", ")"))
RELATIVE = frozenset("what who which whose whom whoever whatever whichever".split())
TIMES = frozenset("after before until till since as".split())  # with a clause or with a noun


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb at word ``i`` whose auxiliaries begin at ``first``; ``aux`` is the last of them.

    A copula is its own main verb. ``modal`` is "will", "must" and the like, "be to" for "is to
    meet"; ``past`` tells a past tense or perfect.
    """

    i: int
    first: int
    aux: int
    kind: Kind
    modal: str = ""
    negated: bool = False
    passive: bool = False
    past: bool = False

    @property
    def finite(self) -> bool:
        """Whether it is the verb of a clause."""
        return self.kind == "finite"
