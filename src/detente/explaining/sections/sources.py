"""Sources and method: what was read, what was computed and how, with fingerprints."""

from __future__ import annotations

from collections.abc import Iterator

from detente.explaining.brief import Block, Cell, Definitions, Note, Section, Table
from detente.explaining.individual import individual
from detente.explaining.material import Material
from detente.explaining.words import day
from detente.solving.concepts import select

ORDER = 15
SANCTIONS = {
    "legal": "The others may answer by any sequence of moves in which nobody moves twice in a row.",
    "once": "The others may answer by a sequence of moves in which each moves at most once.",
    "single": "The others may answer by a single move of one of them.",
}


def section(material: Material) -> Section | None:
    """The sources, for whom each state is stable, the concepts, and the identity of this run."""
    blocks: list[Block] = [*_sources(material), *individual(material)]
    blocks.append(Definitions(tuple(_method(material))))
    return Section("sources", "Sources and method", tuple(blocks), annex=True)


def _sources(material: Material) -> Iterator[Table]:
    rows = [
        (
            Cell(document.title or document.id, notes=_named(document.id, document.title)),
            Cell(day(document.published) if document.published else "undated"),
            Cell(document.sha256, tone="code"),
        )
        for document in material.documents
    ]
    cited = {citation.evidence.source for citation in material.conflict.evidence}
    missing = sorted(
        {*cited, *material.conflict.sources}
        - {name for name in {*cited, *material.conflict.sources} if material.document(name)}
    )
    rows += [(Cell(name), Cell("unknown"), Cell("text not at hand")) for name in missing]
    if rows:
        yield Table("Sources", ("Source", "Published", "SHA-256 of the text"), tuple(rows))


def _named(id: str, title: str) -> tuple[str, ...]:  # noqa: A002
    return (id,) if title and title != id else ()


def _method(material: Material) -> Iterator[tuple[str, tuple[Note, ...]]]:
    analysis = material.runs[0].analysis
    yield (
        "Model",
        (
            Note(
                "Graph Model for Conflict Resolution: parties change their own options one after "
                "another; a state is one choice of all options."
            ),
        ),
    )
    for concept in select(analysis.concepts, further=True):
        yield f"{concept.id.upper()} ({concept.name})", (Note(concept.definition),)
    yield (
        "Reached",
        (
            Note(
                "Where improvements from the status quo end, each made by one party that prefers "
                "the state it moves to over the one it leaves."
            ),
        ),
    )
    yield "Sanctions", (Note(SANCTIONS.get(analysis.sanctions, analysis.sanctions)),)
    yield (
        "Identity",
        (
            Note(f"detente {material.version or 'of unknown version'}, engine {analysis.engine}."),
            Note(f"Conflict {material.conflict.hash}."),
            Note("The same input gives the same bytes."),
        ),
    )
