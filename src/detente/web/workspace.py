"""A workspace: a folder of reports and case files, and nothing outside it.

Every change goes through one lock, which holds between processes too, and names the version of the
text that it was made on, so that of two people who edit one case the later is told rather than the
earlier overwritten.
"""

from __future__ import annotations

import hashlib
import re
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path, PurePosixPath

from detente.errors import DetenteError, SourceError
from detente.files import add_corrections, check, loads, write_text
from detente.files.locking import alone_in
from detente.files.opening import read_text
from detente.files.sources import beside, missing_sources
from detente.files.tree import LARGEST
from detente.model.conflict import Conflict
from detente.model.review import Correction
from detente.model.text import Document
from detente.reading import REPORTS
from detente.reading.sources import load
from detente.web.history import History, stamp

__all__ = ["CaseFile", "Stale", "Workspace", "stamp"]

CORRECTIONS = ".corrections.toml"
_NAME = re.compile(r"[^\w.-]+")


class Stale(DetenteError):  # noqa: N818 - the name says the fault
    """An edit of a text that somebody else has changed in the meantime."""


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A case as it stands on disk: its text, and the conflict that it holds or what is wrong."""

    name: str
    text: str
    conflict: Conflict | None
    error: DetenteError | None

    @property
    def version(self) -> str:
        """The fingerprint of the text, to tell whether an edit was made on this one."""
        return hashlib.sha256(self.text.encode()).hexdigest()[:16]


class Workspace:
    """The folder that the workbench works in; no name leads out of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        if not self.folder.is_dir():
            raise SourceError("there is no such folder: make it first", file=str(folder))
        self._lock = threading.Lock()
        self.history = History(self.folder / ".detente")

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Let nobody else change the workspace meanwhile, in this process or another."""
        with self._lock, alone_in(self.folder):
            yield

    # -- names -----------------------------------------------------------------------------------

    def path(self, name: str) -> Path:
        """The file of this name.

        Raises
        ------
        SourceError
            Where the name is hidden or leads out of the folder, also by a link.
        """
        try:
            path = (self.folder / name).resolve()
            parts = path.relative_to(self.folder).parts
        except (ValueError, OSError, RuntimeError):
            parts = ()
        if not parts or any(part.startswith(".") for part in parts):
            raise SourceError("is not in the workspace", file=name[:80])
        return path

    def reports(self) -> tuple[str, ...]:
        """The names of the reports, in alphabetical order."""
        return self._listed(REPORTS)

    def cases(self) -> tuple[str, ...]:
        """The names of the case files, in alphabetical order."""
        return tuple(name for name in self._listed((".toml",)) if not name.endswith(CORRECTIONS))

    def _listed(self, suffixes: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(name for name in self._named(suffixes) if _is_text(name))

    def unreadable_names(self) -> tuple[str, ...]:
        """The files whose names no address can hold, with a sign for what is no text in them."""
        names = (name for name in self._named((*REPORTS, ".toml")) if not _is_text(name))
        return tuple(
            name.encode("utf-8", "surrogateescape").decode("utf-8", "replace") for name in names
        )

    def _named(self, suffixes: tuple[str, ...]) -> list[str]:
        found = (
            path.relative_to(self.folder)
            for path in self.folder.rglob("*")
            if path.suffix.lower() in suffixes and path.is_file()
        )
        seen = (path for path in found if not any(part.startswith(".") for part in path.parts))
        return sorted(path.as_posix() for path in seen)

    def free_name(self, wanted: str, suffix: str) -> str:
        """A file name made of the wanted words that no file has yet."""
        stem = _NAME.sub("-", wanted.strip().lower()).strip("-.")[:60] or "report"
        names = (f"{stem}{suffix}", *(f"{stem}-{n}{suffix}" for n in range(2, 10_000)))
        return next(name for name in names if not (self.folder / name).exists())

    # -- cases -----------------------------------------------------------------------------------

    def case(self, name: str) -> CaseFile:
        """The case file of this name as it stands on disk now."""
        path = self.path(name)
        text = read_text(path, LARGEST)
        conflict, error = _loaded(text, str(path.parent), _stamps(path.parent))
        return CaseFile(name, text, conflict, error)

    def listed_case(self, name: str) -> CaseFile:
        """The case file of this name; one that cannot be read comes with its fault."""
        try:
            return self.case(name)
        except DetenteError as error:
            return CaseFile(name, "", None, error)

    def warnings(self, file: CaseFile) -> tuple[str, ...]:
        """What looks as if it were not meant in a case."""
        folder = self.path(file.name).parent
        return _warned(file.text, str(folder), _stamps(folder))

    def save_case(self, name: str, version: str, text: str) -> CaseFile:
        """Put a new text in the place of the version that it was made from.

        Raises
        ------
        Stale
            Where the file holds another version by now.
        """
        with self._alone():
            self._expect(name, version)
            path = self.path(name)
            before, real = read_text(path, LARGEST), self._real(path)
            self.history.keep(real, before)
            write_text(path, text)
            self.history.changed(real, before, text)
        return self.case(name)

    def step(self, name: str, version: str, direction: str) -> CaseFile:
        """Undo the last change of a case, or redo the one undone."""
        by = {"undo": -1, "redo": 1}.get(direction)
        with self._alone():
            self._expect(name, version)
            path = self.path(name)
            now, real = read_text(path, LARGEST), self._real(path)
            there = None if by is None else self.history.neighbour(real, now, by)
            if by is not None and there is not None:
                self.history.keep(real, now)
                write_text(path, there)
                self.history.moved(real, now, by)
        return self.case(name)

    def steps(self, file: CaseFile) -> tuple[int, int]:
        """How many changes of a case can be undone, and redone."""
        return self.history.steps(self._real(self.path(file.name)), file.text)

    def _real(self, path: Path) -> str:
        """The one name of a file, by whatever link it was asked for."""
        return path.relative_to(self.folder).as_posix()

    def _expect(self, name: str, version: str) -> None:
        if self.case(name).version != version:
            raise Stale(
                "the case was changed in the meantime, here or on disk: your edit was not made; "
                "look at it as it is now and make it again"
            )

    # -- corrections of a register ---------------------------------------------------------------

    def corrections(self, report: str) -> Path:
        """The file of an analyst's corrections of a report, there or not."""
        path = self.path(report)
        return path.with_name(f"{path.stem}{CORRECTIONS}")

    def correct(self, report: str, correction: Correction) -> None:
        """Keep one more correction of a report."""
        add_corrections(self.corrections(report), [correction])

    # -- new files -------------------------------------------------------------------------------

    def taken_in(self, name: str, data: bytes, published: date | None) -> Document:
        """The document in a file that was handed in, whatever its format; the file is not kept."""
        plain = _NAME.sub("-", PurePosixPath(name.replace("\\", "/")).name)[-80:]
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / plain
            path.write_bytes(data)
            try:
                return load(path, published)
            except SourceError as error:
                raise SourceError(error.message, file=plain, line=error.line) from None

    def add(self, wanted: str, suffix: str, text: str) -> str:
        """Write a new file under a free name, which is returned."""
        with self._alone():
            name = self.free_name(wanted, suffix)
            self.history.begin(name)
            write_text(self.path(name), text)
        return name


