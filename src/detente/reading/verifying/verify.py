"""What a reader proposes in words is held against the text; only what stands there is recorded.

A reader that cannot be trusted with offsets (a language model, or anything else) offers
`Proposal` values. What becomes of them is `Record` values whose every word stands in the text,
with doubts where something looks odd, and `Rejected` values with the reason. No word of a
proposal gets into a record unless it was found in the report or in its table of parties.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from detente.errors import SourceError
from detente.model.register import Act, Clause, Mentions, Phrase, Provenance, Record
from detente.model.review import Rejected
from detente.model.text import Document
from detente.reading.dating.dates import Interval, find_dates
from detente.reading.naming.mentions import Names
from detente.reading.naming.parties import year_of
from detente.reading.parsing.clauses import Parsed, parse
from detente.reading.parsing.conditions import condition_in
from detente.reading.parsing.segment import Layout, Sentence, lay_out
from detente.reading.verifying.quoting import NEGATIONS, Place, find_quote, same_sense
from detente.reading.words.cues import CAMEO, PLOVER

__all__ = ["Obligation", "Proposal", "Verifier"]

_SAY_NO: frozenset[Act] = frozenset(("refuse", "deny"))
_LONG_QUOTE = 20  # characters; what is shorter may stand in two sentences
_FEW = 3  # characters; fewer are no quote


@dataclass(frozen=True, slots=True)
class Obligation:
    """A clause of a list, in words of the report, with the party that it obliges."""

    quote: str
    obliges: str | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a reader says that sentence number ``sentence`` says; all texts are words of it.

    Parties are named as the table of parties does; None is somebody who is not known. ``cue`` is
    the word that carries the act.
    """

    sentence: int
    act: Act
    party: str | None
    quote: str
    cue: str = ""
    speaker: str | None = None
    joint_with: tuple[str, ...] = ()
    addressee: tuple[str, ...] = ()
    content: str | None = None
    condition: str | None = None
    consequence: str | None = None
    clauses: tuple[Obligation, ...] = ()
    hedges: tuple[str, ...] = ()
    quoted: bool = False
    negated: bool = False
    medium: str | None = None
    venue: str | None = None


@dataclass(slots=True)
class _Draft:
    """A proposal on its way: where it stands, and what is odd about it."""

    proposal: Proposal
    parsed: Parsed
    place: Place
    doubts: list[str] = field(default_factory=list)

    def phrase(self, document: Document, words: str | None, what: str) -> Phrase | None:
        """Some words as they stand in the sentence; what does not is left out, and said so."""
        if not words:
            return None
        at = self.place
        found = find_quote(document.text, words, at.start, at.end) or find_quote(
            document.text, words, self.parsed.start, self.parsed.end
        )
        if found is None or found.how == "alike":
            self.doubts.append(f"its {what} was left out: it does not stand in the sentence")
            return None
        return Phrase.of(document, found.start, found.end)


