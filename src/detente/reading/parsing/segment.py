"""Blocks, headings, quotations and sentences, all with exact offsets."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from detente.model.text import Document
from detente.reading.parsing.asides import without_asides
from detente.reading.parsing.fair_copy import fair_copy
from detente.reading.parsing.furniture import DATELINE, is_furniture
from detente.reading.parsing.lines import BULLET, paragraphs, unwrapped
from detente.reading.parsing.lists import Line, leads
from detente.reading.parsing.telegraphic import is_telegraphic
from detente.reading.parsing.turns import Label, labels

__all__ = ["Block", "Layout", "Quote", "Sentence", "lay_out"]

_CLOCK = re.compile(
    r"\d{1,2}[:.]\d{2}(?:\s?(?:GMT|UTC|CET|BST|EST|EDT|[ap]\.?m\.?))?(?:\s*[-–—:|])?\s+"
)
_MARKUP = re.compile(r"#{1,6}\s+")
_END = re.compile(
    r"(?<![.!?…])[.!?…]++(?:[\"”’')\]]| ?»)*+(?=\s|$)|(?<=[.!?][\"”’])(?=[A-Z“\"])"
    r"|(?<=[a-z]{3}[.!?])(?=[A-Z][a-z])"
)
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof gen lt col maj sgt capt adm st sen rep gov pres hon rev jan feb mar apr jun "
    "jul aug sep sept oct nov dec vs etc inc ltd co corp jr sr fig art approx dept est u.s "
    "u.k u.n e.u p.m a.m i.e e.g mt ft brig amb".split()
)
_SIGNED = re.compile(r" ?[-–—] ?[A-Z][^.!?\n\"“”:]{2,80}[.]?\s*$")  # a name behind a quotation
_QUOTED_BY = re.compile(r"[.!?,][\"”»] ?[-–—] ?[A-Z]")
_INITIALS = re.compile(r"[A-Z](\.-?[A-Z])*")
_BEFORE_NUMBERS = frozenset(("no", "nos"))
_MAY_END = frozenset("u.s u.k u.n e.u p.m a.m etc inc co".split())  # with or without a sentence
_LONGEST = 4000
_PART = re.compile(r";(?= )")
_MARKS = '"“«„'  # that open a quotation
_FEW = 3  # lines of a text that can hardly be all headings


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading or entry; ``start`` is after any dateline, clock or bullet.

    ``item`` tells that a bullet or number stands before it, ``label`` who speaks in a transcript,
    ``lead`` the words before a list that an item of it goes on with,
    ``carried`` that its quotation goes on with that of the paragraph before or is led in there.
    """

    start: int
    end: int
    heading: bool = False
    entry: bool = False
    item: bool = False
    label: Label | None = None
    lead: tuple[int, int] | None = None
    carried: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, with the number of its block; ``leads`` tells that a list goes on with it."""

    start: int
    end: int
    block: int
    leads: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation, marks included; ``open`` where no mark closes it."""

    start: int
    end: int
    open: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """How a text is laid out; ``text`` is its fair copy, with each paragraph on one line.

    ``telegraphic`` tells the style of trackers: "Peru 15 Sept dismissed demand; same day ...".
    """

    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    quotes: tuple[Quote, ...]
    text: str
    telegraphic: bool = False

    def quote_at(self, place: int) -> Quote | None:
        """The quotation that holds the character at ``place``."""
        k = bisect_right(self.quotes, place, key=lambda quote: quote.start) - 1
        return self.quotes[k] if k >= 0 and place < self.quotes[k].end else None

    def quoted(self, start: int, end: int) -> bool:
        """Whether a quotation reaches into ``start`` to ``end``."""
        k = bisect_right(self.quotes, start, key=lambda quote: quote.start) - 1
        near = self.quotes[max(k, 0) : k + 2]
        return any(quote.start < end and start < quote.end for quote in near)


def _heading(text: str, start: int, end: int) -> bool:
    if text[start] == "#":
        return True
    if text[start] in _MARKS and _QUOTED_BY.search(text, start, end):
        return False
    if text[end - 1] == "?":
        return text.count(" ", start, end) < 8
    return end - start <= 160 and text[end - 1] not in ".!…:;,\"”’'»)"


