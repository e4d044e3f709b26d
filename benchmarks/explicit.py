"""How long the explicit engine takes, how much memory, and how both grow with the options.

    python benchmarks/explicit.py [OPTIONS...] [--parties 3] [--seed 1]

Each size runs in a process of its own, so that its peak memory is its own.
"""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
import time

from detente.model.conflict import Conflict, Option, Party, Prioritised, Rules
from detente.model.logic import Names, Statement, parse
from detente.solving import solve


def dispute(options: int, parties: int, seed: int) -> Conflict:
    """A random dispute: interleaved owners, statements of up to three literals, four bans."""
    rng = random.Random(seed)
    owners = [f"p{number % parties}" for number in range(options)]
    order = tuple(f"{owner}.o{number}" for number, owner in enumerate(owners))
    irreversible = rng.sample(range(options), 3)
    names = Names(order)

    def literal(key: str) -> str:
        return rng.choice(["", "not "]) + key

    def statement(first: str) -> Statement:
        keys = dict.fromkeys([first, *rng.sample(order, rng.randint(0, 2))])
        joint = rng.choice([" and ", " or "])
        return parse(joint.join(literal(key) for key in keys), names)

    def ban() -> Statement:
        return parse(" and ".join(literal(key) for key in rng.sample(order, 3)), names)

    def party(name: str) -> Party:
        own = [number for number in range(options) if owners[number] == name]
        rows = [
            statement(
                rng.choice([order[number] for number in own]) if turn % 2 else rng.choice(order)
            )
            for turn in range(12)
        ]
        return Party(
            name,
            name,
            tuple(
                Option(
                    f"o{n}",
                    f"o{n}",
                    name,
                    rng.choice(["take", "drop"]) if n in irreversible else "both",
                )
                for n in own
            ),
            Prioritised(tuple(rows)),
        )

    return Conflict(
        f"{options} options",
        tuple(party(f"p{number}") for number in range(parties)),
        Rules(infeasible=tuple(ban() for _ in range(4))),
        order=order,
    )


def measure(options: int, parties: int, seed: int) -> None:
    """Solve one dispute and print what it took."""
    conflict = dispute(options, parties, seed)
    solve(dispute(6, parties, seed))  # the first call pays for the imports
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.perf_counter()
    analysis = solve(conflict)
    seconds = time.perf_counter() - started
    extra = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    counts = " ".join(f"{name} {analysis.equilibria(name).count}" for name in analysis.concepts)
    print(f"{options:>3} {seconds:>9.3f} s {extra:>8.0f} MB  of {analysis.feasible}: {counts}")


def main() -> None:
    """Run each size in a process of its own."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("options", nargs="*", type=int)
    arguments.add_argument("--parties", type=int, default=3)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--one", action="store_true")
    asked = arguments.parse_args()
    if asked.one:
        measure(asked.options[0], asked.parties, asked.seed)
        return
    for options in asked.options or [10, 12, 14, 16, 18, 20]:
        command = [sys.executable, __file__, str(options), "--one"]
        command += ["--parties", str(asked.parties), "--seed", str(asked.seed)]
        subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
