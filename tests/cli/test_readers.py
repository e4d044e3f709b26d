"""A language model reads on the command line, over a real connection, because the user asked."""

import json

import jsonschema
import pytest

from detente.files.schemas import schema
from reading.model_server import proposing, serving
from reading.test_llm import DEMAND, REFUSAL, REPORT

pytest.importorskip("openai")


@pytest.fixture
def report(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    path = tmp_path / "report.txt"
    path.write_text(REPORT)
    return path


def test_a_model_reads_and_the_summary_tells_how_many_both_found(detente, report, tmp_path):
    invented = {**REFUSAL, "quote": "Iceland sank a ship."}
    with serving(proposing(DEMAND, REFUSAL, invented)) as asked:
        options = ("--reader", "llm", "--base-url", asked.url, "--model", "small")
        done = detente("read", report, *options)
        assert done.status == 0, done.err
        assert "2 by llm, 2 of them by both readers; 1 proposal kept out" in done.err
        assert "also found by rules" in done.out
        assert "Iceland sank a ship" in done.out.partition("kept out of the register:")[2]
        again = detente("read", report, *options, "--json")
        assert len(asked.questions) == 1
        detente("read", report, *options, "--no-cache")
        assert len(asked.questions) == 2
    value = json.loads(again.out)
    jsonschema.validate(value, schema("register"))
    assert [one["agreed"] for one in value[0]["statements"]] == [["rules"], ["rules"]]
    assert [one["quote"] for one in value[0]["rejected"]] == ["Iceland sank a ship."]
    assert list((tmp_path / "cache" / "detente" / "answers").iterdir())


def test_a_brief_may_rest_on_both_readers(detente, report):
    with serving(proposing(DEMAND, REFUSAL)) as asked:
        options = ("--reader", "both", "--base-url", asked.url, "--model", "small")
        done = detente("brief", report, *options)
    assert done.status == 0, done.err
    assert "Norway" in done.out


def test_a_model_without_its_server_is_wrong_usage(detente, report):
    done = detente("read", report, "--reader", "llm")
    assert done.status == 2
    assert "--base-url" in done.complaint


def test_the_rules_read_what_the_model_cannot_be_asked_about(detente, report):
    with serving(proposing()) as asked:
        pass
    done = detente("read", report, "--reader", "llm", "--base-url", asked.url, "--model", "small")
    assert done.status == 1
    assert asked.url in done.complaint


def test_what_was_left_out_is_listed_with_the_reason(detente, tmp_path):
    report = tmp_path / "one.txt"
    report.write_text("It was demanded that the pass be opened. Chile demanded that Peru pay.\n")
    other = tmp_path / "two.txt"
    other.write_text("Peru refused to pay. Shares fell.\n")
    short = detente("read", report)
    assert "Of 2 sentences 1 has a record; 1 has none" in short.out
    assert "left out of the register" not in short.out
    done = detente("read", report, other, "--left-out")
    assert "Probably missed: nobody is named who does so; cue “demanded”" in done.out
    assert "All 2 reports\n    Of 4 sentences 2 have a record" in done.out
    page = tmp_path / "page.html"
    assert detente("read", report, "-o", page).status == 0
    assert "Probably missed: nobody is named who does so" in page.read_text("utf-8")
