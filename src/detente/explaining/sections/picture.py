"""The picture of the states around the status quo."""

from __future__ import annotations

from detente.explaining.brief import Block, Figure, Note, Paragraph, Section, Sentence
from detente.explaining.figures import draw
from detente.explaining.material import Material
from detente.explaining.readings import title
from detente.explaining.run import Run
from detente.explaining.surroundings import Surroundings, surroundings
from detente.explaining.words import counted, first_upper

ORDER = 9
PICTURES = 3


def section(material: Material) -> Section | None:
    """One picture for each group of readings with the same moves and gains."""
    if material.runs[0].status_quo is None:
        return None
    groups = material.alike(surroundings)
    blocks: list[Block] = [
        _figure(material, around, runs, number)
        for number, (around, runs) in enumerate(groups[:PICTURES], 1)
    ]
    if (left := len(groups) - PICTURES) > 0:
        note = Note(f"{counted(left, 'further picture')} for other readings left out.")
        blocks.append(Paragraph((note,), tone="quiet"))
    return Section("picture", "Around the status quo", tuple(blocks))


def _figure(material: Material, around: Surroundings, runs: tuple[Run, ...], number: int) -> Figure:
    which = title(runs)
    heading = "States around the status quo" + (f", {which}" if which else "")
    left = f" {first_upper(around.left_out)}." if around.left_out else ""
    of = f"{len(around.states)} of {counted(runs[0].analysis.feasible, 'feasible state')}"
    caption = Sentence(
        f"Shown are {of}, each row one move further from the status quo.{left}",
        tuple(run.id for run in runs),
    )
    lines = tuple(around.lines(material.words))
    description = " ".join(f"{line}." for line in lines)
    svg = draw(around, material.words, heading, description, f"figure-{number}")
    return Figure(svg, heading, description, lines, (caption,))
