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
        # a capital at the head of a sentence tells whose official speaks
        (
            "Peru accused Chile of spying.\nIn Santiago, an official rejected the charge. "
            "The foreign ministry demanded an apology.",
            ["Peru", "Chile", "Chile"],
        ),
        # an aide to somebody is his; an embassy in a capital is the sender's
        ("An adviser to Chad's supreme leader blamed Niger for the raid.", ["Chad"]),
        (
            "Peru accused Chile of spying. Chile would not answer, the embassy in Lima said.",
            ["Peru", "Chile"],
        ),
        # an organ behind the views of its state is not another's of whom the text spoke before
        (
            "Chad's ministry of defence accused Sudan of spying.\nIn Niger the matter is settled. "
            "Niger rejects talks, the defence ministry said.",
            ["Chad", "Niger"],
        ),
        # where rebels are named, the government is that of their state
        (
            "Yemen's government and the Houthis met in Oslo. Norway offered money. "
            "The Houthis accused the delegation of lying.\n"
            "A government adviser accused the Houthis of theft.",
            ["Yemen", "Norway", "Houthis", "Yemen"],
        ),
        (
            "The chair of the Commission, Moussa Faki Mahamat, urged Sudan to talk.",
            ["African Union"],
        ),
        ("The Widows' Peace Association urged Sudan to talk.", ["Widows' Peace Association"]),
        # an official of an organ named before
        (
            "Chile's trade department threatened Peru with duties. "
            "Peru rejected the threat. The duties would stand, an official at the department said.",
            ["Chile", "Peru", "Chile"],
        ),
        # whose plans a spokeswoman tells
        (
            "Peru accused Chile of spying. Brazil is ready to help both neighbours talk, a "
            "foreign ministry spokeswoman said. She urged restraint.",
            ["Peru", "Brazil", "Brazil"],
        ),
        # counterparts are the other side, by both verbs of a sentence
        (
            "Peru accused Chile of spying. Its counterparts denied the charge and demanded an "
            "apology.",
            ["Peru", "Chile", "Chile"],
        ),
        # "they" are those who met
        (
            "Norway praised the talks. Peru and Chile met on Friday. They will meet again in May.",
            ["Norway", "Peru", "Peru"],
        ),
        # the owner of "its" is no object of a preposition
        (
            "Brazil met nobody. Brazil remains at the disposal of Peru and Chile, its foreign "
            "minister said.",
            ["Brazil"],
        ),
        # an owner behind a plural
        (
            "The Houthis accused Riyadh of lying. The rebels' envoy rejected its offer.",
            ["Houthis", "Houthis"],
        ),
        # who speaks for others as well
        (
            "Speaking on behalf of Chad and Niger, the delegate of Mali urged restraint.",
            ["Mali"],
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
