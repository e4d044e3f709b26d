"""From records to deeds: who would do what, and who wants, offers, refuses or threatens it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from detente.model.register import Phrase, Record, Register
from detente.reading.drafting.issues import Subject, subject

__all__ = ["Deed", "Role", "deeds", "listed_parties"]

Role = Literal[
    "demanded",
    "urged",
    "wished",
    "offered",
    "accepted",
    "refused",
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
    it *offers*, a *threat* it makes or the *trigger* of somebody else's, what it is *alleged* to
    plan, *denies*, or *professes* not to want. ``hinges`` tells on what a conditional offer or
    threat depends.
    """

    actor: str
    role: Role
    subject: Subject
    phrase: Phrase
    by: tuple[str, ...]
    register: Register
    record: Record
    hinges: Deed | None = None
    certain: bool = True


def deeds(register: Register) -> tuple[Deed, ...]:
    """All deeds of a report, in the order of its records."""
    found: list[Deed] = []
    for record in register.records:
        if record.party and not _repeats_a_heading(record, register):
            found.extend(_OF_ACT.get(record.act, _nothing)(record, register))
    return tuple(found)


def _repeats_a_heading(record: Record, register: Register) -> bool:
    """Whether the record only repeats, as a heading, what a later sentence says."""
    title_end = len(register.document.text.split("\n", 1)[0])
    return bool(record.same_as) and record.end <= title_end


def _nothing(record: Record, register: Register) -> Iterator[Deed]:
    yield from ()


def _words(record: Record) -> Phrase:
    return record.content or Phrase(record.evidence, record.start, record.end)


def _about(phrase: Phrase, register: Register) -> Subject:
    names = (word for party in register.parties for word in (party.name, *party.mentions))
    return subject(phrase.text, names)


def _asked(role: Role) -> Callable[[Record, Register], Iterator[Deed]]:
    """What a demand or an urging asks for, clause by clause, of those who are obliged."""

    def read(record: Record, register: Register) -> Iterator[Deed]:
        if not record.clauses:
            for actor in record.addressee:
                yield _deed(actor, role, _words(record), record, register)
            return
        forgo = False
        for clause in record.clauses:
            obliged = clause.obliges or next(iter(record.addressee), None)
            about = _about(clause, register)
            # "refrain from advancing and accepting members": the second clause forgoes too
            if not about.refrain and forgo and _CONTINUES.match(clause.text):
                about = Subject(about.issue, True, about.stems)
            forgo = about.refrain
            if obliged and obliged not in record.makers:
                yield Deed(
                    obliged,
                    role,
                    about,
                    clause,
                    record.makers,
                    register,
                    record,
                    certain=clause.obliges is not None,
                )

    return read


_CONTINUES = re.compile(r"(?:(?:as well as|and|or|nor)\s+)?(?:from\s+)?\w+ing\b", re.IGNORECASE)


def _own(role: Role) -> Callable[[Record, Register], Iterator[Deed]]:
    """What the makers of an offer, an acceptance or a refusal would themselves do."""

    def read(record: Record, register: Register) -> Iterator[Deed]:
        hinge = _hinge(record, register)
        for phrase in record.clauses or (_words(record),):
            for maker in record.makers:
                obliged = getattr(phrase, "obliges", None)
                if obliged in (None, maker):
                    yield _deed(maker, role, phrase, record, register, hinge)
                elif obliged not in record.makers:
                    yield _deed(obliged, "wished", phrase, record, register)
        if hinge is not None:
            yield hinge

    return read


def _threat(record: Record, register: Register) -> Iterator[Deed]:
    hinge = _hinge(record, register)
    phrase = record.consequence or _words(record)
    for maker in record.makers:
        yield _deed(maker, "threatened", phrase, record, register, hinge)
    if hinge is not None:
        yield hinge


def _hinge(record: Record, register: Register) -> Deed | None:
    """What a condition wants somebody else to do or to forgo."""
    if record.condition is None:
        return None
    actor = _who_in(record.condition.text, register, record)
    if actor is None or actor in record.makers:
        return None
    role: Role = "trigger" if record.act == "threaten" else "wished"
    about = _about(record.condition, register)
    if _UNLESS.match(record.condition.text):
        about = Subject(about.issue, not about.refrain, about.stems)
    if role == "wished" and _STILL.search(record.condition.text):
        role = "trigger"
    return Deed(actor, role, about, record.condition, record.makers, register, record)


