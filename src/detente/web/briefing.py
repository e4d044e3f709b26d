"""The brief in the workbench: live, to save and to print."""

from __future__ import annotations

import re
from collections.abc import Iterator

from starlette.responses import HTMLResponse, Response

from detente.explaining import Brief, write
from detente.explaining.brief import Table as BriefTable
from detente.solving.stability import Progress
from detente.web.desk import Ask, Desk
from detente.web.findings import material
from detente.web.jobs import Job, Working
from detente.web.sheets import Cell, Table

__all__ = ["page", "shown"]

_POLICY = re.compile(r'http-equiv="content-security-policy" content="([^"]+)"', re.IGNORECASE)


def shown(desk: Desk, ask: Ask) -> Response:
    """The page around the brief, with its tables to copy."""
    name = ask.part("name")
    job = _written(desk, name)
    if not job.wait():
        raise Working(name, job)
    return desk.page("brief.html.j2", ask, tables=list(_tables(job.value())), name=name)


def page(desk: Desk, ask: Ask) -> Response:
    """The brief itself, the same page that the command line writes."""
    name = ask.part("name")
    job = _written(desk, name)
    if not job.wait():
        return desk.go(f"/case/{name}/brief")  # which shows how far it is
    html = job.value().to_html()
    policy = _POLICY.search(html)
    headers = {"x-frame-options": "SAMEORIGIN"}
    own = policy.group(1).replace("&#39;", "'").rstrip("; ") if policy else "default-src 'none'"
    headers["content-security-policy"] = f"{own}; frame-ancestors 'self'"
    if ask.query.get("save"):
        stem = re.sub(r"[^\w.-]", "-", name.rpartition("/")[2].removesuffix(".toml"))
        headers["content-disposition"] = f'attachment; filename="{stem}-brief.html"'
    return HTMLResponse(html, headers=headers)


def _written(desk: Desk, name: str) -> Job[Brief]:
    file = desk.workspace.case(name)
    found = material(desk, file)
    key = f"{name}:brief:{found.conflict.hash}:{hash(found.conflict.evidence)}:{file.version}"

    def work(progress: Progress) -> Brief:
        progress("the brief", 0, 0)
        return write(found)

    return desk.jobs.ask(key, work)


def _tables(brief: Brief) -> Iterator[Table]:
    for section in brief.sections:
        for block in section.blocks:
            if isinstance(block, BriefTable):
                rows = tuple(
                    tuple(Cell("; ".join((cell.text, *cell.notes))) for cell in row)
                    for row in block.rows
                )
                yield Table(f"{section.title}: {block.caption}", block.head, rows)
