"""The draft of a conflict from registers: parties, options, rules, preferences, status quo."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from detente.drafting.answers import Answers, united
from detente.drafting.asking import Weighed, weighed
from detente.drafting.assembly import Assembly, keep
from detente.drafting.bystanders import is_party
from detente.drafting.candidate import Candidate
from detente.drafting.candidates import candidates, identify
from detente.drafting.checking import Doubt, doubt
from detente.drafting.deeds import Deed
from detente.drafting.options import settled
from detente.drafting.sides import Sides, party_id, sides
from detente.drafting.telling import deeds
from detente.errors import AnalysisError
from detente.model.asked import SKIPPED, answered
from detente.model.conflict import Citation, Conflict
from detente.model.findings import Draft
from detente.model.register import Register

__all__ = ["MOST_ASKED", "MOST_OPTIONS", "draft", "sketch"]

MOST_ASKED = 7  # questions: whoever gets more answers none
MOST_OPTIONS = 14  # a draft with more would say everything and decide nothing


def draft(
    *registers: Register,
    answers: str = "",
    parties: Iterable[str] = (),
    not_parties: Iterable[str] = (),
) -> Draft:
    """Draft a conflict model from one report or several.

    Each thing that somebody could do, and that somebody wants, offers, refuses or threatens,
    becomes an option of whoever would do it; what is said of it becomes preferences. An
    accusation and a denial that meet on one option give the accused party two types. ``answers``
    is a text that repeats questions of an earlier draft, each with a word behind it; what is
    answered is guessed no more. ``parties`` names who is a party in any case, ``not_parties`` who
    is none; that, too, is an answer.

    Of its questions those are put that change most in the verdicts, each with the words that it
    is about; what it takes for granted in the others stands among its ``assumptions``.

    Raises
    ------
    AnalysisError
        Where the registers hold nothing to draft from, or a word answers no question.
    """
    told = _with_parties(Answers.read(answers), registers, parties, not_parties)
    drafting = _Drafting(registers)
    assembly = drafting.assembly(told)
    found = assembly.result()

    def another(answers: Answers) -> Conflict | None:
        try:
            return drafting.assembly(answers).result().conflict
        except AnalysisError:
            return None

    open_ = [one for one in found.conflict.questions if told.leaves_open(one)]
    return _asking(
        found, assembly, weighed(found.conflict, open_, told, another, len(assembly.found)), told
    )


def _with_parties(
    told: Answers,
    registers: tuple[Register, ...],
    parties: Iterable[str],
    not_parties: Iterable[str],
) -> Answers:
    """The answers with those who are parties, and who are not, by any name of theirs."""
    known = {
        name.casefold(): party.name
        for register in registers
        for party in register.parties
        for name in (party_id(party.name), *party.mentions, party.name)
    }
    for word, names in (("yes", parties), ("no", not_parties)):
        for name in names:
            if name.casefold() not in known:
                listed = ", ".join(dict.fromkeys(known.values())) or "nobody"
                raise AnalysisError(f"no report names `{name}`; they name {listed}")
            told = told.also(is_party(known[name.casefold()]), word)
    return told


def sketch(*registers: Register, answers: str = "") -> Draft:
    """The draft with every question in the order in which it came up, none of them weighed."""
    return _Drafting(registers).assembly(Answers.read(answers)).result()


def _asking(found: Draft, assembly: Assembly, order: list[Weighed], told: Answers) -> Draft:
    """The draft with the questions that are worth an answer, and what the rest take for granted."""
    put = [one for one in order if one.matters][:MOST_ASKED]
    questions = tuple(one.question for one in put)
    skipped = [one for one in found.conflict.questions if told.skips(one)]
    assumed = [one.text for one in order if one not in put]
    shown = tuple(
        Citation(f"questions.{number}", question, evidence=words)
        for number, question in enumerate(questions, 1)
        for words in assembly.words_of(question)
    )
    conflict = replace(
        found.conflict,
        questions=questions + told.all(),
        assumptions=(*assumed, *(answered(one, SKIPPED) for one in skipped)),
        evidence=found.conflict.evidence + shown,
    )
    return replace(found, conflict=conflict)


class _Drafting:
    """Some registers, drafted from under one set of answers or another."""

    def __init__(self, registers: tuple[Register, ...]) -> None:
        self.registers = registers
        self._read: dict[tuple[str, ...], _Read] = {}

    def assembly(self, told: Answers) -> Assembly:
        """The draft in the making, under these answers."""
        return _assembly(self._as_told(told), told)

    def _as_told(self, told: Answers) -> _Read:
        """What the registers tell; it is worked out once for all that leave the parties alone."""
        registers = united(self.registers, sides(self.registers, told).allied, told)
        known = sides(registers, told)
        named = tuple(party.name for register in registers for party in register.parties)
        key = (*named, "", *known.contenders, "", *known.outside)
        if key not in self._read:
            said = [deed for register in registers for deed in deeds(register, known)]
            found = [deed for deed in said if _bears_on(deed, known)]
            self._read[key] = _Read(registers, known, found, candidates(found, known))
        return self._read[key]


@dataclass(frozen=True, slots=True)
class _Read:
    """What registers tell before anything is answered but who acts as one."""

    registers: tuple[Register, ...]
    sides: Sides
    deeds: list[Deed]
    candidates: list[Candidate]

    def options(self) -> list[Candidate]:
        """The options in the making, to be settled anew."""
        return [replace(option, deeds=list(option.deeds)) for option in self.candidates]


def _assembly(read: _Read, told: Answers) -> Assembly:
    known = read.sides
    options = read.options()
    options = [option for option in options if _is_of_the_dispute(option, known)]
    options = [option for option in options if option.owner not in known.outside]
    options = settled(options, known, told)
    options, doubts = _sure(options, known, told)
    options, left_out = _most_spoken_of(options, told)
    if not options:
        raise AnalysisError(
            "nothing to draft: no demand, offer, refusal or threat with a known party was found"
        )
    identify(options)
    return Assembly(read.registers, options, left_out, doubts, read.deeds, known, told)


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
) -> tuple[list[Candidate], list[Doubt]]:
    """The options that their sentences tell or an analyst confirms, and questions for the rest."""
    asked = [(option, doubt(option, known)) for option in options]
    sure = [one for one, question in asked if question is None or told.to(question) == "yes"]
    return sure, [Doubt(question, option) for option, question in asked if question is not None]


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
