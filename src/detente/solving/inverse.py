"""What would have to change: the smallest edits of preference lists that bring something about.

The inverse question of stability analysis [KKH15]_, asked of statement lists: which swaps, moves
or omissions of statements, as few as can be, make a state stable, unstable, reached or not?
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

import numpy as np

from detente.model.conflict import Conflict, Preference, Prioritised, Ranking
from detente.model.edits import Drop, ListEdit, Move, applied, edited, owner_of, preference_at
from detente.model.findings import Path, Reached, Reason
from detente.model.state import State
from detente.solving.concepts import Concept, find
from detente.solving.evolution import paths, reached
from detente.solving.profiles import Profile, Verdicts
from detente.solving.rankings import Rankings, rankings
from detente.solving.reasons import why
from detente.solving.singly import Judge, judge
from detente.solving.sweeping import Progress
from detente.solving.walking import Walker

__all__ = ["Change", "Changes", "Goal", "Kind", "Scope", "changes"]

Goal = Literal["stable", "unstable", "reached", "unreached"]
Kind = Literal["swap", "move", "drop"]

KINDS: tuple[Kind, ...] = ("swap", "drop", "move")
MOST_MODELS = 60_000
STRETCH = 2_000  # models judged between two looks at the bounds


@dataclass(frozen=True, slots=True)
class Change:
    """Edits that bring the goal about, verified by solving the changed conflict again.

    ``reasons`` tell why the state is now stable (for each party for which it was not) or not (for
    a party for which it was); ``path`` leads to a state that is now reached; ``ends`` are where
    improvements now end.
    """

    edits: tuple[ListEdit, ...]
    conflict: Conflict
    reasons: tuple[Reason, ...] = ()
    path: Path | None = None
    ends: Reached | None = None

    @property
    def parties(self) -> tuple[str, ...]:
        """Whose lists change."""
        return tuple(dict.fromkeys(owner_of(edit.path) for edit in self.edits))

    @property
    def distance(self) -> int:
        """How many neighbours change places or are left out, in all."""
        return sum(edit.distance if isinstance(edit, Move) else 1 for edit in self.edits)

    def to_dict(self) -> dict[str, Any]:
        """The change as JSON values."""
        return {
            "edits": [edit.to_dict() for edit in self.edits],
            "parties": list(self.parties),
            "distance": self.distance,
            "reasons": [reason.to_dict() for reason in self.reasons],
            "path": None if self.path is None else self.path.to_dict(),
        }


@dataclass(frozen=True, slots=True)
class Changes:
    """The smallest changes that bring a goal about, by whose lists change.

    ``found`` maps each set of parties to its changes, all with the fewest edits that these parties
    need together; a set is left out where fewer of its parties do with as few edits. ``tried``
    counts the changed conflicts looked at by set of parties; ``complete`` tells whether these are
    all up to ``bound`` edits.
    """

    conflict: Conflict
    state: State
    goal: Goal
    concept: str
    holds: bool
    now: tuple[Reason, ...]
    bound: int
    found: Mapping[tuple[str, ...], tuple[Change, ...]]
    tried: Mapping[tuple[str, ...], int]
    complete: bool
    rankings: tuple[Rankings, ...] = field(default=())

    @property
    def smallest(self) -> int | None:
        """The fewest edits that bring it about; None if none were found."""
        sizes = [len(changes[0].edits) for changes in self.found.values() if changes]
        return min(sizes, default=None)


@dataclass(frozen=True, slots=True)
class Scope:
    """Which changes are looked at.

    ``kinds`` of edits: swaps of neighbours, moves over several places, statements left out; at
    most ``bound`` of them together, in the lists of these ``parties`` (everybody's where it is
    None), and at most ``most`` changed conflicts in all. ``counting`` adds how many of all
    rankings make the state stable.
    """

    kinds: Sequence[Kind] = KINDS
    bound: int = 2
    parties: Sequence[str] | None = None
    most: int = MOST_MODELS
    counting: bool = True


def changes(
    conflict: Conflict,
    state: State,
    goal: Goal = "stable",
    concept: str | Concept = "seq",
    scope: Scope | None = None,
    progress: Progress | None = None,
) -> Changes:
    """The smallest edits of preference lists that make a state stable, unstable, reached or not.

    Examples
    --------
    >>> import detente
    >>> conflict = detente.catalogue("european-security-2022").under(russia="as_alleged")
    >>> found = changes(conflict, detente.parse_state(conflict, "talks"), "stable", "seq")
    >>> found.smallest, found.found["russia",][0].edits
    (1, (Move(path='parties.russia.types.as_alleged', place=2, to=3),))
    """
    scope = scope or Scope()
    plain = conflict.under()
    asked = scope.parties or [party.id for party in plain.parties]
    parties = tuple(plain.party(party).id for party in asked)
    search = _Search(plain, state, goal, find(str(concept)), scope)
    search.progress = progress
    return search.changes(parties)


@dataclass(frozen=True, slots=True)
class _Variant:
    """A preference that some edits make of a party's own."""

    preference: Preference
    edits: tuple[ListEdit, ...] = ()


