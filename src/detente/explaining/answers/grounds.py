"""What an answer rests on: the statement that decides, and the sentence behind it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from detente.explaining.wording import Wording
from detente.explaining.words import first_upper, quoted, shortened
from detente.inert import inert
from detente.model.conflict import Conflict
from detente.model.elements import Elements
from detente.model.findings import Step
from detente.model.state import State
from detente.model.text import Evidence
from detente.version import VERSION

__all__ = ["WIDTH", "Grounds", "framed", "listed", "named", "wrapped"]

WIDTH = 100


class Grounds:
    """The words of one conflict, and for each of its elements the sentence that it rests on."""

    def __init__(self, conflict: Conflict) -> None:
        self.conflict = conflict
        self.words = Wording(conflict)
        known = Elements(conflict)
        self._cited: dict[str, list[Evidence]] = {}
        for citation in conflict.evidence:
            if path := known.find(citation):
                self._cited.setdefault(path, []).append(citation.evidence)
        self._guessed = {known.find(mark) for mark in conflict.guessed}

    def sentences(self, path: str) -> tuple[Evidence, ...]:
        """The words of sources that an element rests on."""
        return tuple(self._cited.get(path, ()))

    def source(self, path: str) -> str:
        """The sentence behind an element in words, or that there is none."""
        if path in self._cited:
            evidence = self._cited[path][0]
            return f"{quoted(shortened(evidence.quote, 120))}, {evidence.source}"
        return "a guess" if path in self._guessed else "no source given"

    def statement(self, decided_by: tuple[str, str] | None) -> str:
        """The statement that decides, with its place and its sentence."""
        if decided_by is None:
            return "its ranking"
        return f"{self.words.preferred(decided_by)} [{self.source(decided_by[0])}]"

    def party(self, id: str) -> str:  # noqa: A002 - the word of the field
        """A party at the beginning of a sentence."""
        return first_upper(self.words.party(id))

    def step(self, step: Step) -> str:
        """A move in words, with what it brings its mover and by which statement."""
        effect = {1: "gains", 0: "neither gains nor loses", -1: "loses"}[step.gain]
        by = f" by {self.statement(step.decided_by)}" if step.gain else ""
        change = self.words.change(step.source, step.target)
        return f"{self.party(step.party)}, {change}, {effect}{by}"

    def behind(self, value: object) -> dict[str, list[dict[str, Any]]]:
        """The sentences behind every element that a JSON value names under ``about``."""
        return {
            path: [_plain(evidence) for evidence in self.sentences(path)]
            for path in sorted(set(_named(value)))
        }


def _plain(evidence: Evidence) -> dict[str, Any]:
    return {
        "source": evidence.source,
        "start": evidence.start,
        "end": evidence.end,
        "quote": evidence.quote,
    }


def _named(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("about"), str):
            yield value["about"]
        for part in value.values():
            yield from _named(part)
    elif isinstance(value, list):
        for part in value:
            yield from _named(part)


def framed(case: str, conflict: Conflict, runs: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The JSON of an answer: the conflict once, one run a choice of types, and the sentences."""
    return {
        "case": case,
        "title": conflict.title,
        "conflict_hash": conflict.hash,
        "version": VERSION,
        "options": [
            {"id": option.id, "party": option.party, "label": option.label}
            for option in conflict.options
        ],
        "runs": list(runs),
        "sentences": Grounds(conflict).behind(list(runs)),
    }


def named(state: State) -> str:
    """A state by its signs and by the options taken."""
    return f"{state.signs}  {', '.join(state.taken) or 'none taken'}"


def listed(states: Sequence[State], limit: int, indent: str) -> Iterator[str]:
    """The first of the states one a line, and how many more there are."""
    for state in states[:limit]:
        yield f"{indent}{named(state)}"
    if len(states) > limit:
        yield f"{indent}and {len(states) - limit:,} more (--limit lists more)"


def wrapped(text: str, indent: str) -> Iterable[str]:
    """A sentence over several lines, the following ones indented deeper."""
    return textwrap.wrap(
        inert(text, breaks=False),
        WIDTH,
        initial_indent=indent,
        subsequent_indent=f"{indent}  ",
        break_on_hyphens=False,
    )
