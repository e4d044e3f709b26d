"""Stability where some preferences are unknown, or some are strong and others mild.

Both are read off the definitions by `Relations`. An unknown pair of states [LHKF04]_ may tempt a
party to move, and may or may not deter it: four attitudes answer these two questions in four ways.
A strong preference [HKH04]_ may be hurt strongly by a sanction, or only mildly. Where a conflict
has both, each attitude has its own strong and weak equilibria [XHKC10]_.

With two or more opponents, legal sequences can end where the improvement went (act, act, undo,
undo). The inductive definition of what a group can reach [FHK93]_ does not leave that end out,
nor is it left out here. It matters to attitude c alone, which leaves for a state that might be
better and fears the same state as one that might be worse; ``returns=False`` leaves it out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from detente.model.conflict import Conflict, Prioritised, Ranking
from detente.model.logic import Statement
from detente.model.moves import ClassMoves, moves
from detente.model.ranking import preferences
from detente.model.state import State
from detente.solving.concepts import CONCEPTS, Concept
from detente.solving.relations import Relations
from detente.solving.walking import status_quo

__all__ = [
    "ATTITUDES",
    "Attitude",
    "Degrees",
    "Leaving",
    "Strength",
    "Unknown",
    "Unsure",
    "doubts",
    "hybrid",
    "strength",
    "unknown",
]


@dataclass(frozen=True, slots=True)
class Attitude:
    """What unknown preferences do to a party.

    ``tempted``: it also leaves for a state that might be better; ``deterred``: it also stays for
    fear of one that might be worse.
    """

    id: str
    name: str
    tempted: bool
    deterred: bool


ATTITUDES = (
    Attitude("a", "most aggressive", tempted=True, deterred=False),
    Attitude("b", "ignores what is unknown", tempted=False, deterred=False),
    Attitude("c", "mixed", tempted=True, deterred=True),
    Attitude("d", "most conservative", tempted=False, deterred=True),
)

CERTAIN = ATTITUDES[1]  # of no account where nothing is unknown


class Unsure(Relations):
    """Stability with unknown pairs; without any, the plain concepts under every attitude.

    ``returns`` tells whether the others may end where the improvement went that they answer.
    """

    def __init__(
        self, conflict: Conflict, sanctions: str = "legal", *, returns: bool = True
    ) -> None:
        super().__init__(conflict, sanctions)
        self._returns = returns
        self._unknown = {party.id: self._pairs(party.preference) for party in conflict.parties}

    def _pairs(self, preference: Prioritised | Ranking | None) -> frozenset[tuple[int, int]]:
        """The pairs of states of which it is not known which is better, both ways round."""
        pairs: set[tuple[int, int]] = set()
        for one, other in preference.unknown if preference else ():
            here = [at for at, state in enumerate(self.states) if self._holds(one, state)]
            there = [at for at, state in enumerate(self.states) if self._holds(other, state)]
            pairs |= {(x, y) for x in here for y in there if x != y}
        return frozenset((*pairs, *((y, x) for x, y in pairs)))

    def _holds(self, statement: Statement, state: State) -> bool:
        """Whether the statement holds in the state, of a coalesced one in all its members."""
        members: tuple[State, ...] = (state,)
        if "-" in state.signs:
            members = ClassMoves(self.conflict).members[state]
        return all(statement.holds(one.keys(self.conflict)) for one in members)

    def unknown(self, party: str, one: int, other: int) -> bool:
        """Whether it is not known which of the two states is better for the party."""
        return (one, other) in self._unknown[party]

    def pairs(self, party: str) -> int:
        """How many pairs of states are unknown."""
        return len(self._unknown[party]) // 2

    def prefers(self, party: str, one: int, other: int) -> bool:
        """Whether the party is known to prefer ``one`` strictly to ``other``."""
        return super().prefers(party, one, other) and not self.unknown(party, one, other)

    def improvements(self, party: str, state: int) -> list[int]:
        """R_i^{+,U}(s): the moves to states that are, or might be, better."""
        return [
            end
            for end in self.moves(party, state)
            if self.prefers(party, end, state) or self.unknown(party, end, state)
        ]

    def is_steady(self, concept: Concept, attitude: Attitude, party: str, state: int) -> bool:
        """Whether the state is stable for a party with this attitude."""
        return self.leaving(concept, attitude, party, state) is None

    def leaving(self, concept: Concept, attitude: Attitude, party: str, state: int) -> int | None:
        """Where the party goes that nothing deters it from; None where it stays."""
        for end in self.improvements(party, state):
            if not attitude.tempted and not self.prefers(party, end, state):
                continue
            ends = self.ends(party, end, concept)
            if not any(self._hurts(concept, attitude, party, state, one) for one in ends):
                return end
        return None

    def ends(self, party: str, improvement: int, concept: Concept) -> Iterator[int]:
        """Where the others can end by answering an improvement."""
        for end in self.responses(party, improvement, concept.answer):
            if self._returns or end != improvement:
                yield end

    def _hurts(
        self, concept: Concept, attitude: Attitude, party: str, state: int, end: int
    ) -> bool:
        """Whether ending there takes away what the party gained, as its attitude sees it."""
        places = (end, *self.moves(party, end)) if concept.survives else (end,)
        return not any(
            self.prefers(party, place, state)
            or (not attitude.deterred and self.unknown(party, place, state))
            for place in places
        )


class Strength(Unsure):
    """Stability with strong and mild preferences, and with unknown pairs beside them."""

    def __init__(
        self, conflict: Conflict, sanctions: str = "legal", *, returns: bool = True
    ) -> None:
        super().__init__(conflict, sanctions, returns=returns)
        self._order = preferences(moves(conflict))
        self._strong = {party.id: party.preference for party in conflict.parties}

    def strongly(self, party: str, one: int, other: int) -> bool:
        """Whether the party strongly prefers ``one`` to ``other``."""
        if not self.prefers(party, one, other):
            return False
        preference = self._strong[party]
        if isinstance(preference, Ranking):
            above, below = (self._level(party, at) for at in (one, other))
            return any(above < gap <= below for gap in preference.gaps)
        decisive = self._order.decisive(party, self.states[one], self.states[other])
        strong = preference.strong if preference else 0
        return decisive is not None and int(decisive[0].partition(".")[0]) <= strong

    def _level(self, party: str, at: int) -> int:
        """The level of a state in a ranking, from 0 for the best; every level has a state."""
        levels = self.levels(party)
        return int(levels.max() - levels[at])

    def is_strong(
        self, concept: Concept, party: str, state: int, attitude: Attitude = CERTAIN
    ) -> bool:
        """Whether each improvement of the party is answered by something much worse.

        What unknown pairs count for is as with `is_steady`: a party may leave for what might be
        better, and fear an end of which it is not known whether it is worse.
        """
        return all(
            any(
                self._hurts_strongly(concept, attitude, party, state, end)
                for end in self.ends(party, improvement, concept)
            )
            for improvement in self.improvements(party, state)
            if attitude.tempted or self.prefers(party, improvement, state)
        )

    def _hurts_strongly(
        self, concept: Concept, attitude: Attitude, party: str, state: int, end: int
    ) -> bool:
        places = (end, *self.moves(party, end)) if concept.survives else (end,)
        return all(
            self.strongly(party, state, place)
            or (attitude.deterred and self.unknown(party, place, state))
            for place in places
        )


# -- findings --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Leaving:
    """Why the status quo does not hold: a party goes to a state, and nothing deters it.

    ``known`` tells whether it is known to prefer the state, or only might.
    """

    attitude: str
    concept: str
    party: str
    state: State
    known: bool


@dataclass(frozen=True, slots=True)
class Unknown:
    """What is stable under each attitude towards unknown preferences.

    ``pairs`` counts the unknown pairs of each party; ``equilibria`` has the states that are stable
    for every party, by attitude and concept; ``leaving`` says why the status quo is none.
    """

    pairs: Mapping[str, int]
    equilibria: Mapping[str, Mapping[str, tuple[State, ...]]]
    leaving: tuple[Leaving, ...]


@dataclass(frozen=True, slots=True)
class Degrees:
    """Which equilibria are strong, and which hold only by mild sanctions (weak), by concept."""

    strong: Mapping[str, tuple[State, ...]]
    weak: Mapping[str, tuple[State, ...]]


def unknown(
    conflict: Conflict, sanctions: str = "legal", *, returns: bool = True
) -> Unknown | None:
    """What is stable under each attitude; None where every preference is known.

    ``sanctions`` and ``returns`` tell how the others may answer, as with `Unsure`.
    """
    plain = conflict.under()
    if not _has_unknown(plain):
        return None
    known = Unsure(plain, sanctions, returns=returns)
    return Unknown(
        {party.id: known.pairs(party.id) for party in plain.parties},
        {
            attitude.id: {row.id: tuple(_steady(known, row, attitude)) for row in CONCEPTS}
            for attitude in ATTITUDES
        },
        tuple(_leaving(known)),
    )


def _steady(known: Unsure, row: Concept, attitude: Attitude) -> Iterator[State]:
    for at, state in enumerate(known.states):
        if all(known.is_steady(row, attitude, one.id, at) for one in known.conflict.parties):
            yield state


def _leaving(known: Unsure) -> Iterator[Leaving]:
    here = status_quo(known.conflict)
    for attitude in ATTITUDES if here is not None else ():
        at = known.number(here)  # type: ignore[arg-type]
        for row in CONCEPTS:
            for party in known.conflict.parties:
                end = known.leaving(row, attitude, party.id, at)
                if end is not None:
                    sure = known.prefers(party.id, end, at)
                    yield Leaving(attitude.id, row.id, party.id, known.state(end), sure)
                    break


def strength(conflict: Conflict, sanctions: str = "legal") -> Degrees | None:
    """Which equilibria are strong and which weak; None where no preference is strong.

    None too where some are unknown, for then it depends on the attitude: see `hybrid`.
    """
    plain = conflict.under()
    if not _has_strong(plain) or _has_unknown(plain):
        return None
    return _degrees(Strength(plain, sanctions), CERTAIN)


def hybrid(
    conflict: Conflict, sanctions: str = "legal", *, returns: bool = True
) -> Mapping[str, Degrees] | None:
    """Strong and weak equilibria by attitude, where preferences are both strong and unknown."""
    plain = conflict.under()
    if not (_has_strong(plain) and _has_unknown(plain)):
        return None
    known = Strength(plain, sanctions, returns=returns)
    return {attitude.id: _degrees(known, attitude) for attitude in ATTITUDES}


def _degrees(known: Strength, attitude: Attitude) -> Degrees:
    parties = [party.id for party in known.conflict.parties]
    strong: dict[str, tuple[State, ...]] = {}
    weak: dict[str, tuple[State, ...]] = {}
    for row in (row for row in CONCEPTS if row.answer != "nothing"):
        holding = list(_steady(known, row, attitude))
        firm = {
            state
            for state in holding
            if all(known.is_strong(row, one, known.number(state), attitude) for one in parties)
        }
        strong[row.id] = tuple(state for state in holding if state in firm)
        weak[row.id] = tuple(state for state in holding if state not in firm)
    return Degrees(strong, weak)


def _has_unknown(conflict: Conflict) -> bool:
    return any(party.preference and party.preference.unknown for party in conflict.parties)


def _has_strong(conflict: Conflict) -> bool:
    return any(_some_strong(party.preference) for party in conflict.parties)


def _some_strong(preference: Prioritised | Ranking | None) -> bool:
    if isinstance(preference, Ranking):
        return bool(preference.gaps)
    return preference is not None and preference.strong > 0


# -- JSON ------------------------------------------------------------------------------------------


def doubts(
    conflict: Conflict, limit: int = 200, sanctions: str = "legal", *, returns: bool = True
) -> dict[str, Any]:
    """What unknown and strong preferences add to an analysis, as JSON values; often nothing."""
    added: dict[str, Any] = {}
    if (found := unknown(conflict, sanctions, returns=returns)) is not None:
        added["unknown"] = {
            "others_may_return": returns,
            "pairs": dict(found.pairs),
            "equilibria": {
                attitude: {name: _listed(states, limit) for name, states in by_concept.items()}
                for attitude, by_concept in found.equilibria.items()
            },
            "status_quo_left": [
                {
                    "attitude": one.attitude,
                    "concept": one.concept,
                    "party": one.party,
                    "to": one.state.signs,
                    "known": one.known,
                }
                for one in found.leaving
            ],
        }
    if (degrees := strength(conflict, sanctions)) is not None:
        added["strength"] = _plain_degrees(degrees, limit)
    if (by_attitude := hybrid(conflict, sanctions, returns=returns)) is not None:
        added["hybrid"] = {name: _plain_degrees(one, limit) for name, one in by_attitude.items()}
    return added


def _plain_degrees(degrees: Degrees, limit: int) -> dict[str, Any]:
    return {
        kind: {name: _listed(states, limit) for name, states in by_concept.items()}
        for kind, by_concept in (("strong", degrees.strong), ("weak", degrees.weak))
    }


def _listed(states: tuple[State, ...], limit: int) -> dict[str, Any]:
    return {"count": len(states), "states": [state.signs for state in states[:limit]]}
