"""Running the real program in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@dataclass(frozen=True)
class Done:
    """What a command printed and how it ended."""

    status: int
    out: str
    err: str

    @property
    def complaint(self) -> str:
        """The one line that says what is wrong."""
        lines = [line for line in self.err.splitlines() if line.startswith("error: ")]
        assert len(lines) == 1, self.err
        assert "Traceback" not in self.err
        return lines[0]


Detente = Callable[..., Done]


@pytest.fixture
def detente(tmp_path: Path) -> Detente:
    """Run ``detente`` with these arguments in an empty folder."""

    def run(*arguments: str | Path, text: str | bytes = "", timeout: float = 60) -> Done:
        given = text.encode() if isinstance(text, str) else text
        done = subprocess.run(
            [sys.executable, "-m", "detente", *map(str, arguments)],
            cwd=tmp_path,
            input=given,
            capture_output=True,
            timeout=timeout,
            check=False,
        )
        return Done(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


@pytest.fixture
def examples() -> Path:
    """The reports that ship."""
    return EXAMPLES
