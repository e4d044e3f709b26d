"""``detente serve``: the workbench in the browser."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter, validators

from detente.cli._printing import tell
from detente.errors import EngineError

__all__ = ["serve"]


def serve(
    folder: Path = Path(),
    *,
    port: Annotated[int, Parameter(validator=validators.Number(gte=0, lte=65535))] = 0,
    host: str = "127.0.0.1",
    no_browser: Annotated[bool, Parameter(negative="")] = False,
) -> int:
    """Open the workbench: read, model, solve and explain in the browser, on this machine only.

    Example: ``detente serve disputes --port 8000``

    Parameters
    ----------
    folder
        The workspace: a folder with reports and case files; this folder where none is named.
    port
        The port to listen on; a free one where none is named.
    host
        The address to listen on. Anything but the loopback address can be reached
        from other machines.
    no_browser
        Print the address and do not open it.
    """
    try:
        from detente.web import serve as run  # noqa: PLC0415 - an extra, only where it is asked for
    except ModuleNotFoundError as error:
        raise EngineError(
            f"the workbench needs {error.name}: install it with pip install 'detente[web]'"
        ) from None
    if host not in ("127.0.0.1", "localhost", "::1"):
        tell(f"warning: {host} is reached from other machines, and nothing is encrypted")
    run(folder, host=host, port=port, browser=not no_browser, tell=tell)
    return 0
