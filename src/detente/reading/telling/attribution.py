"""Attributions without a verb: "according to the ministry", "Peru: ...", "...", - the minister."""

from __future__ import annotations

from typing import NamedTuple

from detente.reading.naming.parties import Mention
from detente.reading.parsing.clauses import Parsed
from detente.reading.parsing.telegraphic import bare_day
from detente.reading.telling.found import Words

__all__ = ["Source", "source_without_verb"]

_DASHES = frozenset("-–—")
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


def _labelled(parsed: Parsed) -> Source | None:
    """Whose words stand behind a name and a colon: "The envoy: We refuse."."""
    if ":" not in parsed.lows:
        return None
    first = next((one for one in parsed.mentions if one.agent and one.parties), None)
    if first is None:
        return None
    colon = next((k for k in range(first.j, len(parsed.tokens)) if parsed.lows[k] == ":"), None)
    if colon is None or (bare := bare_day(parsed.tokens, colon)) != first.j:
        return None
    if any(token.tag not in "AD" and token.word for token in parsed.tokens[: first.i]):
        return None  # but "6 Feb. Damascus: hollow talk"
    said = parsed.tokens[colon + 1 :]
    own = any(token.low in {"we", "our", "i"} for token in said) or (said and said[0].tag == "Q")
    dated = first.i > 1 and any(token.text.isdigit() for token in parsed.tokens[: first.i])
    own = own or dated or bare < colon or any(one.verb.i > colon for one in parsed.clauses)
    return Source(first, colon, (colon + 1, len(parsed.tokens)), True) if own else None


def _signed(parsed: Parsed) -> Source | None:
    """Whose words a dash and a name follow: ""We refuse." - Foreign Minister of Peru"."""
    if _DASHES.isdisjoint(parsed.lows):
        return None
    last = next((one for one in reversed(parsed.mentions) if one.parties), None)
    dash = last.i - 1 if last is not None else 0
    if last is None or dash < 2 or parsed.lows[dash] not in _DASHES:
        return None
    rest = [token for token in parsed.tokens[last.j :] if token.word]
    quoted = parsed.tokens[dash - 1].tag == "Q"
    return Source(last, dash, (0, dash), False) if quoted and not rest else None


def source_without_verb(parsed: Parsed) -> Source | None:
    """Whom a sentence gives as the source of all else that it says."""
    tokens, lows, end = parsed.tokens, parsed.lows, len(parsed.tokens)
    if found := _labelled(parsed) or _signed(parsed):
        return found
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
