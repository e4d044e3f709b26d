"""Disputes drawn by chance: with rules, one-way options, ties, rankings, interleaved owners.

Every function takes a ``random.Random``, so that seeds and hypothesis can both drive it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random

from detente.model.conflict import Conflict, Direction, Option, Party, Prioritised, Ranking, Rules
from detente.model.logic import Names, Statement, parse
from solving.definitions import Definitions

DIRECTIONS: Sequence[Direction] = ("both", "both", "both", "take", "drop")


def dispute(rng: Random, options: int = 6, parties: int | None = None) -> Conflict:
    """A conflict in plain option form that has at least one feasible state."""
    number = parties or rng.choice((2, 2, 3, 3, 4, 5))
    owners = [rng.randrange(number) for _ in range(rng.randint(1, options))]
    order = [f"p{owner}.o{place}" for place, owner in enumerate(owners)]
    rng.shuffle(order)
    names = Names(tuple(order))
    while True:
        rules = Rules(
            infeasible=tuple(_rule(rng, names) for _ in range(rng.choice((0, 0, 1, 2, 3)))),
            feasible=tuple(_rule(rng, names) for _ in range(rng.choice((0, 0, 0, 1, 2)))),
        )
        bare = [Party(f"p{one}", f"P{one}", _owned(rng, order, f"p{one}")) for one in range(number)]
        conflict = Conflict("By chance", tuple(bare), rules, order=tuple(order))
        states = Definitions(conflict).states
        if states:
            return _with_preferences(rng, conflict, states)


def coalesced(rng: Random, options: int = 5) -> Conflict:
    """A conflict some of whose states are one; preferences are rankings, so that they fit."""
    while True:
        plain = dispute(rng, options)
        names = plain.names
        same = tuple(_cube(rng, names, rng.randint(1, 2)) for _ in range(rng.choice((1, 1, 2))))
        overlap = (parse(f"({same[0]}) and ({same[-1]})", names),) if len(same) == 2 else ()
        rules = Rules((*plain.rules.infeasible, *overlap), plain.rules.feasible, same)
        parties = tuple(Party(one.id, one.name, one.options) for one in plain.parties)
        left = len(Definitions(Conflict("", parties, replace(rules, indistinguishable=()))).states)
        groups = Definitions(Conflict("", parties, rules, order=plain.order)).members
        if groups and sum(map(len, groups.values())) == left:
            return _ranked(
                rng, Conflict("By chance", parties, rules, order=plain.order), sorted(groups)
            )


def graph(rng: Random, options: int = 4) -> Conflict:
    """A conflict whose moves are listed one by one."""
    plain = dispute(rng, options)
    states = Definitions(plain).states
    moves = tuple(
        (
            party.id,
            tuple(
                (one, other)
                for one in states
                for other in states
                if one != other and rng.random() < 2.5 / len(states)
            ),
        )
        for party in plain.parties
    )
    rules = Rules(plain.rules.infeasible, plain.rules.feasible, graph=moves)
    return Conflict(plain.title, plain.parties, rules, order=plain.order)


def statement(rng: Random, names: Names, depth: int = 2) -> Statement:
    """A statement with any of the words of the logic."""
    return parse(_text(rng, names, depth), names)


def _text(rng: Random, names: Names, depth: int) -> str:
    if depth == 0 or rng.random() < 0.35:
        return rng.choice(("", "not ", "-")) + rng.choice(names.order)
    kind = rng.choice(("and", "or", "xor", "if", "only if", "iff", "unless", "implies", "count"))
    parts = [f"({_text(rng, names, depth - 1)})" for _ in range(rng.randint(2, 3))]
    if kind == "count":
        number = rng.choice(("one", "1", "2"))
        return f"{rng.choice(('at most', 'at least', 'exactly'))} {number} of ({', '.join(parts)})"
    return f" {kind} ".join(parts if kind in ("and", "or", "xor") else parts[:2])


def _rule(rng: Random, names: Names) -> Statement:
    if rng.random() < 0.3:
        signs = "".join(rng.choice("YN--") for _ in names.order)
        return parse(signs, names, patterns=True)
    return _cube(rng, names, rng.randint(1, 3)) if rng.random() < 0.6 else statement(rng, names, 1)


def _cube(rng: Random, names: Names, size: int) -> Statement:
    keys = rng.sample(names.order, min(size, len(names.order)))
    return parse(" and ".join(rng.choice(("", "not ")) + key for key in keys), names)


def _owned(rng: Random, order: Sequence[str], party: str) -> tuple[Option, ...]:
    keys = sorted(key for key in order if key.startswith(f"{party}."))
    names = [key.partition(".")[2] for key in keys]
    return tuple(Option(name, name, party, rng.choice(DIRECTIONS)) for name in names)


def _with_preferences(rng: Random, conflict: Conflict, states: Sequence[str]) -> Conflict:
    if rng.random() < 0.2:
        return _ranked(rng, conflict, states)
    names = conflict.names
    parties = tuple(
        Party(
            party.id,
            party.name,
            party.options,
            Prioritised(tuple(statement(rng, names) for _ in range(rng.randint(0, 5)))),
        )
        for party in conflict.parties
    )
    return Conflict(
        conflict.title,
        parties,
        conflict.rules,
        _status_quo(rng, conflict, states),
        order=conflict.order,
    )


def _ranked(rng: Random, conflict: Conflict, states: Sequence[str]) -> Conflict:
    parties = tuple(
        Party(party.id, party.name, party.options, Ranking(tuple(_levels(rng, states))))
        for party in conflict.parties
    )
    return Conflict(conflict.title, parties, conflict.rules, order=conflict.order)


def _levels(rng: Random, states: Sequence[str]) -> Iterator[tuple[str, ...]]:
    left = rng.sample(list(states), len(states))
    while left:
        size = rng.choice((1, 1, 1, 2, 3))
        yield tuple(left[:size])
        left = left[size:]


def _status_quo(rng: Random, conflict: Conflict, states: Sequence[str]) -> tuple[str, ...]:
    signs = rng.choice(list(states))
    return tuple(key for sign, key in zip(signs, conflict.order, strict=True) if sign == "Y")
