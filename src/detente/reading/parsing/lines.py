"""Which lines of a text carry on a paragraph: those that were broken at some width."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from detente.reading.naming.parties import role
from detente.reading.words.forms import words
from detente.reading.words.tokens import FILLER

__all__ = ["BULLET", "Lines", "paragraphs", "unwrapped"]

_LINE = re.compile(r"[^\r\n\f\v\x1c-\x1e\x85\u2028\u2029]+")
BULLET = re.compile(
    r"(?:[-*•·–—▪◦●■►▶‣]|\d{1,2}(?:\.\d{1,2})*[.)]|\((?:[a-z]|\d{1,2}|[ivx]{1,4})\)|(?:[a-z]|[ivx]{1,4})\))\s+"
)
_NUMBER = re.compile(r"\d{1,2}[.)]")
_OPEN = re.compile(
    r"\b(?:the|a|an|of|to|in|with|and|or|by|for|on|at|from|that|which|who|its|their|his|her|our|as|than|"
    r"into|over|between|against|not|would|will|shall|could|should|may|must|has|have|had|is|are|was|were|"
    r"be|been|said|if|when|because|while|but)$",
    re.IGNORECASE,
)
_ENDS = frozenset('.!?…:;"”’»)]')
_WIDEST = 130  # columns to which lines are broken by hand or by machine
_NARROWEST = 24
_OPEN_ENDED = 30  # columns from which a line that ends in "the" was broken there
_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}\b")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line without the blanks around it, and the column at which it ends."""

    start: int
    end: int
    column: int


class Lines:
    """The lines of a text that hold something, and the width to which they were broken."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = tuple(_lines(text))
        self.width = 0
        self.width = self._width()

    def _width(self) -> int:
        """The width to which lines were broken; 0 where no line runs on for sure."""
        pairs = list(zip(self.lines, self.lines[1:], strict=False))
        adjacent = [(one, two) for one, two in pairs if self._adjacent(one, two)]
        sure = [one.column for one, two in adjacent if self._surely(one, two)]
        if not sure or len(sure) * 6 < len(adjacent):
            return 0
        return max(sure) if _NARROWEST <= max(sure) <= _WIDEST else 0

    def _adjacent(self, one: _Line, two: _Line) -> bool:
        """Whether no empty line stands between two lines."""
        between = self.text[one.end : two.start]
        return between.count("\n") <= 1 and between.count("\r") <= 1

    def _surely(self, one: _Line, two: _Line) -> bool:
        """Whether the words alone tell that the second line carries on the first."""
        text = self.text
        last, first = text[one.end - 1], text[two.start]
        if last in ":" or text[one.start] == "#" or self._bullet(one, two):
            return False
        if first.islower() or first in ",;)":
            return True
        tail = text[max(one.start, one.end - 24) : one.end]
        if one.column < _OPEN_ENDED:
            return False  # a short heading: "Washington leans in"
        return (
            last in ",–—"
            or _OPEN.search(tail) is not None
            or (one.start > self.lines[0].start and self._titled(tail))
        )

    def _titled(self, tail: str) -> bool:
        """Whether a line ends in the title of somebody whose name follows: "President"."""
        word = tail.rsplit(None, 1)[-1] if tail.split() else ""
        return word[:1].isupper() and word[1:].islower() and role(word.lower()) == "persons"

    def _bullet(self, one: _Line, two: _Line) -> bool:
        """Whether the second line begins an item, and no number or dash of a sentence."""
        text = self.text
        mark = BULLET.match(text, two.start)
        if mark is None:
            return False
        if text[one.end - 1] in _ENDS or self._adjacent(one, two) is False:
            return True
        if BULLET.match(text, one.start):
            return True
        numbered = _NUMBER.match(text, two.start) is not None
        inner = text[mark.end() : mark.end() + 1].islower() or numbered
        full = bool(self.width) and self._full(one, two)
        return not (inner and full)

    def _full(self, one: _Line, two: _Line) -> bool:
        """Whether the first word of the second line had no room on the first."""
        word = self.text[two.start : two.end].split(None, 1)[0]
        return one.column + 1 + len(word) > self.width

    def run_on(self, one: _Line, two: _Line) -> bool:
        """Whether the second line carries on the paragraph of the first."""
        if not self._adjacent(one, two) or self._bullet(one, two):
            return False
        if self._surely(one, two):
            return True
        if not self.width or not one.column <= self.width or _CLOCK.match(self.text, two.start):
            return False
        return self._full(one, two) and self.text[one.end - 1] != ":"


def _lines(text: str) -> Iterator[_Line]:
    for match in _LINE.finditer(text):
        start, end = match.span()
        stretch = match.group()
        first = start + len(stretch) - len(stretch.lstrip())
        last = end - len(stretch) + len(stretch.rstrip())
        if first < last:
            yield _Line(first, last, last - start)


def paragraphs(text: str) -> list[tuple[int, int]]:
    r"""Where the paragraphs of a text begin and end.

    Examples
    --------
    >>> paragraphs("Norland refused and\nleft.\nThe envoys stayed.")
    [(0, 25), (26, 44)]
    """
    lines = Lines(text)
    found: list[tuple[int, int]] = []
    for k, line in enumerate(lines.lines):
        if found and lines.run_on(lines.lines[k - 1], line):
            found[-1] = (found[-1][0], line.end)
        else:
            found.append((line.start, line.end))
    return found


def unwrapped(text: str, stretches: Sequence[tuple[int, int]]) -> str:
    """The text with each of its paragraphs on one line; a word that a hyphen parts is one."""
    pieces, at = [], 0
    for start, end in stretches:
        pieces += [text[at:start], _on_one_line(text[start:end])]
        at = end
    return "".join((*pieces, text[at:]))


_BREAK = re.compile(r"[ ]*[\r\n\f\v\x1c-\x1e\x85\u2028\u2029][\s]*")
_HYPHEN = re.compile(r"([^\W\d_]+)-([ ]*[\r\n]+[ ]*)([a-z]+)")


def _on_one_line(paragraph: str) -> str:
    if _BREAK.search(paragraph) is None:
        return paragraph
    joined = _HYPHEN.sub(_joined, paragraph)
    return _BREAK.sub(lambda match: " " * len(match.group()), joined)


def _joined(match: re.Match[str]) -> str:
    """A word parted at the end of a line; a hyphen that belongs to it stays."""
    first, gap, rest = match.groups()
    own = first.lower() in words("grammar", "hyphened")
    return first + ("-" if own else FILLER) + FILLER * len(gap) + rest
