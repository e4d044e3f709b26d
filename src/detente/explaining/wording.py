"""The words of one conflict: its parties, options, states and statements.

Options speak in quotation marks: their labels are an analyst's or a source's words, not the
brief's own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from detente.errors import StatementError
from detente.explaining.words import (
    first_upper,
    in_list,
    place_in_words,
    quoted,
    shortened,
    spelled,
)
from detente.model.conflict import Conflict, Option, Prioritised
from detente.model.logic import Count, Expression, Join, Not, Statement, Taken, parse
from detente.model.state import State

__all__ = ["Wording", "gist"]

GIST = 56  # characters of a label that name its option within a sentence
NAMED = 8  # options named of one state
_GLOSSED = re.compile(r"(?P<gloss>[^'\"“‘:]{3,60}): ?['\"“‘].*", re.DOTALL)
_ARTICLE = frozenset(
    "alliance army association authority bank city coalition commission committee company "
    "confederation council district emirates federation front government islands kingdom league "
    "ministry nations netherlands opposition organisation organization philippines province "
    "republic states state union".split()
)
_PROPER = ("The Hague", "The Gambia")  # the article is part of the name
_PLACE = re.compile(r"\.([\d.]+)$")
_JOINTS = {"iff": "if, and only if,", "xor": "or else"}


def gist(label: str) -> str:
    """The few words of a label that name its option: what stands before the words of a source.

    Examples
    --------
    >>> gist("Use force: 'it renews its aggression'"), gist("'to leave'"), gist("Keep talking")
    ('Use force', 'to leave', 'Keep talking')
    """
    if glossed := _GLOSSED.fullmatch(label.strip()):
        return glossed["gloss"].strip()
    bare = label.strip()
    if len(bare) > 2 and bare[0] == bare[-1] == "'" and "'" not in bare[1:-1]:
        bare = bare[1:-1]
    return shortened(bare, GIST)


def _with_article(name: str) -> str:
    if name.startswith("The ") and not name.startswith(_PROPER):
        return f"the {name.removeprefix('The ')}"
    head = name.partition(" of ")[0].split()[-1:] if name else []
    needs = bool(head) and head[0].lower() in _ARTICLE
    return name if not needs or name.lower().startswith("the ") else f"the {name}"


@dataclass(frozen=True)
class Wording:
    """The words of one conflict for its parties, options, states and statements."""

    conflict: Conflict

    def party(self, id: str) -> str:  # noqa: A002 - the word of the field
        """The party's name as it stands within a sentence, with an article where it needs one."""
        return _with_article(self.conflict.party(id).name)

    def parties(self, ids: Iterable[str], join: str = "and") -> str:
        """Several parties."""
        return in_list([self.party(id) for id in ids], join)  # noqa: A001

    def option(self, key: str) -> str:
        """The option by the gist of its label, in quotation marks."""
        return quoted(self.gists[key])

    def label(self, key: str) -> str:
        """The option's whole label, in quotation marks."""
        return quoted(self.conflict.option(key).label)

    @cached_property
    def gists(self) -> dict[str, str]:
        """The gist of every option by its key; no two alike."""
        options = self.conflict.options
        plain = {option.key: gist(option.label) for option in options}
        for tell in (self._by_owner, self._by_name):
            often = Counter(plain.values())
            plain = {
                option.key: plain[option.key]
                if often[plain[option.key]] == 1
                else tell(option, plain[option.key])
                for option in options
            }
        return plain

    def _by_owner(self, option: Option, text: str) -> str:
        return f"{text} ({self.conflict.party(option.party).name})"

    def _by_name(self, option: Option, text: str) -> str:
        return f"{text} ({option.key})"

    def short(self, state: State) -> str:
        """A state by the options taken, in quotation marks: ``“Keep talking + Use force”``."""
        keys = state.keys(self.conflict)
        taken = [self.gists[option.key] for option in self.conflict.options if option.key in keys]
        if len(taken) > NAMED:
            taken = [*taken[:NAMED], f"{len(taken) - NAMED} more"]
        sure = " + ".join(taken)
        if open_ := self.undecided(state):
            return quoted(f"{sure} ({open_})" if sure else open_)
        return quoted(sure or "no option taken")

    def undecided(self, state: State) -> str:
        """Which options a coalesced state leaves open; empty for a plain state."""
        free = [
            self.gists[key]
            for sign, key in zip(state.signs, self.conflict.order, strict=True)
            if sign == "-"
        ]
        return f"{in_list(free)}: either way" if free else ""

    def state(self, state: State) -> str:
        """A state in full: who has taken what."""
        parts = []
        keys = state.keys(self.conflict)
        for party in self.conflict.parties:
            taken = [self.option(option.key) for option in party.options if option.key in keys]
            if taken:
                parts.append(f"{_with_article(party.name)}: {in_list(taken)}")
        if open_ := self.undecided(state):
            parts.append(open_)
        return first_upper("; ".join(parts)) or "No party takes any of its options"

    def change(self, source: State, target: State) -> str:
        """What happens between two states: ``choosing “x” and dropping “y”``."""
        taken, dropped, other = [], [], False
        signs = zip(self.conflict.order, source.signs, target.signs, strict=True)
        for key, before, after in signs:
            if before == after:
                continue
            if after == "Y":
                taken.append(self.option(key))
            elif before == "Y":
                dropped.append(self.option(key))
            else:
                other = True
        parts = [f"choosing {in_list(taken)}"] if taken else []
        parts += [f"dropping {in_list(dropped)}"] if dropped else []
        if not parts or (other and "-" in target.signs):
            return f"moving to {self.short(target)}"
        return in_list(parts)

    def differences(self, source: State, target: State) -> Iterator[str]:
        """What is different between two plain states: ``+ Use force``, ``− Keep talking``."""
        if "-" in source.signs + target.signs:
            return
        before, after = source.keys(self.conflict), target.keys(self.conflict)
        for option in self.conflict.options:
            if (option.key in before) != (option.key in after):
                yield f"{'+' if option.key in after else '−'} {self.gists[option.key]}"

    def parts(self, source: State, target: State) -> str:
        """Who would do what between two states: ``Iran choosing “x”, and Iraq dropping “y”``."""
        told = []
        for party in self.conflict.parties:
            own = {option.key for option in party.options}
            signs = zip(self.conflict.order, source.signs, target.signs, strict=True)
            step = "".join(new if key in own else old for key, old, new in signs)
            if step != source.signs:
                change = self.change(source, State(step))
                told.append(f"{_with_article(party.name)} {change}")
        return in_list(told, ", and" if len(told) > 1 else "").replace(" , and", ", and")

    def statement(self, statement: Statement) -> str:
        """A statement with the words of its options in place of their ids."""
        return _said(statement.expression, self, nested=False)

    def expression(self, expression: Expression) -> str:
        """The same for a part of a statement."""
        return _said(expression, self, nested=False)

    def plainly(self, text: str) -> str:
        """A text with the statements that it holds between backticks in words."""
        return re.sub("`([^`]+)`", lambda found: self._unpicked(found[1]), text)

    def _unpicked(self, typed: str) -> str:
        try:
            return self.statement(parse(typed, self.conflict.names))
        except StatementError:
            return f"`{typed}`"

    @cached_property
    def _statements(self) -> dict[str, str]:
        """The statements of all preferences in words, by path."""
        return {
            f"{party.path}.{place}": self.statement(statement)
            for party in self.conflict.parties
            if isinstance(party.preference, Prioritised)
            for place, statement in party.preference.numbered()
        }

    def preferred(self, decided_by: tuple[str, str]) -> str:
        """A statement of a preference with its place: ``its 2nd priority, not “Use force”``."""
        path, text = decided_by
        place = _PLACE.search(path)
        said = self._statements.get(path) or quoted(text)
        return f"its {place_in_words(place[1], 'priority')}, {said}" if place else said

    def types(self) -> str:
        """The readings chosen: ``Russia as stated``."""
        named = [
            f"{self.conflict.party(party).name} {name.replace('_', ' ')}"
            for party, name in self.conflict.types
        ]
        return ", ".join(named)


def _said(expression: Expression, words: Wording, *, nested: bool) -> str:
    match expression:
        case Taken(key=key):
            return words.option(key)
        case Not(part=part):
            return f"not {_said(part, words, nested=True)}"
        case Join(operator="implies", parts=(left, right)):
            said = f"if {_said(left, words, nested=True)} then {_said(right, words, nested=True)}"
        case Join(operator="if", parts=(effect, Not(part=trigger))):
            said = f"{_said(effect, words, nested=True)} unless "
            said += _said(trigger, words, nested=True)
        case Join(operator=operator, parts=parts):
            joint = f" {_JOINTS.get(operator, operator)} "
            said = joint.join(_said(part, words, nested=True) for part in parts)
        case Count():
            return _said_count(expression, words)
    return f"({said})" if nested else said


def _said_count(count: Count, words: Wording) -> str:
    if not count.parts:
        return "anything"
    inside = ", ".join(_said(part, words, nested=False) for part in count.parts)
    if count.least == count.most:
        return f"exactly {spelled(count.least)} of ({inside})"
    if count.least == 0:
        return f"at most {spelled(count.most)} of ({inside})"
    return f"at least {spelled(count.least)} of ({inside})"
