"""What the analyst answers to the questions of a draft: one word each."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from detente.drafting.sides import Sides
from detente.errors import AnalysisError
from detente.model.register import Clause, Mentions, Record, Register

__all__ = ["Answers", "one_party", "united"]

_LINE = re.compile(r"([^\s\"'][^\n\"]*?\? \((\w+(?:/\w+)+)\))[ \t]+(\w+)")


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
            Where a word is none of those that the question offers.

        Examples
        --------
        >>> found = Answers.read('"Can Arvia do both `a` and `b`? (yes/no) no",')
        >>> found.to("Can Arvia do both `a` and `b`? (yes/no)")
        'no'
        """
        given: dict[str, str] = {}
        for question, choices, word in _LINE.findall(text):
            if word.lower() not in choices.lower().split("/"):
                offered = " or ".join(choices.split("/"))
                raise AnalysisError(f"`{word}` is no answer to: {question}: say {offered}")
            given[question] = word.lower()
        return cls(given)

    def to(self, question: str) -> str | None:
        """The answer to a question, or None where it is open."""
        self.asked.add(question)
        return self.given.get(question)

    def idle(self) -> tuple[str, ...]:
        """Answered questions that the draft does not ask."""
        return tuple(question for question in self.given if question not in self.asked)

    def all(self) -> tuple[str, ...]:
        """Every question that has an answer, with it; those that led to this draft are kept."""
        return tuple(f"{question} {word}" for question, word in self.given.items())

    def noted(self, question: str) -> str:
        """The question, with its answer behind it if there is one."""
        word = self.to(question)
        return question if word is None else f"{question} {word}"


def one_party(one: str, other: str) -> str:
    """The question whether two parties that speak together act as one."""
    return f"Do {one} and {other} act as one party? (yes/no)"


def united(registers: tuple[Register, ...], sides: Sides, answers: Answers) -> tuple[Register, ...]:
    """The registers with the parties that are said to act as one under one name."""
    groups: list[set[str]] = []
    for pair in sides.allied:
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
