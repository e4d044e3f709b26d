"""What survives is what solving every model by itself says, for every worker and every seed."""

from __future__ import annotations

import itertools
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from random import Random

import numpy as np
import pytest

import detente
from detente.errors import EngineError
from detente.model.conflict import Prioritised
from detente.model.edits import Lift, Move, Turn, applied
from detente.model.logic import parse
from detente.model.state import State
from detente.solving.conclusions import Tally
from detente.solving.perturbing import orders, orders_count, own_profile, shaken
from detente.solving.robustness import robustness
from detente.solving.sweeping import BLOCK, Means, Plan
from solving.definitions import Definitions
from solving.disputes import security_guarantees
from solving.random_disputes import dispute

CONCEPTS = ("nash", "gmr", "smr", "seq", "sseq")
NO_CHANCE = Plan(models=0)


def says(known, start, conclusion):
    at = known.number[conclusion.state.signs]
    if conclusion.kind == "stable":
        return all(known.is_stable(conclusion.concept, one, at) for one in known.parties)
    here = known.number[start]
    if conclusion.kind == "better for all":
        return all(known.value[one][at] > known.value[one][here] for one in known.parties)
    singles, cycles = known.ends(here)
    reached = conclusion.state.signs in [*singles, *itertools.chain(*cycles)]
    if conclusion.kind == "reached":
        return reached
    steady = all(known.is_stable("seq", one, here) for one in known.parties)
    return reached and not steady


def signs_of(conflict):
    return "".join("Y" if key in conflict.status_quo else "N" for key in conflict.order)


def small(seed):
    rng = Random(seed)
    while True:
        conflict = dispute(rng, 4, rng.choice((2, 3)))
        if conflict.status_quo is not None:
            return conflict


@pytest.mark.parametrize("seed", range(12))
def test_single_assumptions_turn_over_what_the_definitions_say(seed):
    conflict = small(seed)
    states = [State(one) for one in Random(seed).sample(Definitions(conflict).states, 1)]
    found = robustness(conflict, states, NO_CHANCE)
    start = signs_of(conflict)
    plain = Definitions(conflict)
    for conclusion in found.conclusions:
        assert (conclusion in found.holds) == says(plain, start, conclusion)
    for flip in found.flips:
        reading = flip.assumption.sanctions or "legal"
        edit = flip.assumption.edit
        changed = Definitions(applied(conflict, edit) if edit else conflict, reading)
        for conclusion in found.conclusions:
            before, after = says(plain, start, conclusion), says(changed, start, conclusion)
            assert (conclusion in flip.gained) == (after and not before)
            assert (conclusion in flip.lost) == (before and not after)


def test_every_assumption_is_turned_over_once():
    conflict = security_guarantees().under(russia="as_stated")
    found = robustness(conflict, plan=NO_CHANCE)
    edits = [flip.assumption.edit for flip in found.flips]
    assert sum(isinstance(edit, Move) for edit in edits) == 21
    assert sum(isinstance(edit, Turn) for edit in edits) == 8
    assert sum(isinstance(edit, Lift) for edit in edits) == 4
    assert [flip.assumption.sanctions for flip in found.flips if flip.assumption.edit is None] == [
        "once",
        "single",
    ]


# -- chance ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(6))
def test_shaken_models_are_counted_as_if_each_were_solved(seed):
    conflict = small(seed)
    plan = Plan(models=20, swaps=2, seed=seed)
    found = robustness(conflict, plan=plan)
    rng = np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(0,)))
    counts = dict.fromkeys(found.conclusions, 0)
    for _ in range(20):
        profile = shaken(own_profile(conflict), rng, 2)
        parties = zip(conflict.parties, profile, strict=True)
        changed = replace(conflict, parties=tuple(replace(one, preference=p) for one, p in parties))
        known = Definitions(changed)
        for conclusion in counts:
            counts[conclusion] += says(known, signs_of(conflict), conclusion)
    assert found.shaken.models == 20
    assert {one: found.shaken.count(one) for one in counts} == counts


def test_swaps_by_chance_are_as_many_and_as_likely_as_they_should_be():
    names = security_guarantees().names
    order = Prioritised(tuple(parse(key, names) for key in names.order[:5]))
    rng = np.random.default_rng(1)
    seen = [shaken((order,), rng, 1)[0].statements for _ in range(4000)]
    swapped = {one for one in seen if one != order.statements}
    assert len(swapped) == 4
    for one in swapped:
        assert abs(seen.count(one) / 4000 - 1 / 8) < 0.03
    assert all(shaken((order,), rng, 0)[0] == order for _ in range(20))


