"""What unknown and strong preferences add to an analysis, in words."""

from __future__ import annotations

from collections.abc import Iterator

from detente.explaining.answers.grounds import listed, wrapped
from detente.explaining.wording import Wording
from detente.explaining.words import counted, first_upper
from detente.model.conflict import Conflict
from detente.solving.attitudes import ATTITUDES, Degrees, Unknown, hybrid, strength, unknown

__all__ = ["doubts_lines"]

SPLIT = "strong equilibria hold by sanctions that hurt strongly, weak ones by milder ones"


def doubts_lines(
    conflict: Conflict, limit: int, sanctions: str = "legal", *, returns: bool = True
) -> Iterator[str]:
    """Equilibria under each attitude to the unknown, strong and weak ones; often nothing."""
    words = Wording(conflict)
    if (found := unknown(conflict, sanctions, returns=returns)) is not None:
        yield from _unknown(words, found, limit)
        if not returns:
            yield "  the others may not end where the improvement went that they answer"
    if (degrees := strength(conflict, sanctions)) is not None:
        yield f"  {SPLIT}:"
        yield from _degrees(degrees, limit)
    by_attitude = hybrid(conflict, sanctions, returns=returns) or {}
    for attitude in ATTITUDES if by_attitude else ():
        yield f"  {SPLIT}; attitude {attitude.id}, {attitude.name}:"
        yield from _degrees(by_attitude[attitude.id], limit)


def _unknown(words: Wording, found: Unknown, limit: int) -> Iterator[str]:
    pairs = [
        f"{first_upper(words.party(party))} {counted(number, 'pair')}"
        for party, number in found.pairs.items()
        if number
    ]
    yield f"  unknown preferences ({', '.join(pairs)}); the sets above read them as written"
    for attitude in ATTITUDES:
        yield f"  attitude {attitude.id}, {attitude.name}:"
        for concept, states in found.equilibria[attitude.id].items():
            yield f"    {concept.upper():<5} {counted(len(states), 'state')} stable"
            yield from listed(states, limit, "      ")
        for one in found.leaving:
            if one.attitude == attitude.id and one.concept == "seq":
                sure = "which it prefers" if one.known else "which it might prefer"
                text = (
                    f"the status quo is left under SEQ: {words.party(one.party)} goes to "
                    f"{words.short(one.state)}, {sure}, and nothing deters it"
                )
                yield from wrapped(text, "    ")


def _degrees(found: Degrees, limit: int) -> Iterator[str]:
    for concept, states in found.strong.items():
        weak = found.weak[concept]
        yield f"    {concept.upper():<5} {len(states):,} strong, {len(weak):,} weak"
        yield from listed(states, limit, "      strong  ")
        yield from listed(weak, limit, "      weak    ")
