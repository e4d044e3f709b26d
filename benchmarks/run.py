"""How long each engine takes for each concept, how much memory, and how both grow.

    python benchmarks/run.py --engine ranks --shape anywhere 12 14 16 18 20
    python benchmarks/run.py --engine symbolic --shape windows --seeds 1-5 --budget 120 40

Each dispute is solved in a process of its own, so that its peak memory is its own. Times are of
the processor, so that other work on the machine counts less; the wall clock stands beside them.
Growth is the factor by which time rises with each added option, against the line before.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from math import inf
from pathlib import Path
from typing import Any

from generator import SHAPES, Size, dispute, size_of

from detente.solving import CONCEPTS, solve
from detente.solving.engine import ENGINES

COLUMNS = [row.id for row in CONCEPTS]


def measured(
    shape: str, size: Size, seed: int, engine: str, limits: dict[str, Any]
) -> dict[str, Any]:
    """Solve one dispute: what each concept took, what all took, and what was found."""
    solve(dispute(shape, 6, seed, Size(6, 2, 3, 1, 1)), engine=engine)  # pays for the imports
    conflict = dispute(shape, size.options, seed, size)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    marks: list[tuple[str, float]] = []
    started, wall = time.process_time(), time.perf_counter()
    analysis = solve(
        conflict,
        engine=engine,
        progress=lambda what, _done, _of: marks.append((what.split()[0], time.process_time())),
        **limits,
    )
    ended = time.process_time()
    took = dict.fromkeys(COLUMNS, 0.0)
    for (what, at), (_, after) in zip(marks, [*marks[1:], ("", ended)], strict=True):
        if what in took:
            took[what] += after - at
    return {
        "took": took,
        "cpu": ended - started,
        "wall": time.perf_counter() - wall,
        "memory": (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024,
        "feasible": analysis.feasible,
        "counts": {
            name: region.count if region.complete else None
            for name, region in analysis.equilibria_by.items()
        },
    }


def lines(asked: argparse.Namespace) -> Iterator[str]:
    """The table, a line for each dispute as soon as it is solved."""
    yield (
        f"{'options':>7} {'seed':>4} "
        + " ".join(f"{name:>8}" for name in COLUMNS)
        + f" {'cpu s':>8} {'wall s':>8} {'MB':>6} {'growth':>6}  feasible; equilibria"
    )
    before: dict[int, tuple[int, float]] = {}
    for options in asked.options:
        for seed in asked.seeds:
            found = _in_a_process(asked, options, seed)
            if found is None:
                yield f"{options:>7} {seed:>4} ended without a result"
                continue
            growth = ""
            if seed in before and options > before[seed][0]:
                smaller, took = before[seed]
                growth = f"{(found['cpu'] / took) ** (1 / (options - smaller)):.2f}"
            before[seed] = options, found["cpu"]
            yield _line(options, seed, found, growth)


def _line(options: int, seed: int, found: dict[str, Any], growth: str) -> str:
    each = " ".join(f"{found['took'][name]:>8.3f}" for name in COLUMNS)
    counts = " ".join(
        "not complete" if count is None else _short(count) for count in found["counts"].values()
    )
    return (
        f"{options:>7} {seed:>4} {each} {found['cpu']:>8.3f} {found['wall']:>8.3f} "
        f"{found['memory']:>6.0f} {growth:>6}  {_short(found['feasible'])}; {counts}"
    )


def _short(count: int) -> str:
    return str(count) if count < 10**7 else f"{count:.2e}"


def _in_a_process(asked: argparse.Namespace, options: int, seed: int) -> dict[str, Any] | None:
    command = [sys.executable, __file__, str(options), "--one", "--seeds", str(seed)]
    for name in ("engine", "shape", "budget", "memory", "parties", "statements"):
        value = getattr(asked, name)
        command += [] if value is None else [f"--{name}", str(value)]
    done = subprocess.run(command, check=False, stdout=subprocess.PIPE, text=True)
    return json.loads(done.stdout) if done.returncode == 0 else None


def _one(asked: argparse.Namespace) -> None:
    usual = size_of(asked.options[0])
    size = Size(
        usual.options,
        asked.parties or usual.parties,
        asked.statements or usual.statements,
        usual.bans,
        usual.one_way,
    )
    limits = {"budget": asked.budget, "memory": asked.memory}
    print(json.dumps(measured(asked.shape, size, asked.seeds[0], asked.engine, limits)))


def _seeds(text: str) -> list[int]:
    first, _, last = text.partition("-")
    return list(range(int(first), int(last or first) + 1))


def main() -> None:
    """Read the command line and print the table."""
    parser = argparse.ArgumentParser(description=Path(__file__).name)
    parser.add_argument("options", nargs="+", type=int)
    parser.add_argument("--engine", choices=list(ENGINES), default="symbolic")
    parser.add_argument("--shape", choices=SHAPES, default="windows")
    parser.add_argument("--seeds", type=_seeds, default=[1])
    parser.add_argument("--parties", type=int)
    parser.add_argument("--statements", type=int)
    parser.add_argument("--budget", type=float, default=inf)
    parser.add_argument("--memory", type=int, default=2048)
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        _one(asked)
        return
    for line in lines(asked):
        print(line, flush=True)


if __name__ == "__main__":
    main()
