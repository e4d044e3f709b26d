"""What goes where: results to standard output, messages to standard error."""

from __future__ import annotations

import json
import sys
import textwrap
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from detente.errors import DetenteError, StatementError
from detente.inert import inert

__all__ = [
    "UNKNOWN",
    "complain",
    "print_json",
    "print_json_list",
    "print_text",
    "showing_progress",
    "tell",
]

UNKNOWN = "unknown option"  # how a complaint about one begins

T = TypeVar("T")


def tell(message: str) -> None:
    """Say something to the person at the terminal."""
    print(inert(message), file=sys.stderr)


def complain(error: DetenteError) -> None:
    """Say in one line what is wrong; under a statement that does not parse, point at the fault."""
    tell(f"error: {error}")
    if isinstance(error, StatementError):
        tell(f"  {error.caret}".replace("\n", "\n  "))


def print_json(value: object) -> None:
    """Print a value for machines, and nothing else."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def print_json_list(values: Iterable[T], plain: Callable[[T], object]) -> Iterator[T]:
    """Print values as one JSON array while they pass by, each as soon as it is there."""
    opening = "["
    for value in values:
        printed = json.dumps(plain(value), ensure_ascii=False, indent=2)
        sys.stdout.write(f"{opening}\n{textwrap.indent(printed, '  ')}")
        opening = ","
        yield value
    print("[]" if opening == "[" else "\n]")


def print_text(text: str) -> None:
    """Print a text for people; words of others in it come out inert."""
    print(inert(text.removesuffix("\n")))


@contextmanager
def showing_progress() -> Iterator[Callable[[str, int, int], None] | None]:
    """Show on one line of a terminal what is being done; nothing where no one looks."""
    if not sys.stderr.isatty():
        yield None
        return

    def show(what: str, done: int, of: int) -> None:
        print(f"\r\x1b[K{done} of {of} done; now {what}", end="", file=sys.stderr, flush=True)

    try:
        yield show
    finally:
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)
