"""The parties that reports can name: states, bodies, movements, companies, office-holders."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from detente.reading.words.forms import table, words
from detente.reading.words.tokens import tokenise

__all__ = [
    "STRANGER",
    "Alias",
    "Gazetteer",
    "Mention",
    "Role",
    "adjective_of",
    "code_of",
    "gazetteer",
    "is_body",
    "is_state",
    "kinds_of",
    "opposite_of",
    "own_people",
    "plain",
    "role",
    "shapes",
    "shorts_of",
    "starters",
    "state_of",
    "year_of",
]

Kind = Literal[
    "name",
    "capital",
    "demonym",
    "place",
    "person",
    "body",
    "group",
    "organ",
    "description",
    "pronoun",
    "reference",
    "stranger",
]
STRANGER = "?"  # before the words for somebody of whom no list knows whose party he is
Role = Literal["persons", "organs", "groups"]
_ROLES: tuple[Role, ...] = ("persons", "organs", "groups")
_BODIES = ("bodies", "movements", "companies")
_FACING = {"North": "South", "South": "North", "East": "West", "West": "East"}
_SHORTER = {
    "North": ("N.",),
    "South": ("S.",),
    "East": ("E.",),
    "West": ("W.",),
    "Saint": ("St.", "St"),
    "Central": ("Cent.",),
}
_DOTTED = re.compile(r"(?:[A-Z]\.){2,3}")
_LETTERS = str.maketrans("łŁøØđĐıßæÆœŒ’", "lLoOdDisaAoO'")


@dataclass(frozen=True, slots=True)
class Alias:
    """A name of a party: whose, of what kind, and in which years."""

    party: str
    kind: Kind
    since: int = 0
    until: int = 9999


@dataclass(frozen=True, slots=True)
class Mention:
    """Words ``i`` to ``j`` of a sentence that name one party or several.

    ``agent`` tells whether they can act (a ministry, a capital) or only refer (an adjective, as in
    "Turkish vessels"); ``person`` whether "he" or "she" may point back to them. ``head`` is the
    noun or pronoun that the phrase turns on, ``office`` which one of a party it is ("foreign" of
    the foreign ministry), ``name`` the surname of a person, ``owner`` the pronoun of "its navy",
    ``host`` the state in which an embassy stands whose it is not.
    """

    i: int
    j: int
    parties: tuple[str, ...]
    kind: Kind
    agent: bool = True
    person: bool = False
    plural: bool = False
    head: str = ""
    office: str = ""
    name: str = ""
    owner: str = ""
    host: str = ""

    @property
    def party(self) -> str:
        """The first party named."""
        return self.parties[0]


def plain(word: str) -> str:
    """A word without accents, as the lexicon spells it.

    Examples
    --------
    >>> plain("Erdoğan"), plain("Łukasz")
    ('Erdogan', 'Lukasz')
    """
    if word.isascii():
        return word
    parts = unicodedata.normalize("NFD", word.translate(_LETTERS))
    return "".join(part for part in parts if not unicodedata.combining(part))


class Gazetteer:
    """Names by their first word, longest first."""

    def __init__(self, entries: Mapping[tuple[str, ...], Sequence[Alias]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], tuple[Alias, ...]]]] = {}
        self._by_surname: dict[str, list[Alias]] = {}
        for name, aliases in entries.items():
            bounded_first = tuple(sorted(aliases, key=lambda alias: alias.until - alias.since))
            self._by_first.setdefault(name[0], []).append((name, bounded_first))
            people = [alias for alias in aliases if alias.kind == "person"]
            if people and len(name) > 1:
                self._by_surname.setdefault(name[-1], []).extend(people)
        for names in self._by_first.values():
            names.sort(key=lambda entry: -len(entry[0]))

    def __iter__(self) -> Iterator[tuple[tuple[str, ...], tuple[Alias, ...]]]:
        """Every name, as its words, with those whose it is."""
        for names in self._by_first.values():
            yield from names

    def surname(self, word: str, year: int | None) -> str | None:
        """For whom the office-holders of a surname speak, if all speak for one party."""
        people = self._by_surname.get(word, ())
        parties = {a.party for a in people if year is None or a.since <= year <= a.until}
        return parties.pop() if len(parties) == 1 else None

    def at(self, text: Sequence[str], i: int, year: int | None) -> tuple[int, Alias] | None:
        """The longest name that stands at word ``i``: how many words, and whose."""
        for name, aliases in self._by_first.get(text[i], ()):
            length = len(name)
            if length > 1 and tuple(text[i : i + length]) != name:
                continue
            for alias in aliases:
                if year is None or alias.since <= year <= alias.until:
                    return length, alias
        return None


def _split(name: str) -> tuple[str, ...]:
    return tuple(token.text for token in tokenise(name, 0, len(name)))


def _listed(cell: str) -> list[str]:
    return [name.strip() for name in cell.split(",") if name.strip()]


def _cells(row: str) -> list[list[str]]:
    cells = [_listed(cell) for cell in row.split("|")]
    return cells + [[] for _ in range(6 - len(cells))]


def _years(entry: str) -> tuple[str, int, int]:
    name, _, span = entry.partition(" (")
    since, _, until = span.rstrip(")").partition("-")
    return (name, int(since), int(until)) if span else (name, 0, 9999)


def _aliases() -> Iterator[tuple[str, Alias]]:
    """Every name of the lexicon and whose it is."""
    for party, row in table("countries").items():
        _, demonyms, capitals, others, places, _ = _cells(row)
        yield party, Alias(party, "name")
        listed: tuple[tuple[Kind, list[str]], ...] = (
            ("demonym", demonyms),
            ("capital", capitals),
            ("name", others),
            ("place", places),
        )
        for kind, names in listed:
            yield from ((name, Alias(party, kind)) for name in names)
    for group in _BODIES:
        for party, row in table("organisations")[group].items():
            _, others, seats, adjectives, *_ = _cells(row)
            yield from ((name, Alias(party, "body")) for name in (party, *others))
            yield from ((name, Alias(party, "capital")) for name in seats)
            if group == "bodies":
                yield from ((name, Alias(party, "demonym")) for name in adjectives)
    for party, people in table("people")["speak_for"].items():
        for entry in _listed(people):
            name, since, until = _years(entry)
            yield name, Alias(party, "person", since, until)


@lru_cache
def gazetteer() -> Gazetteer:
    """Every name of the lexicon, but for short forms that a text must introduce."""
    found: dict[tuple[str, ...], list[Alias]] = {}
    for name, alias in _aliases():
        for spelling in () if name.startswith("+") else _spellings(plain(name)):
            known = found.setdefault(_split(spelling), [])
            if alias not in known:
                known.append(alias)
    return Gazetteer(found)


def _spellings(name: str) -> Iterator[str]:
    """A name, and as it is written shorter: "N. Korea", "St Lucia", "U.S"."""
    yield name
    first, _, rest = name.partition(" ")
    for short in _SHORTER.get(first, ()) if rest else ():
        yield f"{short} {rest}"
    if _DOTTED.fullmatch(name):
        yield name.rstrip(".")


def _row(party: str) -> list[list[str]] | None:
    if row := table("countries").get(party):
        return _cells(row)
    for group in _BODIES:
        if row := table("organisations")[group].get(party):
            return _cells(row)
    return None


def adjective_of(party: str) -> str:
    """What is of a state by its adjective, else by its name.

    Examples
    --------
    >>> adjective_of("Ghana"), adjective_of("ECOWAS")
    ('Ghanaian', 'ECOWAS')
    """
    row = table("countries").get(party)
    return next(iter(_cells(row)[1]), party) if row else party


@lru_cache(maxsize=4096)  # a long text names more parties than the usual size holds
def kinds_of(party: str) -> frozenset[str]:
    """What a report may call a party: alliance, bloc, agency, rebels, kingdom ...

    Examples
    --------
    >>> sorted(kinds_of("ECOWAS")), sorted(kinds_of("Morocco"))
    (['bloc'], ['kingdom'])
    """
    cells = _row(party)
    if cells is None:
        return _kinds_by_shape(party)
    return frozenset(cells[5] if is_state(party) else cells[0])


@lru_cache
def shapes() -> dict[str, frozenset[str]]:
    """The words by which a name tells what it is, and what such a body may be called."""
    lines = (line.split() for line in table("roles")["shapes"])
    return {word: frozenset(kinds) for word, *kinds in lines}


def _kinds_by_shape(party: str) -> frozenset[str]:
    """What a party that no list knows may be called, by the last telling word of its name."""
    told = (shapes()[word] for word in reversed(party.lower().split()) if word in shapes())
    return next(told, frozenset())


@lru_cache(maxsize=4096)
def shorts_of(party: str) -> tuple[str, ...]:
    """Short names that hold once a text has named the party in full: "the North".

    Examples
    --------
    >>> shorts_of("North Korea")
    ('North',)
    """
    cells = _row(party)
    names = cells[3 if is_state(party) else 1] if cells else []
    return tuple(name[1:] for name in names if name.startswith("+"))


def opposite_of(party: str) -> tuple[str, ...]:
    """The state that shares a name with another: whoever names the North may speak of the South.

    Examples
    --------
    >>> opposite_of("North Korea"), opposite_of("South Sudan")
    (('South Korea',), ())
    """
    first, _, rest = party.partition(" ")
    other = f"{_FACING.get(first)} {rest}"
    return (other,) if is_state(other) else ()


def is_state(party: str) -> bool:
    """Whether a party is a state or a territory with a government of its own."""
    return party in table("countries")


def is_body(party: str) -> bool:
    """Whether a party is an international organisation, alliance or court."""
    return party in table("organisations")["bodies"]


@lru_cache(maxsize=1024)
def state_of(code: str) -> str | None:
    """The state of an ISO code: the first that the lexicon has.

    Examples
    --------
    >>> state_of("CYP")
    'Cyprus'
    """
    rows = table("countries").items()
    return next((party for party, row in rows if row.partition("|")[0].strip() == code), None)


@lru_cache(maxsize=1024)
def code_of(party: str) -> str | None:
    """The ISO code of a country, or of the country that a party belongs to.

    Examples
    --------
    >>> code_of("Kenya"), code_of("Hamas"), code_of("French farmers"), code_of("NATO")
    ('KEN', 'PSE', 'FRA', None)
    """
    cells = _row(party)
    if is_body(party) or party.startswith(STRANGER):
        return None
    if cells is None:
        return _code_within(party)
    code = cells[0] if is_state(party) else cells[3]
    return code[0] if code else None


def _code_within(party: str) -> str | None:
    """The code of the country that the name of a group holds."""
    words = [plain(word) for word in _split(party)]
    hits = (gazetteer().at(words, i, None) for i in range(len(words)))
    states = (hit[1].party for hit in hits if hit and is_state(hit[1].party))
    return next((code_of(state) for state in states), None)


def own_people(party: str, makers: Sequence[str]) -> bool:
    """Whether a party is but the traders of one of some states.

    Examples
    --------
    >>> own_people("Peruvian workers", ["Peru"]), own_people("Peruvian workers", ["Chile"])
    (True, False)
    """
    traders = party.rpartition(" ")[2] in words("roles", "traders")
    return traders and state_of(code_of(party) or "") in makers


@lru_cache
def _roles() -> dict[str, Role]:
    found: dict[str, Role] = {}
    for name in _ROLES:
        for word in sorted(words("roles", name)):
            found.setdefault(word, name)
    return found


def role(word: str) -> Role | None:
    """Whether a word makes a person, an organ or a group of whoever stands before it."""
    return _roles().get(word)


@lru_cache
def starters() -> frozenset[str]:
    """Words, in lower case, at which a phrase without a name can begin."""
    entries = (
        *("persons", "organs", "groups", "modifiers", "kinds"),
        *("opposite", "together", "friends", "firms"),
    )
    found = frozenset().union(*(words("roles", entry) for entry in entries))
    plural = frozenset(f"{word}s" for word in words("roles", "opposite"))
    return (
        found
        | plural
        | frozenset("both either neither two three four each pair side party".split())
    )


def year_of(published: date | None) -> int | None:
    """The year in which office-holders are looked up."""
    return published.year if published else None
