"""How firmly a state holds, in plain words: what the names of the concepts come to."""

from __future__ import annotations

from collections.abc import Sequence

from detente.explaining.words import in_list
from detente.solving.concepts import Answers, find

__all__ = ["LEGEND", "concepts_in_words", "holding_by", "how_firm", "in_short"]

LEGEND = (
    "Holds: no party gains by leaving on its own.",
    "Holds by credible answers: a party could gain at first, but others would answer in their own "
    "interest and take the gain away.",
    "Holds by costly answers only: others could take the gain away, but not in their own interest.",
    "Does not hold: some party gains by leaving, and no answer takes that away.",
)


def in_short(concepts: Sequence[str]) -> str:
    """A state's firmness in a few words, by the concepts under which it is stable for all.

    Examples
    --------
    >>> in_short(["seq", "gmr"]), in_short([])
    ('holds by credible answers', 'does not hold')
    """
    answers = _answers(concepts)
    if "nothing" in answers:
        return "holds"
    if "improvements" in answers:
        return "holds by credible answers"
    if "moves" in answers:
        return "holds by costly answers only"
    return "does not hold"


def holding_by(concept: str) -> str:
    """How the states that are stable for all under one concept hold, as a clause.

    Examples
    --------
    >>> holding_by("nash"), holding_by("seq")
    ('where no party gains by leaving', 'that credible answers hold')
    """
    answer = find(concept).answer
    if answer == "nothing":
        return "where no party gains by leaving"
    if answer == "improvements":
        return "that credible answers hold"
    return "that some answers hold, be they costly"


def how_firm(concepts: Sequence[str]) -> str:
    """What could hold a state that somebody gains by leaving, as a sentence.

    Examples
    --------
    >>> how_firm([])
    'Nothing that the others could do would hold the status quo.'
    """
    answers = _answers(concepts)
    if "improvements" in answers:
        return "Answers in the others’ own interest could still hold the status quo."
    if "moves" in answers:
        return "Only answers against the others’ own interest could hold the status quo."
    return "Nothing that the others could do would hold the status quo."


def concepts_in_words(concepts: Sequence[str], computed: Sequence[str]) -> str:
    """The names of the concepts under which a state is stable; empty for none."""
    if concepts and len(concepts) == len(computed) > 1:
        return f"all {len(computed)} concepts"
    return in_list([name.upper() for name in concepts])


def _answers(concepts: Sequence[str]) -> set[Answers]:
    """What the others may answer by under these concepts."""
    return {find(name, further=True).answer for name in concepts}
