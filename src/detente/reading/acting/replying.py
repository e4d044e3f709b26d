"""Acts without a verb of their own: short answers, set phrases."""

from __future__ import annotations

from detente.reading.acting.frames import Judgement, as_act
from detente.reading.acting.words_said import Said
from detente.reading.words.forms import readings

__all__ = ["answered", "conceded", "rebuffed"]

_NO = frozenset(("not", "no", "never"))
_ASKED = frozenset("ask demand request want insist seek urge wish".split())
_OPENS = frozenset(("as", "which"))


def answered(said: Said) -> Judgement | None:
    """An answer without a verb: "Not until they leave", "Never", "Not so"."""
    if said.told or said.usual not in {"claim", "deny"}:
        return None
    words = [token for token in said.parsed.tokens[slice(*said.words)] if token.word]
    if not words or len(words) > 24:
        return None
    if denial := said.holds("denial.phrases"):
        return as_act(said, "deny", denial)
    return as_act(said, "refuse", words[0].text) if words[0].low in _NO else None


def rebuffed(said: Said) -> Judgement | None:
    """Set phrases that refuse whatever they are said of: "out of the question"."""
    rebuff = said.holds_outside("rebuff") if not said.of_other else None
    return as_act(said, "refuse", rebuff) if rebuff else None


def conceded(said: Said) -> Judgement | None:
    """What the makers will do as another had asked: they yield."""
    if not said.future or said.negated or said.of_other:
        return None
    for clause in said.told:
        if clause.opener not in _OPENS or not clause.verb.past:
            continue
        low = said.parsed.lows[clause.verb.i]
        asked = any(one.lemma in _ASKED for one in readings(low))
        if asked and set(said.subject(clause)) - set(said.makers):
            return as_act(said, "accept", low)._replace(plover="CONCEDE")
    return None
