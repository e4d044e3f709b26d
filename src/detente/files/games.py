"""``.nfg`` files: a conflict as a game in strategic form, for Gambit.

Every party chooses among the ways to take its options, all at once. Payoffs are ordinal: the
worst feasible state is worth 1, each better level 1 more. States that the rules forbid are worth
0, one below the worst, for everybody; an equilibrium among them says nothing about the conflict.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping

from detente.files.refusing import refuse_classes, refuse_graph, refuse_more_than, refuse_types
from detente.model.conflict import Conflict, Party
from detente.model.moves import moves
from detente.model.ranking import ranks

__all__ = ["MOST_OPTIONS", "nfg"]

MOST_OPTIONS = 16


def nfg(conflict: Conflict) -> str:
    """The text of the ``.nfg`` file.

    Raises
    ------
    CaseError
        For rival types, an explicit move graph, coalesced states, and too many options.

    Examples
    --------
    >>> from detente.cases import catalogue
    >>> print(nfg(catalogue("prisoners-dilemma")).splitlines()[0])
    NFG 1 R "Prisoner's Dilemma"
    """
    refuse_types(conflict)
    refuse_graph(conflict)
    refuse_classes(conflict)
    refuse_more_than(MOST_OPTIONS, conflict)
    choices = [_choices(party) for party in conflict.parties]
    players = " ".join(_quoted(party.name) for party in conflict.parties)
    strategies = "\n  ".join(
        "{ " + " ".join(_quoted(_named(chosen)) for chosen in listed) + " }" for listed in choices
    )
    lines = [
        f"NFG 1 R {_quoted(conflict.title)}",
        f"{{ {players} }}",
        "",
        f"{{ {strategies}\n}}",
        _quoted(_comment(conflict)),
        "",
        *_payoffs(conflict, choices),
    ]
    return "\n".join(lines) + "\n"


def _choices(party: Party) -> list[tuple[str, ...]]:
    """The ways to take a party's options, by key; the first takes none."""
    keys = [option.key for option in party.options]
    signs = itertools.product((False, True), repeat=len(keys))
    return [tuple(itertools.compress(keys, chosen)) for chosen in signs]


def _named(chosen: tuple[str, ...]) -> str:
    return "+".join(key.partition(".")[2] for key in chosen) or "none"


def _comment(conflict: Conflict) -> str:
    one_way = [
        conflict.names.short(option.key)
        for option in conflict.options
        if option.direction != "both"
    ]
    said = [
        "Payoffs are ranks: the worst feasible state is worth 1.",
        "States that the rules forbid are worth 0, one below the worst, for every player.",
    ]
    if one_way:
        said.append(f"Options that cannot be undone are free here: {', '.join(one_way)}.")
    return " ".join(said)


def _payoffs(conflict: Conflict, choices: list[list[tuple[str, ...]]]) -> Iterator[str]:
    """One line for each choice of the other players; the first player's changes fastest."""
    worth = _worth(conflict)
    for others in itertools.product(*reversed(choices[1:])):
        cells = []
        for own in choices[0]:
            taken = frozenset(itertools.chain(own, *others))
            signs = "".join("Y" if key in taken else "N" for key in conflict.order)
            cells.append(" ".join(str(values.get(signs, 0)) for values in worth))
        yield "  ".join(cells)


def _worth(conflict: Conflict) -> list[Mapping[str, int]]:
    """For each party what each feasible state is worth, by its signs."""
    ranked = ranks(moves(conflict))
    found: list[Mapping[str, int]] = []
    for party in conflict.parties:
        worst = max(ranked[party.id].values())
        found.append({signs: worst + 1 - rank for signs, rank in ranked[party.id].items()})
    return found


def _quoted(text: str) -> str:
    inner = " ".join(text.split()).replace("\\", "/").replace('"', "'")
    return f'"{inner}"'
