"""The solution concepts, one row each: what makes a state stable for a party.

The usual concepts differ in two things only: what the other parties may answer an improvement
with, and whether the answer must survive the party's counter-move. Further ones let the others
answer at the same time, or look a number of moves ahead; they are computed where they are asked
for by name. Engines, reasons and the command line all read the row; nothing about a concept stands
anywhere else.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from detente.errors import AnalysisError
from detente.model.conflict import Conflict

__all__ = [
    "CONCEPTS",
    "FURTHER",
    "Answers",
    "Concept",
    "find",
    "limited",
    "maximin",
    "select",
    "strongest_first",
]

Answers = Literal["nothing", "moves", "improvements", "at once", "best replies", "worst replies"]
_FREEDOM = {"nothing": 0, "improvements": 1, "moves": 2}


@dataclass(frozen=True, slots=True)
class Concept:
    """A solution concept.

    ``answer`` is what the others may answer an improvement with; ``survives`` tells whether the
    state in which they end must also hold against every move of the party from there. ``horizon``
    counts the moves that are looked ahead, 0 where they are not counted. ``formula`` is the
    definition in the signs of the literature: R_i(s) are the moves of i from s, R_i^+(s) its
    improvements, N-i the others, r_i ranks.
    """

    id: str
    name: str
    answer: Answers
    survives: bool
    definition: str
    reference: str
    formula: str = ""
    horizon: int = 0

    @property
    def in_turn(self) -> bool:
        """Whether the others answer one after the other, as under the usual concepts."""
        return self.answer in _FREEDOM

    @property
    def credible(self) -> bool:
        """Whether the others answer in their own interest."""
        return self.answer == "improvements"

    def unfit(self, conflict: Conflict) -> str | None:
        """Why the concept is not defined for a conflict, or None where it is.

        Examples
        --------
        >>> import detente
        >>> find("l2", further=True).unfit(detente.catalogue("elmira-classic-9"))
        '`l2` is defined for two parties, and here are 3'
        """
        if self.answer == "at once" and not conflict.rules.plain:
            return f"`{self.id}` combines moves of options, which this conflict does not have"
        if self.horizon and (number := len(conflict.parties)) != 2:
            return f"`{self.id}` is defined for two parties, and here are {number}"
        return None

    def implies(self, other: Concept) -> bool:
        """Whether stability under this concept is, by the rows alone, stability under another.

        So it is where the other lets the answers be freer and asks no more of them.

        Examples
        --------
        >>> find("sseq").implies(find("gmr")), find("seq").implies(find("smr"))
        (True, False)
        """
        if self == other:
            return True
        if self.answer == "nothing":
            return other.answer != "best replies"
        if not (self.in_turn and other.in_turn):
            return False
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
        "R_i^+(s) = {}",
    ),
    Concept(
        "gmr",
        "general metarationality",
        "moves",
        False,
        "A state is GMR-stable for a party if the others can answer each of its improvements by "
        "moves that end in a state which it does not prefer to where it started.",
        "Howard71",
        "for all s1 in R_i^+(s) some s2 in R_{N-i}(s1): s >=_i s2",
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
        "for all s1 in R_i^+(s) some s2 in R_{N-i}(s1): s >=_i s2, and s >=_i s3 for all s3 in "
        "R_i(s2)",
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
        "for all s1 in R_i^+(s) some s2 in R_{N-i}^+(s1): s >=_i s2",
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
        "for all s1 in R_i^+(s) some s2 in R_{N-i}^+(s1): s >=_i s2, and s >=_i s3 for all s3 in "
        "R_i(s2)",
    ),
)

FARTHEST = 99  # moves ahead


def limited(horizon: int) -> Concept:
    """Limited-move stability with a horizon of so many moves, for two parties.

    The two move in turn, each at once to where it fares best by what follows, and either ends it
    by staying. The literature assumes strict orders, so that what follows is unique; where states
    are equally good, the state is stable only if the party would not leave however such ties fall.
    """
    return Concept(
        f"l{horizon}",
        f"limited-move stability, horizon {horizon}",
        "best replies",
        False,
        f"A state is L{horizon}-stable for a party if, with at most {horizon} moves made in turn "
        "and each party moving only where it fares better by what follows, no first move of the "
        "party ends in a state that it prefers.",
        "Kilgour85",
        "G_h(i,s) = s, where G_0(i,s) = s, and G_h(i,s) = G_{h-1}(j,t) if some t in R_i(s) has "
        "G_{h-1}(j,t) >_i s, t the best of these for i, else s",
        horizon,
    )


def maximin(horizon: int) -> Concept:
    """Maximin stability with a horizon of so many moves, for two parties."""
    return Concept(
        f"maximin{horizon}",
        f"maximin stability, horizon {horizon}",
        "worst replies",
        False,
        f"A state is maximin-{horizon}-stable for a party if, with at most {horizon} moves made in "
        "turn, the other always moving or staying so as to hurt it most, no first move of the "
        "party secures it a state that it prefers.",
        "RV21",
        "v_{h-1}(j,t) <= r_i(s) for all t in R_i(s), where v_0(k,t) = r_i(t), v_h(i,t) is the most "
        "of r_i(t) and v_{h-1}(j,u), u in R_i(t), and v_h(j,t) the least of r_i(t) and "
        "v_{h-1}(i,u), u in R_j(t)",
        horizon,
    )


SIM = Concept(
    "sim",
    "simultaneous stability",
    "at once",
    False,
    "A state is SIM-stable for a party if for each of its improvements some of the others have "
    "improvements from the same state which, made at the same time, lead together with it to a "
    "feasible state that the party does not prefer to where it started.",
    "FH84",
    "for all s1 in R_i^+(s) some s_j in R_j^+(s) or s_j = s for each j in N-i, not all s: the "
    "state that takes over all their changes of s is feasible, and s >=_i it",
)

# One row of each further kind; of the last two kinds there is one for each horizon.
FURTHER = (SIM, limited(2), maximin(4))
_BY_HORIZON = {"l": limited, "maximin": maximin}


def find(name: str, *, further: bool = False) -> Concept:
    """The concept of this id or full name, in any case; ``further`` ones only where they may be.

    Examples
    --------
    >>> find("SEQ").name
    'sequential stability'
    >>> find("Symmetric Metarationality").id
    'smr'
    >>> find("L3", further=True).name
    'limited-move stability, horizon 3'
    >>> find("nahs")
    Traceback (most recent call last):
    ...
    detente.errors.AnalysisError: there is no concept `nahs`; did you mean `nash`?
    """
    rows = (*CONCEPTS, SIM) if further else CONCEPTS
    known = {_plain(text): row for row in rows for text in (row.id, row.name)}
    if row := known.get(_plain(name)) or (_ahead(_plain(name)) if further else None):
        return row
    near = difflib.get_close_matches(_plain(name), known, n=1, cutoff=0.6)
    if near:
        raise AnalysisError(f"there is no concept `{name}`; did you mean `{known[near[0]].id}`?")
    listed = ", ".join(row.id for row in rows)
    listed += ", and l and maximin with a horizon, as l2" if further else ""
    raise AnalysisError(f"there is no concept `{name}` here; the concepts are {listed}")


def _ahead(name: str) -> Concept | None:
    """The concept that looks ahead as far as its name says."""
    match = re.fullmatch(r"(l|maximin)[_ ]?(\d{1,3})", name)
    if match is None or not 1 <= int(match[2]) <= FARTHEST:
        return None
    return _BY_HORIZON[match[1]](int(match[2]))


def _plain(name: str) -> str:
    """The name without what may vary in writing it."""
    words = re.sub(r"[\s_-]+", " ", name.strip().lower())
    return words.removesuffix(" equilibrium").removesuffix(" stability")


def select(names: str | Iterable[str] | None, *, further: bool = False) -> tuple[Concept, ...]:
    """The concepts of these names, each once, in the order of the table; all where none is named.

    Further ones, where they may be named, come last.

    Examples
    --------
    >>> [row.id for row in select(["seq", "Nash"])]
    ['nash', 'seq']
    """
    if names is None:
        return CONCEPTS
    named = (names,) if isinstance(names, str) else names
    asked = dict.fromkeys(find(name, further=further) for name in named)
    usual = tuple(row for row in CONCEPTS if row in asked)
    return (*usual, *(row for row in asked if row not in CONCEPTS)) or CONCEPTS


def strongest_first() -> tuple[Concept, ...]:
    """The usual concepts, those that ask least of the others first: the most credible come early.

    Examples
    --------
    >>> [row.id for row in strongest_first()]
    ['nash', 'sseq', 'seq', 'smr', 'gmr']
    """
    return tuple(sorted(CONCEPTS, key=lambda row: (_FREEDOM[row.answer], not row.survives)))
