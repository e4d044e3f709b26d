"""Whatever a terminal or a pipe can show, text comes out, and the same bytes in files."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

REPORT = "France demanded that Mali pay \u20ac5 million. C\u00f4te d\u2019Ivoire refused to pay.\n"
ENCODINGS = [
    {"PYTHONIOENCODING": "cp1252"},
    {"PYTHONIOENCODING": "ascii"},
    {"PYTHONIOENCODING": "latin-1:strict"},
    {"PYTHONIOENCODING": "utf-16"},
    {"PYTHONIOENCODING": "cp437"},
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
]


def printed(folder, *words, **environment) -> bytes:
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONIOENCODING"}
    done = subprocess.run(
        [sys.executable, "-m", "detente", *words],
        cwd=folder,
        env={**kept, **environment},
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert b"Traceback" not in done.stderr
    return done.stdout


@pytest.mark.parametrize("words", [("read", "r.txt", "--json"), ("draft", "r.txt")], ids=" ".join)
def test_files_get_the_same_bytes_in_every_encoding(tmp_path, words):
    (tmp_path / "r.txt").write_text(REPORT, "utf-8")
    usual = printed(tmp_path, *words)
    assert "\u2019" in usual.decode()
    for environment in ENCODINGS:
        assert printed(tmp_path, *words, **environment) == usual


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="no terminals to be had here")
@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "utf-8"])
def test_a_terminal_gets_what_it_can_show(tmp_path, encoding):
    (tmp_path / "r.txt").write_text(REPORT, "utf-8")
    ours, theirs = os.openpty()
    command = [sys.executable, "-m", "detente", "read", "r.txt"]
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    with subprocess.Popen(
        command, cwd=tmp_path, env=environment, stdout=theirs, stderr=theirs
    ) as process:
        os.close(theirs)
        said = b""
        try:
            while piece := os.read(ours, 4096):
                said += piece
        except OSError:  # how a terminal says that nobody writes to it any more
            pass
        assert process.wait(60) == 0
    os.close(ours)
    assert b"France" in said
    assert b"Traceback" not in said
    assert said.decode(encoding)


def test_behind_two_hyphens_stand_names_of_files(detente, tmp_path):
    (tmp_path / "-r.txt").write_text(REPORT, "utf-8")
    assert detente("read", "-r.txt").status == 2
    done = detente("read", "--", "-r.txt")
    assert done.status == 0
    assert "France" in done.out
    assert detente("read", "--", "-missing.txt").status == 2
