"""How far two hands agree: ``python corpus/agreement.py``.

The reports of ``second/`` were annotated by another hand, who saw the texts without marks.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import marked
from detente.reading.parsing.spans import matched

SECOND = Path(__file__).parent / "second"

Pair = tuple[marked.Statement, marked.Statement]


def _makers(one: marked.Statement) -> frozenset[str | None]:
    return frozenset((one.party, *one.joint_with))


def _faced(one: marked.Statement) -> frozenset[str | None]:
    """Whom a statement faces; whoever meets faces the others."""
    return frozenset((*one.addressee, *(_makers(one) if one.act == "meet" else ())))


def _same_maker(pair: Pair) -> bool:
    first, second = pair
    if first.act == second.act == "meet":
        return _faced(first) == _faced(second)
    return first.party == second.party or _makers(first) == _makers(second)


TESTS: dict[str, Callable[[Pair], bool]] = {
    "found": lambda pair: True,
    "+ act": lambda pair: pair[0].act == pair[1].act,
    "+ party": _same_maker,
    "+ addressee": lambda pair: _faced(pair[0]) == _faced(pair[1]),
}


def pairs(one: marked.Report, other: marked.Report) -> Iterator[Pair]:
    """Statements of two annotations of a report that have the same words."""
    first, second = one.statements, other.statements
    found = matched([(s.start, s.end) for s in first], [(s.start, s.end) for s in second])
    for i, j in found:
        yield first[i], second[j]


def main() -> None:
    """Print F1 of one hand against the other, each line asking what those before it ask, too."""
    told: list[Pair] = []
    first = second = 0
    for other in marked.reports(SECOND):
        path = marked.FOLDER / f"{other.id}.txt"
        one = marked.parse(path.stem, path.read_text("utf-8"))
        if one.text != other.text:
            sys.exit(f"{other.id}: the two texts differ")
        told.extend(pairs(one, other))
        first, second = first + len(one.statements), second + len(other.statements)
    print(f"{first} statements by the first hand, {second} by the second")
    for name, holds in TESTS.items():
        told = [pair for pair in told if holds(pair)]
        print(f"{name:12} F1 {2 * len(told) / (first + second):.3f}")


if __name__ == "__main__":
    main()
