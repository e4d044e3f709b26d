"""``detente brief``: from reports or a case to the brief that is handed up."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from detente.cli._cases import case_sources, is_case, keep_case, load_case, words
from detente.cli._inputs import AS_USUAL, Reading, Report, keep_inputs, read_all
from detente.cli._limits import STOPPED, Megabytes, Seconds
from detente.cli._printing import print_json, showing_progress, tell
from detente.drafting import draft
from detente.errors import AnalysisError, EngineError
from detente.explaining import Brief, register_brief
from detente.explaining import brief as write_brief
from detente.explaining.terminal import NARROWEST, WIDEST, print_brief
from detente.explaining.words import in_list
from detente.files import write_text
from detente.files.tree import suggestion
from detente.model.conflict import Conflict
from detente.model.findings import Draft
from detente.model.text import Document
from detente.solving.budget import DEFAULT_MEMORY

__all__ = ["brief"]


def brief(
    *inputs: Report,
    reading: Reading = AS_USUAL,
    output: Annotated[Path | None, Parameter(name=["--output", "-o"])] = None,
    full: Annotated[bool, Parameter(negative="")] = False,
    section: Annotated[tuple[str, ...], Parameter(consume_multiple=True, negative="")] = (),
    likelihood: Annotated[bool, Parameter(negative="")] = False,
    budget: Seconds = None,
    memory: Megabytes = DEFAULT_MEMORY,
    as_json: Annotated[bool, Parameter(name="--json", negative="")] = False,
) -> int:
    """Write the brief: where the dispute stands, where it goes, what all would prefer, and why.

    Example: ``detente brief report.txt --published 2022-01-15 -o brief.html``

    Parameters
    ----------
    inputs
        Reports or registers, read together; or one case (.toml, .gmcr or a catalogue name).
    output
        The file to write: .html for the page, .txt for plain text, both whole; else the brief is
        printed, in the two pages that a reader in a hurry needs.
    full
        Print the whole brief.
    section
        Print these sections whole: bottom-line, positions, why, register and so on.
    likelihood
        Add the likelihood words of ICD 203 to shares of models, which are no probabilities.
    budget
        Work on it for so many seconds, and say what is not known by then; 20 where the model has
        more than 24 options, as long as it takes where it has fewer.
    memory
        Use at most about so many megabytes for states.
    as_json
        Print the brief as JSON and nothing else.
    """
    if output is not None and output.suffix.lower() not in (".html", ".htm", ".txt"):
        raise AnalysisError(f"-o {output}: a brief is written as .html or .txt")
    cases = [name for name in inputs if is_case(name)]
    if cases and len(inputs) > 1:
        raise AnalysisError(f"{cases[0]}: a case is briefed alone; reports are read together")
    how = _How(likelihood, budget, memory)
    if cases:
        made, bad = _of_case(cases[0], how, output)
    else:
        keep_inputs(output, inputs, reading.review, reading.learned)
        made, bad = _of_reports(inputs, reading, how)
    if made is None:
        return 1
    named = words(section)
    _hand_over(made, output, as_json=as_json)
    if output is None and not as_json:
        _show(made, named, full=full)
    if not made.complete:
        tell("stopped by the budget: what is not known is marked; --budget SECONDS allows more")
    return 1 if bad else 0 if made.complete else STOPPED


@dataclass(frozen=True, slots=True)
class _How:
    """What the findings may use, and how they are told."""

    likelihood: bool
    budget: float | None
    memory: int

    def written(self, source: Draft | Conflict, documents: Sequence[Document] = ()) -> Brief:
        """The brief on a model, with progress shown where somebody looks on."""
        with showing_progress() as progress:
            return write_brief(
                source,
                documents=documents,
                likelihood=self.likelihood,
                budget=self.budget,
                memory=self.memory,
                progress=progress,
            )


def _of_case(name: str, how: _How, output: Path | None) -> tuple[Brief | None, int]:
    conflict = load_case(name)
    keep_case(output, conflict, name)
    return how.written(conflict, case_sources(conflict, name)), 0


def _of_reports(inputs: tuple[str, ...], reading: Reading, how: _How) -> tuple[Brief | None, int]:
    registers, bad = read_all(inputs, reading)
    if not registers:
        return None, bad
    try:
        found = draft(*registers)
    except AnalysisError as error:  # nothing to model: what was said is still worth a page
        tell(f"warning: {error.message}")
        return register_brief(*registers), bad
    try:
        return how.written(found), bad
    except (AnalysisError, EngineError) as error:  # too large to solve: the same
        tell(f"warning: {error.message}")
        text = f"The conflict that was drafted could not be analysed: {error.message}."
        return register_brief(*registers, because=text), bad


def _hand_over(made: Brief, output: Path | None, *, as_json: bool) -> None:
    if output is not None:
        page = output.suffix.lower() != ".txt"
        write_text(output, made.to_html() if page else made.to_text())
        tell(f"the brief is at {output}")
    if as_json:
        print_json(made.to_dict())


def _show(made: Brief, named: Sequence[str], *, full: bool) -> None:
    """Print the brief: two pages of it, some sections, or the whole."""
    if full or named:
        print_brief(made.only(*_known(made, named)) if named else made, width=_width())
        return
    short = made.in_short()
    print_brief(short, width=_width())
    left = [one.id for one in made.sections if one.id not in {kept.id for kept in short.sections}]
    more = f", --section NAME some of it: {in_list(left)}" if left else ""
    tell(f"These are the first pages: --full prints the whole brief{more}.")


def _known(made: Brief, named: Sequence[str]) -> list[str]:
    """The sections asked for; an error that names the nearest where there is none such."""
    ids = [section.id for section in made.sections]
    for name in named:
        if name not in ids:
            near = suggestion(name, ids)
            raise AnalysisError(
                f"--section {name}: this brief has none{near}; it has {in_list(ids)}"
            )
    return list(named)


def _width() -> int:
    """The columns of the terminal, within what reads well."""
    return max(NARROWEST, min(WIDEST, shutil.get_terminal_size((100, 24)).columns))
