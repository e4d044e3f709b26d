"""Words set apart within a sentence, as between subject and verb: "France (an ally) said"."""

from __future__ import annotations

import re

from detente.reading.words.forms import forms, words

__all__ = ["without_asides"]

_BRACKETS = re.compile(r"\((?<=\w \()([^()\n]{3,160})\)(?= [a-z])")
_DASHES = re.compile(
    r"(?<=[\w.’'\"”)])(?: +(?:[–—]|--?) *| *— *)(?=[a-z“\"])"
    r"([^–—.;:!?\n]{2,160}?)(?: *(?:[–—]|--?) +| *— *)(?=[a-z])"
)
_LABEL = re.compile(  # "Benin: 8 May barred all ships"
    r":(?<=\w:)(?= (?:\d{1,2} [A-Z][a-z]{2,8}\.?|[A-Z][a-z]{2,8}\.? \d{1,2}) [a-z])"
)
_BEHIND_MODAL = re.compile(
    r",(?:(?<=\bshall,)|(?<=\bwill,)|(?<=\bmust,)) [^,.;:\"“”\n]{3,80},(?= [a-z])"
)
_DASH = re.compile(r"[–—]|(?: --? )")
_WORD = re.compile(r"[A-Za-z]+")
_SMALL = re.compile(r"[a-z]{3,}|\d")
_OPENING = frozenset("if unless provided once when until only".split())


def without_asides(text: str) -> str:
    """The text with blanks for what stands apart in a sentence, where it tells no act.

    Short forms in brackets stay; a condition, or what tells that something was done, stands
    between commas.

    Examples
    --------
    >>> without_asides("Mali (population 22 million) refused.")
    'Mali                         refused.'
    >>> without_asides("The union (ILU) refused, Mali - so far an ally - left.")
    'The union (ILU) refused, Mali                    left.'
    """
    text = _BRACKETS.sub(_blank, text)
    if _DASH.search(text):
        text = "\n".join(
            _DASHES.sub(_blank, line) if _DASH.search(line) else line for line in text.split("\n")
        )
    text = _LABEL.sub(" ", text)
    return _BEHIND_MODAL.sub(lambda match: " " * len(match.group()), text)


def _blank(match: re.Match[str]) -> str:
    inner = match.group(1)
    if not _SMALL.search(inner):
        return match.group()
    if _tells(inner):
        return f",{inner}," if match.group()[0] == "(" else match.group()
    return " " * len(match.group())


def _tells(inner: str) -> bool:
    """Whether an aside holds an act, a condition or a turn: its words are to be read."""
    found = [word.lower() for word in _WORD.findall(inner)]
    if not found:
        return False
    if found[0] in _OPENING or found[0] in words("grammar", "conjunctions") - {"and"}:
        return True
    return any(one.form == "past" for word in found for one in forms().get(word, ()))
