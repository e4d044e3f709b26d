"""Every command that the README and the pages under docs/ show is run."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import tempfile
import tomllib
from pathlib import Path

import pytest

from detente.files import loads
from detente.solving import CONCEPTS
from detente.solving.concepts import FURTHER
from warm import NULL

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def blocks(page: Path, language: str) -> list[str]:
    return [body for kind, body in BLOCK.findall(page.read_text("utf-8")) if kind == language]


def commands(page: Path) -> list[tuple[str, str]]:
    """The shown commands, each with what the page says that it prints."""
    shown: list[tuple[str, str]] = []
    for body in blocks(page, "console"):
        for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            shown.append((command, output))
    return shown


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_commands_of_a_page_do_what_the_page_says(page, tmp_path, warm):
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    for command, output in commands(page):
        program, *arguments = shlex.split(command)
        assert program == "detente", f"{page.name} shows a command that is not run: {command}"
        with tempfile.TemporaryFile("w+", encoding="utf-8") as told:
            run = warm.start(*arguments, cwd=tmp_path, stdin=NULL, stdout=told, stderr=told)
            status = run.wait()
            told.seek(0)
            said = told.read()
        expected = 1 if "error:" in output else 0
        assert status == expected, f"{command}\n{said}"
        for line in filter(None, map(str.strip, output.splitlines())):
            pattern = ".*".join(map(re.escape, line.split("...")))
            assert re.search(pattern, said), f"{command} does not print: {line}\n{said}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_set_up_lines_of_a_page_name_what_exists(page):
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    for line in filter(None, "".join(blocks(page, "sh")).splitlines()):
        words = shlex.split(line)
        if words[0] == "make":
            subprocess.run(["make", "-n", *words[1:]], cwd=ROOT, check=True, capture_output=True)
        elif "pip" in words:
            named = re.findall(r"\[(\w+)\]", words[-1])
            assert set(named) <= set(extras["optional-dependencies"])
        else:
            assert words[0] in ("git", "cd", "python3", "source", "."), line


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_case_files_of_a_page_load(page):
    for body in blocks(page, "toml"):
        if body.lstrip().startswith("format"):
            assert loads(body).order


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_links_of_a_page_lead_somewhere(page):
    for target in re.findall(r"\]\(([^)#]+)\)", page.read_text("utf-8")):
        if not target.startswith(("http:", "https:")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_every_source_that_the_code_names_is_in_the_bibliography():
    listed = set(
        re.findall(r"^@\w+\{(\w+),", (ROOT / "docs/references.bib").read_text("utf-8"), re.M)
    )
    code = "".join(path.read_text("utf-8") for path in (ROOT / "src").rglob("*.py"))
    named = set(re.findall(r"\[([A-Z]\w+\d{2})\]_", code)) | {
        row.reference for row in (*CONCEPTS, *FURTHER)
    }
    assert named - listed == set()
    assert listed - named == set()
