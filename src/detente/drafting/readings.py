"""Rival readings of a party, where an accusation and a denial meet on what it could do."""

from __future__ import annotations

from detente.drafting.answers import Answers
from detente.drafting.candidate import Candidate
from detente.drafting.charges import charges_of, contested
from detente.drafting.quoting import named, worded
from detente.drafting.wish import Tier, Wish, literal, opposite, without_repeats

__all__ = ["readings"]


def readings(
    party: str, options: list[Candidate], base: tuple[Wish, ...], answers: Answers
) -> dict[str, tuple[Wish, ...]]:
    """The party as it says it is and as others say it is, where the two meet on an option."""
    disputed = contested(party, options, answers)
    ids = {option.id for option in disputed}
    rest = [wish for wish in base if wish.plain not in ids]
    stated = [_as_stated(option) for option in disputed]
    alleged = [_as_alleged(option, rest, options).answered(answers) for option in disputed]
    return {
        "as_stated": without_repeats([*rest, *stated]),
        "as_alleged": without_repeats([*rest, *filter(None, alleged)]),
    }


def _as_stated(option: Candidate) -> Wish:
    charge = charges_of(option)[0]
    text = opposite(literal(option, option.positive(charge)))
    return Wish(text, Tier.CONTESTED, tuple(option.of("denied", "professed")))


def _as_alleged(option: Candidate, rest: list[Wish], options: list[Candidate]) -> Wish:
    """As accused, a party acts unless it gets what it demands first of all."""
    charges = tuple(charges_of(option))
    text = literal(option, option.positive(charges[0]))
    main = next((wish.text for wish in rest if wish.tier in (Tier.FIRST, Tier.DEMAND)), None)
    if main is None:
        return Wish(text, Tier.CONTESTED, charges)
    owner = option.owner
    given = worded(main, options, owner)
    asks = f"As alleged, would {owner} hold back from {named(option, owner)} if {given}? (yes/no)"
    held = f"{text} if {opposite(main)}"
    return Wish(held, Tier.CONTESTED, charges, question=asks, otherwise=text)
