"""A conflict as the plain values of a case file: strings, numbers, days, lists and tables."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from detente.files.case import FORMAT
from detente.files.packages import plain_packages
from detente.files.views import plain_views
from detente.model.conflict import (
    Citation,
    Conflict,
    Mark,
    Party,
    Preference,
    Ranking,
    Rules,
)
from detente.model.logic import Statement

__all__ = ["plain"]


def plain(conflict: Conflict) -> dict[str, Any]:
    """The values of the case file that holds a conflict, in the order in which they are written.

    A party whose type has been chosen is written with that type as its only one.
    """
    names = conflict.names
    listed = tuple(option.key for party in conflict.parties for option in party.options)
    values: dict[str, Any] = {"format": FORMAT, "title": conflict.title}
    if conflict.as_of is not None:
        values["as_of"] = conflict.as_of
    if conflict.sources:
        values["sources"] = list(conflict.sources)
    if conflict.order != listed:
        values["order"] = [names.short(key) for key in conflict.order]
    values |= _of_draft(conflict)
    values["parties"] = {party.id: _party(party) for party in conflict.parties}
    if rules := _rules(conflict):
        values["rules"] = rules
    if conflict.rules.graph is not None:
        moves = {party: [list(pair) for pair in pairs] for party, pairs in conflict.rules.graph}
        values["graph"] = {"moves": moves}
    return {**values, **_beyond(conflict)}


def _of_draft(conflict: Conflict) -> dict[str, Any]:
    """What a draft asks, takes for granted, guesses, counts and leaves aside."""
    drafted = None if conflict.drafted is None else asdict(conflict.drafted)
    values: dict[str, Any] = {
        "questions": list(conflict.questions),
        "assumptions": list(conflict.assumptions),
        "guessed": [_mark(mark) for mark in conflict.guessed],
        "drafted": drafted,
        "not_modelled": dict(conflict.aside),
    }
    return {key: value for key, value in values.items() if value}


def _beyond(conflict: Conflict) -> dict[str, Any]:
    """What stands below the model: packages, views and evidence."""
    values: dict[str, Any] = {}
    if conflict.packages is not None:
        values["packages"] = plain_packages(conflict.packages)
    if conflict.views:
        values["views"] = plain_views(conflict.views, conflict.names.short)
    if conflict.evidence:
        values["evidence"] = [_citation(citation) for citation in conflict.evidence]
    return values


def _mark(mark: Mark) -> str | dict[str, str]:
    if mark.statement is None:
        return mark.about
    return {"about": mark.about, "statement": mark.statement}


def _citation(citation: Citation) -> dict[str, Any]:
    statement = {} if citation.statement is None else {"statement": citation.statement}
    return {"about": citation.about, **statement, **citation.evidence.to_dict()}


def _party(party: Party) -> dict[str, Any]:
    values: dict[str, Any] = {"name": party.name}
    if party.options:
        values["options"] = {option.id: option.label for option in party.options}
    types = party.types
    if party.type is not None and party.preference is not None:
        types = ((party.type, party.preference),)
    if types:
        values["types"] = {name: _type(preference) for name, preference in types}
    elif party.preference is not None:
        values |= _stated(party.preference)
    return values


def _type(preference: Preference) -> object:
    stated = _stated(preference)
    return stated["prefers"] if list(stated) == ["prefers"] else stated


def _stated(preference: Preference) -> dict[str, object]:
    """The order, and the pairs of which it is not known which is better."""
    kind = "ranking" if isinstance(preference, Ranking) else "prefers"
    values: dict[str, object] = {kind: _preference(preference)}
    if preference.unknown:
        values["unknown"] = [[one.text, other.text] for one, other in preference.unknown]
    return values


def _preference(preference: Preference) -> list[object]:
    entries: list[object]
    if isinstance(preference, Ranking):
        entries = [level[0] if len(level) == 1 else list(level) for level in preference.levels]
        strong = preference.gaps
    else:
        entries = [
            entry.text if isinstance(entry, Statement) else [one.text for one in entry]
            for entry in preference.statements
        ]
        strong = (preference.strong,) if preference.strong else ()
    for place in reversed(strong):
        entries.insert(place, ">>")
    return entries


def _rules(conflict: Conflict) -> dict[str, list[str]]:
    rules: Rules = conflict.rules
    short = conflict.names.short
    lists = {
        "infeasible": [rule.text for rule in rules.infeasible],
        "feasible": [rule.text for rule in rules.feasible],
        "irreversible": [
            short(option.key) if option.direction == "take" else f"not {short(option.key)}"
            for option in conflict.options
            if option.direction != "both"
        ],
        "indistinguishable": [rule.text for rule in rules.indistinguishable],
    }
    values = {key: listed for key, listed in lists.items() if listed}
    if conflict.status_quo is not None:
        values["status_quo"] = [short(key) for key in conflict.status_quo]
    return values
