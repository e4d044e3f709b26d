"""Who is party to a dispute, and who stands against whom."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from detente.drafting.answers import Answers
from detente.drafting.bystanders import Bystanders, is_party
from detente.model.register import Record, Register

__all__ = ["Sides", "party_id", "sides"]

OPPOSING = frozenset(("demand", "refuse", "threaten", "accuse", "deny"))
FACED = frozenset(("demand", "threaten", "accuse"))  # whoever faces these is drawn in


@dataclass(frozen=True, slots=True)
class Sides:
    """The contenders of a dispute, and for each the one that it has most to do with.

    A contender demands, refuses, threatens, accuses or denies, or faces a demand, a threat or an
    accusation. Whoever only appeals, offers its help or comments is no contender, and no more is
    a mediator that asks the same of all. An analyst may say who is one; ``outside`` are those of
    whom it is said that they are none.
    """

    contenders: tuple[str, ...]
    opponents: tuple[tuple[str, str], ...]
    allied: tuple[tuple[str, str], ...] = ()
    outside: tuple[str, ...] = ()

    def opponent(self, party: str) -> str | None:
        """Whom the party mostly faces; None where nobody else contends."""
        return dict(self.opponents).get(party)

    def allies(self, party: str) -> tuple[str, ...]:
        """Who makes joint statements with the party."""
        pairs = [pair for pair in self.allied if party in pair]
        return tuple(other for pair in pairs for other in pair if other != party)


def party_id(name: str) -> str:
    """The id of a party of this name, in a case file and as an answer.

    Examples
    --------
    >>> party_id("United States"), party_id("5+1")
    ('united_states', 'party_5_1')
    """
    slug = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")
    return slug if slug[:1].isalpha() else f"party_{slug}"


def sides(registers: Sequence[Register], answers: Answers | None = None) -> Sides:
    """The sides of a dispute as one report or several show them, and as an analyst has them."""
    records = [one for register in registers for one in register.records if not one.heading]
    answers, named = answers or Answers({}), Bystanders(registers)
    said = {name: answers.to(is_party(name)) for name in named.names}
    outside = tuple(name for name, word in said.items() if word == "no")
    found = _contenders(records)
    found = tuple(one for one in found if not _only_mediates(one, records, named)) or found
    found += tuple(name for name, word in said.items() if word == "yes" and name not in found)
    contenders = tuple(name for name in found if name not in outside)
    allied = tuple(dict.fromkeys(pair for record in records for pair in _pairs(record)))
    faced = _faced(records)
    opponents = (
        (party, _most_faced(party, contenders, faced, set(allied))) for party in contenders
    )
    pairs = tuple((a, b) for a, b in opponents if b is not None)
    return Sides(contenders, pairs, allied, outside)


def _only_mediates(name: str, records: list[Record], named: Bystanders) -> bool:
    """Whether somebody mediates and has no stake: it faces nothing and asks all alike."""
    if any(record.act in FACED and name in record.addressee for record in records):
        return False
    own = [record for record in records if record.act in OPPOSING and name in record.makers]
    alike = all(record.act == "demand" and len(record.addressee) != 1 for record in own)
    return alike and named.mediates(name)


def _contenders(records: list[Record]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for record in records:
        if record.act in OPPOSING:
            found.update(dict.fromkeys(record.makers))
        if record.act in FACED:
            found.update(dict.fromkeys(record.addressee))
    if len(found) < 2:
        for record in records:
            found.update(dict.fromkeys((*record.makers, *record.addressee)))
    return tuple(found)


def _pairs(record: Record) -> Iterable[tuple[str, str]]:
    """The makers of a joint statement, two by two; opponents may well accept or meet together."""
    if record.act in ("accept", "meet", "do"):
        return ()
    return combinations(sorted(set(record.makers)), 2)


def _faced(records: list[Record]) -> Counter[tuple[str, str]]:
    """How much two parties have to do with each other, above all what opposes them."""
    found: Counter[tuple[str, str]] = Counter()
    for record in records:
        weight = 3 if record.act in OPPOSING else record.act in ("urge", "offer", "do")
        faced = [(maker, other) for maker in record.makers for other in record.addressee]
        if record.act in ("accept", "meet"):  # they come to terms, or talk, with each other
            weight, faced = 2, list(combinations(record.makers, 2)) or faced
        for one, other in faced:
            found[one, other] += weight
            found[other, one] += weight
    return found


def _most_faced(
    party: str,
    contenders: tuple[str, ...],
    faced: Counter[tuple[str, str]],
    allied: set[tuple[str, str]],
) -> str | None:
    others = [other for other in contenders if other != party]
    apart = [other for other in others if tuple(sorted((party, other))) not in allied]
    return max(apart or others, key=lambda other: faced[party, other], default=None)
