"""One record as words: its phrases, the deeds they tell, and what its condition hinges on."""

from __future__ import annotations

import re
from dataclasses import replace

from detente.drafting.deeds import Deed, Role, listed_parties
from detente.drafting.doing import Doing, doing, is_base, tells_what_becomes
from detente.drafting.issues import Subject
from detente.drafting.phrases import core, parts
from detente.drafting.sense import Sense
from detente.drafting.sides import Sides
from detente.drafting.signs import (
    BACK,
    ONLY,
    OPENS_LATE,
    PRONOUN,
    SAME,
    STILL,
    SUBJECT_WORDS,
    UNLESS,
)
from detente.model.register import Clause, Phrase, Record, Register

__all__ = ["Told"]

_LAST = re.compile(r"(\w[\w-]*)\s+(?:of\s+)?$")
_INFINITIVE = re.compile(r"\bto ([a-z]+) $")  # "told Arvia to shut" its consulates
_DENIED = re.compile(r"\b((?:not|never) (?:to )?)$")  # "bound itself not" to declare independence
_DENIAL = re.compile(r"\b(?:not|never)\s+(?:to\s+)?$")
_MAKING = re.compile(r"\b(making |(?:an )?apology (?:from [A-Z]\w+ )?)$")
LONE = 2  # words of a phrase that may be nothing but a day: "on Tuesday"
_ASSENTING = frozenset("agree consent assent approve".split())


class Told:
    """A record in its report, with the deeds that the report told before."""

    def __init__(
        self,
        record: Record,
        register: Register,
        sides: Sides,
        before: tuple[Deed, ...],
        names: tuple[str, ...],
    ) -> None:
        self.record = record
        self.register = register
        self.sides = sides
        self.before = before
        self.sense = Sense(record, register, names)
        self.makers = record.makers

    def _hinge(self) -> Deed | None:
        """What a condition wants somebody else to do or to forgo."""
        condition = self.record.condition
        if condition is None:
            return None
        actor, certain = self._who_in(condition.text)
        if actor is None or actor in self.makers:
            return None
        if BACK.match(condition.text) and (back := self._back()) is not None:
            return back
        told = doing(core(condition.text), clause=True)
        if told is not None and not told.rest and told.verb in _ASSENTING:
            return self._assent(condition, actor, certain=certain)
        if told is not None and told.verb == "do" and SAME.search(told.rest):
            same = self._deed(actor, "wished", self._said(), certain=certain)
            does = None if same.does is None else replace(same.does, subject="")
            return replace(same, phrase=condition, does=does)
        about = self.sense.about(condition)
        if UNLESS.match(condition.text) and self.record.act == "threaten":
            about = Subject(about.issue, not about.refrain, about.stems)
        still = STILL.search(condition.text) and self.record.act != "offer"
        held_against = self.record.act == "threaten" or still
        role: Role = "trigger" if held_against else "wished"
        return self._deed(actor, role, condition, about, certain=certain)

    def _assent(self, condition: Phrase, actor: str, *, certain: bool) -> Deed:
        """What others agree to where they "agree": the thing that hinges on it."""
        deed = self._deed(actor, "wished", condition, certain=certain)
        said = doing(core(self._said().text))
        if said is None:
            return deed
        return replace(deed, does=Doing("", "agree", f"to {said.text}"))

    def _back(self) -> Deed | None:
        """What "in that event" and "until that happens" point back to: their own last condition."""
        mine = [deed for deed in self.before if deed.by == self.makers]
        hinges = [d for d in mine if d.role == "trigger" or d.phrase is d.record.condition]
        asked = [deed for deed in mine if deed.role in ("demanded", "urged")]
        return next(iter((hinges or asked)[-1:]), None)

    def _who_in(self, text: str) -> tuple[str | None, bool]:
        """The party whose act a condition is about, and whether the text says so.

        That is whom its subject names; where the subject is a pronoun or a thing, whoever is
        addressed, and failing that the one whom the makers mostly face.
        """
        does = doing(core(text), clause=True)
        acts = does is not None and does.subject and not does.passive
        opening = does.subject if does and acts else " ".join(text.split()[:SUBJECT_WORDS])
        named = () if PRONOUN.search(core(opening)) else listed_parties(opening, self.register)
        agentless = does is None or (does.passive and not PRONOUN.search(core(opening)))
        for name in (*named, *self.record.addressee):
            if name not in self.makers:
                return name, name in named or not agentless
        return self._opponent(), False

    def _opponent(self) -> str | None:
        return self.sides.opponent(self.makers[0])

    # -- the common form ---------------------------------------------------------------------------

    def _words(self) -> Phrase:
        content = self.record.content
        if content is None:
            return self._evidence()
        late = self.record.act in ("accept", "do") and OPENS_LATE.match(content.text)
        short = len(content.text.split()) <= LONE
        dated = self.record.act == "refuse" and short and OPENS_LATE.match(content.text)
        return self._evidence() if late or dated else self._with_its_verb(content)

    def _with_its_verb(self, content: Phrase) -> Phrase:
        """The words with the one before them that says what becomes of the thing: "an end to"."""
        before = self.record.evidence[: max(content.start - self.record.start, 0)]
        match = self._verb_before(before)
        if match is None:
            return content
        start = self.record.start + match.start(1)
        text = self.register.document.text
        return Phrase(text[start : content.end], start, content.end)

    def _verb_before(self, before: str) -> re.Match[str] | None:
        """What stands before a thing and says what becomes of it: "to shut", "not to"."""
        match = _LAST.search(before)
        if match is not None and tells_what_becomes(match[1].lower()):
            return match
        if self.record.act in ("refuse", "deny"):
            return None
        infinitive = _INFINITIVE.search(before)
        if infinitive is not None and is_base(infinitive[1]):
            return infinitive
        return _DENIED.search(before) or _MAKING.search(before)

    def _listed(self) -> tuple[Phrase, ...]:
        """The clauses of the record, or what it says, deed by deed."""
        return tuple(map(self._with_denial, self.record.clauses)) or parts(self._said())

    def _with_denial(self, clause: Clause) -> Clause:
        """The clause with the words that deny it: "not to declare independence"."""
        text = self.register.document.text
        before = _DENIAL.search(text, max(clause.start - 12, self.record.start), clause.start)
        if before is None:
            return clause
        start = before.start()
        return replace(clause, text=text[start : clause.end], start=start)

    def _whole(self, phrase: Phrase) -> Phrase:
        """The words whose subject does what the phrase says."""
        return phrase if isinstance(phrase, Clause) else self._said()

    def _said(self) -> Phrase:
        """What is said without the condition."""
        return self.record.consequence or self._words()

    def _evidence(self) -> Phrase:
        return Phrase(self.record.evidence, self.record.start, self.record.end)

    def _deed(
        self,
        actor: str,
        role: Role,
        phrase: Phrase,
        about: Subject | None = None,
        *,
        hinges: Deed | None = None,
        certain: bool = True,
    ) -> Deed:
        text, does = self.sense.reading(phrase, role)
        condition = self.record.condition
        return Deed(
            actor=actor,
            role=role,
            subject=about or self.sense.about(phrase, role),
            phrase=phrase,
            by=self.makers,
            register=self.register,
            record=self.record,
            words=text,
            does=does,
            hinges=hinges,
            only=condition is not None and bool(ONLY.search(condition.text)),
            certain=certain,
        )
