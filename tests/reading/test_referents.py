"""Who pronouns and descriptions mean: told by the parties of the records of short reports."""

from datetime import date

import pytest

from detente.reading import read_text

HEAD = "A headline\n"


def parties(text, published=date(2022, 3, 10)):
    records = read_text(HEAD + text, id="r", published=published).records
    return [record.party for record in records]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peru accused Chile of spying. It demanded an apology.", ["Peru", "Peru"]),
        (
            "Peru's president accused Chile of spying. He demanded an apology from its envoy.",
            ["Peru", "Peru"],
        ),
        (
            "Peru's foreign ministry accused Chile of spying. Chile denied it. "
            'The ministry demanded an apology: "We shall not wait."',
            ["Peru", "Chile", "Peru"],
        ),
        (
            "India's foreign ministry accused Nepal of spying. Nepal's home ministry denied it. "
            "The foreign ministry demanded an apology.",
            ["India", "Nepal", "India"],
        ),
        (
            "ECOWAS threatened Mali with sanctions. Mali denied the charge. "
            "The bloc demanded elections.",
            ["ECOWAS", "Mali", "ECOWAS"],
        ),
        (
            "The M23 accused the Congolese army of an attack. The army denied the charge. "
            "The rebels demanded talks.",
            ["M23", "Democratic Republic of Congo", "M23"],
        ),
        (
            "Foreign Minister Adam Kowal of Poland accused Belarus of lying. "
            "Kowal demanded an apology.",
            ["Poland", "Poland"],
        ),
        (
            "From Tirana: Foreign Minister Besa Lika accused Serbia of lying. "
            "Lika demanded an apology.",
            ["Albania", "Albania"],
        ),
        (
            'Kenya rejected the claim. "We shall defend our waters," its spokesman said.',
            ["Kenya", "Kenya"],
        ),
        (
            "Somalia accused Kenya of theft. Nairobi would not pay, an official said.",
            ["Somalia", "Kenya"],
        ),
        (
            "Morocco recalled its envoy. The kingdom demanded an apology from Spain.",
            ["Morocco"],
        ),
        (
            "North Korea threatened South Korea with war. The South demanded talks.",
            ["North Korea", "South Korea"],
        ),
        (
            "The Karaal Liberation Front rejected the truce. Chad accused the Front of lying. "
            "The Front denied it.",
            ["Karaal Liberation Front", "Chad", "Karaal Liberation Front"],
        ),
        (
            "The foreign ministry of Peru condemns the attack by Chile. Chile claims that it was "
            "attacked first. We demand an apology from Chile.",
            ["Peru", "Chile", "Peru"],
        ),
        (
            "Ecuador, which holds the presidency of Mercosur, offered to help. Peru will recall "
            "its envoy if the raids go on, a presidential adviser warned.",
            ["Ecuador", "Peru"],
        ),
        ("Peru accused Chile of theft. The mediator, Norway, urged calm.", ["Peru", "Norway"]),
        ("Peru accused Chile of theft. Its neighbour Ecuador urged calm.", ["Peru", "Ecuador"]),
        ("Chile has lied, Peru said. The mediators Norway and Oman urged calm.", ["Norway"]),
        (
            "Delegates of Libya's internationally recognised government arrived in Switzerland. "
            "The government demanded that the rebels leave the port.",
            ["Libya"],
        ),
    ],
)
def test_whose_acts_they_are(text, expected):
    found = parties(text)
    assert found[-len(expected) :] == expected


@pytest.mark.parametrize(
    "text",
    [
        "CNN said the talks had failed.",
        "Western powers demanded an end to the fighting.",
        "All sides accused the press of lying.",
        "A person familiar with the talks said they had failed.",
    ],
)
def test_nobody_is_guessed(text):
    assert parties(text) == []
