"""What a rule found in a sentence, before it becomes a record."""

from __future__ import annotations

from dataclasses import dataclass

from detente.model.register import Act

__all__ = ["Finding", "Words"]

Words = tuple[int, int]  # from a word of a sentence up to, not including, another


@dataclass(frozen=True, slots=True)
class Finding:
    """An act with who does it, its content and its evidence as words of the sentence.

    ``faced`` is the word at which the frame of the act names a party; ``addressee`` is given where
    the rule itself knows it. ``rule`` and ``cue`` become the provenance of the record.
    """

    act: Act
    plover: str | None
    makers: tuple[str, ...]
    speaker: str | None
    content: Words
    span: Words
    rule: str
    cue: str
    faced: int | None = None
    addressee: tuple[str, ...] | None = None
