"""Robustness and alternatives considered: which conclusions survive a misjudgement."""

from __future__ import annotations

from collections.abc import Iterator

from detente.explaining.answers.grounds import Grounds
from detente.explaining.answers.robustness import assumed
from detente.explaining.brief import Block, Cell, Listing, Paragraph, Section, Sentence, Table
from detente.explaining.likelihood import likelihood
from detente.explaining.material import Material
from detente.explaining.readings import results, under
from detente.explaining.run import Run
from detente.explaining.what_if import WhatIf, what_if
from detente.explaining.words import counted, in_list
from detente.model.edits import Lift, Move, Turn
from detente.model.state import State
from detente.solving.conclusions import Conclusion
from detente.solving.perturbing import Assumption
from detente.solving.robustness import Flip, Robustness

ORDER = 11.6
FRAGILE = 3  # assumptions told in words for each reading
OUTCOMES = 5


def section(material: Material) -> Section | None:
    """How much was varied, what held in how many models, which assumptions turn what over."""
    known = [(run, found) for run in material.runs if (found := what_if(material, run))]
    if not known:
        return None
    blocks: list[Block] = [Paragraph(tuple(_varied(material, known)))]
    blocks += [_shares(material, run, found.robustness) for run, found in known[:4]]
    fragile = [
        tuple(_fragile(material, run, found.robustness))
        for run, found in known
        if found.robustness.ranked
    ]
    if fragile:
        blocks.append(Listing(tuple(fragile)))
    blocks.append(Paragraph(tuple(_firm(material, known))))
    return Section("robustness", "Robustness and alternatives considered", tuple(blocks))


def _varied(material: Material, known: list[tuple[Run, WhatIf]]) -> Iterator[Sentence]:
    first = known[0][1].robustness
    shaken = first.shaken.models if first.shaken else 0
    text = (
        f"Around each reading {counted(len(first.flips), 'single assumption')} were turned over, "
        f"every two neighbouring priorities and every rule among them, and "
        f"{counted(shaken, 'model')} were shaken by up to {counted(first.plan.swaps, 'swap')} of "
        f"neighbours in each list (seed {first.plan.seed})."
    )
    yield Sentence(text, results([run for run, _ in known]))
    if material.rival:
        letters = in_list([run.letter for run in material.runs])
        text = f"Readings {letters} are the alternatives considered; they stand side by side."
        yield Sentence(text, results(material.runs))


def _shares(material: Material, run: Run, found: Robustness) -> Table:
    rows = tuple(_row(material, run, found, state) for state in found.states[:OUTCOMES])
    shaken = found.shaken.models if found.shaken else 0
    caption = f"Reading {run.letter}: in" if run.letter else "In"
    caption += f" how many of {shaken:,} shaken models an outcome holds by credible answers (SEQ) "
    caption += "and is reached; a share of models is not a probability"
    if material.likelihood:
        caption += ", and the likelihood words of ICD 203 beside it are there as asked for"
    return Table(caption, ("Outcome", "Holds", "Reached", "Turned over by"), rows)


def _row(material: Material, run: Run, found: Robustness, state: State) -> tuple[Cell, ...]:
    about = {
        one.name: one
        for one in found.conclusions
        if one.state == state and one.name in ("stable seq", "reached")
    }
    single = sum(
        any(one in (*flip.gained, *flip.lost) for one in about.values()) for flip in found.flips
    )
    return (
        Cell(run.words.short(state), notes=(state.signs,)),
        *(_cell(material, run, found, about.get(name)) for name in ("stable seq", "reached")),
        Cell(f"{single} of {len(found.flips)} assumptions"),
    )


def _cell(material: Material, run: Run, found: Robustness, conclusion: Conclusion | None) -> Cell:
    if conclusion is None or found.shaken is None:
        return Cell("not asked")
    text = f"{found.shaken.count(conclusion):,} of {found.shaken.models:,}"
    notes = ["as it is: yes" if conclusion in found.holds else "as it is: no"]
    if material.likelihood and found.shaken.models:
        notes.append(likelihood(found.shaken.count(conclusion) / found.shaken.models))
    return Cell(text, (run.id,), notes=tuple(notes))


def _fragile(material: Material, run: Run, found: Robustness) -> Iterator[Sentence]:
    total = counted(len(found.conclusions), "conclusion")
    assumptions = counted(len(found.flips), "single assumption")
    text = f"{under(material, [run])}, {len(found.ranked)} of {assumptions} can turn any of "
    text += f"{total} over."
    yield Sentence(text, results([run]))
    grounds = Grounds(run.conflict)
    for flip in found.ranked[:FRAGILE]:
        said = assumed(grounds, flip.assumption)
        turn = "1 turns" if flip.flips == 1 else f"{flip.flips} turn"
        text = f"{turn} over {said}: {_first(run, flip)}."
        yield Sentence(text, (*results([run]), *material.basis(*_paths(run, flip.assumption))))


def _first(run: Run, flip: Flip) -> str:
    """The first of the conclusions that turn over, in words."""
    one = (*flip.gained, *flip.lost)[0]
    verb = {"stable": "holds", "reached": "is reached", "ousting": "ousts the status quo"}
    said = verb.get(one.kind, "is better for all")
    by = f" ({one.concept.upper()})" if one.concept else ""
    then = "then" if one in flip.gained else "then no longer"
    return f"{run.words.short(one.state)} {then} {said}{by}"


def _paths(run: Run, assumption: Assumption) -> tuple[str, ...]:
    match assumption.edit:
        case Move(path=path, place=place, to=to):
            return f"{path}.{place}", f"{path}.{to}"
        case Turn(option=name):
            short = run.conflict.names.short(run.conflict.option(name).key)
            return (f"rules.irreversible.{short}",)
        case Lift(path=path):
            return (path,)
    return ()


def _firm(material: Material, known: list[tuple[Run, WhatIf]]) -> Iterator[Sentence]:
    for run, found in known:
        survey = found.robustness
        same = [one for one in survey.conclusions if survey.never_changes(one)]
        always = [run.words.short(s) for s in _about(survey, same, "reached", holding=True)]
        never = [run.words.short(s) for s in _about(survey, same, "reached", holding=False)]
        text = f"{under(material, [run])}, {len(same)} of {len(survey.conclusions)} conclusions "
        text += f"are the same in all {survey.models:,} models"
        text += f"; always reached: {in_list(always)}" if always else ""
        text += f"; never reached: {in_list(never, most=3)}" if never else ""
        yield Sentence(f"{text}.", results([run]))


def _about(survey: Robustness, same: list[Conclusion], kind: str, *, holding: bool) -> list[State]:
    return [one.state for one in same if one.kind == kind and (one in survey.holds) == holding]
