"""``detente schema``: what the JSON of a command looks like."""

from __future__ import annotations

from detente.cli._printing import print_json, print_text
from detente.files.schemas import schema as schema_of
from detente.files.schemas import schemas

__all__ = ["schema"]


def schema(name: str | None = None) -> int:
    """Print the JSON Schema of a command's output.

    Example: ``detente schema analysis``

    Parameters
    ----------
    name
        Which schema, or of which command; without it the names are listed.
    """
    if name is None:
        print_text("\n".join(schemas()))
    else:
        print_json(schema_of(name))
    return 0
