"""Dates: an expression becomes an interval with its precision and what it rests on."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from detente.reading.lexicon import table

__all__ = ["Interval", "When", "find_dates", "published_in"]

Precision = Literal["day", "week", "month", "year", "decade"]


@dataclass(frozen=True, slots=True)
class Interval:
    """From a first to a last day, how exact that is, and what it rests on."""

    first: date
    last: date
    precision: Precision
    basis: str


@dataclass(frozen=True, slots=True)
class When:
    """A date expression as it stands in a text; `settle` tells the days it means."""

    start: int
    end: int
    kind: str
    text: str
    value: tuple[int, ...] = ()

    def settle(self, published: date | None, *, future: bool = False) -> Interval | None:
        """The days meant, or None if the text and the day of publication do not tell."""
        try:
            return _SETTLE[self.kind](self, published, future)
        except (ValueError, OverflowError):
            return None


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
def _pattern() -> re.Pattern[str]:
    month = "|".join(sorted((m.capitalize() for m in _months()), key=len, reverse=True))
    weekday = "|".join(day.capitalize() for day in _weekdays())
    phrases = "|".join(sorted(table("dates")["days"], key=len, reverse=True))
    return re.compile(
        rf"\b(?:(?P<iso>\d{{4}}-\d{{2}}-\d{{2}})"
        rf"|(?P<mdy>(?:{month})\.? \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?)(?![\d-])"
        rf"|(?P<dmy>\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{month})\b(?:,? \d{{4}})?)"
        rf"|(?P<my>(?:{month})\.?,? (?:of )?\d{{4}})"
        rf"|(?P<rel>(?:earlier |later )?(?:last|next|this|the past|the previous|the coming) (?:week|weekend|month|year|summer|winter|spring|autumn|fall))"
        rf"|(?P<wd>(?:(?:last|next|this|the following|the previous) )?(?:{weekday}))"
        rf"|(?P<day>(?i:{phrases}))"
        rf"|(?P<ago>(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|a) (?:days?|weeks?|months?|years?) (?:ago|earlier|before|later))"
        rf"|(?P<m>(?:last |next |this |in |since |until |by |of |early |late |mid-|from )(?:early |late |mid-)?(?:{month}))"
        rf"|(?P<y>(?:in|since|of|until|by|from|before|after|than|to|war of|early|late|mid) (?:the )?(?:1[5-9]|20)\d{{2}}s?)"
        rf"|(?P<bare>(?:1[5-9]|20)\d{{2}})"
        rf")\b"
    )


def find_dates(text: str, start: int, end: int) -> list[When]:
    """Every date expression of ``text`` from ``start`` to ``end``.

    Examples
    --------
    >>> find_dates("They met on Tuesday, 4 May 2021.", 0, 32)[1].settle(None).first
    datetime.date(2021, 5, 4)
    """
    return [
        When(match.start(), match.end(), str(match.lastgroup), match.group())
        for match in _pattern().finditer(text, start, end)
    ]


def _day(day: date, basis: str) -> Interval:
    return Interval(day, day, "day", basis)


def _month(year: int, month: int, basis: str) -> Interval:
    return Interval(
        date(year, month, 1), date(year, month, monthrange(year, month)[1]), "month", basis
    )


def _near(published: date, month: int, day: int, *, future: bool) -> date:
    """The day and month without a year that is nearest, not long after, publication."""
    guess = date(published.year, month, day)
    if future:
        return (
            guess
            if guess >= published - timedelta(days=31)
            else date(published.year + 1, month, day)
        )
    return (
        guess if guess <= published + timedelta(days=45) else date(published.year - 1, month, day)
    )


def _iso(when: When, _published: date | None, _future: bool) -> Interval:
    return _day(date.fromisoformat(when.text), "given in full")


def _full(when: When, published: date | None, future: bool) -> Interval | None:
    month = next(
        _months()[w.lower()] for w in re.findall(r"[A-Za-z]+", when.text) if w.lower() in _months()
    )
    numbers = [int(number) for number in re.findall(r"\d+", when.text)]
    if len(numbers) > 1:
        return _day(date(numbers[1], month, numbers[0]), "given in full")
    if published is None:
        return None
    return _day(_near(published, month, numbers[0], future=future), f"{when.text} near {published}")


def _month_year(when: When, _published: date | None, _future: bool) -> Interval:
    name, year = re.findall(r"[A-Za-z]+|\d+", when.text)[0], int(re.findall(r"\d{4}", when.text)[0])
    return _month(year, _months()[name.lower()], "given in full")


def _bare_month(when: When, published: date | None, future: bool) -> Interval | None:
    if published is None:
        return None
    month = _months()[re.split(r"[ -]", when.text)[-1].lower()]
    year = published.year
    if when.text.startswith("next") or future:
        year += month < published.month
    elif month > published.month:
        year -= 1
    return _month(year, month, f"{when.text} seen from {published}")


def _weekday(when: When, published: date | None, future: bool) -> Interval | None:
    if published is None:
        return None
    *lead, name = when.text.lower().split()
    back = (published.weekday() - _weekdays()[name]) % 7
    if (future and not lead) or lead[:1] in (["next"], ["the"]) and future:
        ahead = (_weekdays()[name] - published.weekday()) % 7
        return _day(
            published + timedelta(days=ahead), f"next {name.capitalize()} on or after {published}"
        )
    return _day(
        published - timedelta(days=back), f"last {name.capitalize()} on or before {published}"
    )


def _relative_day(when: When, published: date | None, _future: bool) -> Interval | None:
    if published is None:
        return None
    offset = table("dates")["days"][when.text.lower()]
    return _day(published + timedelta(days=offset), f"{when.text} seen from {published}")


_SPANS = {"week": 7, "weekend": 7, "month": 30, "year": 365}


def _relative_span(when: When, published: date | None, _future: bool) -> Interval | None:
    if published is None:
        return None
    *lead, unit = when.text.lower().split()
    step = (
        -1
        if {"last", "past", "previous"} & set(lead)
        else 1
        if {"next", "coming"} & set(lead)
        else 0
    )
    basis = f"{when.text} seen from {published}"
    if unit in {"week", "weekend"}:
        monday = published - timedelta(days=published.weekday()) + timedelta(weeks=step)
        return Interval(monday, monday + timedelta(days=6), "week", basis)
    if unit == "month":
        months = published.year * 12 + published.month - 1 + step
        return _month(months // 12, months % 12 + 1, basis)
    year = published.year + step
    return Interval(date(year, 1, 1), date(year, 12, 31), "year", basis)


_NUMBERS = {
    name: k for k, name in enumerate("a one two three four five six seven eight nine ten".split())
} | {"a": 1}


def _ago(when: When, published: date | None, _future: bool) -> Interval | None:
    count, unit, way = when.text.lower().split()
    if published is None or way != "ago":
        return None
    number = _NUMBERS.get(count) or int(count)
    day = published - timedelta(days=number * {"d": 1, "w": 7, "m": 30, "y": 365}[unit[0]])
    basis = f"{when.text} seen from {published}"
    if unit[0] == "d":
        return _day(day, basis)
    return Interval(
        day, day, "week" if unit[0] == "w" else "month" if unit[0] == "m" else "year", basis
    )


def _year(when: When, _published: date | None, _future: bool) -> Interval:
    year = int(re.findall(r"\d{4}", when.text)[0])
    last = year + 9 if when.text.endswith("s") else year
    return Interval(
        date(year, 1, 1), date(last, 12, 31), "decade" if last > year else "year", "given"
    )


_SETTLE = {
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
    r"(?im)^\W{0,3}(?:published|date|updated|posted|dated|published on|publication date)\W{1,4}(.{4,40})$"
)


def published_in(text: str) -> date | None:
    """The day of publication that the head of a text declares, if it does.

    Examples
    --------
    >>> published_in("Talks stall\\nPublished: 15 January 2022\\n\\nThe two sides ...")
    datetime.date(2022, 1, 15)
    """
    head = text[:1500]
    for match in _LABEL.finditer(head):
        for when in find_dates(match.group(1), 0, len(match.group(1))):
            if when.kind in {"iso", "mdy", "dmy"} and (found := when.settle(None)):
                return found.first
    for line in head.splitlines()[:6]:
        for when in find_dates(line, 0, min(len(line), 60)):
            lead = line[: when.start]
            alone = not lead.strip(" ,.([-–—|") or len(line) < len(when.text) + 24
            dated = when.kind in {"iso", "mdy", "dmy"} and re.search(r"\d{4}", when.text)
            if dated and (lead.isupper() or alone) and (found := when.settle(None)):
                return found.first
    return None
