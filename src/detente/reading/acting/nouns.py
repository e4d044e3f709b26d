"""Acts that stand as a noun with whose they are: "X's demand that", "an offer by X to"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from detente.model.register import Act
from detente.reading.acting.rules import judge
from detente.reading.acting.words_said import Said
from detente.reading.facing.referents import Referents
from detente.reading.naming.parties import Mention
from detente.reading.parsing.clauses import Parsed
from detente.reading.telling.found import Finding
from detente.reading.words.cues import PLOVER
from detente.reading.words.forms import readings, table, words
from detente.reading.words.grammar import RELATIVE

__all__ = ["owned_acts"]

_ABOUT = frozenset("about that of over against".split())
_ASKS = frozenset("that to for".split())
_OF = frozenset(("by", "from", "of"))
_NAMED: frozenset[Act] = frozenset(
    ("claim", "demand", "urge", "offer", "refuse", "threaten", "support")
)
_WHOSE = {"his": "he", "her": "she", "its": "it", "their": "they"}
_LONGEST = 8  # words of an insertion between the owner and what is asked


def owned_acts(parsed: Parsed, referents: Referents) -> Iterator[Finding]:
    """The acts that nouns tell, unless a verb before them tells what became of them."""
    for k, low in enumerate(parsed.lows):
        act = _nouns().get(low) or _on_record().get(low)
        if act is None or parsed.inside[k] or parsed.taken[k] is not None:
            continue
        found = _owner(parsed, k, act)
        if found is None:
            continue
        if not _noted(parsed, k) and (low in _on_record() or _governed(parsed, k)):
            continue
        mention, after = found
        if makers := referents.resolve(mention):
            finding = _finding(parsed, k, act, mention, after, makers)
            yield _judged(parsed, finding, referents) if act == "claim" else finding


@lru_cache
def _nouns() -> dict[str, Act]:
    return _acts_of("nouns")


@lru_cache
def _on_record() -> dict[str, Act]:
    return _acts_of("noted")


def _acts_of(key: str) -> dict[str, Act]:
    return {word: act for act, listed in table("acts")[key].items() for word in listed.split()}


def _owner(parsed: Parsed, k: int, act: Act) -> tuple[Mention, int] | None:
    """Whose act the noun at ``k`` is, and where what it asks or is about begins."""
    if k >= len(parsed.tokens) - 2:
        return None
    links = _ABOUT | _ASKS if act in _NAMED else _ABOUT
    if parsed.lows[k + 1] in links and (lead := _owner_before(parsed, k, named=act in _NAMED)):
        return lead, k + 1
    if parsed.lows[k + 1] in _OF and act in _NAMED and not (k and parsed.lows[k - 1] == "no"):
        return _owner_behind(parsed, k)
    return None


def _owner_before(parsed: Parsed, k: int, *, named: bool) -> Mention | None:
    """Who stands before a noun: "Chile's demand", "its demand", "Chilean demands"."""
    if k > 1 and parsed.tokens[k - 1].tag == "G":
        return parsed.taken[k - 2]
    if not named or parsed.lows[k + 1] not in _ASKS or not k:
        return None
    if head := _WHOSE.get(parsed.lows[k - 1]):
        return Mention(k - 1, k, (), "pronoun", head=head, owner=parsed.lows[k - 1])
    lead = parsed.taken[k - 1]
    return lead if lead is not None and lead.kind == "reference" else None


def _owner_behind(parsed: Parsed, k: int) -> tuple[Mention, int] | None:
    """Who stands behind a noun, and where what is asked begins: "an offer by Chile to"."""
    last = len(parsed.tokens) - 2
    place = k + 2 + (parsed.tokens[k + 2].tag == "D")
    mention = parsed.taken[place] if place <= last else None
    if mention is None or not mention.agent:
        return None
    after = _over_insertion(parsed, mention.j)
    return (mention, after) if after < last and parsed.lows[after] in _ASKS - {"for"} else None


def _over_insertion(parsed: Parsed, j: int) -> int:
    """The word after an insertion between commas at ``j``; ``j`` itself if there is none."""
    if parsed.tokens[j].text != ",":
        return j
    ends = range(j + 1, min(j + _LONGEST, len(parsed.tokens)))
    return next((k + 1 for k in ends if parsed.tokens[k].text == ","), j)


def _governed(parsed: Parsed, k: int) -> bool:
    """Whether a verb that is an act itself has the noun for its object: "rejected the demand"."""
    for n in range(k - 1, -1, -1):
        if parsed.tokens[n].text in {",", ";", ":"} and parsed.taken[n] is None:
            return False
        if verb := parsed.verb_at.get(n):
            return parsed.cue(verb) is not None
    return False


def _noted(parsed: Parsed, k: int) -> bool:
    """Whether what a noun tells is only put on record: "noted Chile's assertion that"."""
    verb = next((v for v in reversed(parsed.verbs) if v.i < k), None)
    if verb is None or any(parsed.tokens[n].text in ";:." for n in range(verb.i, k)):
        return False
    noting = any(one.lemma in words("speech", "noting") for one in readings(parsed.lows[verb.i]))
    return noting or parsed.lows[verb.i + 1] == "note"  # "took note of"


def _judged(parsed: Parsed, finding: Finding, referents: Referents) -> Finding:
    """What an assertion is by its own words: a charge, a denial, a refusal, or but a claim."""
    clauses = tuple(parsed.clauses_in(*finding.content))
    said = Said(parsed, finding.content, clauses, finding.makers, "claim", referents)
    act = judge(said).act
    contested = finding.cue.startswith(("assert", "content")) and not said.modal and not said.own
    if act == "claim" and contested and clauses:
        act = "accuse"
    return replace(finding, act=act, plover=PLOVER.get(act), rule="noun-assertion")


def _stop(parsed: Parsed, after: int) -> int:
    """Where what is asked ends: at a mark, or where the verb of the noun begins."""
    end = len(parsed.tokens)
    mark = next((k for k in range(after + 1, end) if parsed.tokens[k].text in ",;."), end)
    told = [c.verb for c in parsed.clauses if c.verb.i > after and c.opener not in RELATIVE]
    governed = any(one.verb.i < after for one in parsed.clauses)  # "noted the demand that"
    own = parsed.lows[after] == "that" and (governed or len(told) > 1)  # what is asked has a verb
    return min([mark, *(verb.first for verb in told[own : own + 1])])


def _finding(
    parsed: Parsed, k: int, act: Act, mention: Mention, after: int, makers: tuple[str, ...]
) -> Finding:
    tokens, stop = parsed.tokens, _stop(parsed, after)
    first = min(mention.i, k)
    first -= first > 0 and tokens[first - 1].tag == "D"
    begins = after + 1
    owner = next((m for m in parsed.mentions if m.i == begins and tokens[m.j].tag == "G"), None)
    start, end = parsed.span(mention.i, mention.j)
    return Finding(
        act, PLOVER.get(act), makers, parsed.text[start:end].strip(" ,"),
        (owner.j + 1 if owner else begins, max(stop, begins + 1)), (first, max(stop, begins + 1)),
        f"noun-{act}", tokens[k].text, owner.i if owner else None,
    )  # fmt: skip
