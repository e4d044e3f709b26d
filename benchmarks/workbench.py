"""How long each page of the workbench takes, on the flagship and on a case of 20 options.

    python benchmarks/workbench.py
    python benchmarks/workbench.py --options 20 24 --repeat 20

A real server answers over the loopback address. `first` is the first answer, which may be the
page that shows progress (202); `ready` is when the findings are there; `then` is the median of
further answers, in milliseconds, `worst` the slowest of them, and `cpu` the processor time that
the server takes for one of them, which does not depend on what else the machine does. An edit is a
post and the page it leads to.
"""

from __future__ import annotations

import argparse
import itertools
import math
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

from generator import dispute, size_of

from detente.cases import case_text, catalogue, shipped_text
from detente.files import dumps

FLAGSHIP = "european-security-2022"
PAGES = (
    "",
    "/solve",
    "/solve?concept=nash",
    "/state/{here}",
    "/paths",
    "/further/coalitions",
    "/further/change",
    "/further/robust",
    "/further/packages",
    "/further/views",
    "/brief",
    "/brief.html",
)
HEAD = "status    first    ready status     then    worst      cpu"
BROWSER = build_opener(HTTPCookieProcessor())  # keeps the key of the workbench
PATIENCE = 180.0  # seconds after which findings are not waited for any more


def workspace(folder: Path, options: Sequence[int]) -> Iterator[tuple[str, str]]:
    """Write the cases, and give the name and the status quo of each."""
    (folder / "flagship.toml").write_text(case_text(FLAGSHIP), encoding="utf-8")
    for source in catalogue(FLAGSHIP).sources:
        (folder / source).write_text(shipped_text(source) or "", encoding="utf-8")
    yield "flagship.toml", ",".join(catalogue(FLAGSHIP).status_quo or ()) or "none"
    for number in options:
        conflict = dispute("windows", number, 1, size_of(number))
        (folder / f"options-{number}.toml").write_text(dumps(conflict), encoding="utf-8")
        yield f"options-{number}.toml", ",".join(conflict.status_quo or ()) or "none"


def answered(address: str, form: dict[str, str] | None = None) -> tuple[int, float, str]:
    """The status of an answer, its milliseconds and its text."""
    data = urlencode(form).encode() if form else None
    started = time.perf_counter()
    try:
        with BROWSER.open(address, data, timeout=PATIENCE) as answer:
            text, status = answer.read().decode(), answer.status
    except HTTPError as error:
        text, status = error.read().decode(), error.code
    return status, (time.perf_counter() - started) * 1000, text


def spent(server: int) -> float:
    """The milliseconds of processor time that a process has taken; not a number off Linux."""
    try:
        fields = Path(f"/proc/{server}/stat").read_text("utf-8").rpartition(")")[2].split()
    except OSError:
        return math.nan
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def timed(server: int, ask: Callable[[], tuple[int, float]], repeat: int) -> tuple[str, int]:
    """Further answers as the end of a line, and their status."""
    before = spent(server)
    answers = [ask() for _ in range(repeat)]
    cpu = (spent(server) - before) / repeat
    times = sorted(one for _, one in answers)
    return f"{median(times):>8.0f} {times[-1]:>8.0f} {cpu:>8.0f}", answers[-1][0]


def measured(server: int, address: str, repeat: int) -> str:
    """One line: the first answer, when it was ready, and the further ones."""
    started = time.perf_counter()
    status, first, _ = answered(address)
    now = status
    while now == 202 and time.perf_counter() - started < PATIENCE:
        time.sleep(0.2)
        now = answered(address)[0]
    ready = (time.perf_counter() - started) * 1000
    times, now = timed(server, lambda: answered(address)[:2], repeat)
    return f"{status:>6} {first:>8.0f} {ready:>8.0f} {now:>6} {times}"


def edit(server: int, address: str, name: str, repeat: int) -> str:
    """The same line for edits of the title, each made on the version that the last one left."""
    page = answered(f"{address}/case/{name}")[2]
    number = itertools.count()

    def once() -> tuple[int, float]:
        nonlocal page
        token, version = (
            re.search(rf'name="{field}" value="([^"]+)"', page)[1]  # type: ignore[index]
            for field in ("token", "version")
        )
        text = f"Title {next(number)}"
        form = {"token": token, "version": version, "action": "title", "text": text}
        status, taken, page = answered(f"{address}/edit/{name}", form)
        return status, taken

    status, first = once()
    times, now = timed(server, once, repeat)
    return f"{status:>6} {first:>8.0f} {first:>8.0f} {now:>6} {times}"


def main() -> None:
    """Start the workbench over a folder of its own, ask for every page, and stop it."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--options", type=int, nargs="*", default=[20])
    asked.add_argument("--repeat", type=int, default=7)
    told = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        cases = tuple(workspace(Path(folder), told.options))
        command = [sys.executable, "-m", "detente", "serve", folder, "--no-browser"]
        server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        try:
            line = server.stderr.readline()  # type: ignore[union-attr]
            opened, address = re.search(r"((http://[\d.:]+)/\S+)", line).groups()  # type: ignore[union-attr]
            answered(opened)
            print(f"{'':28} {HEAD}")
            print(f"{'the workspace':28} {measured(server.pid, address, told.repeat)}", flush=True)
            for source in catalogue(FLAGSHIP).sources:
                told_of = measured(server.pid, f"{address}/report/{source}", told.repeat)
                print(f"{'the report':28} {told_of}", flush=True)
            for name, here in cases:
                print(name)
                for page in PAGES:
                    place = f"{address}/case/{name}{page.format(here=here)}"
                    print(
                        f"  {page or 'model':26} {measured(server.pid, place, told.repeat)}",
                        flush=True,
                    )
                print(
                    f"  {'an edit':26} {edit(server.pid, address, name, told.repeat)}", flush=True
                )
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(10)


if __name__ == "__main__":
    main()
