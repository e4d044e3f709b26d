"""What every page needs: the workspace, the work in progress, the token, and the templates."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment
from markupsafe import Markup
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response

from detente.errors import DetenteError
from detente.explaining.rendering import environment
from detente.explaining.words import counted, day
from detente.web.jobs import Jobs
from detente.web.leads import place_in
from detente.web.sheets import Listing, Table, as_csv, as_markdown
from detente.web.trials import Trials
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

    @property
    def here(self) -> str:
        """The address that was asked for, with its query."""
        asked = f"?{urlencode(self.query)}" if self.query else ""
        return f"{quote(self.path)}{asked}"

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
    trials: Trials = field(default_factory=Trials)

    def page(
        self,
        template: str,
        ask: Ask,
        *,
        status: int = 200,
        tables: Sequence[Table] = (),
        **values: Any,  # noqa: ANN401
    ) -> Response:
        """A page made from a template, or one of its tables as text where the address asks so."""
        if tables and "table" in ask.query and "as" in ask.query:
            return _copied(tables, ask.query["table"], ask.query["as"])
        rendered = (
            _environment()
            .get_template(template)
            .render(
                token=self.token,
                ask=ask,
                folder=self.workspace.folder.name,
                tables=tables,
                **values,
            )
        )
        return HTMLResponse(rendered, status)

    def go(self, where: str, query: Mapping[str, str] | None = None) -> Response:
        """On to another page, after something was done."""
        asked = f"?{urlencode(query)}" if query else ""
        return RedirectResponse(f"{quote(where)}{asked}", 303)


View = Callable[[Desk, Ask], Response]


def _copied(tables: Sequence[Table], number: str, form: str) -> Response:
    if not number.isdecimal() or int(number) >= len(tables):
        raise DetenteError("there is no such table: look at the page again")
    table = tables[int(number)]
    if form == "csv":
        return PlainTextResponse(as_csv(table), media_type="text/csv")
    if form == "md":
        return PlainTextResponse(as_markdown(table), media_type="text/markdown")
    raise DetenteError("a table is had as csv or md")


def _asked(ask: Ask, **changed: object) -> str:
    """The address of the same page with other words in its query."""
    kept = {name: value for name, value in ask.query.items() if name not in ("table", "as")}
    return f"?{urlencode({**kept, **changed})}"


@cache
def _environment() -> Environment:
    templates = environment("detente.web")
    templates.filters["drawn"] = Markup  # pictures of our own making
    templates.filters["day"] = day
    templates.globals["counted"] = counted
    templates.globals["asked"] = _asked
    templates.globals["place_in"] = place_in
    templates.tests["listing"] = lambda block: isinstance(block, Listing)
    templates.tests["table_of_findings"] = lambda block: isinstance(block, Table)
    return templates
