"""The brief in the workbench: live, to save and to print."""

from __future__ import annotations

import re

from starlette.responses import HTMLResponse, Response

from detente.explaining import write
from detente.web.desk import Ask, Desk
from detente.web.solving import material

__all__ = ["page", "shown"]

_POLICY = re.compile(r'http-equiv="content-security-policy" content="([^"]+)"', re.IGNORECASE)


def shown(desk: Desk, ask: Ask) -> Response:
    """The page around the brief."""
    name = ask.part("name")
    return desk.page("brief.html.j2", ask, name=name)


def page(desk: Desk, ask: Ask) -> Response:
    """The brief itself, the same page that the command line writes."""
    file = desk.workspace.case(ask.part("name"))
    html = write(material(desk, file)).to_html()
    policy = _POLICY.search(html)
    headers = {"x-frame-options": "SAMEORIGIN"}
    own = policy.group(1).replace("&#39;", "'").rstrip("; ") if policy else "default-src 'none'"
    headers["content-security-policy"] = f"{own}; frame-ancestors 'self'"
    if ask.query.get("save"):
        stem = re.sub(r"[^\w.-]", "-", file.name.rpartition("/")[2].removesuffix(".toml"))
        headers["content-disposition"] = f'attachment; filename="{stem}-brief.html"'
    return HTMLResponse(html, headers=headers)
