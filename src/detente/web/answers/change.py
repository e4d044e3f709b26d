"""What would have to change: the smallest changes of somebody's priorities, with the reasons."""

from __future__ import annotations

from collections.abc import Iterator

from detente.explaining.answers.change import condition, deciding, goal_in_words
from detente.explaining.words import counted, first_upper, in_list
from detente.model.edits import Move
from detente.solving.inverse import Change, Changes
from detente.web.leads import Leads
from detente.web.sheets import Cell, Listing, Section, Table, Told

__all__ = ["sections"]

LISTED = 10  # changes told of one group
COUNTABLE = 10**9


def sections(leads: Leads, found: Changes) -> Iterator[Section]:
    """The smallest changes under one reading."""
    state = found.state
    aim = Told(
        f"To make {leads.grounds.words.short(state)} {goal_in_words(found)}",
        address=leads.address(state),
    )
    title = first_upper(leads.reading) or "This model"
    if found.holds:
        now = tuple(leads.reasons(found.now))
        told = Told("No change is needed: it holds as it is.", below=now)
        yield Section(title, (aim, told, *_rankings(leads, found)))
        return
    against = tuple(leads.reasons(deciding(found)))
    blocks = (aim, *((Told("As it is:", below=against),) if against else ()), _tried(leads, found))
    yield Section(title, (*blocks, *_rankings(leads, found)))
    for group, changes in found.found.items():
        if changes:
            entries = tuple(_change(leads, one) for one in changes[:LISTED])
            yield Section(_by(leads, group), (Listing(entries, ordered=True),), level=3)


def _by(leads: Leads, group: tuple[str, ...]) -> str:
    alone = "alone" if len(group) == 1 else "together"
    return f"By {leads.grounds.words.parties(group)} {alone}"


def _tried(leads: Leads, found: Changes) -> Table:
    rows = []
    for group in dict.fromkeys((*found.found, *found.tried)):
        changes = found.found.get(group, ())
        some = (
            f"{counted(len(changes), 'change')} of {counted(len(changes[0].edits), 'edit')}"
            if changes
            else f"none up to {counted(found.bound, 'edit')}"
        )
        more = f"the first {LISTED} are told below" if len(changes) > LISTED else ""
        rows.append(
            (
                Cell(_by(leads, group)),
                Cell(some, tone="good" if changes else "", note=more),
                Cell(f"{found.tried[group]:,}", tone="number"),
            )
        )
    cut = "" if found.complete else "; stopped before every change was looked at"
    caption = f"The fewest edits of preference lists that bring it about{cut}"
    return Table(caption, ("Whose list", "Found", "Tried"), tuple(rows))


def _change(leads: Leads, change: Change) -> Told:
    paths = dict.fromkeys(
        f"{edit.path}.{place}"
        for edit in change.edits
        for place in ((edit.place, edit.to) if isinstance(edit, Move) else (edit.place,))
    )
    quotes = leads.quotes(*paths)
    guessed = "" if quotes else " (no source speaks of it)"
    text = first_upper(condition(leads.grounds, change.edits))
    return Told(f"{text}{guessed}", quotes, tuple(_consequence(leads.to(change.conflict), change)))


def _consequence(leads: Leads, change: Change) -> Iterator[Told]:
    if change.reasons:
        yield from leads.reasons(change.reasons)
        return
    for step in change.path or ():
        told = leads.step(step)
        yield Told(f"Then {told.text}", told.quotes)
    if change.ends is not None:
        ends = in_list([leads.grounds.words.short(end) for end in change.ends.states], most=4)
        reached = counted(change.ends.closure, "state")
        yield Told(f"Improvements then reach {reached} and end in {ends}")


def _rankings(leads: Leads, found: Changes) -> Iterator[Table]:
    if not found.rankings:
        return
    rows = []
    for one in found.rankings:
        share = f"{float(one.share):.1%}"
        if one.total < COUNTABLE:
            share = f"{one.count:,} of {one.total:,} ({share})"
        rows.append((Cell(leads.party(one.party)), Cell(share, tone="number")))
    caption = (
        f"Of all strict rankings that a party could have, those by which it is stable for the "
        f"party under {found.concept.upper()}"
    )
    yield Table(caption, ("Party", "Rankings"), tuple(rows))
