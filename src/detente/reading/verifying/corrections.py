"""An analyst's corrections laid over a register, whichever reading it came from.

This is a stage of reading, after the readers: it goes from a register to a register, and needs
to find quotes in texts as verification does. A correction holds to the words of its quote near
its place, not to the number of a record, so it survives a new reading of the same report, by
another version or another reader, and small edits of the text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import msgspec

from detente.errors import SourceError
from detente.model.register import Clause, Mentions, Phrase, Provenance, Record, Register
from detente.model.review import Correction, Corrections, Rejected, Review
from detente.model.text import Document
from detente.reading.left_out import accounted, kept_out
from detente.reading.naming.parties import code_of
from detente.reading.verifying.quoting import Place, find_quote, same_sense
from detente.reading.words.cues import CAMEO, PLOVER

__all__ = ["FIELDS", "judged", "reviewed"]

LISTS = ("joint_with", "addressee", "on_behalf_of")
PHRASES = ("content", "condition", "consequence")
TEXTS = ("party", "speaker", "about", "plover", "cameo", "medium", "venue")
FIELDS = (
    *("act", "polarity", "actuality", *TEXTS, *LISTS, *PHRASES),
    *("clauses", "hedges", "date", "date_end"),
)
"""What a correction may set, beside ``evidence``, the words that the record rests on."""

NEAR = 2000  # characters around the evidence in which words of a correction are looked for
_SEEN = ("act", "party", "joint_with", "addressee", "condition", "date")
_ANALYST = Provenance("analyst", "review", "")


def judged(record: Record, register: Register, correction: Correction) -> Correction:
    """A correction of a record, with the anchor and the look of the record filled in."""
    values = record.to_dict()
    values["condition"] = record.condition.text if record.condition else None
    seen = {name: values[name] for name in _SEEN if values[name]}
    return replace(
        correction,
        quote=record.evidence,
        position=record.start,
        source=register.document.id,
        seen=seen,
    )


def reviewed(register: Register, corrections: Corrections) -> Register:
    """The register with the corrections that are about it; later ones count before earlier ones.

    A record that was accepted or changed and that the reading misses is brought back. What fits
    nowhere is left out with a warning.
    """
    desk = _Desk(register)
    for number, correction in enumerate(corrections.corrections, 1):
        if correction.source not in (None, register.document.id):
            continue
        try:
            desk.take(correction)
        except SourceError as error:
            desk.warnings.append(f"{corrections.name}, correction {number}: {error.message}")
    return desk.register()


class _Desk:
    """A register while corrections are laid over it."""

    def __init__(self, register: Register) -> None:
        self._before = register
        self._document = register.document
        self._records = list(register.records)
        self._rejected = list(register.rejected)
        self._added = 0
        self.warnings: list[str] = []

    def register(self) -> Register:
        """The register as it stands now."""
        known = {party.name for party in self._before.parties}
        named = dict.fromkeys(
            name for one in self._records for name in (*one.makers, *one.addressee)
        )
        new = tuple(Mentions(code_of(name) or name, name) for name in named if name not in known)
        records = tuple(sorted(self._records, key=lambda one: (one.start, one.end)))
        noted = (*kept_out(self._rejected[len(self._before.rejected) :]), *self._before.left_out)
        return replace(
            self._before,
            parties=(*self._before.parties, *new),
            records=records,
            warnings=(*self._before.warnings, *self.warnings),
            rejected=tuple(self._rejected),
            left_out=accounted(self._document, self._before.sentences or (), records, noted),
        )

    def take(self, correction: Correction) -> None:
        """Lay one correction over the register."""
        place = self._anchor(correction)
        record = self._meant(correction, place)
        mark = Review(correction.verdict, correction.by, correction.note)
        if correction.verdict == "reject":
            self._reject(correction, record)
        elif correction.verdict == "add":
            made = record or self._new(correction.set, place)
            self._put(record, self._changed(replace(made, review=mark), correction.set))
        elif record is None and not correction.seen:
            raise SourceError("no record stands there")
        else:
            made = record or self._new(correction.seen, place)
            changed = self._changed(made, correction.set)
            fields = tuple(name for name in correction.set if name in (*FIELDS, "evidence"))
            self._put(record, replace(changed, review=replace(mark, changed=fields)))

    def _anchor(self, correction: Correction) -> Place:
        near = correction.position
        place = find_quote(self._document.text, correction.quote, near=near)
        if place is None:
            raise SourceError("its words no longer stand in the text: quote others")
        stands = self._document.text[place.start : place.end]
        if place.how == "alike" and not same_sense(correction.quote, stands):
            raise SourceError(
                "its words changed in a negation, a number, a name or a role: look at it again"
            )
        return place

    def _meant(self, correction: Correction, place: Place) -> Record | None:
        """The record that a correction is about: it shares most words, and looks as it did."""
        wanted = correction.seen or correction.set
        best, best_fit = None, (0.0, 0)
        for record in self._records:
            shared = _shared(record, place)
            alike = sum(getattr(record, name) == wanted.get(name) for name in ("act", "party"))
            if correction.verdict == "add" and alike < 2:
                continue
            if shared >= 0.5 and (shared, alike) > best_fit:
                best, best_fit = record, (shared, alike)
        return best

    def _reject(self, correction: Correction, record: Record | None) -> None:
        if record is None:
            return  # nobody records it any more
        self._records.remove(record)
        by = correction.by or "an analyst"
        reason = correction.note or "rejected in review"
        self._rejected.append(
            Rejected(by, reason, record.evidence, record.start, record.act, record.party)
        )

    def _put(self, old: Record | None, new: Record) -> None:
        if old is None:
            self._records.append(new)
        else:
            self._records[self._records.index(old)] = new

    # -- making and changing records -------------------------------------------------------------

    def _new(self, values: Mapping[str, Any], place: Place) -> Record:
        if "act" not in values:
            raise SourceError('say the act of the record, as in set.act = "demand"')
        self._added += 1
        record = Record(
            id=f"a{self._added}",
            act=values["act"],
            party=None,
            evidence=self._document.text[place.start : place.end],
            start=place.start,
            end=place.end,
            provenance=_ANALYST,
        )
        return self._changed(record, values)

    def _changed(self, record: Record, values: Mapping[str, Any]) -> Record:
        """The record with some fields set, each checked as if it were read from a file."""
        document = self._document
        changes: dict[str, Any] = {}
        if "evidence" in values:
            phrase = _phrase(document, record, "evidence", values["evidence"])
            changes |= {"evidence": phrase.text, "start": phrase.start, "end": phrase.end}
        if "act" in values:
            act = values["act"]
            changes |= {"act": act, "plover": PLOVER.get(act), "cameo": CAMEO.get(act)}
            changes["kind"] = "event" if act in ("meet", "do") else "statement"
        for name in ("polarity", "actuality", *TEXTS):
            if name in values:
                changes[name] = values[name] or None
        for name in LISTS:
            if name in values:
                given = values[name]
                changes[name] = [given] if isinstance(given, str) else list(given)
        for name in PHRASES:
            if name in values:
                words = values[name]
                found = _phrase(document, record, name, words) if words else None
                changes[name] = found.to_dict() if found else None
        changes |= _lists_of_phrases(document, record, values)
        changes |= _dates(values)
        return Record.from_dict({**record.to_dict(), **changes})


def _lists_of_phrases(
    document: Document, record: Record, values: Mapping[str, Any]
) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    if "hedges" in values:
        phrases = (_phrase(document, record, "hedges", words) for words in values["hedges"])
        changes["hedges"] = [phrase.to_dict() for phrase in phrases]
    if "clauses" in values:
        changes["clauses"] = [_clause(document, record, one).to_dict() for one in values["clauses"]]
    return changes


def _clause(document: Document, record: Record, value: object) -> Clause:
    text, obliges = value, None
    if isinstance(value, Mapping):
        text, obliges = value.get("text"), value.get("obliges")
    phrase = _phrase(document, record, "clauses", text)
    return Clause(phrase.text, phrase.start, phrase.end, str(obliges) if obliges else None)


def _phrase(document: Document, record: Record, what: str, words: object) -> Phrase:
    """Words of a correction as they stand at or near the evidence of its record."""
    text = document.text
    found = None
    if isinstance(words, str):
        found = find_quote(text, words, record.start, record.end) or find_quote(
            text,
            words,
            max(0, record.start - NEAR),
            min(len(text), record.end + NEAR),
            near=record.start,
        )
    if found is None or found.how == "alike":
        raise SourceError(f"its {what} {str(words)[:60]!r} does not stand near its quote")
    return Phrase.of(document, found.start, found.end)


def _dates(values: Mapping[str, Any]) -> dict[str, Any]:
    if not {"date", "date_end"} & set(values):
        return {}
    try:
        first = _day(values.get("date"))
        last = _day(values.get("date_end")) or first
    except (ValueError, msgspec.ValidationError):
        raise SourceError("its date is no day: write it as in 2022-01-15") from None
    precision = None if first is None else "day" if first == last else "interval"
    return {
        "date": first,
        "date_end": last,
        "date_precision": precision,
        "date_basis": "set in review" if first else None,
    }


def _day(value: object) -> date | None:
    if value is None or value == "":
        return None
    return value if isinstance(value, date) else date.fromisoformat(str(value))


def _shared(record: Record, place: Place) -> float:
    """How much of a record and a place is common to both, from 0 to 1."""
    common = min(record.end, place.end) - max(record.start, place.start)
    union = max(record.end, place.end) - min(record.start, place.start)
    return max(0.0, common / union)