def _block(source: str, text: str, start: int, end: int) -> Block:
    """A paragraph of the fair copy; signs that capitals tell are looked for in the source."""
    bullet = BULLET.match(text, start, end)
    if is_furniture(text[start:end]) or (bullet is None and _heading(text, start, end)):
        mark = _MARKUP.match(text, start, end)
        return Block(mark.end() if mark else start, end, True)
    if bullet is not None:
        start = bullet.end()
    entry = _CLOCK.match(text, start, end)
    if lead := entry or DATELINE.match(source, start, min(end, start + 120)):
        start = lead.end()
    if start >= end:
        return Block(start - 1, end, True)
    return Block(start, end, False, entry is not None, bullet is not None)


def _turn(text: str, start: int, end: int, label: Label) -> Block:
    """A paragraph of a transcript that begins with who speaks."""
    heading = label.body >= end
    return Block(start if heading else label.body, end, heading, label=label)


def _blocks(source: str, text: str, stretches: Sequence[tuple[int, int]]) -> tuple[Block, ...]:
    """The blocks of a text; where no line of it ends in a stop, none is a heading."""
    named = labels(source, stretches)
    found = tuple(
        _turn(text, *stretch, named[number]) if number in named else _block(source, text, *stretch)
        for number, stretch in enumerate(stretches)
    )
    lines = [Line(one.start, one.end, one.item, one.heading) for one in found]
    led = leads(text, lines)
    found = tuple(
        replace(one, lead=led[number], heading=False) if number in led and not one.label else one
        for number, one in enumerate(found)
    )
    if len(found) < _FEW and all(
        one.heading and text[one.start - 2 : one.start] != "# " for one in found
    ):
        return tuple(replace(one, heading=False) for one in found)
    return found


_MARKS = '"“«„'


def _quotes(text: str, block: Block) -> Iterator[Quote]:
    """Quotations of one block; one left open ends with the block."""
    since: int | None = None
    mark = ""
    for match in re.finditer(r"[\"“”«»„]|``|''|[‘’']", text[block.start : block.end]):
        place, sign = match.start() + block.start, match.group()
        before = text[place - 1] if place > block.start else " "
        after = text[match.end() + block.start : match.end() + block.start + 1] or " "
        if since is None:
            opens = sign in '"“«„``' or (
                sign in "‘'" and not before.isalnum() and (after.isalnum() or after in '"“')
            )
            if opens and not (sign == "'" and not _closes_later(text, place + 1, block.end)):
                since, mark = place, sign
        elif _ends(mark, sign, before, after):
            yield Quote(since, match.end() + block.start)
            since = None
    if since is not None and mark not in "‘'":
        yield Quote(since, block.end, True)


def _closes_later(text: str, start: int, end: int) -> bool:
    """Whether a closing single quotation mark follows within reach."""
    return (
        re.search(r"(?<=[\w,.?!])['’](?=[\s,.;:?!)]|$)", text[start : min(end, start + 600)])
        is not None
    )


def _ends(mark: str, sign: str, before: str, after: str) -> bool:
    if mark == '"':
        return sign == '"'
    if mark == "``":
        return sign in {"''", '"'}
    if mark in "‘'":
        return sign in "’'" and not after.isalnum() and not before.isspace()
    return sign in "”»" or (mark == "„" and sign == "“") or (mark == "“" and sign == '"')


def _breaks(text: str, match: re.Match[str], end: int) -> bool:
    """Whether the full stop matched ends a sentence."""
    after = match.end()
    following = text[after : after + 3].lstrip()
    if after >= end or not following:
        return True
    begins = following[0].isupper() or following[0].isdigit() or following[0] in "\"“‘«'`([•-–—"
    if not begins or _SIGNED.match(text, after, end):
        return False
    if match.group() and match.group()[0] == ".":
        head = text[max(0, match.start() - 12) : match.start()].split()
        word = head[-1].lstrip("(\"“‘'") if head else ""
        if word.lower() in _BEFORE_NUMBERS:
            return not following[0].isdigit()
        if word.lower() in _ABBREVIATIONS and not (following[0] in '"“' or match.group() != "."):
            ahead = text[after : after + 24].split(maxsplit=1)
            return word.lower() in _MAY_END and bool(ahead) and _starts(ahead[0])
        if _INITIALS.fullmatch(word):
            return False
    return True


