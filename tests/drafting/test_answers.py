import pytest

from detente.drafting import draft
from detente.drafting.answers import Answers
from detente.errors import AnalysisError
from detente.model.asked import unanswered
from drafting.registers import every_question
from drafting.test_draft import CHARGE, DEMAND, DENIAL, REFUSAL, THREAT, party, texts

ALL = (THREAT, CHARGE, DENIAL, DEMAND, REFUSAL)


def asked(conflict, words):
    return next(unanswered(one) for one in every_question(conflict) if words in one)


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


# -- every kind of question has its effect ----------------------------------------------------


def demand(who, of, what):
    says = f"{who} demanded that {of} {what}."
    content = f"{of} {what}"
    return {"says": says, "act": "demand", "party": who, "to": [of], "content": content}


def offer(who, to, what, **more):
    says = f"{who} told {to} it would {what} {more.get('condition', '')}.".replace(" .", ".")
    told = {"says": says, "act": "offer", "party": who, "to": [to], "content": f"it would {what}"}
    return {**told, **more}


def labels(conflict):
    return {(option.party, option.label) for option in conflict.options}


def wanted(conflict, name):
    return {statement.text for statement in party(conflict, name).preference.flat}


def both(given, words):
    """The drafts where the question is answered with yes and with no."""
    question = asked(draft(given).conflict, words)
    return [draft(given, answers=f"{question} {word}").conflict for word in ("yes", "no")]


def test_what_does_not_mean_one_thing_is_two_options(register_of):
    one = demand("Borland", "Arvia", "evacuate the valley")
    other = demand("Borland", "Arvia", "pull back its tanks")
    yes, no = both(register_of(one, other), "mean one thing")
    assert len(yes.order) == 1
    assert labels(no) == {("arvia", "Evacuate the valley"), ("arvia", "Pull back its tanks")}
    assert len(wanted(no, "Borland")) == 2


def test_who_needs_a_say_in_talks_has_an_option_of_its_own(register_of):
    mine = offer("Arvia", "Borland", "continue the talks")
    theirs = offer("Borland", "Arvia", "continue the talks")
    given = register_of(mine, theirs, DEMAND, REFUSAL)
    yes, no = both(given, "need a say")
    assert {key.partition(".")[0] for key in yes.order if "talks" in key} == {"arvia", "borland"}
    assert len([key for key in no.order if "talks" in key]) == 1
    assert not any(mark.about.endswith(".talks") for mark in no.guessed)
    assert len([key for key in yes.status_quo if "talks" in key]) == 2


def test_who_would_not_be_the_one_has_no_such_option(register_of):
    nobody = {**demand("Borland", "Arvia", "x"), "to": [], "content": "the release of the crew"}
    nobody["says"] = "Borland demanded the release of the crew."
    yes, no = both(register_of(DEMAND, nobody), "be the one")
    assert ("arvia", "Release the crew") in labels(yes)
    assert ("arvia", "Release the crew") not in labels(no)


def test_who_would_do_as_it_is_accused_of_wants_to(register_of):
    given = register_of(CHARGE, THREAT)
    yes, no = both(given, "no denial was found")
    assert "attack" in wanted(yes, "Borland")
    assert "not attack" in wanted(no, "Borland")


def test_words_that_deny_nothing_give_no_types(register_of):
    charge = {**CHARGE, "says": "Arvia accused Borland of preparing to build a bomb."}
    charge["content"] = "of preparing to build a bomb"
    denial = {**DENIAL, "says": "Borland denied that it was seeking a weapon."}
    denial["content"] = "it was seeking a weapon"
    ask = demand("Arvia", "Borland", "build no bomb")
    yes, no = both(register_of(charge, denial, ask), "deny")
    assert party(yes, "Borland").types
    assert not party(no, "Borland").types


def test_what_can_be_done_together_is_not_forbidden(register_of):
    calm = demand("Arvia", "Borland", "show restraint")
    yes, no = both(register_of(THREAT, calm), "do both")
    assert not yes.rules.infeasible
    assert [rule.text for rule in no.rules.infeasible]


def test_what_comes_about_without_talks_needs_none(register_of):
    talks = offer("Arvia", "Borland", "continue the talks")
    pledge = demand("Borland", "Arvia", "would never join the pact")
    yes, no = both(register_of(talks, pledge), "come about without")
    assert not yes.rules.infeasible
    assert [rule.text for rule in no.rules.infeasible] == ["no_enlargement and not talks"]


def test_what_is_not_going_on_is_not_in_the_status_quo(register_of):
    yes, no = both(register_of(demand("Borland", "Arvia", "stop the shelling")), "going on today")
    assert yes.status_quo
    assert not no.status_quo


def test_what_was_left_out_can_be_kept(register_of):
    plan = {"says": "Borland said it would plant trees.", "act": "claim", "party": "Borland"}
    plan["content"] = "it would plant trees"
    yes, no = both(register_of(DEMAND, plan), "Keep it")
    assert ("borland", "Plant trees") in labels(yes)
    assert ("borland", "Plant trees") not in labels(no)


def test_an_offer_that_does_not_wait_stands_by_itself(register_of):
    given = register_of(DEMAND, offer("Borland", "Arvia", "pay rent"))
    yes, no = both(given, "wait for")
    assert "payment iff dismantle_radar" in wanted(yes, "Borland")
    assert "payment" in wanted(no, "Borland")


def test_what_costs_nothing_is_not_minded(register_of):
    yes, no = both(register_of(DEMAND), "cost Arvia")
    assert wanted(yes, "Arvia") == {"not dismantle_radar"}
    assert not wanted(no, "Arvia")


def test_a_threat_that_is_not_due_yet_is_only_a_bar(register_of):
    threat = {**THREAT, "says": "Arvia warned of heavy retaliation unless Borland signs the text."}
    threat["condition"] = "unless Borland signs the text"
    yes, no = both(register_of(threat), "As yet there is no")
    assert "consequences iff not sign" in wanted(yes, "Arvia")
    assert "consequences only if not sign" in wanted(no, "Arvia")


def test_an_answer_that_nobody_asked_for_is_said_to_have_no_effect(register_of):
    found = draft(register_of(DEMAND), answers="Is the sky blue? (yes/no) yes")
    (told,) = [warning for warning in found.warnings if "answer" in warning]
    assert told == "an answer has no effect, for this draft does not ask: Is the sky blue? (yes/no)"


def test_questions_name_options_by_their_labels(register_of):
    for question in draft(register_of(*ALL)).conflict.questions:
        assert "`" not in question
