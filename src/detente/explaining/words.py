"""Numbers, lists, days and quotations in words."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

__all__ = [
    "bare",
    "counted",
    "day",
    "first_upper",
    "in_list",
    "ordinal",
    "place_in_words",
    "quoted",
    "share",
    "shortened",
    "spelled",
    "verb",
]

_HEADED = re.compile(r"^#{1,6} (?=\S)")
_STRESSED = re.compile(r"(?<!\w)(\*{1,3}|_{1,3}|`)(?=[^\s*_`])(.{1,400}?)(?<=[^\s*_`])\1(?!\w)")
_DATELINE = re.compile(
    r"^[A-Z][A-Z .'’/-]{2,40}(?:, [A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?)?"
    r"(?: \([A-Z][\w ]{1,20}\))? ?[-–—]{1,2} (?<=[\d)] [-–—] )(?=\S)"
)
_SPELLED = "no one two three four five six seven eight nine ten eleven twelve".split()
_MONTHS = (
    "January February March April May June July August September October November December"
).split()


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


def share(part: int, whole: int) -> str:
    """A part of a whole, to the precision that says something.

    Examples
    --------
    >>> share(9, 10), share(1, 4_000_000), share(0, 5), share(5, 5), share(999, 1000)
    ('90%', '1 in 4,000,000', 'none', 'all', 'more than 99%')
    """
    if part in (0, whole):
        return "none" if part == 0 else "all"
    if 100 * part < whole:
        return f"1 in {whole // part:,}"
    return f"{100 * part // whole}%" if 100 * part <= 99 * whole else "more than 99%"


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


def place_in_words(place: str, noun: str = "") -> str:
    """The place of a statement in a list of priorities; within a group the order is not known.

    Examples
    --------
    >>> place_in_words("2"), place_in_words("2", "priority"), place_in_words("1.3", "priority")
    ('2nd', '2nd priority', 'priority of the 1st group')
    >>> place_in_words("1.3")
    'in the 1st group'
    """
    first, _, inner = place.partition(".")
    if not first.isdigit():
        return noun or place
    if not inner:
        return f"{ordinal(int(first))} {noun}".rstrip()
    return (
        f"{noun} of the {ordinal(int(first))} group"
        if noun
        else f"in the {ordinal(int(first))} group"
    )


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


def bare(text: str) -> str:
    """The text on one line, without the marks that Markdown puts around and before words.

    Examples
    --------
    >>> bare("## A **firm** demand"), bare("5* hotels and 6*"), bare("`a` or *b*")
    ('A firm demand', '5* hotels and 6*', 'a or b')
    """
    text = _HEADED.sub("", " ".join(text.split()))
    return _STRESSED.sub(r"\2", text)


def shortened(text: str, most: int = 240) -> str:
    """Words of a source for show: cut at a word with an ellipsis where they are too long.

    A dateline before them is left out, and so are marks of Markdown; the evidence has both.

    Examples
    --------
    >>> shortened("**PARIS, May 3 (Reuters)** - France *refused* to pay.")
    '… France refused to pay.'
    >>> shortened("NATO - the alliance - refused to move its troops", 20)
    'NATO - the alliance …'
    """
    text = _DATELINE.sub("… ", bare(text))
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
