"""The records in an answer: what is wrong with its form is mended, what it says is not."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from detente.model.register import ACTS
from detente.reading.words.cues import usual_act

__all__ = ["mended", "records_in"]

_THOUGHT = re.compile(r"\A.*</think(?:ing)?>", re.DOTALL | re.IGNORECASE)
_COMMAS = re.compile(r'("(?:[^"\\]|\\.)*")|,(?=\s*[}\]])')  # a text, or a comma before an end
_LISTS = frozenset(("joint_with", "addressee", "clauses", "hedges"))
_OPEN = frozenset(("party", "speaker", "content", "condition", "consequence", "medium", "venue"))
_FLAGS = {"true": True, "false": False}
_MOST = 200  # beginnings that turn out to be none; more is no answer


def records_in(text: str) -> list[Any] | None:
    """The records in an answer, whatever stands around them; None if it holds none.

    Of several lists the last counts: what stands before it was thinking. Of an answer that breaks
    off the whole records are kept.

    Examples
    --------
    >>> records_in('<think>{"records": [1]}</think> So: {"records": [{"act": "deny"},]} Done.')
    [{'act': 'deny'}]
    >>> records_in('{"records": [{"act": "deny"}, {"act": "cla')
    [{'act': 'deny'}]
    >>> records_in("I cannot help.")
    """
    found = list(_values(_COMMAS.sub(r"\1", _THOUGHT.sub("", text))))
    lists = [listed for one in found if (listed := _listed(one)) is not None]
    if lists:
        return lists[-1]
    return [one for one in found if isinstance(one, dict) and "act" in one] or None


def _values(text: str) -> Iterator[Any]:
    """The outermost JSON values that a text holds."""
    decoder, at, failed = json.JSONDecoder(), 0, 0
    while failed < _MOST and (begins := re.compile(r"[{\[]").search(text, at)):
        try:
            value, at = decoder.raw_decode(text, begins.start())
        except (ValueError, RecursionError):
            failed, at = failed + 1, begins.start() + 1
        else:
            yield value


def _listed(value: object) -> list[Any] | None:
    """The list of records that a value is or holds, under whatever name."""
    if isinstance(value, dict) and "act" not in value:
        lists = [one for one in value.values() if isinstance(one, list)]
        value = value.get("records") if "records" in value or len(lists) != 1 else lists[0]
    return value if isinstance(value, list) and not (value and _plain(value)) else None


def _plain(values: list[Any]) -> bool:
    """Whether a list holds no record, as the "[1]" of a note."""
    return not any(isinstance(one, dict) for one in values)


def mended(value: object) -> object:
    """A record with its form put right: lists, numbers and names of acts as they were asked for.

    Examples
    --------
    >>> mended({"sentence": "3", "act": "ACCUSE", "addressee": "Peru", "hedges": None})
    {'sentence': 3, 'act': 'accuse', 'addressee': ['Peru']}
    """
    if not isinstance(value, Mapping):
        return value
    found: dict[str, Any] = {}
    for name, one in value.items():
        if one is None and name not in _OPEN:
            continue
        found[name] = _field(name, one)
    return found


def _field(name: str, value: Any) -> Any:  # noqa: ANN401 - models put anything here
    if name == "clauses":
        listed = value if isinstance(value, list) else [value]
        return [{"quote": one} if isinstance(one, str) else mended(one) for one in listed]
    if name in _LISTS and isinstance(value, str):
        return [_text(value)] if value.strip() else []
    if name in _LISTS and isinstance(value, list):
        return [_text(one) for one in value if one is not None]
    if isinstance(value, str):
        return _named(name, _text(value))
    return value


def _named(name: str, text: str) -> Any:  # noqa: ANN401
    low = text.strip().lower()
    if name == "sentence":
        return int(low) if re.fullmatch(r"\d{1,6}", low) else text
    if name == "act":
        return low if low in ACTS else usual_act(low) or text
    if name in {"quoted", "negated"}:
        return _FLAGS.get(low, text)
    empty = name in _OPEN - {"party"} and low in {"", "null", "none"}
    return None if empty else text


def _text(value: Any) -> Any:  # noqa: ANN401
    """A text without halves of characters, which no file can hold."""
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value
