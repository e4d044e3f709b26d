"""The application: finds the commands, runs one, and turns what goes wrong into one line."""

from __future__ import annotations

import ast
import contextlib
import difflib
import io
import os
import pkgutil
import sys
from collections.abc import Sequence
from pathlib import Path

from cyclopts import App, CycloptsError, MissingArgumentError

from detente.cli._printing import UNKNOWN, complain, tell
from detente.errors import BudgetError, DetenteError

__all__ = ["main"]

DONE, INPUT_AT_FAULT, WRONG_USAGE, STOPPED, INTERRUPTED = 0, 1, 2, 3, 130

HELPING = ("--help", "-h")
HELP = """\
Reads reports of an international dispute and works out where it can settle.

Begin with a brief of a report of your own,
``detente brief report.txt --published 2022-01-15 -o brief.html``,
or look at a published conflict: ``detente catalogue``.
"""


def application(*, summaries: bool = False) -> App:
    """The application with one command for each file of this folder.

    With ``summaries`` each command tells in a line what it does, and no more; its file is not run
    for that.
    """
    app = App(
        name="detente",
        help=HELP,
        version=_version,
        help_format="rst",
        suppress_keyboard_interrupt=False,
    )
    for module in pkgutil.iter_modules([str(Path(__file__).parent)]):
        if not module.name.startswith("_"):
            told = {"help": _summary(module.name)} if summaries else {}
            app.command(f"detente.cli.{module.name}:{module.name}", name=module.name, **told)
    return app


def _summary(command: str) -> str:
    """The first line of what a command says of itself."""
    tree = ast.parse((Path(__file__).parent / f"{command}.py").read_text("utf-8"))
    found = (node for node in tree.body if isinstance(node, ast.FunctionDef))
    said = next(ast.get_docstring(node) for node in found if node.name == command)
    return (said or "").partition("\n")[0]


def _version() -> str:
    from detente.version import VERSION  # noqa: PLC0415 - only where it is asked for

    return VERSION


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return the exit status.

    0 done; 1 the input was at fault; 2 wrong usage; 3 stopped by a budget; 130 interrupted.
    """
    _open_closed_streams()
    _take_any_text()
    status = _run(_files_named(list(sys.argv[1:] if arguments is None else arguments)))
    if arguments is None:
        _leave_work_behind(status)
    return status


def _files_named(tokens: list[str]) -> list[str]:
    """The words of the command line, those behind ``--`` that name files told from options."""
    end = tokens.index("--") if "--" in tokens else len(tokens)
    return [
        f"./{token}" if at > end and token[:1] == "-" and os.path.isfile(token) else token  # noqa: PTH113
        for at, token in enumerate(tokens)
    ]


def _run(tokens: Sequence[str]) -> int:
    try:
        status = application(summaries=not tokens or tokens[0] in HELPING)(
            tokens, exit_on_error=False, print_error=False, result_action="return_value"
        )
        sys.stdout.flush()
    except (CycloptsError, DetenteError, KeyboardInterrupt, OSError) as error:
        return _ended_by(error, tokens)
    return status if isinstance(status, int) else DONE


def _ended_by(error: BaseException, tokens: Sequence[str]) -> int:
    """Say what ended the command, in one line, and give the exit status."""
    match error:
        case CycloptsError():
            tell(f"error: {_kindly(error, tokens)} (see `detente {_command(tokens)}--help`)")
            return WRONG_USAGE
        case DetenteError():
            complain(error)
            return STOPPED if isinstance(error, BudgetError) else INPUT_AT_FAULT
        case KeyboardInterrupt():
            tell("stopped")
            return INTERRUPTED
    # Our output cannot be written; if whoever read it has gone, nothing is left to say.
    _drop_output()
    if not isinstance(error, BrokenPipeError):
        where = getattr(error, "filename", None) or "standard output cannot be written"
        tell(f"error: {where}: {getattr(error, 'strerror', None) or error}")
        return INPUT_AT_FAULT
    return DONE


def _open_closed_streams() -> None:
    """Whoever closed a standard stream before we began gives nothing and wants nothing."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115


def _take_any_text() -> None:
    """Let files and pipes get UTF-8 and bare line ends, the same bytes wherever they are made.

    A terminal gets what it can show, with a sign in the place of what it cannot.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8", errors="replace", newline="\n")


def _leave_work_behind(status: int) -> None:
    """End at once where a budget left work behind: Python cannot stop what is no Python in it."""
    budget = sys.modules.get("detente.solving.budget")  # not loaded: nothing was computed
    if budget is not None and budget.still_at_work():
        with contextlib.suppress(OSError):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(status)


def _drop_output() -> None:
    """Let what is still to be written go nowhere, also at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _kindly(error: CycloptsError, tokens: Sequence[str]) -> str:
    """What was wrong about the command line, with the nearest option where one is unknown."""
    command = next(iter(tokens), "")
    if isinstance(error, MissingArgumentError) and error.argument and not error.keyword:
        name = error.argument.name.lstrip("-").upper()
        return f"`detente {command}` needs {name}"
    text = _one_line(str(error))
    if text.startswith(UNKNOWN):
        options = application()[command].assemble_argument_collection()
        known = [name for option in options for name in option.names]
        near = difflib.get_close_matches(text.split()[-1], known, n=1)
        return f"{text}; did you mean {near[0]}?" if near else text
    return text


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _command(tokens: Sequence[str]) -> str:
    first = next(iter(tokens), "")
    return f"{first} " if first.isalpha() else ""
