import pytest

from detente.errors import AnalysisError
from detente.reading.drafting import draft
from detente.reading.drafting.answers import Answers
from reading.drafting.test_draft import CHARGE, DEMAND, DENIAL, REFUSAL, THREAT, party, texts

ALL = (THREAT, CHARGE, DENIAL, DEMAND, REFUSAL)


def asked(conflict, words):
    return next(question for question in conflict.questions if words in question)


def test_a_yes_confirms_a_guess(register_of):
    given = register_of(*ALL)
    question = asked(draft(given).conflict, "hurt Borland")
    conflict = draft(given, answers=f"{question} yes").conflict
    assert f"{question} yes" in conflict.questions
    assert "not consequences" not in {mark.statement for mark in conflict.guessed}


def test_a_no_takes_it_away(register_of):
    given = register_of(*ALL)
    question = asked(draft(given).conflict, "hurt Borland")
    conflict = draft(given, answers=f"{question} no").conflict
    for _, preference in party(conflict, "Borland").types:
        assert "not consequences" not in texts(preference)


def test_what_can_be_undone_is_free_both_ways(register_of):
    given = register_of(THREAT)
    question = asked(draft(given).conflict, "be undone")
    assert draft(given, answers=f"{question} yes").conflict.option("attack").direction == "both"
    assert draft(given, answers=f"{question} no").conflict.option("attack").direction == "take"


def test_one_reading_can_be_held(register_of):
    given = register_of(*ALL)
    question = asked(draft(given).conflict, "Which reading")
    conflict = draft(given, answers=f"{question} alleged").conflict
    borland = party(conflict, "Borland")
    assert not borland.types
    assert any(text.startswith("attack if not") for text in texts(borland.preference))


def test_allies_can_be_one_party(register_of):
    joint = {
        **DEMAND,
        "says": "Borland and Corvia demanded that Arvia dismantle the radar on the hill.",
    }
    given = register_of({**joint, "with": ["Corvia"]}, REFUSAL)
    question = asked(draft(given).conflict, "act as one party")
    conflict = draft(given, answers=f"{question} yes").conflict
    assert {one.name for one in conflict.parties} == {"Arvia", "Borland and Corvia"}
    assert f"{question} yes" in conflict.questions


def test_a_case_file_in_which_questions_are_answered_will_do(register_of):
    given = register_of(*ALL)
    question = asked(draft(given).conflict, "be undone")
    text = f'questions = [\n    "Something else? (yes/no)",\n    "{question} no",\n]\n'
    assert Answers.read(text).all() == (f"{question} no",)


def test_answers_lead_to_the_same_draft_again(register_of):
    given = register_of(*ALL)
    lines = [
        f"{question} yes" for question in draft(given).conflict.questions if "yes/no" in question
    ]
    once = draft(given, answers="\n".join(lines)).conflict
    again = draft(given, answers="\n".join(once.questions)).conflict
    assert again == once


def test_a_word_that_is_no_answer_is_said_to_be_none():
    with pytest.raises(AnalysisError, match=r"`maybe` is no answer to: Is it so.*say yes or no"):
        Answers.read("Is it so? (yes/no) maybe")
