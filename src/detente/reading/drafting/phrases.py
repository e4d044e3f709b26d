"""What the words of a record say that somebody would do: the verb, its object, the sign."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from detente.reading.lexicon import forms, noun_forms, table, words

__all__ = ["Doing", "core", "doing", "stands_for_somebody"]


@dataclass(frozen=True, slots=True)
class Doing:
    """A phrase as something that is or would be done.

    ``subject`` is who or what does it, as worded, and empty where the phrase does not say;
    ``verb`` stands in its base form, ``rest`` is what follows. ``modal`` keeps the word that puts
    it off ("would", "must"), if there is one.
    """

    subject: str
    verb: str
    rest: str
    negated: bool = False
    modal: str = ""

    @property
    def text(self) -> str:
        """Verb and object, as after "to"."""
        return f"{self.verb} {self.rest}".strip()


# -- what belongs to the deed and what only surrounds it -------------------------------------------

_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
)
_OPENING = re.compile(
    r"^(?:[\s\"'“”‘’,;:–—-]+|(?:only|but|and|then|also|again|once more|late|early)\s+(?=\w)|"
    rf"(?:on|since|until|by)\s+(?:late\s+|early\s+)?{_DAY}(?:\s+(?:night|evening|morning))?,?\s+|"
    r"within\s+\w+,?\s+|(?:today|yesterday|tomorrow)\s+|that\s+(?!(?:is|was|would|will|has)\b)|"
    r"(?:if|unless|until|provided(?: that)?|providing|as long as|so long as|as soon as|once|when|"
    r"after|should|in case|on condition that|in the event (?:that|of)|or else|otherwise|"
    r"in (?:exchange|return) for|without|for|of|from|with|into|to be to)\s+(?=[\w\"“]))",
    re.IGNORECASE,
)
_BREAK = re.compile(
    r"[,.!?][\"”](?=\s)|\.{3}|…|;\s|\s[–—-]\s|"  # a quotation or clause ends
    r",\s+(?:but|though|although|while|whereas|as|if|unless|and (?=[\w ]{3,40} (?:would|will)\b))|"
    r",?\s+(?:which|who|whose|whom|where|because|provided|providing|unless|before|after|until|"
    r"once|when|whenever|while|so as to|in order to|so that|if|as long as|so long as|as soon as|"
    r"as scheduled|as planned|in exchange for|in return for|without first)\b",
    re.IGNORECASE,
)
_THAT = re.compile(r"\bthat\s+([\w'’-]+)", re.IGNORECASE)
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
        rf",\s+(?:\w+\s+){{1,5}}?(?:{verbs}|went on)(?:\s+(?:on\s+)?{_DAY}|\s+in\s+\w+)?(?:,|$)\s*",
        re.IGNORECASE,
    )


def _tells(form: tuple[str, str], usual: list[str]) -> bool:
    return form[0] in usual and form[1] == "past"


def core(text: str) -> str:
    """The words that name the deed, without attribution, conditions and subordinate clauses.

    Examples
    --------
    >>> core('on Tuesday that it would lift the embargo, which dates from 1999')
    'it would lift the embargo'
    >>> core('We reject any deal that would limit our rights," the ministry said')
    'We reject any deal'
    """
    words_ = " ".join(text.split())
    while match := _OPENING.match(words_):
        words_ = words_[match.end() :]
    words_ = _aside().sub(" ", words_)
    if match := _BREAK.search(words_, 8):
        words_ = words_[: match.start()]
    return _without_relative(words_).strip(" ,.;:!?\"'“”‘’–—-")


def _without_relative(text: str) -> str:
    """Cut before "that" with a verb: "a deal that limits us", not "a pledge that nobody joins"."""
    for match in _THAT.finditer(text, 4):
        word = match.group(1).lower()
        kinds = {form for _, form in forms().get(word, ())}
        if word in _FINITE or (kinds & {"s", "past"} and word not in noun_forms()):
            return text[: match.start()]
    return text


# -- who does what ---------------------------------------------------------------------------------

_READY = r"(?:ready|willing|prepared|able|free|open|set|due|going|determined|committed|obliged)"
_MODAL = re.compile(
    r"\b(?P<modal>would|will|shall|should|must|could|can|may|might|cannot|ought to|"
    r"ha(?:s|d|ve) to|needs? to|(?:is|are|was|were|be) to|"
    rf"(?:(?:is|are|was|were|be|been|stands?|remains?)\s+)?{_READY} to|"
    r"plan(?:s|ned|ning)? to|intend(?:s|ed)? to|want(?:s|ed)? to|aim(?:s|ed)? to|seeks? to|"
    r"agree[ds]? to|vow(?:s|ed)? to|promise[ds]? to|pledge[ds]? to|decide[ds]? to|"
    r"refuse[ds]? to|continues? to)"
    r"(?P<no>(?:\s+(?:not|never|no longer|neither))|n['’]t|)"
    r"(?:\s+(?:\w+ly|also|now|soon|still|again|first|once|then|be (?:ready|willing|able) to))*\s+",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:cannot|refuse[ds]? to)\b|n['’]t", re.IGNORECASE)
FAR = 80  # a verb further off belongs to something else


def doing(text: str) -> Doing | None:
    """What the phrase, cut down to its `core`, says that is done; None where it names a thing.

    Examples
    --------
    >>> doing("it would not lift the embargo")
    Doing(subject='it', verb='lift', rest='the embargo', negated=True, modal='would')
    >>> doing("resuming the talks").text
    'resume the talks'
    >>> doing("data could be shared with Khartoum").text
    'share data with Khartoum'
    """
    if text[:3].lower() == "to ":
        return _intended("", text[3:])
    modal = _MODAL.search(text, 0, FAR)
    if modal is not None:
        negated = bool(modal["no"] or _NOT.search(modal["modal"]))
        subject = text[: modal.start()].strip(" ,")
        if subject[:8].lower() == "neither ":
            negated, subject = True, subject[8:]
        subject = "" if subject.lower() in words("grammar", "determiners") else subject
        return _intended(subject, text[modal.end() :], negated, modal["modal"].lower())
    return _from_gerund(text) or _subjunctive(text) or _finite(text) or _nominal(text)


_MEANT = re.compile(
    r"(?:(?:prepare|plan|intend|seek|want|threaten|try|aim|agree|offer|hope|wish|undertake) to|"
    r"consider (?=\w+ing\b)|take \w+ (?:action|steps|measures) to) ?",
)


def _intended(subject: str, rest: str, negated: bool = False, modal: str = "") -> Doing | None:
    """What is meant where the words speak of meaning to do it: "to prepare to leave"."""
    inner = _MEANT.sub("", rest, count=1) if _MEANT.match(rest) else rest
    gerund = _from_gerund(inner) if inner != rest else None
    return gerund or _from_verb(subject, inner, negated, modal)


def _from_verb(subject: str, rest: str, negated: bool = False, modal: str = "") -> Doing | None:
    verb, _, after = rest.partition(" ")
    if verb.lower() in ("be", "get") and (passive := _passive(subject, after)):
        return Doing("", *passive, negated, modal)
    if not re.fullmatch(r"[a-z][a-z-]+", verb) or verb in words("grammar", "prepositions"):
        return None
    if verb in _GOING and subject and not stands_for_somebody(subject):
        return Doing("", _GOING[verb], _joined(subject, _bare_of_going(after)), negated, modal)
    return Doing(subject, verb, after, negated, modal)


# What goes on or begins of itself is done by whoever speaks of it.
_GOING = {
    "begin": "begin",
    "start": "start",
    "continue": "continue",
    "resume": "resume",
    "end": "end",
    "stop": "stop",
    "go": "go on with",
    "proceed": "proceed with",
}


def _bare_of_going(text: str) -> str:
    return re.sub(r"^(?:on|ahead|forward)\b\s*", "", text)


def stands_for_somebody(subject: str) -> bool:
    """Whether a subject is a pronoun, a name, or nobody rather than a thing."""
    if subject.lower() in ("", "we", "i", "he", "she", "it", "they", "both"):
        return True
    return subject[:1].isupper() and " " not in subject


def _passive(subject: str, after: str) -> tuple[str, str] | None:
    part, _, rest = after.partition(" ")
    for lemma, form in forms().get(part.lower(), ()):
        if form in ("part", "past"):
            return lemma, _joined(subject, rest)
    return None


def _joined(subject: str, rest: str) -> str:
    lowered = subject[:1].lower() + subject[1:] if subject[:2] in _LOWER else subject
    return f"{lowered} {rest}".strip()


_LOWER = ("Th", "A ", "An", "No", "Al", "An", "Da", "Ou", "It")


def _from_gerund(text: str) -> Doing | None:
    first, _, rest = text.partition(" ")
    for lemma, form in forms().get(first.lower(), ()):
        if form == "ing" and (rest or first.lower() not in noun_forms()):
            return Doing("", lemma, rest)
    return None


def _subjunctive(text: str) -> Doing | None:
    """A name and a verb in its base form: "Rwanda withdraw its soldiers"."""
    match = re.match(
        r"((?:the |both )?(?:[A-Z][\w.’'-]*|sides|parties)(?: (?:and )?[A-Z][\w.’'-]*|"
        r" (?:of|Republic|sides|parties|side|government))*) (not )?([a-z]+)\b ?",
        text,
    )
    if match is None or not any(form == "base" for _, form in forms().get(match[3], ())):
        return None
    return Doing(match[1], match[3], text[match.end() :], bool(match[2]))


def _finite(text: str) -> Doing | None:
    """A subject and a verb in the present or past: "Rwanda withdrew its soldiers"."""
    at = 0
    for word in text.split(" ")[:9]:
        lemma = next((one for one, form in forms().get(word, ()) if form in ("s", "past")), None)
        if at and lemma not in (None, "be", "have", "do") and word not in noun_forms():
            return Doing(text[:at].strip(), lemma or "", text[at + len(word) :].strip())
        at += len(word) + 1
    return None


@cache
def _verbs_of_nouns() -> dict[str, str]:
    return dict(pair.split("/") for pair in table("labels")["nouns"].split())


_NOMINAL = re.compile(
    r"^(?:(?:an?|the|any|its|their|his|no|all|some|such) )?(?:[a-z-]+ )??([a-z-]+)"
    r"(?: (?:of|on|to|from|for|in|with|by|between|at|against) |$)"
)


def _nominal(text: str) -> Doing | None:
    """A noun that stands for a verb: "the immediate release of the crew"."""
    match = _NOMINAL.match(text)
    if match is None or (verb := _verbs_of_nouns().get(match[1])) is None:
        return None
    rest = text[match.end(1) :].strip()
    return Doing("", verb, rest.removeprefix("of ").removeprefix("on ").strip())
