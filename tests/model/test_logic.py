"""The logic language means what it says, and points at what it does not understand."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings

from detente.errors import StatementError
from detente.files import loads
from detente.model.expressions import Statement, Truth
from detente.model.logic import KEYWORDS, Count, Join, Names, Not, Taken, is_pattern, parse
from detente.model.moves import StateTests
from solving.definitions import holds
from solving.random_disputes import statement
from strategies import CHANCES

NAMES = Names(("russia.attack", "russia.settle", "usa.limits", "nato.limits"))
ABC = Names(("p.a", "p.b", "p.c"))
STATES = [
    frozenset(itertools.compress(ABC.order, taken))
    for taken in itertools.product((False, True), repeat=3)
]


def table(text: str, names: Names = ABC) -> list[bool]:
    return [parse(text, names).holds(state) for state in STATES]


def truths(test) -> list[bool]:
    return [test(*("p." + name in state for name in "abc")) for state in STATES]


@pytest.mark.parametrize(
    ("text", "test"),
    [
        ("a", lambda a, b, c: a),
        ("not a", lambda a, b, c: not a),
        ("-a", lambda a, b, c: not a),
        ("not not a", lambda a, b, c: a),
        ("a and b", lambda a, b, c: a and b),
        ("a & b", lambda a, b, c: a and b),
        ("a or b", lambda a, b, c: a or b),
        ("a | -b", lambda a, b, c: a or not b),
        ("a xor b", lambda a, b, c: a != b),
        ("a xor b xor c", lambda a, b, c: (a + b + c) % 2 == 1),
        ("a if b", lambda a, b, c: a or not b),
        ("a only if b", lambda a, b, c: not a or b),
        ("a implies b", lambda a, b, c: not a or b),
        ("a iff b", lambda a, b, c: a == b),
        ("a unless b", lambda a, b, c: a or b),
        ("at most one of (a, b, c)", lambda a, b, c: a + b + c <= 1),
        ("at least one of (a, b, c)", lambda a, b, c: a + b + c >= 1),
        ("exactly one of (a, b, c)", lambda a, b, c: a + b + c == 1),
        ("at least 2 of (a, b, c)", lambda a, b, c: a + b + c >= 2),
        ("at most 0 of (a, b)", lambda a, b, c: not (a or b)),
        ("exactly 2 of (a and b, not c, a)", lambda a, b, c: (a and b) + (not c) + a == 2),
        ("at most 7 of (a, b)", lambda a, b, c: True),
        ("at least 7 of (a, b)", lambda a, b, c: False),
    ],
)
def test_what_each_word_means(text, test):
    assert table(text) == truths(test)


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("not a and b", "(not a) and b"),
        ("a or b and c", "a or (b and c)"),
        ("a xor b and c", "a xor (b and c)"),
        ("a or b xor c", "a or (b xor c)"),
        ("a xor b or c", "(a xor b) or c"),
        ("a if b or c", "a if (b or c)"),
        ("a or b iff c", "(a or b) iff c"),
        ("not a if b", "(not a) if b"),
        ("a or b unless b and c", "(a or b) unless (b and c)"),
        ("a AND b Or NOT c", "(a and b) or (not c)"),
    ],
)
def test_not_binds_tightest_then_and_xor_or_then_the_rest(text, same):
    assert parse(text, ABC).expression == parse(same, ABC).expression


@pytest.mark.parametrize("word", sorted(KEYWORDS))
def test_keywords_may_be_written_in_any_case_and_name_no_option(word):
    with pytest.raises(StatementError):
        parse(f"{word.upper()} {word}", Names((f"p.{word}", "p.x")))


@pytest.mark.parametrize(
    ("text", "position", "says"),
    [
        ("not atack", 4, "did you mean `attack`"),
        ("attack and Settel", 11, "did you mean `settle`"),
        ("attack if limits", 10, "`usa.limits` or `nato.limits`"),
        ("attack if us.limits", 10, "did you mean `usa.limits`"),
        ("zzz", 0, "the options are attack, settle, usa.limits, nato.limits"),
        ("attack if settle if usa.limits", 17, "parentheses around"),
        ("attack and", 10, "the statement ends here"),
        ("", 0, "the statement ends here"),
        ("   ", 0, "the statement ends here"),
        ("(attack", 7, "expected `)`"),
        ("attack)", 6, "expected `and`"),
        ("attack settle", 7, "expected `and`"),
        ("attack only settle", 12, "expected `if` after `only`"),
        ("at most (attack)", 8, "expected `one` or a number"),
        ("at most one (attack)", 12, "expected `of"),
        ("at most one of attack", 15, "expected `of"),
        ("exactly one of (attack, )", 24, "expected an option"),
        ("exactly one of (attack; settle)", 22, "`;` has no meaning"),
        ("attack && settle", 8, "expected an option"),
        ("attack == settle", 7, "`=` has no meaning"),
        ("attack \u2014 settle", 7, "has no meaning"),
        ("NYN-", 0, "a Y/N pattern has no place here"),
    ],
)
def test_a_fault_is_pointed_at(text, position, says):
    with pytest.raises(StatementError) as caught:
        parse(text, NAMES)
    assert says in caught.value.message
    assert caught.value.position == position
    statement, caret = caught.value.caret.split("\n")
    assert statement == text
    assert caret == " " * position + "^"


def test_deep_nesting_and_long_names_end_in_one_line():
    deep = "(" * 5000 + "attack" + ")" * 5000
    with pytest.raises(StatementError, match="more than 100 parentheses"):
        parse(deep, NAMES)
    with pytest.raises(StatementError) as caught:
        parse("x" * 100_000, NAMES)
    assert len(caught.value.message) < 200
    assert parse("not " * 50_000 + "attack", NAMES).holds({"russia.attack"})
    assert parse(" and ".join(["attack"] * 5000), NAMES).holds({"russia.attack"})


@pytest.mark.parametrize(
    ("text", "holds_at"),
    [("YN-", [{"p.a"}, {"p.a", "p.c"}]), ("Y N _ -", [{"p.a"}, {"p.a", "p.c"}]), ("NNN", [set()])],
)
def test_a_pattern_fixes_options(text, holds_at):
    found = parse(text, ABC, patterns=True)
    assert [set(state) for state in STATES if found.holds(state)] == sorted(
        ({*one} for one in holds_at), key=lambda one: [name in one for name in ABC.order]
    )


def test_a_pattern_of_dashes_fits_every_state():
    assert all(parse("---", ABC, patterns=True).holds(state) for state in STATES)


def test_a_pattern_of_the_wrong_length_is_named():
    with pytest.raises(StatementError, match="2 signs, but there are 3 options"):
        parse("YN", ABC, patterns=True)
    assert not is_pattern("YN", 3)
    assert not is_pattern("", 0)


@settings(deadline=None)
@given(CHANCES)
def test_a_statement_means_what_its_tree_says(rng):
    found = statement(rng, ABC, depth=3)
    for state in STATES:
        assert found.holds(state) == holds(found, state)


THREE = loads("""format = 1
title = "Three"
parties.p.options = {a = "A", b = "B", c = "C"}
parties.p.prefers = ["a", "b", "c"]""")


@settings(deadline=None)
@given(CHANCES)
def test_a_statement_made_into_a_test_means_the_same(rng):
    found = statement(rng, ABC, depth=3)
    test = StateTests(THREE).of(found)
    assert [test(bits) for bits in range(8)] == [
        found.holds(key for place, key in enumerate(ABC.order) if bits >> (2 - place) & 1)
        for bits in range(8)
    ]


@pytest.mark.parametrize("operator", ["iff", "xor", "if", "only if", "implies", "unless"])
def test_no_part_of_a_statement_is_asked_twice(operator):
    tree = Taken("p.a")
    for _ in range(90):
        tree = Join(operator, (Not(tree), Taken("p.b")))
    tree = Count(45, 60, (tree, *(Taken(key) for key in ABC.order * 30)))
    test = StateTests(THREE).of(Statement("deep", tree))
    for bits in range(8):  # an answer that asks parts twice does not come in our time
        taken = [key for place, key in enumerate(ABC.order) if bits >> (2 - place) & 1]
        assert test(bits) == tree.fold(Truth(frozenset(taken)))


@settings(deadline=None)
@given(CHANCES)
def test_a_tree_read_from_its_own_text_is_the_same_tree(rng):
    found = statement(rng, ABC, depth=3).expression
    again = parse(_text(found), ABC).expression
    assert str(again) == str(found)


def _text(part) -> str:
    """The words of the language for a tree."""
    match part:
        case Taken(key=key):
            return key
        case Not(part=inner):
            return f"not ({_text(inner)})"
        case Join(operator=operator, parts=parts):
            return f" {operator} ".join(f"({_text(one)})" for one in parts)
        case Count(least=least, most=most, parts=parts):
            inside = ", ".join(_text(one) for one in parts)
            if least == most:
                return f"exactly {least} of ({inside})"
            return f"at least {least} of ({inside})" if least else f"at most {most} of ({inside})"


def test_a_statement_keeps_its_words_and_names_its_options():
    found = parse("attack  if not settle", NAMES)
    assert str(found) == found.text == "attack  if not settle"
    assert found.keys() == ("russia.attack", "russia.settle")
