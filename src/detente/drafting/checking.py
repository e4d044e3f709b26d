"""Each option is read back against its sentences before it is shown."""

from __future__ import annotations

import re
from typing import NamedTuple

from detente.drafting.candidate import MAKING, Candidate
from detente.drafting.deeds import Deed
from detente.drafting.doing import stands_for_somebody
from detente.drafting.options import of_owner
from detente.drafting.quoting import quoted
from detente.drafting.sides import Sides
from detente.reading.words.forms import table, words

__all__ = ["Doubt", "doubt"]

SIDES = 2  # of which each is the only one that the other can mean


class Doubt(NamedTuple):
    """An option that is not drafted as long as nobody confirms it, and the question about it."""

    question: str
    option: Candidate


def doubt(option: Candidate, known: Sides) -> str | None:
    """What must be asked before an option may be shown; None where its sentences tell it.

    A sentence must say that the owner is the one who would do it, or ask it of the owner; between
    two it can only be the other. What is told must be a deed: no verb that only leads up to
    another, no thing that is as it is. What fails here is asked instead of drafted.
    """
    makers = option.of(*MAKING)
    if not makers or option.is_process:
        return None
    whose = of_owner(option, known) if len(known.contenders) > SIDES else None
    if whose is not None and not any(_is_asked(deed, option.owner) for deed in makers):
        return whose
    if option.subject.issue is None and all(map(_tells_no_deed, makers)):
        said = quoted(makers[0].phrase.text)
        return f"Is {said} something that {option.owner} could do or leave? (yes/no)"
    return None


def _is_asked(deed: Deed, owner: str) -> bool:
    """Whether a sentence asks the deed of its owner, be it of others, too."""
    return deed.role in ("demanded", "urged") and owner in deed.record.addressee


def _tells_no_deed(deed: Deed) -> bool:
    """Whether the words of a deed tell of nothing that somebody would do."""
    return _leads_up(deed) or _is_of_a_thing(deed) or _is_no_deed(deed)


_TO = re.compile(r"\bto [a-z]+")


def _leads_up(deed: Deed) -> bool:
    """Whether it is only to speak to somebody about another deed: "urge Chile to sign"."""
    does = deed.does
    return (
        does is not None and does.verb in words("labels", "asking") and bool(_TO.search(does.rest))
    )


def _is_no_deed(deed: Deed) -> bool:
    """Whether it is so general that nobody could tell whether it was done: "take steps"."""
    does = deed.does
    with_ = table("labels")["no_deed"].get(does.verb, "") if does is not None else ""
    return does is not None and not set(with_.split()).isdisjoint(does.rest.lower().split())


def _is_of_a_thing(deed: Deed) -> bool:
    """Whether a thing is told to do it of itself: "the proposal stands"."""
    does = deed.does
    if does is None or does.passive or not does.subject or deed.is_condition:
        return False
    states = does.fact or does.verb in words("labels", "of_things")
    return states and not stands_for_somebody(does.subject)
