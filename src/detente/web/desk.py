"""What every page needs: the workspace, the work in progress, the token, and the templates."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from jinja2 import Environment
from markupsafe import Markup
from starlette.responses import HTMLResponse, RedirectResponse, Response

from detente.errors import DetenteError
from detente.explaining.rendering import environment
from detente.explaining.words import counted, day
from detente.web.jobs import Jobs
from detente.web.workspace import Workspace

__all__ = ["Ask", "Desk", "View"]


@dataclass(frozen=True, slots=True)
class Ask:
    """A request as views see it: the path's parts, the query, and the form of a POST."""

    path: str
    parts: Mapping[str, str]
    query: Mapping[str, str]
    form: Mapping[str, tuple[str, ...]]
    files: tuple[tuple[str, bytes], ...] = ()

    def part(self, name: str) -> str:
        """A part of the path."""
        return self.parts[name]

    def field(self, name: str, default: str = "") -> str:
        """A field of the form."""
        return (self.form.get(name) or (default,))[-1]

    def number(self, name: str) -> int:
        """A field that holds a whole number."""
        text = self.field(name)
        if not text.lstrip("-").isdigit():
            raise DetenteError(f"the form lacks the number `{name}`: load the page again")
        return int(text)


@dataclass(frozen=True, slots=True)
class Desk:
    """The workbench as its views see it."""

    workspace: Workspace
    jobs: Jobs
    token: str

    def page(self, template: str, ask: Ask, *, status: int = 200, **values: Any) -> Response:  # noqa: ANN401
        """A page made from a template."""
        rendered = (
            _environment()
            .get_template(template)
            .render(token=self.token, ask=ask, folder=self.workspace.folder.name, **values)
        )
        return HTMLResponse(rendered, status)

    def go(self, where: str) -> Response:
        """On to another page, after something was done."""
        return RedirectResponse(where, 303)


View = Callable[[Desk, Ask], Response]


@cache
def _environment() -> Environment:
    templates = environment("detente.web")
    templates.filters["drawn"] = Markup  # pictures of our own making
    templates.filters["day"] = day
    templates.globals["counted"] = counted
    return templates