class Backwards(Executor):
    """Does the work, and hands it back in another order than it came."""

    def __init__(self):
        self.waiting = []

    def submit(self, work, /, *args, **kwargs):
        future = Future()
        self.waiting.append((future, work, args, kwargs))
        if len(self.waiting) == 3:
            for one, task, given, named in reversed(self.waiting):
                one.set_result(task(*given, **named))
        elif len(self.waiting) > 3:
            future.set_result(work(*args, **kwargs))
        return future


def counts_of(found):
    return {one: found.shaken.count(one) for one in found.conclusions}


def test_the_result_is_the_same_whoever_does_the_work():
    conflict = security_guarantees().under(russia="as_alleged")
    plan = Plan(models=4 * BLOCK - 100, seed=7)
    alone = robustness(conflict, plan=plan)
    assert alone.shaken.models == 4 * BLOCK - 100
    assert counts_of(robustness(conflict, plan=plan, means=Means(executor=Backwards()))) == (
        counts_of(alone)
    )
    for processes in (1, 2):
        with ProcessPoolExecutor(processes) as pool:
            found = robustness(conflict, plan=plan, means=Means(executor=pool))
        assert counts_of(found) == counts_of(alone)
    assert counts_of(robustness(conflict, plan=replace(plan, seed=8))) != counts_of(alone)


class Memory:
    """A ledger that forgets when the test does."""

    def __init__(self, done=()):
        self.kept = dict(done)
        self.added = []

    def done(self):
        return self.kept

    def add(self, block, found):
        self.added.append(block)
        self.kept[block] = found


def test_interrupted_work_goes_on_where_it_stopped():
    conflict = security_guarantees().under(russia="coercive")
    plan = Plan(models=3 * BLOCK)
    whole = Memory()
    alone = robustness(conflict, plan=plan, means=Means(ledger=whole))
    assert whole.added == [0, 1, 2]
    part = Memory({1: whole.kept[1]})
    resumed = robustness(conflict, plan=plan, means=Means(ledger=part))
    assert part.added == [0, 2]
    assert counts_of(resumed) == counts_of(alone)
    assert Tally.from_dict(whole.kept[0]).to_dict() == whole.kept[0]


def test_a_budget_gives_what_is_found_by_then_and_says_so():
    conflict = security_guarantees().under(russia="as_stated")
    found = robustness(conflict, plan=Plan(models=1000), means=Means(budget=0.0))
    assert not found.complete
    assert found.shaken.models == 0
    assert not found.flips


def test_progress_is_told():
    told = []
    conflict = security_guarantees().under(russia="as_stated")
    robustness(
        conflict,
        plan=Plan(models=2 * BLOCK),
        means=Means(progress=lambda *part: told.append(part)),
    )
    assert told[-1] == ("models", 2 * BLOCK, 2 * BLOCK)
    assert told[0] == ("assumptions", 0, 35)


class Broken(Executor):
    def submit(self, work, /, *args, **kwargs):
        future = Future()
        future.set_exception(BrokenProcessPool("killed"))
        return future


def test_a_worker_that_breaks_down_is_one_line():
    conflict = security_guarantees().under(russia="as_stated")
    with pytest.raises(EngineError, match="--keep FILE"):
        robustness(conflict, plan=Plan(models=10), means=Means(executor=Broken()))


# -- statements of unknown order -------------------------------------------------------------------


def with_unknown_order(conflict, party, group):
    """The conflict with some neighbouring statements of a party put into no order."""
    one = conflict.party(party)
    statements = one.preference.statements
    first, last = group
    mixed = (*statements[:first], tuple(statements[first:last]), *statements[last:])
    parties = (
        replace(each, preference=Prioritised(mixed)) if each.id == party else each
        for each in conflict.parties
    )
    return replace(conflict, parties=tuple(parties))


def test_every_order_of_statements_of_unknown_order_is_looked_at():
    conflict = security_guarantees().under(russia="as_alleged")
    open_ = with_unknown_order(conflict, "russia", (1, 4))
    assert orders_count(open_) == 6
    found = robustness(open_, plan=NO_CHANCE)
    assert found.orders.models == 6
    counts = dict.fromkeys(found.conclusions, 0)
    own = conflict.party("russia").preference.statements
    for order in itertools.permutations(own[1:4]):
        changed = replace(
            conflict,
            parties=tuple(
                replace(one, preference=Prioritised((own[0], *order, *own[4:])))
                if one.id == "russia"
                else one
                for one in conflict.parties
            ),
        )
        known = Definitions(changed)
        for conclusion in counts:
            counts[conclusion] += says(known, signs_of(conflict), conclusion)
    assert {one: found.orders.count(one) for one in counts} == counts
    assert len(set(orders(open_))) == 6


