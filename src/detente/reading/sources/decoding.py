"""From bytes to text: the encoding that is declared, else the one in which the bytes make sense."""

from __future__ import annotations

import codecs
import re

from detente.errors import SourceError

__all__ = ["decoded"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_TYPOGRAPHIC = frozenset("“”‘’–—…•«»„€£°§éèêëáàâäãåæçíìîïñóòôöõøœúùûüß\u00a0")
_WESTERN = ("cp1252", "mac-roman")
SAMPLE = 2**16


def decoded(data: bytes, name: str, declared: str | None = None) -> str:
    """The text of ``data``, line ends as they are.

    A byte order mark decides, then UTF-8 if the bytes are valid in it, then what the source
    declares, then what the bytes look like.

    Raises
    ------
    SourceError
        Where they look like no text at all.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data, encoding, name)
    if (text := _tried(data, "utf-8")) is not None:
        return text
    if text := _wide(data):
        return text
    if b"\x00" in data:
        raise SourceError("binary, not text: save it as plain text", file=name)
    for encoding in filter(None, (declared, _western(data), _guessed(data))):
        if text := _tried(data, encoding):
            return text
    raise SourceError("in no known encoding: save it as UTF-8", file=name)


def _strict(data: bytes, encoding: str, name: str) -> str:
    text = _tried(data, encoding)
    if text is None:
        raise SourceError(f"marked as {encoding} and is not: save it as UTF-8", file=name)
    return text


def _tried(data: bytes, encoding: str) -> str | None:
    """The text in an encoding, if it is one with hardly any control characters."""
    try:
        text = data.decode(encoding)
    except (UnicodeError, LookupError, ValueError):
        return None
    return text if len(_CONTROLS.findall(text)) * 50 <= len(text) else None


def _wide(data: bytes) -> str | None:
    """UTF-16 without its mark: every other byte of a text in Latin letters is zero."""
    sample = data[:SAMPLE]
    for encoding, zeros, others in (
        ("utf-16-le", sample[1::2], sample[::2]),
        ("utf-16-be", sample[::2], sample[1::2]),
    ):
        if zeros.count(0) * 10 > len(zeros) * 7 and others.count(0) * 50 < len(others):
            return _tried(data, encoding)
    return None


def _western(data: bytes) -> str | None:
    """The code page of a text mostly in ASCII whose other bytes are marks and accents in it."""
    others = bytes(byte for byte in data[:SAMPLE] if byte > 127) or data[-SAMPLE:]
    if len(others) * 4 > min(len(data), SAMPLE):
        return None
    fitting = {
        encoding: sum(sign in _TYPOGRAPHIC for sign in others.decode(encoding, "replace"))
        for encoding in _WESTERN
    }
    best = max(_WESTERN, key=lambda encoding: fitting[encoding])
    return best if fitting[best] * 2 > len(others) or fitting["cp1252"] else None


def _guessed(data: bytes) -> str | None:
    from charset_normalizer import from_bytes  # noqa: PLC0415 - slow to load, seldom needed

    best = from_bytes(_telling(data)).best()
    return best.encoding if best else None


def _telling(data: bytes) -> bytes:
    """A stretch of whole lines around the first byte that is no ASCII."""
    found = re.search(rb"[\x80-\xff]", data)
    first = data.rfind(b"\n", 0, found.start()) + 1 if found else 0
    stretch = data[first : first + SAMPLE]
    end = stretch.rfind(b"\n")
    return stretch[:end] if end > 0 and len(stretch) == SAMPLE else stretch
