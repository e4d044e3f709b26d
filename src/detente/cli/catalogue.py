"""``detente catalogue``: published conflicts to look at and to start from."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from detente.cases import case_text, copy_case, entries, expected
from detente.cli._printing import print_json, print_text, tell
from detente.files import loads

__all__ = ["catalogue"]


def catalogue(
    name: str | None = None,
    *,
    output: Annotated[Path | None, Parameter(name=["--output", "-o"])] = None,
    as_json: Annotated[bool, Parameter(name="--json", negative="")] = False,
) -> int:
    """List the published conflicts, show one, or copy it to a file of your own.

    Example: ``detente catalogue european-security-2022 -o case.toml``

    Parameters
    ----------
    name
        The conflict to show or copy.
    output
        The case file to write; the report that its evidence points into is put beside it.
    as_json
        Print the list, or the case, as JSON and nothing else.
    """
    if name is None:
        listed = entries()
        if as_json:
            print_json([{"name": one.name, "title": one.title} for one in listed])
        else:
            width = max(len(one.name) for one in listed)
            print_text("\n".join(f"{one.name:<{width}}  {one.title}" for one in listed))
        return 0
    if output is not None:
        for written in copy_case(name, output):
            tell(f"{written}: written")
    elif as_json:
        title, text = loads(case_text(name)).title, case_text(name)
        print_json({"name": name, "title": title, "case": text, "results": expected(name)})
    else:
        print_text(case_text(name))
    return 0
