"""Noun phrases that name nobody by themselves: "the ministry", "both sides", "its navy", "he"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from detente.reading.naming.parties import Mention, gazetteer, plain, role
from detente.reading.words.forms import forms, noun_forms, table, words
from detente.reading.words.tokens import Token

__all__ = ["COUNTRY", "POSSESSIVES", "REBELS", "SIDES", "RoleSpan", "Words", "office_of"]

POSSESSIVES = frozenset("its his her their our my".split())
REBELS = frozenset("rebel rebels guerrilla guerrillas insurgent separatist secessionist".split())
COUNTRY = frozenset(("country", "nation"))
_SUBJECTS = frozenset("he she it they we i".split())
_PRONOUNS = _SUBJECTS | POSSESSIVES | frozenset("them him us".split())
_COUNTS = {"two": 2, "both": 2, "either": 2, "neither": 2, "each": 2, "three": 3, "four": 4}
_AT_ODDS = frozenset("warring rival opposing feuding opposed conflicting hostile".split())
_WHOLE = frozenset("parties sides neighbours neighbors adversaries factions armies camps".split())
_ONE_OF = frozenset("side country party government capital".split())
_AFTER_BOTH = frozenset("of to have had said agreed must should , . are were will".split())
_LEADS = frozenset("the this".split())
_VAGUE_LEADS = frozenset("a an one another".split())
_VAGUE_HEADS = frozenset(
    "spokesman spokeswoman spokesperson official minister negotiator aide adviser diplomat".split()
)
_VERBS = frozenset("forces heads chairs states ships rockets shells guards officers staff".split())
_VENUE = frozenset(
    "in at near outside inside around off within above across throughout via".split()
)
_MOTION = frozenset(
    "fly flew flown travel travelled traveled go went gone return returned come came sail sailed "
    "move moved trip trips flight flights visit visits arrive arrived fled flee envoys".split()
)
SIDES = frozenset("the southern northern eastern western central neighbouring neighboring".split())
_JOINS = frozenset("and of for under then two three four other several".split())
_LONGEST = 9  # words of a role phrase


class RoleSpan(NamedTuple):
    """A role noun at ``head`` with what belongs to it from ``i`` to ``j``."""

    i: int
    head: int
    j: int


@lru_cache
def _offices() -> dict[str, str]:
    return {word: line.split()[0] for line in table("roles")["offices"] for word in line.split()}


def office_of(phrase: Sequence[str]) -> str:
    """Which office of a party some words name; empty if they do not tell.

    Examples
    --------
    >>> office_of(["external", "affairs", "ministry"]), office_of(["prime", "minister"])
    ('foreign', 'premier')
    """
    return next((_offices()[word] for word in phrase if word in _offices()), "")


@dataclass(slots=True)
class Words:
    """The words of a sentence, in the forms in which rules ask for them."""

    tokens: Sequence[Token]
    lows: list[str]
    text: list[str]

    @classmethod
    def of(cls, tokens: Sequence[Token]) -> Words:
        """The words of some tokens."""
        return cls(tokens, [t.low for t in tokens], [plain(t.text) for t in tokens])

    def low(self, k: int) -> str:
        """Word ``k`` in lower case; nothing outside the sentence."""
        return self.lows[k] if 0 <= k < len(self.lows) else ""

    def tag(self, k: int) -> str:
        """The word class of word ``k``."""
        return self.tokens[k].tag if 0 <= k < len(self.tokens) else "."

    def capital(self, k: int) -> bool:
        """Whether word ``k`` begins with a capital."""
        return 0 <= k < len(self.tokens) and self.tokens[k].capital

    def noun(self, k: int) -> bool:
        """Whether word ``k`` goes on with a noun phrase, as a common noun or adjective."""
        if not 0 <= k < len(self.tokens):
            return False
        token = self.tokens[k]
        if token.tag != "O" or token.capital or not token.low[0].isalpha():
            return False
        readings = forms().get(token.low)
        if readings is None or token.low in noun_forms() or role(token.low) is not None:
            return True
        return readings[0].form == "ing"

    def verbal(self, k: int) -> bool:
        """Whether a word that may be a role noun is a verb here: "Russia forces the issue"."""
        return self.low(k) in _VERBS and self.tag(k + 1) in "DR" and self.low(k + 1) != "who"

    def venue(self, i: int) -> bool:
        """Whether the name is where something happens, not who does it."""
        k = i - 1
        while k >= 0 and (self.tag(k) == "D" or self.low(k) in SIDES):
            k -= 1
        if self.low(k) == "and" and self.low(i + 1) not in forms():
            k -= 1
            while k > i - 8 and self.capital(k):
                k -= 1
        travels = self.low(k) == "to" and self.low(k - 1) in _MOTION
        return travels or self.low(k) in _VENUE

    # -- role nouns ------------------------------------------------------------------------------

    def role_span(self, i: int, *, loose: bool = False) -> RoleSpan | None:
        """The role noun of a phrase that goes on at word ``i``, if it has one.

        A ``loose`` phrase, one that an owner leads, may hold an adjective that no list knows.
        """
        modifiers, head, k, unknown = words("roles", "modifiers"), -1, i, 0
        if self.low(i) in _JOINS:
            return None
        while k < min(len(self.lows), i + _LONGEST):
            low = self.lows[k]
            if low == "and" and head == k - 1 and self.low(head) not in modifiers:
                break
            if low == "of" and not (head == k - 1 and self.low(k + 1) in modifiers):
                break
            if role(low) and not self.verbal(k):
                head = k
            elif low not in modifiers and low != "-":
                unknown += 1
                inner = self.noun(k) or (self.capital(k) and self.tag(k) == "O") or self._graded(k)
                if head >= 0 or not loose or unknown > 2 or not inner or low in _media():
                    break
            k += 1
        if head < 0 or self.low(head + 1) in _media():
            return None
        return RoleSpan(i, head, self._with_office(head + 1))

    def _graded(self, k: int) -> bool:
        """Whether an adjective made of two begins or ends here: "internationally recognised"."""
        first = k if self.low(k).endswith("ly") else k - 1
        made = self.low(first).endswith("ly") and self.low(first + 1).endswith("ed")
        return made and not self.capital(first + 2)  # "recognised Government of National Accord"

    def _with_office(self, k: int) -> int:
        """The word after "of foreign affairs", "for trade", if that stands at ``k``."""
        end = k
        named = self.capital(k + 1) and gazetteer().at(self.text, k + 1, None)
        if named:
            return end
        if self.low(k) in {"of", "for"} and self.low(k + 1) in words("roles", "modifiers"):
            end = k + 1
            while self.low(end) in words("roles", "modifiers"):
                end += 1
            end -= self.low(end - 1) in _JOINS
        return end

    def office(self, span: RoleSpan) -> str:
        """Which office the words of a role phrase name."""
        return office_of(self.lows[span.i : span.j])

    def plural(self, k: int) -> bool:
        """Whether a role noun means many: "officials", "envoys"."""
        low = self.low(k)
        return low.endswith("s") and role(low) is not None and not low.endswith("ss")

    def plural_noun(self, k: int) -> bool:
        """Whether a word looks like a noun for many: "Producers"."""
        low = self.low(k)
        return low.endswith("s") and not low.endswith(("ss", "us", "is"))

    # -- phrases ---------------------------------------------------------------------------------

    def described(self, span: RoleSpan) -> Mention | None:
        """A role without a name: "the foreign ministry", "a spokesman"."""
        lead, head = self.low(span.i - 1), self.low(span.head)
        vague = lead in _VAGUE_LEADS and head in _VAGUE_HEADS
        if lead not in _LEADS and not vague and not (span.i == 0 and self.capital(0)):
            return None
        if head == "state" or (role(head) == "groups" and head not in words("roles", "kinds")):
            return None
        within = self._within_organ(span) if role(head) == "persons" else None
        if within:
            span, head = within, self.low(within.head)
        elif self.low(span.j) == "of" and role(head) == "persons":
            return None
        if self.low(span.head - 1) == "-" and self.low(span.head - 2) == "secretary":
            head = "secretary-general"
        owned = self.tag(span.j) == "G"
        if owned and (more := self.role_span(span.j + 1, loose=True)):
            span = RoleSpan(span.i, more.head, more.j)
            owned = False
        loose_end = self.noun(span.j) and self.low(span.j) not in forms()
        return Mention(
            span.i,
            span.j,
            (),
            "description",
            agent=not owned and not loose_end,
            person=within is not None or role(self.low(span.head)) == "persons",
            plural=role(head) == "groups",
            head=head,
            office="rebel" if REBELS & set(self.lows[span.i : span.j]) else self.office(span),
            owner="" if lead == "the" or span.i == 0 else lead,
        )

    def _within_organ(self, span: RoleSpan) -> RoleSpan | None:
        """A person of an organ named before: "an official at the department"."""
        k = span.j + 1
        if self.low(span.j) not in {"of", "at", "in", "from", "for"} or self.low(k) != "the":
            return None
        inner = self.role_span(k + 1)
        if inner is None or role(self.low(inner.head)) != "organs" or self.tag(inner.j) == "G":
            return None
        return RoleSpan(span.i, inner.head, inner.j) if self.low(inner.j) != "of" else None

    def collective(self, i: int) -> Mention | None:
        """Many at once whom no list can name: "Western powers", "West African leaders"."""
        k = i
        while self.lows[k : k + 1] and self.lows[k] in words("roles", "regions"):
            k += 1
        if k == i or self.low(k) not in words("roles", "together") | {"diplomats", "officials"}:
            return None
        return _several(i, k + 1, "some")

    def kind(self, i: int) -> Mention | None:
        """A kind of party: "the alliance", "the 27-nation bloc"."""
        if self.lows[i] not in words("roles", "kinds"):
            return None
        k = i - 1
        while k >= 0 and i - k < 4 and (self.noun(k) or self.low(k) in {"-", "islamist", "shia"}):
            k -= 1
        if self.low(k) not in {"the", "this"} or self.low(i + 1) == "of":
            return None
        owned = self.tag(i + 1) == "G"
        if (
            owned
            and (span := self.role_span(i + 2, loose=True))
            and role(self.low(span.head)) != "groups"
        ):
            person = role(self.low(span.head)) == "persons"
            return Mention(
                k + 1,
                span.j,
                (),
                "description",
                person=person,
                head=self.lows[i],
                office=self.office(span),
            )
        that = self.low(k - 1) == "that"
        loose_end = self.noun(i + 1) and self.low(i + 1) not in forms() and not that
        return Mention(
            k + 1,
            i + 1,
            (),
            "description",
            agent=not owned and not loose_end,
            plural=self.lows[i].endswith("s"),
            head=self.lows[i],
        )

    def countrys(self, i: int) -> Mention | None:
        """An organ of the country spoken of: "the country's envoy" is as "its envoy"."""
        if self.low(i) not in COUNTRY or self.low(i - 1) != "the" or self.tag(i + 1) != "G":
            return None
        span = self.role_span(i + 2, loose=True)
        if span is None or role(self.low(span.head)) == "groups":
            return None
        person, office = role(self.low(span.head)) == "persons", self.office(span)
        return Mention(
            i, span.j, (), "pronoun", person=person, head="its", office=office, owner="its"
        )

    def together(self, i: int) -> Mention | None:
        """Several parties at once: "both sides", "the three governments", "the two"."""
        low, lead = self.low(i), self.low(i - 1)
        lead = self.low(i - 2) if lead in _AT_ODDS else lead
        if low in words("roles", "together") and lead == "all":
            return _several(i, i + 1, "everyone")
        if low in _WHOLE and lead in {"the", "all"}:
            return _several(i, i + 1, "everyone" if lead == "all" else "all")
        if low == "pair" and lead == "the" and self.low(i + 1) != "of":
            return _several(i, i + 1, "all2")
        return self._counted(i, _COUNTS[low]) if low in _COUNTS else None

    def _counted(self, i: int, count: int) -> Mention | None:
        """As many parties as a number tells: "both", "the two downstream countries"."""
        low = self.low(i)
        k = i + 1 + (self.low(i + 1) == "of")
        k += self.low(k) == "the"
        for end in range(k, min(k + 3, len(self.lows))):
            one = low != "two" and self.lows[end] in _ONE_OF
            if one or self.lows[end] in words("roles", "together"):
                return _several(i, end + 1, f"all{count}")
            if not self.noun(end) and self.tag(end) != "A":
                break
        alone = low == "both" and (self.low(i + 1) in _AFTER_BOTH or self._finite(i + 1))
        counted = low in {"two", "three"} and self.low(i - 1) == "the" and not self.noun(i + 1)
        return _several(i, i + 1, f"all{count}") if alone or counted else None

    def _finite(self, k: int) -> bool:
        """Whether a word can only be a verb that has a subject: "both undertake to"."""
        return self.low(k) in forms() and not self.noun(k) and not self.low(k).endswith("ing")

    def opposite(self, i: int) -> Mention | None:
        """Whoever stands opposite: "the other side", "its neighbour"."""
        low, lead = self.low(i), self.low(i - 1)
        if lead == "other" and low in {
            "side",
            "party",
            "country",
            "capital",
            "government",
            "state",
        }:
            return Mention(i, i + 1, (), "description", head="other")
        if lead not in POSSESSIVES or self.capital(i + 1):  # "its neighbour Chad" is named
            return None
        if low in words("roles", "opposite") or (low == "counterparts" and lead != "their"):
            return Mention(i, i + 1, (), "description", head="other", owner=lead)
        if low in words("roles", "friends"):
            return _several(i, i + 1, "some")
        if low.removesuffix("s") in words("roles", "opposite"):
            return _several(i, i + 1, "all2")
        return None

    def pronoun(self, i: int) -> Mention | None:
        """A pronoun, or an organ that a pronoun owns: "its navy"."""
        low = self.low(i)
        if low not in _PRONOUNS or self.tokens[i].text in {"US", "IT"}:
            return None
        if low in POSSESSIVES and (span := self.role_span(i + 1, loose=True)):
            sort = role(self.low(span.head))
            if sort != "groups" and self.low(span.head) not in words("roles", "opposite"):
                person = sort == "persons"
                return Mention(
                    i,
                    span.j,
                    (),
                    "pronoun",
                    person=person,
                    head=low,
                    office=self.office(span),
                    owner=low,
                )
        person = low in {"he", "she", "i", "him"}
        return Mention(
            i,
            i + 1,
            (),
            "pronoun",
            agent=low in _SUBJECTS,
            person=person,
            plural=low in {"they", "them", "their"},
            head=low,
        )


def _several(i: int, j: int, head: str) -> Mention:
    return Mention(i, j, (), "description", plural=True, head=head)


def _media() -> frozenset[str]:
    return words("roles", "media")
