"""Words of others, made inert: what could act or hide is shown instead of obeyed.

A report may hold terminal escapes, control characters or marks that turn the direction of
writing. In a brief they come out as visible signs, so that nothing rings, moves the cursor or
shows words in another order than they stand.
"""

from __future__ import annotations

import re

__all__ = ["inert"]

_HARMFUL = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls, but for tab and line feed
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0"  # fillers that nobody sees
    "\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"  # direction marks, unseen separators
    "\ufeff\ufff9-\ufffb\ufffe\uffff\ufdd0-\ufdef"  # byte order mark, annotations, no characters
    "\ud800-\udfff"  # halves of pairs
    "\U000e0000-\U000e0fff"  # unseen tags and variations
    "]"
)
_MARKS = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_PILED = re.compile(f"([{_MARKS}]{{4}})([{_MARKS}]+)")  # marks piled up until they cover lines
DELETE, PICTURES, DELETE_PICTURE = 0x7F, 0x2400, "\u2421"


def inert(text: str, *, breaks: bool = True) -> str:
    r"""The text with harmful characters as visible signs.

    Parameters
    ----------
    text:
        Any text whatever.
    breaks:
        Whether tabs and line ends stay; otherwise each becomes a space.

    Examples
    --------
    >>> print(inert("\x1b[31mred\x07"))
    ␛[31mred␇
    >>> print(inert("abc\u202edef"))
    abc⟨U+202E⟩def
    """
    text = _HARMFUL.sub(_picture, text.replace("\r\n", "\n"))
    text = _PILED.sub(lambda found: f"{found[1]}⟨{len(found[2])} more marks⟩", text)
    return text if breaks else re.sub(r"[\t\n]", " ", text)


def _picture(found: re.Match[str]) -> str:
    code = ord(found.group())
    if code < 0x20:
        return chr(PICTURES + code)
    return DELETE_PICTURE if code == DELETE else f"⟨U+{code:04X}⟩"
