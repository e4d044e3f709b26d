"""The act of what is said: read from its own verb, from its grammar, or from the verb of speech."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from detente.model.register import Act
from detente.reading.cues import PLOVER, Cue
from detente.reading.lexicon import readings
from detente.reading.said import Said
from detente.reading.verbs import ABLE, FUTURE
from detente.reading.wording import finds

__all__ = ["MUTUAL", "Judgement", "done_with", "judge"]

_MISTAKE = re.compile(
    r"\bwould be (?:a |an )?(?:\w+ |[\"“]a? ?)*(?:mistake|error|folly)\b", re.IGNORECASE
)
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
_GRAMMAR_FIRST: frozenset[Act | None] = frozenset((None, "claim", "do", "meet"))
_KIND = frozenset(("AID", "RETREAT", "CONCEDE", "COOPERATE"))
_HOSTILE = frozenset(("SANCTION", "COERCE", "ASSAULT"))
_INSISTS = frozenset("insist require stipulate".split())
_LABELS = frozenset("cite call describe term dub label brand characterise characterize".split())
_SHUTS = frozenset("rule exclude dismiss close shut slam".split())  # not to do so is to offer
MUTUAL = frozenset("undertake pledge promise commit vow".split())  # together: to agree
_WILLS = frozenset("intend plan want wish think dream".split())  # in the past they deny
_SUFFER = frozenset("face pay bear suffer meet expect regret rue".split())
_MUST = frozenset(("must", "need", "ought"))


class Judgement(NamedTuple):
    """An act, its code, the word that tells it, whose act it is, and where it names a party."""

    act: Act
    plover: str | None
    cue: str
    makers: tuple[str, ...]
    faced: int | None = None


def judge(said: Said) -> Judgement:
    """The act of what is said: the first test that holds, the surest first."""
    for test in _TESTS:
        if (judgement := test(said)) is not None:
            return judgement
    return _usual(said)


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


def _as(said: Said, act: Act, cue: str, makers: tuple[str, ...] = ()) -> Judgement:
    return Judgement(act, PLOVER.get(act), cue, makers or said.makers)


# -- conditions and consequences -----------------------------------------------------------------


def _mistake(said: Said) -> Judgement | None:
    """A mistake is spoken of, not threatened."""
    found = _MISTAKE.search(said.text)
    return _as(said, "claim", found.group()) if found else None


def _suffered(said: Said) -> Judgement | None:
    """What another must expect for what it does."""
    if said.own or not (said.condition or said.modal):
        return None
    suffers = said.holds_outside("suffers")
    return _as(said, "threaten", suffers) if suffers else None


def _held_open(said: Said) -> Judgement | None:
    """A way that is open if the other side takes it."""
    if said.condition is None or said.negated:
        return None
    opening = said.holds_outside("opening")
    return _as(said, "offer", opening) if opening else None


def _barred(said: Said) -> Judgement | None:
    """What may be only if: "will return only when ..."; readiness with a bar is an offer."""
    if said.condition is None or said.verb is None or said.cue_act == "offer":
        return None
    if said.modal not in FUTURE | ABLE or said.negated:
        return None
    first, tokens = said.condition[0], said.parsed.tokens
    near = tokens[said.verb.first : said.verb.i + 1] if first <= said.verb.i + 4 else ()
    only = tokens[first].low == "only" or any(token.low == "only" for token in near)
    if only and said.own and said.favours and not said.main_verb_of("return"):
        return _as(said, "offer", said.connective)
    if not only or tokens[max(first - 1, 0)].low == "but":
        return None
    return _as(said, "demand", said.connective)


def _refused_unless(said: Said) -> Judgement | None:
    """What will not be until something else is."""
    if said.condition is None or said.verb is None or said.of_other or not said.negated:
        return None
    if said.cue_act not in _GRAMMAR_FIRST:
        return None
    until = said.connective.lower().startswith(("until", "unless", "till", "before"))
    if said.future and not until and (said.favours or not said.who):
        return _as(said, "threaten", said.connective)
    return _as(said, "refuse", said.connective) if said.modal or not said.who else None


def _conditional(said: Said) -> Judgement | None:
    """What will be done on a condition: a favour or harm."""
    if said.condition is None or said.modal not in FUTURE | ABLE or said.negated or said.of_other:
        return None
    able = said.modal in ABLE and not (said.favours or (said.own and said.harm))
    if said.cue_act not in _GRAMMAR_FIRST or able:
        return None
    harm = said.harm
    if said.favours and not (harm and _code(said) in _HOSTILE):
        return _as(said, "offer", said.connective)
    if harm:
        return _as(said, "threaten", harm)
    if _condition_is(said, "hostile"):
        return _as(said, "threaten", said.connective)
    promised = said.own and _condition_is(said, "benign")
    return _as(said, "offer", said.connective) if promised else None


def _condition_is(said: Said, kind: str) -> bool:
    """Whether a condition speaks of something "hostile" or "benign"."""
    words = said.parsed.lows[slice(*said.condition)] if said.condition else ()
    return finds(f"conditions.{kind}", words) is not None


def _code(said: Said) -> str | None:
    return said.cue[1].plover if said.cue else None


# -- frames --------------------------------------------------------------------------------------


def _framed(said: Said) -> Judgement | None:
    """The act of the first verb with a frame, by the makers or by whom they speak of."""
    if said.cue is None:
        return None
    clause, cue = said.cue
    if clause.verb.modal in _MUST | {"should"} or cue.act == "claim":
        return None
    hostile = finds("harm", said.parsed.lows[cue.i + 1 : said.words[1]]) is not None
    hostile = hostile or said.connective.lower().startswith("unless")
    verb = clause.verb
    act, code = done_with(cue, negated=clause.negated, hostile=hostile, modal=verb.modal)
    if act == "do" or (act == "deny" and cue.act != "deny"):
        return None
    if cue.lemma in {"dismiss", "reject"} and said.holds("denial.phrases"):
        act, code = "deny", None
    word, who = said.parsed.tokens[cue.i].text, said.subject(clause)
    if act == "accept" and _to_meet(said, cue):
        act, code = "meet", PLOVER["meet"]
    if who and not set(who) & set(said.makers):
        return _of_another(said, Judgement(act, code, word, who))
    return _of_makers(said, Judgement(act, code, word, who, cue.party))


def _of_makers(said: Said, found: Judgement) -> Judgement | None:
    """A frame whose subject are the makers themselves, or nobody."""
    clause = said.cue[0] if said.cue else None
    if found.act == "meet" and clause and not (clause.verb.modal or clause.verb.past):
        return None
    warned = said.usual == "threaten" and clause is not None and clause.verb.modal in FUTURE
    if warned and found.act in {"refuse", "threaten"}:
        return _as(said, "threaten", found.cue)
    promised = clause is not None and clause.verb.modal in FUTURE and said.about_others
    if found.act == "support" and promised:
        return _as(said, "offer", found.cue)
    if found.act == "accept" and said.condition and clause and clause.verb.modal in FUTURE:
        return _as(said, "offer", found.cue)
    return found._replace(makers=tuple(dict.fromkeys((*said.makers, *found.makers))))


def _of_another(said: Said, found: Judgement) -> Judgement | None:
    """A frame told of another party: it has committed itself, or is blamed."""
    if said.cue is None:
        return None
    verb, lemma = said.cue[0].verb, said.cue[1].lemma
    if found.act == "meet":
        return found if len(found.makers) > 1 or verb.modal else None
    if found.act == "threaten" and lemma in _SUFFER and verb.modal in FUTURE | _MUST:
        return _as(said, "threaten", found.cue)
    perfect = verb.past and verb.aux != verb.i and len(found.makers) < 2
    if found.act in _OF_ANOTHER and not perfect:
        return found
    guilty = found.act == "accuse" and lemma == "be"
    blamed = guilty or (found.act in {"refuse", "threaten"} and verb.past)
    return _as(said, "accuse", found.cue) if blamed else None


def _to_meet(said: Said, cue: Cue) -> bool:
    """Whether what is agreed is to meet."""
    for verb in said.parsed.verbs:
        if cue.i < verb.i <= cue.i + 4 and verb.kind == "to":
            inner = said.parsed.cue(verb)
            return inner is not None and inner.act == "meet"
    return False


def _reported(said: Said) -> Judgement | None:
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


def _performed(said: Said) -> Judgement | None:
    """A deed that its doer announces as done."""
    if said.cue is None or said.usual != "claim" or not said.own:
        return None
    clause, cue = said.cue
    verb = clause.verb
    if cue.act != "do" or cue.plover is None or verb.modal or verb.negated or not verb.past:
        return None
    return Judgement("do", cue.plover, said.parsed.tokens[cue.i].text, said.makers)


# -- modals --------------------------------------------------------------------------------------


def _required(said: Said) -> Judgement | None:
    """What another must or should do, or what must be."""
    if said.own:
        return None
    if said.by in _INSISTS and said.of_other and said.verb is not None and _bare(said):
        return _as(said, "demand", said.by)
    for clause in said.told:
        modal = clause.verb.modal
        if modal in _MUST:
            return _as(said, "demand", modal)
        if modal == "should":
            return _as(said, "urge", modal)
    return None


def _bare(said: Said) -> bool:
    """Whether the main verb can be a subjunctive: "insists that it shut the office"."""
    if said.verb is None or said.verb.modal or said.verb.aux != said.verb.i:
        return False
    word = said.parsed.tokens[said.verb.i].low
    return any(one.form == "base" for one in readings(word))


def _will_not(said: Said) -> Judgement | None:
    """What the makers will not or cannot do."""
    if said.main is None or said.verb is None:
        return None
    favour = said.favours or said.main_verb_of("concede")
    if not (said.own or said.main.shared or _existential(said) or (favour and not said.of_other)):
        return None
    if not said.negated or said.modal not in FUTURE | ABLE or (said.verb.passive and not favour):
        return None
    return _as(said, "refuse", f"{said.modal} not")


def _existential(said: Said) -> bool:
    """Whether the main clause says that there will be nothing: "there can be no talks"."""
    if said.verb is None or said.verb.first == 0:
        return False
    return said.parsed.tokens[said.verb.first - 1].low == "there"


def _will(said: Said) -> Judgement | None:
    """What the makers will do: harm to a party, or a favour to it."""
    if said.verb is None or said.of_other or not said.future or said.negated:
        return None
    code, word = _code(said), said.parsed.tokens[said.verb.i].text
    laid_down = said.verb is not None and said.lays_down(said.verb)
    kind = said.own and (code in _KIND or said.main_verb_of("gift") or laid_down)
    harm = said.harm if not (said.own and code in _KIND) else None
    if code in _HOSTILE and said.own and not laid_down:
        return _as(said, "threaten", word)
    if harm and (said.about_others or said.usual == "threaten"):
        return _as(said, "threaten", harm)
    helps = said.favours and said.about_others
    if kind or (said.own and (helps or said.holds("opening"))):
        return _as(said, "offer", word)
    return None


def _agreed(said: Said) -> Judgement | None:
    """What an accord contains: "under the deal the two will ..."."""
    if not said.future or said.negated or not said.who:
        return None
    accord = _accord(said)
    return _as(said, "accept", accord, said.who) if accord else None


def _accord(said: Said) -> str | None:
    """The accord that the sentence begins with: "under the deal"."""
    lows = said.parsed.lows
    for k in range(min(3, len(lows) - 3)):
        if lows[k] == "under" or lows[k : k + 2] == ("according", "to"):
            return finds("accord", lows[k + 1 : k + 6])
    return None


def _could(said: Said) -> Judgement | None:
    """Harm that the makers say they could do."""
    if not said.own or said.modal not in {"could", "can", "may", "might"} or said.negated:
        return None
    word = said.harm if said.main_verb_of("harm") else None
    return _as(said, "threaten", word) if word else None


def _another_will(said: Said) -> Judgement | None:
    """What another is said to do from now on: it has yielded."""
    if not said.of_other or not said.future or said.negated or said.usual != "claim":
        return None
    if said.verb is None or not said.main_verb_of("yields"):
        return None
    return _as(said, "accept", said.parsed.tokens[said.verb.i].text, said.who)


# -- loaded words --------------------------------------------------------------------------------


def _menaced(said: Said) -> Judgement | None:
    """Words that stand for force: "all options", "a red line"."""
    if said.of_other:
        return None
    menace = said.holds("menace")
    return _as(said, "threaten", menace) if menace else None


def _charged(said: Said) -> Judgement | None:
    """A hostile deed that another is said to have done."""
    if said.cue is None or said.trails or said.usual not in {"claim", "accuse"}:
        return None
    clause, cue = said.cue
    if cue.act != "do" or clause.verb.modal or clause.verb.negated:
        return None
    who = said.subject(clause)
    if not who or set(who) & set(said.makers) or cue.plover not in _HOSTILE | {"MOBILIZE"}:
        return None
    return _as(said, "accuse", said.parsed.tokens[cue.i].text)


def _denied(said: Said) -> Judgement | None:
    """A charge waved away, or wrong conduct of one's own that is said not to be."""
    if denial := said.holds("denial.phrases"):
        return _as(said, "deny", denial)
    if said.of_other or not said.negated or said.modal in FUTURE | ABLE:
        return None
    wrong = said.holds("denial")
    return _as(said, "deny", wrong) if wrong else None


