"""What do the states of a large set have in common? A description in place of a list."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from detente.model.conflict import Conflict
from detente.model.findings import Analysis, Pattern, Region, Shape
from detente.model.logic import parse
from detente.model.state import State

__all__ = ["describe"]

MOST_PATTERNS = 8
MOST_SPLITS = 100
DRAWN = 50  # states drawn from each side to see where to split
TOO_FEW = 10
PURITY = 4  # how much the share of a part that is in the region counts against its size
NEAREST = 5


def describe(analysis: Analysis, concept: str) -> Shape | None:
    """The equilibria under a concept in a few lines; None where they are not known in full.

    ``always`` and ``never`` name the options that are taken in all of them and in none. The
    patterns are disjoint, and every feasible state that fits one of them is an equilibrium; they
    need not cover all, and ``covered`` counts those that they do.
    """
    region = analysis.equilibria(concept)
    conflict = analysis.conflict
    if not (region.complete and conflict.rules.plain):
        return None
    reached = analysis.reached.states if analysis.reached else ()
    patterns = _patterns(conflict, region, analysis.everything)
    here = analysis.status_quo
    return Shape(
        always=_fixed(conflict, region, "not "),
        never=_fixed(conflict, region, ""),
        patterns=patterns,
        covered=sum(pattern.count for pattern in patterns),
        count=region.count,
        reached=tuple(state for state in reached if state in region),
        nearest=region.nearest(here, NEAREST) if here else (),
    )


def _fixed(conflict: Conflict, region: Region, word: str) -> tuple[str, ...]:
    """The options for which no state of the region has them so.

    Only those are asked about that some states drawn by chance leave open.
    """
    if not region.count:
        return ()
    other, drawn = "Y" if word else "N", region.sample(DRAWN)
    places = (at for at in range(len(conflict.order)) if {s.signs[at] for s in drawn} == {other})
    names = [conflict.names.short(conflict.order[at]) for at in places]
    asked = [(name, parse(word + name, conflict.names)) for name in names]
    return tuple(name for name, statement in asked if not region.where(statement).count)


class _Cube(NamedTuple):
    """A part of all states that fixes some options; large ones nearly in the region go first."""

    order: tuple[int, str]
    signs: str
    part: Region
    whole: Region
    inside: Sequence[State] = ()
    outside: Sequence[State] = ()


def _cube(signs: str, part: Region, whole: Region) -> _Cube:
    """The states that fit the signs: the part of them in the region, and the whole."""
    purity = part.count ** (PURITY + 1) // max(1, whole.count) ** PURITY
    return _Cube((-purity, signs), signs, part, whole)


def _patterns(conflict: Conflict, region: Region, everything: Region) -> tuple[Pattern, ...]:
    """Split the states by one option after the other until parts lie in the region whole.

    Where to split is seen from states drawn by chance, from a fixed seed; whether a part lies in
    the region is counted.
    """
    found: list[Pattern] = []
    all_ = _cube("-" * len(conflict.order), region, everything)
    waiting = [all_] if region.count else []
    for _ in range(MOST_SPLITS):
        if not waiting or len(found) == MOST_PATTERNS:
            break
        cube = heapq.heappop(waiting)
        if cube.part.count == cube.whole.count:
            found.append(Pattern(cube.signs, cube.part.count))
            continue
        for half in _halves(_with_states(cube), conflict):
            if half.part.count:
                heapq.heappush(waiting, half)
    return tuple(sorted(found, key=lambda one: (-one.count, one.signs)))


def _with_states(cube: _Cube) -> _Cube:
    """The cube with enough states drawn on both sides to see where to split it."""
    inside, outside = cube.inside, cube.outside
    if len(inside) < TOO_FEW:
        inside = cube.part.sample(DRAWN)
    if len(outside) < TOO_FEW:
        outside = [state for state in cube.whole.sample(DRAWN) if state not in cube.part]
    return cube._replace(inside=inside, outside=outside)


def _telling(cube: _Cube) -> int:
    """The open option whose being taken differs most between the two sides."""
    open_ = [at for at, sign in enumerate(cube.signs) if sign == "-"]

    def difference(at: int) -> float:
        return abs(_taken(cube.inside, at) - _taken(cube.outside, at))

    return max(open_, key=difference)


def _taken(states: Sequence[State], at: int) -> float:
    """The share of the states in which an option is taken; a half where there are no states."""
    return sum(one.signs[at] == "Y" for one in states) / len(states) if states else 0.5


def _halves(cube: _Cube, conflict: Conflict) -> Iterator[_Cube]:
    """Both sides of a split, each with the states that were drawn there."""
    at = _telling(cube)
    name = conflict.names.short(conflict.order[at])
    for sign, text in (("Y", name), ("N", f"not {name}")):
        statement = parse(text, conflict.names)
        half = _cube(
            cube.signs[:at] + sign + cube.signs[at + 1 :],
            cube.part.where(statement),
            cube.whole.where(statement),
        )
        yield half._replace(
            inside=[one for one in cube.inside if one.signs[at] == sign],
            outside=[one for one in cube.outside if one.signs[at] == sign],
        )
