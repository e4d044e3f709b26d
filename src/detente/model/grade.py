"""How much a draft rests on: a grade by stated rules, and whether it is enough to model at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from detente.model.conflict import Conflict, Party, Preference, Prioritised
from detente.model.drafted import Drafted
from detente.model.elements import Elements
from detente.model.logic import Expression, Join, Not, Statement, Taken

__all__ = ["FLOOR", "Grade", "grade"]

Level = Literal["high", "fair", "thin", "not enough to model"]

FLOOR = 0.25
"""The share of the statements below which a model would leave out what the dispute is about."""

MOST = 3 / 4  # of the statements in the model, for a high grade
SURE = 2 / 3  # of the options, for a high grade
HALF = 1 / 2  # of both for a fair one, and of the wishes for a high one
UNRESOLVED = 1 / 4  # of the statements without a known party, above which it is not high
NOBODY = 1 / 3  # of the statements without a known party, above which a party may be missing


@dataclass(frozen=True, slots=True)
class Grade:
    """What a draft rests on, in counts, and the grade that they come to.

    ``sure`` of the ``options`` have an owner that words tell, ``told`` of the ``wishes`` rest on
    words; ``opposed`` are the options on which words tell that two parties want the opposite.
    ``asked`` are questions that nobody has answered yet.
    """

    drafted: Drafted
    parties: int
    options: int
    sure: int
    wishes: int
    told: int
    opposed: int
    asked: int

    @property
    def missing(self) -> tuple[str, ...]:
        """What is missing to model the dispute; nothing where there is enough."""
        found = []
        if self.parties < 2:
            found.append("a second party that could do something or wants something")
        if not self.opposed:
            found.append("an option on which words tell that two parties want the opposite")
        if self.drafted.share < FLOOR:
            found.append(
                f"more of what was said: the model rests on {self.drafted.modelled} of "
                f"{self.drafted.statements} demands, offers, refusals and threats, less than a "
                "quarter"
            )
        if self.drafted.unknown > NOBODY:
            found.append(
                f"who speaks: of {self.drafted.statements} demands, offers, refusals and threats "
                f"{self.drafted.unresolved} name no clear party, more than a third"
            )
        return tuple(found)

    @property
    def level(self) -> Level:
        """The grade: high, fair, thin, or not enough to model."""
        if self.missing:
            return "not enough to model"
        sure, told = _share(self.sure, self.options), _share(self.told, self.wishes)
        if min(sure / SURE, self.drafted.share / MOST, told / HALF) >= 1:
            return "high" if self.drafted.unknown <= UNRESOLVED else "fair"
        return "fair" if min(sure, self.drafted.share) >= HALF else "thin"

    @property
    def enough(self) -> bool:
        """Whether there is enough to model, so that verdicts may be drawn."""
        return not self.missing

    def to_dict(self) -> dict[str, Any]:
        """The grade as JSON values."""
        return {
            "level": self.level,
            "statements": self.drafted.statements,
            "modelled": self.drafted.modelled,
            "unresolved": self.drafted.unresolved,
            "parties": self.parties,
            "options": self.options,
            "sure": self.sure,
            "wishes": self.wishes,
            "told": self.told,
            "opposed": self.opposed,
            "asked": self.asked,
            "left_out": self.drafted.left_out,
            "missing": list(self.missing),
        }


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def grade(conflict: Conflict) -> Grade | None:
    """The grade of a draft; None of a conflict that somebody made by hand.

    It rises as guesses are confirmed and questions answered.
    """
    if conflict.drafted is None:
        return None
    guessed = _guessed(conflict)
    owned = [f"parties.{one.party}.options.{one.id}" for one in conflict.options]
    wishes = [path for party in conflict.parties for path, _ in _wishes(party)]
    active = [p for p in conflict.parties if p.options or any(True for _ in _wishes(p))]
    return Grade(
        conflict.drafted,
        len(active),
        len(owned),
        sum(path not in guessed for path in owned),
        len(wishes),
        sum(path not in guessed for path in wishes),
        sum(_is_opposed(conflict, option.key, guessed) for option in conflict.options),
        sum(question.endswith(")") for question in conflict.questions),
    )


def _guessed(conflict: Conflict) -> frozenset[str]:
    known = Elements(conflict)
    return frozenset(path for mark in conflict.guessed if (path := known.find(mark)))


def _wishes(party: Party) -> Iterator[tuple[str, Statement]]:
    """Every statement of a party with its path, under each of its types."""
    listed: list[tuple[str, Preference | None]]
    listed = [(f"parties.{party.id}.types.{name}", one) for name, one in party.types]
    for path, preference in listed or [(party.path, party.preference)]:
        if isinstance(preference, Prioritised):
            for place, statement in preference.numbered():
                yield f"{path}.{place}", statement


def _is_opposed(conflict: Conflict, key: str, guessed: frozenset[str]) -> bool:
    """Whether words tell that one party wants an option taken, and another that it is not.

    Whoever wants it of its owner and threatens with something of its own counts, and so does a
    charge that meets a denial: two readings of one party that part on the option.
    """
    owner, wanting = key.partition(".")[0], {True: set[str](), False: set[str]()}
    staked: set[tuple[str, bool]] = set()
    for party in conflict.parties:
        for path, statement in _wishes(party):
            if path in guessed:
                continue
            match statement.expression:
                case Taken(key=found) if found == key:
                    wanting[True].add(party.id)
                case Not(part=Taken(key=found)) if found == key:
                    wanting[False].add(party.id)
                case Join(operator="if" | "iff", parts=(Taken(key=own), about)):
                    if own.partition(".")[0] == party.id != owner:
                        staked |= {(party.id, sign) for sign in _hangs_on(about, key)}
    at_odds = any(one != other for one in wanting[True] for other in wanting[False])
    return (
        _is_contested(conflict.party(owner), key)
        or at_odds
        or any(party in wanting[not sign] for party, sign in staked)
    )


def _is_contested(owner: Party, key: str) -> bool:
    """Whether the readings of its owner part on an option; a charge and a denial made them."""
    told = {
        statement.text
        for path, statement in _wishes(owner)
        if owner.types and statement.keys()[:1] == (key,)
    }
    return len(told) > 1


def _hangs_on(about: Expression, key: str) -> Iterator[bool]:
    """Whether a condition is an option taken, or not; nothing where it is about another."""
    match about:
        case Taken(key=found) if found == key:
            yield True
        case Not(part=Taken(key=found)) if found == key:
            yield False
