"""The page of the model: every element with its sentences, each to be edited in its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from starlette.responses import PlainTextResponse, Response

from detente.errors import DetenteError, StatementError
from detente.explaining.elements import Element, elements
from detente.explaining.grading import grade_in_words
from detente.explaining.wording import Wording
from detente.model.asked import SKIPPED, Asked
from detente.model.conflict import Conflict, Option, Party, Prioritised, Ranking
from detente.model.grade import grade
from detente.model.logic import Statement
from detente.model.text import Evidence
from detente.web.desk import Ask, Desk
from detente.web.editing import edited, tried
from detente.web.what_if import try_out
from detente.web.workspace import CaseFile

__all__ = ["case", "download", "edit", "step", "version"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A statement in a list, or a group of statements whose order is not known.

    ``index`` is its place, counted from 0: ``3``, or ``3.1`` within a group.
    """

    index: str
    text: str
    words: str
    element: Element | None
    group: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Listed:
    """A list of statements that can be edited: the preferences of one reading, or rules."""

    where: str
    title: str
    entries: tuple[Entry, ...]
    type: str = ""
    ranking: bool = False


@dataclass(frozen=True, slots=True)
class Member:
    """A party with its options and its readings."""

    party: Party
    options: tuple[tuple[Option, bool, Element | None], ...]
    readings: tuple[Listed, ...]


def case(desk: Desk, ask: Ask) -> Response:
    """The model of a case."""
    return _page(desk, ask, desk.workspace.case(ask.part("name")))


@dataclass(frozen=True, slots=True)
class Slip:
    """What was typed and could not be taken, with the field where it stands and what is wrong."""

    action: str
    where: str
    index: str
    text: str
    told: str

    def at(self, action: str, where: str, index: str = "") -> bool:
        """Whether it happened in this field."""
        return (self.action, self.where, self.index) == (action, where, index)


NO_SLIP = Slip("", "", "", "", "")


def _page(
    desk: Desk, ask: Ask, file: CaseFile, *, status: int = 200, slip: Slip = NO_SLIP
) -> Response:
    conflict = file.conflict
    back, forward = desk.workspace.steps(file)
    values: dict[str, Any] = {"case": file, "name": file.name, "slip": slip}
    values |= {"back": back, "forward": forward}
    if conflict is None:
        caret = file.error.caret if isinstance(file.error, StatementError) else ""
        return desk.page("broken.html.j2", ask, status=status, caret=caret, **values)
    known = {element.path: element for element in elements(conflict)}
    return desk.page(
        "case.html.j2",
        ask,
        status=status,
        conflict=conflict,
        grade=grade_in_words(found) if (found := grade(conflict)) else (),
        questions=_questions(conflict, "questions", conflict.questions),
        assumptions=_questions(conflict, "assumptions", conflict.assumptions),
        members=[_member(conflict, party, known) for party in conflict.parties],
        rules=tuple(_rules(conflict, known)),
        status_quo=known.get("rules.status_quo"),
        warnings=desk.workspace.warnings(file),
        short=conflict.names.short,
        **values,
    )


@dataclass(frozen=True, slots=True)
class Query:
    """A question with the words that answer it, the one chosen or assumed, and its sentences."""

    text: str
    words: tuple[str, ...] = ()
    chosen: str = ""
    assumed: str = ""
    evidence: tuple[Evidence, ...] = ()


def _questions(conflict: Conflict, kind: str, texts: tuple[str, ...]) -> list[Query]:
    found = []
    for number, text in enumerate(texts, 1):
        evidence, known = conflict.cited(f"{kind}.{number}"), Asked.read(text)
        if known is None:
            found.append(Query(text, evidence=evidence))
            continue
        asked, words = known.question.rpartition(" (")[0], (*known.words, SKIPPED)
        found.append(Query(asked, words, known.word or "", known.assumed or "", evidence))
    return found


