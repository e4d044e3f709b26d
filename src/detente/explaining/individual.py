"""The table of individual stability as text, CSV and LaTeX, and as a table of the brief."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from detente.explaining.brief import Cell, Table
from detente.explaining.material import Material
from detente.explaining.run import Run
from detente.explaining.words import first_upper
from detente.inert import inert
from detente.model.conflict import Conflict
from detente.model.findings import Analysis
from detente.solving.individual import StabilityTable, Verdicts, stability_table

__all__ = ["MOST_ROWS", "individual", "tables_csv", "tables_latex", "tables_text"]

MOST_ROWS = 32  # feasible states up to which the brief prints the table
SIGNS = {True: "s", False: "u", None: "?"}
LEGEND = "s: stable; u: unstable; E: equilibrium; ?: the budget ended before it was known"
_LATEX = str.maketrans({sign: f"\\{sign}" for sign in "_&%$#{}"})


def tables_text(conflict: Conflict, analyses: Sequence[Analysis], limit: int) -> str:
    """The tables side by side in sequence, states in rows and verdicts in narrow columns."""
    lines = [inert(conflict.title, breaks=False), LEGEND]
    for analysis in analyses:
        lines += ["", *_text(analysis, stability_table(analysis, limit))]
    return "\n".join(lines)


def _text(analysis: Analysis, table: StabilityTable) -> Iterator[str]:
    if analysis.types:
        yield "types: " + ", ".join(f"{party}={name}" for party, name in analysis.types)
    heads = [concept.upper() for concept in table.concepts]
    group = " ".join(heads)
    first = max([len("state"), *(len(row.state.signs) for row in table.rows)])
    names = [*table.parties, "equilibrium"]
    widths = [max(len(group), len(name)) for name in names]
    named = "  ".join(name.ljust(width) for name, width in zip(names, widths, strict=True))
    yield f"{'':<{first}}  {named}".rstrip()
    repeated = "  ".join(group.ljust(width) for width in widths)
    yield f"{'state':<{first}}  {repeated}".rstrip()
    for row in table.rows:
        groups = [_group(heads, signs) for signs in _signs(row)]
        said = "  ".join(text.ljust(width) for text, width in zip(groups, widths, strict=True))
        yield f"{row.state.signs:<{first}}  {said}".rstrip()
    if table.left_out:
        yield f"and {table.left_out:,} more states (--limit lists more)"


def _group(heads: Sequence[str], signs: Sequence[str]) -> str:
    return " ".join(sign.center(len(head)) for head, sign in zip(heads, signs, strict=True))


def _signs(row: Verdicts) -> Iterator[tuple[str, ...]]:
    """The signs of a row, party by party, equilibria last."""
    for verdicts in row.parties:
        yield tuple(SIGNS[verdict] for verdict in verdicts)
    yield tuple({True: "E", False: "-", None: "?"}[verdict] for verdict in row.all)


def tables_csv(analyses: Sequence[Analysis], limit: int | None = None) -> str:
    """The tables as CSV, one row a state; 1 is stable, 0 is not, empty is not known."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for number, analysis in enumerate(analyses):
        found = stability_table(analysis, limit).columns()
        types = "; ".join(f"{party}={name}" for party, name in analysis.types)
        if not number:
            writer.writerow(["types", *found])
        for row in zip(*found.values(), strict=True):
            writer.writerow([types, *(int(one) if isinstance(one, bool) else one for one in row)])
    return out.getvalue()


def tables_latex(conflict: Conflict, analyses: Sequence[Analysis], limit: int) -> str:
    """The tables for LaTeX: one ``tabular`` each, with its caption, no package needed."""
    parts = [_latex(conflict, one, stability_table(one, limit)) for one in analyses]
    return "\n\n".join("\n".join(part) for part in parts)


def _latex(conflict: Conflict, analysis: Analysis, table: StabilityTable) -> Iterator[str]:
    caption = f"Individual stability: {conflict.title}"
    caption += "".join(f", {party} {name}" for party, name in analysis.types)
    if table.left_out:
        caption += f"; {table.left_out:,} more states left out"
    width = len(table.concepts)
    names = [*(conflict.party(party).name for party in table.parties), "Equilibrium"]
    yield "\\begin{table}"
    yield f"\\caption{{{_tex(caption)}}}"
    yield f"\\begin{{tabular}}{{l{('|' + 'c' * width) * len(names)}}}"
    heads = [f"\\multicolumn{{{width}}}{{c}}{{{_tex(name)}}}" for name in names]
    yield " & ".join(["", *heads]) + r" \\"
    concepts = [concept.upper() for concept in table.concepts] * len(names)
    yield " & ".join(["State", *map(_tex, concepts)]) + r" \\ \hline"
    for row in table.rows:
        yield " & ".join([row.state.signs, *_flat(_signs(row))]) + r" \\"
    yield "\\end{tabular}"
    yield "\\end{table}"


def _flat(groups: Iterable[tuple[str, ...]]) -> Iterator[str]:
    return (sign for group in groups for sign in group)


def _tex(text: str) -> str:
    """A text that LaTeX prints as it stands."""
    plain = inert(text, breaks=False).replace("\\", "/")
    return plain.translate(_LATEX).replace("~", "\\~{}").replace("^", "\\^{}")


def individual(material: Material) -> Iterator[Table]:
    """For each reading the table of the brief's annex; none where there are too many states."""
    for run in material.runs:
        if run.analysis.feasible <= MOST_ROWS:
            yield _table(run)


def _table(run: Run) -> Table:
    found = stability_table(run.analysis)
    names = [first_upper(run.words.party(party)) for party in found.parties]
    caption = "For whom each state is stable, and under which concepts"
    if run.letter:
        caption += f", under {run.name}"
    rows = tuple(
        (
            Cell(run.words.short(row.state), notes=(row.state.signs,)),
            *(Cell(_named(found.concepts, verdicts)) for verdicts in (*row.parties, row.all)),
        )
        for row in found.rows
    )
    return Table(caption, ("State", *names, "Equilibrium"), rows)


def _named(concepts: Sequence[str], verdicts: Sequence[bool | None]) -> str:
    """The concepts under which it is stable; a question mark for what is not known."""
    held = [
        concept.upper() + ("" if verdict else "?")
        for concept, verdict in zip(concepts, verdicts, strict=True)
        if verdict is not False
    ]
    return " ".join(held) or "none"
