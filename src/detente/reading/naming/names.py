"""Names of parties and people: those of the lexicon and those that a document introduces."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from detente.reading.naming.parties import Alias, Mention, gazetteer, opposite_of, role, shorts_of
from detente.reading.naming.roles import Words
from detente.reading.words.forms import forms
from detente.reading.words.tokens import Token

__all__ = ["PARTICLES", "NameFinder", "Names", "common_words"]

PARTICLES = frozenset("al el bin ibn de van der von la da di dos du del ul zu ben".split())
_INNER = frozenset("- der la".split())
_MONTHS = frozenset("May March April June August".split())
_NOT_NAMES = frozenset(
    "The Here There Now Then Neither Both Each Either Every Some Most Many Yet So "
    "A An In On At But And If When He She It They We I This That These Those After Before As "
    "For His Her Its Our Their Under No Not From To By With While Since Monday Tuesday Wednesday "
    "Thursday Friday Saturday Sunday January February March April May June July August September "
    "October November December Mr Mrs Ms Dr Neither Either Each Both Every Such "
    "All Any Should Upon Contracting Article".split()
)
_TIMES = frozenset("hours days weeks months years minutes day week month year".split())
_SMALL = re.compile(r"(?<![\w'’-])[a-z][a-z]+(?![\w-])")
_LONGEST = 6  # words of a person's name


def common_words(text: str) -> frozenset[str]:
    """The words that a text writes small somewhere.

    Examples
    --------
    >>> sorted(common_words("Talks failed. The talks in Oslo"))
    ['failed', 'in', 'talks']
    """
    return frozenset(_SMALL.findall(text))


@dataclass(slots=True)
class Names:
    """What a document has taught so far: people by surname, short names, and its year."""

    year: int | None = None
    common: frozenset[str] = frozenset()  # the words that the document also writes small
    people: dict[str, str | None] = field(default_factory=dict)
    short: dict[str, str] = field(default_factory=dict)
    seen: dict[str, None] = field(default_factory=dict)
    coined: dict[str, tuple[tuple[str, ...], str]] = field(default_factory=dict)  # by first word

    def learn(self, name: Sequence[Token], party: str | None) -> None:
        """Remember that a person speaks for a party, or for one that must still be found."""
        last = name[-1].text
        if party or last not in self.people:
            self.people[last] = party
        if len(name) > 1:
            self.people.setdefault(name[0].text, party)

    def coin(self, words: Sequence[str], party: str) -> None:
        """Remember the name of a party that no list knows."""
        self.coined.setdefault(words[0], (tuple(words), party))

    def meet(self, party: str) -> None:
        """Remember that a party was named, and by which short names it may go from now on."""
        if party not in self.seen:
            self.seen[party] = None
            for named in (party, *opposite_of(party)):
                for short in shorts_of(named):
                    self.short.setdefault(short, named)


class NameFinder:
    """Finds names among the words of a sentence."""

    def __init__(self, tokens: Sequence[Token], names: Names) -> None:
        self.tokens, self.names = tokens, names
        self.words = Words.of(tokens)

    # -- names of parties ------------------------------------------------------------------------

    def base(self, i: int) -> tuple[int, Alias] | None:
        """The name of the lexicon or of the document that stands at word ``i``."""
        if i >= len(self.tokens):
            return None
        text = self.words.text
        if text[i] == "IS" and self.words.low(i - 1) not in {"of", "by", "the", "against"}:
            return None
        if hit := gazetteer().at(text, i, self.names.year):
            return hit
        if text[i].endswith("-led") and (led := gazetteer().at([text[i][:-4]], 0, None)):
            return 1, replace(led[1], kind="demonym")
        return self._introduced(i)

    def _introduced(self, i: int) -> tuple[int, Alias] | None:
        """The name that the document itself has introduced."""
        text = self.words.text
        if coined := self.names.coined.get(text[i]):
            name, party = coined
            if tuple(text[i : i + len(name)]) == name:
                return len(name), Alias(party, "body")
        short = self.names.short.get(text[i])
        if short is None or (text[i][1:].islower() and not self._by_itself(i)):
            return None
        return 1, Alias(short, "body")

    def shared(self, i: int, k: int, length: int) -> str | None:
        """Whom word ``i`` means with the end of the next name: "Greek and Turkish Cypriots"."""
        full = (self.words.text[i], self.words.text[k + length - 1])
        hit = gazetteer().at(full, 0, self.names.year) if length > 1 else None
        return hit[1].party if hit and hit[0] == len(full) else None

    def _by_itself(self, i: int) -> bool:
        """Whether a short name stands for itself: "the North", not "the North Sea"."""
        more = self.words.capital(i + 1) or self.words.noun(i + 1)
        more = more and self.words.low(i + 1) not in _TIMES
        organ = role(self.words.low(i + 1)) is not None
        led = self.words.low(i - 1) in {"the", "a", "an"}
        part = self.words.low(i + 1) == "of" and (
            self.words.capital(i + 2) or self.words.low(i + 2) == "the"
        )
        return led and (organ or not more) and not part

    def after_acronym(self, j: int, alias: Alias) -> int:
        """The word after a short form in parentheses, which is remembered."""
        if self.words.low(j) == "(" and self.words.low(j + 2) == ")" and alias.kind != "demonym":
            short = self.words.text[j + 1]
            if any(letter.isupper() for letter in short[1:]):
                self.names.short.setdefault(short, alias.party)
                return j + 3
        return j

    # -- names of people -------------------------------------------------------------------------

    def proper(self, k: int) -> bool:
        """Whether a word can be part of a proper name."""
        if not 0 <= k < len(self.tokens):
            return False
        token = self.tokens[k]
        if token.low in PARTICLES:
            inner = self.words.capital(k + 1) or self.words.low(k + 1) in _INNER
            return inner or (token.capital and self.words.low(k + 1) != ",")
        if token.text in _NOT_NAMES or token.tag not in "OP":
            return token.text == "-" and self.words.capital(k + 1)
        return token.capital or token.low.startswith(("al-", "el-"))

    def name_end(self, start: int) -> int:
        """The word after a person's name that begins at ``start``; ``start`` if none does."""
        end = start
        while self.proper(end) and end - start < _LONGEST:
            hit = self.base(end) if end > start else None
            if hit and hit[1].kind not in {"person", "place"}:
                break
            end += 1
        return end

    def named(self, k: int, party: str | None) -> tuple[int, str]:
        """Take in a name that follows a title, with or without commas, and learn it."""
        comma = self.words.low(k) == ","
        start = k + comma
        end = self.name_end(start)
        if end == start or (comma and (end - start < 2 or self.words.low(end) != ",")):
            return k, ""
        self.names.learn(self.tokens[start:end], party)
        return end + comma, self.tokens[end - 1].text

    def person(self, i: int, j: int, party: str | None) -> Mention:
        """A person, or an office that the person's name owns: "Santos's negotiators"."""
        self.names.learn(self.tokens[i:j], party)
        parties = (party,) if party else ()
        if self.words.tag(j) == "G":
            return self._owned_by(i, j, parties)
        name = self.tokens[j - 1].text
        if (
            self.words.low(j) == "of"
            and (of := self.base(j + 1))
            and of[1].kind in {"name", "body"}
        ):
            self.names.learn(self.tokens[i:j], of[1].party)
            return Mention(i, j + 1 + of[0], (of[1].party,), "person", person=True, name=name)
        return Mention(i, j, parties, "person", person=True, name=name)

    def _owned_by(self, i: int, j: int, parties: tuple[str, ...]) -> Mention:
        span = self.words.role_span(j + 1, loose=True)
        sort = role(self.words.low(span.head)) if span else None
        if span is None or sort == "groups":
            return Mention(i, j, parties, "reference", agent=False, person=True, head="'s")
        head, office = self.words.low(span.head), self.words.office(span)
        person = sort == "persons"
        return Mention(i, span.j, parties, "organ", person=person, head=head, office=office)

    def held(self, k: int) -> str | None:
        """For whom an office-holder speaks whose title stands before the surname at ``k``."""
        if not self.words.capital(k) or self.words.capital(k + 1):
            return None
        return gazetteer().surname(self.words.text[k], self.names.year)

    def learnt(self, i: int) -> Mention | None:
        """A surname that the document introduced with its title."""
        text = self.tokens[i].text
        if text not in self.names.people or not self.tokens[i].capital:
            return None
        if text in _MONTHS and self.words.low(i + 1) not in forms():
            return None
        j = i + 1
        while j < len(self.tokens) and self.proper(j) and self.tokens[j].text in self.names.people:
            j += 1
        if self.proper(j) and self.words.capital(j) and not self.base(j):
            return None  # somebody else of that name
        return self.person(i, j, self.names.people[self.tokens[j - 1].text])
