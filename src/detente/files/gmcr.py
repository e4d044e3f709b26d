"""``.gmcr`` files, the JSON of the program GMCR+, in both vintages of the format.

A state has a number: one more than its place among the feasible states, ordered by the binary
number whose lowest digit is the first option. A condition is a list of option numbers with signs,
all of which hold, or a compound of which one holds.
"""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from detente.errors import CaseError
from detente.files.opening import read_text
from detente.files.refusing import refuse_classes, refuse_graph, refuse_types
from detente.model.conflict import (
    Conflict,
    Direction,
    Option,
    Party,
    Preference,
    Prioritised,
    Ranking,
    Rules,
)
from detente.model.logic import KEYWORDS, Names, Statement, parse
from detente.model.moves import moves
from detente.model.ranking import ranks
from detente.model.soundness import check_sound
from detente.model.state import State

__all__ = ["dumps", "load", "loads"]

LARGEST = 20_000_000
MOST_MEMBERS = 4096  # of one compound condition
DIRECTIONS: dict[str, Direction] = {"both": "both", "fwd": "take", "back": "drop"}
WORDS = {direction: word for word, direction in DIRECTIONS.items()}


def load(path: str | Path) -> Conflict:
    """Read a ``.gmcr`` file."""
    conflict = loads(read_text(path, LARGEST), name=str(path))
    try:
        check_sound(conflict)
    except CaseError as error:
        raise CaseError(error.message, file=str(path), about=error.about) from None
    return conflict


def loads(text: str, *, name: str | None = None) -> Conflict:
    """Read the text of a ``.gmcr`` file; every fault is one `CaseError` that names the file."""
    try:
        data = json.loads(text)
        json.dumps(data, ensure_ascii=False).encode()  # no half of a character pair in it
    except UnicodeEncodeError:
        raise CaseError("holds half of a character pair: export it again", file=name) from None
    except (json.JSONDecodeError, RecursionError) as error:
        line = getattr(error, "lineno", None)
        raise CaseError("is not JSON: export it again", file=name, line=line) from None
    try:
        return _Reading(data).conflict(Path(name or "conflict").stem)
    except CaseError as error:
        raise CaseError(error.message, file=name) from None
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
        what = f"{type(error).__name__} {error}" if str(error) else type(error).__name__
        raise CaseError(f"is no GMCR+ file ({what}): export it again", file=name) from None


class _Reading:
    """One file on its way to a conflict."""

    def __init__(self, data: Any) -> None:  # noqa: ANN401 - whatever the file holds
        if not isinstance(data, dict) or not data.get("options") or not data.get("decisionMakers"):
            raise CaseError("is no GMCR+ file: `options` and `decisionMakers` are wanted")
        self.data = data
        self.labels = [str(option["name"]) for option in data["options"]]
        self.owner = self._owners()
        self.ids = _ids(self.labels)

    def _owners(self) -> list[int]:
        owner: list[int] = [-1] * len(self.labels)
        for number, maker in enumerate(self.data["decisionMakers"]):
            for index in maker["options"]:
                if not isinstance(index, int) or not 0 <= index < len(owner):
                    raise CaseError(f"decision maker {number + 1} has no option {index!r}")
                if owner[index] not in (-1, number):
                    raise CaseError(f"option {index + 1}, `{self.labels[index]}`, belongs to two")
                owner[index] = number
        for index, number in enumerate(owner):
            if number < 0:
                raise CaseError(f"option {index + 1}, `{self.labels[index]}`, belongs to nobody")
        return owner

    def conflict(self, title: str) -> Conflict:
        makers = self.data["decisionMakers"]
        parties = _ids([str(maker["name"]) for maker in makers])
        options = [
            Option(
                self.ids[index],
                self.labels[index],
                parties[self.owner[index]],
                DIRECTIONS[entry.get("permittedDirection", "both")],
            )
            for index, entry in enumerate(self.data["options"])
        ]
        names = Names(tuple(option.key for option in options))
        rules = Rules(infeasible=tuple(self._rule(entry, names) for entry in self._infeasible()))
        bare = Conflict(
            title,
            tuple(
                Party(id, str(maker["name"]), tuple(o for o in options if o.party == id))
                for id, maker in zip(parties, makers, strict=True)  # noqa: A001
            ),
            rules,
            order=names.order,
        )
        return Conflict(
            title,
            tuple(
                Party(party.id, party.name, party.options, self._preference(maker, bare))
                for party, maker in zip(bare.parties, makers, strict=True)
            ),
            rules,
            order=names.order,
        )

    def _infeasible(self) -> list[Any]:
        return list(self.data.get("infeasibles") or [])

    def _rule(self, entry: Any, names: Names) -> Statement:  # noqa: ANN401
        return parse(self._text(entry, names), names)

    def _text(self, condition: Any, names: Names) -> str:  # noqa: ANN401
        if not condition or condition == {"compound": True, "members": []}:
            raise CaseError("an empty condition: remove it")
        if isinstance(condition, dict):
            return " or ".join(self._text(member, names) for member in condition["members"])
        literals = []
        for index, sign in condition:
            if not 0 <= index < len(names.order) or sign not in ("Y", "N"):
                raise CaseError(f"a condition names option {index!r} with sign {sign!r}")
            short = names.short(names.order[index])
            literals.append(short if sign == "Y" else f"not {short}")
        text = " and ".join(literals)
        return f"({text})" if len(literals) > 1 else text

    def _preference(self, maker: dict[str, Any], bare: Conflict) -> Preference:
        manual = self.data.get("useManualPreferenceRanking")
        if manual is None:
            manual = self.data.get("useManualPreferenceVectors", False)
        ranking = maker.get("preferenceRanking") or maker.get("preferenceVector")
        if not manual:
            listed = maker.get("preferences") or []
            return Prioritised(tuple(self._rule(entry, bare.names) for entry in listed))
        if not ranking:
            raise CaseError(f"`{maker['name']}` has no preferenceRanking though it is manual")
        numbered = _numbered(bare)
        return Ranking(tuple(tuple(self._states(level, numbered)) for level in ranking))

    @staticmethod
    def _states(level: Any, numbered: Sequence[State]) -> Iterator[str]:  # noqa: ANN401
        for number in level if isinstance(level, list) else [level]:
            if not isinstance(number, int) or not 1 <= number <= len(numbered):
                raise CaseError(f"a ranking names state {number!r} of {len(numbered)}")
            yield numbered[number - 1].signs


