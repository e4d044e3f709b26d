"""Names of parties that no list knows, told by their shape: "Front for Change"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from detente.reading.naming.names import NameFinder
from detente.reading.naming.parties import (
    Alias,
    Kind,
    Mention,
    adjective_of,
    code_of,
    is_state,
    kinds_of,
    role,
    shapes,
    starters,
)
from detente.reading.naming.roles import RoleSpan
from detente.reading.words.forms import words

__all__ = ["LED", "BodyFinder"]

LED = frozenset(
    "rebels guerrillas movement militia party front union faction group militants".split()
)
_LINKS = frozenset("of the and for on 's '".split())
_ENDLESS = frozenset("of for".split())
_ADJECTIVAL = frozenset("- recognised recognized backed supported based".split())
_OWN_PARTS = frozenset("bloc wing branch arm camp faction ranks caucus".split())
_PARTS = frozenset("state provincial regional territorial island cantonal".split())
_LONGEST = 9  # words of a body's name
_LISTED = frozenset(("demonym", "name", "place", "capital"))


class BodyFinder(NameFinder):
    """Finds bodies, movements and companies that the lexicon does not have."""

    def body_at(self, i: int) -> Mention | None:
        """The body whose name begins at word ``i``, if its words tell that it is one."""
        if not self.proper(i):
            return None
        if self.words.low(i) in words("roles", "things") | words("roles", "papers"):
            return None  # "the Protocol of the Conference"
        end = self._stretch(i)
        last = self._last_shape(i, end)
        if last == i == end - 1 or self._of_press(i, last):
            return None  # "the Front" alone is one that was named in full before
        if last is not None and (k := self._behind_person(i, last)) is not None:
            return self._of_body(i, k, last, end)
        if last is None or any(self._person_at(k) for k in range(i, last)):
            return self._abbreviated(i, end)
        return self.body(i, self._with_tail(last + 1, end))

    def _of_press(self, i: int, j: int | None) -> bool:
        """Whether a conference is one of the press: "the Regular Press Conference"."""
        if j is None or self.words.low(j) != "conference":
            return False
        return not words("roles", "papers").isdisjoint(self.words.lows[i:j])

    def _behind_person(self, i: int, last: int) -> int | None:
        """The word after "of" or "of the" behind a person: "Ada Lund of the Coast Council"."""
        k = next((n for n in range(i + 2, min(i + 4, last)) if self.words.low(n) == "of"), None)
        if k is None or any(self.words.low(n) in shapes() for n in range(i, k)):
            return None
        plain = all(self.tokens[n].capital and not role(self.words.low(n)) for n in range(i, k))
        plural = self.words.low(k - 1).endswith("s") or self.words.low(i) in starters()
        return k + 1 + (self.words.low(k + 1) == "the") if plain and not plural else None

    def _of_body(self, i: int, k: int, last: int, end: int) -> Mention:
        """A person of a body that stands behind "of" at word ``k``."""
        body = self.body(k, self._with_tail(last + 1, end))
        name = next(n for n in range(i, k) if self.words.low(n) == "of") - 1
        self.names.learn(self.tokens[i : name + 1], body.party)
        text = self.tokens[name].text
        return replace(body, i=i, kind="person", person=True, name=text)

    def longer(self, i: int) -> Mention | None:
        """A body whose name begins with another name or a role: "Aceh Freedom Movement"."""
        hit = self.base(i)
        first = i + (hit[0] if hit else 1)
        if hit is not None and (side := self._side(i, first, hit[1])):
            return side
        listed = hit[1].kind in _LISTED if hit else self.words.low(i) in starters()
        listed = listed and (hit is not None or self.words.tag(i) not in "ND")  # "Neither Party"
        if not listed or not self.words.capital(first):
            return None
        end = self._stretch(i)
        last = self._last_shape(i, end)
        if last is None or last < first or self._holds_person(i, last):
            return None
        fights = not words("roles", "struggle").isdisjoint(self.words.lows[i:last])
        if not fights and self.words.low(last) not in words("roles", "apart"):
            return self._of_state(i, last, hit)
        return self.body(i, self._with_tail(last + 1, end))

    def _side(self, i: int, k: int, alias: Alias) -> Mention | None:
        """A state as one of those who agree: "the Polish Party", "the Chinese Side"."""
        word = self.words.low(k)
        if alias.kind != "demonym" or word not in {"party", "side"} or self.words.capital(k + 1):
            return None
        return Mention(i, k + 1, (alias.party,), "organ", head=word)

    def _of_state(self, i: int, last: int, hit: tuple[int, Alias] | None) -> Mention | None:
        """An organ of a state that no list knows: "the American Export-Import Bank"."""
        if hit is None or hit[1].kind != "demonym" or role(self.words.low(last)):
            return None
        return Mention(i, last + 1, (hit[1].party,), "organ", head=self.words.low(last))

    def _holds_person(self, i: int, j: int) -> bool:
        """Whether a person or a title stands among some words: "President Rey's Unity Party"."""
        title = any(role(self.words.low(k)) == "persons" for k in range(i, j))
        return title or any(self._person_at(k) for k in range(i, j))

    def body(self, i: int, j: int) -> Mention:
        """A body that its own name tells to be one, with its short form in parentheses."""
        name = "".join(
            token.text if k == 0 or token.start == self.tokens[i + k - 1].end else f" {token.text}"
            for k, token in enumerate(self.tokens[i:j])
        )
        end = self.after_acronym(j, Alias(name, "body"))
        self.names.coin(self.words.text[i:j], name)
        owned = self.words.tag(end) == "G"
        span = self.words.role_span(end + owned, loose=owned)
        if span is not None and role(self.words.low(span.head)) != "groups" and span.i <= end + 1:
            person, head = role(self.words.low(span.head)) == "persons", self.words.low(span.head)
            stop, told = self.named(span.j, name) if person else (span.j, "")
            kind: Kind = "person" if person else "organ"
            office = self.words.office(span)
            return Mention(i, stop, (name,), kind, True, person, False, head, office, told)
        return Mention(i, end, (name,), "body", head=self._head(i, j))

    def led(self, i: int) -> Mention | None:
        """A name before its kind: "the Tarun rebels"."""
        end = self._stretch(i)
        if self.words.low(end) not in LED or self.words.low(i - 1) != "the":
            return None
        name = " ".join(token.text for token in self.tokens[i:end])
        self.names.coin(self.words.text[i:end], name)
        return Mention(i, end + 1, (name,), "body", plural=True, head=self.words.low(end))

    def after_kind(self, i: int) -> Mention | None:
        """A name behind its kind at word ``i``: "the mining group Orel"."""
        low = self.words.low(i)
        if low not in words("roles", "firms") | LED or not self.words.capital(i + 1):
            return None
        if hit := self.base(i + 1):
            apart = hit[1].kind == "body"
            return Mention(i, i + 1 + hit[0], (hit[1].party,), "body", head=low) if apart else None
        end = self.name_end(i + 1)
        if end == i + 1 or role(self.words.low(i + 1)):
            return None
        return replace(self.body(i + 1, end), head=low)

    def behind_comma(self, i: int) -> Mention | None:
        """A name between commas behind its kind: "the ruling party, New Dawn, said"."""
        kinds = words("roles", "firms") | LED
        if self.words.low(i) not in kinds or self.words.low(i + 1) != ",":
            return None
        led = any(self.words.tag(k) == "D" for k in range(max(i - 4, 0), i))
        end = self.name_end(i + 2)
        hit = self.base(i + 2)
        if not led or end == i + 2 or self.words.low(end) != "," or (hit and hit[1].kind != "body"):
            return None
        party = hit[1].party if hit else self.body(i + 2, end).party
        return Mention(i, end + 1, (party,), "body", head=self.words.low(i))

    def firm_of(self, k: int) -> Mention | None:
        """A body or company that stands with its owner: "Mali's state miner Orel"."""
        for n in range(k, k + 4):
            if found := self.after_kind(n):
                return found
            hit = self.base(n) if self.words.capital(n) else None
            if hit and hit[1].kind == "body" and self.words.tag(k - 1) == "G":
                end = self.after_acronym(n + hit[0], hit[1])
                return Mention(n, end, (hit[1].party,), "body", head=self.words.low(n + hit[0] - 1))
            if self.words.capital(n) or not (
                self.words.noun(n) or self.words.tag(n) == "A" or self.words.low(n) in _ADJECTIVAL
            ):
                return None
        return None

    def part_at(self, k: int, span: RoleSpan) -> Mention | None:
        """A part of a state that has a government: "the state government of Chihuahua"."""
        end = self.name_end(k)
        if end == k or _PARTS.isdisjoint(self.words.lows[span.i : span.j]):
            return None
        return self.body(k, end)

    def own_part(self, j: int) -> int | None:
        """A part of a movement: "Hamas's military wing", "the Front's bloc in parliament"."""
        k = j + (self.words.low(j) in words("roles", "modifiers") or self.words.noun(j))
        k = j if self.words.low(j) in _OWN_PARTS else k
        return k if self.words.low(k) in _OWN_PARTS else None

    def of_several(self, span: RoleSpan) -> Mention | None:
        """People of several parties at once: "officials of the two ministries"."""
        if self.words.low(span.j) not in {"of", "from"} or not self.words.plural(span.head):
            return None
        k = span.j + 1 + (self.words.low(span.j + 1) == "the")
        several = self.words.together(k)
        return replace(several, i=span.i) if several and several.head != "everyone" else None

    def rulers(self, seat: Mention) -> tuple[str, ...]:
        """Who governs in a capital: the government that the text tells apart from the state."""
        rivals = (p for p in self.names.seen if "government" in kinds_of(p))
        own = (p for p in rivals if code_of(p) == code_of(seat.party) and not is_state(p))
        ruler = next(own, None) if seat.kind == "capital" else None
        return (ruler,) if ruler else seat.parties

    def group(self, i: int, span: RoleSpan, alias: Alias) -> str:
        """The name of a group: a movement of that country met before, else its own words."""
        word = self.words.low(span.head)
        for party in reversed(self.names.seen):
            if word in kinds_of(party) and code_of(party) == code_of(alias.party):
                return party
        if alias.party == "Palestinian Authority" and word == "opposition":
            return alias.party
        tokens = self.tokens[i : span.head + 1]
        return " ".join(token.text for token in tokens if token.tag != "G")

    def against(self, i: int, span: RoleSpan, parties: Sequence[str]) -> Mention | None:
        """Those at odds with their own state: "Georgian opposition leaders", "exiled deputies"."""
        lows = self.words.lows[i : span.head + 1]
        told = next((low for low in lows if low in words("roles", "against")), "")
        if not told or len(parties) != 1 or not is_state(parties[0]):
            return None
        name = "opposition" if "opposition" in lows else f"{told} {lows[-1]}"
        group = f"{adjective_of(parties[0])} {name}"
        return Mention(i, span.j, (group,), "group", plural=True, head=told)

    def _head(self, i: int, j: int) -> str:
        """The word of a name that tells what it is."""
        last = self._last_shape(i, j)
        return self.words.low(j - 1 if last is None else last)

    def _stretch(self, i: int) -> int:
        """The word after the capitals, and what links them, that begin at word ``i``."""
        j = i + 1
        while j < i + _LONGEST and (self.proper(j) or self._linked(j)):
            j += 1
        while j > i + 1 and not self.tokens[j - 1].capital:
            j -= 1
        return j

    def _linked(self, j: int) -> bool:
        low, led = self.words.low(j), self.words.low(j + 1) == "the"
        if low == "the" and self.words.low(j - 1) not in _LINKS:
            return False  # "Here the Front said"
        return low in _LINKS and self.proper(j + 1 + (low in _ENDLESS and led))

    def _last_shape(self, i: int, j: int) -> int | None:
        """The last word of a name that tells what it is; its first only before "of" or "for"."""
        known = shapes()
        for k in range(j - 1, i - 1, -1):
            if self.words.low(k) in known and self.tokens[k].capital:
                opens = k == i
                return None if opens and self.words.low(k + 1) not in _ENDLESS else k
        return None

    def _with_tail(self, k: int, end: int) -> int:
        """The word after "of Ruvania", "for the Defence of the Coast", if that goes on a name."""
        if k >= end or self.words.low(k) not in _ENDLESS:
            return k
        if any(role(self.words.low(n)) == "persons" for n in range(k, end)):
            return k  # "the Unity Party of President Rey"
        join = next((n for n in range(k, end) if self.words.low(n) == "and"), end)
        one = join == end or self.words.low(end) == "(" or self.words.plural_noun(end - 1)
        return end if one else join

    def _abbreviated(self, i: int, j: int) -> Mention | None:
        """A name whose initials stand behind it in parentheses: "Hanza Tel Aru (HTA)"."""
        if self.words.low(j) != "(" or self.words.low(j + 2) != ")":
            return None
        short = self.words.text[j + 1]
        initials = "".join(token.text[0] for token in self.tokens[i:j] if token.capital)
        thing = self.words.low(j - 1) in words("roles", "things")
        if len(short) < 2 or not short.isupper() or short != initials or thing:
            return None
        return self.body(i, j)

    def _person_at(self, k: int) -> bool:
        hit = self.base(k)
        return hit is not None and hit[1].kind == "person"
