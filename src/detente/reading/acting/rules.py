"""The act of what is said: read from its own verb, from its grammar, or from the verb of speech."""

from __future__ import annotations

import re
from collections.abc import Callable

from detente.model.register import Act
from detente.reading.acting.frames import (
    MUTUAL,
    Judgement,
    accord_of,
    as_act,
    framed,
    performed,
    reported,
)
from detente.reading.acting.moods import by_mood
from detente.reading.acting.replying import answered, conceded, rebuffed
from detente.reading.acting.words_said import Said
from detente.reading.words.forms import readings, words
from detente.reading.words.grammar import ABLE, FUTURE, MUST
from detente.reading.words.wording import finds, is_verb_of

__all__ = ["judge"]

_MISTAKE = re.compile(
    r"\bwould be (?:a |an )?(?:\w+ |[\"“]a? ?)*(?:mistake|error|folly)\b", re.IGNORECASE
)
_GRAMMAR_FIRST: frozenset[Act | None] = frozenset((None, "claim", "do", "meet"))
_KIND = frozenset(("AID", "RETREAT", "CONCEDE", "COOPERATE"))
_HOSTILE = frozenset(("SANCTION", "COERCE", "ASSAULT"))
_OPEN = FUTURE | ABLE | {"may", "might"}
_MILD = frozenset(("review", "reconsider", "suspend", "response", "answer", "turn"))  # good or bad
_DENIALS = frozenset("not n't no never nothing none without cannot unless".split())
_INSISTS = frozenset("insist require stipulate".split())
_OFFERS = words("acts", "nouns", "offer")
_LABELS = words("meaning", "labels", "verbs")


def judge(said: Said) -> Judgement:
    """The act of what is said: the first test that holds, the surest first."""
    for test in _TESTS:
        if (judgement := test(said)) is not None:
            return judgement
    return _usual(said)


# -- conditions and consequences -----------------------------------------------------------------


def _mistake(said: Said) -> Judgement | None:
    """A mistake is spoken of, not threatened."""
    found = _MISTAKE.search(said.text)
    return as_act(said, "claim", found.group()) if found else None


def _suffered(said: Said) -> Judgement | None:
    """What another must expect for what it does."""
    if said.own or not (said.condition or said.modal):
        return None
    suffers = said.holds_outside("suffers")
    return as_act(said, "threaten", suffers) if suffers else None


def _bargained(said: Said) -> Judgement | None:
    """What the makers would do for something in return."""
    if not said.own or said.negated or said.modal not in FUTURE | ABLE:
        return None
    lows = said.parsed.lows[slice(*said.words)]
    for k in range(len(lows) - 2):
        if lows[k] == "in" and lows[k + 1] in {"return", "exchange"} and lows[k + 2] == "for":
            return as_act(said, "offer", "in return for")
    return None


def _held_open(said: Said) -> Judgement | None:
    """A way that is open if the other side takes it."""
    if said.condition is None or said.negated:
        return None
    opening = said.holds_outside("opening")
    return as_act(said, "offer", opening) if opening else None


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
        return as_act(said, "offer", said.connective)
    if not only or tokens[max(first - 1, 0)].low == "but":
        return None
    return as_act(said, "demand", said.connective)


def _refused_unless(said: Said) -> Judgement | None:
    """What will not be until something else is."""
    if said.condition is None or said.verb is None or said.of_other or not said.negated:
        return None
    if said.cue_act not in _GRAMMAR_FIRST or (said.modal in MUST and not said.own):
        return None
    until = said.connective.lower().startswith(("until", "unless", "till", "before"))
    low = said.parsed.lows[said.verb.i]
    kept = said.verb.passive and is_verb_of("force.stops", low)  # "the ban will not be lifted"
    if said.future and not until and not kept and (said.favours or not said.who):
        return as_act(said, "threaten", said.connective)
    if said.usual == "threaten" and said.connective.lower().startswith(("unless", "if")):
        return as_act(said, "threaten", said.connective)
    return as_act(said, "refuse", said.connective) if said.modal or not said.who else None


def _conditional(said: Said) -> Judgement | None:
    """What will be done on a condition: a favour or harm."""
    if said.condition is None or said.modal not in _OPEN or said.negated or said.of_other:
        return None
    pressed = said.harm or _other_does_not(said) or _condition_is(said, "benign")
    done = said.verb is not None and said.verb.passive and not said.who and said.harm
    able = said.modal not in FUTURE and not (said.favours or (said.own and pressed) or done)
    if said.cue_act not in _GRAMMAR_FIRST or able:
        return None
    return _consequence(said)


