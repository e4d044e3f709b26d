"""``detente draft``: from reports to a case file."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from itertools import chain, count
from pathlib import Path
from typing import Annotated, Any

from cyclopts import Parameter

from detente.cli._inputs import AS_USUAL, Reading, Report, keep_inputs, read_all
from detente.cli._printing import print_json, print_text, tell
from detente.drafting import draft as drafted
from detente.drafting.bargaining import with_packages
from detente.explaining.grading import grade_in_words
from detente.explaining.words import counted, quoted, shortened
from detente.files import dumps, save, write_text
from detente.files.opening import read_text
from detente.files.sources import beside
from detente.model.conflict import Conflict
from detente.model.findings import Draft
from detente.model.grade import grade

__all__ = ["draft"]

LARGEST = 20_000_000  # bytes of a file with answers


def draft(
    *reports: Report,
    reading: Reading = AS_USUAL,
    answers: Path | None = None,
    parties: Annotated[tuple[str, ...], Parameter(negative="")] = (),
    not_parties: Annotated[tuple[str, ...], Parameter(negative="")] = (),
    packages: Annotated[bool, Parameter(negative="")] = False,
    output: Annotated[Path | None, Parameter(name=["--output", "-o"])] = None,
    as_json: Annotated[bool, Parameter(name="--json", negative="")] = False,
) -> int:
    """Draft a conflict model from reports or registers, each element with its sentence.

    What the texts do not say is marked as guessed, and what an analyst must decide is asked.

    Example: ``detente draft report.txt --published 2022-01-15 -o case.toml``

    Parameters
    ----------
    reports
        Reports, or registers that `detente read -o` wrote; - for standard input.
    answers
        A file with questions of an earlier draft and a word behind those that are answered: the
        case file itself, or any text. What is answered is guessed no more.
    parties
        Who is a party in any case, by a name that the reports use; repeat it for several.
    not_parties
        Who is no party: a mediator, an ally, the place where they meet.
    packages
        Draft the clauses of an agreement too, with the stances that the reports tell.
    output
        The case file to write; without it the case is printed.
    as_json
        Print what was drafted as JSON and nothing else.
    """
    keep_inputs(output, reports, reading.review, reading.learned)
    registers, bad = read_all(reports, reading)
    if not registers:
        return 1
    told = "" if answers is None else read_text(answers, LARGEST)
    found = drafted(*registers, answers=told, parties=parties, not_parties=not_parties)
    found = with_packages(found) if packages else found
    known = {warning for register in registers for warning in register.warnings}
    for warning in found.warnings:
        if warning not in known:
            tell(f"warning: {warning}")
    conflict = found.conflict
    if known_grade := grade(conflict):
        tell(" ".join(grade_in_words(known_grade)))
    if output is not None:
        conflict = _beside(output, found)
        save(conflict, output)
        options = counted(len(conflict.order), "option")
        assumed = counted(len(conflict.assumptions), "assumption")
        tell(f"{output}: {options}, {counted(_open(conflict), 'open question')}, {assumed}")
        _tell_questions(conflict)
    if as_json:
        print_json(_summary(found, output))
    elif output is None:
        print_text(dumps(conflict))
    return 1 if bad else 0


def _open(conflict: Conflict) -> int:
    """How many questions have no answer behind them."""
    return sum(question.endswith(")") for question in conflict.questions)


def _tell_questions(conflict: Conflict) -> None:
    """Each open question with the words that it is about."""
    for number, question in enumerate(conflict.questions, 1):
        if question.endswith(")"):
            tell(f"{number}. {question}")
            for one in conflict.cited(f"questions.{number}"):
                tell(f"   {quoted(shortened(one.quote))}")


def _beside(output: Path, found: Draft) -> Conflict:
    """The conflict with its sources named as seen from the folder of the case file.

    A source that does not read as its report did, such as a page or standard input, has the text
    that was kept of it saved beside the case, so that quotes can be held against it.
    """
    folder = output.resolve().parent
    renamed: dict[str, str] = {}
    for register in found.registers:
        document = register.document
        source = document.origin or document.id
        relative = _relative(source, folder)
        if relative is None or beside(folder)(relative) != document.text:
            stem = output.stem if source == "-" else document.id
            relative = _free_name(folder, stem, document.text)
            write_text(folder / relative, document.text)
        renamed[source] = relative
    conflict = found.conflict
    return replace(
        conflict,
        sources=tuple(renamed[source] for source in conflict.sources),
        evidence=tuple(
            replace(one, evidence=replace(one.evidence, source=renamed[one.evidence.source]))
            for one in conflict.evidence
        ),
    )


def _relative(source: str, folder: Path) -> str | None:
    """The path of a source as seen from a folder, if it is a file."""
    try:
        if source == "-" or not Path(source).is_file():
            return None
        return Path(os.path.relpath(Path(source).resolve(), folder)).as_posix()
    except (OSError, ValueError):  # no name of a file, or on another drive
        return None


def _free_name(folder: Path, stem: str, text: str) -> str:
    """A name for a kept text that no other text has."""
    stem = re.sub(r"[^\w.-]+", "-", stem).strip("-.")[:80] or "report"
    names = chain([f"{stem}.txt"], (f"{stem}-{number}.txt" for number in count(2)))
    return next(
        name for name in names if not (folder / name).exists() or beside(folder)(name) == text
    )


def _summary(found: Draft, output: Path | None) -> dict[str, Any]:
    conflict = found.conflict
    return {
        "output": None if output is None else str(output),
        "title": conflict.title,
        "grade": graded.to_dict() if (graded := grade(conflict)) else None,
        "conflict_hash": conflict.hash,
        "parties": [
            {"id": party.id, "name": party.name, "types": [name for name, _ in party.types]}
            for party in conflict.parties
        ],
        "options": [
            {"id": option.id, "party": option.party, "label": option.label}
            for option in conflict.options
        ],
        "merges": [
            {"option": one.option, "label": one.label, "records": list(one.records)}
            for one in found.merges
        ],
        "guessed": [
            {"about": mark.about, "statement": mark.statement} for mark in conflict.guessed
        ],
        "questions": list(conflict.questions),
        "assumptions": list(conflict.assumptions),
        "not_modelled": dict(conflict.aside),
        "warnings": list(found.warnings),
    }
