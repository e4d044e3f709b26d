"""Date expressions and the days they mean; how days pass from one act to the next."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from detente.reading import read_text
from detente.reading.dating.dates import Interval, find_dates, published_in

DAYS = st.dates(date(1950, 1, 1), date(2060, 1, 1))
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
THURSDAY = date(2022, 3, 10)


def settle(text, published=THURSDAY, **how):
    when = find_dates(text, 0, len(text))[0]
    return when.settle(published, **how)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("on Tuesday", ["wd"]),
        ("on 4 May 2021", ["dmy"]),
        ("May 4, 2021", ["mdy"]),
        ("5-7 May", ["dmy"]),
        ("Sept. 4", ["mdy"]),
        ("2021-05-04", ["iso"]),
        ("in December", ["m"]),
        ("in December 2020", ["my"]),
        ("last week", ["rel"]),
        ("yesterday", ["day"]),
        ("three days ago", ["ago"]),
        ("A day later", ["anchored"]),
        ("on the same day", ["anchored"]),
        ("within hours", ["anchored"]),
        ("two days after the raid", ["gap"]),
        ("since 2014", ["y"]),
        ("in the 1990s", ["y"]),
        ("a treaty of May", ["m"]),
        ("she may go", []),
        ("the march", []),
        ("$60 billion", []),
    ],
)
def test_expressions_are_found(text, kinds):
    assert [when.kind for when in find_dates(text, 0, len(text))] == kinds


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("on Tuesday", "2022-03-08", "2022-03-08", "day"),
        ("on Thursday", "2022-03-10", "2022-03-10", "day"),
        ("last Thursday", "2022-03-03", "2022-03-03", "day"),
        ("next Thursday", "2022-03-17", "2022-03-17", "day"),
        ("yesterday", "2022-03-09", "2022-03-09", "day"),
        ("the day before yesterday", "2022-03-08", "2022-03-08", "day"),
        ("tomorrow", "2022-03-11", "2022-03-11", "day"),
        ("4 January", "2022-01-04", "2022-01-04", "day"),
        ("30 December", "2021-12-30", "2021-12-30", "day"),
        ("5-7 March", "2022-03-05", "2022-03-07", "day"),
        ("March 5 and 6", "2022-03-05", "2022-03-06", "day"),
        ("in February", "2022-02-01", "2022-02-28", "month"),
        ("in December", "2021-12-01", "2021-12-31", "month"),
        ("in May 1998", "1998-05-01", "1998-05-31", "month"),
        ("last week", "2022-02-28", "2022-03-06", "week"),
        ("this month", "2022-03-01", "2022-03-31", "month"),
        ("next year", "2023-01-01", "2023-12-31", "year"),
        ("four days ago", "2022-03-06", "2022-03-06", "day"),
        ("two months ago", "2022-01-01", "2022-01-31", "month"),
        ("in the 1990s", "1990-01-01", "1999-12-31", "decade"),
        ("since 2014", "2014-01-01", "2014-12-31", "year"),
    ],
)
def test_expressions_settle(text, first, last, precision):
    found = settle(text)
    assert (str(found.first), str(found.last), found.precision) == (first, last, precision)
    assert found.basis


def test_a_month_is_a_month_and_never_a_day_of_it():
    assert settle("in December").first != settle("in December").last


@pytest.mark.parametrize(
    "text", ["on Tuesday", "yesterday", "last week", "4 May", "in June", "two days ago"]
)
def test_without_a_day_of_publication_days_stay_relative(text):
    found = settle(text, None)
    assert (found.first, found.last, found.precision) == (None, None, "relative")
    assert "not known" in found.basis


def test_what_hangs_on_another_day_is_seen_from_it():
    told = Interval(date(2022, 3, 4), date(2022, 3, 4), "day", "told")
    assert settle("a day later", anchor=told).first == date(2022, 3, 5)
    assert settle("two days earlier", anchor=told).first == date(2022, 3, 2)
    assert settle("three days after the raid", anchor=told).first == date(2022, 3, 1)
    assert settle("a day before the raid", anchor=told).first == date(2022, 3, 5)
    assert settle("on the same day", anchor=told).first == date(2022, 3, 4)
    assert settle("a day later").precision == "relative"


def test_no_such_day():
    assert settle("30 February 2022") is None
    assert settle("March 45, 2022") is None
    assert settle("March 45") is None
    assert settle("on 31 June") is None


@settings(deadline=None)
@given(DAYS, st.sampled_from(WEEKDAYS))
def test_a_weekday_is_the_latest_one_not_after_publication(published, name):
    found = settle(f"on {name}", published)
    assert found.first == found.last
    assert published - timedelta(days=6) <= found.first <= published
    assert found.first.strftime("%A") == name


@settings(deadline=None)
@given(DAYS, st.sampled_from(WEEKDAYS))
def test_a_planned_weekday_is_the_next_one(published, name):
    found = settle(f"on {name}", published, future=True)
    assert published <= found.first <= published + timedelta(days=6)
    assert found.first.strftime("%A") == name


@settings(deadline=None)
@given(DAYS, DAYS)
def test_a_day_in_full_is_itself_whatever_the_publication(published, day):
    text = f"on {day.day} {day.strftime('%B')} {day.year}"
    assert settle(text, published).first == day


@settings(deadline=None)
@given(DAYS, DAYS)
def test_a_day_without_a_year_is_near_and_not_long_after(published, day):
    assume((day.month, day.day) != (2, 29))
    found = settle(f"{day.day} {day.strftime('%B')}", published)
    assert (found.first.month, found.first.day) == (day.month, day.day)
    assert -366 <= (found.first - published).days <= 45


@settings(deadline=None)
@given(DAYS, st.text(alphabet="aehinorstuwy 0123456789-MarchJuneTdlS.,", max_size=40))
def test_every_interval_is_one(published, text):
    for when in find_dates(text, 0, len(text)):
        found = when.settle(published)
        assert text[when.start : when.end] == when.text
        assert found is None or found.first is None or found.first <= found.last


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Talks end\nPublished: 3 June 2019\n\nText.", date(2019, 6, 3)),
        ("LIMA, 3 June 2019 - Peru said.", date(2019, 6, 3)),
        ("June 3, 2019\nPeru said.", date(2019, 6, 3)),
        ("Peru spoke of the treaty of 3 June 1929 at length and in public.", None),
        ("Peru said.", None),
    ],
)
def test_the_day_of_publication_is_read_where_a_report_gives_it(text, expected):
    assert published_in(text) == expected


# -- days of acts ----------------------------------------------------------------------------------

HEAD = "A headline about talks\n"


def days(text, published=THURSDAY):
    """The day of each record of a report, in their order."""
    records = read_text(HEAD + text, id="r", published=published).records
    return [str(record.date) if record.date else record.date_precision for record in records]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the day stands with the verb of speech
        ("Peru on Monday accused Chile of spying.", ["2022-03-07"]),
        ("Peru accused Chile on Monday of spying.", ["2022-03-07"]),
        ("On Monday, Peru accused Chile of spying.", ["2022-03-07"]),
        ('"Chile must leave," the Peruvian foreign ministry said on Tuesday.', ["2022-03-08"]),
        # the day of what is talked about is not the day of the talk
        ("Peru denied that its army had crossed the border on Monday.", [None]),
        ("Peru condemned Monday's attack by Chile.", [None]),
        ("Peru has accused Chile of spying.", [None]),
        ("Peru accused Chile last month of spying.", ["month"]),
        # it passes on within one speaker's words
        (
            "Peru said on Monday that Chile was spying. It demanded an apology. "
            "Chile denied the charge.",
            ["2022-03-07", "2022-03-07", None],
        ),
        (
            "Peru's foreign ministry said on Monday that Chile was spying. "
            "Peru's defence ministry demanded an apology.",
            ["2022-03-07", None],
        ),
        (
            "Peru accused Chile on Sunday of spying and demanded an apology.",
            ["2022-03-06", "2022-03-06"],
        ),
        # and hangs on the day told before
        (
            "Peru accused Chile on Monday of spying. Chile denied the charge within hours.",
            ["2022-03-07", "2022-03-07"],
        ),
        (
            "Peru accused Chile on Monday of spying. A day later, Chile denied the charge.",
            ["2022-03-07", "2022-03-08"],
        ),
        ("Peru accused Chile before the Council on Monday of spying.", ["2022-03-07"]),
        (
            "Asked on Tuesday if Chile would pay, its minister said that it refused to pay.",
            ["2022-03-08"],
        ),
        ("Peru demanded that the March 3 Movement lay down its arms.", [None]),
        # what is told in the perfect keeps the day of its telling, another office has its own
        (
            "Peru on Monday denied the theft. It had merely collected its fees, it said.",
            ["2022-03-07", "2022-03-07"],
        ),
        (
            "The president of Peru accused Chile on Monday of theft. Peru is open to talks, the "
            "foreign ministry said, if Chile pays.",
            ["2022-03-07", None],
        ),
        (
            "Peru expelled the ambassador of Chile on Monday and called off a visit to Chile.",
            ["2022-03-07", "2022-03-07"],
        ),
        # planned and past events
        ("The presidents of Peru and Chile will meet on Saturday.", ["2022-03-12"]),
        ("The presidents of Peru and Chile met on Saturday.", ["2022-03-05"]),
    ],
)
def test_the_day_of_an_act(text, expected):
    assert days(text) == expected


def test_an_entry_of_a_live_blog_has_the_day_of_the_blog():
    text = "09:10 Peru accused Chile of spying.\n\n10:20 Chile denied it on Wednesday.\n"
    assert days(text) == ["2022-03-10", "2022-03-09"]


def test_a_paragraph_of_a_chronology_has_the_day_that_opens_it():
    text = (
        "1 March 2022. Peru accuses Chile of spying. Chile denies the charge.\n\n"
        "Wednesday, 2 March: Chile expels the ambassador of Peru.\n\n"
        "March 4\nPeru demands an apology.\n\nChile refuses to apologise.\n\n"
        "What comes next\nPeru rules out a war.\n"
    )
    expected = ["2022-03-01", "2022-03-01", "2022-03-02", "2022-03-04", "2022-03-04", None]
    assert days(text) == expected


def test_one_day_alone_makes_no_chronology():
    assert days("March 4\nPeru accuses Chile of spying.\n\nChile denies it.\n") == [None, None]


@settings(deadline=None)
@given(DAYS, st.sampled_from(WEEKDAYS))
def test_nothing_is_said_after_the_report_of_it(published, name):
    text = f"Peru accused Chile on {name} of spying. It demanded an apology. Chile refused."
    for record in read_text(HEAD + text, id="r", published=published).records:
        assert record.date is None or record.date <= published


def test_without_a_day_of_publication_the_basis_says_so():
    (record,) = read_text(HEAD + "Peru on Monday accused Chile of spying.", id="r").records
    assert record.date is None
    assert record.date_precision == "relative"
    assert "Monday" in record.date_basis
