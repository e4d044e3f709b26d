"""What its sentences do not tell is asked and not drafted."""

import pytest

from detente.drafting import draft
from detente.reading import read_text

DISPUTE = (
    "Arvia demanded that Borland release the crew. Borland refused to release the crew. "
    "Arvia said it would close the border if Borland did not release the crew. "
    "Corland urged Borland to open the port. Borland rejected the call of Corland. "
)


def drafted(more, answers=""):
    names = {"Arvia": "Peru", "Borland": "Chile", "Corland": "Bolivia"}
    text = DISPUTE + more
    for name, state in names.items():
        text = text.replace(name, state)
    return draft(read_text(text), answers=answers).conflict


def labels(conflict):
    return {option.label for option in conflict.options}


WHOSE = "Would Chile be the one to do “Dismantle the fence”? (yes/no)"
UNTOLD = "Arvia said it would only talk once the fence was dismantled."


def test_a_deed_of_nobody_among_three_is_asked():
    conflict = drafted(UNTOLD)
    assert "Dismantle the fence" not in labels(conflict)
    (question,) = (one for one in conflict.questions if "Dismantle the fence" in one)
    assert question.endswith("be the one to do “Dismantle the fence”? (yes/no)")
    confirmed = drafted(UNTOLD, answers=f"{question} yes")
    assert "Dismantle the fence" in labels(confirmed)


@pytest.mark.parametrize(
    ("more", "absent"),
    [
        ("Arvia asked aid groups to help the towns hit by air strikes.", "force"),
        ("Borland offered to feed the families of the victims of the war.", "force"),
        ("Arvia said that it would urge Corland to do that this month.", "Urge"),
    ],
)
def test_what_a_sentence_names_in_passing_is_no_option(more, absent):
    assert not [label for label in labels(drafted(more)) if absent in label]
