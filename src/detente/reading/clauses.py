"""A sentence taken apart: its words, who is named in it, its verbs, conditions and hedges."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from detente.reading.cues import Cue, find_cue, usual_act
from detente.reading.lexicon import forms, noun_forms, table
from detente.reading.mentions import Names, find_mentions
from detente.reading.parties import Mention
from detente.reading.segment import Layout
from detente.reading.tokens import Token, tokenise

__all__ = ["Clause", "Parsed", "conditions", "hedges", "parse"]

_BE = frozenset("is are was were be been being".split())


@dataclass(frozen=True)
class Parsed:
    """One sentence with its words and the parties that they name."""

    text: str
    start: int
    end: int
    tokens: tuple[Token, ...]
    mentions: tuple[Mention, ...]
    inside: tuple[bool, ...]  # for each word, whether it stands within quotation marks

    @cached_property
    def places(self) -> dict[int, int]:
        """Where mentions begin, and the word after each; articles belong to them."""
        found: dict[int, int] = {}
        for mention in self.mentions:
            found[mention.i] = mention.j
            if mention.i and self.tokens[mention.i - 1].tag == "D":
                found[mention.i - 1] = mention.j
        return found

    def cue(self, i: int) -> Cue | None:
        """The frame of an act that begins at word ``i``."""
        return find_cue(self.tokens, i, self.places)

    def span(self, i: int, j: int) -> tuple[int, int]:
        """From the first character of word ``i`` to the last before word ``j``."""
        return self.tokens[i].start, self.tokens[j - 1].end

    def finite(self, i: int) -> bool:
        """Whether word ``i`` can be the verb of a clause, no infinitive, gerund or participle."""
        readings = forms().get(self.tokens[i].low, ())
        before = self._before(i)
        if self.tokens[i].low in noun_forms() and not (before and before.tag in "RMX"):
            return any(mention.j == i for mention in self.mentions) and any(
                reading.form == "past" for reading in readings
            )
        if any(reading.form in ("past", "s") for reading in readings):
            return before is None or before.tag not in "DGT"
        kinds = {reading.form for reading in readings}
        if "part" in kinds or "ing" in kinds:
            return before is not None and before.tag == "X"
        if "base" in kinds:
            return before is not None and (
                before.tag in "MRX" or before.low in ("and", "not", "n't")
            )
        return False

    def verbal(self, i: int) -> bool:
        """Whether word ``i`` is used as a verb, finite or not, and not as a noun."""
        before = self._before(i)
        if before is None or self.finite(i):
            return True
        if before.tag in "TMRX" or before.low in ("and", "but", "or", ",", "not"):
            return self.tokens[i].low not in noun_forms() or before.tag in "TMRX"
        return before.tag == "Q" or any(
            mention.j == i and mention.agent for mention in self.mentions
        )

    def _before(self, i: int) -> Token | None:
        """The nearest word before ``i`` that is no adverb."""
        for k in range(i - 1, -1, -1):
            if self.tokens[k].tag not in "AN":
                return self.tokens[k]
        return None

    def subject(self, i: int) -> Mention | None:
        """Who acts by the verb at word ``i``: the nearest party before it that can act.

        A party behind a preposition is passed over if another stands before it.
        """
        spare: Mention | None = None
        for mention in reversed([one for one in self.mentions if one.j <= i]):
            if self.verb_between(mention.j, i):
                break
            if not mention.agent or mention.kind == "place":
                continue
            lead = self.tokens[mention.i - 1] if mention.i else None
            if lead is not None and lead.tag == "D":
                lead = self.tokens[mention.i - 2] if mention.i > 1 else None
            if lead is not None and lead.tag in "PT" and mention.i > 1:
                spare = spare or mention
                continue
            return mention
        return spare

    def verb_between(self, i: int, j: int) -> bool:
        """Whether another clause's verb stands between two words."""
        for k in range(i, j):
            token = self.tokens[k]
            if token.tag in "XMAN" or token.low not in forms():
                continue
            if self.finite(k) and not any(m.i <= k < m.j for m in self.mentions):
                return True
        return False

    def follower(self, i: int) -> Mention | None:
        """Who acts by an inverted verb: ``said the ministry``."""
        k = i + 1 + (i + 1 < len(self.tokens) and self.tokens[i + 1].tag == "D")
        return next((one for one in self.mentions if one.i == k and one.agent), None)

    def passive(self, i: int) -> bool:
        """Whether the verb at word ``i`` is something done to its subject."""
        before = self._before(i)
        participle = any(reading.form == "part" for reading in forms().get(self.tokens[i].low, ()))
        return participle and before is not None and before.low in _BE

    def agent_of_passive(self, i: int) -> Mention | None:
        """Who does what a passive verb tells: the party behind "by"."""
        for mention in self.mentions:
            if mention.i > i and mention.agent:
                lead = mention.i - 1 - (self.tokens[mention.i - 1].tag == "D")
                if self.tokens[lead].low == "by":
                    return mention
        return None

    def joint(self, mention: Mention) -> tuple[Mention, ...]:
        """The mention and those that "and" joins to it, from left to right."""
        found = [mention]
        index = self.mentions.index(mention)
        for other in reversed(self.mentions[:index]):
            between = [t.low for t in self.tokens[other.j : found[0].i]]
            if [word for word in between if word not in ("the", ",", "its")] != ["and"]:
                break
            found.insert(0, other)
        return tuple(found)

    def speech_verbs(self) -> Iterator[int]:
        """The verbs of speech outside quotations."""
        for i, token in enumerate(self.tokens):
            if self.inside[i] or token.low not in forms():
                continue
            if any(usual_act(reading.lemma) for reading in forms()[token.low]) and self.finite(i):
                yield i


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a sentence, in words."""

    i: int
    j: int


def parse(text: str, start: int, end: int, names: Names, layout: Layout) -> Parsed:
    """Take a sentence apart."""
    tokens = tokenise(text, start, end)
    inside = tuple(layout.quote_at(token.start) is not None for token in tokens)
    return Parsed(text, start, end, tuple(tokens), tuple(find_mentions(tokens, names)), inside)


@lru_cache
def _conditions() -> re.Pattern[str]:
    listed = sorted(table("grammar")["conditions"], key=len, reverse=True)
    listed = [one for one in listed if one not in ("were", "had", "until", "till", "without")]
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, listed))})\b", re.IGNORECASE)


_CUT = re.compile(
    r"[;.!?](?=\s|[\"”’]|$)|,? (?:he|she|it|they) (?:said|added)|[\"”](?=[ ,.]|$)|—|, but\b"
    r"|, and (?=\w+ (?:said|will|would))"
)


def conditions(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the condition of a statement stands, with its connective; None if it has none.

    Examples
    --------
    >>> text = "It would answer if attacked, and said so."
    >>> text[slice(*conditions(text, 0, len(text)))]
    'if attacked, and said so'
    """
    for match in _conditions().finditer(text, start, end):
        word = match.group().lower()
        if word in ("should", "once") and not _opens_clause(text, match.start(), start):
            continue
        if word == "once" and _AGAIN.match(text, match.end()):
            continue
        stop = _CUT.search(text, match.end(), end)
        last = stop.start() if stop else end
        if (
            word in ("if", "unless", "should", "as long as", "provided")
            and match.start() - start < 3
        ):
            comma = text.find(",", match.end(), last)
            last = comma if comma > 0 else last
        if last - match.end() > 2:
            return match.start(), len(text[:last].rstrip(" ,"))
    return None


_AGAIN = re.compile(r"\s+(?:more|again|and for all)\b")


def _opens_clause(text: str, place: int, start: int) -> bool:
    """Whether a word that may be something else opens a clause: after a comma, or at the start."""
    return (
        place == start
        or text[place].isupper()
        or text[start:place].rstrip().endswith((",", "“", '"'))
    )


@lru_cache
def _hedges() -> re.Pattern[str]:
    listed = sorted(table("grammar")["hedges"], key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, listed))})\b", re.IGNORECASE)


def hedges(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where words stand that keep what is told at a distance: "purported", "reportedly"."""
    return [match.span() for match in _hedges().finditer(text, start, end)]
