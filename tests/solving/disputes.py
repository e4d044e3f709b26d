"""Disputes built in Python, for the tests of this folder."""

from __future__ import annotations

from collections.abc import Sequence

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
from detente.model.logic import Names, parse

Owned = dict[str, str | Sequence[str]]


def keys(owned: Owned) -> tuple[str, ...]:
    return tuple(
        f"{party}.{option}"
        for party, options in owned.items()
        for option in (options.split() if isinstance(options, str) else options)
    )


def build(
    owned: Owned,
    preferences: dict[str, Sequence[str] | Ranking | dict[str, Sequence[str]]],
    *,
    infeasible: Sequence[str] = (),
    feasible: Sequence[str] = (),
    indistinguishable: Sequence[str] = (),
    irreversible: Sequence[str] = (),
    graph: dict[str, Sequence[tuple[str, str]]] | None = None,
    status_quo: Sequence[str] | None = None,
    order: Sequence[str] = (),
) -> Conflict:
    """A conflict from plain words: option ids by party, statements by party, rules."""
    names = Names(tuple(order) or keys(owned))

    def statements(texts: Sequence[str], patterns: bool = False):
        return tuple(parse(text, names, patterns=patterns) for text in texts)

    def preference(given) -> Preference:
        return given if isinstance(given, Ranking) else Prioritised(statements(given))

    def direction(key: str) -> Direction:
        option = names.short(key)
        if f"not {option}" in irreversible:
            return "drop"
        return "take" if option in irreversible else "both"

    parties = []
    for party in owned:
        given = preferences.get(party, ())
        typed = isinstance(given, dict)
        parties.append(
            Party(
                party,
                party.title(),
                tuple(
                    Option(key.partition(".")[2], key, party, direction(key))
                    for key in keys(owned)
                    if key.startswith(f"{party}.")
                ),
                None if typed else preference(given),
                tuple((name, preference(texts)) for name, texts in given.items()) if typed else (),
            )
        )
    return Conflict(
        "A dispute",
        tuple(parties),
        Rules(
            statements(infeasible, True),
            statements(feasible, True),
            statements(indistinguishable),
            None
            if graph is None
            else tuple((party, tuple(moves)) for party, moves in graph.items()),
        ),
        None if status_quo is None else tuple(names.key(name) for name in status_quo),
        order=tuple(order),
    )


def security_guarantees() -> Conflict:
    """Russia, the United States and NATO on 14 January 2022, with three readings of Russia."""
    rest = ["not consequences", "bases", "limits", "talks", "not settle", "not deescalate"]
    return build(
        {
            "russia": "settle deescalate attack",
            "usa": "limits consequences",
            "nato": "talks guarantee bases",
        },
        {
            "russia": {
                "as_stated": ["guarantee", "not attack", *rest],
                "as_alleged": ["guarantee", "attack if not guarantee", *rest],
                "coercive": [
                    "guarantee",
                    "attack if not (guarantee or (limits and bases))",
                    *rest,
                ],
            },
            "usa": [
                "not attack",
                "consequences iff attack",
                "not guarantee",
                "deescalate",
                "settle",
                "talks",
                "limits iff (settle and deescalate)",
                "bases iff (settle and deescalate)",
            ],
            "nato": [
                "not guarantee",
                "not attack",
                "consequences iff attack",
                "deescalate",
                "settle",
                "talks if not attack",
                "bases iff (settle and deescalate)",
                "limits iff (settle and deescalate)",
            ],
        },
        infeasible=[
            "deescalate and attack",
            "settle and attack",
            "limits and consequences",
            "(guarantee or bases) and not talks",
        ],
        irreversible=["attack", "guarantee"],
        status_quo=["talks"],
    )
