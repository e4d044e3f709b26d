"""Blocks, headings, sentences and quotations keep their exact places."""

import pytest

from detente.model.text import Document
from detente.reading.parsing.segment import lay_out


def layout(text):
    return lay_out(Document("t", "t", text))


def sentences(text):
    return [text[one.start : one.end] for one in layout(text).sentences]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("It left. He stayed.", ["It left.", "He stayed."]),
        (
            "Gen. Ada Lund met Mr. Kowal. Both smiled.",
            ["Gen. Ada Lund met Mr. Kowal.", "Both smiled."],
        ),
        ("The U.S. said no. The U.N. agreed.", ["The U.S. said no.", "The U.N. agreed."]),
        ("See no. 4 of the list. It is short.", ["See no. 4 of the list.", "It is short."]),
        ("Is it over? No. It began.", ["Is it over?", "No.", "It began."]),
        ("The rate is 3.5 percent. It fell.", ["The rate is 3.5 percent.", "It fell."]),
        ('"We left." They did.', ['"We left."', "They did."]),
        (
            "Talks ended at 5 p.m. on Friday. None cheered.",
            ["Talks ended at 5 p.m. on Friday.", "None cheered."],
        ),
    ],
)
def test_sentences_end_where_they_end(text, parts):
    assert sentences(text) == parts


def test_headings_stand_apart():
    text = "Talks stall\n\nThe envoys left on Friday.\n\nA second try\n\nThey came back."
    found = layout(text)
    assert [text[b.start : b.end] for b in found.blocks if b.heading] == [
        "Talks stall",
        "A second try",
    ]


def test_a_text_of_one_line_is_no_heading():
    assert not layout("Norland rejected the plan").blocks[0].heading


def test_wrapped_lines_are_one_paragraph():
    text = (
        "A heading\n\nThe ministry said on Friday that the talks which began a week ago,\n"
        "and which nobody expected to last, were over."
    )
    assert len([block for block in layout(text).blocks if not block.heading]) == 1


@pytest.mark.parametrize(
    ("lead", "rest"),
    [
        ("KAMPALA, March 3 - ", "The envoys left."),
        ("09:40 ", "The envoys left."),
        ("* ", "The envoys left."),
        ("14:05 GMT - ", "The envoys left."),
    ],
)
def test_datelines_clocks_and_bullets_are_no_words_of_the_sentence(lead, rest):
    text = f"A heading\n\n{lead}{rest}"
    block = layout(text).blocks[1]
    assert text[block.start : block.end] == rest
    assert block.entry is (lead[0].isdigit())


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ('He said: "No." It left.', ['"No."']),
        ("He said: “No, ‘never’ again.” It left.", ["“No, ‘never’ again.”"]),
        ("Sie sagte „Nein“ und ging.", ["„Nein“"]),
        ("They called it ``a farce'' today.", ["``a farce''"]),
        ("The minister's 'final offer' stands.", ["'final offer'"]),
        ('It began "and never ended.', ['"and never ended.']),
    ],
)
def test_quotations_by_any_marks(text, quotes):
    found = layout(text).quotes
    assert [text[one.start : one.end] for one in found] == quotes


def test_an_open_quotation_ends_with_its_paragraph():
    text = 'A heading\n\n"We stay.\n\nThey left.'
    assert [text[q.start : q.end] for q in layout(text).quotes] == ['"We stay.']


def test_everything_within_a_quotation_is_found_there():
    text = 'It "would never yield", it said.'
    found = layout(text)
    assert found.quote_at(text.index("never")) is not None
    assert found.quote_at(text.index("said")) is None
    assert found.quoted(0, 8)
    assert not found.quoted(text.index("it said"), len(text))
