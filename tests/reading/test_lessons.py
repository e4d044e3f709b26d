"""Corrections of one kind mend the next case of that kind, and nothing else."""

from pathlib import Path

import pytest

from detente.errors import SourceError
from detente.files import load_lessons, save_lessons
from detente.model.lessons import Lesson, Lessons
from detente.model.review import Correction, Corrections
from detente.reading import read_text
from detente.reading.verifying.corrections import judged, reviewed
from detente.reading.verifying.lessons import learned, taught

REPORTS = sorted((Path(__file__).parent / "reports").glob("*.txt"))
PAIRS = [
    ("Norway", "Iceland"),
    ("Peru", "Chile"),
    ("Kenya", "Somalia"),
    ("Egypt", "Ethiopia"),
    ("Japan", "Russia"),
    ("Greece", "Turkey"),
    ("India", "Pakistan"),
    ("Serbia", "Kosovo"),
    ("Bolivia", "Paraguay"),
    ("Iran", "Iraq"),
]


def read(text):
    return read_text(text, published="2021-03-06")


def lay(register, corrections):
    return reviewed(register, Corrections(tuple(corrections), "mine.toml"))


def corrections_of(sentence, judge):
    """The correction of each sentence that a pair of parties fills, made as an analyst makes it."""
    made = []
    for one, other in PAIRS:
        found = read(sentence.format(one, other))
        made.append(judge(found, one, other))
        if made[-1].verdict != "add":
            made[-1] = judged(found.records[0], found, made[-1])
    return Corrections(tuple(made))


def blessings(sentence="{} blessed the plan of {} on Friday."):
    def judge(found, one, other):
        assert len(found) == 0
        return Correction("add", found.document.text, set={"act": "accept", "party": one})

    return corrections_of(sentence, judge)


def unharmed(lessons):
    for path in REPORTS:
        found = read(path.read_text("utf-8"))
        assert taught(found, lessons) == found


def test_ten_missed_acts_of_a_verb_mend_the_eleventh():
    lessons = learned([blessings()])
    assert Lesson("act", "blessed", "", "accept", 10) in lessons.lessons
    assert lessons.unlearned == 0
    (record,) = taught(read("Kuwait blessed the route of Oman."), lessons)
    assert (record.act, record.party) == ("accept", "Kuwait")
    assert record.provenance.rule == "learned"
    assert record.doubts == ("learned from 10 corrections: accept for no record",)
    unharmed(lessons)


@pytest.mark.parametrize(
    "sentence",
    [
        "Kuwait has not blessed the route of Oman.",
        "Kuwait may have blessed the route of Oman.",
        "Nobody knew why Kuwait had blessed the route.",
        "“Kuwait blessed the route of Oman.”",
        "Has the government of Kuwait itself blessed the long route of Oman yet?",
    ],
)
def test_no_lesson_turns_a_sign(sentence):
    text = f"Talks go on.\n\n{sentence}\n\nTalks go on."
    assert taught(read(text), learned([blessings()])) == read(text)


def test_who_did_so_is_never_guessed():
    (record,) = taught(read("Kazim Oolo blessed the route."), learned([blessings()]))
    assert (record.party, record.unresolved) == (None, ("Kazim Oolo",))


def test_ten_wrong_acts_mend_the_eleventh():
    def judge(_found, _one, _other):
        return Correction("change", "words", set={"act": "threaten"})

    lessons = learned([corrections_of("{} rejected the plan of {} on Friday.", judge)])
    (record,) = taught(read("Kuwait rejected the route of Oman."), lessons)
    assert (record.act, record.party) == ("threaten", "Kuwait")
    assert "learned from 10 corrections: threaten for refuse" in record.doubts
    (other,) = taught(read("Kuwait declined the route of Oman."), lessons)
    assert other.act == "refuse"


def test_ten_rejected_records_keep_the_eleventh_out():
    def judge(_found, _one, _other):
        return Correction("reject", "words")

    lessons = learned([corrections_of("{} rejected the plan of {} on Friday.", judge)])
    found = taught(read("Kuwait rejected the route of Oman. Oman urged Kuwait to pay."), lessons)
    assert [record.act for record in found] == ["urge"]
    assert found.rejected[0].reason == "like 10 that were rejected"
    assert found.coverage.without == {"kept out": 1}


def test_who_stands_behind_words_is_learned_for_reports_that_name_the_party():
    found = read("Chief Oolo rejected the plan of Peru on Friday.")
    right = judged(found.records[0], found, Correction("change", "w", set={"party": "Chile"}))
    lessons = learned([Corrections((right,) * 3)])
    text = "Chief Oolo rejected the tolls. Chile and Peru met on Friday."
    assert next(one.party for one in taught(read(text), lessons)) == "Chile"
    council = Lessons((Lesson("party", "council", "", "Chile", 3),))
    for other in ("The council rejected the tolls of Kenya.", "Peru rejected the tolls of Kenya."):
        assert taught(read(other), council) == read(other)


def test_whom_an_act_faces_is_learned_where_its_words_name_them():
    lessons = Lessons((Lesson("addressee", "Peru", "claim", "Chile", 3),))
    found = read("Peru said the sea of Chile was rough. Peru said the sea was rough.")
    assert [one.addressee for one in found] == [(), ()]
    assert [one.addressee for one in taught(found, lessons)] == [("Chile",), ()]


def test_few_or_contradicted_corrections_teach_nothing():
    ten = blessings().corrections
    assert learned([Corrections(ten[:2])]).lessons == ()
    against = Correction("add", "Oman blessed the plan.", set={"act": "claim", "party": "Oman"})
    result = learned([Corrections((*ten, against))])
    assert [one for one in result.lessons if one.kind == "act"] == []
    said = corrections_of(
        "{} said that {} was large.",
        lambda *_: Correction("change", "w", set={"act": "accuse"}),
    )
    assert [one for one in learned([said]).lessons if one.kind == "act"] == []


def test_lessons_come_back_from_their_file(tmp_path):
    lessons = learned([blessings()])
    path = tmp_path / "lessons.toml"
    save_lessons(path, lessons)
    assert load_lessons(path).lessons == lessons.lessons
    for wrong in ("[[lesson]]\nkind = 3", "[[lesson", '[[lesson]]\nkind="act"\nwords="x"\n'):
        path.write_text(wrong)
        with pytest.raises(SourceError):
            load_lessons(path)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("would be withdrawn", "would not be withdrawn"),
        ("30 trawlers", "39 trawlers"),
        ("of Norway", "of Norwey"),
        ("paid to the owners", "paid by the owners"),
    ],
)
def test_a_correction_leaves_words_whose_sense_has_changed(old, new):
    text = (
        "Iceland refused on Friday to promise that any of the 30 trawlers of Norway would be "
        "withdrawn from the northern fishing grounds, or that tolls would be paid to the owners."
    )
    found = read(text)
    mine = judged(found.records[0], found, Correction("change", "w", set={"act": "offer"}))
    assert lay(found, [mine]).records[0].act == "offer"
    typo = read(text.replace("northern", "northren"))
    assert lay(typo, [mine]).records[0].act == "offer"
    turned = lay(read(text.replace(old, new)), [mine])
    assert [one.act for one in turned] == [one.act for one in read(text.replace(old, new))]
    assert "changed in a negation, a number, a name or a role" in turned.warnings[-1]
