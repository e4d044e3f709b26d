"""The bottom line: what is reached, whether a better deal exists, and what it hinges on."""

from __future__ import annotations

from collections.abc import Iterator

from detente.explaining.agreement import costly_first_steps, holds_where
from detente.explaining.brief import Listing, Paragraph, Section, Sentence
from detente.explaining.hinges import hinges
from detente.explaining.material import Material, Run
from detente.explaining.readings import results, under
from detente.explaining.words import counted, first_upper, in_list, spelled, verb
from detente.model.findings import Path
from detente.model.state import State

ORDER = 1
JUDGEMENTS = 5
SPELLED = 3  # best outcomes up to which the last is spelled out
GROUPS = 3  # groups of readings told one by one


def section(material: Material) -> Section | None:
    """Three to five key judgements."""
    judgements = [
        *_outcomes(material),
        *_room(material),
        *_hold(material),
        *hinges(material),
    ]
    entries = tuple(judgements[: JUDGEMENTS + max(0, len(material.runs) > 2)])
    blocks = (Listing(entries, ordered=True, tone="key"), _caveat(material))
    return Section("bottom-line", "Bottom line", blocks)


def _caveat(material: Material) -> Paragraph:
    text = (
        "“Stable” means stable given the preferences in the model; it is not a forecast, and no "
        "likelihood is stated or implied."
    )
    return Paragraph((Sentence(text, results(material.runs)),), tone="quiet")


# -- where it goes ---------------------------------------------------------------------------------


def _outcomes(material: Material) -> Iterator[tuple[Sentence, ...]]:
    groups = material.alike(lambda run: (run.status_quo, run.reached, _is_stable(run)))
    for _, runs in groups[:GROUPS]:
        yield tuple(_outcome(material, runs))
    if left := groups[GROUPS:]:
        runs = tuple(run for _, group in left for run in group)
        text = (
            f"{under(material, runs)}, {counted(len(left), 'further pattern')} of outcomes "
            f"{verb(len(left), 'appears', 'appear')}: see the scenarios."
        )
        yield (Sentence(text, results(runs)),)


def _is_stable(run: Run) -> tuple[str, ...]:
    return run.strength(run.status_quo) if run.status_quo else ()


def _outcome(material: Material, runs: tuple[Run, ...]) -> Iterator[Sentence]:
    run = runs[0]
    beginning, status_quo = under(material, runs), run.status_quo
    if status_quo is None:
        yield _without_status_quo(run, beginning, results(runs))
        return
    if run.reached == (status_quo,):
        yield _stalemate(run, beginning, status_quo, results(runs))
        return
    here = run.words.short(status_quo)
    movers = list(dict.fromkeys(way.steps[0].party for way in run.ways))
    who = run.words.parties(movers) or "some party"
    text = (
        f"{beginning}, {who} {verb(max(1, len(movers)), 'gains', 'gain')} by leaving the status "
        f"quo, {here}, and one-sided improvements lead {_goals(run)}."
    )
    evidence = material.by(way.steps[0] for way in run.ways)
    yield Sentence(text, (*results(runs), *evidence))
    if len(run.reached) == 1 and run.ways:
        yield _way(material, run, run.ways[0], results(runs))


def _goals(run: Run) -> str:
    found = run.analysis.reached
    single = [run.words.short(state) for state in found.improving] if found else []
    goals = [f"to {in_list(single, 'or', most=3)}"] if single else []
    goals += [
        f"into a cycle of {counted(len(cycle), 'state')} that settles nowhere"
        for cycle in (found.cycles if found else ())[:2]
    ]
    return in_list(goals, "or") or "nowhere"


def _stalemate(run: Run, beginning: str, state: State, evidence: tuple[str, ...]) -> Sentence:
    concepts = run.analysis.concepts
    every = len(run.strength(state)) == len(concepts)
    scope = "every concept computed" if every else in_list([c.upper() for c in run.strength(state)])
    return Sentence(
        f"{beginning}, no party gains by moving away from the status quo, "
        f"{run.words.short(state)}: given these preferences it is stable under {scope}.",
        evidence,
    )


def _without_status_quo(run: Run, beginning: str, evidence: tuple[str, ...]) -> Sentence:
    analysis = run.analysis
    counts = [
        f"{analysis.equilibria(name).count:,} under {name.upper()}" for name in analysis.concepts
    ]
    text = (
        f"{beginning}, the status quo is not known, so nothing is said of where it leads; of "
        f"{counted(analysis.feasible, 'feasible state')} those stable for every party number "
        f"{in_list(counts)}."
    )
    return Sentence(text, evidence)


def _way(material: Material, run: Run, way: Path, evidence: tuple[str, ...]) -> Sentence:
    steps = [
        f"{run.words.party(step.party)} by {run.words.change(step.source, step.target)}"
        for step in way
    ]
    text = f"The way there: {'; then '.join(steps)}."
    return Sentence(text, (*evidence, *material.by(way.steps)))


# -- room for agreement ----------------------------------------------------------------------------


def _room(material: Material) -> Iterator[tuple[Sentence, ...]]:
    groups = material.alike(lambda run: run.common)
    for common, runs in groups[:2]:
        if common is None:
            continue
        parties = len(material.conflict.parties)
        each = "both parties" if parties == 2 else f"all {spelled(parties)} parties"
        beginning = under(material, runs)
        if not common.count:
            text = f"{beginning}, no outcome is better than the status quo for {each}."
            yield (Sentence(text, results(runs)),)
            continue
        best = [material.words.short(state) for state in common.best]
        text = (
            f"{beginning}, {counted(common.count, 'outcome')} {verb(common.count)} better than the "
            f"status quo for {each}"
        )
        if len(best) == common.count > 1:
            text += f": {in_list(best, most=SPELLED)}"
        elif best:
            text += f"; the best of them: {in_list(best, most=SPELLED)}"
        yield (Sentence(f"{text}.", results(runs)), *_obstacle(material, runs))


def _obstacle(material: Material, runs: tuple[Run, ...]) -> Iterator[Sentence]:
    """Why nobody goes there alone, if that is so under all of the readings."""
    costly = [costly_first_steps(run) for run in runs]
    if all(costly):
        steps = costly[0]
        movers = [runs[0].words.party(step.party) for step in steps]
        told = in_list(list(dict.fromkeys(movers)))
        text = (
            "No party gains by going first: carried out alone, its own part would leave "
            f"{told} no better off, so it takes a joint or simultaneous step."
        )
        yield Sentence(text, (*results(runs), *material.by(steps)))


def _hold(material: Material) -> Iterator[tuple[Sentence, ...]]:
    for state, holding, failing in holds_where(material)[:1]:
        name = first_upper(material.words.short(state))
        if not failing:
            text = f"Once there, {name} would be SEQ-stable {_all(material)}."
        elif not holding:
            text = f"Once there, {name} would not be SEQ-stable: some party gains by leaving it."
        else:
            good, bad = (_lower(under(material, runs)) for runs in (holding, failing))
            text = f"Once there, {name} would be SEQ-stable {good}, but not {bad}."
        yield (Sentence(text, results(material.runs)),)


def _all(material: Material) -> str:
    return _lower(under(material, material.runs))


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
