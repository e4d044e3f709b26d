"""Putting a draft together: elements with their sentences, what is guessed, what is asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from detente.drafting.answers import Answers, one_party
from detente.drafting.bans import bans
from detente.drafting.bystanders import Bystanders, is_party
from detente.drafting.candidate import MAKING, Candidate
from detente.drafting.charges import (
    answers,
    charges_of,
    contested,
    is_charged,
    meets,
    of_charge,
    of_denial,
)
from detente.drafting.checking import Doubt
from detente.drafting.deeds import Deed
from detente.drafting.modelled import drafted
from detente.drafting.options import apart, of_meaning, of_owner, of_say
from detente.drafting.priorities import wishes
from detente.drafting.quoting import named
from detente.drafting.readings import readings
from detente.drafting.sides import Sides, party_id
from detente.drafting.today import Standing, standing
from detente.drafting.wish import Wish, grouped
from detente.model.conflict import (
    Citation,
    Conflict,
    Mark,
    Option,
    Party,
    Preference,
    Prioritised,
    Rules,
)
from detente.model.findings import Draft, Merge
from detente.model.logic import Names, Statement, parse
from detente.model.register import Register
from detente.model.text import Evidence

__all__ = ["Assembly", "keep"]

MOST_CITED = 4  # sentences per element
MOST_SHOWN = 2  # sentences per question
MUCH_SAID = 2  # weighty statements from which on somebody may be a party


class Assembly:
    """One draft being put together; what it guesses and asks piles up on the way."""

    def __init__(
        self,
        registers: tuple[Register, ...],
        options: list[Candidate],
        left_out: list[Candidate],
        doubts: list[Doubt],
        found: list[Deed],
        sides: Sides,
        answers: Answers,
    ) -> None:
        self.registers = registers
        self.options = options
        self.left_out = left_out
        self.doubts = doubts
        self.found = found
        self.sides = sides
        self.answers = answers
        self.bystanders = Bystanders(registers)
        self.citations: list[Citation] = []
        self.guessed: list[Mark] = []
        self.questions: dict[str, tuple[Evidence, ...]] = {}
        self.today = {one.option.id: one for one in standing(options) if self._holds(one.question)}
        for option in options:
            option.today = option.id in self.today
        self.wishes = {
            name: wishes(name, options, sides, answers, self.today) for name in self._named()
        }
        self.ids = {name: party_id(name) for name in self.wishes if self._takes_part(name)}
        self.names = Names(tuple(self._key(one) for name in self.ids for one in self._of(name)))

    def _named(self) -> Iterable[str]:
        """Everybody who might be a party, in order of appearance."""
        owners = [option.owner for option in self.options]
        able = {*self.sides.contenders, *owners}
        every = [who for deed in self.found for who in (*deed.by, deed.actor)]
        return [who for who in dict.fromkeys([*every, *owners]) if who in able]

    def _takes_part(self, name: str) -> bool:
        """Whether somebody has options, or contends and wants something of those who have."""
        wants = name in self.sides.contenders and any(not w.guessed for w in self.wishes[name])
        return wants or bool(self._of(name))

    def _of(self, name: str) -> list[Candidate]:
        return [option for option in self.options if option.owner == name]

    def _key(self, option: Candidate) -> str:
        return f"{self.ids[option.owner]}.{option.id}"

    def result(self) -> Draft:
        """The draft."""
        status_quo = tuple(map(self._so_today, self.today.values()))
        parties = tuple(map(self._party, self.ids))
        rules = Rules(infeasible=tuple(self._infeasible()))
        self._ask_about_the_rest()
        first = self.registers[0].document
        days = [one.document.published for one in self.registers if one.document.published]
        merges = tuple(
            Merge(self._key(option), option.label, _record_ids(option)) for option in self.options
        )
        quotes = [citation.evidence for citation in self.citations]
        conflict = Conflict(
            title=first.title or first.id,
            parties=parties,
            rules=rules,
            status_quo=status_quo,
            as_of=max(days, default=None),
            sources=tuple(dict.fromkeys(_source(one) for one in self.registers)),
            evidence=tuple(self.citations),
            guessed=tuple(self.guessed),
            questions=tuple(self.questions),
            aside=tuple(self._aside()),
            drafted=drafted(self.registers, merges, quotes, len(self.left_out) + len(self.doubts)),
        )
        return Draft(conflict, self.registers, merges, self._warnings())

    def words_of(self, question: str) -> tuple[Evidence, ...]:
        """The words of the reports that a question is about."""
        return tuple(dict.fromkeys(self.questions.get(question, ())))[:MOST_SHOWN]

    def _holds(self, question: str | None, denial: str = "no") -> bool:
        """Whether a guess stands: unless the answer to its question denies it."""
        return question is None or self.answers.to(question) != denial

    def _ask(self, question: str, about: Iterable[Deed]) -> None:
        self.answers.to(question)
        self._show(question, map(_evidence, about))

    def _show(self, question: str, words: Iterable[Evidence]) -> None:
        self.questions[question] = (*self.questions.get(question, ()), *words)

    def _guess(self, mark: Mark, question: str, about: Iterable[Deed]) -> None:
        if self.answers.to(question) is None:
            self.guessed.append(mark)
        self._ask(question, about)

    def _cite(self, path: str, found: Iterable[Deed], text: str | None = None) -> None:
        quoted = dict.fromkeys(_evidence(deed) for deed in found)
        for evidence in list(quoted)[:MOST_CITED]:
            self.citations.append(Citation(path, text, evidence=evidence))

    # -- parties and options -------------------------------------------------------------------

    def _party(self, name: str) -> Party:
        options = tuple(self._option(option) for option in self._of(name))
        base = self.wishes[name]
        path = f"parties.{self.ids[name]}"
        if not contested(name, self.options, self.answers):
            return Party(self.ids[name], name, options, self._preference(base, f"{path}.prefers"))
        rival = readings(name, self.options, base, self.answers)
        question = f"Which reading of {name} do you hold, as stated or as alleged?"
        question += " (stated/alleged)"
        self._ask(question, _at_odds(contested(name, self.options, self.answers)))
        if held := self.answers.to(question):
            only = self._preference(rival[f"as_{held}"], f"{path}.prefers")
            return Party(self.ids[name], name, options, only)
        types = tuple(
            (kind, self._preference(found, f"{path}.types.{kind}")) for kind, found in rival.items()
        )
        return Party(self.ids[name], name, options, types=types)

    def _option(self, option: Candidate) -> Option:
        path = f"parties.{self.ids[option.owner]}.options.{option.id}"
        self._cite(path, [deed for deed in option.deeds if deed.role in MAKING] or option.deeds)
        self._ask_about_owner(option, path)
        self._ask_about_merge(option)
        direction = option.direction
        question = f"Once done, can {named(option)} be undone? (yes/no)"
        if option.id in self.today:
            direction = "both"
        elif direction != "both":
            direction = direction if self._holds(question, denial="yes") else "both"
            self._guess(Mark(f"rules.irreversible.{option.id}"), question, option.telling())
        return Option(option.id, option.label, self.ids[option.owner], direction)

    def _ask_about_owner(self, option: Candidate, path: str) -> None:
        question = of_say(option, self.sides) if option.is_process else of_owner(option, self.sides)
        if question is not None:
            self._guess(Mark(path), question, option.telling())

    def _ask_about_merge(self, option: Candidate) -> None:
        """Words that share nothing were merged by their issue alone: show and ask."""
        if (question := of_meaning(option)) is not None:
            self._ask(question, apart(option) or ())

    # -- preferences ---------------------------------------------------------------------------

    def _preference(self, found: tuple[Wish, ...], path: str) -> Preference:
        entries: list[Statement | tuple[Statement, ...]] = []
        for number, group in enumerate(grouped(found), 1):
            statements = []
            for inner, wish in enumerate(group, 1):
                place = f"{path}.{number}" if len(group) == 1 else f"{path}.{number}.{inner}"
                statements.append(self._statement(wish, place))
            entries.append(statements[0] if len(group) == 1 else tuple(statements))
        return Prioritised(tuple(entries))

    def _statement(self, wish: Wish, path: str) -> Statement:
        self._cite(path, wish.deeds, wish.text)
        if wish.question is not None:
            self._guess(Mark(path, wish.text), wish.question, wish.deeds or self._deeds_on(wish))
        return parse(wish.text, self.names)

    def _deeds_on(self, wish: Wish) -> Iterator[Deed]:
        """What tells of the options that a wish without words of its own is about."""
        named = set(re.findall(r"\w+", wish.text))
        for option in self.options:
            if option.id in named:
                yield from option.telling()[:1]

    # -- rules and status quo ------------------------------------------------------------------

    def _infeasible(self) -> Iterator[Statement]:
        today = [standing.option for standing in self.today.values()]
        found = dict.fromkeys(bans(self.options, today))
        for ban in found:
            if not self._holds(ban.question, denial="yes"):
                self._ask(ban.question, ban.deeds)
        held = [ban for ban in found if self._holds(ban.question, denial="yes")]
        for number, ban in enumerate(held, 1):
            self._guess(Mark(f"rules.infeasible.{number}", ban.text), ban.question, ban.deeds)
            yield parse(ban.text, self.names)

    def _so_today(self, one: Standing) -> str:
        self._cite("rules.status_quo", one.deeds, one.option.id)
        if one.question is not None:
            self._guess(Mark(f"rules.status_quo.{one.option.id}"), one.question, one.deeds)
        return self._key(one.option)

    # -- what remains open ---------------------------------------------------------------------

    def _ask_about_the_rest(self) -> None:
        for option in self.options:
            if option.of("denied", "professed"):
                self._ask_about_denial(option)
            if is_charged(option, self.answers):
                self._ask(of_charge(option), option.of("alleged"))
        for one, other in self.sides.allied:
            if one in self.ids and other in self.ids:
                self.answers.to(one_party(one, other))
                self._show(one_party(one, other), self._joint(one, other))
        self._ask_about_parties()
        for option in self.left_out:
            self._ask(keep(option), option.telling())
        for doubt in self.doubts:
            self._ask(doubt.question, doubt.option.telling())

    def _joint(self, one: str, other: str) -> Iterator[Evidence]:
        """What two parties say together."""
        for register in self.registers:
            for record in register.records:
                if {one, other} <= set(record.makers):
                    yield Evidence(_source(register), record.start, record.end, record.evidence)

    def _ask_about_denial(self, option: Candidate) -> None:
        """A denial in other words than the charge was taken to answer it."""
        pairs = [
            (denial, charge)
            for denial in option.of("denied", "professed")
            for charge in charges_of(option)
        ]
        if any(answers(*pair) for pair in pairs) and not any(meets(*pair) for pair in pairs):
            self._ask(of_denial(option), _at_odds([option]))

    def _aside(self) -> Iterator[tuple[str, str]]:
        """Who is named and not modelled, and what part each plays."""
        for name in self.bystanders.names:
            if name not in self.ids:
                yield name, self.bystanders.part(name, self.ids, self.sides.allies(name))

    def _ask_about_parties(self) -> None:
        """Whoever says or faces what could be modelled may be a party; a mediator may be none."""
        for name in self.bystanders.names:
            said = list(self.bystanders.speaks_up(name))
            if (name in self.ids and self.bystanders.mediates(name)) or (
                name not in self.ids and len(said) >= MUCH_SAID and name not in self.sides.outside
            ):
                words = (Evidence(_source(r), one.start, one.end, one.evidence) for r, one in said)
                self.answers.to(is_party(name))
                self._show(is_party(name), words)

    def _warnings(self) -> tuple[str, ...]:
        told = [warning for one in self.registers for warning in one.warnings]
        if absent := [f"{name} ({part})" for name, part in self._aside()]:
            told.append(f"named but not modelled: {', '.join(absent)}")
        told += [
            f"an answer has no effect, for this draft does not ask: {question}"
            for question in self.answers.idle()
        ]
        return tuple(dict.fromkeys(told))


def keep(option: Candidate) -> str:
    """The question whether an option that was left out should stand in the model."""
    return f"Left out as least spoken of: {option.owner}, {option.label}. Keep it? (yes/no)"


def _at_odds(options: Iterable[Candidate]) -> list[Deed]:
    """A charge and what answers it."""
    return [
        deed
        for option in options
        for deed in (*charges_of(option)[:1], *option.of("denied", "professed")[:1])
    ]


def _evidence(deed: Deed) -> Evidence:
    record = deed.record
    within = record.start <= deed.phrase.start and deed.phrase.end <= record.end
    start, end = (record.start, record.end) if within else (deed.phrase.start, deed.phrase.end)
    return Evidence(_source(deed.register), start, end, deed.register.document.text[start:end])


def _source(register: Register) -> str:
    document = register.document
    return document.origin or document.id


def _record_ids(option: Candidate) -> tuple[str, ...]:
    return tuple(dict.fromkeys(deed.record.id for deed in option.deeds))
