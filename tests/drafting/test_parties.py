"""Who is a party to a dispute, who is not, and what those are who are only named."""

import pytest

from detente.drafting import draft
from detente.drafting.sides import sides
from detente.errors import AnalysisError
from detente.files import check, dumps, loads
from detente.reading import read_text

DISPUTE = (
    "Peru demanded that Chile release the crew. Chile refused to release the crew. "
    "Peru threatened to close the border unless Chile releases the crew. "
)


def parties(conflict):
    return {party.name for party in conflict.parties}


def aside(more, **chosen):
    return dict(draft(read_text(DISPUTE + more), **chosen).conflict.aside)


@pytest.mark.parametrize(
    ("more", "name", "part"),
    [
        ("Norway has mediated between the two since May.", "Norway", "mediator"),
        ("The talks brokered by Qatar ended on Friday.", "Qatar", "mediator"),
        ("Envoys of the two met in Uruguay on Friday.", "Uruguay", "venue"),
        ("The border dates from the days of the Soviet Union.", "Soviet Union", "of the past"),
        ("Ecuador welcomed the talks.", "Ecuador", "bystander"),
    ],
)
def test_who_is_only_named_has_a_part(more, name, part):
    assert aside(more).get(name) == part


def said(act, party, to, content, says):
    return {"says": says, "act": act, "party": party, "to": to, "content": content}


CREW = said(
    "demand", "Peru", ["Chile"], "Chile free the crew", "Peru demanded Chile free the crew."
)
NO = said("refuse", "Chile", ["Peru"], "free the crew", "Chile refused to free the crew.")
TRUCE = "an end to the shelling by both"
OF_ALL = said("demand", "Norway", [], TRUCE, f"Norway, which mediates, demanded {TRUCE}.")


@pytest.mark.parametrize(
    ("more", "all_of_them"),
    [
        ((), {"Peru", "Chile"}),
        (
            (
                said(
                    "threaten", "Peru", ["Norway"], "to sue it", "Peru threatened Norway to sue it."
                ),
            ),
            {"Peru", "Chile", "Norway"},
        ),
    ],
)
def test_a_mediator_that_asks_the_same_of_all_is_no_party_unless_it_has_a_stake(
    register_of, more, all_of_them
):
    known = sides([register_of(CREW, NO, OF_ALL, *more)])
    assert set(known.contenders) == all_of_them


MORE = "Bolivia demanded that Chile open the port. Chile refused to open the port."


def test_parties_are_chosen_up_front_and_stay_chosen():
    register = read_text(DISPUTE + MORE)
    assert "Bolivia" in parties(draft(register).conflict)
    without = draft(register, not_parties=["bolivia"]).conflict
    assert "Bolivia" not in parties(without)
    assert "Bolivia" in dict(without.aside)
    again = draft(register, answers=dumps(without)).conflict
    assert parties(again) == parties(without)
    back = draft(register, answers=dumps(without), parties=["Bolivia"]).conflict
    assert "Bolivia" in parties(back)


def test_who_is_no_party_decides_on_nothing():
    found = draft(read_text(DISPUTE + MORE), not_parties=["Chile"]).conflict
    assert "Chile" not in parties(found)
    assert not [option for option in found.options if option.party == "chile"]


def test_nobody_is_a_party_whom_no_report_names():
    with pytest.raises(AnalysisError, match="no report names `Brasil`; they name Peru, Chile"):
        draft(read_text(DISPUTE), parties=["Brasil"])


def test_who_is_not_modelled_is_kept_in_the_case_and_told_by_check():
    conflict = draft(read_text(DISPUTE + "Qatar has mediated since May.")).conflict
    assert loads(dumps(conflict)).aside == conflict.aside
    assert "named but not modelled: Qatar (mediator)" in check(conflict)
