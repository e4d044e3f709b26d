"""Plain values as the text of a case file, laid out for people who will edit it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from detente.errors import CaseError

__all__ = [
    "WIDTH",
    "inline",
    "is_table",
    "key_text",
    "lines_of",
    "multiline",
    "render",
    "render_table",
]

WIDTH = 100
_INDENT = "    "
_BARE = re.compile(r"[A-Za-z0-9_-]+\Z")
_SIGNS = re.compile(r"[YN-]+\Z")
_LISTED = ("prefers", "types")


def render(values: Mapping[str, Any]) -> str:
    """The whole text of a case file with these values."""
    tables = {key: value for key, value in values.items() if is_table(value)}
    top = [pair((key,), value) for key, value in values.items() if key not in tables]
    parts = ["\n".join(top), *(render_table((key,), value) for key, value in tables.items())]
    return "\n\n".join(part for part in parts if part) + "\n"


def is_table(value: object) -> bool:
    """Whether a value stands under a header of its own: a table, or the pieces of evidence."""
    if isinstance(value, list):
        return bool(value) and all(isinstance(entry, dict) and "quote" in entry for entry in value)
    return isinstance(value, dict)


def render_table(path: tuple[str, ...], value: object) -> str:
    """A table under its header, or an array of tables, as text without an end of line."""
    header = ".".join(key_text(key) for key in path)
    if isinstance(value, list):
        blocks = ("\n".join(pair((key,), part) for key, part in row.items()) for row in value)
        return "\n\n".join(f"[[{header}]]\n{block}" for block in blocks)
    if not isinstance(value, dict):
        return pair(path, value)
    if path == ("parties",):
        return "\n\n".join(render_table((*path, id), party) for id, party in value.items())  # noqa: A001
    own = {key: part for key, part in value.items() if key != "types"}
    text = "\n".join([f"[{header}]", *_pairs((), own)])
    if "types" in value:
        types = "\n".join(_pairs((), value["types"], kind="types"))
        text += f"\n\n[{header}.types]\n{types}"
    return text


def _pairs(path: tuple[str, ...], values: Mapping[str, Any], kind: str = "") -> Iterator[str]:
    """Every value of a table as ``key = value``, inner tables by dotted keys."""
    for key, value in values.items():
        if isinstance(value, dict) and value:
            yield from _pairs((*path, key), value, kind or key)
        else:
            yield pair((*path, key), value, kind or key)


def lines_of(path: tuple[str, ...], value: object, kind: str = "") -> str:
    """A value, or every value of a table, as lines of ``key = value``."""
    if isinstance(value, dict):
        return "\n".join(_pairs(path, value, kind))
    return pair(path, value, kind)


def pair(path: tuple[str, ...], value: object, kind: str = "") -> str:
    """One ``key = value``, long lists over several lines."""
    key = ".".join(key_text(step) for step in path)
    kind = kind or path[-1]
    line = f"{key} = {inline(value)}"
    statements = kind in _LISTED or path[-1] in _LISTED or "types" in path
    if not isinstance(value, list) or (len(line) <= WIDTH and not (statements and len(value) > 3)):
        return line
    return f"{key} = {multiline([inline(item) for item in value])}"


def multiline(items: Sequence[str]) -> str:
    """A list over several lines: states packed, anything else one a line."""
    bare = [re.sub(r"[\[\]\", ]", "", item) for item in items]
    if all(_SIGNS.match(signs) for signs in bare):
        return "[\n" + "\n".join(_packed(items)) + "\n]"
    return "[\n" + "".join(f"{_INDENT}{item},\n" for item in items) + "]"


def _packed(items: Sequence[str]) -> Iterator[str]:
    line = _INDENT
    for item in items:
        if line.strip() and len(line) + len(item) + 1 > WIDTH:
            yield line.rstrip()
            line = _INDENT
        line += f"{item}, "
    yield line.rstrip()


def key_text(key: str) -> str:
    """A key, in quotation marks where it needs them."""
    return key if _BARE.match(key) else _string(key)


def inline(value: object) -> str:
    """A value on one line."""
    if isinstance(value, str):
        return _string(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return "[" + ", ".join(inline(item) for item in value) + "]"
    if isinstance(value, dict):
        inside = ", ".join(f"{key_text(key)} = {inline(part)}" for key, part in value.items())
        return f"{{ {inside} }}" if inside else "{}"
    return str(value)


def _string(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError:
        raise CaseError(f"{text[:60]!r} holds half of a character pair: mend the text") from None
    if '"' in text and text.isprintable() and "'" not in text:
        return f"'{text}'"
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
