"""Who must move together, in words and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from detente.explaining.answers.grounds import Grounds, framed, listed, named, wrapped
from detente.explaining.words import counted, first_upper, in_list
from detente.inert import inert
from detente.model.conflict import Conflict
from detente.solving.coalitions import Coalitions, JointMove, Way

__all__ = ["coalitions_report", "coalitions_text", "help_in_words", "is_in_turn"]


def coalitions_text(conflict: Conflict, found: Sequence[Coalitions], limit: int = 10) -> str:
    """What groups can do under each choice of types, from the status quo first."""
    lines = [inert(conflict.title, breaks=False)]
    for one in found:
        lines += ["", *_run(one, limit)]
    return "\n".join(lines)


def _run(found: Coalitions, limit: int) -> Iterator[str]:
    grounds = Grounds(found.conflict)
    if found.conflict.types:
        yield "types: " + ", ".join(f"{party}={name}" for party, name in found.conflict.types)
    yield f"from {named(found.state)}"
    yield "  joint improvements: moves together by which every member gains"
    for move in found.joint:
        yield from _move(grounds, move, found.feasible, limit, "    ")
    yield from _common(grounds, found, limit)
    yield "  stable for every group, single parties included:"
    for concept, states in found.equilibria.items():
        name = "CNash" if concept == "nash" else f"C{concept.upper()}"
        yield f"    {name:<6} {len(states):,} of {counted(found.feasible, 'state')}"
        yield from listed(states, limit, "      ")
    yield from _vulnerable(grounds, found, limit)


def _move(
    grounds: Grounds, move: JointMove, feasible: int, limit: int, indent: str
) -> Iterator[str]:
    count = f"{len(move.targets):,} of {counted(feasible, 'state')}"
    yield f"{indent}{grounds.words.parties(move.group)}: {count}"
    yield from listed(move.targets, limit, f"{indent}  ")


def _common(grounds: Grounds, found: Coalitions, limit: int) -> Iterator[str]:
    common = found.common
    best = f", {len(common.best):,} of them Pareto-optimal" if common.count else ""
    total = counted(found.feasible, "state")
    yield f"  better for all than this: {common.count:,} of {total}{best}"
    for way in found.ways[:limit]:
        best = ", Pareto-optimal" if way.state in common.best else ""
        yield f"    {named(way.state)}{best}"
        for text in _way(grounds, way):
            yield from wrapped(text, "      ")
    if common.count > min(limit, len(found.ways)):
        yield f"    and {common.count - min(limit, len(found.ways)):,} more (--limit lists more)"


def _way(grounds: Grounds, way: Way) -> Iterator[str]:
    for party, end, step in way.parts:
        if step is None:
            change = grounds.words.change(way.state, end)
            yield f"alone: {grounds.party(party)} cannot do its part ({change}) from here"
        else:
            yield f"alone: {grounds.step(step)}"
    if way.groups:
        smallest = in_list([grounds.words.parties(group) for group in way.groups], "or")
        yield f"together: it takes {smallest}"
    steps = f": {_steps(grounds, way)}" if is_in_turn(way) else ""
    yield f"{help_in_words(grounds, way)}{steps}"
    names = in_list([name.upper() for name in way.stable])
    yield f"once there: stable under {names}" if names else "once there: not stable"


def is_in_turn(way: Way) -> bool:
    """Whether single parties can go there one step after the other."""
    return way.help in ("self-interest", "a first step at a cost")


def help_in_words(grounds: Grounds, way: Way) -> str:
    """What it takes to get there."""
    words = grounds.words
    match way.help:
        case "none":
            return "no legal moves lead there: it would take new options or rules"
        case "self-interest":
            return "in turn: every step pays whoever makes it"
        case "groups in turn":
            turns = [f"{words.parties(group)} to {words.short(end)}" for group, end in way.turns]
            return f"groups in turn: {', then '.join(turns)}; each gains at once"
        case "a first step at a cost":
            return "in turn: if one step is made at a cost, the others pay"
    number = len(way.costly)
    return f"all at once: in turn {counted(number, 'step')} would cost whoever makes them"


def _steps(grounds: Grounds, way: Way) -> str:
    return "; ".join(grounds.step(step) for step in way.path or ())


def _vulnerable(grounds: Grounds, found: Coalitions, limit: int) -> Iterator[str]:
    count = len(found.vulnerable)
    plain = counted(found.plain, "equilibrium", "equilibria")
    yield f"  vulnerable: a group would leave {count:,} of {plain}"
    for one in found.vulnerable[:limit]:
        under = in_list([name.upper() for name in one.concepts])
        yield f"    {named(one.state)}: stable under {under}"
        for move in one.moves:
            group = first_upper(grounds.words.parties(move.group))
            ends = in_list([grounds.words.short(end) for end in move.targets], "or", 2)
            yield from wrapped(f"{group} would go to {ends}", "      ")
    if count > limit:
        yield f"    and {count - limit:,} more (--limit lists more)"


# -- JSON ------------------------------------------------------------------------------------------


def coalitions_report(
    case: str, conflict: Conflict, found: Sequence[Coalitions], limit: int = 200
) -> dict[str, Any]:
    """What ``detente coalitions --json`` prints."""
    return framed(case, conflict, [_plain(one, limit) for one in found])


def _plain(found: Coalitions, limit: int) -> dict[str, Any]:
    common = found.common
    return {
        "types": dict(found.conflict.types),
        "state": found.state.signs,
        "feasible": found.feasible,
        "joint_improvements": [_plain_move(move, limit) for move in found.joint],
        "equilibria": {
            f"c{concept}": {
                "count": len(states),
                "share": len(states) / found.feasible,
                "states": [state.signs for state in states[:limit]],
                "truncated": len(states) > limit,
            }
            for concept, states in found.equilibria.items()
        },
        "vulnerable": {
            "count": len(found.vulnerable),
            "of": found.plain,
            "states": [
                {
                    "state": one.state.signs,
                    "concepts": list(one.concepts),
                    "moves": [_plain_move(move, limit) for move in one.moves],
                }
                for one in found.vulnerable[:limit]
            ],
        },
        "better_for_all": {
            "count": common.count,
            "states": [state.signs for state in common.listed[:limit]],
            "best": [state.signs for state in common.best],
            "ways": [way.to_dict() for way in found.ways[:limit]],
        },
    }


def _plain_move(move: JointMove, limit: int) -> dict[str, Any]:
    return {
        "group": list(move.group),
        "count": len(move.targets),
        "states": [state.signs for state in move.targets[:limit]],
    }
