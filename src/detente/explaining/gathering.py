"""Ask for every finding that a brief needs, once.

The findings come from `detente.solving`, under every combination of types.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal

from detente.errors import AnalysisError, EngineError
from detente.explaining.elements import elements
from detente.explaining.material import Material
from detente.explaining.run import Run
from detente.model.conflict import Conflict
from detente.model.findings import Analysis, CommonGround, Draft, Path, Reason, Shape
from detente.model.moves import Moves, moves
from detente.model.ranking import preferences
from detente.model.register import Register
from detente.model.state import State
from detente.model.text import Document
from detente.solving import better_for_all, describe, paths, solve_all, why
from detente.solving.budget import DEFAULT_MEMORY, Budget
from detente.solving.concepts import find, strongest_first
from detente.solving.evolution import reached
from detente.solving.regions import PartialRegion
from detente.solving.stability import Progress
from detente.solving.walking import status_quo

__all__ = ["gather", "grounds", "unsolved"]

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
STRONGEST_FIRST = tuple(row.id for row in strongest_first())
TRACED = 150  # moves of all parties from one state up to which answers are traced
WITHOUT, BUDGET = 24, 20.0  # options up to which there is no limit of time, and the seconds beyond
SOLVING = 0.6  # the share of the time that stable states may take
SHAPED = 60  # stable states from which on a set is described rather than listed
EXPLAINED = 8  # reached states explained in words under one reading
FOLLOWED = 12  # options up to which reasons tell where improvements end, and places in an order


def gather(  # noqa: PLR0913 - each is a question of its own
    source: Draft | Conflict,
    registers: Sequence[Register] = (),
    documents: Sequence[Document] = (),
    *,
    version: str = "",
    sanctions: str = "legal",
    types: Mapping[str, str] | None = None,
    budget: float | None = None,
    memory: int = DEFAULT_MEMORY,
    progress: Progress | None = None,
) -> Material:
    """Ask for every finding that a brief needs.

    Parameters
    ----------
    budget:
        The seconds that it may take; by default as long as it takes where states can be listed,
        and 20 seconds where there are more than 24 options.
    memory:
        Megabytes that it may use for states.

    Notes
    -----
    One analysis a combination of types; then reasons and paths for the status quo and at most a
    few reached states of each.
    """
    known = unsolved(source, registers, documents, version=version)
    conflict = known.conflict
    if budget is None and len(conflict.order) > WITHOUT:
        budget = BUDGET
    limits = Budget(budget, memory)
    analyses = solve_all(
        conflict,
        types=types or {},
        sanctions=sanctions,
        budget=None if budget is None else SOLVING * budget,
        memory=memory,
        progress=progress,
    )
    asking = _Asking(limits, progress, len(analyses))
    runs = tuple(asking.run(number, one) for number, one in enumerate(analyses))
    return replace(known, runs=runs, limits=limits)


def unsolved(
    source: Draft | Conflict,
    registers: Sequence[Register] = (),
    documents: Sequence[Document] = (),
    *,
    version: str = "",
) -> Material:
    """What is known of a conflict before anything is solved: its elements and their words."""
    draft = source if isinstance(source, Draft) else None
    conflict = source.conflict if isinstance(source, Draft) else source
    registers = (*(draft.registers if draft else ()), *registers)
    texts = {one.id: one for one in (*(r.document for r in registers), *documents)}
    return Material(
        registers,
        tuple(texts.values()),
        version,
        elements(conflict),
        draft,
        conflict=conflict,
        runs=(),
    )


def grounds(conflict: Conflict) -> Material:
    """What reasons are told with: the moves and the orders, and no stable states.

    Where improvements end is known only where all states can be listed.
    """
    chosen = conflict.under()
    known = len(chosen.order) <= FOLLOWED
    ends = reached(chosen) if known and chosen.status_quo is not None else None
    ways = moves(chosen)
    analysis = Analysis(
        conflict=chosen,
        engine="",
        states=1 << len(chosen.order),
        feasible=len(ways.states) if known else 1 << len(chosen.order),
        concepts=(),
        table=(),
        equilibria_by=MappingProxyType({}),
        everything=PartialRegion(chosen, {}),
        status_quo=status_quo(chosen),
        reached=ends,
    )
    run = Run("result:1", "", analysis, ways, preferences(ways))
    return Material(elements=elements(chosen), conflict=chosen, runs=(run,))


@dataclass(frozen=True, slots=True)
class _Asking:
    """What is asked about each analysis, within what is left of the budget."""

    limits: Budget
    progress: Progress | None
    runs: int

    def run(self, number: int, analysis: Analysis) -> Run:
        """The findings under one reading."""
        if self.progress is not None:
            self.progress("what all would prefer, and the reasons", number, self.runs)
        letter = "" if self.runs == 1 else _letter(number)
        ways = moves(analysis.conflict)
        order = preferences(ways)
        state = analysis.status_quo
        shapes = self._shapes(analysis)
        if state is None:
            return Run(f"result:{number + 1}", letter, analysis, ways, order, shapes=shapes)
        ends = analysis.reached.states if analysis.reached else ()
        common = self._common(analysis, state, number)
        explained = tuple(dict.fromkeys((state, *ends)))[: EXPLAINED + 1]
        small = _is_traceable(analysis, state, ways)
        return Run(
            f"result:{number + 1}",
            letter,
            analysis,
            ways,
            order,
            tuple((one, _reasons(analysis, one, ways)) for one in explained),
            tuple(_ways(analysis, explained[1:])) if small else (),
            tuple(_ways(analysis, _fullest(common), "any")) if small and common else (),
            common,
            shapes,
        )

    def _shapes(self, analysis: Analysis) -> tuple[tuple[str, Shape], ...]:
        """What the states of each large set have in common, the most telling sets first."""
        told = []
        for concept in _described(analysis):
            if self.limits.left <= 0:
                break
            if shape := describe(analysis, concept):
                told.append((concept, shape))
        return tuple(told)

    def _common(self, analysis: Analysis, state: State, number: int) -> CommonGround | None:
        """What all prefer to the status quo; None where there was no time to find out."""
        try:
            with self.limits.share(self.runs - number):
                return better_for_all(analysis.conflict, state, budget=self.limits)
        except EngineError:
            return None


def _described(analysis: Analysis) -> tuple[str, ...]:
    """The concepts whose sets are large and known: Nash, and the most credible of the others."""
    known = [name for name in STRONGEST_FIRST if name in analysis.concepts]
    known = [name for name in known if analysis.equilibria(name).complete]
    others = [name for name in known if find(name).answer != "nothing" and name != "sseq"]
    chosen = [name for name in known if find(name).answer == "nothing"] + others[:1]
    return tuple(name for name in chosen if analysis.equilibria(name).count > SHAPED)


def _fullest(common: CommonGround) -> tuple[State, ...]:
    """The one of the best outcomes for all in which most options are taken."""
    best = sorted(common.best, key=lambda state: (-state.signs.count("Y"), state.signs))
    return tuple(best[:1])


def _letter(number: int) -> str:
    return LETTERS[number] if number < len(LETTERS) else f"R{number + 1}"


def _reasons(analysis: Analysis, state: State, ways: Moves) -> tuple[Reason, ...]:
    """For each party the reason under the strongest concept that holds and the next that fails.

    Where a state has very many moves, what others could answer to each is not traced.
    """
    parties = [party.id for party in analysis.conflict.parties]
    traceable = _is_traceable(analysis, state, ways)
    found = []
    for party in parties:
        for concept in _telling(analysis, state, party):
            if not traceable and not _at_rest(analysis, state, party):
                continue
            if reason := _traced(analysis, state, party, concept):
                found.append(reason)
    return tuple(found)


def _is_traceable(analysis: Analysis, state: State, ways: Moves) -> bool:
    """Whether a state has so few moves that what may follow can be told step by step."""
    conflict = analysis.conflict
    if sum(1 << len(party.options) for party in conflict.parties) > 2 * TRACED:
        return False
    return sum(len(ways.of(party.id, state)) for party in conflict.parties) <= TRACED


def _traced(analysis: Analysis, state: State, party: str, concept: str) -> Reason | None:
    try:
        return why(analysis.conflict, state, party, concept, sanctions=analysis.sanctions)
    except EngineError:  # more to follow than a reader could
        return None


def _at_rest(analysis: Analysis, state: State, party: str) -> bool:
    """Whether a party has no improvement, so that there are no answers to trace."""
    return "nash" in analysis.concepts and state in analysis.stability("nash", party)


def _telling(analysis: Analysis, state: State, party: str) -> tuple[str, ...]:
    """The concepts that tell most about a state: where it holds, or why it does not."""
    known = [name for name in STRONGEST_FIRST if name in analysis.concepts]
    holds = [name for name in known if state in analysis.stability(name, party)]
    if not holds:
        return (known[-1],) if known else ()
    credible = [name for name in holds if find(name).answer != "moves"]
    if credible or "seq" not in known:
        return (holds[0],)
    return (holds[0], "seq")


def _ways(
    analysis: Analysis, targets: Iterable[State], kind: Literal["improving", "any"] = "improving"
) -> Iterable[Path]:
    """One shortest way from the status quo to each target that has one."""
    for target in targets:
        try:
            found = tuple(paths(analysis.conflict, to=target, moves=kind, most=1))
        except (AnalysisError, EngineError):  # no way, or too many moves to look for one
            continue
        yield from found[:1]
