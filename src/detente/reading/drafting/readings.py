"""Rival readings of a party, where an accusation and a denial meet on what it could do."""

from __future__ import annotations

from detente.reading.drafting.answers import Answers
from detente.reading.drafting.candidates import Candidate, answers, meets
from detente.reading.drafting.deeds import Deed
from detente.reading.drafting.priorities import Tier, Wish, literal, opposite, without_repeats

__all__ = ["charges_of", "contested", "readings"]


def contested(party: str, options: list[Candidate]) -> list[Candidate]:
    """The party's options of which it is accused and which it denies or professes not to want."""
    return [option for option in options if option.owner == party and _is_contested(option)]


def _is_contested(option: Candidate) -> bool:
    denials = option.of("denied", "professed")
    return any(
        meets(denial, charge) or answers(denial, charge)
        for charge in charges_of(option)
        for denial in denials
    )


def charges_of(option: Candidate) -> list[Deed]:
    """What the owner is accused of doing; a threat against an act of force suspects it of it."""
    issue = option.subject.issue
    suspected = option.of("trigger") if issue is not None and issue.hostile else []
    return option.of("alleged") or [deed for deed in suspected if option.positive(deed)]


def readings(
    party: str, options: list[Candidate], base: tuple[Wish, ...], answers: Answers
) -> dict[str, tuple[Wish, ...]]:
    """The party as it says it is and as others say it is, where the two meet on an option."""
    disputed = contested(party, options)
    ids = {option.id for option in disputed}
    rest = [wish for wish in base if wish.plain not in ids]
    stated = [_as_stated(option) for option in disputed]
    alleged = [_as_alleged(option, rest).answered(answers) for option in disputed]
    return {
        "as_stated": without_repeats([*rest, *stated]),
        "as_alleged": without_repeats([*rest, *filter(None, alleged)]),
    }


def _as_stated(option: Candidate) -> Wish:
    charge = charges_of(option)[0]
    text = opposite(literal(option, option.positive(charge)))
    return Wish(text, Tier.CONTESTED, tuple(option.of("denied", "professed")))


def _as_alleged(option: Candidate, rest: list[Wish]) -> Wish:
    """As accused, a party acts unless it gets what it demands first of all."""
    charges = tuple(charges_of(option))
    text = literal(option, option.positive(charges[0]))
    main = next((wish.text for wish in rest if wish.tier in (Tier.FIRST, Tier.DEMAND)), None)
    if main is None:
        return Wish(text, Tier.CONTESTED, charges)
    asks = f"As alleged, would {option.owner} hold back from `{option.id}` if `{main}`? (yes/no)"
    held = f"{text} if {opposite(main)}"
    return Wish(held, Tier.CONTESTED, charges, question=asks, otherwise=text)
