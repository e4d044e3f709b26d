"""The parties of a case file: their options, what they prefer, and rival readings of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from detente.errors import CaseError
from detente.files.tree import Node
from detente.model.conflict import (
    Direction,
    Option,
    Pairs,
    Party,
    Preference,
    Prioritised,
    Ranking,
    check_id,
)
from detente.model.logic import Names, Statement, is_pattern

__all__ = ["Options", "read_options", "read_parties"]

MOST_OPTIONS = 1000
_PARTY = ("name", "options", "prefers", "ranking", "types", "unknown")
_STRONG = ">>"  # what stands above it is strongly preferred to what stands below


@dataclass(frozen=True, slots=True)
class Options:
    """The options of a case by party, and the names by which its statements know them."""

    by_party: Mapping[str, tuple[Option, ...]]
    names: Names

    def directed(self, directions: Mapping[str, Direction]) -> Options:
        """The options with the directions of those, by key, that move one way only."""
        by_party = {
            party: tuple(
                replace(option, direction=directions.get(option.key, "both")) for option in options
            )
            for party, options in self.by_party.items()
        }
        return Options(by_party, self.names)

    def key(self, node: Node) -> str:
        """The key of the option that a string names."""
        try:
            return self.names.key(node.text())
        except KeyError as unknown:
            raise node.fault(str(unknown.args[0])) from None

    def signs(self, node: Node) -> str:
        """The Y/N signs of the state that a string names."""
        signs = re.sub(r"[\s_]", "", node.text())
        if not is_pattern(signs, len(self.names.order)):
            raise node.fault(
                f"`{node.text()[:80]}` is no state: write {len(self.names.order)} signs "
                "of Y, N and -, one per option"
            )
        return signs


def read_options(parties: Mapping[str, Node], order: Node | None) -> Options:
    """The options of all parties, in the order of Y/N strings."""
    by_party = {id: _options_of(id, node) for id, node in parties.items()}  # noqa: A001
    keys = tuple(option.key for options in by_party.values() for option in options)
    if len(keys) > MOST_OPTIONS:
        last = parties[keys[MOST_OPTIONS].partition(".")[0]]
        raise last.fault(f"{len(keys)} options are more than {MOST_OPTIONS}: no case has as many")
    options = Options(by_party, Names(keys))
    return options if order is None else Options(by_party, Names(_ordered(order, options)))


def _options_of(party: str, node: Node) -> tuple[Option, ...]:
    _check(node, "party", party)
    parts = node.table(_PARTY)
    if "options" not in parts:
        return ()
    options = []
    for id, label in parts["options"].table().items():  # noqa: A001
        _check(label, "option", id)
        options.append(Option(id, label.text(), party))
    return tuple(options)


def _check(node: Node, kind: str, id: str) -> None:  # noqa: A002
    try:
        check_id(kind, id)
    except CaseError as error:
        raise node.fault(error.message) from None


def _ordered(order: Node, options: Options) -> tuple[str, ...]:
    keys: dict[str, None] = {}
    for entry in order.list():
        key = options.key(entry)
        if key in keys:
            raise entry.fault(f"`{entry.value}` stands twice in order: remove one")
        keys[key] = None
    missing = [options.names.short(key) for key in options.names.order if key not in keys]
    if missing:
        raise order.fault(f"order leaves out {', '.join(missing)}: name every option once")
    return tuple(keys)


def read_parties(parties: Mapping[str, Node], options: Options) -> tuple[Party, ...]:
    """The parties with what they prefer."""
    return tuple(_party(id, node, options) for id, node in parties.items())  # noqa: A001


def _party(id: str, node: Node, options: Options) -> Party:  # noqa: A002
    parts = node.table(_PARTY)
    given = [key for key in ("prefers", "ranking", "types") if key in parts]
    if len(given) > 1:
        raise parts[given[1]].fault(f"{id} has both {given[0]} and {given[1]}: keep one")
    if "unknown" in parts and ("types" in given or not given):
        raise parts["unknown"].fault(
            f"unknown pairs of {id} stand beside prefers or ranking, of a type within its table"
        )
    types = parts["types"].table() if "types" in parts else {}
    return Party(
        id=id,
        name=parts["name"].text() if "name" in parts else id,
        options=options.by_party[id],
        preference=_preference(parts, options) if "types" not in given and given else None,
        types=tuple((name, _type(name, entry, options)) for name, entry in types.items()),
    )


def _type(name: str, node: Node, options: Options) -> Preference:
    _check(node, "type", name)
    if isinstance(node.value, list):
        return _prioritised(node, options)
    parts = node.table(["prefers", "ranking", "unknown"])
    if len(parts.keys() - {"unknown"}) != 1:
        raise node.fault(f"{node.name} needs prefers or ranking, one of the two")
    return _preference(parts, options)


def _preference(parts: Mapping[str, Node], options: Options) -> Preference:
    if "ranking" in parts:
        found: Preference = _ranking(parts["ranking"], options)
    else:
        found = _prioritised(parts["prefers"], options)
    return (
        replace(found, unknown=_pairs(parts["unknown"], options)) if "unknown" in parts else found
    )


def _pairs(node: Node, options: Options) -> Pairs:
    """Pairs of statements or patterns between whose states it is not known which is better."""
    pairs = []
    for entry in node.list():
        both = [one.statement(options.names, patterns=True) for one in entry.list()]
        if len(both) != 2:
            raise entry.wrong("a pair of statements or states")
        pairs.append((both[0], both[1]))
    return tuple(pairs)


def _prioritised(node: Node, options: Options) -> Prioritised:
    entries: list[Statement | tuple[Statement, ...]] = []
    strong: int | None = None
    for entry in node.few():
        if entry.value == _STRONG:
            if strong is not None:
                raise entry.fault(f"`{_STRONG}` may stand once in a list of statements")
            strong = len(entries)
        elif isinstance(entry.value, list):
            entries.append(entry.statements(options.names))
        else:
            entries.append(entry.statement(options.names))
    return Prioritised(tuple(entries), strong or 0)


def _ranking(node: Node, options: Options) -> Ranking:
    levels: list[tuple[str, ...]] = []
    gaps: list[int] = []
    seen: set[str] = set()
    for entry in node.list():
        if entry.value == _STRONG:
            gaps.append(len(levels))
            continue
        tied = entry.list() if isinstance(entry.value, list) else (entry,)
        if level := tuple(_once(state, options.signs(state), seen) for state in tied):
            levels.append(level)
    inner = (gap for gap in dict.fromkeys(gaps) if 0 < gap < len(levels))
    return Ranking(tuple(levels), tuple(inner))


def _once(node: Node, signs: str, seen: set[str]) -> str:
    if signs in seen:
        raise node.fault(f"the ranking names {signs} twice: remove one")
    seen.add(signs)
    return signs