class _Search:
    def __init__(
        self,
        conflict: Conflict,
        state: State,
        goal: Goal,
        concept: Concept,
        scope: Scope,
    ) -> None:
        self.conflict = conflict
        walker = Walker(conflict)
        self.state = walker.find(state)
        self.goal = goal
        self.concept = concept
        self.scope = scope
        self.start = walker.start(None) if goal in ("reached", "unreached") else None
        self.judge: Judge = judge(conflict)
        self.own = {party.id: party.preference or Prioritised(()) for party in conflict.parties}
        self.order = list(self.own)
        self._variants: dict[str, list[list[_Variant]]] = {
            party: [[_Variant(preference)]] for party, preference in self.own.items()
        }
        self.left = scope.most
        self.progress: Progress | None = None
        self.tried: dict[tuple[str, ...], int] = {}

    def changes(self, parties: tuple[str, ...]) -> Changes:
        holds = self._holds([{}])[0]
        found = {} if holds else self._found(parties)
        return Changes(
            self.conflict,
            self.state,
            self.goal,
            self.concept.id,
            holds,
            self._now,
            self.scope.bound,
            found,
            self.tried,
            self.left > 0,
            tuple(self._rankings(parties)),
        )

    def _found(self, parties: tuple[str, ...]) -> dict[tuple[str, ...], tuple[Change, ...]]:
        """For each set of parties the changes by the fewest edits, where no fewer of them do."""
        found: dict[tuple[str, ...], tuple[Change, ...]] = {}
        for size in range(1, self.scope.bound + 1):
            for group in self._groups(parties, size):
                if any(set(known) <= set(group) for known in found) or self.left <= 0:
                    continue
                if doing := self._of(group, size):
                    found[group] = doing
        return found

    @staticmethod
    def _groups(parties: tuple[str, ...], size: int) -> Iterator[tuple[str, ...]]:
        for number in range(1, size + 1):
            yield from itertools.combinations(parties, number)

    # -- candidates ------------------------------------------------------------------------------

    def _of(self, group: tuple[str, ...], size: int) -> tuple[Change, ...]:
        """All changes of exactly these lists by so many edits together that do it."""
        doing: list[tuple[ListEdit, ...]] = []
        candidates = self._candidates(group, size)
        while stretch := list(itertools.islice(candidates, min(STRETCH, max(0, self.left)))):
            self.left -= len(stretch)
            self.tried[group] = self.tried.get(group, 0) + len(stretch)
            if self.progress is not None:
                done = self.scope.most - self.left
                self.progress("changes, at most", done, self.scope.most)
            marks = self._holds([{p: v.preference for p, v in one.items()} for one in stretch])
            doing += [
                tuple(edit for variant in one.values() for edit in variant.edits)
                for one, does in zip(stretch, marks, strict=True)
                if does
            ]
        made = [self._verified(edits) for edits in _undominated(self.conflict, doing)]
        return tuple(sorted(made, key=lambda change: change.distance))

    def _candidates(self, group: tuple[str, ...], size: int) -> Iterator[dict[str, _Variant]]:
        for parts in _splits(size, len(group)):
            lists = [self._by(party, part) for party, part in zip(group, parts, strict=True)]
            for variants in itertools.product(*lists):
                yield dict(zip(group, variants, strict=True))

    def _by(self, party: str, size: int) -> list[_Variant]:
        """The preferences that so many edits make of the party's own, and no fewer."""
        known = self._variants[party]
        path = self.conflict.party(party).path
        while len(known) <= size:
            seen = {variant.preference for level in known for variant in level}
            fresh: list[_Variant] = []
            for variant in known[-1]:
                for edit, preference in _edited(path, variant.preference, self.scope.kinds):
                    if preference not in seen:
                        seen.add(preference)
                        fresh.append(_Variant(preference, (*variant.edits, edit)))
            known.append(fresh)
        return known[size]

    # -- judging ---------------------------------------------------------------------------------

    def _holds(self, models: Sequence[Mapping[str, Preference]]) -> Sequence[bool]:
        profiles: list[Profile] = [
            tuple(model.get(party, self.own[party]) for party in self.order) for model in models
        ]
        rows = (self.concept,) if self.start is None else ()
        return self._fulfilled(self.judge.judge(profiles, rows, self.start))

    def _fulfilled(self, verdicts: Verdicts) -> Sequence[bool]:
        at = self.judge.number(self.state)
        if self.start is None:
            marks = verdicts.stable[self.concept.id][at]
        else:
            assert verdicts.reached is not None
            marks = verdicts.reached[at]
        wanted = self.goal in ("stable", "reached")
        return [bool(one) for one in (marks if wanted else np.logical_not(marks))]

    # -- verifying -------------------------------------------------------------------------------

    def _verified(self, edits: tuple[ListEdit, ...]) -> Change:
        """The change with its reasons, from the changed conflict solved again by itself."""
        changed = applied(self.conflict, edits)
        if self.start is not None:
            ends = reached(changed, self.start)
            path = None
            if self.goal == "reached" and self.state != self.start:
                path = next(iter(paths(changed, self.start, self.state)), None)
            if (self.state in ends.states) != (self.goal == "reached"):
                raise AssertionError(f"the engines disagree on {edits}")
            return Change(edits, changed, (), path, ends)
        before = {reason.party: reason.stable for reason in self._now}
        reasons = self._reasons(changed)
        if all(reason.stable for reason in reasons) != (self.goal == "stable"):
            raise AssertionError(f"the engines disagree on {edits}")
        return Change(
            edits, changed, tuple(one for one in reasons if one.stable != before[one.party])
        )

    @cached_property
    def _now(self) -> tuple[Reason, ...]:
        return self._reasons(self.conflict) if self.start is None else ()

    def _reasons(self, conflict: Conflict) -> tuple[Reason, ...]:
        return tuple(
            why(conflict, self.state, party.id, self.concept.id) for party in conflict.parties
        )

    def _rankings(self, parties: Iterable[str]) -> Iterator[Rankings]:
        if self.goal not in ("stable", "unstable") or not self.scope.counting:
            return
        for party in parties:
            if (found := rankings(self.conflict, party, self.state, self.concept)) is not None:
                yield found