def _consequence(said: Said) -> Judgement | None:
    """What a consequence is: a favour or harm, by its words or by those of the condition."""
    harm = said.harm
    if said.own and (said.usual == "threaten" or (said.future and _withheld(said))):
        return as_act(said, "threaten", said.connective)
    laid_down = said.verb is not None and said.lays_down(said.verb)
    hostile = _code(said) in _HOSTILE and (said.own or harm is not None) and not laid_down
    if said.favours and not hostile:
        return as_act(said, "offer", said.connective)
    if harm in _MILD and _condition_is(said, "benign"):
        return as_act(said, "offer", said.connective)
    if harm or hostile:
        return as_act(said, "threaten", harm or said.connective)
    if _condition_is(said, "hostile"):
        return as_act(said, "threaten", said.connective)
    promised = said.own and _condition_is(said, "benign")
    return as_act(said, "offer", said.connective) if promised else None


def _other_does_not(said: Said) -> bool:
    """Whether the condition is that another does not do something: "if Rome does not yield"."""
    return any(set(said.subject(one)) - set(said.makers) for one in said.denied_conditions)


def _withheld(said: Said) -> bool:
    """Whether the condition is that something wanted is not done: "if they do not pay"."""
    lows = (said.parsed.lows[one.verb.i] for one in said.denied_conditions)
    return any(not is_verb_of("harm", low) and not is_verb_of("wrong", low) for low in lows)


def _condition_is(said: Said, kind: str) -> bool:
    """Whether a condition speaks of something "hostile" or "benign".

    What is kind is hostile where it is denied, and the other way round: "if they do not pay".
    """
    words = said.parsed.lows[slice(*said.condition)] if said.condition else ()
    if _DENIALS.isdisjoint(words):
        return finds(f"conditions.{kind}", words) is not None
    rest = [word for word in words if word not in _DENIALS]
    return (finds("conditions.hostile", rest) is None) is (kind == "hostile")


def _code(said: Said) -> str | None:
    return said.cue[1].plover if said.cue else None


# -- modals --------------------------------------------------------------------------------------


def _required(said: Said) -> Judgement | None:
    """What another must or should do, or what must be."""
    if said.own and not set(said.who) - set(said.makers) and not _tells_others(said):
        return None
    if said.by in _INSISTS and said.of_other and said.verb is not None and _bare(said):
        return as_act(said, "demand", said.by)
    for clause in said.told:
        modal = clause.verb.modal
        if said.own and not set(said.subject(clause)) - set(said.makers):
            continue
        if modal in MUST:
            return as_act(said, "demand", modal)
        if modal == "should" and clause.verb.past:
            charged = set(said.subject(clause)) - set(said.makers)
            return as_act(said, "accuse", "should have") if charged else None
        if modal == "should":
            return as_act(said, "urge", modal)
    return None


def _tells_others(said: Said) -> bool:
    """Whether the makers only say that they say it: "we have told them that they must go"."""
    return said.verb is not None and said.parsed.speaks(said.verb) is not None


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
    return as_act(said, "refuse", f"{said.modal} not")


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
    hostile = code in _HOSTILE or said.takes_up(said.verb)
    if hostile and said.own and not laid_down:
        return as_act(said, "threaten", word)
    if harm and (said.about_others or said.usual == "threaten" or _harm_comes(said)):
        return as_act(said, "threaten", harm)
    helps = said.favours and said.about_others
    ready = said.favours and said.holds("readiness")
    if kind or (said.own and (helps or ready or said.holds("opening"))):
        return as_act(said, "offer", word)
    return None


def _harm_comes(said: Said) -> bool:
    """Whether harm itself is the subject: "retaliation would be swift", "there will be a price"."""
    if said.main is None or said.verb is None or said.who:
        return False
    before = said.parsed.lows[said.main.start : said.verb.first]
    return _existential(said) or finds("harm.nouns", before) is not None


def _agreed(said: Said) -> Judgement | None:
    """What an accord contains: "under the deal the two will ..."."""
    if not said.future or said.negated or not said.who:
        return None
    accord = accord_of(said.parsed.lows)
    return as_act(said, "accept", accord, said.who) if accord else None


