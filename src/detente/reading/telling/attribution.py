"""Attributions without a verb: "according to the ministry", "in the words of an official"."""

from __future__ import annotations

from typing import NamedTuple

from detente.reading.naming.parties import Mention
from detente.reading.parsing.clauses import Parsed
from detente.reading.telling.found import Words

__all__ = ["Source", "source_without_verb"]

_PHRASES = (
    ("according", "to"),
    *(("in", "the", noun, "of") for noun in "words view opinion eyes judgement judgment".split()),
)


class Source(NamedTuple):
    """Whose words the sentence tells, the word that opens the attribution, and what is said."""

    source: Mention
    i: int
    content: Words
    leads: bool


def source_without_verb(parsed: Parsed) -> Source | None:
    """Whom a sentence gives as the source of all else that it says."""
    tokens, lows, end = parsed.tokens, parsed.lows, len(parsed.tokens)
    for k in range(end - 2):
        phrase = next((one for one in _PHRASES if lows[k : k + len(one)] == one), None)
        if phrase is None or parsed.inside[k]:
            continue
        place = k + len(phrase)
        place += place < end and tokens[place].tag == "D"
        mention = parsed.taken[place] if place < end else None
        if mention is None:
            return None
        after = mention.j - (tokens[mention.j - 1].text == ",")
        stop = next((n for n in range(after, end) if tokens[n].text in {",", "."}), end)
        leads = k < 2
        content = (min(stop + 1, end), end) if leads else (0, k)
        return Source(mention, k, content, leads)
    return None
