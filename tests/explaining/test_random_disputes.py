"""Whatever a conflict looks like, its brief comes out and what it says can be checked again."""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random

import pytest

from detente.explaining import gather, gathering, write
from detente.explaining.arguments import argue
from detente.explaining.brief import Heading
from detente.explaining.figures import picture
from detente.explaining.layout import Box
from detente.explaining.surroundings import surroundings
from detente.model.conflict import Conflict
from detente.model.state import parse_state
from detente.solving import recheck
from solving.definitions import Definitions, places
from solving.random_disputes import coalesced, dispute, graph

SEEDS = range(60)
ENDS = re.compile(r"then ends (worse off than|no better off than|still better off than) now")


class Truth:
    """Moves and preferences by the definitions, as sets of names of states."""

    def __init__(self, conflict: Conflict) -> None:
        self._known = Definitions(conflict)

    def _named(self, sets: list[int], signs: str) -> set[str]:
        return {self._known.states[at] for at in places(sets[self._known.number[signs]])}

    def moves(self, party: str, signs: str) -> set[str]:
        return self._named(self._known.moves[party], signs)

    def better(self, party: str, signs: str) -> set[str]:
        return self._named(self._known.better[party], signs)

    def improvements(self, party: str, signs: str) -> set[str]:
        return self._named(self._known.improvements[party], signs)


def drawn(seed: int) -> Conflict:
    rng = Random(seed)
    kind = (dispute, dispute, dispute, coalesced, graph)[seed % 5]
    conflict = kind(rng)
    if conflict.status_quo is None and seed % 2:
        signs = rng.choice(sorted(Definitions(conflict).home))
        taken = tuple(k for s, k in zip(signs, conflict.order, strict=True) if s == "Y")
        conflict = replace(conflict, status_quo=taken)
    return conflict


@pytest.mark.parametrize("seed", SEEDS)
def test_a_brief_comes_out_in_every_form(seed):
    made = write(gather(drawn(seed)))
    assert made.to_html().endswith("</html>")
    assert made.to_text(80)
    assert made.section("bottom-line")


@pytest.mark.parametrize("seed", SEEDS)
def test_every_reason_that_is_told_checks_again(seed):
    material = gather(drawn(seed))
    for run in material.runs:
        for _, reasons in run.reasons:
            for reason in reasons:
                assert recheck(run.conflict, reason)
                assert list(argue(material, run, reason))


@pytest.mark.parametrize("seed", SEEDS)
def test_the_words_of_a_reason_agree_with_the_definitions(seed):
    conflict = drawn(seed)
    truth = Truth(conflict)
    material = gather(conflict)
    run = material.runs[0]
    for state, reasons in run.reasons:
        for reason in reasons:
            said = " ".join(one.text for one in argue(material, run, reason))
            gaining = truth.improvements(reason.party, state.signs)
            if reason.concept == "nash" and reason.stable:
                assert not gaining
                moves = len(truth.moves(reason.party, state.signs))
                assert _moves_told(said) == moves
            if not reason.stable:
                assert gaining
                assert " gains by " in said
            for answer in reason.answers:
                assert answer.improvement.target.signs in gaining
                if answer.deters:
                    end = answer.sanction[-1].target.signs
                    assert end not in truth.better(reason.party, state.signs)


def _moves_told(said: str) -> int:
    if "has no move from here" in said:
        return 0
    if "by its one move from here" in said:
        return 1
    return int(re.search(r"any of its (\d+) moves", said)[1])


@pytest.mark.parametrize("seed", SEEDS)
def test_where_an_answer_leaves_a_party_is_told_as_it_is(seed):
    conflict = drawn(seed)
    truth, material = Truth(conflict), gather(conflict)
    run = material.runs[0]
    for state, reasons in run.reasons:
        for reason in reasons:
            if not reason.stable or reason.concept == "nash":
                continue
            told = [found[1] for one in argue(material, run, reason)
                    for found in ENDS.finditer(one.text)]  # fmt: skip
            for text, answer in zip(told, reason.answers, strict=False):
                end = answer.sanction[-1].target.signs
                worse = state.signs in truth.better(reason.party, end)
                assert text == ("worse off than" if worse else "no better off than")


