"""Preferences that tie an own option to something else, and what carrying them out would bring."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from detente.errors import AnalysisError
from detente.explaining.elements import Element
from detente.explaining.material import Material
from detente.explaining.run import Run
from detente.model.logic import Expression, Join, Not, Statement, Taken
from detente.model.state import State, state_of

__all__ = ["Tie", "carrying_out", "tie_of"]


@dataclass(frozen=True, slots=True)
class Tie:
    """What a party wants (``effect``) once something holds (``trigger``, or its contrary).

    ``only`` tells that it wants it in no other case.
    """

    party: str
    reading: str | None
    effect: Expression
    trigger: Expression
    negated: bool
    only: bool


def tie_of(material: Material, element: Element) -> Tie | None:
    """The conditional preference in an element of the model, if it is one.

    Its effect lies with the party itself and its trigger, at least in part, with others.
    """
    found = next(_statements(material, element), None)
    if found is None or not isinstance(found.expression, Join):
        return None
    join = found.expression
    if join.operator not in ("if", "iff", "implies", "unless") or len(join.parts) != 2:
        return None
    left, right = join.parts
    effect, trigger = (right, left) if join.operator == "implies" else (left, right)
    party = element.party or ""
    own = {option.key for option in material.conflict.party(party).options}
    if not set(effect.keys()) <= own or set(trigger.keys()) <= own:
        return None
    negated = join.operator == "unless"
    if isinstance(trigger, Not):
        trigger, negated = trigger.part, not negated
    return Tie(party, element.reading, effect, trigger, negated, join.operator == "iff")


def _statements(material: Material, element: Element) -> Iterator[Statement]:
    for run in material.runs:
        party = run.conflict.party(element.party or "")
        if party.type == element.reading:
            for place, statement in getattr(party.preference, "numbered", tuple)():
                if place == element.place:
                    yield statement


def carrying_out(run: Run, tie: Tie) -> int | None:
    """The gain of the party from carrying out the tie once its trigger has come about.

    From the status quo with the trigger and without the effect, to the same with the effect: +1
    if the party prefers the latter, 0, or -1. None where trigger or effect are no plain choices
    or one of the two states cannot be.
    """
    here = run.status_quo
    trigger = _choices(Not(tie.trigger) if tie.negated else tie.trigger)
    effect = _choices(tie.effect)
    if here is None or "-" in here.signs or trigger is None or effect is None:
        return None
    undone = {key: not taken for key, taken in effect.items()}
    try:
        before = run.moves.find(_with(run, here, trigger | undone))
        after = run.moves.find(_with(run, here, trigger | effect))
    except AnalysisError:  # one of the two cannot be
        return None
    if not run.may(tie.party, before, after):
        return None
    return run.step(tie.party, before, after).gain


def _choices(expression: Expression) -> dict[str, bool] | None:
    """The options that an expression fixes, if it is a conjunction of plain choices."""
    match expression:
        case Taken(key=key):
            return {key: True}
        case Not(part=Taken(key=key)):
            return {key: False}
        case Not(part=Not(part=part)):
            return _choices(part)
        case Join(operator="and", parts=parts):
            return _merged(parts)
        case Not(part=Join(operator="or", parts=parts)):
            return _merged(tuple(Not(part) for part in parts))
    return None


def _merged(parts: tuple[Expression, ...]) -> dict[str, bool] | None:
    merged: dict[str, bool] = {}
    for part in parts:
        choices = _choices(part)
        if choices is None:
            return None
        merged |= choices
    return merged


def _with(run: Run, state: State, choices: dict[str, bool]) -> State:
    signs = "".join(
        ("Y" if choices[key] else "N") if key in choices else sign
        for key, sign in zip(run.conflict.order, state.signs, strict=True)
    )
    return state_of(run.conflict, signs)