def _member(conflict: Conflict, party: Party, known: dict[str, Element]) -> Member:
    taken = conflict.status_quo or ()
    options = tuple(
        (one, one.key in taken, known.get(f"parties.{party.id}.options.{one.id}"))
        for one in party.options
    )
    return Member(party, options, tuple(_readings(conflict, party, known)))


def _readings(conflict: Conflict, party: Party, known: dict[str, Element]) -> Iterator[Listed]:
    for name, preference in party.types or (("", party.preference or Prioritised()),):
        where = f"parties.{party.id}.types.{name}" if name else f"parties.{party.id}.prefers"
        title = f"{party.name} {name.replace('_', ' ')}".strip()
        if isinstance(preference, Ranking):
            yield Listed(where, title, (), name, ranking=True)
            continue
        entries = tuple(
            _group(conflict, where, number, entry, known)
            if isinstance(entry, tuple)
            else _entry(conflict, str(number), entry, known.get(f"{where}.{number + 1}"))
            for number, entry in enumerate(preference.statements)
        )
        yield Listed(where, title, entries, name)


def _group(
    conflict: Conflict,
    where: str,
    number: int,
    statements: tuple[Statement, ...],
    known: dict[str, Element],
) -> Entry:
    path = f"{where}.{number + 1}"
    inside = tuple(
        _entry(conflict, f"{number}.{inner}", one, known.get(f"{path}.{inner + 1}"))
        for inner, one in enumerate(statements)
    )
    return Entry(str(number), "", "in no known order", None, inside)


def _rules(conflict: Conflict, known: dict[str, Element]) -> Iterator[Listed]:
    for kind, title in (("infeasible", "Cannot be"), ("feasible", "Must be one of")):
        listed: tuple[Statement, ...] = getattr(conflict.rules, kind)
        entries = tuple(
            _entry(conflict, str(index), rule, known.get(f"rules.{kind}.{index + 1}"))
            for index, rule in enumerate(listed)
        )
        if entries or kind == "infeasible":
            yield Listed(f"rules.{kind}", title, entries)


def _entry(conflict: Conflict, index: str, one: Statement, element: Element | None) -> Entry:
    return Entry(index, one.text, Wording(conflict).statement(one), element)


# -- edits ---------------------------------------------------------------------------------------


def edit(desk: Desk, ask: Ask) -> Response:
    """Make an edit, or show what it would change, as the form asks."""
    name = ask.part("name")
    file = desk.workspace.case(name)
    try:
        if ask.field("try"):
            return try_out(desk, ask, file, tried(file, ask))
        text = edited(file, ask)
    except DetenteError as error:
        answer = _page(desk, ask, file, status=422, slip=_slip(ask, error))
        answer.headers["hx-push-url"] = quote(f"/case/{name}")
        return answer
    desk.workspace.save_case(name, ask.field("version"), text)
    return desk.go(f"/case/{name}")


def _slip(ask: Ask, error: DetenteError) -> Slip:
    caret = f"\n{error.caret}" if isinstance(error, StatementError) else ""
    action, where, index, text = map(ask.field, ("action", "where", "index", "text"))
    return Slip(action, where, index, text, f"{error.message}{caret}")


def step(desk: Desk, ask: Ask) -> Response:
    """Undo or redo."""
    name = ask.part("name")
    desk.workspace.step(name, ask.field("version"), ask.field("direction"))
    return desk.go(f"/case/{name}")


def version(desk: Desk, ask: Ask) -> Response:
    """A word to the page if the case on disk is no longer the one that it shows."""
    now = desk.workspace.case(ask.part("name")).version
    shown = ask.query.get("shown", now)
    return desk.page("version.html.j2", ask, name=ask.part("name"), same=now == shown, now=now)


def download(desk: Desk, ask: Ask) -> Response:
    """The case file itself."""
    return PlainTextResponse(desk.workspace.case(ask.part("name")).text)
