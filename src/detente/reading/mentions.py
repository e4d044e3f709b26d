"""The words of a sentence that name somebody: names grown to whole noun phrases."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from detente.reading.lexicon import forms, words
from detente.reading.parties import Alias, Kind, Mention, code_of, gazetteer, kinds_of, role, shorts_of
from detente.reading.phrases import RoleSpan, Words
from detente.reading.tokens import Token

__all__ = ["Names", "find_mentions"]

_BODY_WORDS = frozenset(
    "Party Front Movement Army Union Council Organisation Organization League Alliance Committee "
    "Federation Association Congress Court Group Authority Tribunal Brigade Brigades Forum Coalition "
    "Network Militia Forces Assembly Bank Agency Institute Foundation Tigers Corps Syndicate "
    "Corporation Company Confederation Commission Mission".split()
)
_LED = frozenset("rebels guerrillas movement militia party front union faction group militants".split())
_PLACED = frozenset("in of from for at".split())
_VENUE = frozenset("in at near outside inside around off within above across throughout via".split())
_SIDES = frozenset("the southern northern eastern western central neighbouring neighboring".split())
_LINKS = frozenset("of the and for on".split())
_PARTICLES = frozenset("al el bin ibn de van der von la da di dos du del ul zu ben".split())
_LOCAL = frozenset("diplomat diplomats source sources state side team base force general service host".split())
_MONTHS = frozenset("May March April June August".split())
_NOT_NAMES = frozenset(
    "The A An In On At But And If When He She It They We I This That These Those After Before As For "
    "His Her Its Our Their Under No Not From To By With While Since Monday Tuesday Wednesday Thursday "
    "Friday Saturday Sunday January February March April May June July August September October "
    "November December Mr Mrs Ms Dr".split()
)
_EVENTS = frozenset(
    "talks accord accords agreement agreements summit round process protocol protocols conference "
    "declaration meeting treaty convention format communique memorandum document deal negotiations "
    "framework roadmap".split()
)


@dataclass(slots=True)
class Names:
    """What a document has taught so far: people by surname, short names, and its year."""

    year: int | None = None
    people: dict[str, str | None] = field(default_factory=dict)
    short: dict[str, str] = field(default_factory=dict)
    seen: dict[str, None] = field(default_factory=dict)

    def learn(self, name: Sequence[Token], party: str | None) -> None:
        """Remember that a person speaks for a party, or for one that must still be found."""
        last = name[-1].text
        if party or last not in self.people:
            self.people[last] = party
        if len(name) > 1:
            self.people.setdefault(name[0].text, party)

    def meet(self, party: str) -> None:
        """Remember that a party was named, and by which short names it may go from now on."""
        if party not in self.seen:
            self.seen[party] = None
            for short in shorts_of(party):
                self.short.setdefault(short, party)


@lru_cache
def _starters() -> frozenset[str]:
    """Words, in lower case, at which a phrase without a name can begin."""
    entries = ("persons", "organs", "groups", "modifiers", "kinds", "opposite", "together")
    found = frozenset().union(*(words("roles", entry) for entry in entries))
    return found | frozenset("both either neither two three four each pair side party".split())


class _Finder:
    """One pass over the words of a sentence."""

    def __init__(self, tokens: Sequence[Token], names: Names) -> None:
        self.tokens, self.names = tokens, names
        self.words = Words.of(tokens)

    def run(self) -> list[Mention]:
        found: list[Mention] = []
        i = 0
        while i < len(self.tokens):
            mention = self.at(i) if self.tokens[i].text[0].isalpha() else None
            if mention is None:
                i += 1
                continue
            for party in mention.parties:
                self.names.meet(party)
            found.append(mention)
            i = max(mention.j, i + 1)
        return found

    def at(self, i: int) -> Mention | None:
        """Whoever is named by words that begin at ``i``."""
        low, capital = self.words.lows[i], self.tokens[i].capital
        if capital or low in _PARTICLES:
            if mention := self.known(i) or self.learnt(i):
                return mention
        if mention := self.words.pronoun(i):
            return mention
        if low in _starters():
            for attempt in self._attempts():
                if mention := attempt(i):
                    return mention
        return self.coined(i) if capital else None

    def _attempts(self) -> tuple[Callable[[int], Mention | None], ...]:
        return (self.words.opposite, self.words.together, self.role_phrase, self.words.kind)

    # -- names of the lexicon --------------------------------------------------------------------

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
        party = self.names.short.get(text[i])
        if party is None or (text[i][1:].islower() and not self._the(i)):
            return None
        return 1, Alias(party, "body")

    def _the(self, i: int) -> bool:
        """Whether a short name stands for itself: "the North", not "the North Sea"."""
        return self.words.low(i - 1) == "the" and not (
            self.words.capital(i + 1) or self.words.low(i + 1) == "of" or self.words.noun(i + 1)
        )

    def series(self, i: int) -> tuple[int, list[str], Alias] | None:
        """A name, or several before one head: "Greek, French and Italian forces"."""
        hit = self.base(i)
        if hit is None:
            return None
        length, alias = hit
        parties, j = [alias.party], i + length
        if alias.kind in {"demonym", "name"}:
            k = j
            while self.words.low(k) in {",", "and", "-", "/"}:
                joint = self.words.low(k) in {"-", "/"}
                k += 1 + (self.words.low(k) == "," and self.words.low(k + 1) == "and")
                more = self.base(k)
                if more is None or more[1].kind not in {"demonym", "name"}:
                    break
                if alias.kind == "name" == more[1].kind and not joint:
                    break
                parties.append(more[1].party)
                k += more[0]
                j = k
            if len(parties) > 1 and not (self.words.noun(j) or alias.kind == "demonym"):
                return i + length, [alias.party], alias
        return j, parties, alias

    def known(self, i: int) -> Mention | None:
        """A name with the role noun or owner's mark that follows it."""
        hit = self.series(i)
        if hit is None:
            return None
        j, parties, alias = hit
        if alias.kind == "person":
            return self.person(i, j, alias.party)
        j = self._acronym(j, alias)
        if alias.kind == "body" and self.words.low(j) in (_LED | kinds_of(alias.party)):
            return Mention(i, j + 1, (alias.party,), "body", plural=True, head=self.words.low(j))
        if self.words.text[i].endswith("-led") and self.words.low(j) in words("roles", "kinds"):
            return Mention(i, j + 1, tuple(parties), "organ", head=self.words.low(j))
        owned = self.words.tag(j) == "G"
        loose = owned or alias.kind == "demonym"
        span = self.words.role_span(j + owned, loose=loose)
        if span is None and owned and (inner := self._owned_name(j + 1, parties)):
            return replace(inner, i=i)
        if span is not None and not self._capital_group(span, owned=owned):
            return self.headed(i, span, parties, alias)
        return self.bare(i, j, parties, alias, owned=owned)

    def _acronym(self, j: int, alias: Alias) -> int:
        """The word after a short form in parentheses, which is remembered."""
        if self.words.low(j) == "(" and self.words.low(j + 2) == ")" and alias.kind != "demonym":
            short = self.words.text[j + 1]
            if short.isupper() or any(c.isupper() for c in short[1:]):
                self.names.short.setdefault(short, alias.party)
                return j + 3
        return j

    def _owned_name(self, j: int, parties: list[str]) -> Mention | None:
        """ "Kenya's William Ruto": somebody whom his country owns."""
        end = self.name_end(j)
        if end - j < 2:
            return None
        self.names.learn(self.tokens[j:end], parties[0])
        return Mention(j, end, tuple(parties), "person", person=True, name=self.tokens[end - 1].text)

    def _capital_group(self, span: RoleSpan, *, owned: bool) -> bool:
        """Whether a group's noun is part of a longer name: "Serbian Progressive Party"."""
        capital = self.tokens[span.head].capital and not owned
        return capital and role(self.words.low(span.head)) == "groups"

    def bare(self, i: int, j: int, parties: list[str], alias: Alias, *, owned: bool) -> Mention:
        """A name without a role noun: a party, an adjective, an owner or a place."""
        names = tuple(parties)
        if owned:
            return Mention(i, j, names, "reference", agent=False, head="'s")
        if alias.kind == "demonym":
            alone = self._people(i, j)
            return Mention(i, j, names, "name" if alone else "reference", agent=alone, plural=True)
        if alias.kind == "place" or (alias.kind == "capital" and self.words.low(j) in _EVENTS):
            return Mention(i, j, names, "place", agent=False)
        follows = self.words.noun(j) and self.words.low(j) not in forms()
        if follows and self.words.low(i - 1) != "and":
            return Mention(i, j, names, "reference", agent=False)
        return Mention(i, j, names, alias.kind, agent=not self.venue(i), head=self.words.low(j - 1))

    def _people(self, i: int, j: int) -> bool:
        """Whether an adjective stands for a people: "the Dutch", "Afghans"."""
        if self.words.noun(j):
            return False
        last = self.tokens[j - 1].text
        plural = last.endswith(("ians", "ans", "is", "ts", "bs", "ns", "ks", "es", "rs", "men", "os"))
        return plural or (self.words.low(i - 1) == "the" and last.endswith(("sh", "ch", "ese", "ss")))

    def venue(self, i: int) -> bool:
        """Whether the name is where something happens, not who does it."""
        k = i - 1
        while k >= 0 and (self.words.tag(k) == "D" or self.words.low(k) in _SIDES):
            k -= 1
        return self.words.low(k) in _VENUE

    def headed(self, i: int, span: RoleSpan, parties: list[str], alias: Alias) -> Mention:
        """A phrase that ends in a role noun, with the person's name if one follows."""
        word = self.words.low(span.head)
        sort = role(word)
        if sort == "groups" and alias.kind in {"demonym", "name", "place"} and len(parties) == 1:
            return Mention(i, span.j, (self.group(i, span, alias),), "group", plural=True, head=word)
        end, name = (self.named(span.j, parties[0]) if sort == "persons" else (span.j, ""))
        if self.words.low(end) in {"in", "to", "at"} and self.words.office(span) == "embassy":
            at = end + 1 + (self.words.low(end + 1) == "the")
            end = at + more[0] if (more := self.base(at)) else end
        office = self.words.office(span)
        if self.words.tag(end) == "G" and not name:
            k = end + 1 + (more[0] if (more := self.base(end + 1)) else 0)
            if (inner := self.words.role_span(k, loose=True)) and role(
                self.words.low(inner.head)
            ) != "groups":
                sort, end, word = role(self.words.low(inner.head)), inner.j, self.words.low(inner.head)
                office = self.words.office(inner) or office
                if sort == "persons":
                    end, name = self.named(end, parties[0])
        person = sort == "persons"
        kind: Kind = "person" if person else "organ"
        return Mention(i, end, tuple(parties), kind, person=person, head=word, office=office, name=name)

    def group(self, i: int, span: RoleSpan, alias: Alias) -> str:
        """The name of a group: a movement of that country met before, else the words themselves."""
        word = self.words.low(span.head)
        for party in reversed(self.names.seen):
            if word in kinds_of(party) and code_of(party) == code_of(alias.party):
                return party
        if alias.party == "Palestinian Authority" and word == "opposition":
            return alias.party
        tokens = self.tokens[i : span.head + 1]
        return " ".join(token.text for token in tokens if token.tag != "G")

    # -- people ----------------------------------------------------------------------------------

    def proper(self, k: int) -> bool:
        """Whether a word can be part of a person's name."""
        if not 0 <= k < len(self.tokens):
            return False
        token = self.tokens[k]
        if token.low in _PARTICLES:
            return self.words.low(k + 1) != "," and (token.capital or self.words.capital(k + 1) or self.words.low(k + 1) in {"-", "der", "la"})
        if token.text in _NOT_NAMES or token.tag not in "OP":
            return False
        return token.capital or (token.text == "-" and self.words.capital(k + 1))

    def name_end(self, start: int) -> int:
        """The word after a person's name that begins at ``start``; ``start`` if none does."""
        end = start
        while self.proper(end) and end - start < 6:
            hit = self.base(end) if end > start else None
            if hit and hit[1].kind != "person" and hit[1].kind != "place":
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
        name = self.tokens[j - 1].text
        if self.words.tag(j) == "G":
            span = self.words.role_span(j + 1, loose=True)
            if span is None or role(self.words.low(span.head)) == "groups":
                return Mention(i, j, parties, "reference", agent=False, person=True, head="'s")
            head = self.words.low(span.head)
            office = self.words.office(span)
            return Mention(i, span.j, parties, "organ", person=role(head) == "persons", head=head, office=office)
        if self.words.low(j) == "of" and (of := self.base(j + 1)) and of[1].kind in {"name", "body"}:
            self.names.learn(self.tokens[i:j], of[1].party)
            return Mention(i, j + 1 + of[0], (of[1].party,), "person", person=True, name=name)
        return Mention(i, j, parties, "person", person=True, name=name)

    def learnt(self, i: int) -> Mention | None:
        """A surname that the document introduced with its title."""
        text = self.tokens[i].text
        if text not in self.names.people or not self.tokens[i].capital:
            return None
        if text in _MONTHS and self.words.low(i + 1) not in forms():
            return None
        j = i + 1
        while j < len(self.tokens) and self.tokens[j].capital and self.tokens[j].text in self.names.people:
            j += 1
        if self.proper(j) and self.words.capital(j) and not self.base(j):
            return None  # somebody else of that name
        return self.person(i, j, self.names.people[self.tokens[j - 1].text])

    # -- phrases whose name comes last, or is not known --------------------------------------------

    def role_phrase(self, i: int) -> Mention | None:
        """ "the Defence Ministry in Moscow", "Foreign Minister Adam Kowal", "the ministry"."""
        span = self.words.role_span(i)
        if span is None:
            return None
        sort = role(self.words.low(span.head))
        if mention := self.placed(span):
            return mention
        if sort == "persons" and self.words.capital(span.j):
            return self.titled(span)
        return self.words.described(span)

    def placed(self, span: RoleSpan) -> Mention | None:
        """A role noun with its party behind "of", "in", "from", "for" or "at"."""
        word, k = self.words.low(span.head), span.j
        if self.words.low(k) not in _PLACED or (word in _LOCAL and self.words.low(k) in {"in", "at"}):
            return None
        k += 1
        while self.words.low(k) in _SIDES:
            k += 1
        capital = k < len(self.tokens) and self.tokens[k].capital
        inner = (self.known(k) or self.learnt(k) or self.coined(k)) if capital else None
        if inner is None or not inner.parties or inner.head == "'s":
            return None
        sort, party = role(word), inner.party
        if sort == "groups" and not kinds_of(party) & {word, "group", "movement", "rebels"}:
            return Mention(span.i, inner.j, (f"{party} {word}",), "group", plural=True, head=word)
        end, name = self.named(inner.j, party) if sort == "persons" else (inner.j, "")
        kind: Kind = "person" if sort == "persons" else "organ"
        office = self.words.office(span)
        person = sort == "persons"
        return Mention(span.i, end, inner.parties, kind, person=person, head=word, office=office, name=name)

    def titled(self, span: RoleSpan) -> Mention | None:
        """ "Foreign Minister Adam Kowal": a title before a name."""
        k, i = span.j, span.i
        office, head = self.words.office(span), self.words.low(span.head)
        hit = self.base(k)
        if hit and hit[1].kind == "person":
            return replace(self.person(k, k + hit[0], hit[1].party), i=i, office=office)
        if known := self.learnt(k):
            return replace(known, i=i, office=office)
        end = self.name_end(k)
        if end == k or hit:
            return self.words.described(span)
        if explained := self.explained(k, end):
            return replace(explained, i=i, office=office)
        named = self.person(k, end, None)
        return replace(named, i=i, head=head, office=office)

    def explained(self, i: int, j: int) -> Mention | None:
        """A name that an apposition explains: "Ana Lund, the alliance's head,"."""
        if self.words.low(j) not in {",", "("} or j - i < 1:
            return None
        k = j + 1 + (self.words.low(j + 1) in {"the", "a", "an"})
        if self.words.low(k) in {"who", "which"} and self.words.low(k + 1) in {"heads", "leads", "chairs", "represents"}:
            k += 2 + (self.words.low(k + 2) == "the")
        if k >= len(self.tokens):
            return None
        inner = (self.known(k) if self.tokens[k].capital else None) or self.placed_at(k)
        if inner is None or not inner.parties or not (role(inner.head) or self.words.low(k - 1) == "the"):
            return None
        self.names.learn(self.tokens[i:j], inner.party)
        end = inner.j + (self.words.low(inner.j) in {",", ")"})
        return Mention(i, end, inner.parties, "person", person=True, head=inner.head, office=inner.office, name=self.tokens[j - 1].text)

    def placed_at(self, k: int) -> Mention | None:
        span = self.words.role_span(k)
        return self.placed(span) if span else None

    def coined(self, i: int) -> Mention | None:
        """A body or person that the lexicon does not know, by the shape of its name."""
        if not self.proper(i):
            return None
        j = i
        while j < len(self.tokens) and j < i + 9 and (self.proper(j) or (j > i and self.words.low(j) in _LINKS | {"'s"} and self.proper(j + 1))):
            j += 1
        while j > i and not self.tokens[j - 1].capital:
            j -= 1
        last = next((k for k in range(j - 1, i, -1) if self.tokens[k].text in _BODY_WORDS), None)
        if last is not None and not any((hit := self.base(k)) and hit[1].kind == "person" for k in range(i, last)):
            return self.body(i, last + 1)
        if self.words.low(j) in _LED and self.words.low(i - 1) == "the" and j > i:
            return Mention(i, j + 1, (" ".join(token.text for token in self.tokens[i:j]),), "body", plural=True, head=self.words.low(j))
        return self.explained(i, j) if j - i >= 2 else None

    def body(self, i: int, j: int) -> Mention:
        """A body that its own name tells to be one, with its short form in parentheses."""
        name = " ".join(token.text for token in self.tokens[i:j]).replace(" '", "'").replace(" ’", "’")
        end = self._acronym(j, Alias(name, "body"))
        return Mention(i, end, (name,), "body", head=self.words.low(j - 1))


def find_mentions(tokens: Sequence[Token], names: Names) -> list[Mention]:
    """Everybody that a sentence names, from left to right.

    Examples
    --------
    >>> from detente.reading.tokens import tokenise
    >>> text = "Kenya's foreign minister met EU officials in Rome."
    >>> [(m.parties, m.kind) for m in find_mentions(tokenise(text, 0, len(text)), Names())]
    [(('Kenya',), 'person'), (('European Union',), 'organ'), (('Italy',), 'capital')]
    """
    return _Finder(tokens, names).run()
