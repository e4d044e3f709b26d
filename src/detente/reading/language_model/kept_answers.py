"""Answers of language models, kept so that the same question is asked once."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path

from detente.version import VERSION

__all__ = ["Answers", "usual_folder"]


@dataclass(frozen=True, slots=True)
class Answers:
    """A folder of answers by the hash of instructions, question, server and model.

    None keeps nothing. A kept answer is as little trusted as a fresh one: it is verified again each
    time.
    """

    folder: Path | None = None

    def get(self, instructions: str, question: str, server: str, model: str) -> str | None:
        """The answer that was given before."""
        path = self._path(instructions, question, server, model)
        try:
            return path.read_text("utf-8") if path else None
        except (OSError, UnicodeDecodeError):
            return None

    def put(self, instructions: str, question: str, server: str, model: str, answer: str) -> None:
        """Keep an answer, for the user alone; that there is no room for it is no fault."""
        path = self._path(instructions, question, server, model)
        if path is None:
            return
        part = path.with_suffix(f".{os.getpid()}.part")
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            part.touch(mode=0o600)
            part.write_text(answer, "utf-8")
            part.replace(path)
        except (OSError, UnicodeEncodeError):
            part.unlink(missing_ok=True)

    def _path(self, instructions: str, question: str, server: str, model: str) -> Path | None:
        if self.folder is None:
            return None
        asked = json.dumps([VERSION, instructions, question, server, model])
        return self.folder / f"{hashlib.sha256(asked.encode()).hexdigest()}.json"


def usual_folder() -> Path:
    """Where programs of this system keep what they could get again."""
    if sys.platform == "win32":
        root = os.environ.get("LOCALAPPDATA")
    else:
        root = os.environ.get("XDG_CACHE_HOME")
    return (Path(root) if root else Path.home() / ".cache") / "detente" / "answers"
