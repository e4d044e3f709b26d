"""The text as it is read: as long as the text itself, without the signs that are no words.

Mails that quote, footnote marks, pictographs, Markdown, invisible signs and capitals for their own
sake stand between a reader and the words. A fair copy has blanks in their place, letter for
letter, so that every offset into it is one into the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from detente.reading.parsing.capitals import recased
from detente.reading.words.tokens import FILLER

__all__ = ["fair_copy"]

Change = Callable[[re.Match[str]], str]

_QUOTED_MAIL = re.compile(r"^[ \t]*(?:>[ \t]?)+", re.MULTILINE)
_IMAGE = re.compile(r"!\[[^\[\]\n]*\]\([^()\s]*\)")
_LINK = re.compile(r"\[([^\[\]]{1,300})\](\((?:[a-z]+:|/|#|www\.|\.)[^()\s]*(?:\s\"[^\"\n]*\")?\))")
_STRONG = re.compile(r"(?<![\w*])(\*{1,3})(?=[^\s*])([^*]{1,600}?)(?<=[^\s*])\1(?![\w*])")
_LINED = re.compile(r"(?<!\w)(_{1,3}|~~)(?=[^\s_~])([^_~\n]{1,300}?)(?<=[^\s_~])\1(?!\w)")
_NOTE = re.compile(
    r"(?<=[\w.!?,;:\"”’»)\]])(?: ?\[(?:\d{1,3}|[a-z]|[a-z]+ \d+|citation needed)\](?!\w))+"
)
_RAISED = re.compile(r"[¹²³⁰⁴-⁹†‡]+(?:(?<=[.!?,;:\"”’»)\]].)|(?<=[a-z]{3}.)|(?<=[.!?,;:a-z]..))")
_STARRED = re.compile(r"(?<=[.!?\"”])\*+(?=\s|$)")
_PICTOGRAPHS = (
    "\U0001f000-\U0001fbff\u2600-\u27bf\u2b00-\u2bff\ufe0e\ufe0f\u20e3\U000e0020-\U000e007f"
)
_PICTURE = re.compile(rf"[{_PICTOGRAPHS}][{_PICTOGRAPHS}\u200d]*")
_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]")
_UNSEEN = re.compile("(?<=[^\\W\\d_])[\u200b-\u200d\u2060\ufeff\u00ad]+(?=[^\\W\\d_])")
_ALONE = re.compile("[\u200b-\u200f\u2028\u202a-\u202e\u2060\ufeff]")
_TAB = re.compile("\t")
_BLANK = re.compile("[\u00a0\u2000-\u200a\u202f\u3000]")


def _blanks(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _without_marks(match: re.Match[str]) -> str:
    """What stands between two marks, blanks for the marks."""
    mark = " " * len(match.group(1))
    return match.group() if "\n\n" in match.group(2) else mark + match.group(2) + mark


def _linked(match: re.Match[str]) -> str:
    return f" {match.group(1)} " + " " * len(match.group(2))


def _picture(match: re.Match[str]) -> str:
    """A bullet where a line begins; the stop of a sentence that has no other; else blanks."""
    text, (start, end) = match.string, match.span()
    before, after = text[max(start - 8, 0) : start].rstrip(" "), text[end : end + 8].lstrip(" ")
    if not before or before.endswith("\n"):
        return "•" + " " * (end - start - 1) if text[end : end + 1] == " " else _blanks(match)
    ends = before[-1].isalnum() and after[:1].isupper() and not _FLAG.match(match.group())
    return ("." if ends else " ") + " " * (end - start - 1)


def _filled(match: re.Match[str]) -> str:
    return FILLER * len(match.group())


_BEYOND = ""  # of signs beyond ASCII
_CHANGES: tuple[tuple[str, re.Pattern[str], Change], ...] = (  # behind a sign that it needs
    (_BEYOND, _UNSEEN, _filled),
    (_BEYOND, _BLANK, _blanks),
    ("\t", _TAB, _blanks),
    (">", _QUOTED_MAIL, _blanks),
    ("![", _IMAGE, _blanks),
    ("](", _LINK, _linked),
    ("*", _STRONG, _without_marks),
    ("_", _LINED, _without_marks),
    ("~~", _LINED, _without_marks),
    ("[", _NOTE, _blanks),
    ("*", _STARRED, _blanks),
    (_BEYOND, _RAISED, _blanks),
    (_BEYOND, _PICTURE, _picture),
    (_BEYOND, _ALONE, _blanks),
)


def fair_copy(text: str) -> str:
    """The text as it is read, each sign of it in its place.

    Examples
    --------
    >>> fair_copy("> **Mali** refused.[1] It left.")
    '    Mali   refused.    It left.'
    """
    copy = text
    for sign, pattern, change in _CHANGES:
        if (sign in copy) if sign else not copy.isascii():
            copy = pattern.sub(change, copy)
    return recased(copy)
