"""Who may move next when several parties answer one after the other.

The literature lets the opponents of a party move in any order and number, but none of them twice
in a row [FHK93]_. Older tools read it more narrowly; each reading is one row here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from detente.errors import AnalysisError

__all__ = ["READINGS", "Barred", "Reading", "find"]

Barred = frozenset[str]
Reading = Callable[[Barred, str, Barred], Barred]


def _legal(_barred: Barred, mover: str, _parties: Barred) -> Barred:
    """Nobody moves twice in a row."""
    return frozenset((mover,))


def _once(barred: Barred, mover: str, _parties: Barred) -> Barred:
    """Everybody moves at most once."""
    return barred | {mover}


def _single(_barred: Barred, _mover: str, parties: Barred) -> Barred:
    """One move by one party is all there is."""
    return parties


READINGS: Mapping[str, Reading] = MappingProxyType(
    {"legal": _legal, "once": _once, "single": _single}
)


def find(name: str) -> Reading:
    """The reading of this name: given who was barred and who moved, who may not move next.

    Examples
    --------
    >>> parties = frozenset(("usa", "nato"))
    >>> sorted(find("legal")(frozenset(("nato",)), "usa", parties))
    ['usa']
    >>> sorted(find("once")(frozenset(("nato",)), "usa", parties))
    ['nato', 'usa']
    """
    if name not in READINGS:
        raise AnalysisError(
            f"there is no reading of sanctions `{name}`; choose {', '.join(READINGS)}"
        )
    return READINGS[name]
