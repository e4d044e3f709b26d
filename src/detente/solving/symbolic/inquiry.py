"""Why is a state stable or not, where its improvements are too many to look at one by one?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import islice

from detente.model.findings import Answer, Reason, Step
from detente.model.state import State
from detente.solving.concepts import Concept
from detente.solving.symbolic.moving import Mover, opponents
from detente.solving.symbolic.region import DiagramRegion
from detente.solving.symbolic.routes import Route, Routes
from detente.solving.symbolic.space import Diagram
from detente.solving.symbolic.thresholds import closure, deterring
from detente.solving.walking import Walker

__all__ = ["Inquiry"]

SHOWN = 12


class Inquiry:
    """One question: why is a state stable, or not, for this party under this concept?"""

    def __init__(
        self, movers: Mapping[str, Mover], concept: Concept, party: str, state: State
    ) -> None:
        self.mover = movers[party]
        self.concept = concept
        self.state = state
        self._space = self.mover.space
        self._others = opponents(movers.values(), party)
        above = self.mover.above(state)
        self.improvements = self.mover.after_move(self._space.only(state)) & above
        self._deterring = deterring(concept, self.mover, above)

    @cached_property
    def _walker(self) -> Walker:
        return Walker(self._space.conflict)

    def undeterred(self) -> Diagram:
        """The improvements that nothing deters.

        What deters the party grows backwards, move by move, until it covers every improvement.
        """
        left = self.improvements
        for grown in closure(self._space, self._deterring, self.concept.answer, self._others):
            left &= ~grown
            if not left.satisfiable():
                break
        return left

    def reason(self) -> Reason:
        """The reason, with the best improvements of the party only; how many there are is told."""
        left = self.undeterred()
        stable = not left.satisfiable()
        answers = self._answers() if stable else [Answer(self._step(next(self._best(left))))]
        return Reason(
            self.mover.party.id,
            self.concept.id,
            self.state,
            stable,
            tuple(answers),
            improvements=self._space.count(self.improvements),
        )

    def _best(self, states: Diagram) -> Iterator[State]:
        """The states, the best for the party first."""
        while states.satisfiable():
            greatest = self.mover.greatest(states)
            yield from DiagramRegion(self._space, greatest)
            states &= ~greatest

    def _answers(self) -> list[Answer]:
        """What deters the best improvements, by a shortest way each."""
        routes = Routes(self._space, self._others, improving=self.concept.answer == "improvements")
        best = islice(self._best(self.improvements), SHOWN)
        return [self._answer(one, next(routes.to(one, self._deterring))) for one in best]

    def _answer(self, improvement: State, route: Route) -> Answer:
        steps, here = [], improvement
        for party, end in route:
            steps.append(self._walker.step(party, here, end))
            here = end
        decided_by = self._walker.decided_by(self.mover.party.id, self.state, here)
        return Answer(self._step(improvement), tuple(steps), decided_by)

    def _step(self, improvement: State) -> Step:
        return self._walker.step(self.mover.party.id, self.state, improvement)
