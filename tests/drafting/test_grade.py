"""The grade of a draft, at the borders of its rules, and what goes unsaid below the floor."""

from dataclasses import replace

import pytest

import detente
from detente.errors import CaseError
from detente.files import dumps, loads
from detente.model.conflict import Mark
from detente.model.drafted import Drafted
from detente.model.grade import Grade, grade

from .registers import register_of

CASE = """
format = 1
title = "A quarrel over a bridge"
parties.east.options.build = "Build the bridge"
parties.west.options.pay = "Pay half"
parties.west.prefers = ["not build", "not pay"]
parties.east.prefers = ["build"]
[drafted]
statements = 4
modelled = 3
unresolved = 1
left_out = 0
"""


def graded(**changed) -> Grade:
    counts = {"statements": 12, "modelled": 12, "unresolved": 0, "left_out": 0}
    drafted = Drafted(**{name: changed.pop(name, value) for name, value in counts.items()})
    usual = {"parties": 2, "options": 6, "sure": 6, "wishes": 8, "told": 8, "opposed": 1}
    return Grade(drafted, **{**usual, "asked": 0, **changed})


@pytest.mark.parametrize(
    ("changed", "level"),
    [
        ({}, "high"),
        ({"modelled": 9}, "high"),
        ({"modelled": 8}, "fair"),
        ({"modelled": 6}, "fair"),
        ({"modelled": 5}, "thin"),
        ({"modelled": 3}, "thin"),
        ({"modelled": 2}, "not enough to model"),
        ({"sure": 4}, "high"),
        ({"sure": 3}, "fair"),
        ({"sure": 2}, "thin"),
        ({"told": 4}, "high"),
        ({"told": 3}, "fair"),
        ({"unresolved": 3}, "high"),
        ({"unresolved": 4}, "fair"),
        ({"unresolved": 5}, "not enough to model"),
        ({"parties": 1}, "not enough to model"),
        ({"opposed": 0}, "not enough to model"),
        ({"statements": 0, "modelled": 0}, "not enough to model"),
    ],
)
def test_each_border_of_the_rules(changed, level):
    assert graded(**changed).level == level


def test_a_hand_made_case_has_no_grade_and_keeps_its_brief():
    made = loads(CASE.partition("[drafted]")[0])
    assert grade(made) is None
    text = detente.brief(made).to_text()
    assert "Grade" not in text
    assert "Not enough to model" not in text


def test_a_graded_case_is_read_and_written_with_its_counts():
    conflict = loads(CASE)
    assert conflict.drafted == Drafted(4, 3, 1, 0)
    assert loads(dumps(conflict)) == conflict
    assert grade(conflict).opposed == 1


def test_what_is_only_guessed_opposes_nobody():
    conflict = loads(CASE)
    doubtful = replace(conflict, guessed=(Mark("parties.west.prefers.1", "not build"),))
    assert not grade(doubtful).enough
    text = detente.brief(doubtful).to_text()
    assert "Not enough to model" in text
    assert "no party gains" not in text


@pytest.mark.parametrize(
    ("broken", "told"), [("modelled = 5", "more than all"), ("modelled = -1", "0 or more")]
)
def test_counts_that_cannot_be_are_refused_with_their_line(broken, told):
    with pytest.raises(CaseError, match=told) as raised:
        loads(CASE.replace("modelled = 3", broken))
    assert raised.value.line


def test_a_sentence_that_rests_on_a_guess_says_so_itself():
    conflict = loads(CASE)
    doubtful = replace(
        conflict, guessed=(Mark("parties.west.prefers.2", "not pay"),), status_quo=()
    )
    lines = detente.brief(doubtful).section("bottom-line").sentences()
    told = [one.text for one in lines if "better for" in one.text]
    assert told
    assert all("guess that west wants not “Pay half”" in text for text in told)


def test_a_demand_that_nobody_answers_makes_no_verdict():
    wants = {
        "act": "demand",
        "party": "Osterland",
        "to": ["Westmark"],
        "says": "Osterland demanded that Westmark install filters.",
        "content": "install filters",
    }
    draft = detente.draft(register_of(wants))
    assert grade(draft.conflict).level == "not enough to model"
    text = detente.brief(draft).to_text()
    assert "Not enough to model" in text
    assert "ranks no outcome above the status quo" not in text
    assert "install filters" in text
