"""Rival readings in words: under which of them something holds."""

from __future__ import annotations

from collections.abc import Sequence

from detente.explaining.material import Material
from detente.explaining.run import Run
from detente.explaining.words import counted, in_list, spelled

__all__ = ["lower", "results", "title", "under"]

NAMED = 4  # readings named one by one


def under(material: Material, runs: Sequence[Run]) -> str:
    """The beginning of a sentence that holds under these readings."""
    if not material.rival:
        return "In this model"
    if len(runs) == len(material.runs):
        return (
            "Under both readings" if len(runs) == 2 else f"Under all {spelled(len(runs))} readings"
        )
    if len(runs) == 1:
        return f"Under {runs[0].name}"
    if len(runs) <= NAMED:
        return "Under readings " + in_list([f"{run.letter} ({run.words.types()})" for run in runs])
    letters = in_list([run.letter for run in runs], most=NAMED)
    return f"Under {counted(len(runs), 'reading')} of {len(material.runs)} ({letters})"


def title(runs: Sequence[Run]) -> str:
    """The readings as a heading: ``readings B and C``; empty if there is only one reading."""
    letters = [run.letter for run in runs if run.letter]
    if not letters:
        return ""
    return f"reading{'s' if len(letters) > 1 else ''} {in_list(letters, most=8)}"


def results(runs: Sequence[Run]) -> tuple[str, ...]:
    """The ids of the results."""
    return tuple(run.id for run in runs)


def lower(text: str) -> str:
    """The beginning of a sentence as it stands within one."""
    return text[:1].lower() + text[1:]
