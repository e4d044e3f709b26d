"""Text files are opened with one clear line where they cannot be."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from detente.errors import CaseError, SourceError

__all__ = ["read_tables", "read_text"]


def read_text(path: str | Path, largest: int) -> str:
    """The text of a UTF-8 file of at most ``largest`` bytes, line ends as they are.

    Raises
    ------
    CaseError
        Where there is no such file, or it is too large or no text.
    """
    name = str(path)
    data = _read_bytes(path, largest)
    if len(data) > largest:
        raise CaseError(f"more than {largest:,} bytes: no case file is as large", file=name)
    if b"\0" in data:
        raise CaseError("a binary file: a case file is text", file=name)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise CaseError("not UTF-8 text: save it as UTF-8", file=name, line=line) from None


def read_tables(path: str | Path, largest: int) -> dict[str, Any]:
    """What a TOML file holds that is kept beside reports, in format 1.

    Raises
    ------
    SourceError
        Where there is no such file, it is no TOML, or of a later format.
    """
    name = str(path)
    try:
        values = tomllib.loads(read_text(path, largest))
    except CaseError as error:
        message = error.message.replace("no case file is as large", "cut it")
        raise SourceError(message, file=name, line=error.line) from None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise SourceError(f"no TOML: {error}", file=name) from None
    if values.get("format", 1) != 1:
        raise SourceError("written for a later version: get that", file=name)
    return values


def _read_bytes(path: str | Path, largest: int) -> bytes:
    name = str(path)
    try:
        if Path(path).exists() and not Path(path).is_file() and not Path(path).is_dir():
            raise CaseError("a pipe or a device: name a case file", file=name)
        with Path(path).open("rb") as file:
            return file.read(largest + 1)
    except FileNotFoundError:
        raise CaseError("there is no such file: check the name", file=name) from None
    except IsADirectoryError:
        raise CaseError("is a folder: name a case file in it", file=name) from None
    except PermissionError:
        raise CaseError("may not be read: check its permissions", file=name) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise CaseError(f"cannot be read: {reason}", file=name) from None
