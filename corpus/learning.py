"""Build the learned layer from the corpus: ``python corpus/learning.py [FOLDER]``.

A teacher that knows the annotations sits in the place of the layer and writes down, for each
sentence, what the layer would have seen and what would have been right.
"""

from __future__ import annotations

import hashlib
import re
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import marked
from detente.model.register import Act
from detente.reading.learned import chain, choice
from detente.reading.learned.candidates import Candidate, by_rule
from detente.reading.learned.layer import UNSEEN, Floors, Parties, Span, Weighed
from detente.reading.learned.units import Run
from detente.reading.naming.parties import STRANGER, gazetteer
from detente.reading.rule_reader import RuleReader
from detente.reading.sources import of_text
from detente.reading.words.tokens import tokenise

MODEL = Path(__file__).parents[1] / "out/model"
TEACHING = Floors(maker=0.0, faced=0.0)  # a teacher is asked everything
PARTS = {7: "choosing", 8: "unread", 9: "unread"}  # all other tenths are for training


def part_of(dispute: str) -> str:
    """Which part of the corpus a dispute belongs to: by its name alone, so nobody chooses."""
    tenth = int(hashlib.sha256(dispute.encode()).hexdigest(), 16) % 10
    return PARTS.get(tenth, "training")


def reports(part: str) -> list[marked.Report]:
    """The reports of one part of the corpus."""
    return [one for one in marked.reports() if part_of(one.dispute) == part]


def _plain(name: str) -> str:
    return " ".join(re.findall(r"\w+", name.lower().removeprefix("the ")))


@cache
def _named_by_lexicon(words: str) -> str | None:
    found = gazetteer().at(tokens := [t.text for t in tokenise(words, 0, len(words))], 0, None)
    return _plain(found[1].party) if found and found[0] == len(tokens) else None


def _names(report: marked.Report, party: str) -> frozenset[str]:
    """How a party may be called: as the annotation has it, and as the lexicon calls it."""
    listed = {party, *report.parties.get(party, ())}
    known = (_named_by_lexicon(one.removeprefix("the ")) for one in listed)
    return frozenset((*map(_plain, listed), *filter(None, known)))


def _is_named(party: str, names: frozenset[str]) -> bool:
    """Whether a party goes by one of some names; of somebody unknown, whether a name has his."""
    if party.startswith(STRANGER):
        word = _plain(party.removeprefix(STRANGER))
        return any(f" {word} " in f" {name} " for name in names)
    return _plain(party) in names


@dataclass
class Lessons:
    """What is to be learned: sentences with labels, and choices with the right one."""

    sentences: list[tuple[Sequence[Sequence[str]], list[str]]] = field(default_factory=list)
    acts: list[tuple[list[Sequence[str]], list[str]]] = field(default_factory=list)
    makers: list[tuple[list[Sequence[str]], int]] = field(default_factory=list)
    addressees: list[tuple[list[Sequence[str]], int]] = field(default_factory=list)