def _edited(
    path: str, preference: Preference, kinds: Sequence[Kind]
) -> Iterator[tuple[ListEdit, Preference]]:
    """Every single edit of a list with what it makes of it: swaps, omissions, longer moves."""
    number = len(_entries(preference))
    if "swap" in kinds:
        for place in range(1, number):
            yield _with(Move(path, place, place + 1), preference)
    if "drop" in kinds and isinstance(preference, Prioritised):
        for place in range(1, number + 1):
            yield _with(Drop(path, place), preference)
    if "move" in kinds:
        for distance in range(2, number):
            for place in range(1, number + 1):
                for to in (place - distance, place + distance):
                    if 1 <= to <= number:
                        yield _with(Move(path, place, to), preference)


def _with(edit: ListEdit, preference: Preference) -> tuple[ListEdit, Preference]:
    return edit, edited(preference, edit)


def _splits(size: int, parts: int) -> Iterator[tuple[int, ...]]:
    """The ways to share so many edits among so many lists, each at least one."""
    if parts == 1:
        yield (size,)
        return
    for first in range(1, size - parts + 2):
        for rest in _splits(size - first, parts - 1):
            yield (first, *rest)


def _undominated(
    conflict: Conflict, doing: Sequence[tuple[ListEdit, ...]]
) -> list[tuple[ListEdit, ...]]:
    """The changes without those that move the same statements the same way, only further."""
    shortest: dict[object, tuple[int, tuple[ListEdit, ...]]] = {}
    for edits in doing:
        key = frozenset(_directions(conflict, edits))
        distance = sum(edit.distance if isinstance(edit, Move) else 1 for edit in edits)
        if key not in shortest or distance < shortest[key][0]:
            shortest[key] = distance, edits
    return [edits for _, edits in shortest.values()]


def _directions(conflict: Conflict, edits: Sequence[ListEdit]) -> Iterator[tuple[str, object, int]]:
    """For each edit its list, the entry that it takes, and whether that goes down, up or out."""
    for edit in edits:
        before = preference_at(conflict, edit.path)
        entry = _entries(before)[edit.place - 1]
        way = (1 if edit.to > edit.place else -1) if isinstance(edit, Move) else 0
        yield edit.path, entry, way
        conflict = applied(conflict, edit)


def _entries(preference: Preference) -> Sequence[object]:
    return preference.levels if isinstance(preference, Ranking) else preference.statements
