"""From the parts of a sentence to records: who does what to whom, in which words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

from detente.model.register import Act, Clause, Phrase, Provenance, Record
from detente.model.text import Document
from detente.reading.clauses import Parsed, conditions, hedges
from detente.reading.cues import PLOVER, Cue, usual_act
from detente.reading.dates import Interval, When, find_dates
from detente.reading.lexicon import forms, table
from detente.reading.parties import Mention
from detente.reading.referents import Referents
from detente.reading.segment import Layout

__all__ = ["Recorder"]

HOSTILE = re.compile(
    r"\b(?:consequences?|retaliat\w+|respon[ds]\w*|reprisals?|price|sanctions?|punish\w*|counter-?measures?|"
    r"measures|confrontation|attack\w*|strike|answer|force|tariffs|withdraw|leave|suspend|cut|stop|close|"
    r"expel|war|regret|tougher|all options|every option|security council)\b",
    re.IGNORECASE,
)
MUST = re.compile(r"\b(?:must|should|has to|have to|needs? to|ought to|had to)\b", re.IGNORECASE)
WILL = re.compile(r"\b(?:will|would|shall|'ll|is going to|are going to)\b", re.IGNORECASE)
DENIED = re.compile(r"\b(?:no|not|never|nobody|n't|groundless|baseless|unfounded|absurd|false)\b", re.I)
CAMEO = {
    "meet": "040",
    "offer": "030",
    "demand": "100",
    "urge": "020",
    "accept": "030",
    "refuse": "120",
    "threaten": "130",
    "accuse": "110",
    "deny": "113",
    "claim": "010",
    "support": "051",
    "do": None,
}
CLAUSED = frozenset(("demand", "urge", "offer", "claim"))


@dataclass
class Recorder:
    """Makes the records of one document, sentence by sentence, and remembers who speaks."""

    document: Document
    layout: Layout
    referents: Referents = field(default_factory=Referents)
    records: list[Record] = field(default_factory=list)
    day: Interval | None = None
    day_of: str | None = None
    last_quote: tuple[str, str | None] | None = None

    # -- one sentence ----------------------------------------------------------------------------

    def read(self, parsed: Parsed) -> None:
        """Add the records of a sentence."""
        whens = find_dates(parsed.text, parsed.start, parsed.end)
        before = len(self.records)
        if self._continues_quote(parsed):
            self._quoted_only(parsed, whens)
        else:
            self._nominal(parsed, whens)
            self._verbal(parsed, whens)
            if len(self.records) == before:
                self._listing(parsed)
        for mention in parsed.mentions:
            self.referents.notice(mention, self.referents.resolve(mention))

    def _continues_quote(self, parsed: Parsed) -> bool:
        """Whether the sentence stands wholly within a quotation that began before it."""
        quote = self.layout.quote_at(parsed.start)
        return quote is not None and quote.start < parsed.start and all(parsed.inside[:-2])

    def _quoted_only(self, parsed: Parsed, whens: list[When]) -> None:
        """A further sentence of somebody's words: its speaker is whoever spoke before it."""
        party = self.referents.speaker
        if party is None:
            return
        speaker = self.last_quote[1] if self.last_quote else None
        for i, j in self._acts_within(parsed, 0, len(parsed.tokens)):
            self._said(parsed, (i, j), (party,), speaker, "claim", whens, "quotation", span=(i, j))

    # -- speech and acts -------------------------------------------------------------------------

    def _verbal(self, parsed: Parsed, whens: list[When]) -> None:
        done = 0
        heads = list(self._heads(parsed))
        for number, (i, cue, subject) in enumerate(heads):
            if i < done:
                continue
            last = self._end_of(parsed, heads, number)
            first = self._start_of(parsed, heads, number, subject)
            makers = self._makers(parsed, subject)
            if not makers:
                continue
            speech = next((usual_act(r.lemma) for r in forms()[parsed.tokens[i].low] if usual_act(r.lemma)), None)
            speaker = self._name(parsed, subject)
            if subject is not None and subject.i > i:  # "...," said the ministry
                done = max(i + 1, subject.j)
            else:
                done = i + 1
            if speech and (cue is None or speech == "claim" and cue.act == "claim"):
                last = self._end_of_speech(parsed, heads, number)
                self._speech(parsed, i, first, last, makers, speaker, speech, whens, subject)
                done = last
            elif cue is not None:
                self._act(parsed, cue, first, last, makers, speaker, whens)
                done = last
            person = subject.person if subject is not None else False
            self.referents.spoke(makers, person=person)
            self.last_quote = (makers[0], speaker)

    def _heads(self, parsed: Parsed) -> Iterator[tuple[int, Cue | None, Mention | None]]:
        """The verbs of the sentence that speak or act, with who does so."""
        previous: Mention | None = None
        for i, token in enumerate(parsed.tokens):
            if parsed.inside[i] or token.low not in forms() or not parsed.finite(i):
                continue
            if (token.capital and i) or any(m.i <= i < m.j for m in parsed.mentions):
                continue  # part of a name
            cue = parsed.cue(i)
            speech = any(usual_act(reading.lemma) for reading in forms()[token.low])
            if cue is None and not speech:
                continue
            subject = parsed.agent_of_passive(i) if parsed.passive(i) else parsed.subject(i)
            if subject is None and parsed.passive(i):
                continue
            if subject is None and speech:
                subject = parsed.follower(i)
            if subject is None and previous is not None and self._coordinated(parsed, i):
                subject = previous
            if subject is None and speech and previous is None and i > 0:
                return  # somebody unknown speaks: what follows is theirs
            if subject is None:
                continue
            previous = subject
            yield i, cue, subject

    @staticmethod
    def _coordinated(parsed: Parsed, i: int) -> bool:
        return any(t.low in ("and", "but", "then") for t in parsed.tokens[max(0, i - 4) : i])

    @staticmethod
    def _end_of(
        parsed: Parsed, heads: list[tuple[int, Cue | None, Mention | None]], number: int
    ) -> int:
        """The word after what belongs to a head: up to the conjunction before the next."""
        i = heads[number][0]
        for k, _cue, subject in heads[number + 1 :]:
            start = subject.i if subject is not None and i < subject.i < k else k
            for c in range(start - 1, max(i, start - 5), -1):
                if parsed.tokens[c].low in ("and", "but", ";") and not parsed.inside[c]:
                    return c
        return len(parsed.tokens)

    @staticmethod
    def _end_of_speech(
        parsed: Parsed, heads: list[tuple[int, Cue | None, Mention | None]], number: int
    ) -> int:
        """The word after what is said: up to another verb of speech that goes on from this one."""
        i = heads[number][0]
        for k, _cue, subject in heads[number + 1 :]:
            start = subject.i if subject is not None and i < subject.i < k else k
            while start > i + 1 and parsed.tokens[start - 1].tag in "XADT":
                start -= 1
            joined = parsed.tokens[start - 1].low in ("and", "but", "while")
            speaks = any(usual_act(reading.lemma) for reading in forms()[parsed.tokens[k].low])
            if k > i + 3 and joined and speaks and not parsed.inside[start - 1]:
                return start - 1
        return len(parsed.tokens)

    @staticmethod
    def _start_of(
        parsed: Parsed,
        heads: list[tuple[int, Cue | None, Mention | None]],
        number: int,
        subject: Mention | None,
    ) -> int:
        if number == 0:
            return 0
        i = heads[number][0]
        previous = heads[number - 1][0]
        start = subject.i if subject is not None and previous < subject.i < i else i
        while start > previous + 1 and parsed.tokens[start - 1].tag in "XMAND":
            start -= 1
        return start

    def _makers(self, parsed: Parsed, subject: Mention | None) -> tuple[str, ...]:
        if subject is None:
            return ()
        found: dict[str, None] = {}
        for mention in parsed.joint(subject):
            for party in self.referents.resolve(mention):
                found.setdefault(party)
        return tuple(found)

    def _name(self, parsed: Parsed, subject: Mention | None) -> str | None:
        if subject is None:
            return None
        start, end = parsed.span(subject.i, subject.j)
        return parsed.text[start:end].strip(" ,")

    def _speech(
        self,
        parsed: Parsed,
        i: int,
        first: int,
        last: int,
        makers: tuple[str, ...],
        speaker: str | None,
        usual: Act,
        whens: list[When],
        subject: Mention | None,
    ) -> int:
        """What is said, before or after the verb of speech; parted where its act changes."""
        after = max(i + 1, subject.j if subject is not None else 0)
        near = range(after, min(after + 6, last))
        after = next((k + 1 for k in near if parsed.tokens[k].low == "that"), after)
        holds = [k for k in range(after, last) if parsed.tokens[k].word]
        leads = i > 2 and any(t.text == "," or t.tag == "Q" for t in parsed.tokens[first:i]) and (
            subject is None or parsed.tokens[max(subject.i - 1, 0)].tag in ".QD"
        )
        start = subject.i if subject is not None else i
        quoted_first = start > first + 3 and sum(parsed.inside[first:start]) * 2 > start - first
        if leads and start - first > 3 and (len(holds) < 6 or quoted_first):
            more = next((k for k in range(i + 1, last) if parsed.tokens[k].low == "adding"), last)
            end = more - (parsed.tokens[more - 1].text == ",") if more < last else last
            for number, (a, b) in enumerate(parts := list(self._acts_within(parsed, first, start))):
                span = (a, b) if number + 1 < len(parts) else (a, end)
                self._said(parsed, (a, b), makers, speaker, usual, whens, "speech", span=span)
            if more < last:
                at = more + 1 + (parsed.tokens[more + 1].low == "that")
                self._said(parsed, (at, last), makers, speaker, usual, whens, "adding", span=(more, last))
            return last
        if len(holds) < 2:
            return i + 1
        parts = list(self._acts_within(parsed, after, last))
        for number, (a, b) in enumerate(parts):
            span = (first if number == 0 else a, b)
            self._said(parsed, (a, b), makers, speaker, usual, whens, "speech", span=span)
        return last

    def _acts_within(self, parsed: Parsed, i: int, j: int) -> Iterator[tuple[int, int]]:
        """The stretch parted at "but" and "and" before a verb whose act is another."""
        start = i
        current = self._inner(parsed, i, j)
        for k in range(i + 2, j - 1):
            if parsed.tokens[k].low not in ("but", "and"):
                continue
            verb = k + 1
            while verb < j and parsed.tokens[verb].tag in "AX":
                verb += 1
            cue = parsed.cue(verb) if verb < j else None
            if cue is None or cue.act in ("do", "meet", "accept") or cue.form in ("ing", "part"):
                continue
            first = self._inner(parsed, start, k)
            if cue.act != (first.act if first else "claim"):
                yield start, k
                start, current = k + 1, cue
        yield start, j

    def _inner(self, parsed: Parsed, i: int, j: int) -> Cue | None:
        """The first act within what is said."""
        for k in range(i, j):
            cue = parsed.cue(k) if parsed.tokens[k].low in forms() else None
            if cue is None or cue.act in ("do", "meet") or cue.form == "ing":
                continue
            if k == i or parsed.verbal(k):
                return cue
        return None

    def _said(
        self,
        parsed: Parsed,
        content: tuple[int, int],
        makers: tuple[str, ...],
        speaker: str | None,
        usual: Act,
        whens: list[When],
        rule: str,
        span: tuple[int, int],
    ) -> None:
        a, b = content
        if b - a < 2:
            return
        act, plover, cue, committed = self._act_of(parsed, a, b, makers, usual)
        self._put(parsed, act, plover, committed, speaker, (a, b), span, whens, rule, cue)

    def _act_of(
        self, parsed: Parsed, a: int, b: int, makers: tuple[str, ...], usual: Act
    ) -> tuple[Act, str | None, str, tuple[str, ...]]:
        """The act of what is said: of its own cue, else of its grammar, else the usual one.

        With it comes whose act it is: a party that another one says has committed itself.
        """
        start, end = parsed.span(a, b)
        words = parsed.text[start:end]
        condition = conditions(parsed.text, start, end)
        inner = self._inner(parsed, a, b)
        others = self._others(parsed, a, b, makers)
        hostile = HOSTILE.search(words)
        if _MISTAKE.search(words):
            return "claim", None, "mistake", makers
        open_to_threat = inner is None or inner.act in ("claim", "refuse", "threaten")
        if condition and hostile and open_to_threat and _THREAT_IF.match(parsed.text, condition[0]):
            if self._of_another(parsed, a, start + hostile.start(), makers):
                return "accuse", "ACCUSE", hostile.group(), makers
            return "threaten", "THREATEN", hostile.group(), makers
        if inner is not None and inner.act != "claim":
            who = self._who_within(parsed, inner.i, a, makers)
            if not who or set(who) & set(makers):
                joint = tuple(dict.fromkeys((*makers, *who)))
                return inner.act, inner.plover, parsed.tokens[inner.i].text, joint
            if inner.act in ("offer", "accept", "refuse") and self._leads(parsed, inner.i, a):
                return inner.act, inner.plover, parsed.tokens[inner.i].text, who
        if inner is None and (refusal := _WILL_NOT.match(words)):
            return "refuse", "REJECT", refusal.group(1), makers
        if usual != "claim":
            return usual, PLOVER.get(usual), usual, makers
        if others and (must := MUST.search(words)):
            return "demand", "REQUEST", must.group(), makers
        if others and WILL.search(words) and (harm := _harm().search(words)):
            return "threaten", "THREATEN", harm.group(), makers
        if others and (wrong := _wrong().search(words)):
            return "accuse", "ACCUSE", wrong.group(), makers
        return "claim", None, "said", makers

    def _of_another(self, parsed: Parsed, a: int, place: int, makers: tuple[str, ...]) -> bool:
        """Whether the hostile act that stands at ``place`` would be another party's."""
        before = [m for m in parsed.mentions if a <= m.i and parsed.tokens[m.i].start < place]
        if not before or not before[0].agent:
            return False
        who = self.referents.resolve(before[0], makers[0])
        between = parsed.text[parsed.tokens[before[0].j - 1].end : place]
        return bool(who) and not set(who) & set(makers) and not _SUFFERS.search(between)

    @staticmethod
    def _leads(parsed: Parsed, i: int, a: int) -> bool:
        """Whether the subject of the verb at word ``i`` is the first to be named in the words."""
        subject = parsed.subject(i)
        return subject is not None and not any(a <= m.i < subject.i for m in parsed.mentions)

    def _who_within(
        self, parsed: Parsed, i: int, a: int, makers: tuple[str, ...]
    ) -> tuple[str, ...]:
        """Whose act the verb at word ``i`` of somebody's words is, if it has a subject there."""
        subject = parsed.subject(i)
        if subject is None or subject.i < a:
            return ()
        found = (p for m in parsed.joint(subject) for p in self.referents.resolve(m, makers[0]))
        return tuple(dict.fromkeys(found))

    def _act(
        self,
        parsed: Parsed,
        cue: Cue,
        first: int,
        last: int,
        makers: tuple[str, ...],
        speaker: str | None,
        whens: list[When],
    ) -> None:
        """An act done by the word itself: refused, accused, met."""
        if cue.act == "do" and (cue.plover is None or cue.form == "base"):
            return  # done is what is told as done, not what may be
        start = min(cue.j, last - 1) if last - cue.i > 1 else cue.i
        if cue.party is not None:
            start = min(parsed.places[cue.party], last - 1)
        self._put(
            parsed,
            cue.act,
            cue.plover,
            makers,
            speaker if cue.act not in ("meet", "do") else None,
            (start, last),
            (first, last),
            whens,
            f"frame-{cue.act}",
            parsed.text[slice(*parsed.span(cue.i, cue.j))],
            party=cue.party,
        )

    # -- nouns -----------------------------------------------------------------------------------

    def _nominal(self, parsed: Parsed, whens: list[When]) -> None:
        """ "X's accusations about ..." and "the X-Y talks held on Monday"."""
        for mention in parsed.mentions:
            self._noun_of_act(parsed, mention, whens)
        self._noun_of_talks(parsed, whens)

    def _noun_of_act(self, parsed: Parsed, mention: Mention, whens: list[When]) -> None:
        k = mention.j
        if k + 2 >= len(parsed.tokens) or parsed.tokens[k].tag != "G" or parsed.inside[k]:
            return
        act = _nouns().get(parsed.tokens[k + 1].low)
        if act is None or parsed.tokens[k + 2].low not in ("about", "that", "of", "over", "against"):
            return
        makers = self.referents.resolve(mention)
        stop = next(
            (n for n in range(k + 3, len(parsed.tokens)) if parsed.tokens[n].text in ",;."),
            len(parsed.tokens),
        )
        first = mention.i - (mention.i > 0 and parsed.tokens[mention.i - 1].tag == "D")
        about = next(
            (m.j + 1 for m in parsed.mentions if m.i == k + 3 and parsed.tokens[m.j].tag == "G"), k + 3
        )
        if makers:
            self._put(
                parsed, act, PLOVER.get(act), makers, self._name(parsed, mention), (about, stop),
                (first, stop), whens, f"noun-{act}", parsed.tokens[k + 1].text,
                addressee=self._addressee(parsed, (k + 2, stop), makers, None, act),
            )  # fmt: skip

    def _noun_of_talks(self, parsed: Parsed, whens: list[When]) -> None:
        listed = frozenset(table("acts")["meet"]["nouns"].split())
        for i, token in enumerate(parsed.tokens):
            if token.low not in listed or parsed.inside[i]:
                continue
            stop = next(
                (n for n in range(i, len(parsed.tokens)) if parsed.tokens[n].text in ";."),
                len(parsed.tokens),
            )
            told = any(t.low in ("held", "took", "place", "ended", "begin", "began") for t in parsed.tokens[i:stop])
            who = [
                party
                for m in parsed.mentions
                if (i - 6 <= m.i < i or i < m.i < i + 14) and m.kind not in ("capital", "place", "pronoun")
                for party in self.referents.resolve(m)
            ]
            who = list(dict.fromkeys(who))
            if told and len(who) >= 2:
                near = [m.i for m in parsed.mentions if i - 6 <= m.i < i]
                head = any(m.i > i for m in parsed.mentions if self.referents.resolve(m)) and not near
                first = 0 if head or i < 8 else (near[0] - 1 if near else i)
                self._put(
                    parsed, "meet", "CONSULT", tuple(who[:1]), None, (i, stop), (max(first, 0), stop),
                    whens, "noun-meet", token.text, addressee=tuple(who[1:]),
                )  # fmt: skip
                return

    # -- lists of clauses ------------------------------------------------------------------------

    def _listing(self, parsed: Parsed) -> None:
        """A sentence that goes on with the articles of a demand or proposal before it."""
        opening = " ".join(token.low for token in parsed.tokens[:4])
        if not _GOES_ON.match(opening) or not self.records:
            return
        last = self.records[-1]
        if last.act not in CLAUSED:
            return
        found = self._clauses_in(parsed, 0, len(parsed.tokens), last.makers, strict=True)
        if found:
            self.records[-1] = _with_clauses(last, last.clauses + found)

    def _clauses_in(
        self,
        parsed: Parsed,
        a: int,
        b: int,
        makers: tuple[str, ...],
        *,
        strict: bool = False,
    ) -> tuple[Clause, ...]:
        start, end = parsed.span(a, b)
        if strict:
            opening = _LIST_VERB.search(parsed.text, start, end)
            if opening is None:
                return ()
            start = opening.end()
        pieces = list(_pieces(parsed.text, start, end))
        if len(pieces) < 2 and not strict:
            return ()
        obliged: str | None = None
        clauses = []
        for s, e in pieces:
            named = self._obliged(parsed, s, e, makers)
            obliged = named or (obliged if _GERUND.match(parsed.text[s:e]) else None)
            clauses.append(Clause(parsed.text[s:e], s, e, obliged))
        return tuple(clauses)

    def _obliged(self, parsed: Parsed, start: int, end: int, makers: tuple[str, ...]) -> str | None:
        """Who would have to act by a clause: whoever is joined, else the first party named."""
        joined = _JOIN.search(parsed.text, start, end)
        after = joined.end() if joined else start
        for mention in parsed.mentions:
            place = parsed.tokens[mention.i].start
            if after <= place < end and mention.kind != "place" and mention.head not in _POSSESSIVE:
                if not joined and place > start + 20:
                    return None
                others = [one for one in self.referents.resolve(mention) if one not in makers]
                if others:
                    return others[0]
        return None

    # -- the record ------------------------------------------------------------------------------

    def _put(
        self,
        parsed: Parsed,
        act: Act,
        plover: str | None,
        makers: tuple[str, ...],
        speaker: str | None,
        content: tuple[int, int],
        span: tuple[int, int],
        whens: list[When],
        rule: str,
        cue: str,
        *,
        party: int | None = None,
        addressee: tuple[str, ...] | None = None,
    ) -> None:
        start, end = parsed.span(*span)
        start, end = _whole(parsed.text, start, end, parsed.end)
        c_start, c_end = _trimmed(parsed.text, *parsed.span(*content))
        for one in self.records[-4:]:
            if one.start < end and start < one.end:
                if one.end > c_start:
                    return
                start = one.end + len(parsed.text[one.end : c_start]) - len(
                    parsed.text[one.end : c_start].lstrip(" ,")
                )
        if c_end <= c_start:
            c_start, c_end = start, end
        if addressee is None:
            addressee = self._addressee(parsed, content, makers, party, act)
        condition = conditions(parsed.text, c_start, c_end)
        within = content if condition is None else self._up_to(parsed, content, condition[0])
        listed = act in CLAUSED and (act != "claim" or _WISHED.search(_text_of(parsed, content)))
        clauses = self._clauses_in(parsed, *within, makers) if listed else ()
        if act in ("demand", "urge"):
            addressee = tuple(dict.fromkeys(c.obliges for c in clauses if c.obliges)) or addressee
        when = self._when(whens, start, end, makers[0])
        text = parsed.text
        phrase = lambda a, b: Phrase(text[a:b], a, b)  # noqa: E731
        rest = _without(text, c_start, c_end, condition)
        self.records.append(
            Record(
                id=f"s{len(self.records) + 1}",
                act=act,
                party=makers[0],
                evidence=text[start:end],
                start=start,
                end=end,
                provenance=Provenance("rules", rule, cue),
                kind="event" if act in ("meet", "do") else "statement",
                plover=plover,
                cameo=CAMEO.get(act),
                speaker=speaker,
                joint_with=makers[1:],
                addressee=tuple(one for one in addressee if one not in makers),
                about=" ".join(text[c_start:c_end].split()[:12]),
                content=phrase(c_start, c_end),
                condition=phrase(*condition) if condition else None,
                consequence=phrase(*rest) if condition and rest else None,
                clauses=clauses,
                hedges=tuple(phrase(*one) for one in hedges(text, start, end)),
                quoted=self.layout.quoted(start, end),
                polarity="affirmed",
                date=when.first if when and when.precision == "day" else None,
                date_end=when.last if when and when.precision == "day" else None,
                date_precision=when.precision if when else None,
                date_basis=when.basis if when else None,
                unresolved=tuple(one for one in table("grammar")["vague"] if one in text[start:end]),
            )
        )

    @staticmethod
    def _up_to(parsed: Parsed, words: tuple[int, int], place: int) -> tuple[int, int]:
        """The words before a place; all of them if the place is where they begin."""
        last = next((k for k in range(*words) if parsed.tokens[k].start >= place), words[1])
        return (words[0], last) if last > words[0] else words

    def _when(
        self, whens: list[When], start: int, end: int, maker: str
    ) -> Interval | None:
        """The day in the words themselves, else that of the same party's words just before."""
        for when in whens:
            if start <= when.start < end and when.kind != "year":
                found = when.settle(self.document.published)
                if found is not None:
                    self.day, self.day_of = found, maker
                    return found
        if self.day_of != maker:
            self.day, self.day_of = None, maker
        return self.day

    def _others(
        self, parsed: Parsed, a: int, b: int, makers: tuple[str, ...]
    ) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for mention in parsed.mentions:
            if a <= mention.i < b and self._may_face(parsed, mention):
                for one in self.referents.resolve(mention, makers[0]):
                    if one not in makers:
                        found.setdefault(one)
        return tuple(found)

    @staticmethod
    def _may_face(parsed: Parsed, mention: Mention) -> bool:
        """Whether words can be about a party's conduct: not a place, owner or mere object."""
        if mention.kind == "place" or mention.head in _POSSESSIVE:
            return False
        if mention.kind == "capital" and not mention.agent:
            return False
        lead = _lead(parsed, mention)
        if lead == "and" and (index := parsed.mentions.index(mention)):
            lead = _lead(parsed, parsed.mentions[index - 1])
        return lead not in _OBJECT_OF

    def _addressee(
        self,
        parsed: Parsed,
        content: tuple[int, int],
        makers: tuple[str, ...],
        party: int | None,
        act: Act,
    ) -> tuple[str, ...]:
        if party is not None:
            end = parsed.places[party]
            mention = next((m for m in parsed.mentions if m.j == end), None)
            if mention is not None and (found := self.referents.resolve(mention, makers[0])):
                return found
        if act in ("claim", "deny"):
            return ()
        found = self._faced(parsed, content, makers) or self._others(parsed, *content, makers)[:1]
        if not found and self.records and self.records[-1].start >= parsed.start:
            before = self.records[-1]
            found = before.addressee if before.makers == makers else ()
        return found

    def _faced(
        self, parsed: Parsed, content: tuple[int, int], makers: tuple[str, ...]
    ) -> tuple[str, ...]:
        """Whom the words face: the subject of what is said, or who stands behind "with" or "to"."""
        faced: dict[str, None] = {}
        for mention in parsed.mentions:
            if not content[0] <= mention.i < content[1] or not self._may_face(parsed, mention):
                continue
            lead = _lead(parsed, mention)
            joined = lead in ("and", ",") and faced
            if lead in ("and", ",") and not faced:
                continue
            found = [one for one in self.referents.resolve(mention, makers[0]) if one not in makers]
            if not faced or joined:
                for one in found:
                    faced.setdefault(one)
        return tuple(faced)


