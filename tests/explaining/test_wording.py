"""Words for options, states and statements."""

from __future__ import annotations

from random import Random

import pytest

import detente
from detente.explaining import reasons_text
from detente.explaining.wording import Wording, gist
from detente.model.conflict import Conflict, Option, Party, Prioritised, Rules
from detente.model.logic import Names, parse
from detente.model.state import state_of
from solving.definitions import holds
from solving.random_disputes import dispute, statement

NAMES = Names(("x.a", "x.b", "x.c"))


def conflict(*labels: str) -> Conflict:
    options = tuple(Option(name, label, "x") for name, label in zip("abc", labels, strict=False))
    return Conflict("A test", (Party("x", "United States", options),), Rules())


@pytest.mark.parametrize(
    ("label", "short"),
    [
        ("Use force: 'it renews its aggression'", "Use force"),
        ("Use force: “it renews its aggression”", "Use force"),
        ("'withdraw the missiles'", "withdraw the missiles"),
        ("Impose 'massive consequences'", "Impose 'massive consequences'"),
        ("'one' and 'two'", "'one' and 'two'"),
        ("Note: nothing quoted", "Note: nothing quoted"),
        ("", ""),
    ],
)
def test_the_gist_is_what_stands_before_the_words_of_a_source(label, short):
    assert gist(label) == short


def test_a_long_label_is_cut_at_a_word():
    assert gist("word " * 40).endswith("word …")
    assert len(gist("word " * 40)) < 70


def test_no_two_options_are_told_alike():
    words = Wording(conflict("Strike: 'one'", "Strike: 'two'", "Strike"))
    assert len(set(words.gists.values())) == 3


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("a", "“A”"),
        ("not a", "not “A”"),
        ("a if b", "“A” if “B”"),
        ("a if not b", "“A” unless “B”"),
        ("a if not (b or c)", "“A” unless (“B” or “C”)"),
        ("a iff b", "“A” if, and only if, “B”"),
        ("a only if b", "“A” only if “B”"),
        ("a implies b", "if “A” then “B”"),
        ("a xor b", "“A” or else “B”"),
        ("at most one of (a, b, c)", "at most one of (“A”, “B”, “C”)"),
    ],
)
def test_statements_in_words(typed, said):
    assert Wording(conflict("A", "B", "C")).statement(parse(typed, NAMES)) == said


def test_if_not_and_unless_are_the_same():
    for taken in (frozenset(), frozenset({"x.a"}), frozenset({"x.b"}), frozenset({"x.a", "x.b"})):
        one, other = (parse(text, NAMES) for text in ("a if not b", "a unless b"))
        assert holds(one, taken) == holds(other, taken)


@pytest.mark.parametrize("seed", range(40))
def test_every_statement_names_all_of_its_options(seed):
    rng = Random(seed)
    drawn = dispute(rng)
    words = Wording(drawn)
    said = statement(rng, drawn.names)
    for key in said.keys():
        assert words.option(key) in words.statement(said)


def test_states_and_changes():
    made = conflict("Talk", "Strike", "Leave")
    words = Wording(made)
    none, talk, both = (state_of(made, signs) for signs in ("NNN", "YNN", "NYY"))
    assert words.short(none) == "“no option taken”"
    assert words.short(both) == "“Strike + Leave”"
    assert words.change(talk, both) == "choosing “Strike” and “Leave” and dropping “Talk”"
    assert list(words.differences(talk, both)) == ["− Talk", "+ Strike", "+ Leave"]
    assert words.parts(talk, both) == f"the United States {words.change(talk, both)}"
    assert words.state(talk) == "The United States: “Talk”"


def test_questions_speak_of_options_by_their_words():
    words = Wording(conflict("Talk", "Strike", "Leave"))
    assert words.plainly("Would x do `a if not b`?") == "Would x do “Talk” unless “Strike”?"
    assert words.plainly("What is `this thing`?") == "What is `this thing`?"


def test_an_article_within_a_sentence_is_small():
    assert named("The World Bank") == "the World Bank"
    assert named("The Hague") == "The Hague"
    assert named("United States") == "the United States"


def named(name):
    option = Option("pay", "Pay", "bank")
    return Wording(Conflict("x", (Party("bank", name, (option,), None),))).party("bank")


def test_a_place_within_a_group_is_told_by_the_group():
    first, second, third = (parse(text, Names(("bank.a", "bank.b", "bank.c"))) for text in "abc")
    options = tuple(Option(one, one.upper(), "bank") for one in "abc")
    wanted = Prioritised(((first, second), third))
    conflict = Conflict("x", (Party("bank", "Bank", options, wanted),))
    said = Wording(conflict).preferred(("parties.bank.prefers.1.2", "b"))
    assert said == "its priority of the 1st group, “B”"
    assert Wording(conflict).preferred(("parties.bank.prefers.2", "c")) == "its 2nd priority, “C”"
    positions = detente.brief(conflict).section("positions").blocks[0]
    assert [row[1].text for row in positions.rows] == [
        "for (in the 1st group)",
        "for (in the 1st group)",
        "for (2nd)",
    ]
    assert "within a group the order is not known" in positions.caption


def test_nobody_is_opposed_to_itself():
    names = Names(("bank.a", "state.b"))
    wanted = Prioritised(tuple(parse(text, names) for text in ("a", "b", "not a")))
    parties = (
        Party("bank", "Bank", (Option("a", "A", "bank"),), wanted),
        Party("state", "State", (Option("b", "B", "state"),), Prioritised((parse("b", names),))),
    )
    section = detente.brief(Conflict("x", parties)).section("positions")
    assert not [one.text for one in section.sentences() if "opposed" in one.text]


def test_concepts_with_one_reason_are_told_together():
    conflict = detente.catalogue("european-security-2022")
    told = reasons_text(conflict, detente.why(conflict, "talks", "nato"))
    heads = [line for line in told.splitlines() if "stable for NATO" in line]
    assert [head.rpartition(" under ")[2] for head in heads] == ["NASH", "GMR, SMR, SEQ and SSEQ"]
