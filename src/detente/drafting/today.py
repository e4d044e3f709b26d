"""What is so on the day of the report: the status quo."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from detente.drafting.candidate import ASKING, Candidate
from detente.drafting.deeds import Deed
from detente.drafting.quoting import named

__all__ = ["Standing", "standing"]

_GOES_ON = re.compile(r"\b(?:continu\w*|further|ongoing|keep\w*|pursu\w*|again)\b", re.IGNORECASE)
_RETURNS = re.compile(r"\b(?:resum\w*|return\w*|restart\w*|come back|reviv\w*|reopen\w*)\b", re.I)
_BROKE = re.compile(
    r"\b(?:ended|closed|concluded|finished)\b.*\b(?:without|no|nowhere|deadlock\w*)\b|"
    r"\bcollaps\w*|\bbroke (?:down|up|off)\b|\bwent nowhere\b|\bfailed\b|\bcalled off\b|"
    r"\bsuspend\w*|\bdid not take place\b",
    re.IGNORECASE,
)
_UNDER_WAY = re.compile(r"\b(?:continues?|continued|go(?:es)? on|going on)\b", re.I)
_STOP = re.compile(r"\b(?:stop|halt|end|ceas|desist|discontinu)\w*\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Standing:
    """An option that is taken today, the deeds that say so, and what is guessed about it."""

    option: Candidate
    deeds: tuple[Deed, ...]
    question: str | None = None


def standing(options: list[Candidate]) -> Iterator[Standing]:
    """The options that are taken on the day of the report, as far as it tells."""
    for option in options:
        if option.is_process:
            if deeds := _talking(option):
                yield Standing(option, deeds)
        elif deeds := _done(option):
            yield Standing(option, deeds)
        elif deeds := _to_be_stopped(option) or _kept_up(option):
            yield Standing(option, deeds, f"Is {named(option)} going on today? (yes/no)")


def _talking(option: Candidate) -> tuple[Deed, ...]:
    """What shows that talks go on; nothing where they were broken off or are to be resumed."""
    if any(deed.subject.refrain for deed in option.of("done", "announced")):
        return ()
    offered = option.of("offered", "accepted")
    held = [deed for deed in option.of("held") if deed.record.polarity == "affirmed"]
    goes_on = [deed for deed in offered if _GOES_ON.search(deed.phrase.text)]
    if goes_on:
        return tuple(goes_on[:1] + held[:1])
    returns = [d for d in (*offered, *option.of(*ASKING)) if _RETURNS.search(d.phrase.text)]
    if returns or any(_BROKE.search(deed.phrase.text) for deed in held):
        return ()
    return tuple(held[:1])


def _done(option: Candidate) -> tuple[Deed, ...]:
    done = (d for d in option.of("done") if d.record.polarity == "affirmed" and option.positive(d))
    return tuple(done)[:1]


def _to_be_stopped(option: Candidate) -> tuple[Deed, ...]:
    """Who is told to stop something is taken to be doing it."""
    asked = (d for d in option.of(*ASKING) if not option.positive(d) and _STOP.search(d.words))
    return () if option.refrain else tuple(asked)[:1]


def _kept_up(option: Candidate) -> tuple[Deed, ...]:
    """What is threatened or held to go on is under way."""
    spoken = option.of("threatened", "trigger", "announced")
    going = (d for d in spoken if option.positive(d) and not d.subject.refrain)
    return tuple(d for d in going if _UNDER_WAY.search(d.phrase.text))[:1]
