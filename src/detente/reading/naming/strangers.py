"""Who acts by a clause without being known: the noun phrase that stands as its subject."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from detente.reading.naming.parties import STRANGER, Mention, role, shapes
from detente.reading.words.forms import forms, readings, words
from detente.reading.words.tokens import Token

__all__ = ["Phrases", "is_abbreviation", "is_collective", "is_listed", "is_name_of_body"]

_WHO = frozenset("who which that".split())
VOICES = frozenset(
    "official officials aide aides source sources diplomat diplomats spokesman spokeswoman "
    "spokesperson spokesmen".split()
)
_OPENS = frozenset("ACS")  # adverbs and conjunctions that stand before a subject
_LEADS = frozenset(
    "the a an this that these those its his her their our my some many several two three four five "
    "six seven eight nine ten both other".split()
)
_PLATFORMS = frozenset("Facebook Twitter Telegram YouTube WhatsApp Instagram WeChat".split())
_MONTHS = frozenset("jan feb mar apr jun jul aug sep sept oct nov dec".split())
_INNER = frozenset("of for and de van von der la - 's al el bin".split())
_OWN = frozenset("its his her their our my".split())
_PEOPLE_ENDINGS = ("ists", "ians", "men", "women")
_LONGEST = 9  # words of such a phrase


@dataclass(frozen=True, slots=True)
class Phrases:
    """The words of a sentence, asked for the noun phrases of those whom nobody knows.

    ``taken`` has the mention over each word; ``common`` the words that the text also writes small:
    a capital at the beginning of a sentence makes no name of those.
    """

    tokens: Sequence[Token]
    taken: Sequence[Mention | None]
    common: frozenset[str]

    def subject(self, start: int, end: int) -> Mention | None:
        """Who acts by a verb at ``end`` in a clause from ``start``, if words for somebody do."""
        i = self._begin(start, end)
        found = self.at(i, end) if i is not None else None
        if found is None:
            return None
        rest = self.tokens[found.j] if found.j < end else None
        goes_on = rest is None or rest.tag in "PTA." or rest.low in _WHO
        return found if goes_on or self._modifies(found.j, end) else None

    def at(self, i: int, end: int) -> Mention | None:
        """The phrase of somebody that begins at word ``i``."""
        if i >= end or (self.tokens[i].tag == "D" and self.tokens[i].low not in _LEADS):
            return None
        lead = self.tokens[i].low if self.tokens[i].tag == "D" else ""
        first = self._over_numbers(i + (lead != ""), end)
        j = self._stretch(first, end)
        if j == first or lead in _OWN:
            return None
        j = self._without_adjective(first, j)
        head = self.tokens[j - 1]
        if head.low in words("roles", "papers") or head.text in _media():
            return None
        if body := self._body_of(first, j, end):
            return body
        known = self.taken[j - 1]
        if known is not None and known.kind != "stranger":
            return None  # "the Angolan"
        named = self.is_name(j - 1)
        return self._named(first, j, lead) if named else self._called(first, j, end, lead)

    def is_name(self, k: int) -> bool:
        """Whether a word is written as a name, not only because the sentence begins with it."""
        token = self.tokens[k]
        if not token.capital or token.low in words("roles", "papers"):
            return False
        opens = k == 0 or self.tokens[k - 1].tag == "Q" or self.tokens[k - 1].text in ".:;!?"
        if not opens:
            return not _is_common(token)
        if token.low in self.common or token.low in forms() or _is_people(token.low):
            return is_abbreviation(token.text)
        return not _is_common(token) and not token.low.endswith(
            ("ing", "tion", "ment", "ness", "ity", "ties", "ions", "ments", "ies", "ism")
        )

    def _called(self, first: int, j: int, end: int, lead: str) -> Mention | None:
        """Somebody by a common noun: "critics", "the strikers", "business groups in Alberta"."""
        head = self.tokens[j - 1]
        bare = not lead and j - first == 1 and head.low in VOICES
        bare = bare or "international" in {self.tokens[k].low for k in range(first, j - 1)}
        means = head.low in words("roles", "craft") or head.low in words("roles", "means")
        if bare or means or not _is_people(head.low):
            return None
        plural = head.low.endswith("s") and not head.low.endswith("ss")
        collective = is_collective(head.low)
        j = self._with_place(j, end) if collective and not lead else j
        own = self._words(first, j)
        return Mention(
            first,
            j,
            (STRANGER + own[0].upper() + own[1:],),
            "stranger",
            person=not plural and not collective,
            plural=plural,
            head=head.low,
            office="body" if collective else "",
            owner=lead,
        )

    def _body_of(self, first: int, j: int, end: int) -> Mention | None:
        """The body that a phrase stands for: its head's ("the board of Orel") or its owner's."""
        head = self.tokens[j - 1]
        organ = role(head.low) == "organs" or head.low in {"board", "management"}
        if (organ or head.low in words("roles", "voices")) and self._follows_of(j, end):
            stop = self._stretch(j + 1, end)
            own = (STRANGER + self._words(j + 1, stop),)
            return Mention(first, stop, own, "stranger", person=not organ, office="body")
        return self._owner(first, j)

    def _owner(self, first: int, j: int) -> Mention | None:
        """For whom somebody speaks who belongs to it: "a union lawyer", "Orel's Ada Lund"."""
        head = self.tokens[j - 1]
        mark = next((k for k in range(j - 2, first, -1) if self.tokens[k].tag == "G"), j - 1)
        owned, named, k = mark < j - 1, self.is_name(j - 1), mark - 1
        if k < first or not (_is_people(head.low) or (owned and named)):
            return None
        low, plural = self.tokens[k].low, head.low.endswith("s")
        one = Mention(first, j, (), "stranger", person=not plural, plural=plural, office="body")
        if is_collective(low) and not low.endswith("s") and (k == first or role(low) != "organs"):
            return replace(one, parties=(STRANGER + low.capitalize(),), head=low, owner="the")
        if self.taken[k] is not None or head.low in words("roles", "apart_from"):
            return None
        short = is_abbreviation(self.tokens[k].text)
        if not short and not (owned and self.is_name(k)):
            return None
        own = (STRANGER + self._words(first, k + 1),)
        return replace(one, parties=own, office="body" if short or named else "")

    def _follows_of(self, j: int, end: int) -> bool:
        """Whether "of" and a name that no list knows stand at ``j``."""
        if j + 1 >= end or self.tokens[j].low not in {"of", "for", "at"}:
            return False
        stop = self._stretch(j + 1, end)
        if stop == j + 1 or role(self.tokens[stop - 1].low) is not None:
            return False  # "a spokesman for the Foreign Ministry"
        return self.is_name(j + 1) and self.taken[j + 1] is None

    def _with_place(self, j: int, end: int) -> int:
        """The word after where many are: "dockers in Seattle"."""
        if j + 1 >= end or self.tokens[j].low not in {"in", "of", "from"}:
            return j
        k = j + 1
        while k < end and self.tokens[k].capital:
            k += 1
        return k if k > j + 1 else j

    def _over_numbers(self, i: int, end: int) -> int:
        """The word after a day or a number that stands first: "13 April Commission"."""
        while i < end - 1 and (
            self.tokens[i].text[0].isdigit()
            or (self.tokens[i].tag != "S" and self.tokens[i].low in words("roles", "unnamed"))
            or self.tokens[i].low in _MONTHS
            or self.tokens[i].text in {"-", "–", "."}
        ):
            i += 1
        return i

    def _named(self, first: int, j: int, lead: str) -> Mention:
        """Somebody by a name: "Ferrand", "the GIO"."""
        first = self._first_capital(first, j)
        name, last = self._words(first, j), self.tokens[j - 1].text
        body = is_abbreviation(last) or is_name_of_body(name) or lead == "the"
        return Mention(
            first,
            j,
            (STRANGER + (name if body else last),),
            "stranger",
            person=not body,
            name="" if body else last,
            head="",
            office="body" if body else "",
        )

    def _first_capital(self, first: int, j: int) -> int:
        """The first word of a name: "white-faced Ada Lund"."""
        k = j
        inner = _INNER | {"-"}
        while k > first and (self.tokens[k - 1].capital or self.tokens[k - 1].text in inner):
            k -= 1
        return k

    def _words(self, i: int, j: int) -> str:
        return "".join(
            token.text if k == 0 or token.start == self.tokens[i + k - 1].end else f" {token.text}"
            for k, token in enumerate(self.tokens[i:j])
        )

    def _begin(self, start: int, end: int) -> int | None:
        """The word at which the subject begins: behind adverbs and a phrase that leads."""
        i = start
        while i < end:
            token = self.tokens[i]
            if token.tag in "PT":
                comma = next((k for k in range(i, end) if self.tokens[k].text == ","), None)
                if comma is None:
                    return None
                i = comma + 1
            elif token.tag in _OPENS or token.text in {",", "-", "–", "—", ">", "*"}:
                i += 1
            else:
                return i if token.tag in "OD" else None
        return None

    def _stretch(self, first: int, end: int) -> int:
        """The word after the nouns, names and adjectives that begin at ``first``."""
        j = first
        while j < min(end, first + _LONGEST):
            token, mention = self.tokens[j], self.taken[j]
            if mention is not None and (mention.agent or mention.kind == "pronoun"):
                break
            owned = token.tag == "G" and j > first and self.tokens[j - 1].tag == "O"
            if token.tag != "O" and token.text != "-" and not owned:
                break
            if token.tag == "O" and not token.text[0].isalnum():
                break
            if token.text.islower() and self._participle(j, first):
                break
            j += 1
        while j > first and self.tokens[j - 1].tag != "O":
            j -= 1
        return j

    def _without_adjective(self, first: int, j: int) -> int:
        """The word after the noun for people that an adjective follows: "a source close to"."""
        after = self.tokens[j].tag if j < len(self.tokens) else "."
        behind = j - 2 >= first and after in "PT" and _is_people(self.tokens[j - 2].low)
        known = _is_people(self.tokens[j - 1].low) or self.tokens[j - 1].capital
        return j - 1 if behind and not known else j

    def _participle(self, k: int, first: int) -> bool:
        """Whether a participle ends the phrase: "workers paid by the hour"."""
        found = {one.form for one in readings(self.tokens[k].low)}
        after = self.tokens[k + 1].tag if k + 1 < len(self.tokens) else "."
        return k > first and "part" in found and after in "PT"

    def _modifies(self, k: int, end: int) -> bool:
        """Whether a participle goes on with the phrase."""
        return bool({"part", "ing"} & {one.form for one in readings(self.tokens[k].low)})


def _media() -> frozenset[str]:
    """Whoever only reports; a firm that also acts, such as Facebook, is none of them."""
    return words("speech", "media", "names") - _PLATFORMS


def _is_common(token: Token) -> bool:
    """Whether a capital stands on a common noun: days, months, parts of a text."""
    return token.low in words("roles", "unnamed") or token.text[0].isdigit()


def is_abbreviation(text: str) -> bool:
    """Whether a word is an abbreviation, as bodies have them: "NUM", "SAG-AFTRA"."""
    return len(text) > 2 and sum(map(str.isupper, text)) > len(text) // 2


def is_name_of_body(name: str) -> bool:
    """Whether a name holds a word that tells a body: "Harbour Board"."""
    return " " in name and any(word.lower() in shapes() for word in name.split())


def _is_people(low: str) -> bool:
    """Whether a noun means people or a body that can speak and act."""
    return is_listed(low) or low.endswith(_PEOPLE_ENDINGS)


def is_listed(low: str) -> bool:
    """Whether a list has a noun for people, or for a body that can speak and act."""
    return role(low) is not None or low in words("roles", "people") or is_collective(low)


def is_collective(low: str) -> bool:
    """Whether a noun means a body, or many who act as one."""
    return low in words("roles", "collectives")
