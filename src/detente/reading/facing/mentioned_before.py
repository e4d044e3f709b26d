"""What a text has spoken of so far: who acted last, of whom each organ and name is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from detente.reading.naming.parties import STRANGER, Mention
from detente.reading.parsing.clauses import Parsed
from detente.reading.words.forms import words

__all__ = ["Memory"]

_MEMORY = 60  # parties that a document is remembered to have spoken of
_RULING = frozenset("government ministry cabinet".split())
_VENUES = frozenset(("capital", "name"))  # kinds that tell where unless they act


@dataclass(slots=True)
class Memory:
    """What a document has spoken of so far."""

    speaker: str | None = None
    author: str | None = None  # whose "we" the text itself speaks with
    person: str | None = None
    person_block: int = -1
    subject: tuple[str, ...] = ()
    recent: list[str] = field(default_factory=list)
    heads: dict[str, str] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    rivals: dict[frozenset[str], int] = field(default_factory=dict)
    at_odds: set[str] = field(default_factory=set)
    bodies: set[str] = field(default_factory=set)  # those unknown who are parties of their own
    block: int = -1
    ruling: tuple[str, ...] = ()  # whose government the paragraph has spoken of
    here: dict[str, None] = field(default_factory=dict)  # the parties of the paragraph
    parsed: Parsed | None = None
    others: dict[int, tuple[str, ...]] = field(default_factory=dict)  # "the other side", by word
    met: bool = False  # whether this sentence has told who "he" is from now on
    acted: bool = False  # and who acts
    group: tuple[str, ...] = ()  # whom the text spoke of together last
    grouped: int = -1  # in which block
    groups: dict[int, tuple[str, ...]] = field(default_factory=dict)  # by how many they are

    def open(self, parsed: Parsed, block: int) -> None:
        """Begin a sentence; another ``block`` is another paragraph."""
        if block != self.block:
            self.block, self.here, self.ruling = block, {}, ()
        self.parsed, self.met, self.acted, self.others = parsed, False, False, {}

    def notice(self, mention: Mention, parties: tuple[str, ...]) -> None:
        """Remember a mention for what comes after it; venues and places are passed over."""
        if mention.kind == "place" or (mention.kind in _VENUES and not mention.agent):
            return
        if mention.plural and len(parties) > 1:
            self.gather(parties)
        known = [party for party in parties if not party.startswith(STRANGER)]
        for party in known:
            self._remember(mention, party)
        if mention.parties and mention.agent:
            self._keep_heads(mention)
        told = bool(mention.parties) or (mention.kind == "description" and not known)
        if told and parties and mention.agent and not (self.acted or self._aside(mention)):
            self.subject, self.acted = parties, True
        told = bool(mention.parties) or mention.kind == "description"
        if told and mention.person and len(parties) == 1 and mention.agent and not self.met:
            self.person, self.met = parties[0], not self._behind_preposition(mention)
            self.person_block = self.block

    def met_stranger(self, mention: Mention) -> None:
        """Remember that somebody unknown acts: "he" is then he, and nobody of before."""
        if mention.kind == "stranger" and mention.person and mention.name and not self.met:
            known = self.people.get(mention.name) or mention.party
            self.person, self.met, self.person_block = known, True, self.block

    def _remember(self, mention: Mention, party: str) -> None:
        """Put a party last of those that the text has spoken of."""
        if party in self.recent:
            self.recent.remove(party)
        self.recent.append(party)
        del self.recent[:-_MEMORY]
        if mention.kind != "pronoun":
            self.counts[party] = self.counts.get(party, 0) + 1 + mention.agent
        self.here.setdefault(party)

    def _aside(self, mention: Mention) -> bool:
        """Whether a mention is no subject: quoted, or behind a preposition."""
        quoted = self.parsed is not None and self.parsed.inside[mention.i]
        return quoted or self._behind_preposition(mention)

    def _behind_preposition(self, mention: Mention) -> bool:
        k = mention.i - 1
        tokens = self.parsed.tokens if self.parsed else ()
        while k > 0 and tokens[k].tag == "D":
            k -= 1
        return bool(tokens) and k >= 0 and tokens[k].tag in "PT"

    def stands_for_party(self, party: str) -> bool:
        """Whether somebody is a party: known, or unknown but a body of its own."""
        return not party.startswith(STRANGER) or party in self.bodies

    def known(self, mention: Mention) -> bool:
        """Whether a mention names somebody, or a person of whom the text has told the office."""
        unnamed = mention.kind == "description" and mention.person
        return not unnamed or mention.head in self.heads

    def count(self, mention: Mention) -> None:
        """Remember that a heading names somebody."""
        for party in mention.parties if mention.agent else ():
            if party not in self.recent:
                self.recent.append(party)
            self.counts[party] = self.counts.get(party, 0) + 1

    def oppose(self, makers: Sequence[str], others: Sequence[str]) -> None:
        """Remember that some parties accuse, refuse or threaten others."""
        for maker in makers:
            for other in others:
                pair = frozenset((maker, other))
                self.rivals[pair] = self.rivals.get(pair, 0) + 1
                self.at_odds |= pair

    def _keep_heads(self, mention: Mention) -> None:
        if mention.party.startswith(STRANGER):
            return  # whose party is told by what came before, if by anything
        if mention.head in _RULING and mention.kind == "organ":
            self.ruling = mention.parties[:1]
        if mention.head:
            self.heads[mention.head] = mention.party
        if mention.office:
            self.heads[f"{mention.office} {mention.head}"] = mention.party
            self.heads[f"{mention.office} *"] = mention.party
        if mention.name:
            self.people[mention.name] = mention.party

    def gather(self, parties: tuple[str, ...]) -> None:
        """Remember several parties that act together, or are spoken of together."""
        if len(parties) > 1:
            self.group, self.grouped = parties, self.block
            self.groups[len(parties)] = parties

    def issued(self, parties: tuple[str, ...]) -> None:
        """Remember who issues the text: its government, its ministry are theirs."""
        for party in parties[:1]:
            self.author, self.subject = party, parties
            self.recent.append(party)
            for head in words("layout", "organs"):
                self.heads.setdefault(head, party)

    def tells(self, parties: tuple[str, ...]) -> None:
        """Remember in whose words a paragraph stands, if in any party's."""
        self.author = parties[0] if parties else None

    def spoke(self, parties: tuple[str, ...], *, person: bool) -> None:
        """Remember who spoke or acted last."""
        self.gather(parties)
        if parties:
            self.speaker = parties[0]
            self.subject, self.acted = parties, True
            if person:
                self.person, self.met = parties[0], True
                self.person_block = self.block
