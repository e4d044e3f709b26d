"""The program starts lean, and its first page says what there is."""

import subprocess
import sys

import pytest

NEEDED_BY_NONE = ("numpy", "oxidd", "jinja2", "msgspec", "tomlkit")


def loaded_by(*arguments):
    asked = [sys.executable, "-X", "importtime", "-m", "detente", *arguments]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)
    return {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}


@pytest.mark.parametrize("argument", ["--version", "--help"])
def test_the_first_page_loads_no_part_of_the_pipeline(argument):
    loaded = loaded_by(argument)
    assert "detente.cli" in loaded
    parts = ("explaining", "solving", "reading", "files", "model", "cases", "web")
    assert not {f"detente.{part}" for part in parts} & loaded
    assert not set(NEEDED_BY_NONE) & loaded


def test_a_question_about_a_case_does_not_load_the_reader_of_reports():
    assert "detente.reading.rule_reader" not in loaded_by("check", "chicken")


def test_each_command_says_in_a_line_what_it_does(detente):
    said = " ".join(detente("--help").out.replace("│", " ").split())
    assert said == " ".join(detente().out.replace("│", " ").split())
    for command, words in {
        "brief": "Write the brief: where the dispute stands",
        "why": "Say why a state is stable or not",
        "serve": "Open the workbench",
    }.items():
        assert f"{command} {words}" in said
