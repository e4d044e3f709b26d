"""Statements over options: ``attack if not guarantee``, ``at most one of (a, b)``.

A statement is read once into a small tree; what the tree means is told in `expressions`.

``not`` binds tightest, then ``and``, ``xor``, ``or``; ``if``, ``only if``, ``iff``, ``unless``
and ``implies`` bind loosest, and two of them in a row need parentheses. ``-``, ``&`` and ``|``
are accepted for not, and, or. Keywords may be written in any case.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from detente.errors import StatementError
from detente.model.expressions import (
    Algebra,
    Count,
    Expression,
    Join,
    Not,
    Statement,
    Taken,
)

__all__ = [
    "KEYWORDS",
    "Algebra",
    "Count",
    "Expression",
    "Join",
    "Names",
    "Not",
    "Statement",
    "Taken",
    "is_pattern",
    "parse",
]

KEYWORDS = frozenset(
    "not and or xor if only iff unless implies at most exactly least one of".split()
)
IDENTIFIER = re.compile(r"[a-z][a-z0-9_]*\Z")
LONGEST = 60  # characters of an unknown name that a message repeats
LENGTH = 1_000_000  # characters of a statement; more is a mistake or an attack
MOST_COUNTED = 20_000  # the number counted to, times the parts: the cost of a count
DEEPEST = 100  # nested parentheses; a statement deeper than this is a mistake or an attack


@dataclass(frozen=True)
class Names:
    """The names that statements may use: the keys ``party.option`` in option order.

    Examples
    --------
    >>> names = Names(("usa.limits", "nato.talks", "nato.limits"))
    >>> names.key("talks"), names.short("nato.talks"), names.short("nato.limits")
    ('nato.talks', 'talks', 'nato.limits')
    """

    order: tuple[str, ...]
    _owners: dict[str, tuple[str, ...]] = field(init=False, repr=False, compare=False)
    _keys: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        owners: dict[str, tuple[str, ...]] = {}
        for key in self.order:
            option = key.partition(".")[2]
            owners[option] = (*owners.get(option, ()), key)
        object.__setattr__(self, "_owners", owners)
        object.__setattr__(self, "_keys", frozenset(self.order))

    def short(self, key: str) -> str:
        """The shortest unambiguous name of an option."""
        option = key.partition(".")[2]
        return option if len(self._owners[option]) == 1 else key

    def key(self, name: str) -> str:
        """The key of a name; `KeyError` with the advice to give if there is none."""
        if "." in name:
            if name in self._keys:
                return name
        elif keys := self._owners.get(name):
            if len(keys) == 1:
                return keys[0]
            raise KeyError(f"`{name}` is an option of several parties: write {_or(keys)}")
        name = name if len(name) <= LONGEST else name[: LONGEST - 3] + "..."
        raise KeyError(f"`{name}` is no option{self._advice(name)}")

    def _advice(self, name: str) -> str:
        known = [*self._owners, *self.order]
        near = difflib.get_close_matches(name.lower(), known, n=1, cutoff=0.6)
        if near:
            return f"; did you mean `{near[0]}`?"
        listed = ", ".join(self.short(key) for key in self.order[:8])
        return f"; the options are {listed}" + (", ..." if len(self.order) > 8 else "")


def _or(words: Iterable[str]) -> str:
    return " or ".join(f"`{word}`" for word in words)


def is_pattern(text: str, options: int) -> bool:
    """Whether the text is a Y/N pattern, with one sign of ``YN-`` per option."""
    signs = re.sub(r"[\s_]", "", text)
    return len(signs) == options and bool(signs) and set(signs) <= set("YN-")


def parse(text: str, names: Names, *, patterns: bool = False) -> Statement:
    """Read a statement.

    Parameters
    ----------
    text:
        The statement, for instance ``"attack if not guarantee"``.
    names:
        The options that it may name.
    patterns:
        Whether a string such as ``"NY-"``, one sign per option, is a statement too.

    Raises
    ------
    StatementError
        With the place of the fault, and the nearest known name where one is unknown.

    Examples
    --------
    >>> names = Names(("russia.attack", "nato.guarantee"))
    >>> statement = parse("attack if not guarantee", names)
    >>> statement.holds({"russia.attack"}), statement.holds(set())
    (True, False)
    >>> parse("not atack", names)
    Traceback (most recent call last):
    ...
    detente.errors.StatementError: `atack` is no option; did you mean `attack`?
    """
    if len(text) > LENGTH:
        raise StatementError(f"a statement of more than {LENGTH:,} characters", text[:LONGEST], 0)
    signs = re.sub(r"[\s_]", "", text)
    if patterns and is_pattern(text, len(names.order)):
        return Statement(text, _pattern(text, names))
    if set(signs) <= set("YN-") and set(signs) & set("YN"):
        fault = f"the pattern has {len(signs)} signs, but there are {len(names.order)} options"
        no_place = "a Y/N pattern has no place here: write a statement over options"
        raise StatementError(fault if patterns else no_place, text, 0)
    return Statement(text, _Parser(text, names).whole())


def _pattern(text: str, names: Names) -> Expression:
    signs = re.sub(r"[\s_]", "", text)
    literals: list[Expression] = [
        Taken(key) if sign == "Y" else Not(Taken(key))
        for sign, key in zip(signs, names.order, strict=True)
        if sign != "-"
    ]
    if len(literals) == 1:
        return literals[0]
    return Join("and", tuple(literals)) if literals else Count(0, 0, ())


class _Token(NamedTuple):
    kind: str  # "name", "word", "number", "sign", "end"
    text: str
    start: int


_SYMBOLS = {"-": "not", "&": "and", "|": "or"}
_NUMBERS = {"one": 1}
_LEXEME = re.compile(r"(?:([A-Za-z]\w*(?:\.[A-Za-z]\w*)?)|(\d{1,4})|([-&|(),]))\s*")
_LOOSE = {"if", "only", "iff", "unless", "implies"}


def _tokens(text: str) -> Iterator[_Token]:
    at = len(text) - len(text.lstrip())
    while at < len(text):
        found = _LEXEME.match(text, at)
        if not found:
            raise StatementError(f"`{text[at]}` has no meaning here", text, at)
        word, number, sign = found.groups()
        start = found.start()
        if word and word.lower() in KEYWORDS:
            yield _Token("word", word.lower(), start)
        elif word:
            yield _Token("name", word, start)
        elif number:
            yield _Token("number", number, start)
        else:
            yield _Token("word" if sign in _SYMBOLS else "sign", _SYMBOLS.get(sign, sign), start)
        at = found.end()
    yield _Token("end", "", len(text.rstrip()))


class _Parser:
    """Precedence climbing, one method a level, loosest first."""

    def __init__(self, text: str, names: Names) -> None:
        self.text = text
        self.names = names
        self.tokens = list(_tokens(text))
        self.at = 0
        self.depth = 0

    def whole(self) -> Expression:
        expression = self.loose()
        if self.now.kind != "end":
            self.fail("expected `and`, `or`, `if` or the end of the statement")
        return expression

    @property
    def now(self) -> _Token:
        return self.tokens[self.at]

    def fail(self, message: str, token: _Token | None = None) -> None:
        token = token or self.now
        found = "the statement ends here" if token.kind == "end" else f"found `{token.text}`"
        raise StatementError(f"{message}; {found}", self.text, token.start)

    def take(self, *words: str) -> bool:
        """Step over the words if they stand here."""
        here = tuple(token.text for token in self.tokens[self.at : self.at + len(words)])
        if here != words or self.now.kind == "name":
            return False
        self.at += len(words)
        return True

    def loose(self) -> Expression:
        left = self.chain(0)
        operator = self.loose_operator()
        if operator is None:
            return left
        expression = Join(operator, (left, self.chain(0)))
        if self.now.kind == "word" and self.now.text in _LOOSE:
            self.fail(f"put parentheses around `... {operator} ...` first")
        return expression

    def loose_operator(self) -> str | None:
        if self.take("only"):
            if not self.take("if"):
                self.fail("expected `if` after `only`")
            return "only if"
        return next((word for word in ("if", "iff", "unless", "implies") if self.take(word)), None)

    def chain(self, level: int) -> Expression:
        """A chain of one operator: ``or`` of ``xor`` of ``and`` of single parts."""
        operators = ("or", "xor", "and")
        if level == len(operators):
            return self.single()
        parts = [self.chain(level + 1)]
        while self.take(operators[level]):
            parts.append(self.chain(level + 1))
        return parts[0] if len(parts) == 1 else Join(operators[level], tuple(parts))

    def single(self) -> Expression:
        negated = False
        while self.take("not"):
            negated = not negated
        part = self.primary()
        return Not(part) if negated else part

    def primary(self) -> Expression:
        if self.take("("):
            return self.inside()
        if self.now.kind == "name":
            token = self.now
            self.at += 1
            return Taken(self.key(token))
        for words, least, most in (
            (("at", "most"), False, True),
            (("at", "least"), True, False),
            (("exactly",), True, True),
        ):
            if self.take(*words):
                return self.count(" ".join(words), least=least, most=most)
        self.fail("expected an option, `not` or `(`")
        raise AssertionError

    def key(self, token: _Token) -> str:
        try:
            return self.names.key(token.text)
        except KeyError as unknown:
            raise StatementError(unknown.args[0], self.text, token.start) from None

    def inside(self) -> Expression:
        self.deeper()
        expression = self.loose()
        if not self.take(")"):
            self.fail("expected `)`")
        self.depth -= 1
        return expression

    def deeper(self) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            self.fail(f"more than {DEEPEST} parentheses within each other")

    def count(self, phrase: str, *, least: bool, most: bool) -> Expression:
        number = _NUMBERS.get(self.now.text)
        if number is None and self.now.kind == "number":
            number = int(self.now.text)
        if number is None:
            self.fail(f"expected `one` or a number after `{phrase}`")
        self.at += 1
        if not (self.take("of") and self.take("(")):
            self.fail(f"expected `of (a, b, ...)` after `{phrase} {number}`")
        parts = self.listed()
        assert number is not None
        if min(number, len(parts)) * len(parts) > MOST_COUNTED:
            self.fail(f"{number} of {len(parts)} options are too many to count")
        return Count(number if least else 0, number if most else len(parts), parts)

    def listed(self) -> tuple[Expression, ...]:
        self.deeper()
        parts = [self.loose()]
        while self.take(","):
            parts.append(self.loose())
        if not self.take(")"):
            self.fail("expected `,` or `)`")
        self.depth -= 1
        return tuple(parts)
