"""What the readings say about agreement: who would have to go first, and where a deal holds."""

from __future__ import annotations

from collections.abc import Sequence

from detente.explaining.material import Material
from detente.explaining.readings import under
from detente.explaining.run import Run
from detente.model.findings import Step
from detente.model.state import State, state_of

__all__ = [
    "MANY",
    "best_deals",
    "costly_first_steps",
    "holding",
    "own_part",
    "own_parts",
    "unknown_room",
    "untold",
]

DEALS = 4  # deals looked at closely
MANY = 20  # deals from which on those nearest to the status quo are looked at


def own_part(run: Run, party: str, target: State) -> State | None:
    """The status quo with only this party's part of the target done; None if it has no part."""
    here = run.status_quo
    if here is None or "-" in here.signs + target.signs:
        return None
    own = {option.key for option in run.conflict.party(party).options}
    signs = "".join(
        new if key in own else old
        for key, old, new in zip(run.conflict.order, here.signs, target.signs, strict=True)
    )
    return state_of(run.conflict, signs) if signs != here.signs else None


def own_parts(run: Run, target: State) -> tuple[tuple[str, State, Step | None], ...]:
    """For each party with a part in the target: that part, and the move to it if it is one."""
    here, found = run.status_quo, []
    for party in run.conflict.parties:
        part = own_part(run, party.id, target)
        if part is None or here is None:
            continue
        possible = run.may(party.id, here, part)
        found.append((party.id, part, run.step(party.id, here, part) if possible else None))
    return tuple(found)


def unknown_room(material: Material, runs: Sequence[Run]) -> str:
    """That there was no time to find out what all would prefer."""
    text = f"{under(material, runs)}, whether some outcome is better for all than the status quo "
    return text + "was not worked out in the time given."


def best_deals(run: Run) -> tuple[State, ...]:
    """The outcomes better for all to look at: the Pareto-best ones, else the first ones."""
    if run.common is None:
        return ()
    found = run.common.best or run.common.listed
    if len(found) > MANY:  # those that change the least say the most
        found = tuple(sorted(found, key=lambda state: (run.distance(state), state.signs)))
    return found[:DEALS]


def costly_first_steps(run: Run) -> tuple[Step, ...]:
    """The first steps towards the best deals, if no party gains by any of them; else empty."""
    steps = [step for deal in best_deals(run) for _, _, step in own_parts(run, deal) if step]
    if any(step.improving for step in steps):
        return ()
    return tuple({(step.party, step.target): step for step in steps}.values())


def holding(run: Run, state: State) -> bool:
    """Whether a state is stable when every answer is in the answerer's own interest (SEQ)."""
    return "seq" in run.analysis.concepts and state in run.analysis.equilibria("seq")


def untold(run: Run, state: State) -> bool:
    """Whether a budget ended before that was known."""
    if "seq" not in run.analysis.concepts:
        return False
    region = run.analysis.equilibria("seq")
    return not region.complete and state not in region.known
