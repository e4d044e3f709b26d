"""What each party would rather have: statements in order of importance, with their grounds.

First what a party refuses, then what its threats are meant to prevent and the threats themselves,
then what it demands (most often repeated first), then what it urges, offers and is asked for.
Where the text does not tell which of two statements matters more they form a group.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from detente.reading.drafting.candidates import ASKING, Candidate, meets
from detente.reading.drafting.deeds import Deed

__all__ = ["Wish", "contested", "grouped", "readings", "wishes"]

RED_LINE, PREVENT, THREAT, FIRST, CONTESTED, FEARED, DEMAND, URGING, OFFER, ASKED = range(10)


@dataclass(frozen=True, slots=True)
class Wish:
    """A preference statement in the making: its text, its grounds, and what is guessed about it."""

    text: str
    tier: int
    deeds: tuple[Deed, ...] = ()
    weight: int = 0
    question: str | None = None

    @property
    def guessed(self) -> bool:
        """Whether no words of the report say so."""
        return self.question is not None


def literal(option: Candidate, positive: bool) -> str:
    """The option taken, or not."""
    return option.id if positive else f"not {option.id}"


def opposite(text: str) -> str:
    """The negation of a literal."""
    return text.removeprefix("not ") if text.startswith("not ") else f"not {text}"


def wishes(party: str, options: list[Candidate]) -> tuple[Wish, ...]:
    """What the report says, or lets one guess, that a party would rather have."""
    demands = _demands(party, options)
    found = [
        *_red_lines(party, options),
        *_threats(party, options, demands),
        *demands,
        *_feared(party, options),
        *_asked_for(party, options),
        *_offers(party, options, demands),
    ]
    found += _concessions(party, options, found)
    return _without_repeats(found)


def _without_repeats(found: Iterable[Wish]) -> tuple[Wish, ...]:
    """In order of importance, each option's plain literal once: the more important one counts."""
    kept: dict[str, Wish] = {}
    for wish in sorted(found, key=lambda wish: (wish.tier, -wish.weight)):
        key = wish.text.removeprefix("not ") if " " not in wish.text[4:] else wish.text
        known = kept.setdefault(key, wish)
        if known.text == wish.text and known is not wish and not known.guessed:
            kept[key] = replace(known, deeds=_merged(known.deeds, wish.deeds))
    return tuple(kept.values())


def _merged(one: tuple[Deed, ...], other: tuple[Deed, ...]) -> tuple[Deed, ...]:
    return one + tuple(deed for deed in other if deed not in one)


def _red_lines(party: str, options: list[Candidate]) -> Iterator[Wish]:
    for option in options:
        refusals = tuple(deed for deed in option.of("refused") if party in deed.by)
        if refusals:
            yield Wish(literal(option, False), RED_LINE, refusals, weight=len(refusals))


def _threats(party: str, options: list[Candidate], demands: list[Wish]) -> Iterator[Wish]:
    for option in options:
        threats = tuple(deed for deed in option.of("threatened") if party == deed.actor)
        if not threats:
            continue
        triggers = list(_triggers(threats, options))
        for trigger, text in triggers:
            yield Wish(opposite(text), PREVENT, threats, weight=len(trigger.of("trigger")))
        if triggers:
            either = " or ".join(dict.fromkeys(text for _, text in triggers))
            joined = f"({either})" if " or " in either else either
            yield Wish(f"{option.id} iff {joined}", THREAT, threats)
        else:
            yield _open_threat(option, threats, demands)
    yield from _allied_fears(party, options)


def _triggers(threats: Iterable[Deed], options: list[Candidate]) -> Iterator[tuple[Candidate, str]]:
    """The options, with the sign, on which threats hinge."""
    for deed in threats:
        for option in options:
            if deed.hinges is not None and deed.hinges in option.deeds:
                yield option, literal(option, option.positive(deed.hinges))


def _open_threat(option: Candidate, threats: tuple[Deed, ...], demands: list[Wish]) -> Wish:
    party = threats[0].actor
    if demands:
        aim = demands[0].text
        asks = f"Would {party} carry out `{option.id}` only as long as `{aim}` is not met? (yes/no)"
        return Wish(f"{option.id} iff {opposite(aim)}", THREAT, threats, question=asks)
    asks = f"{party} announces `{option.id}` without a condition: does it want it? (yes/no)"
    return Wish(option.id, OFFER, threats, question=asks)


def _allied_fears(party: str, options: list[Candidate]) -> Iterator[Wish]:
    """Who makes joint statements with a party that threatens is taken to share its aim."""
    partners = {
        other: deed
        for option in options
        for deed in option.deeds
        if party in deed.by
        for other in deed.by
        if other != party
    }
    for option in options:
        for deed in option.of("threatened"):
            if deed.actor == party or deed.actor not in partners:
                continue
            for _, text in _triggers([deed], options):
                asks = (
                    f"Does {party} share the aim of {deed.actor} that `{opposite(text)}`? (yes/no)"
                )
                yield Wish(opposite(text), PREVENT, (partners[deed.actor],), question=asks)


def _demands(party: str, options: list[Candidate]) -> list[Wish]:
    """What a party demands of others; what it repeats most often is taken to matter most."""
    found: list[Wish] = []
    for option in options:
        asked = tuple(deed for deed in option.of("demanded") if party in deed.by)
        if asked and not option.is_process and option.owner != party:
            again = tuple(deed for deed in option.of("wished") if party in deed.by)
            text = literal(option, option.positive(asked[0]))
            found.append(Wish(text, DEMAND, asked + again, weight=len(asked + again)))
    found.sort(key=lambda wish: -wish.weight)
    if found and (len(found) == 1 or found[0].weight > found[1].weight):
        found[0] = replace(found[0], tier=FIRST)
    return found


