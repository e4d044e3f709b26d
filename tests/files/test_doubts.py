"""Unknown pairs and the mark of strength are read and written back."""

from __future__ import annotations

import pytest

from detente.errors import CaseError
from detente.files import dumps, loads

CASE = """\
format = 1
title = "A quarrel over a bridge"

[parties.east]
options.build = "Build the bridge"
prefers = ["build", ">>", "not pay"]
unknown = [["build and pay", "NN"]]

[parties.west]
options.pay = "Pay half"
{west}
"""


@pytest.mark.parametrize(
    "west",
    [
        'ranking = ["YY", ">>", ["NN", "YN"], ">>", "NY"]\nunknown = [["YY", "NY"]]',
        'prefers = ["pay"]',
        'types.kind = { prefers = ["pay", ">>"], unknown = [["pay", "not pay"]] }\n'
        'types.mean = { ranking = ["NY", ">>", "YY", "NN", "YN"] }',
    ],
)
def test_doubts_are_written_back(west):
    conflict = loads(CASE.format(west=west))
    assert conflict.party("east").preference.strong == 1
    assert len(conflict.party("east").preference.unknown) == 1
    assert loads(dumps(conflict)) == conflict


def test_gaps_are_after_levels():
    conflict = loads(CASE.format(west='ranking = [">>", "YY", ">>", "NN", "YN", ">>", "NY", ">>"]'))
    assert conflict.party("west").preference.gaps == (1, 3)


def test_comments_stay_when_strength_changes():
    text = CASE.format(west='prefers = ["pay"] # always')
    other = loads(text.replace('"build", ">>", "not pay"', '"build", "not pay", ">>"'))
    changed = dumps(other, text)
    assert "# always" in changed
    assert loads(changed) == other


def test_doubts_are_part_of_what_an_analysis_rests_on():
    one = loads(CASE.format(west='prefers = ["pay"]'))
    other = loads(CASE.format(west='prefers = ["pay", ">>"]'))
    assert one.hash != other.hash


@pytest.mark.parametrize(
    ("west", "word"),
    [
        ('prefers = [">>", "pay", ">>"]', "once"),
        ('prefers = ["pay"]\nunknown = [["pay"]]', "a pair"),
        ('unknown = [["pay", "build"]]', "beside prefers"),
        ('prefers = ["pay"]\nunknown = [["pay", "bild"]]', "did you mean `build`"),
    ],
)
def test_what_is_wrong_is_one_line(west, word):
    with pytest.raises(CaseError, match=word) as caught:
        loads(CASE.format(west=west))
    assert caught.value.line
