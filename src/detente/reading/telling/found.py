"""What stands in a sentence, before it becomes a record: who acts by which verb, and the act."""

from __future__ import annotations

from dataclasses import dataclass

from detente.model.register import Act
from detente.reading.naming.parties import Mention
from detente.reading.words.cues import Cue
from detente.reading.words.grammar import Verb

__all__ = ["Finding", "Head", "Words"]

Words = tuple[int, int]  # from a word of a sentence up to, not including, another


@dataclass(frozen=True, slots=True)
class Finding:
    """An act with who does it, its content and its evidence as words of the sentence.

    There are no ``makers`` where the text names somebody whom nobody knows.
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

    @property
    def maker(self) -> str | None:
        """The first of those whose act it is, if they are known."""
        return self.makers[0] if self.makers else None


@dataclass(frozen=True, slots=True)
class Head:
    """A verb that speaks or acts, with the words from ``start`` to ``end`` that belong to it.

    ``content`` is what is said or done; ``subject`` is None where whoever spoke before goes on.
    ``speech`` is the usual act of a verb of speech, None where the verb itself is the act.
    ``leads`` tells that the attribution stands before what is said.
    """

    verb: Verb
    cue: Cue | None
    subject: Mention | None
    speech: Act | None
    start: int
    end: int
    content: Words
    leads: bool = True
    plain: bool = False  # a clause of the reporter about what somebody will or will not do
    instead: tuple[Head, ...] = ()  # what its words are if nobody knows who speaks
