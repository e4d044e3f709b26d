"""Words of a report, and options by their labels, as the questions of a draft say them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.drafting.candidate import Candidate

__all__ = ["named", "quoted", "worded"]

SHORT = 72  # characters of words that a question repeats
_ID = re.compile(r"\b[a-z][a-z0-9_]*\b")


def quoted(text: str) -> str:
    """The first words of a phrase within quotation marks, as they stand but for marks of their own.

    Examples
    --------
    >>> quoted('the "just"  peace')
    '“the just peace”'
    """
    words = re.sub(r"[\"“”]", "", " ".join(text.split())).strip(" ,.;:?")
    words = words.replace("? (", "? ")
    if len(words) <= SHORT:
        return f"“{words}”"
    return f"“{words[:SHORT].rsplit(' ', 1)[0].rstrip(' ,.;:')} ...”"


def named(option: Candidate, party: str | None = None) -> str:
    """An option by its label, with its owner where the sentence is not about that party."""
    label = f"“{option.label}”"
    return label if option.owner == party else f"{label} by {option.owner}"


def worded(text: str, options: Iterable[Candidate], party: str | None = None) -> str:
    """A statement with labels in place of ids: "no “Use force” by Arvia"."""
    by_id = {option.id: option for option in options}

    def label(match: re.Match[str]) -> str:
        option = by_id.get(match[0])
        return match[0] if option is None else named(option, party)

    said = re.sub(r"\bnot (?=[a-z])", "no ", text)
    return _ID.sub(label, said).replace(" iff ", " if and only if ")
