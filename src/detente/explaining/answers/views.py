"""What each party expects and what would surprise it, in words and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from detente.explaining.answers.grounds import Grounds, framed, listed, named, wrapped
from detente.explaining.words import counted, in_list
from detente.inert import inert
from detente.model.conflict import Conflict
from detente.model.findings import Step
from detente.solving.views import Expectation, Hypergame, Surprise

__all__ = ["seen_types", "views_report", "views_text"]


def views_text(conflict: Conflict, found: Sequence[Hypergame], limit: int = 10) -> str:
    """For each set of views: what each party expects, how it is played, what surprises."""
    lines = [inert(conflict.title, breaks=False)]
    for one in found:
        lines += ["", *_game(one, limit)]
    return "\n".join(lines)


def _game(found: Hypergame, limit: int) -> Iterator[str]:
    words = Grounds(found.conflict).words
    for one in found.expectations:
        yield f"{words.party(one.party)}: {seen_types(found.conflict, one)}"
        yield from _expected(found, one)
    yield from _played(found, limit)
    yield from _surprises(found, limit)
    yield "  stable for each party in its own game (first level):"
    for concept, states in found.equilibria.items():
        yield f"    {concept.upper():<5} {len(states):,} of {counted(found.feasible, 'state')}"
        yield from listed(states, limit, "      ")
        for party, excluded in found.excluded.items():
            if excluded[concept] or found.mistaken[party][concept]:
                yield (
                    f"      {words.party(party)} rules out {len(excluded[concept]):,} of these and "
                    f"expects {len(found.mistaken[party][concept]):,} others"
                )


def seen_types(conflict: Conflict, one: Expectation) -> str:
    """Which types a party takes itself and the others to be."""
    taken = [f"{conflict.party(party).name} {name.replace('_', ' ')}" for party, name in one.types]
    return f"sees {in_list(taken)}" if taken else "sees the game as it is"


def _expected(found: Hypergame, one: Expectation) -> Iterator[str]:
    stable = one.analysis.status_quo_stable
    if found.start is None or stable is None or one.reached is None:
        return
    held = [name.upper() for name, holds in stable.items() if holds]
    holds = f"stable under {in_list(held)}" if held else "not stable"
    ends = in_list([named(state) for state in one.reached.states], most=3)
    yield f"  expects {named(found.start)} to be {holds}"
    yield f"  and improvements to end in {ends}"


def _played(found: Hypergame, limit: int) -> Iterator[str]:
    if found.start is None:
        return
    yield f"  played by these views, improvements lead to {counted(len(found.played), 'state')},"
    yield f"  and stop in {counted(len(found.ends), 'state')}:"
    yield from listed(found.ends, limit, "    ")


def _surprises(found: Hypergame, limit: int) -> Iterator[str]:
    count = counted(len(found.surprises), "move")
    yield f"  strategic surprises on the way: {count} that somebody does not expect"
    for one in found.surprises[:limit]:
        for text in _surprise(found, one):
            yield from wrapped(text, "    ")
    if len(found.surprises) > limit:
        yield f"    and {len(found.surprises) - limit:,} more (--limit lists more)"


def _surprise(found: Hypergame, one: Surprise) -> Iterator[str]:
    mover = Grounds(found.expectation(one.step.party).analysis.conflict)
    seer = Grounds(found.expectation(one.party).analysis.conflict)
    who = mover.words.party(one.party)
    yield f"to {who}: at {mover.words.short(one.step.source)} {mover.step(one.step)};"
    if one.expected is None:
        yield f"  {who} does not see that this could be done"
    else:
        yield f"  {who} takes it that {_taken(seer, one.expected)}"


def _taken(seer: Grounds, step: Step) -> str:
    effect = {1: "gains", 0: "neither gains nor loses", -1: "loses"}[step.gain]
    by = f" by {seer.statement(step.decided_by)}" if step.gain else ""
    return f"{seer.words.party(step.party)} {effect}{by}"


# -- JSON ------------------------------------------------------------------------------------------


def views_report(
    case: str, conflict: Conflict, found: Sequence[Hypergame], limit: int = 200
) -> dict[str, Any]:
    """What ``detente views --json`` prints."""
    return framed(case, conflict, [_plain(one, limit) for one in found])


def _plain(found: Hypergame, limit: int) -> dict[str, Any]:
    return {
        "status_quo": None if found.start is None else found.start.signs,
        "feasible": found.feasible,
        "complete": found.complete,
        "views": [_plain_view(one) for one in found.expectations],
        "played": {
            "states": [state.signs for state in found.played[:limit]],
            "ends": [state.signs for state in found.ends[:limit]],
        },
        "surprises": [one.to_dict() for one in found.surprises[:limit]],
        "surprises_count": len(found.surprises),
        "equilibria": {
            concept: {
                "count": len(states),
                "states": [state.signs for state in states[:limit]],
                "excluded": {p: len(by[concept]) for p, by in found.excluded.items()},
                "mistaken": {p: len(by[concept]) for p, by in found.mistaken.items()},
            }
            for concept, states in found.equilibria.items()
        },
    }


def _plain_view(one: Expectation) -> dict[str, Any]:
    reached = one.reached
    return {
        "party": one.party,
        "types": dict(one.types),
        "feasible": one.analysis.feasible,
        "status_quo_stable": one.analysis.status_quo_stable,
        "reached": None if reached is None else [state.signs for state in reached.states],
    }
