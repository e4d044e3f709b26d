"""``.graphml`` and ``.dot`` files: the states of a conflict and the moves between them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape

from detente.files.refusing import refuse_more_than, refuse_types
from detente.model.conflict import Conflict
from detente.model.moves import moves
from detente.model.ranking import ranks
from detente.model.state import State, state_of

__all__ = ["MOST_OPTIONS", "dot", "graphml"]

MOST_OPTIONS = 12
_COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#000000")
_STYLES = ("solid", "dashed", "dotted", "bold")


@dataclass(frozen=True, slots=True)
class _Move:
    party: str
    source: State
    target: State
    improving: bool


class _StateGraph:
    """The feasible states with every party's rank of them, and the moves."""

    def __init__(self, conflict: Conflict) -> None:
        refuse_types(conflict)
        refuse_more_than(MOST_OPTIONS, conflict)
        self.conflict = conflict
        self._ways = moves(conflict)
        self.states = tuple(self._ways.states)
        self.ranks = ranks(self._ways)
        self.status_quo = self._where_it_stands()

    def _where_it_stands(self) -> State | None:
        taken = self.conflict.status_quo
        if taken is None:
            return None
        signs = "".join("Y" if key in taken else "N" for key in self.conflict.order)
        return self._ways.find(state_of(self.conflict, signs))

    def moves(self) -> Iterator[_Move]:
        for party in self.conflict.parties:
            rank = self.ranks[party.id]
            for source in self.states:
                for target in self._ways.of(party.id, source):
                    better = rank[target.signs] < rank[source.signs]
                    yield _Move(party.id, source, target, better)


def graphml(conflict: Conflict) -> str:
    """The text of a GraphML file: every state with its ranks, every move with its mover.

    Ranks count from 1, the best. Raises `CaseError` for rival types and too many options.

    Examples
    --------
    >>> from detente.cases import catalogue
    >>> text = graphml(catalogue("chicken"))
    >>> text.count("<node "), text.count("<edge ")
    (4, 8)
    """
    graph = _StateGraph(conflict)
    return "\n".join(("<?xml version='1.0' encoding='utf-8'?>", *_graphml_lines(graph))) + "\n"


def _graphml_lines(graph: _StateGraph) -> Iterator[str]:
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    for kind, name, type_ in _keys(graph.conflict):
        yield f'  <key id="{name}" for="{kind}" attr.name="{name}" attr.type="{type_}"/>'
    yield '  <graph edgedefault="directed">'
    yield f"    <desc>{_text(graph.conflict.title)}</desc>"
    for state in graph.states:
        yield f'    <node id="{state}">'
        yield f'      <data key="taken">{_text(", ".join(state.taken) or "none")}</data>'
        yield f'      <data key="status_quo">{str(state == graph.status_quo).lower()}</data>'
        for party, rank in graph.ranks.items():
            yield f'      <data key="rank_{party}">{rank[state.signs]}</data>'
        yield "    </node>"
    for move in graph.moves():
        yield f'    <edge source="{move.source}" target="{move.target}">'
        yield f'      <data key="party">{move.party}</data>'
        yield f'      <data key="improving">{str(move.improving).lower()}</data>'
        yield "    </edge>"
    yield "  </graph>"
    yield "</graphml>"


def _keys(conflict: Conflict) -> Iterator[tuple[str, str, str]]:
    yield "node", "taken", "string"
    yield "node", "status_quo", "boolean"
    for party in conflict.parties:
        yield "node", f"rank_{party.id}", "int"
    yield "edge", "party", "string"
    yield "edge", "improving", "boolean"


def dot(conflict: Conflict) -> str:
    """The text of a DOT file: every state, and the moves that improve things for their mover.

    Each party has a colour and a line of its own. Raises `CaseError` as `graphml`.

    Examples
    --------
    >>> from detente.cases import catalogue
    >>> dot(catalogue("chicken")).splitlines()[1]
    'digraph "Chicken" {'
    """
    graph = _StateGraph(conflict)
    return "\n".join(("// The moves by which a party improves its lot.", *_dot_lines(graph))) + "\n"


def _dot_lines(graph: _StateGraph) -> Iterator[str]:
    yield f"digraph {_name(graph.conflict.title)} {{"
    yield "  node [shape=box];"
    for state in graph.states:
        marked = ", peripheries=2" if state == graph.status_quo else ""
        label = f"{state}\\n{', '.join(state.taken) or 'none'}"
        yield f'  "{state}" [label="{label}"{marked}];'
    looks = {
        party.id: f'color="{_COLOURS[n % len(_COLOURS)]}", style={_STYLES[n % len(_STYLES)]}'
        for n, party in enumerate(graph.conflict.parties)
    }
    for move in graph.moves():
        if move.improving:
            look = f'label="{move.party}", {looks[move.party]}'
            yield f'  "{move.source}" -> "{move.target}" [{look}];'
    yield "}"


def _name(text: str) -> str:
    """A string of DOT, in which a backslash would change what follows."""
    return '"' + " ".join(text.split()).replace("\\", "/").replace('"', "'") + '"'


def _text(text: str) -> str:
    """Character data of XML, without the characters that it cannot hold."""
    return escape("".join(c for c in text if c.isprintable() or c == " "))
