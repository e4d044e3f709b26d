"""How much of a report was read into its register, and what was left out of it, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any, Literal

__all__ = ["REASONS", "Coverage", "LeftOut", "Reason"]

Reason = Literal[
    "unknown actor",
    "unknown speaker",
    "no party",
    "below the floor",
    "not proposed",
    "kept out",
    "no act",
    "background",
    "question",
    "reporter",
    "lead-in",
    "heading",
    "narrator",
]
REASONS: tuple[Reason, ...] = Reason.__args__  # type: ignore[attr-defined]
_MAY_STATE = frozenset(REASONS[:7]) | {"narrator"}


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A sentence that gave no record, or an act left out of one that gave others.

    ``whole`` tells which of the two it is. ``cue`` is the word of an act or of telling, or the
    quotation mark, by which it may state something all the same; ``act`` and ``party`` are given
    where the reader found an act and left it out.
    """

    start: int
    end: int
    text: str
    reason: Reason
    cue: str = ""
    act: str | None = None
    party: str | None = None
    whole: bool = True

    @property
    def likely(self) -> bool:
        """Whether it probably states something that the register misses.

        Examples
        --------
        >>> LeftOut(0, 11, "They vowed.", "unknown actor", cue="vowed").likely
        True
        >>> LeftOut(0, 11, "Who agreed?", "question", cue="agreed").likely
        False
        """
        return bool(self.cue) and self.reason in _MAY_STATE

    def to_dict(self) -> dict[str, Any]:
        """What was left out as JSON values."""
        return {
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "reason": self.reason,
            "cue": self.cue,
            "act": self.act,
            "party": self.party,
            "whole": self.whole,
            "likely": self.likely,
        }


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of one report, or of several, stands in its records.

    ``sentences`` counts all, headings with them; ``recorded`` those with a record. Of the
    ``records``, repeats in headings apart, ``unaddressed`` name nobody whom they face and
    ``unresolved`` nobody whose they are. ``left_out`` begins with what was probably missed.

    Examples
    --------
    >>> out = LeftOut(0, 10, "It rained.", "narrator"), LeftOut(11, 20, "In 1990.", "background")
    >>> one = Coverage(5, 3, 3, 1, 0, out)
    >>> one.without, one.share
    ({'background': 1, 'narrator': 1}, 0.6)
    >>> Coverage.of_all([one, one]).sentences
    10
    """

    sentences: int
    recorded: int
    records: int
    unaddressed: int
    unresolved: int
    left_out: tuple[LeftOut, ...] = ()

    @property
    def share(self) -> float:
        """The part of the sentences that has a record; 0 of no sentences."""
        return self.recorded / self.sentences if self.sentences else 0.0

    @property
    def without(self) -> Mapping[Reason, int]:
        """How many sentences have no record, by the reason."""
        counts = Counter(one.reason for one in self.left_out if one.whole)
        return {reason: counts[reason] for reason in REASONS if counts[reason]}

    @property
    def parts(self) -> int:
        """How many acts were left out of sentences that have other records."""
        return sum(not one.whole for one in self.left_out)

    @property
    def likely(self) -> int:
        """How much of what was left out probably states something."""
        return sum(one.likely for one in self.left_out)

    def without_words(self) -> Coverage:
        """The same without the words of the reports: of many they are too much to hold."""
        return replace(self, left_out=tuple(replace(one, text="") for one in self.left_out))

    @classmethod
    def of_all(cls, several: Iterable[Coverage]) -> Coverage:
        """The coverage of several reports together."""
        each = tuple(several)
        return cls(
            sum(one.sentences for one in each),
            sum(one.recorded for one in each),
            sum(one.records for one in each),
            sum(one.unaddressed for one in each),
            sum(one.unresolved for one in each),
            tuple(chain.from_iterable(one.left_out for one in each)),
        )

    def to_dict(self) -> dict[str, Any]:
        """The figures as JSON values."""
        return {
            "sentences": self.sentences,
            "recorded": self.recorded,
            "without": dict(self.without),
            "parts": self.parts,
            "likely": self.likely,
            "records": self.records,
            "unaddressed": self.unaddressed,
            "unresolved": self.unresolved,
        }
