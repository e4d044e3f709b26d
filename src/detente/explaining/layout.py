"""Where the parts of the picture stand: rows of boxes, labels on them, lines between the rows.

Nothing here knows of SVG. Labels of moves sit on the box that the move leads to, and lines run
in the free space between two rows only, so that no text can be crossed or covered.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

__all__ = ["MOST_LINES", "Box", "Line", "Picture", "fit", "place", "text_width"]

BOX, GAP, MARGIN = 158.0, 14.0, 12.0
BETWEEN = 46.0  # free height between rows, for the lines
LABEL_HEIGHT, LINE_HEIGHT, PADDING = 19.0, 15.0, 8.0
TEXT, SMALL = 12.0, 11.0
MOST_LINES = 5
_NARROW = frozenset("iljtfrI.,;:'’‘|!()[]·-–/ ")
_WIDE = frozenset("mwMWQ@%—…")


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle with lines of text, the first ``heads`` of which are headings."""

    x: float
    y: float
    width: float
    height: float
    text: tuple[str, ...] = ()
    key: str = ""
    heads: int = 0

    @property
    def middle(self) -> float:
        """The middle, from the left."""
        return self.x + self.width / 2

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.height

    def overlaps(self, other: Box) -> bool:
        """Whether the two share an area."""
        return (
            self.x < other.x + other.width
            and other.x < self.x + self.width
            and self.y < other.bottom
            and other.y < self.bottom
        )


@dataclass(frozen=True, slots=True)
class Line:
    """A line from the lower edge of one box to the labels on another, by way of ``bend``."""

    number: int
    start: tuple[float, float]
    bend: tuple[float, float]
    end: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Picture:
    """Boxes for states, labels for moves, and the lines of the moves."""

    width: float
    height: float
    states: tuple[Box, ...]
    labels: tuple[Box, ...]
    lines: tuple[Line, ...]


def text_width(text: str, size: float) -> float:
    """A safe estimate of the width of a text in a plain typeface."""
    return size * sum(_advance(sign) for sign in text)


def _advance(sign: str) -> float:
    if sign in _NARROW:
        return 0.4
    if sign in _WIDE or ord(sign) > 0x2E80:
        return 1.0
    return 0.74 if sign.isupper() else 0.62


def fit(text: str, width: float, size: float, most: int = MOST_LINES) -> tuple[str, ...]:
    """The text broken into lines no wider than ``width``; cut with an ellipsis if too long.

    Examples
    --------
    >>> fit("attack, consequences, talks", 100, 12)
    ('attack,', 'consequences,', 'talks')
    """
    lines: list[str] = []
    now = ""
    for word in _pieces(text, width, size):
        longer = f"{now} {word}" if now else word
        if now and text_width(longer, size) > width:
            lines.append(now)
            now = word
        else:
            now = longer
    lines += [now] if now else []
    if len(lines) <= most:
        return tuple(lines)
    last = lines[most - 1]
    while last and text_width(f"{last} …", size) > width:
        last = last[:-1]
    return (*lines[: most - 1], f"{last} …")


def _pieces(text: str, width: float, size: float) -> list[str]:
    """The words of a text, those wider than a line cut."""
    pieces: list[str] = []
    for word in text.split():
        piece = ""
        for sign in word:
            if piece and text_width(piece + sign, size) > width:
                pieces.append(piece)
                piece = ""
            piece += sign
        pieces.append(piece)
    return pieces


def place(
    rows: Sequence[Sequence[str]],
    texts: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]],
    arcs: Sequence[tuple[str, str]],
    labels: Sequence[str],
) -> Picture:
    """Place rows of states, top down, and the arcs between neighbouring rows.

    Parameters
    ----------
    rows:
        The keys of the states of each row.
    texts:
        The lines of text of each state: its headings and its name.
    arcs, labels:
        The moves as pairs of keys, with the text of each.
    """
    width = max(len(row) for row in rows) * (BOX + GAP) - GAP + 2 * MARGIN
    states: dict[str, Box] = {}
    tops: dict[str, float] = {}
    chips: list[Box] = []
    y = MARGIN
    for row in rows:
        into = {key: [n for n, arc in enumerate(arcs) if arc[1] == key] for key in row}
        stack = max(len(numbers) for numbers in into.values()) * LABEL_HEIGHT
        height = max(len(texts[key][0] + texts[key][1]) for key in row) * LINE_HEIGHT + 2 * PADDING
        x = (width - len(row) * (BOX + GAP) + GAP) / 2
        for key in row:
            heads, name = texts[key]
            states[key] = Box(x, y + stack, BOX, height, heads + name, key, len(heads))
            tops[key] = y
            for place_, number in enumerate(into[key]):
                top = y + stack - (len(into[key]) - place_) * LABEL_HEIGHT
                chip = (labels[number],)
                chips.append(Box(x, top, BOX, LABEL_HEIGHT - 2, chip, str(number)))
            x += BOX + GAP
        y += stack + height + BETWEEN
    lines = tuple(_lines(states, tops, chips, arcs))
    return Picture(width, y - BETWEEN + MARGIN, tuple(states.values()), tuple(chips), lines)


def _lines(
    states: Mapping[str, Box],
    tops: Mapping[str, float],
    chips: Sequence[Box],
    arcs: Sequence[tuple[str, str]],
) -> list[Line]:
    lines = []
    for number, (source, target) in enumerate(arcs):
        leaving = [n for n, arc in enumerate(arcs) if arc[0] == source]
        arriving = [n for n, arc in enumerate(arcs) if arc[1] == target]
        start = _spread(states[source], leaving, number, 16.0)
        end = _spread(states[target], arriving, number, 28.0)
        own = [chip for chip in chips if int(chip.key) in arriving]
        top = min(chip.y for chip in own)
        lines.append(Line(number, (start, states[source].bottom), (end, tops[target]), (end, top)))
    return lines


def _spread(box: Box, numbers: Sequence[int], number: int, by: float) -> float:
    """Where on an edge of the box the line of this number starts or ends."""
    by = min(by, (box.width - 24) / max(1, len(numbers)))
    return box.middle + (numbers.index(number) - (len(numbers) - 1) / 2) * by
