"""Reasons as sentences: who would gain by what, what the others could do, who ends where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.explaining.brief import Sentence
from detente.explaining.material import Material
from detente.explaining.run import Run
from detente.explaining.words import counted, first_upper, spelled
from detente.model.findings import Answer, Reason, Step
from detente.model.state import State
from detente.solving.concepts import Concept, find

__all__ = ["argue", "because", "credible", "held_back", "told"]

ANSWERS = 4  # improvements told of one party; the others are counted
ANSWERED_BY = {"moves": "any of their moves", "improvements": "moves in their own interest"}


def credible(concept: str) -> bool:
    """Whether answers under the concept are in the interest of those who give them."""
    return find(concept, further=True).credible


def because(run: Run, decided_by: tuple[str, str] | None) -> str:
    """A clause naming the statement that decides; empty if none does."""
    return f" ({run.words.preferred(decided_by)})" if decided_by else ""


def argue(material: Material, run: Run, reason: Reason) -> Iterator[Sentence]:
    """The sentences of a reason."""
    row = find(reason.concept, further=True)
    if not row.in_turn:
        yield from _otherwise(material, run, reason, row)
        return
    if row.answer == "nothing" and reason.stable:
        yield from held_back(material, run, reason.party, reason.state)
        return
    if not reason.stable:
        yield from _unstable(material, run, reason)
        return
    yield _deterred(material, run, reason)
    for answer in reason.answers[:ANSWERS]:
        yield told(material, run, reason, answer)
    if (left := len(reason.answers) - ANSWERS) > 0:
        text = (
            f"The same holds of {counted(left, 'further improvement')} of "
            f"{run.words.party(reason.party)}."
        )
        yield Sentence(text, (run.id,))


def _otherwise(material: Material, run: Run, reason: Reason, row: Concept) -> Iterator[Sentence]:
    """The sentences of a reason whose answers are not given by the others in turn."""
    name = first_upper(run.words.party(reason.party))
    if not reason.answers:
        what = "move" if row.horizon else "improvement"
        yield Sentence(f"{name} has no {what} from here.", (run.id,))
    for answer in reason.answers[:ANSWERS]:
        yield (_foreseen if row.horizon else _met)(material, run, reason, answer)
    if (left := len(reason.answers) - ANSWERS) > 0:
        what = "further move" if row.horizon else "further improvement"
        yield Sentence(f"The same holds of {counted(left, what)} of {name}.", (run.id,))


def _met(material: Material, run: Run, reason: Reason, answer: Answer) -> Sentence:
    """An improvement and what others, gaining too, could do at the same time."""
    step, name = answer.improvement, run.words.party(reason.party)
    gains = f"gain by {run.words.change(step.source, step.target)}{because(run, step.decided_by)}"
    if answer.end is None:
        text = f"{first_upper(name)} would {gains}, and nothing by which others would gain at the "
        return Sentence(f"{text}same time takes this away.", (run.id, *material.by((step,))))
    at_once = " and ".join(
        f"{run.words.party(one.party)} could gain by {run.words.change(one.source, one.target)}"
        for one in answer.sanction
    )
    text = f"{first_upper(name)} would {gains}, but {at_once}; where they move at the same time, "
    text += f"{name} {_ends(run, reason, answer.end)}{because(run, answer.decided_by)}."
    return Sentence(text, (run.id, *material.by((step, *answer.sanction), answer.decided_by)))


def _foreseen(material: Material, run: Run, reason: Reason, answer: Answer) -> Sentence:
    """A first move and what is foreseen to follow it."""
    step, name = answer.improvement, run.words.party(reason.party)
    steps = [
        f"{run.words.party(one.party)} by {run.words.change(one.source, one.target)}"
        for one in answer.sanction
    ]
    text = f"If {name} moves by {run.words.change(step.source, step.target)}, "
    text += f"{', then '.join(steps)} follows; " if steps else "no move follows; "
    text += f"{name} {_ends(run, reason, answer.end or step.target)}"
    text += f"{because(run, answer.decided_by)}."
    return Sentence(text, (run.id, *material.by((step, *answer.sanction), answer.decided_by)))


def _ends(run: Run, reason: Reason, end: State) -> str:
    """How the party fares at an end, beside where it started."""
    if end == reason.state:
        return "ends where it started"
    gain = run.step(reason.party, reason.state, end).gain
    fares = {1: "better off than", 0: "no better off than", -1: "worse off than"}[gain]
    return f"ends {fares} now"


def _deterred(material: Material, run: Run, reason: Reason) -> Sentence:
    name = run.words.party(reason.party)
    number = len(reason.answers)
    if not number:
        return Sentence(f"{first_upper(name)} has no improvement from here.", (run.id,))
    how = ANSWERED_BY.get(find(reason.concept).answer, "moves")
    each = "it" if number == 1 else "each of them"
    text = (
        f"{first_upper(name)} has {counted(number, 'improvement')} from here, and the others can "
        f"answer {each} by {how} so that it gains nothing "
        f"({reason.concept.upper()})."
    )
    return Sentence(text, (run.id,))


def told(material: Material, run: Run, reason: Reason, answer: Answer) -> Sentence:
    """One improvement and what the others can do about it."""
    words, step = run.words, answer.improvement
    name = words.party(reason.party)
    text = (
        f"{first_upper(name)} would gain by {words.change(step.source, step.target)}"
        f"{because(run, step.decided_by)}"
    )
    if answer.sanction:
        text += f", but {_sanction(run, answer.sanction, credible(reason.concept))}"
        text += f"; {name} then {_outcome(run, answer)}"
    evidence = material.by((step, *answer.sanction, answer.escape), answer.decided_by)
    return Sentence(text + ".", (run.id, *evidence))


def _sanction(run: Run, steps: Sequence[Step], own_interest: bool) -> str:
    parts = []
    for number, step in enumerate(steps):
        could = "could then" if number == 0 else "then could"
        part = f"{run.words.party(step.party)} {could} answer by "
        part += run.words.change(step.source, step.target)
        if own_interest and step.improving:
            part += f", which it prefers{because(run, step.decided_by)}"
        elif step.gain < 0:
            part += f", at a cost to itself{because(run, step.decided_by)}"
        parts.append(part)
    return ", and ".join(parts)


def _outcome(run: Run, answer: Answer) -> str:
    if answer.escape is not None:
        move = run.words.change(answer.escape.source, answer.escape.target)
        return f"would still get out by {move}{because(run, answer.escape.decided_by)}"
    step = answer.improvement
    end = answer.sanction[-1].target if answer.sanction else step.target
    gain = run.step(step.party, step.source, end).gain
    ends = {1: "still better off than", 0: "no better off than", -1: "worse off than"}[gain]
    return f"ends {ends} now{because(run, answer.decided_by)}"


def _unstable(material: Material, run: Run, reason: Reason) -> Iterator[Sentence]:
    words, name = run.words, run.words.party(reason.party)
    open_ = next((answer for answer in reason.answers if not answer.deters), None)
    if open_ is None:
        text = f"{first_upper(name)} has an improvement from here that nothing deters."
        yield Sentence(text, (run.id,))
        return
    step = open_.improvement
    gains = f"gains by {words.change(step.source, step.target)}{because(run, step.decided_by)}"
    text = f"{first_upper(name)} {gains}, and {_no_answer(reason, open_)}."
    if credible(reason.concept):
        counts = f"Counting only answers in the others’ own interest ({reason.concept.upper()})"
        text = f"{counts}, {name} {gains}: {_no_answer(reason, open_)}."
    evidence = (run.id, *material.by((step,)))
    yield Sentence(text, evidence)
    if open_.sanction:
        yield _failing(material, run, name, open_)
    elif ranks := _ranks(run, reason.party, step):
        yield Sentence(ranks, evidence)
    if reason.state == run.status_quo:
        yield from _in_the_end(material, run, reason.party)


def _no_answer(reason: Reason, answer: Answer) -> str:
    if find(reason.concept).answer == "nothing":
        return "under Nash stability nothing that may follow counts"
    if answer.sanction:
        return "the best answer of the others does not hold"
    if credible(reason.concept):
        return "none of these would take this gain away"
    return "nothing that the others could do would take this gain away"


def _failing(material: Material, run: Run, name: str, answer: Answer) -> Sentence:
    text = first_upper(_sanction(run, answer.sanction, own_interest=True))
    text += f", but {name} {_outcome(run, answer)}"
    evidence = material.by((*answer.sanction, answer.escape), answer.decided_by)
    return Sentence(text + ".", (run.id, *evidence))


def _in_the_end(material: Material, run: Run, party: str) -> Iterator[Sentence]:
    """How the party fares where improvements end, beside the status quo."""
    if run.status_quo is None or len(run.reached) != 1:
        return
    step = run.step(party, run.status_quo, run.reached[0])
    fares = {1: "still better off than", 0: "as well off as", -1: "worse off than"}[step.gain]
    text = (
        f"Where improvements end, at {run.words.short(step.target)}, it would be {fares} in the "
        f"status quo{because(run, step.decided_by)}."
    )
    yield Sentence(text, (run.id, *material.by((step,))))


def _ranks(run: Run, party: str, step: Step) -> str:
    before, after = run.rank(party, step.source), run.rank(party, step.target)
    if not before or not after:
        return ""
    return (
        f"In its own order of {counted(before[1], 'level')} it moves from place {before[0]} "
        f"to place {after[0]}."
    )


def held_back(material: Material, run: Run, party: str, state: State) -> Iterator[Sentence]:
    """Why a party does not move at all: what each of its moves would cost it."""
    steps = [run.step(party, state, target) for target in run.ways_from(party, state)]
    name = first_upper(run.words.party(party))
    if not steps:
        yield Sentence(f"{name} has no move from here.", (run.id,))
        return
    by_cause: dict[tuple[int, tuple[str, str] | None], list[Step]] = {}
    for step in steps:
        by_cause.setdefault((step.gain, step.decided_by), []).append(step)
    moves = "its one move" if len(steps) == 1 else f"any of its {len(steps)} moves"
    moves = "any move" if run.is_wide(party) else moves
    yield Sentence(f"{name} does not gain by {moves} from here.", (run.id,))
    for (gain, cause), group in list(by_cause.items())[:ANSWERS]:
        evidence = material.by(group)
        yield Sentence(_cost(run, gain, cause, group), (run.id, *evidence))


def _cost(run: Run, gain: int, cause: tuple[str, str] | None, group: Sequence[Step]) -> str:
    simplest = min(group, key=lambda step: (len(step.changed), step.target.signs))
    said = first_upper(run.words.change(simplest.source, simplest.target))
    if len(group) > 1:
        others = len(group) - 1
        said += f" or {spelled(others)} other {'move' if others == 1 else 'moves'}"
    if not gain:
        return f"{said} would change nothing for it."
    if cause is None:
        return f"{said} would leave it worse off."
    return f"{said} would go against {run.words.preferred(cause)}."
