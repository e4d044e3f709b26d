"""The day of an act: told with it, or passed on from what its speaker said before."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from detente.model.text import Document
from detente.reading.dating.chronology import days_of_entries
from detente.reading.dating.dates import Interval, When, find_dates
from detente.reading.parsing.clauses import Parsed
from detente.reading.parsing.segment import Layout
from detente.reading.telling.found import Finding, Words
from detente.reading.words.forms import table
from detente.reading.words.grammar import Verb

__all__ = ["Days", "governor"]

_EVENTS = frozenset(("meet", "do"))
_ROUGH = frozenset(("year", "y", "bare"))  # kinds that date background, not acts
_BOUND = frozenset("since until till by from before after to than through between".split())
_EITHER = frozenset(("as", "before", "after", "since", "until"))  # of a clause or of a noun
_OPENS = frozenset("that who which whose when after before if unless because while".split())


@dataclass(frozen=True, slots=True)
class _Voice:
    """Who speaks: the party, and which of its offices or people as far as that is told."""

    party: str
    office: str = ""
    name: str = ""

    def same(self, other: _Voice, *, near: bool) -> bool:
        """Whether one may be the other: an institution and its spokesman are one.

        A name that comes after a state or body as such is its spokesman if it is ``near``.
        """
        if self.party != other.party or (self.name and other.name and self.name != other.name):
            return False
        if not (self.office or self.name) or not (other.office or other.name):
            return near or not other.name
        return self.office == other.office or (bool(self.name) and self.name == other.name)


@dataclass(slots=True)
class Days:
    """Dates the acts of one document, in their order.

    A day passes on only within what one speaker says, until somebody else speaks. What is told
    again, and what an accord contains, keeps its day.
    """

    published: date | None
    entries: Mapping[int, Interval] = field(default_factory=dict)  # the days of a chronology
    dated: Interval | None = None  # the day that this paragraph of a chronology opens with
    voice: _Voice | None = None
    day: Interval | None = None
    told: Interval | None = None
    accord: Interval | None = None
    scene: Interval | None = None
    acts: int = 0  # of this sentence
    event: tuple[_Voice, Interval] | None = None  # an event of this sentence
    entry: bool = False
    aside: bool = False  # whether the day was told without an act: it holds for its paragraph
    fresh: bool = True  # whether nobody has spoken in this paragraph yet
    recap: bool = False
    whens: Sequence[When] = ()
    used: set[int] = field(default_factory=set)

    @classmethod
    def within(cls, document: Document, layout: Layout) -> Days:
        """The days of a document, before its first sentence."""
        published = document.published
        return cls(published, days_of_entries(layout.text, layout, published))

    def open(self, parsed: Parsed, block: int, *, entry: bool, new: bool) -> None:
        """Begin a sentence of a block; ``entry`` tells a live blog, ``new`` a new paragraph."""
        if new:
            self.entry, self.recap, self.fresh = entry, False, True
            self.dated = self.entries.get(block)
            self.told = self.dated or self.told
            if self.aside:
                self.voice, self.day, self.aside = None, None, False
        self.whens = find_dates(parsed.text, parsed.start, parsed.end)
        self.used, self.event, self.acts = set(), None, 0

    def of(self, parsed: Parsed, finding: Finding, evidence: tuple[int, int]) -> Interval | None:
        """The day, or the longer time, of an act."""
        found = self._found(parsed, finding, evidence)
        self.fresh = False
        return found

    def _found(
        self, parsed: Parsed, finding: Finding, evidence: tuple[int, int]
    ) -> Interval | None:
        self.acts += 1
        voice = self._voice(parsed, finding)
        own = self._own(parsed, finding, evidence) or self._lead_in(parsed)
        if own is not None:
            self._keep(own, voice, finding)
            return own
        if self.dated:
            return self.dated
        if finding.act == "accept" and self.accord and not self._same(voice):
            return self.accord
        if finding.act in _EVENTS:
            return self._event(parsed, finding, evidence, voice)
        if self.event and self.event[0].same(voice, near=True):
            self.voice, self.day = self.event
        if not self._same(voice):
            self.voice, self.day = voice, None
        elif voice.name or voice.office:
            self.voice = voice
        if self._vague(parsed, finding, evidence):
            self.day = None
        return self.day or self._of_blog()

    def _voice(self, parsed: Parsed, finding: Finding) -> _Voice:
        """Who speaks, with the office or the surname that the first words of a finding name."""
        (first, last), (a, b), maker = finding.span, finding.content, finding.maker or ""
        agents = (m for m in parsed.mentions if first <= m.i < last and m.agent)
        inserted = (m for m in parsed.mentions if m.office and not m.name)
        inserted = (m for m in inserted if parsed.words(m.i, m.j) == finding.speaker)
        mention = next((m for m in agents if not a <= m.i < b), None) or next(inserted, None)
        if mention is None or (mention.parties and maker not in mention.parties):
            return _Voice(maker)
        if mention.kind == "pronoun" and self.voice and self.voice.party == maker:
            return self.voice
        return _Voice(maker, mention.office, mention.name)

    def close(self, parsed: Parsed, party: str | None) -> None:
        """End a sentence: a day told without an act sets the scene for what follows."""
        self.scene = None
        spare = [w for w in self.whens if w.start not in self.used and self._tells(parsed, w)]
        if self.acts or not spare:
            return
        day = spare[0].settle(self.published, anchor=self.told)
        if day is None or day.precision != "day" or not self._past(day):
            return
        self.told = day
        if party:
            self.voice, self.day, self.aside = _Voice(party), day, True
        else:
            self.scene = day

    # -- the day told with an act ------------------------------------------------------------------

    def _own(self, parsed: Parsed, finding: Finding, evidence: tuple[int, int]) -> Interval | None:
        """The first day that the words tell, else the first longer time."""
        longer: Interval | None = None
        for when in self._candidates(parsed, finding, evidence):
            future = finding.act == "meet" and _planned(parsed, when)
            found = when.settle(self.published, future=future, anchor=self.told)
            if found and (future or self._past(found)):
                if found.precision == "day":
                    self.used.add(when.start)
                    return found
                longer = longer or found
        return longer

    def _candidates(
        self, parsed: Parsed, finding: Finding, evidence: tuple[int, int]
    ) -> list[When]:
        """The expressions that may date an act, the likeliest first."""
        start, end = evidence
        gap = [w for w in self.whens if w.kind == "gap" and 0 <= start - w.end < 3]
        telling = [w for w in self.whens if self._tells(parsed, w)]
        inside = [w for w in telling if start <= w.start < end]
        if finding.act in _EVENTS:
            content = parsed.span(*finding.content)
            return gap + sorted(inside, key=lambda w: not content[0] <= w.start < content[1])
        frame = finding.rule.startswith(("frame", "noun")) or finding.act == "accept"
        last = finding.content[finding.act == "accept"]
        governed = [w for w in inside if _governed(parsed, w, last, frame=frame)]
        later = [w for w in telling if w.start >= end and _governed(parsed, w, 0, frame=False)]
        return gap + (governed or later)

    def _lead_in(self, parsed: Parsed) -> Interval | None:
        """The day that opens a sentence by what came near: "Hours before it began on Monday,"."""
        gap = next((w for w in self.whens if w.kind == "gap" and w.start == parsed.start), None)
        if gap is None or self.acts > 1:
            return None
        later = (w for w in self.whens if w.start > gap.end and self._tells(parsed, w))
        near = next((w for w in later if "," not in parsed.text[gap.end : w.start]), None)
        day = near.settle(self.published, anchor=self.told) if near else None
        return day.moved(gap.value, gap.text) if day and day.precision == "day" else None

    def _tells(self, parsed: Parsed, when: When) -> bool:
        """Whether an expression can be the day of an act: no owner, bound or rough time."""
        if when.kind == "gap" or when.kind in _ROUGH:
            return False
        text = parsed.text
        if text[when.end : when.end + 2] in {"'s", "’s"}:
            return False
        lead = re.findall(r"\w+", text[max(parsed.start, when.start - 12) : when.start])
        return not (lead and lead[-1].lower() in _BOUND and not _overnight(text, when))

    def _past(self, day: Interval) -> bool:
        return day.first is None or self.published is None or day.first <= self.published

    # -- the day passed on -------------------------------------------------------------------------

    def _keep(self, day: Interval, voice: _Voice, finding: Finding) -> None:
        if day.precision == "day" and self._past(day):
            self.told = day
            if self.published and day.first and day.first < self.published:
                self.recap = True
        known = day if day.precision == "day" and self._past(day) else None
        if finding.act in {"accept", "meet"} and known:
            self.accord = known
        if finding.act in _EVENTS and finding.speaker is None:
            self.event = (voice, known) if known else None
        else:
            self.voice, self.day = voice, known

    def _same(self, voice: _Voice) -> bool:
        return self.voice is not None and self.voice.same(voice, near=not self.fresh)

    def _event(
        self, parsed: Parsed, finding: Finding, evidence: tuple[int, int], voice: _Voice
    ) -> Interval | None:
        """The day of an event without one: of the scene, or of its announcement."""
        if self.event and self.event[0].same(voice, near=True):
            return self.event[1]  # of what the same party did by the verb before
        if self.scene:
            return self.scene
        if self.acts > 1 and self.used and finding.speaker is None and self._same(voice):
            return self.day
        announced = finding.act == "meet" and finding.speaker is not None
        if announced and self._same(voice) and not self._vague(parsed, finding, evidence):
            return self.day
        if finding.act == "meet" and self.accord and announced:
            return self.accord
        if evidence[0] - parsed.start < 5 and not self._same(voice):
            self.voice, self.day = voice, None
        return None

    def _vague(self, parsed: Parsed, finding: Finding, evidence: tuple[int, int]) -> bool:
        """Whether the words put the act in a time that is not told: "has said", "at the time"."""
        a, b = parsed.span(*finding.content)
        outside = parsed.text[evidence[0] : max(a, evidence[0])] + parsed.text[b : evidence[1]]
        if _past_phrases().search(outside):
            return True
        return not self.entry and _perfect_head(parsed, evidence, finding.content)

    def _of_blog(self) -> Interval | None:
        """The day of a live blog, for an entry that does not recap earlier news."""
        if not self.entry or self.recap or self.published is None:
            return None
        return Interval(self.published, self.published, "day", "the day of the entry")


@lru_cache
def _past_phrases() -> re.Pattern[str]:
    listed = map(re.escape, table("dates")["past"]["phrases"])
    return re.compile(rf"\b(?:{'|'.join(listed)})\b", re.IGNORECASE)


@lru_cache
def _plans() -> re.Pattern[str]:
    data = table("dates")["planned"]
    return re.compile(rf"\b(?:{'|'.join((*data['words'].split(), *data['phrases']))})\b")


def _planned(parsed: Parsed, when: When) -> bool:
    """Whether what an expression dates lies ahead: "will meet on Friday", "meets on Friday"."""
    verb = governor(parsed, when)
    if verb is None or parsed.speaks(verb) or _names_thing(parsed, verb):
        return False
    if verb.kind == "finite":
        return bool(verb.modal) or not verb.past
    before = parsed.words(max(verb.first - 3, 0), verb.first) if verb.first else ""
    return verb.kind == "to" or bool(_plans().search(before))


def _names_thing(parsed: Parsed, verb: Verb) -> bool:
    """Whether a clause only says what something is called: "opened what they call talks"."""
    return any(
        one.verb is verb and "what" in parsed.lows[max(one.start - 1, 0) : verb.i]
        for one in parsed.clauses
    )


def _overnight(text: str, when: When) -> bool:
    return text[max(0, when.start - 13) : when.start].lower().endswith("overnight to ")


def _word_at(parsed: Parsed, when: When) -> int:
    return next(
        (k for k, t in enumerate(parsed.tokens) if t.start >= when.start), len(parsed.tokens)
    )


def governor(parsed: Parsed, when: When) -> Verb | None:
    """The verb that an expression goes with: the last before it in its clause, else the next."""
    at = _word_at(parsed, when)
    for k in range(at - 1, -1, -1):
        if verb := parsed.verb_at.get(k):
            return verb
        token = parsed.tokens[k]
        if token.low in _EITHER and not _finite_after(parsed, at):
            continue  # no clause: "rejected it as baseless on Thursday"
        if token.low in _OPENS or token.tag == "Q" or token.text in {";", ":"}:
            break
    return next((v for v in parsed.verbs if v.i > at and v.finite), None)


def _finite_after(parsed: Parsed, at: int) -> bool:
    """Whether a finite verb follows a word before the next mark."""
    for k in range(at, len(parsed.tokens)):
        if parsed.tokens[k].low in {",", ";", ".", "and", "but"}:
            return False
        if (verb := parsed.verb_at.get(k)) and verb.finite:
            return True
    return False


def _led_by(parsed: Parsed, verb: Verb) -> Verb | None:
    """The main verb that a participle leads up to: "Speaking on Friday, she said"."""
    if verb.kind not in {"ing", "part"} or any(v.finite and v.i < verb.i for v in parsed.verbs):
        return None
    later = (one for one in parsed.clauses if one.verb.finite and one.verb.i > verb.i)
    return next((one.verb for one in later if not one.subordinate), None)


def _governed(parsed: Parsed, when: When, content: int, *, frame: bool) -> bool:
    """Whether an expression dates what is said, or with ``frame`` what is done by the verb."""
    verb = governor(parsed, when)
    if verb is not None and not verb.finite:
        verb = _led_by(parsed, verb)
    if verb is None or parsed.inside[verb.i]:
        return False
    if frame and verb.finite and verb.i == content - 1 and not parsed.speaks(verb):
        return True
    clause = next((one for one in parsed.clauses if one.verb is verb), None)
    if clause is not None and (clause.subordinate or clause.opener == "="):
        return False
    return parsed.speaks(verb) is not None or (frame and verb.i <= content)


def _perfect_head(parsed: Parsed, evidence: tuple[int, int], content: Words) -> bool:
    """Whether the first verb that tells of an act is in the perfect: "has repeatedly said"."""
    for verb in parsed.verbs:
        inside = evidence[0] <= parsed.tokens[verb.first].start < evidence[1]
        told = not content[0] <= verb.i < content[1] and not parsed.inside[verb.i]
        if verb.finite and inside and told:
            return verb.first < verb.i and parsed.tokens[verb.first].low in {"has", "have", "had"}
    return False
