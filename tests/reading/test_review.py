"""An analyst's corrections hold to words, survive new readings and are shown as theirs."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.drafting import draft
from detente.errors import SourceError
from detente.explaining import register_text
from detente.model.register import ACTS, Provenance, Record, Register
from detente.model.review import Correction, Corrections
from detente.model.text import Document
from detente.reading import read_text
from detente.reading.verifying.corrections import judged, reviewed

TEXT = (
    "Norway demanded on Friday that Iceland withdraw its trawlers. Iceland refused to withdraw "
    "them unless Norway lowers its tolls. A visitor said that it rained.\n"
)
ADDED = Correction(
    "add",
    "A visitor said that it rained",
    set={"act": "claim", "party": "Denmark", "date": "2021-03-05"},
    by="M. Okafor",
)


def register(text=TEXT):
    found = read_text(text, published="2021-03-06")
    assert [record.act for record in found][:2] == ["demand", "refuse"]
    return found


def on(found, number, verdict, **options):
    record = found.records[number]
    return judged(record, found, Correction(verdict, record.evidence, by="M. Okafor", **options))


def lay(found, *corrections):
    return reviewed(found, Corrections(corrections, "mine.toml"))


def test_each_verdict_does_what_it_says():
    found = register()
    result = lay(
        found,
        on(found, 0, "accept", note="clear"),
        on(found, 1, "change", set={"act": "offer", "addressee": ["Norway"], "condition": ""}),
        ADDED,
    )
    one, two, three = result
    assert (one.review.verdict, one.review.note) == ("accept", "clear")
    assert (two.act, two.plover, two.cameo) == ("offer", "AGREE", "030")
    assert (two.condition, two.addressee) == (None, ("Norway",))
    assert two.review.changed == ("act", "addressee", "condition")
    assert two.provenance == found.records[1].provenance
    assert (three.id, three.party, three.review.verdict) == ("a1", "Denmark", "add")
    assert three.date.isoformat() == "2021-03-05"
    assert three.provenance.reader == "analyst"
    assert "Denmark" in [party.name for party in result.parties]
    assert result.warnings == found.warnings


def test_what_is_rejected_is_gone_and_listed():
    found = register()
    result = lay(found, on(found, 0, "reject", note="background"))
    assert [record.act for record in result] == [record.act for record in found.records[1:]]
    (out,) = result.rejected
    assert (out.by, out.reason, out.act) == ("M. Okafor", "background", "demand")
    assert out.quote == found.records[0].evidence


def test_corrections_survive_a_reading_of_an_edited_report():
    found = register()
    corrections = (
        on(found, 0, "reject"),
        on(found, 1, "change", set={"party": "Denmark"}),
        ADDED,
    )
    edited = "An editor's note of some length.\n\n" + TEXT.replace("on Friday ", "on  Friday ")
    again = lay(register(edited), *corrections)
    assert [record.act for record in again] == ["refuse", "claim"]
    assert [record.party for record in again] == ["Denmark", "Denmark"]
    assert again.warnings == register(edited).warnings


def test_a_record_that_a_later_reading_misses_is_brought_back():
    found = register()
    corrections = (on(found, 0, "accept"), on(found, 1, "change", set={"polarity": "negated"}))
    blind = Register(found.document, found.parties)
    one, two = lay(blind, *corrections)
    assert (one.act, one.party, one.addressee) == ("demand", "Norway", ("Iceland",))
    assert one.review.verdict == "accept"
    assert (two.act, two.polarity) == ("refuse", "negated")
    assert two.condition.text == found.records[1].condition.text
    assert one.provenance.reader == "analyst"


def test_of_records_in_the_same_words_the_one_that_looks_as_it_did_is_meant():
    document = Document("r", "R", "Norway and Iceland refused and accused each other.")

    def record(id, act, party):  # noqa: A002
        text = document.text
        return Record(id, act, party, text, 0, len(text), Provenance("rules", "r", ""))

    found = Register(document, (), (record("s1", "refuse", "Norway"), record("s2", "accuse", "X")))
    result = lay(found, on(found, 1, "reject"))
    assert [one.id for one in result] == ["s1"]


def test_a_later_correction_counts_before_an_earlier_one():
    found = register()
    result = lay(
        found,
        on(found, 0, "change", set={"act": "urge"}),
        on(found, 0, "change", set={"act": "threaten"}),
    )
    assert result.records[0].act == "threaten"
    assert lay(found, ADDED, ADDED).records == lay(found, ADDED).records


def test_corrections_of_another_report_are_left_alone():
    found = register()
    other = Correction("reject", found.records[0].evidence, source="another")
    assert lay(found, other) == found


@pytest.mark.parametrize(
    ("correction", "says"),
    [
        (Correction("accept", "It snowed in Bergen."), "no longer stand"),
        (Correction("accept", "A visitor said"), "no record stands there"),
        (Correction("change", "A visitor said", set={"act": "deny"}), "no record stands there"),
        (Correction("add", "A visitor said", set={"party": "Denmark"}), "say the act"),
        (
            Correction("add", "A visitor said", set={"act": "claim", "condition": "if it snows"}),
            "condition 'if it snows' does not stand",
        ),
        (Correction("add", "A visitor said", set={"act": "claim", "date": "soon"}), "no day"),
    ],
)
def test_what_fits_nowhere_is_left_out_with_a_warning(correction, says):
    found = register()
    result = lay(found, correction)
    assert result.records == found.records
    (warning,) = set(result.warnings) - set(found.warnings)
    assert warning.startswith("mine.toml, correction 1: ")
    assert says in warning


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"verdict": "maybe"}, "accept, reject, change, add"),
        ({"quote": " "}, "quotes the words"),
        ({"verdict": "change"}, "say what to set"),
        ({"verdict": "accept", "set": {"act": "deny"}}, "sets nothing"),
    ],
)
def test_a_correction_that_says_nothing_is_refused(values, says):
    with pytest.raises(SourceError, match=says):
        Correction(**{"verdict": "accept", "quote": "x", **values})


def test_evidence_clauses_and_hedges_are_words_of_the_report():
    found = register()
    changes = {
        "evidence": "refused to withdraw them",
        "clauses": [{"text": "lowers its tolls", "obliges": "Norway"}, "withdraw them"],
        "hedges": ["unless"],
        "joint_with": "Denmark",
        "content": "withdraw them",
    }
    record = lay(found, on(found, 1, "change", set=changes)).records[1]
    assert record.evidence == TEXT[record.start : record.end] == "refused to withdraw them"
    assert [(one.text, one.obliges) for one in record.clauses] == [
        ("lowers its tolls", "Norway"),
        ("withdraw them", None),
    ]
    assert record.joint_with == ("Denmark",)


def test_verdicts_are_shown_as_the_analysts():
    found = register()
    result = lay(
        found,
        on(found, 0, "reject", note="background"),
        on(found, 1, "change", set={"act": "offer"}, note="a bar"),
        ADDED,
    )
    said = register_text(result)
    assert "act changed by M. Okafor: a bar" in said
    assert "added by M. Okafor" in said
    assert "by M. Okafor: background" in said


def test_a_register_with_verdicts_comes_back_from_its_json_values():
    found = register()
    result = lay(found, on(found, 0, "reject"), on(found, 1, "accept"), ADDED)
    assert Register.from_dict(result.to_dict()) == result


def test_a_draft_rests_on_what_was_corrected():
    found = register()
    before = draft(found).conflict
    after = draft(lay(found, on(found, 0, "reject"))).conflict
    assert before.hash != after.hash


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.builds(
            Correction,
            verdict=st.just("add"),
            quote=st.sampled_from([TEXT[a : a + 20] for a in range(0, 120, 7)]),
            position=st.none() | st.integers(0, 500),
            set=st.fixed_dictionaries(
                {"act": st.sampled_from(ACTS)},
                optional={"party": st.text(max_size=5), "condition": st.text(max_size=9)},
            ),
        ),
        max_size=4,
    )
)
def test_whatever_is_added_the_law_of_evidence_holds(corrections):
    result = lay(register(), *corrections)
    for record in result:
        for phrase in record.phrases():
            assert TEXT[phrase.start : phrase.end] == phrase.text
    assert len({record.id for record in result}) == len(result)
