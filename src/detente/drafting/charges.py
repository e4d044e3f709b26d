"""Accusations and denials: which of them meet, and what an analyst is asked about them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from detente.drafting.deeds import Deed
from detente.drafting.issues import stems
from detente.drafting.quoting import quoted
from detente.drafting.signs import COMING

if TYPE_CHECKING:
    from detente.drafting.answers import Answers
    from detente.drafting.candidate import Candidate

__all__ = [
    "answers",
    "charges_of",
    "contested",
    "is_charged",
    "is_grave",
    "meets",
    "of_charge",
    "of_denial",
]

NEXT_TO = 240  # characters between a charge and what answers it
_GENERAL = stems(
    "accusations charges allegations claims reports suggestions involvement wrongdoing baseless"
)


def meets(denial: Deed, charge: Deed) -> bool:
    """Whether a denial, or a contrary profession, is about what somebody is accused of."""
    if denial.actor != charge.actor:
        return False
    issue = charge.subject.issue
    hostile = issue is not None and issue.hostile
    if denial.role == "professed":
        return hostile or (issue is not None and issue == denial.subject.issue)
    near = denial.subject.nearness(charge.subject) >= 1
    return near or (hostile and denial.subject.alike(charge.subject)) or _is_general(denial)


def _is_general(denial: Deed) -> bool:
    return denial.subject.stems <= _GENERAL


def answers(denial: Deed, charge: Deed) -> bool:
    """Whether a denial in other words stands so near a grave charge that it may answer it."""
    if denial.role != "denied" or denial.actor != charge.actor or not is_grave(charge):
        return False
    between = max(denial.record.start - charge.record.end, charge.record.start - denial.record.end)
    return denial.register is charge.register and between < NEXT_TO


def is_grave(charge: Deed) -> bool:
    """Whether a charge is of force, or of what somebody is about to do, rather than a reproach."""
    issue = charge.subject.issue
    return (issue is not None and issue.hostile) or bool(COMING.search(charge.phrase.text))


def charges_of(option: Candidate) -> list[Deed]:
    """What the owner is accused of doing; a threat against an act of force suspects it of it."""
    issue = option.subject.issue
    suspected = option.of("trigger") if issue is not None and issue.hostile else []
    return option.of("alleged") or [deed for deed in suspected if option.positive(deed)]


def contested(party: str, options: Iterable[Candidate], told: Answers) -> list[Candidate]:
    """The party's options of which it is accused and which it denies or professes not to want."""
    return [one for one in options if one.owner == party and _is_contested(one, told)]


def _is_contested(option: Candidate, told: Answers) -> bool:
    denials = option.of("denied", "professed")
    pairs = [(denial, charge) for charge in charges_of(option) for denial in denials]
    if any(meets(denial, charge) for denial, charge in pairs):
        return True
    near = any(answers(denial, charge) for denial, charge in pairs)
    return near and told.to(of_denial(option)) != "no"


def is_charged(option: Candidate, told: Answers) -> bool:
    """Whether the owner is accused of the option and no denial was found."""
    return bool(option.of("alleged")) and not _is_contested(option, told)


def of_denial(option: Candidate) -> str:
    """The question whether a denial in other words than the charge answers it."""
    denials = option.of("denied", "professed")
    denies = quoted(denials[0].phrase.text)
    return f"Does {denies} deny “{option.label}” by {option.owner}? (yes/no)"


def of_charge(option: Candidate) -> str:
    """The question whether a party would do what it is accused of."""
    return (
        f"{option.owner} is accused of “{option.label}” and no denial was found: would it do so? "
        "(yes/no)"
    )
