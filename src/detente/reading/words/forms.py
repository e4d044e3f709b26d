"""The tables behind the reader: words as data, loaded once and only when asked for."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

__all__ = ["Form", "forms", "noun_forms", "readings", "table", "words"]

_FOLDER = Path(__file__).with_name("lexicon")
_VOWELS = frozenset("aeiou")
_DOUBLED = frozenset(  # verbs of several syllables that double their last consonant
    (
        "commit admit permit omit emit submit transmit refer prefer defer deter confer infer "
        "incur occur concur recur rebut regret abet compel cancel control patrol expel dispel "
        "propel repel quarrel signal travel model fuel label transfer begin forget upset unwrap "
        "handicap kidnap embed overlap outbid acquit equip abhor annul enrol counsel marshal "
        "pummel shovel tunnel rival total "
    ).split()
)
_SHORT = re.compile(r"[^aeiou]*(?:qu)?[aeiou][bdfgklmnprtvz]")  # one vowel, one consonant: "beg"


class Form(NamedTuple):
    """One reading of a word as a verb: its lemma and which form it is."""

    lemma: str
    form: str


@lru_cache
def table(name: str) -> dict[str, Any]:
    """The lexicon file ``name`` as a dictionary."""
    with (_FOLDER / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


@lru_cache
def words(name: str, *keys: str) -> frozenset[str]:
    """The words of one entry of a lexicon file: a blank-separated text or a list."""
    entry: Any = table(name)
    for key in keys:
        entry = entry[key]
    return frozenset(entry.split() if isinstance(entry, str) else entry)


def _ending(lemma: str, suffix: str) -> str:
    """``lemma`` with "ed" or "ing", spelt by the usual rules."""
    if suffix == "ed" and lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")):
        return lemma[:-1] + suffix
    if suffix == "ed" and lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return lemma[:-1] + "ied"
    doubled = lemma in _DOUBLED or _SHORT.fullmatch(lemma) is not None
    return lemma + (lemma[-1] if doubled else "") + suffix


def _third(lemma: str) -> str:
    if lemma.endswith(("s", "x", "z", "ch", "sh", "o")):
        return lemma + "es"
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return lemma[:-1] + "ies"
    return lemma + "s"


def _lemmas() -> list[str]:
    """Every lemma that a lexicon file uses as a verb."""
    found: dict[str, None] = {}
    acts = table("acts")
    for act in acts.values():
        for frame in act.get("frames", ()):
            found.setdefault(frame.removeprefix("not ").split()[0])
    speech = table("speech")["usual"]
    for listed in (*speech.values(), table("verbs")["regular"], acts["meet"]["runs"]):
        for word in listed.split():
            found.setdefault(word)
    meaning = table("meaning")
    for group in (
        "harm",
        "wrong",
        "help",
        "yields",
        "denial",
        "gift",
        "concede",
        "return",
        "consent",
        "esteem",
    ):
        for word in meaning[group]["verbs"].split():
            found.setdefault(word)
    return [word for word in found if word not in {"be", "have", "do", "would"}]


@lru_cache
def forms() -> dict[str, tuple[Form, ...]]:
    """From a word to its readings as a verb."""
    found: dict[str, dict[Form, None]] = {}

    def put(word: str, lemma: str, form: str) -> None:
        found.setdefault(word, {}).setdefault(Form(lemma, form))

    irregular = [entry.split() for entry in table("verbs")["irregular"].split(";")]
    past = {base: (simple, part) for base, simple, part in irregular}
    for lemma in dict.fromkeys([*past, *_lemmas()]):
        simple, part = past.get(lemma) or (_ending(lemma, "ed"),) * 2
        for word, form in (
            (lemma, "base"),
            (_third(lemma), "s"),
            (_ending(lemma, "ing") if not lemma.endswith("ie") else lemma[:-2] + "ying", "ing"),
            (simple, "past"),
            (part, "part"),
        ):
            put(word, lemma, form)
    for lemma in ("be", "have", "do"):
        for word, form in _AUXILIARY[lemma]:
            put(word, lemma, form)
    return {word: tuple(readings) for word, readings in found.items()}


def readings(word: str) -> tuple[Form, ...]:
    """The readings of a word as a verb; unknown words are judged by their ending.

    Examples
    --------
    >>> [reading.form for reading in readings("defaced")]
    ['past', 'part']
    """
    known = forms().get(word)
    if known is not None or len(word) < 6 or not word.isalpha():
        return known or ()
    if word.endswith("ing") and not word.endswith(("thing", "evening", "morning")):
        return (Form(word, "ing"),)
    if word.endswith("ed") and not word.endswith(("eed", "hundred", "sacred", "naked", "armed")):
        return Form(word, "past"), Form(word, "part")
    return ()


_AUXILIARY = {
    lemma: [entry.split("/") for entry in listed.split()]
    for lemma, listed in {
        "be": "be/base is/s are/s am/s was/past were/past been/part being/ing",
        "have": "have/base has/s had/past had/part having/ing",
        "do": "do/base does/s did/past done/part doing/ing",
    }.items()
}


@lru_cache
def noun_forms() -> frozenset[str]:
    """Words that look like verbs but in reports are mostly nouns."""
    return words("verbs", "nouns")
