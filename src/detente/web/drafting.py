"""Drafting a case from reports, in the background: those not yet read are read first."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from pathlib import PurePosixPath

from starlette.responses import Response

from detente.drafting import draft as drafted
from detente.errors import AnalysisError
from detente.files import dumps
from detente.model.register import Register
from detente.web.desk import Ask, Desk
from detente.web.jobs import Job, Progress, Working
from detente.web.reading import register_of

__all__ = ["draft", "drafting", "redraft"]

GLANCE = 0.2  # seconds between two looks at how far a report is read


def draft(desk: Desk, ask: Ask) -> Response:
    """Draft a case from the chosen reports, and show it."""
    names, published = ask.form.get("report", ()), ask.field("published")
    if not names:
        raise AnalysisError("no report is chosen: tick at least one")
    for name in names:
        desk.workspace.path(name)

    def work(progress: Progress) -> str:
        found = drafted(*_read(desk, names, published, progress))
        progress("writing the case", 0, 0)
        return desk.workspace.add(PurePosixPath(names[0]).stem, ".toml", dumps(found.conflict))

    return _started(desk, work)


def redraft(desk: Desk, ask: Ask) -> Response:
    """Draft the case again from its reports, with the answers given so far."""
    name, version = ask.part("name"), ask.field("version")
    file = desk.workspace.case(name)
    if file.conflict is None or not file.conflict.sources:
        raise AnalysisError("the case names no reports to draft it from")
    folder, published = PurePosixPath(name).parent, str(file.conflict.as_of or "")
    sources = tuple(str(folder / source) for source in file.conflict.sources)

    def work(progress: Progress) -> str:
        found = drafted(*_read(desk, sources, published, progress), answers=file.text)
        progress("writing the case", 0, 0)
        desk.workspace.save_case(name, version, dumps(found.conflict, file.text))
        return name

    return _started(desk, work)


def drafting(desk: Desk, ask: Ask) -> Response:
    """How far a draft is; the case where it is done."""
    key = ask.part("key")
    job = desk.jobs.find(f"{_address(key)}:")
    if job is None:
        raise AnalysisError("this draft is not remembered any more: look for it in the workspace")
    if not job.wait():
        raise Working(_address(key), job)
    return _to_case(desk, job)


def _started(desk: Desk, work: Callable[[Progress], str]) -> Response:
    """To the case where it takes a moment only, or to the page that shows how far it is."""
    key = secrets.token_hex(8)
    job = desk.jobs.ask(f"{_address(key)}:", work)
    return _to_case(desk, job) if job.wait() else desk.go(f"/{_address(key)}")


def _to_case(desk: Desk, job: Job[str]) -> Response:
    return desk.go(f"/case/{job.value()}")


def _address(key: str) -> str:
    return f"drafting/{key}"


def _read(desk: Desk, names: tuple[str, ...], published: str, progress: Progress) -> list[Register]:
    """What the reports say, one after the other."""
    registers = []
    for number, name in enumerate(names):
        registers.append(_register(desk, name, published, (number, len(names)), progress))
    progress("drafting the case", 0, 0)
    return registers


def _register(
    desk: Desk, name: str, published: str, place: tuple[int, int], progress: Progress
) -> Register:
    """What a report says; if the draft is cancelled, the reading of the report is as well."""
    progress(f"reading {name}", *place)
    while True:
        try:
            return register_of(desk, name, published, patience=GLANCE)
        except Working as still:
            try:
                progress(f"reading {name}: {still.job.doing}", *place)
            except Exception:
                still.job.cancelled.set()
                raise
