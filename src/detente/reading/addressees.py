"""Whose conduct an act is about: the party accused, asked, refused, offered to."""

from __future__ import annotations

from detente.model.register import Act
from detente.reading.clauses import Parsed
from detente.reading.findings import Finding, Words
from detente.reading.parties import Mention
from detente.reading.referents import Referents

__all__ = ["POSSESSIVE", "addressee", "faced", "others"]

POSSESSIVE = frozenset("its his her their our my".split())
_OBJECT_OF = frozenset("of on in against at near into from around over".split())
_OWN: frozenset[Act] = frozenset(("claim", "deny"))  # acts about one's own conduct


def addressee(parsed: Parsed, finding: Finding, referents: Referents) -> tuple[str, ...]:
    """The parties that a finding is about, as far as its sentence names them."""
    makers = finding.makers
    if finding.faced is not None:
        end = parsed.places[finding.faced]
        mention = next((m for m in parsed.mentions if m.j == end), None)
        if mention is not None and (found := referents.resolve(mention, makers[0])):
            return found
    if finding.act in _OWN:
        return ()
    return (
        faced(parsed, finding.content, makers, referents)
        or (others(parsed, finding.content, makers, referents)[:1])
    )


def others(
    parsed: Parsed, words: Words, makers: tuple[str, ...], referents: Referents
) -> tuple[str, ...]:
    """The parties beside the makers whom the words can be about, as they are named."""
    found: dict[str, None] = {}
    for mention in parsed.mentions:
        if words[0] <= mention.i < words[1] and _may_face(parsed, mention):
            for one in referents.resolve(mention, makers[0]):
                if one not in makers:
                    found.setdefault(one)
    return tuple(found)


def faced(
    parsed: Parsed, words: Words, makers: tuple[str, ...], referents: Referents
) -> tuple[str, ...]:
    """Whom the words face first, with those that "and" joins to it."""
    found: dict[str, None] = {}
    for mention in parsed.mentions:
        if not words[0] <= mention.i < words[1] or not _may_face(parsed, mention):
            continue
        joined = _lead(parsed, mention) in {"and", ","}
        if joined is bool(found):
            for one in referents.resolve(mention, makers[0]):
                if one not in makers:
                    found.setdefault(one)
    return tuple(found)


def _may_face(parsed: Parsed, mention: Mention) -> bool:
    """Whether words can be about a party's conduct: not a place, owner or mere object."""
    if mention.kind == "place" or mention.head in POSSESSIVE:
        return False
    if mention.kind == "capital" and not mention.agent:
        return False
    lead = _lead(parsed, mention)
    if lead == "and" and (index := parsed.mentions.index(mention)):
        lead = _lead(parsed, parsed.mentions[index - 1])
    return lead not in _OBJECT_OF


def _lead(parsed: Parsed, mention: Mention) -> str:
    """The word before a mention, articles passed over."""
    k = mention.i - 1
    while k > 0 and parsed.tokens[k].tag == "D":
        k -= 1
    return parsed.tokens[k].low if k >= 0 else ""
