"""The reports that several commands read, and how."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import CycloptsError, Parameter
from cyclopts.validators import Number

from detente.cli._printing import UNKNOWN, complain, tell
from detente.errors import SourceError
from detente.files import load_corrections, load_lessons, refuse_inputs
from detente.model.lessons import Lessons
from detente.model.register import Register
from detente.model.review import Corrections
from detente.reading import REPORTS, Reader, RuleReader, day, read_each
from detente.reading.parsing.parser import Syntax, load_syntax
from detente.reading.verifying.comparing import summary
from detente.reading.verifying.corrections import reviewed
from detente.reading.verifying.lessons import taught

__all__ = [
    "AS_USUAL",
    "Reading",
    "Report",
    "Reports",
    "keep_inputs",
    "read_all",
    "refuse_options",
]


# A report may be "-", so the parser lets words with a hyphen through; `refuse_options` refuses
# the rest.
Report = Annotated[str, Parameter(required=True, allow_leading_hyphen=True)]


@Parameter(name="*")
@dataclass(frozen=True, kw_only=True)
class Reading:
    """How reports are read; the same for every command that reads them."""

    published: str | None = None
    """The day of publication, as in 2022-01-15, if the reports do not tell."""

    issuer: str | None = None
    """In whose words the reports run ("we"), if their letterheads and titles do not tell."""

    allow_network: Annotated[bool, Parameter(negative="")] = False
    """Let addresses (https://...) be fetched; otherwise they are refused."""

    reader: Literal["rules", "llm", "both"] = "rules"
    """Who reads: the rules, a language model whose every word is verified, or both together."""

    base_url: str | None = None
    """The OpenAI-compatible server of the model, as http://localhost:11434/v1; texts go there."""

    model: str | None = None
    """The name of the model on that server."""

    timeout: Annotated[float, Parameter(validator=Number(gt=0))] = 120.0
    """How many seconds the model has for one answer."""

    cache: bool = True
    """Keep the answers of the model, and use those that are kept."""

    review: Path | None = None
    """A file of corrections (.toml) to lay over what is read; `detente review` writes it."""

    learned: Path | None = None
    """A file of lessons (.toml) to lay over what is read; `detente learn` writes it."""

    syntax: str | None = None
    """A spaCy pipeline of your own, by name or folder, whose clause bounds the rules shall use."""

    def corrections(self) -> Corrections:
        """The corrections asked for; none if no file is named."""
        return load_corrections(self.review) if self.review else Corrections()

    def lessons(self) -> Lessons:
        """The lessons asked for; none if no file is named."""
        return load_lessons(self.learned) if self.learned else Lessons()

    def _syntax(self) -> Syntax | None:
        return load_syntax(self.syntax) if self.syntax else None

    def made(self) -> Reader:
        """The reader asked for."""
        rules = RuleReader(self._syntax(), self.issuer)
        if self.reader == "rules":
            return rules
        if not (self.base_url and self.model):
            raise CycloptsError(msg=f"--reader {self.reader} needs --base-url and --model")
        from detente.reading.language_model.endpoint import Endpoint  # noqa: PLC0415
        from detente.reading.language_model.kept_answers import Answers, usual_folder  # noqa: PLC0415 - seldom needed
        from detente.reading.language_model.reader import LlmReader  # noqa: PLC0415

        return LlmReader(
            Endpoint(self.base_url, self.model, timeout=self.timeout),
            Answers(usual_folder() if self.cache else None),
            rules=rules,
            both=self.reader == "both",
            progress=tell,
        )


AS_USUAL = Reading()


def refuse_options(names: Iterable[str]) -> None:
    """Raise `CycloptsError` where what looks like an option stands among names of files."""
    for name in names:
        if name.startswith("-") and name != "-":
            raise CycloptsError(msg=f"{UNKNOWN} {name.partition('=')[0]}")


@dataclass
class Reports:
    """The registers of what the user named, as they are read; the bad ones are named and counted.

    They can be gone through once; one is held in memory at a time.
    """

    names: Iterable[str]
    reading: Reading = AS_USUAL
    bad: int = field(default=0, init=False)

    def __iter__(self) -> Iterator[Register]:
        corrections, lessons = self.reading.corrections(), self.reading.lessons()
        for found in self._found():
            if isinstance(found, SourceError):
                complain(found)
                self.bad += 1
                continue
            register = reviewed(taught(found, lessons), corrections)
            _warn(register)
            if self.reading.reader != "rules":
                tell(f"{_name(found)}: {summary(found)}")
            yield register

    def _found(self) -> Iterator[Register | SourceError]:
        how = self.reading
        self.names = tuple(self.names)
        refuse_options(self.names)
        published, reader = day(how.published), how.made()
        for name in _spread(self.names):
            if isinstance(name, SourceError):
                yield name
            else:
                yield from read_each(name, published, reader=reader, network=how.allow_network)


def keep_inputs(output: Path | None, names: Iterable[str], *read: str | Path | None) -> None:
    """Refuse a file to write that is one of the reports named, in a folder named, or else read."""
    if output is not None:
        reports = (name for name in _spread(names) if isinstance(name, str))
        refuse_inputs(output, [*reports, *(name for name in read if name is not None)])


def read_all(names: Iterable[str], reading: Reading = AS_USUAL) -> tuple[list[Register], int]:
    """The registers of what the user named, and how many could not be read."""
    reports = Reports(names, reading)
    return list(reports), reports.bad


def _warn(register: Register) -> None:
    for warning in register.warnings:
        tell(f"warning: {_name(register)}: {warning}")


def _name(register: Register) -> str:
    return register.document.origin or register.document.id


def _spread(reports: Iterable[str]) -> Iterator[str | SourceError]:
    """Each report, and the reports of each folder in the order of their names."""
    for name in reports:
        if not name.strip():
            raise CycloptsError(msg="the name of a report is empty")
        if name != "-" and os.path.isdir(name):  # noqa: PTH112 - takes any text
            inside = sorted(p for p in Path(name).iterdir() if p.suffix.lower() in REPORTS)
            if not inside:
                yield SourceError(f"no report in it: {', '.join(REPORTS)} are read", file=name)
            yield from map(str, inside)
        else:
            yield name
