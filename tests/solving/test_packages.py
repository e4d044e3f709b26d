"""Zones of agreement are what listing every package by itself gives."""

from __future__ import annotations

import itertools
from dataclasses import replace
from fractions import Fraction
from random import Random

import pytest

import detente
from detente.errors import AnalysisError, CaseError
from detente.model.logic import parse
from detente.model.packages import STANCES, Clause, Packages, Reading, clause_names
from detente.solving import frontier
from detente.solving.bargain import bargain
from detente.solving.ordinal import ordinal
from detente.solving.zone import zone, zones

PARTIES = ("a", "b", "c")


def drawn(seed, clauses=None):
    """Packages by chance: fractions, red lines, conditions, excluded combinations."""
    rng = Random(seed)
    ids = tuple(f"k{n}" for n in range(clauses or rng.randint(1, 7)))
    names = clause_names(ids)
    stances = [one for one in STANCES if rng.random() < 0.5] or ["open"]
    excluded = []
    for _ in range(rng.choice((0, 0, 1, 2)) if len(ids) > 1 else 0):
        one, other = rng.sample(ids, 2)
        excluded.append(parse(rng.choice((f"{one} and {other}", f"{one} xor {other}")), names))
    return Packages(
        tuple(
            Clause(
                one,
                one,
                tuple((p, rng.choice(stances) if rng.random() < 0.3 else "open") for p in PARTIES),
                tuple((p, Fraction(rng.randint(-9, 9), rng.choice((1, 1, 2, 3)))) for p in PARTIES),
            )
            for one in ids
        ),
        tuple((p, Fraction(rng.randint(-6, 6), rng.choice((1, 2)))) for p in PARTIES),
        tuple(excluded),
    )


class ByHand:
    """Every package of some packages, looked at one by one."""

    def __init__(self, packages):
        self.packages = packages
        ids = [clause.id for clause in packages.clauses]
        self.every = [
            frozenset(chosen)
            for size in range(len(ids) + 1)
            for chosen in itertools.combinations(ids, size)
        ]
        self.allowed = [one for one in self.every if self.may(one)]
        self.zone = [
            one
            for one in self.allowed
            if all(self.worth(one, p) > packages.reservation(p) for p in PARTIES)
        ]

    def may(self, package):
        for clause in self.packages.clauses:
            stances = [clause.stance(p) for p in PARTIES]
            if clause.id in package and "red line" in stances:
                return False
            if clause.id not in package and "condition" in stances:
                return False
        taken = {f"clauses.{one}" for one in package}
        return not any(statement.holds(taken) for statement in self.packages.excluded)

    def worth(self, package, party):
        return sum(
            (clause.weight(party) for clause in self.packages.clauses if clause.id in package),
            Fraction(0),
        )

    def values(self, package):
        return tuple(self.worth(package, p) for p in PARTIES)

    def gains(self, package):
        return [self.worth(package, p) - self.packages.reservation(p) for p in PARTIES]

    def pareto(self):
        return [
            one
            for one in self.zone
            if not any(
                all(x >= y for x, y in zip(self.values(other), self.values(one), strict=True))
                and self.values(other) != self.values(one)
                for other in self.zone
            )
        ]

    def best(self, measure):
        scores = {one: measure(self.gains(one)) for one in self.zone}
        return {one for one, score in scores.items() if score == max(scores.values())}

    def most(self, party, having=None):
        open_ = [
            self.worth(one, party)
            for one in self.allowed
            if (having is None or having in one)
            and all(
                self.worth(one, p) > self.packages.reservation(p) for p in PARTIES if p != party
            )
        ]
        return max(open_, default=None)


def sets(packages):
    return {frozenset(one.clauses) for one in packages}


@pytest.mark.parametrize("seed", range(60))
def test_the_zone_is_what_every_package_by_itself_says(seed):
    packages = drawn(seed)
    known, found = ByHand(packages), zone(packages, PARTIES)
    assert (found.total, found.allowed, found.count) == (
        len(known.every),
        len(known.allowed),
        len(known.zone),
    )
    assert sets(found.pareto) == set(known.pareto())
    assert found.empty == (not known.zone)
    for one in found.pareto:
        assert tuple(value for _, value in one.values) == known.values(frozenset(one.clauses))
    assert dict(found.frequency) == {
        clause.id: sum(clause.id in one for one in known.zone) for clause in packages.clauses
    }
    if not known.zone:
        return
    ideal = [max(gains) for gains in zip(*map(known.gains, known.zone), strict=True)]
    measures = {
        "nash": lambda gains: gains[0] * gains[1] * gains[2],
        "egalitarian": sorted,
        "kalai_smorodinsky": lambda gains: sorted(
            gain / most for gain, most in zip(gains, ideal, strict=True)
        ),
    }
    for name, measure in measures.items():
        best = {known.values(one) for one in known.best(measure)}
        assert {known.values(frozenset(one.clauses)) for one in getattr(found, name)} == best, name


