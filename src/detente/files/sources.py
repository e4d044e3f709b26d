"""The law of evidence for case files: a source reads at each span as the case quotes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath, PureWindowsPath

from detente.errors import CaseError
from detente.model.conflict import Conflict
from detente.model.text import Document, Evidence

__all__ = ["Fetch", "beside", "check_quotes", "load_sources", "missing_sources"]

LARGEST = 20_000_000  # bytes of one source text

Fetch = Callable[[str], str | None]
"""Gives the text of a source by its name, or None where it is missing."""


def beside(folder: Path) -> Fetch:
    """Sources by their path relative to a folder."""

    def fetch(source: str) -> str | None:
        path = folder / source
        try:
            if not path.is_file():
                return None
            with path.open("rb") as file:
                data = file.read(LARGEST + 1)
        except (OSError, ValueError):
            return None
        if len(data) > LARGEST:
            raise CaseError(f"the source {source} has more than {LARGEST:,} bytes: cut it")
        return data.decode("utf-8", "replace").removeprefix("\ufeff")

    return fetch


def check_name(source: str) -> None:
    """Raise `CaseError` unless the source is named relative to the case."""
    absolute = PurePosixPath(source).is_absolute() or PureWindowsPath(source).drive
    if not source.strip() or absolute or "\0" in source:
        raise CaseError(f"source {source!r} must be a path relative to the case file")


def check_quotes(evidence: tuple[Evidence, ...], fetch: Fetch) -> Iterator[tuple[int, str]]:
    """The number of each quote that its source does not bear out, with what is wrong.

    A source that is missing bears out everything; see `missing_sources`.
    """
    texts: dict[str, tuple[str, ...]] = {}
    for number, quoted in enumerate(evidence):
        if quoted.source not in texts:
            texts[quoted.source] = _readings(fetch(quoted.source))
        readings = texts[quoted.source]
        spans = [text[quoted.start : quoted.end] for text in readings]
        if spans and quoted.quote not in spans:
            yield number, _difference(quoted, spans[0], readings[0])


def _readings(text: str | None) -> tuple[str, ...]:
    """The text as it is, and with the line ends that an editor or a transfer may have changed."""
    if text is None:
        return ()
    plain = text.replace("\r\n", "\n")
    return tuple(dict.fromkeys((text, plain, plain.replace("\n", "\r\n"))))


def _difference(quoted: Evidence, found: str, text: str) -> str:
    where = text.find(quoted.quote)
    advice = "mend the span or the quote"
    if where >= 0:
        advice = f"the quote stands at [{where}, {where + len(quoted.quote)}]"
    return (
        f"{quoted.source} reads {found[:60]!r} at [{quoted.start}, {quoted.end}], "
        f"not {quoted.quote[:60]!r}: {advice}"
    )


def missing_sources(conflict: Conflict, fetch: Fetch) -> tuple[str, ...]:
    """The sources that a conflict names and that are not there."""
    named = [*conflict.sources, *(citation.evidence.source for citation in conflict.evidence)]
    return tuple(source for source in dict.fromkeys(named) if fetch(source) is None)


def load_sources(conflict: Conflict, fetch: Fetch) -> tuple[Document, ...]:
    """The texts of a conflict's sources, those that are there, as documents to quote from.

    Of a text whose line ends have changed on the way, the form that the quotes were cut from.
    """
    documents = []
    for source in conflict.sources:
        readings = _readings(fetch(source))
        quotes = [one.evidence for one in conflict.evidence if one.evidence.source == source]
        fits = (text for text in readings if all(text[q.start : q.end] == q.quote for q in quotes))
        if readings:
            text = next(fits, readings[0])
            title = text.strip().partition("\n")[0].lstrip("# ").strip()
            documents.append(Document(source, title[:200], text, origin=source))
    return tuple(documents)
