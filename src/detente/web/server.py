"""The server of the workbench, on the loopback address unless told otherwise."""

from __future__ import annotations

import socket
import webbrowser
from collections.abc import Callable
from pathlib import Path

import uvicorn

from detente.errors import SourceError
from detente.web.app import application
from detente.web.workspace import Workspace

__all__ = ["serve"]

LOOPBACK = "127.0.0.1"


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
        names = {host, "localhost", "127.0.0.1"} if host == LOOPBACK else {host}
        app = application(workspace, tuple(f"{name}:{number}" for name in sorted(names)))
        address = f"http://{host}:{number}/"
        tell(f"the workbench is at {address} (Ctrl-C stops it)")
        if browser:
            webbrowser.open(address)
        config = uvicorn.Config(
            app, log_level="error", access_log=False, timeout_graceful_shutdown=2
        )
        uvicorn.Server(config).run(sockets=[listener])


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
