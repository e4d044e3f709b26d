"""Pictures as SVG: parties told apart by colour, by dashes and by marks.

The drawing stands on its own, with colours as attributes; a page may override them by class, for
instance in the dark.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape

from detente.explaining.layout import (
    GAP,
    LINE_HEIGHT,
    MARGIN,
    MOST_LINES,
    PADDING,
    SMALL,
    TEXT,
    Box,
    Line,
    Picture,
    fit,
    place,
    text_width,
)
from detente.explaining.surroundings import Surroundings
from detente.explaining.wording import Wording
from detente.inert import inert
from detente.model.findings import Step
from detente.model.state import State

__all__ = ["COLOURS", "DASHES", "Live", "draw", "picture"]

COLOURS = ("#0b5394", "#a83e06", "#00664a", "#7d3474", "#6b5200", "#454f59")
DASHES = ("none", "7 4", "2 3", "10 3 2 3", "14 4", "5 2 1 2 1 2")
LEGEND = (
    "thick line, filled label: the mover gains",
    "+ chosen, − dropped, compared with the status quo",
)
SIGNS = {1: "gains", 0: "no change", -1: "loses"}
WITHIN = 138.0  # width of the text of a state
CHANGES = 4  # changes named of one state
FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"


@dataclass(frozen=True, slots=True)
class Live:
    """What a picture to work with adds: where states lead, verdicts on them, a path to follow.

    ``link`` gives the address that the box of a state leads to, ``verdict`` a line that heads it;
    ``holds`` brings out the states that hold. ``steps`` are the path, ``at`` where one is on it.
    """

    link: Callable[[State], str]
    verdict: Callable[[State], str]
    holds: Callable[[State], bool]
    steps: tuple[Step, ...] = ()
    at: State | None = None

    def follows(self, source: State, target: State) -> bool:
        """Whether the path takes this move."""
        return any((step.source, step.target) == (source, target) for step in self.steps)


def picture(around: Surroundings, words: Wording, live: Live | None = None) -> Picture:
    """The layout of the states around the status quo."""
    texts: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}
    for state in around.states:
        heads = tuple(fit(around.tag(state).upper(), WITHIN, SMALL, 2))
        heads += tuple(fit(inert(live.verdict(state)), WITHIN, SMALL, 2)) if live else ()
        texts[state.signs] = (heads, tuple(_name(around, words, state)))
    return place(
        [[state.signs for state in row] for row in around.rows],
        texts,
        [(arc.source.signs, arc.target.signs) for arc in around.arcs],
        [_label(words, arc.party, arc.gain) for arc in around.arcs],
    )


def _name(around: Surroundings, words: Wording, state: State) -> Iterator[str]:
    """The lines that name a state: the status quo in full, others by what is different there."""
    changes = list(words.differences(around.states[0], state))
    if state == around.states[0] or not changes:
        changes = [words.short(state)[1:-1]]
    for change in changes[:CHANGES]:
        yield from fit(
            inert(change, breaks=False), WITHIN, TEXT, MOST_LINES if len(changes) == 1 else 2
        )
    if len(changes) > CHANGES:
        yield f"and {len(changes) - CHANGES} more"


def _label(words: Wording, party: str, gain: int) -> str:
    name = inert(words.conflict.party(party).name, breaks=False)
    sign = SIGNS[gain]
    return fit(f"{name} {sign}", 128, SMALL, 1)[0]


def draw(
    around: Surroundings,
    words: Wording,
    title: str,
    description: str,
    id: str,  # noqa: A002
    live: Live | None = None,
) -> str:
    """The picture as an SVG element with a title, a description and a legend."""
    laid = picture(around, words, live)
    legend, height = _legend(around, words, laid.width, laid.height)
    role = "group" if live else "img"  # of a picture with links in it
    kind = "states following" if live and live.steps else "states"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="{kind}" role="{role}" '
        f'aria-labelledby="{id}-title {id}-desc" viewBox="0 0 {_n(laid.width)} {_n(height)}" '
        f'width="{_n(laid.width)}" height="{_n(height)}" font-family="{escape(FONT)}" '
        f'font-size="{_n(TEXT)}">',
        f'<title id="{id}-title">{_safe(title)}</title>',
        f'<desc id="{id}-desc">{_safe(description)}</desc>',
        *(_line(around, line, live) for line in laid.lines),
        *(part for box in laid.states for part in _linked(around, box, live)),
        *(part for box in laid.labels for part in _chip(around, box)),
        *legend,
        "</svg>",
    ]
    return "\n".join(parts)


def _safe(text: str) -> str:
    return escape(inert(text, breaks=False))


def _n(number: float) -> str:
    return f"{round(number, 1):g}"


def _style(around: Surroundings, party: str) -> int:
    return around.parties.index(party) % len(COLOURS)


def _line(around: Surroundings, line: Line, live: Live | None) -> str:
    arc = around.arcs[line.number]
    style = _style(around, arc.party)
    on = " on" if live and live.follows(arc.source, arc.target) else ""
    (x0, y0), (x1, y1), (x2, y2) = line.start, line.bend, line.end
    middle = (y0 + y1) / 2
    path = f"M{_n(x0)} {_n(y0)}C{_n(x0)} {_n(middle)} {_n(x1)} {_n(middle)} {_n(x1)} {_n(y1 - 6)}"
    path += f"L{_n(x2)} {_n(y2 - 6)}"
    head = f"M{_n(x2 - 4)} {_n(y2 - 8)}L{_n(x2 + 4)} {_n(y2 - 8)}L{_n(x2)} {_n(y2)}Z"
    width = "2.4" if arc.gain > 0 else "1.2"
    return (
        f'<path class="s{style}{on}" d="{path}" fill="none" stroke="{COLOURS[style]}" '
        f'stroke-width="{width}" stroke-dasharray="{DASHES[style]}"/>'
        f'<path class="f{style}{on}" d="{head}" fill="{COLOURS[style]}"/>'
    )


def _linked(around: Surroundings, box: Box, live: Live | None) -> Iterator[str]:
    if live is None:
        yield from _state(around, box)
        return
    state = next(state for state in around.states if state.signs == box.key)
    kind = "holds" if live.holds(state) else "fails"
    kind += " at" if state == live.at else ""
    yield f'<a class="{kind}" href="{escape(live.link(state))}">'
    yield from _state(around, box)
    yield "</a>"


def _state(around: Surroundings, box: Box) -> Iterator[str]:
    state = next(state for state in around.states if state.signs == box.key)
    tag = around.tag(state)
    kind = (
        "here" if "status quo" in tag else "end" if "reached" in tag or "cycle" in tag else "state"
    )
    width = "2.4" if tag else "1"
    yield _rect(box, f'class="box {kind}" rx="6" fill="#ffffff" stroke="#3d4852"', width)
    if kind == "here":
        inner = Box(box.x + 3, box.y + 3, box.width - 6, box.height - 6)
        yield _rect(inner, 'class="box inner" rx="4" fill="none" stroke="#3d4852"', "1")
    for number, text in enumerate(box.text):
        size = SMALL if number < box.heads else TEXT
        weight = ' font-weight="600"' if number < box.heads else ""
        y = box.y + PADDING + (number + 0.78) * LINE_HEIGHT
        yield (
            f'<text class="ink" x="{_n(box.middle)}" y="{_n(y)}" text-anchor="middle" '
            f'font-size="{_n(size)}"{weight} fill="#1c2430">{escape(text)}</text>'
        )


def _rect(box: Box, how: str, width: str) -> str:
    return (
        f'<rect x="{_n(box.x)}" y="{_n(box.y)}" width="{_n(box.width)}" height="{_n(box.height)}" '
        f'{how} stroke-width="{width}"/>'
    )


def _chip(around: Surroundings, box: Box) -> Iterator[str]:
    arc = around.arcs[int(box.key)]
    style = _style(around, arc.party)
    gains = arc.gain > 0
    fill = f'class="f{style}" fill="{COLOURS[style]}"'
    if not gains:
        fill = f'class="box s{style}" fill="#ffffff"'
    yield _rect(box, f'{fill} rx="8" stroke="{COLOURS[style]}"', "1")
    ink = 'class="onparty" fill="#ffffff"' if gains else f'class="f{style}" fill="{COLOURS[style]}"'
    yield _mark(style, box.x + 12, box.y + box.height / 2, ink)
    yield (
        f'<text {ink} x="{_n(box.x + 22)}" y="{_n(box.y + 12.5)}" font-size="{_n(SMALL)}">'
        f"{escape(box.text[0])}</text>"
    )


_PLUS = (
    *((-5, -2), (-2, -2), (-2, -5), (2, -5), (2, -2), (5, -2)),
    *((5, 2), (2, 2), (2, 5), (-2, 5), (-2, 2), (-5, 2)),
)


def _mark(style: int, x: float, y: float, how: str) -> str:
    """The mark of a party: circle, square, triangle, diamond, cross, bar."""
    if style == 0:
        return f'<circle cx="{_n(x)}" cy="{_n(y)}" r="4" {how}/>'
    shapes = (
        (),
        ((-4, -4), (4, -4), (4, 4), (-4, 4)),
        ((0, -5), (5, 4), (-5, 4)),
        ((0, -5), (5, 0), (0, 5), (-5, 0)),
        _PLUS,
        ((-5, -2), (5, -2), (5, 2), (-5, 2)),
    )
    points = " ".join(f"{_n(x + dx)},{_n(y + dy)}" for dx, dy in shapes[style])
    return f'<polygon points="{points}" {how}/>'


def _legend(
    around: Surroundings, words: Wording, width: float, top: float
) -> tuple[list[str], float]:
    """The legend below the picture, wrapped to its width, and the height of all."""
    parts: list[str] = []
    x, y = MARGIN, top + 16
    entries = [(party, inert(words.conflict.party(party).name)) for party in around.parties]
    for party, name in [*entries, *(("", text) for text in LEGEND)]:
        text = fit(name, width - 90, SMALL, 1)[0]
        needed = (text_width(text, SMALL) + 58) if party else text_width(text, SMALL)
        if x > MARGIN and x + needed > width - MARGIN:
            x, y = MARGIN, y + 20
        parts += _entry(around, party, text, x, y)
        x += needed + 2 * GAP
    return parts, y + 14


def _entry(around: Surroundings, party: str, text: str, x: float, y: float) -> Iterator[str]:
    if party:
        style = _style(around, party)
        yield (
            f'<path class="s{style}" d="M{_n(x)} {_n(y)}h34" stroke="{COLOURS[style]}" '
            f'stroke-width="2" stroke-dasharray="{DASHES[style]}" fill="none"/>'
        )
        yield _mark(style, x + 44, y, f'class="f{style}" fill="{COLOURS[style]}"')
        x += 54
    yield (
        f'<text class="ink" x="{_n(x)}" y="{_n(y + 4)}" font-size="{_n(SMALL)}" fill="#1c2430">'
        f"{escape(text)}</text>"
    )
