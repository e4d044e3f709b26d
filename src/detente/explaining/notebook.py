"""Short HTML for notebooks: what a value is, at a glance.

The values of the model ask for it by way of `detente.model.showing`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import singledispatch
from html import escape
from itertools import islice
from typing import cast

from detente.explaining.brief import Brief, Listing
from detente.explaining.figures import draw
from detente.explaining.register import addressed, dated, makers, voice
from detente.explaining.run import Run
from detente.explaining.surroundings import surroundings
from detente.explaining.wording import Wording
from detente.explaining.words import counted, day, quoted, share, shortened
from detente.inert import inert
from detente.model.conflict import Conflict, Prioritised
from detente.model.findings import (
    Analysis,
    CommonGround,
    Draft,
    Path,
    Reached,
    Reason,
    Stability,
    Step,
)
from detente.model.moves import moves
from detente.model.ranking import preferences
from detente.model.regions import Region, Shape
from detente.model.register import Record, Register
from detente.model.state import State
from detente.model.text import Document

__all__ = ["brief_html", "html"]

LISTED = 12
DRAWN = 12  # options up to which an analysis shows the states around the status quo


@singledispatch
def html(value: object) -> str:
    """A value as a few lines of HTML."""
    if all(hasattr(value, name) for name in ("count", "complete", "nearest")):  # of any engine
        return _states("A set of states", cast("Region", value))
    return f"<code>{_safe(repr(value))}</code>"


def _safe(text: str) -> str:
    return escape(inert(text, breaks=False))


def _table(caption: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    heads = "".join(f'<th scope="col">{_safe(text)}</th>' for text in head)
    lines = "".join(
        "<tr>" + "".join(f"<td>{_safe(text)}</td>" for text in row) + "</tr>" for row in rows
    )
    return (
        f"<table><caption>{_safe(caption)}</caption><thead><tr>{heads}</tr></thead>"
        f"<tbody>{lines}</tbody></table>"
    )


def brief_html(brief: Brief) -> str:
    """The title and the bottom line of a brief."""
    judgements = [
        " ".join(sentence.text for sentence in entry)
        for block in (brief.sections[0].blocks if brief.sections else ())
        if isinstance(block, Listing)
        for entry in block.entries
    ]
    entries = "".join(f"<li>{_safe(text)}</li>" for text in judgements)
    as_of = f" <small>{_safe(day(brief.as_of))}</small>" if brief.as_of else ""
    return f"<div><strong>{_safe(brief.title)}</strong>{as_of}<ol>{entries}</ol></div>"


@html.register
def _(value: Brief) -> str:
    return brief_html(value)


@html.register
def _(value: Analysis) -> str:
    words = Wording(value.conflict)
    rows = []
    for name in value.concepts:
        region = value.equilibria(name)
        first = "; ".join(words.short(state) for state in islice(region, 3))
        more = " …" if region.count > 3 else ""
        rows.append((name.upper(), f"{region.count:,}", first + more))
    where = f", {words.types()}" if value.types else ""
    caption = f"{value.conflict.title}{where}: {counted(value.feasible, 'feasible state')}"
    reached = ""
    if value.reached:
        goals = "; ".join(words.short(state) for state in value.reached.states[:LISTED])
        reached = f"<p>Reached from the status quo: {_safe(goals)}</p>"
    table = _table(caption, ("Concept", "Stable for all", "The first"), rows)
    return table + reached + _picture(value)


def _picture(analysis: Analysis) -> str:
    """The states around the status quo, drawn; nothing where it is unknown or they are many."""
    if analysis.status_quo is None or len(analysis.conflict.order) > DRAWN:
        return ""
    ways = moves(analysis.conflict)
    run = Run("result:1", "", analysis, ways, preferences(ways))
    around = surroundings(run)
    lines = ". ".join(around.lines(run.words))
    name = f"around-{analysis.conflict.hash[:12]}"
    return draw(around, run.words, "States around the status quo", lines, name)


@html.register
def _(value: Conflict) -> str:
    rows = []
    for party in value.parties:
        preference = party.preference
        ranked = preference.flat if isinstance(preference, Prioritised) else ()
        wants = "; ".join(statement.text for statement in ranked[:4])
        wants += " …" if len(ranked) > 4 else ""
        types = ", ".join(name.replace("_", " ") for name, _ in party.types)
        options = "; ".join(option.label for option in party.options)
        rows.append((party.name, options, wants or f"rival readings: {types or 'none'}"))
    return _table(value.title, ("Party", "Options", "Prefers"), rows)


@html.register
def _(value: Register) -> str:
    rows = [
        (dated(one), makers(one), voice(one), addressed(one), quoted(shortened(one.evidence, 120)))
        for one in value.records[:LISTED]
    ]
    left = len(value.records) - len(rows)
    caption = f"{value.document.title}: {counted(len(value.records), 'record')}"
    caption += f", {left} not shown" if left else ""
    return _table(caption, ("Date", "Party", "Act", "To", "Words"), rows)


@html.register
def _(value: Draft) -> str:
    return html(value.conflict)


@html.register
def _(value: Reason) -> str:
    rows = [
        (
            one.improvement.target.signs,
            " → ".join(f"{step.party}: {step.target.signs}" for step in one.sanction) or "none",
            "deterred" if one.deters else "not deterred",
        )
        for one in value.answers[:LISTED]
    ]
    verdict = "stable" if value.stable else "not stable"
    caption = f"{value.party} at {value.state.signs}: {value.concept.upper()}, {verdict}"
    return _table(caption, ("Improvement to", "Answer", "Verdict"), rows)


@html.register
def _(value: State) -> str:
    taken = ", ".join(value.taken) or "no option taken"
    return f"<code>{_safe(value.signs)}</code> {_safe(taken)}"


@html.register
def _(value: Step) -> str:
    return html(Path((value,)))


@html.register
def _(value: Path) -> str:
    effects = {1: "gains", 0: "neither gains nor loses", -1: "loses"}
    rows = [
        (
            str(number),
            step.party,
            ", ".join(step.changed),
            f"{step.source.signs} → {step.target.signs}",
            effects[step.gain],
            step.decided_by[1] if step.decided_by else "",
        )
        for number, step in enumerate(value, 1)
    ]
    end = f" to {value.end.signs}" if value.steps else ""
    head = ("No.", "Who", "Changes", "From and to", "The mover", "Decided by")
    return _table(f"{counted(len(value), 'step')}{end}", head, rows)


@html.register
def _(value: Reached) -> str:
    rows = [(one.signs, ", ".join(one.taken) or "none") for one in value.improving[:LISTED]]
    rows += [(f"a cycle of {len(one)}", one[0].signs) for one in value.cycles[:LISTED]]
    caption = f"Where improvements end; {counted(value.closure, 'state')} within reach"
    return _table(caption, ("State", "Options taken"), rows)


@html.register
def _(value: CommonGround) -> str:
    rows = [
        (one.signs, ", ".join(one.taken) or "none", "yes" if one in value.best else "")
        for one in dict.fromkeys((*value.best, *value.listed))
    ]
    caption = f"{counted(value.count, 'state')} that every party prefers to {value.state.signs}"
    return _table(caption, ("State", "Options taken", "Best for all"), rows[:LISTED])


@html.register
def _(value: Stability) -> str:
    return _states(f"{value.concept.upper()}-stable for {value.party}", value.region)


def _states(caption: str, region: Region) -> str:
    number = f"{region.count:,}" if region.complete else f"at least {region.count:,}"
    rows = [(one.signs, ", ".join(one.taken) or "none") for one in islice(region, LISTED)]
    more = ", the first of them" if region.count > LISTED else ""
    return _table(f"{caption}: {number}{more}", ("State", "Options taken"), rows)


@html.register
def _(value: Shape) -> str:
    rows = [(one.signs, f"{one.count:,}") for one in value.patterns]
    caption = f"{counted(value.count, 'state')}; always: {', '.join(value.always) or 'nothing'}; "
    caption += f"never: {', '.join(value.never) or 'nothing'}; {share(value.covered, value.count)} "
    return _table(f"{caption}fit these patterns", ("Pattern", "States"), rows)


@html.register
def _(value: Record) -> str:
    row = (dated(value), makers(value), voice(value), addressed(value), quoted(value.evidence))
    return _table(f"Record {value.id}", ("Date", "Party", "Act", "To", "Words"), [row])


@html.register
def _(value: Document) -> str:
    published = f", published {day(value.published)}" if value.published else ""
    head = f"<strong>{_safe(value.title or value.id)}</strong>{_safe(published)}"
    return f"<div>{head}<p>{_safe(shortened(value.text, 400))}</p></div>"
