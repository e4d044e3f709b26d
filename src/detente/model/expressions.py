"""What a statement is once it has been read: a small tree that folds over any algebra.

The algebra is what the question needs: truth values for one state, arrays for all states,
decision diagrams for very many.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

__all__ = ["Algebra", "Count", "Expression", "Join", "Not", "Statement", "Taken", "Truth"]

T = TypeVar("T")


class Algebra(Protocol[T]):
    """What a statement folds over: the values that options stand for and how they combine."""

    def option(self, key: str, /) -> T:
        """The value of "this option is taken"."""

    def constant(self, truth: bool, /) -> T:
        """The value of a statement that is always, or never, true."""

    def negation(self, value: T, /) -> T:
        """The value of "not"."""

    def conjunction(self, left: T, right: T, /) -> T:
        """The value of "and"."""

    def disjunction(self, left: T, right: T, /) -> T:
        """The value of "or"."""


@dataclass(frozen=True, slots=True)
class Taken:
    """The option with this key (``party.option``) is taken."""

    key: str

    def fold(self, algebra: Algebra[T]) -> T:
        """The value of the expression in an algebra."""
        return algebra.option(self.key)

    def keys(self) -> Iterator[str]:
        """The options that the expression names."""
        yield self.key

    def __str__(self) -> str:
        return self.key


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: Expression

    def fold(self, algebra: Algebra[T]) -> T:
        """The value of the expression in an algebra."""
        return algebra.negation(self.part.fold(algebra))

    def keys(self) -> Iterator[str]:
        """The options that the expression names."""
        return self.part.keys()

    def __str__(self) -> str:
        return f"not {self.part}"


@dataclass(frozen=True, slots=True)
class Join:
    """Two or more parts joined by ``and``, ``or``; two by any other operator."""

    operator: str
    parts: tuple[Expression, ...]

    def fold(self, algebra: Algebra[T]) -> T:
        """The value of the expression in an algebra."""
        value, *rest = (part.fold(algebra) for part in self.parts)
        for other in rest:
            value = _joined(self.operator, algebra, value, other)
        return value

    def keys(self) -> Iterator[str]:
        """The options that the expression names."""
        for part in self.parts:
            yield from part.keys()

    def __str__(self) -> str:
        return "(" + f" {self.operator} ".join(str(part) for part in self.parts) + ")"


@dataclass(frozen=True, slots=True)
class Count:
    """At least ``least`` and at most ``most`` of the parts hold."""

    least: int
    most: int
    parts: tuple[Expression, ...]

    def fold(self, algebra: Algebra[T]) -> T:
        """The value of the expression in an algebra."""
        values = [part.fold(algebra) for part in self.parts]
        enough = _at_least(algebra, self.least, values)
        too_many = _at_least(algebra, self.most + 1, values)
        return algebra.conjunction(enough, algebra.negation(too_many))

    def keys(self) -> Iterator[str]:
        """The options that the expression names."""
        for part in self.parts:
            yield from part.keys()

    def __str__(self) -> str:
        inside = ", ".join(str(part) for part in self.parts)
        return f"{self.least} to {self.most} of ({inside})"


Expression = Taken | Not | Join | Count


def _at_least(algebra: Algebra[T], number: int, values: Sequence[T]) -> T:
    """Whether ``number`` of the values hold, by counting up one value at a time."""
    if number > len(values):
        return algebra.constant(False)
    reached = [algebra.constant(True)] + [algebra.constant(False)] * number
    for value in values:
        for k in range(number, 0, -1):
            reached[k] = algebra.disjunction(reached[k], algebra.conjunction(reached[k - 1], value))
    return reached[number]


def _implies(algebra: Algebra[T], left: T, right: T) -> T:
    return algebra.disjunction(algebra.negation(left), right)


def _iff(algebra: Algebra[T], left: T, right: T) -> T:
    return algebra.conjunction(_implies(algebra, left, right), _implies(algebra, right, left))


def _joined(operator: str, algebra: Algebra[T], left: T, right: T) -> T:
    match operator:
        case "and":
            return algebra.conjunction(left, right)
        case "or" | "unless":
            return algebra.disjunction(left, right)
        case "xor":
            return algebra.negation(_iff(algebra, left, right))
        case "iff":
            return _iff(algebra, left, right)
        case "if":
            return _implies(algebra, right, left)
        case _:  # "only if", "implies"
            return _implies(algebra, left, right)


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement as it was typed, with what it means; equal if typed alike and meaning alike."""

    text: str
    expression: Expression

    def fold(self, algebra: Algebra[T]) -> T:
        """The value of the statement in an algebra."""
        return self.expression.fold(algebra)

    def keys(self) -> tuple[str, ...]:
        """The options that the statement names, each once, in order of appearance."""
        return tuple(dict.fromkeys(self.expression.keys()))

    def holds(self, taken: Iterable[str]) -> bool:
        """Whether the statement is true where exactly these options are taken."""
        return self.fold(Truth(frozenset(taken)))

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Truth:
    """The algebra of truth values, at the state where ``taken`` are the options taken."""

    taken: frozenset[str]

    def option(self, key: str) -> bool:
        """Whether the option is taken."""
        return key in self.taken

    def constant(self, truth: bool) -> bool:
        """The truth value itself."""
        return truth

    def negation(self, value: bool) -> bool:
        """Not."""
        return not value

    def conjunction(self, left: bool, right: bool) -> bool:
        """And."""
        return left and right

    def disjunction(self, left: bool, right: bool) -> bool:
        """Or."""
        return left or right
