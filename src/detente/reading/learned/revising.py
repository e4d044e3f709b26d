"""The records of a sentence as the learned layer sees them: other acts, more, fewer, whose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from detente.model.register import Act, Record
from detente.reading.learned.candidates import Candidate, Context, by_rule, candidates
from detente.reading.learned.layer import Layer, Span, Weighed
from detente.reading.learned.units import Found, Run, Surroundings, features, of_statement, units
from detente.reading.parsing.clauses import Parsed
from detente.reading.parsing.spans import matched
from detente.reading.telling.found import Finding, Words
from detente.reading.words.cues import CAMEO, PLOVER

if TYPE_CHECKING:
    from detente.reading.records import Recorder

__all__ = ["Revision"]

_EVENTS = frozenset(("meet", "do"))
_BROKEN = re.compile("[\ud800-\udfff]")  # halves of characters, which the models cannot take
_RULE = "learned"


@dataclass(slots=True)
class Revision:
    """Revises the records of one document, sentence by sentence."""

    layer: Layer
    left_out: set[int] = field(default_factory=set)  # records that only a rule found, kept out
    faced: dict[int, list[Weighed]] = field(default_factory=dict)
    added: set[int] = field(default_factory=set)  # records that no rule found
    block: int = -1
    last: int | None = None  # the last record that is kept

    def revise(self, recorder: Recorder, parsed: Parsed, block: int, before: int) -> None:
        """Look at the records of a sentence, which begin at number ``before``."""
        if _BROKEN.search(parsed.text, parsed.start, parsed.end):
            return
        near, self.block = block == self.block, block
        pieces = units(parsed)
        spans = [parsed.span(i, j) for i, j in pieces]
        found = [Found(r.act, r.provenance.rule, r.start, r.end) for r in recorder.records[before:]]
        around = self._around(recorder, block, near=near)
        seen = features(parsed, pieces, found, around)
        runs, part = self.layer.runs(seen, spans)
        proposed = [(spans[run.i][0], spans[run.j - 1][1]) for run in runs]
        pairs = dict(matched([(one.start, one.end) for one in found], proposed))
        ruled = {before + k for k in range(len(found))}
        for k, n in pairs.items():
            told = self._act(seen, spans, runs[n], found[k].act)
            self._agree(recorder, parsed, before + k, told)
        for k in range(len(found)):
            if k not in pairs:
                self._doubt(recorder.records[before + k], before + k, spans, part)
        for n, run in enumerate(runs):
            span = spans[run.i][0], spans[run.j - 1][1]
            if n not in pairs.values() and _apart(found, *span):
                words = pieces[run.i][0], pieces[run.j - 1][1]
                self._offer(recorder, parsed, words, self._act(seen, spans, run, None), run)
        for k in self._kept(recorder, before):
            if self.layer.floors.asks_whose:
                self._whose(recorder, parsed, k, ruled=k in ruled, near=near)
            self.last = k

    def _around(self, recorder: Recorder, block: int, *, near: bool) -> Surroundings:
        told = recorder.layout.blocks[block]
        kind = "entry" if told.entry else "plain"
        if recorder.tellers.issuer:
            kind = f"issued {kind}"
        act = recorder.records[self.last].act if near and self.last is not None else ""
        return Surroundings(kind, not near, act)

    def _act(
        self, seen: Sequence[Sequence[str]], spans: Sequence[Span], run: Run, ruled: Act | None
    ) -> tuple[Act, float]:
        own = of_statement(seen[run.i : run.j], ruled)
        return self.layer.act(own, (spans[run.i][0], spans[run.j - 1][1]))

    def _agree(self, recorder: Recorder, parsed: Parsed, k: int, told: tuple[Act, float]) -> None:
        """A record that both found: the act that is more probable."""
        record, (act, sure) = recorder.records[k], told
        if act != record.act and sure > self.layer.floors.act:
            recorder.records[k] = _as(record, act, parsed)

    def _doubt(self, record: Record, k: int, spans: Sequence[Span], part: Sequence[float]) -> None:
        """A record that only the rules found: left out where its units are improbable."""
        here = [
            p for (a, b), p in zip(spans, part, strict=True) if a < record.end and record.start < b
        ]
        if max(here, default=0.0) < self.layer.floors.keep:
            self.left_out.add(k)

    def _offer(
        self, recorder: Recorder, parsed: Parsed, words: Words, told: tuple[Act, float], run: Run
    ) -> None:
        """A statement that no rule found: added if it and its act are sure enough."""
        floors = self.layer.floors
        if run.sure >= floors.add and told[1] >= floors.added_act:
            self._add(recorder, parsed, words, told[0])

    def _add(self, recorder: Recorder, parsed: Parsed, words: Words, act: Act) -> None:
        """A statement that no rule found, with whoever is most probable to have made it."""
        k = len(recorder.records)
        chosen, _ = self._maker(recorder, parsed, words, act, None, near=True)
        speaker = parsed.words(chosen.mention.i, chosen.mention.j) if chosen.mention else None
        finding = Finding(
            act,
            PLOVER.get(act) if act != "do" else _deed(parsed, words),
            chosen.parties,
            speaker,
            words,
            words,
            _RULE,
            parsed.lows[words[0]],
        )
        recorder.put(parsed, finding)
        if len(recorder.records) > k:
            self.added.add(k)

    def _kept(self, recorder: Recorder, before: int) -> Iterator[int]:
        return (k for k in range(before, len(recorder.records)) if k not in self.left_out)

    # -- whose, and whom it faces ----------------------------------------------------------------

    def _context(self, recorder: Recorder, *, near: bool) -> Context:
        last = recorder.records[self.last] if self.last is not None else None
        counts = recorder.referents.counts
        ranked = sorted(counts, key=lambda party: -counts[party])[:2]
        return Context(
            recorder.referents.resolve,
            last.makers if last else (),
            last.addressee if last else (),
            near,
            recorder.voice.makers if recorder.voice else (),
            tuple(ranked),
        )

    def _maker(
        self,
        recorder: Recorder,
        parsed: Parsed,
        words: Words,
        act: Act,
        rule: tuple[str, ...] | None,
        *,
        near: bool,
    ) -> tuple[Candidate, float]:
        found = candidates(parsed, words, act, self._context(recorder, near=near), rule=rule or ())
        ruled = [by_rule(one.parties, rule, act) for one in found]
        chances = self.layer.makers(found, ruled, parsed.span(*words))
        best = max(range(len(found)), key=chances.__getitem__)
        return found[best], chances[best]

    def _whose(
        self, recorder: Recorder, parsed: Parsed, k: int, *, ruled: bool, near: bool
    ) -> None:
        record = recorder.records[k]
        words = _words_of(parsed, record)
        if ruled:
            chosen, sure = self._maker(
                recorder, parsed, words, record.act, record.makers, near=near
            )
            if sure >= self.layer.floors.maker and chosen.parties != record.makers:
                record = _made_by(record, chosen.parties)
                recorder.records[k] = record
        context = self._context(recorder, near=near)
        rule = record.addressee
        found = candidates(
            parsed, words, record.act, context, rule=rule, makers=record.makers or ("",)
        )
        scores = self.layer.faced(found, (record.start, record.end))
        self.faced[k] = [(one.parties, score) for one, score in zip(found, scores, strict=True)]

    def addressed(self, k: int, record: Record) -> Record:
        """A record with the addressee that is most probable, beside what the rules chose."""
        listed = self.faced.get(k)
        if listed is None:
            return record
        span = record.start, record.end
        parties = self.layer.addressed(listed, record.addressee, record.act, span)
        return replace(record, addressee=tuple(p for p in parties if p not in record.makers))

    def finish(
        self, records: Sequence[Record], told: Sequence[frozenset[str]]
    ) -> tuple[list[Record], list[frozenset[str]]]:
        """The records that are kept, in the order of the text, each with whom it faces."""
        order = [k for k in range(len(records)) if k not in self.left_out and k not in self.added]
        for k in sorted(self.added - self.left_out):
            later = (n for n, other in enumerate(order) if records[other].start > records[k].start)
            order.insert(next(later, len(order)), k)
        found = [replace(self.addressed(k, records[k]), id=f"s{n}") for n, k in enumerate(order, 1)]
        return found, [told[k] for k in order]


def _apart(found: Sequence[Found], start: int, end: int) -> bool:
    """Whether the rules have next to nothing of a stretch."""
    shared = sum(max(0, min(end, one.end) - max(start, one.start)) for one in found)
    return 5 * shared <= end - start


def _words_of(parsed: Parsed, record: Record) -> Words:
    """The words of a sentence in which the evidence of a record stands."""
    inside = [k for k, t in enumerate(parsed.tokens) if record.start <= t.start < record.end]
    return (inside[0], inside[-1] + 1) if inside else (0, len(parsed.tokens))


def _as(record: Record, act: Act, parsed: Parsed) -> Record:
    """A record as another act."""
    words = _words_of(parsed, record)
    return replace(
        record,
        act=act,
        kind="event" if act in _EVENTS else "statement",
        plover=_deed(parsed, words) if act == "do" else PLOVER.get(act),
        cameo=CAMEO.get(act),
    )


def _deed(parsed: Parsed, words: Words) -> str | None:
    """The code of the first deed among words."""
    cues = (parsed.cue(verb) for verb in parsed.verbs if words[0] <= verb.i < words[1])
    return next((cue.plover for cue in cues if cue and cue.act == "do" and cue.plover), None)


def _made_by(record: Record, makers: tuple[str, ...]) -> Record:
    """A record of other makers."""
    if record.act == "meet":
        faced = (*makers[1:], *(p for p in record.addressee if p not in makers))
        return replace(record, party=makers[0] if makers else None, joint_with=(), addressee=faced)
    faced = tuple(one for one in record.addressee if one not in makers)
    return replace(
        record, party=makers[0] if makers else None, joint_with=makers[1:], addressee=faced
    )
