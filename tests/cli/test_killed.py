"""A process that is killed at any moment leaves whole files, and a second run finds its way."""

from __future__ import annotations

import contextlib
import json
import signal
import tempfile
import time
from pathlib import Path
from random import Random

import pytest

from warm import NULL, Warm

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="nothing kills as hard here")

FIRST = "Norway demanded that Iceland withdraw. Iceland refused to withdraw."
THEN = f"{FIRST} Norway threatened to close its ports if Iceland did not withdraw."
PAGE = "<html><body><p>{}</p></body></html>"
COMMANDS = {
    "draft": ("draft", "report.html", "-o", "case.toml"),  # keeps the text of the page too
    "brief": ("brief", "report.txt", "-o", "brief.html"),
    "review": ("review", "report.txt", "--accept", "s1", "-o", "mine.toml"),
}
ROBUST = ("robust", "european-security-2022", "--models", "1500", "--keep", "kept.jsonl", "--json")


def finished(warm: Warm, folder: Path, arguments: tuple[str, ...]) -> bytes:
    with tempfile.TemporaryFile() as out:
        run = warm.start(*arguments, cwd=folder, stdin=NULL, stdout=out, stderr=NULL)
        assert run.wait(60) == 0
        out.seek(0)
        return out.read()


def killed(
    warm: Warm, folder: Path, arguments: tuple[str, ...], moment: float | None, rng: Random
) -> None:
    """Kill the process after so many seconds, or soon after it writes where None are given."""
    before = stamps(folder)
    process = warm.start(*arguments, cwd=folder, stdin=NULL, stdout=NULL, stderr=NULL)
    until = time.monotonic() + (60 if moment is None else moment)
    while process.poll() is None and time.monotonic() < until:
        if moment is None and stamps(folder) != before:
            time.sleep(rng.uniform(0, 0.003))
            break
        time.sleep(0.0005)
    process.kill()
    process.wait()


def stamps(folder: Path) -> set[tuple[str, int, int]]:
    found = set()
    for path in folder.iterdir():
        with contextlib.suppress(FileNotFoundError):  # moved to its place in between
            found.add((path.name, path.stat().st_size, path.stat().st_mtime_ns))
    return found


def held(folder: Path) -> dict[str, bytes]:
    """The files that there are; what a killed process left unfinished has a hidden name."""
    return {
        path.name: path.read_bytes()
        for path in folder.iterdir()
        if not (path.name.startswith(".detente-") and path.name.endswith(".part"))
    }


def restore(folder: Path, files: dict[str, bytes]) -> None:
    for name in set(held(folder)) - set(files):
        (folder / name).unlink()
    for name, data in files.items():
        (folder / name).write_bytes(data)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_file_is_the_old_one_or_the_new_one(warm, tmp_path, command):
    rng, arguments = Random(command), COMMANDS[command]
    folder, undisturbed = tmp_path / "killed", tmp_path / "undisturbed"
    folder.mkdir()
    undisturbed.mkdir()
    report, form = undisturbed / arguments[1], PAGE if "html" in arguments[1] else "{}"
    report.write_text(form.format(FIRST))
    finished(warm, undisturbed, arguments)
    report.write_text(form.format(THEN))
    before = held(undisturbed)
    clock = time.monotonic()
    finished(warm, undisturbed, arguments)
    usual, after = time.monotonic() - clock, held(undisturbed)
    assert before != after
    for moment in (None, rng.uniform(0, usual), None):
        restore(folder, before)
        killed(warm, folder, arguments, moment, rng)
        now = held(folder)
        assert set(before) <= set(now) <= set(after)
        assert all(data in (before.get(name), after[name]) for name, data in now.items())
    restore(folder, before)
    finished(warm, folder, arguments)
    assert held(folder) == after


def test_long_work_goes_on_from_where_it_was_killed(warm, tmp_path):
    rng = Random(1)
    undisturbed = finished(warm, tmp_path, ROBUST)
    kept = tmp_path / "kept.jsonl"
    blocks = kept.read_text().splitlines()
    kept.unlink()
    for _ in range(3):
        killed(warm, tmp_path, ROBUST, None, rng)
        with kept.open("a") as file:
            file.write(rng.choice(blocks)[: rng.randrange(1, 80)])  # as a power failure leaves it
    begun = [line for line in kept.read_text().splitlines() if line in blocks]
    assert begun
    assert finished(warm, tmp_path, ROBUST) == undisturbed
    again = [line for line in kept.read_text().splitlines() if line in blocks]
    assert sorted(again) == sorted(blocks)
    assert all(json.loads(line) for line in again)
