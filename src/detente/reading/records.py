"""From the parts of a sentence to records: who does what to whom, in which words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from detente.model.register import Act, Clause, Phrase, Provenance, Record
from detente.model.text import Document
from detente.reading.acting.events import acts_as_nouns
from detente.reading.acting.frames import bound
from detente.reading.acting.listed_clauses import clauses, further_clauses, may_list, with_clauses
from detente.reading.acting.own_words import own_words
from detente.reading.acting.performatives import performed
from detente.reading.acting.speech import Voice, further_words, spoken
from detente.reading.acting.undertakings import undertakings
from detente.reading.dating.background import is_background
from detente.reading.dating.dates import Interval
from detente.reading.dating.days import Days
from detente.reading.facing.addressees import addressee, is_topic, names_both
from detente.reading.facing.counterparts import Counterparts
from detente.reading.facing.identities import Identities
from detente.reading.facing.referents import Referents
from detente.reading.learned.layer import Layer
from detente.reading.learned.revising import Revision
from detente.reading.left_out import Notes
from detente.reading.naming.parties import Mention
from detente.reading.naming.roles import POSSESSIVES
from detente.reading.parsing.clauses import Parsed
from detente.reading.parsing.conditions import condition_in, hedges
from detente.reading.parsing.segment import Layout
from detente.reading.parsing.spans import apart_from, trimmed, whole
from detente.reading.parsing.telegraphic import bare_day
from detente.reading.repeats import Heading, heading, stems, with_headings, with_repeats
from detente.reading.telling.found import Finding, Head, Words
from detente.reading.telling.instrument import Instrument
from detente.reading.telling.issuer import Tellers
from detente.reading.telling.realised import actuality_of
from detente.reading.telling.telling_verbs import find_heads
from detente.reading.words.cues import CAMEO
from detente.reading.words.forms import readings, table
from detente.reading.words.grammar import ABLE, FUTURE
from detente.reading.words.tokens import FILLER
from detente.reading.words.wording import finds

__all__ = ["Recorder"]

_EXPLAINS = frozenset("say note explain argue cite recall".split())
_INDIRECT = frozenset(("must", "should", "would", "could", "ought"))  # modals of reported speech
_PLANS: frozenset[Act] = frozenset(
    ("offer", "demand", "urge", "accept", "refuse", "threaten", "meet")
)
_AT_ODDS: frozenset[Act] = frozenset(("accuse", "refuse", "threaten", "demand", "deny"))


@dataclass(slots=True)
class Recorder:
    """Makes the records of one document, sentence by sentence, and remembers who speaks."""

    document: Document
    layout: Layout
    tellers: Tellers = field(default_factory=Tellers)
    instrument: Instrument | None = None
    referents: Referents = field(default_factory=Referents)
    records: list[Record] = field(default_factory=list)
    voice: Voice | None = None
    days: Days = field(init=False)
    settling: bool = False  # whether what waited is being read
    waiting: list[tuple[Parsed, int]] = field(default_factory=list)  # words before their speaker
    counterparts: Counterparts = field(default_factory=Counterparts)
    headings: list[Heading] = field(default_factory=list)
    told: list[frozenset[str]] = field(default_factory=list)  # the words of what each record says
    layer: Layer | None = None
    revision: Revision | None = None
    notes: Notes = field(init=False)  # of what is left out

    def __post_init__(self) -> None:
        self.notes = Notes(self.document)
        self.days = Days.within(self.document, self.layout)
        self.revision = Revision(self.layer) if self.layer is not None else None
        self.referents.issued(self.tellers.issuer)

    def read(self, parsed: Parsed, block: int) -> None:
        """Add the records of a sentence of a block; words whose speaker comes later wait."""
        if block in self.tellers.silent:
            self.notes.sentence(parsed, "reporter")
            return
        if self._speaker_follows(parsed):
            self.waiting.append((parsed, block))
            return
        if self.waiting:
            self._settle(parsed)
        self._read(parsed, block)

    def lead_in(self, parsed: Parsed, block: int) -> None:
        """Remember who says the quotation that follows in a paragraph of its own."""
        self.referents.open(parsed, block)
        voices = [self._voice(parsed, head) for head in find_heads(parsed) if head.speech]
        agents = (m for m in parsed.mentions if m.agent and m.kind != "place")
        named = next((p for one in agents if (p := self.referents.resolve(one))), ())
        told = Voice(named, parsed.words(0, len(parsed.tokens) - 1)) if named else None
        self.voice = next((voice for voice in voices if voice), told)
        self.notes.sentence(parsed, "lead-in")
        self._notice(parsed, block)
        if self.voice is not None:
            self.referents.spoke(self.voice.makers, person=False)

    def _read_waiting(self) -> None:
        waiting, self.waiting = self.waiting, []
        self.settling = True
        for parsed, block in waiting:
            self._read(parsed, block)
        self.settling = False

    def _speaker_follows(self, parsed: Parsed) -> bool:
        """Whether a sentence opens a quotation of several sentences, or goes on with such a one."""
        quote = self.layout.quote_at(parsed.start)
        if quote is None or quote.end <= parsed.end:
            return False
        if self.waiting:
            return self.layout.quote_at(self.waiting[-1][0].start) == quote
        line = self.document.text.find("\n", quote.end)
        rest = self.document.text[quote.end : line if line >= 0 else None]
        return quote.start == parsed.start and len(rest) > 6

    def _settle(self, parsed: Parsed) -> None:
        """Read what waited, in the voice that the sentence at its end names."""
        voices = (self._voice(parsed, head) for head in find_heads(parsed) if head.speech)
        self.voice = next((voice for voice in voices if voice), self.voice)
        self._read_waiting()

    def _read(self, parsed: Parsed, block: int) -> None:
        before = len(self.records), len(self.notes.made)
        self._record(parsed, block)
        if (len(self.records), len(self.notes.made)) == before:
            self._account(parsed, block)
        self._notice(parsed, block)

    def _record(self, parsed: Parsed, block: int) -> None:
        entry, new = self.layout.blocks[block].entry, block != self.referents.block
        self.referents.open(parsed, block)
        self.referents.tells(self._teller(block))
        self.days.open(parsed, block, entry=entry, new=new)
        before = len(self.records)
        leads = parsed.tokens[-1].text == ":"
        for finding in self._findings(parsed):
            if not (leads and finding.act == "claim"):
                self.put(parsed, finding)
        if len(self.records) == before:
            for finding in self._indirect(parsed):
                self.put(parsed, finding)
        if self.revision is not None:
            self.revision.revise(self, parsed, block, before)
        if len(self.records) > before and not self.referents.acted:
            self.referents.spoke(self.records[-1].makers, person=False)
        if len(self.records) == before:
            self._notice_stranger(parsed)
        self.days.close(parsed, self._first_agent(parsed))
        if len(self.records) == before and self.records:
            found = further_clauses(parsed, self.records[-1], self.referents)
            if found:
                self.records[-1] = with_clauses(self.records[-1], found)

    def _account(self, parsed: Parsed, block: int) -> None:
        """Note why a sentence has no record."""
        goes_on = self._continues_quote(parsed)
        if self._asks(parsed):
            self.notes.sentence(parsed, "question")
        elif parsed.tokens[-1].text == ":":
            self.notes.sentence(parsed, "lead-in")
        elif all(parsed.inside[:-1]) and not (goes_on and self.voice):
            self.notes.sentence(parsed, "unknown speaker")
        else:
            self.notes.unread(parsed, voiced=goes_on or block in self.tellers.own)

    def pass_over(self, parsed: Parsed, block: int) -> None:
        """Remember whom words name that only lead in what follows."""
        self.referents.open(parsed, block)
        self.notes.sentence(parsed, "lead-in")
        self._notice(parsed, block)

    def _notice(self, parsed: Parsed, block: int) -> None:
        for mention in parsed.mentions:
            parties = self.referents.resolve(mention)
            self.referents.notice(mention, parties)
            if not self.referents.known(mention):
                continue
            topic = is_topic(parsed, mention)
            self.counterparts.notice(block, mention, parties, topic=topic)
        for one in parsed.clauses:
            if one.subject is not None and not parsed.inside[one.verb.i]:
                self.referents.met_stranger(one.subject)

    def _notice_stranger(self, parsed: Parsed) -> None:
        """Remember that somebody unknown acts by a sentence that makes no record."""
        main = next((one for one in parsed.clauses if not one.subordinate), None)
        subject = main.subject if main is not None else None
        if subject is not None and subject.kind == "stranger" and not parsed.inside[subject.i]:
            makers = self.referents.resolve(subject)
            self.referents.spoke(makers, person=subject.person)

    def glance(self, parsed: Parsed) -> None:
        """Remember what a heading says, and whom it names."""
        self.headings.append(heading(parsed))
        self.notes.sentence(parsed, "heading")
        for mention in parsed.mentions:
            self.referents.count(mention)

    def finish(self) -> tuple[Record, ...]:
        """All records, with what only the whole document tells: counterparts and repeats."""
        self._read_waiting()
        records, told = self.counterparts.complete(self.records), self.told
        if self.revision is not None:
            for k in sorted(self.revision.left_out):
                self.notes.record(records[k], "below the floor")
            records, told = self.revision.finish(records, told)
        records = with_repeats(records, told)
        told_of = self.referents
        identities = Identities(told_of.people, told_of.recent, told_of.bodies)
        records = identities.settled(records)
        return tuple(with_headings(records, self.headings))

    def _indirect(self, parsed: Parsed) -> Iterator[Finding]:
        """What somebody goes on to say without a verb of speech: "All tariffs must go"."""
        main = next((one for one in parsed.clauses if not one.subordinate), None)
        if main is None or not self.records or not self.voice:
            return
        told = parsed.cue(main.verb)
        if told is not None and told.act == "do" and told.plover is None:
            return  # "he would not be drawn on it"
        cue = told if main.subject is None else None
        if main.verb.modal not in _INDIRECT and (cue is None or cue.act != "refuse"):
            return
        last = self.records[-1]
        if last.kind == "event" or "\n" in parsed.text[last.end : parsed.start]:
            return
        if parsed.start - last.end > 3 or find_heads(parsed):
            return
        voice = replace(self.voice, usual="claim", by="")
        for finding in further_words(parsed, voice, self.referents):
            if finding.act != "claim":
                yield replace(finding, rule="indirect")

    def _binds(self, parsed: Parsed) -> bool:
        """Whether a sentence stands among the clauses of an accord."""
        block = self.referents.block
        if self.instrument is None or block not in self.instrument.clauses:
            return False
        return self.layout.blocks[block].item or "shall" in parsed.lows or not any(parsed.inside)

    def _teller(self, block: int) -> tuple[str, ...]:
        """In whose words a block stands outside quotation marks."""
        own = self.tellers.own.get(block)
        if own is not None:
            return own.makers
        return () if self.tellers.own else self.tellers.issuer

    def _first_agent(self, parsed: Parsed) -> str | None:
        """Who acts first in a sentence, if anybody."""
        first = next((m for m in parsed.mentions if m.agent and m.kind != "place"), None)
        return next(iter(self.referents.resolve(first)), None) if first else None

    def _findings(self, parsed: Parsed) -> Iterator[Finding]:
        if self._asks(parsed):
            return
        own = self.tellers.own.get(self.referents.block)
        if self._binds(parsed) and self.instrument is not None:
            yield from undertakings(parsed, self.instrument, self.referents)
        elif own is not None and not all(parsed.inside[:-1]):
            self.voice = Voice(own.makers, own.words or None)
            self.referents.people.setdefault(own.words, own.makers[0])
            yield from own_words(parsed, self.voice, self.referents)
        elif not self._continues_quote(parsed):
            yield from acts_as_nouns(parsed, self.referents)
            yield from self._acts_as_verbs(parsed)
        elif self.voice is not None:
            voice = replace(self.voice, usual="claim")
            yield from further_words(parsed, voice, self.referents)

    def _asks(self, parsed: Parsed) -> bool:
        """Whether a sentence is a question of the reporter's own."""
        return parsed.tokens[-1].text == "?" and not any(parsed.inside)

    def _continues_quote(self, parsed: Parsed) -> bool:
        """Whether the sentence stands wholly within a quotation, of whoever spoke before it."""
        if not all(parsed.inside[:-1]) or len(parsed.tokens) < 3:
            return False
        quote = self.layout.quote_at(parsed.start)
        if self.settling or (quote is not None and quote.start < parsed.start):
            return True
        if self.layout.blocks[self.referents.block].carried:
            return True
        return bool(self.records) and "\n" not in parsed.text[self.records[-1].end : parsed.start]

    def _acts_as_verbs(self, parsed: Parsed) -> Iterator[Finding]:
        for head, voice in self._voiced(parsed, find_heads(parsed)):
            if head.speech is not None:
                found = spoken(parsed, head, voice, self.referents)
            else:
                found = performed(parsed, head, voice, hostile=self._hostile(parsed, head))
            for finding in found:
                if not self._elaborates(parsed, head, finding):
                    yield finding
            person = head.subject.person if head.subject else self.referents.person is not None
            self.referents.spoke(voice.makers, person=person)
            self.voice = voice

    def _voiced(self, parsed: Parsed, heads: Sequence[Head]) -> Iterator[tuple[Head, Voice]]:
        """The heads with who speaks or acts; if nobody knows, what the words themselves are."""
        for head in heads:
            if voice := self._voice(parsed, head) or self._voice_within(parsed, head):
                yield head, voice
            elif not head.instead:
                self.notes.nobody(parsed, head)
            else:
                yield from self._voiced(parsed, head.instead)

    def _voice_within(self, parsed: Parsed, head: Head) -> Voice | None:
        """Whoever speaks for a party speaks of it: "Kyiv would not yield, the office said"."""
        if head.leads or (head.subject is not None and head.subject.parties) or head.instead:
            return None
        said = (one for one in parsed.clauses_in(*head.content) if one.verb.i != head.verb.i)
        clause = next(said, None)
        if clause is None or clause.subject is None or clause.subject.kind == "pronoun":
            return None
        makers = self._makers(parsed, clause.subject)
        name = parsed.words(*_span_of(head)).strip(" ,")
        return Voice(makers, name, head.speech or "claim") if makers else None

    def _plans_told(self, parsed: Parsed, head: Head) -> Mention | None:
        """Whose plans officials of nobody named tell: "Oslo may sue, aides said"."""
        voice, clause = head.subject, next(iter(parsed.clauses_in(*head.content)), None)
        if voice is None or clause is None or voice.kind != "description" or head.leads:
            return None
        owned = {parsed.lows[voice.i], parsed.lows[max(voice.i - 1, 0)]} & POSSESSIVES
        if owned and clause.subject and clause.subject.parties and clause.subject.agent:
            return clause.subject
        key = f"{voice.office} *" if voice.office else voice.head
        if key in self.referents.heads or clause.subject is None or not clause.subject.parties:
            return None
        cue, lows = parsed.cue(clause.verb), parsed.lows[slice(*head.content)]
        planned = clause.verb.modal in {*FUTURE, *ABLE} or (cue and cue.act in _PLANS)
        blamed = finds("suffers", lows) or finds("wrong.strong", lows)
        return clause.subject if planned and not blamed else None

    def _elaborates(self, parsed: Parsed, head: Head, finding: Finding) -> bool:
        """Whether words only explain the act before them, whose evidence they then belong to."""
        if head.verb.kind != "ing" or not self.records:
            return False
        last = self.records[-1]
        explains = _lemma(parsed, head) in _EXPLAINS
        if not explains and (head.speech is not None or finding.act != last.act):
            return False
        if last.start < parsed.start or last.makers != finding.makers:
            return False
        if finding.act not in {"claim", last.act} or last.kind == "event":
            return False
        end = max(last.end, whole(parsed.text, *parsed.span(*finding.span), parsed.end)[1])
        self.records[-1] = replace(last, end=end, evidence=parsed.source[last.start : end])
        return True

    def _hostile(self, parsed: Parsed, head: Head) -> bool:
        """Whether a verb is about harm: of its own words, or of those that "such" points to."""
        words = parsed.lows[head.verb.i + 1 : head.end]
        before = parsed.lows[: head.verb.first]
        points = words[:1] == ("it",) and finds("harm.nouns", before)
        if points or finds("harm", words) or finds("harm.legal", words):
            return True
        return "such" in words and bool(self.records) and self.records[-1].act == "threaten"

    def _voice(self, parsed: Parsed, head: Head) -> Voice | None:
        """Who speaks or acts by a head; the voice before where "the text" goes on."""
        usual, by = head.speech or "claim", _lemma(parsed, head)
        if head.subject is None:
            if (within := self._voice_within(parsed, head)) and within.makers:
                return within
            if head.instead and not head.leads and not self.referents.here:
                return None  # a new paragraph: "Oslo considers a ban, officials say"
            if head.speech is None and head.verb.passive:
                return None  # done by nobody knows whom
            dated = head.verb.first and not bare_day(parsed.tokens, head.verb.first)
            if dated and not self._follows_record(parsed):
                return None
            return replace(self.voice, usual=usual, by=by) if self.voice else None
        subject = self._plans_told(parsed, head) or _same_within(parsed, head) or head.subject
        makers = self._makers(parsed, subject)
        usual = "accept" if head.plain and bound(self.records, parsed, makers) else usual
        name = parsed.words(head.subject.i, head.subject.j).strip(" ,")
        return Voice(makers, name, usual, by) if makers else None

    def _follows_record(self, parsed: Parsed) -> bool:
        """Whether a sentence that opens with a bare day goes on with what was recorded last."""
        last = self.records[-1].end if self.records else 0
        return bool(self.records) and not parsed.text[last : parsed.start].strip(" .;,\n")

    def _makers(self, parsed: Parsed, subject: Mention) -> tuple[str, ...]:
        group = parsed.group_of(subject)
        joint = (*parsed.joint(subject), *parsed.on_behalf_of(subject))
        joint = (group, *joint) if group else joint
        return tuple(dict.fromkeys(p for one in joint for p in self.referents.resolve(one)))

    # -- from a finding to a record ------------------------------------------------------------

    def put(self, parsed: Parsed, finding: Finding) -> None:
        """Add the record of a finding, unless it is background or its words are taken."""
        published = self.document.published
        if finding.act == "claim" and self._is_nobody(finding.makers):
            self.notes.act(parsed, finding, "no party")  # "An analyst said the mood was bleak"
            return
        told = self.days.dated is not None or self.layout.telegraphic
        if not told and is_background(parsed, finding, self.days.whens, published):
            self.notes.act(parsed, finding, "background")
            return
        content = _within(parsed, *trimmed(parsed.text, *parsed.span(*finding.content)))
        evidence = self._free(parsed, finding, content)
        if evidence is None:
            return
        start, end = evidence
        if content[1] <= content[0]:
            content = evidence
        text, document = parsed.text, self.document
        words = condition_in(parsed, *finding.content)
        if words and parsed.tokens[words[0]].start < parsed.start:
            words = None  # of the words that lead a list in
        condition = trimmed(text, *parsed.span(*words)) if words else None
        rest = apart_from(text, *content, condition)
        listed = self._clauses(parsed, finding, words)
        found = self._addressee(parsed, finding, listed)
        found = found and tuple(one for one in found if self.referents.stands_for_party(one))
        meets = finding.act == "meet"  # whoever meets faces the others
        joint = () if meets else finding.makers[1:]
        faced = tuple(dict.fromkeys((*finding.makers[1:] * meets, *(found or ()))))
        if meets:
            self.referents.gather((*finding.makers[:1], *faced))
        if finding.act in _AT_ODDS:
            self.referents.oppose(finding.makers, faced)
        when, vague = self.days.of(parsed, finding, evidence), table("grammar")["vague"]
        when = when or self._day_of_text(finding)
        day = when if when and when.precision == "day" else None
        self.records.append(
            Record(
                id=f"s{len(self.records) + 1}",
                act=finding.act,
                party=finding.maker,
                evidence=parsed.source[start:end],
                start=start,
                end=end,
                provenance=Provenance("rules", finding.rule, finding.cue),
                kind="event" if finding.act in {"meet", "do"} else "statement",
                actuality=actuality_of(parsed, finding),
                plover=finding.plover,
                cameo=CAMEO.get(finding.act),
                speaker=finding.speaker,
                joint_with=joint,
                addressee=faced,
                about=" ".join(text[slice(*content)].replace(FILLER, "").split()[:12]),
                content=Phrase.of(document, *content),
                condition=Phrase.of(document, *condition) if condition else None,
                consequence=Phrase.of(document, *rest) if rest else None,
                clauses=listed,
                hedges=tuple(Phrase.of(document, *one) for one in hedges(parsed, start, end)),
                quoted=self.layout.quoted(start, end),
                date=day.first if day else None,
                date_end=day.last if day else None,
                date_precision=when.precision if when else None,
                date_basis=when.basis if when else None,
                unresolved=tuple(one for one in vague if one in text[start:end]),
            )
        )
        self.told.append(stems(parsed, *finding.content))
        block, closed = self.referents.block, found is None
        both = len(faced) == 2 and names_both(parsed, finding)
        self.counterparts.keep(self.records[-1], block, parsed.start, both=both, closed=closed)

    def _is_nobody(self, makers: Sequence[str]) -> bool:
        """Whether somebody speaks who has no name and stands for no body."""
        known = self.referents.people.values()
        return not any(self.referents.stands_for_party(one) or one in known for one in makers)

    def _day_of_text(self, finding: Finding) -> Interval | None:
        """The day of what the text itself says: a statement, a call, a signed accord."""
        day = self.document.published
        signed = self.instrument is not None and self.instrument.stage == "agreed"
        itself = finding.rule == "own words" or (finding.rule == "undertaking" and signed)
        if day is None or not itself or finding.act in {"meet", "do"}:
            return None
        return Interval(day, day, "day", "the day of the text")

    def _free(
        self, parsed: Parsed, finding: Finding, content: tuple[int, int]
    ) -> tuple[int, int] | None:
        """The evidence without what earlier records have; None if they have the content."""
        text = parsed.text
        start, end = _within(parsed, *whole(text, *parsed.span(*finding.span), parsed.end))
        out = self.revision.left_out if self.revision is not None else ()
        for k, one in enumerate(self.records[-4:], max(len(self.records) - 4, 0)):
            if k not in out and one.start < end and start < one.end:
                if one.end > content[0]:
                    return None
                between = text[one.end : content[0]]
                start = one.end + len(between) - len(between.lstrip(" ,"))
        return (start, end) if start < end else None

    def _clauses(
        self, parsed: Parsed, finding: Finding, condition: Words | None
    ) -> tuple[Clause, ...]:
        first, last = finding.content
        if parsed.led or not may_list(finding.act, parsed.words(first, last)):
            return ()
        if condition is not None and condition[0] > first:
            last = condition[0]
        return clauses(parsed, (first, last), finding.makers, self.referents)

    def _addressee(
        self, parsed: Parsed, finding: Finding, listed: tuple[Clause, ...]
    ) -> tuple[str, ...] | None:
        """Whom a finding faces; None if it says that it faces nobody in particular."""
        found: tuple[str, ...] | None = finding.addressee
        if found is None:
            found = addressee(parsed, finding, self.referents)
            if found == () and finding.act not in {"claim", "deny", "do"}:
                found = self._of_record_before(parsed, finding)
        if finding.act in {"demand", "urge"}:
            found = tuple(dict.fromkeys(one.obliges for one in listed if one.obliges)) or found
        return found and tuple(one for one in found if one not in finding.makers)

    def _of_record_before(self, parsed: Parsed, finding: Finding) -> tuple[str, ...]:
        """Whom the same party addressed just before in the same sentence."""
        if not self.records or self.records[-1].start < parsed.start:
            return ()
        before = self.records[-1]
        return before.addressee if before.makers == finding.makers else ()


def _within(parsed: Parsed, start: int, end: int) -> tuple[int, int]:
    """The part of a stretch that belongs to the sentence: words that lead a list in do not."""
    return max(start, parsed.start), max(end, parsed.start)


def _same_within(parsed: Parsed, head: Head) -> Mention | None:
    """Whom a trailing "it" means: who will act by what it says: "Oslo will sue, it said"."""
    if head.leads or head.subject is None or head.subject.head != "it":
        return None
    clause = next(iter(parsed.clauses_in(*head.content)), None)
    if clause is None or clause.subject is None or clause.verb.modal not in FUTURE:
        return None
    return clause.subject if clause.subject.parties and not parsed.inside[clause.verb.i] else None


def _span_of(head: Head) -> Words:
    """The words that name who speaks; the verb where none do."""
    if head.subject is not None:
        return head.subject.i, head.subject.j
    return head.verb.first, head.verb.i + 1


def _lemma(parsed: Parsed, head: Head) -> str:
    """The verb of a head in its base form."""
    return next((one.lemma for one in readings(parsed.tokens[head.verb.i].low)), "")
