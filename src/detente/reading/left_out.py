"""What a reader leaves out, noted where it decides, and set against the records in the end."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

from detente.model.coverage import REASONS, LeftOut, Reason
from detente.model.register import Record
from detente.model.review import Rejected
from detente.model.text import Document, Span
from detente.reading.naming.parties import STRANGER
from detente.reading.parsing.clauses import Parsed
from detente.reading.parsing.spans import whole
from detente.reading.telling.found import Finding, Head
from detente.reading.telling.telling_verbs import nobodys_verbs

__all__ = ["Notes", "accounted", "kept_out", "not_proposed"]

_RANK = {reason: rank for rank, reason in enumerate(REASONS)}


@dataclass(slots=True)
class Notes:
    """What is left out of one document, as it is decided; sentences and acts alike."""

    document: Document
    made: list[LeftOut] = field(default_factory=list)

    def act(self, parsed: Parsed, finding: Finding, reason: Reason) -> None:
        """Note an act that was found and is no record."""
        start, end = whole(parsed.text, *parsed.span(*finding.span), parsed.end)
        cue, act = finding.cue, finding.act
        self._add(max(start, parsed.start), end, reason, cue, act, finding.maker)

    def nobody(self, parsed: Parsed, head: Head) -> None:
        """Note an act or words of which the text does not tell whose they are."""
        start, end = whole(parsed.text, *parsed.span(head.start, head.end), parsed.end)
        act = head.speech or (head.cue.act if head.cue else None)
        cue = parsed.lows[head.verb.i]
        self._add(max(start, parsed.start), end, "unknown actor", cue, act)

    def sentence(self, parsed: Parsed, reason: Reason) -> None:
        """Note a sentence without a record."""
        self._add(parsed.start, parsed.end, reason, _cue(parsed))

    def unread(self, parsed: Parsed, *, voiced: bool) -> None:
        """Note a sentence that was read in vain; ``voiced`` tells that it is somebody's words."""
        cue, nobodys = _cue(parsed), () if voiced else nobodys_verbs(parsed)
        if nobodys:
            cue = parsed.lows[nobodys[0].i]
            self._add(parsed.start, parsed.end, "unknown actor", cue)
        elif voiced or cue[:1].isalpha():
            self._add(parsed.start, parsed.end, "no act", cue)
        else:
            self._add(parsed.start, parsed.end, "narrator", cue)

    def record(self, record: Record, reason: Reason) -> None:
        """Note a record that is not kept."""
        cue = record.provenance.cue
        self._add(record.start, record.end, reason, cue, record.act, record.party)

    def _add(
        self,
        start: int,
        end: int,
        reason: Reason,
        cue: str,
        act: str | None = None,
        party: str | None = None,
    ) -> None:
        if start < end:
            text = self.document.text[start:end]
            party = (party or "").removeprefix(STRANGER) or None
            self.made.append(LeftOut(start, end, text, reason, cue, act, party))


def accounted(
    document: Document,
    sentences: Sequence[Span],
    records: Iterable[Record],
    noted: Iterable[LeftOut],
    otherwise: Reason = "kept out",
) -> tuple[LeftOut, ...]:
    """What is not in the records: sentences without one, and acts left out of the others.

    Of several reasons for one sentence the first of `REASONS` counts; ``otherwise`` is that of
    sentences for which none was noted.
    """
    told = _Told.by(records)
    starts = [one.start for one in sentences]
    by_sentence: dict[int, list[LeftOut]] = {}
    for one in noted:
        by_sentence.setdefault(bisect_right(starts, one.start) - 1, []).append(one)
    found: dict[LeftOut, None] = {}
    for number, sentence in enumerate(sentences):
        here = by_sentence.get(number, ())
        if told.reaches(sentence.start, sentence.end):
            apart = (one for one in here if one.act and not told.reaches(one.start, one.end))
            found.update(dict.fromkeys(replace(one, whole=False) for one in apart))
            continue
        usual = LeftOut(sentence.start, sentence.end, "", otherwise)
        best = min(here, key=lambda one: _RANK[one.reason], default=usual)
        start, end = sentence.start, sentence.end
        found[replace(best, start=start, end=end, text=document.text[start:end], whole=True)] = None
    return tuple(found)


def not_proposed(records: Iterable[Record], left_out: Iterable[LeftOut]) -> Iterator[LeftOut]:
    """What the rules know of sentences, in case that another reader proposes nothing for them.

    Where the rules have a record or a cue, the other reader has probably missed something.
    """
    for one in records:
        cue = one.provenance.cue or one.act
        yield LeftOut(one.start, one.end, one.evidence, "not proposed", cue)
    for out in left_out:
        reason: Reason = "heading" if out.reason == "heading" else "not proposed"
        yield replace(out, reason=reason, act=None, party=None)


def kept_out(rejected: Iterable[Rejected]) -> Iterator[LeftOut]:
    """Sentences for which a record was proposed and kept out; by verification, it may be missed."""
    for one in rejected:
        if one.start is not None and one.quote:
            cue = (one.act or "") if one.by == "verification" else ""
            yield LeftOut(one.start, one.start + len(one.quote), one.quote, "kept out", cue)


@dataclass(frozen=True, slots=True)
class _Told:
    """The stretches of a text that stand in records."""

    starts: list[int]
    ends: list[int]  # the farthest end of all that begin no later

    @classmethod
    def by(cls, records: Iterable[Record]) -> _Told:
        spans = sorted((part.start, part.end) for one in records for part in one.phrases())
        return cls([start for start, _ in spans], list(accumulate((e for _, e in spans), max)))

    def reaches(self, start: int, end: int) -> bool:
        """Whether words between ``start`` and ``end`` stand in a record."""
        k = bisect_right(self.starts, end - 1) - 1
        return k >= 0 and self.ends[k] > start


def _cue(parsed: Parsed) -> str:
    """The word of an act or of telling, else the mark of a quotation, in a sentence; "" if none."""
    for verb in parsed.verbs:
        if parsed.cue(verb) is not None or parsed.speaks(verb) is not None:
            return parsed.lows[verb.i]
    if any(parsed.inside):
        return parsed.tokens[parsed.inside.index(True)].text
    return ""
