"""Lists in a TOML text, rewritten with the comments of their entries."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence
from typing import Any

from detente.files.places import Place

__all__ = ["Layout", "origins"]


class Layout:
    """A list over several lines: what stands above, on the line of, and below its entries."""

    def __init__(self, text: str, place: Place, entries: Sequence[Place]) -> None:
        starts = [*(entry.start for entry in entries), place.end - 1]
        ends = [place.start + 1, *(entry.end for entry in entries)]
        gaps = [text[end:start] for end, start in zip(ends, starts, strict=True)]
        split = [_split(gap) for gap in gaps]
        self.head = split[0][0]
        self.tails = [tail for tail, _ in split[1:]]
        self.leads = [lead for _, lead in split[:-1]]
        self.foot = split[-1][1]
        self.ends_in_comma = len(gaps) > 1 and _comma(gaps[-1]) is not None
        self._commented = any("#" in gap for gap in gaps)
        indents = (lead.rpartition("\n")[2] for lead in self.leads if "\n" in lead)
        self._fresh = "\n" + next(indents, "    ")

    @property
    def worth_keeping(self) -> bool:
        """Whether there are comments, or one entry a line."""
        return self._commented or (bool(self.leads) and all("\n" in one for one in self.leads))

    def rewritten(self, items: Sequence[str], origins: Sequence[int | None]) -> str:
        """The list with other items, each on the line of the entry that it comes from."""
        leads, foot = self._inherited(set(origins))
        pieces, open_line = ["[", self.head], "#" in self.head
        for number, (item, origin) in enumerate(zip(items, origins, strict=True), 1):
            lead = self._fresh if origin is None else leads[origin]
            tail = "" if origin is None else self.tails[origin]
            if (open_line and "\n" not in lead) or (not lead and number > 1):
                lead = self._fresh
            comma = "," if number < len(items) or self.ends_in_comma else ""
            pieces += [lead, item, comma, tail]
            open_line = "#" in tail
        return "".join((*pieces, "\n" if open_line and "\n" not in foot else "", foot, "]"))

    def _inherited(self, kept: set[int | None]) -> tuple[list[str], str]:
        """What stands above each entry; comments above one that goes pass on to the next."""
        leads, inherited = [], ""
        for number, lead in enumerate(self.leads):
            leads.append(inherited + lead)
            if number in kept:
                inherited = ""
            elif "#" in lead:
                inherited += lead[: lead.rindex("\n")]
        return leads, inherited + self.foot


_COMMA = re.compile(r"#[^\n]*|,")


def _comma(gap: str) -> int | None:
    """Where the comma stands between two entries, if there is one."""
    found = (one.start() for one in _COMMA.finditer(gap) if one.group() == ",")
    return next(found, None)


def _split(gap: str) -> tuple[str, str]:
    """What stands between two entries: the comment on the line of the first, and the rest."""
    comma = _comma(gap)
    if comma is not None:
        gap = gap[:comma] + gap[comma + 1 :]
    line, newline, rest = gap.partition("\n")
    return (line.rstrip(), newline + rest) if newline else ("", gap)


def origins(old: Sequence[Any], new: Sequence[Any]) -> list[int | None]:
    """For each new entry the number of the old one that it is, or whose place it takes."""
    free: dict[str, deque[int]] = {}
    for number, entry in enumerate(old):
        free.setdefault(repr(entry), deque()).append(number)
    same = (free.get(repr(entry)) for entry in new)
    found = [numbers.popleft() if numbers else None for numbers in same]
    taken, previous = set(found), -1
    for place, origin in enumerate(found):
        if origin is None and previous + 1 < len(old) and previous + 1 not in taken:
            found[place] = previous + 1
            taken.add(previous + 1)
        previous = previous if found[place] is None else found[place]  # type: ignore[assignment]
    return found