def _feared(party: str, options: list[Candidate]) -> Iterator[Wish]:
    """A threat is meant to hurt whom it is aimed at."""
    for option in options:
        aimed = tuple(deed for deed in option.of("threatened") if party in _aims(deed))
        if aimed and option.owner != party:
            asks = f"Would `{option.id}` hurt {party}? (yes/no)"
            yield Wish(literal(option, False), FEARED, aimed, question=asks)


def _aims(deed: Deed) -> set[str]:
    at = set(deed.record.addressee)
    return at | {deed.hinges.actor} if deed.hinges is not None else at


def _asked_for(party: str, options: list[Candidate]) -> Iterator[Wish]:
    for option in options:
        asked = tuple(deed for deed in option.of(*ASKING) if party in deed.by)
        if asked and (option.owner != party or option.is_process):
            text = literal(option, option.positive(asked[0]))
            yield Wish(text, URGING, asked, weight=len(asked))


def _offers(party: str, options: list[Candidate], demands: list[Wish]) -> Iterator[Wish]:
    """What a party offers; an offer to act waits for what the party wants in return."""
    for option in options:
        offers = tuple(deed for deed in option.of("offered", "accepted") if party in deed.by)
        if not offers:
            continue
        text = literal(option, option.positive(offers[0]))
        tied = [deed for deed in offers if deed.hinges is not None]
        if tied and len(tied) == len(offers):
            for _, condition in _triggers(tied, options):
                yield Wish(f"{text} iff {condition}", OFFER, offers, weight=len(offers))
        elif option.is_process or option.of("accepted"):
            yield Wish(text, OFFER, offers, weight=len(offers))
        elif demands:
            asks = f"Does the offer `{text}` of {party} wait for `{demands[0].text}`? (yes/no)"
            yield Wish(f"{text} iff {demands[0].text}", OFFER, offers, question=asks)


_MUTUAL = re.compile(r"\b(?:reciproc\w*|mutual\w*|in return|in exchange)\b", re.IGNORECASE)


def _concessions(party: str, options: list[Candidate], said: list[Wish]) -> Iterator[Wish]:
    """What is asked of a party and it says nothing about is taken to cost it something."""
    spoken = {wish.text.removeprefix("not ").split(" ")[0] for wish in said}
    wanted = next((wish for wish in said if wish.tier in (FIRST, DEMAND, URGING)), None)
    for option in options:
        asked = [deed for deed in option.of(*ASKING) if party not in deed.by]
        if option.owner != party or not asked or option.id in spoken or option.is_process:
            continue
        cost = literal(option, not option.positive(asked[0]))
        if wanted is not None and _speaks_of_exchange(party, options):
            asks = f"Would {party} rather do `{option.id}` once `{wanted.text}`? (yes/no)"
            yield Wish(f"{opposite(cost)} iff {wanted.text}", ASKED, question=asks)
        else:
            asks = f"Does `{opposite(cost)}` cost {party} anything? (yes/no)"
            yield Wish(cost, ASKED, question=asks)


def _speaks_of_exchange(party: str, options: list[Candidate]) -> bool:
    return any(
        party in deed.by and _MUTUAL.search(deed.phrase.text)
        for option in options
        for deed in option.of("offered", "accepted")
    )


def contested(party: str, options: list[Candidate]) -> list[Candidate]:
    """The party's options of which it is accused and which it denies or professes not to want."""
    return [
        option
        for option in options
        if option.owner == party
        and any(
            meets(denial, charge)
            for charge in option.of("alleged")
            for denial in option.of("denied", "professed")
        )
    ]


def readings(
    party: str, options: list[Candidate], base: tuple[Wish, ...]
) -> dict[str, tuple[Wish, ...]]:
    """The party as it says it is and as others say it is, where the two meet on an option."""
    disputed = contested(party, options)
    ids = {option.id for option in disputed}
    rest = [wish for wish in base if wish.text.removeprefix("not ") not in ids]
    stated = [_as_stated(option) for option in disputed]
    alleged = [_as_alleged(option, rest) for option in disputed]
    return {
        "as_stated": _without_repeats([*rest, *stated]),
        "as_alleged": _without_repeats([*rest, *alleged]),
    }


def _as_stated(option: Candidate) -> Wish:
    charge = option.of("alleged")[0]
    text = opposite(literal(option, option.positive(charge)))
    return Wish(text, CONTESTED, tuple(option.of("denied", "professed")))


def _as_alleged(option: Candidate, rest: list[Wish]) -> Wish:
    """As accused, a party acts unless it gets what it demands first of all."""
    charges = tuple(option.of("alleged"))
    text = literal(option, option.positive(charges[0]))
    main = next((wish.text for wish in rest if wish.tier in (FIRST, DEMAND)), None)
    if main is None:
        return Wish(text, CONTESTED, charges)
    asks = f"As alleged, would {option.owner} hold back from `{option.id}` if `{main}`? (yes/no)"
    return Wish(f"{text} if {opposite(main)}", CONTESTED, charges, question=asks)


def grouped(found: tuple[Wish, ...]) -> list[list[Wish]]:
    """The wishes, those whose order the text does not tell together."""
    ordered = sorted(found, key=lambda wish: (wish.tier, -wish.weight))
    return [list(group) for _, group in groupby(ordered, key=lambda wish: (wish.tier, wish.weight))]
