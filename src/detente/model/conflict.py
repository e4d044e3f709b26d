"""A conflict in option form: who can do what, what goes together, and who prefers what.

Everything here is a value. The two questions that the other parts ask of a conflict, where a
party can move and which of two states it prefers, are answered in `moves` and `ranking`.
"""

from __future__ import annotations

import hashlib
import itertools
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Literal

from detente.errors import AnalysisError, CaseError
from detente.model.drafted import Drafted
from detente.model.elements import Elements
from detente.model.logic import IDENTIFIER, KEYWORDS, Names, Statement
from detente.model.packages import Packages
from detente.model.showing import Shown
from detente.model.text import Evidence
from detente.model.views import View

__all__ = [
    "Citation",
    "Conflict",
    "Direction",
    "Mark",
    "Option",
    "Pairs",
    "Party",
    "Preference",
    "Prioritised",
    "Ranking",
    "Rules",
    "check_id",
]

Direction = Literal["both", "take", "drop"]
Pairs = tuple[tuple[Statement, Statement], ...]
MOST_RUNS = 64


def check_id(kind: str, text: str) -> None:
    """Raise `CaseError` unless the text can be an id: lower case, no keyword of the logic."""
    if not IDENTIFIER.match(text):
        raise CaseError(
            f"{kind} id `{text}` must be lower-case letters, digits and _, a letter first"
        )
    if text in KEYWORDS:
        raise CaseError(f"{kind} id `{text}` is a word of the logic language: choose another")


@dataclass(frozen=True, slots=True)
class Option:
    """Something that one party can do or leave.

    ``direction`` tells whether it may be taken and dropped again (``both``), only taken
    (``take``: irreversible once taken) or only dropped (``drop``).
    """

    id: str
    label: str
    party: str
    direction: Direction = "both"

    @property
    def key(self) -> str:
        """The full name, ``party.option``."""
        return f"{self.party}.{self.id}"


@dataclass(frozen=True, slots=True)
class Prioritised:
    """Option prioritising: statements, the most important first.

    Of two states the better is the one where the first statement that tells them apart is true
    [FHKP03]_. A nested tuple holds statements whose order of importance is not known; taken as
    written until somebody says otherwise, and every finding says so.

    A difference that one of the first ``strong`` entries decides is strong, any other mild
    [HKH04]_. ``unknown`` holds pairs of statements: of a state where the one holds and a state
    where the other does it is not known which is better [LHKF04]_.
    """

    statements: tuple[Statement | tuple[Statement, ...], ...] = ()
    strong: int = 0
    unknown: Pairs = ()

    @property
    def flat(self) -> tuple[Statement, ...]:
        """The statements in the order as written."""
        return tuple(statement for _, statement in self.numbered())

    def numbered(self) -> Iterator[tuple[str, Statement]]:
        """The statements with their numbers as in paths: ``3``, or ``3.2`` within a group."""
        for number, entry in enumerate(self.statements, 1):
            if isinstance(entry, Statement):
                yield str(number), entry
            else:
                for inner, statement in enumerate(entry, 1):
                    yield f"{number}.{inner}", statement


@dataclass(frozen=True, slots=True)
class Ranking:
    """All feasible states by name, best first; states on one level are equally good.

    ``gaps`` are the numbers of levels that are strongly preferred to all that follow them, and
    ``unknown`` as in `Prioritised`.
    """

    levels: tuple[tuple[str, ...], ...]
    gaps: tuple[int, ...] = ()
    unknown: Pairs = ()


Preference = Prioritised | Ranking


@dataclass(frozen=True, slots=True)
class Party:
    """A decision maker with its options and its preference, or rival readings of it.

    ``types`` holds the rival readings, the default first; `Conflict.under` picks one of them,
    and the party then carries its name as ``type``.
    """

    id: str
    name: str
    options: tuple[Option, ...] = ()
    preference: Preference | None = None
    types: tuple[tuple[str, Preference], ...] = ()
    type: str | None = None

    @property
    def path(self) -> str:
        """The path of the preference, as evidence names it."""
        if self.type is not None:
            return f"parties.{self.id}.types.{self.type}"
        kind = "ranking" if isinstance(self.preference, Ranking) else "prefers"
        return f"parties.{self.id}.{kind}"

    def under(self, name: str) -> Party:
        """The party read as one of its types; `AnalysisError` if it has none of this name."""
        if not self.types and name == self.type:
            return self
        for type_name, preference in self.types:
            if type_name == name:
                return replace(self, preference=preference, types=(), type=name)
        known = ", ".join(type_name for type_name, _ in self.types) or "none"
        raise AnalysisError(f"{self.id} has no type `{name}`; its types: {known}")


