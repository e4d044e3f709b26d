"""The words of a sentence that name somebody: names grown to whole noun phrases."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache

from detente.reading.naming.bodies import LED
from detente.reading.naming.longer_names import StrangerFinder
from detente.reading.naming.names import PARTICLES, Names
from detente.reading.naming.parties import (
    Alias,
    Kind,
    Mention,
    adjective_of,
    code_of,
    gazetteer,
    is_state,
    kinds_of,
    role,
    starters,
)
from detente.reading.naming.roles import COUNTRY, SIDES, RoleSpan, office_of
from detente.reading.words.forms import forms, words
from detente.reading.words.tokens import Token

__all__ = ["Names", "find_mentions"]

_PLACED = frozenset("in of from for at".split())
_AIDES = frozenset("adviser advisor aide assistant advisers advisors aides".split())
_LOCAL = frozenset(
    "diplomat diplomats source sources state side team base force general host".split()
)
_RULE = frozenset("administration government regime presidency cabinet".split())
_HEADS = frozenset("heads leads chairs represents commands".split())
_PEOPLES = ("ians", "ans", "is", "ts", "bs", "ns", "ks", "es", "rs", "men", "os")
_EVENTS = frozenset(
    "talks accord accords agreement agreements summit round process protocol protocols conference "
    "declaration meeting treaty convention format communique memorandum document deal negotiations "
    "framework roadmap".split()
)


@lru_cache
def _starters() -> frozenset[str]:
    """Words, in lower case, at which a phrase without a name can begin."""
    return starters() | LED | COUNTRY


class _Finder(StrangerFinder):
    """One pass over the words of a sentence."""

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
            found.append(self.in_office(mention))
            i = max(mention.j, i + 1)
        return found

    def at(self, i: int) -> Mention | None:
        """Whoever is named by words that begin at ``i``."""
        low, capital = self.words.lows[i], self.tokens[i].capital
        named = self.longer(i) if capital else None
        if named is None and (capital or low in PARTICLES):
            named = self.known(i) or self.learnt(i)
        named = named or (self.rule_of(i) if capital else None)
        if named is None and (own := self.words.pronoun(i)):
            return self.held_by(own)
        if mention := named or self.words.collective(i):
            return mention
        if low in _starters():
            for attempt in self._attempts():
                if mention := attempt(i):
                    return mention
        return self.coined(i) if capital else None

    def held_by(self, own: Mention) -> Mention:
        """Somebody of a party that his name tells: "its vice-president, Maros Sefcovic,"."""
        comma = self.words.low(own.j) == ","
        hit = self.base(own.j + comma) if own.person and own.owner else None
        if hit is None or hit[1].kind != "person":
            return own
        name = self.person(own.j + comma, own.j + comma + hit[0], hit[1].party)
        end = name.j + (comma and self.words.low(name.j) == ",")
        return replace(own, j=end, parties=name.parties, name=name.name)

    def _attempts(self) -> tuple[Callable[[int], Mention | None], ...]:
        words = self.words
        kinds = (self.after_kind, self.behind_comma)
        first = (words.opposite, words.together, words.countrys)
        return (*first, *kinds, self.role_phrase, words.kind)

    # -- names with what belongs to them -----------------------------------------------------------

    def series(self, i: int) -> tuple[int, list[str], Alias] | None:
        """A name, or several before one head: "Greek, French and Italian forces"."""
        hit = self.base(i)
        if hit is None:
            return None
        length, alias = hit
        parties, j = [alias.party], i + length
        if alias.kind in {"demonym", "name"} or self.words.low(j) in {"-", "/"}:
            j = self._more(j, alias, parties)
        if len(parties) > 1 and not (self.words.noun(j) or alias.kind == "demonym"):
            return i + length, [alias.party], alias
        return j, parties, alias

    def _more(self, j: int, alias: Alias, parties: list[str]) -> int:
        """The word after the further names of a series; their parties are added to ``parties``."""
        k = j
        while (mark := self.words.low(k)) in {",", "and", "-", "/"}:
            k += 1 + (mark == "," and self.words.low(k + 1) == "and")
            more = self.base(k)
            hyphened = mark in {"-", "/"} and more is not None and more[1].kind == "body"
            if more is None or not (hyphened or more[1].kind in {"demonym", "name"}):
                break
            if alias.kind == "name" == more[1].kind and mark not in {"-", "/"}:
                break
            if shared := self.shared(j - 1, k, more[0]):
                parties[-1] = shared
            parties.append(more[1].party)
            j = k = k + more[0]
        return j

    def known(self, i: int) -> Mention | None:
        """A name with the role noun or owner's mark that follows it."""
        hit = self.series(i)
        if hit is None:
            return None
        j, parties, alias = hit
        if alias.kind == "person":
            return self.of_body(i, j) or self.person(i, j, alias.party)
        j = self.after_acronym(j, alias)
        return (
            self.of_kind(i, j, parties, alias)
            or self.namesake(i, j, alias)
            or self.with_role(i, j, parties, alias)
            or self.bare(i, j, parties, alias)
        )

    def namesake(self, i: int, j: int, alias: Alias) -> Mention | None:
        """Somebody in whose name a party's stands, by his office if the text tells it."""
        own = self.longer_name(i, j, alias)
        return (self.explained(i, own.j) if own and own.person else None) or own

    def of_kind(self, i: int, j: int, parties: list[str], alias: Alias) -> Mention | None:
        """A name before its kind: "the M23 movement", "the Saudi-led coalition"."""
        low = self.words.low(j)
        if self.words.text[i].endswith("-led") and low in words("roles", "kinds"):
            return Mention(i, j + 1, tuple(parties), "organ", head=low)
        k = j + (self.words.noun(j) and self.words.low(j + 1) in LED)
        low = self.words.low(k)
        if alias.kind == "body" and low in LED | kinds_of(alias.party):
            return Mention(i, k + 1, (alias.party,), "body", plural=True, head=low)
        return None

    def rule_of(self, i: int) -> Mention | None:
        """An administration named by its head: "the Obama administration"."""
        low = self.words.low(i + 1)
        party = gazetteer().surname(self.words.text[i], self.names.year) if low in _RULE else None
        return Mention(i, i + 2, (party,), "organ", head=low) if party else None

    def with_role(self, i: int, j: int, parties: list[str], alias: Alias) -> Mention | None:
        """A name before a role noun: "Kenya's foreign minister"."""
        owned = self.words.tag(j) == "G"
        loose = owned or alias.kind in {"demonym", "body"}
        if loose and (firm := self.firm_of(j + owned)):
            return replace(firm, i=i)
        span = self.words.role_span(j + owned, loose=loose)
        led = owned or alias.kind == "body"
        if span is None and led and (part := self.own_part(j + owned)):
            return Mention(i, part + 1, tuple(parties), "organ", head=self.words.low(part))
        if span is None:
            return self._owned_name(i, j + 1, parties) if owned else None
        capital = self.tokens[span.head].capital and not owned
        if capital and role(self.words.low(span.head)) == "groups":
            return None  # part of a longer name: "Serbian Progressive Party"
        return self.headed(i, span, parties, alias)

    def _owned_name(self, i: int, j: int, parties: list[str]) -> Mention | None:
        """Somebody whom his country owns: "Kenya's William Ruto"."""
        hit, end = self.base(j), self.name_end(j)
        if end - j < 2 or (hit and hit[1].kind != "person"):
            return None
        self.names.learn(self.tokens[j:end], parties[0])
        name = self.tokens[end - 1].text
        return Mention(i, end, tuple(parties), "person", person=True, name=name)

    def bare(self, i: int, j: int, parties: list[str], alias: Alias) -> Mention:
        """A name without a role noun: a party, an adjective, an owner or a place."""
        names = tuple(parties)
        adjective: Kind = "place" if self._contested(alias.party) else "reference"
        if self.words.tag(j) == "G":
            return Mention(i, j, names, adjective, agent=False, head="'s")
        if alias.kind == "demonym":
            alone = self._people(i, j)
            return Mention(i, j, names, "name" if alone else adjective, agent=alone, plural=True)
        contested = alias.kind == "name" and self._contested(alias.party)
        event = alias.kind == "capital" and self.words.low(j) in _EVENTS
        if alias.kind == "place" or event or (contested and not self._acts(i, j)):
            return Mention(i, j, names, "place", agent=False)
        low = self.words.low(j)
        follows = self.words.noun(j) and low not in forms() and not low.endswith("ed")
        rules = alias.kind == "capital" and self._rules(i)
        if rules or (follows and self.words.low(i - 1) != "and" and not self._opens(i)):
            return Mention(i, j, names, "reference", agent=False)
        head, office = self.words.low(j - 1), office_of(self.words.lows[i:j])
        return Mention(
            i, j, names, alias.kind, agent=not self.words.venue(i), head=head, office=office
        )

    def _rules(self, i: int) -> bool:
        """Whether a capital stands for whose conduct it is: "the decisions taken in Oslo"."""
        k = i - 2 - (self.words.low(i - 2) in {"taken", "made", "passed", "adopted"})
        return self.words.low(i - 1) == "in" and self.words.low(k) in words("roles", "conduct")

    def _contested(self, party: str) -> bool:
        """Whether a name is rather that of a place: a territory, a state with two governments."""
        rivals = (p for p in self.names.seen if "government" in kinds_of(p))
        return "territory" in kinds_of(party) or any(code_of(p) == code_of(party) for p in rivals)

    def _acts(self, i: int, j: int) -> bool:
        """Whether a name stands where the subject of a verb does."""
        verb = self.words.low(j) in forms() or self.words.tag(j) in "MX"
        return verb and self.words.tag(i - 1) not in "PT" and self.words.low(i - 1) != "and"

    def _opens(self, i: int) -> bool:
        """Whether a clause begins before a name: "that Iran forsake ..."."""
        k = i - 1 - (self.words.tag(i - 1) == "D")
        return self.words.low(k) in {"that", "if", "unless"}

    def _people(self, i: int, j: int) -> bool:
        """Whether an adjective stands for a people: "the Dutch", "Afghans"."""
        last = self.tokens[j - 1].text
        living = (
            last.endswith("s") and not last.endswith("ss") and self.words.low(j).endswith("ing")
        )
        if self.words.noun(j) and not living:
            return False
        led = self.words.low(i - 1) == "the" and last.endswith(("sh", "ch", "ese", "ss"))
        return led or last.endswith(_PEOPLES)

    # -- names with a role noun --------------------------------------------------------------------

    def headed(self, i: int, span: RoleSpan, parties: list[str], alias: Alias) -> Mention:
        """A phrase that ends in a role noun, with the person's name if one follows."""
        word = self.words.low(span.head)
        if (
            role(word) == "groups"
            and alias.kind in {"demonym", "name", "place"}
            and not parties[1:]
        ):
            group = self.group(i, span, alias)
            return Mention(i, span.j, (group,), "group", plural=True, head=word)
        if word == "capital" and self.words.venue(i):
            return Mention(i, span.j, tuple(parties), "place", agent=False)
        if against := self.against(i, span, parties):
            return against
        outer = self.words.office(span)
        if self.words.tag(span.j) == "G" and (inner := self._inner_role(span.j + 1)):
            span = inner
        person = role(self.words.low(span.head)) == "persons"
        end, name = self.named(span.j, parties[0]) if person else (span.j, "")
        office = self.words.office(span) or outer
        if self.words.low(end) in {"in", "to", "at"} and office == "embassy":
            at = end + 1 + (self.words.low(end + 1) == "the")
            end = at + more[0] if (more := self.base(at)) else end
        return Mention(
            i,
            end,
            tuple(parties),
            "person" if person else "organ",
            person=person,
            head=self.words.low(span.head),
            office=office,
            name=name,
        )

    def _inner_role(self, k: int) -> RoleSpan | None:
        """An organ that an organ owns: "the Serbian government's Kosovo office"."""
        k += more[0] if (more := self.base(k)) else 0
        inner = self.words.role_span(k, loose=True)
        return inner if inner and role(self.words.low(inner.head)) != "groups" else None

    # -- phrases whose name comes last, or is not known --------------------------------------

    def role_phrase(self, i: int) -> Mention | None:
        """A role noun first: "the Defence Ministry in Moscow", "Prime Minister Adam Kowal"."""
        span = self.words.role_span(i)
        if span is None:
            return None
        if inner := self.led_by(span):
            return replace(inner, i=i)
        if mention := self.placed(span) or self.of_several(span) or self._set_off(span):
            return mention
        if role(self.words.low(span.head)) == "persons" and self.words.capital(span.j):
            return self.titled(span)
        return self.words.described(span)

    def led_by(self, span: RoleSpan) -> Mention | None:
        """The name within a role phrase: "a senior State Department official"."""
        for k in range(span.i + 1, span.head):
            if self.words.capital(k) and (hit := self.base(k)) and hit[1].kind != "person":
                return self.known(k) if k + hit[0] <= span.head else None
        return None

    def placed(self, span: RoleSpan) -> Mention | None:
        """A role noun with its party behind "of", "in", "from", "for" or "at"."""
        word, lead = self.words.low(span.head), self.words.low(span.j)
        aids = word in _AIDES and lead == "to"  # but an ambassador to Peru is not Peru's
        if not (aids or lead in _PLACED) or (word in _LOCAL and lead in {"in", "at"}):
            return None
        k = span.j + 1
        while self.words.low(k) in SIDES:
            k += 1
        inner = self.named_at(k) or self.part_at(k, span)
        if inner is None or not inner.parties or inner.head == "'s":
            return None
        if lead in {"in", "at"} and self.words.office(span) == "embassy":
            told = self.words.described(span)
            return replace(told, j=inner.j, host=inner.party) if told else None
        if against := self.against(span.i, span, inner.parties):
            return replace(against, j=max(inner.j, against.j))
        inner = replace(inner, parties=self.rulers(inner))
        sort, party = role(word), inner.party
        if sort == "groups" and is_state(party):
            group = f"{adjective_of(party)} {word}"
            return Mention(span.i, inner.j, (group,), "group", plural=True, head=word)
        person = sort == "persons"
        end, name = self.named(inner.j, party) if person else (inner.j, "")
        kind: Kind = "person" if person else "organ"
        office = self.words.office(span)
        return Mention(span.i, end, inner.parties, kind, True, person, False, word, office, name)

    def _set_off(self, span: RoleSpan) -> Mention | None:
        """A role before whoever has it: "its ally Peru", "the mediator, Sweden, said"."""
        j = self._over_body(span)
        comma = self.words.low(j) == ","
        inner = self.known(j + comma)
        kinds = {"name", "body", "person"} if comma else {"name", "body"}
        if inner is None or inner.kind not in kinds or not inner.agent:
            return None
        closed = self.words.low(inner.j) == "," and self.words.low(inner.j + 1) != "and"
        if comma and not (closed and self.words.tag(span.i - 1) == "D"):
            return None
        if not comma and (self.words.capital(span.head) or self.words.capital(inner.j)):
            return None
        return replace(inner, i=span.i, j=inner.j + comma, head=self.words.low(span.head))

    def _over_body(self, span: RoleSpan) -> int:
        """The word after "the chair of the body", if whose chair it is stands between commas."""
        led = self.words.low(span.j) == "of" and self.words.low(span.j + 1) == "the"
        inner = self.words.role_span(span.j + 2) if led else None
        return inner.j if inner and self.words.low(inner.j) == "," else span.j

    def named_at(self, k: int) -> Mention | None:
        """A party named, or coined, by the words at ``k``."""
        if not self.words.capital(k):
            return None
        return self.known(k) or self.learnt(k) or self.coined(k)

    def titled(self, span: RoleSpan) -> Mention | None:
        """A title before a name: "Foreign Minister Adam Kowal"."""
        k, i, office = span.j, span.i, self.words.office(span)
        hit = self.base(k)
        if hit and hit[1].kind == "person":
            return replace(self.person(k, k + hit[0], hit[1].party), i=i, office=office)
        if learnt := self.learnt(k):
            return replace(learnt, i=i, office=office)
        if held := self.held(k):
            return replace(self.person(k, k + 1, held), i=i, office=office)
        end = self.name_end(k)
        if end == k or hit:
            return self.words.described(span)
        if explained := self.explained(k, end):
            return replace(explained, i=i, office=office)
        named = self.person(k, end, None)
        return replace(named, i=i, head=self.words.low(span.head), office=office)

    def explained(self, i: int, j: int) -> Mention | None:
        """A name that an apposition explains: "Ana Lund, the alliance's head,"."""
        if self.words.low(j) not in {",", "("} or j == i:
            return None
        k = j + 1 + (self.words.low(j + 1) in {"the", "a", "an"})
        if self.words.low(k) in {"who", "which"} and self.words.low(k + 1) in _HEADS:
            k += 2 + (self.words.low(k + 2) == "the")
        span = self.words.role_span(k)
        inner = self.named_at(k) or (self.placed(span) if span else None)
        if inner is None or not inner.parties:
            return self.explained_by_kind(i, j)
        if not (role(inner.head) or self.words.low(k - 1) == "the"):
            return None
        self.names.learn(self.tokens[i:j], inner.party)
        end = self._office_end(inner.j)
        end += self.words.low(end) in {",", ")"}
        name = self.tokens[j - 1].text
        return replace(inner, i=i, j=end, kind="person", agent=True, person=True, name=name)

    def _office_end(self, k: int) -> int:
        """The word after an office that no list knows: "the US homeland security secretary"."""
        end = k
        while self.words.noun(end) or self.words.tag(end) == "A":
            end += 1
        return end if end > k and role(self.words.low(end - 1)) == "persons" else k

    def coined(self, i: int) -> Mention | None:
        """A body or person that the lexicon does not know, by the shape of its name."""
        if not self.proper(i):
            return None
        if found := self.body_at(i) or self.led(i):
            return found
        end = self.name_end(i)
        return self.explained(i, end) if end - i >= 2 else self.explained_by_kind(i, end)


def find_mentions(tokens: Sequence[Token], names: Names) -> list[Mention]:
    """Everybody that a sentence names, from left to right.

    Examples
    --------
    >>> from detente.reading.words.tokens import tokenise
    >>> text = "Kenya's foreign minister met EU officials in Rome."
    >>> [(m.parties, m.kind) for m in find_mentions(tokenise(text, 0, len(text)), Names())]
    [(('Kenya',), 'person'), (('European Union',), 'organ'), (('Italy',), 'capital')]
    """
    return _Finder(tokens, names).run()
