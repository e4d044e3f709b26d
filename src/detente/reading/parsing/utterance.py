"""A sentence as words: who is named in it, its verbs, and the frames and speech they begin."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from detente.model.register import Act
from detente.reading.naming.parties import Mention
from detente.reading.parsing.parser import Tree, guided
from detente.reading.parsing.verb_groups import find_verbs
from detente.reading.words.cues import Cue, find_cue, phrase_act, usual_act
from detente.reading.words.forms import readings, words
from detente.reading.words.grammar import (
    BOUNDARY,
    Verb,
)
from detente.reading.words.tokens import FILLER, Token

__all__ = ["Utterance"]


@dataclass(frozen=True)
class Utterance:
    """One sentence with its words, the parties that they name, and its verbs.

    ``text`` is the fair copy of the whole text, ``source`` the text itself, from which is quoted.
    """

    source: str
    text: str
    start: int
    end: int
    tokens: tuple[Token, ...]
    mentions: tuple[Mention, ...]
    inside: tuple[bool, ...]  # for each word, whether it stands within quotation marks
    tree: Tree | None = None  # the grammar of a pipeline of the user's own
    common: frozenset[str] = frozenset()  # the words that the document also writes small

    @cached_property
    def places(self) -> dict[int, int]:
        """Where mentions begin, and the word after each; articles belong to them."""
        found: dict[int, int] = {}
        for mention in self.mentions:
            found[mention.i] = mention.j
            if mention.i and self.tokens[mention.i - 1].tag == "D":
                found[mention.i - 1] = mention.j
        return found

    @cached_property
    def taken(self) -> tuple[Mention | None, ...]:
        """For each word the mention that it is part of."""
        found: list[Mention | None] = [None] * len(self.tokens)
        for mention in self.mentions:
            found[mention.i : mention.j] = [mention] * (mention.j - mention.i)
        return tuple(found)

    @cached_property
    def verbs(self) -> tuple[Verb, ...]:
        """The verbs of the sentence."""
        found = find_verbs(self.tokens, self.taken, self.inside)
        return found if self.tree is None else guided(found, self.tokens, self.tree)

    @cached_property
    def lows(self) -> tuple[str, ...]:
        """The words in lower case."""
        return tuple(token.low for token in self.tokens)

    @cached_property
    def _cues(self) -> dict[int, Cue | None]:
        return {}

    @cached_property
    def verb_at(self) -> dict[int, Verb]:
        """The verbs by their main word."""
        return {verb.i: verb for verb in self.verbs}

    def span(self, i: int, j: int) -> tuple[int, int]:
        """From the first character of word ``i`` to the last before word ``j``."""
        return self.tokens[i].start, self.tokens[j - 1].end

    def words(self, i: int, j: int) -> str:
        """The text of the words from ``i`` up to ``j``."""
        k = next((k for k in range(i, j) if self.tokens[k].start >= self.start), j)
        parts = (self.span(*part) for part in ((i, k), (k, j)) if part[0] < part[1])
        text = " ".join(self.text[start:end] for start, end in parts)
        return " ".join(text.replace(FILLER, "").split())

    @property
    def led(self) -> bool:
        """Whether it is an item of a list, with the words that lead the list in."""
        return bool(self.tokens) and self.tokens[0].start < self.start

    # -- verbs -----------------------------------------------------------------------------------

    def cue(self, verb: Verb) -> Cue | None:
        """The frame of an act that the verb begins, at its copula or at its main word."""
        if verb.first not in self._cues:
            self._cues[verb.first] = self._frame(verb)
        return self._cues[verb.first]

    def _frame(self, verb: Verb) -> Cue | None:
        if verb.aux != verb.i and any(one.lemma == "be" for one in readings(self.lows[verb.aux])):
            found = find_cue(self.tokens, verb.aux, self.places, negated=verb.negated)
            if found is not None and found.j > verb.i:
                return found
        found = find_cue(self.tokens, verb.i, self.places, negated=verb.negated)
        done_by = verb.passive and "by" in self.lows[verb.i + 1 : verb.i + 8]
        if done_by and (found is None or found.j == verb.i + 1):
            subject = frozenset(self.lows[self._subject_start(verb) : verb.first])
            passive = find_cue(
                self.tokens, verb.i, self.places, negated=verb.negated, subject=subject
            )
            found = passive or found
        return found or self._chained(verb)

    def _subject_start(self, verb: Verb) -> int:
        """Where the words before a verb begin that can be its subject."""
        for k in range(verb.first - 1, max(verb.first - 10, -1), -1):
            if self.tokens[k].tag in "SQ" or self.tokens[k].text in BOUNDARY:
                return k + 1
        return max(verb.first - 10, 0)

    def _chained(self, verb: Verb) -> Cue | None:
        """The frame of the verb that one of beginning, going on or deciding leads to."""
        if not any(
            one.lemma in words("verbs", "chains") for one in readings(self.tokens[verb.i].low)
        ):
            return None
        following = next((one for one in self.verbs if one.i > verb.i), None)
        if following is None or following.finite or following.first > verb.i + 3:
            return None
        if any(self.tokens[k].tag == "." for k in range(verb.i, following.first)):
            return None
        return find_cue(self.tokens, following.i, self.places)

    def speaks(self, verb: Verb) -> Act | None:
        """The usual act of a verb of speech, None for any other verb."""
        found = readings(self.tokens[verb.i].low)
        usual = next((act for one in found if (act := usual_act(one.lemma))), None)
        return usual or next(
            (act for one in found if (act := phrase_act(self.lows, one.lemma, verb.i))), None
        )

    def charges(self, verb: Verb) -> bool:
        """Whether a verb of speech tells what others doubt: "alleges", "claims"."""
        doubted = words("speech", "doubted")
        return any(one.lemma in doubted for one in readings(self.tokens[verb.i].low))

    def before(self, i: int) -> int:
        """The nearest word before ``i`` that is no adverb; -1 at the beginning."""
        k = i - 1
        while k >= 0 and self.tokens[k].tag in "AN":
            k -= 1
        return k
