"""Verbs as they stand in a sentence, and the clauses that they govern."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from detente.reading.naming.parties import Mention

__all__ = [
    "ABLE",
    "ARTICLES",
    "BE",
    "BOUNDARY",
    "COMING",
    "CONTRASTS",
    "COORDINATE",
    "DO",
    "FUTURE",
    "HAVE",
    "INDEFINITE",
    "MEANS",
    "MEASURES",
    "MUST",
    "NOTHING",
    "ONLY",
    "PEOPLE",
    "PRONOUNS",
    "RANKS",
    "RELATIVE",
    "TIMES",
    "VOICES",
    "WAS",
    "WHO",
    "Clause",
    "Kind",
    "Verb",
]

Kind = Literal["finite", "to", "ing", "part"]

FUTURE = frozenset(("will", "would", "shall", "'ll", "be to"))
ABLE = frozenset(("can", "could", "cannot"))
MUST = frozenset(("must", "need", "ought"))
BOUNDARY = frozenset((",", ";", ":", "—", "–", "(", ")"))
COORDINATE = frozenset("and but or nor then yet while whereas though although".split())
RELATIVE = frozenset("what who which whose whom whoever whatever whichever".split())
TIMES = frozenset("after before until till since as".split())  # with a clause or with a noun
BE = frozenset("is are was were be been being am 's 're".split())
HAVE = frozenset("has have had having 've".split())
DO = frozenset("do does did".split())
WAS = frozenset("was were had did".split())
PRONOUNS = frozenset(
    "i we he she it they you who which that nobody everyone everybody both".split()
)
COMING = frozenset(
    "going about due set scheduled expected likely bound slated poised supposed".split()
)
ARTICLES = frozenset("the a an this that its his her their our my your no any political".split())
INDEFINITE = frozenset("a an any another some no its their his her our every each".split())
NOTHING = frozenset(("no", "neither", "nor", "nobody", "nothing", "none", "without"))
ONLY = frozenset("only just merely simply".split())  # behind "not": and more
MEANS = frozenset("video telephone phone letter radio hotline e-mail email videolink".split())
WHO = frozenset(("who", "which"))
CONTRASTS = frozenset("while whereas though although but".split())
MEASURES = frozenset(
    "a one two three four five six few several day days week weeks hour hours shortly just soon "
    "minutes only barely".split()
)
VOICES = frozenset(
    "text statement communique communiqué note letter document paper person source man woman "
    "declaration announcement reply message spokesman spokeswoman spokesperson official officials "
    "aide aides source sources".split()
)
RANKS = frozenset("senior high-ranking top leading ranking former unnamed veteran junior".split())
PEOPLE = frozenset(
    "person persons people man woman somebody someone members member side sides citizens "
    "statement communique communiqué note letter document paper report declaration announcement "
    "message engineers experts technicians scientists lawyers negotiators mediators traders "
    "fishermen farmers surveyors inspectors sailors pilots officers".split()
)


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb at word ``i`` whose auxiliaries begin at ``first``; ``aux`` is the last of them.

    A copula is its own main verb. ``modal`` is "will", "must" and the like, "be to" for "is to
    meet"; ``past`` tells a past tense or perfect.
    """

    i: int
    first: int
    aux: int
    kind: Kind
    modal: str = ""
    negated: bool = False
    passive: bool = False
    past: bool = False

    @property
    def finite(self) -> bool:
        """Whether it is the verb of a clause."""
        return self.kind == "finite"


@dataclass(frozen=True, slots=True)
class Clause:
    """A finite verb with its subject, and how the clause is joined to what stands before it.

    ``opener`` is the word that opens it: "that", "and", "if", "who", ",", '"', "" at the beginning
    of the sentence; "=" where it follows another verb without a word between ("said it would").
    ``start`` is its first word after the opener. A clause without a subject of its own has
    ``shared`` set.
    """

    verb: Verb
    start: int
    opener: str
    subject: Mention | None
    shared: bool = False
    negated: bool = False  # by its verb, or by its subject: "not one of them will"
    fronted: bool = False  # whether what it says stands before it: "That it had fired Chad denied"

    @property
    def subordinate(self) -> bool:
        """Whether it depends on another clause."""
        return self.opener not in COORDINATE and self.opener not in {*BOUNDARY, "", '"'}

    @property
    def coordinate(self) -> bool:
        """Whether a conjunction joins it to another clause."""
        return self.opener in COORDINATE
