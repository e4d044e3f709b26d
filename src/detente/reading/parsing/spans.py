"""Stretches of text cut to their words."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["apart_from", "matched", "trimmed", "whole"]


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without the blanks and marks around it."""
    while start < end and text[start] in " ,;:.\"“”'\n":
        start += 1
    while end > start and text[end - 1] in ' ,;:."“”\n':
        end -= 1
    return start, end


def whole(text: str, start: int, end: int, last: int) -> tuple[int, int]:
    """The evidence with the mark that ends it, without blanks and commas around it."""
    while start < end and text[start] in " ,;":
        start += 1
    while end > start and text[end - 1] in " ,;":
        end -= 1
    if end < last and not text[end:last].strip(" .!?\"”’'"):
        end = last
    return start, end


def apart_from(
    text: str, start: int, end: int, hole: tuple[int, int] | None
) -> tuple[int, int] | None:
    """What is left of a stretch without a hole in it: the longer of the two sides."""
    if hole is None:
        return None
    before = trimmed(text, start, hole[0])
    after = trimmed(text, hole[1], end)
    best = max(before, after, key=lambda piece: piece[1] - piece[0])
    return best if best[1] > best[0] else None


def matched(
    ones: Sequence[tuple[int, int]], others: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Which stretches tell of the same words as which others: one to one, those alike first.

    Two may be matched that share three tenths of all their words, or most of the shorter one.

    >>> matched([(0, 10), (20, 30)], [(21, 40), (12, 19)])
    [(1, 0)]
    """
    alike = []
    for i, (start, end) in enumerate(ones):
        for j, (first, last) in enumerate(others):
            both = min(end, last) - max(start, first)
            either = max(end, last) - min(start, first)
            most = both >= 0.6 * min(end - start, last - first)
            if both > 0 and (most or both >= 0.3 * either):
                alike.append((-both / either, i, j))
    found: dict[int, int] = {}
    for _, i, j in sorted(alike):
        if i not in found and j not in found.values():
            found[i] = j
    return list(found.items())
