"""What survives if somebody is misjudged, in words and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from detente.explaining.answers.change import condition
from detente.explaining.answers.grounds import Grounds, framed, named, wrapped
from detente.explaining.likelihood import NOTE, likelihood
from detente.explaining.listings import reasons_text
from detente.explaining.words import counted, in_list
from detente.inert import inert
from detente.model.conflict import Conflict
from detente.model.edits import Lift, Move, Turn
from detente.model.state import State
from detente.solving.conclusions import Conclusion, Shares
from detente.solving.perturbing import Assumption
from detente.solving.robustness import Flip, Robustness

__all__ = [
    "assumed",
    "behind",
    "concluded",
    "named_conclusion",
    "robustness_report",
    "robustness_text",
]

READINGS = {
    "legal": "in any number of turns",
    "once": "at most once each",
    "single": "by a single move of one of them",
}


def robustness_text(
    conflict: Conflict, found: Sequence[Robustness], limit: int = 10, *, likelihood: bool = False
) -> str:
    """What survives under each choice of types: shares, what turns it over, what never changes."""
    lines = [inert(conflict.title, breaks=False)]
    for one in found:
        lines += ["", *_run(one, limit, likely=likelihood)]
    if likelihood:
        lines += ["", NOTE]
    return "\n".join(lines)


def _run(found: Robustness, limit: int, *, likely: bool) -> Iterator[str]:
    if found.conflict.types:
        yield "types: " + ", ".join(f"{party}={name}" for party, name in found.conflict.types)
    parts = [counted(len(found.flips), "single assumption")]
    if found.orders is not None:
        parts.append(counted(found.orders.models, "order of unknown order", "orders"))
    if found.shaken is not None:
        plan = found.plan
        parts.append(
            f"{found.shaken.models:,} shaken by chance (up to {counted(plan.swaps, 'swap')} a "
            f"list, seed {plan.seed})"
        )
    yield f"{found.models:,} models besides this one: {in_list(parts)}"
    for state in found.states:
        yield from _state(found, state, likely=likely)
    yield from _ranked(found, limit)
    yield from _unchanged(found)
    if not found.complete:
        yield "  stopped by the budget: there would have been more models"


def _state(found: Robustness, state: State, *, likely: bool) -> Iterator[str]:
    here = ", the status quo" if state == found.start else ""
    yield f"  {named(state)}{here}"
    for conclusion in found.conclusions:
        if conclusion.state == state:
            now = "yes" if conclusion in found.holds else "no"
            shares = _shares(found, conclusion, likely)
            yield f"    {named_conclusion(conclusion):<28} {now:<4} {shares}"


def named_conclusion(conclusion: Conclusion) -> str:
    """What is concluded of a state: ``stable under SEQ``, ``reached``."""
    if conclusion.kind == "stable":
        return f"stable under {(conclusion.concept or '').upper()}"
    if conclusion.kind == "ousting":
        return f"ousting the status quo ({(conclusion.concept or '').upper()})"
    return conclusion.kind


def _names(conclusions: Iterable[Conclusion], last: str = "and") -> str:
    """Conclusions about one state in a row, the concepts it is stable under said once."""
    names = [named_conclusion(one) for one in conclusions]
    stable = [name.removeprefix("stable under ") for name in names if name.startswith("stable ")]
    others = [name for name in names if not name.startswith("stable ")]
    return in_list([f"stable under {in_list(stable, last)}", *others] if stable else others, last)


def _shares(found: Robustness, conclusion: Conclusion, likely: bool) -> str:
    single = sum(conclusion in (*flip.gained, *flip.lost) for flip in found.flips)
    said = [f"turned over by {single} of {counted(len(found.flips), 'assumption')}"]
    for part, what in ((found.orders, "orders"), (found.shaken, "shaken models")):
        if part is not None and part.models:
            said.append(f"holds in {_share(part, conclusion)} {what}")
    if likely and found.shaken is not None and found.shaken.models:
        said.append(likelihood(found.shaken.count(conclusion) / found.shaken.models))
    return "; ".join(said)


def _share(part: Shares, conclusion: Conclusion) -> str:
    return f"{part.count(conclusion):,} of {part.models:,}"


def _ranked(found: Robustness, limit: int) -> Iterator[str]:
    grounds = Grounds(found.conflict)
    total = len(found.conclusions)
    ranked = found.ranked
    yield f"  {len(ranked)} of {counted(len(found.flips), 'assumption')} turn some conclusion over"
    for number, flip in enumerate(ranked[:limit], 1):
        verdicts = found.feasible * len(found.concepts)
        yield from wrapped(
            f"{number}. {assumed(grounds, flip.assumption)}: {flip.flips} of {total} conclusions "
            f"({flip.verdicts} of {verdicts} verdicts) turn over",
            "    ",
        )
        yield from wrapped(f"rests on {_rests(grounds, flip.assumption)}", "       ")
        for text in concluded(grounds, flip):
            yield from wrapped(text, "       ")
        if flip.reason is not None:
            told = reasons_text(flip.conflict, [flip.reason])
            yield from (f"       {line}" for line in told.splitlines())
    if len(ranked) > limit:
        yield f"    and {len(ranked) - limit:,} more (--limit lists more)"


def assumed(grounds: Grounds, assumption: Assumption) -> str:
    """The assumption turned over, in words: ``if Russia ranked “x” above “y”``."""
    match assumption.edit:
        case Move() as swap:
            return condition(grounds, (swap,))
        case Turn(option=name, direction="both"):
            return f"if {grounds.words.option(grounds.conflict.option(name).key)} could be undone"
        case Turn(option=name):
            return f"if {grounds.words.option(grounds.conflict.option(name).key)} were irreversible"
        case Lift(path=path):
            rule = grounds.conflict.rules.infeasible[int(path.rpartition(".")[2]) - 1]
            return f"if this could be: {grounds.words.statement(rule)}"
    return f"if the others could answer {READINGS[assumption.sanctions or 'legal']}"


def _rests(grounds: Grounds, assumption: Assumption) -> str:
    paths = behind(grounds, assumption)
    chosen = "the reading of sanctions that was chosen"
    return "; ".join(grounds.source(path) for path in paths) or chosen


def behind(grounds: Grounds, assumption: Assumption) -> tuple[str, ...]:
    """The elements of the model that an assumption is about; none for the reading of sanctions."""
    match assumption.edit:
        case Move(path=path, place=place, to=to):
            return (f"{path}.{place}", f"{path}.{to}")
        case Turn(option=name):
            short = grounds.conflict.names.short(grounds.conflict.option(name).key)
            return (f"rules.irreversible.{short}",)
        case Lift(path=path):
            return (path,)
    return ()


def concluded(grounds: Grounds, flip: Flip) -> Iterator[str]:
    """What the assumption turns over, state by state."""
    for state in dict.fromkeys(one.state for one in (*flip.gained, *flip.lost)):
        short = grounds.words.short(state)
        gained = [one for one in flip.gained if one.state == state]
        lost = [one for one in flip.lost if one.state == state]
        parts = [f"is {_names(gained)}"] if gained else []
        parts += [f"is no longer {_names(lost, 'or')}"] if lost else []
        yield f"then {short} {in_list(parts)}"


def _unchanged(found: Robustness) -> Iterator[str]:
    same = [one for one in found.conclusions if found.never_changes(one)]
    total = counted(len(found.conclusions), "conclusion")
    yield f"  never changes in {found.models:,} models: {len(same)} of {total}"
    for state in found.states:
        holding = [one for one in same if one.state == state and one in found.holds]
        failing = [one for one in same if one.state == state and one in found.fails]
        said = [f"always {_names(holding)}"] if holding else []
        said += [f"never {_names(failing, 'or')}"] if failing else []
        if said:
            yield from wrapped(f"{named(state)}: {'; '.join(said)}", "    ")


# -- JSON ------------------------------------------------------------------------------------------


def robustness_report(
    case: str,
    conflict: Conflict,
    found: Sequence[Robustness],
    limit: int = 200,
    *,
    likelihood: bool = False,
) -> dict[str, Any]:
    """What ``detente robust --json`` prints."""
    return framed(case, conflict, [_plain(one, limit, likely=likelihood) for one in found])


def _plain(found: Robustness, limit: int, *, likely: bool) -> dict[str, Any]:
    shaken = found.shaken
    return {
        "types": dict(found.conflict.types),
        "sanctions": found.sanctions,
        "states": [state.signs for state in found.states],
        "concepts": list(found.concepts),
        "feasible": found.feasible,
        "complete": found.complete,
        "models": {
            "assumptions": len(found.flips),
            "orders": None if found.orders is None else found.orders.models,
            "orders_in_all": str(found.orders_count),
            "shaken": None if shaken is None else shaken.models,
            "swaps": found.plan.swaps,
            "seed": found.plan.seed,
        },
        "conclusions": [_plain_conclusion(found, one, likely=likely) for one in found.conclusions],
        "assumptions": [_plain_flip(found.conflict, one) for one in found.ranked[:limit]],
        "turning": len(found.ranked),
        "reached": []
        if shaken is None
        else [{"state": state.signs, "models": count} for state, count in shaken.reached()[:limit]],
    }


def _plain_conclusion(found: Robustness, one: Conclusion, *, likely: bool) -> dict[str, Any]:
    orders, shaken = found.orders, found.shaken
    value: dict[str, Any] = {
        **one.to_dict(),
        "holds": one in found.holds,
        "never_changes": found.never_changes(one),
        "turned_over_by": sum(one in (*flip.gained, *flip.lost) for flip in found.flips),
        "orders": None if orders is None else orders.count(one),
        "shaken": None if shaken is None else shaken.count(one),
    }
    if likely and shaken is not None and shaken.models:
        value["likelihood"] = likelihood(shaken.count(one) / shaken.models)
    return value


def _plain_flip(conflict: Conflict, flip: Flip) -> dict[str, Any]:
    return {
        "words": assumed(Grounds(conflict), flip.assumption),
        "assumption": flip.assumption.to_dict(),
        "gained": [one.to_dict() for one in flip.gained],
        "lost": [one.to_dict() for one in flip.lost],
        "verdicts": flip.verdicts,
        "reason": None if flip.reason is None else flip.reason.to_dict(),
    }
