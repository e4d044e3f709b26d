"""Reports changed in one trait of how text comes: broken lines, footnote marks, capitals ..."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections.abc import Callable, Iterator, Sequence

from detente.model.register import Register
from detente.reading.naming.parties import gazetteer, plain

__all__ = ["TRAITS", "stays"]

Kept = tuple[str, str | None, tuple[str, ...]]

_STOP = re.compile(r"(?<=[a-z]{3}[.!?])(?= [A-Z])|(?<=[.!?][\"”])(?= [A-Z])")
_CONTRACTED = (
    ("will not", "won't"),
    ("would not", "wouldn't"),
    ("do not", "don't"),
    ("does not", "doesn't"),
    ("did not", "didn't"),
    ("is not", "isn't"),
    ("are not", "aren't"),
    ("cannot", "can't"),
    ("have not", "haven't"),
    ("has not", "hasn't"),
    ("We will", "We'll"),
    ("we will", "we'll"),
    ("We are", "We're"),
    ("we are", "we're"),
    ("We have", "We've"),
    ("It is", "It's"),
    ("it is", "it's"),
    ("should not", "shouldn't"),
    ("could not", "couldn't"),
    ("must not", "mustn't"),
)


def _paragraphs(text: str, change: Callable[[str], str]) -> str:
    """The text with each paragraph but the first, which is its title, changed."""
    first, *others = text.split("\n")
    return "\n".join((first, *(change(one) if one.strip() else one for one in others)))


def wrapped(width: int, mark: str = "") -> Callable[[str], str]:
    """Lines broken at a width, an empty line between paragraphs."""

    def change(text: str) -> str:
        parts = [one for one in text.split("\n") if one.strip()]
        filled = (
            textwrap.fill(one, width, break_on_hyphens=False, break_long_words=False)
            for one in parts
        )
        return "\n".join(mark + line for line in "\n\n".join(filled).split("\n"))

    return change


def _between(mark: str) -> Callable[[str], str]:
    """A mark between sentences."""
    return lambda text: _paragraphs(text, lambda one: _STOP.sub(mark, one) + mark)


def _names() -> list[str]:
    """Names of parties of one or more words, the longest first."""
    found = {
        " ".join(name) for name, aliases in gazetteer() if aliases[0].kind in {"name", "capital"}
    }
    return sorted(
        (one for one in found if one.isascii() and one[1:2].islower()), key=len, reverse=True
    )


def loud_names(text: str) -> str:
    """Names of states and capitals in capitals, but for the title."""
    pattern = re.compile(r"\b(" + "|".join(map(re.escape, _names())) + r")\b")
    return _paragraphs(text, lambda one: pattern.sub(lambda match: match.group().upper(), one))


def linked_names(text: str) -> str:
    """The first name of each paragraph as a Markdown link."""
    pattern = re.compile(r"\b(" + "|".join(map(re.escape, _names())) + r")\b")
    linked = r"[\1](https://example.org/a_b/c-1.html)"
    return _paragraphs(text, lambda one: pattern.sub(linked, one, count=1))


def bold_names(text: str) -> str:
    """Names in bold."""
    pattern = re.compile(r"\b(" + "|".join(map(re.escape, _names())) + r")\b")
    return _paragraphs(text, lambda one: pattern.sub(r"**\1**", one))


def contracted(text: str) -> str:
    """Contractions wherever English has them."""

    def change(one: str) -> str:
        for full, short in _CONTRACTED:
            one = re.sub(rf"\b{full}\b", short, one)
        return one

    return _paragraphs(text, change)


def decomposed(text: str) -> str:
    """Letters and their accents apart."""
    return unicodedata.normalize("NFD", text)


def curly(text: str) -> str:
    """Quotation marks and apostrophes of print."""
    text = re.sub(r'(^|[\s(])"', r"\1“", text, flags=re.MULTILINE).replace('"', "”")
    return text.replace("'", "’")


def ligated(text: str) -> str:
    """Ligatures, as files for print have them."""
    for letters, sign in (("ffi", "ﬃ"), ("ff", "ﬀ"), ("fi", "ﬁ"), ("fl", "ﬂ")):
        text = text.replace(letters, sign)
    return text


TRAITS: dict[str, Callable[[str], str]] = {
    **{f"wrapped at {width}": wrapped(width) for width in (38, 44, 50, 60, 72, 80)},
    "quoted mail": wrapped(70, "> "),
    "footnotes": _between("[1]"),
    "raised footnotes": _between("²"),
    "pictographs": _between(" 🔥"),
    "names in capitals": loud_names,
    "linked names": linked_names,
    "bold names": bold_names,
    "contractions": contracted,
    "loose accents": decomposed,
    "curly marks": curly,
    "ligatures": ligated,
    "blank lines": lambda text: re.sub(r"\n+", "\n\n", text),
    "hard blanks": lambda text: re.sub(r"(?<=\d) | (?=\d)", "\u00a0", text),
}


def _kept(register: Register) -> Iterator[Kept]:
    for one in register:
        yield one.act, one.party and plain(one.party), tuple(sorted(map(plain, one.addressee)))


def stays(before: Register, after: Register) -> tuple[int, int]:
    """How many records of one reading the other has too: act, party, addressee; and of how many."""
    left, found = list(_kept(before)), list(_kept(after))
    return _common(left, found), max(len(left), len(found))


def _common(left: Sequence[Kept], found: Sequence[Kept]) -> int:
    """The length of the longest common run of records, in order."""
    row = [0] * (len(found) + 1)
    for one in left:
        last = 0
        for k, other in enumerate(found, 1):
            last, row[k] = row[k], max(row[k], row[k - 1], last + (one == other))
    return row[-1]