@pytest.mark.parametrize("seed", range(40))
def test_branch_and_bound_finds_what_listing_finds(seed, monkeypatch):
    packages = drawn(seed)
    listed = zone(packages, PARTIES)
    monkeypatch.setattr("detente.solving.zone.LISTED", 0)
    bounded = zone(packages, PARTIES)

    def values(found):
        return {one.values for one in found}

    assert bounded.count == listed.count
    for name in ("pareto", "nash", "kalai_smorodinsky", "egalitarian"):
        assert values(getattr(bounded, name)) == values(getattr(listed, name)), name
    assert bounded.limits == listed.limits
    assert bounded.trades == listed.trades
    assert bounded.clashes == listed.clashes
    assert set(bounded.emptying) == set(listed.emptying)
    having = {clause for one in bounded.pareto for clause in one.clauses}
    assert bounded.thresholds == tuple(one for one in listed.thresholds if one.clause in having)


@pytest.mark.parametrize("seed", range(40))
def test_limits_thresholds_and_stances_that_leave_nothing(seed):
    packages = drawn(seed)
    known, found = ByHand(packages), zone(packages, PARTIES)
    for limit in found.limits:
        assert limit.most == known.most(limit.party)
    for one in found.thresholds:
        rest = known.most(one.party, one.clause)
        assert one.cost == -packages.clause(one.clause).weight(one.party) > 0
        assert one.out == rest + one.cost - packages.reservation(one.party)
        for cost, left in ((one.out, False), (one.out - Fraction(1, 6), True)):
            changed = with_weight(packages, one.clause, one.party, -cost)
            assert any(one.clause in package for package in ByHand(changed).zone) == left
    for party, clause, stance in found.emptying:
        assert not ByHand(with_stance(packages, clause, party, stance)).zone
    named = set(found.emptying)
    for clause in packages.clauses if known.zone else ():
        for party in PARTIES:
            for stance in ("red line", "condition"):
                if (
                    clause.stance(party) not in ("red line", "condition")
                    and (party, clause.id, stance) not in named
                ):
                    assert ByHand(with_stance(packages, clause.id, party, stance)).zone


def with_weight(packages, name, party, weight):
    return replace(
        packages,
        clauses=tuple(
            replace(one, weights=tuple({**dict(one.weights), party: weight}.items()))
            if one.id == name
            else one
            for one in packages.clauses
        ),
    )


def with_stance(packages, name, party, stance):
    return replace(
        packages,
        clauses=tuple(
            replace(one, stances=tuple({**dict(one.stances), party: stance}.items()))
            if one.id == name
            else one
            for one in packages.clauses
        ),
    )


@pytest.mark.parametrize("seed", range(40))
def test_trades_serve_both_and_no_smaller_bundle_does(seed):
    packages = drawn(seed, 6)
    found = zone(packages, PARTIES)
    usable = [
        one
        for one in packages.clauses
        if not {"red line", "condition"} & {one.stance(p) for p in PARTIES}
    ]
    weight = {(one.id, p): one.weight(p) for one in usable for p in PARTIES}
    expected = set()
    for one, other in itertools.permutations(PARTIES, 2):
        for gives in usable:
            if not weight[gives.id, one] < 0 < weight[gives.id, other]:
                continue
            wanted = [k.id for k in usable if weight[k.id, one] > 0 > weight[k.id, other]]
            for size in (1, 2, 3):
                for takes in itertools.combinations(wanted, size):
                    if serves(weight, one, other, takes, gives.id) and not any(
                        serves(weight, one, other, fewer, gives.id)
                        for less in range(1, size)
                        for fewer in itertools.combinations(takes, less)
                    ):
                        expected.add((one, other, frozenset(takes), gives.id))
    assert {(t.one, t.other, frozenset(t.takes), t.gives) for t in found.trades} == expected


def serves(weight, one, other, takes, gives):
    return all(weight[gives, p] + sum(weight[k, p] for k in takes) > 0 for p in (one, other))


@pytest.mark.parametrize("seed", range(40))
def test_stances_alone(seed):
    packages = drawn(seed)
    found = ordinal(packages, PARTIES)
    known = ByHand(packages)
    assert found.allowed == len(known.allowed)
    if found.sure:
        # Whatever the weights are: those that the stances allow, at their least.
        for one in known.allowed:
            for p in PARTIES:
                stances = [c.stance(p) for c in packages.clauses if c.id in one]
                least = sum(
                    {"demand": 1, "condition": 1, "accept": 0}.get(stance, -100)
                    for stance in stances
                )
                if least <= 0:
                    break
            else:
                found = replace(found, sure=found.sure - 1)
        assert found.sure == 0
    assert sum(
        len(getattr(found, name))
        for name in ("agreed", "negotiable", "contested", "barred", "unwanted")
    ) == len(packages.clauses)


