"""Where findings lead: a state to its page, an element of the model to the sentences behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from urllib.parse import quote

from detente.explaining.answers.grounds import Grounds
from detente.explaining.arguments import argue
from detente.explaining.gathering import gather
from detente.explaining.words import first_upper, in_list
from detente.model.conflict import Conflict
from detente.model.findings import Reason, Step
from detente.model.state import State
from detente.model.text import Evidence
from detente.web.sheets import Cell, Quote, Told

__all__ = ["GAINS", "Leads", "place_in"]

GAINS = {1: "gains", 0: "neither gains nor loses", -1: "loses"}
TONES = {1: "good", 0: "", -1: "bad"}


def place_in(case: str, evidence: Evidence) -> Quote:
    """Words of a source, with the address of the place in the report where they stand."""
    report = PurePosixPath(case).parent / evidence.source
    span = f"{evidence.start}-{evidence.end}"
    address = f"/report/{quote(str(report))}?at={span}#place-{span}"
    return Quote(evidence.quote, evidence.source, address)


@dataclass(frozen=True)
class Leads:
    """The words of one reading of a case, each with where it leads.

    ``number`` is the place of the reading among all of them; ``conflict`` may be a changed one,
    whose states still lead to the pages of the case as it stands.
    """

    case: str
    number: int
    conflict: Conflict

    def to(self, conflict: Conflict) -> Leads:
        """The same for a changed conflict."""
        return Leads(self.case, self.number, conflict)

    @cached_property
    def grounds(self) -> Grounds:
        """The words of the conflict, and the sentence behind each of its elements."""
        return Grounds(self.conflict)

    @property
    def reading(self) -> str:
        """The reading by its types: ``Russia as stated``; empty where there is only one."""
        return self.grounds.words.types()

    def address(self, state: State) -> str:
        """The address of the page of a state."""
        return f"/case/{quote(self.case)}/state/{state.signs}?run={self.number}"

    def state(self, state: State, tag: str = "") -> Cell:
        """A state in words and signs, which leads to its page."""
        return Cell(self.grounds.words.short(state), self.address(state), tag=tag, note=state.signs)

    def quotes(self, *paths: str) -> tuple[Quote, ...]:
        """The words of sources behind elements of the model, each once."""
        found = (one for path in paths for one in self.grounds.sentences(path))
        return tuple(dict.fromkeys(place_in(self.case, one) for one in found))

    def party(self, id: str) -> str:  # noqa: A002 - the word of the field
        """A party at the beginning of a sentence."""
        return self.grounds.party(id)

    def step(self, step: Step) -> Told:
        """A move, what it brings its mover, and the words behind the statement that decides."""
        change = self.grounds.words.change(step.source, step.target)
        text = f"{self.party(step.party)}, {change}, {GAINS[step.gain]}"
        if step.decided_by and step.gain:
            text += f" by {self.grounds.words.preferred(step.decided_by)}"
        return Told(text, self.quotes(step.decided_by[0]) if step.decided_by else ())

    def moved(self, step: Step) -> tuple[Cell, ...]:
        """A move as fields of a table: who, what, what it brings, and by which statement."""
        words = self.grounds.words
        by = words.preferred(step.decided_by) if step.decided_by and step.gain else ""
        return (
            Cell(self.conflict.party(step.party).name),
            Cell(
                first_upper(words.change(step.source, step.target)),
                self.address(step.target),
                note=step.target.signs,
            ),
            Cell(GAINS[step.gain], tone=TONES[step.gain]),
            Cell(by, quotes=self.quotes(step.decided_by[0]) if by and step.decided_by else ()),
        )

    def reasons(self, reasons: Iterable[Reason]) -> Iterator[Told]:
        """Reasons in words: the verdict, and below it the sentences with what they rest on."""
        material = gather(self.conflict)
        run = material.runs[0]
        for reason in reasons:
            verdict = "stable" if reason.stable else "not stable"
            yield Told(
                f"{run.words.short(reason.state)} is {verdict} for "
                f"{run.words.party(reason.party)} under {reason.concept.upper()}",
                below=tuple(
                    Told(one.text, self.cited(one.evidence)) for one in argue(material, run, reason)
                ),
            )

    def cited(self, ids: Iterable[str]) -> tuple[Quote, ...]:
        """The words behind the elements among the things that a sentence rests on."""
        paths = (one.removeprefix("model:") for one in ids if one.startswith("model:"))
        return self.quotes(*paths)

    def groups(self, groups: Iterable[tuple[str, ...]], join: str = "or") -> str:
        """Groups of parties in words."""
        return in_list([self.grounds.words.parties(group) for group in groups], join)
