"""How the words of single statements become options: labels, signs, and whose they are."""

import pytest

from detente.drafting import draft
from detente.drafting.phrases import core
from drafting.test_draft import party, texts


def told(says, act, content=None, **more):
    return {
        "says": says,
        "act": act,
        "party": "Arvia",
        "to": ["Borland"],
        "content": content,
        **more,
    }


@pytest.mark.parametrize(
    ("says", "content", "label"),
    [
        (
            "Arvia warned that cargo would go by way of Nacala.",
            "cargo would go by way of Nacala",
            "Let cargo go by way of Nacala",
        ),
        (
            "Arvia aired the idea of making every car pay fifty euros.",
            "every car pay fifty euros",
            "Make every car pay fifty euros",
        ),
        (
            "Arvia would not exclude closing the airspace either.",
            "Arvia would not exclude closing the airspace either",
            "Close the airspace",
        ),
        (
            "Airports and refineries would be struck again, Arvia warned.",
            "Airports and refineries would be struck again",
            "Strike airports and refineries",
        ),
    ],
)
def test_a_threat_is_called_what_would_be_done(register_of, says, content, label):
    conflict = draft(register_of(told(says, "threaten", content))).conflict
    assert [option.label for option in conflict.options] == [label]


def test_a_recipient_is_no_part_of_what_is_promised(register_of):
    offer = told("Arvia promised the Borlanders a fund for firms.", "offer")
    offer["content"] = "the Borlanders a fund for firms"
    assert [o.label for o in draft(register_of(offer)).conflict.options] == [
        "Grant a fund for firms"
    ]


def test_who_will_not_give_up_what_is_demanded_refuses_the_demand(register_of):
    asked = told(
        "Arvia demanded that Borland hand over the two airports.",
        "demand",
        "Borland hand over the two airports",
    )
    refusal = told("The airports will not be given up, Borland said.", "refuse")
    refusal |= {
        "party": "Borland",
        "to": ["Arvia"],
        "content": "The airports will not be given up",
    }
    conflict = draft(register_of(asked, refusal)).conflict
    (option,) = conflict.options
    assert option.label == "Hand over the two airports"
    assert f"not {option.key.partition('.')[2]}" in texts(party(conflict, "Borland").preference)


def test_an_embargo_that_is_not_lifted_brings_the_threat_on(register_of):
    offer = told("Arvia would lift its ban.", "offer", "lift its ban")
    threat = told(
        "Borland would stop the imports if the embargo is not lifted.",
        "threaten",
        "Borland would stop the imports",
        condition="if the embargo is not lifted",
    )
    threat |= {"party": "Borland", "to": ["Arvia"]}
    wanted = texts(party(draft(register_of(offer, threat)).conflict, "Borland").preference)
    assert "lift_sanctions" in wanted
    assert any(text.endswith("iff not lift_sanctions") for text in wanted)


def test_two_threats_of_one_kind_in_other_words_are_two_options(register_of):
    threats = [
        told(f"Arvia threatened to {what}.", "threaten", what)
        for what in ("stop imports of Borlandic onions", "raise tariffs", "halt exports of gas")
    ]
    labels = {option.label for option in draft(register_of(*threats)).conflict.options}
    assert len(labels) == 3


def test_what_only_tells_how_a_thing_is_makes_no_option(register_of):
    remark = told("Arvia said the paper is null and void.", "refuse", "the paper is null and void")
    asked = told("Arvia demanded that Borland close the camp.", "demand", "Borland close the camp")
    labels = [option.label for option in draft(register_of(remark, asked)).conflict.options]
    assert labels == ["Close the camp"]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("if the flights went on", "the flights went on"),
        ("two boats that were stopped will reach the port", "two boats will reach the port"),
        ("we reject any deal that would limit us", "we reject any deal"),
    ],
)
def test_the_core_keeps_what_tells_the_deed(text, kept):
    assert core(text) == kept
