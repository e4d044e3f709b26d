"""Quotes are found where they stand and nowhere else; the same verification holds every reader."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.model.text import Document
from detente.reading import read_text
from detente.reading.parsing.segment import lay_out
from detente.reading.verifying.quoting import find_quote
from detente.reading.verifying.verify import Obligation, Proposal, Verifier

EXAMPLES = sorted((Path(__file__).resolve().parents[2] / "examples").glob("*.txt"))
TEXT = "Norway said: “We  won’t close the ports – not yet – but we may.” It said no more."


@pytest.mark.parametrize(
    ("quote", "words", "how"),
    [
        ("close the ports", "close the ports", "exact"),
        ("We won't close", "We  won’t close", "normalised"),
        ("THE PORTS - NOT YET -", "the ports – not yet –", "normalised"),
        ("we won't close the port - not yet - but we may", None, "alike"),
        ("ort", None, None),
        ("close the harbours", None, None),
        ("”", None, None),
        ("", None, None),
    ],
)
def test_a_quote_is_found_exactly_or_but_for_typography_or_nearly(quote, words, how):
    place = find_quote(TEXT, quote)
    assert (place.how if place else None) == how
    if words:
        assert TEXT[place.start : place.end] == words
    if how == "alike":
        assert TEXT[place.start : place.end] == "We  won’t close the ports – not yet – but we may"


def test_of_several_places_the_nearest_is_taken_and_of_several_likenesses_none():
    text = "They met. Later they met. They met again, and met."
    assert find_quote(text, "met", near=20).start == text.index("met", 20)
    said = "The ministry of fisheries and {} it."
    twice = f"{said.format('ports refused')} {said.format('port refuse')}"
    assert find_quote(twice, "The ministry of fisheries and ports refuse it.") is None


@settings(max_examples=200)
@given(st.text(max_size=80), st.integers(0, 79), st.integers(1, 40))
def test_whatever_is_cut_from_a_text_is_found_with_its_own_words(text, start, length):
    quote = text[start : start + length]
    place = find_quote(text, quote)
    if place is not None and place.how == "exact":
        assert text[place.start : place.end] == quote.strip()
    if place is not None:
        assert 0 <= place.start < place.end <= len(text)


@settings(max_examples=200)
@given(st.text(max_size=60), st.text(max_size=30))
def test_any_quote_against_any_text_is_found_within_it_or_not_at_all(text, quote):
    place = find_quote(text, quote)
    assert place is None or 0 <= place.start < place.end <= len(text)


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_a_slip_in_a_quote_is_forgiven_wherever_it_is(data):
    """A word misspelt, doubled or left out by one letter in a long quote still leads to it."""
    sentence = (
        "The foreign ministry of Norway said on Friday that the government would not accept any "
        "limit on the number of patrol boats that it keeps in the northern fishing grounds."
    )
    text = f"It rained for days. {sentence} Nobody else spoke of it."
    at = data.draw(st.integers(1, len(sentence) - 2))
    slip = data.draw(st.sampled_from(["", sentence[at] * 2, "x"]))
    place = find_quote(text, sentence[:at] + slip + sentence[at + 1 :])
    assert place is not None
    assert text[place.start : place.end].strip(".") == sentence.strip(".")


def test_words_in_another_order_are_no_quote_and_cost_little():
    words = [f"word{number}" for number in range(120)]
    sentence = " ".join(words)
    shuffled = " ".join(words[60:] + words[:60])
    assert find_quote(sentence, shuffled) is None
    assert find_quote(sentence, " ".join(sorted(words, key=lambda word: word[::-1]))) is None


def verified(text, *proposals):
    document = Document("r", "R", text)
    register = read_text(text)
    verifier = Verifier(document, register.parties, lay_out(document))
    return verifier.verify(proposals, "somebody", "by hand")


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_what_the_rules_find_passes_the_verification_of_every_reader(path):
    """The records of the rules, put in words and verified, come back at the same places."""
    register = read_text(path.read_text("utf-8"), published="2022-07-04")
    verifier = Verifier(register.document, register.parties)
    starts = [sentence.start for sentence in verifier.sentences]
    proposals = [
        Proposal(
            sentence=sum(start <= record.start for start in starts),
            act=record.act,
            party=record.party,
            quote=record.evidence,
            cue=record.provenance.cue,
            joint_with=record.joint_with,
            addressee=record.addressee,
            content=record.content.text if record.content else None,
            condition=record.condition.text if record.condition else None,
            clauses=tuple(Obligation(one.text, one.obliges) for one in record.clauses),
            quoted=record.quoted,
        )
        for record in register
    ]
    records, rejected = verifier.verify(proposals, "rules again", "")
    assert not rejected
    told = {(record.start, record.end, record.act, record.party) for record in register}
    assert {(one.start, one.end, one.act, one.party) for one in records} == told
    for record in records:
        assert "left out" not in json.dumps(record.doubts)
        assert "quotation marks" not in json.dumps(record.doubts)


def test_a_clause_obliges_a_party_of_the_table_or_nobody():
    text = "Norway demanded that Iceland open its ports and that all sides lower their tolls."
    proposal = Proposal(
        1,
        "demand",
        "Norway",
        text,
        "demanded",
        clauses=(
            Obligation("open its ports", "Iceland"),
            Obligation("lower their tolls", "everybody"),
            Obligation("burn their boats", "Iceland"),
        ),
    )
    ((record,), rejected) = verified(text, proposal)
    assert not rejected
    assert [(one.text, one.obliges) for one in record.clauses] == [
        ("open its ports", "Iceland"),
        ("lower their tolls", None),
    ]
    assert any("clause" in doubt for doubt in record.doubts)


def test_a_party_far_from_the_words_is_doubted():
    far = "\n\n".join(["Denmark is far."] + ["It rained."] * 3 + ["Norway refused to pay."])
    ((record,), _) = verified(far, Proposal(5, "refuse", "Denmark", "refused to pay", "refused"))
    assert record.doubts == ("Denmark is not named nearby",)


def test_no_date_is_taken_from_a_reader():
    text = "Norway refused on 3 May 2021 to pay."
    ((record,), _) = verified(text, Proposal(1, "refuse", "Norway", text))
    assert record.date.isoformat() == "2021-05-03"
    ((record,), _) = verified(text, Proposal(1, "refuse", "Norway", "Norway refused"))
    assert record.date is None
