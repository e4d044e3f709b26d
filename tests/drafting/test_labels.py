import pytest

from detente.drafting.doing import doing
from detente.drafting.issues import issues, subject
from detente.drafting.labels import (
    LONGEST,
    from_deed,
    from_issue,
    in_quotes,
    is_loaded,
    trimmed,
)


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("to withdraw its soldiers from the valley", "Withdraw its soldiers from the valley"),
        ("our bank must be reconnected to the network", "Reconnect the bank to the network"),
        ("to pay 2 billion of arrears at once", "Pay 2 billion of arrears"),
        ("to carry out its 2013 promises", "Carry out its 2013 promises"),
        ("it would share data on the July filling", "Share data on the July filling"),
        ("to return the statues by next Monday", "Return the statues"),
        ("to lift its threat against the island", "Lift its 'threat' against the island"),
        ("the concessions would lapse", "Let the concessions lapse"),
        ("luring migrants to its borders", "Lure migrants to its borders"),
        ("a ban on islands and on any new zone", "Ban islands and any new zone"),
        ("the government would look at the papers", "Look at the papers"),
        ("Arvia is willing to help the island", "Help the island"),
        ("to apologise for the blasts and punish the criminals", "Apologise for the blasts"),
    ],
)
def test_a_label_is_the_deed_in_plain_words(words, label):
    assert from_deed(doing(words)) == label


@pytest.mark.parametrize(
    "words",
    [
        "to crush its aggressor and punish the criminals",  # takes sides
        "to do it",  # points elsewhere
        "to have no choice",  # tells too little
        "to go",
        "a grave mistake",
    ],
)
def test_words_that_are_loaded_or_point_elsewhere_are_no_label(words):
    assert from_deed(doing(words)) is None


def test_a_long_label_is_cut_between_parts():
    text = "close all the border crossings in the north and the south to lorries of the neighbours"
    short = trimmed(text)
    assert len(short) <= LONGEST
    assert short.endswith(" ...")
    assert text.startswith(short.removesuffix(" ..."))


def test_words_of_a_source_stand_in_quotation_marks_without_quotes_within():
    assert in_quotes('a "just" and lasting end') == "'a just and lasting end'"
    assert len(in_quotes("word " * 40)) <= LONGEST


@pytest.mark.parametrize("issue", issues(), ids=lambda issue: issue.name)
def test_the_labels_of_the_lexicon_are_short_and_neutral(issue):
    for text in (issue.take, issue.refrain, issue.start):
        if text:
            assert len(text) <= 45
            assert not is_loaded(text)
            assert text[0].isupper()


def test_a_label_of_the_lexicon_says_whom_it_concerns_where_there_is_room():
    force = subject("an invasion").issue
    assert force is not None
    assert from_issue(force, False, ["Arvia"]) == "Use force against Arvia"
    assert from_issue(force, False, ["A" * 60]) == "Use force"
    assert from_issue(force, False, []) == "Use force"
