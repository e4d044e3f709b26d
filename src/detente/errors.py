"""What can go wrong, said in one line: where it is, what it is, what to do."""

from __future__ import annotations

from typing import Any

__all__ = [
    "AnalysisError",
    "BudgetError",
    "CaseError",
    "DetenteError",
    "EngineError",
    "SourceError",
    "StatementError",
]


class DetenteError(Exception):
    """An input or a question that cannot be dealt with as given.

    Parameters
    ----------
    message:
        What is wrong and what to do, in one line.
    file, line, column:
        Where, as far as known; lines and columns count from 1.

    Examples
    --------
    >>> print(CaseError("no parties: add a [parties.NAME] table", file="case.toml", line=3))
    case.toml:3: no parties: add a [parties.NAME] table
    """

    def __init__(
        self,
        message: str,
        *,
        file: str | None = None,
        line: int | None = None,
        column: int | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.file = file
        self.line = line
        self.column = column

    @property
    def where(self) -> str:
        """The place as ``file:line:column``, as far as it is known."""
        known = [part for part in (self.file, self.line, self.column) if part is not None]
        return ":".join(str(part) for part in known)

    def __str__(self) -> str:
        return f"{self.where}: {self.message}" if self.where else self.message


class SourceError(DetenteError):
    """A report, register or span that cannot be read or does not match its text."""


class CaseError(DetenteError):
    """A conflict that is not well formed, in a case file or in memory.

    ``about`` is the path of the element at fault, as evidence names it, if it is one.
    """

    def __init__(
        self,
        message: str,
        *,
        file: str | None = None,
        line: int | None = None,
        column: int | None = None,
        about: str | None = None,
    ) -> None:
        super().__init__(message, file=file, line=line, column=column)
        self.about = about


class StatementError(CaseError):
    """A logic statement that does not parse or names what does not exist.

    ``text`` is the statement as typed and ``position`` the 0-based place of the fault in it.

    Examples
    --------
    >>> print(StatementError("`talsk` is no option; did you mean `talks`?", "not talsk", 4).caret)
    not talsk
        ^
    """

    def __init__(
        self,
        message: str,
        text: str,
        position: int,
        *,
        file: str | None = None,
        line: int | None = None,
        column: int | None = None,
    ) -> None:
        super().__init__(message, file=file, line=line, column=column)
        self.text = text
        self.position = position

    @property
    def caret(self) -> str:
        """The statement with a caret under the fault."""
        return f"{self.text}\n{' ' * self.position}^"


class AnalysisError(DetenteError):
    """A question about a conflict that has no answer: an unknown state, party or concept."""


class EngineError(DetenteError):
    """An engine that cannot take this conflict."""


class BudgetError(EngineError):
    """Work that its budget of time or memory ended before it was done.

    ``found`` holds what was complete by then, where that is of use by itself.
    """

    def __init__(self, message: str, *, found: tuple[Any, ...] = ()) -> None:
        super().__init__(message)
        self.found = found
