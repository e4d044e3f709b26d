"""The search for a feasible state agrees with listing all states."""

import itertools
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.model.conflict import Rules
from detente.model.logic import Names, parse
from detente.model.witness import Possibilities, negated, witness
from strategies import statements

NAMES = Names(("a.x", "a.y", "b.x", "b.z", "c.v"))
STATES = [
    frozenset(itertools.compress(NAMES.order, signs))
    for signs in itertools.product((False, True), repeat=len(NAMES.order))
]
LISTS = st.lists(statements(NAMES), max_size=6)


@settings(deadline=None, max_examples=500)
@given(LISTS)
def test_a_state_is_found_if_and_only_if_there_is_one(listed):
    found = witness(listed)
    exists = any(all(one.holds(state) for one in listed) for state in STATES)
    assert (found is not None) == exists
    assert found is None or all(one.holds(found) for one in listed)


@settings(deadline=None, max_examples=300)
@given(LISTS, LISTS, LISTS)
def test_possibilities_are_those_of_the_feasible_states(infeasible, feasible, asked):
    possible = Possibilities(Rules(tuple(infeasible), tuple(feasible)))
    allowed = [
        state
        for state in STATES
        if not any(rule.holds(state) for rule in infeasible)
        and (not feasible or any(rule.holds(state) for rule in feasible))
    ]
    for one in (*asked, *map(negated, asked)):
        assert possible.somewhere(one) == any(one.holds(state) for state in allowed)
    assert possible.somewhere() == bool(allowed)


def chained(n):
    names = Names(tuple(f"a.o{i}" for i in range(n)))
    return names, [parse(f"o{i} implies o{i + 1}", names) for i in range(n - 1)]


def test_a_long_chain_needs_no_deep_recursion():
    names, chain = chained(3000)
    assert witness([*chain, parse("o0", names)]) == frozenset(names.order)
    assert witness([*chain, parse("o0", names), parse("not o2999", names)]) is None


def test_what_would_take_too_long_is_left_open():
    holes, names = 9, Names(tuple(f"p{i}.h{j}" for i in range(10) for j in range(9)))
    rules = [f"not ({' or '.join(f'p{i}.h{j}' for j in range(holes))})" for i in range(10)]
    rules += [f"p{i}.h{j} and p{k}.h{j}" for j in range(holes) for i in range(10) for k in range(i)]
    infeasible = tuple(parse(rule, names) for rule in rules)
    assert Possibilities(Rules(infeasible)).somewhere() is None
    with pytest.raises(TimeoutError):
        witness([negated(rule) for rule in infeasible])


def test_all_questions_together_have_one_bound():
    names = Names(tuple(f"a.o{i}" for i in range(40)))
    parity = parse(" xor ".join(f"o{i}" for i in range(40)), names)
    possible = Possibilities(Rules((parity, negated(parity))), work=3000)
    rng = Random(1)
    answers = {possible.somewhere(parse(f"o{rng.randrange(40)}", names)) for _ in range(500)}
    assert answers == {None}
