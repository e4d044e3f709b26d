"""``detente draft``: from reports to a case file."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

from cyclopts import Parameter

from detente.cli._inputs import Report, read_all
from detente.cli._printing import print_json, print_text, tell
from detente.files import dumps, save, write_text
from detente.model.conflict import Conflict
from detente.model.findings import Draft
from detente.reading import draft as drafted

__all__ = ["draft"]


def draft(
    *reports: Report,
    published: str | None = None,
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
    published
        The day of publication, as in 2022-01-15, if the reports do not tell.
    output
        The case file to write; without it the case is printed.
    as_json
        Print what was drafted as JSON and nothing else.
    """
    registers, bad = read_all(reports, published)
    if not registers:
        return 1
    found = drafted(*registers)
    for warning in found.warnings:
        tell(f"warning: {warning}")
    conflict = found.conflict
    if output is not None:
        conflict = _beside(output, found)
        save(conflict, output)
        tell(f"{output}: {len(conflict.order)} options, {len(conflict.questions)} open questions")
    if as_json:
        print_json(_summary(found, output))
    elif output is None:
        print_text(dumps(conflict))
    return 1 if bad else 0


def _beside(output: Path, found: Draft) -> Conflict:
    """The conflict with its sources named as seen from the folder of the case file.

    A report that came through standard input is kept beside the case, so that quotes can be held
    against it.
    """
    folder = output.resolve().parent
    renamed: dict[str, str] = {}
    for register in found.registers:
        document = register.document
        source = document.origin or document.id
        if source == "-" or not Path(source).exists():
            renamed[source] = f"{output.stem}.txt" if source == "-" else f"{document.id}.txt"
            write_text(folder / renamed[source], document.text)
        else:
            renamed[source] = Path(os.path.relpath(Path(source).resolve(), folder)).as_posix()
    conflict = found.conflict
    return replace(
        conflict,
        sources=tuple(renamed[source] for source in conflict.sources),
        evidence=tuple(
            replace(one, evidence=replace(one.evidence, source=renamed[one.evidence.source]))
            for one in conflict.evidence
        ),
    )


def _summary(found: Draft, output: Path | None) -> dict[str, Any]:
    conflict = found.conflict
    return {
        "output": None if output is None else str(output),
        "title": conflict.title,
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
        "warnings": list(found.warnings),
    }