def test_without_a_weight_there_are_stances_only():
    packages = Packages(
        (
            Clause("talks", "Talks", (("a", "demand"), ("b", "accept"), ("c", "accept"))),
            Clause("arms", "Arms", (("a", "demand"), ("b", "refuse"), ("c", "open"))),
            Clause("land", "Land", (("b", "demand"), ("a", "refuse"), ("c", "accept"))),
            Clause("crown", "Crown", (("b", "red line"), ("a", "demand"))),
        )
    )
    found = zone(packages, PARTIES)
    assert not found.exact
    assert found.count is None
    assert found.ordinal.agreed == ("talks",)
    assert found.ordinal.contested == ("arms", "land")
    assert found.ordinal.barred == ("crown",)
    (exchange,) = found.ordinal.exchanges
    assert (exchange.takes, exchange.gives) == ("arms", "land")


def test_forty_clauses_are_bounded_not_listed():
    rng = Random(40)
    clauses = tuple(
        Clause(f"k{n}", f"k{n}", (), tuple((p, Fraction(rng.randint(-5, 5))) for p in PARTIES))
        for n in range(26)
    )
    known = bargain(Packages(clauses), PARTIES)
    front = frontier.front(known)
    worths = [known.worth(mask) for mask in front]
    assert len(set(worths)) == len(front) > 1
    assert all(min(worth) > 0 for worth in worths)
    for one, other in itertools.permutations(worths, 2):
        assert not all(x >= y for x, y in zip(one, other, strict=True))
    assert frontier.counted(known) > 100_000


def test_readings_change_what_they_say_and_nothing_else():
    packages = drawn(3, 4)
    reading = Reading(
        "hard",
        (("a", Fraction(5)),),
        (("k0", (("b", "red line"),)),),
        (("k1", (("c", Fraction(7)),)),),
    )
    under = replace(packages, readings=(reading,)).under("hard")
    assert under.reservation("a") == 5
    assert under.reservation("b") == packages.reservation("b")
    assert under.clause("k0").stance("b") == "red line"
    assert under.clause("k1").weight("c") == 7
    assert under.clause("k2") == packages.clause("k2")
    assert [one.reading for one in replace(packages, readings=(reading,)).every()] == [None, "hard"]
    with pytest.raises(AnalysisError, match="hard"):
        replace(packages, readings=(reading,)).under("soft")
    with pytest.raises(CaseError, match="no clause"):
        replace(packages, readings=(Reading("odd", (), (("k9", ()),)),))


def test_shaken_weights_are_the_same_for_a_seed():
    packages = drawn(8, 6)
    one, same, other = (zone(packages, PARTIES, draws=40, seed=seed) for seed in (1, 1, 2))
    assert one.shaken == same.shaken
    assert (one.shaken.draws, other.shaken.seed) == (40, 2)
    assert one.shaken.sizes[0] <= one.shaken.sizes[1] <= one.shaken.sizes[2]


# -- the security dispute --------------------------------------------------------------------------

CORE = {"missiles", "contacts", "transparency", "deescalation"}


def test_the_packages_of_the_security_dispute():
    found = zones(detente.catalogue("european-security-2022"), draws=300)
    assert [one.count for one in found] == [68, 29, 8, 0]
    assert [len(one.pareto) for one in found] == [6, 4, 2, 0]
    nash = [[(set(one.clauses), [int(v) for _, v in one.values]) for one in z.nash] for z in found]
    assert nash == [
        [(CORE | {"bases"}, [6, 8, 9])],
        [(CORE | {"bases", "written_form"}, [8, 7, 7])],
        [(CORE | {"bases", "neighbours"}, [11, 4, 4])],
        [],
    ]
    plain = found[0]
    frequency = dict(plain.frequency)
    assert (frequency["enlargement"], frequency["lines_1997"], frequency["deescalation"]) == (
        0,
        0,
        53,
    )
    outs = {(one.clause, one.party): one.out for one in plain.thresholds}
    assert outs["deescalation", "russia"] == 18
    assert found[3].clashes == ("enlargement",)


def test_the_packages_of_the_security_dispute_with_weights_shaken():
    plain, _, war, nothing = zones(detente.catalogue("european-security-2022"), draws=300)
    assert plain.shaken.kept == 300
    assert 50 < plain.shaken.sizes[1] < 75
    assert war.shaken.kept > 280
    core = dict(plain.shaken.core)
    assert all(core[clause] > 290 for clause in CORE)
    assert 250 < core["bases"] < 300
    assert nothing.shaken.kept == 0


def test_a_case_without_packages_says_so():
    with pytest.raises(AnalysisError, match=r"packages\.clauses"):
        zones(detente.catalogue("elmira-classic-9"))
