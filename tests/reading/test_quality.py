"""How well the reader reads: floors a little below what it reaches."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from datetime import date

import pytest

from detente.reading import read_text
from reading import marked, plover

REPORTS = plover.SHARED / "reports"
MAIN = plover.SHARED / "seed"
at_hand = pytest.mark.skipif(not REPORTS.exists(), reason="the annotated reports are not at hand")


def prediction(record):
    """A record in the form of the scorer of the reports."""
    return {
        "party": list(record.makers),
        "addressee": list(record.addressee) or None,
        "act": record.act,
        "plover": record.plover,
        "condition": record.condition.text if record.condition else None,
        "date": record.date.isoformat() if record.date else None,
        "start": record.start,
        "end": record.end,
        "quoted": record.quoted,
    }


def rows(folder, tmp_path, names="*.json"):
    """The micro rows of the scorer on annotated reports of a folder."""
    chosen = tmp_path / "gold"
    chosen.mkdir()
    for path in folder.glob(names):
        gold = json.loads(path.read_text("utf-8"))
        shutil.copy(path, chosen)
        if "statements" in gold and "text" in gold:
            register = read_text(gold["text"], published=date.fromisoformat(gold["published"]))
            found = json.dumps([prediction(record) for record in register])
            (tmp_path / f"{gold['id']}.json").write_text(found, "utf-8")
    out = tmp_path / "scores" / "out.json"
    out.parent.mkdir()
    scorer = [sys.executable, str(REPORTS / "score.py"), str(chosen), str(tmp_path)]
    subprocess.run([*scorer, "--quiet", "--json", str(out)], check=True, capture_output=True)
    return json.loads(out.read_text("utf-8"))["micro"]


@at_hand
def test_annotated_reports(tmp_path):
    found = rows(REPORTS, tmp_path, "d*.json")
    floors = {"ev": 0.9, "act": 0.8, "actparty": 0.77, "actpartyaddr": 0.57, "cond": 0.86}
    assert {row: found[row]["f1"] for row in floors if found[row]["f1"] < floors[row]} == {}
    assert min(found["actparty"]["p"], found["actparty"]["r"]) >= 0.74


@at_hand
def test_the_main_report(tmp_path):
    found = rows(MAIN, tmp_path)
    assert found["actpartyaddr"]["r"] >= 0.9
    assert found["ev"]["pred"] - found["ev"]["tp"] <= 2


@pytest.mark.skipif(not plover.SENTENCES.exists(), reason="the coded sentences are not at hand")
def test_coded_sentences():
    assert plover.score().event >= 0.72


def test_reports_of_our_own():
    """No report but these is needed to see that the reader still reads."""
    evidence = act = party = marks = records = 0
    for report in marked.reports():
        register = list(read_text(report.text, published=report.published))
        pairs = marked.pairs(report.statements, register)
        marks, records, evidence = (
            marks + len(report.statements),
            records + len(register),
            evidence + len(pairs),
        )
        right = [(mark, record) for mark, record in pairs if mark.act == record.act]
        act += len(right)
        party += sum(record.party in {*mark.makers, *mark.addressee} for mark, record in right)
    assert evidence >= 0.82 * marks
    assert act >= 0.71 * marks
    assert party >= 0.62 * marks
    assert records <= 1.04 * evidence
