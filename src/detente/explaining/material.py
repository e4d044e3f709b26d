"""Everything that the sections draw on, gathered once.

The findings come from `detente.solving`; this file asks for them under every combination of
types and asks nothing of its own but comparisons and moves, the two questions that the model
answers itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePath
from typing import Literal, TypeVar

from detente.errors import AnalysisError
from detente.explaining.brief import Reference
from detente.explaining.elements import Element, elements
from detente.explaining.words import Wording, first_upper
from detente.model.conflict import Citation, Conflict
from detente.model.findings import Analysis, CommonGround, Draft, Path, Reason, Step
from detente.model.moves import ENUMERABLE, Moves, moves
from detente.model.ranking import Preferences, preferences
from detente.model.register import Record, Register
from detente.model.state import State
from detente.model.text import Document, Evidence
from detente.solving import better_for_all, paths, solve_all, why

__all__ = ["Material", "Run", "Sources", "gather"]

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
STRONGEST_FIRST = ("nash", "sseq", "seq", "smr", "gmr")
EXPLAINED = 4  # states explained in words under one reading
T = TypeVar("T")


@dataclass(frozen=True)
class Run:
    """The findings under one choice of types.

    ``letter`` names the reading (empty if there is only one), ``reasons`` hold for the status quo
    and each reached state one reason or more a party, ``ways`` lead to the reached states by
    improvements, ``deal_ways`` to the best outcomes for all by moves of whatever gain.
    """

    id: str
    letter: str
    analysis: Analysis
    moves: Moves
    order: Preferences
    reasons: tuple[tuple[State, tuple[Reason, ...]], ...] = ()
    ways: tuple[Path, ...] = ()
    deal_ways: tuple[Path, ...] = ()
    common: CommonGround | None = None

    @property
    def conflict(self) -> Conflict:
        """The conflict with the types chosen."""
        return self.analysis.conflict

    @cached_property
    def words(self) -> Wording:
        """The words of the conflict."""
        return Wording(self.conflict)

    @property
    def name(self) -> str:
        """The reading within a sentence: ``reading A (Russia as stated)``."""
        return f"reading {self.letter} ({self.words.types()})" if self.letter else "this model"

    @property
    def status_quo(self) -> State | None:
        """The state in which the conflict stands, if it is known."""
        return self.analysis.status_quo

    @property
    def reached(self) -> tuple[State, ...]:
        """The states in which improvements from the status quo end."""
        return self.analysis.reached.states if self.analysis.reached else ()

    def strength(self, state: State) -> tuple[str, ...]:
        """The concepts under which the state is stable for all parties."""
        analysis = self.analysis
        return tuple(name for name in analysis.concepts if state in analysis.equilibria(name))

    def step(self, party: str, source: State, target: State) -> Step:
        """A move as a step: whether its mover gains, and by which statement."""
        before, after = self.order.value(party, source), self.order.value(party, target)
        decisive = self.order.decisive(party, target, source)
        path = self.conflict.party(party).path
        named = (f"{path}.{decisive[0]}", decisive[1].text) if decisive else None
        changed = tuple(
            key
            for key, old, new in zip(self.conflict.order, source.signs, target.signs, strict=True)
            if old != new
        )
        return Step(party, source, target, changed, (after > before) - (after < before), named)

    def steps(self, state: State) -> tuple[Step, ...]:
        """Every move that some party can make from the state."""
        return tuple(
            self.step(party.id, state, target)
            for party in self.conflict.parties
            for target in self.moves.of(party.id, state)
        )

    def rank(self, party: str, state: State) -> tuple[int, int] | None:
        """The place of the state in the party's order and the number of levels, if countable."""
        levels = self._levels.get(party)
        if levels is None:
            return None
        return len(levels) - levels.index(self.order.value(party, state)), len(levels)

    @cached_property
    def _levels(self) -> dict[str, list[tuple[int, ...]]]:
        if len(self.conflict.order) > ENUMERABLE or self.analysis.feasible > 2048:
            return {}
        states = self.moves.states
        return {
            party.id: sorted({self.order.value(party.id, state) for state in states})
            for party in self.conflict.parties
        }


