"""The draft of a conflict from registers: parties, options, rules, preferences, status quo."""

from __future__ import annotations

from detente.drafting.answers import Answers, united
from detente.drafting.assembly import Assembly, keep
from detente.drafting.candidate import Candidate
from detente.drafting.candidates import candidates, identify
from detente.drafting.checking import doubt
from detente.drafting.deeds import Deed
from detente.drafting.options import settled
from detente.drafting.sides import Sides, sides
from detente.drafting.telling import deeds
from detente.errors import AnalysisError
from detente.model.findings import Draft
from detente.model.register import Register

__all__ = ["MOST_OPTIONS", "draft"]

MOST_OPTIONS = 14  # a draft with more would say everything and decide nothing


def draft(*registers: Register, answers: str = "") -> Draft:
    """Draft a conflict model from one report or several.

    Each thing that somebody could do, and that somebody wants, offers, refuses or threatens,
    becomes an option of whoever would do it; what is said of it becomes preferences. An
    accusation and a denial that meet on one option give the accused party two types. ``answers``
    is a text that repeats questions of an earlier draft, each with a word behind it; what is
    answered is guessed no more.

    Raises
    ------
    AnalysisError
        Where the registers hold nothing to draft from, or a word answers no question.
    """
    told = Answers.read(answers)
    registers = united(registers, sides(registers), told)
    known = sides(registers)
    said = [deed for register in registers for deed in deeds(register, known)]
    found = [deed for deed in said if _bears_on(deed, known)]
    options = candidates(found, known)
    options = [option for option in options if _is_of_the_dispute(option, known)]
    options = settled(options, known, told)
    options, doubts = _sure(options, known, told)
    options, left_out = _most_spoken_of(options, told)
    if not options:
        raise AnalysisError(
            "nothing to draft: no demand, offer, refusal or threat with a known party was found"
        )
    identify(options)
    return Assembly(registers, options, left_out, doubts, found, known, told).result()


def _bears_on(deed: Deed, known: Sides) -> bool:
    """Whether the deed is a contender's; an outsider counts where it appeals to one of them."""
    if set(deed.by) & set(known.contenders):
        return True
    alone = len(deed.record.addressee) == 1 and deed.actor in known.contenders
    return deed.role in ("held", "done") or (alone and deed.role in ("urged", "demanded"))


def _is_of_the_dispute(option: Candidate, known: Sides) -> bool:
    """Whether a contender would do it, or a contender asks for it."""
    if not option.is_nameable:
        return False
    return option.owner in known.contenders or any(
        option.owner not in deed.by and set(deed.by) & set(known.contenders)
        for deed in option.deeds
    )


def _sure(
    options: list[Candidate], known: Sides, told: Answers
) -> tuple[list[Candidate], list[str]]:
    """The options that their sentences tell or an analyst confirms, and questions for the rest."""
    asked = [(option, doubt(option, known)) for option in options]
    sure = [one for one, question in asked if question is None or told.to(question) == "yes"]
    return sure, [question for _, question in asked if question is not None]


def _most_spoken_of(
    options: list[Candidate], told: Answers
) -> tuple[list[Candidate], list[Candidate]]:
    """Not more options than a reader can hold, and none that only its owner speaks of.

    What a party announces and nobody minds it simply does: it would drown what is at issue.
    """
    shared = [option for option in options if _is_shared(option) or _is_met(option, options)]
    kept = sorted(shared, key=_prominence, reverse=True)[:MOST_OPTIONS]
    kept += [option for option in options if told.to(keep(option)) == "yes"]
    chosen = set(map(id, kept))
    return (
        [option for option in options if id(option) in chosen],
        [option for option in options if id(option) not in chosen],
    )


def _is_shared(option: Candidate) -> bool:
    """Whether the owner is not alone with the option, or offers, accepts or threatens it."""
    spoken = [deed for deed in option.deeds if deed.role not in ("done", "held")]
    parties = {option.owner} | {who for deed in spoken for who in deed.by}
    return len(parties) > 1 or bool(option.of("threatened", "offered", "accepted", "refused"))


def _is_met(option: Candidate, options: list[Candidate]) -> bool:
    """Whether an act that stands has its like on the other side: tariffs for tariffs."""
    issue = option.subject.issue
    return bool(option.of("done")) and any(
        other.owner != option.owner and other.subject.issue == issue and other.of("threatened")
        for other in options
        if issue is not None
    )


def _prominence(option: Candidate) -> int:
    """How much is said of an option; what is demanded, refused or threatened counts twice."""
    firm = option.of("demanded", "refused", "threatened", "trigger", "opposed")
    return len(option.deeds) + len(firm)
