"""The words of a sentence that name somebody: names grown to whole noun phrases."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache

from detente.reading.lexicon import forms, noun_forms, table, words
from detente.reading.parties import Alias, Kind, Mention, gazetteer, role
from detente.reading.tokens import Token

__all__ = ["Names", "find_mentions"]

_BODY_WORDS = frozenset(
    "Party Front Movement Army Union Council Organisation Organization League Alliance Committee Federation "
    "Association Congress Court Group Authority Tribunal Brigade Brigades Forum Coalition Network Militia Forces "
    "Assembly Bank Agency Institute Foundation Tigers Corps".split()
)
_PLACED = frozenset("in of from for at".split())
_VENUE = frozenset(
    "in at near outside inside around off within above across throughout via".split()
)
_LINK = frozenset("of the and for on".split())
_EACH = frozenset(
    "sides parties countries capitals governments nations states neighbours neighbors teams allies powers delegations camps leaders foes rivals ministers presidents".split()
)
_COUNT = {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5}
_WIDER = frozenset("remaining other various all western regional warring".split())
_NOT_NAMES = frozenset(
    "The A An In On At But And If When He She It They We I This That These Those After Before As For His Her Its Our Their Under No Not From To By With While Since Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September October November December".split()
)


@dataclass(slots=True)
class Names:
    """What a document has taught so far: people by surname, acronyms, and the year it speaks of."""

    year: int | None = None
    people: dict[str, str] = field(default_factory=dict)
    short: dict[str, str] = field(default_factory=dict)

    def learn(self, name: list[Token], party: str) -> None:
        """Remember that a person speaks for a party."""
        self.people.setdefault(name[-1].text, party)
        self.people.setdefault(" ".join(token.text for token in name), party)


@lru_cache
def _described() -> dict[str, str]:
    found: dict[str, str] = {}
    for kind in ("body", "person", "organ"):
        for word in table("roles")["descriptions"][kind].split():
            found.setdefault(word, kind)
    return found


class _Finder:
    """One pass over the words of a sentence."""

    def __init__(self, tokens: list[Token], names: Names) -> None:
        self.tokens, self.names = tokens, names
        self.modifiers = words("roles", "modifiers")

    def low(self, k: int) -> str:
        return self.tokens[k].low if 0 <= k < len(self.tokens) else ""

    def run(self) -> list[Mention]:
        found: list[Mention] = []
        i = 0
        while i < len(self.tokens):
            mention = self.at(i)
            if mention is None:
                i += 1
                continue
            found.append(mention)
            i = max(mention.j, i + 1)
        return found

    def at(self, i: int) -> Mention | None:
        token = self.tokens[i]
        if not token.text[0].isalpha():
            return None
        if not token.capital and not token.low[0] == token.text[0]:
            return None
        for attempt in (
            self.known,
            self.learnt,
            self.placed,
            self.coined,
            self.titled,
            self.described,
            self.pronoun,
        ):
            if mention := attempt(i):
                return mention
        return None

    # -- names of the lexicon --------------------------------------------------------------

    def base(self, i: int) -> tuple[int, Alias] | None:
        if self.tokens[i].text == "IS" and self.low(i - 1) not in {"of", "by", "the", "against"}:
            return None
        if hit := gazetteer().at(self.tokens, i, self.names.year):
            return hit
        if party := self.names.short.get(self.tokens[i].text):
            return 1, Alias(party, "body")
        return None

    def series(self, i: int) -> tuple[int, list[str], Alias] | None:
        """A name, or a list of adjectives before one head: "Greek, French and Italian forces"."""
        hit = self.base(i)
        if hit is None:
            return None
        length, alias = hit
        parties, j = [alias.party], i + length
        if alias.kind in {"demonym", "name"}:
            k = j
            while self.low(k) in {",", "and", "-", "/"}:
                k += 1 + (self.low(k) == "," and self.low(k + 1) == "and")
                more = self.base(k) if k < len(self.tokens) else None
                if more is None or more[1].kind not in {"demonym", "name"}:
                    break
                if (
                    alias.kind == "name"
                    and self.low(k - 1) not in {"-", "/"}
                    and more[1].kind == "name"
                ):
                    break
                parties.append(more[1].party)
                k += more[0]
                j = k
            if len(parties) > 1 and not self.adjective_before_noun(j, alias):
                return i + length, [alias.party], alias
        return j, parties, alias

    def adjective_before_noun(self, j: int, alias: Alias) -> bool:
        return self.noun(j) or alias.kind == "demonym"

    def noun(self, k: int) -> bool:
        """Whether the word at ``k`` continues a noun phrase as a common noun or adjective."""
        if not 0 <= k < len(self.tokens):
            return False
        token = self.tokens[k]
        if token.tag != "O" or token.capital or not token.low[0].isalpha():
            return False
        readings = forms().get(token.low)
        return (
            readings is None
            or token.low in noun_forms()
            or readings[0].form == "ing"
            or bool(role(token.low))
        )

    def head(self, j: int, *, owned: bool) -> int | None:
        """Where the role noun of a phrase stands that goes on at ``j``, if it has one."""
        k = j
        while k < len(self.tokens) and k < j + 8:
            low = self.tokens[k].low
            if role(low) and not (low == "people" and not owned):
                last = k
                while role(self.low(last + 1)) and not self.verbal(last + 1):
                    last += 1
                return last
            following = low in self.modifiers or low in {"-", "'s"} or low.endswith("-")
            if not following and not (self.base(k) and owned):
                return None
            k += 1
        return None

    def verbal(self, k: int) -> bool:
        """Whether a word that may be a role noun is a verb here ("Russia forces")."""
        return self.low(k) in {"forces", "heads", "heads", "chairs"} and self.low(k + 1) in {
            "the",
            "a",
            "its",
        }

    def known(self, i: int) -> Mention | None:
        if not self.tokens[i].capital and self.tokens[i].text[:2] != "al":
            return None
        hit = self.series(i)
        if hit is None:
            return None
        j, parties, alias = hit
        if alias.kind == "person":
            return self.person(i, j, alias.party)
        owned = j < len(self.tokens) and self.tokens[j].tag == "G"
        k = self.head(j + owned, owned=owned)
        if k is not None and not (
            self.tokens[k].capital and not owned and role(self.low(k)) == "groups"
        ):
            return self.headed(i, k, parties, alias)
        kind: Kind = alias.kind
        if owned:
            return Mention(i, j, tuple(parties), "reference", agent=False, head="'s")
        if alias.kind == "demonym":
            people = self.tokens[j - 1].text.endswith(("s", "men", "sh", "ch", "ese", "Swiss"))
            alone = (
                people
                and not self.noun(j)
                and (
                    self.low(i - 1) == "the"
                    or self.tokens[j - 1].text.endswith(
                        ("ians", "ans", "is", "ts", "bs", "ns", "ks", "es", "rs")
                    )
                )
            )
            return Mention(
                i, j, tuple(parties), "name" if alone else "reference", agent=alone, plural=True
            )
        if alias.kind == "place":
            return Mention(i, j, tuple(parties), "place", agent=False)
        if self.noun(j) and self.low(j) not in forms() and self.low(i - 1) != "and":
            return Mention(i, j, tuple(parties), "reference", agent=False)
        return Mention(i, j, tuple(parties), kind, agent=not self.venue(i))

    def venue(self, i: int) -> bool:
        """Whether the name is where something happens, not who does it."""
        k = i - 1
        while k >= 0 and (
            self.tokens[k].tag == "D"
            or self.low(k) in {"southern", "northern", "eastern", "western", "central"}
        ):
            k -= 1
        return self.low(k) in _VENUE

    def headed(self, i: int, k: int, parties: list[str], alias: Alias) -> Mention:
        """A phrase that ends in a role noun, with the person's name if one follows."""
        word = self.tokens[k].low
        sort = role(word)
        if sort == "groups" and alias.kind in {"demonym", "name", "place"} and len(parties) == 1:
            name = " ".join(token.text for token in self.tokens[i : k + 1] if token.tag != "G")
            if alias.party in {"Palestinian Authority"} and word == "opposition":
                name = alias.party
            return Mention(i, k + 1, (name,), "group", plural=True, head=word)
        end = k + 1
        if sort == "persons":
            end = self.named(k + 1, parties[0])
        if self.low(end) in {"in", "to", "at"} and word in {
            "embassy",
            "ambassador",
            "mission",
            "consulate",
            "envoy",
        }:
            more = self.base(end + 1 + (self.low(end + 1) == "the"))
            if more:
                end = end + 1 + (self.low(end + 1) == "the") + more[0]
        return Mention(
            i,
            end,
            tuple(parties),
            "person" if sort == "persons" else "organ",
            person=sort == "persons",
            head=word,
        )

    def proper(self, k: int) -> bool:
        """Whether a word can be part of a person's name."""
        if not 0 <= k < len(self.tokens):
            return False
        token = self.tokens[k]
        if token.text in _NOT_NAMES or token.tag not in "OP":
            return (
                token.low in {"al", "el", "bin", "ibn", "de", "van", "der", "von", "la", "da", "di"}
                and self.low(k + 1) != ","
            )
        return (
            token.capital
            or token.low
            in {"al", "el", "bin", "ibn", "de", "van", "der", "von", "da", "di", "dos", "du"}
            or token.text == "-"
        )

    def named(self, k: int, party: str) -> int:
        """Take in a name that follows a title, with or without commas, and learn it."""
        comma = self.low(k) == ","
        start = k + comma
        end = start
        while (
            self.proper(end)
            and end - start < 6
            and not (end > start and self.base(end) and self.base(end)[1].kind not in {"person"})
        ):  # type: ignore[index]
            end += 1
        while end > start and self.tokens[end - 1].text == "-":
            end -= 1
        if end == start or (comma and (end - start < 2 or self.low(end) != ",")):
            return k
        self.names.learn(self.tokens[start:end], party)
        return end + comma

    def person(self, i: int, j: int, party: str) -> Mention:
        self.names.learn(self.tokens[i:j], party)
        if j < len(self.tokens) and self.tokens[j].tag == "G":
            k = self.head(j + 1, owned=True)
            if k is not None and role(self.low(k)) != "groups":
                return Mention(
                    i,
                    k + 1,
                    (party,),
                    "organ",
                    person=role(self.low(k)) == "persons",
                    head=self.low(k),
                )
            return Mention(i, j, (party,), "reference", agent=False, person=True, head="'s")
        return Mention(i, j, (party,), "person", person=True, head=self.low(j - 1))

    def learnt(self, i: int) -> Mention | None:
        """A surname that the document introduced with its title."""
        party = self.names.people.get(self.tokens[i].text) if self.tokens[i].capital else None
        if party is None:
            return None
        j = i + 1
        return self.person(i, j, party)

    # -- phrases whose head comes first ----------------------------------------------------

    def placed(self, i: int) -> Mention | None:
        """ "the Defence Ministry in Moscow", "a senior official in Washington"."""
        word = self.tokens[i].low
        sort = role(word)
        if (
            not sort
            or self.low(i + 1) not in _PLACED
            or (
                word
                in {
                    "diplomat",
                    "diplomats",
                    "source",
                    "sources",
                    "state",
                    "side",
                    "team",
                    "base",
                    "force",
                    "air",
                    "general",
                }
                and self.low(i + 1) in {"in", "at"}
            )
        ):
            return None
        k = (
            i
            + 2
            + (
                self.low(i + 2)
                in {"the", "southern", "northern", "eastern", "western", "neighbouring"}
            )
        )
        hit = self.base(k) if k < len(self.tokens) else None
        if hit is None or hit[1].kind == "person":
            return None
        end, party = k + hit[0], hit[1].party
        if end < len(self.tokens) and self.tokens[end].tag == "G":
            return None
        if sort == "groups":
            return Mention(i, end, (f"{hit[1].party} {word}",), "group", plural=True, head=word)
        kind: Kind = "person" if sort == "persons" else "organ"
        end = self.named(end, party) if sort == "persons" else end
        return Mention(i, end, (party,), kind, person=sort == "persons", head=word)

    def coined(self, i: int) -> Mention | None:
        """A body or person that the lexicon does not know, by the shape of its name."""
        if not self.proper(i) or not self.tokens[i].capital:
            return None
        j = i
        while (
            j < len(self.tokens)
            and j < i + 8
            and (self.proper(j) or (self.low(j) in _LINK | {"'s"} and self.proper(j + 1) and j > i))
        ):
            j += 1
        while j > i and not self.tokens[j - 1].capital:
            j -= 1
        body = next((k for k in range(j - 1, i, -1) if self.tokens[k].text in _BODY_WORDS), None)
        if body is not None and not any(
            self.base(k) and self.base(k)[1].kind == "person" for k in range(i, body)
        ):  # type: ignore[index]
            return self.new_body(i, body + 1)
        if j - i >= 2:
            return self.explained(i, j)
        return None

    def new_body(self, i: int, j: int) -> Mention:
        name = " ".join(token.text for token in self.tokens[i:j]).replace(" '", "'")
        end = j
        if self.low(j) == "(" and self.low(j + 2) == ")" and self.tokens[j + 1].text.isupper():
            self.names.short.setdefault(self.tokens[j + 1].text, name)
            end = j + 3
        return Mention(i, end, (name,), "body", head=self.low(j - 1))

    def explained(self, i: int, j: int) -> Mention | None:
        """A name that an apposition explains: "Jens Stoltenberg, the alliance's head,"."""
        if self.low(j) != ",":
            return None
        stop = next(
            (
                k
                for k in range(j + 1, min(len(self.tokens), j + 16))
                if self.low(k) in {",", ".", ";"}
            ),
            None,
        )
        if stop is None:
            return None
        inner = [
            m for m in _Finder(self.tokens[j + 1 : stop], self.names).run() if m.kind != "pronoun"
        ]
        relative = self.low(j + 1) in {"who", "which"}
        for mention in inner:
            if mention.parties and (
                relative
                or role(mention.head)
                or any(
                    role(self.low(j + 1 + k))
                    for k in range(mention.i, min(mention.j + 4, stop - j - 1))
                )
            ):
                self.names.learn(self.tokens[i:j], mention.party)
                return Mention(i, stop, mention.parties, "person", person=True, head=mention.head)
        return None

    # -- words without a name --------------------------------------------------------------

    def titled(self, i: int) -> Mention | None:
        """ "Foreign Minister Adam Kowal": a title before a name that is not known."""
        if not self.tokens[i].capital or not (
            role(self.low(i)) == "persons"
            or (self.low(i) in self.modifiers and role(self.low(i + 1)) == "persons")
        ):
            return None
        k = i
        while self.low(k) in self.modifiers or role(self.low(k)) == "persons":
            k += 1
        hit = self.base(k) if k < len(self.tokens) else None
        if hit and hit[1].kind == "person":
            return replace(self.person(k, k + hit[0], hit[1].party), i=i)
        if k < len(self.tokens) and (party := self.names.people.get(self.tokens[k].text)):
            return replace(self.person(k, k + 1, party), i=i)
        end = k
        while self.proper(end) and self.tokens[end].capital and end < k + 4:
            end += 1
        if end == k:
            return None
        return Mention(i, end, (), "description", person=True, head=self.low(k - 1))

    def described(self, i: int) -> Mention | None:
        low = self.tokens[i].low
        lead = self.low(i - 1)
        if low in _EACH:
            return self.each(i)
        if low in {"side", "party"} and lead == "other":
            return Mention(i - 1, i + 1, (), "description", head="other")
        kind = _described().get(low)
        if kind is None or self.verbal(i):
            return None
        k = i - 1
        while k >= 0 and self.low(k) in self.modifiers:
            k -= 1
        if self.low(k) not in {"the", "his", "her", "its", "their", "our", "my"} and not (
            k < 0 and self.tokens[i].capital
        ):
            return None
        if self.low(i + 1) == "of" and kind != "organ":
            return None
        if (
            self.noun(i + 1)
            and not role(self.low(i + 1))
            and self.tokens[i + 1 : i + 2]
            and self.low(i + 1) not in forms()
        ):
            return Mention(k + 1, i + 1, (), "description", agent=False, head=low)
        while role(self.low(i + 1)) and not self.verbal(i + 1):
            i += 1
            kind = "person" if role(self.low(i)) == "persons" else kind
        owned = self.low(i + 1) == "'s"
        if (
            owned
            and (h := self.head(i + 2, owned=True)) is not None
            and role(self.low(h)) != "groups"
        ):
            return Mention(
                k + 1, h + 1, (), "description", person=role(self.low(h)) == "persons", head=low
            )
        return Mention(
            k + 1, i + 1, (), "description", agent=not owned, person=kind == "person", head=low
        )

    def each(self, i: int) -> Mention | None:
        for k in range(i - 1, max(i - 4, -1), -1):
            if count := _COUNT.get(self.low(k)):
                return Mention(k, i + 1, (), "description", plural=True, head=f"all{count}")
            if self.low(k) in {"the", "all"} and i - k <= 2 and self.low(i) in {"parties", "sides"}:
                return Mention(
                    k,
                    i + 1,
                    (),
                    "description",
                    plural=True,
                    head="everyone" if self.low(k) == "all" else "all",
                )
        return None

    def pronoun(self, i: int) -> Mention | None:
        low = self.tokens[i].low
        if low in {
            "he",
            "she",
            "it",
            "they",
            "we",
            "i",
            "them",
            "him",
            "us",
            "its",
            "his",
            "their",
            "our",
            "her",
        }:
            agent = low in {"he", "she", "it", "they", "we", "i"}
            if (
                low in {"its", "his", "their", "our", "her"}
                and (k := self.head(i + 1, owned=True)) is not None
                and role(self.low(k)) != "groups"
            ):
                return Mention(
                    i, k + 1, (), "pronoun", person=role(self.low(k)) == "persons", head=low
                )
            if self.tokens[i].text in {"US", "IT"}:
                return None
            return Mention(
                i,
                i + 1,
                (),
                "pronoun",
                agent=agent,
                person=low in {"he", "she", "i", "him"},
                head=low,
            )
        if low in {"both", "neither"} and not self.noun(i + 1):
            return (
                Mention(i, i + 1, (), "description", plural=True, head="all2")
                if self.low(i + 1) in {"to", "have", "had", "said", "of"}
                else None
            )
        if low == "the" and self.low(i + 1) == "two" and not self.noun(i + 2):
            return Mention(i, i + 2, (), "description", plural=True, head="all2")
        return None


def find_mentions(tokens: list[Token], names: Names) -> list[Mention]:
    """Everybody that a sentence names, from left to right.

    Examples
    --------
    >>> from detente.reading.tokens import tokenise
    >>> text = "Kenya's foreign minister met EU officials in Rome."
    >>> [(m.parties, m.kind) for m in find_mentions(tokenise(text, 0, len(text)), Names())]
    [(('Kenya',), 'person'), (('European Union',), 'organ'), (('Italy',), 'capital')]
    """
    return _Finder(tokens, names).run()
