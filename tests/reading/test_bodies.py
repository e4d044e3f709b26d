"""Bodies that no list knows: told by the shape of their names, by their kind, by their initials."""

import pytest

from detente.reading.naming.mentions import Names, find_mentions
from detente.reading.naming.parties import kinds_of, opposite_of
from detente.reading.words.tokens import tokenise


def parties(text, *before):
    """Whoever a sentence names, after others of the same document."""
    names = Names(2022)
    for sentence in (*before, text):
        found = find_mentions(tokenise(sentence, 0, len(sentence)), names)
    return [mention.parties for mention in found if mention.parties]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Patriotic Council of Ruvania (PCR) spoke.", "Patriotic Council of Ruvania"),
        ("The Hill Farmers Union of Malawi spoke.", "Hill Farmers Union of Malawi"),
        (
            "The Committee for the Defence of the Coast met.",
            "Committee for the Defence of the Coast",
        ),
        ("The Aceh Freedom Movement spoke.", "Aceh Freedom Movement"),
        ("The Serbian Radical Party spoke.", "Serbian Radical Party"),
        ("The Chadian Revolutionary Army spoke.", "Chadian Revolutionary Army"),
        ("The Estonian Orthodox Church spoke.", "Estonian Orthodox Church"),
        ("The mining group Orelia sued.", "Orelia"),
        ("Mali's state miner Orelia sued.", "Orelia"),
        ("The rebel group Harim al-Adl spoke.", "Harim al-Adl"),
        ("The largest opposition party, New Morning, walked out.", "New Morning"),
        ("Hanza Tel Aru (HTA) walked out.", "Hanza Tel Aru"),
        ("The state government of Durania objected.", "Durania"),
        ("The Front's military wing objected.", None),
        ("Hamas's military wing objected.", "Hamas"),
        ("The nationalists of VMRO-DPMNE objected.", "VMRO-DPMNE"),
    ],
)
def test_a_name_tells_by_its_shape_whom_it_names(text, expected):
    assert parties(text) == ([(expected,)] if expected else [])


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("The Russian Security Council met.", "Russia"),
        ("The Iranian Atomic Energy Organization met.", "Iran"),
        ("The American Export-Import Bank paid.", "United States"),
        ("The Serbian Army marched.", "Serbia"),
        ("A senior State Department official left.", "United States"),
        ("The Government of New Zealand left.", "New Zealand"),
    ],
)
def test_an_organ_of_a_state_is_no_party_of_its_own(text, state):
    assert parties(text) == [(state,)]


@pytest.mark.parametrize(
    "text",
    [
        "Chile signed the Coastal Trade Agreement (CTA).",
        "Chile left the Northern Fishing Zone (NFZ).",
    ],
)
def test_a_treaty_or_a_zone_is_no_party(text):
    assert parties(text) == [("Chile",)]


@pytest.mark.parametrize(
    ("first", "then", "expected"),
    [
        (
            "The Patriotic Council of Ruvania (PCR) spoke.",
            "The PCR left.",
            "Patriotic Council of Ruvania",
        ),
        ("The mining group Orelia sued.", "Orelia left.", "Orelia"),
        ("North Korea spoke.", "It called the South hours later.", "South Korea"),
        ("The Falkland Islands spoke.", "The Islands' government left.", "Falkland Islands"),
    ],
)
def test_a_name_once_given_is_known_again(first, then, expected):
    assert (expected,) in parties(then, first)


def test_what_a_body_may_be_called_is_told_by_its_name():
    assert "movement" in kinds_of("Aceh Freedom Movement")
    assert "company" in kinds_of("Orelia Holdings")
    assert kinds_of("Orelia") == frozenset()


def test_a_state_that_shares_its_name_with_another():
    assert opposite_of("South Korea") == ("North Korea",)
    assert opposite_of("Peru") == ()
