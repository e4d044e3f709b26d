"""A preference statement in the making, and how much it matters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import IntEnum
from itertools import groupby

from detente.drafting.answers import Answers
from detente.drafting.candidate import Candidate
from detente.drafting.deeds import Deed

__all__ = ["Tier", "Wish", "grouped", "literal", "opposite", "without_repeats"]


class Tier(IntEnum):
    """How much a statement matters, the most important first."""

    RED_LINE = 0
    PREVENT = 1
    THREAT = 2
    FIRST = 3
    CONTESTED = 4
    AT_STAKE = 5
    DEMAND = 6
    URGING = 7
    OFFER = 8
    COST = 9


@dataclass(frozen=True, slots=True)
class Wish:
    """A preference statement in the making: its text, its grounds, and what is guessed about it.

    Whoever answers the question with no wants ``otherwise`` in its place, or nothing.
    """

    text: str
    tier: Tier
    deeds: tuple[Deed, ...] = ()
    weight: int = 0
    question: str | None = None
    otherwise: str | None = None

    def answered(self, answers: Answers) -> Wish | None:
        """The wish as the analyst settles it: sure, in other words, or not at all."""
        word = answers.to(self.question) if self.question is not None else None
        if word is None:
            return self
        if word == "yes":
            return replace(self, question=None)
        return (self.otherwise and replace(self, text=self.otherwise, question=None)) or None

    @property
    def guessed(self) -> bool:
        """Whether no words of the report say so."""
        return self.question is not None

    @property
    def plain(self) -> str | None:
        """The option of a statement that is one option, taken or not; else None."""
        bare = self.text.removeprefix("not ")
        return None if " " in bare else bare


def literal(option: Candidate, positive: bool) -> str:
    """The option taken, or not."""
    return option.id if positive else f"not {option.id}"


def opposite(text: str) -> str:
    """The negation of a literal."""
    return text.removeprefix("not ") if text.startswith("not ") else f"not {text}"


def without_repeats(found: Iterable[Wish]) -> tuple[Wish, ...]:
    """In order of importance, each option's plain literal once: the more important one counts."""
    kept: dict[str, Wish] = {}
    for wish in sorted(found, key=lambda wish: (wish.tier, -wish.weight)):
        known = kept.setdefault(wish.plain or wish.text, wish)
        if known.text == wish.text and known is not wish and not known.guessed:
            kept[wish.plain or wish.text] = replace(known, deeds=_merged(known.deeds, wish.deeds))
    return tuple(kept.values())


def _merged(one: tuple[Deed, ...], other: tuple[Deed, ...]) -> tuple[Deed, ...]:
    known = set(map(id, one))
    return one + tuple(deed for deed in other if id(deed) not in known)


def grouped(found: tuple[Wish, ...]) -> list[list[Wish]]:
    """The wishes, those whose order the text does not tell together."""
    ordered = sorted(found, key=lambda wish: (wish.tier, -wish.weight))
    return [list(group) for _, group in groupby(ordered, key=lambda wish: (wish.tier, wish.weight))]
