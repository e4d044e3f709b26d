"""The report that detente exists for, where it is at hand: from text to verdict."""

import os
from datetime import date
from pathlib import Path

import pytest

import detente
from detente.model.grade import grade

SHARED = Path(os.environ.get("DETENTE_SHARED", Path(__file__).resolve().parents[3] / "shared"))
REPORT = SHARED / "seed" / "report.txt"
pytestmark = pytest.mark.skipif(not REPORT.exists(), reason="the main report is not at hand")


@pytest.fixture(scope="module")
def conflict():
    return detente.draft(detente.read(REPORT, published=date(2022, 1, 15))).conflict


def test_the_parties(conflict):
    assert {party.name for party in conflict.parties} == {"Russia", "United States", "NATO"}


@pytest.mark.parametrize(
    ("owner", "words"),
    [
        ("russia", "renews its aggression"),
        ("russia", "deescalate"),
        ("united_states", "massive consequences"),
        ("nato", "join NATO"),
        ("nato", "military equipment"),
        (None, "missiles"),
        (None, "dialogue"),
    ],
)
def test_the_options_with_their_sentences(conflict, owner, words):
    for option in conflict.options:
        path = f"parties.{option.party}.options.{option.id}"
        quotes = " ".join(evidence.quote for evidence in conflict.cited(path))
        if words in option.label + quotes and owner in (None, option.party):
            return
    raise AssertionError(f"no option of {owner} speaks of {words}")


def test_two_types_of_russia(conflict):
    types = {party.name: [name for name, _ in party.types] for party in conflict.parties}
    assert types == {"Russia": ["as_stated", "as_alleged"], "United States": [], "NATO": []}


def test_as_stated_the_status_quo_holds_and_as_alleged_it_leads_to_war(conflict):
    stated, alleged = detente.solve_all(conflict)
    assert stated.status_quo_stable is not None
    assert alleged.status_quo_stable is not None
    assert all(stated.status_quo_stable.values())
    assert not alleged.status_quo_stable["seq"]
    assert alleged.reached is not None
    for end in alleged.reached.states:
        assert {"attack", "consequences"} <= set(end.taken)


def test_its_draft_is_graded_high(conflict):
    graded = grade(conflict)
    assert graded is not None
    assert graded.level == "high"
