"""A scorer for coded example sentences: is the event found, and are source and target right?

A sentence counts for each of its codings; an event is right if any record of the sentence has it,
a source or target if any record of the sentence names the country or the party.
"""

from __future__ import annotations

import json
import os
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from detente.model.register import Record
from detente.reading import read_text
from detente.reading.naming.mentions import find_mentions
from detente.reading.naming.names import Names
from detente.reading.naming.parties import code_of
from detente.reading.words.tokens import tokenise

SHARED = Path(os.environ.get("DETENTE_SHARED", Path(__file__).resolve().parents[3] / "shared"))
SENTENCES = SHARED / "plover" / "dev.jsonl"


@dataclass(frozen=True)
class Score:
    """Shares of codings with the event, the source and the target found."""

    event: float
    source: float
    target: float


def score(path: Path = SENTENCES) -> Score:
    """The scores of the reader on a file of coded sentences."""
    codings: dict[str, list[dict[str, list[str] | str]]] = defaultdict(list)
    for line in path.read_text("utf-8").splitlines():
        coding = json.loads(line)
        codings[coding["text"]].append(coding)
    counts, found = defaultdict(int), defaultdict(int)
    for text, listed in codings.items():
        records = list(read_text(text))
        for coding in listed:
            counts["event"] += 1
            found["event"] += any(record.plover == coding["event"] for record in records)
            for role in ("source", "target"):
                if coding[role]:
                    counts[role] += 1
                    found[role] += _names(records, role, coding)
    return Score(*(found[role] / counts[role] for role in ("event", "source", "target")))


def _names(records: list[Record], role: str, coding: dict[str, list[str] | str]) -> bool:
    """Whether a record names a coded party in its role, by its name or its country."""
    named = {
        party
        for record in records
        for party in (
            record.makers if role == "source" else (*record.addressee, *record.joint_with)
        )
    }
    wanted = {party for words in coding[role] for party in _parties(words)}
    codes = {code_of(party) for party in named} - {None}
    return bool(named & wanted) or bool(codes & set(coding[f"{role}_code"]))


def _parties(words: str) -> set[str]:
    tokens = list(tokenise(words, 0, len(words)))
    found = find_mentions(tokens, Names())
    return {words, *(party for mention in found for party in mention.parties)}


if __name__ == "__main__":
    print(score())