@dataclass
class Teacher:
    """A layer that answers as the report is annotated, and keeps what it was asked as lessons."""

    report: marked.Report
    lessons: Lessons
    floors: Floors = TEACHING
    waiting: dict[Span, list[Candidate]] = field(default_factory=dict)

    def runs(
        self, units: Sequence[Sequence[str]], spans: Sequence[Span]
    ) -> tuple[list[Run], list[float]]:
        """The annotated statements, as runs of units."""
        labels: list[str] = []
        runs: list[Run] = []
        last = None
        for n, (start, end) in enumerate(spans):
            one = self._over(start, end)
            labels.append("O" if one is None else "I" if one is last else "B")
            if one is not None and one is last:
                runs[-1] = Run(runs[-1].i, n + 1, 1.0)
            elif one is not None:
                runs.append(Run(n, n + 1, 1.0))
            last = one
        self.lessons.sentences.append((units, labels))
        return runs, [float(label != "O") for label in labels]

    def _over(self, start: int, end: int) -> marked.Statement | None:
        """The statement that has at least half of a unit."""
        for one in self.report.statements:
            if 2 * (min(end, one.end) - max(start, one.start)) >= end - start:
                return one
        return None

    def _at(self, span: Span) -> marked.Statement | None:
        """The statement that shares most with a stretch."""
        shared = [(min(span[1], s.end) - max(span[0], s.start), s) for s in self.report.statements]
        most = max(shared, key=lambda pair: pair[0], default=(0, None))
        return most[1] if most[0] > 0 else None

    def act(self, features: Sequence[str], span: Span) -> tuple[Act, float]:
        """The annotated act."""
        one = self._at(span)
        act: Act = one.act if one else "claim"
        self.lessons.acts.append(([features], [act]))
        return act, 1.0

    def makers(
        self, found: Sequence[Candidate], rule: Sequence[Sequence[str]], span: Span
    ) -> list[float]:
        """The annotated maker, or nobody where it is no candidate."""
        one = self._at(span)
        right = 0
        if one is not None and one.party is not None:
            right = self._right(found, (one.party, *one.joint_with))
        if one is not None:
            seen = [(*c.features, *more) for c, more in zip(found, rule, strict=True)]
            self.lessons.makers.append((seen, right))
        return [float(n == right) for n in range(len(found))]

    def _right(self, found: Sequence[Candidate], parties: Sequence[str]) -> int:
        """The candidate that has most of some parties and fewest others; 0 if none has any."""
        meant = [_names(self.report, party) for party in parties]
        best, most = 0, 0.0
        for n, candidate in enumerate(found[1:], 1):
            hits = [any(_is_named(p, names) for p in candidate.parties) for names in meant]
            worth = sum(hits) - 0.6 * (len(candidate.parties) - sum(hits)) + 0.3 * hits[0]
            if any(hits) and worth > most:
                best, most = n, worth
        return best

    def faced(self, found: Sequence[Candidate], span: Span) -> list[float]:
        """Nothing yet: what the rules say comes at the end."""
        self.waiting[span] = list(found)
        return [0.0] * len(found)

    def addressed(self, listed: Sequence[Weighed], rule: Parties, act: Act, span: Span) -> Parties:
        """The annotated addressee, or nobody where it is no candidate."""
        found, one = self.waiting.pop(span, []), self._at(span)
        if one is None:
            return rule
        if len(listed) and all(parties != rule for parties, _ in listed):
            found = [*found, Candidate(rule, None, UNSEEN)]
        right = self._right(found, one.addressee) if one.addressee else 0
        seen = [(*c.features, *by_rule(c.parties, rule, act)) for c in found]
        self.lessons.addressees.append((seen, right))
        return found[right].parties


def lessons(reports: Sequence[marked.Report]) -> Lessons:
    """What annotated reports teach."""
    found = Lessons()
    for report in reports:
        document = of_text(report.text, id=report.id, published=report.published)
        RuleReader(layer=Teacher(report, found)).read(document)
    return found


def learn(found: Lessons, folder: Path) -> None:
    """Train the four models and keep them in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    chain.train(found.sentences, folder / "statements.crfsuite")
    chain.train(found.acts, folder / "acts.crfsuite")
    choice.train(found.makers).save(folder / "makers.json")
    choice.train(found.addressees).save(folder / "addressees.json")


def main(folder: Path = MODEL) -> None:
    """Train on the training part."""
    start, chosen = time.process_time(), reports("training")
    found = lessons(chosen)
    print(
        f"{len(chosen)} reports, {len(found.sentences)} sentences, {len(found.makers)} statements"
    )
    learn(found, folder)
    size = sum(path.stat().st_size for path in folder.iterdir())
    print(f"{size / 1e6:.1f} MB in {folder.name}, {time.process_time() - start:.0f} s")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
