import pytest

from detente.drafting.doing import doing
from detente.drafting.phrases import core


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("on Monday that it would lift the embargo", "it would lift the embargo"),
        ("to close the strait, which carries a fifth of the oil", "to close the strait"),
        ('We will not yield," the ministry said', "We will not yield"),
        ("any further filling before a treaty is signed", "any further filling"),
        ("a deal that would limit its use of the river", "a deal"),
        ("a pledge that nobody will join the pact", "a pledge that nobody will join the pact"),
        ("it was ready, he said, to resume the talks", "it was ready to resume the talks"),
        ("unless Borland withdraws", "Borland withdraws"),
        ("the banks, in a letter last week, to open accounts", "the banks to open accounts"),
        ("three points on which it would not move", "three points"),
        ("", ""),
    ],
)
def test_the_core_of_a_phrase_is_what_names_the_deed(text, left):
    assert core(text) == left


@pytest.mark.parametrize(
    ("text", "done", "negated"),
    [
        ("it would not lift the embargo", "lift the embargo", True),
        (
            "Arvia withdraw its soldiers from the valley",
            "withdraw its soldiers from the valley",
            False,
        ),
        ("both sides to refrain from any move", "refrain from any move", False),
        ("data could be shared with Borland", "share data with Borland", False),
        ("the clause was carried out", "carry out the clause", False),
        ("the decision not be reversed", "reverse the decision", True),
        ("no exercises be held with outsiders", "hold exercises with outsiders", True),
        ("it will admit neither Arvia nor Borland", "admit Arvia or Borland", True),
        ("all tariffs must go", "remove all tariffs", False),
        ("the second filling would begin", "begin the second filling", False),
        ("military operations would go on", "go on with military operations", False),
        ("its demands go on being ignored", "ignore its demands", False),
        ("it was prepared to sign the text", "sign the text", False),
        ("any pledge to stop admitting members", "stop admitting members", False),
        ("restoring the missions", "restore the missions", False),
        ("the immediate release of the crew", "release the crew", False),
        (
            "the account must be reconnected to the network",
            "reconnect the account to the network",
            False,
        ),
        ("the United States opposes any change", "accept any change", True),
        ("withdraw from the treaty", "withdraw from the treaty", False),
    ],
)
def test_a_phrase_is_read_as_verb_object_and_sign(text, done, negated):
    found = doing(text)
    assert found is not None
    assert (found.text, found.negated) == (done, negated)


@pytest.mark.parametrize("text", ["", "a grave mistake", "the valley", "no", "12 percent", "?"])
def test_a_thing_is_no_deed(text):
    assert doing(text) is None


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Arvia suspended the talks", True),
        ("its fighters were holding the general", True),
        ("Arvia will suspend the talks", False),
        ("to suspend the talks", False),
        ("suspending the talks", False),
    ],
)
def test_what_is_told_as_done_is_a_fact(text, fact):
    found = doing(text)
    assert found is not None
    assert found.fact == fact


def test_in_a_condition_a_doubtful_word_after_a_name_is_its_verb():
    found = doing("Arvia grants more licences", clause=True)
    assert found is not None
    assert (found.subject, found.text) == ("Arvia", "grant more licences")
