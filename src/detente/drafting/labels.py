"""What an option is called: a few neutral words that somebody tired understands."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from detente.drafting.doing import Doing, doing, stands_for_somebody
from detente.drafting.issues import Issue
from detente.drafting.phrases import HANGING
from detente.reading.words.forms import words

__all__ = [
    "LONGEST",
    "from_deed",
    "from_issue",
    "from_thing",
    "in_quotes",
    "is_loaded",
    "of_terms",
    "points_elsewhere",
    "trimmed",
]

LONGEST = 64  # characters of a label


@cache
def _loaded() -> re.Pattern[str]:
    listed = (re.escape(word).replace(r"\*", r"\w*") for word in sorted(words("labels", "loaded")))
    return re.compile(rf"\b(?:{'|'.join(listed)})\b", re.IGNORECASE)


def is_loaded(text: str) -> bool:
    """Whether the words take sides."""
    return bool(_loaded().search(text))


_OURS = re.compile(r"\b(?:our|my)\b")
_POINTS = re.compile(
    r"\b(?:we|us|our|ours|i|me|my|you|your|he|him|she|her|it|they|them|his|this|that|these|those|so|"
    r"there|here|said|the same|such|either|both|neither|nothing|something|what|everything|everyone|"
    r"everybody|all sides|one(?!-))\b|"
    r"[\"“”?!:()]",
    re.IGNORECASE,
)  # words that mean nothing without their sentence
_WHEN = (
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|"
    r"august|september|october|november|december"
)
_LATER = re.compile(
    rf"(?<!\bthe)\s+(?:(?:on|by|from|in|until|since|for|at|late|early|over|within)\s+)?"
    rf"(?:(?:next|last|this|early|late)\s+)*(?:{_WHEN})\b.*$|"
    r"\s+(?:on|by|from|in|until|since|for|at|over|within|last|next|this)\s+"
    r"(?:(?:the|a|last|next|this|coming|first|\d+|two|three|four|several|few)\s+)*"
    r"(?:weeks?|days?|months?|years?|(?:19|20)\d\d|once|present|time)\b.*$|"
    r"\s+(?:tomorrow|today|yesterday|immediately|instead|again|soon|now)\b.*$|"
    r"(?<!\bthe)\s+first\b.*$",
    re.IGNORECASE,
)
_APPOSED = re.compile(
    r", (?:an?|the|its|including|such as|among them|worth|known as|called|\d)\b", re.IGNORECASE
)
_JOINT = re.compile(
    r",? (?:from|for|in|on|at|with|of|to|by|against|between|and|or|under|into|within|over|near)\b|,"
)


def points_elsewhere(text: str) -> bool:
    """Whether the words need their sentence to be understood."""
    return bool(_POINTS.search(text))


def from_deed(deed: Doing | None, whose: str | None = None, *, let: bool = False) -> str | None:
    """The deed in the words of the report, where these are short, plain and neutral.

    ``whose`` is the party that "its" means where that is not whoever does the deed. A thing that
    happens of itself is ``let`` happen.
    """
    if deed is None or (deed.verb in _PALE and not (let or _CAUSES.match(deed.text))):
        return None
    if let or (not deed.rest and deed.subject and not stands_for_somebody(deed.subject)):
        text = f"let {_lowered(deed.subject)} {deed.text}"
    elif deed.rest:
        text = deed.text.replace("hand-over", "hand over")
    else:
        return None
    text = _RELATIVE.sub("", _OURS.sub("the", text))
    text = _without_pronouns(_neutral(trimmed(_owned(text, whose))))
    if points_elsewhere(text) or " " not in text or _ENDLESS.match(text):
        return None
    if text.split(" ", 1)[1] in _EMPTY:
        return None
    return text[:1].upper() + text[1:]


_CAUSES = re.compile(r"make (?:every|each|all) \w+ \w+")  # "make every car pay a fee"
_TO_THEM = re.compile(
    r" (?:to|with|for|from|at|by|against|on) (?:them|it|him|her|us|me|you)\b(?: (?:during|in) .*)?$"
)


def _without_pronouns(text: str) -> str:
    """Without a last part that means nothing by itself: "put the question to them"."""
    cut = _TO_THEM.sub("", text)
    return cut if cut.count(" ") > 1 else text


_RELATIVE = re.compile(r" (?:that|which)\b.*$")
_ENDLESS = re.compile(r"\w+ (?:save|except|only|if|unless|than|and|or)\b")
_EMPTY = frozenset("the a an its their any some all place part steps measures action note".split())
_ITS = re.compile(r"\b(?:its|their|his|her)\b")


def _owned(text: str, whose: str | None) -> str:
    """With the name of whoever "its" means."""
    if whose is None:
        return text
    return _ITS.sub(f"{whose}’" if whose.endswith("s") else f"{whose}’s", text, count=1)


def _neutral(text: str) -> str:
    """The words before those that take sides; a single such word stands in quotation marks."""
    loaded = _loaded().search(text)
    if loaded is None:
        return text
    cuts = [match.start() for match in _JOINT.finditer(text, 0, loaded.start())]
    if cuts and " " in text[: cuts[-1]]:
        return text[: cuts[-1]]
    after = text[loaded.end() :]
    lone = loaded.start() > 0 and not _loaded().search(after)
    return f"{text[: loaded.start()]}'{loaded[0]}'{after}" if lone else ""


def from_thing(text: str, verb: str) -> str | None:
    """A thing that is wanted or refused as something to agree to: "Agree to a 48-hour delay"."""
    thing = trimmed(text, LONGEST - len(verb) - 1)
    thing = _lowered(thing)
    done = doing(thing)
    is_deed = done is not None and (
        bool(done.modal) or done.passive or done.fact or not _starts_as_a_thing(thing)
    )
    poor = is_loaded(thing) or points_elsewhere(thing) or thing.endswith("...")
    if poor or is_deed or not thing:
        return None
    return f"{verb} {thing}"


_DETERMINERS = frozenset("The A An Any Its Their No Some All More".split())


def _lowered(text: str) -> str:
    """Without a capital that only the place in the sentence gave."""
    return text[:1].lower() + text[1:] if text.partition(" ")[0] in _DETERMINERS else text


def _starts_as_a_thing(text: str) -> bool:
    first = text.partition(" ")[0].lower()
    return first in {word.lower() for word in _DETERMINERS}


_PALE = words("labels", "pale")


def trimmed(text: str, most: int = LONGEST) -> str:
    """Without the time at the end, and cut between two parts of the phrase where it is long."""
    words_ = _APPOSED.split(" ".join(text.split()), maxsplit=1)[0]
    words_ = HANGING.sub("", _LATER.sub("", words_).strip(" ,.;:"))
    if len(words_) <= most:
        return words_
    cuts = [match.start() for match in _JOINT.finditer(words_) if match.start() <= most - 4]
    good = [cut for cut in cuts if words_[:cut].count(" ") >= 1]
    cut = good[-1] if good else words_.rfind(" ", 0, most - 3)
    return words_[:cut].rstrip(" ,") + " ..."


def from_issue(issue: Issue, refrain: bool, others: Iterable[str]) -> str:
    """The neutral words of the lexicon, with whom it concerns where there is room for that.

    Examples
    --------
    >>> from detente.drafting.issues import subject
    >>> from_issue(subject("an invasion").issue, False, ["Ukraine"])
    'Use force against Ukraine'
    """
    neutral = (issue.refrain if refrain else issue.take) or issue.take
    whom = " and ".join(others)
    full = f"{neutral} {issue.toward} {whom}"
    return full if issue.toward and whom and len(full) <= LONGEST else neutral


_QUALIFIED = re.compile(
    r"\b((?:an?|any|the) (?:\w+ )?(?:deal|agreement|treaty|text|accord|pact|solution|arrangement) "
    r"that [^,.;:\"”]+)"
)


def of_terms(text: str) -> str | None:
    """What is accepted only in some form: "Accept 'a deal that would limit its rights'"."""
    match = _QUALIFIED.search(text)
    if match is None:
        return None
    terms = trimmed(match[1].replace("'", "’"), LONGEST - len("Accept ''"))
    return f"Accept '{terms}'"


def in_quotes(text: str) -> str:
    """Words that only the report answers for, in quotation marks."""
    plain = trimmed(text.replace("'", "’").replace('"', ""), LONGEST - 2)
    return f"'{plain}'"
