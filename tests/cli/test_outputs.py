"""No command writes over what it reads, nor over what nobody named."""

from __future__ import annotations

import inspect
import os
import pkgutil
import re
from importlib import import_module
from pathlib import Path

import pytest

import detente.cli
from detente.cases import case_text, shipped_text
from detente.files import loads

REPORT = "France demanded that Mali pay. Mali refused to pay.\n"
PAGE = f"<html><body><p>{REPORT}</p></body></html>"
CASE = """\
format = 1
title = "A quarrel"  # mine
sources = ["report.txt"]
parties.east.options.build = "Build the bridge"
parties.west.options.pay = "Pay half"
parties.east.prefers = ["build", "pay"]
parties.west.prefers = ["build", "not pay"]
rules.status_quo = []
"""
# Each command with an output: what it reads, and the output that is one of the inputs.
READING = [
    ("read", "report.csv", "-o", "report.csv"),
    ("read", "page.html", "-o", "page.html"),
    ("read", ".", "-o", "page.html"),
    ("read", "report.txt", "page.html", "-o", "page.html"),
    ("read", "register.jsonl", "-o", "register.jsonl"),
    ("read", "register.jsonl", "-o", "linked.jsonl"),
    ("read", "report.txt", "--review", "review.json", "-o", "review.json"),
    ("draft", "report.txt", "--learned", "lessons.toml", "-o", "lessons.toml"),
    ("learn", "corrections.toml", "-o", "corrections.toml"),
    ("draft", "report.txt", "-o", "report.txt"),
    ("draft", ".", "-o", "page.html"),
    ("brief", "report.txt", "-o", "report.txt"),
    ("brief", "./report.txt", "-o", "hard.txt"),
    ("brief", "report.txt", "-o", "soft.txt"),
    ("brief", "page.html", "-o", "page.html"),
    ("brief", ".", "-o", "./page.html"),
    ("brief", "case.toml", "-o", "report.txt"),
    ("convert", "case.toml", "case.toml"),
    ("convert", "case.toml", "case.csv"),
    ("convert", "old.gmcr", "old.gmcr"),
    ("review", "report.txt", "--accept", "s1", "-o", "report.txt"),
    ("robust", "case.toml", "--models", "1", "--keep", "case.toml"),
    ("robust", "case.toml", "--models", "1", "--keep", "report.txt"),
]
WRITES = {"output", "target", "keep", "negmas"}  # parameters that name what is written


@pytest.fixture
def folder(tmp_path, detente):
    (tmp_path / "report.txt").write_text(REPORT)
    (tmp_path / "report.csv").write_text(REPORT)
    (tmp_path / "page.html").write_text(PAGE)
    (tmp_path / "case.toml").write_text(CASE)
    for name in ("review.json", "corrections.toml", "lessons.toml"):
        (tmp_path / name).write_text("format = 1\n")
    assert detente("read", "report.txt", "-o", "register.jsonl").status == 0
    assert detente("convert", "case.toml", "old.gmcr").status == 0
    os.link(tmp_path / "report.txt", tmp_path / "hard.txt")
    os.link(tmp_path / "case.toml", tmp_path / "case.csv")
    (tmp_path / "soft.txt").symlink_to("report.txt")
    (tmp_path / "linked.jsonl").symlink_to(tmp_path / "register.jsonl")
    return tmp_path


def texts(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_an_output_that_is_one_of_the_inputs_is_refused(detente, folder, words):
    before = texts(folder)
    done = detente(*words)
    assert done.status == 1
    assert "is one of the inputs" in done.complaint
    assert Path(words[-1]).name in done.complaint
    assert texts(folder) == before


@pytest.mark.parametrize("command", ["read", "brief"])
def test_standard_input_is_an_input_too(tmp_path, started_from, command):
    report = tmp_path / "report.html"
    report.write_text(PAGE)
    done = started_from(report, command, "-", "-o", "report.html")
    assert done.status == 1
    assert "is one of the inputs" in done.complaint
    assert report.read_text() == PAGE


def test_every_command_that_writes_is_tried_above():
    tried = {words[0] for words in READING} | {"packages", "catalogue"}  # below
    for module in pkgutil.iter_modules(detente.cli.__path__):
        if not module.name.startswith("_"):
            command = getattr(import_module(f"detente.cli.{module.name}"), module.name)
            named = inspect.signature(command).parameters
            paths = {one.name for one in named.values() if re.search(r"\bPath\b", str(one))}
            assert paths <= {*WRITES, "answers", "folder"}, f"{module.name}: a new one?"
            assert module.name in tried or not paths & WRITES


def test_what_was_written_before_may_be_written_again(detente, folder):
    for words in (
        ("brief", "report.txt", "-o", "brief.html"),
        ("draft", "report.txt", "-o", "drafted.toml"),
        ("draft", "report.txt", "--answers", "drafted.toml", "-o", "drafted.toml"),
        ("convert", "case.toml", "states.csv"),
    ):
        for _ in range(2):
            assert detente(*words).status == 0


NAME, TEXT = "european-security-2022", "european-security-2022.txt"


def test_the_catalogue_writes_over_no_text_and_no_notes(detente, tmp_path):
    (tmp_path / "eu.toml").write_text("a week of work = 1\n")
    done = detente("catalogue", NAME, "-o", "eu.toml")
    assert done.status == 1
    assert "eu.toml" in done.complaint
    assert texts(tmp_path) == {"eu.toml": b"a week of work = 1\n"}
    (tmp_path / TEXT).write_text("my notes")
    done = detente("catalogue", NAME, "-o", "other.toml")
    assert done.status == 1
    assert TEXT in done.complaint
    assert texts(tmp_path) == {"eu.toml": b"a week of work = 1\n", TEXT: b"my notes"}
    assert detente("catalogue", NAME, "-o", TEXT).status == 1
    assert (tmp_path / TEXT).read_text() == "my notes"


def test_a_case_is_not_written_into_the_text_that_it_quotes(detente, tmp_path):
    assert detente("catalogue", NAME, "-o", TEXT).status == 1
    assert list(tmp_path.iterdir()) == []


def test_the_catalogue_keeps_the_comments_of_a_case_and_a_text_that_reads_the_same(
    detente, tmp_path
):
    case, text = tmp_path / "eu.toml", tmp_path / TEXT
    assert detente("catalogue", NAME, "-o", "eu.toml").status == 0
    assert case.read_text("utf-8") == case_text(NAME)
    assert text.read_bytes().decode() == shipped_text(TEXT)
    case.write_text(f"# my own remark\n{case_text(NAME)}".replace('title = "', 'title = "My ', 1))
    before = text.stat().st_mtime_ns
    done = detente("catalogue", NAME, "-o", "eu.toml")
    assert done.status == 0
    assert TEXT not in done.err
    assert text.stat().st_mtime_ns == before
    assert case.read_text("utf-8").startswith("# my own remark\n")
    assert loads(case.read_text("utf-8")) == loads(case_text(NAME))


def test_a_scenario_is_written_over_its_own_files_only(detente, tmp_path):
    words = ("packages", NAME, "--negmas", "scenario")
    assert detente(*words).status == 0
    assert detente(*words).status == 0
    domain = tmp_path / "scenario" / "domain.yml"
    domain.write_text("my: notes\n")
    before = texts(tmp_path / "scenario")
    done = detente(*words)
    assert done.status == 1
    assert "domain.yml" in done.complaint
    assert texts(tmp_path / "scenario") == before
