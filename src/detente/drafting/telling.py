"""From records to deeds: who would do what, and who wants, offers, refuses or threatens it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from detente.drafting.deeds import Deed, Role, listed_parties
from detente.drafting.doing import Doing, doing
from detente.drafting.issues import Subject, subject
from detente.drafting.labels import from_deed, points_elsewhere
from detente.drafting.phrases import core
from detente.drafting.sides import Sides
from detente.drafting.signs import (
    BESIDES,
    COMING,
    CONTINUES,
    IDLE,
    MUST,
    ONLY,
    PAST,
    PEACE,
    PROPOSES,
    SAME,
    SUBJECT_WORDS,
    TOO_LITTLE,
    WISH,
)
from detente.drafting.told import Told
from detente.model.register import Clause, Phrase, Register
from detente.reading.words.forms import words

__all__ = ["deeds"]


def deeds(register: Register, sides: Sides) -> tuple[Deed, ...]:
    """All deeds of a report, in the order of its records."""
    found: list[Deed] = []
    parties = register.parties
    names = tuple(word for party in parties for word in (party.name, *party.mentions))
    for record in register.records:
        if record.party and not record.heading:
            found.extend(_Telling(record, register, sides, tuple(found), names).deeds())
    return tuple(found)


class _Telling(Told):
    """One record being read for what somebody would do."""

    def deeds(self) -> Iterator[Deed]:
        """The deeds of the record, as its act tells, without what only says how things are."""
        return (deed for deed in self._told() if not _is_remark(deed))

    def _told(self) -> Iterator[Deed]:
        match self.record.act:
            case "demand" | "urge":
                yield from self._asked("demanded" if self.record.act == "demand" else "urged")
            case "offer" | "accept" | "refuse":
                yield from self._own(_OWN[self.record.act])
            case "threaten":
                yield from self._threat()
            case "accuse":
                yield from self._accusation()
            case "deny":
                yield from self._of_makers("denied")
            case "claim":
                yield from self._claim()
            case "do":
                yield from self._of_makers("done", self._evidence())
            case "meet":
                yield from self._meeting()

    # -- what a record asks of others --------------------------------------------------------------

    def _asked(self, role: Role) -> Iterator[Deed]:
        """What a demand or an urging asks for, clause by clause, of those who are obliged."""
        hinge = self._hinge()
        if hinge is not None and self._is_a_bar():
            yield from self._of_makers("offered", self._said(), hinge)
            yield replace(hinge, role="demanded")
            return
        if self._keeps_up():
            about = self.sense.about(self._said())
            undone = Subject(about.issue, not about.refrain, about.stems)
            yield from (
                self._deed(one, "refused", self._said(), undone, hinges=hinge)
                for one in self.makers
            )
            if hinge is not None:
                yield replace(hinge, role="demanded")
            return
        forgo = False
        for phrase in self._listed():
            about = self.sense.about(phrase, role)
            # "refrain from advancing and accepting members": the second clause forgoes too
            if not about.refrain and forgo and CONTINUES.match(phrase.text):
                about = Subject(about.issue, True, about.stems)
            forgo = about.refrain
            for actor, certain in self._obliged(self._whole(phrase)):
                own: Role = "offered" if actor in self.makers else role
                yield self._deed(actor, own, phrase, about, certain=certain)
        if hinge is not None:
            yield hinge

    def _keeps_up(self) -> bool:
        """Whether a demand is to keep up what punishes: "the sanctions must stay"."""
        does, issue = doing(core(self._said().text)), self.sense.about(self._said()).issue
        stays = does is not None and does.verb in _STAYING and not self._subjects(self._said())
        return stays and issue is not None and issue.toward == "on"

    def _is_a_bar(self) -> bool:
        """Whether a demand is worded as a bar: "we will return only when they leave"."""
        condition = self.record.condition
        does = doing(core(self._said().text))
        must = does is not None and bool(MUST.search(does.modal))
        return condition is not None and bool(ONLY.search(self.record.evidence)) and not must

    def _obliged(self, phrase: Phrase) -> Iterator[tuple[str, bool]]:
        """Who would have to act, and whether the text says so."""
        if isinstance(phrase, Clause) and phrase.obliges:
            yield phrase.obliges, True
            return
        addressed, towards = self._addressees(phrase)
        named = [one for one in self._subjects(phrase) if one not in self.makers]
        first = [one for one in named if one in addressed]
        for who in (first, addressed, self._among(named), towards):
            if who:
                certain = not self.record.clauses or len(addressed) == 1
                yield from ((one, certain) for one in (who[:1] if self.record.clauses else who))
                return
        if opponent := self._opponent():
            yield opponent, False

    def _addressees(self, phrase: Phrase) -> tuple[list[str], list[str]]:
        """The parties addressed, apart from those to whom it would only be done."""
        addressed = [one for one in self.record.addressee if one not in self.makers]
        does = doing(core(phrase.text))
        objects = listed_parties(does.rest, self.register) if does is not None else ()
        acting = [one for one in addressed if one not in objects]
        return acting, [one for one in addressed if one in objects]

    def _subjects(self, phrase: Phrase) -> tuple[str, ...]:
        """The parties in the place of a subject."""
        does = doing(core(phrase.text))
        if does is None:
            return ()
        opening = does.subject.split()[:SUBJECT_WORDS]
        return listed_parties(" ".join(opening), self.register)

    def _among(self, named: list[str]) -> list[str]:
        return [one for one in named if one in self.sides.contenders]

    # -- what the makers would do themselves -------------------------------------------------------

    def _own(self, role: Role) -> Iterator[Deed]:
        """What the makers of an offer, an acceptance or a refusal would themselves do."""
        hinge = self._hinge()
        for phrase in self._listed():
            if role == "refused" and self._is_of_anybody(phrase):
                continue
            if role == "refused" and TOO_LITTLE.search(phrase.text):
                yield from self._more_of(phrase)
                continue
            if role == "refused" and (other := self._whose(phrase)):
                yield self._deed(other, role, phrase, certain=False)
                continue
            if role == "accepted" and self._is_fact(phrase):
                role = "done"  # an admission
            obliged = self._else_obliged(self._whole(phrase))
            if obliged is None:
                meant: Role = "professed" if self._is_peaceful(role, phrase) else role
                yield from self._of_makers(meant, phrase, hinge)
            elif role != "refused":
                certain = obliged in self.sides.contenders
                who = obliged if certain else self._addressed() or self._opponent()
                if who:
                    yield self._deed(who, "wished", phrase, certain=certain)
        if hinge is not None:
            yield hinge

    def _more_of(self, phrase: Phrase) -> Iterator[Deed]:
        """Who dismisses what another does as too little wants more of it."""
        if other := self._addressed() or self._opponent():
            yield self._deed(other, "wished", phrase, certain=False)

    def _whose(self, phrase: Phrase) -> str | None:
        """Whose a refused thing is where the words say so: "NATO's open door"."""
        does = doing(core(phrase.text))
        if does is not None and does.verb != "be":
            return None
        for name in listed_parties(phrase.text, self.register, _OWNERS):
            if name not in self.makers:
                return name
        return None

    def _is_of_anybody(self, phrase: Phrase) -> bool:
        """Whether words speak of what anybody may do, or what was done to the makers."""
        does = doing(core(phrase.text))
        if does is None:
            return False
        first = does.subject.lower().partition(" ")[0]
        if does.fact and does.subject and first not in _MYSELF:
            named = listed_parties(does.subject, self.register)
            if not set(named) & set(self.makers):
                return True  # "its leader had turned down the text": that is somebody else
        bare = does.passive and does.verb in ("discuss", "negotiate") and " " not in does.subject
        nothing = bare and re.match(r"with\b|$", does.rest)  # it does not say what
        return first in _ANYBODY or (does.passive and does.fact) or bool(nothing)

    def _else_obliged(self, phrase: Phrase) -> str | None:
        """Whoever else would do it: "proposed that the union mediate"."""
        if isinstance(phrase, Clause) and phrase.obliges:
            return None if phrase.obliges in self.makers else phrase.obliges
        named = self._subjects(phrase)
        if named:
            return None if set(named) & set(self.makers) else named[0]
        issue, does = self.sense.about(phrase).issue, doing(core(phrase.text))
        joint = does is not None and does.passive and PROPOSES.search(self.record.evidence)
        supplies = does is None or does.verb in _SUPPLYING
        needs_assent = (
            self.record.act == "offer" and issue is not None and issue.assent and supplies
        )
        return self._opponent() if joint or needs_assent else None

    def _is_peaceful(self, role: Role, phrase: Phrase) -> bool:
        """Whether a refusal professes peace: "we have no plans to attack"."""
        issue = self.sense.about(phrase).issue
        hostile = issue is not None and issue.hostile
        return role == "refused" and hostile and bool(PEACE.search(phrase.text))

    def _is_fact(self, phrase: Phrase) -> bool:
        does = doing(core(phrase.text))
        return does is not None and does.fact

    def _addressed(self) -> str | None:
        return next((one for one in self.record.addressee if one not in self.makers), None)

    def _threat(self) -> Iterator[Deed]:
        hinge = self._hinge()
        phrase = self._named_among(self._said())
        if (same := self._same(phrase)) is not None:
            yield from self._as_before(same, phrase, hinge)
            return
        does = doing(core(phrase.text))
        if does is not None and does.verb == "be" and does.fact:
            return  # "a draft was on the table" threatens nothing
        about = self.sense.about(phrase, "threatened")
        if _is_unspecific(about, *self.sense.reading(phrase, "threatened")):
            if not (
                _is_vague(phrase.text) or IDLE.search(phrase.text)
            ):  # "it would only get worse": nobody does that
                yield from (hinge,) if hinge is not None else ()
                return
            about = Subject(subject("consequences").issue, False, about.stems)
        talks = about.issue is not None and about.issue.process and not about.refrain
        for maker in self.makers:  # who says that it will keep talking threatens nobody
            role: Role = "offered" if talks else "threatened"
            yield self._deed(maker, role, phrase, about, hinges=hinge)
        if hinge is not None:
            yield hinge

    def _named_among(self, phrase: Phrase) -> Phrase:
        """The one thing that a vague threat names: "all options, including a blockade"."""
        named = BESIDES.search(phrase.text)
        if named is None or not _is_vague(phrase.text):
            return phrase
        start = phrase.start + named.start(1)
        return Phrase(named[1], start, start + len(named[1]))

    def _same(self, phrase: Phrase) -> Deed | None:
        """The threat that "such a step" means, or the act that "the same" repeats."""
        if not SAME.search(core(phrase.text)):
            return None
        told = [deed for deed in self.before if deed.role in ("threatened", "done")]
        return told[-1] if told else None

    def _as_before(self, same: Deed, phrase: Phrase, hinge: Deed | None) -> Iterator[Deed]:
        for maker in self.makers:
            yield replace(
                same,
                actor=maker,
                role="threatened",
                by=self.makers,
                register=self.register,
                record=self.record,
                phrase=phrase,
                hinges=hinge or same.hinges,
            )
        if hinge is not None:
            yield hinge

    def _of_makers(
        self, role: Role, phrase: Phrase | None = None, hinge: Deed | None = None
    ) -> Iterator[Deed]:
        for maker in self.makers:
            yield self._deed(maker, role, phrase or self._words(), hinges=hinge)

    # -- charges, claims and events ----------------------------------------------------------------

    def _accusation(self) -> Iterator[Deed]:
        told = self._words()
        does = doing(core(told.text))
        bare = core(told.text)
        over = PAST.search(bare) or (does is not None and does.fact)
        if over and not COMING.search(bare):
            return  # what is over is no option
        for accused in self.record.addressee:
            yield self._deed(accused, "alleged", told)

    def _claim(self) -> Iterator[Deed]:
        """An announcement, a profession, or a wish about others, where the claim holds one."""
        for clause in self.record.clauses:
            if clause.obliges and clause.obliges not in self.makers:
                yield self._deed(clause.obliges, "wished", clause)
        words = self._said()
        does = doing(core(words.text))
        if PEACE.search(words.text):
            yield from self._of_makers("professed", words)
        elif does is not None and does.modal:
            yield from self._modal_claim(words, does)
        elif WISH.search(words.text) and self._is_process(words):
            yield from self._of_makers("offered", words)

    def _modal_claim(self, words: Phrase, does: Doing) -> Iterator[Deed]:
        others = self._among([one for one in self._subjects(words) if one not in self.makers])
        if others:
            if MUST.search(does.modal):
                yield from (self._deed(other, "demanded", words) for other in others)
            return
        if does.modal not in _INTENDED and not does.modal.endswith(" to"):
            return
        hinge = self._hinge()
        role: Role = "refused" if does.negated else "offered" if hinge else "announced"
        yield from self._of_makers(role, words, hinge)
        if hinge is not None:
            yield hinge

    def _is_process(self, words: Phrase) -> bool:
        issue = self.sense.about(words).issue
        return issue is not None and issue.process

    def _meeting(self) -> Iterator[Deed]:
        talks = subject("talks")
        for who in dict.fromkeys((*self.makers, *self.record.addressee)):
            yield self._deed(who, "held", self._evidence(), talks)


def _is_remark(deed: Deed) -> bool:
    """Whether words tell how a thing is rather than what anybody would do: "it is void"."""
    does = deed.does
    if does is None or deed.is_condition or deed.role not in ("offered", "refused", "demanded"):
        return False
    return does.verb == "be" and does.fact and deed.subject.issue is None


def _is_vague(threat: str) -> bool:
    """Whether a threat is of a response, a price, measures, without a word on which."""
    return not _VAGUE.isdisjoint(re.findall(r"[a-z]+", threat.lower()))


def _is_unspecific(about: Subject, threat: str, does: Doing | None) -> bool:
    """Whether a threat does not say what would be done; "to meet it with force" is no talk."""
    vague = _is_vague(threat)
    if IDLE.search(threat):
        return True
    if about.issue is None:
        return vague or (points_elsewhere(threat) and from_deed(does) is None)
    return vague and about.issue.process


_VAGUE = words("labels", "vague")
_STAYING = frozenset("stay remain continue persist".split())
_SUPPLYING = frozenset("send deploy mediate host act provide facilitate dispatch arbitrate".split())
_ANYBODY = frozenset("one nobody those whoever anyone you everybody everyone".split())
_OWNERS = r"(?:(?=[\w ]{2,24}['’]s? )|\b(?:which|that) (?:the )?)"
_MYSELF = frozenset("we i it he she they our my the there".split())
_INTENDED = frozenset(("would", "will", "shall"))
_OWN: dict[str, Role] = {"offer": "offered", "accept": "accepted", "refuse": "refused"}
