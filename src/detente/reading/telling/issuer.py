"""In whose words a text runs outside quotation marks: its issuer, or the speaker of a turn."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

from detente.reading.naming.mentions import Names, find_mentions
from detente.reading.naming.parties import STRANGER, Mention, gazetteer, is_body, is_state, plain
from detente.reading.parsing.clauses import Parsed, parse
from detente.reading.parsing.segment import Layout
from detente.reading.words.forms import table, words
from detente.reading.words.tokens import tokenise

__all__ = ["Own", "Tellers", "party_named", "tellers"]

_WORDS = re.compile(r"[^\W\d_]+")
_WE = re.compile(r"\b[Ww]e\b")
_HEARD = 60  # sentences in which a text is heard to act itself
_HEAD_LINES = 8  # lines above a text that can tell who issues it
_SPOKEN_FOR = frozenset(("organ", "person"))  # kinds of those who brief for a party
_TOPIC = frozenset(
    "on about over regarding concerning between following after against with".split()
)
_DASHES = frozenset("-–—|:")  # that end a dateline
_WAYS = frozenset(("to", "from", "via"))  # words before a place that nobody briefs in
_ASIDE = re.compile(
    r"\(.{1,60}\)|[^\W\d_][^\n.;:]{0,50}\d{4}"
)  # "(unofficial)", "Rome, 3 May 2010"
_SELF = re.compile(
    r"\bwe, (?:as )?(the [A-Z][\w ]{2,40}?),|\bon behalf of ((?:the )?[A-Z][\w ]{2,60})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Own:
    """Who speaks in a paragraph outside quotation marks, and by which words it is told."""

    makers: tuple[str, ...]
    words: str = ""


@dataclass(frozen=True, slots=True)
class Tellers:
    """In whose words each paragraph of a text stands.

    ``silent`` has the paragraphs of reporters and moderators; a paragraph that is in neither is a
    report in nobody's words.
    """

    issuer: tuple[str, ...] = ()
    own: Mapping[int, Own] = field(default_factory=dict)
    silent: frozenset[int] = frozenset()

    @property
    def unknown(self) -> bool:
        """Whether somebody speaks as "we" of whom the text does not tell whose party he is."""
        return any(one.makers[0].startswith(STRANGER) for one in self.own.values())


def party_named(name: str) -> str:
    """The party that a name means; a name that no list knows is a party of its own.

    Examples
    --------
    >>> party_named("Republic of Korea"), party_named("Committee of Elders")
    ('South Korea', 'Committee of Elders')
    """
    spelt = [plain(token.text) for token in tokenise(name, 0, len(name))]
    start = int(len(spelt) > 1 and spelt[0].lower() == "the")
    hit = gazetteer().at(spelt, start, None) if spelt[start:] else None
    return hit[1].party if hit and start + hit[0] == len(spelt) else name.strip()


def _known(party: str) -> bool:
    """Whether a list knows a party."""
    return is_state(party) or is_body(party)


def tellers(layout: Layout, names: Names, given: str | None = None) -> Tellers:
    """In whose words a text runs; ``given`` is the issuer as the user names it."""
    turned = any(block.label is not None for block in layout.blocks)
    heads = tuple(_head_lines(layout, turned=turned))
    issuer = (party_named(given),) if given else _issuer(layout, heads, names)
    if turned:
        issuer = issuer or _self_named(layout, names) or _host(layout, heads, names)
        return _of_turns(layout, names, issuer)
    issuer = issuer or _seated(layout, heads, names)
    if issuer and given is None and not _speaks_itself(layout, heads, names, issuer):
        issuer = ()
    found = _of_issuer(layout, names, issuer, len(heads))
    if found.own:
        return found
    return Tellers(issuer or _self_opening(layout, names), dict(_stated(layout, names)))


def _head_lines(layout: Layout, *, turned: bool) -> Iterator[int]:
    """The blocks above a text: lines without a stop, or all that stands before the first turn."""
    for number, block in enumerate(layout.blocks[:_HEAD_LINES]):
        aside = number and _ASIDE.fullmatch(layout.text, block.start, block.end)
        if block.label is not None or not (block.heading or turned or aside):
            return
        yield number


def _issuer(layout: Layout, heads: Sequence[int], names: Names) -> tuple[str, ...]:
    """Whom the lines above a text name as its issuer, and on whose behalf it speaks as well."""
    above = " ".join(layout.text[layout.blocks[n].start : layout.blocks[n].end] for n in heads)
    if not _may_tell(above.lower()):
        return ()
    others = _dated(layout, len(heads)) and not _speaks_as_we(layout)
    found: dict[str, None] = {}
    told = False
    for number in heads:
        line = _Line.of(layout, number, names)
        if line.holds("instruments"):
            return ()
        others = others or (line.holds("others_words") and not _speaks_as_we(layout))
        if others and not line.says_by_whom:
            return ()  # a report, whose head line is no letterhead
        told = told or line.tells
        behalf, parties = line.behalf, line.parties
        found.update(dict.fromkeys(parties if not found else behalf))
    return tuple(found)[:2] if told else ()


def _dated(layout: Layout, number: int) -> bool:
    """Whether a block begins with a dateline, as the reports of agencies do."""
    if number >= len(layout.blocks):
        return False
    block = layout.blocks[number]
    line = layout.text[layout.text.rfind("\n", 0, block.start) + 1 : block.start].strip()
    return block.label is None and line[:1].isalpha() and line[-1] in _DASHES


def _may_tell(above: str) -> bool:
    """Whether a word stands above a text that tells who issues it."""
    telling = words("layout", "organs") | words("layout", "kinds")
    return not telling.isdisjoint(_WORDS.findall(above)) or any(
        phrase in above for phrase in table("layout")["issued"]
    )


@dataclass(frozen=True, slots=True)
class _Line:
    """A line above a text, or a heading within it."""

    parsed: Parsed

    @classmethod
    def of(cls, layout: Layout, number: int, names: Names) -> _Line:
        block = layout.blocks[number]
        return cls(parse(layout.text, block.start, block.end, names, layout))

    def holds(self, key: str) -> bool:
        """Whether a word of a kind stands in the line."""
        return not words("layout", key).isdisjoint(self.parsed.lows)

    @property
    def says_by_whom(self) -> bool:
        """Whether it tells in so many words whose text it heads: "Statement by ..."."""
        line = " ".join(self.parsed.lows)
        return any(phrase in line for phrase in table("layout")["issued"])

    @property
    def tells(self) -> bool:
        """Whether it is a line of a letterhead and not a headline."""
        if self.says_by_whom:
            return True
        bare = not any(verb.kind in {"finite", "to"} for verb in self.parsed.verbs)
        return bare and (self.holds("organs") or self.holds("kinds"))

    @property
    def parties(self) -> tuple[str, ...]:
        """Whom it names as the issuer: no topic, no place."""
        verbs = {verb.kind for verb in self.parsed.verbs}
        if not self.says_by_whom and not verbs.isdisjoint({"finite", "to"}):
            return ()
        stop = next(
            (k for k in range(len(self.parsed.tokens)) if self._topic(k)), len(self.parsed.tokens)
        )
        found = [m for m in self.parsed.mentions if m.i < stop and m.parties and self._issues(m)]
        first = [party for mention in found[:1] for party in mention.parties[:1]]
        return tuple(dict.fromkeys((*first, *self.behalf)))

    @property
    def behalf(self) -> tuple[str, ...]:
        """For whom it is issued as well: "also on behalf of the Government of Peru"."""
        lows = self.parsed.lows
        if "behalf" not in lows:
            return ()
        k = lows.index("behalf")
        found = (m for m in self.parsed.mentions if m.i > k and m.parties)
        return next((mention.parties[:1] for mention in found), ())

    def rooms_of(self, mention: Mention) -> bool:
        """Whether a mention tells whose rooms they are: "En route to Lima" does not."""
        if not mention.parties or mention.kind not in {"capital", "organ"}:
            return False
        told = self.holds("organs") or self.holds("kinds") or self.holds("rooms")
        way = self.parsed.lows[max(mention.i - 1, 0)] in _WAYS
        two = "/" in self.parsed.lows[mention.j : mention.j + 1]  # "Rome/Jerusalem"
        return (told or mention.i == 0) and not (way or two or self._topic_before(mention))

    def _topic_before(self, mention: Mention) -> bool:
        return any(self._topic(k) for k in range(mention.i))

    def _topic(self, k: int) -> bool:
        return self.parsed.lows[k] in _TOPIC and self.parsed.lows[k + 1 : k + 2] != ("behalf",)

    def _issues(self, mention: Mention) -> bool:
        """Whether a mention is of somebody who can issue a text, and no place of issue."""
        if mention.kind in {"place", "pronoun", "description"}:
            return False
        if ":" in self.parsed.lows and not _known(mention.party):
            return False  # "Authority for the Islands: the text as handed over"
        if mention.kind in {"organ", "person", "body", "group"} or self.holds("organs"):
            return mention.kind != "capital"
        style = words("layout", "styles_of_states")
        rest = [
            w
            for k, w in enumerate(self.parsed.lows)
            if not mention.i <= k < mention.j and w.isalpha()
        ]
        return mention.kind != "capital" and all(w in style or not w.isascii() for w in rest)


def _self_named(layout: Layout, names: Names) -> tuple[str, ...]:
    """Who "we" are where speakers say so: "we, as the United States, ..."."""
    for match in _SELF.finditer(layout.text):
        name = next(group for group in match.groups() if group)
        tokens = tokenise(name, 0, len(name))
        found = next((m for m in find_mentions(tokens, names) if m.parties), None)
        if found is not None:
            return found.parties[:1]
    return ()


def _stated(layout: Layout, names: Names) -> Iterator[tuple[int, Own]]:
    """Paragraphs that a report gives as a statement without marks: "said in a statement: We"."""
    whose: Own | None = None
    last_of = {one.block: one for one in layout.sentences}
    for number, block in enumerate(layout.blocks):
        said = _WE.finditer(layout.text, block.start, block.end)
        we = any(layout.quote_at(match.start()) is None for match in said)
        if whose is not None and we and not block.heading:
            yield number, whose
            continue
        whose = None
        if layout.text[block.end - 1] != ":":
            continue
        last = last_of[number]
        parsed = parse(layout.text, last.start, last.end, names, layout)
        told = [one for one in parsed.clauses if parsed.speaks(one.verb) and one.subject]
        subject = told[-1].subject if told else None
        whose = Own(subject.parties[:1]) if subject and subject.parties else None


def _self_opening(layout: Layout, names: Names) -> tuple[str, ...]:
    """Who opens a text with an act of its own and goes on as "we": "The ministry condemns"."""
    first = next((one for one in layout.sentences if not layout.blocks[one.block].heading), None)
    if first is None or not _speaks_as_we(layout):
        return ()
    parsed = parse(layout.text, first.start, first.end, names, layout)
    main = next((one for one in parsed.clauses if not one.subordinate), None)
    if main is None or main.subject is None or main.verb.past or main.verb.modal:
        return ()
    acts = parsed.cue(main.verb) is not None or parsed.speaks(main.verb) is not None
    return main.subject.parties[:1] if acts and not parsed.inside[main.verb.i] else ()


def _speaks_itself(
    layout: Layout, heads: Sequence[int], names: Names, issuer: tuple[str, ...]
) -> bool:
    """Whether a text is its issuer's own: it says so, says "we", or acts now: "The office rejects".

    What a bulletin tells of many in the past tense is nobody's own words.
    """
    if any(_Line.of(layout, n, names).says_by_whom for n in heads) or _speaks_as_we(layout):
        return True
    told = (one for one in layout.sentences if not layout.blocks[one.block].heading)
    parsed = (parse(layout.text, s.start, s.end, names, layout) for s in islice(told, _HEARD))
    return any(_acts_now(one, issuer) for one in parsed)


def _acts_now(parsed: Parsed, issuer: tuple[str, ...]) -> bool:
    """Whether the issuer, or an item without a subject, does what its verb says as it says it."""
    for clause in parsed.clauses:
        verb = clause.verb
        if (verb.past and verb.i) or verb.modal or parsed.inside[verb.i] or clause.subordinate:
            continue
        who = clause.subject
        own = verb.i == 0 if who is None else who.parties[:1] == issuer[:1] or not who.parties
        if own and (parsed.cue(verb) is not None or parsed.speaks(verb) is not None):
            return True
    return False


def _speaks_as_we(layout: Layout) -> bool:
    """Whether a text says "we" outside quotation marks."""
    found = _WE.finditer(layout.text)
    return any(layout.quote_at(match.start()) is None for match in found)


def _host(layout: Layout, heads: Sequence[int], names: Names) -> tuple[str, ...]:
    """Whose officials brief in rooms of their own: "Press Centre, ...", "government briefing"."""
    lines = [_Line.of(layout, number, names) for number in heads]
    for line in lines:
        held = (m for m in line.parsed.mentions if m.parties and m.kind in _SPOKEN_FOR)
        if line.holds("kinds") and (mention := next(held, None)):
            return mention.parties[:1]
    telling = ("rooms", "organs", "kinds")
    if not any(line.holds(key) for line in lines for key in telling):
        return ()
    return _seat(lines)


def _seated(layout: Layout, heads: Sequence[int], names: Names) -> tuple[str, ...]:
    """Whose ministry or office it is that a letterhead names with its seat only."""
    lines = [_Line.of(layout, number, names) for number in heads]
    bare = [line for line in lines if not any(v.kind == "finite" for v in line.parsed.verbs)]
    if any(line.holds("instruments") or line.holds("others_words") for line in bare):
        return ()
    own = any(line.tells and line.holds("organs_of_states") for line in lines)
    return _seat(lines) if own else ()


def _seat(lines: Sequence[_Line]) -> tuple[str, ...]:
    """The one party whose seat some lines name, if they name nobody else."""
    mentions = (m for line in lines for m in line.parsed.mentions if line.rooms_of(m))
    found = {m.party: None for m in mentions}
    return tuple(found) if len(found) == 1 else ()


def _of_turns(layout: Layout, names: Names, issuer: tuple[str, ...]) -> Tellers:
    """The tellers of a transcript: each label holds until the next."""
    own: dict[int, Own] = {}
    silent: set[int] = set()
    turn: Own | None = None
    asks = True
    for number, block in enumerate(layout.blocks):
        if block.label is not None:
            asks = block.label.asks
            turn = _speaker(layout, names, issuer, block.label.start, block.label.end)
        if asks or turn is None or not turn.makers:
            silent.add(number)
        else:
            own[number] = turn
    return Tellers(issuer, own, frozenset(silent))


def _speaker(layout: Layout, names: Names, issuer: tuple[str, ...], start: int, end: int) -> Own:
    """Whom a label means: the party that it names, else the issuer of the text."""
    words_ = layout.text[start:end]
    tokens = tokenise(layout.text, start, end)
    found = next((m for m in find_mentions(tokens, names) if m.parties), None)
    if found is not None and found.kind == "person" and tokens[0].low in words("layout", "any"):
        found = None  # of another one of that name
    makers = found.parties[:1] if found else issuer or _of_style(words_)
    return Own(makers or (STRANGER + " ".join(words_.split()),), words_)


@lru_cache(maxsize=256)
def _of_style(label: str) -> tuple[str, ...]:
    """Whose officials are called so: only one state speaks of an "administration official"."""
    known: Mapping[str, str] = table("layout")["styles"]
    return next(((party,) for words_, party in known.items() if words_ in label.lower()), ())


def _of_issuer(layout: Layout, names: Names, issuer: tuple[str, ...], heads: int) -> Tellers:
    """The tellers of a text under a letterhead; a heading further down may name another."""
    own: dict[int, Own] = {}
    first, now = issuer, issuer
    for number, block in enumerate(layout.blocks):
        if block.heading:
            if number >= heads and (line := _Line.of(layout, number, names)).says_by_whom:
                now = line.parties or now
        elif now and number >= min(heads, 1):
            own[number] = Own(now)
    return Tellers(first, own)
