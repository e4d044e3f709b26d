"""Short HTML for notebooks: what a value is, at a glance.

`attach` gives the central values of the model their ``_repr_html_``; the model itself knows
nothing of HTML.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import singledispatch
from html import escape
from itertools import islice

from detente.explaining.brief import Brief, Listing
from detente.explaining.register import addressed, dated, makers, voice
from detente.explaining.wording import Wording
from detente.explaining.words import counted, day, quoted, shortened
from detente.inert import inert
from detente.model.conflict import Conflict, Prioritised
from detente.model.findings import Analysis, Draft, Reason
from detente.model.register import Register

__all__ = ["attach", "brief_html", "html"]

LISTED = 12
ATTACHED = (Analysis, Conflict, Draft, Reason, Register)


@singledispatch
def html(value: object) -> str:
    """A value as a few lines of HTML."""
    return f"<code>{_safe(repr(value))}</code>"


def attach() -> None:
    """Let notebooks show the central values of the model by way of `html`."""
    for kind in ATTACHED:
        setattr(kind, "_repr_html_", html)  # noqa: B010 - mypy forbids the plain form


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
    return _table(caption, ("Concept", "Stable for all", "The first"), rows) + reached


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
