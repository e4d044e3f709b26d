"""Names grown to noun phrases: who is named by which words, and whether they can act."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.reading.naming.mentions import Names, find_mentions
from detente.reading.words.tokens import tokenise


def named(text, *before, year=2022):
    """The mentions of a sentence as (words, parties, kind), after others of the same document."""
    names = Names(year)
    for sentence in (*before, text):
        tokens = tokenise(sentence, 0, len(sentence))
        found = find_mentions(tokens, names)
    return [(text[tokens[m.i].start : tokens[m.j - 1].end], m.parties, m.kind) for m in found]


def actors(text, *before, year=2022):
    """Whoever can act in a sentence, as words and parties."""
    names = Names(year)
    for sentence in (*before, text):
        tokens = tokenise(sentence, 0, len(sentence))
        found = find_mentions(tokens, names)
    return [(text[tokens[m.i].start : tokens[m.j - 1].end], m.parties) for m in found if m.agent]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kenya's foreign minister spoke.", [("Kenya's foreign minister", ("Kenya",))]),
        ("The Kremlin refused.", [("Kremlin", ("Russia",))]),
        ("Downing Street agreed.", [("Downing Street", ("United Kingdom",))]),
        ("The Élysée protested.", [("Élysée", ("France",))]),
        ("The Peruvian navy fired.", [("Peruvian navy", ("Peru",))]),
        ("Officials in Dhaka objected.", [("Officials in Dhaka", ("Bangladesh",))]),
        (
            "The ministry of foreign affairs of Bolivia protested.",
            [("ministry of foreign affairs of Bolivia", ("Bolivia",))],
        ),
        (
            "The Defence Ministry in Hanoi denied it.",
            [("Defence Ministry in Hanoi", ("Vietnam",)), ("it", ())],
        ),
        (
            "Greek, French and Italian forces sailed.",
            [("Greek, French and Italian forces", ("Greece", "France", "Italy"))],
        ),
        ("The rebels of the M23 movement left.", [("rebels of the M23 movement", ("M23",))]),
        ("The Saudi-led coalition bombed.", [("Saudi-led coalition", ("Saudi Arabia",))]),
        ("French farmers blocked roads.", [("French farmers", ("French farmers",))]),
        (
            "The Serbian government's Kosovo office wrote.",
            [("Serbian government's Kosovo office", ("Serbia",))],
        ),
        (
            "The Polish ambassador to Belarus left.",
            [("Polish ambassador to Belarus", ("Poland",))],
        ),
        ("Estonia's Riina Saar spoke.", [("Estonia's Riina Saar", ("Estonia",))]),
        ("Gazprom cut supplies.", [("Gazprom", ("Gazprom",))]),
    ],
)
def test_who_can_act(text, expected):
    assert actors(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "They met in Vienna.",
        "The Geneva talks ended.",
        "Iran's state news agency reported it.",
        "Talks went on at The Hague.",
        "The envoys travelled to Nairobi.",
        "Chilean copper is dear.",
        "The Minsk agreements lapsed.",
    ],
)
def test_venues_media_and_adjectives_do_not_act(text):
    assert [party for _, parties in actors(text) for party in parties] == []


def test_a_title_wins_over_the_list_and_is_carried_on():
    told = "Zambia's trade minister, Grace Phiri, spoke."
    assert actors("Phiri then left.", told) == [("Phiri", ("Zambia",))]
    assert actors("Grace Phiri then left.", told) == [("Grace Phiri", ("Zambia",))]
    president = "President Ilir Gashi of Albania spoke."
    assert actors("Gashi left.", president) == [("Gashi", ("Albania",))]


def test_an_apposition_tells_for_whom_somebody_speaks():
    head = actors("Ana Lund, the Danish foreign minister, spoke.")
    assert head == [("Ana Lund, the Danish foreign minister,", ("Denmark",))]
    leader = actors("Said Omar, leader of the Habar militia, spoke.")
    assert [parties for _, parties in leader] == [("Habar",)]


def test_short_forms_hold_once_the_text_has_given_them():
    told = "The Coral Liberation Front (CLF) attacked."
    assert actors("The CLF fled.", told) == [("CLF", ("Coral Liberation Front",))]
    assert named("The CLF fled.") == []
    assert actors("The North refused.", "North Korea spoke.") == [("North", ("North Korea",))]
    assert actors("The North Sea is cold.", "North Korea spoke.") == []


def test_somebody_else_of_the_same_surname_is_not_meant():
    told = "Kenya's president, Ann Odhiambo, spoke."
    assert actors("Odhiambo Mwangi sings.", told) == []


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("Both sides agreed.", "all2"),
        ("The two neighbours agreed.", "all2"),
        ("The three governments agreed.", "all3"),
        ("The parties agreed.", "all"),
        ("All sides agreed.", "everyone"),
        ("The pair agreed.", "all2"),
        ("Western powers agreed.", "some"),
        ("The other side agreed.", "other"),
        ("The alliance agreed.", "alliance"),
        ("The ministry agreed.", "ministry"),
        ("Its navy agreed.", "its"),
    ],
)
def test_phrases_without_a_name(text, head):
    found = find_mentions(tokenise(text, 0, len(text)), Names(2022))
    assert [(mention.head, mention.parties) for mention in found] == [(head, ())]


def test_offices_are_told_apart():
    text = "The external affairs ministry and the defence ministry of India spoke."
    found = find_mentions(tokenise(text, 0, len(text)), Names(2022))
    assert [mention.office for mention in found] == ["foreign", "defence"]


@given(
    st.text(
        alphabet=st.sampled_from("Kenya's EU the of (M23) Minister said and , . - "), max_size=80
    )
)
def test_mentions_stand_in_order_and_do_not_overlap(text):
    tokens = tokenise(text, 0, len(text))
    last = 0
    for mention in find_mentions(tokens, Names(2022)):
        assert last <= mention.i < mention.j <= len(tokens)
        last = mention.j
