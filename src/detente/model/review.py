"""What an analyst decided about the records of a reader, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from detente.errors import SourceError

__all__ = ["VERDICTS", "Correction", "Corrections", "Rejected", "Review", "Verdict"]

Verdict = Literal["accept", "reject", "change", "add"]
VERDICTS: tuple[Verdict, ...] = Verdict.__args__  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Review:
    """The mark of an analyst on a record: the verdict, whose it is, and the fields that changed."""

    verdict: Verdict
    by: str | None = None
    note: str | None = None
    changed: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The mark as JSON values."""
        return {
            "verdict": self.verdict,
            "by": self.by,
            "note": self.note,
            "changed": list(self.changed),
        }


@dataclass(frozen=True, slots=True)
class Rejected:
    """What was proposed as a record and kept out of the register, with the reason.

    ``by`` tells who kept it out: the verification of a reader, or an analyst. ``start`` is where
    the quote stands, or None where it stands nowhere.
    """

    by: str
    reason: str
    quote: str
    start: int | None = None
    act: str | None = None
    party: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """What was kept out as JSON values."""
        return {
            "by": self.by,
            "reason": self.reason,
            "quote": self.quote,
            "start": self.start,
            "act": self.act,
            "party": self.party,
        }


@dataclass(frozen=True, slots=True)
class Correction:
    """An analyst's verdict on one record, anchored by the words of its evidence and their place.

    ``set`` holds the fields that the analyst fills or changes; ``seen`` what the record said when
    it was judged, so that it can be told from another at the same place, and brought back if a
    later reading misses it.
    """

    verdict: Verdict
    quote: str
    position: int | None = None
    source: str | None = None
    set: Mapping[str, Any] = field(default_factory=dict)
    seen: Mapping[str, Any] = field(default_factory=dict)
    by: str | None = None
    note: str | None = None

    def __post_init__(self) -> None:
        if self.verdict not in VERDICTS:
            raise SourceError(f"verdict {self.verdict!r}: write {', '.join(VERDICTS)}")
        if not self.quote.strip():
            raise SourceError("a correction quotes the words that it is about")
        if self.verdict in ("change", "add") and not self.set:
            raise SourceError(f"to {self.verdict} a record, say what to set")
        if self.verdict in ("accept", "reject") and self.set:
            raise SourceError(f'to {self.verdict} sets nothing: use verdict = "change"')


@dataclass(frozen=True, slots=True)
class Corrections:
    """The corrections of one file, in its order."""

    corrections: tuple[Correction, ...] = ()
    name: str = "corrections"
