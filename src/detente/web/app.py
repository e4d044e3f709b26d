"""The application: which view answers which address, and what happens when something is wrong."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from importlib.resources import files

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from detente.errors import DetenteError, StatementError
from detente.web import briefing, drafting, findings, further, modelling, outcomes, reading, what_if
from detente.web import state as one_state
from detente.web.desk import Ask, Desk, View
from detente.web.guard import MOST_BYTES, Guard, Key, new_token, same_token
from detente.web.jobs import Jobs, Working
from detente.web.workspace import Stale, Workspace

__all__ = ["application"]

VIEWS: dict[str, tuple[str, View]] = {
    "/": ("GET", reading.home),
    "/reports": ("POST", reading.add),
    "/draft": ("POST", drafting.draft),
    "/drafting/{key}": ("GET", drafting.drafting),
    "/catalogue": ("POST", reading.copy),
    "/report/{name:path}": ("GET", reading.report),
    "/review/{name:path}": ("POST", reading.review),
    "/edit/{name:path}": ("POST", modelling.edit),
    "/redraft/{name:path}": ("POST", drafting.redraft),
    "/step/{name:path}": ("POST", modelling.step),
    "/version/{name:path}": ("GET", modelling.version),
    "/cancel/{name:path}": ("POST", findings.cancel),
    "/case/{name:path}/solve": ("GET", outcomes.solve),
    "/case/{name:path}/state/{state}": ("GET", one_state.state),
    "/case/{name:path}/paths": ("GET", outcomes.paths),
    "/case/{name:path}/what-if/{trial}": ("GET", what_if.shown),
    "/case/{name:path}/further/{question}": ("GET", further.further),
    "/case/{name:path}/brief": ("GET", briefing.shown),
    "/case/{name:path}/brief.html": ("GET", briefing.page),
    "/case/{name:path}/case.toml": ("GET", modelling.download),
    "/case/{name:path}": ("GET", modelling.case),
}
STATIC = {
    "htmx.min.js": "text/javascript",
    "keeping.js": "text/javascript",
    "workbench.js": "text/javascript",
    "workbench.css": "text/css",
}


def application(workspace: Workspace, hosts: tuple[str, ...], key: Key) -> Starlette:
    """The workbench over one workspace, for who has the key and under the given hosts only."""
    desk = Desk(workspace, Jobs(), new_token())
    routes: list[BaseRoute] = [Route("/static/{name}", _static)]
    routes += [
        Route(address, _endpoint(desk, view), methods=[method])
        for address, (method, view) in VIEWS.items()
    ]
    return Starlette(
        routes=routes,
        middleware=[Middleware(Guard, hosts=hosts, key=key)],
        exception_handlers={HTTPException: _not_here(desk), Exception: _not_here(desk)},
    )


def _endpoint(desk: Desk, view: View) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        ask = await _ask(request)
        if request.method == "POST" and not same_token(ask.field("token"), desk.token):
            return PlainTextResponse(
                "This form is from an earlier run: load the page again.\n", 403
            )
        return await run_in_threadpool(_answer, desk, view, ask)

    return endpoint


def _answer(desk: Desk, view: View, ask: Ask) -> Response:
    try:
        return view(desk, ask)
    except Working as still:
        return desk.page("working.html.j2", ask, status=202, name=still.name, job=still.job)
    except Stale as error:
        return desk.page("fault.html.j2", ask, status=409, error=error, caret="")
    except DetenteError as error:
        caret = error.caret if isinstance(error, StatementError) else ""
        return desk.page("fault.html.j2", ask, status=400, error=error, caret=caret)


async def _ask(request: Request) -> Ask:
    form: dict[str, tuple[str, ...]] = {}
    uploads: list[tuple[str, bytes]] = []
    if request.method == "POST":
        async with request.form(max_part_size=MOST_BYTES, max_fields=2000) as sent:
            for name, value in sent.multi_items():
                if isinstance(value, UploadFile):
                    if value.filename:
                        uploads.append((value.filename, await value.read()))
                else:
                    form[name] = (*form.get(name, ()), value)
    parts = {name: str(value) for name, value in request.path_params.items()}
    return Ask(request.scope["path"], parts, dict(request.query_params), form, tuple(uploads))


def _not_here(desk: Desk) -> Callable[[Request, Exception], Awaitable[Response]]:
    async def handler(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        ask = Ask(request.scope["path"], {}, {}, {})
        said = DetenteError("there is no such page: go back to the workspace")
        if status == 500:
            said = DetenteError(
                "detente itself has failed here; your files are as they were, and the terminal in "
                "which it runs says where"
            )
        return desk.page("fault.html.j2", ask, status=status, error=said, caret="")

    return handler


async def _static(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in STATIC:
        raise HTTPException(404)
    data = (files("detente.web") / "static" / name).read_bytes()
    return Response(data, media_type=STATIC[name], headers={"cache-control": "max-age=3600"})
