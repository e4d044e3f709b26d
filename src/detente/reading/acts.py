"""The act of what is said: read from its own verb, from its grammar, or from the verb of speech."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from detente.model.register import Act
from detente.reading.addressees import others
from detente.reading.clauses import Clause, Parsed
from detente.reading.conditions import condition_in
from detente.reading.cues import PLOVER, Cue
from detente.reading.findings import Words
from detente.reading.lexicon import forms, table
from detente.reading.referents import Referents
from detente.reading.verbs import RELATIVE, TIMES

__all__ = ["Judgement", "done_with", "judge"]

_MISTAKE = re.compile(
    r"\bwould be (?:a |an )?(?:\w+ |[\"“]a? ?)*(?:mistake|error|folly)\b", re.IGNORECASE
)
_NEGATED: dict[Act, Act] = {
    "accept": "refuse",
    "offer": "refuse",
    "support": "refuse",
    "meet": "refuse",
    "refuse": "accept",
    "threaten": "deny",
    "accuse": "claim",
    "demand": "claim",
    "urge": "claim",
}
_YIELDS: frozenset[Act] = frozenset(("offer", "accept", "refuse"))
_FUTURE = frozenset(("will", "would", "shall", "'ll", "be to"))
_ABLE = frozenset(("can", "could", "cannot"))
_NESTED = RELATIVE | TIMES | frozenset("where when what how why because".split())
_MUST = frozenset(("must", "need", "ought"))


class Judgement(NamedTuple):
    """An act, its code, the word that tells it, and whose act it is."""

    act: Act
    plover: str | None
    cue: str
    makers: tuple[str, ...]


def judge(
    parsed: Parsed,
    words: Words,
    clauses: Sequence[Clause],
    makers: tuple[str, ...],
    usual: Act,
    referents: Referents,
) -> Judgement:
    """The act of what ``makers`` say in ``words``; ``usual`` is that of their verb of speech."""
    return _Said(parsed, words, clauses, makers, usual, referents).judgement()


def done_with(cue: Cue, *, negated: bool, hostile: bool) -> tuple[Act, str | None]:
    """The act and code of a frame, turned round where its verb is negated."""
    if not negated or cue.negative:
        return cue.act, cue.plover
    act = _NEGATED.get(cue.act, cue.act)
    if cue.act == "refuse" and cue.lemma in {"rule", "exclude", "dismiss"}:
        act = "threaten" if hostile else "offer"
    return act, PLOVER.get(act)


class _Said:
    """Words that somebody says, with the tests that tell their act, the surest first."""

    def __init__(
        self,
        parsed: Parsed,
        words: Words,
        clauses: Sequence[Clause],
        makers: tuple[str, ...],
        usual: Act,
        referents: Referents,
    ) -> None:
        self.parsed, self.words, self.makers = parsed, words, makers
        self.usual, self.referents = usual, referents
        self.text = parsed.words(*words)
        self.condition = condition_in(parsed, *words)
        hole = self.condition or (0, 0)
        self.clauses = [c for c in clauses if not hole[0] <= c.verb.i < hole[1]]
        self.main = self.clauses[0] if self.clauses else None
        self.who = self.subject(self.main) if self.main else ()
        self.cue = self.first_cue()

    # -- what the words hold ---------------------------------------------------------------------

    def subject(self, clause: Clause) -> tuple[str, ...]:
        """Who acts by a clause, as far as it is a party."""
        mention = clause.subject
        if mention is None:
            if not clause.shared:
                return ()
            before = [c for c in self.parsed.clauses if c.verb.i < clause.verb.i and c.subject]
            if not before or before[-1].verb.i < self.words[0] - 12:
                return self.makers
            mention = before[-1].subject
        if mention is None:
            return ()
        found = (
            party
            for one in self.parsed.joint(mention)
            for party in self.referents.resolve(one, self.makers[0])
        )
        return tuple(dict.fromkeys(found))

    @property
    def own(self) -> bool:
        """Whether the makers are the subject of what they say."""
        return bool(set(self.who) & set(self.makers))

    @property
    def of_other(self) -> bool:
        return bool(self.who) and not self.own

    def first_cue(self) -> tuple[Clause, Cue] | None:
        """The frame of the first clause that has one."""
        for clause in self.clauses:
            cue = self.parsed.cue(clause.verb)
            if cue is not None and clause.opener not in _NESTED:
                return clause, cue
        return None

    def say(self, act: Act, cue: str, makers: tuple[str, ...] | None = None) -> Judgement:
        return Judgement(act, PLOVER.get(act), cue, makers or self.makers)

    # -- the tests -------------------------------------------------------------------------------

    def judgement(self) -> Judgement:
        if found := _MISTAKE.search(self.text):
            return self.say("claim", found.group())
        tests = (
            self.conditional,
            self.suffered,
            self.framed,
            self.performed,
            self.required,
            self.future,
            self.denied,
            self.blamed,
            self.approved,
        )
        for test in tests:
            if (judgement := test()) is not None:
                return judgement
        return self.usually()

    def conditional(self) -> Judgement | None:
        """A hostile act, a favour or a bar under a condition."""
        if self.condition is None or self.main is None:
            return None
        verb = self.main.verb
        connective = self.parsed.words(*self.condition)
        if (suffers := _suffers().search(self.outside())) and not self.own:
            return self.say("threaten", suffers.group())
        if (opening := _opening().search(self.outside())) and _benign(connective):
            return self.say("offer", opening.group())
        if self.barred():
            return self.say("demand", connective)
        if self.cue is not None and self.cue[1].act not in {"claim", "refuse", "threaten", "do", "meet"}:
            return None
        harm = _harm().search(self.outside())
        if verb.negated and verb.modal:
            if not self.who and harm is None and verb.modal in _FUTURE:
                return self.say("threaten", connective)
            return self.say("refuse", connective) if not self.of_other else None
        if verb.negated and not self.who:
            return self.say("refuse", connective)
        if verb.modal not in _FUTURE:
            return None
        helped = _help_verb(self.parsed, verb.i) or _benign(self.parsed.words(*self.condition))
        if self.own:
            if harm and not (helped and _help_verb(self.parsed, verb.i)):
                return self.say("threaten", harm.group())
            return self.say("offer" if helped else "threaten", connective)
        if self.of_other:
            suffers = _suffers().search(self.text)
            return self.say("threaten", suffers.group()) if suffers else None
        if _help_verb(self.parsed, verb.i) and not harm:
            return self.say("offer", connective)
        return self.say("threaten", harm.group() if harm else connective)

    def barred(self) -> bool:
        """Whether something may be only if: "will return only when ..."; no readiness is told."""
        if self.condition is None or self.main is None:
            return False
        first, verb = self.condition[0], self.main.verb
        if verb.modal not in {*_FUTURE, *_ABLE} or verb.negated:
            return False
        tokens = self.parsed.tokens
        only = tokens[first].low == "only" or any(
            token.low == "only" for token in tokens[verb.first : verb.i + 1]
        )
        ready = self.cue is not None and self.cue[1].act == "offer"
        return only and not ready and tokens[max(first - 1, 0)].low != "but"

    def outside(self) -> str:
        """The words without the condition."""
        first, last = self.condition or (self.words[0], self.words[0])
        parts = [(self.words[0], first), (last, self.words[1])]
        return " ".join(self.parsed.words(a, b) for a, b in parts if b > a)

    def framed(self) -> Judgement | None:
        """The act of the first verb with a frame, by the makers or by whom they commit."""
        if self.cue is None:
            return None
        clause, cue = self.cue
        verb, word = clause.verb, self.parsed.tokens[self.cue[1].i].text
        who = self.subject(clause)
        if verb.modal in _MUST | {"should"} or cue.act == "claim":
            return None
        hostile = _harm().search(self.text) is not None
        act, code = done_with(cue, negated=verb.negated, hostile=hostile)
        if act in {"do", "deny"} and cue.act != "deny":
            return None
        if not who or set(who) & set(self.makers):
            if act == "meet" and not verb.modal and not verb.past:
                return None
            if self.usual == "threaten" and verb.modal in _FUTURE and act in {"refuse", "threaten"}:
                return self.say("threaten", word)
            if act == "accept" and self.agrees_to_meet(cue):
                act, code = "meet", PLOVER["meet"]
            joint = tuple(dict.fromkeys((*self.makers, *(who if self.own else ()))))
            return Judgement(act, code, word, joint)
        if act == "meet":
            return Judgement(act, code, word, who) if len(who) > 1 or verb.modal else None
        if act == "accept" and self.agrees_to_meet(cue):
            return self.say("meet", word, who)
        if act == "accuse" and cue.lemma == "be":
            return self.say("accuse", word)
        if act in _YIELDS and not self.told_as_past(verb.i):
            return Judgement(act, code, word, who)
        if act in {"refuse", "threaten"} and verb.past:
            return self.say("accuse", word)
        return None

    def agrees_to_meet(self, cue: Cue) -> bool:
        """Whether what is agreed is to meet."""
        for verb in self.parsed.verbs:
            if cue.i < verb.i <= cue.i + 4 and verb.kind == "to":
                inner = self.parsed.cue(verb)
                return inner is not None and inner.act == "meet"
        return False

    def told_as_past(self, i: int) -> bool:
        verb = self.parsed.verb_at[i]
        return verb.past and verb.aux != verb.i

    def suffered(self) -> Judgement | None:
        """What another must expect for what it does."""
        suffers = _suffers().search(self.text)
        if suffers is None or self.own or self.main is None or not self.main.verb.modal:
            return None
        return self.say("threaten", suffers.group())

    def performed(self) -> Judgement | None:
        """A deed that its doer announces as done."""
        if self.cue is None or self.usual != "claim" or not self.own:
            return None
        clause, cue = self.cue
        done = clause.verb.past and not clause.verb.modal and not clause.verb.negated
        if cue.act != "do" or cue.plover is None or not done:
            return None
        return Judgement("do", cue.plover, self.parsed.tokens[cue.i].text, self.makers)

    def required(self) -> Judgement | None:
        """What another must or should do, or what must be."""
        if self.main is None or self.own:
            return None
        for clause in self.clauses:
            modal = clause.verb.modal
            if modal in _MUST or (modal == "must" and not clause.verb.negated):
                return self.say("demand", modal)
            if modal == "should":
                return self.say("urge", modal)
        return None

    def future(self) -> Judgement | None:
        """What the makers will do, or will not."""
        if self.main is None or self.of_other:
            return self.future_of_other()
        verb = self.main.verb
        ours = self.own or self.shared_with_speech()
        if verb.negated and verb.modal in _FUTURE | _ABLE and ours and not verb.passive:
            return self.say("refuse", f"{verb.modal} not")
        if verb.modal not in _FUTURE or verb.negated:
            return None
        named = others(self.parsed, self.words, self.makers, self.referents)
        harm = _harm().search(self.text)
        if harm and (named or self.usual == "threaten"):
            return self.say("threaten", harm.group())
        if _help_verb(self.parsed, verb.i) and named and self.own:
            return self.say("offer", self.parsed.tokens[verb.i].text)
        return None

    def shared_with_speech(self) -> bool:
        return self.main is not None and self.main.shared

    def future_of_other(self) -> Judgement | None:
        """What another will do: it has yielded, or it will suffer for it."""
        if self.main is None:
            return None
        verb = self.main.verb
        if verb.modal not in _FUTURE:
            return None
        if suffers := _suffers().search(self.text):
            return self.say("threaten", suffers.group())
        if _lemma_in(self.parsed, verb.i, "yields") and not verb.negated and self.usual == "claim":
            return self.say("accept", self.parsed.tokens[verb.i].text, self.who)
        return None

    def denied(self) -> Judgement | None:
        """Wrong conduct of one's own that is said not to be."""
        found = _denial().search(self.text)
        if found:
            return self.say("deny", found.group())
        if self.main is None or not self.main.verb.negated or self.main.verb.modal in _FUTURE | _ABLE:
            return None
        if self.of_other:
            return None
        wrong = _wrong_of_ours().search(self.text)
        return self.say("deny", wrong.group()) if wrong else None

    def blamed(self) -> Judgement | None:
        """What another does wrong."""
        strong = _broken().search(self.text)
        if strong and not self.own:
            return self.say("accuse", strong.group())
        wrong = _wrong().search(self.text)
        if wrong is None or self.own:
            return None
        if others(self.parsed, self.words, self.makers, self.referents) or self.of_other:
            return self.say("accuse", wrong.group())
        return None

    def approved(self) -> Judgement | None:
        """What another does well."""
        if self.own:
            return None
        opening = _opening().search(self.text)
        if opening and not self.negated():
            return self.say("offer", opening.group())
        right = _right().search(self.text)
        return self.say("support", right.group()) if right and not self.negated() else None

    def negated(self) -> bool:
        return any(clause.verb.negated for clause in self.clauses)

    def usually(self) -> Judgement:
        """The act of the verb of speech; a warning needs an act of one's own or harm."""
        if self.usual == "threaten":
            harm = _harm().search(self.text) or _suffers().search(self.text)
            modal = self.main is not None and self.main.verb.modal
            if not (harm and (modal or self.main is None)):
                return self.say("claim", "warn")
        return self.say(self.usual, "said" if self.usual == "claim" else self.usual)


