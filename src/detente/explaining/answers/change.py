"""What would have to change, in words and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from detente.explaining.answers.grounds import Grounds, framed, named, wrapped
from detente.explaining.listings import reasons_text
from detente.explaining.words import counted, in_list, quoted
from detente.inert import inert
from detente.model.conflict import Conflict, Ranking
from detente.model.edits import ListEdit, Move, applied, owner_of, preference_at
from detente.model.findings import Reason
from detente.model.logic import Statement
from detente.solving.inverse import Change, Changes
from detente.solving.rankings import Rankings

__all__ = ["changes_report", "changes_text", "condition", "deciding", "goal_in_words"]

COUNTABLE = 10**9


def changes_text(conflict: Conflict, found: Sequence[Changes], limit: int = 10) -> str:
    """The smallest changes under each choice of types, each with its reason."""
    lines = [inert(conflict.title, breaks=False)]
    for one in found:
        lines += ["", *_run(one, limit)]
    return "\n".join(lines)


def _run(found: Changes, limit: int) -> Iterator[str]:
    if found.conflict.types:
        yield "types: " + ", ".join(f"{party}={name}" for party, name in found.conflict.types)
    yield f"to make {named(found.state)}"
    yield f"  {goal_in_words(found)}"
    if found.holds:
        yield "  no change is needed: it holds as it is"
        yield from _reasons(found.conflict, found.now, "    ")
        yield from _rankings(found)
        return
    if found.now:
        yield "  as it is:"
        yield from _reasons(found.conflict, deciding(found), "    ")
    yield from _by_party(found, limit)
    if not found.complete:
        yield "  stopped before every change was looked at: --most looks at more"
    yield from _rankings(found)


def goal_in_words(found: Changes) -> str:
    """What is asked of the state: ``stable under SEQ``."""
    if found.goal in ("reached", "unreached"):
        return f"{found.goal} by improvements from the status quo"
    return f"{found.goal} under {found.concept.upper()}"


def deciding(found: Changes) -> tuple[Reason, ...]:
    """The reasons that stand against the goal."""
    wanted = found.goal == "stable"
    return tuple(reason for reason in found.now if reason.stable != wanted)


def _reasons(conflict: Conflict, reasons: Iterable[Reason], indent: str) -> Iterator[str]:
    told = reasons_text(conflict, reasons)
    yield from (f"{indent}{line}" if line else "" for line in told.splitlines())


def _by_party(found: Changes, limit: int) -> Iterator[str]:
    grounds = Grounds(found.conflict)
    for group in dict.fromkeys((*found.found, *found.tried)):
        who = grounds.words.parties(group) + (" alone" if len(group) == 1 else " together")
        tried = f"{found.tried[group]:,} tried"
        changes = found.found.get(group, ())
        if not changes:
            yield f"  by {who}: none up to {counted(found.bound, 'edit')} ({tried})"
            continue
        edits = counted(len(changes[0].edits), "edit")
        yield f"  by {who}: {counted(len(changes), 'change')} of {edits} ({tried})"
        for number, change in enumerate(changes[:limit], 1):
            yield from wrapped(f"{number}. {condition(grounds, change.edits)}", "    ")
            yield from wrapped(f"now {_resting(grounds, change)}", "       ")
            yield from _consequence(change)
        if len(changes) > limit:
            yield f"    and {len(changes) - limit:,} more (--limit lists more)"


def condition(grounds: Grounds, edits: Sequence[ListEdit]) -> str:
    """The edits in words: ``if Russia ranked “x” above “y”``."""
    conflict, parts = grounds.conflict, []
    for edit in edits:
        parts.append(f"{grounds.words.party(owner_of(edit.path))} {_said(grounds, conflict, edit)}")
        conflict = applied(conflict, edit)
    return f"if {in_list(parts)}"


def _said(grounds: Grounds, conflict: Conflict, edit: ListEdit) -> str:
    if not isinstance(edit, Move):
        return f"did not care about {_entry(grounds, conflict, edit.path, edit.place)}"
    one = _entry(grounds, conflict, edit.path, edit.place)
    other = _entry(grounds, conflict, edit.path, edit.to)
    if edit.to == edit.place + 1:
        return f"ranked {other} above {one}"
    return f"ranked {one} {'above' if edit.to < edit.place else 'below'} {other}"


def _entry(grounds: Grounds, conflict: Conflict, path: str, place: int) -> str:
    """What stands at one place of a preference, in words."""
    preference = preference_at(conflict, path)
    if isinstance(preference, Ranking):
        return in_list([quoted(signs) for signs in preference.levels[place - 1]])
    entry = preference.statements[place - 1]
    entries = (entry,) if isinstance(entry, Statement) else entry
    return in_list([grounds.words.statement(one) for one in entries])


def _resting(grounds: Grounds, change: Change) -> str:
    """What the places that change rest on as the conflict stands."""
    paths = dict.fromkeys(
        f"{edit.path}.{place}"
        for edit in change.edits
        for place in ((edit.place, edit.to) if isinstance(edit, Move) else (edit.place,))
    )
    return "; ".join(f"ranked {path.rpartition('.')[2]}: {grounds.source(path)}" for path in paths)


def _consequence(change: Change) -> Iterator[str]:
    if change.reasons:
        yield from _reasons(change.conflict, change.reasons, "       ")
        return
    grounds = Grounds(change.conflict)
    for step in change.path or ():
        yield from wrapped(f"then: {grounds.step(step)}", "       ")
    if change.ends is not None:
        ends = in_list([grounds.words.short(end) for end in change.ends.states], most=4)
        reached = counted(change.ends.closure, "state")
        yield from wrapped(f"improvements then reach {reached} and end in {ends}", "       ")


def _rankings(found: Changes) -> Iterator[str]:
    if not found.rankings:
        return
    grounds = Grounds(found.conflict)
    yield f"  of all strict rankings, stable under {found.concept.upper()} for the party itself:"
    for one in found.rankings:
        share = f"{float(one.share):.1%}"
        if one.total < COUNTABLE:
            share = f"{one.count:,} of {one.total:,} ({share})"
        yield f"    {grounds.party(one.party)}: {share}"


# -- JSON ------------------------------------------------------------------------------------------


def changes_report(
    case: str, conflict: Conflict, found: Sequence[Changes], limit: int = 200
) -> dict[str, Any]:
    """What ``detente change --json`` prints."""
    return framed(case, conflict, [_plain(one, limit) for one in found])


def _plain(found: Changes, limit: int) -> dict[str, Any]:
    grounds = Grounds(found.conflict)
    return {
        "types": dict(found.conflict.types),
        "state": found.state.signs,
        "goal": found.goal,
        "concept": found.concept,
        "holds": found.holds,
        "now": [reason.to_dict() for reason in found.now],
        "bound": found.bound,
        "complete": found.complete,
        "smallest": found.smallest,
        "changes": [
            {
                "parties": list(group),
                "count": len(changes),
                "tried": found.tried[group],
                "listed": [
                    {"words": condition(grounds, one.edits), **one.to_dict()}
                    for one in changes[:limit]
                ],
            }
            for group, changes in found.found.items()
        ],
        "tried": [{"parties": list(group), "count": count} for group, count in found.tried.items()],
        "rankings": [_plain_rankings(one) for one in found.rankings],
    }


def _plain_rankings(one: Rankings) -> dict[str, Any]:
    return {
        "party": one.party,
        "share": float(one.share),
        "count_text": str(one.count),
        "total_text": str(one.total),
    }
