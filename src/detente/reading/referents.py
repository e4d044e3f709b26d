"""Who a mention means: names at once, pronouns and descriptions by what the text said before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from detente.reading.parties import Mention, is_state, kinds_of
from detente.reading.phrases import POSSESSIVES, REBELS

__all__ = ["FIRST_PERSON", "Referents"]

_COUNTED = re.compile(r"all(\d?)")  # "both sides" is all2, "the parties" all
FIRST_PERSON = frozenset("we i us our my".split())
_REBELS = REBELS | frozenset("rebels guerrillas separatists insurgents secessionists militia".split())
_SPOKESMEN = frozenset(
    "spokesman spokeswoman spokesperson spokesmen official officials office diplomat negotiator "
    "aide adviser source team delegation delegate side representative communique text".split()
)


@dataclass(slots=True)
class Referents:
    """What a document has spoken of so far."""

    speaker: str | None = None
    person: str | None = None
    subject: tuple[str, ...] = ()
    recent: list[str] = field(default_factory=list)
    heads: dict[str, str] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    block: int = -1
    here: list[str] = field(default_factory=list)
    sentence: Sequence[Mention] = ()

    def open(self, mentions: Sequence[Mention], block: int) -> None:
        """Begin a sentence; a new ``block`` is a new paragraph."""
        if block != self.block:
            self.block, self.here = block, []
        self.sentence = mentions

    # -- resolving -------------------------------------------------------------------------------

    def resolve(self, mention: Mention, within: str | None = None) -> tuple[str, ...]:
        """The parties that a mention means; ``within`` is whose words it stands in, if any's."""
        if mention.parties:
            return mention.parties
        if mention.name and (party := self.people.get(mention.name)):
            return (party,)
        if mention.kind == "pronoun":
            return self._pronoun(mention, within)
        if mention.head == "other":
            return self._others(within)
        if counted := _COUNTED.fullmatch(mention.head):
            return self._together(int(counted.group(1) or 2), within)
        if mention.head == "everyone":
            return ()
        found = self._described(mention)
        if found and mention.name:
            self.people[mention.name] = found[0]
        return found

    def _pronoun(self, mention: Mention, within: str | None) -> tuple[str, ...]:
        if mention.head in FIRST_PERSON and (within or self.speaker):
            return ((within or self.speaker or ""),)
        if mention.head in POSSESSIVES and (before := self._leader(mention)):
            return before
        if within and mention.agent:
            return (within,)
        if mention.head in {"he", "she", "him"} and self.person:
            return (self.person,)
        return self.subject

    def _leader(self, mention: Mention) -> tuple[str, ...]:
        """Whom "its" points back to within a sentence: the first agent before it."""
        for other in self.sentence:
            if other.i >= mention.i:
                break
            if other.agent and other.parties and other.kind != "place":
                return other.parties
        return ()

    def _others(self, within: str | None) -> tuple[str, ...]:
        here = within or (self.subject[0] if self.subject else None)
        others = [party for party in self.recent if party != here]
        return (others[-1],) if others else ()

    def _together(self, count: int, within: str | None) -> tuple[str, ...]:
        """The two, three ... sides meant: of this sentence, else of the whole dispute."""
        named = self._ranked([p for p in self.recent if p != within], count)
        return tuple(named) if len(named) >= count else ()

    def _ranked(self, parties: list[str], count: int) -> list[str]:
        """The most often named of some parties, in the order in which they are remembered."""
        order = {party: k for k, party in enumerate(parties)}
        best = sorted(parties, key=lambda p: (-self.counts.get(p, 0), -order[p]))[:count]
        return sorted(best, key=lambda p: order[p])

    def _described(self, mention: Mention) -> tuple[str, ...]:
        head, office = mention.head, mention.office
        if office == "rebel" or head in _REBELS:
            return self._of_kind(_REBELS | {"group", "movement"})
        for key in (f"{office} {head}", f"{office} *") if office else (head,):
            if key in self.heads:
                return (self.heads[key],)
        if by_kind := self._of_kind({head}):
            return by_kind
        if head in self.heads and not office:
            return (self.heads[head],)
        if head in _SPOKESMEN or not mention.agent:
            return self.subject
        return self._state() or self.subject

    def _of_kind(self, kinds: set[str] | frozenset[str]) -> tuple[str, ...]:
        for party in reversed(self.recent):
            if kinds & kinds_of(party) or any(self.heads.get(kind) == party for kind in kinds):
                return (party,)
        return ()

    def _state(self) -> tuple[str, ...]:
        """The state that the text spoke of last as one that acts."""
        if self.subject and is_state(self.subject[0]):
            return self.subject[:1]
        return next(((p,) for p in reversed(self.recent) if is_state(p)), ())

    # -- remembering -----------------------------------------------------------------------------

    def notice(self, mention: Mention, parties: tuple[str, ...]) -> None:
        """Remember a mention for what comes after it."""
        for party in parties:
            if party in self.recent:
                self.recent.remove(party)
            self.recent.append(party)
            if mention.kind != "pronoun":
                self.counts[party] = self.counts.get(party, 0) + 1 + mention.agent
            if party not in self.here:
                self.here.append(party)
        if mention.parties and mention.agent:
            self._keep_heads(mention)
        if mention.person and mention.parties and mention.agent:
            self.person = mention.party

    def _keep_heads(self, mention: Mention) -> None:
        if mention.head:
            self.heads[mention.head] = mention.party
        if mention.office:
            self.heads[f"{mention.office} {mention.head}"] = mention.party
            self.heads[f"{mention.office} *"] = mention.party
        if mention.name:
            self.people[mention.name] = mention.party

    def spoke(self, parties: tuple[str, ...], *, person: bool) -> None:
        """Remember who spoke or acted last."""
        if parties:
            self.speaker = parties[0]
            self.subject = parties
            self.person = parties[0] if person else self.person
