"""What an analyst's corrections teach about readings to come, as values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from detente.errors import SourceError

__all__ = ["KINDS", "Kind", "Lesson", "Lessons"]

Kind = Literal["act", "party", "addressee"]
KINDS: tuple[Kind, ...] = Kind.__args__  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Lesson:
    """One thing that several corrections say alike, and none against it.

    Of kind ``act``, ``words`` is a verb in its base form, ``was`` the act that was read of it (""
    where it was missed) and ``becomes`` the act that it is ("" where it is to be left out). Of kind
    ``party``, ``words`` names somebody, ``was`` is whose act it was read as ("" for nobody known).
    Of kind ``addressee``, ``words`` is whose act it is, ``was`` which, ``becomes`` whom it faces.
    """

    kind: Kind
    words: str
    was: str
    becomes: str
    times: int

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise SourceError(f"lesson of kind {self.kind!r}: write {', '.join(KINDS)}")
        if not self.words:
            raise SourceError("a lesson tells the words that it is about")


@dataclass(frozen=True, slots=True)
class Lessons:
    """The lessons of one file; ``unlearned`` counts corrections that taught nothing."""

    lessons: tuple[Lesson, ...] = ()
    unlearned: int = 0

    def of(self, kind: Kind) -> dict[tuple[str, str], Lesson]:
        """The lessons of a kind, by their words and what was read."""
        return {(one.words, one.was): one for one in self.lessons if one.kind == kind}
