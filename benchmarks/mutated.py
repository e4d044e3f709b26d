"""Whether spoilt reports break the reader: thousands of mutations, each repeatable by its number.

python benchmarks/mutated.py [--inputs 100000] [--first 0] [--workers 2] [--reports FOLDER]

Every input must end in a register whose words stand where it says, or in one line of what is
wrong, and take at most a second of computing time for each 100 kB. What fails is printed with
its number; ``--first NUMBER --inputs 1`` does that one again.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from detente.errors import SourceError
from detente.model.register import Register
from detente.model.text import Document
from detente.reading import found_in, read_text

ROOT = Path(__file__).parents[1]
MARKS = [*"\"“”„«»'’‘(),;:—–.…*#_[]{}<>&\t\u00a0\u2028\u200b", "``", "\n", "\n\n", "\r\n", "## "]
HARD = (
    "if unless that and but said who which according to nor by is be not one only should were had "
    "Iran US its the provided as long until or else would could must both sides he she they"
).split()
SECONDS = 1.0  # allowed for each 100 kB, and for anything shorter
BLOCK = 200  # inputs given to a worker at a time


@dataclass(frozen=True)
class Fault:
    """An input that broke a law: its number, its kind, and what happened."""

    number: int
    kind: str
    what: str


# -- mutations -------------------------------------------------------------------------------------


def hole(texts: tuple[str, ...], chance: random.Random) -> str:
    """A report with stretches left out or overwritten."""
    text = chance.choice(texts)
    for _ in range(chance.randint(1, 6)):
        start = chance.randrange(len(text) + 1)
        end = start + chance.choice([0, 1, 5, 80, 800])
        text = text[:start] + chance.choice([*MARKS, *HARD, ""]) + text[end:]
    return text


def splice(texts: tuple[str, ...], chance: random.Random) -> str:
    """The beginnings and ends of several reports in one."""
    parts = []
    for _ in range(chance.randint(2, 5)):
        text = chance.choice(texts)
        start = chance.randrange(len(text))
        parts.append(text[start : start + chance.randint(1, 900)])
    return "".join(parts)


def soup(texts: tuple[str, ...], chance: random.Random) -> str:
    """Words of a report, hard words and marks in any order."""
    words = chance.choice(texts).split()
    pools = (words, words, HARD, MARKS)
    return " ".join(
        chance.choice(chance.choice(pools)) for _ in range(chance.choice([3, 30, 150, 500]))
    )


def symbols(texts: tuple[str, ...], chance: random.Random) -> str:
    """Any characters of Unicode, halves of pairs and controls among them."""
    tops = (0x80, 0x250, 0x3000, 0x110000)
    return "".join(
        chr(chance.randrange(chance.choice(tops))) for _ in range(chance.choice([1, 20, 300, 2000]))
    )


def scattered(texts: tuple[str, ...], chance: random.Random) -> str:
    """A report with characters of all kinds strewn in."""
    text = list(chance.choice(texts))
    for _ in range(chance.choice([1, 10, 200])):
        text[chance.randrange(len(text))] = chr(chance.randrange(0x110000))
    return "".join(text)


def nested(texts: tuple[str, ...], chance: random.Random) -> str:
    """Quotations and brackets within each other, closed or not."""
    opening, closing = chance.choice([("“", "”"), ("‘“", "”’"), ('"', '"'), ("(", ")"), ("«", "»")])
    depth = chance.choice([2, 10, 100, 1000])
    inner = chance.choice(texts)[: chance.choice([0, 60, 400])]
    said = chance.choice(["", " Iran said ", " he said, "])
    return f"{opening}{said}" * depth + inner + f"{said}{closing}" * chance.choice([0, 1, depth])


def endless(texts: tuple[str, ...], chance: random.Random) -> str:
    """One sentence without an end: every stop, mark and line break of reports left out."""
    text = " ".join(chance.choice(texts) for _ in range(chance.choice([1, 3])))
    if chance.random() < 0.5:
        unit = " ".join(chance.choice(text.split()) for _ in range(chance.randint(1, 6)))
        return f"{unit} " * chance.choice([10, 100, 1000])
    return "".join(" " if char in ".!?\n;:" else char for char in text)


KINDS: tuple[Callable[[tuple[str, ...], random.Random], str], ...] = (
    hole,
    splice,
    soup,
    symbols,
    scattered,
    nested,
    endless,
)


# -- the laws --------------------------------------------------------------------------------------


def broken(register: Register, text: str) -> str | None:
    """What of a register does not stand where it says, if anything."""
    for record in register:
        for phrase in record.phrases():
            if text[phrase.start : phrase.end] != phrase.text:
                return f"record {record.id}: {phrase.text!r} is not at {phrase.start}"
    return None


def of_words(text: str) -> str | None:
    """What is wrong with the reading of a text."""
    try:
        return broken(read_text(text), text)
    except SourceError as error:  # a record that breaks the law would be refused as an error
        said = str(error)
        return said if said.startswith("record ") or len(said.splitlines()) != 1 else None


def of_file(text: str, chance: random.Random) -> str | None:
    """What is wrong with the reading of a file that holds the text, some bytes of it spoilt."""
    data = bytearray(text.encode(chance.choice(["utf-8", "utf-16", "cp1252"]), "replace"))
    for _ in range(chance.choice([0, 1, 30])):
        if data:
            data[chance.randrange(len(data))] = chance.randrange(256)
    suffix = chance.choice([".txt", ".md", ".html", ".xml", ".jsonl"])
    if suffix == ".html":
        data = b"<html><body><article><p>" + data.replace(b"\n", b"</p><p>")
    with tempfile.NamedTemporaryFile(suffix=suffix) as file:
        file.write(data)
        file.flush()
        for found in found_in(file.name):
            if isinstance(found, Document) and (wrong := of_words(found.text)):
                return wrong
            if isinstance(found, SourceError) and len(str(found).splitlines()) != 1:
                return f"several lines: {found}"
    return None


def tried(number: int, folder: Path) -> tuple[str, Fault | None]:
    """One input by its number: its kind, and what went wrong with it."""
    chance = random.Random(number)
    kind = KINDS[number % len(KINDS)]
    text = kind(reports(folder), chance)
    as_file = chance.random() < 0.1
    name = f"{kind.__name__}{' in a file' if as_file else ''}"
    started = time.process_time()
    try:
        wrong = of_file(text, chance) if as_file else of_words(text)
    except Exception as error:  # whatever it is, it is what is looked for
        wrong = f"{type(error).__name__}: {error}"
    seconds = time.process_time() - started
    if wrong is None and seconds > SECONDS * max(1.0, len(text) / 100_000):
        wrong = f"{seconds:.1f} s for {len(text):,} characters"
    return name, Fault(number, name, wrong) if wrong else None


@cache
def reports(folder: Path) -> tuple[str, ...]:
    """The texts that are spoilt."""
    return tuple(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt")))


def block(numbers: range, folder: Path) -> tuple[Counter[str], list[Fault]]:
    """Many inputs: how many of each kind, and the faults."""
    kinds: Counter[str] = Counter()
    faults = []
    for number in numbers:
        kind, fault = tried(number, folder)
        kinds[kind] += 1
        faults += [fault] if fault else []
    return kinds, faults


def blocks(first: int, inputs: int) -> Iterator[range]:
    """The numbers in stretches."""
    for start in range(first, first + inputs, BLOCK):
        yield range(start, min(start + BLOCK, first + inputs))


def main() -> None:
    """Print the faults as they come, and how many inputs of each kind were tried."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--inputs", type=int, default=100_000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--reports", type=Path, default=ROOT / "examples")
    asked = parser.parse_args()
    kinds: Counter[str] = Counter()
    failed = 0
    with ProcessPoolExecutor(asked.workers) as pool:
        parts = list(blocks(asked.first, asked.inputs))
        for found, faults in pool.map(block, parts, [asked.reports] * len(parts)):
            kinds += found
            failed += len(faults)
            for fault in faults:
                print(f"{fault.number} ({fault.kind}): {fault.what}", flush=True)
    for kind, many in sorted(kinds.items()):
        print(f"{kind:<24}{many:>8,}")
    print(f"{kinds.total():,} inputs, {failed:,} faults")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
