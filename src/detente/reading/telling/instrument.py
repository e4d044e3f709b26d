"""Accords, drafts and joint texts: which paragraphs are their clauses, and how far they bind."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Literal

from detente.reading.naming.mentions import Names
from detente.reading.naming.parties import Mention
from detente.reading.parsing.clauses import Parsed, parse
from detente.reading.parsing.segment import Layout
from detente.reading.words.forms import readings, table, words

__all__ = ["Instrument", "instrument"]

Stage = Literal["agreed", "drafted", "tabled"]

_ARTICLE = re.compile(
    r"(?:ARTICLE|Article|Art\.|Clause|CLAUSE|Section|SECTION) (?:\d+|[IVXL]+)\b[.:)]?\s*"
)
_BINDS = re.compile(r"\b(?:shall|undertakes?|undertook)\b")
_AGREES = re.compile(r"(?:Agreed|Undertook|Committed themselves|Resolved)\b (?:that|to)\b")
_AGREED = re.compile(
    r"\b(?:agreed as follows|have agreed|has been agreed|it is agreed|agreed:"
    r"|(?<!not )(?<!be )signed(?! into)|following understandings"
    r"|put their names|the (?:two )?(?:sides|parties):)",
    re.IGNORECASE,
)
_JOINT = re.compile(r"\b(?:agreed minutes|joint|protocol|memorandum|formula)\b", re.IGNORECASE)
_DRAFT = re.compile(r"\b(?:draft|initialled|initialed|counter-draft|non-paper)\b", re.IGNORECASE)
_MAY = re.compile(r"\bmay\b")
_TEXTS = frozenset(
    "draft text proposal counter-draft paper treaty accord agreement counter-proposal plan".split()
)
_TWO = 2
_LINES_ABOVE = 4  # blocks in which minutes call themselves so
_SEEN = 30  # clauses looked at for the names of those whom they oblige
_LONGEST = 40  # sentences of a paragraph that are looked at
_SEARCHED = 14  # blocks before the first clause that can tell whose text it is


@dataclass(frozen=True, slots=True)
class Instrument:
    """A text of undertakings: between whom, how far it has come, and its paragraphs.

    ``stage`` is "agreed" for what its parties signed or declared together, "drafted" for what
    their delegations wrote and nobody has approved, "tabled" for the draft of ``author`` alone.
    """

    parties: tuple[str, ...]
    stage: Stage
    author: str | None
    clauses: frozenset[int]


def instrument(layout: Layout, names: Names) -> Instrument | None:
    """The accord that a text is, or gives in part; None for any other text."""
    clauses = frozenset(_clauses(layout))
    if not clauses:
        return None
    before = [n for n in range(min(clauses)) if n >= min(clauses) - _SEARCHED]
    heads = [one for n in before for one in _sentences(layout, n, names)]
    parties = _parties(heads)
    author = next((name for one in heads if (name := _tabled_by(one))), None)
    told = " ".join(layout.text[layout.blocks[n].start : layout.blocks[n].end] for n in before)
    told += (
        " "
        + " ".join(
            layout.text[layout.blocks[n].lead[0] : layout.blocks[n].lead[1] + 1]  # type: ignore[index]
            for n in sorted(clauses)[:1]
            if layout.blocks[n].lead
        )
    )
    stage: Stage = "agreed"
    if not _AGREED.search(told) and not _JOINT.search(_above(layout, before)):
        stage = "tabled" if author else "drafted" if _DRAFT.search(told) else "agreed"
    parties = parties or _two_obliged(layout, sorted(clauses), names)
    return Instrument(parties, stage, author if stage == "tabled" else None, clauses)


def _above(layout: Layout, before: Sequence[int]) -> str:
    """The lines above the text that are no part of it."""
    blocks = [layout.blocks[n] for n in before]
    return " ".join(layout.text[one.start : one.end] for one in blocks if one.heading)


def _two_obliged(layout: Layout, clauses: Sequence[int], names: Names) -> tuple[str, ...]:
    """The two whom the clauses oblige by name, if they are two."""
    found: dict[str, None] = {}
    for number in clauses[:_SEEN]:
        for parsed in _sentences(layout, number, names):
            for clause in parsed.clauses:
                if clause.verb.modal == "shall" and clause.subject is not None:
                    found.update(dict.fromkeys(clause.subject.parties))
    return tuple(found) if len(found) == _TWO else ()


def _clauses(layout: Layout) -> Iterator[int]:
    """The paragraphs that are clauses: under articles, or items of what was agreed."""
    under = False
    binding = False
    minutes = (
        _JOINT.search(_above(layout, range(min(_LINES_ABOVE, len(layout.blocks))))) is not None
    )
    for number, block in enumerate(layout.blocks):
        stretch = layout.text[block.start : block.end]
        if _ARTICLE.match(stretch):
            under = True
            if not block.heading:
                yield number
            continue
        if block.heading:
            continue
        binds = _BINDS.search(stretch) or (under and '"' not in stretch and _MAY.search(stretch))
        listed = block.item and (binding or under or (minutes and _AGREES.match(stretch)))
        if listed or (binds and (under or block.item) and stretch[0] != '"'):
            yield number
        elif not block.item:
            binding = stretch.endswith(":") and _AGREED.search(stretch) is not None
            under = under and binds is not None


def _sentences(layout: Layout, number: int, names: Names) -> Iterator[Parsed]:
    k = bisect_left(layout.sentences, number, key=lambda one: one.block)
    for one in takewhile(lambda one: one.block == number, layout.sentences[k : k + _LONGEST]):
        yield parse(layout.text, one.start, one.end, names, layout)


def _parties(heads: Sequence[Parsed]) -> tuple[str, ...]:
    """Between whom the text is: the first two or more that its head joins."""
    for parsed in heads:
        for k, mention in enumerate(parsed.mentions):
            if not mention.parties or mention.kind in {"pronoun", "place"}:
                continue
            joined = dict.fromkeys(p for one in _joined(parsed, k) for p in one.parties)
            if len(joined) > 1:
                return tuple(joined)
    return ()


def _joined(parsed: Parsed, k: int) -> list[Mention]:
    """A mention and those that commas and "and" join to it."""
    found = [parsed.mentions[k]]
    for other in parsed.mentions[k + 1 :]:
        between = set(parsed.lows[found[-1].j : other.i])
        if (
            not between
            or not between <= {",", "and", "the", "of", "government", "to", "-"}
            or not other.parties
        ):
            break
        found.append(other)
    return found


def _tabled_by(parsed: Parsed) -> str | None:
    """Who alone put a text on the table: "France handed Mali a draft"."""
    if _TEXTS.isdisjoint(parsed.lows):
        return None
    for clause in parsed.clauses:
        verb, subject = clause.verb, clause.subject
        lemmas = {one.lemma for one in readings(parsed.lows[verb.i])}
        gives = not lemmas.isdisjoint(words("layout", "tabling")) and not verb.negated
        gives = gives and "back" not in parsed.lows[verb.i :]
        if gives and not verb.passive and subject is not None and len(subject.parties) == 1:
            return subject.party
    phrases: Sequence[str] = table("layout")["ones_draft"]
    for mention in parsed.mentions:
        after = parsed.lows[mention.j : mention.j + 3]
        if (
            mention.parties
            and any(word in phrases for word in after[:2])
            and len(mention.parties) == 1
        ):
            return mention.party
    return None
