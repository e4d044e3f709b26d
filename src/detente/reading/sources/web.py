"""Pages by their address, fetched only where the user allows the network."""

from __future__ import annotations

import io
import time
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from detente.errors import SourceError
from detente.reading.sources.opening import LARGEST_FILE, Opened
from detente.version import VERSION

if TYPE_CHECKING:
    import urllib3

__all__ = ["fetch", "is_address"]

LONGEST = 60.0  # seconds for one page
_PIECE = 2**16


def is_address(name: str) -> bool:
    """Whether a name is the address of a page."""
    return name.lower().startswith(("http://", "https://"))


def fetch(address: str) -> Opened:
    """The page at an address.

    Raises
    ------
    SourceError
        Where the extra is missing, no server answers, or it answers anything but a page.
    """
    try:
        import urllib3  # noqa: PLC0415 - an extra
    except ImportError:
        raise SourceError(
            "fetching pages needs an extra: python -m pip install 'detente[fetch]'"
        ) from None
    pool = urllib3.PoolManager(
        headers={"User-Agent": f"detente/{VERSION}", "Accept-Encoding": "gzip"},
        timeout=urllib3.Timeout(connect=10, read=20),
        retries=urllib3.Retry(total=5, connect=1, read=1, redirect=5, other=0),
    )
    try:
        response = pool.request("GET", address, preload_content=False)
        try:
            if response.status != 200:
                raise SourceError(f"the server answers {response.status}", file=address)
            data = _body(response, address)
        finally:
            response.release_conn()
    except (urllib3.exceptions.HTTPError, OSError, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        what = type(reason).__name__ if isinstance(reason, Exception) else str(reason)
        raise SourceError(
            f"cannot be fetched ({what}): look at the address", file=address
        ) from None
    finally:
        pool.clear()
    media, _, rest = response.headers.get("Content-Type", "").partition(";")
    charset = rest.partition("charset=")[2].strip(" \"'") or None
    suffix = PurePosixPath(urlsplit(address).path).suffix.lower()
    file = io.BufferedReader(io.BytesIO(data))
    return Opened(address, file, suffix, media.strip().lower(), charset)


def _body(response: urllib3.BaseHTTPResponse, address: str) -> bytes:
    """The body as it comes in; neither its size nor a slow server makes it endless."""
    deadline = time.monotonic() + LONGEST
    pieces, total = [], 0
    while piece := response.read1(_PIECE, decode_content=True):
        total += len(piece)
        if total > LARGEST_FILE:
            raise SourceError(f"more than {LARGEST_FILE // 2**20} MB", file=address)
        if time.monotonic() > deadline:
            raise SourceError(f"takes more than {LONGEST:.0f} s to come", file=address)
        pieces.append(piece)
    return b"".join(pieces)
