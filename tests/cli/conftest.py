"""Running the real program in a process of its own."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import pytest

from warm import Warm

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
Words = tuple[str | Path, ...]


def ended(warm: Warm, folder: Path, given: IO[bytes], arguments: Words, timeout: float) -> Done:
    """What a run in a folder has written when it has ended, with a file as its standard input."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        process = warm.start(*arguments, cwd=folder, stdin=given, stdout=out, stderr=err)
        try:
            status = process.wait(timeout)
        finally:
            process.kill()
        out.seek(0)
        err.seek(0)
        return Done(status, out.read().decode(), err.read().decode())


@pytest.fixture
def detente(tmp_path: Path, warm: Warm) -> Detente:
    """Run ``detente`` with these arguments in an empty folder."""

    def run(*arguments: str | Path, text: str | bytes = "", timeout: float = 60) -> Done:
        with tempfile.TemporaryFile() as given:
            given.write(text.encode() if isinstance(text, str) else text)
            given.seek(0)
            return ended(warm, tmp_path, given, arguments, timeout)

    return run


@pytest.fixture
def started_from(tmp_path: Path, warm: Warm) -> Detente:
    """Run ``detente`` with a file as its standard input."""

    def run(given: Path, *arguments: str | Path) -> Done:
        with given.open("rb") as file:
            return ended(warm, tmp_path, file, arguments, 60)

    return run


@pytest.fixture
def started_anew(tmp_path: Path) -> Detente:
    """Run ``detente`` so, but from the start of Python on, with an order of sets of its own."""

    def run(*arguments: str | Path) -> Done:
        done = subprocess.run(
            [sys.executable, "-m", "detente", *map(str, arguments)],
            cwd=tmp_path,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=60,
            check=False,
        )
        return Done(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


@pytest.fixture
def examples() -> Path:
    """The reports that ship."""
    return EXAMPLES
