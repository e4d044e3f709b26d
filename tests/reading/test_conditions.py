"""Conditions with their connectives, and words that keep things at a distance."""

import pytest

from detente.reading.parsing.conditions import condition_in, hedges
from reading.taking_apart import sentence


def condition(text):
    parsed = sentence(text)
    found = condition_in(parsed, 0, len(parsed.tokens))
    return parsed.words(*found).rstrip(".") if found else None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Peru will sign if Chile does.", "if Chile does"),
        ("If Chile signs, Peru will sign.", "If Chile signs"),
        ("If it is forced on us we will fight.", "If it is forced on us"),
        ("Should Chile refuse, Peru will act.", "Should Chile refuse"),
        ("Peru will act should the ban stay.", "should the ban stay"),
        ("Were Chile to refuse, Peru would act.", "Were Chile to refuse"),
        ("Peru stays out unless Chile pays, but talks go on.", "unless Chile pays"),
        ("There is nothing to discuss until Chile pays.", "until Chile pays"),
        ("Peru will return only when the fence is gone.", "only when the fence is gone"),
        ("Peru will only return after the fence is gone.", "after the fence is gone"),
        ("Peru agrees, provided that Chile pays.", "provided that Chile pays"),
        ("In that event Peru would leave.", "In that event"),
        ("It can go on only on the basis of law.", "only on the basis of law"),
        ("Peru would help as long as Chile pays.", "as long as Chile pays"),
        ("Peru would help once a deal is done.", "once a deal is done"),
    ],
)
def test_conditions(text, found):
    assert condition(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Peru did not say if it would sign.",
        "Peru was once more late.",
        "Peru stays until 2021.",
        "Peru should sign.",
        "Chile provided grain.",
        "They were late.",
        "It is subject to the law.",
    ],
)
def test_words_that_set_no_condition(text):
    assert condition(text) is None


def test_hedges_keep_their_words():
    text = "Its purported plan, reportedly secret, is so-called aid."
    found = hedges(sentence(text), 0, len(text))
    assert [text[a:b] for a, b in found] == ["purported", "reportedly", "so-called"]
