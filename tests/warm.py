"""Runs of the program that need not load it anew: each is a fork of a process that has done so.

Every run is a process of its own all the same, with its own folder, streams and end. What is
loaded is shared, and so is the seed by which Python orders sets: what is about either starts
Python itself. Where there are no forks every run does.
"""

from __future__ import annotations

import atexit
import contextlib
import gc
import importlib
import json
import os
import pkgutil
import runpy
import select
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import traceback
from pathlib import Path
from typing import IO

import detente
from detente.drafting import draft
from detente.reading import read_text

NULL = subprocess.DEVNULL
PROGRAM = (sys.executable, "-m", "detente")


class Run:
    """A process that runs the program, to be waited for and stopped as any other."""

    def __init__(self, told: socket.socket) -> None:
        self._told = told
        self.pid = int(line(told))
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """How it ended, or None."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.wait(0)
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """How it ends."""
        if self.returncode is None:
            if not select.select([self._told], [], [], timeout)[0]:
                raise subprocess.TimeoutExpired("detente", timeout or 0)
            self.returncode = int(line(self._told))
            self._told.close()
        return self.returncode

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)


class Warm:
    """The process that has loaded the program."""

    def __init__(self) -> None:
        self._process = None
        if not hasattr(os, "fork"):
            return
        self._folder = tempfile.TemporaryDirectory()
        self._address = str(Path(self._folder.name) / "warm")
        asked = [sys.executable, __file__, self._address]
        self._process = subprocess.Popen(asked, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert self._process.stdout.readline() == b"ready\n"

    def start(
        self, *arguments: str | Path, cwd: Path, stdin: IO | int, stdout: IO | int, stderr: IO | int
    ) -> Run | subprocess.Popen:
        """Begin a run; it has the environment of the one who asks."""
        if self._process is None:
            streams = {"stdin": stdin, "stdout": stdout, "stderr": stderr}
            return subprocess.Popen([*PROGRAM, *map(str, arguments)], cwd=cwd, **streams)
        told = socket.socket(socket.AF_UNIX)
        told.connect(self._address)
        asked = {"arguments": list(map(str, arguments)), "cwd": str(cwd), "env": dict(os.environ)}
        with Path(os.devnull).open("r+b") as null:
            streams = [null if one == NULL else one for one in (stdin, stdout, stderr)]
            numbers = [one if isinstance(one, int) else one.fileno() for one in streams]
            socket.send_fds(told, [b"streams\n"], numbers)
            told.sendall(json.dumps(asked).encode() + b"\n")
            return Run(told)

    def close(self) -> None:
        if self._process is not None:
            self._process.communicate()
            self._folder.cleanup()


def line(told: socket.socket) -> bytes:
    """The next line that is told; nobody tells much."""
    with told.makefile("rb", buffering=0) as said:
        return said.readline()


def load() -> None:
    """Load the program with all that a run of it needs."""
    for module in pkgutil.walk_packages(detente.__path__, "detente."):
        if module.name != "detente.__main__":
            importlib.import_module(module.name)
    draft(read_text("Norway demanded that Iceland withdraw. Iceland refused."))
    assert threading.active_count() == 1, "a fork has but one thread"
    gc.collect()
    gc.freeze()


def serve(address: str) -> None:
    """Fork a keeper for everyone who asks; it forks the run, and tells how that has ended."""
    load()
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(address)
    listener.listen(64)
    print("ready", flush=True)
    while listener in select.select([listener, sys.stdin], [], [])[0]:
        told, _ = listener.accept()
        if os.fork() == 0:
            listener.close()
            keep(told)
        told.close()
        with contextlib.suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass  # a keeper that is done


def keep(told: socket.socket) -> None:
    """Fork the run that is asked for, and tell how it has ended."""
    _, streams, _, _ = socket.recv_fds(told, len(b"streams\n"), 3)
    asked = line(told)
    run = os.fork()
    if run == 0:
        told.close()
        begin(streams, **json.loads(asked))
    told.sendall(b"%d\n" % run)
    _, status = os.waitpid(run, 0)
    with contextlib.suppress(BrokenPipeError):
        told.sendall(b"%d\n" % os.waitstatus_to_exitcode(status))
    os._exit(0)


def begin(streams: list[int], arguments: list[str], cwd: str, env: dict[str, str]) -> None:
    """Be `python -m detente` with these arguments."""
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    # What was opened over other files would take these for such: a pipe cannot be sought in.
    sys.stdin = os.fdopen(0, "r", closefd=False)
    sys.stdout = os.fdopen(1, "w", closefd=False)
    sys.stderr = os.fdopen(2, "w", 1, errors="backslashreplace", closefd=False)
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(env)
    sys.argv = ["detente", *arguments]
    status: object = 1
    try:
        runpy.run_module("detente", run_name="__main__", alter_sys=True)
    except SystemExit as end:
        status = end.code
    except BaseException:
        traceback.print_exc()
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status if isinstance(status, int) else 0)  # taking all apart would take a while


if __name__ == "__main__":
    serve(sys.argv[1])