@dataclass(frozen=True)
class Sources:
    """The registers and texts that sentences rest on."""

    registers: tuple[Register, ...] = ()
    documents: tuple[Document, ...] = ()
    version: str = ""
    elements: tuple[Element, ...] = ()

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The words that elements of a model rest on; here there is no model."""
        return ()

    @cached_property
    def records(self) -> tuple[tuple[Register, Record], ...]:
        """Every record of every register, in the order of the texts; repeats left out."""
        return tuple(
            (register, record)
            for register in self.registers
            for record in register.records
            if not record.same_as or record.same_as > (record.id,)
        )

    def quote(self, evidence: Evidence) -> str:
        """The id of quoted words."""
        document = self.document(evidence.source)
        source = document.id if document else evidence.source
        return f"quote:{source}:{evidence.start}-{evidence.end}"

    def said(self, register: Register, record: Record) -> str:
        """The id of the words of a record."""
        return f"quote:{register.document.id}:{record.start}-{record.end}"

    def document(self, source: str) -> Document | None:
        """The text of a source by its id, its path or its file name."""
        return self._documents.get(source) or self._documents.get(PurePath(source).name)

    @cached_property
    def _documents(self) -> dict[str, Document]:
        known: dict[str, Document] = {}
        for document in self.documents:
            for name in (document.id, document.origin, PurePath(document.origin or "").name):
                if name:
                    known.setdefault(name, document)
        return known

    def references(self, cited: Iterable[str]) -> tuple[Reference, ...]:
        """The quotations that are cited, numbered in the order of their places."""
        needed = set(cited)
        quotes = [reference for id, reference in sorted(self._quotes.items()) if id in needed]  # noqa: A001
        quotes.sort(key=lambda one: (self._place_of(one.source), one.start, one.end))
        return tuple(
            Reference(**{**_fields(one), "label": str(number)})  # type: ignore[arg-type]
            for number, one in enumerate(quotes, 1)
        )

    def _place_of(self, source: str | None) -> tuple[int, str]:
        order = [document.id for document in self.documents]
        return (order.index(source) if source in order else len(order), source or "")

    @cached_property
    def _quotes(self) -> dict[str, Reference]:
        found: dict[str, Reference] = {}
        for register in self.registers:
            for record in register.records:
                evidence = Evidence(register.document.id, record.start, record.end, record.evidence)
                found.setdefault(self.quote(evidence), self._quoted(evidence))
        for citation in self.citations:
            found.setdefault(self.quote(citation.evidence), self._quoted(citation.evidence))
        return found

    def _quoted(self, evidence: Evidence) -> Reference:
        document = self.document(evidence.source)
        if document is not None:
            evidence.check(document)
        return Reference(
            self.quote(evidence),
            "quote",
            "",
            evidence.quote,
            document.id if document else evidence.source,
            evidence.start,
            evidence.end,
            located=document is not None,
        )


@dataclass(frozen=True)
class Material(Sources):
    """What a brief is made of: the conflict, its sources, and the findings of every reading."""

    conflict: Conflict = field(kw_only=True)
    runs: tuple[Run, ...] = field(kw_only=True)
    draft: Draft | None = None

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The words that elements of the model rest on."""
        return self.conflict.evidence

    @cached_property
    def words(self) -> Wording:
        """The words of the conflict."""
        return Wording(self.conflict)

    @property
    def rival(self) -> bool:
        """Whether there are rival readings."""
        return len(self.runs) > 1

    def alike(self, about: Callable[[Run], T]) -> tuple[tuple[T, tuple[Run, ...]], ...]:
        """The readings grouped by what is the same about them, in the order of the readings."""
        groups: list[tuple[T, list[Run]]] = []
        for run in self.runs:
            value = about(run)
            for known, members in groups:
                if known == value:
                    members.append(run)
                    break
            else:
                groups.append((value, [run]))
        return tuple((value, tuple(members)) for value, members in groups)

    # -- what sentences rest on ------------------------------------------------------------------

    def basis(self, *paths_: str) -> tuple[str, ...]:
        """The ids of elements of the model and of the words behind them."""
        found: list[str] = []
        for path in paths_:
            if element := self.element(path):
                found.append(f"model:{element.path}")
                found += [self.quote(evidence) for evidence in element.evidence]
        return tuple(dict.fromkeys(found))

    def by(self, steps: Iterable[Step | None], *also: tuple[str, str] | None) -> tuple[str, ...]:
        """The ids of what decides the given steps."""
        deciding = [step.decided_by for step in steps if step] + list(also)
        return self.basis(*(decided[0] for decided in deciding if decided))

    def element(self, path: str) -> Element | None:
        """The element of the model at this path."""
        return self._elements.get(path)

    @cached_property
    def _elements(self) -> dict[str, Element]:
        return {element.path: element for element in self.elements}

    def agreed(self, element: Element) -> bool:
        """Whether all readings of a party have the same statement, evidence and all, here."""
        party = self.conflict.party(element.party or "")
        peers = [
            self.element(f"parties.{party.id}.types.{name}.{element.place}")
            for name, _ in party.types
        ]
        same = {(one.text, one.evidence, one.guessed) if one else None for one in peers}
        return len(same) == 1

    def references(self, cited: Iterable[str]) -> tuple[Reference, ...]:
        """Everything that can be cited, the quotations only as far as they are."""
        behind = (self.quote(one) for element in self.elements for one in element.evidence)
        quotes = super().references((*cited, *behind))
        return (*quotes, *self._model_references(), *self._result_references())

    def _model_references(self) -> Iterable[Reference]:
        labels: dict[object, str] = {}
        for element in self.elements:
            quotes = tuple(self.quote(evidence) for evidence in element.evidence)
            key: object = element.path
            if element.reading and self.agreed(element):
                key = (element.party, element.place)
            yield Reference(
                f"model:{element.path}",
                "model",
                labels.setdefault(key, f"M{len(labels) + 1}"),
                element.words,
                evidence=quotes,
                guessed=element.guessed,
            )

    def _result_references(self) -> Iterable[Reference]:
        for run in self.runs:
            label = run.letter or "result"
            yield Reference(run.id, "result", label, first_upper(run.name))


