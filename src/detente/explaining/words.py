"""Numbers, lists, parties, options and states in words.

Options speak in quotation marks: their labels are an analyst's or a source's words, not the
brief's own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from detente.errors import AnalysisError
from detente.model.conflict import Conflict
from detente.model.logic import Count, Expression, Join, Not, Statement, Taken
from detente.model.state import State

__all__ = [
    "Wording",
    "counted",
    "day",
    "first_upper",
    "in_list",
    "ordinal",
    "quoted",
    "shortened",
    "spelled",
    "verb",
]

_SPELLED = "no one two three four five six seven eight nine ten eleven twelve".split()
_MONTHS = (
    "January February March April May June July August September October November December"
).split()
_ARTICLE = frozenset(
    "alliance army association authority bank city coalition commission committee company "
    "confederation council district emirates federation front government islands kingdom league "
    "ministry nations netherlands opposition organisation organization philippines province "
    "republic states state union".split()
)
_LOOSE = {
    "iff": "if and only if",
    "xor": "or else",
    "only if": "only if",
    "if": "if",
    "unless": "unless",
}


def spelled(number: int) -> str:
    """A small number as a word.

    Examples
    --------
    >>> spelled(2), spelled(40)
    ('two', '40')
    """
    return _SPELLED[number] if 0 <= number < len(_SPELLED) else f"{number:,}"


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """A number with its noun.

    Examples
    --------
    >>> counted(1, "state"), counted(2, "party", "parties"), counted(0, "move"), counted(1234, "x")
    ('1 state', '2 parties', 'no moves', '1,234 xs')
    """
    figure = "no" if number == 0 else f"{number:,}"
    return f"{figure} {noun if number == 1 else plural or noun + 's'}"


def verb(number: int, one: str = "is", many: str = "are") -> str:
    """The verb that agrees with a number."""
    return one if number == 1 else many


def ordinal(number: int) -> str:
    """A place in an order.

    Examples
    --------
    >>> [ordinal(n) for n in (1, 2, 3, 4, 11, 22)]
    ['1st', '2nd', '3rd', '4th', '11th', '22nd']
    """
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number:,}{'th' if number % 100 in (11, 12, 13) else ending}"


def in_list(words: Sequence[str], join: str = "and", most: int | None = None) -> str:
    """Words as a list; beyond ``most`` the others are counted.

    Examples
    --------
    >>> in_list(["a", "b", "c"]), in_list(["a", "b"], "or"), in_list(["a", "b", "c"], most=1)
    ('a, b and c', 'a or b', 'a and 2 more')
    """
    if most is not None and len(words) > most:
        words = [*words[:most], f"{len(words) - most:,} more"]
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {join} {words[-1]}"


def quoted(text: str) -> str:
    """The text in quotation marks, single ones around a text that holds double ones.

    Examples
    --------
    >>> quoted("no"), quoted('"No," he said')
    ('“no”', '‘"No," he said’')
    """
    return f"‘{text}’" if any(sign in text for sign in '"“”') else f"“{text}”"


def shortened(text: str, most: int = 240) -> str:
    """The text, cut at a word with an ellipsis where it is too long."""
    text = " ".join(text.split())
    if len(text) <= most:
        return text
    return text[:most].rsplit(" ", 1)[0].rstrip(",;:") + " …"


def first_upper(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def day(date: dt.date | None, until: dt.date | None = None) -> str:
    """A day, or the days from one to another.

    Examples
    --------
    >>> day(dt.date(2022, 1, 14)), day(dt.date(2021, 12, 1), dt.date(2021, 12, 31))
    ('14 January 2022', '1 to 31 December 2021')
    """
    if date is None:
        return "undated"
    if until is None or until == date:
        return f"{date.day} {_MONTHS[date.month - 1]} {date.year}"
    if (date.year, date.month) == (until.year, until.month):
        return f"{date.day} to {day(until)}"
    return f"{day(date)} to {day(until)}"


def _with_article(name: str) -> str:
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
        """The option's label, in quotation marks."""
        return quoted(self.conflict.option(key).label)

    def short(self, state: State) -> str:
        """A state by the short names of the options taken, in quotation marks."""
        sure = ", ".join(name.replace("_", " ") for name in state.taken)
        open_ = self.undecided(state)
        if not state.taken and not open_:
            return "“no option taken”"
        return quoted(sure or "any of several") if not open_ else quoted(f"{sure} ({open_})")

    def undecided(self, state: State) -> str:
        """Which options a coalesced state leaves open; empty for a plain state."""
        free = [
            self.conflict.names.short(key).replace("_", " ")
            for sign, key in zip(state.signs, self.conflict.order, strict=True)
            if sign == "-"
        ]
        return f"{in_list(free)} either way" if free else ""

    def state(self, state: State) -> str:
        """A state in full: who has taken what, by the labels of the options."""
        parts = []
        keys = state.keys(self.conflict)
        for party in self.conflict.parties:
            taken = [quoted(option.label) for option in party.options if option.key in keys]
            if taken:
                parts.append(f"{_with_article(party.name)}: {in_list(taken)}")
        if open_ := self.undecided(state):
            parts.append(open_)
        return "; ".join(parts) or "no party takes any of its options"

    def change(self, source: State, target: State) -> str:
        """What happens between two states: ``taking “x” and giving up “y”``."""
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
        parts = [f"taking {in_list(taken)}"] if taken else []
        parts += [f"giving up {in_list(dropped)}"] if dropped else []
        if not parts or (other and "-" in target.signs):
            return f"moving to {self.short(target)}"
        return in_list(parts)

    def statement(self, statement: Statement) -> str:
        """A statement with the labels of its options in place of their ids."""
        return _said(statement.expression, self, nested=False)

    def expression(self, expression: Expression) -> str:
        """The same for a part of a statement."""
        return _said(expression, self, nested=False)

    def preferred(self, decided_by: tuple[str, str]) -> str:
        """A statement of a preference by its text and place: ``‘not attack’, ranked 2nd``."""
        path, text = decided_by
        number = path.rpartition(".")[2]
        place = f", ranked {ordinal(int(number))}" if number.isdigit() else ""
        return f"‘{text}’{place}"

    def types(self) -> str:
        """The readings chosen: ``Russia as stated``."""
        named = [
            f"{self.conflict.party(party).name} {name.replace('_', ' ')}"
            for party, name in self.conflict.types
        ]
        return ", ".join(named)

    def owner(self, name: str) -> str:
        """The party that an option belongs to, by id; empty if there is no such option."""
        try:
            return self.conflict.option(name).party
        except AnalysisError:
            return ""


def _said(expression: Expression, words: Wording, *, nested: bool) -> str:
    match expression:
        case Taken(key=key):
            return words.option(key)
        case Not(part=part):
            return f"not {_said(part, words, nested=True)}"
        case Join(operator="implies", parts=(left, right)):
            said = f"if {_said(left, words, nested=True)} then {_said(right, words, nested=True)}"
        case Join(operator=operator, parts=parts):
            joint = f" {_LOOSE.get(operator, operator)} "
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
