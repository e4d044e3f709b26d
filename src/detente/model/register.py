"""The register: who demands, offers, refuses and threatens what, with the exact words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar

import msgspec

from detente.errors import SourceError
from detente.model.coverage import REASONS, Coverage, LeftOut
from detente.model.review import Rejected, Review
from detente.model.showing import Shown
from detente.model.text import Document, Span

__all__ = [
    "ACTS",
    "Act",
    "Actuality",
    "Clause",
    "Mentions",
    "Phrase",
    "Provenance",
    "Record",
    "Register",
]

Act = Literal[
    "meet",
    "offer",
    "demand",
    "urge",
    "accept",
    "refuse",
    "threaten",
    "accuse",
    "deny",
    "claim",
    "support",
    "do",
]
Actuality = Literal["done", "planned", "possible"]
ACTS: tuple[Act, ...] = Act.__args__  # type: ignore[attr-defined]
T = TypeVar("T")


def _typed(value: object, kind: type[T], where: str) -> T:
    """JSON values as a dataclass of the register, or a `SourceError` that names the field."""
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        what = f"{str(error)[0].lower()}{str(error)[1:]}"
        raise SourceError(f"{where}: {what}: read the report again") from None


@dataclass(frozen=True, slots=True)
class Phrase:
    """Some words of the report with their place in it."""

    text: str
    start: int
    end: int

    @classmethod
    def of(cls, document: Document, start: int, end: int) -> Phrase:
        """The phrase that stands from ``start`` to ``end``."""
        return cls(document.text[start:end], start, end)

    @property
    def span(self) -> Span:
        """Where the phrase stands."""
        return Span(self.start, self.end)

    def to_dict(self) -> dict[str, Any]:
        """The phrase as JSON values."""
        return {"text": self.text, "start": self.start, "end": self.end}


@dataclass(frozen=True, slots=True)
class Clause(Phrase):
    """One obligation in a list of demands or draft articles; ``obliges`` names its party."""

    obliges: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """The clause as JSON values."""
        return {"text": self.text, "start": self.start, "end": self.end, "obliges": self.obliges}


@dataclass(frozen=True, slots=True)
class Provenance:
    """What made a record: the reader, its rule, and the word or words that set the rule off."""

    reader: str
    rule: str
    cue: str

    def to_dict(self) -> dict[str, str]:
        """The provenance as JSON values."""
        return {"reader": self.reader, "rule": self.rule, "cue": self.cue}


@dataclass(frozen=True, slots=True)
class Record(Shown):
    """One statement or event of a report.

    ``party`` is whose act it is and ``speaker`` the words that name who voiced it, if anyone did;
    ``addressee`` is whose conduct it is about. ``start`` to ``end`` is the evidence: the clause,
    with its attribution where both stand in one sentence. An attributed opinion stays one:
    ``hedges`` keeps the words ("purported", "reportedly") that say so, ``unresolved`` the phrases
    whose referent the text does not tell. ``actuality`` tells an act that is only planned, as a
    meeting next week, or possible, as a step that is weighed. ``agreed`` names other readers that
    found the record too, ``doubts`` says what verification found odd, ``review`` what an analyst
    decided. ``same_as`` names the record that this one repeats: of a statement told twice the
    first, of a heading the sentence that it sums up.
    """

    id: str
    act: Act
    party: str | None
    evidence: str
    start: int
    end: int
    provenance: Provenance
    kind: Literal["statement", "event"] = "statement"
    plover: str | None = None
    cameo: str | None = None
    speaker: str | None = None
    joint_with: tuple[str, ...] = ()
    addressee: tuple[str, ...] = ()
    on_behalf_of: tuple[str, ...] = ()
    about: str | None = None
    content: Phrase | None = None
    condition: Phrase | None = None
    consequence: Phrase | None = None
    clauses: tuple[Clause, ...] = ()
    hedges: tuple[Phrase, ...] = ()
    quoted: bool = False
    polarity: Literal["affirmed", "negated"] = "affirmed"
    actuality: Actuality = "done"
    medium: str | None = None
    venue: str | None = None
    date: dt.date | None = None
    date_end: dt.date | None = None
    date_precision: str | None = None
    date_basis: str | None = None
    same_as: tuple[str, ...] = ()
    unresolved: tuple[str, ...] = ()
    agreed: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    review: Review | None = None

    @property
    def span(self) -> Span:
        """Where the evidence stands."""
        return Span(self.start, self.end)

    @property
    def heading(self) -> bool:
        """Whether this is a heading that repeats a sentence, no statement of its own."""
        return self.provenance.rule == "heading"

    @property
    def makers(self) -> tuple[str, ...]:
        """The parties whose act this is: the first named and those joint with it."""
        return ((self.party,) if self.party else ()) + self.joint_with

    def phrases(self) -> Iterator[Phrase]:
        """Every part of the record that claims to stand in the text."""
        yield Phrase(self.evidence, self.start, self.end)
        yield from (part for part in (self.content, self.condition, self.consequence) if part)
        yield from self.clauses
        yield from self.hedges

    def to_dict(self) -> dict[str, Any]:
        """The record as JSON values, dates as ISO days."""
        return {
            "id": self.id,
            "kind": self.kind,
            "act": self.act,
            "plover": self.plover,
            "cameo": self.cameo,
            "speaker": self.speaker,
            "party": self.party,
            "joint_with": list(self.joint_with),
            "addressee": list(self.addressee),
            "on_behalf_of": list(self.on_behalf_of),
            "about": self.about,
            "content": self.content.text if self.content else None,
            "content_start": self.content.start if self.content else None,
            "content_end": self.content.end if self.content else None,
            "condition": self.condition.to_dict() if self.condition else None,
            "consequence": self.consequence.to_dict() if self.consequence else None,
            "clauses": [clause.to_dict() for clause in self.clauses],
            "hedges": [hedge.to_dict() for hedge in self.hedges],
            "quoted": self.quoted,
            "polarity": self.polarity,
            "actuality": self.actuality,
            "medium": self.medium,
            "venue": self.venue,
            "date": self.date.isoformat() if self.date else None,
            "date_end": self.date_end.isoformat() if self.date_end else None,
            "date_precision": self.date_precision,
            "date_basis": self.date_basis,
            "same_as": list(self.same_as),
            "unresolved": list(self.unresolved),
            "evidence": self.evidence,
            "start": self.start,
            "end": self.end,
            "provenance": self.provenance.to_dict(),
            "agreed": list(self.agreed),
            "doubts": list(self.doubts),
            "review": self.review.to_dict() if self.review else None,
        }

    @classmethod
    def from_dict(cls, value: Mapping[str, Any]) -> Record:
        """The record that `to_dict` gave; fields that are not known are left out.

        Raises
        ------
        SourceError
            Where a field is missing or holds no value of its kind.
        """
        if not isinstance(value, Mapping):
            raise SourceError("a statement is no table: read the report again")
        content = value.get("content")
        if isinstance(content, str):
            start, end = value.get("content_start"), value.get("content_end")
            content = {"text": content, "start": start, "end": end}
        return _typed({**value, "content": content}, cls, f"statement {value.get('id', '?')}")


@dataclass(frozen=True, slots=True)
class Mentions:
    """A party that a report names, under its canonical name, with the words that name it."""

    id: str
    name: str
    mentions: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The party as JSON values."""
        return {"id": self.id, "name": self.name, "mentions": list(self.mentions)}


