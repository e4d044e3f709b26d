"""Who would do what: a phrase read by its verb, its object and its sign."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from detente.drafting.polarity import forgone
from detente.reading.parsing.verb_groups import find_verbs
from detente.reading.words.forms import forms, noun_forms, table, words
from detente.reading.words.grammar import Verb
from detente.reading.words.tokens import Token, tokenise

__all__ = ["Doing", "doing", "is_base", "stands_for_somebody", "tells_what_becomes"]


@dataclass(frozen=True, slots=True)
class Doing:
    """A phrase as something that is or would be done.

    ``subject`` is who or what does it, as worded, and empty where the phrase does not say or the
    verb is passive; ``verb`` stands in its base form, ``rest`` is what follows. ``modal`` keeps
    the word that puts it off ("would", "must"); a ``fact`` is told as done or being done.
    """

    subject: str
    verb: str
    rest: str
    negated: bool = False
    modal: str = ""
    passive: bool = False
    fact: bool = False

    @property
    def whole(self) -> bool:
        """Whether it has an object, so that what follows an "and" is something else."""
        return bool(self.rest) and not _PARTICLE.fullmatch(self.rest)

    @property
    def text(self) -> str:
        """Verb and object, as after "to"."""
        return f"{self.verb} {self.rest}".strip()


@lru_cache(1024)
def doing(text: str, *, clause: bool = False) -> Doing | None:
    """What the phrase, cut down to its core, says that is done; None where it names a thing.

    Examples
    --------
    >>> doing("it would not lift the embargo").text
    'lift the embargo'
    >>> doing("it was ready to resume the talks").text
    'resume the talks'
    >>> doing("data could be shared with Khartoum").text
    'share data with Khartoum'
    >>> doing("the immediate release of the crew").text
    'release the crew'
    >>> doing("a grave mistake") is None
    True

    A condition is known to be a clause, so that a doubtful word after a name is its verb:

    >>> doing("Arvia grants more licences", clause=True).text
    'grant more licences'
    """
    text = _STANDS_TO.sub("would ", _READY.sub("would", text))
    if happening := _HAPPENING.match(text):
        thing, what = happening[1] or happening[3], happening[2] or happening[4]
        return Doing("", "continue" if what.startswith("continue") else "stop", thing)
    tokens = tokenise(text, 0, len(text))
    found = find_verbs(tokens, [None] * len(tokens), [False] * len(tokens))
    verbs = [verb for verb in found if not _is_noun(tokens, verb)]
    opening = text.partition(" ")[0]
    if opening in _gerunds() or opening == "making":
        return _bare(text)
    if _OF_THING.match(text) and (named := _nominal(text)):
        return named  # "the withdrawal of the troops from positions taken in June"
    kinds = ("base", "s", "past") if clause and not verbs else ("base",)
    if named := _subjunctive(text, kinds) or _of_one_thing(text):
        return named
    return _Clause(text, tokens, verbs).read() if verbs else _nominal(text) or _bare(text)


_READY = re.compile(
    r"\b(?:am|is|are|was|were|be|remain\w*|st[ao]nds?|stood) (?:\w+ly |still |always )?"
    r"(?:willing|happy|glad|eager|keen|content|determined) to\b"
)
_STANDS_TO = re.compile(r"\bst(?:ands?|ood) to (?=[a-z])")
_HAPPENING = re.compile(
    r"^((?:the |all )?\w+ing) (stops|ends|ceases|continues)$|"
    r"^((?:the |all )[a-z]+s) (stop|end|cease|continue)$"
)


def _is_noun(tokens: Sequence[Token], verb: Verb) -> bool:
    """Whether a word that may be a verb follows a determiner: "both sides", "the crossing"."""
    before = tokens[verb.i - 1].tag if verb.i else ""
    noun = verb.kind == "ing" or tokens[verb.i].low in noun_forms()
    return before == "D" and verb.first == verb.i and noun


_LEADING = words("labels", "leading")  # verbs that only lead up to another: "plan to leave"
_NOBODY = re.compile(r"(?:no|nobody|no one|none|neither)\b ?", re.IGNORECASE)
NEAR = 3  # words between a leading verb and the one that it leads up to


class _Clause:
    """A clause with at least one verb, read from the left."""

    def __init__(self, text: str, tokens: Sequence[Token], verbs: Sequence[Verb]) -> None:
        self.text = text
        self.tokens = tokens
        self.first = verbs[0]
        self.main = self._led_up_to(verbs)

    def _led_up_to(self, verbs: Sequence[Verb]) -> Verb:
        """The verb that counts: of "was ready to resume" it is "resume"."""
        main = verbs[0]
        for after in verbs[1:]:
            near = after.first - main.i <= NEAR
            leads = self._lemma(main) in _LEADING
            if not (near and leads and (after.kind in ("to", "ing") or after.passive)):
                break
            main = after
        return main

    def _lemma(self, verb: Verb) -> str:
        low = self.tokens[verb.i].low
        readings = forms().get(low, ())
        if not readings and low.endswith("ed"):
            return _unknown(low)
        wanted = "part" if verb.passive else "base"
        fits = [lemma for lemma, form in readings if form == wanted]
        return next(iter(fits), readings[0].lemma if readings else low)

    def read(self) -> Doing | None:
        """The clause as something done."""
        subject, no = self._subject()
        verb, rest = self._verb_and_rest()
        if verb in _AGAINST:  # who opposes a thing would not accept it
            verb, no = "accept", not no
        none = _NOBODY.match(rest)
        if none:  # "admit neither A nor B"
            rest = rest[none.end() :].replace(" nor ", " or ")
        negated = (self.first.negated or self.main.negated or no) != bool(none)
        passive = self.main.passive or self._lemma(self.main) == "be" != verb
        found = Doing(
            "" if passive else subject,
            verb,
            _joined(subject, rest) if passive else rest,
            negated,
            self.first.modal,
            passive,
            self._is_fact(),
        )
        return found if passive or stands_for_somebody(subject) else _of_a_thing(found) or found

    def _is_fact(self) -> bool:
        """Whether it is told as done or being done rather than wanted or to come."""
        meant = self.first.modal or self.first is not self.main or self.first.kind != "finite"
        return not meant and self.tokens[self.first.first].low != "be"

    def _subject(self) -> tuple[str, bool]:
        """The words before the verb, and whether they deny it: "nobody", "no exercises"."""
        subject = self.text[: self.tokens[self.first.first].start].strip(" ,")
        if match := _NOBODY.match(subject):
            rest = subject[match.end() :]
            alone = match[0].lower() == "no " and rest.islower() and not rest.endswith("s")
            return f"any {rest}" if alone and " " not in rest else rest, True
        if subject.endswith(" not"):
            return subject.removesuffix(" not"), True
        between = self.text[self.tokens[self.first.i].end : self.tokens[self.main.first].start]
        if self.main.kind == "to" and between.strip()[:1].isupper():
            return between.strip(), False  # "urge Arvia to leave": Arvia leaves
        if self.first.kind == "to" and not subject[:1].isupper():
            named = _NAMED_LAST.search(subject)  # "urge Arvia to", but "any pledge to"
            return named[0] if named else "", False
        return subject, False

    def _verb_and_rest(self) -> tuple[str, str]:
        """The verb in its base form, with participles that the lexicon does not know."""
        verb, i = self._lemma(self.main), self.main.i
        after = self.tokens[i + 1] if i + 1 < len(self.tokens) else None
        if verb == "be" and after is not None and after.low.endswith("ed"):
            verb, i = _unknown(after.low), i + 1
        return verb, self.text[self.tokens[i].end :].strip(" ,")


_NAMED_LAST = re.compile(r"[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*)*$")


def _unknown(participle: str) -> str:
    """The base of a participle that the lexicon does not know: "reconnected", "balanced"."""
    if known := forms().get(participle.removeprefix("re"), ()):
        return f"re{known[0].lemma}"
    stem = participle[:-2]
    return stem + "e" if stem.endswith(("c", "v", "u", "z", "dg", "rg")) else stem


_AGAINST = frozenset("oppose reject resist veto".split())

# What goes on or begins of itself is done by whoever speaks of it.
_GOING = frozenset("begin start continue resume end stop proceed go".split())


def _of_a_thing(found: Doing) -> Doing | None:
    """Whoever says that a thing begins or goes on begins it or goes on with it."""
    if found.verb not in _GOING:
        return None
    verb, rest = found.verb, found.rest
    if verb == "go" and re.match(r"(?:on|ahead|forward)\b", rest):
        verb, rest = "go on with", re.sub(r"^(?:on|ahead|forward)\b ?", "", rest)
    elif verb == "go":
        if found.modal not in ("must", "should"):
            return None
        verb = "remove"  # "all tariffs must go"
    elif verb == "proceed":
        verb = "go on with"
    joined = _joined(found.subject, rest)
    return Doing("", verb, joined, found.negated, found.modal, passive=True, fact=found.fact)


def stands_for_somebody(subject: str) -> bool:
    """Whether a subject is a pronoun, a name, or nobody rather than a thing."""
    subject = subject.removeprefix("the ").removeprefix("The ")
    if " " not in subject and subject.lower() in _STUFF:
        return False
    first = subject.lower().partition(" ")[0]
    if first in ("our", "my", "its", "his", "her", "their"):  # "our delegates"
        return True
    if subject.lower() in ("", "we", "i", "he", "she", "it", "they", "both"):
        return True
    if subject.rpartition(" ")[2].lower() in _somebody():
        return True
    return all(word[:1].isupper() or word in ("and", "the") for word in subject.split())


_STUFF = frozenset("cargo freight goods trade traffic work business travel tourism".split())
_THINGS = frozenset("operations rockets shells missiles airstrikes artillery customs".split())


@cache
def _somebody() -> frozenset[str]:
    """Heads of what acts: "the government", "both neighbours"."""
    kinds = (words("roles", kind) for kind in ("persons", "organs", "kinds", "together"))
    return frozenset().union(*kinds) - _THINGS


_PARTICLE = re.compile(r"(?:out|up|down|off|back|over|away)\b ?")


_STRANDED = frozenset("with at for upon after about".split())


def _joined(subject: str, rest: str) -> str:
    if rest in _STRANDED:  # "the road be dealt with": deal with the road
        return f"{rest} {_joined(subject, '')}"
    if particle := _PARTICLE.match(rest):  # "is carried out": carry out
        return f"{particle[0].strip()} {_joined(subject, rest[particle.end() :])}"
    first = subject.split(" ", 1)[0].lower()
    plain = first in words("grammar", "determiners") or first == "data" or _PLURAL.match(subject)
    lowered = subject[:1].lower() + subject[1:] if plain else subject
    return f"{lowered} {rest}".strip()


_PLURAL = re.compile(r"[A-Z][a-z]+s (?:and|or) [a-z]")  # "Airports and refineries"
_NAME = re.compile(
    r"((?:[Tt]he |both |all )?(?:(?!(?:The|An?|No|All|Any|Its) )[A-Z][\w.’'-]*|"
    r"sides|parties|neighbours|countries|capitals)"
    r"(?: (?:and (?:the )?)?[A-Z][\w.’'-]*| (?:of|sides|parties|side|government))*)"
    r" (not )?([a-z]+)\b ?"
)


def _subjunctive(text: str, kinds: tuple[str, ...]) -> Doing | None:
    """A name and a verb in its base form: "Rwanda withdraw its soldiers"."""
    match = _NAME.match(text)
    if match is not None and match[3] == "go" and (on := _GOING_ON.match(text, match.end())):
        lemma = next((lemma for lemma, form in forms().get(on[1], ()) if form == "ing"), None)
        if lemma is not None:  # "Arvia go on pressing"
            return Doing(match[1], lemma, text[on.end() :], bool(match[2]))
    readings = forms().get(match[3], ()) if match else ()
    lemma = next((lemma for lemma, form in readings if form in kinds), None)
    if match is None or lemma is None or lemma in ("be", "have", "do"):
        return None
    return Doing(match[1], lemma, text[match.end() :], bool(match[2]))


_ONE_THING = re.compile(r"(the [a-z]+[a-rt-z]) ([a-z]+) (?=[A-Zaetinm])")


def _of_one_thing(text: str) -> Doing | None:
    """One thing and a verb in its base form, as what is insisted on: "the plate say Taipei"."""
    match = _ONE_THING.match(text)
    if match is None or match[2] in noun_forms():
        return None
    kinds = {form for _, form in forms().get(match[2], ())}
    return Doing(match[1], match[2], text[match.end() :]) if kinds == {"base"} else None


_GOING_ON = re.compile(r"on (\w+ing)\b ?")


def _bare(text: str) -> Doing | None:
    """A verb in its base form, or one that ends in -ing: "withdraw from the treaty"."""
    verb, _, rest = text.partition(" ")
    if rest and (lemma := "make" if verb == "making" else _gerunds().get(verb)):
        return Doing("", lemma, rest)
    if rest and is_base(verb):
        return Doing("", verb, rest)
    return None


@cache
def _verbs_of_nouns() -> dict[str, str]:
    return dict(pair.split("/") for pair in table("labels")["nouns"].split())


@cache
def _gerunds() -> dict[str, str]:
    """Verbs that only drafts need, by their form in -ing."""
    return {f"{verb.removesuffix('e')}ing": verb for verb in words("labels", "verbs")}


def tells_what_becomes(word: str) -> bool:
    """Whether a single word stands for a deed that an object may follow: "end", "removing"."""
    if word in _verbs_of_nouns():
        return True
    return word.endswith("ing") and forgone(f"{word} it", len(word) + 1)


def is_base(word: str) -> bool:
    """Whether a word is a verb in its base form."""
    return any(form == "base" for _, form in forms().get(word, ()))


_NOMINAL = re.compile(
    r"^(?:(?:an?|the|any|its|their|his|no|all|some|such) )?(?:[a-z-]+ )??([a-z-]+)"
    r"(?: (?:of|on|to|from|for|in|with|by|between|at|against) |$)"
)


_OF_THING = re.compile(
    r"^(?:the |an? |any |its |their )?(?:[a-z-]+ )?[a-z]+ of (?!.*\b(?:would|will|be)\b)"
)
_GOING_TO = frozenset(["return"])  # "a return to the council"
_FROM = re.compile(r"^from (?:the )?[A-Z]\w+(?: [A-Z]\w+)* ")  # whoever is to say sorry
_OF = re.compile(r"^(?:of|on|to(?= (?:its|the|all|any|their|his)\b)) ")


def _nominal(text: str) -> Doing | None:
    """A noun that stands for a verb: "the immediate release of the crew"."""
    match = _NOMINAL.match(text)
    if match is None or (verb := _verbs_of_nouns().get(match[1])) is None:
        return None
    rest = text[match.end(1) :].strip()
    rest = rest if verb in _GOING_TO else _OF.sub("", rest)
    if verb == "apologise":
        rest = _FROM.sub("", rest)
    return Doing("", verb, re.sub(r" and (?:of|on|to) ", " and ", rest))
