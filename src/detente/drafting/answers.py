"""What the analyst answers to the questions of a draft: one word each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from detente.errors import AnalysisError
from detente.model.asked import SKIPPED, Asked, answered
from detente.model.register import Clause, Mentions, Record, Register

__all__ = ["Answers", "one_party", "united"]

_LINE = re.compile(r"(?:assumed \w+: )?([^\s\"'][^\n\"]*?\? \((\w+(?:/\w+)+)\))[ \t]+(\w+)")


MORE_THAN_YES_OR_NO = 3  # words that answer a question


@dataclass(frozen=True, slots=True)
class Answers:
    """Questions of a draft, word for word, with what the analyst answers.

    ``asked`` are the questions that the draft has looked up so far, answered or not.
    """

    given: Mapping[str, str]
    asked: set[str] = field(default_factory=set)

    @classmethod
    def read(cls, text: str) -> Answers:
        """The answers in a text: after a question of a draft, on its line, one word.

        Questions without an answer are left out, so a case file in which some are answered will do.

        Raises
        ------
        AnalysisError
            Where a word is none of those that the question offers, and not ``skip``.

        Examples
        --------
        >>> found = Answers.read('"Can Arvia do both `a` and `b`? (yes/no) no",')
        >>> found.to("Can Arvia do both `a` and `b`? (yes/no)")
        'no'
        """
        given: dict[str, str] = {}
        for question, choices, word in _LINE.findall(text):
            if word.lower() not in (*choices.lower().split("/"), SKIPPED):
                offered = " or ".join([*choices.split("/"), SKIPPED])
                raise AnalysisError(f"`{word}` is no answer to: {question}: say {offered}")
            given[question] = word.lower()
        return cls(given)

    def to(self, question: str) -> str | None:
        """The answer to a question, or None where it is open."""
        self.asked.add(question)
        word = self._word(question)
        return None if word == SKIPPED else word

    def _word(self, question: str) -> str | None:
        """The word behind a question; other parties may have been offered when it was asked."""
        if question in self.given or len(Asked.words_of(question)) < MORE_THAN_YES_OR_NO:
            return self.given.get(question)
        stem = question.rpartition(" (")[0]
        return next((word for one, word in self.given.items() if one.startswith(f"{stem} (")), None)

    def skips(self, question: str) -> bool:
        """Whether the analyst does not want to be asked."""
        return self._word(question) == SKIPPED

    def leaves_open(self, question: str) -> bool:
        """Whether there is no word behind a question."""
        return self._word(question) is None

    def also(self, question: str, word: str) -> Answers:
        """These answers with one more."""
        return Answers({**self.given, question: word})

    def idle(self) -> tuple[str, ...]:
        """Answered questions that the draft does not ask."""
        return tuple(question for question in self.given if question not in self.asked)

    def all(self) -> tuple[str, ...]:
        """Every question that has an answer, with it; those that led to this draft are kept."""
        return tuple(
            answered(question, word) for question, word in self.given.items() if word != SKIPPED
        )


def one_party(one: str, other: str) -> str:
    """The question whether two parties that speak together act as one."""
    return f"Do {one} and {other} act as one party? (yes/no)"


def united(
    registers: tuple[Register, ...], allied: Iterable[tuple[str, str]], answers: Answers
) -> tuple[Register, ...]:
    """The registers with the parties that are said to act as one under one name."""
    groups: list[set[str]] = []
    for pair in allied:
        if answers.to(one_party(*pair)) == "yes":
            joined = [group for group in groups if group & set(pair)]
            groups = [group for group in groups if not group & set(pair)]
            groups.append(set(pair).union(*joined))
    names = {name: " and ".join(sorted(group)) for group in groups for name in group}
    return tuple(_renamed(register, names) for register in registers) if names else registers


def _renamed(register: Register, names: dict[str, str]) -> Register:
    parties: dict[str, Mentions] = {}
    for party in register.parties:
        name = names.get(party.name, party.name)
        known = parties.get(name, replace(party, name=name, mentions=()))
        parties[name] = replace(known, mentions=known.mentions + party.mentions)
    records = tuple(_record_of(record, names) for record in register.records)
    return replace(register, parties=tuple(parties.values()), records=records)


def _record_of(record: Record, names: dict[str, str]) -> Record:
    makers = dict.fromkeys(names.get(name, name) for name in record.makers)
    party, *joint = makers or (None,)
    return replace(
        record,
        party=party,
        joint_with=tuple(name for name in joint if name is not None),
        addressee=tuple(dict.fromkeys(names.get(name, name) for name in record.addressee)),
        clauses=tuple(_clause_of(clause, names) for clause in record.clauses),
    )


def _clause_of(clause: Clause, names: dict[str, str]) -> Clause:
    obliges = names.get(clause.obliges, clause.obliges) if clause.obliges else None
    return replace(clause, obliges=obliges)
