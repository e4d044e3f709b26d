"""The inputs that several commands share: reports, cases, types."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

from cyclopts import CycloptsError, Parameter

from detente.cases import catalogue, names, shipped_text
from detente.cli._printing import complain, tell
from detente.errors import AnalysisError, DetenteError, SourceError
from detente.files import CASES, load_conflict, load_sources
from detente.files.sources import beside
from detente.model.conflict import Conflict
from detente.model.register import Register
from detente.model.text import Document
from detente.reading import REGISTERS, REPORTS, day, load_registers, read

__all__ = [
    "Report",
    "case_sources",
    "is_case",
    "load_case",
    "parse_types",
    "read_all",
    "words",
]

# A report may be "-", so the parser lets words with a hyphen through; `_spread` refuses the rest.
Report = Annotated[str, Parameter(required=True, allow_leading_hyphen=True)]


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
    return path.suffix.lower() in CASES or _in_catalogue(text)


def _in_catalogue(text: str) -> bool:
    return not Path(text).exists() and text in names()


def load_case(text: str) -> Conflict:
    """The case in a file, or that of this name in the catalogue."""
    return catalogue(text) if _in_catalogue(text) else load_conflict(Path(text))


def case_sources(conflict: Conflict, text: str) -> tuple[Document, ...]:
    """The texts that a case quotes: from beside its file, or shipped with the catalogue."""
    return load_sources(
        conflict, shipped_text if _in_catalogue(text) else beside(Path(text).parent)
    )


def read_all(reports: Iterable[str], published: str | None) -> tuple[list[Register], int]:
    """Read reports and saved registers; the bad ones are named and counted, the good ones kept."""
    published_on = day(published)
    registers: list[Register] = []
    bad = 0
    for name in _spread(reports):
        try:
            if Path(name).suffix.lower() in REGISTERS:
                registers.extend(load_registers(Path(name)))
            else:
                registers.append(read(name, published_on))
        except DetenteError as error:
            complain(error)
            bad += 1
    for register in registers:
        for warning in register.warnings:
            tell(f"warning: {register.document.origin or register.document.id}: {warning}")
    return registers, bad


def _spread(reports: Iterable[str]) -> Iterator[str]:
    """Each report, and the reports of each folder in the order of their names."""
    for name in reports:
        if name.startswith("-") and name != "-":
            raise CycloptsError(msg=f"unknown option {name}")
        if name != "-" and Path(name).is_dir():
            inside = sorted(p for p in Path(name).iterdir() if p.suffix.lower() in REPORTS)
            if not inside:
                complain(SourceError(f"no report in it: {', '.join(REPORTS)} are read", file=name))
            yield from map(str, inside)
        else:
            yield name
