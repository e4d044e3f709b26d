"""Reports of twelve disputes, where they are at hand: their drafts are usable conflicts."""

import json
import os
from datetime import date
from pathlib import Path

import pytest

import detente
from detente.drafting.labels import LONGEST
from detente.errors import AnalysisError
from detente.files import dumps, loads
from detente.model.text import Document
from detente.reading.rule_reader import RuleReader

SHARED = Path(os.environ.get("DETENTE_SHARED", Path(__file__).resolve().parents[3] / "shared"))
REPORTS = sorted((SHARED / "reports").glob("d*.json"))
pytestmark = pytest.mark.skipif(not REPORTS, reason="the reports are not at hand")
USABLE = 8  # of the twelve, at least


def conflict_of(path):
    """The draft of a report, or None where there is nothing to draft from."""
    told = json.loads(path.read_text("utf-8"))
    document = Document(
        told["id"], told["title"], told["text"], date.fromisoformat(told["published"])
    )
    try:
        return detente.draft(RuleReader().read(document)).conflict
    except AnalysisError:
        return None


def is_usable(conflict):
    """Two parties that can act, a status quo, between 4 and 24 options, and it can be solved."""
    if conflict is None or conflict.status_quo is None:
        return False
    acting = [party for party in conflict.parties if party.options]
    if len(acting) < 2 or not 4 <= len(conflict.order) <= 24:
        return False
    return all(one.status_quo_stable is not None for one in detente.solve_all(conflict))


@pytest.fixture(scope="module")
def conflicts():
    return {path.stem: conflict_of(path) for path in REPORTS}


def test_most_reports_give_usable_conflicts(conflicts):
    unusable = [name for name, conflict in conflicts.items() if not is_usable(conflict)]
    assert len(conflicts) - len(unusable) >= USABLE, unusable


def test_every_draft_is_a_case_with_short_labels(conflicts):
    for conflict in filter(None, conflicts.values()):
        assert loads(dumps(conflict)).hash == conflict.hash
        for option in conflict.options:
            assert len(option.label) <= LONGEST
