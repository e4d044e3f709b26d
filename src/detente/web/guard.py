"""What stands between the network and the workbench.

Requests must name this server as their host, show the key that only its user has, and come from
its own pages; those that change something must carry the token of this run. Pages may load nothing
from elsewhere and run no script but the workbench's own files.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["MOST_BYTES", "Guard", "Key", "new_token", "same_token"]

MOST_BYTES = 21 * 2**20  # of one request; a report has at most 20 MB
HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}
ASIDE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">{refresh}
<title>{title} · detente</title>
</head>
<body>
<div id="page"><main id="main">
<h1>{title}</h1>
<p>{text}</p>
</main></div>
</body>
</html>
"""
# The page of the key goes on by itself: from a page of ours, so that the browser sends the cookie
# also where the address was opened from elsewhere, which it does not where it is sent on.
LET_IN = ASIDE.format(
    refresh='\n<meta http-equiv="refresh" content="0;url=/">',
    title="The workbench opens",
    text='If it does not, <a href="/">open it here</a>.',
)
KEPT_OUT = ASIDE.format(
    refresh="",
    title="This workbench asks for its key",
    text=(
        "It answers whoever started it, and nobody else on this machine. Open the address, with "
        "the key in it, that <code>detente serve</code> printed in its terminal when it was "
        "started last."
    ),
)


def new_token() -> str:
    """A secret for the forms of one run."""
    return secrets.token_urlsafe(24)


@dataclass(frozen=True, slots=True)
class Key:
    """What only the user of this run has: first in the address that is printed, then a cookie.

    Every port of a host gets the cookies of the host, so their names tell the ports apart.
    """

    port: int
    secret: str = field(default_factory=new_token, repr=False)

    @property
    def query(self) -> str:
        """The key as the query of an address."""
        return f"key={self.secret}"

    @property
    def cookie(self) -> str:
        """The name of the cookie."""
        return f"detente-{self.port}"

    def given_in(self, query: bytes) -> bool:
        """Whether the query of an address holds the key."""
        given = parse_qs(query.decode("latin-1")).get("key", [])
        return any(same_token(one, self.secret) for one in given)

    def kept_in(self, cookies: str) -> bool:
        """Whether the cookies of a request hold the key."""
        return same_token(cookie_parser(cookies).get(self.cookie, ""), self.secret)

    def let_in(self) -> Response:
        """The answer to who brings the key."""
        response = HTMLResponse(LET_IN)
        response.set_cookie(self.cookie, self.secret, httponly=True, samesite="strict")
        return response


class Guard:
    """Turns away what does not come from the workbench's own pages."""

    def __init__(self, app: ASGIApp, hosts: Iterable[str], key: Key) -> None:
        self.app = app
        self.key = key
        self.hosts = frozenset(host.lower() for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or pass it on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        if headers.get("host", "").lower() not in self.hosts:
            response: Response | None = _said(
                421, "This server answers under its own address only."
            )
        else:
            response = self._at_the_door(scope, headers) or _refusal(scope["method"], headers)
        if response is not None:
            await response(scope, receive, _with_headers(send))
            return
        await self.app(scope, _bounded(receive), _with_headers(send))

    def _at_the_door(self, scope: Scope, headers: Headers) -> Response | None:
        """The answer to who brings the key or has none; None to who has shown it."""
        if scope["method"] == "GET" and self.key.given_in(scope["query_string"]):
            return self.key.let_in()
        if self.key.kept_in(headers.get("cookie", "")):
            return None
        return HTMLResponse(KEPT_OUT, 403)


def _refusal(method: str, headers: Headers) -> Response | None:
    """The answer to what does not come from a page of ours, or is too large."""
    if method in ("GET", "HEAD"):
        return None
    if method != "POST":
        return _said(405, "The workbench knows GET and POST only.")
    origin = headers.get("origin")
    if origin is not None and origin.lower() != f"http://{headers['host'].lower()}":
        return _said(403, "The request comes from another site.")
    length = headers.get("content-length", "0")
    if not length.isdigit() or int(length) > MOST_BYTES:
        return _said(413, "More than 20 MB: split the text.")
    return None


def _said(status: int, reason: str) -> Response:
    return PlainTextResponse(f"{reason}\n", status)


def _bounded(receive: Receive) -> Receive:
    """The body of the request, cut off where it outgrows what it may have."""
    taken = 0

    async def bounded() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > MOST_BYTES:
            return {"type": "http.disconnect"}
        return message

    return bounded


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return sending


def same_token(given: str, own: str) -> bool:
    """Whether a form carries the token of this run; takes as long for every wrong one."""
    return hmac.compare_digest(given.encode(), own.encode())