class Verifier:
    """Verifies what readers propose of one document, sentence by sentence.

    Parameters
    ----------
    parties:
        The table of parties; nobody else gets into a record.
    """

    def __init__(
        self, document: Document, parties: Iterable[Mentions], layout: Layout | None = None
    ) -> None:
        self.document = document
        self.layout = layout or lay_out(document)
        self.sentences = tuple(
            one for one in self.layout.sentences if not self.layout.blocks[one.block].heading
        )
        self._parties = _by_name(parties)
        self._names = Names(year_of(document.published))
        self._parsed: dict[int, Parsed] = {}
        self._of_block: dict[int, list[int]] = {}
        for number, one in enumerate(self.sentences, 1):
            self._of_block.setdefault(one.block, []).append(number)

    def verify(
        self, proposals: Iterable[Proposal], reader: str, rule: str
    ) -> tuple[tuple[Record, ...], tuple[Rejected, ...]]:
        """The records that proposals make, in the order of the text, and what was kept out."""
        records: dict[tuple[object, ...], Record] = {}
        rejected = []
        for proposal in proposals:
            try:
                record = self._record(proposal, Provenance(reader, rule, ""))
            except SourceError as error:
                rejected.append(self.rejection(proposal, error.message))
                continue
            records.setdefault((record.start, record.end, record.act, record.party), record)
        ordered = sorted(records.values(), key=lambda one: (one.start, one.end, one.act))
        numbered = (replace(one, id=f"s{number}") for number, one in enumerate(ordered, 1))
        return tuple(numbered), tuple(rejected)

    def rejection(self, proposal: Proposal, reason: str) -> Rejected:
        """A proposal that is kept out."""
        start = self.document.text.find(proposal.quote) if proposal.quote else -1
        party = self._parties.get(_key(proposal.party or ""))
        place = start if start >= 0 else None
        return Rejected("verification", reason, proposal.quote[:400], place, proposal.act, party)

    # -- one record ------------------------------------------------------------------------------

    def _record(self, proposal: Proposal, made: Provenance) -> Record:
        party = self._party(proposal.party)
        draft = self._draft(proposal)
        proposal = draft.proposal
        makers = {party} if party else set()
        joint = self._known(draft, proposal.joint_with, "joint maker", makers)
        addressee = self._known(draft, proposal.addressee, "addressee", {*makers, *joint})
        record = Record(
            id="s",
            act=proposal.act,
            party=party,
            evidence=self.document.text[draft.place.start : draft.place.end],
            start=draft.place.start,
            end=draft.place.end,
            provenance=replace(made, cue=self._cue(draft)),
            kind="event" if proposal.act in ("meet", "do") else "statement",
            plover=PLOVER.get(proposal.act),
            cameo=CAMEO.get(proposal.act),
            joint_with=joint,
            addressee=addressee,
            polarity="negated" if proposal.negated else "affirmed",
            quoted=self.layout.quoted(draft.place.start, draft.place.end),
        )
        told = self._dated(self._in_words(record, draft), draft.place)
        told = self._without_misnomers(told, draft)
        self._doubt(draft, told)
        return replace(told, doubts=tuple(dict.fromkeys(draft.doubts)))

    def _in_words(self, record: Record, draft: _Draft) -> Record:
        """The record with what it says in words of the report."""
        proposal, document = draft.proposal, self.document
        content = draft.phrase(document, proposal.content, "content")
        speaker = draft.phrase(document, proposal.speaker, "speaker")
        medium = draft.phrase(document, proposal.medium, "medium")
        venue = draft.phrase(document, proposal.venue, "venue")
        hedges = [draft.phrase(document, words, "hedge") for words in proposal.hedges]
        about = content.text if content else record.evidence
        return replace(
            record,
            speaker=speaker.text if speaker else None,
            about=" ".join(about.split()[:12]),
            content=content,
            condition=draft.phrase(document, proposal.condition, "condition"),
            consequence=draft.phrase(document, proposal.consequence, "consequence"),
            clauses=self._obligations(draft),
            hedges=tuple(one for one in hedges if one),
            medium=medium.text if medium else None,
            venue=venue.text if venue else None,
        )

    def _dated(self, record: Record, place: Place) -> Record:
        """The record with the day that its own words tell, reckoned here and taken from nobody."""
        when = self._when(place)
        if when is None:
            return record
        exact = when.precision == "day"
        return replace(
            record,
            date=when.first if exact else None,
            date_end=when.last if exact else None,
            date_precision=when.precision,
            date_basis=when.basis,
        )

    def _cue(self, draft: _Draft) -> str:
        text, place = self.document.text, draft.place
        cue = find_quote(text, draft.proposal.cue, place.start, place.end)
        return text[cue.start : cue.end] if cue else ""

    def _sentence(self, number: int) -> Parsed:
        if not 1 <= number <= len(self.sentences):
            raise SourceError(f"there is no sentence {number}")
        if number not in self._parsed:
            one = self.sentences[number - 1]
            text = self.document.text
            self._parsed[number] = parse(text, one.start, one.end, self._names, self.layout)
        return self._parsed[number]

    def _draft(self, proposal: Proposal) -> _Draft:
        """A proposal with the sentence in which its quote stands: its own, or one beside it."""
        own = self._sentence(proposal.sentence)
        try:
            return _Draft(proposal, own, self._place(proposal, own))
        except SourceError as error:
            fault = error
        for number in (proposal.sentence - 1, proposal.sentence + 1):
            if not 1 <= number <= len(self.sentences) or len(proposal.quote) < _LONG_QUOTE:
                continue
            beside = self._sentence(number)
            place = find_quote(self.document.text, proposal.quote, beside.start, beside.end)
            if place is not None and place.how != "alike" and self._meant(proposal, beside, place):
                doubt = f"it was said to stand in sentence {proposal.sentence}"
                return _Draft(replace(proposal, sentence=number), beside, place, [doubt])
        raise fault

    def _meant(self, proposal: Proposal, parsed: Parsed, place: Place) -> bool:
        """Whether the act and the party of a proposal stand where its quote does."""
        cue = find_quote(self.document.text, proposal.cue, place.start, place.end)
        party = self._party(proposal.party)
        return bool(proposal.cue and cue) and any(party in one.parties for one in parsed.mentions)

    def _place(self, proposal: Proposal, parsed: Parsed) -> Place:
        """Where the quote stands in its sentence."""
        if len(proposal.quote.strip()) < _FEW:
            raise SourceError("it quotes nothing")
        text = self.document.text
        place = find_quote(text, proposal.quote, parsed.start, parsed.end)
        if place is None:
            raise SourceError(f"its quote does not stand in sentence {proposal.sentence}")
        if place.how == "alike" and not same_sense(proposal.quote, text[place.start : place.end]):
            raise SourceError(
                "its quote differs from the text in a negation, a number, a name or a role"
            )
        return place

    def _party(self, name: str | None) -> str | None:
        if name is None:
            return None
        found = self._parties.get(_key(name))
        if found is None:
            raise SourceError(f"{name[:60]!r} is no party of the report")
        return found

    def _known(
        self, draft: _Draft, names: Sequence[str], what: str, apart_from: set[str]
    ) -> tuple[str, ...]:
        """The parties named, those of the table; what is left out is said."""
        found = {name: self._parties.get(_key(name)) for name in names}
        if not all(found.values()):
            draft.doubts.append(f"its {what} was left out: no party of the report")
        return tuple(dict.fromkeys(one for one in found.values() if one and one not in apart_from))

    def _obligations(self, draft: _Draft) -> tuple[Clause, ...]:
        clauses = []
        for one in draft.proposal.clauses:
            phrase = draft.phrase(self.document, one.quote, "clause")
            obliges = self._parties.get(_key(one.obliges or ""))
            if phrase:
                clauses.append(Clause(phrase.text, phrase.start, phrase.end, obliges))
        return tuple(clauses)

    def _when(self, place: Place) -> Interval | None:
        for when in find_dates(self.document.text, place.start, place.end):
            if when.kind != "year" and (found := when.settle(self.document.published)):
                return found
        return None

    # -- doubts ----------------------------------------------------------------------------------

    def _without_misnomers(self, record: Record, draft: _Draft) -> Record:
        """The record without a condition that is none, and without content that only names."""
        parsed, content = draft.parsed, record.content
        if record.condition and condition_in(parsed, 0, len(parsed.tokens)) is None:
            draft.doubts.append("its condition was left out: nothing in the sentence is one")
            record = replace(record, condition=None)
        if content and _key(content.text) in {_key(record.speaker or ""), *self._parties}:
            draft.doubts.append("its content was left out: it only names somebody")
            record = replace(record, content=None)
        return record

    def _doubt(self, draft: _Draft, record: Record) -> None:
        place, proposal, condition = draft.place, draft.proposal, record.condition
        if place.how == "alike":
            draft.doubts.append("its words were quoted inexactly; those of the text stand here")
        if proposal.quoted and not self.layout.quoted(place.start, place.end):
            draft.doubts.append("called a quotation, but no quotation marks stand around it")
        for party in (*record.makers, *record.addressee):
            if not self._named_nearby(party, self.sentences[proposal.sentence - 1]):
                draft.doubts.append(f"{party} is not named nearby")
        if proposal.negated and not NEGATIONS.search(record.evidence):
            draft.doubts.append("called negated, but its words hold no negation")
        if negation := self._lost_negation(draft):
            draft.doubts.append(f"may have lost a negation: “{negation}”")
        if condition is None and (lost := self._lost_condition(draft)):
            draft.doubts.append(f"may have lost a condition: “{lost}”")

    def _named_nearby(self, party: str, sentence: Sentence) -> bool:
        """Whether a party is named in the paragraph or in the one before it."""
        near = (sentence.block, sentence.block - 1)
        numbers = (number for block in near for number in self._of_block.get(block, ()))
        return any(
            party in mention.parties
            for number in numbers
            for mention in self._sentence(number).mentions
        )

    def _lost_negation(self, draft: _Draft) -> str:
        """A negation of what is recorded that the record does not tell; "" if there is none."""
        parsed, place, proposal = draft.parsed, draft.place, draft.proposal
        if proposal.negated or proposal.act in _SAY_NO:
            return ""
        text = self.document.text
        lead = re.split(r"[,;:“”\"]", text[parsed.start : place.start])[-1]
        if cut := list(NEGATIONS.finditer(lead)):
            return cut[-1].group()
        cue = find_quote(text, proposal.cue, place.start, place.end) if proposal.cue else None
        for verb in parsed.verbs:
            start, end = parsed.span(verb.first, verb.i + 1)
            if cue and start < cue.end and cue.start < end and verb.negated:
                return text[start:end]
        return ""

    def _lost_condition(self, draft: _Draft) -> str:
        """A condition in the words of the record, or right beside them, that it does not tell."""
        parsed, place = draft.parsed, draft.place
        words = condition_in(parsed, 0, len(parsed.tokens))
        if words is None:
            return ""
        start, end = parsed.span(*words)
        text = self.document.text
        beside = not re.search(r"[.;:!?]", text[min(end, place.end) : max(start, place.start)])
        return " ".join(text[start:end].split()) if beside else ""


def _by_name(parties: Iterable[Mentions]) -> Mapping[str, str]:
    """From what a party may be called to its name; a word for two parties names neither."""
    found: dict[str, str] = {}
    twice: set[str] = set()
    table = tuple(parties)
    for party in table:
        for word in party.mentions:
            if found.setdefault(_key(word), party.name) != party.name:
                twice.add(_key(word))
    found = {word: name for word, name in found.items() if word not in twice}
    return found | {_key(key): party.name for party in table for key in (party.id, party.name)}


def _key(name: str) -> str:
    return " ".join(name.casefold().split()).removeprefix("the ")
