"""``detente read``: the register of a report."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from detente.cli._inputs import Report, read_all
from detente.cli._printing import print_json, print_text
from detente.explaining import register_text
from detente.files import write_text

__all__ = ["read"]


def read(
    *reports: Report,
    published: str | None = None,
    output: Annotated[Path | None, Parameter(name=["--output", "-o"])] = None,
    as_json: Annotated[bool, Parameter(name="--json", negative="")] = False,
) -> int:
    """Read reports and list who demands, offers, refuses and threatens what, with the exact words.

    Example: ``detente read report.txt --published 2022-01-15 -o register.jsonl``

    Parameters
    ----------
    reports
        Text files, folders of them, or - for standard input.
    published
        The day of publication, as in 2022-01-15, if the reports do not tell.
    output
        A file for the registers, one a line (.jsonl).
    as_json
        Print the registers as JSON and nothing else.
    """
    registers, bad = read_all(reports, published)
    if output is not None:
        lines = (json.dumps(one.to_dict(), ensure_ascii=False) for one in registers)
        write_text(output, "".join(f"{line}\n" for line in lines))
    if as_json:
        print_json([one.to_dict() for one in registers])
    elif output is None:
        print_text("\n\n".join(register_text(one) for one in registers))
    return 1 if bad else 0
