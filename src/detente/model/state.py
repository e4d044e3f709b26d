"""States: which options are taken, written as one sign of ``Y``, ``N`` per option."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from detente.errors import AnalysisError
from detente.model.conflict import Conflict
from detente.model.logic import is_pattern
from detente.model.showing import Shown

__all__ = ["State", "parse_state", "state_of"]


_DIGITS = str.maketrans("YN-", "100")


@dataclass(frozen=True, slots=True, order=True)
class State(Shown):
    """One state of a conflict; ``-`` stands where the members of a coalesced state differ.

    Equal where the signs are; ``taken`` names the options taken, for people.
    """

    signs: str
    taken: tuple[str, ...] = field(default=(), compare=False)

    def __str__(self) -> str:
        return self.signs

    def __repr__(self) -> str:
        return f"State({self.signs} {','.join(self.taken) or 'none'})"

    @property
    def bits(self) -> int:
        """The signs as a binary number, the first option its highest digit; ``-`` counts as N."""
        return int(self.signs.translate(_DIGITS), 2)

    def to_dict(self) -> dict[str, Any]:
        """The state as JSON values."""
        return {"signs": self.signs, "taken": list(self.taken)}

    def keys(self, conflict: Conflict) -> frozenset[str]:
        """The keys of the options taken."""
        return frozenset(
            key for sign, key in zip(self.signs, conflict.order, strict=True) if sign == "Y"
        )


def state_of(conflict: Conflict, signs: str) -> State:
    """The state with these signs, one per option in option order."""
    taken = tuple(
        conflict.names.short(key)
        for sign, key in zip(signs, conflict.order, strict=True)
        if sign == "Y"
    )
    return State(signs, taken)


def parse_state(conflict: Conflict, text: str) -> State:
    """Read a state: a Y/N string, or the options taken joined by commas (``none`` for none).

    Whether the state is feasible is not asked here.

    Raises
    ------
    AnalysisError
        Where the text is neither, with the nearest option name.
    """
    if is_pattern(text, len(conflict.order)):
        return state_of(conflict, re.sub(r"[\s_]", "", text))
    if set(re.sub(r"[\s_]", "", text)) <= set("YN-") and text.strip():
        number = len(re.sub(r"[\s_]", "", text))
        raise AnalysisError(
            f"state `{text}` has {number} signs, but the conflict has {len(conflict.order)} options"
        )
    words = [word.strip() for word in text.split(",") if word.strip()]
    if words != ["none"] and not words:
        raise AnalysisError("an empty state: write Y/N signs, options joined by commas, or `none`")
    taken = {conflict.option(word).key for word in words if words != ["none"]}
    return state_of(conflict, "".join("Y" if key in taken else "N" for key in conflict.order))