def _fields(reference: Reference) -> dict[str, object]:
    return {name: getattr(reference, name) for name in Reference.__slots__}


def gather(
    source: Draft | Conflict,
    registers: Sequence[Register] = (),
    documents: Sequence[Document] = (),
    *,
    version: str = "",
    sanctions: str = "legal",
    types: Mapping[str, str] | None = None,
) -> Material:
    """Ask for every finding that a brief needs.

    Notes
    -----
    One analysis a combination of types; then reasons and paths for the status quo and at most a
    few reached states of each.
    """
    draft = source if isinstance(source, Draft) else None
    conflict = source.conflict if isinstance(source, Draft) else source
    registers = (*(draft.registers if draft else ()), *registers)
    texts = {one.id: one for one in (*(r.document for r in registers), *documents)}
    analyses = solve_all(conflict, types=types or {}, sanctions=sanctions)
    return Material(
        registers,
        tuple(texts.values()),
        version,
        elements(conflict),
        draft,
        conflict=conflict,
        runs=tuple(_run(number, len(analyses), one) for number, one in enumerate(analyses)),
    )


def _run(number: int, runs: int, analysis: Analysis) -> Run:
    letter = "" if runs == 1 else _letter(number)
    ways = moves(analysis.conflict)
    order = preferences(ways)
    state = analysis.status_quo
    if state is None:
        return Run(f"result:{number + 1}", letter, analysis, ways, order)
    reached = analysis.reached.states if analysis.reached else ()
    common = better_for_all(analysis.conflict, state)
    explained = tuple(dict.fromkeys((state, *reached)))[: EXPLAINED + 1]
    return Run(
        f"result:{number + 1}",
        letter,
        analysis,
        ways,
        order,
        tuple((one, _reasons(analysis, one)) for one in explained),
        tuple(_ways(analysis, explained[1:])),
        tuple(_ways(analysis, _fullest(common), "any")),
        common,
    )


def _fullest(common: CommonGround) -> tuple[State, ...]:
    """The one of the best outcomes for all in which most options are taken."""
    best = sorted(common.best, key=lambda state: (-state.signs.count("Y"), state.signs))
    return tuple(best[:1])


def _letter(number: int) -> str:
    return LETTERS[number] if number < len(LETTERS) else f"R{number + 1}"


def _reasons(analysis: Analysis, state: State) -> tuple[Reason, ...]:
    """For each party the reason under the strongest concept that holds and the next that fails."""
    found = []
    for party in analysis.conflict.parties:
        for concept in _telling(analysis, state, party.id):
            found.append(  # noqa: PERF401 - a loop reads better than two levels of generator
                why(analysis.conflict, state, party.id, concept, sanctions=analysis.sanctions)
            )
    return tuple(found)


def _telling(analysis: Analysis, state: State, party: str) -> tuple[str, ...]:
    """The concepts that tell most about a state: where it holds, or why it does not."""
    known = [name for name in STRONGEST_FIRST if name in analysis.concepts]
    holds = [name for name in known if state in analysis.stability(name, party)]
    if not holds:
        return (known[-1],) if known else ()
    credible = [name for name in holds if name in ("nash", "sseq", "seq")]
    if credible or "seq" not in known:
        return (holds[0],)
    return (holds[0], "seq")


def _ways(
    analysis: Analysis, targets: Iterable[State], kind: Literal["improving", "any"] = "improving"
) -> Iterable[Path]:
    """One shortest way from the status quo to each target that has one."""
    for target in targets:
        try:
            found = paths(analysis.conflict, to=target, moves=kind, most=1)
        except AnalysisError:
            continue
        yield from tuple(found)[:1]
