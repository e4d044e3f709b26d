"""Words that somebody says, with what their grammar tells: whose act, when, on what condition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from detente.model.register import Act
from detente.reading.facing.addressees import others
from detente.reading.facing.referents import Referents
from detente.reading.naming.parties import Mention
from detente.reading.parsing.clauses import Clause, Parsed
from detente.reading.parsing.conditions import condition_in
from detente.reading.telling.found import Words
from detente.reading.words.cues import Cue, find_cue
from detente.reading.words.grammar import FUTURE, RELATIVE, TIMES, Verb
from detente.reading.words.wording import finds, is_verb_of

__all__ = ["Said"]

_THIRD = frozenset("it he she they".split())
_NESTED = RELATIVE | TIMES | frozenset("where when what how why because".split())


@dataclass(frozen=True)
class Said:
    """A stretch of words of one sentence, said by ``makers`` with a verb of the act ``usual``.

    ``clauses`` are its finite clauses, without that of the attribution.
    """

    parsed: Parsed
    words: Words
    clauses: Sequence[Clause]
    makers: tuple[str, ...]
    usual: Act
    referents: Referents
    trails: bool = False  # whether the attribution stands behind the words
    by: str = ""  # the verb of speech

    @cached_property
    def text(self) -> str:
        """The words as they stand."""
        return self.parsed.words(*self.words)

    @cached_property
    def condition(self) -> Words | None:
        """The words of the condition."""
        return condition_in(self.parsed, *self.words)

    @cached_property
    def connective(self) -> str:
        """The condition as it stands, if there is one."""
        return self.parsed.words(*self.condition) if self.condition else ""

    @cached_property
    def outside(self) -> tuple[str, ...]:
        """The words in lower case without their condition."""
        lows, (first, last) = self.parsed.lows, self.words
        if self.condition is None:
            return lows[first:last]
        return (*lows[first : self.condition[0]], *lows[self.condition[1] : last])

    @cached_property
    def told(self) -> tuple[Clause, ...]:
        """The clauses outside the condition."""
        first, last = self.condition or (0, 0)
        return tuple(one for one in self.clauses if not first <= one.verb.i < last)

    @property
    def denied_conditions(self) -> tuple[Clause, ...]:
        """The clauses of the condition that are negated."""
        first, last = self.condition or (0, 0)
        return tuple(one for one in self.clauses if first <= one.verb.i < last and one.negated)

    @cached_property
    def main(self) -> Clause | None:
        """The first clause outside the condition that is not nested in another."""
        nested = False
        for clause in self.told:
            nested = (
                clause.opener in _NESTED
                or self.parsed.relative(clause)
                or (nested and clause.shared and clause.opener != "but")
            )
            if not nested:
                return clause
        return self.told[0] if self.told else None

    @property
    def verb(self) -> Verb | None:
        """The verb of the main clause."""
        return self.main.verb if self.main else None

    @property
    def modal(self) -> str:
        """The modal of the main clause."""
        return self.main.verb.modal if self.main else ""

    @property
    def negated(self) -> bool:
        """Whether the main clause is negated."""
        return self.main is not None and self.main.negated

    @property
    def future(self) -> bool:
        """Whether the main clause tells what will be."""
        return self.modal in FUTURE

    @cached_property
    def cue(self) -> tuple[Clause, Cue] | None:
        """The frame of the first clause that has one, and that clause."""
        for clause in self.told:
            cue = self.parsed.cue(clause.verb)
            if cue is not None and clause.opener not in _NESTED:
                return clause, cue
        return None

    @property
    def cue_act(self) -> Act | None:
        """The act of that frame."""
        return self.cue[1].act if self.cue else None

    # -- whose act -------------------------------------------------------------------------------

    @cached_property
    def who(self) -> tuple[str, ...]:
        """The subject of the main clause, if it is a party; in a passive, only the makers are."""
        found = self.subject(self.main) if self.main else ()
        borne = self.main is not None and self.main.verb.passive  # by another: "would be sued"
        return () if borne and not set(found) & set(self.makers) else found

    @property
    def own(self) -> bool:
        """Whether the makers are the subject of what they say."""
        return bool(set(self.who) & set(self.makers))

    @property
    def of_other(self) -> bool:
        """Whether another party is the subject."""
        return bool(self.who) and not self.own

    @cached_property
    def about_others(self) -> bool:
        """Whether the words name another party whose conduct they can be about."""
        return bool(others(self.parsed, self.words, self.makers, self.referents))

    def subject(self, clause: Clause) -> tuple[str, ...]:
        """Who acts by a clause: the makers where it has no subject but theirs."""
        mention = clause.subject
        if mention is None and clause.shared:
            before = [one for one in self.parsed.clauses if one.verb.i < clause.verb.i]
            subjects = [one.subject for one in before if one.subject or not one.shared]
            if not subjects or before[-1].verb.i < self.words[0] - 12:
                return self.makers
            mention = subjects[-1]
        if mention is None or (mention.head == "it" and self.impersonal(clause)):
            return ()
        found = self._named(mention)
        if mention.head in _THIRD and self.parsed.inside[mention.i]:
            return found if set(found).isdisjoint(self.makers) else self._named_before(clause)
        return found

    def _named(self, mention: Mention) -> tuple[str, ...]:
        found = (
            party
            for one in self.parsed.joint(mention)
            for party in self.referents.resolve(one, self.makers[0])
        )
        return tuple(dict.fromkeys(found))

    def _named_before(self, clause: Clause) -> tuple[str, ...]:
        """Whom "it" means in a quotation, where the makers say "we": the subject before."""
        before = (
            one.subject
            for one in reversed(self.parsed.clauses)
            if one.verb.i < clause.verb.i and self.parsed.inside[one.verb.i]
        )
        last = next((one for one in before if one is not None and one.kind != "pronoun"), None)
        return self._named(last) if last is not None else ()

    def impersonal(self, clause: Clause) -> bool:
        """Whether "it" stands for nobody: "it would get worse", "it is best that"."""
        verb, tokens = clause.verb, self.parsed.tokens
        low = tokens[verb.i].low
        if is_verb_of("impersonal", low):
            return True
        if low not in {"is", "was", "be"} or verb.i + 2 >= len(tokens):
            return False
        return any(token.low in {"that", "to", "for"} for token in tokens[verb.i + 2 : verb.i + 4])

    # -- what the words hold ---------------------------------------------------------------------

    def holds(self, group: str) -> str | None:
        """A word of a group of the lexicon that stands in the words."""
        return finds(group, self.parsed.lows[slice(*self.words)])

    def holds_outside(self, group: str) -> str | None:
        """A word of a group of the lexicon that stands outside the condition."""
        return finds(group, self.outside)

    @cached_property
    def harm(self) -> str | None:
        """A verb or noun of harm that stands outside the condition."""
        first, last = self.condition or (0, 0)
        for verb in self.parsed.verbs:
            here = self.words[0] <= verb.i < self.words[1] and not first <= verb.i < last
            if here and verb.kind != "part" and self.harms(verb):
                return self.parsed.tokens[verb.i].low
        if self.verb is not None and self.lays_down(self.verb):
            return None
        return finds("harm.nouns", self.outside) or finds("harm.phrases", self.outside)

    def harms(self, verb: Verb) -> bool:
        """Whether a verb hurts another: to take up force does, to lay it down does not."""
        low = self.parsed.tokens[verb.i].low
        if self.takes_up(verb):
            return True
        return is_verb_of("harm", low) and not self.lays_down(verb)

    def takes_up(self, verb: Verb) -> bool:
        """Whether a verb begins force or a lever of it: "resume the tests"."""
        low = self.parsed.tokens[verb.i].low
        return is_verb_of("force.starts", low) and self.of_force(verb)

    def lays_down(self, verb: Verb) -> bool:
        """Whether a verb ends force or a lever of it: "halt the tests", "lift the sanctions"."""
        low = self.parsed.tokens[verb.i].low
        if is_verb_of("force.ends", low) and not verb.passive:
            subject = self.parsed.lows[max(verb.first - 4, 0) : verb.first]
            return finds("force.nouns", subject) is not None
        return is_verb_of("force.stops", low) and self.of_force(verb)

    def of_force(self, verb: Verb) -> bool:
        """Whether the object of a verb is force."""
        near = self.parsed.lows[verb.i + 1 : verb.i + 7]
        if verb.passive:
            near = self.parsed.lows[max(verb.first - 6, 0) : verb.first]
        return finds("force.nouns", near) is not None

    @cached_property
    def misdeed(self) -> str | None:
        """What somebody other than the makers is said to have done that is blamed on it."""
        for clause in self.told:
            verb = clause.verb
            if verb.negated or verb.modal or set(self.subject(clause)) & set(self.makers):
                continue
            cue = find_cue(self.parsed.tokens, verb.i, self.parsed.places, blamed=True)
            if cue is not None:
                return self.parsed.words(cue.i, cue.j)
        return None

    @property
    def favours(self) -> bool:
        """Whether the main verb serves another side."""
        verb = self.verb
        if verb is None:
            return False
        low = self.parsed.tokens[verb.i].low
        if self.takes_up(verb):
            return False
        return self.lays_down(verb) or is_verb_of("help", low) or is_verb_of("gift", low)

    def main_verb_of(self, group: str) -> bool:
        """Whether the verb of the main clause is of a group."""
        return self.verb is not None and is_verb_of(group, self.parsed.tokens[self.verb.i].low)

    def conduct(self, clause: Clause) -> str | None:
        """The verb of a clause if it tells conduct of which the makers may clear themselves."""
        low = self.parsed.lows[clause.verb.i]
        theirs = clause is self.main or bool(set(self.subject(clause)) & set(self.makers))
        return low if theirs and is_verb_of("denial", low) else None