def _starts(word: str) -> bool:
    return word in {"The", "A", "In", "It", "He", "She", "They", "But", "On", "At", "We", "This"}


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A stretch without end in pieces of bearable length."""
    while end - start > _LONGEST:
        blank = text.rfind(" ", start + _LONGEST // 2, start + _LONGEST)
        stop = blank if blank > 0 else start + _LONGEST
        yield start, stop
        start = stop
    yield start, end


def _sentences(text: str, block: Block) -> Iterator[tuple[int, int]]:
    start = block.start
    for match in _END.finditer(text, block.start, block.end):
        if match.end() > start and _breaks(text, match, block.end):
            yield from _cut(text, start, match.end())
            start = match.end()
    if text[start : block.end].strip():
        yield from _cut(text, start, block.end)


def _fragments(text: str, block: Block) -> Iterator[tuple[int, int]]:
    """The sentences of a paragraph, and their parts between semicolons outside quotations."""
    quotes = [quote for quote in _quotes(text, block) if not quote.open]
    for start, end in _sentences(text, block):
        at = start
        for match in _PART.finditer(text, start, end):
            if not any(quote.start < match.start() < quote.end for quote in quotes):
                yield at, match.end()
                at = match.end()
        yield at, end


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    stretch = text[start:end]
    return start + len(stretch) - len(stretch.lstrip()), end - len(stretch) + len(stretch.rstrip())


def _all_quotes(text: str, blocks: Sequence[Block]) -> Iterator[Quote]:
    """The quotations of a text; one that neither a mark nor a further paragraph ends is short."""
    for number, block in enumerate(blocks):
        for quote in _quotes(text, block):
            goes_on = number + 1 < len(blocks) and text[blocks[number + 1].start] in _MARKS
            if quote.open and not goes_on:
                end = next(end for start, end in _sentences(text, block) if end > quote.start)
                yield Quote(quote.start, end, True)
            else:
                yield quote


def _carried(text: str, blocks: Sequence[Block], quotes: Sequence[Quote]) -> Iterator[Block]:
    """The blocks, with those marked whose quotation goes on with that of the block before."""
    left = {quote.end for quote in quotes if quote.open}
    before: Block | None = None
    for block in blocks:
        opens = before is not None and text[block.start] in _MARKS and not block.heading
        led = before is not None and (before.end in left or text[before.end - 1] == ":")
        yield replace(block, carried=True) if opens and led else block
        before = block


def _listed(block: Block) -> bool:
    return block.item or block.lead is not None


def lay_out(document: Document) -> Layout:
    r"""The blocks, sentences and quotations of a document.

    Examples
    --------
    >>> layout = lay_out(Document("d", "t", 'Talks end\nIran said: "No. Never." It left.'))
    >>> [document_block.heading for document_block in layout.blocks]
    [True, False]
    >>> len(layout.sentences)
    4
    """
    copy = fair_copy(document.text)
    stretches = paragraphs(copy)
    text = without_asides(unwrapped(copy, stretches))
    blocks = _blocks(document.text, text, stretches)
    sentences: list[Sentence] = []
    telegraphic = is_telegraphic(text)
    quotes = list(_all_quotes(text, blocks))
    blocks = tuple(_carried(text, blocks, quotes))
    for number, block in enumerate(blocks):
        parts = _fragments if telegraphic else _sentences
        found = [(block.start, block.end)] if block.heading else parts(text, block)
        trimmed = (_trim(text, start, end) for start, end in found)
        listed = number + 1 < len(blocks) and _listed(blocks[number + 1])
        sentences += [
            Sentence(start, end, number, listed and text[end - 1] == ":")
            for start, end in trimmed
            if start < end
        ]
    return Layout(blocks, tuple(sentences), tuple(quotes), text, telegraphic)
