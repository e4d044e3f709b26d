"""Signs in the words of a record of what kind of deed they tell."""

from __future__ import annotations

import re

__all__ = [
    "BACK",
    "BESIDES",
    "COMING",
    "CONTINUES",
    "IDLE",
    "MUST",
    "NEGATORS",
    "ONLY",
    "OPENS_LATE",
    "PAST",
    "PEACE",
    "PRONOUN",
    "PROPOSES",
    "SAME",
    "STILL",
    "SUBJECT_WORDS",
    "TOO_LITTLE",
    "UNLESS",
    "WISH",
]

UNLESS = re.compile(r"(?:unless|until|or else|otherwise|without)\b", re.IGNORECASE)
CONTINUES = re.compile(r"(?:(?:as well as|and|or|nor)\s+)?(?:from\s+)?\w+ing\b", re.IGNORECASE)
BACK = re.compile(
    r"(?:in (?:that|this|such a) (?:event|case)|if so|until (?:that|this|then)|only then)\b", re.I
)
BESIDES = re.compile(r",? including ([^,;]+)")  # "every option, including a naval patrol"
IDLE = re.compile(
    r"\b(?:sit|stand|look|watch|remain|keep)s? (?:idl[ey]|back|by|on|aside|still|silent|quiet)\b|"
    r"\bhands are not tied\b|\bknows? the way\b",
    re.IGNORECASE,
)  # who will not sit by does not say what it will do
TOO_LITTLE = re.compile(
    r"\bnot (?:\w+ )?(?:enough|sufficient|adequate)\b|\b(?:insufficient|inadequate)\b|"
    r"\btoo (?:little|small|late)\b",
    re.IGNORECASE,
)
ONLY = re.compile(
    r"\b(?:only|provided|providing|unless|until|in exchange|in return|on condition|or else|"
    r"without)\b",
    re.IGNORECASE,
)
STILL = re.compile(r"\b(?:as long as|so long as|while)\b", re.IGNORECASE)
MUST = re.compile(r"\b(?:must|should|ha[sd] to|have to|needs? to|ought to|(?:is|are) to)\b", re.I)
PEACE = re.compile(
    r"\bagainst\b.*\b(?:war|force|violence|conflict|attack\w*|escalation)\b|\bpeaceful\b|\bpeace\b|"
    r"\bno (?:intention|plans?|wish|desire|intent)\b|"
    r"(?:\b(?:not|never|nobody|no one)|n['’]t) (?:\w+ )?(?:is |are )?"
    r"(?:intend|plan|want|seek|threaten|attack|prepar)\w*",
    re.IGNORECASE,
)
WISH = re.compile(
    r"\b(?:stands? for|favou?rs?|prefers?|wants?|seeks?|hope[sd]?|committed to|interests? of)\b",
    re.IGNORECASE,
)
COMING = re.compile(
    r"\b(?:prepar\w+|plan|plans|planned|planning|intend\w*|seek\w*|sought|want\w*|threaten\w*|try|tries|"
    r"tried|trying|aim|aims|aimed|aiming|about to|would|could|going to|ready to|bent on)\b",
    re.IGNORECASE,
)
NEGATORS = re.compile(r"\b(?:not|never|no longer|no|neither|nor|any)\b ?", re.IGNORECASE)
PROPOSES = re.compile(r"\b(?:propos|suggest)\w*", re.IGNORECASE)
OPENS_LATE = re.compile(
    r"^(?:in|on|at|of|for|to the|south|north|east|west|late|last|which)\b", re.IGNORECASE
)
PAST = re.compile(r"\b(?:having|had|has|have)\b", re.IGNORECASE)
SUBJECT_WORDS = 6  # words of a clause that may name who does what it tells
PRONOUN = re.compile(r"^(?:\w+ ){0,3}?(?:it|they|he|she|that|this)\b", re.IGNORECASE)
SAME = re.compile(r"\b(?:the same|such an? (?:step|move|measure|action)|likewise)\b", re.IGNORECASE)
