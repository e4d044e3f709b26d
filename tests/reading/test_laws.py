"""Laws of the reader: words stand where it says, the same bytes again, no text breaks it."""

import json
import sys
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from detente.errors import SourceError
from detente.model.register import Register
from detente.reading import read_text
from reading import marked

EXAMPLES = sorted(Path(__file__).parents[2].joinpath("examples").glob("*.txt"))
TEXTS = [
    *(report.text for report in marked.reports()),
    *(path.read_text(encoding="utf-8") for path in EXAMPLES),
]
PIECES = [piece for text in TEXTS for piece in text.split()]
MARKS = [*"\"“”„«»'’(),;:—.…*", "``", "''", "\n", "\n\n", "# "]
HARD = (
    "if unless that and but said who which according to nor by is be not one only should were had "
    "Iran US its the"
).split()

mutated = st.lists(
    st.one_of(st.sampled_from(PIECES), st.sampled_from(MARKS), st.sampled_from(HARD)), max_size=60
).map(" ".join)
anything = st.text(max_size=300)


def keeps_the_law(text):
    """Whether a text ends in a register whose every phrase stands where it says, or in one line.

    A line about a record that does not stand where it says breaks the law as well: the whole
    register would be lost for it.
    """
    try:
        register = read_text(text)
    except SourceError as error:
        said = str(error)
        return said.splitlines() == [said] and not said.startswith("record ")
    for record in register:
        for phrase in record.phrases():
            if text[phrase.start : phrase.end] != phrase.text:
                return False
    return True


@given(st.one_of(mutated, anything))
@example("insisted: Iran")  # a name at the end, behind the colon
@example("Chile will pay if Peru asks, Peru warned")  # a verb at the end
@example("Peru accused")
@example("» Agreed Southeast closed")  # a participle at the end
@settings(max_examples=400, deadline=None)
def test_every_phrase_stands_where_it_says(text):
    assert keeps_the_law(text)


@given(st.sampled_from(TEXTS), st.integers(0, 3000), st.integers(0, 400), st.text(max_size=8))
@settings(max_examples=150, deadline=None)
def test_a_report_with_a_hole_in_it(text, start, length, filling):
    assert keeps_the_law(text[:start] + filling + text[start + length :])


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text[:20])
@pytest.mark.parametrize("stops", [".", ".!?\n", ".\n;:"], ids=repr)
def test_a_report_without_stops(text, stops):
    assert keeps_the_law("".join(" " if char in stops else char for char in text))


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text[:20])
def test_the_same_bytes_again(text):
    first, second = (json.dumps(read_text(text).to_dict()) for _ in range(2))
    assert first == second
    assert json.dumps(Register.from_dict(json.loads(first)).to_dict()) == first


@pytest.mark.parametrize(
    "text",
    [
        "a",
        "said",
        "if",
        '"',
        "“" * 500 + "No" + "”" * 500,
        '"' * 999,
        "‘“" * 300 + "Iran said it would strike" + "”’" * 300,
        "Iran said that " * 300,
        "Iran, Iraq and " * 300,
        "if " * 2000,
        "." * 5000,
        "-" * 5000,
        "said " * 2000,
        "to be " * 2000,
        "(" * 3000,
        "Iran's " * 1000,
        "\ud800 said no.",
        "\x00\x01 Iran said no.",
        "\u202eIran said no.\u202c",
        "İran ǅ ﬁ said no. " * 50,
        "Iran met officials of",
        "Iran met the ministers from the",
    ],
    ids=range(22),
)
def test_hard_texts_end_in_a_register(text):
    assert keeps_the_law(text)


@pytest.mark.parametrize(
    "unit",
    [
        "Iran said on Friday that it would answer any attack if the talks failed. ",
        "Iran said and ",
        "word ",
        'He said "no" and, ',
        "if Iran, unless Iraq, ",
    ],
)
def test_work_grows_with_length_only(unit):
    """A text eight times as long takes about eight times the calls, never sixty-four."""
    assert calls(unit * 1600) < 12 * calls(unit * 200) + 10_000


def calls(text):
    """How many functions are called to read a text."""
    count = 0

    def note(_frame, event, _argument):
        nonlocal count
        count += event == "call"

    sys.setprofile(note)
    try:
        keeps_the_law(text)
    finally:
        sys.setprofile(None)
    return count
