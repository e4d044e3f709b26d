"""The brief in the terminal: plain where nobody looks on, calm colours where somebody does.

All text goes through `inert` and is printed as text, never as markup, so that a report can
neither colour nor move anything.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import IO

from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from detente.explaining.brief import (
    Block,
    Brief,
    Cell,
    Definitions,
    Figure,
    Heading,
    Listing,
    Note,
    Paragraph,
    Quotation,
    Section,
    Sentence,
    Table,
)
from detente.explaining.words import day, quoted
from detente.inert import inert

__all__ = ["NARROWEST", "WIDEST", "print_brief", "render_text"]

NARROWEST, WIDEST = 40, 120
COLUMN = 13  # characters that a column needs at least; else a table is told row by row
MOST_SIGNS = 6
STYLES = {"good": "green", "bad": "red", "quote": "italic", "number": "", "code": "", "plain": ""}


def render_text(brief: Brief, width: int = 100) -> str:
    """The brief as plain text, without colours or escapes."""
    out = io.StringIO()
    console = Console(
        file=out,
        width=max(NARROWEST, width),
        color_system=None,
        force_terminal=False,
        legacy_windows=False,
        markup=False,
        highlight=False,
        emoji=False,
        _environ={},
    )
    console.print(_Writer(brief, console.width).whole())
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().rstrip().split("\n"))


def print_brief(brief: Brief, file: IO[str] | None = None, width: int | None = None) -> None:
    """Print the brief: with colours if the file is a terminal, else plainly."""
    console = Console(file=file, width=width, markup=False, highlight=False, emoji=False)
    if not console.is_terminal:
        console.file.write(render_text(brief, width or 100))
        return
    columns = max(NARROWEST, min(console.width, WIDEST))
    console.print(_Writer(brief, columns).whole(), width=columns)


def _text(text: str, style: str = "", *, breaks: bool = False) -> Text:
    return Text(inert(text, breaks=breaks), style=style)


class _Writer:
    """One brief on its way to the console."""

    def __init__(self, brief: Brief, width: int) -> None:
        self.brief = brief
        self.width = width
        self._labels = {one.id: (one.kind, one.label) for one in brief.references}

    def whole(self) -> RenderableType:
        """The brief from title to evidence."""
        parts: list[RenderableType] = [_text(self.brief.title, "bold"), *self._dated(), Text()]
        for section in self.brief.sections:
            parts += [*self._section(section)]
        parts += [*self._evidence()]
        return Group(*parts)

    def _dated(self) -> Iterator[Text]:
        if self.brief.as_of:
            yield _text(f"as of {day(self.brief.as_of)}", "dim")

    def _section(self, section: Section) -> Iterator[RenderableType]:
        yield from self._title(f"{self.brief.numbers[section.id]}  {section.title}")
        for block in section.blocks:
            yield from self._block(block)
            if not isinstance(block, Table | Heading):
                yield Text()

    def _title(self, text: str) -> Iterator[RenderableType]:
        title = _text(text, "bold")
        yield title
        yield Text("─" * min(self.width, title.cell_len), style="dim")

    def _block(self, block: Block) -> Iterator[RenderableType]:
        match block:
            case Heading(text=text):
                yield _text(text, "bold")
            case Paragraph(sentences=sentences, tone=tone):
                yield self._say(sentences, "dim" if tone == "quiet" else "")
            case Listing():
                yield from self._listing(block)
            case Definitions(entries=entries):
                for term, meaning in entries:
                    yield _text(term, "bold")
                    yield Padding(self._say(meaning), (0, 0, 0, 4))
            case Figure():
                yield from self._figure(block)
            case Quotation(text=text, by=by):
                yield Padding(_text(f"{quoted(text)} {by}"), (0, 0, 0, 4))
            case Table():
                yield from self._table(block)

    def _say(self, sentences: Sequence[Sentence | Note], style: str = "") -> Text:
        """Sentences with signs for what they rest on."""
        said = Text(style=style)
        for number, sentence in enumerate(sentences):
            said.append(" " if number else "")
            said.append_text(_text(sentence.text))
            if isinstance(sentence, Sentence):
                said.append(" (analyst’s inference)" if sentence.inference else "", "dim")
                said.append_text(self._signs(sentence.evidence))
        return said

    def _signs(self, evidence: Sequence[str]) -> Text:
        known = dict.fromkeys(self._labels[id] for id in evidence if id in self._labels)  # noqa: A001
        order = ("result", "model", "quote")
        labels = [
            "model" if label == "result" else label
            for kind in order
            for found, label in known
            if found == kind
        ]
        if not labels:
            return Text()
        more = f" +{len(labels) - MOST_SIGNS}" if len(labels) > MOST_SIGNS else ""
        return _text(f" [{' '.join(labels[:MOST_SIGNS])}{more}]", "dim")

    def _listing(self, block: Listing) -> Iterator[RenderableType]:
        for number, entry in enumerate(block.entries, 1):
            grid = Grid.grid(padding=(0, 1))
            grid.add_column(width=3, justify="right")
            grid.add_column(ratio=1)
            grid.add_row(Text(f"{number}." if block.ordered else "–"), self._say(entry))
            yield grid

    def _figure(self, block: Figure) -> Iterator[RenderableType]:
        yield _text(block.title, "bold")
        for line in block.lines:
            yield Padding(_text(line), (0, 0, 0, 2))
        if block.caption:
            yield self._say(block.caption, "dim")

    # -- tables --------------------------------------------------------------------------------

    def _table(self, block: Table) -> Iterator[RenderableType]:
        yield _text(block.caption, "bold")
        if self.width < COLUMN * len(block.head):
            yield from self._stacked(block)
            return
        grid = Grid(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 2, 0, 0), expand=False)
        for number, head in enumerate(block.head):
            grid.add_column(_text(head), overflow="fold", ratio=None, min_width=4 if number else 6)
        for row in block.rows:
            fields: list[RenderableType] = []
            for cell in row:
                fields.append(self._field(cell))
                fields += [Text("″", style="dim")] * (cell.span - 1)
            grid.add_row(*fields)
        yield grid

    def _stacked(self, block: Table) -> Iterator[RenderableType]:
        for row in block.rows:
            first, *others = row
            yield self._field(first)
            place = 1
            for cell in others:
                head = block.head[place] if cell.span == 1 else "all"
                line = _text(f"{head}: ", "dim")
                yield Padding(line.append_text(self._field(cell)), (0, 0, 0, 3))
                place += cell.span

    def _field(self, cell: Cell) -> Text:
        field = _text(cell.text, STYLES[cell.tone])
        names = [self._labels[id] for id in cell.shows if id in self._labels]  # noqa: A001
        if names and names[0][0] == "model":
            field = _text(f"{names[0][1]} ", "dim").append_text(field)
        if cell.guessed:
            field.append(" ◇ guess" if cell.text else "◇ guess", "yellow")
        for note in cell.notes:
            if note:
                field.append("\n" if field.plain else "")
                field.append_text(_text(note, "dim"))
        return field.append_text(self._signs(cell.evidence))

    def _evidence(self) -> Iterator[RenderableType]:
        quotes = [one for one in self.brief.references if one.kind == "quote"]
        if quotes:
            yield from self._title("Evidence")
        for one in quotes:
            grid = Grid.grid(padding=(0, 1))
            grid.add_column(width=4, justify="right")
            grid.add_column(ratio=1)
            words = _text(quoted(one.text))
            words.append_text(_text(f"  {one.source}, characters {one.start}–{one.end}", "dim"))
            grid.add_row(Text(one.label), words)
            yield grid