def _numbered(conflict: Conflict) -> list[State]:
    """The feasible states by number: the first option is the lowest binary digit."""
    return sorted(moves(conflict).states, key=lambda state: state.signs[::-1])


def _ids(labels: Sequence[str]) -> list[str]:
    """Ids from names, each unlike the others."""
    found: list[str] = []
    for label in labels:
        slug = re.sub(r"[^a-z0-9]+", "_", label.lower()).strip("_")
        slug = slug if slug[:1].isalpha() else f"x_{slug}".rstrip("_")
        slug = f"{slug}_" if slug in KEYWORDS else slug
        tries = itertools.chain([slug], (f"{slug}_{number}" for number in itertools.count(2)))
        found.append(next(text for text in tries if text not in found))
    return found


def dumps(conflict: Conflict) -> str:
    """The text of the ``.gmcr`` file that holds a conflict.

    Statements of unknown order are written in the order in which they stand. What the format
    cannot hold, rival types, explicit graphs and coalesced states, is a `CaseError` that names it.
    """
    refuse_types(conflict)
    refuse_graph(conflict)
    refuse_classes(conflict)
    manual = any(isinstance(party.preference, Ranking) for party in conflict.parties)
    return json.dumps(_values(conflict, manual), indent=1, ensure_ascii=False) + "\n"


def _values(conflict: Conflict, manual: bool) -> dict[str, Any]:
    order = conflict.order
    ranked = ranks(moves(conflict)) if manual else {}
    makers = []
    for party in conflict.parties:
        maker: dict[str, Any] = {
            "name": party.name,
            "options": [order.index(option.key) for option in party.options],
            "preferences": [] if manual else list(_conditions(party, order)),
        }
        if manual:
            maker["preferenceRanking"] = _ranked(conflict, ranked[party.id])
        makers.append(maker)
    return {
        "options": [
            {"name": option.label, "permittedDirection": WORDS[option.direction]}
            for option in conflict.options
        ],
        "decisionMakers": makers,
        "infeasibles": list(_banned(conflict)),
        "useManualPreferenceRanking": manual,
        "program": "gmcr-py",
        "version": "0.4.1",
    }


def _conditions(party: Party, order: tuple[str, ...]) -> Iterator[object]:
    assert not isinstance(party.preference, Ranking)
    for statement in (party.preference or Prioritised()).flat:
        members = list(_members(statement, order, f"parties.{party.id}.prefers"))
        if not members:
            continue  # never true, so it decides nothing, and the format has no such condition
        yield members[0] if len(members) == 1 else {"compound": True, "members": members}


def _members(statement: Statement, order: tuple[str, ...], where: str) -> Iterator[list[list[Any]]]:
    """The statement as conditions, one for each choice that makes it true; one must hold."""
    keys = statement.keys()
    if 2 ** len(keys) > MOST_MEMBERS:
        raise CaseError(f"{where}: `{statement}` names too many options for the format")
    if len(keys) > 1 and (plain := _conjunction(statement, order)):
        yield plain
        return
    for taken in itertools.product((True, False), repeat=len(keys)):
        if statement.holds(key for key, chosen in zip(keys, taken, strict=True) if chosen):
            yield [
                [order.index(key), "Y" if chosen else "N"]
                for key, chosen in zip(keys, taken, strict=True)
            ]


def _conjunction(statement: Statement, order: tuple[str, ...]) -> list[list[Any]] | None:
    """The one choice that makes the statement true, if there is just one."""
    keys = statement.keys()
    true = [
        taken
        for taken in itertools.product((True, False), repeat=len(keys))
        if statement.holds(key for key, chosen in zip(keys, taken, strict=True) if chosen)
    ]
    if len(true) != 1:
        return None
    return [
        [order.index(k), "Y" if chosen else "N"] for k, chosen in zip(keys, true[0], strict=True)
    ]


def _banned(conflict: Conflict) -> Iterator[list[list[Any]]]:
    for rule in conflict.rules.infeasible:
        yield from _members(rule, conflict.order, "rules.infeasible")
    if conflict.rules.feasible:
        yield from _not_allowed(conflict)


def _not_allowed(conflict: Conflict) -> Iterator[list[list[Any]]]:
    """``feasible`` turned round: every state that matches none of its patterns."""
    if len(conflict.order) > 12:
        raise CaseError("rules.feasible: too many options to list what is not allowed")
    for signs in itertools.product("YN", repeat=len(conflict.order)):
        keys = [key for key, sign in zip(conflict.order, signs, strict=True) if sign == "Y"]
        if not any(rule.holds(keys) for rule in conflict.rules.feasible):
            yield [[index, sign] for index, sign in enumerate(signs)]


def _ranked(conflict: Conflict, ranked: Mapping[str, int]) -> list[Any]:
    """The states by number, best first, ties nested."""
    levels: dict[int, list[int]] = {}
    for number, state in enumerate(_numbered(conflict), 1):
        levels.setdefault(ranked[state.signs], []).append(number)
    return [level[0] if len(level) == 1 else level for _, level in sorted(levels.items())]
