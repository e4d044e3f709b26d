"""What the words of a record say that is done, about what, and with which sign."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from detente.drafting.deeds import Role, listed_parties
from detente.drafting.doing import Doing, doing
from detente.drafting.issues import Subject, stems, subject
from detente.drafting.phrases import core
from detente.drafting.signs import NEGATORS
from detente.model.register import Phrase, Record, Register

__all__ = ["Sense"]

_PRESSING = frozenset("press insist push call demand ask lobby campaign clamour".split())
_FOR = re.compile(r"^(?:for|on|that|upon)\s+")
_SAID = re.compile(
    r"(?:its|their|his|her|the|all|any|these|those)?\s*(?:\w+ )?(?:demands?|calls?|claims?|"
    r"requests?|insistence|threats?|complaints?|accusations?|cases?|objections?|opposition)\b",
    re.IGNORECASE,
)  # what is said rather than done: who drops a demand for a thing does not drop the thing
_NO_WISH = re.compile(
    r"^.{0,40}?\b(?:ha[sd]|have|sees?|saw) (?:interest in|intention (?:of|to)|plans? (?:to|for)|"
    r"wish to|desire to|need (?:to|for)|reason to|sense in)\s+"
)  # "it had no interest in bartering its arms" refuses to barter them
_NO_PART = re.compile(r"\b(?:have|had|has|play) no part in (?:any|the|a) ")
_WITHOUT = re.compile(r"(?<=\w) without (?!which\b).*$")
_NOT_EXCLUDED = re.compile(r"^.{0,40}?\b(?:not|never) (?:exclude|rule out|discount) (?=\w+ing\b)")
_FALLS = re.compile(r"(?:fall|go|come|run) (?:away|off|through|to an end|out)\b")
_ADVISED = re.compile(r"\b(?:would|will) (?:be (?:well advised|wise)|do well) to\b")
_RECIPIENT = re.compile(r"^(?:the )?[A-Z]\w+(?: [A-Z]\w+)* (?=(?:an?|some|more) [a-z])")
_TOPIC = frozenset("discuss negotiate debate".split())
_NO_TOPIC = re.compile(r"(?:with|until|unless|before|while|as long as|under|in|at)\b|$")
_TALK_OF = re.compile(
    r"^(?:there (?:could|can|would|will) be )?(?:discussions?|negotiations?|talks) "
    r"(?:of|on|about|over) (.+)"
)
_UP_FOR = re.compile(
    r"^([\w ’'-]{3,60}?) (?:is|are|was|were) (not )?(?:up for|open (?:to|for)|a matter (?:for|of)|"
    r"subject to) (?:any )?(?:discussions?|negotiations?|debate|talks)\b"
)
_ACCEPTING = frozenset("accept sign approve conclude finalise endorse initial settle".split())


@dataclass(frozen=True, slots=True)
class Sense:
    """The reading of one record's phrases; ``names`` are words for parties."""

    record: Record
    register: Register
    names: tuple[str, ...]

    def about(self, phrase: Phrase, role: Role = "done") -> Subject:
        """What the phrase is about, and whether it is to be done or forgone."""
        text, does = self.reading(phrase, role)
        if does is None:
            return subject(text, self.names)
        negated = does.negated and role != "refused"
        about = subject(does.text, self.names)
        telling = about.stems or subject(text, self.names).stems
        if self._is_of_words(does, phrase) or (role == "refused" and is_topic(does)):
            return Subject(None, subject(does.text).refrain != negated, stems(does.text))
        if about.issue is None and not does.passive:
            thing = subject(does.subject, self.names)
            if thing.issue is not None and not (thing.issue.name == "agreement" and does.rest):
                # "should the conference fail", "the ban would fall away"
                gone = subject(does.verb).refrain or bool(_FALLS.match(does.text))
                return Subject(thing.issue, thing.refrain != (negated != gone), telling)
            if (whole := subject(text, self.names)).issue is not None:
                return Subject(whole.issue, whole.refrain, telling)
        if about.issue is not None and about.issue.name == "agreement" and does.verb in _ACCEPTING:
            about = Subject(subject("sign").issue, about.refrain, telling)
        return Subject(about.issue, about.refrain != negated, telling)

    def reading(self, phrase: Phrase, role: Role) -> tuple[str, Doing | None]:
        """The words that name the deed, and what they say that is done."""
        text = _ADVISED.sub("should", core(phrase.text))
        if self.record.act == "offer":
            text = _RECIPIENT.sub("", text)  # "promised the farmers a fund"
        if role == "threatened":
            text = _NOT_EXCLUDED.sub("", text)  # "would not exclude closing the road" may close it
        if role == "refused":
            text = _NO_PART.sub("take part in a ", text)
            text = NEGATORS.sub("", text)  # what is refused is the thing, not its denial
            text = _NO_WISH.sub("", text)
        condition = phrase is self.record.condition
        # "if the filling goes on without a treaty" hinges on the filling
        does = doing(_WITHOUT.sub("", text) if condition else text, clause=condition)
        if topic := (_TALK_OF.match(text) if role == "refused" else None) or _UP_FOR.match(text):
            no = bool(topic.lastindex and topic.lastindex > 1 and topic[2])
            does = Doing("", "discuss", _lowered(topic[1]), no)
        if does is not None and role == "refused" and does.verb == "want" and does.fact:
            does = replace(does, verb="accept", fact=False)  # who does not want it refuses it
        if does is not None and role in ("demanded", "urged"):
            if does.verb in _PRESSING and _FOR.match(does.rest):
                text = _FOR.sub("", does.rest)  # "he would insist on disarmament"
                does = doing(text)
            elif self._is_of_makers(does):
                text = core(does.rest)  # "we are waiting for an answer" asks for an answer
                does = doing(text)
        if condition and does is not None and does.rest in ("it", "us"):
            does = replace(does, rest=self.record.makers[0])  # "if it was exempted": the speaker
        return text, does

    def _is_of_words(self, does: Doing, phrase: Phrase) -> bool:
        """Whether the deed is to say something, or to stop saying it."""
        if does.verb in _PRESSING:
            return phrase is self.record.condition and bool(_FOR.match(does.rest))
        return subject(does.verb).refrain and bool(_SAID.match(does.rest))

    def _is_of_makers(self, does: Doing) -> bool:
        """Whether whoever speaks tells what it does itself."""
        if not does.fact or does.passive:
            return False
        named = listed_parties(does.subject, self.register)
        pronoun = does.subject.lower() in ("it", "he", "she", "they", "we", "i")
        return pronoun or (bool(named) and set(named) <= set(self.record.makers))


def is_topic(does: Doing) -> bool:
    """Whether the deed is to talk about one thing; who refuses that does not refuse to talk."""
    return does.verb in _TOPIC and not _NO_TOPIC.match(does.rest)


def _lowered(words: str) -> str:
    first, _, rest = words.partition(" ")
    return f"{first.lower()} {rest}" if first in ("The", "Its", "Their", "These", "Our") else words