@dataclass(frozen=True, slots=True)
class Register(Shown):
    """Everything that one report says was said and done, in the order of the text.

    The law of evidence is checked when a register is made: every phrase of every record stands
    in the document exactly as given, else `SourceError`. ``rejected`` lists what was proposed and
    kept out; ``issuer`` is the party in whose words the text runs, if it is any party's.
    ``sentences`` are all that were gone through, None where a file does not tell them, and
    ``left_out`` what of them is in no record.
    """

    document: Document
    parties: tuple[Mentions, ...] = ()
    records: tuple[Record, ...] = ()
    warnings: tuple[str, ...] = field(default=())
    rejected: tuple[Rejected, ...] = ()
    issuer: str | None = None
    sentences: tuple[Span, ...] | None = None
    left_out: tuple[LeftOut, ...] = ()

    def __post_init__(self) -> None:
        for record in self.records:
            for phrase in record.phrases():
                if self.document.text[phrase.start : phrase.end] != phrase.text or not phrase.text:
                    raise SourceError(
                        f"record {record.id}: {phrase.text[:60]!r} does not stand at "
                        f"{phrase.start}-{phrase.end} of {self.document.id}"
                    )

    def __len__(self) -> int:
        return len(self.records)

    def __iter__(self) -> Iterator[Record]:
        return iter(self.records)

    def __repr__(self) -> str:
        return f"Register({self.document.id!r}, {len(self.records)} records)"

    @property
    def coverage(self) -> Coverage | None:
        """How much of the report stands in the records; None where the register does not tell."""
        if self.sentences is None:
            return None
        own = [one for one in self.records if not one.heading]
        return Coverage(
            len(self.sentences),
            len(self.sentences) - sum(one.whole for one in self.left_out),
            len(own),
            sum(not one.addressee for one in own),
            sum(one.party is None for one in own),
            tuple(sorted(self.left_out, key=_likely_first)),
        )

    def to_dict(self) -> dict[str, Any]:
        """The register as JSON values; with the text, so that it can be checked again."""
        document = self.document
        return {
            "id": document.id,
            "title": document.title,
            "published": document.published.isoformat() if document.published else None,
            "origin": document.origin,
            "issuer": self.issuer,
            "sha256": document.sha256,
            "parties": [party.to_dict() for party in self.parties],
            "statements": [record.to_dict() for record in self.records],
            "warnings": list(self.warnings),
            "rejected": [one.to_dict() for one in self.rejected],
            **self._covered(),
            "text": document.text,
        }

    def _covered(self) -> dict[str, Any]:
        """The coverage as JSON values, with what it was reckoned from."""
        coverage = self.coverage
        return {
            "coverage": coverage.to_dict() if coverage else None,
            "left_out": [one.to_dict() for one in self.left_out],
            "sentences": None
            if self.sentences is None
            else [[one.start, one.end] for one in self.sentences],
        }

    @classmethod
    def from_dict(cls, value: Mapping[str, Any]) -> Register:
        """The register that `to_dict` gave, every span checked against its text.

        Raises
        ------
        SourceError
            Where the text is missing or altered, a span does not match it, or a field holds no
            value of its kind.
        """
        if not isinstance(value, Mapping) or not isinstance(value.get("text"), str):
            raise SourceError("no register with its text: write it with detente read -o")
        where = f"register {value.get('id', '?')}"
        known = ("id", "title", "text", "published", "origin")
        document = _typed({key: value.get(key) for key in known}, Document, where)
        if value.get("sha256", document.sha256) != document.sha256:
            raise SourceError(f"{where}: its text was altered: read the report again")
        statements = _typed(value.get("statements", ()), tuple[Mapping[str, Any], ...], where)
        return cls(
            document,
            _typed(value.get("parties", ()), tuple[Mentions, ...], where),
            tuple(map(Record.from_dict, statements)),
            _typed(value.get("warnings", ()), tuple[str, ...], where),
            _typed(value.get("rejected", ()), tuple[Rejected, ...], where),
            None if value.get("issuer") is None else _typed(value["issuer"], str, where),
            _spans(value.get("sentences"), where),
            _typed(value.get("left_out", ()), tuple[LeftOut, ...], where),
        )


def _spans(value: object, where: str) -> tuple[Span, ...] | None:
    """Stretches of a text as a file holds them; None if it holds none."""
    if value is None:
        return None
    return tuple(Span(*one) for one in _typed(value, tuple[tuple[int, int], ...], where))


def _likely_first(one: LeftOut) -> tuple[bool, int, int]:
    """The order of what was left out: first what was probably missed, by how probably."""
    return (True, 0, one.start) if not one.likely else (False, REASONS.index(one.reason), one.start)