_UNLESS = re.compile(r"(?:unless|until|or else|otherwise)\b", re.IGNORECASE)
_STILL = re.compile(r"\b(?:as long as|so long as|while)\b.*\b(?:not|no|refus|fail)", re.IGNORECASE)


def _who_in(text: str, register: Register, record: Record) -> str | None:
    """The party whose act a condition is about.

    That is whom its subject names; where the subject is a pronoun or a thing, whoever is
    addressed.
    """
    opening = " ".join(text.split()[:SUBJECT_WORDS])
    named = () if _PRONOUN.search(opening) else listed_parties(opening, register)
    for names in (named, record.addressee):
        for name in names:
            if name not in record.makers:
                return name
    return None


SUBJECT_WORDS = 6
_PRONOUN = re.compile(r"^(?:\w+ ){1,3}?(?:it|they|he|she|that|this)\b", re.IGNORECASE)


def listed_parties(text: str, register: Register) -> tuple[str, ...]:
    """The parties of a register that a phrase names, in order."""
    places: list[tuple[int, str]] = []
    for party in register.parties:
        for mention in {party.name, *party.mentions}:
            match = re.search(rf"(?<!\w){re.escape(mention)}(?!\w)", text)
            if match:
                places.append((match.start(), party.name))
    return tuple(dict.fromkeys(name for _, name in sorted(places)))


def _accusation(record: Record, register: Register) -> Iterator[Deed]:
    for accused in record.addressee:
        yield _deed(accused, "alleged", _words(record), record, register)


def _denial(record: Record, register: Register) -> Iterator[Deed]:
    for maker in record.makers:
        yield _deed(maker, "denied", _words(record), record, register)


def _claim(record: Record, register: Register) -> Iterator[Deed]:
    """A profession about oneself, or a wish about others, where the claim holds one."""
    for clause in record.clauses:
        if clause.obliges and clause.obliges not in record.makers:
            yield _deed(clause.obliges, "wished", clause, record, register)
    words = _words(record)
    for maker in record.makers:
        about = _about(words, register)
        if _PEACE.search(words.text):
            yield Deed(maker, "professed", about, words, record.makers, register, record)
        elif _WISH.search(words.text) and about.issue is not None and about.issue.process:
            yield Deed(maker, "offered", about, words, record.makers, register, record)


_PEACE = re.compile(
    r"\bagainst\b.*\b(?:war|force|violence|conflict|attack\w*|escalation)\b|\bpeaceful\b|\bpeace\b|"
    r"\bno (?:intention|plans?|wish|desire|intent)\b|"
    r"(?:\b(?:not|never)|n't) (?:intend|plan|want|seek|threaten|attack|prepar)\w*",
    re.IGNORECASE,
)
_WISH = re.compile(
    r"\b(?:stands? for|favou?rs?|prefers?|wants?|seeks?|hopes?|committed to)\b", re.I
)


def _event(record: Record, register: Register) -> Iterator[Deed]:
    for maker in record.makers:
        yield _deed(maker, "done", _words(record), record, register)


def _meeting(record: Record, register: Register) -> Iterator[Deed]:
    phrase = Phrase(record.evidence, record.start, record.end)
    about = subject("talks")
    for who in dict.fromkeys((*record.makers, *record.addressee)):
        yield Deed(who, "held", about, phrase, record.makers, register, record)


def _deed(
    actor: str,
    role: Role,
    phrase: Phrase,
    record: Record,
    register: Register,
    hinge: Deed | None = None,
) -> Deed:
    return Deed(
        actor, role, _about(phrase, register), phrase, record.makers, register, record, hinge
    )


_OF_ACT: dict[str, Callable[[Record, Register], Iterable[Deed]]] = {
    "demand": _asked("demanded"),
    "urge": _asked("urged"),
    "offer": _own("offered"),
    "accept": _own("accepted"),
    "refuse": _own("refused"),
    "threaten": _threat,
    "accuse": _accusation,
    "deny": _denial,
    "claim": _claim,
    "support": _nothing,
    "do": _event,
    "meet": _meeting,
}
