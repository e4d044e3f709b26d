"""Who is named in reports and is no party to the dispute, and what part it plays."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache

from detente.model.register import Record, Register
from detente.reading.words.forms import words

__all__ = ["Bystanders", "is_party"]

NAMES_OF_A_BODY = 2  # parties in the name of a body that they share


def is_party(name: str) -> str:
    """The question whether somebody is party to the dispute."""
    return f"Is {name} a party to this dispute? (yes/no)"


class Bystanders:
    """What the reports tell of everybody whom they name, beside what each says itself."""

    def __init__(self, registers: Sequence[Register]) -> None:
        self.registers = registers

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Everybody whom the reports name."""
        found = (party.name for one in self.registers for party in one.parties)
        return tuple(dict.fromkeys(found))

    def mediates(self, name: str) -> bool:
        """Whether the words beside the name say that somebody mediates."""
        return any(_is_said_to_mediate(*one) for one in self._mentions(name))

    def part(self, name: str, modelled: Iterable[str], allies: Iterable[str]) -> str:
        """What somebody is who is no party: in a word or two, from the words beside the name."""
        told = list(self._mentions(name))
        modelled = tuple(modelled)
        if self.mediates(name):
            return "mediator"
        if name in words("bystanders", "gone") or _all(told, _past):
            return "of the past"
        if _all(told, _is_outlet):
            return "media"
        if len([other for other in modelled if other in name]) >= NAMES_OF_A_BODY:
            return "shared body"
        if not list(self._said_by(name)) and _all(told, _is_place):
            return "venue"
        return "ally" if set(allies) & set(modelled) else "bystander"

    def speaks_up(self, name: str) -> Iterator[tuple[Register, Record]]:
        """The statements that somebody makes or faces and that a model could be made of."""
        for register, record in self._records():
            if record.act in _AT_STAKE and name in (*record.makers, *record.addressee):
                yield register, record

    def _said_by(self, name: str) -> Iterator[Record]:
        return (record for _, record in self._records() if name in record.makers)

    def _records(self) -> Iterator[tuple[Register, Record]]:
        for register in self.registers:
            for record in register.records:
                yield register, record

    def _mentions(self, name: str) -> Iterator[tuple[str, str]]:
        for register in self.registers:
            for party in register.parties:
                if party.name == name:
                    for mention in dict.fromkeys((name, *party.mentions)):
                        if mention in register.document.text:
                            yield register.document.text, mention


_kept = lru_cache(maxsize=1024)  # a draft is asked again under every answer to its questions
_AT_STAKE = frozenset(("demand", "offer", "accept", "refuse", "threaten"))


@lru_cache
def _listed(key: str) -> str:
    """The words of a list as a pattern."""
    found = sorted(words("bystanders", key))
    return "|".join(re.escape(one).replace(r"\*", r"\w*") for one in found)


@lru_cache(maxsize=512)
def _mediating(mention: str) -> re.Pattern[str]:
    """The name before a word of mediating, as its subject or owner, or behind "by"."""
    who, how = re.escape(mention), _listed("mediating")
    return re.compile(
        rf"(?<!\w){who}(?:['’]s)?(?:(?:,? |-)(?:has|had|is|was|will|would|also|offered|to|which|"
        rf"a|the|been|as|and|have|who|tried|trying|helped|hoped|envoy|foreign|minister|,))"
        rf"{{0,3}},?[ -](?:{how})\b|\b(?:{how})\s(?:\w+\s)?(?:by|of|from)\s(?:the\s)?{who}(?!\w)",
        re.IGNORECASE,
    )


@_kept
def _is_said_to_mediate(text: str, mention: str) -> bool:
    return _mediating(mention).search(text) is not None


def _all(told: list[tuple[str, str]], tells: Callable[[str, str], bool]) -> bool:
    return bool(told) and all(tells(text, mention) for text, mention in told)


@_kept
def _past(text: str, mention: str) -> bool:
    before = re.findall(rf"(\w+)\s{re.escape(mention)}(?!\w)", text)
    return bool(before) and all(one.lower() in words("bystanders", "past") for one in before)


@_kept
def _is_outlet(text: str, mention: str) -> bool:
    if set(mention.split()) & words("bystanders", "outlets"):
        return True
    return bool(re.search(rf"\b(?:{_listed('reporting')})\s(?:of\s)?{re.escape(mention)}\b", text))


@_kept
def _is_place(text: str, mention: str) -> bool:
    """Whether a name only ever tells where something is."""
    found = re.findall(rf"(?:(\w+)\s)?(?<!\w){re.escape(mention)}(?!\w)", text)
    return bool(found) and all(one.lower() in ("in", "at", "near", "to") for one in found)
