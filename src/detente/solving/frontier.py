"""The best packages and how many there are, without listing them all.

Branch and bound over clauses: a partial package is followed only as long as what is left could
still lift every party above its reservation value, and while no other partial package that is as
good for everyone and no worse for somebody can be completed in the same way [NU69]_.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from detente.errors import EngineError
from detente.solving.bargain import Bargain, Sums

__all__ = ["counted", "front", "undominated"]

MOST_PARTIAL = 2_000_000  # partial packages that are held at once


def front(known: Bargain, floors: Sequence[int | None] | None = None) -> list[int]:
    """The Pareto-optimal packages of the zone of agreement, by their numbers, in order.

    Of packages that are worth the same to everyone one is given. ``floors`` replace the
    reservation values; None where a party would take anything.
    """
    if not known.possible:
        return []
    order = _most_first(known)
    tied = _tied(known)
    lows = _lows(known, floors)
    best, _ = _rest(known, order)
    masks = np.array([known.needed], dtype=np.int64)
    sums = np.array([known.worth(known.needed)], dtype=np.int64)
    for step, k in enumerate(order):
        column = np.array([row[k] for row in known.weights], dtype=np.int64)
        masks = np.concatenate([masks, masks | 1 << k])
        sums = np.concatenate([sums, sums + column])
        hopeful = _hopeful(sums, best[step + 1], lows)
        masks, sums = masks[hopeful], sums[hopeful]
        masks, sums = _kept(masks, sums, tied)
        _check(len(masks))
    inside = known.marks(masks) & _hopeful(sums, best[-1], lows)
    masks, sums = masks[inside], sums[inside]
    sums, first = np.unique(sums, axis=0, return_index=True)
    return sorted(int(mask) for mask in masks[first][undominated(sums)])


def counted(known: Bargain) -> int | None:
    """How many packages are in the zone of agreement; None where that would take too long.

    Partial packages that are worth the same to everyone are counted together; those that nothing
    can spoil any more are not followed further, and their completions counted at once.
    """
    if not known.possible:
        return 0
    order = _most_first(known)
    tied = _tied(known)
    lows = _lows(known, None)
    best, worst = _rest(known, order)
    loose = [not any(tied >> k & 1 for k in order[step:]) for step in range(len(order) + 1)]
    masks = np.array([known.needed], dtype=np.int64)
    sums = np.array([known.worth(known.needed)], dtype=np.int64)
    ways = np.array([1], dtype=object)
    total = 0
    for step, k in enumerate(order):
        column = np.array([row[k] for row in known.weights], dtype=np.int64)
        masks = np.concatenate([masks, masks | 1 << k])
        sums = np.concatenate([sums, sums + column])
        ways = np.concatenate([ways, ways])
        if loose[step + 1]:
            allowed = known.marks(masks)
            masks, sums, ways = masks[allowed], sums[allowed], ways[allowed]
            safe = _hopeful(sums, worst[step + 1], lows)
            total += int(ways[safe].sum()) << (len(order) - step - 1)
            masks, sums, ways = masks[~safe], sums[~safe], ways[~safe]
        hopeful = _hopeful(sums, best[step + 1], lows)
        masks, sums, ways = _merged(masks[hopeful], sums[hopeful], ways[hopeful], tied)
        if len(masks) > MOST_PARTIAL:
            return None
    if order:
        return total
    return int(known.marks(masks)[0] and _hopeful(sums, best[0], lows)[0])


def undominated(sums: Sums) -> NDArray[np.intp]:
    """The rows that no row exceeds in one column without falling below it in another.

    Rows are taken the best first, so that each one left over is either new to the front or below
    something on it; of equal rows all are kept.
    """
    left = np.arange(len(sums))
    kept: list[NDArray[np.intp]] = []
    while len(left):
        rows = sums[left]
        best = rows[np.lexsort(rows.T[::-1])[-1]]
        kept.append(left[(rows == best).all(axis=1)])
        left = left[~(rows <= best).all(axis=1)]
    return np.sort(np.concatenate(kept)) if kept else left


def _most_first(known: Bargain) -> list[int]:
    """The free clauses, those that are worth most to anybody first, so that bounds bite early."""
    return sorted(known.free, key=lambda k: -max(abs(row[k]) for row in known.weights))


def _tied(known: Bargain) -> int:
    """The clauses that excluded combinations speak of, as bits."""
    named = {key.partition(".")[2] for statement in known.excluded for key in statement.keys()}
    return sum(1 << k for k, clause in enumerate(known.clauses) if clause in named)


def _lows(known: Bargain, floors: Sequence[int | None] | None) -> Sums:
    given = known.floors if floors is None else floors
    lowest = np.iinfo(np.int64).min
    return np.array([lowest if low is None else low for low in given], dtype=np.int64)


def _rest(known: Bargain, order: Sequence[int]) -> tuple[list[Sums], list[Sums]]:
    """What the clauses from each step on could bring each party at best, and at worst."""
    zero = np.zeros(len(known.weights), dtype=np.int64)
    best, worst = [zero], [zero]
    for k in reversed(order):
        column = np.array([row[k] for row in known.weights], dtype=np.int64)
        best.append(best[-1] + np.maximum(column, 0))
        worst.append(worst[-1] + np.minimum(column, 0))
    return best[::-1], worst[::-1]


def _hopeful(sums: Sums, rest: Sums, lows: Sums) -> NDArray[np.bool_]:
    """Which partial packages exceed every floor if the rest brings what it could."""
    return np.asarray((sums + rest > lows).all(axis=1))


def _kept(masks: Sums, sums: Sums, tied: int) -> tuple[Sums, Sums]:
    """The partial packages that no other with the same tied clauses is as good as."""
    keyed = np.column_stack([masks & tied, sums])
    _, first = np.unique(keyed, axis=0, return_index=True)
    masks, sums = masks[first], sums[first]
    keys = masks & tied
    kept = [np.flatnonzero(keys == key)[undominated(sums[keys == key])] for key in np.unique(keys)]
    at = np.concatenate(kept) if kept else np.zeros(0, dtype=np.intp)
    return masks[at], sums[at]


def _merged(
    masks: Sums, sums: Sums, ways: NDArray[np.object_], tied: int
) -> tuple[Sums, Sums, NDArray[np.object_]]:
    """Partial packages with the same tied clauses and worth taken together."""
    if not len(masks):
        return masks, sums, ways
    keyed = np.column_stack([masks & tied, sums])
    _, first, home = np.unique(keyed, axis=0, return_index=True, return_inverse=True)
    together = np.zeros(len(first), dtype=object)
    np.add.at(together, home.reshape(-1), ways)
    return masks[first], sums[first], together


def _check(partial: int) -> None:
    if partial > MOST_PARTIAL:
        raise EngineError(
            f"more than {MOST_PARTIAL:,} partial packages are neither better nor worse than each "
            "other: leave out clauses, or round the weights"
        )
