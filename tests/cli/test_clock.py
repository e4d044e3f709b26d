"""Every command that computes ends soon after its budget, whatever the case, and says so."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest

resource = pytest.importorskip("resource", reason="nothing bounds a process here")

CPU, MEMORY = 20, 8 * 2**30  # seconds and bytes: what never asks the clock takes far more
ENDED = {0, 3}


def case(parties: int, options: int, *, prefers: int = 4, rules: str = "", statements=()) -> str:
    """A dispute of some size, with statements about its options made by chance."""
    chance = random.Random(options)
    ids = [f"o{number}" for number in range(options)]
    lines = ["format = 1", 'title = "Hard"']
    for party in range(parties):
        own = ", ".join(f'{one} = "{one.upper()}"' for one in ids[party::parties])
        lines.append(f"[parties.p{party}]\noptions = {{ {own} }}")
        wanted = [
            f"{chance.choice(ids)} {chance.choice(['and', 'or', 'xor', 'if'])} not {other}"
            for other in chance.sample(ids, min(prefers, options))
        ]
        lines.append(f"prefers = {[*statements, *wanted]!r}")
    lines += ["[rules]", "status_quo = []", rules]
    return "\n".join(lines) + "\n"


def nested(word: str, depth: int) -> str:
    text = "o0"
    for _ in range(depth):
        text = f"({text} {word} o1)"
    return text


def packages(clauses: int) -> str:
    chance = random.Random(clauses)
    lines = [case(2, 2), "[packages]"]
    for number in range(clauses):
        weights = ", ".join(f"p{party} = {chance.randint(-9, 9)}" for party in range(2))
        lines.append(f'[packages.clauses.c{number}]\nlabel = "C{number}"')
        lines.append(f"weights = {{ {weights} }}")
    return "\n".join(lines) + "\n"


LIST = ", ".join(f"o{number}" for number in range(28))
HARD = {
    "wide": case(3, 12),
    "counted": case(2, 28, rules=f'infeasible = ["at least 14 of ({LIST})"]'),
    "preferring": case(2, 28, statements=[f"at least 12 of ({LIST})"]),
    "nested": case(2, 2, statements=[nested("iff", 90), nested("xor", 90)]),
    "joined": case(2, 28, statements=[" xor ".join(LIST.split(", "))]),
    "clauses": packages(40),
}
ASKED = [
    *((name, words) for name in ("wide", "nested") for words in (
        ("coalitions",), ("change", "--bound", "3", "--make", "none"), ("paths",),
        ("solve",), ("why", "none"),
    )),
    *((name, words) for name in ("counted", "preferring", "joined") for words in (
        ("paths",), ("why", "none"),
    )),
    ("wide", ("views", "--unseen", "p0:o1")),
    ("clauses", ("packages", "--draws", "0")),
    ("clauses", ("packages",)),
]  # fmt: skip


def bounded() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (CPU, CPU))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


@pytest.mark.parametrize(("name", "words"), ASKED, ids=str)
def test_a_budget_is_kept_on_hard_cases(tmp_path: Path, name, words):
    (tmp_path / "case.toml").write_text(HARD[name], "utf-8")
    command, *rest = words
    done = subprocess.run(
        [sys.executable, "-m", "detente", command, "case.toml", *rest, "--budget", "1"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
        preexec_fn=bounded,
    )
    assert "Traceback" not in done.stderr
    assert done.returncode in ENDED, done.stderr
    if done.returncode == 3:
        assert "stopped" in done.stderr + done.stdout


def test_what_is_done_by_then_is_shown_and_the_rest_said_to_be_missing(detente):
    whole = detente("coalitions", "european-security-2022", "--budget", "600")
    assert whole.status == 0
    assert whole.out == detente("coalitions", "european-security-2022").out
    none = detente("coalitions", "european-security-2022", "--budget", "0")
    assert none.status in ENDED


@pytest.mark.parametrize("words", [("--bound", "0"), ("--bound", "-1"), ("--most", "-5")])
def test_bounds_that_leave_nothing_to_look_at_are_refused(detente, words):
    assert detente("change", "chicken", "--make", "none", *words).status == 2