def _blamed(said: Said) -> Judgement | None:
    """What another does wrong."""
    if said.own:
        return None
    if broken := said.holds("wrong.broken"):
        return _as(said, "accuse", broken)
    if not said.negated and (strong := said.holds("wrong.strong")):
        return _as(said, "accuse", strong)
    wrong = None if said.negated and said.of_other else said.holds("wrong")
    if wrong and (said.about_others or said.of_other or said.by in _LABELS or _of_a_deed(said)):
        return _as(said, "accuse", wrong)
    return None


def _of_a_deed(said: Said) -> bool:
    """Whether the subject is what another has done or said: "the demand is an affront"."""
    if said.main is None or said.main.subject is not None:
        return False
    words = said.parsed.lows[said.main.start : said.verb.first if said.verb else said.main.start]
    return finds("deeds", words) is not None


def _approved(said: Said) -> Judgement | None:
    """What another does well, or a way that is open."""
    if said.own or any(clause.verb.negated for clause in said.told):
        return None
    if opening := said.holds("opening"):
        return _as(said, "offer", opening)
    right = said.holds("right")
    return _as(said, "support", right) if right else None


def _usual(said: Said) -> Judgement:
    """The act of the verb of speech; a warning needs an act of one's own or harm."""
    if said.usual == "threaten" and said.verb is not None:
        harm = said.harm or said.holds("suffers")
        if not (harm and said.modal):
            return _as(said, "claim", "warn")
    return _as(said, said.usual, "said" if said.usual == "claim" else said.usual)


_TESTS: tuple[Callable[[Said], Judgement | None], ...] = (
    _mistake,
    _suffered,
    _held_open,
    _barred,
    _refused_unless,
    _conditional,
    _reported,
    _framed,
    _performed,
    _charged,
    _menaced,
    _required,
    _will_not,
    _agreed,
    _will,
    _could,
    _another_will,
    _denied,
    _blamed,
    _approved,
)
