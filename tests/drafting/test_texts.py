"""What single sentences become in a draft, read and drafted as a user's report is."""

from __future__ import annotations

import pytest

from detente.drafting import draft
from detente.reading import read_text
from drafting.registers import wants

DEMAND = "Norway demanded on Monday that Iceland withdraw its trawlers from the bank. "


@pytest.mark.parametrize(
    ("sentence", "party", "label", "wish"),
    [
        (
            "Iceland said it would not rule out any option, including a naval blockade, "
            "if Norway arrests its crews.",
            "iceland",
            "Block the way",
            "blockade iff not release",
        ),
        (
            "Iceland warned it would not sit by with folded arms if Norway builds the dam.",
            "iceland",
            "Impose consequences on Norway",
            "consequences iff water_works",
        ),
        (
            "Iceland demanded that Norway abolish its tariffs on fish.",
            "norway",
            "Lower tariffs",
            "lower_tariffs",
        ),
        (
            "Iceland refused to finish the border posts.",
            "iceland",
            "Finish the border posts",
            "not finish_border",
        ),
    ],
)
def test_a_sentence_gives_an_option_and_a_wish(sentence, party, label, wish):
    conflict = draft(read_text(DEMAND + sentence)).conflict
    assert (party, label) in {(one.party, one.label) for one in conflict.options}
    assert wish in wants(conflict, "Iceland")


def test_who_is_told_to_shut_something_is_not_told_to_open_it():
    told = "Norway told Iceland to shut its consulates in Bergen and Oslo."
    conflict = draft(read_text(DEMAND + told)).conflict
    assert "Shut its consulates in Bergen and Oslo" in {one.label for one in conflict.options}
    assert "cut_relations" in wants(conflict, "Norway")
