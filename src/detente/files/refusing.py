"""What a format of another program cannot hold is refused, and the element named."""

from __future__ import annotations

from detente.errors import CaseError
from detente.model.conflict import Conflict

__all__ = ["refuse_classes", "refuse_graph", "refuse_more_than", "refuse_types"]


def refuse_types(conflict: Conflict) -> None:
    """Raise `CaseError` where a party has rival types."""
    for party in conflict.parties:
        if party.types:
            raise CaseError(
                f"parties.{party.id}.types: the format holds no rival types; choose one with "
                f"--type {party.id}={party.types[0][0]}"
            )


def refuse_graph(conflict: Conflict) -> None:
    """Raise `CaseError` where the moves are listed and not those of options."""
    if conflict.rules.graph is not None:
        raise CaseError("graph.moves: the format holds no explicit move graph")


def refuse_classes(conflict: Conflict) -> None:
    """Raise `CaseError` where several states are one."""
    if conflict.rules.indistinguishable:
        raise CaseError("rules.indistinguishable: the format holds no coalesced states")


def refuse_more_than(options: int, conflict: Conflict) -> None:
    """Raise `CaseError` where there are too many options to write every state down."""
    if len(conflict.order) > options:
        raise CaseError(
            f"{len(conflict.order)} options give too many states to write down: the format is "
            f"for at most {options}"
        )
