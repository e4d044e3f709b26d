"""Random conflicts of every form that a case file can hold, for laws."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from random import Random

from hypothesis import strategies as st

from detente.model.conflict import (
    Citation,
    Conflict,
    Mark,
    Option,
    Party,
    Prioritised,
    Ranking,
    Rules,
)
from detente.model.elements import Elements, settled
from detente.model.logic import Names, parse
from detente.model.text import Evidence

# Dice for what is made by chance. Hypothesis could note every throw and make a failure smaller, at
# ten times the cost of a throw.
CHANCES = st.integers(0, 2**64 - 1).map(Random)

# Anything that UTF-8 can hold; TOML must bring it back to the letter.
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
RESERVED = frozenset(
    "not and or xor if only iff unless implies at most exactly least one of".split()
)
LETTERS = "abcdefghijklmnopqrstuvwxyz"
IDS = (
    st.tuples(st.sampled_from(LETTERS), st.text(f"{LETTERS}0123456789_", max_size=6))
    .map("".join)
    .filter(lambda text: text not in RESERVED)
)
WORDS = ("and", "or", "xor", "if", "only if", "iff", "unless", "implies")


COUNTS = ("at most one of", "exactly one of", "at least 2 of")

# Strategies are made once: to make and check them costs more than to draw from them.
FORM, FLAG = st.integers(0, 3), st.booleans()
NEGATION, WORD, COUNT = (st.sampled_from(one) for one in (["", "not ", "- "], WORDS, COUNTS))


@cache
def _literals(order):
    """Options by key or by short name, taken or not."""
    keys = [name for key in order for name in (key, Names(order).short(key))]
    return st.tuples(NEGATION, st.sampled_from(keys)).map("".join)


@cache
def _listed(order):
    return st.lists(_literals(order), min_size=1, max_size=3).map(", ".join)


@st.composite
def _statements(draw, names):
    literal, form = _literals(names.order), draw(FORM)
    if form == 0:
        return parse(draw(literal), names)
    if form == 1:
        return parse(f"{draw(literal)} {draw(WORD)} ({draw(literal)})", names)
    if form == 2:
        return parse(f"{draw(COUNT)} ({draw(_listed(names.order))})", names)
    return parse(f"({draw(literal)} or  {draw(literal)}) and {draw(literal)}", names)


@cache
def _of(order):
    return _statements(Names(order))


def statements(names):
    """A statement over options, as people write it."""
    return _of(names.order)


def patterns(names):
    """A Y/N pattern, one sign an option."""
    size = len(names.order)
    return st.text("YN-", min_size=size, max_size=size).map(
        lambda signs: parse(signs, names, patterns=True)
    )


@st.composite
def preferences(draw, names):
    """Statements, some of unknown order, or a ranking with ties."""
    if draw(st.booleans()):
        one = statements(names)
        group = st.lists(one, min_size=1, max_size=2).map(tuple)
        return Prioritised(tuple(draw(st.lists(one | group, max_size=6))))
    size = len(names.order)
    states = st.text("YN-", min_size=size, max_size=size)
    level = st.lists(states, min_size=1, max_size=3, unique=True)
    levels = draw(st.lists(level, min_size=1, max_size=4))
    seen: set[str] = set()
    fresh = [tuple(s for s in level if s not in seen and not seen.add(s)) for level in levels]
    return Ranking(tuple(level for level in fresh if level))


@st.composite
def parties(draw):
    """Parties with options, without preferences."""
    made = []
    for id_ in draw(st.lists(IDS, min_size=1, max_size=3, unique=True)):
        options = tuple(
            Option(name, draw(TEXTS), id_, draw(st.sampled_from(["both", "both", "take", "drop"])))
            for name in draw(st.lists(IDS, min_size=not made, max_size=3, unique=True))
        )
        made.append(Party(id_, draw(TEXTS), options))
    return tuple(made)


@st.composite
def with_preference(draw, party, names):
    """The party with a preference, with rival readings, or with neither."""
    form = draw(st.integers(0, 2))
    if form == 0:
        return party
    if form == 1:
        return replace(party, preference=draw(preferences(names)))
    ids = draw(st.lists(IDS, min_size=1, max_size=3, unique=True))
    return replace(party, types=tuple((id_, draw(preferences(names))) for id_ in ids))


@st.composite
def rules(draw, names, ids):
    """Rules of every kind."""
    listed = st.lists(statements(names), max_size=3).map(tuple)
    mixed = st.lists(statements(names) | patterns(names), max_size=3).map(tuple)
    graph = None
    if draw(st.booleans()):
        size = len(names.order)
        state = st.text("YN-", min_size=size, max_size=size)
        pair = st.tuples(state, state).filter(lambda one: one[0] != one[1])
        movers = draw(st.lists(st.sampled_from(ids), max_size=2, unique=True))
        graph = tuple((id_, tuple(draw(st.lists(pair, max_size=3)))) for id_ in movers)
    return Rules(draw(mixed), draw(mixed), draw(listed), graph)


@st.composite
def marks(draw, conflict):
    """Evidence and guesses about elements of a conflict."""
    texts = Elements(conflict).texts
    paths = st.sampled_from(sorted(texts))

    def mark(path):
        return Mark(path, draw(st.sampled_from([None, texts[path] or None])))

    found = [mark(path) for path in draw(st.lists(paths, max_size=4))]
    evidence = []
    for one in found:
        quote = draw(TEXTS.filter(bool))
        start = draw(st.integers(0, 99))
        words = Evidence(
            draw(st.sampled_from(["a.txt", "b c.md"])), start, start + len(quote), quote
        )
        evidence.append(Citation(one.about, one.statement, evidence=words))
    guessed = tuple(mark(path) for path in draw(st.lists(paths, max_size=3)))
    return replace(conflict, evidence=tuple(evidence), guessed=guessed)


@st.composite
def conflicts(draw):
    """A conflict that a case file can hold; whether it can be solved is not asked."""
    bare = draw(parties())
    listed = tuple(option.key for party in bare for option in party.options)
    order = tuple(draw(st.permutations(listed))) if draw(st.booleans()) else listed
    names = Names(order)
    taken = st.lists(st.sampled_from(order), max_size=3, unique=True).map(tuple)
    conflict = Conflict(
        title=draw(TEXTS),
        parties=tuple(draw(with_preference(party, names)) for party in bare),
        rules=draw(rules(names, [party.id for party in bare])),
        status_quo=draw(st.none() | taken),
        as_of=draw(st.none() | st.dates(min_value=date(1, 1, 1))),
        order=order,
        sources=tuple(draw(st.lists(st.sampled_from(["a.txt", "b c.md"]), max_size=2))),
        questions=tuple(draw(st.lists(TEXTS, max_size=2))),
        assumptions=tuple(draw(st.lists(TEXTS, max_size=2))),
        aside=tuple(draw(st.dictionaries(TEXTS, TEXTS, max_size=2)).items()),
    )
    return settled(draw(marks(conflict)))
