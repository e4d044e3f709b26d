"""What an analyst settles about an option: whose it is, who has a say in it, and what is one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from detente.drafting.answers import Answers
from detente.drafting.candidate import MAKING, Candidate
from detente.drafting.deeds import Deed
from detente.drafting.quoting import quoted
from detente.drafting.sides import Sides, party_id

__all__ = ["apart", "of_meaning", "of_owner", "of_say", "settled"]


def settled(options: list[Candidate], known: Sides, told: Answers) -> list[Candidate]:
    """The options as the answers have them: split, shared out, or gone."""
    apart = [one for option in options for one in _split(option, told)]
    _settle_process(apart)
    shared = [one for option in apart for one in _shared_out(option, known, told)]
    owned = (_handed_over(one, known, told) for one in shared)
    return [one for one in owned if one is not None]


def _settle_process(options: list[Candidate]) -> None:
    """Give talking to whoever breaks it off or sets terms for it, else to whoever is asked most.

    No deal comes about without talks, so they belong to a side that has something to give.
    """
    for option in options:
        if not option.is_process:
            continue
        told = [deed for deed in option.deeds if deed.role != "alleged"]
        among = dict.fromkeys(who for deed in told for who in (deed.actor, *deed.by))
        asked = {who: _asked_of(who, options) + _bars(who, option) for who in among}
        option.owner = max(among, key=lambda who: asked[who], default=option.owner)


def _asked_of(party: str, options: list[Candidate]) -> int:
    return sum(other.owner == party and bool(other.of("demanded")) for other in options)


def _bars(party: str, talks: Candidate) -> int:
    """How firmly a party stands in the way of talks."""
    barring = [d for d in talks.of("refused", "done") if d.role == "refused" or d.subject.refrain]
    return MANY * sum(party in deed.by for deed in barring)


MANY = 100  # whoever bars the talks decides on them, however much is asked of others


# -- whose it is ------------------------------------------------------------------------------


def of_owner(option: Candidate, known: Sides) -> str | None:
    """The question whether the owner would do it, where the text does not say whose deed it is.

    Whoever knows better answers with the id of another contender.
    """
    if any(deed.certain and deed.actor == option.owner for deed in option.deeds):
        return None
    others = [party_id(name) for name in known.contenders if name != option.owner]
    words = "/".join(["yes", "no", *others[:MOST_NAMED]])
    return f"Would {option.owner} be the one to do “{option.label}”? ({words})"


MOST_NAMED = 5  # parties that a question offers as answers


def _handed_over(option: Candidate, known: Sides, told: Answers) -> Candidate | None:
    """The option, with whoever is named as its owner; nothing where nobody is."""
    question = None if option.is_process else of_owner(option, known)
    word = None if question is None else told.to(question)
    if word in (None, "yes"):
        return option
    owner = next((name for name in known.contenders if party_id(name) == word), None)
    if owner is None:
        return None
    deeds = [
        replace(one, actor=owner, certain=True) if one.actor == option.owner else one
        for one in option.deeds
    ]
    return replace(option, owner=owner, deeds=deeds)


def of_say(talks: Candidate, known: Sides) -> str | None:
    """The question whether others need a say in talks that stand with one party."""
    if not (others := _others_at(talks, known)):
        return None
    do = "do" if len(others) > 1 else "does"
    return f"Talks stand with {talks.owner}: {do} {_listed(others)} need a say in them? (yes/no)"


def _others_at(talks: Candidate, known: Sides) -> list[str]:
    sides = {deed.actor for deed in talks.deeds} & set(known.contenders)
    return sorted(sides - {talks.owner})


def _shared_out(option: Candidate, known: Sides, told: Answers) -> Iterator[Candidate]:
    """The option, or, where others need a say in talks, one for each side."""
    question = of_say(option, known) if option.is_process else None
    if question is None or told.to(question) != "yes":
        yield option
        return
    for side in (option.owner, *_others_at(option, known)):
        own = [deed for deed in option.deeds if deed.actor == side or deed.role == "held"]
        yield Candidate(side, option.subject, option.refrain, own)


def _listed(names: list[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last


# -- what is one ------------------------------------------------------------------------------


def of_meaning(option: Candidate) -> str | None:
    """The question whether words that share nothing mean one thing."""
    if (pair := apart(option)) is None:
        return None
    one, other = (quoted(deed.phrase.text) for deed in pair)
    return f"Do {one} and {other} mean one thing? (yes/no)"


def apart(option: Candidate) -> tuple[Deed, Deed] | None:
    """The first words for an option, and others that share none with them."""
    told = [deed for deed in option.deeds if deed.role in MAKING]
    if option.is_process or not told:
        return None
    first = told[0]
    for deed in told[1:]:
        alike = deed.subject.stems & first.subject.stems
        if not alike and quoted(deed.phrase.text) != quoted(first.phrase.text):
            return first, deed
    return None


def _split(option: Candidate, told: Answers) -> Iterator[Candidate]:
    """The option, or two where its words do not mean one thing."""
    question = of_meaning(option)
    if question is None or told.to(question) != "no" or (pair := apart(option)) is None:
        yield option
        return
    other = [deed for deed in option.deeds if deed is pair[1] or _is_nearer(deed, pair)]
    kept = [deed for deed in option.deeds if all(deed is not one for one in other)]
    refrain = other[0].subject.refrain and option.refrain
    yield from _split(Candidate(option.owner, option.subject, option.refrain, kept), told)
    yield from _split(Candidate(option.owner, pair[1].subject, refrain, other), told)


def _is_nearer(deed: Deed, pair: tuple[Deed, Deed]) -> bool:
    one, other = (deed.subject.nearness(end.subject) for end in pair)
    return deed is not pair[0] and other > one
