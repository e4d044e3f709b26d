"""Frames told or said: turned round by a negation, or told of another party."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from detente.model.register import Act, Record
from detente.reading.acting.words_said import Said
from detente.reading.parsing.clauses import Clause, Parsed
from detente.reading.telling.realised import happened, spares_object
from detente.reading.words.cues import PLOVER, Cue
from detente.reading.words.forms import words
from detente.reading.words.grammar import ABLE, FUTURE, MUST, Verb
from detente.reading.words.wording import finds

__all__ = [
    "MUTUAL",
    "Judgement",
    "accord_of",
    "as_act",
    "bound",
    "came_to_nothing",
    "done_with",
    "framed",
    "performed",
    "reported",
]

_NEGATED: dict[Act, Act] = {
    "accept": "refuse",
    "offer": "refuse",
    "support": "refuse",
    "meet": "refuse",
    "refuse": "accept",
    "threaten": "deny",
    "accuse": "claim",
    "demand": "claim",
    "urge": "claim",
}
_OF_ANOTHER: frozenset[Act] = frozenset(("offer", "accept", "refuse"))  # acts told of another
_SHUTS = frozenset("rule exclude dismiss close shut slam take".split())  # not to do so is to offer
MUTUAL = frozenset("undertake pledge promise commit vow".split())  # together: to agree
_DRAFTS = frozenset("text plan terms roadmap arrangement".split())  # not yet agreed
_SOME = frozenset(("a", "an"))  # before a thing that is ready, not a side
_WILLS = frozenset("intend plan want wish think dream".split())  # in the past they deny
_ACCOUNTS = frozenset("hold sue indict investigate punish".split())  # to come: a threat
_FILES = frozenset("lodge file bring submit enter".split())
_OF_THINGS = frozenset(  # what is told of a matter, not of who acts: "Essequibo is not for sale"
    "for up out off on negotiable non-negotiable unacceptable inadmissible matter".split()
)
_SUFFER = frozenset("face pay bear suffer meet expect regret rue".split())


class Judgement(NamedTuple):
    """An act, its code, the word that tells it, whose act it is, and where it names a party."""

    act: Act
    plover: str | None
    cue: str
    makers: tuple[str, ...]
    faced: int | None = None


def as_act(said: Said, act: Act, cue: str, makers: tuple[str, ...] = ()) -> Judgement:
    """A judgement with the usual code of its act, by the makers unless others are given."""
    return Judgement(act, PLOVER.get(act), cue, makers or said.makers)


def accord_of(lows: Sequence[str]) -> str | None:
    """The accord that a sentence begins with: "under the deal", "in the pact", "in it"."""
    for k in range(min(3, len(lows) - 3)):
        if lows[k] in {"under", "in", "by"} or lows[k : k + 2] == ("according", "to"):
            found = "it" if lows[k + 1] == "it" else finds("accord", lows[k + 1 : k + 6])
            return None if lows[k] == "in" and found in _DRAFTS else found
    return None


def bound(records: Sequence[Record], parsed: Parsed, makers: tuple[str, ...]) -> bool:
    """Whether what somebody will do stands in the accord just told: "Both will withdraw"."""
    for last in reversed(records[-4:]):
        if last.act != "accept" or "\n" in parsed.text[last.end : parsed.start]:
            return False
        if finds("accord", last.evidence.lower().split()):
            return bool(makers) and {*makers} <= {*last.makers, *last.addressee}
    return False


def done_with(cue: Cue, *, negated: bool, hostile: bool, modal: str = "") -> tuple[Act, str | None]:
    """The act and code of a frame, turned round where its verb is negated.

    Not to rule out talks is to offer them; not to rule out force is to threaten it. Who will have
    nothing to do with a thing refuses it.
    """
    if cue.act == "deny" and modal in FUTURE:
        return "refuse", PLOVER["refuse"]
    if cue.lemma in _WILLS and cue.negative and cue.form == "past":
        return "deny", None
    if not negated or cue.negative:
        return cue.act, cue.plover
    act = _NEGATED.get(cue.act, cue.act)
    if cue.act == "refuse" and cue.lemma in _SHUTS:
        act = "threaten" if hostile else "offer"
    return act, PLOVER.get(act)


def came_to_nothing(cue: Cue, verb: Verb, *, negated: bool) -> bool:
    """Whether a negation only tells that something did not happen: "reached no deal"."""
    if not negated or cue.negative or verb.modal or not verb.past:
        return False
    return cue.act == "meet" or cue.lemma in words("acts", "undone", "verbs")


def framed(said: Said) -> Judgement | None:
    """The act of the first verb with a frame, by the makers or by whom they speak of."""
    if said.cue is None:
        return None
    clause, cue = said.cue
    verb = clause.verb
    if (told := _told(said, clause, cue)) is None:
        return None
    act, code = told
    word = said.parsed.tokens[cue.i].text
    who = said.subject(clause)
    if verb.passive and cue.lemma != "be" and not set(who) & set(said.makers):
        who = ()  # another bears it: "would be invited"
    if act == "accept" and _to_meet(said, cue):
        act, code = "meet", PLOVER["meet"]
    if who and not set(who) & set(said.makers):
        return _of_another(said, Judgement(act, code, word, who))
    return _of_makers(said, Judgement(act, code, word, who, cue.party))


def _told(said: Said, clause: Clause, cue: Cue) -> tuple[Act, str | None] | None:
    """The act and code of a frame in what is said; None where it tells no act of its own."""
    modal = clause.verb.modal
    silent = modal in MUST | {"should"} or cue.act == "claim"
    silent = silent or (clause.negated and cue.act == "deny")
    silent = silent or not happened(said.parsed, clause.verb)
    if silent or came_to_nothing(cue, clause.verb, negated=clause.negated):
        return None
    later = said.parsed.lows[cue.i + 1 : said.words[1]]
    hostile = finds("harm", later) is not None or finds("harm.legal", later) is not None
    hostile = hostile or said.connective.lower().startswith("unless")
    negated = clause.negated or spares_object(said.parsed, clause.verb)
    act, code = done_with(cue, negated=negated, hostile=hostile, modal=modal)
    thing = act == "offer" and cue.lemma == "be" and said.parsed.lows[clause.start] in _SOME
    if thing or act == "do" or (act == "deny" and cue.act != "deny"):
        return None  # "a list was ready"
    if cue.lemma in {"dismiss", "reject"} and said.holds("denial.phrases"):
        return "deny", None
    return act, code


def _of_makers(said: Said, found: Judgement) -> Judgement | None:
    """A frame whose subject are the makers themselves, or nobody."""
    if said.cue is None:
        return None
    clause, verb = said.cue[0], said.cue[0].verb
    if found.act == "meet" and not (verb.modal or verb.past):
        return None
    able = verb.modal in ABLE and said.condition is None
    if found.act == "accept" and verb.passive and able:
        return None  # "a list that could be signed"
    if (other := _planned(said, found.act, clause)) is not None:
        return as_act(said, other, found.cue)
    return found._replace(makers=tuple(dict.fromkeys((*said.makers, *found.makers))))


def _planned(said: Said, act: Act, clause: Clause) -> Act | None:
    """What a frame becomes if its act lies ahead: to host talks is offered, to leave threatened."""
    modal, conditional = clause.verb.modal, said.condition is not None
    ready = said.holds("opening") or said.holds("readiness")
    gladly = act == "meet" and modal and ready is not None
    if modal in ABLE or gladly:
        return "offer" if act == "meet" or (act == "accept" and conditional) else None
    if modal not in FUTURE:
        return None
    if act == "accept" and clause.verb.passive:
        lows = said.parsed.lows[clause.start : clause.verb.first]
        return "threaten" if finds("harm.nouns", lows) else None
    if act == "accuse" and said.cue and _to_court(said, said.cue[1]):
        return "threaten"
    warned = said.usual == "threaten" and act in {"refuse", "threaten"}
    leaves = act == "refuse" and conditional and not clause.negated
    if warned or leaves:
        return "threaten"
    promised = (act == "support" and said.about_others) or (act == "accept" and conditional)
    return "offer" if promised else None


def _to_court(said: Said, cue: Cue) -> bool:
    """Whether a charge to come is one before judges: "would lodge a complaint"."""
    if cue.lemma in _ACCOUNTS:
        return True
    filed = cue.lemma in _FILES
    return filed and finds("harm.legal", said.parsed.lows[cue.i : cue.j + 2]) is not None


def _of_another(said: Said, found: Judgement) -> Judgement | None:
    """A frame told of another party: it has committed itself, or is blamed."""
    if said.cue is None:
        return None
    verb, lemma = said.cue[0].verb, said.cue[1].lemma
    told = said.parsed.lows[said.cue[1].i + 1 : said.cue[1].j]
    if lemma == "be" and found.act in _OF_ANOTHER and not _OF_THINGS.isdisjoint(told):
        return found._replace(makers=said.makers)
    if found.act == "meet":
        return found if len(found.makers) > 1 or verb.modal else None
    coming = FUTURE | MUST | (ABLE | {"may", "might"} if said.condition else set())
    if found.act == "threaten" and lemma in _SUFFER and verb.modal in coming:
        return as_act(said, "threaten", found.cue)
    perfect = verb.past and verb.aux != verb.i and len(found.makers) < 2
    story = found.act == "refuse" and verb.past and not verb.modal  # no commitment
    if found.act in _OF_ANOTHER and not perfect and not story:
        return found
    guilty = found.act == "accuse" and lemma == "be"
    blamed = guilty or (found.act in {"refuse", "threaten"} and verb.past)
    return as_act(said, "accuse", found.cue) if blamed else None


def _to_meet(said: Said, cue: Cue) -> bool:
    """Whether what is agreed is to meet."""
    for verb in said.parsed.verbs:
        if cue.i < verb.i <= cue.i + 4 and verb.kind == "to":
            inner = said.parsed.cue(verb)
            return inner is not None and inner.act == "meet"
    return False


def reported(said: Said) -> Judgement | None:
    """A deed of another that is told as a fact; its source only follows."""
    if not said.trails or said.cue is None or not said.of_other or said.usual != "claim":
        return None
    clause, cue = said.cue
    verb = clause.verb
    if cue.act != "do" or cue.plover is None or verb.modal or verb.negated or not verb.past:
        return None
    if clause is not said.main or said.parsed.inside[verb.i]:
        return None
    return Judgement("do", cue.plover, said.parsed.tokens[cue.i].text, said.who)


def performed(said: Said) -> Judgement | None:
    """A deed that its doer announces as done."""
    if said.cue is None or said.usual != "claim" or not said.own:
        return None
    clause, cue = said.cue
    verb = clause.verb
    if cue.act != "do" or cue.plover is None or verb.modal or verb.negated or not verb.past:
        return None
    return Judgement("do", cue.plover, said.parsed.tokens[cue.i].text, said.makers)