_OBJECT_OF = frozenset("of on in against at near into from around over".split())


def _lead(parsed: Parsed, mention: Mention) -> str:
    """The word before a mention, articles passed over."""
    k = mention.i - 1
    while k > 0 and parsed.tokens[k].tag == "D":
        k -= 1
    return parsed.tokens[k].low if k >= 0 else ""


_POSSESSIVE = frozenset("its his her their our my".split())
_GOES_ON = re.compile(r"(?:these|those|they|it|the (?:draft|demands|guarantees|proposals?)|another|others?|other|under)\b")
_SUFFERS = re.compile(r"\b(?:fac\w+|pay\w*|suffer\w*|expect\w*|bear\w*|reckon\w*|meet\w*)\b", re.I)
_MISTAKE = re.compile(r"\bwould be (?:a |an )?(?:\w+ |[\"“]a? ?)*(?:mistake|error|folly)\b", re.IGNORECASE)
_THREAT_IF = re.compile(r"if|unless|should|otherwise|or else|in (?:that|such)|until", re.IGNORECASE)
_WILL_NOT = re.compile(
    r"(?:we|it|they|he|she|i|[A-Z]\w+(?: [A-Z]\w+)?) "
    r"((?:will|would|can|could) (?:not|never)|cannot|won't|can't|wouldn't)\b",
)
_LIST_VERB = re.compile(
    r"\b(?:includ\w+|contain\w*|provid\w+|oblig\w+|requir\w+|another \w+ (?:is|are)|others? (?:is|are)|"
    r"under [^,]*,)(?: legal obligations that| that)?",
    re.IGNORECASE,
)
_GERUND = re.compile(r"(?:from )?\w+ing\b")
_SPLIT = re.compile(r",? (?:and|as well as|or)(?= (?:that |from |not |to )|(?: \w+ing\b))|;")


