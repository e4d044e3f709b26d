"""``detente solve``: which states are stable, those reached from the status quo first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

from cyclopts import Parameter

from detente.cli._cases import load_case, parse_types, words
from detente.cli._limits import STOPPED, Limit, Megabytes, Seconds
from detente.cli._printing import print_json, print_text, showing_progress, tell
from detente.explaining import analyses_text
from detente.explaining.individual import tables_csv, tables_latex, tables_text
from detente.model.conflict import Conflict
from detente.model.findings import Analysis
from detente.solving import report, solve_all
from detente.solving.budget import DEFAULT_MEMORY

__all__ = ["solve"]


def solve(
    case: str,
    *,
    concept: Annotated[tuple[str, ...], Parameter(consume_multiple=True, negative="")] = (),
    type_: Annotated[
        tuple[str, ...], Parameter(name="--type", consume_multiple=True, negative="")
    ] = (),
    sanctions: Literal["legal", "once", "single"] = "legal",
    engine: Literal["auto", "relations", "ranks", "symbolic"] = "auto",
    budget: Seconds = None,
    memory: Megabytes = DEFAULT_MEMORY,
    where: Annotated[str | None, Parameter(allow_leading_hyphen=True)] = None,
    limit: Limit = 200,
    timings: Annotated[bool, Parameter(negative="")] = False,
    no_return: Annotated[bool, Parameter(negative="")] = False,
    table: Annotated[bool, Parameter(negative="")] = False,
    csv: Annotated[bool, Parameter(negative="")] = False,
    latex: Annotated[bool, Parameter(negative="")] = False,
    as_json: Annotated[bool, Parameter(name="--json", negative="")] = False,
) -> int:
    """Compute which states are stable, for every combination of types.

    Example: ``detente solve european-security-2022 --concept seq --type russia=as_alleged``

    Parameters
    ----------
    case
        A case file (.toml or .gmcr), or the name of a published conflict.
    concept
        Solution concepts: nash, gmr, smr, seq, sseq, which are all where none is named; and by
        name sim, and l and maximin with a horizon, as l2 and maximin3.
    type_
        A type to hold, as PARTY=TYPE; every combination of the others is run.
    sanctions
        How the others may answer an improvement: by legal sequences, each once, or a single move.
    engine
        What computes it: relations (every kind of moves, small), ranks (lists all states) or
        symbolic (lists none, for many options); auto picks, and says why.
    budget
        Stop after so many seconds; what is not complete by then is marked. Without it, symbolic
        stops after a minute, and the engines that list all states when they are done.
    memory
        Use at most about so many megabytes for states.
    where
        List and count only states in which this statement holds, as in "talks and not attack".
    limit
        At most this many states of a set are listed.
    timings
        Tell how long it took; such output differs from run to run.
    no_return
        Where some preferences are unknown, do not let the others answer an improvement by coming
        back to the state to which it went.
    table
        Print the table of individual stability: for each state whether it is stable for each
        party under each concept, and last whether it is an equilibrium; in JSON, add it.
    csv
        Print this table as CSV.
    latex
        Print this table for LaTeX.
    as_json
        Print the result as JSON and nothing else.
    """
    conflict = load_case(case)
    with showing_progress() as progress:
        analyses = solve_all(
            conflict,
            words(concept) or None,
            parse_types(type_),
            sanctions=sanctions,
            engine=engine,
            budget=budget,
            memory=memory,
            progress=progress,
            timings=timings,
        )
    complete = all(analysis.complete for analysis in analyses)
    if where is not None:
        analyses = tuple(analysis.where(where) for analysis in analyses)
    if as_json:
        print_json(
            report(case, conflict, analyses, limit, where, table=table, returns=not no_return)
        )
    elif csv or latex or table:
        print_text(_tables(conflict, analyses, limit, "csv" if csv else "latex" if latex else ""))
    else:
        print_text(analyses_text(conflict, analyses, limit, where, returns=not no_return))
    if not complete:
        tell("stopped by the budget: what is not complete is marked")
    return 0 if complete else STOPPED


def _tables(conflict: Conflict, analyses: Sequence[Analysis], limit: int, form: str) -> str:
    """The tables of individual stability in the form asked for."""
    if form == "csv":
        return tables_csv(analyses, limit)
    if form == "latex":
        return tables_latex(conflict, analyses, limit)
    return tables_text(conflict, analyses, limit)