# -- word lists ----------------------------------------------------------------------------------


def _any_of(listed: list[str]) -> re.Pattern[str]:
    longest_first = sorted(dict.fromkeys(listed), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE)


@lru_cache
def _lemmas(group: str) -> frozenset[str]:
    return frozenset(table("meaning")[group]["verbs"].split())


def _lemma_in(parsed: Parsed, i: int, group: str) -> bool:
    readings = forms().get(parsed.tokens[i].low, ())
    return any(one.lemma in _lemmas(group) for one in readings)


def _help_verb(parsed: Parsed, i: int) -> bool:
    return _lemma_in(parsed, i, "help")


@lru_cache
def _harm() -> re.Pattern[str]:
    """Own acts that hurt another."""
    harm = table("meaning")["harm"]
    return _any_of([*harm["verbs"].split(), *harm["nouns"].split()])


@lru_cache
def _suffers() -> re.Pattern[str]:
    """What befalls another that does not heed."""
    return _any_of(table("meaning")["suffers"]["phrases"])


@lru_cache
def _opening() -> re.Pattern[str]:
    """A way that is held open."""
    return _any_of(table("meaning")["opening"]["phrases"])


@lru_cache
def _broken() -> re.Pattern[str]:
    """Promises not kept, whoever is not named."""
    return _any_of(table("meaning")["wrong"]["broken"])