@dataclass(frozen=True, slots=True)
class Rules:
    """What cannot be, what is one and the same, and, if not the options, what the moves are.

    ``infeasible`` statements describe states that cannot be; of ``feasible``, if there are any,
    each state must match one. All feasible states where an ``indistinguishable`` statement holds
    are one state. ``graph`` replaces the moves that options give, by party: pairs of states.
    """

    infeasible: tuple[Statement, ...] = ()
    feasible: tuple[Statement, ...] = ()
    indistinguishable: tuple[Statement, ...] = ()
    graph: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] | None = None

    @property
    def plain(self) -> bool:
        """Whether moves are those of options alone.

        Two moves of one party in a row are then one move of it, or none.
        """
        return self.graph is None and not self.indistinguishable


@dataclass(frozen=True, slots=True)
class Mark:
    """A pointer to an element of a conflict: its path, and its text where it is in a list.

    Numbers in paths count from 1; if the list has changed, the text wins over the number.
    """

    about: str
    statement: str | None = None


@dataclass(frozen=True, slots=True)
class Citation(Mark):
    """An element of a conflict with the words of a source that it rests on."""

    evidence: Evidence = field(kw_only=True)


@dataclass(frozen=True, slots=True)
class Conflict(Shown):
    """A dispute as a system: parties with options and preferences, rules, and where it stands.

    ``status_quo`` lists the keys of the options taken, or is None where it is unknown. ``order``
    is the option order of Y/N strings, by key; as the parties list them, unless told otherwise.
    ``packages`` is the dispute as a bargain over clauses, if it is seen as one too, and ``views``
    what some parties take it to be. ``assumptions`` are questions of a draft that it does not put,
    each behind the answer that it takes for granted. ``drafted`` tells what a draft was made from;
    a conflict that somebody made by hand has none. ``aside`` lists who is named in the sources and
    not modelled, each with the part that it plays.
    """

    title: str
    parties: tuple[Party, ...]
    rules: Rules = Rules()
    status_quo: tuple[str, ...] | None = None
    as_of: date | None = None
    order: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    evidence: tuple[Citation, ...] = ()
    guessed: tuple[Mark, ...] = ()
    questions: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()
    packages: Packages | None = None
    views: tuple[View, ...] = ()
    drafted: Drafted | None = None
    aside: tuple[tuple[str, str], ...] = ()
    names: Names = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        self._check_ids()
        keys = tuple(option.key for party in self.parties for option in party.options)
        if not keys:
            raise CaseError("no party has an option: add options.NAME = 'label' to a party")
        if not self.order:
            object.__setattr__(self, "order", keys)
        if sorted(self.order) != sorted(keys):
            odd = sorted(set(self.order) ^ set(keys)) or sorted(self.order)
            raise CaseError(f"`order` must name every option once; look at {', '.join(odd)}")
        object.__setattr__(self, "names", Names(self.order))
        unknown = set(self.status_quo or ()) - set(keys)
        if unknown:
            raise CaseError(f"status_quo names no option: {', '.join(sorted(unknown))}")

    def _check_ids(self) -> None:
        if not self.parties:
            raise CaseError("no parties: add a [parties.NAME] table")
        seen: set[str] = set()
        for party in self.parties:
            check_id("party", party.id)
            for option in party.options:
                check_id("option", option.id)
            for name, _ in party.types:
                check_id("type", name)
            for text in (party.id, *(option.key for option in party.options)):
                if text in seen:
                    raise CaseError(f"the id `{text}` is used twice: rename one")
                seen.add(text)

    # -- parts ---------------------------------------------------------------------------------

    @property
    def options(self) -> tuple[Option, ...]:
        """All options, in the order of Y/N strings."""
        by_key = {option.key: option for party in self.parties for option in party.options}
        return tuple(by_key[key] for key in self.order)

    def party(self, id: str) -> Party:  # noqa: A002 - the word of the field
        """The party with this id; `AnalysisError` if there is none."""
        for party in self.parties:
            if party.id == id:
                return party
        known = ", ".join(party.id for party in self.parties)
        raise AnalysisError(f"there is no party `{id}`; the parties are {known}")

    def option(self, name: str) -> Option:
        """The option of this name, short or full; `AnalysisError` if there is none."""
        try:
            key = self.names.key(name)
        except KeyError as unknown:
            raise AnalysisError(unknown.args[0]) from None
        return next(option for option in self.options if option.key == key)

    def cited(self, about: str) -> tuple[Evidence, ...]:
        """The words that the element at this path rests on."""
        known = Elements(self)
        return tuple(
            citation.evidence for citation in self.evidence if known.find(citation) == about
        )

    def is_guessed(self, about: str) -> bool:
        """Whether the element at this path is a guess."""
        known = Elements(self)
        return any(known.find(mark) == about for mark in self.guessed)

    def with_marks(self, path: Callable[[Mark], str]) -> Conflict:
        """The conflict with every piece of evidence and guess put on another path."""
        return replace(
            self,
            evidence=tuple(replace(mark, about=path(mark)) for mark in self.evidence),
            guessed=tuple(replace(mark, about=path(mark)) for mark in self.guessed),
        )

    # -- types ---------------------------------------------------------------------------------

    @property
    def types(self) -> tuple[tuple[str, str], ...]:
        """The readings chosen so far, as pairs of party and type."""
        return tuple((party.id, party.type) for party in self.parties if party.type is not None)

    def under(self, /, **types: str) -> Conflict:
        """The conflict without rival types: those named, and the default of every other party."""
        for id in types:  # noqa: A001
            self.party(id)

        def chosen(party: Party) -> Party:
            if party.id in types:
                return party.under(types[party.id])
            return party.under(party.types[0][0]) if party.types else party

        if not types and not any(party.types for party in self.parties):
            return self
        return replace(self, parties=tuple(chosen(party) for party in self.parties))

    def combinations(self, /, **fixed: str) -> tuple[Conflict, ...]:
        """The conflict under every combination of types, those in ``fixed`` held."""
        for party, name in fixed.items():
            self.party(party).under(name)
        axes = [
            [(party.id, name) for name, _ in party.types if fixed.get(party.id, name) == name]
            for party in self.parties
            if party.types
        ]
        number = 1
        for axis in axes:
            number *= len(axis)
        if number > MOST_RUNS:
            raise AnalysisError(
                f"{number} combinations of types are more than {MOST_RUNS}: hold some with --type"
            )
        return tuple(self.under(**dict(chosen)) for chosen in itertools.product(*axes))

    # -- identity ------------------------------------------------------------------------------

    @property
    def hash(self) -> str:
        """SHA-256 of what the analysis rests on: not of labels, evidence or comments."""
        text = json.dumps(self._canonical(), sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()

    def _canonical(self) -> dict[str, Any]:
        rules = self.rules
        return {
            "order": list(self.order),
            "parties": [_canonical_party(party) for party in self.parties],
            "infeasible": [str(rule.expression) for rule in rules.infeasible],
            "feasible": [str(rule.expression) for rule in rules.feasible],
            "indistinguishable": [str(rule.expression) for rule in rules.indistinguishable],
            "graph": rules.graph,
            "status_quo": None if self.status_quo is None else sorted(self.status_quo),
        }

    def to_dict(self) -> dict[str, Any]:
        """The conflict as JSON values, named as in a case file."""
        from detente.model.plain import plain_conflict  # noqa: PLC0415 - it reads conflicts

        return plain_conflict(self)

    def __repr__(self) -> str:
        sizes = f"{len(self.parties)} parties, {len(self.order)} options"
        return f"Conflict({self.title!r}, {sizes})"


def _canonical_party(party: Party) -> dict[str, Any]:
    return {
        "id": party.id,
        "options": [[option.id, option.direction] for option in party.options],
        "preference": _canonical_preference(party.preference),
        "types": {name: _canonical_preference(preference) for name, preference in party.types},
        "type": party.type,
    }


def _canonical_preference(preference: Preference | None) -> object:
    if preference is None:
        return None
    plain = _canonical_order(preference)
    strong = preference.gaps if isinstance(preference, Ranking) else preference.strong
    if not strong and not preference.unknown:
        return plain
    pairs = [[str(one.expression), str(other.expression)] for one, other in preference.unknown]
    return {"order": plain, "strong": strong, "unknown": pairs}


def _canonical_order(preference: Preference) -> object:
    if isinstance(preference, Ranking):
        return {"ranking": preference.levels}
    return [
        str(entry.expression)
        if isinstance(entry, Statement)
        else [str(inner.expression) for inner in entry]
        for entry in preference.statements
    ]
