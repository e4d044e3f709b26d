"""Case files: conflicts as TOML that people read, edit and comment."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, datetime
from pathlib import Path

from detente.errors import CaseError
from detente.files.opening import read_text
from detente.files.packages import read_packages
from detente.files.parties import Options, read_options, read_parties
from detente.files.sources import Fetch, beside, check_name, check_quotes
from detente.files.tree import LARGEST, Node, parse_toml
from detente.files.views import read_views
from detente.model.conflict import Citation, Conflict, Direction, Mark, Rules
from detente.model.drafted import Drafted
from detente.model.elements import settled
from detente.model.logic import Not, Statement, Taken
from detente.model.soundness import check_sound
from detente.model.text import Evidence

__all__ = ["FORMAT", "load", "loads"]

FORMAT = 1
_Graph = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]

_KEYS = (
    "format title as_of sources order parties rules graph packages views evidence guessed "
    "questions assumptions drafted not_modelled"
).split()
_RULES = "infeasible feasible irreversible indistinguishable status_quo".split()


def load(path: str | Path) -> Conflict:
    """Read a case file, and hold its quotes against the sources that lie beside it.

    Raises
    ------
    CaseError
        With file, line and column, in one line.
    """
    text = read_text(path, LARGEST)
    return loads(text, name=str(path), fetch=beside(Path(path).parent), sound=True)


def loads(
    text: str, *, name: str | None = None, fetch: Fetch | None = None, sound: bool = False
) -> Conflict:
    """Read the text of a case file.

    Parameters
    ----------
    text:
        The case in TOML.
    name:
        The name of the file in error messages.
    fetch:
        Gives the sources to hold the quotes against; without it they are not checked.
    sound:
        Whether the conflict must be fit for analysis: the rules leave a state, and so on.

    Examples
    --------
    >>> conflict = loads('''
    ... format = 1
    ... title = "A quarrel over a bridge"
    ... parties.east.options.build = "Build the bridge"
    ... parties.west.options.pay = "Pay half"
    ... parties.west.prefers = ["build", "not pay"]
    ... ''')
    >>> conflict.order
    ('east.build', 'west.pay')
    """
    return _Case(parse_toml(text, name)).conflict(fetch, sound=sound)


class _Case:
    """One case file on its way to a conflict."""

    def __init__(self, root: Node) -> None:
        _check_format(root)
        self.root = root
        self.parts = root.table(_KEYS)

    def conflict(self, fetch: Fetch | None, *, sound: bool) -> Conflict:
        parties = self._need("parties").table()
        order = self.parts.get("order")
        rules = self.parts["rules"].table(_RULES) if "rules" in self.parts else {}
        options = read_options(parties, order)
        options = options.directed(self._directions(rules, options))
        evidence = self._evidence()
        try:
            listed = read_parties(parties, options)
            conflict = Conflict(
                title=self._need("title").text(),
                parties=listed,
                rules=self._rules(rules, options),
                status_quo=_status_quo(rules.get("status_quo"), options),
                as_of=_day(self.parts.get("as_of")),
                order=options.names.order if order else (),
                sources=self._strings("sources"),
                evidence=evidence,
                guessed=self._guessed(),
                questions=self._strings("questions"),
                assumptions=self._strings("assumptions"),
                packages=read_packages(self.parts["packages"], tuple(parties))
                if "packages" in self.parts
                else None,
                views=read_views(self.parts["views"], listed, options)
                if "views" in self.parts
                else (),
                drafted=_drafted(self.parts.get("drafted")),
                aside=_aside(self.parts.get("not_modelled")),
            )
            if sound:
                check_sound(conflict)
        except CaseError as error:
            raise _placed(error, self.root) from None
        self._check_evidence(conflict, fetch)
        return settled(_by_name(conflict, rules, options))

    def _need(self, key: str) -> Node:
        advice = {"title": 'title = "..."', "parties": "[parties.NAME] tables"}
        if key not in self.parts:
            raise self.root.fault(f"no {key}: add {advice[key]}")
        return self.parts[key]

    def _list(self, key: str) -> tuple[Node, ...]:
        return self.parts[key].list() if key in self.parts else ()

    def _strings(self, key: str) -> tuple[str, ...]:
        entries = self._list(key)
        if key == "sources":
            for entry in entries:
                _checked_source(entry)
        return tuple(entry.text() for entry in entries)

    # -- rules ---------------------------------------------------------------------------------

    def _rules(self, rules: dict[str, Node], options: Options) -> Rules:
        def statements(key: str, *, patterns: bool) -> tuple[Statement, ...]:
            given = rules.get(key)
            return given.statements(options.names, patterns=patterns) if given else ()

        return Rules(
            infeasible=statements("infeasible", patterns=True),
            feasible=statements("feasible", patterns=True),
            indistinguishable=statements("indistinguishable", patterns=False),
            graph=self._graph(options),
        )

    def _directions(self, rules: dict[str, Node], options: Options) -> dict[str, Direction]:
        directions: dict[str, Direction] = {}
        for entry in rules["irreversible"].list() if "irreversible" in rules else ():
            key, direction = _one_way(entry, options)
            if directions.setdefault(key, direction) != direction:
                raise entry.fault(
                    f"`{options.names.short(key)}` is irreversible both ways: keep one"
                )
        return directions

    def _graph(self, options: Options) -> _Graph | None:
        if "graph" not in self.parts:
            return None
        graph = self.parts["graph"].table(["moves"])
        if "moves" not in graph:
            raise self.parts["graph"].fault("an empty graph: add moves.PARTY = [[from, to], ...]")
        moves = graph["moves"].table(options.by_party)
        return tuple((party, self._pairs(listed, options)) for party, listed in moves.items())

    def _pairs(self, listed: Node, options: Options) -> tuple[tuple[str, str], ...]:
        pairs = []
        for entry in listed.list():
            states = [options.signs(state) for state in entry.list()]
            if len(states) != 2:
                raise entry.wrong("a pair of states, [from, to]")
            if states[0] == states[1]:
                raise entry.fault(f"{entry.name} moves from {states[0]} to itself: remove it")
            pairs.append((states[0], states[1]))
        return tuple(pairs)

    # -- marks ---------------------------------------------------------------------------------

    def _evidence(self) -> tuple[Citation, ...]:
        return tuple(_citation(entry) for entry in self._list("evidence"))

    def _guessed(self) -> tuple[Mark, ...]:
        marks = []
        for entry in self._list("guessed"):
            if isinstance(entry.value, str):
                marks.append(Mark(_path(entry)))
            else:
                marks.append(_mark(entry.table(["about", "statement"]), entry))
        return tuple(marks)

    def _check_evidence(self, conflict: Conflict, fetch: Fetch | None) -> None:
        if fetch is None:
            return
        entries = self._list("evidence")
        quotes = tuple(citation.evidence for citation in conflict.evidence)
        for number, message in check_quotes(quotes, fetch):
            raise entries[number].within("quote").fault(message)


def _check_format(root: Node) -> None:
    parts = root.table()
    if "format" not in parts:
        raise root.fault(f"no format: add `format = {FORMAT}` as the first line")
    number = parts["format"].whole()
    if number > FORMAT:
        raise parts["format"].fault(
            f"format {number} is newer than this version of detente knows ({FORMAT}): "
            "get a newer detente"
        )
    if number != FORMAT:
        raise parts["format"].fault(f"there is no format {number}: write `format = {FORMAT}`")


def _placed(error: CaseError, root: Node) -> CaseError:
    """The error with a place: its own, or else that of the element at fault."""
    if error.line is not None:
        return error
    return root.at(error.about or "parties").fault(error.message)


def _drafted(node: Node | None) -> Drafted | None:
    if node is None:
        return None
    counts = node.table([field.name for field in fields(Drafted)])
    try:
        return Drafted(**{name: count.whole() for name, count in counts.items()})
    except CaseError as error:
        raise (error if error.line is not None else node.fault(error.message)) from None


def _aside(node: Node | None) -> tuple[tuple[str, str], ...]:
    """Who is not modelled, with the part that each plays."""
    if node is None:
        return ()
    return tuple((name, part.text()) for name, part in node.table().items())


def _day(node: Node | None) -> date | None:
    if node is None:
        return None
    if isinstance(node.value, date) and not isinstance(node.value, datetime):
        return node.value
    try:
        return date.fromisoformat(node.value)
    except (TypeError, ValueError):
        raise node.wrong("a day such as 2022-01-14") from None


def _one_way(entry: Node, options: Options) -> tuple[str, Direction]:
    match entry.statement(options.names).expression:
        case Taken(key):
            return key, "take"
        case Not(Taken(key)):
            return key, "drop"
        case _:
            raise entry.fault(
                f"{entry.name} must name one option, as `x` (not to be undone) or "
                "`not x` (not to be retaken)"
            )


def _status_quo(node: Node | None, options: Options) -> tuple[str, ...] | None:
    if node is None:
        return None
    if isinstance(node.value, str):
        raise node.wrong('a list of the options taken, such as ["talks"]')
    return tuple(dict.fromkeys(options.key(entry) for entry in node.list()))


def _mark(parts: dict[str, Node], node: Node) -> Mark:
    if "about" not in parts:
        raise node.fault(f"{node.name} lacks `about`, the path of an element")
    statement = parts["statement"].text() if "statement" in parts else None
    return Mark(_path(parts["about"]), statement)


def _path(node: Node) -> str:
    """The path of an element; of a type written as a table, as of one written as a list."""
    steps = node.text().strip().split(".")
    if steps[:1] == ["parties"] and steps[2:3] == ["types"] and len(steps) > 4:
        steps[4:5] = [] if steps[4] in ("prefers", "ranking") else steps[4:5]
    return ".".join(steps)


def _citation(node: Node) -> Citation:
    known = ("about", "statement", "source", "span", "quote")
    parts = node.table(known)
    for key in ("source", "span", "quote"):
        if key not in parts:
            raise node.fault(f"{node.name} lacks `{key}`")
    mark = _mark(parts, node)
    start, end = _span(parts["span"])
    quote = parts["quote"].text()
    if end - start != len(quote):
        raise parts["quote"].fault(
            f"the quote has {len(quote)} characters, its span {end - start}: mend one"
        )
    source = _checked_source(parts["source"])
    return Citation(mark.about, mark.statement, evidence=Evidence(source, start, end, quote))


def _span(node: Node) -> tuple[int, int]:
    ends = [end.whole() for end in node.list()]
    if len(ends) != 2 or not 0 <= ends[0] < ends[1]:
        raise node.fault(f"{node.name} must be [start, end], counted from 0")
    return ends[0], ends[1]


def _checked_source(node: Node) -> str:
    try:
        check_name(node.text())
    except CaseError as error:
        raise node.fault(error.message) from None
    return node.text()


def _by_name(conflict: Conflict, rules: dict[str, Node], options: Options) -> Conflict:
    """The conflict with marks on numbered entries of order-free lists put on their names."""
    names: dict[str, str] = {}
    for key in ("irreversible", "status_quo"):
        for number, entry in enumerate(rules[key].list() if key in rules else (), 1):
            option = _one_way(entry, options)[0] if key == "irreversible" else options.key(entry)
            names[f"rules.{key}.{number}"] = f"rules.{key}.{options.names.short(option)}"
    return conflict.with_marks(lambda mark: names.get(mark.about, mark.about))
