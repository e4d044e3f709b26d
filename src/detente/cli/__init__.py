"""The command line: thin commands that parse, call and print; one file a command."""

from detente.cli._app import main

__all__ = ["main"]
