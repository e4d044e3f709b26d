"""What in a case is well formed and yet looks as if it were not meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from detente.files.case import load
from detente.files.formats import load_conflict
from detente.files.sources import beside, missing_sources
from detente.model.conflict import Conflict, Mark, Party, Preference, Prioritised
from detente.model.elements import Elements
from detente.model.grade import grade
from detente.model.logic import Join, Not, Statement, Taken
from detente.model.soundness import check_sound
from detente.model.witness import Possibilities, negated

__all__ = ["check"]

NAMED = 3  # elements without evidence that a warning names
_WEIGHTY = re.compile(
    r"\.options\.|\.(?:prefers|ranking|infeasible|feasible|irreversible|types\.\w+)\.|status_quo"
)


def check(source: Conflict | str | Path) -> tuple[str, ...]:
    """Warnings about a conflict, or about a case file and the sources beside it.

    Raises
    ------
    CaseError
        Where the case is not well formed: also where the rules leave no state, or forbid the
        status quo.

    Examples
    --------
    >>> from detente.cases import catalogue
    >>> check(catalogue("prisoners-dilemma"))[0]
    'no element has evidence: add [[evidence]] tables, so that the brief can quote it'
    """
    if isinstance(source, Conflict):
        return tuple(_warnings(source))
    path = Path(source)
    conflict = load(path) if path.suffix.lower() == ".toml" else load_conflict(path)
    missing = (
        f"the source {name} is missing: its quotes are not held against it"
        for name in missing_sources(conflict, beside(path.parent))
    )
    return (*missing, *_warnings(conflict))


def _warnings(conflict: Conflict) -> Iterator[str]:
    check_sound(conflict)
    if (graded := grade(conflict)) and not graded.enough:
        yield f"{graded.level}, so verdicts rest on guesses: add {'; '.join(graded.missing)}"
    if conflict.aside:
        listed = ", ".join(f"{name} ({part})" for name, part in conflict.aside)
        yield f"named but not modelled: {listed}"
    for question in (_stray, _joint, _stuck, _unmentioned, _constant, _free_threats, _unproven):
        yield from question(conflict)


def _stray(conflict: Conflict) -> Iterator[str]:
    known = Elements(conflict)
    for mark in (*conflict.evidence, *conflict.guessed):
        if known.find(mark) is None:
            text = f" (`{mark.statement}`)" if mark.statement else ""
            yield f"there is no element {mark.about}{text}: its evidence or mark hangs in the air"


def _joint(conflict: Conflict) -> Iterator[str]:
    """Rules over options of several parties take moves away from each of them."""
    for number, rule in enumerate(conflict.rules.infeasible, 1):
        owners = sorted({key.partition(".")[0] for key in rule.keys()})
        if len(owners) > 1:
            yield (
                f"rules.infeasible.{number} (`{rule}`) joins options of {_and(owners)}: it takes "
                "moves away from each without a word; is that meant?"
            )


def _stuck(conflict: Conflict) -> Iterator[str]:
    for option in conflict.options:
        taken = option.key in (conflict.status_quo or ())
        known = conflict.status_quo is not None
        if (option.direction == "take" and taken) or (
            option.direction == "drop" and known and not taken
        ):
            state = "taken" if taken else "dropped"
            yield (
                f"the irreversible option {conflict.names.short(option.key)} is already {state} "
                "in the status quo: it can never change, so leave it out"
            )


def _preferences(conflict: Conflict) -> Iterator[tuple[Party, str, Preference]]:
    for party in conflict.parties:
        kind = "prefers"
        if party.preference is not None:
            yield party, f"parties.{party.id}.{kind}", party.preference
        for name, preference in party.types:
            yield party, f"parties.{party.id}.types.{name}", preference


def _unmentioned(conflict: Conflict) -> Iterator[str]:
    listed = [preference for _, _, preference in _preferences(conflict)]
    if not all(isinstance(one, Prioritised) for one in listed):
        return
    named = {
        key
        for one in listed
        if isinstance(one, Prioritised)
        for statement in one.flat
        for key in statement.keys()
    }
    for key in conflict.order:
        if key not in named:
            yield (
                f"no preference mentions the option {conflict.names.short(key)}: nobody minds "
                "whether it is taken"
            )


def _constant(conflict: Conflict) -> Iterator[str]:
    possible = Possibilities(conflict.rules)
    for _, path, preference in _preferences(conflict):
        if not isinstance(preference, Prioritised):
            continue
        for number, statement in preference.numbered():
            for one, word in ((statement, "false"), (negated(statement), "true")):
                if possible.somewhere(one) is False:
                    yield (
                        f"{path}.{number} (`{statement}`) is {word} in every feasible state: it "
                        "decides nothing"
                    )


def _free_threats(conflict: Conflict) -> Iterator[str]:
    """A party that answers another's deed by what that one minds, and does not mind it itself."""
    for party, path, preference in _preferences(conflict):
        if not isinstance(preference, Prioritised):
            continue
        own = {option.key for option in party.options}
        for number, statement in preference.numbered():
            threat = _threat(conflict, statement, own)
            if threat is not None and not _minds(preference, threat):
                short = conflict.names.short(threat)
                yield (
                    f"{path}.{number} (`{statement}`) is a threat that costs {party.name} nothing: "
                    f"without `not {short}` further down it is credible by construction"
                )


def _threat(conflict: Conflict, statement: Statement, own: set[str]) -> str | None:
    """The own option that the statement ties to a deed of another party that minds it."""
    match statement.expression:
        case Join("iff" | "if", (Taken(key), trigger)) if key in own:
            others = {other.partition(".")[0] for other in trigger.keys() if other not in own}
            hurt = (one for party, _, one in _preferences(conflict) if party.id in others)
            if any(isinstance(one, Prioritised) and _minds(one, key) for one in hurt):
                return key
    return None


def _minds(preference: Prioritised, key: str) -> bool:
    return any(
        isinstance(one.expression, Not) and one.expression.part == Taken(key)
        for one in preference.flat
    )


def _unproven(conflict: Conflict) -> Iterator[str]:
    known = Elements(conflict)
    if not conflict.evidence:
        yield "no element has evidence: add [[evidence]] tables, so that the brief can quote it"
        return
    marks: tuple[Mark, ...] = (*conflict.evidence, *conflict.guessed)
    marked = {known.find(mark) for mark in marks}
    marked |= {f"{mark.about}.{mark.statement}" for mark in marks}  # what is so today, by name
    lists = {path.rpartition(".")[0] for path in known.texts}  # as proven as their entries are
    weighty = [
        path
        for path, text in known.texts.items()
        if text and path not in lists and _WEIGHTY.search(path)
    ]
    bare = [path for path in weighty if path not in marked]
    if bare:
        more = f" and {len(bare) - NAMED} more" if len(bare) > NAMED else ""
        verb = "have" if len(bare) > 1 else "has"
        yield (
            f"{', '.join(bare[:NAMED])}{more} {verb} neither evidence nor a mark as guessed "
            f"({len(bare)} of {len(weighty)} elements)"
        )


def _and(words: list[str]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}"