def _text_of(parsed: Parsed, words: tuple[int, int]) -> str:
    """The text of some words of a sentence."""
    start, end = parsed.span(*words)
    return parsed.text[start:end]


_WISHED = re.compile(r"\b(?:best|interests?|should|must|hopes?|wants?|expects?)\b")


def _with_clauses(record: Record, clauses: tuple[Clause, ...]) -> Record:
    """The record with its clauses; a proposal that binds only the other side is a demand."""
    bound = {clause.obliges for clause in clauses if clause.obliges}
    if record.act == "offer" and bound and not bound & set(record.makers):
        return replace(record, clauses=clauses, act="demand", plover="REQUEST", cameo="100")
    return replace(record, clauses=clauses)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for match in _SPLIT.finditer(text, start, end):
        yield from _piece(text, at, match.start())
        at = match.end()
    yield from _piece(text, at, end)


def _piece(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    start, end = _trimmed(text, start, end)
    opening = _THAT.match(text, start, end)
    start = opening.end() if opening else start
    if end - start > 8:
        yield start, end


_THAT = re.compile(r"(?:\S+ ){0,9}that (?=\S+ \S+)")
_JOIN = re.compile(r"\b(?:join|accede to|become a member of|membership (?:of|in))\b")


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in " ,;:.\"“”'\n":
        start += 1
    while end > start and text[end - 1] in " ,;:.\"“”\n":
        end -= 1
    return start, end


def _whole(text: str, start: int, end: int, last: int) -> tuple[int, int]:
    """The evidence with the mark that ends it, without blanks and commas around it."""
    while start < end and text[start] in " ,;":
        start += 1
    while end > start and text[end - 1] in " ,;":
        end -= 1
    if end < last and not text[end:last].strip(" .!?\"”’'"):
        end = last
    return start, end


def _without(
    text: str, start: int, end: int, condition: tuple[int, int] | None
) -> tuple[int, int] | None:
    """What is said apart from its condition: the longer of what stands before and after."""
    if condition is None:
        return None
    before = _trimmed(text, start, condition[0])
    after = _trimmed(text, condition[1], end)
    best = max(before, after, key=lambda piece: piece[1] - piece[0])
    return best if best[1] > best[0] else None


@lru_cache
def _nouns() -> dict[str, Act]:
    return {word: act for act, words in table("acts")["nouns"].items() for word in words.split()}  # type: ignore[misc]


@lru_cache
def _harm() -> re.Pattern[str]:
    harm = table("meaning")["harm"]
    listed = sorted({*harm["verbs"].split(), *harm["nouns"].split()}, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, listed))})\b", re.IGNORECASE)


@lru_cache
def _wrong() -> re.Pattern[str]:
    wrong = table("meaning")["wrong"]
    listed = [*wrong.get("nouns", "").split(), *wrong.get("phrases", ())]
    listed += [form for form, readings in forms().items() if any(r.lemma in wrong["verbs"].split() and r.form in ("past", "part", "ing") for r in readings)]
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(set(listed), key=len, reverse=True)))})\b", re.I)
