"""Whose conduct acts are about, in reports on many disputes composed for these tests."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from detente.reading import read_text

PASSAGES = sorted(Path(__file__).with_name("passages").glob("*.toml"))
HEAD = "A headline\n"


def faced(text, published=date(2022, 3, 10)):
    records = read_text(HEAD + text, id="r", published=published).records
    return [(record.act, record.party, record.addressee) for record in records]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peru accused Chile of spying.", [("accuse", "Peru", ("Chile",))]),
        (
            "Peru accused Chile and Bolivia of spying.",
            [("accuse", "Peru", ("Chile", "Bolivia"))],
        ),
        ("Peru urged both Chile and Bolivia to talk.", [("urge", "Peru", ("Chile", "Bolivia"))]),
        # the hearer is nobody's addressee
        ("Peru told Brazil that Chile was lying.", [("accuse", "Peru", ("Chile",))]),
        # whoever is denied has accused
        (
            "Chile accused Peru of spying. Peru denied the charge.",
            [("accuse", "Chile", ("Peru",)), ("deny", "Peru", ("Chile",))],
        ),
        ("Peru denied that it was spying.", [("deny", "Peru", ())]),
        # whoever meets faces the others
        ("Peru and Chile held talks in Quito.", [("meet", "Peru", ("Chile",))]),
        # what several agree on, they agree on with each other
        (
            "Envoys of Peru and of Chile signed a treaty on the use of Bolivian water.",
            [("accept", "Peru", ())],
        ),
        # an embassy is never its host's
        (
            "Chile will not sign, the embassy in Lima said.",
            [("refuse", "Chile", ())],
        ),
        ("Tariffs would harm Peruvian workers, Peru warned.", [("threaten", "Peru", ())]),
        ("Peru called on all states to respect the ban on Chile.", [("urge", "Peru", ())]),
        ("Peru banned fish from the Faroe Islands.", [("do", "Peru", ("Faroe Islands",))]),
        # what is asked has places of its own
        (
            "Chile demanded that Peru withdraw its troops from Bolivia.",
            [("demand", "Chile", ("Peru",))],
        ),
        # "anyone" is nobody
        (
            "Chile accused Peru of spying. Peru would not accept ultimatums from anyone, it said.",
            [("accuse", "Chile", ("Peru",)), ("refuse", "Peru", ())],
        ),
        # what is demanded of an unnamed side faces whom the paragraph names
        (
            "Peru accused Chile of spying. It demanded an apology.",
            [("accuse", "Peru", ("Chile",)), ("demand", "Peru", ("Chile",))],
        ),
        # who is supported may stand as an owner only
        (
            "Brazil stands by its support for Peru's claim, its foreign ministry said.",
            [("support", "Brazil", ("Peru",))],
        ),
        # whoever undergoes a passive is faced
        ("Chile was accused by Peru of spying.", [("accuse", "Peru", ("Chile",))]),
        # a frame's own preposition leads to whom it faces, its words to whose conduct it is
        (
            "Peru took aim at Chile for holding up Bolivia as a model.",
            [("accuse", "Peru", ("Chile",))],
        ),
        ("Peru laid the deadlock at the door of Chile.", [("accuse", "Peru", ("Chile",))]),
        ("Peru spoke of Chilean sanctions.", [("accuse", "Peru", ("Chile",))]),
        (
            "Peru asked for the good offices of the African Union.",
            [("urge", "Peru", ("African Union",))],
        ),
        # who is told faces an act that names nobody else
        (
            "Peru warned Chile that the pipeline would be cut.",
            [("threaten", "Peru", ("Chile",))],
        ),
        # one act of a sentence lends its addressee to the one before
        (
            "Brazil spoke. Peru welcomed the text and urged Chile to sign it.",
            [("support", "Peru", ("Chile",)), ("urge", "Peru", ("Chile",))],
        ),
        # a denial in words of its own answers whoever was angry
        (
            "Chile accused Peru of an ambush. Brazil urged Bolivia to wait.\n"
            "Peru told the nation that its army had not begun the fighting.",
            [
                ("accuse", "Chile", ("Peru",)),
                ("urge", "Brazil", ("Bolivia",)),
                ("deny", "Peru", ("Chile",)),
            ],
        ),
        # what is decided in a capital is its government's
        ("Peru deplored the decisions taken in Quito.", [("accuse", "Peru", ("Ecuador",))]),
        # traders who speak nowhere stand for their state
        (
            "Peru is willing to help Chilean companies with permits.",
            [("offer", "Peru", ("Chile",))],
        ),
        # a venue is no party
        (
            "Chile's envoy in Quito accused Peru of spying.",
            [("accuse", "Chile", ("Peru",))],
        ),
    ],
)
def test_whom_an_act_faces(text, expected):
    assert faced(text) == expected


def rows():
    for path in PASSAGES:
        passage = tomllib.loads(path.read_text("utf-8"))
        for words, party, addressee, day in passage["acts"]:
            yield path.stem, words, party, tuple(addressee), day


@pytest.fixture(scope="module")
def registers():
    found = {}
    for path in PASSAGES:
        passage = tomllib.loads(path.read_text("utf-8"))
        published = passage["published"]
        found[path.stem] = read_text(passage["text"], id=path.stem, published=published)
    return found


def record_at(register, words):
    place = register.document.text.index(words)
    return next(one for one in register.records if one.start <= place < one.end)


@pytest.mark.parametrize(("name", "words", "party", "addressee", "day"), list(rows()))
def test_who_and_when_in_a_passage(registers, name, words, party, addressee, day):
    record = record_at(registers[name], words)
    assert party in record.makers
    assert str(record.date or "") == str(day)


def test_most_addressees_of_the_passages_are_found(registers):
    wrong = []
    for name, words, _, addressee, _ in rows():
        record = record_at(registers[name], words)
        if set(record.addressee) != set(addressee):
            wrong.append((name, words, record.addressee, addressee))
    assert len(wrong) <= 0.16 * len(list(rows())), wrong
