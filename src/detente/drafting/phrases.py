"""The words of a record cut down to those that name what somebody would do."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from detente.drafting.doing import doing, is_base
from detente.model.register import Phrase
from detente.reading.words.forms import forms, noun_forms, table

__all__ = ["HANGING", "core", "parts"]


RECENT = 1024  # phrases that are kept in mind: each is looked at from several sides
_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_OPENING = re.compile(
    r"^(?:[\s\"'“”‘’,;:–—-]+|(?:only|but|and|then|also|again|once more|late|early)\s+(?=\w)|"
    rf"(?:on|since|until|by)\s+(?:late\s+|early\s+)?{_DAY}(?:\s+(?:night|evening|morning))?,?\s+|"
    r"within\s+\w+,?\s+|(?:today|yesterday|tomorrow)\s+|that\s+(?!(?:is|was|would|will|has)\b)|"
    r"(?:if|unless|until|provided(?: that)?|providing|as long as|so long as|as soon as|once|when|"
    r"after|should|in case|on condition that|in the event (?:that|of)|or else|otherwise|"
    r"in (?:exchange|return)(?: for|,)?(?= )|without|for|of|from|with|into|to be to)\s+"
    r"(?=[\w\"“]))",
    re.IGNORECASE,
)
_BREAK = re.compile(
    r"[,.!?][\"”](?=\s)|\.{3}|…|;\s|\s[–—-]\s|"  # a quotation or clause ends
    r",\s+(?:among them|including|such as|save|but|though|although|while|whereas|as|if|unless|"
    r"and (?=[\w ]{3,40} (?:would|will)\b))|"
    r",\s+\w+ed by\b|"  # "a photograph, posted by him"
    r",?\s+(?:which|who|whose|whom|where|how|because|provided|providing|unless|before|after|until|"
    r"once|when|whenever|while|so as to|in order to|so that|"
    r"in (?:revenge|retaliation) for|in response to|in protest at|because of|despite|"
    r"if|as long as|so long as|as soon as|"
    r"as scheduled|as planned|in exchange for|in return for|without first)\b",
    re.IGNORECASE,
)
_INSERTED = re.compile(r",\s+(?:in|on|at|for|during|after|with|at least) [^,]{3,40},\s*")
HANGING = re.compile(
    r"(?:(?<!\bgo)(?<!\bgoes)(?<!\bwent)(?<!\bgoing)(?<!\bdealt)"  # "the flights went on"
    r",? (?:on|in|of|to|for|at|by|with|from|and|or|but|about|a|an|the|its|even))+$"
)
_CALLED = re.compile(r"^((?:the|any|its|their|such) [\w’' -]{3,40}?) as an? (?:\w+ )?\w+$")
_TOO = re.compile(r",? (?:either|too|as well)$")
_THAT = re.compile(r"\bthat\s+([\w'’-]+)", re.IGNORECASE)
_MODAL = re.compile(r"\b(?:will|would|shall|must)\b")
_BEEN = frozenset("is are was were has have had".split())
_FINITE = frozenset(
    "would will could can may might must shall should has have had is are was were".split()
)


@cache
def _aside() -> re.Pattern[str]:
    """Words put in by the report: ", he said," and the like."""
    usual = " ".join(table("speech")["usual"].values()).split()
    said = {word for word, readings in forms().items() for one in readings if _tells(one, usual)}
    verbs = "|".join(sorted(map(re.escape, said)))
    return re.compile(
        rf",\s+(?:\w+\s+){{1,5}}?(?:{verbs}|went on)"
        r"(?:\s+(?:on|in|to|at)\s+[\w ]{1,24}|\s+\w+day)?(?:,|$)\s*",
        re.IGNORECASE,
    )


def _tells(form: tuple[str, str], usual: list[str]) -> bool:
    return form[0] in usual and form[1] == "past"


@lru_cache(RECENT)
def core(text: str) -> str:
    """The words that name the deed, without attribution, conditions and subordinate clauses.

    Examples
    --------
    >>> core('on Tuesday that it would lift the embargo, which dates from 1999')
    'it would lift the embargo'
    >>> core('We reject any deal that would limit our rights," the ministry said')
    'We reject any deal'
    >>> core("the bonus as an insult")
    'the bonus'
    """
    words_ = " ".join(text.split())
    while match := _OPENING.match(words_):
        words_ = words_[match.end() :]
    words_ = _INSERTED.sub(" ", _aside().sub(" ", words_))
    if match := _BREAK.search(words_, 4):
        words_ = words_[: match.start()]
    words_ = _TOO.sub("", words_.strip(" ,.;:!?\"'“”‘’–—-"))
    words_ = _CALLED.sub(r"\1", words_)
    return HANGING.sub("", _without_relative(words_).strip(" ,.;:!?\"'“”‘’–—-"))


_AND = re.compile(
    r"(?:,? and|,)\s+(?=([a-z-]+)\s+(?:the|an?|all|its|any|their|his|her|our|no|more|those|every|"
    r"each|both|[A-Z\d]|[a-z]+s)\b)"
)


def parts(phrase: Phrase) -> tuple[Phrase, ...]:
    """The deeds that a phrase lists: "withdraw its troops and open a corridor" are two.

    Examples
    --------
    >>> [part.text for part in parts(Phrase("to lift the siege and release all captives", 0, 42))]
    ['to lift the siege', 'release all captives']
    """
    text, found, begin = phrase.text, [], 0
    matches = list(_AND.finditer(text))
    listed = any("and" in match.group() and _is_deed(match) for match in matches)
    for match in matches:
        if begin == 0 and "and" not in match.group() and not listed:
            continue  # an aside rather than a list
        before = doing(core(text[begin : match.start()]))
        whole = before is not None and before.whole
        if whole and _is_deed(match):
            found.append((begin, match.start()))
            begin = match.end()
    spans = [*found, (begin, len(text))]
    return tuple(Phrase(text[a:b], phrase.start + a, phrase.start + b) for a, b in spans)


_PACT = re.compile(r"\b(?:deal|agreement|treaty|text|accord|solution|arrangement)\s*$")


def _is_deed(match: re.Match[str]) -> bool:
    return is_base(match.group(1))


def _is_led(text: str, that: re.Match[str]) -> bool:
    """Whether a verb stands before "that": "lift a ban that hurts and would", not "boats that"."""
    return doing(text[: that.start()].rstrip()) is not None


def _without_relative(text: str) -> str:
    """Cut before "that" with a verb: "a deal that limits us", not "a pledge that nobody joins"."""
    for match in _THAT.finditer(text, 4):
        word = match.group(1).lower()
        kinds = {form for _, form in forms().get(word, ())}
        verb = word in _FINITE or word.endswith("ed") or kinds & {"s", "past"}
        if verb and (word not in noun_forms() or _PACT.search(text, 0, match.start())):
            main = _MODAL.search(text, match.end()) if word not in _FINITE - _BEEN else None
            rest = f" {text[main.start() :]}" if main and not _is_led(text, match) else ""
            return text[: match.start()].rstrip() + rest
    return text
