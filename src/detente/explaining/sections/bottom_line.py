"""The bottom line: what is reached, whether a better deal exists, and what it hinges on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from detente.explaining.agreement import (
    best_deals,
    costly_first_steps,
    holding,
    unknown_room,
    untold,
)
from detente.explaining.brief import Block, Listing, Note, Paragraph, Section, Sentence
from detente.explaining.grading import grade_in_words, resting_on
from detente.explaining.hinges import hinges
from detente.explaining.material import Material
from detente.explaining.readings import lower, results, under
from detente.explaining.run import Run
from detente.explaining.verdicts import how_firm
from detente.explaining.words import counted, first_upper, in_list, spelled, verb
from detente.model.findings import Path, Step
from detente.model.grade import grade
from detente.model.state import State

ORDER = 1
JUDGEMENTS = 5
GOALS = 3  # reached outcomes named one by one
GROUPS = 3  # groups of readings told one by one
WIDE = 24  # options from which on the deal with the fewest changes is named, not the fullest
SETTLED = 3  # states named where the status quo is not known

Judgement = tuple[Sentence, ...]


def section(material: Material) -> Section | None:
    """Three to five key judgements, and what they are worth."""
    judgements = [*_outcomes(material), *_room(material), *hinges(material)]
    blocks: list[Block] = [*_grade(material)]
    if material.rival:
        blocks.append(Paragraph((Sentence(_readings(material), results(material.runs)),)))
    blocks.append(Listing(tuple(judgements[:JUDGEMENTS]), ordered=True, tone="key"))
    blocks.append(Paragraph((_caveat(material), *_guesses(material)), tone="quiet"))
    return Section("bottom-line", "Bottom line", tuple(blocks), short=tuple(blocks))


def _grade(material: Material) -> Iterator[Block]:
    """How much a draft rests on; nothing of a conflict that was made by hand."""
    if found := grade(material.conflict):
        yield Paragraph(tuple(map(Note, grade_in_words(found))), tone="quiet")


def _readings(material: Material) -> str:
    """What readings are, before the first sentence that names one."""
    typed = [party for party in material.conflict.parties if party.types]
    if len(typed) != 1 or len(material.runs) > 4:
        told = [
            f"{len(party.types)} of {material.words.party(party.id)}"
            for party in typed
            if len(party.types) > 1
        ]
        text = f"Rival readings of what a party wants are kept apart: {in_list(told)}, "
        return text + f"in all {counted(len(material.runs), 'combination')}."
    names = [f"{run.letter}, {run.words.types()}" for run in material.runs]
    number = spelled(len(names))
    return (
        f"{first_upper(number)} rival readings of what {material.words.party(typed[0].id)} wants "
        f"are kept apart, never averaged: {'; '.join(names)}."
    )


def _caveat(material: Material) -> Sentence:
    text = (
        "All of this holds given the preferences in the model: it is not a forecast, and no "
        "likelihood is stated or implied."
    )
    return Sentence(text, results(material.runs))


def _guesses(material: Material) -> Iterator[Note]:
    """How much of the model is guessed, as a caution."""
    guessed = [element for element in material.elements if element.guessed]
    if guessed:
        yield Note(
            f"Of the {len(material.elements)} elements of the model "
            f"{verb(len(guessed), 'one is a guess', f'{len(guessed)} are guesses')}, marked "
            "“◇ guess” below: check them before relying on it."
        )
    elif not any(element.evidence for element in material.elements):
        yield Note(
            f"None of the {len(material.elements)} elements of the model names a source in words."
        )


# -- where it goes ---------------------------------------------------------------------------------


def _outcomes(material: Material) -> Iterator[Judgement]:
    groups = material.alike(lambda run: (run.status_quo, run.reached, _firmness(run)))
    shown = GROUPS if len(groups) <= GROUPS else GROUPS - 1
    for _, runs in groups[:shown]:
        yield tuple(_outcome(material, runs))
    if left := groups[shown:]:
        runs = tuple(run for _, group in left for run in group)
        text = (
            f"{under(material, runs)}, the dispute goes in {counted(len(left), 'other way')}: see "
            "the scenarios."
        )
        yield (Sentence(text, results(runs)),)


def _firmness(run: Run) -> tuple[str, ...]:
    return run.strength(run.status_quo) if run.status_quo else ()


def _outcome(material: Material, runs: tuple[Run, ...]) -> Iterator[Sentence]:
    run = runs[0]
    beginning, here = under(material, runs), run.status_quo
    if here is None:
        yield from _without_status_quo(run, beginning, results(runs))
    elif run.reached == (here,):
        text = (
            f"{beginning}, no party gains by leaving the status quo, {run.words.short(here)}, on "
            "its own: the dispute stays where it is."
        )
        losses = [step for one in runs for step in one.steps(here) if not step.improving]
        yield Sentence(_given(material, text, losses), results(runs))
    else:
        yield from _left(material, runs, beginning, here)


def _left(
    material: Material, runs: tuple[Run, ...], beginning: str, here: State
) -> Iterator[Sentence]:
    """The status quo is left: by whom, by which steps, and where that ends."""
    run = runs[0]
    status_quo = f"the status quo, {run.words.short(here)}"
    if len(run.reached) == 1 and run.ways:
        text = f"{beginning}, {status_quo}, would not last: {_steps(run, run.ways[0])}"
        steps = run.ways[0].steps
        text = _given(material, text, (*steps, *run.steps(run.ways[0].end)))
    else:
        gaining = [step for step in run.steps(here) if step.improving]
        steps = tuple({step.party: step for step in gaining}.values())
        text = (
            f"{beginning}, {run.words.parties(step.party for step in steps)} "
            f"{verb(len(steps), 'gains', 'gain')} by leaving {status_quo}; one-sided gains lead "
            f"{_goals(run)}."
        )
        text = resting_on(material, text, _wishes(material, runs))
    yield Sentence(text, (*results(runs), *material.by(steps)))
    firm = resting_on(material, how_firm(_firmness(run)), _wishes(material, runs))
    if not _firmness(run) and run.in_doubt(here):
        firm = "Whether the others could hold it was not worked out in the time given."
    yield Sentence(firm, results(runs))


def _given(material: Material, text: str, steps: Iterable[Step]) -> str:
    """The sentence with the guesses behind the steps: what decides them, and whose they are."""
    steps = tuple(steps)
    conflict = material.conflict
    changed = dict.fromkeys(key for step in steps for key in step.changed)
    options = [conflict.option(key) for key in changed]
    paths = [f"parties.{one.party}.options.{one.id}" for one in options]
    return resting_on(
        material, text, (*material.basis("rules.status_quo", *paths), *material.by(steps))
    )


def _wishes(material: Material, runs: Sequence[Run]) -> tuple[str, ...]:
    """Every wish under these readings: what is said of all parties rests on all of them."""
    chosen = {(party, name) for run in runs for party, name in run.conflict.types}
    return tuple(
        f"model:{one.path}"
        for one in material.elements
        if one.kind in ("preference", "option")
        and (one.reading is None or (one.party, one.reading) in chosen)
    )


def _steps(run: Run, way: Path) -> str:
    """A way of improvements as one sentence: each mover with its step."""
    first, *others = way.steps
    text = f"{run.words.party(first.party)} gains by "
    text += run.words.change(first.source, first.target)
    for step in others:
        text += f", then {run.words.party(step.party)} gains by "
        text += run.words.change(step.source, step.target)
    return f"{text}, and from there nobody gains by moving on."


def _goals(run: Run) -> str:
    found = run.analysis.reached
    single = [run.words.short(state) for state in found.improving] if found else []
    goals = [f"to {in_list(single, 'or')}"] if single else []
    if len(single) > GOALS:
        number = f"{len(single):,}" if found and found.complete else f"more than {len(single):,}"
        ends = found.improving if found else ()
        near = min(ends, key=lambda state: (run.distance(state), state.signs))
        goals = [f"to one of {number} outcomes, the nearest of them {run.nearby(near)}"]
    goals += [
        f"into a cycle of {counted(len(cycle), 'state')} that settles nowhere"
        for cycle in (found.cycles if found else ())[:2]
    ]
    if not goals and found and not found.complete:
        return "further than could be followed in the time given"
    return in_list(goals, "or") or "nowhere"


def _without_status_quo(run: Run, beginning: str, evidence: tuple[str, ...]) -> Iterator[Sentence]:
    """What can be said where nobody knows how things stand: where they could settle."""
    analysis = run.analysis
    yield Sentence(
        f"{beginning}, the status quo is not known, so nothing is said of where the dispute goes.",
        evidence,
    )
    firm = next((name for name in ("nash", "seq") if name in analysis.concepts), None)
    if firm is None:
        return
    region = analysis.equilibria(firm)
    text = f"Of {counted(analysis.feasible, 'feasible state')}, no party gains by leaving "
    if firm == "seq":
        text = f"Of {counted(analysis.feasible, 'feasible state')}, credible answers would hold "
    text += f"{region.count:,}" if region.count else "none"
    first = [run.words.short(state) for state in islice(region, SETTLED)]
    if region.count > SETTLED:
        first.append(f"{region.count - SETTLED:,} more")
    yield Sentence(f"{text}{f': {in_list(first)}' if first else ''}.", evidence)


# -- room for agreement ----------------------------------------------------------------------------


def _room(material: Material) -> Iterator[Judgement]:
    for common, runs in material.alike(lambda run: run.common)[:2]:
        if common is None:
            if any(run.status_quo for run in runs):
                yield (Sentence(unknown_room(material, runs), results(runs)),)
            continue
        others = f"of the {runs[0].analysis.feasible - 1:,} other outcomes"
        if not common.count:
            text = f"{under(material, runs)}, none {others} is better for {_all(material)}"
            if runs[0].analysis.feasible == 2:
                text = f"{under(material, runs)}, the only other outcome is not better for "
                text += _all(material)
            text = resting_on(material, f"{text} than the status quo.", _wishes(material, runs))
            yield (Sentence(text, results(runs)), *_satisfied(material, runs))
            continue
        text = (
            f"{under(material, runs)}, {common.count:,} {others} "
            f"{verb(common.count)} better for {_all(material)} than the status quo."
        )
        text = resting_on(material, text, _wishes(material, runs))
        yield (Sentence(text, results(runs)), *_best(material, runs), *_obstacle(material, runs))


def _all(material: Material) -> str:
    """Every party of the conflict together."""
    number = len(material.conflict.parties)
    return {1: "its party", 2: "both parties"}.get(number, f"all {spelled(number)} parties")


def _satisfied(material: Material, runs: Sequence[Run]) -> Iterator[Sentence]:
    """Who already has its best outcome today, and so cannot be offered anything.

    Never said of a draft: who says little, and is guessed to shun the costs of what others ask,
    may well want something.
    """
    if material.conflict.drafted is not None:
        return
    for party in runs[0].conflict.parties:
        places = {_place(run, party.id) for run in runs}
        if places == {1}:
            text = (
                f"{first_upper(runs[0].words.party(party.id))} ranks no outcome above the status "
                "quo, so nothing can be offered to it."
            )
            yield Sentence(text, results(runs))
            return


def _place(run: Run, party: str) -> int | None:
    rank = run.rank(party, run.status_quo) if run.status_quo else None
    return rank[0] if rank else None


def _best(material: Material, runs: Sequence[Run]) -> Iterator[Sentence]:
    """The fullest of the best deals, by who would do what, and whether it would last."""
    run, deals = runs[0], best_deals(runs[0])
    if not deals or run.status_quo is None:
        return
    wide = len(run.conflict.order) > WIDE
    deal = max(
        deals,
        key=lambda state: (
            len(_holding(runs, state)),
            -run.distance(state) if wide else state.signs.count("Y"),
        ),
    )
    one = "The best" if len(deals) == 1 else "One of the best"
    text = f"{one}: {run.words.parts(run.status_quo, deal)}."
    text = resting_on(material, text, _wishes(material, runs))
    yield Sentence(text, results(runs))
    held = _holding(runs, deal)
    if any(untold(run, deal) for run in runs):
        text = "Whether it would hold once there was not worked out in the time given."
    elif len(held) == len(runs):
        text = "Once there, it would hold by answers in the parties’ own interest."
    elif not held:
        text = "Once there, it would not hold by answers in the parties’ own interest."
    else:
        failing = [run for run in runs if run not in held]
        text = f"Once there, it would hold {lower(under(material, held))}, but not "
        text += f"{lower(under(material, failing))}."
    yield Sentence(resting_on(material, text, _wishes(material, runs)), results(runs))


def _holding(runs: Sequence[Run], deal: State) -> tuple[Run, ...]:
    return tuple(run for run in runs if holding(run, deal))


def _obstacle(material: Material, runs: tuple[Run, ...]) -> Iterator[Sentence]:
    """Why nobody goes there alone, if that is so under all of the readings."""
    costly = [costly_first_steps(run) for run in runs]
    if all(costly):
        text = "No party gains by going first, so it takes a joint or simultaneous step."
        text = _given(material, text, [step for steps in costly for step in steps])
        yield Sentence(text, (*results(runs), *material.by(costly[0])))
