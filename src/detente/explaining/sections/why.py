"""Why, in words: for the status quo and each reached outcome, party by party."""

from __future__ import annotations

from detente.explaining.arguments import argue
from detente.explaining.brief import Block, Definitions, Heading, Note, Section, Sentence
from detente.explaining.gathering import EXPLAINED
from detente.explaining.material import Material
from detente.explaining.readings import title
from detente.explaining.run import Run
from detente.explaining.words import counted, first_upper, in_list
from detente.model.state import State

ORDER = 10
STATES = 12

Entry = tuple[str, tuple[Sentence | Note, ...]]


def section(material: Material) -> Section | None:
    """One heading a state; under it each party, readings with the same reasons together."""
    states = dict.fromkeys(state for run in material.runs for state, _ in run.reasons)
    blocks: list[Block] = []
    for state in list(states)[:STATES]:
        blocks += [Heading(_heading(material, state)), Definitions(_entries(material, state))]
    if not blocks:
        return None
    left = sum(max(0, len(run.reached) - EXPLAINED) for run in material.runs)
    left += max(0, len(states) - STATES)
    if left:
        text = f"{counted(left, 'reached state')} not explained here."
        blocks.append(Definitions((("Left out", (Note(text),)),)))
    return Section("why", "Why", tuple(blocks))


def _heading(material: Material, state: State) -> str:
    here = material.runs[0].status_quo
    reached = [run for run in material.runs if state in run.reached]
    where = reached[0].role(state) if reached else ""
    where += f" under {title(reached)}" if title(reached) else ""
    if state == here:
        where = "the status quo"
    return f"{first_upper(material.words.short(state))}: {where}"


def _entries(material: Material, state: State) -> tuple[Entry, ...]:
    entries: list[Entry] = []
    for party in material.conflict.parties:
        groups: dict[tuple[str, ...], tuple[list[Run], list[Sentence]]] = {}
        for run in material.runs:
            sentences = _told(material, run, state, party.id)
            if not sentences:
                continue
            text = tuple(sentence.text for sentence in sentences)
            known = groups.setdefault(text, ([], sentences))
            known[0].append(run)
        entries += [
            (_term(material, party.name, runs), _joined(sentences, runs))
            for runs, sentences in groups.values()
        ]
    return tuple(entries)


def _term(material: Material, name: str, runs: list[Run]) -> str:
    if not material.rival or len(runs) == len(material.runs):
        return name
    return f"{name}, {title(runs)}"


def _told(material: Material, run: Run, state: State, party: str) -> list[Sentence]:
    for explained, reasons in run.reasons:
        if explained == state:
            mine = [reason for reason in reasons if reason.party == party]
            told = [sentence for reason in mine for sentence in argue(material, run, reason)]
            return told or [_untraced(run, state, party)]
    return []


def _untraced(run: Run, state: State, party: str) -> Sentence:
    """The bare verdict, where there are too many moves to show how it comes about."""
    analysis = run.analysis
    holds = [name for name in analysis.concepts if state in analysis.stability(name, party)]
    name = first_upper(run.words.party(party))
    text = f"{name} gains by some move from here, and no answer takes every such gain away"
    if holds:
        own = "answers in the others’ own interest"
        answers = own if {"seq", "sseq"} & set(holds) else "only costly answers"
        text = f"{name} gains by some move from here, but {answers} take every such gain away "
        text += f"({in_list([one.upper() for one in holds])})"
    return Sentence(f"{text}; there are too many moves to list them.", (run.id,))


def _joined(sentences: list[Sentence], runs: list[Run]) -> tuple[Sentence | Note, ...]:
    """The sentences with the results of all readings that they hold under."""
    ids = tuple(run.id for run in runs)
    return tuple(
        Sentence(one.text, (*ids, *(id for id in one.evidence if id not in ids)))  # noqa: A001
        for one in sentences
    )
