"""Whom an act faces that names nobody: the counterpart whom its paragraph names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from detente.model.register import Act, Record
from detente.reading.naming.parties import (
    STRANGER,
    Mention,
    code_of,
    is_body,
    is_state,
    own_people,
    state_of,
)
from detente.reading.words.forms import words

__all__ = ["Counterparts"]

_FACING: frozenset[Act] = frozenset(
    ("accuse", "threaten", "demand", "urge", "refuse", "offer", "support", "accept", "do")
)
_AT_ODDS: frozenset[Act] = frozenset(("accuse", "refuse", "threaten", "demand", "deny", "urge"))
_JUDGING: frozenset[Act] = frozenset(("accuse", "refuse", "support", "threaten"))
_MEDIATING: frozenset[Act] = frozenset(("offer", "urge", "support"))
_TAKING_UP: frozenset[Act] = frozenset(("accept", "refuse", "support"))
_PROPOSING: frozenset[Act] = frozenset(("offer", "urge", "demand"))
_PROPOSAL = re.compile(
    r"\b(?:the|this|that) (?:invitation|offer|proposal|initiative|appeal|call|request|demand)s?\b"
    r"(?! (?:of|by|from)\b)"
)
_REACH = 40  # records over which an act looks back
_FEW = 3  # paragraphs
_NAMED = 40  # parties of a paragraph among which a counterpart is sought
_UNFACED = frozenset(("MOBILIZE", "COOPERATE", "PROTEST"))
_CHARGES: frozenset[Act] = frozenset(("accuse", "claim", "meet"))
_COUNTRIES = re.compile(r"\b(?:both|two) (?:countries|neighbou?rs|capitals|states|nations)\b")
_POINTS_BACK = re.compile(
    r"\b(?:that|this|it|(?:the|such|any|all) (?:account|reports?|version))"
    r"(?=[.,;:\"”]|$| (?:as|before|on|in|at|by) )"
    r"|\b(?:the|such|any|all|its|their) (?:charges?|accusations?|allegations?|claims?)\b"
    r"(?! (?:that|of|by|against|from)\b)"
)
_DEAL = re.compile(
    r"\b(?:the|this|that) (?:\w+ )?(?:deal|agreement|accord|arrangement|pact|signing|truce|"
    r"ceasefire|exchange|swap|settlement|memorandum)\b"
)
_DENIES = re.compile(r"\bden(?:y|ies|ied|ying)\b")


@dataclass(slots=True)
class Counterparts:
    """Who stands opposite whom in a document, and whom each paragraph names."""

    named: dict[int, dict[str, bool]] = field(default_factory=dict)
    blocks: list[int] = field(default_factory=list)
    sentences: list[int] = field(default_factory=list)
    both: set[int] = field(default_factory=set)
    closed: set[int] = field(default_factory=set)
    principals: frozenset[str] = frozenset()
    faced: Counter[tuple[str, str]] = field(default_factory=Counter)
    joined: set[frozenset[str]] = field(default_factory=set)  # who signed or met together

    def notice(self, block: int, mention: Mention, parties: Sequence[str], *, topic: bool) -> None:
        """Remember whom a paragraph names; venues and places name nobody.

        Adjectives, and a ``topic`` that something is about, name a party but faintly.
        """
        venue = mention.kind == "place" or (mention.kind == "capital" and not mention.agent)
        if venue or mention.kind == "pronoun":
            return
        here = self.named.setdefault(block, {})
        for party in parties:
            here[party] = here.get(party, False) or not (topic or mention.kind == "reference")
            if len(here) > _NAMED:
                del here[next(iter(here))]

    def keep(self, record: Record, block: int, sentence: int, *, both: bool, closed: bool) -> None:
        """Remember whom a record faces.

        ``both`` tells that it says "both sides", ``closed`` that it says "anyone": nobody at all.
        """
        if both:
            self.both.add(len(self.blocks))
        if closed:
            self.closed.add(len(self.blocks))
        self.blocks.append(block)
        self.sentences.append(sentence)
        if record.act == "accept" and record.joint_with:
            self.joined.add(frozenset(record.makers))
        for maker in record.makers:
            for other in record.addressee:
                self.faced[maker, other] += 1 + (record.act in _AT_ODDS)

    def complete(self, records: Sequence[Record]) -> list[Record]:
        """The records with the counterparts that their paragraphs tell."""
        done: list[Record] = []
        records = _of_states(records)
        self.principals = self._most_at_odds()
        for record, block in zip(records, self.blocks, strict=True):
            told = record.addressee or len(done) in self.closed or self._shared(record)
            found = () if told else self._counterpart(record, block, done)
            after = () if told else self._next_faced(record, records, len(done))
            found = after if after and not set(found) <= set(after) else found or after
            if record.party is None or record.party.startswith(STRANGER):
                found = tuple(one for one in found if not one.startswith(STRANGER))  # or it is he
            for other in found:
                self.faced[record.party or "", other] += 1
            done.append(replace(record, addressee=found) if found else record)
        pair = self._most_at_odds()
        for number in self.both:
            if _mixed(pair) and _COUNTRIES.search(done[number].evidence):
                continue  # "both countries" are no body and no rebels
            if frozenset(done[number].addressee) in self.joined:
                continue
            if len(pair) == len(done[number].addressee) == 2 and not pair & {*done[number].makers}:
                known = [*done[number].addressee, *sorted(pair)]
                found = tuple(dict.fromkeys(party for party in known if party in pair))
                done[number] = replace(done[number], addressee=found)
        return done

    def _shared(self, record: Record) -> bool:
        """Whether a third party welcomes what others have agreed on: nobody's alone."""
        own = self.principals.union(*self.joined).intersection(record.makers)
        return record.act == "support" and not own and _DEAL.search(record.evidence) is not None

    def _most_at_odds(self) -> frozenset[str]:
        """The pair of parties that face each other most."""
        pairs: Counter[frozenset[str]] = Counter()
        for (maker, other), count in self.faced.items():
            pairs[frozenset((maker, other))] += count
        return next((pair for pair, _ in pairs.most_common(1)), frozenset())

    def _counterpart(self, record: Record, block: int, done: Sequence[Record]) -> tuple[str, ...]:
        if record.joint_with and record.act != "offer":
            return ()
        if record.act == "deny":
            return self._accuser(record, block, done) or self._opponent(record, block, done)
        if record.act not in _FACING or record.plover in _UNFACED:
            return ()
        named = self.named.get(block, {})
        here = [party for party in named if party not in record.makers]
        here = [party for party in here if not own_people(party, record.makers)]
        here = [party for party in here if named[party]] or here
        if not here:
            return ()
        if found := self._proposer(record, block, done):
            return found
        return self._offered(record, here) or self._among(record, here, block, done)

    def _among(
        self, record: Record, here: Sequence[str], block: int, done: Sequence[Record]
    ) -> tuple[str, ...]:
        """Whom of some parties an act goes on to face, answers, or is known to face."""
        if done and self.blocks[len(done) - 1] == block:
            found = self._of_answer(record, done[-1])
            if found and set(found) <= set(here):
                return found
        return self._known(record, here, block, done)

    def _offered(self, record: Record, here: Sequence[str]) -> tuple[str, ...]:
        """The two most at odds, if a third party offers something."""
        outside = record.act == "offer" and not self.principals & set(record.makers)
        return self._principals(here) if outside else ()

    def _proposer(self, record: Record, block: int, done: Sequence[Record]) -> tuple[str, ...]:
        """Whose invitation, offer or call a party accepts or refuses that names nobody's."""
        if record.act not in _TAKING_UP or not _PROPOSAL.search(record.evidence):
            return ()
        for number in _back(done):
            before = done[number]
            if block - self.blocks[number] > 1:
                break
            near = self.blocks[number] == block or set(before.addressee) & set(record.makers)
            if near and before.act in _PROPOSING and not set(before.makers) & set(record.makers):
                return before.makers
        return ()

    def _next_faced(self, record: Record, records: Sequence[Record], n: int) -> tuple[str, ...]:
        """Whom the same party faces by its next act in the sentence: "hailed it and urged Oslo"."""
        if n + 1 >= len(records) or self.sentences[n] != self.sentences[n + 1]:
            return ()
        after = records[n + 1]
        facing = record.kind == "statement" and record.act in _FACING and after.act in _FACING
        return after.addressee if facing and after.makers == record.makers else ()

    def _accuser(self, record: Record, block: int, done: Sequence[Record]) -> tuple[str, ...]:
        """Whoever just said of the denier what it denies.

        A bare "that", "the charge" points back further than a denial in words of its own.
        """
        back = _POINTS_BACK.search(record.evidence) is not None
        reach, last = 4 if back else 1, ""
        for number in _back(done):
            before = done[number]
            if block - self.blocks[number] > (3 if back else 1):
                break
            if before.party is None or before.party in record.makers:
                continue
            reach, last = reach - (before.party != last), before.party
            if reach < 0:
                break
            told_of = {*before.addressee, *(before.makers if before.act == "meet" else ())}
            told = before.act in _CHARGES and bool(told_of & set(record.makers))
            if told or (back and before.act == "accuse" and self.blocks[number] == block):
                return (before.party,)
        return ()

    def _opponent(self, record: Record, block: int, done: Sequence[Record]) -> tuple[str, ...]:
        """Whoever last faced a denier in anger who answers in words of its own: "That is not so".

        A bare "denied that" may answer anybody, a newspaper or a rumour.
        """
        if _DENIES.search(record.evidence):
            return ()
        for number in _back(done):
            before = done[number]
            if block - self.blocks[number] > _FEW:
                break
            if before.act in _AT_ODDS | {"do"} and set(before.addressee) & set(record.makers):
                return () if before.party is None else (before.party,)
        return ()

    @staticmethod
    def _of_answer(record: Record, before: Record) -> tuple[str, ...]:
        """Whom an act goes on to face, or answers: the party before, or whom they both face."""
        if set(before.makers) & set(record.makers):
            return before.addressee if before.act in _AT_ODDS and record.act != "do" else ()
        if record.act not in _JUDGING:
            return ()
        if set(before.addressee) & set(record.makers):
            return before.makers
        if before.act in {"accuse", "threaten", "refuse"} and before.addressee:
            return before.addressee
        helps = before.act in _MEDIATING and record.act in _AT_ODDS and is_body(before.party or "")
        return before.makers if record.act != "threaten" and not helps else ()

    def _provoker(
        self, maker: str, here: Sequence[str], block: int, done: Sequence[Record]
    ) -> tuple[str, ...]:
        """Whoever faced the maker last, in this paragraph or the one before."""
        for number in _back(done):
            before = done[number]
            if block - self.blocks[number] > 1 or maker in before.makers:
                break
            provokes = maker in before.addressee and before.act in _AT_ODDS
            if provokes and before.party and before.party in here:
                return (before.party,)
        return ()

    def _known(
        self, record: Record, here: Sequence[str], block: int, done: Sequence[Record]
    ) -> tuple[str, ...]:
        """Whom the maker faces elsewhere, or whom others face in this paragraph."""
        maker = record.party or ""
        if found := self._provoker(maker, here, block, done):
            return found
        score = {p: 2 * self.faced[maker, p] + self.faced[p, maker] for p in here}
        if not any(score.values()) and record.act in _MEDIATING:
            return self._principals(here)
        top = max(score.values())
        best = [party for party in here if score[party] == top] if top else []
        if best:
            return tuple(best) if record.act in _MEDIATING else (best[0],)
        if faced := self._faced_here(here, block, done):
            return faced
        clear = [p for p in here if self.named[block][p] and not is_body(p)]
        return (clear[0],) if len(clear) == 1 and record.act in _AT_ODDS else ()

    def _faced_here(
        self, here: Sequence[str], block: int, done: Sequence[Record]
    ) -> tuple[str, ...]:
        """Whom the last act of this paragraph faces that faces one of some parties."""
        for number in _back(done):
            if self.blocks[number] != block:
                break
            if found := [party for party in done[number].addressee if party in here]:
                return (found[-1],)
        return ()

    def _principals(self, here: Sequence[str]) -> tuple[str, ...]:
        """The two most at odds, if a paragraph names both."""
        both = [party for party in here if party in self.principals]
        return tuple(both) if len(both) == 2 else ()


def _of_states(records: Sequence[Record]) -> list[Record]:
    """The records in which a state stands for its traders who speak nowhere: "French exporters"."""
    speaking = {party for record in records for party in record.makers}

    def stands(party: str, record: Record) -> str:
        if party in speaking or party.rpartition(" ")[2] not in words("roles", "traders"):
            return party
        state = state_of(code_of(party) or "")
        return state if state and state not in record.makers else party

    return [
        replace(one, addressee=tuple(dict.fromkeys(stands(p, one) for p in one.addressee)))
        for one in records
    ]


def _mixed(pair: frozenset[str]) -> bool:
    """Whether not all of a pair are states."""
    return not all(map(is_state, pair))


def _back(done: Sequence[Record]) -> range:
    """The numbers of the last records, from the last one back."""
    return range(len(done) - 1, max(len(done) - 1 - _REACH, -1), -1)
