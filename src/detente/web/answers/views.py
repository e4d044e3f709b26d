"""What each party expects, where it leads if all play the game that they see, what surprises."""

from __future__ import annotations

from collections.abc import Iterator

from detente.explaining.answers.views import seen_types
from detente.explaining.words import counted, first_upper, in_list
from detente.model.findings import Step
from detente.solving.views import Expectation, Hypergame, Surprise
from detente.web.leads import Leads
from detente.web.sheets import Cell, Section, Table, Told

__all__ = ["sections"]

LISTED = 40


def sections(leads: Leads, found: Hypergame) -> Iterator[Section]:
    """One set of views: what is expected, played, surprising and stable."""
    blocks = (_expected(leads, found), *_played(leads, found))
    yield Section(_title(leads, found), blocks)
    yield Section("Strategic surprises", (_surprises(leads, found),), level=3)
    yield Section("What holds for each in its own game", (*_stable(leads, found),), level=3)


def _title(leads: Leads, found: Hypergame) -> str:
    """Who is what, and who takes it for something else."""
    kinds: dict[str, list[str]] = {}
    for one in found.expectations:
        kinds.setdefault(seen_types(found.conflict, one), []).append(one.party)
    words = leads.grounds.words
    parts = []
    for said, who in kinds.items():
        sees = said if len(who) == 1 else said.replace("sees", "see", 1)
        parts.append(f"{first_upper(words.parties(who))} {sees}")
    return "; ".join(parts)


def _expected(leads: Leads, found: Hypergame) -> Table:
    rows = tuple(
        (Cell(leads.party(one.party)), *_one(leads, found, one)) for one in found.expectations
    )
    head = (
        "Party",
        "It sees",
        "It holds the status quo to be",
        "It expects improvements to end in",
    )
    return Table("What each party expects", head, rows)


def _one(leads: Leads, found: Hypergame, one: Expectation) -> Iterator[Cell]:
    yield Cell(seen_types(found.conflict, one).removeprefix("sees "))
    stable = one.analysis.status_quo_stable
    if found.start is None or stable is None or one.reached is None:
        yield Cell("not known")
        yield Cell("not known")
        return
    held = [name.upper() for name, holds in stable.items() if holds]
    yield Cell(
        f"stable under {in_list(held)}" if held else "not stable", tone="good" if held else "bad"
    )
    yield Cell(in_list([leads.grounds.words.short(state) for state in one.reached.states], most=3))


def _played(leads: Leads, found: Hypergame) -> Iterator[Table | Told]:
    if found.start is None:
        yield Told("The status quo is not known, so nothing can be played.")
        return
    rows = tuple(
        (leads.state(one, "status quo" if one == found.start else ""),)
        for one in found.ends[:LISTED]
    )
    caption = (
        f"Played by these views, improvements lead to {counted(len(found.played), 'state')} and "
        f"stop in {len(found.ends):,}"
    )
    yield Table(caption, ("It stops in",), rows) if rows else Told(f"{caption}.")


def _surprises(leads: Leads, found: Hypergame) -> Table | Told:
    if not found.surprises:
        return Told("Every move on the way is expected by everybody.")
    rows = tuple(_surprise(leads, found, one) for one in found.surprises[:LISTED])
    count = counted(len(found.surprises), "move")
    listed = f"; the first {LISTED} are listed" if len(found.surprises) > LISTED else ""
    head = ("To whom", "At", "Move", "It gains by", "But was taken to")
    return Table(f"{count} on the way that somebody does not expect{listed}", head, rows)


def _surprise(leads: Leads, found: Hypergame, one: Surprise) -> tuple[Cell, ...]:
    mover = leads.to(found.expectation(one.step.party).analysis.conflict)
    seer = leads.to(found.expectation(one.party).analysis.conflict)
    change = mover.grounds.words.change(one.step.source, one.step.target)
    return (
        Cell(leads.party(one.party)),
        leads.state(one.step.source),
        Cell(f"{mover.party(one.step.party)}: {change}", leads.address(one.step.target)),
        _by(mover, one.step),
        _taken(seer, one.expected),
    )


def _by(leads: Leads, step: Step) -> Cell:
    if step.decided_by is None:
        return Cell("its ranking")
    return Cell(
        leads.grounds.words.preferred(step.decided_by), quotes=leads.quotes(step.decided_by[0])
    )


def _taken(seer: Leads, step: Step | None) -> Cell:
    if step is None:
        return Cell("be impossible: it does not see this")
    brings = {1: "gain", 0: "neither gain nor lose", -1: "lose"}[step.gain]
    by = _by(seer, step) if step.gain else Cell("")
    text = f"{brings} by {by.text}" if by.text else brings
    return Cell(text, quotes=by.quotes)


def _stable(leads: Leads, found: Hypergame) -> Iterator[Table]:
    parties = tuple(one.party for one in found.expectations)
    rows = tuple(
        (
            Cell(concept.upper()),
            Cell(f"{len(states):,} of {found.feasible:,}", tone="number"),
            *(Cell(_differs(found, party, concept)) for party in parties),
        )
        for concept, states in found.equilibria.items()
    )
    names = (f"{found.conflict.party(party).name} misjudges" for party in parties)
    head = ("Concept", "States", *names)
    yield Table("States that are stable for each party in its own game", head, rows)


def _differs(found: Hypergame, party: str, concept: str) -> str:
    excluded, mistaken = found.excluded[party][concept], found.mistaken[party][concept]
    said = [f"rules out {len(excluded):,}"] if excluded else []
    said += [f"expects {counted(len(mistaken), 'other')}"] if mistaken else []
    return in_list(said) or "nothing"
