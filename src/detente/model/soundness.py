"""Can a conflict be analysed at all? What is well formed in itself may not fit together."""

from __future__ import annotations

from detente.errors import AnalysisError, CaseError
from detente.model.conflict import Conflict, Ranking, Rules
from detente.model.moves import Moves, moves
from detente.model.ranking import order_of
from detente.model.state import state_of
from detente.model.witness import Possibilities

__all__ = ["check_sound"]

LISTED = 16  # options up to which states are listed here; beyond, the engines will tell


def check_sound(conflict: Conflict) -> None:
    """Raise `CaseError` where a conflict cannot be analysed, with the element at fault.

    The rules must leave a state and allow the status quo; classes of states must not overlap; a
    preference must have one value on each class; a ranking must name every feasible state once,
    and an explicit graph only feasible states.

    Examples
    --------
    >>> from detente.model.conflict import Option, Party
    >>> from detente.model.logic import Names, parse
    >>> rules = Rules(infeasible=(parse("go or not go", Names(("x.go",))),))
    >>> check_sound(Conflict("A test", (Party("x", "X", (Option("go", "Go", "x"),)),), rules))
    Traceback (most recent call last):
    ...
    detente.errors.CaseError: `go or not go` leaves no feasible state: remove or mend it
    """
    _check_rules(conflict.rules)
    single = conflict.rules.graph is None and not conflict.rules.indistinguishable
    if single or len(conflict.order) <= LISTED:
        ways = moves(conflict)
        _check_status_quo(conflict, ways)
        if not single or (_ranked(conflict) and len(conflict.order) <= LISTED):
            _check_listed(conflict, ways, single=single)


def _check_rules(rules: Rules) -> None:
    """The first rule that, with those before it, leaves no state."""
    if Possibilities(rules).somewhere() is not False:
        return
    for number, rule in enumerate(rules.infeasible, 1):
        if Possibilities(Rules(infeasible=rules.infeasible[:number])).somewhere() is False:
            before = ", with the rules before it," if number > 1 else ""
            raise CaseError(
                f"`{rule}`{before} leaves no feasible state: remove or mend it",
                about=f"rules.infeasible.{number}",
            )
    raise CaseError(
        "rules.feasible and rules.infeasible together leave no feasible state: mend one",
        about="rules.feasible",
    )


def _check_status_quo(conflict: Conflict, ways: Moves) -> None:
    if conflict.status_quo is None:
        return
    signs = "".join("Y" if key in conflict.status_quo else "N" for key in conflict.order)
    try:
        ways.find(state_of(conflict, signs))
    except AnalysisError as error:
        message = f"the status quo cannot be: {error.message}"
        raise CaseError(message, about="rules.status_quo") from None


def _check_listed(conflict: Conflict, ways: Moves, *, single: bool) -> None:
    """Every explicit move and class, and every ranking or statement under every type."""
    if conflict.rules.graph is not None:
        ways.of(conflict.parties[0].id, ways.states[0])  # looks at every move
    for party in conflict.parties:
        for one in [party.under(name) for name, _ in party.types] or [party]:
            if isinstance(one.preference, Ranking) or not single:
                order = order_of(one, ways)
                for state in ways.states:
                    order.value(state)


def _ranked(conflict: Conflict) -> bool:
    listed = (
        p for party in conflict.parties for p in (party.preference, *dict(party.types).values())
    )
    return any(isinstance(preference, Ranking) for preference in listed)
