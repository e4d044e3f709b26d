"""The server of the workbench, on the loopback address unless told otherwise."""

from __future__ import annotations

import socket
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

import uvicorn

from detente.errors import SourceError
from detente.web.app import application
from detente.web.guard import Key
from detente.web.workspace import Workspace

__all__ = ["serve"]

LOOPBACK = "127.0.0.1"
OPENING = """<!DOCTYPE html>
<meta charset="utf-8">
<meta http-equiv="refresh" content="0;url={0}">
<title>detente</title>
<p><a href="{0}">Open the workbench</a></p>
"""


def serve(
    folder: Path,
    *,
    host: str = LOOPBACK,
    port: int = 0,
    browser: bool = True,
    tell: Callable[[str], None] = print,
) -> None:
    """Serve the workbench over a folder until Ctrl-C.

    Parameters
    ----------
    folder:
        The workspace: reports and case files.
    host, port:
        Where to listen; port 0 takes a free one.
    browser:
        Whether to open the address in the browser.
    tell:
        Called with the line that says where the workbench is.
    """
    workspace = Workspace(folder)
    with _listening(host, port) as listener:
        number = listener.getsockname()[1]
        names = {host, "localhost", "127.0.0.1"} if host == LOOPBACK else {_in_address(host)}
        key = Key(number)
        app = application(workspace, tuple(f"{name}:{number}" for name in sorted(names)), key)
        address = f"http://{_in_address(host)}:{number}/?{key.query}"
        tell(f"the workbench is at {address} (Ctrl-C stops it)")
        config = uvicorn.Config(
            app, log_level="error", access_log=False, timeout_graceful_shutdown=2
        )
        with _opened(address) if browser else nullcontext():
            uvicorn.Server(config).run(sockets=[listener])


@contextmanager
def _opened(address: str) -> Iterator[None]:
    """Open an address in the browser by way of a file that nobody else can read.

    All users of a machine see the words with which a program is started, so the key is not one.
    """
    with TemporaryDirectory(prefix="detente-") as folder:  # for its maker alone
        page = Path(folder) / "open.html"
        page.write_text(OPENING.format(escape(address)), "utf-8")
        webbrowser.open(page.as_uri())
        yield


def _in_address(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(128)  # who comes before the server is up waits instead of being refused
    except OSError as error:
        listener.close()
        raise SourceError(
            f"cannot listen on {host}:{port}: {error.strerror}; try another --port"
        ) from None
    return listener
