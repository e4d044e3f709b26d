"""How long thousands of models near a conflict take, by the number of workers.

python benchmarks/perturbed.py [CASE] [--models 10000] [--workers 1 2]
"""

from __future__ import annotations

import argparse
import time
from concurrent.futures import ProcessPoolExecutor

import detente
from detente.solving.robustness import robustness
from detente.solving.sweeping import Means, Plan


def main() -> None:
    """Print one line for each number of workers."""
    parser = argparse.ArgumentParser()
    parser.add_argument("case", nargs="?", default="european-security-2022")
    parser.add_argument("--models", type=int, default=10_000)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    asked = parser.parse_args()
    conflict = detente.catalogue(asked.case).under()
    for workers in asked.workers:
        started = time.perf_counter()
        with ProcessPoolExecutor(workers) as pool:
            means = Means(executor=None if workers == 1 else pool)
            found = robustness(conflict, plan=Plan(models=asked.models), means=means)
        seconds = time.perf_counter() - started
        print(f"{asked.case}: {found.models:,} models, {workers} workers: {seconds:.1f} s")


if __name__ == "__main__":
    main()
