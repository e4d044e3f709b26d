"""What stands around a word: whether a subject, an object or a phrase asks for a verb."""

from __future__ import annotations

from collections.abc import Sequence

from detente.reading.naming.parties import Mention
from detente.reading.words.cues import follows_in_frame, spoken_phrases, usual_act
from detente.reading.words.forms import readings
from detente.reading.words.grammar import (
    INDEFINITE,
    MEANS,
    PRONOUNS,
    TIMES,
)
from detente.reading.words.tokens import Token

__all__ = ["Surroundings"]

_SELVES = frozenset("itself themselves himself herself".split())
_PARTICLES = frozenset("out up off over away back".split())

_NEAR, _FAR = 14, 40  # words of an insertion, and of a relative clause
_RELATIVES = frozenset("who which whose where".split())


class Surroundings:
    """The words of a sentence, asked about one of them."""

    def __init__(
        self,
        tokens: Sequence[Token],
        taken: Sequence[Mention | None],
        inside: Sequence[bool],
    ) -> None:
        self.tokens, self.taken, self.inside = tokens, taken, inside
        self.count = len(tokens)
        self.bare = False  # whether the verb before is an infinitive, with "to" or a modal
        self.wanted = False  # whether it asks for a subjunctive: "insists that Rome lift"

    def over_adverbs(self, k: int) -> int | None:
        """The first word from ``k`` on that is no adverb."""
        return next((n for n in range(k, self.count) if self.tokens[n].tag not in "AN"), None)

    def reads(self, k: int, form: str) -> bool:
        """Whether a word can be a form of a verb."""
        return k < self.count and any(one.form == form for one in readings(self.tokens[k].low))

    def before(self, i: int) -> int:
        """The nearest word before ``i`` that is no adverb; -1 at the beginning."""
        k = i - 1
        while k >= 0 and self.tokens[k].tag in "AN":
            k -= 1
        return k

    def opens(self, i: int) -> bool:
        """Whether a word opens a sentence or a quotation."""
        return not i or self.tokens[i - 1].tag == "Q" or self.tokens[i - 1].low in ".:;!?"

    def governs(self, i: int) -> bool:
        """Whether what follows is an object, a clause, or what a frame of the verb asks for."""
        k = self.over_adverbs(i + 1)
        if k is None or self.tokens[k].text in ".;":
            return True
        token = self.tokens[k]
        if token.tag in "DSTQ" or self.taken[k] is not None or token.text == ":":
            return True
        if token.low in _PARTICLES or token.low in _SELVES:
            return True
        lemmas = [one.lemma for one in readings(self.tokens[i].low)]
        spoken = (phrase for lemma in lemmas for phrase, _ in spoken_phrases().get(lemma, ()))
        in_phrase = any(phrase[0] == token.low for phrase in spoken)
        return in_phrase or any(follows_in_frame(lemma, token.low) for lemma in lemmas)

    def is_subject(self, k: int) -> bool:
        """Whether somebody who can act ends at word ``k``."""
        if k < 0:
            return False
        mention = self.taken[k]
        if mention is not None:
            return k == mention.j - 1 and mention.agent and not self.modifies(mention)
        if self.tokens[k].text == "," and k > 0:
            return self.taken[k - 1] is not None and self.paired(k)
        if self.tokens[k].low == "that" and k and self.tokens[k - 1].low in TIMES:
            return False  # "before that vote"
        return self.tokens[k].low in PRONOUNS

    def modifies(self, mention: Mention) -> bool:
        """Whether a name stands as an adjective or behind a preposition: "a US offer"."""
        if mention.kind in {"person", "organ", "group"} or not mention.i:
            return False
        lead = self.tokens[mention.i - 1]
        if mention.i > 1 and lead.low == "the":
            lead = self.tokens[mention.i - 2]
        return lead.tag in "PT" or lead.low in INDEFINITE

    def paired(self, k: int) -> bool:
        """Whether a comma closes an insertion: another stands not far before it, or a "who"."""
        marks = [n for n in range(max(0, k - _FAR), k) if self.tokens[n].text == ","]
        return any(n >= k - _NEAR or self.tokens[n + 1].low in _RELATIVES for n in marks)

    def is_plural(self, k: int) -> bool:
        """Whether a base form can follow the subject that ends at ``k``."""
        mention = self.taken[k] if k >= 0 else None
        if mention is not None and self.wanted and self.is_subject(k):
            return True
        if mention is not None and (mention.plural or mention.head in {"we", "they", "i"}):
            return True
        if mention is not None and mention.i and self.tokens[mention.i - 1].low == "and":
            return True
        if mention is not None and mention.kind in {"organ", "person", "group"}:
            return any(self.tokens[n].low.endswith("s") for n in (mention.i, k))
        return k >= 0 and self.tokens[k].low.endswith("s") and not self.tokens[k].low.endswith("'s")

    def in_phrase(self, k: int) -> bool:
        """Whether the noun that ends at ``k`` stands behind a preposition: "on security issues"."""
        if k >= 0 and self.tokens[k].tag in "DGPT":
            return True
        if k > 0 and self.tokens[k].capital and self.taken[k] is None:
            return False  # "the gate at Habur remains shut"
        while k >= 0 and self.tokens[k].tag == "O" and self.taken[k] is None:
            k -= 1
        return k >= 0 and self.tokens[k].tag == "P" and self.tokens[k].low not in {"of", "like"}

    def by_means(self, i: int) -> bool:
        """Whether "by" behind a verb tells no agent: "conferred by video link", "stood by it"."""
        means = i + 2 < self.count and self.tokens[i + 2].low in MEANS
        return means or self.tokens[i].low == "stood"

    def speaks(self, i: int) -> bool:
        """Whether a word can be a verb of speech."""
        return any(usual_act(one.lemma) for one in readings(self.tokens[i].low))

    def low_after(self, i: int) -> str:
        """The word after ``i`` in lower case; "" at the end."""
        return self.tokens[i + 1].low if i + 1 < self.count else ""

    def inverted(self, i: int) -> bool:
        """Whether a verb of speech stands before who speaks: ", said the ministry"."""
        following = self.tokens[i + 1] if i + 1 < self.count and self.speaks(i) else None
        named = following is not None and (following.tag == "D" or following.capital)
        return named or (following is not None and self.taken[i + 1] is not None)

    def goes_on(self, i: int) -> bool:
        """Whether a past tense behind a comma can be a verb with a subject before the comma."""
        comma = self.before(i)
        if self.paired(comma) or (comma > 0 and self.taken[comma] is not None):
            return True
        mention = self.taken[comma - 1] if comma > 0 else None
        return mention is not None and any(
            self.tokens[n].text == "," for n in range(mention.i, mention.j)
        )

    def unknown(self, k: int) -> bool:
        """Whether a word that no list knows can be the verb that a modal asks for."""
        token = self.tokens[k]
        return token.tag == "O" and token.text.islower() and not readings(token.low)

    def adverb(self, aux: int, k: int) -> bool:
        """Whether the word at ``k`` stands as an adverb, as in "has since accused"."""
        if self.tokens[k].low != "since":
            return self.tokens[k].tag == "A"
        return self.tokens[aux].low in {"has", "have", "had"} and self.reads(k + 1, "part")

    def over_place(self, k: int) -> int:
        """Where the name ends that a place ending at ``k`` follows: "the peacekeepers at Goma"."""
        place = self.taken[k] if k >= 0 else None
        if place is None or place.kind not in {"place", "capital"}:
            return k
        lead = place.i - 1 - (self.tokens[place.i - 1].tag == "D")
        behind = lead > 0 and self.tokens[lead].tag == "P" and self.taken[lead - 1] is not None
        return lead - 1 if behind else k
