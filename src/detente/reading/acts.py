"""The act of what is said: read from its own verb, from its grammar, or from the verb of speech."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from detente.model.register import Act
from detente.reading.addressees import others
from detente.reading.clauses import Parsed, conditions
from detente.reading.cues import PLOVER, Cue
from detente.reading.findings import Words
from detente.reading.lexicon import forms, table
from detente.reading.referents import Referents

__all__ = ["Judgement", "judge", "parts"]

_HOSTILE = re.compile(
    r"\b(?:consequences?|retaliat\w+|respon[ds]\w*|reprisals?|price|sanctions?|punish\w*|"
    r"counter-?measures?|measures|confrontation|attack\w*|strike|answer|force|tariffs|withdraw|"
    r"leave|suspend|cut|stop|close|expel|war|regret|tougher|all options|every option|"
    r"security council)\b",
    re.IGNORECASE,
)
_MUST = re.compile(r"\b(?:must|should|has to|have to|needs? to|ought to|had to)\b", re.IGNORECASE)
_WILL = re.compile(r"\b(?:will|would|shall|'ll|is going to|are going to)\b", re.IGNORECASE)
_SUFFERS = re.compile(
    r"\b(?:fac\w+|pay\w*|suffer\w*|expect\w*|bear\w*|reckon\w*|meet\w*)\b", re.IGNORECASE
)
_MISTAKE = re.compile(
    r"\bwould be (?:a |an )?(?:\w+ |[\"“]a? ?)*(?:mistake|error|folly)\b", re.IGNORECASE
)
_THREAT_IF = re.compile(r"if|unless|should|otherwise|or else|in (?:that|such)|until", re.IGNORECASE)
_WILL_NOT = re.compile(
    r"(?:we|it|they|he|she|i|[A-Z]\w+(?: [A-Z]\w+)?) "
    r"((?:will|would|can|could) (?:not|never)|cannot|won't|can't|wouldn't)\b",
)


class Judgement(NamedTuple):
    """An act, its code, the word that tells it, and whose act it is."""

    act: Act
    plover: str | None
    cue: str
    makers: tuple[str, ...]


def judge(
    parsed: Parsed, words: Words, makers: tuple[str, ...], usual: Act, referents: Referents
) -> Judgement:
    """The act of what ``makers`` say in ``words``; ``usual`` is that of their verb of speech."""
    said = _Said(parsed, words, makers, usual, referents)
    return said.threat_if() or said.own_verb() or said.grammar()


def parts(parsed: Parsed, i: int, j: int) -> Iterator[Words]:
    """The stretch parted at "but" and "and" before a verb whose act is another."""
    start = i
    for k in range(i + 2, j - 1):
        if parsed.tokens[k].low not in {"but", "and"}:
            continue
        verb = k + 1
        while verb < j and parsed.tokens[verb].tag in "AX":
            verb += 1
        cue = parsed.cue(verb) if verb < j else None
        if cue is None or cue.act in {"do", "meet", "accept"} or cue.form in {"ing", "part"}:
            continue
        first = _inner(parsed, start, k)
        if cue.act != (first.act if first else "claim"):
            yield start, k
            start = k + 1
    yield start, j


def _inner(parsed: Parsed, i: int, j: int) -> Cue | None:
    """The first act within what is said."""
    for k in range(i, j):
        cue = parsed.cue(k) if parsed.tokens[k].low in forms() else None
        if cue is None or cue.act in {"do", "meet"} or cue.form == "ing":
            continue
        if k == i or parsed.verbal(k):
            return cue
    return None


class _Said:
    """Words that somebody says, with the tests that tell their act."""

    def __init__(
        self,
        parsed: Parsed,
        words: Words,
        makers: tuple[str, ...],
        usual: Act,
        referents: Referents,
    ) -> None:
        self.parsed, self.makers = parsed, makers
        self.usual, self.referents = usual, referents
        self.a, self.b = words
        self.start, end = parsed.span(*words)
        self.text = parsed.text[self.start : end]
        self.condition = conditions(parsed.text, self.start, end)
        self.inner = _inner(parsed, *words)

    def threat_if(self) -> Judgement | None:
        """A hostile act under a condition; a mistake is spoken of, not threatened."""
        if _MISTAKE.search(self.text):
            return Judgement("claim", None, "mistake", self.makers)
        hostile = _HOSTILE.search(self.text)
        may_threaten = self.inner is None or self.inner.act in {"claim", "refuse", "threaten"}
        if not (self.condition and hostile and may_threaten):
            return None
        if not _THREAT_IF.match(self.parsed.text, self.condition[0]):
            return None
        if self.of_another(self.start + hostile.start()):
            return Judgement("accuse", "ACCUSE", hostile.group(), self.makers)
        return Judgement("threaten", "THREATEN", hostile.group(), self.makers)

    def own_verb(self) -> Judgement | None:
        """The act of the first verb within the words, by the makers or by whom they commit."""
        inner = self.inner
        if inner is None or inner.act == "claim":
            return None
        cue = self.parsed.tokens[inner.i].text
        who = self.who_acts(inner.i)
        if not who or set(who) & set(self.makers):
            joint = tuple(dict.fromkeys((*self.makers, *who)))
            return Judgement(inner.act, inner.plover, cue, joint)
        if inner.act in {"offer", "accept", "refuse"} and self.leads(inner.i):
            return Judgement(inner.act, inner.plover, cue, who)
        return None

    def grammar(self) -> Judgement:
        """The act that modals and loaded words tell, else the usual one."""
        makers, text = self.makers, self.text
        if self.inner is None and (refusal := _WILL_NOT.match(text)):
            return Judgement("refuse", "REJECT", refusal.group(1), makers)
        if self.usual != "claim":
            return Judgement(self.usual, PLOVER.get(self.usual), self.usual, makers)
        if not others(self.parsed, (self.a, self.b), makers, self.referents):
            return Judgement("claim", None, "said", makers)
        return self.of_others() or Judgement("claim", None, "said", makers)

    def of_others(self) -> Judgement | None:
        """What is said of another party: that it must act, will be hurt, or does wrong."""
        act: Act
        for act, found in (
            ("demand", _MUST.search(self.text)),
            ("threaten", _WILL.search(self.text) and _harm().search(self.text)),
            ("accuse", _wrong().search(self.text)),
        ):
            if found:
                return Judgement(act, PLOVER[act], found.group(), self.makers)
        return None

    def of_another(self, place: int) -> bool:
        """Whether the hostile act that stands at ``place`` would be another party's."""
        parsed = self.parsed
        before = [m for m in parsed.mentions if self.a <= m.i and parsed.tokens[m.i].start < place]
        if not before or not before[0].agent:
            return False
        who = self.referents.resolve(before[0], self.makers[0])
        between = parsed.text[parsed.tokens[before[0].j - 1].end : place]
        return bool(who) and not set(who) & set(self.makers) and not _SUFFERS.search(between)

    def leads(self, i: int) -> bool:
        """Whether the subject of the verb at word ``i`` is the first to be named in the words."""
        subject = self.parsed.subject(i)
        return subject is not None and not any(
            self.a <= m.i < subject.i for m in self.parsed.mentions
        )

    def who_acts(self, i: int) -> tuple[str, ...]:
        """Whose act the verb at word ``i`` of the words is, if it has a subject there."""
        subject = self.parsed.subject(i)
        if subject is None or subject.i < self.a:
            return ()
        found = (
            party
            for mention in self.parsed.joint(subject)
            for party in self.referents.resolve(mention, self.makers[0])
        )
        return tuple(dict.fromkeys(found))


def _any_of(listed: list[str]) -> re.Pattern[str]:
    longest_first = sorted(dict.fromkeys(listed), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE)


@lru_cache
def _harm() -> re.Pattern[str]:
    """Own acts that hurt another."""
    harm = table("meaning")["harm"]
    return _any_of([*harm["verbs"].split(), *harm["nouns"].split()])


@lru_cache
def _wrong() -> re.Pattern[str]:
    """Conduct that is blamed on another."""
    wrong = table("meaning")["wrong"]
    verbs = frozenset(wrong["verbs"].split())
    told = {"past", "part", "ing"}
    inflected = [
        word
        for word, readings in forms().items()
        if any(reading.lemma in verbs and reading.form in told for reading in readings)
    ]
    return _any_of([*wrong["nouns"].split(), *wrong["phrases"], *inflected])
