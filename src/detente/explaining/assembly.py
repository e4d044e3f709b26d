"""From a draft, a conflict or registers alone to a brief."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from detente.explaining.basis import Sources
from detente.explaining.brief import Brief, Listing, Note, Paragraph, Section, Table
from detente.explaining.gathering import gather, unsolved
from detente.explaining.grading import NOT_ENOUGH, grade_in_words
from detente.explaining.material import Material
from detente.explaining.sections import gaps, positions, statements, writers
from detente.explaining.words import bare, first_upper
from detente.model.conflict import Conflict
from detente.model.findings import Draft
from detente.model.grade import Grade, grade
from detente.model.register import Register
from detente.model.text import Document
from detente.solving.budget import DEFAULT_MEMORY
from detente.solving.stability import Progress
from detente.version import VERSION

__all__ = ["brief", "register_brief", "write"]

FEW = 12  # statements of a brief of two pages that has nothing else


def brief(  # noqa: PLR0913 - each is a question of its own
    source: Draft | Conflict,
    registers: Sequence[Register] = (),
    documents: Sequence[Document] = (),
    *,
    types: Mapping[str, str] | None = None,
    sanctions: str = "legal",
    version: str = VERSION,
    likelihood: bool = False,
    budget: float | None = None,
    memory: int = DEFAULT_MEMORY,
    progress: Progress | None = None,
) -> Brief:
    """The brief on a dispute: every combination of rival types, side by side.

    Parameters
    ----------
    source:
        A drafted conflict with its registers, or a conflict alone.
    registers:
        What reports say, in addition to the registers of a draft.
    documents:
        Texts of sources that the conflict quotes, to be shown with the quotations marked.
    types:
        Types to hold fixed, by party.
    sanctions:
        How the others may answer an improvement: ``legal``, ``once`` or ``single``.
    version:
        The version of the program, to print.
    likelihood:
        Whether shares of models carry the likelihood words of ICD 203.
    budget:
        The seconds that the findings may take; what is not known by then is said to be so. By
        default 20 seconds where there are more than 24 options, else as long as it takes.
    memory:
        Megabytes that states may take.
    progress:
        Called with what is being worked out, how many parts are done, and of how many.

    Raises
    ------
    SourceError
        Where a quotation does not stand in its source as claimed.
    AnalysisError
        Where there are more than 64 combinations of types.
    """
    found = grade(source.conflict if isinstance(source, Draft) else source)
    if found and not found.enough:
        return write(unsolved(source, registers, documents, version=version))
    material = gather(
        source,
        registers,
        documents,
        version=version,
        sanctions=sanctions,
        types=types,
        budget=budget,
        memory=memory,
        progress=progress,
    )
    return write(replace(material, likelihood=likelihood))


def write(material: Material) -> Brief:
    """The brief that the sections make of the material; without verdicts where it is too thin."""
    found = grade(material.conflict)
    silent = found is not None and not found.enough
    written = _unjudged(material, found) if found and silent else _judged(material)
    sections = tuple(section for section in written if section is not None)
    cited = (id for section in sections for id in section.cited())  # noqa: A001
    return Brief(
        bare(material.conflict.title),
        material.conflict.as_of,
        sections,
        material.references(cited),
        material.documents,
        material.version,
        complete=material.complete,
    )


def _judged(material: Material) -> Iterator[Section | None]:
    return (section(material) for section in writers())


def _unjudged(material: Material, found: Grade) -> Iterator[Section | None]:
    """What was said, what each wants by its own words, and what is missing to model it."""
    why = Note(f"{NOT_ENOUGH}: no verdict is drawn. What is missing:")
    missing = Listing(tuple((Note(f"{first_upper(one)}."),) for one in found.missing))
    opening = (Paragraph((why,)), missing, Paragraph(tuple(map(Note, grade_in_words(found)))))
    yield Section("bottom-line", "Bottom line", opening, short=opening)
    told = tuple(e for e in material.elements if e.kind != "preference" or not e.guessed)
    yield positions.section(replace(material, elements=told))
    yield gaps.section(material)
    yield _said(material)


def _said(sources: Sources) -> Section | None:
    """Who said what, with the first statements where nothing else is worth two pages."""
    said = statements.section(sources)
    if said is None:
        return None
    short = tuple(
        one.in_short(FEW, cited=True) if isinstance(one, Table) else one for one in said.blocks
    )
    return replace(said, short=short)


NOTHING = (
    f"{NOT_ENOUGH}: no demand, offer, refusal or threat with a known party was found, so no "
    "verdict is drawn."
)


def register_brief(*registers: Register, because: str = NOTHING) -> Brief:
    """The brief on reports from which no conflict can be analysed: what was said, and no more."""
    sources = Sources(registers, tuple(one.document for one in registers), VERSION)
    why = (Paragraph((Note(because),)),)
    said = _said(sources)
    sections: tuple[Section, ...] = (Section("bottom-line", "Bottom line", why, short=why),)
    if said is not None:
        sections += (said,)
    cited = (id for section in sections for id in section.cited())  # noqa: A001
    days = [one.document.published for one in registers if one.document.published]
    return Brief(
        bare(registers[0].document.title or registers[0].document.id),
        max(days, default=None),
        sections,
        sources.references(cited),
        sources.documents,
        VERSION,
    )