@lru_cache
def _benign_words() -> re.Pattern[str]:
    return _any_of(table("meaning")["conditions"]["benign"].split())


def _benign(condition: str) -> bool:
    return _benign_words().search(condition) is not None


@lru_cache
def _denial() -> re.Pattern[str]:
    return _any_of(table("meaning")["denial"]["phrases"])


@lru_cache
def _wrong() -> re.Pattern[str]:
    """Conduct that is blamed on another."""
    wrong = table("meaning")["wrong"]
    return _any_of([*wrong["nouns"].split(), *wrong["phrases"], *_told(wrong["verbs"])])


@lru_cache
def _wrong_of_ours() -> re.Pattern[str]:
    """Conduct of which one clears oneself."""
    listed = table("meaning")["denial"]
    return _any_of([*listed["nouns"].split(), *_told(listed["verbs"]), *listed["verbs"].split()])


def _told(verbs: str) -> list[str]:
    """The forms of verbs in which conduct is told."""
    wanted, told = frozenset(verbs.split()), {"past", "part", "ing"}
    return [
        word
        for word, readings in forms().items()
        if any(one.lemma in wanted and one.form in told for one in readings)
    ]


@lru_cache
def _right() -> re.Pattern[str]:
    right = table("meaning")["right"]
    return _any_of([*right["words"].split(), *right["phrases"]])
