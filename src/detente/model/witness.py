"""Is there a feasible state in which a statement holds? Found without listing all states.

The search decides one option after another and folds the statements over three truth values,
true, false and open, so that whole families of states are passed over at once [Kleene52]_.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from detente.model.conflict import Rules
from detente.model.logic import Join, Not, Statement

__all__ = ["Possibilities", "negated", "witness"]

MOST_WORK = 1_000_000  # steps of folding, about a second
Truth3 = bool | None


class _Open:
    """The algebra of three truth values over the options decided so far; None is open.

    Every step is counted; `TimeoutError` when there have been too many.
    """

    def __init__(self, work: int) -> None:
        self.decided: dict[str, bool] = {}
        self.work = work

    def spend(self, steps: int = 1) -> None:
        self.work -= steps
        if self.work < 0:
            raise TimeoutError

    def option(self, key: str) -> Truth3:
        self.spend()
        return self.decided.get(key)

    def constant(self, truth: bool) -> Truth3:
        return truth

    def negation(self, value: Truth3) -> Truth3:
        return None if value is None else not value

    def conjunction(self, left: Truth3, right: Truth3) -> Truth3:
        self.spend()
        if left is False or right is False:
            return False
        return None if left is None or right is None else True

    def disjunction(self, left: Truth3, right: Truth3) -> Truth3:
        self.spend()
        if left is True or right is True:
            return True
        return None if left is None or right is None else False


class _Search:
    """Depth first over the options that still matter; each is left before it is taken."""

    def __init__(self, statements: Sequence[Statement], algebra: _Open) -> None:
        self.algebra = algebra
        self.statements = sorted(statements, key=lambda one: len(one.keys()))
        self.keys = [one.keys() for one in self.statements]
        self.naming: dict[str, list[int]] = {}
        for number, keys in enumerate(self.keys):
            for key in keys:
                self.naming.setdefault(key, []).append(number)
        self.open = set(range(len(self.statements)))

    def run(self) -> bool:
        """Whether all statements can hold; if so the algebra has decided how."""
        trail: list[tuple[str, list[int]]] = []
        fits = self._settle(range(len(self.statements)))[0]
        while True:
            if fits and not self.open:
                return True
            if fits:
                key, truth = self._next_key(), False
            else:
                while trail and self.algebra.decided[trail[-1][0]]:
                    self._undo(*trail.pop())
                if not trail:
                    return False
                key, truth = trail[-1][0], True
                self._undo(*trail.pop())
            self.algebra.decided[key] = truth
            fits, closed = self._settle(self.naming[key])
            trail.append((key, closed))

    def _settle(self, numbers: Iterable[int]) -> tuple[bool, list[int]]:
        """Whether none of these statements has become false, and those that have become true."""
        closed: list[int] = []
        for number in numbers:
            if number in self.open:
                value = self.statements[number].fold(self.algebra)
                if value is False:
                    return False, closed
                if value:
                    self.open.discard(number)
                    closed.append(number)
        return True, closed

    def _undo(self, key: str, closed: list[int]) -> None:
        del self.algebra.decided[key]
        self.open.update(closed)

    def _next_key(self) -> str:
        """The first undecided option of the shortest open statement."""
        number = min(self.open)
        self.algebra.spend(1 + len(self.open) // 8)
        return next(key for key in self.keys[number] if key not in self.algebra.decided)


def witness(statements: Sequence[Statement], work: int = MOST_WORK) -> frozenset[str] | None:
    """The keys of the options taken in some state where all of the statements hold.

    None where there is no such state. The work may grow with two to the number of options that
    the statements name; `TimeoutError` after ``work`` steps.

    Examples
    --------
    >>> from detente.model.logic import Names, parse
    >>> names = Names(("x.go", "x.stop"))
    >>> sorted(witness([parse("go or stop", names), parse("not go", names)]))
    ['x.stop']
    >>> witness([parse("go", names), parse("not go", names)]) is None
    True
    """
    return _found(statements, _Open(work))


def _found(statements: Sequence[Statement], algebra: _Open) -> frozenset[str] | None:
    if not _Search(statements, algebra).run():
        return None
    return frozenset(key for key, truth in algebra.decided.items() if truth)


class Possibilities:
    """Which statements hold in some feasible state; all answers together cost limited work.

    Examples
    --------
    >>> from detente.model.logic import Names, parse
    >>> names = Names(("x.go", "x.stop"))
    >>> possible = Possibilities(Rules(infeasible=(parse("go and stop", names),)))
    >>> possible.somewhere(parse("go", names)), possible.somewhere(parse("go and stop", names))
    (True, False)
    """

    def __init__(self, rules: Rules, work: int = 4 * MOST_WORK) -> None:
        self._allowed = [negated(rule) for rule in rules.infeasible]
        if rules.feasible:
            self._allowed.append(_either(rules.feasible))
        self._work = work
        self._known: list[frozenset[str]] = []

    def somewhere(self, *statements: Statement) -> bool | None:
        """Whether all of the statements hold in some feasible state; None if it costs too much."""
        if any(all(one.holds(taken) for one in statements) for taken in self._known):
            return True
        algebra = _Open(min(self._work, MOST_WORK))
        start = algebra.work
        try:
            found = _found((*self._allowed, *statements), algebra)
        except TimeoutError:
            return None
        finally:
            self._work -= start - max(algebra.work, 0)
        if found is not None:
            self._known.append(found)
        return found is not None


def negated(statement: Statement) -> Statement:
    """The statement that holds where this one does not."""
    return Statement(f"not ({statement.text})", Not(statement.expression))


def _either(statements: Sequence[Statement]) -> Statement:
    """The statement that holds where one of these does."""
    if len(statements) == 1:
        return statements[0]
    text = " or ".join(f"({one.text})" for one in statements)
    return Statement(text, Join("or", tuple(one.expression for one in statements)))
