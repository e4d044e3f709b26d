"""``detente why``: the reason why a state is stable or not, in words."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from detente.cli._inputs import load_case, parse_types, words
from detente.cli._printing import print_json, print_text
from detente.explaining import reasons_text
from detente.model.state import parse_state
from detente.solving import reasons_report, select
from detente.solving import why as reasons

__all__ = ["why"]


def why(
    case: str,
    state: Annotated[str, Parameter(allow_leading_hyphen=True)],
    *,
    party: str | None = None,
    concept: Annotated[tuple[str, ...], Parameter(consume_multiple=True, negative="")] = (),
    type_: Annotated[
        tuple[str, ...], Parameter(name="--type", consume_multiple=True, negative="")
    ] = (),
    sanctions: str = "legal",
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
    party
        For which party; every party where none is named.
    concept
        Under which concepts: nash, gmr, smr, seq, sseq; all of them where none is named.
    type_
        The types to read parties as, as PARTY=TYPE; else the defaults.
    sanctions
        How the others may answer an improvement: legal, once or single.
    as_json
        Print the reason tree as JSON and nothing else.
    """
    conflict = load_case(case).under(**parse_types(type_))
    place = parse_state(conflict, state)
    rows = select(words(concept) or None)
    asked = (party,) if party else tuple(one.id for one in conflict.parties)
    found = [reasons(conflict, place, one, row.id, sanctions) for one in asked for row in rows]
    if as_json:
        print_json(reasons_report(conflict, found))
    else:
        print_text(reasons_text(conflict, found))
    return 0
