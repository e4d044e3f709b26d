"""Single sentences and short passages: act, party, and where the words are parted."""

from pathlib import Path

import pytest

from reading.taking_apart import acts, records

SENTENCES = [
    [field.strip() for field in line.split("|")]
    for line in Path(__file__).with_name("statements.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("act", "party", "text"), SENTENCES)
def test_act_and_party(act, party, text):
    assert (act, party) in acts(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Chile accused Peru of fraud and said the vote would be repeated.",
            [
                ("accuse", "Chile accused Peru of fraud"),
                ("claim", "said the vote would be repeated."),
            ],
        ),
        (
            "Chile said the plan was welcome, but that it would not sign.",
            [("support", "Chile said the plan was welcome"), ("refuse", "that it would not sign.")],
        ),
        (
            "Chile would sign, it said, if Peru paid.",
            [("offer", "Chile would sign, it said, if Peru paid.")],
        ),
        (
            'Chile "will never yield" to blackmail, its government said.',
            [("refuse", 'Chile "will never yield" to blackmail, its government said.')],
        ),
        (
            "Chile rejected the offer, adding that Peru must pay.",
            [("refuse", "Chile rejected the offer"), ("demand", "adding that Peru must pay.")],
        ),
        (
            "Chile condemned the raid, saying it was unlawful.",
            [("accuse", "Chile condemned the raid, saying it was unlawful.")],
        ),
        (
            "Chile denied the charge: no ship of its navy had been there, it told Peru.",
            [
                ("deny", "Chile denied the charge"),
                ("claim", "no ship of its navy had been there, it told Peru."),
            ],
        ),
    ],
)
def test_words_are_parted_where_the_act_changes(text, found):
    assert [(record.act, record.evidence.rstrip(":")) for record in records(text)] == found


def test_words_whose_speaker_is_named_after_them():
    text = (
        'Border quarrel\n\n"We will not pay. Peru must leave first," the Chilean government said.'
    )
    assert [(r.act, r.party) for r in records(text)] == [("refuse", "Chile"), ("demand", "Chile")]


def test_words_that_go_on_without_a_verb_of_speech():
    text = "Border quarrel\n\nChile said it was disappointed. All Peruvian troops must leave."
    assert [(r.act, r.party) for r in records(text)][-1] == ("demand", "Chile")


def test_an_unknown_speaker_makes_no_statement():
    assert acts("An analyst said the mood was bleak.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Would Peru say which of the maps was right?",
        "No member of the United Nations has recognised it.",
        "Tankers continued to berth at Aden over the weekend.",
        "Chile declined to say when its ships would leave.",
    ],
)
def test_what_nobody_says_or_does_is_no_statement(text):
    assert acts(text) == []


def test_what_others_are_said_to_promise_is_theirs():
    (record,) = records("The European Union said Serbia would stop the checks.")
    assert (record.act, record.party, record.speaker) == (
        "accept",
        "Serbia",
        "The European Union",
    ) or (
        record.act,
        record.party,
    ) == ("accept", "Serbia")


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Peru did not rule out talks.", "offer"),
        ("Peru did not rule out an attack on Chile.", "threaten"),
        ("Peru ruled out talks.", "refuse"),
        ("Peru would not oppose the plan.", "accept"),
        ("Peru would not accept the plan.", "refuse"),
        ("Peru is not ready to talk.", "refuse"),
        ("Peru will have nothing to do with the plan.", "refuse"),
        ("Peru had nothing to do with the raid.", "deny"),
        ("Peru never intended to attack.", "deny"),
        ("Peru will not hesitate to strike.", "threaten"),
        ("Peru said it would halt the missile tests.", "offer"),
        ("Peru said it would resume the missile tests.", "threaten"),
        ("Peru said it would lift the ban on Chilean wine.", "offer"),
        ("Peru said it would return to the talks only when Chile paid.", "demand"),
        ("Peru said there would be no talks until Chile paid.", "refuse"),
        ("Peru said it would close the border if Chile did not pay.", "threaten"),
        ("Peru said it would open the border if Chile paid.", "offer"),
        ("Peru warned that hunger was spreading.", "claim"),
    ],
)
def test_negation_condition_and_force(text, act):
    assert [found for found, _ in acts(text)] == [act]


def test_every_record_names_its_rule_and_cue():
    text = Path(__file__).with_name("statements.txt").read_text("utf-8")
    for record in records(text.replace("|", ".")):
        assert record.provenance.reader == "rules"
        assert record.provenance.rule
        assert record.provenance.cue
