"""The table of individual stability: each state, for whom it is stable under which concept.

It is the table that studies print: states in rows, the verdicts of each party under each concept,
and last whether the state is an equilibrium [FHK93]_.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from detente.model.findings import Analysis, Region
from detente.model.showing import Shown
from detente.model.state import State

__all__ = ["StabilityTable", "Verdicts", "stability_table"]


@dataclass(frozen=True, slots=True)
class Verdicts:
    """One row: a state, and whether it is stable by party and concept.

    ``parties`` holds for each party its verdicts in the order of the concepts, ``all`` those for
    every party together; None where the budget ended before a verdict was known.
    """

    state: State
    parties: tuple[tuple[bool | None, ...], ...]
    all: tuple[bool | None, ...]


@dataclass(frozen=True, slots=True)
class StabilityTable(Shown):
    """Which states are stable for whom; ``left_out`` counts the states that are not listed."""

    parties: tuple[str, ...]
    concepts: tuple[str, ...]
    rows: tuple[Verdicts, ...]
    left_out: int = 0

    def columns(self) -> dict[str, list[Any]]:
        """The table by columns: ``state``, ``taken``, ``nash_PARTY`` and so on, ``nash`` for all.

        Examples
        --------
        >>> import detente
        >>> chicken = detente.solve(detente.catalogue("chicken"), concepts=["nash", "smr"])
        >>> found = stability_table(chicken).columns()
        >>> found["state"], found["nash"], found["smr"]
        (['NN', 'NY', 'YN', 'YY'], [False, True, True, False], [False, True, True, True])
        """
        found: dict[str, list[Any]] = {
            "state": [row.state.signs for row in self.rows],
            "taken": [", ".join(row.state.taken) for row in self.rows],
        }
        for place, party in enumerate(self.parties):
            for at, concept in enumerate(self.concepts):
                found[f"{concept}_{party}"] = [row.parties[place][at] for row in self.rows]
        for at, concept in enumerate(self.concepts):
            found[concept] = [row.all[at] for row in self.rows]
        return found

    def to_dict(self) -> dict[str, Any]:
        """The table as JSON values: one object a state, verdicts by party and concept."""
        return {
            "parties": list(self.parties),
            "concepts": list(self.concepts),
            "states": [self._row(row) for row in self.rows],
            "left_out": self.left_out,
        }

    def _row(self, row: Verdicts) -> dict[str, Any]:
        named = zip(self.parties, row.parties, strict=True)
        return {
            "state": row.state.signs,
            "taken": list(row.state.taken),
            "stable": {party: self._by_concept(verdicts) for party, verdicts in named},
            "equilibrium": self._by_concept(row.all),
        }

    def _by_concept(self, verdicts: tuple[bool | None, ...]) -> dict[str, bool | None]:
        return dict(zip(self.concepts, verdicts, strict=True))

    def __repr__(self) -> str:
        return f"<{len(self.rows)} states, {len(self.parties)} parties, {', '.join(self.concepts)}>"


def stability_table(analysis: Analysis, limit: int | None = None) -> StabilityTable:
    """The states of an analysis with each verdict on them, at most so many, the first in order.

    Where the analysis is held to states in which a statement holds, only those are listed.
    """
    parties = tuple(party.id for party in analysis.conflict.parties)
    states = analysis.everything
    if analysis.of_interest is not None:
        states = states.where(analysis.of_interest)
    listed = list(islice(states, limit))
    each = [tuple(_regions(analysis, party)) for party in parties]
    common = tuple(analysis.equilibria_by[concept] for concept in analysis.concepts)
    rows = tuple(
        Verdicts(one, tuple(_verdicts(regions, one) for regions in each), _verdicts(common, one))
        for one in listed
    )
    return StabilityTable(parties, analysis.concepts, rows, states.count - len(listed))


def _regions(analysis: Analysis, party: str) -> Iterator[Region]:
    return (analysis.stability(concept, party).region for concept in analysis.concepts)


def _verdicts(regions: tuple[Region, ...], state: State) -> tuple[bool | None, ...]:
    return tuple(
        state in region if region.complete else region.known.get(state) for region in regions
    )
