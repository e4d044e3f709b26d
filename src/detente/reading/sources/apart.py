"""Formats of others are taken apart in a process of its own, in bounded time.

Their parsers are large and meet hostile files. Whatever one of them does, it ends within
`LONGEST` seconds and as one clear line. The process stays for the next file.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import subprocess
import sys
from threading import Lock, Timer
from typing import Any

import msgspec

from detente.errors import SourceError
from detente.reading.sources.kept import Kept

__all__ = ["taken_apart"]

LONGEST = 60.0  # seconds for one file
_WORKER = "detente.reading.sources.worker"


def taken_apart(format: str, data: bytes, name: str, charset: str | None = None) -> Kept:  # noqa: A002
    """The text kept of a file in html, pdf or docx.

    Raises
    ------
    SourceError
        Where the file is broken or encrypted, holds no text, is too large or takes too long.
    """
    answer = _process.ask({"format": format, "charset": charset, "length": len(data)}, data)
    if "error" in answer:
        raise SourceError(str(answer["error"]), file=name)
    return msgspec.convert(answer, Kept)


class _Process:
    """The other process, started when it is first needed and again after it was stopped."""

    def __init__(self) -> None:
        self._running: subprocess.Popen[bytes] | None = None
        self._late = False
        self._one_at_a_time = Lock()

    def ask(self, header: dict[str, Any], data: bytes) -> dict[str, Any]:
        with self._one_at_a_time:
            process = self._started()
            self._late = False
            alarm = Timer(LONGEST, self._expire)
            alarm.daemon = True
            alarm.start()
            try:
                answer = _exchange(process, header, data)
            except BaseException:
                self.stop()
                raise
            finally:
                alarm.cancel()
            if answer is None:
                self.stop()
                why = f"takes more than {LONGEST:.0f} s" if self._late else "breaks its parser"
                return {"error": f"{why}: save it as plain text"}
            return answer

    def _expire(self) -> None:
        self._late = True
        if self._running is not None:
            self._running.kill()

    def _started(self) -> subprocess.Popen[bytes]:
        if self._running is None or self._running.poll() is not None:
            self.stop()
            self._running = subprocess.Popen(
                [sys.executable, "-P", "-m", _WORKER],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            )
        return self._running

    def stop(self) -> None:
        """End the process, whatever it does."""
        process, self._running = self._running, None
        if process is None:
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            with contextlib.suppress(OSError):
                if pipe:
                    pipe.close()
        process.wait()


def _exchange(
    process: subprocess.Popen[bytes], header: dict[str, Any], data: bytes
) -> dict[str, Any] | None:
    """The answer of the other process, or None if it has died over the question."""
    if process.stdin is None or process.stdout is None:
        return None
    try:
        process.stdin.write(json.dumps(header).encode() + b"\n" + data)
        process.stdin.flush()
        line = process.stdout.readline()
    except OSError:
        return None
    return dict(json.loads(line)) if line.endswith(b"\n") else None


_process = _Process()
atexit.register(_process.stop)
