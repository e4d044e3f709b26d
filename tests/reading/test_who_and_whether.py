"""Who acts, and whether it was done: what each row of the two tables says is read, and no more."""

from pathlib import Path

import pytest

from reading.taking_apart import records

MARKS = {"done": "", "possible": "?", "planned": "~"}


def rows(name):
    """The rows of a table: what is read, and the text."""
    lines = Path(__file__).with_name(name).read_text("utf-8").splitlines()
    return [line.split(" | ", 1) for line in lines if line and not line.startswith("#")]


def told(record):
    """A record as the tables write it."""
    maker = f"{record.act}{MARKS[record.actuality]} {'+'.join(record.makers) or 'nobody'}"
    return f"{maker} > {'+'.join(record.addressee)}" if record.addressee else maker


@pytest.mark.parametrize(("expected", "text"), [*rows("what_is_done.txt"), *rows("who_acts.txt")])
def test_what_is_read(expected, text):
    found = records(text.replace("⏎", "\n"))
    assert ("; ".join(map(told, found)) or "-") == expected


BEFORE = "Peru demanded that Chile release the crew. Chile refused to release the crew. "


@pytest.mark.parametrize(("expected", "text"), rows("whom_it_faces.txt"))
def test_whom_it_faces(expected, text):
    assert told(records(BEFORE + text)[-1]) == expected
