"""Large sets of stable outcomes: what they have in common, in place of a list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.explaining.brief import Block, Cell, Heading, Note, Paragraph, Section, Sentence, Table
from detente.explaining.material import Material
from detente.explaining.readings import results, title
from detente.explaining.run import Run
from detente.explaining.verdicts import holding_by
from detente.explaining.words import counted, first_upper, in_list, share
from detente.model.findings import Pattern, Shape
from detente.model.state import State

ORDER = 8.5
READINGS = 4  # readings whose sets are described
REACHED, NEAREST = 4, 6  # states named of each set, the reached ones first
TELLING = 100  # the patterns are shown where they cover at least one in so many
NAMED = 12  # options named in one cell


def section(material: Material) -> Section | None:
    """For each large set: what is fixed in all of it, the nearest states, patterns that fit."""
    blocks: list[Block] = []
    for told, runs in material.alike(lambda run: run.shapes)[:READINGS]:
        for concept, shape in told:
            blocks += _described(material, runs, concept, shape)
    if not blocks:
        return None
    title_ = "What the stable outcomes have in common"
    short = tuple(
        one
        for one in blocks
        if isinstance(one, Heading) or (isinstance(one, Paragraph) and one.tone == "plain")
    )
    return Section("regions", title_, tuple(blocks), short=short)


def _described(
    material: Material, runs: tuple[Run, ...], concept: str, shape: Shape
) -> Iterator[Block]:
    which = f", {title(runs)}" if material.rival and len(runs) < len(material.runs) else ""
    yield Heading(f"{concept.upper()}{which}: outcomes {holding_by(concept)}")
    yield Paragraph(tuple(_fixed(runs, shape)))
    if near := _near(runs[0], shape):
        yield _nearest(runs, near, shape)
    if TELLING * shape.covered >= shape.count:
        yield _patterns(runs, shape)
    if left := shape.count - shape.covered:
        text = f"Of the outcomes {left:,} fit none of these patterns."
        if TELLING * shape.covered < shape.count:
            text = "No few patterns were found that cover even a hundredth of these outcomes."
        yield Paragraph((Note(text),), tone="quiet")


def _fixed(runs: Sequence[Run], shape: Shape) -> Iterator[Sentence]:
    """How many they are, and which options all of them have alike."""
    run, ids = runs[0], results(runs)
    feasible = run.analysis.feasible
    of = f"{share(shape.count, feasible)} of {counted(feasible, 'feasible state')}"
    yield Sentence(f"There are {shape.count:,} of them, {of}.", ids)
    always, never = _options(run, shape.always), _options(run, shape.never)
    if always:
        yield Sentence(f"Always chosen: {in_list(always, most=NAMED)}.", ids)
    if never:
        yield Sentence(f"Never chosen: {in_list(never, most=NAMED)}.", ids)
    if not always and not never:
        yield Sentence("No option is fixed in all of them.", ids)


def _options(run: Run, names: Sequence[str]) -> list[str]:
    """Options in words by the short names that a shape gives."""
    keys = {run.conflict.names.short(key): key for key in run.conflict.order}
    return [run.words.option(keys[name]) for name in names]


def _near(run: Run, shape: Shape) -> list[State]:
    """The states to name: the reached ones nearest to the status quo, then the nearest others."""
    here = run.status_quo
    if here is None:
        return []
    ends = sorted(shape.reached, key=lambda state: (run.distance(state), state.signs))[:REACHED]
    return list(dict.fromkeys((*ends, *shape.nearest)))[:NEAREST]


def _nearest(runs: Sequence[Run], near: Sequence[State], shape: Shape) -> Table:
    run = runs[0]
    rows = tuple(
        (
            Cell(_difference(run, state), results(runs), notes=(state.signs,)),
            Cell(str(run.distance(state)), tone="number"),
            Cell("yes" if state in shape.reached else "no"),
        )
        for state in near
    )
    caption = "Those nearest to the status quo, by the number of options that change"
    if shape.reached:
        caption += f"; {counted(len(shape.reached), 'outcome')} that one-sided gains lead to first"
    head = ("What changes from the status quo", "Options", "Reached")
    return Table(caption, head, rows)


def _difference(run: Run, state: State) -> str:
    assert run.status_quo is not None
    if state == run.status_quo:
        return "nothing: the status quo itself"
    return first_upper(run.words.parts(run.status_quo, state))


def _patterns(runs: Sequence[Run], shape: Shape) -> Table:
    run = runs[0]
    fixed = {*shape.always, *shape.never}
    rows = tuple(
        (
            Cell(_signed(run, one, "Y", fixed), results(runs), notes=(one.signs,)),
            Cell(_signed(run, one, "N", fixed)),
            Cell(f"{one.count:,}", tone="number"),
        )
        for one in shape.patterns
    )
    number = counted(len(shape.patterns), "disjoint pattern")
    caption = f"{number} that cover {share(shape.covered, shape.count)} of them: whatever the "
    caption += "other options are, every feasible state that fits is one"
    also = "Chosen too" if fixed else "Chosen"
    return Table(caption, (also, "Not chosen", "States"), rows)


def _signed(run: Run, pattern: Pattern, sign: str, fixed: set[str]) -> str:
    """The options with this sign in a pattern, those fixed in the whole set left out."""
    names = zip(run.conflict.order, pattern.signs, strict=True)
    own = [
        run.words.option(key)
        for key, one in names
        if one == sign and run.conflict.names.short(key) not in fixed
    ]
    return in_list(own, most=NAMED) or "·"
