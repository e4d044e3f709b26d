"""Lists: which lines are items, and the words before them that each item goes on with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from detente.reading.words.forms import words

__all__ = ["Line", "leads"]

_LAST_SENTENCE = re.compile(r"(?<=[.!?;])[\"”’)]? +(?=[A-Z“\"])")
_FIGURE, _LETTER = re.compile(r"\d+(?:\.\d+)*"), re.compile(r"[a-z]+")
_WORD = re.compile(r"[^\W\d_]+")
_GERUND = re.compile(
    r"(?:[A-Z][a-z]+ing|[A-Z]{4,}ING|Convinced|Alarmed|Concerned|Deeply|Having|Noting|Mindful|Conscious|WHEREAS)\b"
)
_OPEN = re.compile(
    r"\b(?:to|that|by|will|shall|would|must|should|has|have|therefore|further|hereby|also)$"
)
_LONGEST_LEAD = 400  # characters of a sentence that a list goes on with
_NAMES = 24  # words of the names with which minutes begin
_MOST = 60  # items of one list


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph as lists need to know it."""

    start: int
    end: int
    item: bool
    heading: bool


def leads(text: str, lines: Sequence[Line]) -> dict[int, tuple[int, int]]:
    """For the number of each item the words that lead it in, without the colon that ends them.

    A list whose items have no bullets is one only while its lines go on without a stop. Words
    that merely announce a list ("agreed as follows:") lead nothing in: its items stand alone.
    """
    found: dict[int, tuple[int, int]] = {}
    lead: tuple[int, int] | None = None
    outer: tuple[str, tuple[int, int]] | None = None  # the list within which an item opened another
    since = 0
    for number, line in enumerate(lines):
        stretch = text[line.start : line.end]
        opened = _lead(text, line, lines[number + 1] if number + 1 < len(lines) else None)
        within = lead is not None and since < number <= since + _MOST
        if outer is not None and line.item and _mark(text, line) == outer[0]:
            lead, outer = outer[1], None
        if within and lead is not None and line.item:
            found[number] = lead
            if opened is not None:
                outer, lead, since = (_mark(text, line), lead), opened, number
        elif opened is not None:
            lead, outer, since = opened, None, number
        elif within and lead is not None:
            if _open(stretch, lines, number, since):
                found[number] = lead
            elif not (_GERUND.match(stretch) and stretch[-1] in ",;"):
                lead = None
    return {n: lead for n, lead in found.items() if not _announces(text[slice(*lead)])}


def _mark(text: str, line: Line) -> str:
    """The kind of number before an item: "9." for figures, "(i)" for letters in brackets."""
    before = text[text.rfind("\n", 0, line.start) + 1 : line.start].split()
    return _LETTER.sub("i", _FIGURE.sub("9", before[-1])) if before else ""


def _lead(text: str, line: Line, following: Line | None) -> tuple[int, int] | None:
    """The words at the end of a paragraph that a list goes on with."""
    if following is None or line.end - line.start < 4:
        return None
    stretch = text[line.start : line.end]
    if stretch[-1] == ":":
        start = line.start + max((m.end() for m in _LAST_SENTENCE.finditer(stretch)), default=0)
        return (start, line.end - 1) if line.end - start <= _LONGEST_LEAD else None
    if (
        _OPEN.search(stretch)
        and not line.item
        and (following.item or text[following.start].islower())
    ):
        return (line.start, line.end)
    if stretch[-1] == "," and not line.item and (name := _opening_name(stretch)):
        return (line.start, line.start + name)
    bare = stretch[-1] in ",—–-" or (line.heading and following.item)
    if line.item or not bare or len(stretch) > _LONGEST_LEAD // 4 or _GERUND.match(stretch):
        return None
    return (line.start, line.end - (stretch[-1] in ",—–-")) if _names_body(stretch) else None


def _opening_name(stretch: str) -> int:
    """The length of the names with which minutes begin: "Chad and Niger, meeting in Bamako,"."""
    name = stretch.split(",", 1)[0]
    joined = " and " in name and name != stretch[:-1]
    return len(name) if joined and name[0].isupper() and len(name.split()) <= _NAMES else 0


def _names_body(stretch: str) -> bool:
    """Whether a line is but a name with which a resolution begins: "The Security Council,"."""
    found = _WORD.findall(stretch)
    return bool(found) and found[0] in {"The", "THE"} and len(found) <= len("The Sides of it")


def _announces(lead: str) -> bool:
    """Whether words only announce a list: "The parties agreed on the following points"."""
    found = [word.lower() for word in _WORD.findall(lead)]
    return not words("layout", "announcing").isdisjoint(found[-6:])


def _open(stretch: str, lines: Sequence[Line], number: int, since: int) -> bool:
    """Whether a line without a bullet goes on with a list: it has no stop, or it is the last."""
    if lines[number - 1].item or stretch[:1] in '"“«‘':
        return False
    if stretch[-1] in ";," or stretch[:1].islower():
        return True
    return stretch[-1].isalnum() and len(stretch) < _LONGEST_LEAD // 2 and number - since < _MOST
