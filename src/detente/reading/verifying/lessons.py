"""What several corrections say alike, learned as lessons and laid over readings to come.

No weights: a lesson is a row that a person can read, and strike out. It is learned where at least
`FEWEST` corrections agree and none, nor any record that was accepted, speaks against it; a verb
that is negated, modal, of speech or of no meaning of its own teaches nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, NamedTuple, cast

from detente.model.lessons import Kind, Lesson, Lessons
from detente.model.register import Act, Phrase, Provenance, Record, Register
from detente.model.review import Correction, Corrections, Rejected
from detente.model.text import Document, Span
from detente.reading.left_out import accounted, kept_out
from detente.reading.naming.mentions import Names
from detente.reading.naming.parties import STRANGER, Mention, year_of
from detente.reading.parsing.clauses import Parsed, parse
from detente.reading.parsing.segment import lay_out
from detente.reading.words.cues import CAMEO, PLOVER
from detente.reading.words.forms import readings, words

__all__ = ["FEWEST", "learned", "taught"]

FEWEST = 3  # corrections that agree
_BY = "what was learned"


class _Teaching(NamedTuple):
    """What one correction says: of these words, so read, this should become of it."""

    kind: Kind
    words: str
    was: str
    becomes: str


@dataclass(frozen=True, slots=True)
class _Told:
    """The verb of the main clause of some evidence, in its base form, and its subject."""

    verb: str
    subject: Mention | None
    name: str

    @classmethod
    def of(cls, parsed: Parsed) -> _Told | None:
        """What a sentence tells; None where its verb is denied, modal or means nothing alone."""
        clause = next((one for one in parsed.clauses if not one.subordinate), None)
        if clause is None or clause.negated or clause.verb.negated or clause.verb.modal:
            return None
        found = readings(parsed.tokens[clause.verb.i].low)
        lemma = next((one.lemma for one in found), parsed.lows[clause.verb.i])
        if parsed.speaks(clause.verb) == "claim" or lemma in words("verbs", "light"):
            return None
        subject = None if clause.verb.passive else clause.subject
        if subject is not None and subject.kind in {"pronoun", "place"}:
            subject = None
        name = parsed.words(subject.i, subject.j) if subject else ""
        return cls(lemma, subject, _key(name))


# -- learning ------------------------------------------------------------------------------------


def learned(files: Iterable[Corrections]) -> Lessons:
    """What corrections of one kind say alike."""
    given = [one for file in files for one in file.corrections]
    said: Counter[_Teaching] = Counter()
    for one in given:
        said.update(set(_teachings(one)))
    against = Counter((one.kind, one.words, one.was) for one in said)
    lessons = tuple(
        Lesson(one.kind, one.words, one.was, one.becomes, times)
        for one, times in sorted(said.items())
        if times >= FEWEST and one.becomes != one.was and against[one[:3]] == 1
    )
    kept = {(one.kind, one.words, one.was, one.becomes) for one in lessons}
    idle = sum(not any(tuple(said_) in kept for said_ in _teachings(one)) for one in given)
    return Lessons(lessons, idle)


def _teachings(correction: Correction) -> Iterator[_Teaching]:
    """What a correction says; one that accepts a record says that all is as it should be.

    To leave out what was read is an act that becomes "", so that a record kept speaks against it.
    """
    told = _told_by(correction.quote)
    seen, set_ = correction.seen, correction.set
    act, party = str(seen.get("act", "")), str(seen.get("party", ""))
    becomes = str(set_.get("act", act)) if correction.verdict != "reject" else ""
    if told is not None and (act or becomes):
        yield _Teaching("act", told.verb, act, becomes)
    if correction.verdict == "reject":
        return
    if told is not None and told.name and "party" in {**seen, **set_}:
        yield _Teaching("party", told.name, party, str(set_.get("party", party)))
    named = _listed(set_.get("addressee", seen.get("addressee", ())))
    whose, what = str(set_.get("party", party)), str(set_.get("act", act))
    if not seen.get("addressee") and len(named) == 1 and whose:
        yield _Teaching("addressee", whose, what, named[0])


def _listed(value: Any) -> list[str]:  # noqa: ANN401 - of a file
    return [value] if isinstance(value, str) else list(value)


@cache
def _told_by(quote: str) -> _Told | None:
    document = Document("quote", "", quote)
    layout = lay_out(document)
    if not layout.sentences:
        return None
    first = layout.sentences[0]
    return _Told.of(parse(quote, first.start, first.end, Names(None), layout))


# -- teaching ------------------------------------------------------------------------------------


def taught(register: Register, lessons: Lessons) -> Register:
    """The register with what was learned laid over it; each change says so as a doubt."""
    if not lessons.lessons:
        return register
    return _Class(register, lessons).register()


class _Class:
    """A register while lessons are laid over it."""

    def __init__(self, register: Register, lessons: Lessons) -> None:
        self._before = register
        self._document = register.document
        self._layout = lay_out(register.document)
        self._names = Names(year_of(register.document.published))
        self._by_kind: dict[Kind, dict[tuple[str, str], Lesson]] = defaultdict(dict)
        for one in lessons.lessons:
            self._by_kind[one.kind][one.words, one.was] = one
        self._named = {party.name for party in register.parties}

    def register(self) -> Register:
        """The register as it is taught."""
        records: list[Record] = []
        rejected: list[Rejected] = []
        for record in self._before.records:
            changed = record if record.heading or record.review else self._changed(record)
            if isinstance(changed, Rejected):
                rejected.append(changed)
            else:
                records.append(changed)
        records += self._missed()
        ordered = sorted(records, key=lambda one: (one.start, one.end))
        noted = (*kept_out(rejected), *self._before.left_out)
        spans = self._before.sentences or ()
        return replace(
            self._before,
            records=tuple(ordered),
            rejected=(*self._before.rejected, *rejected),
            left_out=accounted(self._document, spans, ordered, noted),
        )

    def _changed(self, record: Record) -> Record | Rejected:
        told = _Told.of(self._parsed(record.start, record.end))
        act = self._by_kind["act"].get((told.verb, record.act)) if told else None
        if act is not None and not act.becomes:
            reason = f"like {act.times} that were rejected"
            words_ = record.evidence, record.start, record.act, record.party
            return Rejected(_BY, reason, *words_)
        if act is not None:
            record = _as(record, act)
        if told is not None and told.name:
            record = self._of_party(record, told.name)
        return self._facing(record)

    def _of_party(self, record: Record, name: str) -> Record:
        lesson = self._by_kind["party"].get((name, record.party or ""))
        if lesson is None or not self._may_be(name, lesson.becomes):
            return record
        faced = tuple(one for one in record.addressee if one != lesson.becomes)
        left = tuple(one for one in record.unresolved if _key(one) != name)
        return replace(
            record,
            party=lesson.becomes,
            addressee=faced,
            unresolved=left,
            doubts=(*record.doubts, _why(lesson, record.party or "nobody known")),
        )

    def _may_be(self, name: str, party: str) -> bool:
        """Whether a party may stand behind words: "the council" is another in another report."""
        return party in self._named or any(part[0].isupper() for part in name.split())

    def _facing(self, record: Record) -> Record:
        lesson = self._by_kind["addressee"].get((record.party or "", record.act))
        if lesson is None or record.addressee:
            return record
        parsed = self._parsed(record.start, record.end)
        if not any(lesson.becomes in mention.parties for mention in parsed.mentions):
            return record
        doubt = _why(lesson, "nobody faced")
        return replace(record, addressee=(lesson.becomes,), doubts=(*record.doubts, doubt))

    def _missed(self) -> Iterator[Record]:
        """Records of sentences that have none, by a verb that is learned."""
        number = 0
        for out in self._before.left_out:
            silent = out.reason in {"heading", "question", "reporter", "background"}
            if not out.whole or silent or self._layout.quoted(out.start, out.end):
                continue
            parsed = self._parsed(out.start, out.end)
            told = _Told.of(parsed)
            lesson = self._by_kind["act"].get((told.verb, "")) if told else None
            if told is None or lesson is None or told.subject is None:
                continue
            number += 1
            yield self._new(f"t{number}", Span(out.start, out.end), told, lesson)

    def _new(self, id_: str, span: Span, told: _Told, lesson: Lesson) -> Record:
        subject = told.subject
        own = subject is not None and subject.kind != "description"
        named = subject.parties if subject is not None and own else ()
        known = named if len(named) == 1 and not named[0].startswith(STRANGER) else ()
        act = cast("Act", lesson.becomes)
        phrase = Phrase.of(self._document, span.start, span.end)
        record = Record(
            id=id_,
            act=act,
            party=known[0] if known else None,
            evidence=phrase.text,
            start=span.start,
            end=span.end,
            provenance=Provenance("rules", "learned", ""),
            kind="event" if act in {"meet", "do"} else "statement",
            plover=PLOVER.get(act),
            cameo=CAMEO.get(act),
            content=phrase,
            about=" ".join(phrase.text.split()[:12]),
            unresolved=() if known else (told.name,),
            doubts=(_why(lesson, "no record"),),
        )
        return self._facing(self._of_party(record, told.name))

    def _parsed(self, start: int, end: int) -> Parsed:
        return parse(self._document.text, start, end, self._names, self._layout)


def _as(record: Record, lesson: Lesson) -> Record:
    act = cast("Act", lesson.becomes)
    return replace(
        record,
        act=act,
        kind="event" if act in {"meet", "do"} else "statement",
        plover=PLOVER.get(act),
        cameo=CAMEO.get(act),
        doubts=(*record.doubts, _why(lesson, record.act)),
    )


def _why(lesson: Lesson, was: str) -> str:
    return f"learned from {lesson.times} corrections: {lesson.becomes} for {was}"


def _key(name: str) -> str:
    plain = " ".join(name.split()).strip(' ,“”"')
    return plain[4:] if plain[:4].lower() == "the " else plain
