"""The grade of a draft in words, and the guesses that a sentence rests on."""

from __future__ import annotations

from collections.abc import Iterable

from detente.explaining.elements import Element
from detente.explaining.material import Material
from detente.explaining.words import counted, in_list, verb
from detente.model.grade import Grade

__all__ = ["NOT_ENOUGH", "grade_in_words", "resting_on"]

NOT_ENOUGH = "Not enough to model"
ONE_BY_ONE = 2  # guesses that a sentence names


def grade_in_words(found: Grade) -> tuple[str, str, str]:
    """The grade with what it rests on, in three sentences.

    Examples
    --------
    >>> from detente.model.drafted import Drafted
    >>> for told in grade_in_words(Grade(Drafted(12, 9, 1, 1), 2, 4, 3, 8, 6, 1, 2)):
    ...     print(told)
    Grade of this draft: high.
    It rests on 9 of 12 demands, offers, refusals and threats read; 1 names no clear party.
    Of 4 options 3 have a sure owner, of 8 wishes 6 are told in words; asked: 2; left out: 1.
    """
    one = found.drafted
    read = (
        f"It rests on {one.modelled} of {one.statements} demands, offers, refusals and threats read"
    )
    if one.unresolved:
        read += f"; {one.unresolved} {verb(one.unresolved, 'names', 'name')} no clear party"
    return (
        f"Grade of this draft: {found.level}.",
        f"{read}.",
        f"Of {counted(found.options, 'option')} {found.sure} "
        f"{verb(found.sure, 'has', 'have')} a sure owner, of "
        f"{counted(found.wishes, 'wish', 'wishes')} {found.told} {verb(found.told)} told in words; "
        f"asked: {found.asked}; left out: {one.left_out}.",
    )


def resting_on(material: Material, text: str, ids: Iterable[str]) -> str:
    """The sentence of a draft with the guesses that it rests on, said in the sentence itself.

    ``ids`` are the elements that decide it. A conflict made by hand is told as its maker has it.
    """
    if material.conflict.drafted is None:
        return text
    named = dict.fromkeys(ids)
    guessed = [one for one in material.elements if one.guessed and f"model:{one.path}" in named]
    if not guessed:
        return text
    if len(guessed) <= ONE_BY_ONE:
        clause = f"if it is right to guess that {in_list([_guess(material, x) for x in guessed])}"
    else:
        owners = dict.fromkeys(one.party for one in guessed if one.party)
        clause = f"if {len(guessed)} guesses are right"
        clause += f" about {material.words.parties(owners)}" if owners else ""
    return f"{text.removesuffix('.')} ({clause})."


def _guess(material: Material, one: Element) -> str:
    words = material.words
    if one.kind == "option":
        return (
            f"{words.party(one.party or '')} decides on {words.option(f'{one.party}.{one.text}')}"
        )
    if one.kind == "preference":
        return f"{words.party(one.party or '')} wants {one.words}"
    if one.kind == "status quo":
        return f"the status quo is {one.words}"
    return one.words
