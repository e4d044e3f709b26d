"""Groups of words that tell an act by what is said: harm, wrong, help, approval, denial."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from detente.reading.words.forms import forms, table

__all__ = ["by_first_word", "finds", "is_verb_of", "matches"]

Phrases = Mapping[str, tuple[tuple[str, ...], ...]]  # by first word, longest first


def finds(group: str, words: Sequence[str]) -> str | None:
    """The first word or phrase of a group of the lexicon that stands among words in lower case.

    Verbs of wrong count in the forms in which conduct is told, other verbs in all.

    Examples
    --------
    >>> finds("wrong.broken", "its promises were never kept".split())
    'never kept'
    """
    found = next(matches(_phrases(group), words), None)
    return " ".join(words[found[0] : found[1]]) if found else None


def matches(phrases: Phrases, words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where phrases stand among words, from left to right."""
    for k, word in enumerate(words):
        for phrase in phrases.get(word, ()):
            if len(phrase) == 1 or tuple(words[k : k + len(phrase)]) == phrase:
                yield k, k + len(phrase)
                break


def by_first_word(listed: Iterable[str]) -> Phrases:
    """Phrases ordered for `matches`."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for text in dict.fromkeys(listed):
        phrase = tuple(text.split())
        found.setdefault(phrase[0], []).append(phrase)
    return {first: tuple(sorted(group, key=len, reverse=True)) for first, group in found.items()}


def is_verb_of(group: str, word: str) -> bool:
    """Whether a word is a form of one of the verbs of a group."""
    return any(one.lemma in _lemmas(group) for one in forms().get(word, ()))


@lru_cache
def _lemmas(group: str) -> frozenset[str]:
    name, _, entry = group.partition(".")
    return frozenset(table("meaning")[name][entry or "verbs"].split())


@lru_cache
def _phrases(group: str) -> Phrases:
    name, _, entry = group.partition(".")
    rows = table("meaning")[name]
    if entry:
        return by_first_word(_listed(rows[entry]))
    listed = [one for key in ("nouns", "words", "phrases") for one in _listed(rows.get(key, ""))]
    if "verbs" in rows:
        listed += _inflected(rows["verbs"], told=name == "wrong")
    return by_first_word(listed)


def _listed(value: str | Iterable[str]) -> list[str]:
    return value.split() if isinstance(value, str) else list(value)


def _inflected(verbs: str, *, told: bool) -> list[str]:
    """The forms of verbs; if ``told`` only those in which conduct is told."""
    wanted = frozenset(verbs.split())
    kinds = {"past", "part", "ing"} if told else {"base", "s", "past", "part", "ing"}
    return [
        word
        for word, readings in forms().items()
        if any(one.lemma in wanted and one.form in kinds for one in readings)
    ]
