"""What groups can do, by the definitions, for comparison with `detente.solving.groups`.

Moves and preferences come from `Definitions`; the sequences are walked again, one by one.
"""

from __future__ import annotations

import itertools

from solving.definitions import Definitions, places


class GroupDefinitions:
    """One conflict: what each group reaches, what all its members prefer, where it is stable."""

    def __init__(self, conflict) -> None:
        self.plain = Definitions(conflict)
        self.parties = self.plain.parties
        self.states = range(len(self.plain.states))

    def groups(self, parties=None):
        pool = self.parties if parties is None else parties
        return [
            frozenset(group)
            for size in range(1, len(pool) + 1)
            for group in itertools.combinations(sorted(pool), size)
        ]

    def walks(self, start, step):
        """Wherever sequences of steps end; ``step`` gives pairs of a mover and an end."""
        seen, waiting = set(), [(start, None)]
        while waiting:
            here, last = waiting.pop()
            for mover, end in step(here):
                if mover != last and (end, mover) not in seen:
                    seen.add((end, mover))
                    waiting.append((end, mover))
        return {end for end, _ in seen}

    def reach(self, group, start):
        return self.walks(
            start,
            lambda here: [
                (one, end) for one in group for end in places(self.plain.moves[one][here])
            ],
        )

    def prefer(self, group, end, start):
        return all(self.plain.value[one][end] > self.plain.value[one][start] for one in group)

    def improvements(self, group, start):
        return {end for end in self.reach(group, start) if self.prefer(group, end, start)}

    def rivals_improvements(self, group, start):
        rivals = self.groups([one for one in self.parties if one not in group])
        return self.walks(
            start,
            lambda here: [(one, end) for one in rivals for end in self.improvements(one, here)],
        )

    def is_stable(self, concept, group, state):
        improvements = self.improvements(group, state)
        if concept == "nash":
            return not improvements
        others = frozenset(self.parties) - group
        for improvement in improvements:
            if concept == "seq":
                ends = self.rivals_improvements(group, improvement)
            else:
                ends = self.reach(others, improvement)
            ends = [end for end in ends if not self.prefer(group, end, state)]
            if concept == "smr":
                ends = [
                    end
                    for end in ends
                    if not any(self.prefer(group, own, state) for own in self.reach(group, end))
                ]
            if not ends:
                return False
        return True
