"""Every sentence is in a record or in the list of what was left out, with the reason."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.model.coverage import REASONS, Coverage
from detente.model.register import Register
from detente.model.review import Correction, Corrections
from detente.reading import read_text
from detente.reading.language_model.endpoint import Endpoint
from detente.reading.language_model.kept_answers import Answers
from detente.reading.language_model.reader import LlmReader
from detente.reading.verifying.corrections import judged, reviewed
from reading.model_server import proposing, serving

EACH = {
    "background": "In 2014 Peru accused Chile of moving troops to the border.",
    "unknown actor": "It was demanded that the pass be opened.",
    "no party": "An analyst said the mood was bleak.",
    "question": "Will the government of Chile now yield to what its neighbour asks?",
    "narrator": "Shares fell 2 percent.",
    "unknown speaker": "“We will never yield.”",
}
PIECES = (
    *EACH.values(),
    "Chile demanded that Peru pay",
    "“",
    "”",
    "\n\n",
    ".",
    " - ",
    "Q ",
    "SOTO: ",
)
texts = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=9)), max_size=30)


@pytest.mark.parametrize(("reason", "sentence"), EACH.items())
def test_a_sentence_without_a_record_has_the_reason_for_which_it_was_left_out(reason, sentence):
    found = read_text(f"Talks go on.\n\n{sentence}\n\nChile must pay.", published="2022-03-03")
    out = found.left_out[1]
    assert (out.text, out.reason, out.whole) == (sentence, reason, True)
    assert sum(found.coverage.without.values()) == found.coverage.sentences == 3


def test_what_is_old_is_never_dropped_in_silence():
    text = "Chile demanded on Monday that Peru pay; in 2014 Peru accused Chile of spying."
    for sentence in (text, EACH["background"]):
        found = read_text(sentence, published="2022-03-03")
        acts = {one.act for one in found} | {one.act for one in found.left_out}
        assert "accuse" in acts


def test_headings_and_reporters_are_counted_apart():
    text = (
        "Peru and Chile talk\n\nQ Will you pay?\n\nMR. SOTO (Peru): We reject the claim of Chile.\n"
    )
    found = read_text(text, published="2022-03-03")
    assert found.coverage.without == {"reporter": 1, "heading": 1}


def test_what_probably_states_something_comes_first():
    text = "\n\n".join((*EACH.values(), "Chile demanded that Peru pay.\n"))
    out = read_text(text, published="2022-03-03").coverage.left_out
    likely = [one.likely for one in out]
    assert likely == sorted(likely, reverse=True)
    assert {one.reason for one in out if one.likely} == {
        "unknown actor",
        "unknown speaker",
        "no party",
    }
    assert all(one.cue.lower() in one.text.lower() for one in out)


def test_records_that_face_nobody_or_are_nobodys_are_counted():
    found = read_text("Kazim Oolo denounced Peru. Peru condemned the raid.").coverage
    assert (found.records, found.unaddressed, found.unresolved) == (2, 1, 1)


@settings(max_examples=60)
@given(texts)
def test_no_sentence_is_lost_and_the_register_comes_back_from_its_file(pieces):
    found = read_text(" ".join(("The talks.", *pieces)), published="2022-03-03")
    assert Register.from_dict(json.loads(json.dumps(found.to_dict()))) == found
    coverage = found.coverage
    assert coverage.recorded + sum(coverage.without.values()) == coverage.sentences
    for one in found.left_out:
        assert found.document.text[one.start : one.end] == one.text
        assert one.reason in REASONS
    for span in found.sentences:
        told = any(
            part.start < span.end and span.start < part.end
            for record in found
            for part in record.phrases()
        )
        left = [one for one in found.left_out if one.whole and one.start == span.start]
        assert len(left) == (not told)


def test_a_file_that_does_not_tell_gives_no_coverage():
    value = read_text("Chile demanded that Peru pay.").to_dict()
    del value["sentences"], value["left_out"], value["coverage"]
    assert Register.from_dict(value).coverage is None


def test_a_review_moves_sentences_in_and_out():
    found = read_text("Chile demanded that Peru pay. Shares fell 2 percent.")
    record = found.records[0]
    turned = reviewed(
        found,
        Corrections(
            (
                judged(record, found, Correction("reject", record.evidence)),
                Correction("add", "Shares fell", set={"act": "claim", "party": "Peru"}),
            )
        ),
    )
    (out,) = turned.left_out
    assert (out.text, out.reason, out.likely) == (record.evidence, "kept out", False)


def test_a_language_model_answers_for_the_sentences_that_it_passed_over():
    pytest.importorskip("openai")
    text = "Iceland and Norway\n\nNorway refused to pay. Iceland urged Norway to pay. It rained.\n"
    proposal = {"sentence": 1, "act": "refuse", "party": "Norway", "quote": "Norway refused to pay"}
    invented = {**proposal, "sentence": 2, "quote": "Norway attacked"}
    for both in (False, True):
        with serving(proposing(proposal, invented)) as asked:
            reader = LlmReader(Endpoint(asked.url, "small", timeout=5.0), Answers(), both=both)
            found = read_text(text, published="2021-03-06", reader=reader)
        reasons = [(one.text, one.reason, one.likely) for one in found.coverage.left_out]
        missed = ("Iceland urged Norway to pay.", "not proposed", True)
        rest = ("It rained.", "narrator" if both else "not proposed", False)
        heading = ("Iceland and Norway", "heading", False)
        assert reasons == [*[missed][both:], heading, rest]


def test_several_reports_have_one_coverage():
    one = read_text("Chile demanded that Peru pay. It rained.").coverage
    both = Coverage.of_all([one, one])
    assert (both.sentences, both.recorded, len(both.left_out)) == (4, 2, 2)
    assert both.share == one.share == 0.5
