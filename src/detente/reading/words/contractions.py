"""Short forms spelt out: "won't" is "will not", "we're" is "we are", "it's been" "it has been"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.reading.words.forms import readings, table, words

__all__ = ["spelt_out"]


def spelt_out(lows: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The words of a sentence that are short forms, each with what it stands for.

    Examples
    --------
    >>> list(spelt_out(["it", "wo", "n't", "pay", ";", "it", "'s", "war"]))
    [(1, 'will'), (6, 'is')]
    """
    short = table("grammar")["short"]
    for k, low in enumerate(lows):
        if k + 1 < len(lows) and lows[k + 1] in {"n't", "'t"} and low in short["before_not"]:
            yield k, short["before_not"][low]
        elif low in short["endings"] and k:
            yield k, short["endings"][low]
        elif low == "'d" and k:
            yield k, "had" if _is_participle(lows, k + 1) else "would"
        elif low == "'s" and k and lows[k - 1] in words("grammar", "short", "before_is"):
            yield k, "has" if _has(lows, k + 1) else "is"


def _is_participle(lows: Sequence[str], k: int) -> bool:
    """Whether a word is a participle and no base form: "we'd asked", but "we'd let"."""
    found = {one.form for one in readings(lows[k])} if k < len(lows) else set()
    return "part" in found and "base" not in found


def _has(lows: Sequence[str], k: int) -> bool:
    """Whether "'s" is "has": "it's been", "it's rejected our offer"."""
    if lows[k : k + 1] and lows[k] in {"been", "had", "got"}:
        return True
    return (
        _is_participle(lows, k)
        and lows[k + 1 : k + 2] != []
        and (lows[k + 1] in words("grammar", "short", "after_perfect"))
    )
