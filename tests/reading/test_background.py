"""Background is told from news by the time that goes with the act."""

import pytest

from detente.reading import read_text


def acts(text):
    return [record.act for record in read_text(text, published="2024-03-08")]


@pytest.mark.parametrize(
    "text",
    [
        "Chile seized the islands in 1962.",
        "In 2015 Bolivia agreed to limits on its fleet.",
        "The commissioners of Chile and Peru last met in May 2022.",
        "Peru tore the pact up in January last year, accusing Chile of spying.",
        "Bolivia found in August that Peru had broken the treaty.",
        "Back then Chile recalled its ambassador.",
        "On 3 May 2019 Peru accused Chile of spying.",
    ],
)
def test_what_is_long_past_is_no_record(text):
    assert acts(text) == []


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Chile seized two boats on 2 March.", "do"),
        ("Bolivia demanded that the limits agreed in 2015 be lifted.", "demand"),
        ("Peru accused Chile of having seized the islands in 1962.", "accuse"),
        ("Chile and Peru held their first talks since 2019 in Lima.", "meet"),
        ("Peru promised an answer by the end of July.", "offer"),
        ("Bolivia, which lost its coast in 1884, refused to sign.", "refuse"),
        ("Chile said last week that it would pay.", "claim"),
        ("Peru will open its border in January, it said.", "offer"),
    ],
)
def test_an_old_time_that_goes_with_something_else_leaves_the_record(text, act):
    assert act in acts(text)


def test_a_chronology_keeps_its_past():
    text = (
        "Timeline\n1 May 2021. Chile recalls its envoy.\n3 May 2021. Peru accuses Chile of spying."
    )
    assert acts(text) == ["do", "accuse"]


def test_without_a_day_of_publication_only_words_tell_background():
    assert read_text("Chile seized the islands in 1962.").records
    assert not read_text("Chile and Peru last met in May.").records
