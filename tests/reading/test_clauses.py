"""Clauses: who acts, what opens them, where they begin."""

import pytest

from reading.taking_apart import clause, sentence


def who(text, verb):
    parsed = sentence(text)
    subject = clause(parsed, verb).subject
    return parsed.words(subject.i, subject.j).strip(" ,") if subject else None


@pytest.mark.parametrize(
    ("text", "verb", "subject"),
    [
        (
            "On Friday the Chilean foreign ministry objected.",
            "objected",
            "Chilean foreign ministry",
        ),
        ("Peru, which borders Chile, objected.", "objected", "Peru"),
        ("A spokesman for the Kenyan army said so.", "said", "spokesman for the Kenyan army"),
        ("A person close to Peru objected to Chile.", "objected", "Peru"),
        ("The role of Peru in the talks with Chile ended.", "ended", None),
        ("A Peruvian envoy who knows Chile objected.", "objected", "Peruvian envoy"),
        ("Peru's envoy, who came late, conceded the point.", "conceded", "Peru's envoy"),
        ("Chile and Peru signed.", "signed", "Chile"),
        ("Peru knows that Chile objects.", "objects", "Chile"),
        ("Peru hopes Chile will sign.", "sign", "Chile"),
        ("In Lima the talks ended.", "ended", None),
    ],
)
def test_who_acts(text, verb, subject):
    assert who(text, verb) == subject


@pytest.mark.parametrize(
    ("text", "verb", "opener", "shared"),
    [
        ("Peru objected.", "objected", "", False),
        ("Peru signed and left.", "left", "and", True),
        ("Peru signed, but Chile refused.", "refused", "but", False),
        ("Peru said that Chile refused.", "refused", "that", False),
        ("Peru said Chile refused.", "refused", "=", False),
        ("Peru stays if Chile signs.", "signs", "if", False),
        ("Peru signed a pact, which angers Chile.", "angers", "which", False),
        ("It was late; Peru left.", "left", ";", False),
        ("Since 2019 Peru stays out.", "stays", "", False),
        ("Peru waits; after that Chile would sign.", "sign", ";", False),
    ],
)
def test_how_clauses_are_joined(text, verb, opener, shared):
    found = clause(sentence(text), verb)
    assert (found.opener, found.shared) == (opener, shared)


def test_the_parties_that_and_joins():
    parsed = sentence("Chile, Peru and Bolivia signed the pact.")
    subject = clause(parsed, "signed").subject
    assert [mention.party for mention in parsed.joint(subject)] == ["Chile", "Peru", "Bolivia"]


def test_names_that_only_a_comma_parts_are_not_joined():
    parsed = sentence("To Peru, Chile owes an answer.")
    subject = clause(parsed, "owes").subject
    assert [mention.party for mention in parsed.joint(subject)] == ["Chile"]


def test_nobody_does_it():
    assert clause(sentence("Not one of them will be lifted."), "lifted").negated
