"""Stretches of text cut to their words."""

from __future__ import annotations

__all__ = ["apart_from", "trimmed", "whole"]


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
