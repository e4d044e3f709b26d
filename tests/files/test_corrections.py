"""A file of corrections is an analyst's own: the program adds to it and touches nothing else."""

import pytest

from detente.errors import SourceError
from detente.files import add_corrections, load_corrections
from detente.model.review import Correction

HAND_WRITTEN = """\
# Mine. Do not touch.
by = "M. Okafor"

[[correction]]
verdict = "reject"   # the reporter's own view
quote = '''
It rained
in "Oslo".'''

[[correction]]
verdict = "change"
quote = "Iceland refused"
position = 40
set = { act = "offer", addressee = ["Norway"], date = 2021-03-05 }
note = "a bar"
"""


def test_a_file_written_by_hand_is_read(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(HAND_WRITTEN)
    corrections = load_corrections(path)
    one, two = corrections.corrections
    assert corrections.name == "mine.toml"
    assert (one.verdict, one.by, one.quote) == ("reject", "M. Okafor", 'It rained\nin "Oslo".')
    assert two.set["date"].isoformat() == "2021-03-05"
    assert (two.position, two.note) == (40, "a bar")


def test_corrections_are_added_at_the_end_and_come_back(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(HAND_WRITTEN)
    new = [
        Correction(
            "add",
            'He said: "No,\n\t never" \\ \u201cwe\u201d \U0001f600',
            7,
            "a report",
            {"act": "deny", "party": "Iceland", "joint_with": ["Norway", "Denmark"]},
            {"act": "claim"},
            "A. B.",
            "why\nnot",
        ),
        Correction("accept", "Norway left."),
    ]
    add_corrections(path, new)
    assert path.read_text().startswith(HAND_WRITTEN)
    loaded = load_corrections(path).corrections
    assert len(loaded) == 4
    assert loaded[2] == new[0]
    assert loaded[3].quote == "Norway left."
    assert loaded[3].by == "M. Okafor"


def test_a_file_is_begun_where_there_is_none(tmp_path):
    path = tmp_path / "new.toml"
    add_corrections(path, [Correction("accept", "Norway left.")])
    add_corrections(path, [Correction("reject", "Norway left.")])
    assert [one.verdict for one in load_corrections(path).corrections] == ["accept", "reject"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[correction", "no TOML"),
        ("format = 9", "later version"),
        ("correction = 3", r"\[\[correction\]\]"),
        ("correction = [3]", r"correction 1: write it under"),
        ('[[correction]]\nverdict = "reject"', "correction 1: a correction quotes"),
        ('[[correction]]\nquote = "x"', "correction 1: verdict"),
        ('[[correction]]\nverdict = "accept"\nquote = 3', "`quote` has a value of the wrong kind"),
        ('[[correction]]\nverdict = "accept"\nquote = "x"\npositon = 3', "`positon` is not known"),
        ('[[correction]]\nverdict = "accept"\nquote = "x"\nposition = "a"', "`position` is a num"),
        ('[[correction]]\nverdict = "accept"\nquote = "x"\nby = 3', "`by` is a text"),
        (
            '[[correction]]\nverdict = "change"\nquote = "x"\nset = { act = "invade" }',
            "act 'invade': use meet",
        ),
        (
            '[[correction]]\nverdict = "change"\nquote = "x"\nset = { color = "red" }',
            "`color` cannot be set",
        ),
        (
            '[[correction]]\nverdict = "change"\nquote = "x"\nset = { party = 3 }',
            "`party` has a value",
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_place(tmp_path, text, says):
    path = tmp_path / "mine.toml"
    path.write_text(text)
    with pytest.raises(SourceError, match=says) as error:
        load_corrections(path)
    assert error.value.file == str(path)
    assert "\n" not in error.value.message


def test_a_file_that_is_missing(tmp_path):
    with pytest.raises(SourceError, match="no such file"):
        load_corrections(tmp_path / "missing.toml")
