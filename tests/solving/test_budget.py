"""Work ends where its budget ends, with what is known so far, and says what is not."""

from __future__ import annotations

import time

import pytest
from generator import dispute as drawn

from detente.errors import BudgetError, EngineError
from detente.solving import CONCEPTS, paths, recheck, report, solve, solve_all, why
from detente.solving.budget import Budget
from detente.solving.engine import ENGINES
from solving.disputes import build, security_guarantees


class Clock:
    """A clock that goes one second forward each time it is looked at."""

    def __init__(self):
        self.now = 0.0

    def __call__(self):
        self.now += 1
        return self.now


def test_a_budget_ends_when_its_time_is_up():
    budget = Budget(3, clock=Clock())
    budget.check()
    budget.check()
    with pytest.raises(BudgetError, match="the time is used up"):
        budget.check()
    assert Budget().left == float("inf")


def test_a_part_of_a_budget_ends_before_the_whole():
    budget = Budget(1000, clock=Clock())
    with budget.at_most(2):
        budget.check()
        with pytest.raises(BudgetError):
            budget.check()
    budget.check()


@pytest.mark.parametrize("engine", ENGINES)
def test_without_time_nothing_is_claimed(engine):
    analysis = solve(security_guarantees(), engine=engine, budget=0)
    assert not analysis.complete
    (run,) = report("case", analysis.conflict, [analysis])["runs"]
    assert not run["complete"]
    for row in CONCEPTS:
        found = run["equilibria"][row.id]
        if not found["complete"]:
            assert found["count"] is None
            assert found["states"] == []
        else:
            assert found["count"] == solve(security_guarantees()).equilibria(row.id).count


def test_what_takes_too_long_is_judged_at_the_status_quo():
    conflict = drawn("windows", 60, seed=1)
    analysis = solve(conflict, engine="symbolic", budget=3)
    assert all(analysis.equilibria(name).complete for name in ("nash", "gmr", "smr"))
    assert analysis.equilibria("gmr").count >= analysis.equilibria("smr").count
    assert analysis.status_quo_stable is not None
    for name, holds in analysis.status_quo_stable.items():
        assert holds is not None or not analysis.equilibria(name).complete


def test_a_budget_is_kept():
    started = time.monotonic()
    solve(drawn("anywhere", 80, seed=3), budget=2)
    assert time.monotonic() - started < 60


def test_more_ends_than_are_looked_at_are_not_left_out_in_silence():
    options = [" ".join(f"{party}{n}" for n in range(12)) for party in "ab"]
    conflict = build({"a": options[0], "b": options[1]}, {"a": ["a0"], "b": ["b0"]}, status_quo=[])
    with pytest.raises(BudgetError, match="name one to arrive at") as stopped:
        paths(conflict)
    assert len(stopped.value.found) == 200
    assert {"a0", "b0"} <= set.intersection(*(set(one.end.taken) for one in stopped.value.found))


def test_reasons_end_with_the_budget_and_hand_on_what_was_found():
    conflict = drawn("clusters", 60, seed=2)
    here = "".join("Y" if key in conflict.status_quo else "N" for key in conflict.order)
    with pytest.raises(BudgetError, match="stopped") as stopped:
        why(conflict, here, budget=Budget(0))
    assert stopped.value.found == ()
    with pytest.raises(BudgetError, match=r"\d+ of 30 reasons") as stopped:
        why(conflict, here, budget=Budget(900, clock=Clock()))
    found = stopped.value.found
    assert found
    assert all(recheck(conflict, reason) for reason in found)
    assert len({(reason.party, reason.concept) for reason in found}) == len(found)


def test_paths_end_with_the_budget():
    with pytest.raises(BudgetError, match="stopped"):
        paths(drawn("clusters", 60, seed=2), budget=Budget(0))
    with pytest.raises(BudgetError, match="stopped"):
        paths(security_guarantees(), budget=Budget(0))


def test_readings_share_a_budget():
    analyses = solve_all(security_guarantees(), budget=60)
    assert len(analyses) == 3
    assert all(analysis.complete for analysis in analyses)


def test_progress_tells_what_is_done_of_how_much():
    seen = []
    solve(security_guarantees(), progress=lambda *part: seen.append(part))
    assert [done for _, done, _ in seen] == list(range(len(seen)))
    assert {of for *_, of in seen} == {len(seen)}
    assert seen[0][0] == "nash for russia"
    names = [what for what, *_ in seen]
    assert names.index("smr for all") < names.index("seq for russia")


def test_memory_that_would_not_suffice_is_refused_before_the_work():
    conflict = build({"a": [f"o{n}" for n in range(30)], "b": ["x"]}, {"a": ["x"]})
    started = time.monotonic()
    with pytest.raises(EngineError, match=r"need about .* MB of memory.*--engine symbolic"):
        solve(conflict, engine="ranks")
    assert time.monotonic() - started < 5


def test_diagrams_that_outgrow_the_memory_end_as_a_budget_does():
    analysis = solve(drawn("anywhere", 60, seed=1), engine="symbolic", memory=8, budget=20)
    assert not analysis.complete
