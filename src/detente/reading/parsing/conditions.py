"""Words that set a condition, and words that keep what is told at a distance."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from detente.reading.parsing.clauses import Parsed
from detente.reading.telling.found import Words
from detente.reading.words.forms import forms, readings, table
from detente.reading.words.tokens import Token
from detente.reading.words.wording import Phrases, by_first_word, matches

__all__ = ["condition_in", "hedges"]

_ASKS = frozenset("ask wonder question know see say consider decide check".split())
_WITH = frozenset(("with", "after", "if", "when", "once", "upon"))
_NOT_SET = frozenset("possible necessary needed practicable feasible".split())
_AMBIGUOUS = frozenset("should were had once assuming provided providing".split())


def condition_in(parsed: Parsed, i: int, j: int) -> Words | None:
    """The words of the first condition between words ``i`` and ``j``, its connective included.

    A fronted condition ends where its main clause begins, another where the sentence turns to
    something else.
    """
    for k in range(i, j):
        if parsed.lows[k] not in _starts():
            continue
        length, complete = _connective(parsed, k, i, j)
        if not length:
            continue
        end = k + length if complete else _end(parsed, k, k + length, i, j)
        if complete or end > k + length:
            return k, end
    return None


@lru_cache
def _listed() -> Mapping[str, tuple[tuple[tuple[str, ...], bool], ...]]:
    """The connectives by their first word, longest first, and whether each is complete."""
    found: dict[str, list[tuple[tuple[str, ...], bool]]] = {}
    for sort, listed in table("grammar")["conditions"].items():
        for text in listed:
            words = tuple(text.split())
            found.setdefault(words[0], []).append((words, sort == "complete"))
    return {
        first: tuple(sorted(group, key=lambda entry: -len(entry[0])))
        for first, group in found.items()
    }


@lru_cache
def _starts() -> frozenset[str]:
    return frozenset(_listed()) | _WITH


def _connective(parsed: Parsed, k: int, i: int, j: int) -> tuple[int, bool]:
    """How many words a connective at word ``k`` has, and whether it is a whole condition."""
    tokens = parsed.tokens
    for words, complete in _listed().get(tokens[k].low, ()):
        there = tuple(token.low for token in tokens[k : k + len(words)])
        if there == words and k + len(words) <= j and _opens(parsed, k, len(words), i, j):
            return len(words), complete
    return (1, False) if tokens[k].low in _WITH and _only_before(parsed, k, i) else (0, False)


def _only_before(parsed: Parsed, k: int, i: int) -> bool:
    """Whether "only" stands with the verb before: "will only return with ..."."""
    for verb in parsed.verbs:
        if i <= verb.first and verb.i < k <= verb.i + 8:
            around = parsed.tokens[max(i, verb.first - 1) : verb.i]
            return any(token.low == "only" for token in around)
    return False


def _opens(parsed: Parsed, k: int, length: int, i: int, j: int) -> bool:
    """Whether words that may be something else open a condition here."""
    word, following = parsed.tokens[k].low, k + length
    lead = parsed.tokens[k - 1] if k > i else None
    named = following < j and (
        parsed.tokens[following].tag in "DR"
        or parsed.taken[following] is not None
        or parsed.lows[following] in {"anything", "anyone", "anybody", "something", "there"}
    )
    if (lead and lead.tag == "X" and word == "subject") or not _sets(parsed, word, following):
        return False
    if word == "if":
        return not _asked(parsed, k) and (lead is None or lead.low not in {"as", "even", "what"})
    if word == "the":  # "the moment they leave", not "the moment of truth"
        return named and not _told(parsed, following, j)
    if length > 1:
        return True
    if word in {"until", "till", "pending"}:
        near = parsed.clauses_in(following, min(j, following + 14))
        return word == "pending" or any(clause.opener == word for clause in near)
    bare = word == "should" and following < j and _noun(parsed, following)
    return word not in _AMBIGUOUS or ((named or bare) and _fits(parsed, k, lead))


def _told(parsed: Parsed, k: int, j: int) -> bool:
    """Whether the next clause tells what has happened."""
    first = next(parsed.clauses_in(k, j), None)
    return first is None or first.verb.past


def _noun(parsed: Parsed, k: int) -> bool:
    """Whether a word is no verb: "should federal troops be sent"."""
    return parsed.tokens[k].tag == "O" and not readings(parsed.lows[k])


def _sets(parsed: Parsed, word: str, following: int) -> bool:
    """Whether words set a condition: not "as soon as possible", not "failing to act"."""
    after = parsed.lows[following] if following < len(parsed.tokens) else ""
    if word == "failing":
        return after not in {"to", "in", "at"}
    return after not in _NOT_SET


def _fits(parsed: Parsed, k: int, lead: Token | None) -> bool:
    """Whether an ambiguous word stands where a connective does, not where a verb does."""
    word = parsed.tokens[k].low
    if word == "should":
        return lead is None or lead.tag != "R"
    if word in {"were", "had"}:
        return lead is None or lead.text == ","
    return k not in parsed.verb_at or not parsed.verb_at[k].finite


def _asked(parsed: Parsed, k: int) -> bool:
    """Whether "if" asks: "did not say if"."""
    before = parsed.before(k)
    readings = forms().get(parsed.tokens[before].low, ()) if before >= 0 else ()
    return any(one.lemma in _ASKS for one in readings)


def _end(parsed: Parsed, k: int, after: int, i: int, j: int) -> int:
    """The word after a condition whose connective stands at ``k`` and ends before ``after``."""
    lead = parsed.tokens[k - 1] if k > i else None
    fronted = k <= i + 1 or (lead is not None and (lead.tag in "QSC" or lead.text in ":;"))
    first = next(parsed.clauses_in(after, j), None)
    rest = _main_after(parsed, first.verb.i, j) if fronted and first is not None else None
    for n in range(after, j):
        if n == rest or _stops(parsed, n, k) or (n > after and _turns(parsed, n, fronted, j)):
            return n
    return j


def _stops(parsed: Parsed, n: int, k: int) -> bool:
    """Whether a mark, a "but" or the end of a quotation stands at ``n``."""
    token = parsed.tokens[n]
    return token.text in ";—:" or token.low == "but" or (token.tag == "Q" and parsed.inside[k])


def _turns(parsed: Parsed, n: int, fronted: bool, j: int) -> bool:
    """Whether the comma at ``n`` ends a condition: the main clause or another one follows."""
    if parsed.tokens[n].text != "," or parsed.taken[n] is not None:
        return False
    if fronted:
        return True
    nearest = next((clause for clause in parsed.clauses if clause.verb.i > n), None)
    return nearest is not None and nearest.start <= n + 2


def _main_after(parsed: Parsed, verb: int, j: int) -> int | None:
    """Where the main clause begins that follows a fronted condition without a comma."""
    for clause in parsed.clauses_in(verb + 1, j):
        if clause.opener == "=" or (clause.subject is not None and not clause.subordinate):
            if clause.subject is not None and clause.opener == "=":
                return clause.subject.i
            return clause.start if not parsed.speaks(parsed.verb_at[verb]) else None
    return None


@lru_cache
def _hedges() -> Phrases:
    return by_first_word(table("grammar")["hedges"])


def hedges(parsed: Parsed, start: int, end: int) -> list[tuple[int, int]]:
    """Where words stand that keep what is told at a distance: "purported", "reportedly"."""
    found = (parsed.span(i, j) for i, j in matches(_hedges(), parsed.lows))
    return [(a, b) for a, b in found if start <= a and b <= end]
