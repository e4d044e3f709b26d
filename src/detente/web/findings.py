"""The findings of a case for its pages: computed once in the background for each version of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from starlette.responses import Response

from detente.errors import AnalysisError
from detente.explaining import Material, gather
from detente.explaining.run import Run
from detente.files.sources import beside, load_sources
from detente.model.conflict import Conflict
from detente.solving import CONCEPTS
from detente.web.desk import Ask, Desk
from detente.web.jobs import Job, Working
from detente.web.leads import Leads
from detente.web.workspace import CaseFile

__all__ = ["Looked", "asked_concept", "cancel", "gathering", "look", "material"]


def gathering(desk: Desk, file: CaseFile, conflict: Conflict) -> Job[Material]:
    """The work that finds out everything about a conflict, which may be an edited one."""
    folder = desk.workspace.path(file.name).parent
    documents = load_sources(conflict, beside(folder))
    return desk.jobs.ask(
        f"{file.name}:{conflict.hash}:{hash(conflict.evidence)}:{conflict.title}",
        lambda progress: gather(conflict, documents=documents, progress=progress),
    )


def material(desk: Desk, file: CaseFile) -> Material:
    """The findings of a case.

    Raises
    ------
    Working
        Where they take longer than a page may.
    """
    if file.conflict is None:
        raise file.error or AnalysisError("the case cannot be read")
    job = gathering(desk, file, file.conflict)
    if not job.wait():
        raise Working(file.name, job)
    return job.value()


@dataclass(frozen=True)
class Looked:
    """What a page looks at: the case, its findings, and one of its readings."""

    file: CaseFile
    found: Material
    number: int

    @property
    def run(self) -> Run:
        """The reading that is looked at."""
        return self.found.runs[self.number]

    @cached_property
    def leads(self) -> Leads:
        """The words of the reading, each with where it leads."""
        return Leads(self.file.name, self.number, self.run.conflict)


def look(desk: Desk, ask: Ask) -> Looked:
    """The case that is asked about, its findings, and the number of the reading asked for."""
    file = desk.workspace.case(ask.part("name"))
    found = material(desk, file)
    number = ask.query.get("run", "0")
    chosen = int(number) if number.isdecimal() and len(number) < 6 else 0
    return Looked(file, found, min(chosen, len(found.runs) - 1))


def asked_concept(ask: Ask) -> str:
    """The solution concept that a page is to show."""
    concept = ask.query.get("concept", "seq")
    if concept not in [row.id for row in CONCEPTS]:
        raise AnalysisError(f"there is no concept `{concept[:40]}`: choose one of the page")
    return concept


def cancel(desk: Desk, ask: Ask) -> Response:
    """Stop what is being computed for a case or a report, or a draft."""
    name = ask.part("name")
    desk.jobs.cancel(f"{name}:")
    return desk.go(f"/case/{name}" if name in desk.workspace.cases() else "/")
