"""Who a mention means: names at once, pronouns and descriptions by what the text said before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from detente.reading.facing.mentioned_before import Memory
from detente.reading.naming.parties import (
    STRANGER,
    Mention,
    code_of,
    is_body,
    is_state,
    kinds_of,
    role,
    state_of,
)
from detente.reading.naming.roles import POSSESSIVES, REBELS
from detente.reading.naming.strangers import is_listed
from detente.reading.words.forms import words
from detente.reading.words.grammar import MUST

__all__ = ["FIRST_PERSON", "Referents"]

_NEAR = 12  # parties among which "both sides" are sought
_COUNTED = re.compile(r"all(\d?)")  # "both sides" is all2, "the parties" all
FIRST_PERSON = frozenset("we i us our my".split())
_NOBODY = frozenset(("everyone", "all", "some"))  # "all sides", "Western powers"
_REBELS = REBELS | frozenset(
    "rebels guerrillas separatists insurgents secessionists militia".split()
)
_GOVERNING = frozenset(
    "government president premier chancellor cabinet parliament presidency authorities".split()
)
_STATES = frozenset("countries capitals neighbours neighbors governments nations states".split())
_OPPOSED = frozenset("sides parties camps armies enemies rivals foes adversaries".split())
_FIGHTING = frozenset("rebels movement militants militia insurgents guerrillas".split())
_READY = frozenset("ready prepared willing determined open minded".split())
_SOMEBODY = frozenset("person source man woman".split())
_NAMED_PERSONS = frozenset(("person", "organ"))
_NAMED_BODIES = frozenset(("name", "capital", "body", "group"))
_SOLDIERS = frozenset("army military generals troops".split())
_SPOKESMEN = frozenset(
    "spokesman spokeswoman spokesperson spokesmen official officials office diplomat negotiator "
    "aide adviser source team delegation delegate side representative communique text".split()
)


@dataclass(slots=True)
class Referents(Memory):
    """Who a mention means by what a document has spoken of so far."""

    def resolve(
        self, mention: Mention, within: str | None = None, besides: Sequence[str] = ()
    ) -> tuple[str, ...]:
        """The parties that a mention means.

        ``within`` is whose words it stands in, if any's; several that are counted ("the two
        neighbours") are found ``besides`` some parties.
        """
        if mention.kind == "stranger":
            return self._stranger(mention)
        if mention.parties:
            return mention.parties
        if mention.name and (party := self.people.get(mention.name)):
            return (party,)
        if mention.kind == "pronoun":
            return self._pronoun(mention, within)
        found = self._several(mention, besides) if mention.plural else ()
        return found or self._one(mention, within, besides)

    def _several(self, mention: Mention, besides: Sequence[str]) -> tuple[str, ...]:
        counted = _COUNTED.fullmatch(mention.head)
        if counted is None:
            return ()
        noun = self.parsed.tokens[mention.j - 1].low if self.parsed else ""
        count = int(counted.group(1) or 2)
        if noun not in _OPPOSED and (group := self._lately(count, besides)):
            return group
        return self._together(count, besides, mention.i, states=noun in _STATES)

    def _one(self, mention: Mention, within: str | None, besides: Sequence[str]) -> tuple[str, ...]:
        if mention.head == "other":
            return self.others.setdefault(mention.i, self._others(within))
        if mention.head in _NOBODY or _COUNTED.fullmatch(mention.head):
            return ()
        if not mention.name:
            return self._described(mention, besides)
        office = self.ruling if mention.office else ()
        found = self._lead(mention) or office or (STRANGER + mention.name,)
        self.people[mention.name] = found[0]
        return found[:1]

    def _stranger(self, mention: Mention) -> tuple[str, ...]:
        """Somebody whom no list knows: whom the text has told of before, else his own words."""
        party = self.people.get(mention.name) if mention.name else None
        if party is not None:
            return (party,)
        alone = mention.owner in {"the", "this", "that"} and " " not in mention.parties[0]
        known = self._named_before(mention.head, "") if alone and mention.head else ()
        if alone and mention.head in _SOMEBODY and self.speaker:
            known = known or (self.speaker,)  # whose voice the text has just let speak
        found = known or mention.parties
        if mention.name:
            self.people[mention.name] = found[0]
        if mention.office == "body":
            self.bodies.update(found)
        return found

    def _home(self, mention: Mention) -> tuple[str, ...]:
        """The state of a group named before: "Chadian rebels said President Rey must go"."""
        codes = (code_of(p) for m in self._mentions() if m.i < mention.i for p in m.parties)
        states = (state_of(code) for code in codes if code)
        return next(((state,) for state in states if state), ())

    def _lead(self, mention: Mention) -> tuple[str, ...]:
        """Whom a new name belongs to by what leads it: "From Kyiv: Foreign Minister Ada Lund"."""
        near = (m for m in self._mentions() if m.parties and mention.i - 4 <= m.i < mention.i)
        quoted = self.parsed.inside if self.parsed else ()
        return next((m.parties for m in near if not quoted[m.i]), ())

    def _pronoun(self, mention: Mention, within: str | None) -> tuple[str, ...]:
        if mention.head in FIRST_PERSON:
            voice = self._first_person(mention, within)
            return (voice,) if voice else ()
        return self._third_person(mention, within)

    def _third_person(self, mention: Mention, within: str | None) -> tuple[str, ...]:
        owns = mention.head in POSSESSIVES or mention.owner in POSSESSIVES
        if owns and (before := self._leader(mention)):
            return before
        if within and mention.agent:
            return (within,)
        if not owns and (before := self._stranger_before(mention)):
            return before
        if mention.head in {"he", "she", "him"} and (found := self._person_before(mention)):
            return found
        if mention.plural:
            return self._several_before(mention, within)
        return (() if owns else self._body_before(mention)) or self._last_one(mention)

    def _last_one(self, mention: Mention) -> tuple[str, ...]:
        """Who acted last, unless they are many: "the employers say ... It also asks"."""
        many = mention.head == "it" and len(self.subject) == 1 and _is_many(self.subject[0])
        return (STRANGER + "It",) if many else self.subject

    def _body_before(self, mention: Mention) -> tuple[str, ...]:
        """The party that acts before "it" in the sentence: "Oslo is sorry, it says"."""
        last = self._subject_before(mention)
        acts = last is not None and not last.plural and last.parties and last.kind in _NAMED_BODIES
        return last.parties[:1] if last is not None and acts else ()

    def _several_before(self, mention: Mention, within: str | None) -> tuple[str, ...]:
        """Whom "they" means: several parties of before, or a party of many; never one state."""
        if group := self._group_before(mention):
            return tuple(party for party in group if party != within)
        state = len(self.subject) == 1 and is_state(self.subject[0])
        return (STRANGER + "They",) if state else self.subject

    def _stranger_before(self, mention: Mention) -> tuple[str, ...]:
        """Somebody unknown who acts in the sentence before a pronoun: "Orel is out, it says"."""
        if self.parsed is None or mention.head in FIRST_PERSON:
            return ()
        last = self._subject_before(mention)
        if last is None or last.kind != "stranger" or last.plural != mention.plural:
            return ()
        return self._stranger(last)

    def _subject_before(self, mention: Mention) -> Mention | None:
        """Who acts first in the sentence before a pronoun, outside quotation marks."""
        clauses = self.parsed.clauses if self.parsed else ()
        quoted = self.parsed.inside if self.parsed else ()
        before = (one for one in clauses if one.subject and one.subject.i < mention.i)
        return next((one.subject for one in before if not quoted[one.verb.i]), None)

    def _person_before(self, mention: Mention) -> tuple[str, ...]:
        """The one whom "he" means: who acts before in the sentence, else in those before it."""
        last = self._subject_before(mention)
        if last is not None and last.person and not last.plural and last.kind in _NAMED_PERSONS:
            return self.resolve(last)[:1]
        far = self.block - self.person_block > 1
        return (STRANGER + "He",) if far else (self.person,) if self.person else ()

    def _first_person(self, mention: Mention, within: str | None) -> str | None:
        """Who says "we": the speaker of a quotation; outside of one, whoever issues the text."""
        quoted = self.parsed is not None and self.parsed.inside[mention.i]
        return within or (self.speaker if quoted else self.author)

    def _group_before(self, mention: Mention) -> tuple[str, ...]:
        """Several parties that "they" can mean: of the sentence, else of the paragraph."""
        before = [m for m in self._mentions() if m.i < mention.i and m.kind == "description"]
        for one in reversed(before):
            if found := self._several(one, ()):
                return found
        return self.group if self.grouped == self.block else ()

    def _leader(self, mention: Mention) -> tuple[str, ...]:
        """Whom "its" points back to within a sentence: the first agent before it."""
        quoted = self.parsed.inside if self.parsed else ()
        if stranger := self._stranger_before(mention):
            return stranger
        for one in self._mentions():
            if one.i >= mention.i or quoted[one.i] or not one.agent or one.kind == "place":
                continue
            stance = self.parsed is not None and self.parsed.lows[0] == "for" and one.i <= 2
            if self._behind_preposition(one) and not stance:
                continue
            if one.parties:
                return one.parties
            if one.kind == "description" and not one.plural and role(one.head) == "organs":
                return self._one(one, None, ())
        return ()

    def _first_agent(self, mention: Mention) -> Mention | None:
        quoted = self.parsed.inside if self.parsed else ()
        before = (m for m in self._mentions() if m.i < mention.i and not quoted[m.i])
        return next((m for m in before if m.agent and m.parties and m.kind != "place"), None)

    def _mentions(self) -> Sequence[Mention]:
        return self.parsed.mentions if self.parsed else ()

    def _planner(self, mention: Mention) -> tuple[str, ...]:
        """Whose plans an unnamed spokesman tells: "Oslo would not pay, an official said"."""
        first = self._first_agent(mention)
        if first is None or self.parsed is None:
            return ()
        tokens = self.parsed.tokens
        ready = any(
            one.subject is first
            and not _READY.isdisjoint(self.parsed.lows[one.verb.first : one.verb.i + 2])
            for one in self.parsed.clauses
        )
        return first.parties if tokens[first.j].tag == "M" or (ready and not self.acted) else ()

    def _others(self, within: str | None) -> tuple[str, ...]:
        here = within or (self.subject[0] if self.subject else None)
        others = [party for party in self.recent if party != here]
        return (others[-1],) if others else ()

    def _together(
        self, count: int, besides: Sequence[str], place: int, *, states: bool
    ) -> tuple[str, ...]:
        """The two, three ... sides meant: those most at odds, else those most often named."""
        here = dict.fromkeys(p for m in self._mentions() if m.i < place for p in m.parties)
        known = [*(p for p in self.recent if p not in here), *here]
        parties = [party for party in known if party not in besides]
        if states and sum(map(is_state, parties)) >= count:
            parties = [party for party in parties if is_state(party)]
        if len(parties) < count:
            return ()
        if count == 2 and (pair := self._rivals(parties)):
            return tuple(party for party in parties if party in pair)
        rank = {p: (not is_body(p), self.counts.get(p, 0)) for p in parties}
        best = sorted(parties, key=lambda party: rank[party], reverse=True)
        if best[count:] and rank[best[count]] == rank[best[count - 1]]:
            return ()  # several could be meant
        return tuple(party for party in parties if party in best[:count])

    def _lately(self, count: int, besides: Sequence[str]) -> tuple[str, ...]:
        """So many parties of which the text has spoken together; of two, only just before."""
        near = 0 <= self.block - self.grouped <= 1 and len(self.group) == count
        group = self.groups.get(count, ()) if count > 2 or near else ()
        return () if {*group} & {*besides} else group

    def _rivals(self, parties: Sequence[str]) -> frozenset[str]:
        """The pair most at odds among some parties."""
        near = parties[-_NEAR:]
        pairs = [frozenset((a, b)) for k, a in enumerate(near) for b in near[k + 1 :]]
        known = [
            (self.rivals[pair], self._count(pair), pair) for pair in pairs if pair in self.rivals
        ]
        return max(known, key=lambda one: one[:2])[2] if known else frozenset()

    def _count(self, parties: frozenset[str]) -> int:
        return sum(self.counts.get(party, 0) for party in parties)

    def _described(self, mention: Mention, besides: Sequence[str]) -> tuple[str, ...]:
        head, office = mention.head, mention.office
        if told := self._sender(mention) if mention.host else self._at_place(mention):
            return told
        if office == "rebel" or head in _REBELS:
            return self._of_kind(_REBELS | {"group", "movement"})
        if self._defined(mention) and (named := self._just_named(mention) or self.heads.get(head)):
            return (named,)
        if ruling := self._governing(mention, besides):
            return ruling
        new = self._planner(mention) if mention.owner in {"a", "an"} else ()
        known = new or self._named_before(head, office)
        return self._closing(mention, known) or known or self._unnamed(mention, besides)

    def _closing(self, mention: Mention, known: tuple[str, ...]) -> tuple[str, ...]:
        """Whose organ closes a sentence on its own views: "Oslo sees no need, the ministry said".

        The organ that the text has spoken of before is another's, of whom the paragraph is silent.
        """
        first = self._first_agent(mention)
        if first is None or self.parsed is None or mention.person or not known:
            return ()
        tokens = self.parsed.tokens
        behind = mention.i > 1 and tokens[mention.i - 2].text == ","
        away = known[0] not in self.here and known[0] not in first.parties
        asked = tokens[min(first.j, len(tokens) - 1)].low in {"must", "should", "ought"}
        own = is_state(first.party) and not self._aside(first) and first.i <= 2
        return first.parties[:1] if behind and away and own and not asked else ()

    def _governing(self, mention: Mention, besides: Sequence[str]) -> tuple[str, ...]:
        """Whose government it is: that of the state that acts, or of one that rebels face."""
        if mention.head in _GOVERNING:
            return self._host(besides) or self._divided()
        phrase = self.parsed.lows[mention.i : mention.j] if self.parsed else []
        return self._divided() if "government" in phrase else ()  # "a government adviser"

    def _divided(self) -> tuple[str, ...]:
        """The one state of a text that has a movement against it: "the government", there."""
        codes = {code_of(p) for p in self.recent if not is_state(p) and _FIGHTING & kinds_of(p)}
        ruled = tuple(p for p in self.recent if is_state(p) and code_of(p) in codes)
        return ruled if len(ruled) == 1 else ()

    def _sender(self, mention: Mention) -> tuple[str, ...]:
        """Whose embassy it is: "Oslo will pay, the embassy in Lima said"; never the host's."""
        first = self._first_agent(mention)
        own = first.parties if first is not None and not self._aside(first) else ()
        last = (*own, *self.subject, *reversed(self.recent))
        return next(((p,) for p in last if is_state(p) and p != mention.host), ())

    def _defined(self, mention: Mention) -> bool:
        """Whether a text writes a role with a capital, as a name: "the Government"."""
        tokens = self.parsed.tokens if self.parsed else ()
        last = mention.j - 1  # of a sentence before it may be, where words waited for a speaker
        return 1 < mention.i == last < len(tokens) and tokens[last].capital

    def _just_named(self, mention: Mention) -> str | None:
        """The body of such a name in the sentence: "for the Lima Group, that the Group would"."""
        bodies = [m.party for m in self._mentions() if m.i < mention.i and m.kind == "body"]
        return next((p for p in reversed(bodies) if mention.head in kinds_of(p)), None)

    def _at_place(self, mention: Mention) -> tuple[str, ...]:
        """Whose official a capital at the head of a sentence places: "In Oslo, an aide"."""
        sort, first = role(mention.head), next(iter(self._mentions()), None)
        if sort is None or first is None or self.parsed is None or not 0 < first.i <= 2:
            return ()
        if first.kind != "capital" or first.agent or first.i >= mention.i:
            return ()
        placed = sort == "organs" or mention.owner in {"a", "an"}
        return first.parties if placed and self.parsed.lows[0] in {"in", "from"} else ()

    def _named_before(self, head: str, office: str) -> tuple[str, ...]:
        """Whose ministry, whose spokesman, which alliance the text spoke of last."""
        for key in (f"{office} {head}", f"{office} *") if office else (head,):
            if key in self.heads:
                return (self.heads[key],)
        if office and role(head) == "persons":
            return ()  # another minister than the one named before
        if head == "governor" or office == "governor":
            return self._of_kind({"state", "province", "region", "territory"})
        if head in _SOLDIERS:  # a party of its own where the text has named it as one
            return self._of_kind({"military"}) or self._divided()
        kind = role(head) != "organs" or head in words("roles", "kinds")
        return self._of_kind({head}) if kind else ()

    def _unnamed(self, mention: Mention, besides: Sequence[str]) -> tuple[str, ...]:
        """Whose organ or official it must be that no phrase before has named."""
        if (mention.head in _SPOKESMEN and not mention.office) or not mention.agent:
            found = self._planner(mention) or self._in_focus() or self._teller(mention)
            return found or self._by_own_words(mention, body=False)
        if role(mention.head) in {None, "groups"}:
            last = self.parsed.lows[mention.j - 1] if self.parsed else ""
            if role(last) and last != mention.head:  # "the islands' government"
                return self._in_focus()
            acts = mention.agent and is_listed(mention.head)
            return self._by_own_words(mention, body=True) if acts else ()  # no "islands"
        if mention.head in words("roles", "of_all_states"):
            return (next((p for p in reversed(self.recent) if is_body(p)), "United Nations"),)
        found = self._planner(mention) or self._of_own_acts(mention)
        if self._of_state(mention):
            host = () if mention.head in _SOLDIERS else self._host(besides)
            found = found or host
        return found or self._by_own_words(mention, body=False)

    def _of_state(self, mention: Mention) -> bool:
        """Whether states have such an organ: a ministry, a president, but no chair."""
        office = mention.office not in {"", "delegation"}
        return office or mention.head in words("roles", "of_states")

    def _by_own_words(self, mention: Mention, *, body: bool) -> tuple[str, ...]:
        """Somebody who goes by the words that the text has for him."""
        found = STRANGER + mention.head.capitalize()
        if body:
            self.bodies.add(found)
        return (found,)

    def _teller(self, mention: Mention) -> tuple[str, ...]:
        """Whose acts a spokesman tells behind them: "Oslo's army is watching, an aide said"."""
        told = next(iter(self.parsed.clauses), None) if self.parsed else None
        behind = told is not None and told.verb.i < mention.i - 2 and not told.subordinate
        if told is None or told.subject is None or not behind or told.verb.modal in MUST:
            return ()
        pronoun = told.subject.kind in {"pronoun", "description"}
        return () if pronoun or mention.owner == "the" else self.resolve(told.subject)[:1]

    def _of_own_acts(self, mention: Mention) -> tuple[str, ...]:
        """Whose acts an organ tells that opens a paragraph: "Oslo has paid, a ministry says"."""
        first = self._first_agent(mention)
        if self.here or first is None or not is_state(first.party) or self._aside(first):
            return ()
        others = {p for m in self._mentions() if m.i < mention.i for p in m.parties}
        return first.parties[:1] if others <= {*first.parties} else ()

    def _host(self, besides: Sequence[str]) -> tuple[str, ...]:
        """The state that acts in this paragraph, of whose organs it goes on to speak."""
        here = self._acts_here() and len(self.subject) == 1 and is_state(self.subject[0])
        return self.subject if here and self.subject[0] not in besides else ()

    def _acts_here(self) -> bool:
        """Whether whoever acted last did so in this paragraph."""
        return bool(self.subject) and self.subject[0] in self.here

    def _in_focus(self) -> tuple[str, ...]:
        """Who acted last, if that was in this paragraph."""
        return self.subject if self._acts_here() else ()

    def _of_kind(self, kinds: set[str] | frozenset[str]) -> tuple[str, ...]:
        for party in reversed(self.recent):
            if kinds & kinds_of(party) or any(self.heads.get(kind) == party for kind in kinds):
                return (party,)
        return ()

    def _state(self, besides: Sequence[str]) -> tuple[str, ...]:
        """The state that acted last, one that is at odds with somebody if there is any."""
        last = (*self.recent, *self.subject)
        states = [p for p in reversed(last) if is_state(p) and p not in besides]
        return next(((party,) for party in states if party in self.at_odds), tuple(states[:1]))


def _is_many(party: str) -> bool:
    """Whether somebody goes by a word for many people, who are no "it": "the employers"."""
    low = party.removeprefix(STRANGER).lower()
    return party.startswith(STRANGER) and low.endswith("s") and is_listed(low)