def _is_text(name: str) -> bool:
    """Whether the name of a file is text, and not bytes that stand for none."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _stamps(folder: Path) -> tuple[tuple[str, int], ...]:
    """When the texts beside a case were last changed, since its quotes are held against them."""
    files = (path for path in folder.iterdir() if path.suffix.lower() in REPORTS)
    return tuple(sorted((path.name, path.stat().st_mtime_ns) for path in files if path.is_file()))


@lru_cache(maxsize=32)
def _warned(text: str, folder: str, stamp: tuple[tuple[str, int], ...]) -> tuple[str, ...]:
    conflict, error = _loaded(text, folder, stamp)
    if conflict is None:
        return (f"error: {error.message}",) if error else ()
    missing = (
        f"the source {name} is missing: its quotes are not held against it"
        for name in missing_sources(conflict, beside(Path(folder)))
    )
    try:
        return (*missing, *check(conflict))
    except DetenteError as fault:
        return (*missing, f"error: {fault.message}")


@lru_cache(maxsize=32)
def _loaded(
    text: str, folder: str, _stamp: tuple[tuple[str, int], ...]
) -> tuple[Conflict | None, DetenteError | None]:
    try:
        return loads(text, fetch=beside(Path(folder))), None
    except DetenteError as error:
        return None, error
