"""Every reason says what the definitions say, holds when checked, and cannot be tampered with."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from detente.errors import AnalysisError
from detente.model.findings import Answer, Reason
from detente.solving import CONCEPTS, recheck, why
from solving.definitions import Definitions
from solving.disputes import build, security_guarantees
from solving.random_disputes import coalesced, dispute, graph


def reasons(conflict, sanctions="legal"):
    truth = Definitions(conflict, sanctions)
    for signs in truth.states:
        for reason in why(conflict, signs, sanctions=sanctions):
            yield truth, reason


@pytest.mark.parametrize("kind", [dispute, coalesced, graph])
@pytest.mark.parametrize("sanctions", ["legal", "once", "single"])
def test_every_reason_is_true_and_checks(kind, sanctions):
    for seed in range(25):
        conflict = kind(Random(seed), options=4)
        for truth, reason in reasons(conflict, sanctions):
            at = truth.number[reason.state.signs]
            assert reason.stable == truth.is_stable(reason.concept, reason.party, at)
            assert recheck(conflict, reason)


def tampered(reason: Reason):
    """Reasons that claim something else: each must be refused."""
    yield replace(reason, stable=not reason.stable)
    yield replace(reason, party="nobody")
    yield replace(reason, concept="luck")
    yield replace(reason, sanctions="any")
    if not reason.answers:
        return
    first, *rest = reason.answers
    yield replace(reason, answers=tuple(rest))
    for answer in _tampered_answers(first):
        yield replace(reason, answers=(answer, *rest))


def _tampered_answers(answer: Answer):
    step = answer.improvement
    yield replace(answer, improvement=replace(step, gain=-step.gain))
    yield replace(answer, improvement=replace(step, target=step.source))
    yield replace(answer, improvement=replace(step, changed=()))
    yield replace(answer, improvement=replace(step, decided_by=("parties.x.prefers.9", "so")))
    if answer.sanction:
        last = answer.sanction[-1]
        yield replace(answer, sanction=())
        yield replace(answer, sanction=(*answer.sanction, last))
        yield replace(answer, sanction=(*answer.sanction[:-1], replace(last, party=step.party)))
        yield replace(answer, sanction=(*answer.sanction[:-1], replace(last, gain=last.gain + 1)))
        yield replace(answer, decided_by=("parties.x.prefers.9", "so"))
    if answer.escape is not None:
        yield replace(answer, escape=None)
        yield replace(answer, escape=replace(answer.escape, target=answer.escape.source))


def test_a_tampered_reason_is_refused():
    refused = 0
    for seed in range(40):
        conflict = dispute(Random(seed), options=4)
        for _, reason in reasons(conflict):
            for other in tampered(reason):
                assert not recheck(conflict, other), (reason, other)
                refused += 1
    assert refused > 5000


def test_a_reason_of_another_dispute_is_refused():
    stated = security_guarantees()
    alleged = stated.under(russia="as_alleged")
    reason = why(stated, "talks", "russia", "seq")
    assert reason.stable
    assert recheck(stated, reason)
    assert not recheck(alleged, reason)


def test_a_reason_shows_the_deciding_statements():
    reason = why(security_guarantees().under(russia="as_alleged"), "talks", "russia", "seq")
    first = reason.answers[0]
    assert not reason.stable
    assert first.improvement.changed == ("russia.attack",)
    path = "parties.russia.types.as_alleged.2"
    assert first.improvement.decided_by == (path, "attack if not guarantee")


def test_an_unstable_reason_shows_how_the_party_escapes_the_answer():
    conflict = build(
        {"a": "x y", "b": "z"},
        {"a": ["x and not (y or z)", "y and z"], "b": []},
        status_quo=[],
    )
    reason = why(conflict, "none", "a", "smr")
    assert recheck(conflict, reason)
    assert not reason.stable
    assert reason.answers[0].sanction
    assert reason.answers[0].escape is not None


def test_one_question_has_one_reason_and_open_ones_have_all():
    conflict = security_guarantees()
    assert isinstance(why(conflict, "talks", "usa", "nash"), Reason)
    assert len(why(conflict, "talks", "usa")) == len(CONCEPTS)
    assert len(why(conflict, "talks")) == 3 * len(CONCEPTS)


@pytest.mark.parametrize(
    ("state", "party", "concept", "says"),
    [
        ("talsk", "usa", "nash", "did you mean `talks`"),
        ("talks", "china", "nash", "there is no party `china`"),
        ("talks", "usa", "nahs", "did you mean `nash`"),
        ("NNY", "usa", "nash", "3 signs"),
        ("guarantee", "usa", "nash", "infeasible"),
        ("----N---", "usa", "nash", "coalesced states only"),
        ("", "usa", "nash", "empty state"),
    ],
)
def test_a_question_without_an_answer_says_why(state, party, concept, says):
    with pytest.raises(AnalysisError, match=says):
        why(security_guarantees(), state, party, concept)


def test_a_reason_as_json_holds_the_whole_tree():
    value = why(security_guarantees(), "settle,talks", "russia", "gmr").to_dict()
    assert value["answers"]
    assert {
        "improvement",
        "sanction",
        "escape",
        "decided_by",
        "end",
        "deters",
    } == set(value["answers"][0])
    assert value["answers"][0]["improvement"]["options_changed"][0].startswith("russia.")
