"""How fast reports are read, whether the time grows with the length alone, and the memory held.

python benchmarks/report_speed.py [--kilobytes 1 10 100 1000 10000] [--reports FOLDER]
"""

from __future__ import annotations

import argparse
import json
import resource
import tempfile
import time
from itertools import cycle
from pathlib import Path

from detente.reading import read_each, read_text

ROOT = Path(__file__).parents[1]


def long_text(texts: list[str], size: int) -> str:
    """Reports one after the other up to a number of characters."""
    parts, length = [], 0
    for text in cycle(texts):
        if length >= size:
            return "\n\n".join(parts)[:size]
        parts.append(text)
        length += len(text)
    return ""


def speed(texts: list[str], sizes: list[int]) -> None:
    """Print words a second of computing time at each length, and the growth from the last."""
    before = None
    for size in sizes:
        text = long_text(texts, size * 1000)
        words = len(text.split())
        started = time.process_time()
        records = len(read_text(text))
        seconds = time.process_time() - started
        growth = f", {seconds / before:.1f} times the last" if before else ""
        print(
            f"{size:>7,} kB {seconds:8.2f} s {words / seconds:>9,.0f} words/s "
            f"{records:>7,} records{growth}"
        )
        before = seconds


def memory(texts: list[str], sizes: list[int]) -> None:
    """Print the most memory held after archives of more and more reports."""
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            archive = Path(folder) / f"{size}.jsonl"
            lines = (
                json.dumps({"id": f"r{k}", "date": "2022-01-15", "text": text})
                for k, text in zip(range(size), cycle(texts), strict=False)
            )
            archive.write_text("\n".join(lines), encoding="utf-8")
            records = sum(len(register) for register in read_each(archive))
            held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(f"{size:>7,} reports {records:>8,} records {held:8.0f} MB at most")


def main() -> None:
    """Read ever longer texts, then ever larger archives."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--kilobytes", type=int, nargs="+", default=[1, 10, 100, 1000, 10_000])
    parser.add_argument("--archive", type=int, nargs="+", default=[100, 1000, 5000])
    parser.add_argument("--reports", type=Path, default=ROOT / "examples")
    asked = parser.parse_args()
    texts = [path.read_text(encoding="utf-8") for path in sorted(asked.reports.glob("*.txt"))]
    read_text(texts[0])  # the lexicon is loaded once
    memory(texts, asked.archive)
    speed(texts, asked.kilobytes)


if __name__ == "__main__":
    main()
