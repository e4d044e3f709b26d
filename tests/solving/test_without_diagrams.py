"""Where `oxidd` cannot be imported the explicit engines work, and what is missing is named."""

from __future__ import annotations

import subprocess
import sys

import pytest

from detente.files import save
from solving.disputes import build

WITHOUT = """
import sys
for name in ("oxidd", "oxidd.bcdd", "oxidd.util"):
    sys.modules[name] = None
from detente.cli import main
sys.exit(main())
"""


def detente(*arguments):
    return subprocess.run(
        [sys.executable, "-c", WITHOUT, *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.fixture(scope="module")
def wide(tmp_path_factory):
    """A case of forty options, thirty of one party."""
    path = tmp_path_factory.mktemp("wide") / "wide.toml"
    owned = {"a": [f"x{n}" for n in range(30)], "b": [f"y{n}" for n in range(10)]}
    wishes = {"a": ["x0", "y1"], "b": ["y0 iff x1"]}
    save(build(owned, wishes, status_quo=[]), path)
    return path


@pytest.mark.parametrize("engine", ["auto", "ranks", "relations"])
def test_the_explicit_engines_work(engine):
    case = ("european-security-2022", "--type", "russia=as_stated", "--engine", engine)
    done = detente("solve", *case, "--json")
    assert done.returncode == 0, done.stderr
    assert '"engine": ' in done.stdout


@pytest.mark.parametrize("engine", ["auto", "symbolic"])
def test_a_case_that_needs_diagrams_says_what_is_missing(wide, engine):
    done = detente("solve", wide, "--engine", engine)
    assert done.returncode == 1
    assert done.stdout == ""
    complaints = [line for line in done.stderr.splitlines() if line.startswith("error: ")]
    assert len(complaints) == 1
    assert "the package oxidd" in complaints[0]
    assert "install it" in complaints[0]
    assert "Traceback" not in done.stderr


def test_questions_about_one_state_say_so_too(wide):
    small = detente("why", "european-security-2022", "talks", "--party", "russia")
    assert small.returncode == 0, small.stderr
    for question in (("why", wide, "none"), ("paths", wide)):
        done = detente(*question)
        assert done.returncode == 1
        assert "the package oxidd" in done.stderr
        assert "Traceback" not in done.stderr