@pytest.mark.parametrize("seed", SEEDS)
def test_the_picture_keeps_its_parts_apart(seed):
    run = gather(drawn(seed)).runs[0]
    if run.status_quo is None:
        return
    around = surroundings(run)
    laid = picture(around, run.words)
    boxes: list[Box] = [*laid.states, *laid.labels]
    for number, one in enumerate(boxes):
        assert not any(one.overlaps(other) for other in boxes[number + 1 :])
        assert one.x >= 0
        assert one.x + one.width <= laid.width
    assert around.states[0] == run.status_quo


@pytest.mark.parametrize("seed", SEEDS)
def test_the_moves_of_the_picture_are_moves_and_their_gains_are_right(seed):
    conflict = drawn(seed)
    run = gather(conflict).runs[0]
    if run.status_quo is None:
        return
    truth = Truth(conflict)
    for arc in surroundings(run).arcs:
        assert arc.target.signs in truth.moves(arc.party, arc.source.signs)
        better = arc.target.signs in truth.better(arc.party, arc.source.signs)
        worse = arc.source.signs in truth.better(arc.party, arc.target.signs)
        assert arc.gain == better - worse


@pytest.mark.parametrize("seed", range(60, 120, 1))
def test_what_stable_states_have_in_common_holds_in_each_of_them(seed):
    conflict = dispute(Random(seed))
    material = gather(conflict)
    run, scenarios = material.runs[0], write(material).section("scenarios")
    states = [state.keys(conflict) for state in run.analysis.equilibria("seq")]
    told = [one.text for one in scenarios.sentences() if one.text.startswith("Common to all")]
    always = [key for key in conflict.order if all(key in taken for taken in states)]
    never = [key for key in conflict.order if not any(key in taken for taken in states)]
    listed = "seq" not in dict(run.shapes)  # larger sets are described by themselves
    assert bool(told) == bool(listed and len(states) >= 6 and (always or never))
    if told:
        chosen, _, rest = told[0].rpartition(" always chosen")
        for key in conflict.order:
            named = run.words.option(key)
            assert (named in chosen) == (key in always)
            assert (named in rest) == (key in never)


def rows_of(section, caption):
    """The rows of the tables whose captions hold these words, as the signs below their names."""
    tables = [one for one in section.blocks if caption in getattr(one, "caption", "")]
    return [[(row[0].notes[0], row) for row in one.rows] for one in tables]


@pytest.mark.parametrize("seed", [one for one in range(60, 160) if one % 4])
def test_what_is_said_of_a_large_set_holds(seed, monkeypatch):
    monkeypatch.setattr(gathering, "SHAPED", 3)
    conflict = dispute(Random(seed))
    material = gather(conflict)
    run = material.runs[0]
    if not run.shapes:
        return
    section = write(material).section("regions")
    concepts = [one for one, _ in run.shapes]
    headings = [one.text for one in section.blocks if isinstance(one, Heading)]
    assert [text.partition(":")[0].lower() for text in headings] == concepts
    feasible = [state.signs for state in run.analysis.everything]
    sets = [{state.signs for state in run.analysis.equilibria(one)} for one in concepts]
    said = [one.text for one in section.sentences() if "Always chosen" in one.text]
    always = [
        [key for at, key in enumerate(conflict.order) if all(s[at] == "Y" for s in one)]
        for one in sets
    ]
    assert len(said) == sum(bool(one) for one in always)
    for near in rows_of(section, "nearest to the status quo"):
        far = [int(row[1].text) for _, row in near if row[2].text == "no"]
        assert far == sorted(far)
        for signs, row in near:
            assert int(row[1].text) == run.distance(parse_state(conflict, signs))
            assert any(signs in one for one in sets)
    for patterns in rows_of(section, "disjoint pattern"):
        fits = [{s for s in feasible if fitting(s, signs)} for signs, _ in patterns]
        assert sum(map(len, fits)) == len(set().union(*fits))
        assert any(set().union(*fits) <= one for one in sets)
        for fit, (_, row) in zip(fits, patterns, strict=True):
            assert row[2].text == f"{len(fit):,}"


def fitting(signs: str, pattern: str) -> bool:
    return all(two in ("-", one) for one, two in zip(signs, pattern, strict=True))


def test_some_of_these_disputes_have_large_sets(monkeypatch):
    monkeypatch.setattr(gathering, "SHAPED", 3)
    found = [gather(dispute(Random(seed))).runs[0].shapes for seed in range(60, 160) if seed % 4]
    assert sum(map(bool, found)) > 10
