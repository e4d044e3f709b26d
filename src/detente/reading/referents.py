"""Who a mention means: names at once, pronouns and descriptions by what the text said before."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from detente.reading.parties import Mention, kinds_of

__all__ = ["Referents"]

_COUNTED = re.compile(r"all(\d?)")  # "both sides" is all2, "the parties" all
FIRST_PERSON = frozenset("we i us our my".split())


@dataclass(slots=True)
class Referents:
    """What a document has spoken of so far."""

    speaker: str | None = None
    person: str | None = None
    subject: tuple[str, ...] = ()
    recent: list[str] = field(default_factory=list)
    heads: dict[str, str] = field(default_factory=dict)

    def resolve(self, mention: Mention, within: str | None = None) -> tuple[str, ...]:
        """The parties that a mention means; ``within`` is whose words it stands in, if any's."""
        if mention.parties:
            return mention.parties
        if mention.kind == "pronoun":
            return self._pronoun(mention, within)
        if mention.head == "other":
            return self._others(within)
        if counted := _COUNTED.fullmatch(mention.head):
            count = int(counted.group(1) or 2)
            return tuple(self.recent[-count:]) if len(self.recent) >= count else ()
        return self._described(mention)

    def _pronoun(self, mention: Mention, within: str | None) -> tuple[str, ...]:
        if mention.head in FIRST_PERSON and (within or self.speaker):
            return ((within or self.speaker or ""),)
        if within and mention.agent:
            return (within,)
        if mention.person and self.person:
            return (self.person,)
        return self.subject

    def _others(self, within: str | None) -> tuple[str, ...]:
        here = within or (self.subject[0] if self.subject else None)
        others = [party for party in self.recent if party != here]
        return (others[-1],) if others else ()

    def _described(self, mention: Mention) -> tuple[str, ...]:
        if mention.head in self.heads:
            return (self.heads[mention.head],)
        for party in reversed(self.recent):
            if mention.head in kinds_of(party):
                return (party,)
        return self.subject if mention.person or not mention.agent else ()

    def notice(self, mention: Mention, parties: tuple[str, ...]) -> None:
        """Remember a mention for what comes after it."""
        for party in parties:
            if party in self.recent:
                self.recent.remove(party)
            self.recent.append(party)
        if mention.parties and mention.head and mention.agent:
            self.heads[mention.head] = mention.party
        if mention.person and mention.parties and mention.agent:
            self.person = mention.party

    def spoke(self, parties: tuple[str, ...], *, person: bool) -> None:
        """Remember who spoke or acted last."""
        if parties:
            self.speaker = parties[0]
            self.subject = parties
            self.person = parties[0] if person else self.person
