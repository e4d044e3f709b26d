"""Who must move together: what groups can do, ways to what is better for all, what they upset."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.explaining.answers.coalitions import help_in_words, is_in_turn
from detente.explaining.words import counted, first_upper, in_list
from detente.model.state import State
from detente.solving.coalitions import Coalitions, JointMove, Way
from detente.web.leads import Leads
from detente.web.sheets import Cell, Listing, Section, Table, Told

__all__ = ["sections"]

LISTED = 20  # states listed of a set
TOLD = 8  # ways told step by step


def sections(leads: Leads, found: Coalitions) -> Iterator[Section]:
    """What groups can do under one reading, seen from the status quo."""
    yield Section(
        first_upper(leads.reading) or "Together",
        (
            Told(
                f"From {leads.grounds.words.short(found.state)}", address=leads.address(found.state)
            ),
            _joint(leads, found),
        ),
    )
    yield from _ways(leads, found)
    yield Section(
        "What holds against every group",
        (_counts(found), *_held(leads, found), _vulnerable(leads, found)),
        level=3,
    )


def _joint(leads: Leads, found: Coalitions) -> Table | Told:
    rows = tuple(
        (
            Cell(first_upper(leads.grounds.words.parties(move.group))),
            Cell(f"{len(move.targets):,} of {found.feasible:,}", tone="number"),
            Cell(_some(leads, move.targets)),
        )
        for move in found.joint
    )
    if not rows:
        return Told("No group can move together so that every member gains.")
    head = ("Group", "States it would go to", "For instance")
    return Table("Joint improvements: every member of the group gains", head, rows)


def _some(leads: Leads, states: Sequence[State]) -> str:
    return in_list([leads.grounds.words.short(one) for one in states], "or", most=2)


def _ways(leads: Leads, found: Coalitions) -> Iterator[Section]:
    common = found.common
    total = f"{common.count:,} of {counted(found.feasible, 'state')}"
    told = f"Better than this for all parties: {total}"
    if common.count:
        told += f"; {len(common.best):,} of them Pareto-optimal"
    ways = found.ways[:TOLD]
    shown = f" (the first {len(ways)} are told)" if common.count > len(ways) else ""
    entries = tuple(_way(leads, one, best=one.state in common.best) for one in ways)
    blocks = (Told(f"{told}{shown}."), *((Listing(entries),) if entries else ()))
    yield Section("Ways to what is better for all", blocks, level=3)


def _way(leads: Leads, way: Way, *, best: bool) -> Told:
    mark = ", Pareto-optimal" if best else ""
    return Told(
        f"{leads.grounds.words.short(way.state)}{mark}",
        below=tuple(_parts(leads, way)),
        address=leads.address(way.state),
    )


def _parts(leads: Leads, way: Way) -> Iterator[Told]:
    for party, end, step in way.parts:
        if step is None:
            change = leads.grounds.words.change(way.state, end)
            yield Told(f"Alone: {leads.party(party)} cannot do its part ({change}) from here")
        else:
            told = leads.step(step)
            yield Told(f"Alone: {told.text}", told.quotes)
    if way.groups:
        yield Told(f"Together: it takes {leads.groups(way.groups)}")
    steps = tuple(leads.step(step) for step in way.path or ()) if is_in_turn(way) else ()
    yield Told(first_upper(help_in_words(leads.grounds, way)), below=steps)
    names = in_list([name.upper() for name in way.stable])
    yield Told(f"Once there: stable under {names}" if names else "Once there: not stable")


def _counts(found: Coalitions) -> Table:
    rows = tuple(
        (
            Cell("CNash" if concept == "nash" else f"C{concept.upper()}"),
            Cell(f"{len(states):,} of {found.feasible:,}", tone="number"),
        )
        for concept, states in found.equilibria.items()
    )
    caption = "States that are stable for every group, single parties included"
    return Table(caption, ("Concept", "States"), rows)


def _held(leads: Leads, found: Coalitions) -> Iterator[Table]:
    states: dict[State, list[str]] = {}
    for concept, stable in found.equilibria.items():
        for state in stable:
            states.setdefault(state, []).append(concept)
    ordered = sorted(states, key=lambda one: (-len(states[one]), one.signs))
    if not ordered:
        return
    rows = tuple(
        (
            leads.state(one, "status quo" if one == found.state else ""),
            *(_mark(concept in states[one]) for concept in found.equilibria),
        )
        for one in ordered[:LISTED]
    )
    head = ("Outcome", *(f"C{one.upper()}" for one in found.equilibria))
    listed = f"; the first {LISTED} are listed" if len(ordered) > LISTED else ""
    caption = f"{len(ordered):,} of {counted(found.feasible, 'state')} hold{listed}"
    yield Table(caption, head, rows)


def _mark(holds: bool) -> Cell:
    return Cell("✓ stable" if holds else "– not", tone="good" if holds else "bad")


def _group(leads: Leads, move: JointMove) -> str:
    return first_upper(leads.grounds.words.parties(move.group))


def _vulnerable(leads: Leads, found: Coalitions) -> Table | Told:
    total = counted(found.plain, "equilibrium", "equilibria")
    if not found.vulnerable:
        return Told(f"No group would leave any of the {total}.")
    rows = tuple(
        (
            leads.state(one.state),
            Cell(in_list([name.upper() for name in one.concepts])),
            Cell("; ".join(_group(leads, move) for move in one.moves)),
            Cell(_some(leads, one.moves[0].targets)),
        )
        for one in found.vulnerable[:LISTED]
    )
    count = len(found.vulnerable)
    listed = f"; the first {LISTED} are listed" if count > LISTED else ""
    caption = f"A group would leave {count:,} of {total}{listed}"
    head = ("Equilibrium", "Stable under", "Who would leave it", "The first of these to")
    return Table(caption, head, rows)
