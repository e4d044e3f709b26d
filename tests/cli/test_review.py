"""Reviewing on the command line."""

import json

import jsonschema
import pytest

from detente.files import load_corrections
from detente.files.schemas import schema

TEXT = "Norway demanded that Iceland withdraw. Iceland refused to withdraw. A guest saw snow.\n"


@pytest.fixture
def report(tmp_path):
    path = tmp_path / "report.txt"
    path.write_text(TEXT)
    return path


def test_verdicts_are_kept_and_laid_over_later_readings(detente, report, tmp_path):
    mine = ("-o", "mine.toml", "--by", "M. Okafor")
    assert detente("review", report, "--accept", "s1", "--note", "clear", *mine).status == 0
    changed = ("--change", "s2", "--set", "act=deny", "--set", "addressee=Norway")
    assert detente("review", report, *changed, *mine).status == 0
    added = ("--add", "A guest saw snow", "--set", "act=claim", "--set", "party=Denmark")
    done = detente("review", report, *added, *mine)
    assert "added by M. Okafor" in done.out
    assert len(load_corrections(tmp_path / "mine.toml").corrections) == 3
    read = detente("read", report, "--review", "mine.toml", "--json")
    value = json.loads(read.out)
    jsonschema.validate(value, schema("register"))
    verdicts = [one["review"]["verdict"] for one in value[0]["statements"]]
    assert verdicts == ["accept", "change", "add"]
    assert value[0]["statements"][1]["act"] == "deny"
    detente("review", report, "--reject", "a1", *mine)
    value = json.loads(detente("read", report, "--review", "mine.toml", "--json").out)
    assert [one["id"] for one in value[0]["statements"]] == ["s1", "s2"]


def test_the_brief_and_the_register_show_whose_a_verdict_is(detente, report, tmp_path):
    detente("review", report, "--accept", "s1", "--by", "M. Okafor", "-o", "mine.toml")
    assert "accepted by M. Okafor" in detente("read", report, "--review", "mine.toml").out
    detente("read", report, "--review", "mine.toml", "-o", "r.jsonl")
    detente("brief", "r.jsonl", "-o", "brief.html")
    assert "accepted by M. Okafor" in (tmp_path / "brief.html").read_text("utf-8")
    detente("brief", report, "--review", "mine.toml", "-o", "brief.html")
    assert "accepted by M. Okafor" in (tmp_path / "brief.html").read_text("utf-8")
    detente("read", report, "--review", "mine.toml", "-o", "r.html")
    assert "accepted by M. Okafor" in (tmp_path / "r.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "status", "says"),
    [
        (("--accept", "s9", "-o", "m.toml"), 1, "no record s9"),
        (("--accept", "s1"), 2, "-o corrections.toml"),
        (("-o", "m.toml"), 2, "--accept"),
        (("--change", "s1", "--set", "act", "-o", "m.toml"), 2, "FIELD=VALUE"),
        (("--change", "s1", "-o", "m.toml"), 1, "say what to set"),
        (("--change", "s1", "--set", "act=invade", "-o", "m.toml"), 1, "invade"),
        (("--add", "It hailed", "--set", "act=claim", "-o", "m.toml"), 1, "no longer stand"),
    ],
)
def test_a_verdict_that_cannot_be_kept_leaves_no_file(
    detente, report, tmp_path, arguments, status, says
):
    done = detente("review", report, *arguments)
    assert done.status == status
    assert says in done.complaint
    assert not (tmp_path / "m.toml").exists()


def test_a_missing_file_of_corrections_is_named(detente, report):
    done = detente("read", report, "--review", "missing.toml")
    assert done.status == 1
    assert "missing.toml" in done.complaint


@pytest.mark.parametrize(
    ("name", "holds"),
    [
        ("r.csv", "report,published,id"),
        ("r.html", "<!DOCTYPE html>"),
        ("r.jsonld", "AnnotationPage"),
    ],
)
def test_a_register_is_written_in_the_form_of_its_name(detente, report, tmp_path, name, holds):
    assert detente("read", report, "-o", name).status == 0
    assert holds in (tmp_path / name).read_text("utf-8")


def test_lessons_of_corrections_count_in_other_reports(detente, tmp_path):
    corrections = tmp_path / "mine.toml"
    for number, pair in enumerate((("Norway", "Iceland"), ("Peru", "Chile"), ("Iran", "Iraq"))):
        report = tmp_path / f"{number}.txt"
        quote = "{} blessed the plan of {}.".format(*pair)
        report.write_text(f"{quote}\n{pair[1]} must pay.\n")
        fields = ("--set", "act=accept", "--set", f"party={pair[0]}")
        assert detente("review", report, "--add", quote, *fields, "-o", corrections).status == 0
    lessons = tmp_path / "lessons.toml"
    done = detente("learn", corrections, "-o", lessons)
    assert "act, “blessed”: nothing becomes accept (3 corrections)" in done.out
    report.write_text("Kuwait blessed the route of Oman.\n")
    assert "Kuwait accepts" not in detente("read", report).out
    taught = detente("read", report, "--learned", lessons)
    assert "Kuwait accepts" in taught.out
    assert "doubt: learned from 3 corrections" in taught.out
    assert detente("learn", corrections).status == 2
    assert detente("read", report, "--learned", tmp_path / "none.toml").status == 1
