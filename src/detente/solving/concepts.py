"""The solution concepts, one row each: what makes a state stable for a party.

A concept differs from the others in two things only: what the other parties may answer an
improvement with, and whether the answer must survive the party's counter-move. Engines, reasons
and the command line all read the row; nothing about a concept stands anywhere else.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from detente.errors import AnalysisError

__all__ = ["CONCEPTS", "Answers", "Concept", "find", "select"]

Answers = Literal["nothing", "moves", "improvements"]
_FREEDOM = {"nothing": 0, "improvements": 1, "moves": 2}


@dataclass(frozen=True, slots=True)
class Concept:
    """A solution concept.

    ``answer`` is what the others may answer an improvement with; ``survives`` tells whether the
    state in which they end must also hold against every move of the party from there.
    """

    id: str
    name: str
    answer: Answers
    survives: bool
    definition: str
    reference: str

    def implies(self, other: Concept) -> bool:
        """Whether stability under this concept is, by the rows alone, stability under another.

        So it is where the other lets the answers be freer and asks no more of them.

        Examples
        --------
        >>> find("sseq").implies(find("gmr")), find("seq").implies(find("smr"))
        (True, False)
        """
        if self.answer == "nothing":
            return True
        freer = _FREEDOM[self.answer] <= _FREEDOM[other.answer]
        return freer and (self.survives or not other.survives)

    def __str__(self) -> str:
        return self.id


CONCEPTS = (
    Concept(
        "nash",
        "Nash stability",
        "nothing",
        False,
        "A state is Nash-stable for a party if the party has no improvement from it.",
        "Nash51",
    ),
    Concept(
        "gmr",
        "general metarationality",
        "moves",
        False,
        "A state is GMR-stable for a party if the others can answer each of its improvements by "
        "moves that end in a state which it does not prefer to where it started.",
        "Howard71",
    ),
    Concept(
        "smr",
        "symmetric metarationality",
        "moves",
        True,
        "A state is SMR-stable for a party if the others can answer each of its improvements by "
        "moves that end in a state which it does not prefer to where it started, and from which "
        "no move of its own leads to one that it prefers.",
        "Howard71",
    ),
    Concept(
        "seq",
        "sequential stability",
        "improvements",
        False,
        "A state is SEQ-stable for a party if the others can answer each of its improvements by "
        "improvements of their own that end in a state which it does not prefer to where it "
        "started.",
        "FH84",
    ),
    Concept(
        "sseq",
        "symmetric sequential stability",
        "improvements",
        True,
        "A state is SSEQ-stable for a party if the others can answer each of its improvements by "
        "improvements of their own that end in a state which it does not prefer to where it "
        "started, and from which no move of its own leads to one that it prefers.",
        "RV17",
    ),
)


def find(name: str) -> Concept:
    """The concept of this id or full name, in any case.

    Examples
    --------
    >>> find("SEQ").name
    'sequential stability'
    >>> find("Symmetric Metarationality").id
    'smr'
    >>> find("nahs")
    Traceback (most recent call last):
    ...
    detente.errors.AnalysisError: there is no concept `nahs`; did you mean `nash`?
    """
    known = {_plain(text): row for row in CONCEPTS for text in (row.id, row.name)}
    if row := known.get(_plain(name)):
        return row
    near = difflib.get_close_matches(_plain(name), known, n=1, cutoff=0.6)
    if near:
        raise AnalysisError(f"there is no concept `{name}`; did you mean `{known[near[0]].id}`?")
    listed = ", ".join(row.id for row in CONCEPTS)
    raise AnalysisError(f"there is no concept `{name}`; the concepts are {listed}")


def _plain(name: str) -> str:
    """The name without what may vary in writing it."""
    words = re.sub(r"[\s_-]+", " ", name.strip().lower())
    return words.removesuffix(" equilibrium").removesuffix(" stability")


def select(names: str | Iterable[str] | None) -> tuple[Concept, ...]:
    """The concepts of these names, each once, in the order of the table; all where none is named.

    Examples
    --------
    >>> [row.id for row in select(["seq", "Nash"])]
    ['nash', 'seq']
    """
    if names is None:
        return CONCEPTS
    asked = {find(name) for name in ((names,) if isinstance(names, str) else names)}
    return tuple(row for row in CONCEPTS if row in asked) or CONCEPTS
