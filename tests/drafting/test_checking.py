"""What its sentences do not tell is asked and not drafted."""

import pytest

from detente.drafting import draft
from detente.reading import read_text

DISPUTE = (
    "Peru demanded that Chile release the crew. Chile refused to release the crew. "
    "Peru said it would close the border if Chile did not release the crew. "
    "Bolivia demanded that Chile open the port. Chile rejected the demand of Bolivia. "
    "Bolivia threatened to leave the pact. "
)


def drafted(more, answers=""):
    return draft(read_text(DISPUTE + more), answers=answers).conflict


def labels(conflict):
    return {option.label for option in conflict.options}


UNTOLD = "Peru said it would only talk once the fence was dismantled."


def test_a_deed_of_nobody_among_three_is_asked():
    conflict = drafted(UNTOLD)
    assert "Dismantle the fence" not in labels(conflict)
    (question,) = (one for one in conflict.questions if "Dismantle the fence" in one)
    assert question.endswith("be the one to do “Dismantle the fence”? (yes/no/peru/bolivia)")
    confirmed = drafted(UNTOLD, answers=f"{question} yes")
    assert "Dismantle the fence" in labels(confirmed)
    named = drafted(UNTOLD, answers=f"{question} bolivia")
    assert ("bolivia", "Dismantle the fence") in {(o.party, o.label) for o in named.options}


@pytest.mark.parametrize(
    ("more", "absent"),
    [
        ("Chile offered to feed the families of the victims of the war.", "force"),
        ("Peru offered to urge Chile to sign the treaty.", "Urge"),
    ],
)
def test_what_a_sentence_names_in_passing_is_no_option(more, absent):
    assert not [label for label in labels(drafted(more)) if absent in label]
