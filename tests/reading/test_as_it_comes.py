"""Texts as they come: what each row of ``as_it_comes.txt`` says is read in it, and nothing else."""

from pathlib import Path

import pytest

from reading.taking_apart import records

ROWS = [
    [field.strip() for field in line.split(" | ", 1)]
    for line in Path(__file__).with_name("as_it_comes.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


def told(expected):
    """The act, party and, where given, addressee of each act expected."""
    for one in expected.split("; ") if expected != "-" else ():
        maker, _, faced = one.partition(" > ")
        act, _, party = maker.partition(" ")
        yield act, party, faced


@pytest.mark.parametrize(("expected", "text"), ROWS)
def test_what_is_read(expected, text):
    wanted = list(told(expected))
    found = records(text.replace("⏎", "\n"))
    assert [(one.act, one.party) for one in found] == [one[:2] for one in wanted]
    for record, (_, _, faced) in zip(found, wanted, strict=True):
        assert not faced or faced in record.addressee