def test_too_many_orders_are_left_to_chance():
    conflict = security_guarantees().under(russia="as_alleged")
    open_ = with_unknown_order(conflict, "russia", (0, 8))
    assert orders_count(open_) == 40_320
    found = robustness(open_, plan=Plan(models=50, swaps=0))
    assert found.orders is None
    assert found.shaken.models == 50
    rng = np.random.default_rng(0)
    drawn = {shaken(own_profile(open_), rng, 0) for _ in range(50)}
    assert len(drawn) > 45


# -- the security dispute --------------------------------------------------------------------------

NAMED = {
    "SQ": "talks",
    "DEAL": "settle,deescalate,limits,talks,bases",
    "HALF": "settle,deescalate,limits,talks",
    "WAR": "attack,consequences,talks",
    "WAR, talks dead": "attack,consequences",
    "WAR unpunished": "attack,talks",
    "MAX": "deescalate,limits,talks,guarantee,bases",
    "BACK DOWN": "settle,deescalate,talks",
}
US_SWAP = ("parties.usa.prefers", 2)
UNPUNISHED = {("WAR unpunished", "gmr"), ("WAR unpunished", "smr")}


def flips_of(conflict):
    """What neighbour swaps turn over of the named states under Nash, GMR, SMR and SEQ."""
    states = {detente.parse_state(conflict, text): name for name, text in NAMED.items()}
    found = robustness(conflict, list(states), NO_CHANCE, concepts=["nash", "gmr", "smr", "seq"])
    assert sum(isinstance(flip.assumption.edit, Move) for flip in found.flips) == 21
    turned, verdicts = {}, {}
    for flip in found.flips:
        edit = flip.assumption.edit
        if isinstance(edit, Move):
            changed = [
                (states[one.state], one.concept)
                for one in (*flip.gained, *flip.lost)
                if one.kind == "stable" and one.state in states
            ]
            if changed:
                turned[edit.path, edit.place] = changed
                verdicts[edit.path, edit.place] = flip.verdicts
    return turned, verdicts


def test_neighbour_swaps_of_the_security_dispute_as_stated():
    turned, _ = flips_of(security_guarantees().under(russia="as_stated"))
    assert {at: set(changed) for at, changed in turned.items()} == {US_SWAP: UNPUNISHED}


def test_neighbour_swaps_of_the_security_dispute_as_alleged():
    turned, verdicts = flips_of(security_guarantees().under(russia="as_alleged"))
    swap = ("parties.russia.types.as_alleged", 2)
    assert set(turned) == {swap, US_SWAP}
    assert verdicts[swap] == 66
    changed = set(turned[swap])
    assert {name for name, concept in changed if concept == "seq"} == {"SQ", "DEAL", "HALF"}
    assert {concept for name, concept in changed if name == "BACK DOWN"} == {"gmr", "smr"}


def test_neighbour_swaps_of_the_security_dispute_with_a_coercive_bargainer():
    turned, _ = flips_of(security_guarantees().under(russia="coercive"))
    swap = ("parties.russia.types.coercive", 2)
    assert set(turned) == {swap, US_SWAP}
    assert {name for name, concept in turned[swap] if concept == "seq"} == {"SQ", "HALF"}


def test_shaken_models_of_the_security_dispute():
    expected = {  # shares of SEQ-stable models, within what chance allows
        "as_stated": {"SQ": 1.0, "DEAL": 1.0, "HALF": 0.97},
        "as_alleged": {"SQ": 0.15, "DEAL": 0.15},
        "coercive": {"SQ": 0.15, "DEAL": 1.0},
    }
    for reading, shares in expected.items():
        conflict = security_guarantees().under(russia=reading)
        states = {name: detente.parse_state(conflict, NAMED[name]) for name in (*shares, "WAR")}
        found = robustness(conflict, list(states.values()), Plan(models=2000))
        for name, share in shares.items():
            about = next(
                one
                for one in found.conclusions
                if one.state == states[name] and one.name == "stable seq"
            )
            assert abs(found.shaken.count(about) / 2000 - share) < 0.03, (reading, name)
        ousting = next(
            one for one in found.conclusions if one.state == states["WAR"] and one.kind == "ousting"
        )
        share = 0.0 if reading == "as_stated" else 0.85
        assert abs(found.shaken.count(ousting) / 2000 - share) < 0.03
