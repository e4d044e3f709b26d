"""Names that hold another, or that the text explains: "New Jersey", "Orel, a firm"."""

from __future__ import annotations

from dataclasses import replace

from detente.reading.naming.bodies import BodyFinder
from detente.reading.naming.parties import STRANGER, Alias, Kind, Mention, role
from detente.reading.naming.strangers import Phrases, is_collective
from detente.reading.words.forms import forms, words

__all__ = ["StrangerFinder"]

_PLAIN = frozenset(("name", "capital", "place", "demonym"))
_TITLES = frozenset("mr mrs ms dr".split())
_HEADS = frozenset("heads leads chairs runs represents".split())


class StrangerFinder(BodyFinder):
    """Finds those who are not the party that a part of their name names."""

    def longer_name(self, i: int, j: int, alias: Alias) -> Mention | None:
        """Somebody else in whose name a known one stands: "New Jersey", "Jordan Peterson"."""
        if alias.kind not in _PLAIN:
            return None
        first = i - self._part_before(i)
        last = j
        while alias.kind != "demonym" and self._part_behind(last, alias):
            last += 1
        if (first, last) == (i, j):
            return None
        name = self.tokens[last - 1].text if alias.kind != "demonym" else ""
        agent = alias.kind != "demonym"
        own = (STRANGER + " ".join(token.text for token in self.tokens[first:last]),)
        return Mention(i, last, own, "stranger", agent=agent, person=agent, name=name)

    def _part_before(self, i: int) -> bool:
        """Whether the word before a name is part of it."""
        low, token = self.words.low(i - 1), self.tokens[i - 1] if i else None
        if token is None or not token.capital:
            return False
        if low in words("roles", "name_parts") | _TITLES:
            return True
        opens = i == 1 or self.words.tag(i - 2) in "Q." or token.tag != "O"
        known = role(low) or low in words("roles", "modifiers") or low in words("roles", "kinds")
        unnamed = low in words("roles", "unnamed") or token.text.isupper()
        return not (opens or known or unnamed or low in forms() or self.base(i - 1))

    def _part_behind(self, k: int, alias: Alias) -> bool:
        """Whether the word behind a name is part of it."""
        low = self.words.low(k)
        if not self.proper(k) or not self.words.capital(k) or self.tokens[k].text.isupper():
            return False
        if low == "state":
            return alias.kind in {"capital", "place"}
        known = role(low) or low in words("roles", "modifiers") or low in words("roles", "kinds")
        unnamed = low in words("roles", "unnamed")
        told = any(one.form in {"s", "past"} for one in forms().get(low, ()))  # "France Rejects"
        return not (known or unnamed or told or self.base(k))

    def in_office(self, mention: Mention) -> Mention:
        """A mention; somebody unknown where he holds his office no more, or stands against it."""
        if mention.kind != "person" or not mention.parties:
            return mention
        lead = self.words.lows[max(mention.i - 1, 0) : mention.j]
        if words("roles", "out_of_office").isdisjoint(lead):
            return mention
        own = mention.name or " ".join(t.text for t in self.tokens[mention.i : mention.j])
        return replace(mention, kind="stranger", parties=(STRANGER + own,), office="")

    def of_body(self, i: int, j: int) -> Mention | None:
        """Somebody known whom the text gives another body: "Ada Lund, of the Coast Party"."""
        comma = self.words.low(j) == ","
        k = j + comma
        if self.words.low(k) == "of":
            at = k + 1 + (self.words.low(k + 1) == "the")
            body = self.named_body(at) or (
                self._phrases().at(at, len(self.tokens)) if not self.base(at) else None
            )
        elif comma and self.words.low(k) == "who" and self.words.low(k + 1) in _HEADS:
            body = self.named_body(k + 2)
        else:
            return None
        if body is None or not body.parties:
            return None
        name = self.tokens[j - 1].text
        self.names.people.pop(name, None)
        own = body.parties[0]
        if own.startswith(STRANGER) and body.name:
            own = STRANGER + " ".join(token.text for token in self.tokens[body.i : body.j])
        known = None if own.startswith(STRANGER) else own
        self.names.learn(self.tokens[i:j], known)
        kind: Kind = "person" if known else "stranger"
        return Mention(i, body.j, (own,), kind, person=True, name=name, office="body" * (not known))

    def named_body(self, k: int) -> Mention | None:
        """The body that somebody heads: "the conservative New Democracy"."""
        k += self.words.low(k) == "the"
        while self.words.noun(k) or self.words.tag(k) == "A":
            k += 1
        hit = self.base(k)
        if hit is not None and hit[1].kind == "body":
            return Mention(k, k + hit[0], (hit[1].party,), "body")
        if hit is not None or not self.words.capital(k):
            return None
        end = self.name_end(k)
        heads = self.words.low(k - 1) != "of"  # what somebody heads is a body, whatever its name
        return self.body_at(k) or (self.body(k, end) if heads and end > k else None)

    def _phrases(self) -> Phrases:
        return Phrases(self.tokens, [None] * len(self.tokens), self.names.common)

    def explained_by_kind(self, i: int, j: int) -> Mention | None:
        """A name that a common noun explains: "Orel, a mining firm", "Lund, head of the union"."""
        if j == i or self.words.low(j) != ",":
            return None
        phrases = self._phrases()
        k, end = j + 1, len(self.tokens)
        if self.words.low(k) == "which" and i == 0 and phrases.is_name(j - 1):
            return self.body(i, j)  # "Orel, which runs the port, refused"; no person is one "which"
        if self.words.low(k) in {"who", "which"} and self.words.low(k + 1) in _HEADS:
            return self._of_stranger(i, j, phrases.at(k + 2, end))
        return self._explained_by_noun(i, j, phrases)

    def _explained_by_noun(self, i: int, j: int, phrases: Phrases) -> Mention | None:
        k, end = j + 1, len(self.tokens)
        span = self.words.role_span(k + (self.words.tag(k) == "D"))
        if span is not None and self.words.low(span.j) in {"of", "for"}:
            return self._of_stranger(i, j, phrases.at(span.j + 1, end))
        kind = phrases.at(k, end) if self.words.low(k) in {"a", "an", "the"} else None
        if kind is not None and kind.person and kind.office == "body":
            return self._of_stranger(i, j, kind)  # "Lund, the union's chair"
        if kind is None or kind.name or not is_collective(kind.head) or kind.plural:
            return None
        return replace(self.body(i, j), head=kind.head)

    def _of_stranger(self, i: int, j: int, body: Mention | None) -> Mention | None:
        """Somebody who speaks for a body that no list knows."""
        if body is None or body.office != "body":
            return None
        self.names.learn(self.tokens[i:j], None)
        end = body.j + (self.words.low(body.j) in {",", ")"})
        name = self.tokens[j - 1].text
        return replace(body, i=i, j=end, person=True, plural=False, name=name, owner="the")
