"""Who is meant: names, demonyms, capitals, seats, offices, organisations, descriptions, pronouns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from detente.reading.lexicon import table, words
from detente.reading.tokens import Token

__all__ = ["Alias", "Gazetteer", "Mention", "code_of", "gazetteer", "kinds_of"]

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
]


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
    "Turkish vessels"); ``person`` whether "he" or "she" may point back to them.
    """

    i: int
    j: int
    parties: tuple[str, ...]
    kind: Kind
    agent: bool = True
    person: bool = False
    plural: bool = False
    head: str = ""

    @property
    def party(self) -> str:
        """The first party named."""
        return self.parties[0]


class Gazetteer:
    """Names by their first word, longest first."""

    def __init__(self, entries: dict[tuple[str, ...], tuple[Alias, ...]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], tuple[Alias, ...]]]] = {}
        for name, aliases in entries.items():
            self._by_first.setdefault(name[0], []).append((name, aliases))
        for names in self._by_first.values():
            names.sort(key=lambda entry: -len(entry[0]))

    def at(self, tokens: list[Token], i: int, year: int | None) -> tuple[int, Alias] | None:
        """The longest name that stands at word ``i``: how many words, and whose."""
        for name, aliases in self._by_first.get(tokens[i].text, ()):
            if all(
                i + k < len(tokens) and tokens[i + k].text == word for k, word in enumerate(name)
            ):
                for alias in aliases:
                    if year is None or alias.since <= year <= alias.until:
                        return len(name), alias
        return None


def _split(name: str) -> tuple[str, ...]:
    from detente.reading.tokens import tokenise

    return tuple(token.text for token in tokenise(name, 0, len(name)))


def _listed(cell: str) -> list[str]:
    return [name.strip() for name in cell.split(",") if name.strip()]


def _rows(group: dict[str, str]) -> list[tuple[str, list[list[str]]]]:
    return [(name, [_listed(cell) for cell in row.split("|")]) for name, row in group.items()]


def _years(name: str) -> tuple[str, int, int]:
    if "(" not in name:
        return name, 0, 9999
    bare, _, span = name.partition(" (")
    since, _, until = span.rstrip(")").partition("-")
    return bare, int(since), int(until)


@lru_cache
def gazetteer() -> Gazetteer:
    """Every name of the lexicon."""
    found: dict[tuple[str, ...], list[Alias]] = {}

    def put(name: str, alias: Alias) -> None:
        known = found.setdefault(_split(name.removeprefix("the ").removeprefix("The ")), [])
        if alias not in known:
            known.append(alias)

    for name, (_, demonyms, capitals, others, places) in _rows(table("countries")):
        put(name, Alias(name, "name"))
        for kind, names in (
            ("demonym", demonyms),
            ("capital", capitals),
            ("name", others),
            ("place", places),
        ):
            for other in names:
                put(other, Alias(name, kind))  # type: ignore[arg-type]
    for group in ("bodies", "movements"):
        for name, cells in _rows(table("organisations")[group]):
            put(name, Alias(name, "body"))
            for other in cells[1]:
                put(other, Alias(name, "body"))
            for other in cells[2]:
                put(other, Alias(name, "capital"))
            for other in cells[3] if group == "bodies" else ():
                put(other, Alias(name, "demonym"))
    for party, people in table("people")["speak_for"].items():
        for person in _listed(people):
            bare, since, until = _years(person)
            put(bare, Alias(party, "person", since, until))
    return Gazetteer({name: tuple(aliases) for name, aliases in found.items()})


@lru_cache
def kinds_of(party: str) -> frozenset[str]:
    """What a report may call an organisation: alliance, bloc, agency ..."""
    for group in ("bodies", "movements"):
        if row := table("organisations")[group].get(party):
            return frozenset(_listed(row.split("|")[0]))
    return frozenset()


def code_of(party: str) -> str | None:
    """The ISO code of a country, or of the country that a movement belongs to.

    Examples
    --------
    >>> code_of("Kenya"), code_of("Hamas"), code_of("NATO")
    ('KEN', 'PSE', None)
    """
    if row := table("countries").get(party):
        return str(row.split("|")[0].strip())
    row = table("organisations")["movements"].get(party)
    return (row.split("|")[3].strip() or None) if row else None


@lru_cache
def role(word: str) -> str | None:
    """Whether a word makes a person, an organ or a group of whoever stands before it."""
    for name in ("persons", "organs", "groups"):
        if word in words("roles", name):
            return name
    return None


def year_of(published: date | None) -> int | None:
    """The year in which office-holders are looked up."""
    return published.year if published else None
