"""Is there a state in which these statements hold? Found without listing all states.

The search takes one option after another and folds the statements over three truth values, true,
false and open, so that whole families of states are passed over at once [Kleene52]_.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from detente.model.conflict import Rules
from detente.model.logic import Join, Not, Statement

__all__ = ["allowed", "either", "feasible_where", "negated", "witness"]

MOST_STEPS = 20_000
Truth3 = bool | None


class _Open:
    """The algebra of three truth values over the options decided so far; None is open."""

    def __init__(self) -> None:
        self.decided: dict[str, bool] = {}

    def option(self, key: str) -> Truth3:
        return self.decided.get(key)

    def constant(self, truth: bool) -> Truth3:
        return truth

    def negation(self, value: Truth3) -> Truth3:
        return None if value is None else not value

    def conjunction(self, left: Truth3, right: Truth3) -> Truth3:
        if left is False or right is False:
            return False
        return None if left is None or right is None else True

    def disjunction(self, left: Truth3, right: Truth3) -> Truth3:
        if left is True or right is True:
            return True
        return None if left is None or right is None else False


def witness(statements: Sequence[Statement], steps: int = MOST_STEPS) -> frozenset[str] | None:
    """The keys of the options taken in some state where all of the statements hold.

    None where there is no such state. The work may grow with two to the number of options that
    the statements name; `TimeoutError` after ``steps`` places looked at.

    Examples
    --------
    >>> from detente.model.logic import Names, parse
    >>> names = Names(("x.go", "x.stop"))
    >>> sorted(witness([parse("go or stop", names), parse("not go", names)]))
    ['x.stop']
    >>> witness([parse("go", names), parse("not go", names)]) is None
    True
    """
    keys = list(dict.fromkeys(key for statement in statements for key in statement.keys()))
    algebra = _Open()
    looked = 0

    def search(rest: Sequence[Statement], depth: int) -> bool:
        nonlocal looked
        looked += 1
        if looked > steps:
            raise TimeoutError
        values = [(one, one.fold(algebra)) for one in rest]
        if any(value is False for _, value in values):
            return False
        still = [one for one, value in values if value is None]
        if not still:
            return True
        for truth in (False, True):
            algebra.decided[keys[depth]] = truth
            if search(still, depth + 1):
                return True
        del algebra.decided[keys[depth]]
        return False

    if not search(statements, 0):
        return None
    return frozenset(key for key, truth in algebra.decided.items() if truth)


def allowed(rules: Rules) -> tuple[Statement, ...]:
    """What holds in every feasible state, as statements."""
    never = tuple(negated(rule) for rule in rules.infeasible)
    return (*never, either(rules.feasible)) if rules.feasible else never


def feasible_where(rules: Rules, *statements: Statement) -> bool | None:
    """Whether some feasible state has all of the statements; None where that takes too long."""
    try:
        return witness((*allowed(rules), *statements)) is not None
    except TimeoutError:
        return None


def negated(statement: Statement) -> Statement:
    """The statement that holds where this one does not."""
    return Statement(f"not ({statement.text})", Not(statement.expression))


def either(statements: Iterable[Statement]) -> Statement:
    """The statement that holds where one of these does."""
    listed = tuple(statements)
    if len(listed) == 1:
        return listed[0]
    text = " or ".join(f"({one.text})" for one in listed)
    return Statement(text, Join("or", tuple(one.expression for one in listed)))
