"""What somebody would do, in the light of one record."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from detente.drafting.doing import Doing
from detente.drafting.issues import Subject
from detente.drafting.signs import UNLESS
from detente.model.register import Mentions, Phrase, Record, Register

__all__ = ["Deed", "Role", "listed_parties"]

Role = Literal[
    "demanded",
    "urged",
    "wished",
    "offered",
    "announced",
    "accepted",
    "refused",
    "opposed",
    "threatened",
    "trigger",
    "alleged",
    "denied",
    "professed",
    "done",
    "held",
]


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that ``actor`` would do, in the light of one record.

    ``by`` are the parties that speak of it and ``role`` how: what is *demanded* of the actor, what
    it *offers* or *announces*, a *threat* it makes or the *trigger* of somebody else's, what it is
    *alleged* to plan, *denies*, or *professes* not to want. ``hinges`` tells on what an offer, a
    refusal or a threat depends, and ``only`` that it depends on nothing else. Where the text does
    not say whose deed it would be, the actor is not ``certain``.
    """

    actor: str
    role: Role
    subject: Subject
    phrase: Phrase
    by: tuple[str, ...]
    register: Register
    record: Record
    words: str = ""
    does: Doing | None = None
    hinges: Deed | None = None
    only: bool = False
    certain: bool = True

    @property
    def is_condition(self) -> bool:
        """Whether it is what an offer, a refusal or a threat hinges on."""
        return self.phrase is self.record.condition

    @property
    def is_exception(self) -> bool:
        """Whether it would avert a threat: "unless you leave" is about leaving."""
        return bool(UNLESS.match(self.phrase.text))


def listed_parties(text: str, register: Register, after: str = "") -> tuple[str, ...]:
    """The parties of a register that a phrase names, in order; ``after`` is what stands before."""
    return _listed(text, register.parties, after)


@lru_cache(maxsize=4096)
def _listed(text: str, parties: tuple[Mentions, ...], after: str) -> tuple[str, ...]:
    places: list[tuple[int, str]] = []
    for party in parties:
        for mention in {party.name, *party.mentions}:
            match = re.search(rf"{after}(?<!\w){re.escape(mention)}(?!\w)", text)
            if match:
                places.append((match.start(), party.name))
    return tuple(dict.fromkeys(name for _, name in sorted(places)))
