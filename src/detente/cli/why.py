"""``detente why``: the reason why a state is stable or not, in words."""

from __future__ import annotations

from typing import Annotated, Literal

from cyclopts import CycloptsError, Parameter

from detente.cli._cases import load_case, parse_types, words
from detente.cli._limits import STOPPED, Megabytes, Seconds
from detente.cli._printing import print_json, print_text, tell
from detente.errors import BudgetError
from detente.explaining import reasons_text
from detente.model.conflict import Conflict
from detente.model.findings import Reason
from detente.model.state import parse_state
from detente.solving import Budget, reasons_report, select, status_quo
from detente.solving import why as reasons
from detente.solving.budget import A_MINUTE, DEFAULT_MEMORY

__all__ = ["why"]


def why(
    case: str,
    state: Annotated[str | None, Parameter(allow_leading_hyphen=True)] = None,
    *,
    party: str | None = None,
    concept: Annotated[tuple[str, ...], Parameter(consume_multiple=True, negative="")] = (),
    type_: Annotated[
        tuple[str, ...], Parameter(name="--type", consume_multiple=True, negative="")
    ] = (),
    sanctions: Literal["legal", "once", "single"] = "legal",
    budget: Seconds = None,
    memory: Megabytes = DEFAULT_MEMORY,
    as_json: Annotated[bool, Parameter(name="--json", negative="")] = False,
) -> int:
    """Say why a state is stable or not: the improvement, the sanction, the counter-move.

    Example: ``detente why european-security-2022 talks --party russia --concept seq``

    Parameters
    ----------
    case
        A case file (.toml or .gmcr), or the name of a published conflict.
    state
        A Y/N string in option order, or the options taken joined by commas (none for none).
        Where it is left out, you are told which options there are.
    party
        For which party; every party where none is named.
    concept
        Under which concepts: nash, gmr, smr, seq, sseq, which are all where none is named; and by
        name sim, and l and maximin with a horizon, as l2 and maximin3.
    type_
        The types to read parties as, as PARTY=TYPE; else the defaults.
    sanctions
        How the others may answer an improvement: legal, once or single.
    budget
        Stop after so many seconds, and give the reasons found by then; a minute where none is
        named.
    memory
        Use at most about so many megabytes for states.
    as_json
        Print the reason tree as JSON and nothing else.
    """
    conflict = load_case(case).under(**parse_types(type_))
    if state is None:
        raise CycloptsError(msg=_nameable(conflict))
    place = parse_state(conflict, state)
    limits = Budget(A_MINUTE if budget is None else budget, memory)
    rows = [row.id for row in select(words(concept), further=True)] if words(concept) else [None]
    found: list[Reason] = []
    message = ""
    for row in rows:
        try:
            told = reasons(conflict, place, party, row, sanctions, budget=limits)
            found += [told] if isinstance(told, Reason) else told
        except BudgetError as stopped:
            found += stopped.found
            message = stopped.message
    places = [one.id for one in conflict.parties]
    found.sort(key=lambda reason: places.index(reason.party))
    if as_json:
        print_json(reasons_report(conflict, found))
    elif found:
        print_text(reasons_text(conflict, found))
    if message:
        tell(message)
    return STOPPED if message else 0


def _nameable(conflict: Conflict) -> str:
    """How a state of the conflict can be named."""
    options = [conflict.names.short(key) for key in conflict.order]
    text = "name a state by the options taken, joined by commas (none for none); the options are "
    text += ", ".join(options)
    here = status_quo(conflict)
    if here is not None:
        text += f"; the status quo is {','.join(here.taken) or 'none'} or {here.signs}"
    return text