def _could(said: Said) -> Judgement | None:
    """Harm that the makers say they could do."""
    if not said.own or said.modal not in {"could", "can", "may", "might"} or said.negated:
        return None
    word = said.harm if said.main_verb_of("harm") else None
    return as_act(said, "threaten", word) if word else None


def _another_will(said: Said) -> Judgement | None:
    """What another is said to do from now on: it has yielded."""
    if not said.of_other or not said.future or said.negated or said.usual != "claim":
        return None
    if said.verb is None or not said.main_verb_of("yields"):
        return None
    return as_act(said, "accept", said.parsed.tokens[said.verb.i].text, said.who)


# -- loaded words --------------------------------------------------------------------------------


def _menaced(said: Said) -> Judgement | None:
    """Words that stand for force: "all options", "a red line"."""
    if said.of_other:
        return None
    menace = said.holds("menace")
    return as_act(said, "threaten", menace) if menace else None


def _charged(said: Said) -> Judgement | None:
    """A hostile deed that another is said to have done."""
    if said.cue is None or said.trails or said.usual not in {"claim", "accuse"}:
        return None
    clause, cue = said.cue
    if cue.act != "do" or clause.verb.modal or clause.verb.negated:
        return None
    who = said.subject(clause)
    armed = cue.plover == "AID" and said.holds("arms") is not None
    hostile = armed or cue.plover in _HOSTILE | {"MOBILIZE"}
    if not who or set(who) & set(said.makers) or not hostile:
        return None
    return as_act(said, "accuse", said.parsed.tokens[cue.i].text)


def _denied(said: Said) -> Judgement | None:
    """A charge waved away, or wrong conduct of one's own that is said not to be."""
    if denial := said.holds("denial.phrases"):
        return as_act(said, "deny", denial)
    if said.of_other or not said.negated or said.modal in FUTURE | ABLE:
        return None
    wrong = next(filter(None, map(said.conduct, said.told)), None)
    wrong = wrong or said.holds("denial.nouns")
    if said.verb is not None and said.verb.past and said.takes_up(said.verb):
        wrong = said.parsed.lows[said.verb.i]
    return as_act(said, "deny", wrong) if wrong else None


def _blamed(said: Said) -> Judgement | None:
    """What another does wrong."""
    if said.own:
        return None
    if broken := said.misdeed or said.holds("wrong.broken"):
        return as_act(said, "accuse", broken)
    if not said.negated and (strong := said.holds("wrong.strong")):
        return as_act(said, "accuse", strong)
    wrong = None if said.negated and said.of_other else said.holds("wrong")
    if wrong and (said.about_others or said.of_other or said.by in _LABELS or _of_a_deed(said)):
        return as_act(said, "accuse", wrong)
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
        return as_act(said, "offer", opening)
    if standing := _stands(said):
        return as_act(said, "offer", standing)
    right = said.holds("right")
    return as_act(said, "support", right) if right else None


def _stands(said: Said) -> str | None:
    """Words by which an offer made before can still be taken: "the invitation remains valid"."""
    if said.main is None or said.verb is None:
        return None
    subject = said.parsed.lows[said.main.start : said.verb.first]
    named = not _OFFERS.isdisjoint(subject)
    return said.holds_outside("standing") if named else None


def _usual(said: Said) -> Judgement:
    """The act of the verb of speech; a warning needs an act of one's own or harm."""
    if said.usual == "threaten" and said.own and said.modal and not said.negated:
        return as_act(said, "threaten", said.modal)
    if said.usual == "threaten" and said.verb is not None:
        harm = said.harm or said.holds("suffers")
        if not (harm and said.modal):
            return as_act(said, "claim", "warn")
    if said.by in {"assure", "guarantee"} and said.future and not said.negated:
        return as_act(said, "offer", said.by)
    if said.usual == "offer" and said.by in MUTUAL and len(said.makers) > 1:
        return as_act(said, "accept", said.by)
    return as_act(said, said.usual, "said" if said.usual == "claim" else said.usual)


_TESTS: tuple[Callable[[Said], Judgement | None], ...] = (
    answered,
    _mistake,
    _suffered,
    _bargained,
    _held_open,
    _barred,
    _refused_unless,
    _conditional,
    conceded,
    reported,
    framed,
    performed,
    _charged,
    _menaced,
    rebuffed,
    _required,
    _will_not,
    _agreed,
    _will,
    _could,
    _another_will,
    _denied,
    _blamed,
    _approved,
    by_mood,
)
