"""From files and standard input to documents."""

from __future__ import annotations

import codecs
import json
import re
import sys
from datetime import date
from pathlib import Path

from detente.errors import SourceError
from detente.model.register import Register
from detente.model.text import Document
from detente.reading.dates import published_in

__all__ = ["LARGEST", "REGISTERS", "REPORTS", "load", "load_registers", "of_text"]

REPORTS = (".txt", ".md")
REGISTERS = (".jsonl", ".json")
LARGEST = 20 * 2**20
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def load(source: str | Path, published: date | None = None) -> Document:
    """The document in a file, or on standard input for ``-``.

    Raises
    ------
    SourceError
        Where the file is missing, no file, too large, empty, binary or in no known encoding.
    """
    name = str(source)
    data = sys.stdin.buffer.read(LARGEST + 1) if name == "-" else _bytes(Path(source))
    if len(data) > LARGEST:
        raise SourceError("more than 20 MB: split the text", file=name)
    return of_text(
        _decoded(data, name),
        id="stdin" if name == "-" else Path(source).stem,
        published=published,
        origin=name,
    )


def of_text(
    text: str,
    *,
    id: str = "report",  # noqa: A002 - the word of the field
    published: date | None = None,
    origin: str | None = None,
) -> Document:
    """A document from its text; the first line is its title."""
    if not text.strip():
        raise SourceError("the report is empty", file=origin)
    title = text.strip().split("\n", 1)[0].lstrip("# ").strip()
    return Document(id, title[:200], text, published or published_in(text), origin)


def _bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise SourceError("a folder, not a file: name the files in it", file=str(path))
        if path.stat().st_size > LARGEST:
            raise SourceError("more than 20 MB: split the text", file=str(path))
        return path.read_bytes()
    except FileNotFoundError:
        raise SourceError("there is no such file: look at the name", file=str(path)) from None
    except OSError as error:
        raise SourceError(f"cannot be read: {error.strerror}", file=str(path)) from None


def _decoded(data: bytes, name: str) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    elif b"\x00" in data:
        raise SourceError("binary, not text: save it as plain text", file=name)
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _plausible(text, encoding):
            return text
    raise SourceError("in no known encoding: save it as UTF-8", file=name)


def _plausible(text: str, encoding: str) -> bool:
    """Whether a decoded text looks like one: hardly any control characters, mostly letters."""
    if len(_CONTROLS.findall(text)) * 50 > len(text):
        return False
    if encoding == "utf-8-sig":
        return True
    plain = sum(character.isalnum() or character.isspace() for character in text)
    return plain * 4 > len(text) * 3 and sum(map(str.isascii, text)) * 4 > len(text) * 3


def load_registers(path: Path) -> list[Register]:
    """The registers that ``detente read -o`` wrote, every span checked again."""
    text = _decoded(_bytes(path), str(path))
    try:
        whole = json.loads(text) if path.suffix.lower() == ".json" else None
        values = whole if isinstance(whole, list) else [whole] if whole is not None else None
        if values is None:
            values = [json.loads(line) for line in text.splitlines() if line.strip()]
    except (json.JSONDecodeError, RecursionError) as error:
        line = getattr(error, "lineno", None)
        raise SourceError("no register: not JSON", file=str(path), line=line) from None
    if not values:
        raise SourceError("the register is empty", file=str(path))
    try:
        return [Register.from_dict(value) for value in values]
    except SourceError as error:
        raise SourceError(error.message, file=str(path)) from None
