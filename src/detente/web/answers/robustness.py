"""What survives a misjudgement: shares of models, what turns a conclusion over, what never does."""

from __future__ import annotations

from collections.abc import Iterator

from detente.explaining.answers.robustness import assumed, behind, concluded, named_conclusion
from detente.explaining.words import counted, first_upper, in_list
from detente.model.state import State
from detente.solving.conclusions import Conclusion, Shares
from detente.solving.robustness import Flip, Robustness
from detente.web.leads import Leads
from detente.web.sheets import Cell, Listing, Section, Table, Told

__all__ = ["sections"]

LISTED = 12  # assumptions told


def sections(leads: Leads, found: Robustness) -> Iterator[Section]:
    """What survives under one reading."""
    tables = (_conclusions(leads, found, state) for state in found.states)
    yield Section(first_upper(leads.reading) or "This model", (Told(_asked(found)), *tables))
    ranked = found.ranked
    total = counted(len(found.flips), "assumption")
    told = f"{len(ranked)} of {total} {'turns' if len(ranked) == 1 else 'turn'} a conclusion over"
    if len(ranked) > LISTED:
        told += f"; the {LISTED} that turn over most are told"
    entries = tuple(_flip(leads, found, one) for one in ranked[:LISTED])
    listed = (Listing(entries, ordered=True),) if entries else ()
    yield Section("What it hinges on", (Told(f"{told}."), *listed), level=3)
    yield Section("What never changes", (_unchanged(leads, found),), level=3)


def _asked(found: Robustness) -> str:
    parts = [counted(len(found.flips), "single assumption")]
    if found.orders is not None:
        parts.append(counted(found.orders.models, "order of unknown order", "orders"))
    if found.shaken is not None:
        swaps = counted(found.plan.swaps, "swap")
        parts.append(
            f"{found.shaken.models:,} shaken by chance (up to {swaps} a list, "
            f"seed {found.plan.seed})"
        )
    cut = "" if found.complete else " Stopped early: there would have been more models."
    return f"{found.models:,} models besides this one: {in_list(parts)}.{cut}"


def _conclusions(leads: Leads, found: Robustness, state: State) -> Table:
    rows = tuple(
        (
            Cell(first_upper(named_conclusion(one)), leads.address(state)),
            _holds(one in found.holds),
            Cell(f"{_turning(found, one)} of {len(found.flips)}", tone="number"),
            *(Cell(_share(part, one), tone="number") for part in _parts(found)),
        )
        for one in found.conclusions
        if one.state == state
    )
    head = ["Conclusion", "As it is", "Turned over by assumptions"]
    head += ["Holds in orders"] if found.orders is not None and found.orders.models else []
    head += ["Holds in shaken models"] if found.shaken is not None and found.shaken.models else []
    here = ", the status quo" if state == found.start else ""
    caption = f"{leads.grounds.words.short(state)}{here}: what is concluded, in how many models"
    return Table(caption, tuple(head), rows)


def _holds(holds: bool) -> Cell:
    return Cell("✓ yes" if holds else "– no", tone="good" if holds else "bad")


def _turning(found: Robustness, one: Conclusion) -> int:
    return sum(one in (*flip.gained, *flip.lost) for flip in found.flips)


def _parts(found: Robustness) -> tuple[Shares, ...]:
    parts = (found.orders, found.shaken)
    return tuple(part for part in parts if part is not None and part.models)


def _share(part: Shares, one: Conclusion) -> str:
    return f"{part.count(one):,} of {part.models:,}"


def _flip(leads: Leads, found: Robustness, flip: Flip) -> Told:
    verdicts = found.feasible * len(found.concepts)
    text = (
        f"{first_upper(assumed(leads.grounds, flip.assumption))}: {flip.flips} of "
        f"{len(found.conclusions)} conclusions ({flip.verdicts:,} of {verdicts:,} verdicts) turn "
        "over"
    )
    then = tuple(Told(first_upper(one)) for one in concluded(leads.grounds, flip))
    reasons = leads.to(flip.conflict).reasons([flip.reason] if flip.reason else ())
    return Told(text, leads.quotes(*behind(leads.grounds, flip.assumption)), (*then, *reasons))


def _unchanged(leads: Leads, found: Robustness) -> Table | Told:
    same = [one for one in found.conclusions if found.never_changes(one)]
    total = counted(len(found.conclusions), "conclusion")
    rows = []
    for state in found.states:
        always = [
            named_conclusion(one) for one in same if one.state == state and one in found.holds
        ]
        never = [named_conclusion(one) for one in same if one.state == state and one in found.fails]
        if always or never:
            tag = "status quo" if state == found.start else ""
            fields = (Cell(in_list(always), tone="good"), Cell(in_list(never), tone="bad"))
            rows.append((leads.state(state, tag), *fields))
    if not rows:
        return Told(f"None of {total} is the same in all {found.models:,} models.")
    caption = f"{len(same)} of {total} are the same in all {found.models:,} models"
    return Table(caption, ("Outcome", "Always", "Never"), tuple(rows))
