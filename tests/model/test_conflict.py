"""Parties, types, orders and the identity of a conflict."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from detente.errors import AnalysisError, CaseError
from detente.model.conflict import Conflict, Mark, Option, Party, Prioritised, Ranking
from detente.model.elements import Elements, settled
from detente.model.logic import parse
from detente.model.moves import moves
from detente.model.ranking import preferences
from detente.model.state import State, parse_state
from detente.solving import solve
from solving.disputes import build, security_guarantees
from solving.random_disputes import dispute


def option(name, party="east"):
    return Option(name, name, party)


# -- what cannot be a conflict --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("parties", "says"),
    [
        ((), "no parties"),
        ((Party("east", "East", ()),), "no party has an option"),
        ((Party("East", "East", (option("a", "East"),)),), "party id `East`"),
        ((Party("east", "East", (option("A"),)),), "option id `A`"),
        ((Party("east", "East", (option("unless"),)),), "`unless` is a word of the logic"),
        ((Party("east", "East", (option("a"), option("a"))),), "`east.a` is used twice"),
        ((Party("east", "East", (option("a"),)), Party("east", "E", ())), "`east` is used twice"),
    ],
)
def test_what_cannot_be_is_refused(parties, says):
    with pytest.raises(CaseError, match=says):
        Conflict("No", parties)


def test_order_and_status_quo_must_name_the_options():
    party = Party("east", "East", (option("a"), option("b")))
    with pytest.raises(CaseError, match="order"):
        Conflict("No", (party,), order=("east.a",))
    with pytest.raises(CaseError, match="order"):
        Conflict("No", (party,), order=("east.a", "east.b", "east.b"))
    with pytest.raises(CaseError, match=r"east\.c"):
        Conflict("No", (party,), status_quo=("east.c",))


def test_rules_that_leave_no_state_are_named():
    conflict = build({"a": "x", "b": "y"}, {}, infeasible=["x", "not x"])
    for engine in ("relations", "ranks"):
        with pytest.raises(CaseError, match="no feasible state"):
            solve(conflict, engine=engine)


# -- types ----------------------------------------------------------------------------------------


def test_types_are_chosen_by_name_and_the_first_is_the_default():
    conflict = security_guarantees()
    assert conflict.under().types == (("russia", "as_stated"),)
    assert conflict.under(russia="coercive").types == (("russia", "coercive"),)
    assert [one.types[0][1] for one in conflict.combinations()] == [
        "as_stated",
        "as_alleged",
        "coercive",
    ]
    assert len(conflict.combinations(russia="coercive")) == 1
    assert conflict.under(russia="coercive").under() == conflict.under(russia="coercive")


def test_a_type_that_is_not_there_is_named_with_those_that_are():
    conflict = security_guarantees()
    with pytest.raises(AnalysisError, match="as_stated, as_alleged, coercive"):
        conflict.under(russia="peaceful")
    with pytest.raises(AnalysisError, match="usa has no type `hawk`; its types: none"):
        conflict.under(usa="hawk")
    with pytest.raises(AnalysisError, match="there is no party `france`"):
        conflict.combinations(france="hawk")


def test_too_many_combinations_ask_for_a_choice():
    rival = {f"t{n}": [] for n in range(3)}
    conflict = build({p: f"{p}x" for p in "abcd"}, dict.fromkeys("abcd", rival))
    with pytest.raises(AnalysisError, match="81 combinations"):
        conflict.combinations()
    assert len(conflict.combinations(a="t1")) == 27


def test_preferences_ask_for_the_choice_of_a_type():
    with pytest.raises(AnalysisError, match="choose one with --type russia=as_stated"):
        preferences(moves(security_guarantees()))


# -- preferences ----------------------------------------------------------------------------------


def test_the_first_statement_that_tells_two_states_apart_decides():
    conflict = build({"a": "x", "b": "y"}, {"a": ["x and y", "y", "x"]})
    order = preferences(moves(conflict))
    states = sorted(moves(conflict).states, key=lambda state: order.value("a", state))
    assert [state.signs for state in states] == ["NN", "YN", "NY", "YY"]
    number, statement = order.decisive("a", states[1], states[2])
    assert (number, statement.text) == ("2", "y")
    assert order.decisive("a", states[0], states[0]) is None


def test_a_hundred_statements_decide_to_the_last():
    names = [f"o{n}" for n in range(6)]
    same = ["o0 or not o0"] * 97
    conflict = build({"a": names[:3], "b": names[3:]}, {"a": [*same, "o1", "o2"], "b": ["o0"]})
    analyses = [solve(conflict, engine=engine) for engine in ("relations", "ranks")]
    short = solve(build({"a": names[:3], "b": names[3:]}, {"a": ["o1", "o2"], "b": ["o0"]}))
    for row in short.concepts:
        for analysis in analyses:
            assert list(analysis.equilibria(row)) == list(short.equilibria(row))


def test_seventy_telling_statements_order_states_as_tuples_do():
    rng = Random(3)
    conflict = dispute(rng, options=6, parties=2)
    names = conflict.names
    texts = [" xor ".join(rng.sample(names.order, min(2, len(names.order)))) for _ in range(70)]
    party = replace(
        conflict.parties[0], preference=Prioritised(tuple(parse(text, names) for text in texts))
    )
    conflict = replace(conflict, parties=(party, conflict.parties[1]))
    one, other = (solve(conflict, engine=engine) for engine in ("relations", "ranks"))
    for row in one.concepts:
        assert list(one.equilibria(row)) == list(other.equilibria(row))


def test_a_ranking_must_name_every_state_once():
    def ranked(*levels):
        return build({"a": "x", "b": "y"}, {"a": Ranking(levels)})

    solve(ranked(("YY",), ("NN", "NY"), ("YN",)))
    for levels, says in [
        ((("YY",),), "leaves out 3 feasible states, the first NN"),
        ((("YY", "YY"), ("NN",), ("NY",), ("YN",)), "names YY twice"),
    ]:
        for engine in ("relations", "ranks"):
            with pytest.raises(CaseError, match=says):
                solve(ranked(*levels), engine=engine)


def test_a_ranking_must_not_name_what_cannot_be():
    conflict = build(
        {"a": "x", "b": "y"}, {"a": Ranking((("YY",), ("NN",)))}, infeasible=["x and y"]
    )
    with pytest.raises(CaseError, match=r"parties\.a\.ranking.*infeasible"):
        solve(conflict)


def test_a_preference_needs_one_value_on_a_coalesced_state():
    conflict = build({"a": "x", "b": "y"}, {"a": ["y"]}, indistinguishable=["x"])
    with pytest.raises(CaseError, match="`y` is true at YY and false at YN"):
        solve(conflict)


def test_a_state_in_two_classes_is_an_error():
    conflict = build({"a": "x", "b": "y"}, {}, indistinguishable=["x", "y"])
    with pytest.raises(CaseError, match="lies in two classes"):
        solve(conflict)


# -- moves and states -----------------------------------------------------------------------------


def test_an_irreversible_option_moves_one_way():
    conflict = build({"a": "x y"}, {}, irreversible=["x", "not y"])
    known = moves(conflict)

    def ends(signs):
        return [state.signs for state in known.of("a", State(signs))]

    assert ends("NY") == ["NN", "YN", "YY"]
    assert ends("YN") == []


def test_a_move_may_jump_over_what_cannot_be():
    conflict = build({"a": "x y"}, {}, infeasible=["x xor y"])
    assert [one.signs for one in moves(conflict).of("a", State("NN"))] == ["YY"]


def test_a_class_moves_where_its_members_move():
    conflict = build(
        {"a": "x", "b": "y", "c": "z"},
        {},
        indistinguishable=["x"],
        irreversible=["x"],
    )
    known = moves(conflict)
    assert [state.signs for state in known.states] == ["NNN", "NNY", "NYN", "NYY", "Y--"]
    assert [state.signs for state in known.of("a", State("NYN"))] == ["Y--"]
    assert known.of("b", State("Y--")) == ()
    assert known.find(parse_state(conflict, "x,y")).signs == "Y--"


def test_moves_of_a_graph_are_those_listed():
    conflict = build({"a": "x", "b": "y"}, {}, graph={"a": [("NN", "YY")]})
    known = moves(conflict)
    assert [state.signs for state in known.of("a", State("NN"))] == ["YY"]
    assert known.of("b", State("NN")) == ()


def test_a_move_from_what_cannot_be_is_an_error():
    conflict = build({"a": "x", "b": "y"}, {}, graph={"a": [("NN", "YY")]}, infeasible=["x and y"])
    with pytest.raises(CaseError, match=r"graph\.moves.*infeasible"):
        solve(conflict)


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("NNNNNYNN", "NNNNNYNN"),
        ("NNN_NN_YNN", "NNNNNYNN"),
        ("NNN NN YNN", "NNNNNYNN"),
        ("talks", "NNNNNYNN"),
        (" nato.talks , attack ", "NNYNNYNN"),
        ("none", "NNNNNNNN"),
        ("-NNNNYNN", "-NNNNYNN"),
    ],
)
def test_a_state_is_read_by_signs_or_options(text, signs):
    state = parse_state(security_guarantees(), text)
    assert state.signs == signs
    if "-" not in signs:
        assert parse_state(security_guarantees(), ",".join(state.taken) or "none") == state


# -- identity -------------------------------------------------------------------------------------


def variants(conflict):
    """The conflict with one thing that the analysis rests on changed."""
    first, *rest = conflict.parties
    yield replace(conflict, status_quo=())
    yield replace(conflict, status_quo=None)
    yield replace(conflict, order=tuple(reversed(conflict.order)))
    yield replace(conflict, rules=replace(conflict.rules, infeasible=()))
    yield conflict.under(russia="coercive")
    yield replace(conflict, parties=(*rest, first))
    one_way = replace(first.options[0], direction="take")
    yield replace(conflict, parties=(replace(first, options=(one_way, *first.options[1:])), *rest))
    second = rest[0]
    shuffled = Prioritised(tuple(reversed(second.preference.statements)))
    yield replace(conflict, parties=(first, replace(second, preference=shuffled), rest[1]))


def test_the_hash_is_that_of_what_the_analysis_rests_on():
    conflict = security_guarantees()
    others = [one.hash for one in variants(conflict)]
    assert len({conflict.hash, *others}) == len(others) + 1
    assert security_guarantees().hash == conflict.hash


def test_labels_titles_and_marks_do_not_change_the_hash():
    conflict = security_guarantees()
    relabelled = tuple(
        replace(
            party,
            name="Another",
            options=tuple(replace(one, label="Another") for one in party.options),
        )
        for party in conflict.parties
    )
    other = replace(
        conflict,
        title="Another",
        parties=relabelled,
        sources=("report.txt",),
        guessed=(Mark("parties.usa.prefers.1"),),
        questions=("Really?",),
    )
    assert other.hash == conflict.hash


def test_the_words_of_a_statement_do_not_change_the_hash_but_its_meaning_does():
    one, same, other = (
        build({"a": "x", "b": "y"}, {"a": [text]}) for text in ("x and y", "( x & y )", "x or y")
    )
    assert one.hash == same.hash
    assert one.hash != other.hash


# -- elements -------------------------------------------------------------------------------------


def test_a_mark_follows_its_statement():
    conflict = security_guarantees()
    mark = Mark("parties.usa.prefers.1", "talks")
    assert Elements(conflict).find(mark) == "parties.usa.prefers.6"
    assert Elements(conflict).find(Mark("parties.usa.prefers.1", "gone")) is None
    assert Elements(conflict).find(Mark("rules.irreversible.attack")) == "rules.irreversible.attack"
    moved = settled(replace(conflict, guessed=(mark,)))
    assert moved.guessed[0].about == "parties.usa.prefers.6"
    assert moved.is_guessed("parties.usa.prefers.6")
