"""The sign of a phrase: whether it is about doing a thing, or about stopping or forgoing it."""

from __future__ import annotations

import re

__all__ = ["forgone", "undone"]

_PACT = r"(?:agreement|treaty|deal|accord|pact|protocol|alliance|bloc|talks)"
_FORGO = re.compile(
    r"\b(?:not|never|no|nor|non|zero|without|refrain\w*|avoid\w*|abstain\w*|desist\w*|forgo\w*|"
    r"stop\w*|halt\w*|end|ends|ended|ending|ceas\w+|terminat\w+|quit\w*|exit\w*|fail\w*|"
    r"collaps\w+|lapse[sd]?|lapsing|expir\w+|freez\w+|froze\w*|suspend\w*|suspension|"
    r"postpon\w+|delay\w*|defer(?:s|red|ring|ral)?|paus(?:e|es|ed|ing)|shelv\w+|moratorium|"
    r"trad\w+(?= away\b)|"
    r"abolish\w*|dismantl\w+|"
    r"abandon\w*|drop\w*|cancel\w*|scrap\w*|renounc\w*|revok\w+|repeal\w*|annul\w*|waiv\w+|"
    r"lift\w*|remov\w+|withdr[ae]w\w*|withhold\w*|restrain\w*|g[ia]ves? up|giving up|"
    r"limit(?:s(?! of)|ed|ing|ation\w*)?|reduc\w+|curb\w*|cut|cuts|cutting|"
    r"clos(?:e\w*|ing|ure)|shut\w*|ban|bans|banning|prohibit\w*|forbid\w*|outlaw\w*|"
    r"(?:pull|scal|phas|call|back|roll|put)\w* (?:out|off|back|down)|walk\w* (?:away|out)|"
    r"violat(?:e|es|ed|ing|ions?)|breach\w*|flout\w*|chang(?:e|es|ed|ing) (?:to|of|in)|"
    rf"(?:leave|leaves|leaving|left)(?= (?:the|an?|its|our|this) (?:\w+ )?{_PACT})|"
    r"pull\w*(?=(?: [\w’'-]+){1,4} (?:out|back)\b)|"
    r"keep\w*(?=.{0,60}\bout of\b))\b|\bnon-|n['’]t\b",
    re.IGNORECASE,
)
_UNDONE = re.compile(
    r"['’]?s? (?:\w+ )?(?:waivers?|relief|removal|pauses?|freezes?|moratorium|bans?|exemptions?|"
    r"cuts?|withdrawal|suspension|halt)\b",
    re.IGNORECASE,
)
_NEITHER = re.compile(r"\w+(?: (?!that\b)\w+)? (?:neither|no|nobody|none)\b")


def forgone(text: str, place: int) -> bool:
    """Whether what stands at a place is to be stopped or forgone, or its stopping is not.

    An odd number of words that forgo stands before it, or follows at once: "admit neither".

    Examples
    --------
    >>> forgone("postpone the vote", 13), forgone("would not postpone the vote", 23)
    (True, False)
    """
    before = sum(match.end() <= place for match in _FORGO.finditer(text))
    return (before + bool(_NEITHER.match(text, place))) % 2 == 1


def undone(text: str, end: int) -> bool:
    """Whether a word that undoes the thing follows it: "sanctions relief", "a missile ban"."""
    return _UNDONE.match(text, end) is not None
