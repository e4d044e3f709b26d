"""What a verdict hinges on: the reading of a party, or a statement of a preference."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from detente.explaining.brief import Sentence
from detente.explaining.grading import resting_on
from detente.explaining.material import Material
from detente.explaining.readings import results
from detente.explaining.run import Run
from detente.explaining.words import in_list, ordinal
from detente.model.conflict import Party, Preference, Prioritised

__all__ = ["hinges"]


def hinges(material: Material) -> Iterator[tuple[Sentence, ...]]:
    """The judgement on what the verdict on the status quo rests on."""
    if all(run.status_quo is None for run in material.runs):
        return
    if material.rival:
        yield from _on_readings(material)
    else:
        yield from _on_statement(material, material.runs[0])


def _on_readings(material: Material) -> Iterator[tuple[Sentence, ...]]:
    groups = material.alike(lambda run: (run.status_quo, run.reached))
    typed = [party for party in material.conflict.parties if party.types]
    if len(groups) == 1:
        text = (
            "Where the dispute goes from the status quo does not depend on which reading of "
            f"{in_list([material.words.party(party.id) for party in typed])} is right."
        )
        yield (Sentence(text, results(material.runs)),)
        return
    deciding = [party for party in typed if _matters(material, party)]
    told = []
    for party in deciding or typed:
        said, ids = _difference(material, party)
        text = f"It turns on which reading of {material.words.party(party.id)} is right"
        text += f": {said}" if said else "."
        told.append(Sentence(text, (*results(material.runs), *ids)))
    yield tuple(told)


def _matters(material: Material, party: Party) -> bool:
    """Whether two readings that differ in this party alone lead to different outcomes."""
    by_others: dict[object, set[object]] = {}
    for run in material.runs:
        others = tuple(pair for pair in run.conflict.types if pair[0] != party.id)
        by_others.setdefault(others, set()).add((run.status_quo, run.reached))
    return any(len(outcomes) > 1 for outcomes in by_others.values())


def _difference(material: Material, party: Party) -> tuple[str, tuple[str, ...]]:
    """The first place where the readings of a party differ, in words, and its elements."""
    columns = [(name, _texts(material, preference)) for name, preference in party.types]
    for place in range(max(len(texts) for _, texts in columns)):
        at = [(name, texts[place] if place < len(texts) else "nothing") for name, texts in columns]
        if len({text for _, text in at}) == 1:
            continue
        said = in_list([f"{text} ({name.replace('_', ' ')})" for name, text in at], "or", most=4)
        path = f"parties.{party.id}.types."
        ids = material.basis(*(f"{path}{name}.{place + 1}" for name, _ in at))
        return f"is its {ordinal(place + 1)} priority {said}?", ids
    return "", ()


def _texts(material: Material, preference: Preference) -> list[str]:
    if not isinstance(preference, Prioritised):
        return ["a ranking of its own"]
    return [material.words.statement(statement) for statement in preference.flat]


def _on_statement(material: Material, run: Run) -> Iterator[tuple[Sentence, ...]]:
    """The statement that decides most of the moves from the status quo."""
    here = run.status_quo
    if here is None:
        return
    deciding: Counter[tuple[str, tuple[str, str]]] = Counter()
    if run.reached == (here,):
        steps = [step for step in run.steps(here) if step.gain < 0]
        about = "the status quo is left by nobody"
    else:
        steps = [step for way in run.ways for step in way]
        about = "the status quo is left"
    for step in steps:
        if step.decided_by:
            deciding[step.party, step.decided_by] += 1
    if not deciding:
        return
    (party, decided_by), _ = min(deciding.items(), key=lambda item: (-item[1], item[0]))
    owner = run.words.party(party)
    text = f"That {about} rests above all on {owner} and {run.words.preferred(decided_by)}."
    behind = material.basis(decided_by[0])
    yield (Sentence(resting_on(material, text, behind), (run.id, *behind)),)
