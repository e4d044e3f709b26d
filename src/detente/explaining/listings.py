"""What the commands print for people: registers, analyses, reasons and paths as plain text."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from detente.explaining.answers.doubts import doubts_lines
from detente.explaining.arguments import argue
from detente.explaining.coverage import covered, left_out
from detente.explaining.gathering import grounds
from detente.explaining.register import addressed, dated, kept_out, makers, marks, speaker, voice
from detente.explaining.wording import Wording
from detente.explaining.words import counted, first_upper, in_list, quoted, verb
from detente.inert import inert
from detente.model.conflict import Conflict
from detente.model.coverage import Coverage
from detente.model.findings import Analysis, Path, Reason, Region, Shape
from detente.model.register import Record, Register
from detente.model.state import State
from detente.solving import describe

__all__ = ["analyses_text", "coverage_text", "paths_text", "reasons_text", "register_text"]

WIDTH = 100


def register_text(register: Register, *, explain: bool = False, missed: bool = False) -> str:
    """A register: each record with its date, its parties, its act and its exact words.

    At the end stands how much of the report was read. ``explain`` adds the rule and the words
    that made each record, ``missed`` what was left out, and why.
    """
    document = register.document
    head = inert(document.title or document.id, breaks=False)
    published = f", published {document.published}" if document.published else ""
    lines = [f"{head}{published}: {counted(len(register), 'record')}"]
    for record in register:
        lines += ["", *_record(record, explain)]
    if register.rejected:
        lines += ["", "kept out of the register:"]
        for one in register.rejected:
            lines += _wrapped(f"{kept_out(one)}: {quoted(' '.join(one.quote.split()))}")
    if register.coverage is not None:
        lines += ["", *_coverage(register.coverage, missed=missed)]
    return "\n".join(lines)


def coverage_text(coverage: Coverage, reports: int) -> str:
    """How much of several reports was read."""
    return "\n".join((f"All {counted(reports, 'report')}", *_wrapped(covered(coverage))))


def _coverage(coverage: Coverage, *, missed: bool) -> Iterator[str]:
    yield from _wrapped(covered(coverage), "")
    if missed:
        yield from ("", "left out of the register:")
        for why, words in left_out(coverage):
            yield from _wrapped(f"{why}: {words}")


def _record(record: Record, explain: bool) -> Iterator[str]:
    whom = f" -> {addressed(record)}" if record.addressee else ""
    voiced = f" ({speaker(record)})" if record.speaker else ""
    yield inert(
        f"{record.id}  {dated(record)}  {makers(record)}{voiced} {voice(record)}{whom}",
        breaks=False,
    )
    yield from _wrapped(quoted(" ".join(record.evidence.split())))
    for note in marks(record):
        yield from _wrapped(note)
    if explain:
        made = record.provenance
        yield from _wrapped(f"made by {made.reader}, rule {made.rule}, cue {quoted(made.cue)}")


def _wrapped(text: str, indent: str = "    ") -> list[str]:
    return textwrap.wrap(
        inert(text, breaks=False),
        WIDTH,
        initial_indent=indent,
        subsequent_indent=indent,
        break_on_hyphens=False,
    )


def analyses_text(
    conflict: Conflict,
    analyses: Sequence[Analysis],
    limit: int = 20,
    where: str | None = None,
    *,
    returns: bool = True,
) -> str:
    """Analyses side by side in sequence: the states reached first, then the stable ones."""
    first = analyses[0]
    lines = [
        inert(conflict.title, breaks=False),
        f"{counted(first.feasible, 'feasible state')} of {first.states:,}; "
        f"sanctions: {first.sanctions}; engine: {first.engine}"
        + (f" ({first.because})" if first.because else ""),
        "options: " + ", ".join(f"{option.id} ({option.party})" for option in conflict.options),
    ]
    if where is not None:
        lines.append(f"of the stable states, only those where: {inert(where, breaks=False)}")
    for analysis in analyses:
        lines += ["", *_analysis(analysis, limit, returns=returns)]
    return "\n".join(lines)


def _analysis(analysis: Analysis, limit: int, *, returns: bool) -> Iterator[str]:
    if analysis.types:
        yield "types: " + ", ".join(f"{party}={name}" for party, name in analysis.types)
    yield from _status_quo(analysis)
    yield from _reached(analysis, limit)
    described: dict[Region, str] = {}
    for concept in analysis.concepts:
        region = analysis.equilibria(concept)
        if not region.complete:
            yield f"  {concept.upper():<5} not complete: the budget ended first"
            continue
        share = f"{region.count:,} of {analysis.feasible:,}"
        yield f"  {concept.upper():<5} {share:>12} {verb(region.count)} stable"
        if region in described:
            yield f"    the same states as under {described[region]}"
            continue
        yield from _states(region, limit)
        if region.count > limit and (shape := describe(analysis, concept)):
            yield from _shape(shape)
            described[region] = concept.upper()
    yield from doubts_lines(analysis.conflict, limit, analysis.sanctions, returns=returns)
    if analysis.seconds is not None:
        yield f"  took {analysis.seconds:.3f} s"


def _status_quo(analysis: Analysis) -> Iterator[str]:
    if analysis.status_quo is None:
        yield "  the status quo is not known, so nothing is said of what is reached"
        return
    stable = analysis.status_quo_stable or {}
    held = [name.upper() for name, holds in stable.items() if holds]
    open_ = [name.upper() for name, holds in stable.items() if holds is None]
    verdict = f"stable under {', '.join(held)}" if held else "stable under none of the concepts"
    verdict += f"; not known for {', '.join(open_)}" if open_ else ""
    yield f"  status quo {_named(analysis.status_quo)}: {verdict}"


def _reached(analysis: Analysis, limit: int) -> Iterator[str]:
    if analysis.reached is None:
        return
    found = analysis.reached
    if not found.complete:
        yield "  where improvements lead is not complete: the budget ended first"
    yield f"  improvements reach {counted(found.closure, 'state')} and end in:"
    for state in islice(found.improving, limit):
        yield f"    {_named(state)}"
    for cycle in found.cycles[:limit]:
        yield f"    a cycle of {len(cycle)} states: {', '.join(map(str, cycle[:limit]))}"


def _states(region: Region, limit: int) -> Iterator[str]:
    for state in islice(region, limit):
        yield f"    {_named(state)}"
    if region.count > limit:
        yield f"    and {region.count - limit:,} more (--limit lists more)"


def _shape(shape: Shape) -> Iterator[str]:
    """What the states of a set too large to list have in common."""
    yield f"    taken in all: {', '.join(shape.always) or 'nothing'}"
    yield f"    taken in none: {', '.join(shape.never) or 'nothing'}"
    if shape.patterns:
        signs = ", ".join(f"{one.signs} ({one.count:,})" for one in shape.patterns)
        yield f"    {shape.covered / shape.count:.0%} fit one of: {signs}"
    if shape.nearest:
        nearest = ", ".join(state.signs for state in shape.nearest)
        yield f"    nearest to the status quo: {nearest}"


def _named(state: State) -> str:
    return f"{state.signs}  {', '.join(state.taken) or 'none taken'}"


def reasons_text(conflict: Conflict, reasons: Iterable[Reason]) -> str:
    """Reasons in words, one paragraph each; concepts with the same reason are told together."""
    material = grounds(conflict)
    run = material.runs[0]
    told: dict[tuple[str, State, bool, str], list[str]] = {}
    for reason in reasons:
        text = " ".join(sentence.text for sentence in argue(material, run, reason))
        alike = (reason.party, reason.state, reason.stable, text)
        told.setdefault(alike, []).append(reason.concept.upper())
    parts = []
    for (party, state, stable, text), concepts in told.items():
        verdict = "stable" if stable else "not stable"
        head = f"{_named(state)}: {verdict} for {run.words.party(party)} under {in_list(concepts)}"
        parts.append("\n".join([inert(head, breaks=False), *_wrapped(text)]))
    return "\n\n".join(parts)


def paths_text(
    conflict: Conflict, paths: Sequence[Path], target: State | None = None, moves: str = "improving"
) -> str:
    """Paths, one numbered step a line, with what each step costs or brings its mover."""
    words = Wording(conflict)
    if not paths:
        kind = "improvements" if moves == "improving" else "legal moves"
        if conflict.rules.plain:
            where = f"to {_named(target)}" if target else "away from where it starts"
            return f"no {kind} lead {where}"
        # Two moves of one party are no single one here: what is no path may yet be reached.
        where = f"to {_named(target)}" if target else "to where they end"
        return f"no {kind} lead {where} unless one party moves twice in a row"
    parts = []
    for path in paths:
        head = f"to {_named(path.end)} in {counted(len(path), 'step')}:"
        parts.append("\n".join([head, *_steps(words, path)]))
    return "\n\n".join(parts)


def _steps(words: Wording, path: Path) -> Iterator[str]:
    for number, step in enumerate(path, 1):
        effect = {1: "gains", 0: "neither gains nor loses", -1: "loses"}[step.gain]
        by = f" by {words.preferred(step.decided_by)}" if step.decided_by else ""
        who = first_upper(words.party(step.party))
        move = words.change(step.source, step.target)
        yield from _wrapped(f"{number}. {who}: {move}; it {effect}{by}")
