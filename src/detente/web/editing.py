"""Edits of a case: each takes the plain values of a case file and gives new ones.

The result is read as a case file again before anything is written, so a statement that does not
parse is told with its caret, and the file on disk keeps its comments.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

from detente.errors import CaseError
from detente.files import dumps, loads
from detente.files.dumping import render
from detente.files.plain import plain
from detente.model.asked import answered
from detente.model.conflict import Conflict
from detente.web.desk import Ask
from detente.web.workspace import CaseFile

__all__ = ["EDITS", "edited", "tried"]

Values = dict[str, Any]
Edit = Callable[[Values, Ask], None]


def edited(file: CaseFile, ask: Ask) -> str:
    """The text of the case file after the edit that a form asks for."""
    return dumps(tried(file, ask), file.text)


def tried(file: CaseFile, ask: Ask) -> Conflict:
    """The conflict after the edit that a form asks for; nothing is written."""
    if file.conflict is None:
        raise file.error or CaseError("the case cannot be read")
    values = copy.deepcopy(plain(file.conflict))
    action = ask.field("action")
    if action not in EDITS:
        raise CaseError(f"there is no edit `{action[:40]}`: load the page again")
    try:
        EDITS[action](values, ask)
    except (KeyError, IndexError):
        raise CaseError("what you edit is not there any more: load the page again") from None
    try:
        return loads(render(values))
    except CaseError as error:
        error.file = error.line = error.column = None  # places in a text that nobody has seen
        raise


# -- lists: preferences and rules ----------------------------------------------------------------


def _list(values: Values, where: str) -> list[Any]:
    """The list at a path such as ``parties.usa.prefers`` or ``rules.infeasible``."""
    *steps, last = where.split(".")
    table = values
    for step in steps:
        table = table.setdefault(step, {})
    found = table.setdefault(last, [])
    if not isinstance(found, list):
        raise CaseError(f"{where} is no list of statements: edit the file itself")
    return found


def _spot(entries: list[Any], index: str) -> tuple[list[Any], int]:
    """The list and place that an index such as ``3`` means, or ``3.1`` within a group."""
    outer, _, inner = index.partition(".")
    if not (outer.isdigit() and (inner.isdigit() or not inner)):
        raise IndexError(index)
    holder, place = (entries[int(outer)], int(inner)) if inner else (entries, int(outer))
    if not (isinstance(holder, list) and place < len(holder)):
        raise IndexError(index)
    return holder, place


def _move(values: Values, ask: Ask) -> None:
    entries = _list(values, ask.field("where"))
    holder, place = _spot(entries, ask.field("index"))
    entry = holder.pop(place)
    entries.insert(max(0, min(ask.number("to"), len(entries))), entry)
    _tidy(entries)


def _say(values: Values, ask: Ask) -> None:
    where = ask.field("where")
    holder, place = _spot(_list(values, where), ask.field("index"))
    before, after = holder[place], ask.field("text").strip()
    holder[place] = after
    for mark in _marks(values):
        if mark.get("statement") == before and mark["about"].startswith(f"{where}."):
            mark["statement"] = after


def _add(values: Values, ask: Ask) -> None:
    text = ask.field("text").strip()
    if not text:
        raise CaseError("an empty statement: write one, such as `talks and not attack`")
    _list(values, ask.field("where")).append(text)


def _drop(values: Values, ask: Ask) -> None:
    where = ask.field("where")
    entries = _list(values, where)
    holder, place = _spot(entries, ask.field("index"))
    gone = holder.pop(place)
    _tidy(entries)
    statements = gone if isinstance(gone, list) else [gone]
    _unmark(values, lambda about, said: about.startswith(f"{where}.") and said in statements)


def _ungroup(values: Values, ask: Ask) -> None:
    """Statements of unknown order stand in a known one: that in which they are written."""
    entries = _list(values, ask.field("where"))
    _, place = _spot(entries, ask.field("index"))
    if isinstance(entries[place], list):
        entries[place : place + 1] = entries[place]


def _group(values: Values, ask: Ask) -> None:
    """It is not known which of two neighbours is more important."""
    entries = _list(values, ask.field("where"))
    _, place = _spot(entries, ask.field("index"))
    pair = entries[place : place + 2]
    joined = [one for entry in pair for one in (entry if isinstance(entry, list) else [entry])]
    entries[place : place + 2] = [joined]


def _tidy(entries: list[Any]) -> None:
    """Groups of one are no groups, and empty ones are nothing."""
    entries[:] = [
        entry[0] if isinstance(entry, list) and len(entry) == 1 else entry
        for entry in entries
        if entry != []
    ]


def _place(ask: Ask, name: str, entries: list[Any]) -> int:
    index = ask.number(name)
    if not 0 <= index < len(entries):
        raise IndexError(index)
    return index


# -- marks: evidence and guesses -----------------------------------------------------------------


def _marks(values: Values) -> list[Values]:
    guessed = [mark for mark in values.get("guessed", []) if isinstance(mark, dict)]
    return [*values.get("evidence", []), *guessed]


def _unmark(values: Values, gone: Callable[[str, str | None], bool]) -> None:
    """Take away the evidence and the guesses of elements that are gone."""
    for key in ("evidence", "guessed"):
        kept = [mark for mark in values.get(key, []) if not gone(*_pointed(mark))]
        if kept or key in values:
            values[key] = kept
        if not values.get(key):
            values.pop(key, None)


def _pointed(mark: str | Values) -> tuple[str, str | None]:
    return (mark, None) if isinstance(mark, str) else (mark["about"], mark.get("statement"))


def _confirm(values: Values, ask: Ask) -> None:
    """A guess that the analyst holds to be right is no guess any more."""
    path, text = ask.field("about"), ask.field("statement")
    holder = path.rpartition(".")[0]

    def meant(about: str, said: str | None) -> bool:
        return about == path if said is None else said == text and about.startswith(holder)

    kept = [mark for mark in values.get("guessed", []) if not meant(*_pointed(mark))]
    values["guessed"] = kept
    if not kept:
        del values["guessed"]


def _answer(values: Values, ask: Ask) -> None:
    """One word behind a question, put or assumed; no word for one that is dealt with."""
    listed = "assumptions" if ask.field("where") == "assumptions" else "questions"
    questions = values.get(listed, [])
    place, word = _place(ask, "index", questions), ask.field("word")
    if word:
        questions[place] = answered(questions[place], word)
    else:
        gone = questions.pop(place)
        _unmark(values, lambda about, said: said == gone and about.startswith("questions."))
    if not questions:
        values.pop(listed, None)


# -- options, parties, types ---------------------------------------------------------------------


def _party(values: Values, ask: Ask) -> Values:
    party: Values = values["parties"][ask.field("party")]
    return party


def _label(values: Values, ask: Ask) -> None:
    label = ask.field("text").strip()
    if not label:
        raise CaseError("an empty label: say in a few words what the option is")
    _party(values, ask)["options"][ask.field("option")] = label


def _add_option(values: Values, ask: Ask) -> None:
    options = _party(values, ask).setdefault("options", {})
    id = ask.field("option").strip()  # noqa: A001 - the word of the field
    if id in options:
        raise CaseError(f"there is an option `{id}` already: choose another id")
    options[id] = ask.field("text").strip() or id
    if "order" in values:
        values["order"].append(id)


def _drop_option(values: Values, ask: Ask) -> None:
    party, option = ask.field("party"), ask.field("option")
    del _party(values, ask)["options"][option]
    names = {option, f"{party}.{option}"}
    values["order"] = [name for name in values.get("order", []) if name not in names]
    if not values["order"]:
        del values["order"]
    rules = values.get("rules", {})
    for key in ("irreversible", "status_quo"):
        if key in rules:
            rules[key] = [one for one in rules[key] if one.removeprefix("not ") not in names]
    path = f"parties.{party}.options.{option}"
    _unmark(values, lambda about, said: about == path or bool({said, about} & names))


def _direction(values: Values, ask: Ask) -> None:
    option, direction = ask.field("option"), ask.field("direction")
    rules = values.setdefault("rules", {})
    kept = [one for one in rules.get("irreversible", []) if one.removeprefix("not ") != option]
    rules["irreversible"] = kept + {"take": [option], "drop": [f"not {option}"]}.get(direction, [])
    if not rules["irreversible"]:
        del rules["irreversible"]


def _status_quo(values: Values, ask: Ask) -> None:
    rules = values.setdefault("rules", {})
    taken = ask.form.get("taken", ())
    rules["status_quo"] = list(taken)
    _unmark(
        values,
        lambda about, said: about.startswith("rules.status_quo") and said not in (*taken, None),
    )


def _add_party(values: Values, ask: Ask) -> None:
    id, name = ask.field("party").strip(), ask.field("text").strip()  # noqa: A001
    if id in values["parties"]:
        raise CaseError(f"there is a party `{id}` already: choose another id")
    values["parties"][id] = {"name": name or id}


def _rename_party(values: Values, ask: Ask) -> None:
    _party(values, ask)["name"] = ask.field("text").strip()


def _drop_party(values: Values, ask: Ask) -> None:
    party = ask.field("party")
    if _party(values, ask).get("options"):
        raise CaseError("the party has options: remove them first")
    del values["parties"][party]
    _unmark(values, lambda about, _: about.startswith(f"parties.{party}."))


def _add_type(values: Values, ask: Ask) -> None:
    """A rival reading, which starts as a copy of the present one."""
    party, name = _party(values, ask), ask.field("text").strip()
    types = party.get("types")
    if types is None:
        old = party.pop("prefers", party.pop("ranking", []))
        first = ask.field("first").strip() or "as_stated"
        types = party["types"] = {first: old}
        stem = f"parties.{ask.field('party')}"
        for mark in _marks(values):
            if mark["about"].startswith(f"{stem}.prefers"):
                mark["about"] = mark["about"].replace(f"{stem}.prefers", f"{stem}.types.{first}", 1)
    if name in types:
        raise CaseError(f"there is a type `{name}` already: choose another name")
    types[name] = copy.deepcopy(next(iter(types.values()), []))


def _drop_type(values: Values, ask: Ask) -> None:
    party, name = _party(values, ask), ask.field("type")
    types = party["types"]
    if len(types) == 1:
        raise CaseError("the only reading of a party cannot go: change it instead")
    del types[name]
    stem = f"parties.{ask.field('party')}.types.{name}."
    _unmark(values, lambda about, _: about.startswith(stem))


def _first_type(values: Values, ask: Ask) -> None:
    types = _party(values, ask)["types"]
    name = ask.field("type")
    chosen = types.pop(name)
    rest = dict(types)
    types.clear()
    types.update({name: chosen, **rest})


def _title(values: Values, ask: Ask) -> None:
    values["title"] = ask.field("text").strip()


EDITS: dict[str, Edit] = {
    "move": _move,
    "say": _say,
    "add": _add,
    "drop": _drop,
    "group": _group,
    "ungroup": _ungroup,
    "confirm": _confirm,
    "answer": _answer,
    "label": _label,
    "add-option": _add_option,
    "drop-option": _drop_option,
    "direction": _direction,
    "status-quo": _status_quo,
    "add-party": _add_party,
    "rename-party": _rename_party,
    "drop-party": _drop_party,
    "add-type": _add_type,
    "drop-type": _drop_type,
    "first-type": _first_type,
    "title": _title,
}
