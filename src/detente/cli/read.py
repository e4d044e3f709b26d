"""``detente read``: the register of a report."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from detente.cli._inputs import AS_USUAL, Reading, Report, Reports, keep_inputs
from detente.cli._printing import print_json_list, print_text
from detente.errors import AnalysisError
from detente.explaining import coverage_text, register_page, register_text
from detente.files import register_annotations, register_table, write_pieces
from detente.model.coverage import Coverage
from detente.model.register import Register

__all__ = ["read"]


def read(
    *reports: Report,
    reading: Reading = AS_USUAL,
    output: Annotated[Path | None, Parameter(name=["--output", "-o"])] = None,
    explain: Annotated[bool, Parameter(negative="")] = False,
    left_out: Annotated[bool, Parameter(negative="")] = False,
    as_json: Annotated[bool, Parameter(name="--json", negative="")] = False,
) -> int:
    """Read reports and list who demands, offers, refuses and threatens what, with the exact words.

    Example: ``detente read report.txt --published 2022-01-15 -o register.jsonl``

    Parameters
    ----------
    reports
        Files (.txt .md .html .pdf .docx), feeds (.xml .rss .atom), archives (.jsonl), folders of
        them, addresses, or - for standard input.
    output
        A file for the registers: one a line (.jsonl), a list (.json), a table (.csv), the reports
        with their records highlighted (.html), or W3C Web Annotations (.jsonld).
    explain
        Show the rule and the words that made each record.
    left_out
        List what is in no record, and why: first what was probably missed. JSON and pages always
        tell it.
    as_json
        Print the registers as JSON and nothing else.
    """
    form = _form(output)
    keep_inputs(output, reports, reading.review, reading.learned)
    found = Reports(reports, reading)
    registers = print_json_list(found, Register.to_dict) if as_json else iter(found)
    if output is not None:
        write_pieces(output, form(registers))
    elif as_json:
        for _ in registers:
            pass
    else:
        _print(registers, explain=explain, left_out=left_out)
    return 1 if found.bad else 0


def _print(registers: Iterable[Register], *, explain: bool, left_out: bool) -> None:
    """The registers for people; of several, in the end how much was read of all."""
    read: list[Coverage] = []
    for number, register in enumerate(registers):
        text = register_text(register, explain=explain, missed=left_out)
        print_text(f"\n{text}" if number else text)
        if register.coverage is not None:
            read.append(register.coverage.without_words())
    if len(read) > 1:
        print_text(f"\n{coverage_text(Coverage.of_all(read), len(read))}")


def _lines(registers: Iterable[Register]) -> Iterator[str]:
    for register in registers:
        yield json.dumps(register.to_dict(), ensure_ascii=False) + "\n"


def _list(registers: Iterable[Register]) -> Iterator[str]:
    opening = "[\n"
    for line in _lines(registers):
        yield opening + line.rstrip("\n")
        opening = ",\n"
    yield "[]\n" if opening == "[\n" else "\n]\n"


_FORMS: dict[str, Callable[[Iterable[Register]], Iterator[str]]] = {
    ".jsonl": _lines,
    ".json": _list,
    ".csv": register_table,
    ".html": register_page,
    ".jsonld": register_annotations,
    "": _lines,  # a device or a pipe
}


def _form(output: Path | None) -> Callable[[Iterable[Register]], Iterator[str]]:
    """How a file of this name holds registers."""
    suffix = output.suffix.lower() if output else ".jsonl"
    if suffix not in _FORMS:
        raise AnalysisError(
            f"-o {output}: registers are written as {', '.join(filter(None, _FORMS))}"
        )
    return _FORMS[suffix]
