"""What a report tells twice is linked: headings to sentences, retellings to the first telling."""

import pytest

from detente.reading import read_text

BODY = (
    "Chile demanded on Tuesday that Bolivia withdraw its customs officers from the Silala springs. "
    "La Paz rejected the demand on Wednesday.\n"
)


def links(text, published="2024-03-08"):
    """The act and the evidence of what is told again, with the evidence of what it repeats."""
    register = read_text(text, published=published)
    known = {record.id: record for record in register}
    return [
        (record.act, record.evidence, known[record.same_as[0]].evidence)
        for record in register
        if record.same_as
    ]


@pytest.mark.parametrize(
    ("title", "act", "words"),
    [
        ("Chile demands withdrawal of Bolivian customs officers", "demand", "Chile demanded"),
        ("Bolivia rejects Chile's demand over Silala", "refuse", "La Paz rejected"),
        ("Chile: customs officers must withdraw from the Silala", "demand", "Chile demanded"),
    ],
)
def test_a_headline_is_linked_to_the_sentence_that_it_repeats(title, act, words):
    (found,) = links(f"{title}\n{BODY}")
    assert found[:2] == (act, title)
    assert found[2].startswith(words)


@pytest.mark.parametrize(
    "title",
    [
        "A row over water in the Andes",  # nobody acts
        "Chile accuses Bolivia over Silala",  # another act
        "Peru demands withdrawal of customs officers",  # another party
    ],
)
def test_a_headline_that_repeats_no_sentence_is_no_record(title):
    register = read_text(f"{title}\n{BODY}", published="2024-03-08")
    assert min(record.start for record in register) > len(title)


def test_a_subheading_repeats_only_what_stands_below_it():
    text = (
        f"Water\n{BODY}What Peru says\nPeru urged Chile and Bolivia to share the water.\n"
        "Chile demands withdrawal of customs officers\nBolivia ruled out talks.\n"
    )
    assert links(text) == []


AGAIN = "Chile insisted that Bolivia withdraw its customs officers from the springs."


@pytest.mark.parametrize(
    ("sentence", "told_again"),
    [
        (AGAIN, True),
        (f"On Tuesday, {AGAIN}", True),
        (f"On Thursday, {AGAIN}", False),  # an act of another day
        ("Chile demanded that Bolivia pay for the water.", False),
        ("Peru demanded that Bolivia withdraw its customs officers from the springs.", False),
    ],
)
def test_a_statement_told_again_is_linked_to_its_first_telling(sentence, told_again):
    found = links(f"Water\n{BODY}{sentence}\n")
    assert [act for act, _, _ in found] == ["demand"] * told_again
    assert all(repeated.startswith("Chile demanded on Tuesday") for _, _, repeated in found)


def test_both_tellings_of_a_statement_are_kept():
    register = read_text(f"Water\n{BODY}{AGAIN}\n", published="2024-03-08")
    demands = [record for record in register if record.act == "demand"]
    assert len(demands) == 2
    assert demands[1].same_as == (demands[0].id,)


def test_the_record_of_a_heading_has_only_words_of_the_heading():
    title = "Chile demands withdrawal of Bolivian customs officers"
    heading = next(one for one in read_text(f"{title}\n{BODY}") if one.heading)
    assert (heading.start, heading.end) == (0, len(title))
    assert all(0 <= part.start <= part.end <= len(title) for part in heading.phrases())
    assert heading.provenance.rule == "heading"
