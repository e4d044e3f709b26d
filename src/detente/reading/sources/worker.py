"""The process in which `apart` has files taken apart: questions come in, answers go out."""

from __future__ import annotations

import contextlib
import json
import sys
from typing import Any, BinaryIO

from detente.errors import SourceError
from detente.reading.sources import docx, html, pdf
from detente.reading.sources.kept import Kept
from detente.reading.sources.opening import LARGEST

__all__ = ["serve"]

MEMORY = 3 * 2**30  # bytes


def serve(questions: BinaryIO, answers: BinaryIO) -> None:
    """Answer each question, a line of JSON and the bytes of a file, with a line of JSON."""
    while line := questions.readline():
        header = json.loads(line)
        data = questions.read(header["length"])
        answers.write(json.dumps(_answer(header, data)).encode() + b"\n")
        answers.flush()


def _answer(header: dict[str, Any], data: bytes) -> dict[str, Any]:
    try:
        found = _kept(header, data)
    except SourceError as error:
        return {"error": error.message}
    except MemoryError:
        return {"error": "needs too much memory: save it as plain text"}
    except Exception as error:
        return {"error": f"cannot be taken apart ({type(error).__name__}): save it as plain text"}
    if len(found.text) > LARGEST:
        return {"error": f"more than {LARGEST // 2**20} MB of text: split it"}
    day = found.published.isoformat() if found.published else None
    return {"text": _whole_characters(found.text), "title": found.title, "published": day}


def _kept(header: dict[str, Any], data: bytes) -> Kept:
    if header["format"] == "html":
        return html.kept(data, header["charset"])
    return {"pdf": pdf.kept, "docx": docx.kept}[header["format"]](data)


def _whole_characters(text: str) -> str:
    """The text without halves of character pairs, which no file can hold."""
    return text.encode("utf-8", "replace").decode()


def _limit_memory() -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - not on every system

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


if __name__ == "__main__":
    _limit_memory()
    out = sys.stdout.buffer
    sys.stdout = sys.stderr  # a parser that prints must not speak between the answers
    serve(sys.stdin.buffer, out)
