"""``detente convert``: between the formats of conflicts."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from detente.cli._cases import keep_case, load_case, parse_types
from detente.cli._printing import tell
from detente.files import save_conflict
from detente.files.formats import left_behind
from detente.solving import solve

__all__ = ["convert"]


def convert(
    source: str,
    target: Path,
    *,
    type_: Annotated[
        tuple[str, ...], Parameter(name="--type", consume_multiple=True, negative="")
    ] = (),
) -> int:
    """Convert a conflict from one format to another, told by the suffixes of the files.

    Cases are .toml and .gmcr; for other programs are .nfg (Gambit), .graphml and .dot (the
    states and the moves between them) and .csv (states with options, ranks and stability).

    Example: ``detente convert european-security-2022 war.gmcr --type russia=as_alleged``

    Parameters
    ----------
    source
        A case file (.toml or .gmcr), or the name of a published conflict.
    target
        The file to write.
    type_
        The types to read parties as, as PARTY=TYPE, where the target cannot hold rival types.
    """
    conflict = load_case(source)
    keep_case(target, conflict, source)
    if types := parse_types(type_):
        conflict = conflict.under(**types)
    save_conflict(conflict, target, solve)
    tell(f"{target}: written")
    if lost := left_behind(conflict, target):
        suffix = target.suffix.lower()
        tell(f"not in it, as {suffix} has no place for it: {', '.join(lost)}; keep the case")
    return 0
