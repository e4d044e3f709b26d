"""Dates: an expression becomes an interval with its precision and what it rests on."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from detente.reading.words.forms import table

__all__ = ["Interval", "When", "find_dates", "published_by_name", "published_in"]

Precision = Literal["day", "week", "month", "year", "decade", "relative"]


@dataclass(frozen=True, slots=True)
class Interval:
    """From a first to a last day, how exact that is, and what it rests on.

    Of precision "relative" are days that hang on one that is not known: they have no first or last.
    """

    first: date | None
    last: date | None
    precision: Precision
    basis: str

    def moved(self, days: int, basis: str) -> Interval:
        """The interval so many days later."""
        if self.first is None or self.last is None:
            return Interval(None, None, "relative", f"{basis} {self.basis}")
        step = timedelta(days=days)
        basis = f"{basis}, seen from {self.first}"
        return Interval(self.first + step, self.last + step, self.precision, basis)


@dataclass(frozen=True, slots=True)
class When:
    """A date expression as it stands in a text; `settle` tells the days it means.

    ``value`` is the offset in days of an expression that hangs on the day told before it: of kind
    "anchored" ("a day later") for the act it goes with, of kind "gap" for the act that follows it
    ("three days after the ministry ...").
    """

    start: int
    end: int
    kind: str
    text: str
    value: int = 0

    def settle(
        self, published: date | None, *, future: bool = False, anchor: Interval | None = None
    ) -> Interval | None:
        """The days meant, or None if there are none such."""
        try:
            if self.kind in {"anchored", "gap"}:
                return self._from(anchor, published)
            if published is None and self.kind in _HANGING:
                return Interval(None, None, "relative", f"{self.text} of a day not known")
            return _SETTLE[self.kind](self, published or date.min, future)
        except (ValueError, OverflowError):
            return None

    def _from(self, anchor: Interval | None, published: date | None) -> Interval:
        if anchor is None:
            if published is None or self.value:
                return Interval(None, None, "relative", f"{self.text} of a day not known")
            anchor = _day(published, f"{published}")
        return anchor.moved(self.value, self.text)


@lru_cache
def _months() -> dict[str, int]:
    data = table("dates")
    found = {name: k for k, name in enumerate(data["months"].split(), 1)}
    found |= {name: k for k, name in enumerate(data["short_months"].split(), 1) if name != "sept"}
    return {**found, "sept": 9}


@lru_cache
def _weekdays() -> dict[str, int]:
    return {name: k for k, name in enumerate(table("dates")["weekdays"].split())}


@lru_cache
def _numbers() -> dict[str, int]:
    return {name: k for k, name in enumerate(table("dates")["numbers"].split())} | {"a": 1, "an": 1}


@lru_cache
def _pattern() -> re.Pattern[str]:
    month = "|".join(sorted((m.capitalize() for m in _months()), key=len, reverse=True))
    day = r"\d{1,2}(?:st|nd|rd|th)?"
    weekday = "|".join(name.capitalize() for name in _weekdays())
    count = rf"(?:\d+|{'|'.join(_numbers())})"
    spans = "week|weekend|month|year|summer|winter|spring|autumn|fall"
    kinds = {
        "iso": r"\d{4}-\d{2}-\d{2}",
        "mdy": rf"(?:{month})\.? {day}(?:(?:-|–| to | and ){day})?(?:,? \d{{4}})?(?![\d-])",
        "dmy": rf"{day}(?:(?:-|–| to | and ){day})?(?: of)? (?:{month})\b(?:,? \d{{4}})?",
        "my": rf"(?:{month})\.?,? (?:of )?\d{{4}}",
        "day": rf"(?i:{_phrases('days')})",
        "gap": rf"(?i:{count} days? (?:after|before)|(?:hours|minutes) (?:after|before)|"
        r"(?:a|one|the) day (?:after|before)(?! yesterday| tomorrow))(?= \w)",
        "anchored": rf"(?i:{_phrases('anchored')}|{count} days? (?:earlier|later|afterwards))",
        "rel": rf"(?:earlier |later |late |early )?(?:last|next|this|the past|the previous|"
        rf"the coming|the following) (?:{spans})",
        "wd": rf"(?:(?:last|next|this|the following|the previous|this coming) )?(?:{weekday})",
        "ago": rf"(?i:{count} (?:days?|weeks?|months?|years?) ago)",
        "m": rf"(?:(?i:last|next|this|in|since|until|by|of|early|late|from) |[Mm]id-)"
        rf"(?:early |late |mid-)?(?:{month})(?!\.?,? (?:of )?\d{{4}})",
        "y": r"(?:in|since|of|until|by|from|before|after|than|to|war of|early|late|mid) "
        r"(?:the )?(?:1[5-9]|20)\d{2}s?",
        "bare": r"(?:1[5-9]|20)\d{2}",
    }
    return re.compile(rf"\b(?:{'|'.join(f'(?P<{k}>{v})' for k, v in kinds.items())})\b")


def _phrases(entry: str) -> str:
    return "|".join(sorted(table("dates")[entry], key=len, reverse=True))


def find_dates(text: str, start: int, end: int) -> list[When]:
    """Every date expression of ``text`` from ``start`` to ``end``.

    Examples
    --------
    >>> find_dates("They met on Tuesday, 4 May 2021.", 0, 32)[0].settle(None).first
    datetime.date(2021, 5, 4)
    >>> [when.kind for when in find_dates("A day later, three days after the talks", 0, 39)]
    ['anchored', 'gap']
    """
    found: list[When] = []
    for match in _pattern().finditer(text, start, end):
        kind, words = str(match.lastgroup), match.group()
        if kind in {"mdy", "dmy"} and _names(text, *match.span()):
            continue
        full = kind in {"mdy", "dmy"}
        if full and found and _of_day(found[-1], text[found[-1].end : match.start()]):
            found.pop()
        found.append(When(match.start(), match.end(), kind, words, _offset(kind, words.lower())))
    return found


def _of_day(weekday: When, between: str) -> bool:
    """Whether a weekday belongs to the day after it: "Wednesday, 30 March"."""
    return weekday.kind == "wd" and between in {", ", " "}


def _names(text: str, start: int, end: int) -> bool:
    """Whether a day is part of a name: "the March 23 Movement"."""
    after = text[end : end + 3]
    return (
        text[max(start - 4, 0) : start].lower() == "the "
        and after[1:2].isupper()
        and (after[0] == " " and after[2:].islower())
    )


def _offset(kind: str, words: str) -> int:
    """How many days from the day told before an expression is."""
    if kind not in {"anchored", "gap"}:
        return 0
    if words in table("dates")["anchored"] and kind == "anchored":
        return int(table("dates")["anchored"][words])
    if words.startswith(("hours", "minutes")):
        return 0
    count, *_, way = words.split()
    number = 1 if count == "the" else _numbers().get(count) or int(count)
    return -number if way in {"earlier", "after"} else number


def _day(day: date, basis: str, last: date | None = None) -> Interval:
    return Interval(day, last or day, "day", basis)


def _month(year: int, month: int, basis: str) -> Interval:
    last = monthrange(year, month)[1]
    return Interval(date(year, month, 1), date(year, month, last), "month", basis)


def _whole_year(year: int, basis: str) -> Interval:
    return Interval(date(year, 1, 1), date(year, 12, 31), "year", basis)


def _near(published: date, month: int, day: int, *, future: bool) -> date:
    """The day and month without a year that is nearest, not long after, publication."""
    guess = date(published.year, month, day)
    if future:
        early = guess < published - timedelta(days=31)
        return date(published.year + 1, month, day) if early else guess
    late = guess > published + timedelta(days=45)
    return date(published.year - 1, month, day) if late else guess


def _iso(when: When, _published: date, _future: bool) -> Interval:
    return _day(date.fromisoformat(when.text), "given in full")


def _full(when: When, published: date, future: bool) -> Interval:
    """A day of a month, or several in a row, with a year or without."""
    names = (word.lower() for word in re.findall(r"[A-Za-z]+", when.text))
    month = next(_months()[name] for name in names if name in _months())
    numbers = [int(number) for number in re.findall(r"\d+", when.text)]
    years = [number for number in numbers if number > 31]
    days = [number for number in numbers if number <= 31]
    if not days:
        raise ValueError(f"no month has the day in {when.text}")
    if years:
        first, basis = date(years[0], month, days[0]), "given in full"
    elif published == date.min:
        return Interval(None, None, "relative", f"{when.text} of a year not known")
    else:
        first = _near(published, month, days[0], future=future)
        basis = f"{when.text} near {published}"
    last = date(first.year, month, days[1]) if len(days) > 1 else first
    return _day(first, basis, max(first, last))


def _month_year(when: When, _published: date, _future: bool) -> Interval:
    name, year = re.findall(r"[A-Za-z]+|\d+", when.text)[0], int(re.findall(r"\d{4}", when.text)[0])
    return _month(year, _months()[name.lower()], "given in full")


def _bare_month(when: When, published: date, future: bool) -> Interval:
    month = _months()[re.split(r"[ -]", when.text)[-1].lower()]
    year = published.year
    if when.text.lower().startswith("next") or future:
        year += month < published.month
    elif month > published.month:
        year -= 1
    return _month(year, month, f"{when.text} seen from {published}")


def _weekday(when: When, published: date, future: bool) -> Interval:
    """The latest such day not after publication, or the next one for something planned."""
    *lead, name = when.text.lower().split()
    number = _weekdays()[name]
    if lead[:1] == ["next"] or (future and lead[:1] != ["last"]):
        ahead = (number - published.weekday()) % 7 or 7 * (lead[:1] == ["next"])
        basis = f"next {name.capitalize()} on or after {published}"
        return _day(published + timedelta(days=ahead), basis)
    back = (published.weekday() - number) % 7 or 7 * (lead[:1] == ["last"])
    basis = f"last {name.capitalize()} on or before {published}"
    return _day(published - timedelta(days=back), basis)


def _relative_day(when: When, published: date, _future: bool) -> Interval:
    offset = table("dates")["days"][when.text.lower()]
    return _day(published + timedelta(days=offset), f"{when.text} seen from {published}")


def _relative_span(when: When, published: date, _future: bool) -> Interval:
    *lead, unit = when.text.lower().split()
    step = -1 if {"last", "past", "previous"} & set(lead) else 0
    step = 1 if {"next", "coming", "following"} & set(lead) else step
    basis = f"{when.text} seen from {published}"
    if unit in {"week", "weekend"}:
        monday = published - timedelta(days=published.weekday()) + timedelta(weeks=step)
        first = monday + timedelta(days=5 * (unit == "weekend"))
        return Interval(first, monday + timedelta(days=6), "week", basis)
    if unit == "month":
        months = published.year * 12 + published.month - 1 + step
        return _month(months // 12, months % 12 + 1, basis)
    return _whole_year(published.year + step, basis)


def _ago(when: When, published: date, _future: bool) -> Interval:
    count, unit, _ = when.text.lower().split()
    number, basis = _numbers().get(count) or int(count), f"{when.text} seen from {published}"
    if unit.startswith("year"):
        return _whole_year(published.year - number, basis)
    if unit.startswith("month"):
        months = published.year * 12 + published.month - 1 - number
        return _month(months // 12, months % 12 + 1, basis)
    if unit.startswith("week"):
        day = published - timedelta(weeks=number)
        monday = day - timedelta(days=day.weekday())
        return Interval(monday, monday + timedelta(days=6), "week", basis)
    return _day(published - timedelta(days=number), basis)


def _year(when: When, _published: date, _future: bool) -> Interval:
    year = int(re.findall(r"\d{4}", when.text)[0])
    if not when.text.endswith("s"):
        return _whole_year(year, "given")
    return Interval(date(year, 1, 1), date(year + 9, 12, 31), "decade", "given")


_HANGING = frozenset(("m", "wd", "day", "rel", "ago"))  # kinds that need the day of publication
_SETTLE: dict[str, Callable[[When, date, bool], Interval]] = {
    "iso": _iso,
    "mdy": _full,
    "dmy": _full,
    "my": _month_year,
    "m": _bare_month,
    "wd": _weekday,
    "day": _relative_day,
    "rel": _relative_span,
    "ago": _ago,
    "y": _year,
    "bare": _year,
}

_LABEL = re.compile(
    r"(?im)^\W{0,3}(?:published|date|updated|posted|dated|published on|publication date)"
    r"\W{1,4}(.{4,40})$"
)


_NAMED_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_.]?(\d\d)[-_.]?(\d\d)(?!\d)")
_PLACED_DAY = re.compile(r"[(\[]?(?:[A-ZÀ-Þ][\w'’.-]*(?: |, |/|$)){1,8}(?:on )?")
_CLOSES = re.compile(r"\s*$|\s*[)\]]|\s*[-–—|:]|, \d|\s*\(|\. [A-Z]")


def published_in(text: str) -> date | None:
    r"""The day of publication that the head of a text declares, if it does.

    Examples
    --------
    >>> published_in("Talks stall\nPublished: 15 January 2022\n\nThe two sides ...")
    datetime.date(2022, 1, 15)
    """
    head = text[:1500]
    for match in _LABEL.finditer(head):
        if found := _first_full(match.group(1), 0, len(match.group(1))):
            return found[0]
    for line in head.splitlines()[:6]:
        found = _first_full(line, 0, min(len(line), 90))
        if found and _is_dateline(line, found[1]):
            return found[0]
    return None


def published_by_name(name: str) -> date | None:
    """The day that the name of a file gives.

    Examples
    --------
    >>> published_by_name("2022-01-15-talks"), published_by_name("talks_20220115")
    (datetime.date(2022, 1, 15), datetime.date(2022, 1, 15))
    """
    for match in _NAMED_DAY.finditer(name):
        try:
            return date(*map(int, match.groups()))
        except ValueError:
            continue
    return None


def _first_full(text: str, start: int, end: int) -> tuple[date, When] | None:
    """The first day with its year."""
    for when in find_dates(text, start, end):
        settled = when.settle(None) if when.kind in {"iso", "mdy", "dmy"} else None
        if settled and settled.first:
            return settled.first, when
    return None


def _is_dateline(line: str, when: When) -> bool:
    lead, rest = line[: when.start], line[when.end :]
    if _PLACED_DAY.fullmatch(lead) and _CLOSES.match(rest):
        return True  # "(New Delhi, 30 March 2017) - ", "Mogadishu, Friday, 18 January 2024"
    return lead.isupper() or not lead.strip(" ,.([-–—|") or len(line) < len(when.text) + 24
