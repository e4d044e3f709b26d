"""Lists of demands and draft articles: the clauses, and whom each would oblige."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from detente.model.register import Act, Clause, Record
from detente.reading.facing.referents import Referents
from detente.reading.naming.roles import POSSESSIVES
from detente.reading.parsing.clauses import Parsed
from detente.reading.parsing.spans import trimmed
from detente.reading.telling.found import Words

__all__ = ["LISTED", "clauses", "further_clauses", "may_list", "with_clauses"]

LISTED: frozenset[Act] = frozenset(("demand", "urge", "offer", "claim"))

_GOES_ON = re.compile(
    r"(?:these|those|they|it|the (?:draft|demands|guarantees|proposals?)|another|others?|other|"
    r"under)\b"
)
_LIST_VERB = re.compile(
    r"\b(?:includ\w+|contain\w*|provid\w+|oblig\w+|requir\w+|another \w+ (?:is|are)|"
    r"others? (?:is|are)|under [^,]*,)(?: legal obligations that| that)?",
    re.IGNORECASE,
)
_GERUND = re.compile(r"(?:from )?\w+ing\b")
_SPLIT = re.compile(r",? (?:and|as well as|or)(?= (?:that |from |not |to )|(?: \w+ing\b))|;")
_THAT = re.compile(r"(?:\S+ ){0,9}that (?=\S+ \S+)")
_JOIN = re.compile(r"\b(?:join|accede to|become a member of|membership (?:of|in))\b")
_WISHED = re.compile(r"\b(?:best|interests?|should|must|hopes?|wants?|expects?)\b")


def may_list(act: Act, said: str) -> bool:
    """Whether the words of an act can be a list of things wanted."""
    return act in LISTED and (act != "claim" or _WISHED.search(said) is not None)


def clauses(
    parsed: Parsed, words: Words, makers: tuple[str, ...], referents: Referents
) -> tuple[Clause, ...]:
    """The clauses of a list within some words; none if they hold one thing only."""
    pieces = list(_pieces(parsed.text, *parsed.span(*words)))
    if len(pieces) < 2:
        return ()
    return _with_obliged(parsed, pieces, makers, referents)


def further_clauses(parsed: Parsed, last: Record, referents: Referents) -> tuple[Clause, ...]:
    """The articles by which a sentence goes on with the demand or proposal before it."""
    opening = " ".join(token.low for token in parsed.tokens[:4])
    if last.act not in LISTED or not _GOES_ON.match(opening):
        return ()
    verb = _LIST_VERB.search(parsed.text, parsed.start, parsed.end)
    if verb is None:
        return ()
    pieces = list(_pieces(parsed.text, verb.end(), parsed.end))
    return _with_obliged(parsed, pieces, last.makers, referents)


def with_clauses(record: Record, found: tuple[Clause, ...]) -> Record:
    """The record with more clauses; a proposal that binds only the other side is a demand."""
    listed = record.clauses + found
    bound = {clause.obliges for clause in listed if clause.obliges}
    if record.act == "offer" and bound and not bound & set(record.makers):
        return replace(record, clauses=listed, act="demand", plover="REQUEST", cameo="100")
    return replace(record, clauses=listed)


def _with_obliged(
    parsed: Parsed, pieces: list[tuple[int, int]], makers: tuple[str, ...], referents: Referents
) -> tuple[Clause, ...]:
    obliged: str | None = None
    found = []
    for start, end in pieces:
        named = _obliged(parsed, start, end, makers, referents)
        obliged = named or (obliged if _GERUND.match(parsed.text[start:end]) else None)
        found.append(Clause(parsed.source[start:end], start, end, obliged))
    return tuple(found)


def _obliged(
    parsed: Parsed, start: int, end: int, makers: tuple[str, ...], referents: Referents
) -> str | None:
    """Who would have to act by a clause: whoever is joined, else the first party named."""
    joined = _JOIN.search(parsed.text, start, end)
    after = joined.end() if joined else start
    for mention in parsed.mentions:
        place = parsed.tokens[mention.i].start
        if not after <= place < end or mention.kind == "place" or mention.head in POSSESSIVES:
            continue
        if not joined and place > start + 20:
            return None
        found = [one for one in referents.resolve(mention) if one not in makers]
        if found:
            return found[0]
    return None


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for match in _SPLIT.finditer(text, start, end):
        yield from _piece(text, at, match.start())
        at = match.end()
    yield from _piece(text, at, end)


def _piece(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    start, end = trimmed(text, start, end)
    opening = _THAT.match(text, start, end)
    start = opening.end() if opening else start
    if end - start > 8:
        yield start, end
