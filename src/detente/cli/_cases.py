"""The cases that commands are asked about, and the types to read parties as."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path

from detente.cases import catalogue, names, shipped_text
from detente.errors import AnalysisError, CaseError
from detente.files import CASES, load_conflict, load_sources, refuse_inputs
from detente.files.sources import beside
from detente.files.tree import suggestion
from detente.model.conflict import Conflict
from detente.model.text import Document

__all__ = ["case_sources", "is_case", "keep_case", "load_case", "parse_types", "words"]

LONGEST_NAME = 60


def parse_types(pairs: Iterable[str]) -> dict[str, str]:
    """The types that ``--type PARTY=TYPE`` names."""
    types: dict[str, str] = {}
    for pair in words(pairs):
        party, equals, name = pair.partition("=")
        if not (party and equals and name):
            raise AnalysisError(f"--type {pair}: write PARTY=TYPE, as in russia=as_alleged")
        types[party] = name
    return types


def words(given: Iterable[str]) -> tuple[str, ...]:
    """The words of a list option, whether apart or joined by commas."""
    return tuple(word for item in given for word in item.split(",") if word)


def is_case(text: str) -> bool:
    """Whether a command line argument is a case rather than a report."""
    path = Path(text)
    return path.suffix.lower() in CASES or _in_catalogue(text) or _meant_from_catalogue(text)


def _meant_from_catalogue(text: str) -> bool:
    """Whether nothing is there, and the name is nearly one of the catalogue."""
    if len(text) > LONGEST_NAME or not re.fullmatch(r"[\w-]+", text) or os.path.exists(text):  # noqa: PTH110
        return False
    return suggestion(text, names()).startswith("; did you mean")


def _in_catalogue(text: str) -> bool:
    return text in names() and not os.path.exists(text)  # noqa: PTH110 - takes any text


def load_case(text: str) -> Conflict:
    """The case in a file, or that of this name in the catalogue."""
    if _in_catalogue(text):
        return catalogue(text)
    if not Path(text).suffix and not os.path.exists(text):  # noqa: PTH110
        known = f"no case file ({', '.join(CASES)}) and not in the catalogue"
        raise CaseError(f"`{text[:60]}` is {known}{suggestion(text, names())}")
    return load_conflict(Path(text))


def keep_case(output: Path | None, conflict: Conflict, text: str) -> None:
    """Refuse a file to write that is the case, or one of the texts that it quotes."""
    if output is not None and not _in_catalogue(text):
        folder = Path(text).parent
        refuse_inputs(output, [text, *(folder / source for source in conflict.sources)])


def case_sources(conflict: Conflict, text: str) -> tuple[Document, ...]:
    """The texts that a case quotes: from beside its file, or shipped with the catalogue."""
    return load_sources(
        conflict, shipped_text if _in_catalogue(text) else beside(Path(text).parent)
    )
