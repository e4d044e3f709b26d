"""Words that carry an act: a verb with what must follow it, or a noun that stands for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from detente.model.register import ACTS, Act
from detente.reading.words.forms import forms, table
from detente.reading.words.tokens import Token

__all__ = ["Cue", "find_cue", "follows_in_frame", "phrase_act", "spoken_phrases", "usual_act"]

GAP = 8  # words that "..." of a frame may bridge
REACH = 40  # words behind a verb that a frame can reach
ADVERBS = 3  # adverbs that may stand between the words of a frame
PLOVER = {
    "meet": "CONSULT",
    "offer": "AGREE",
    "demand": "REQUEST",
    "urge": "REQUEST",
    "accept": "AGREE",
    "refuse": "REJECT",
    "threaten": "THREATEN",
    "accuse": "ACCUSE",
    "support": "SUPPORT",
}
CAMEO: dict[Act, str] = {
    "meet": "040",
    "offer": "030",
    "demand": "100",
    "urge": "020",
    "accept": "030",
    "refuse": "120",
    "threaten": "130",
    "accuse": "110",
    "deny": "113",
    "claim": "010",
    "support": "051",
}
_LINKS = frozenset(("remain", "stay"))  # copulas like "be"
_NEGATIONS = frozenset(("not", "no", "never", "nothing", "none"))
_PARTICLES = frozenset("out off down aside away".split())
_ALONE = frozenset(
    "back climb walk stand step come go pull drop give fall die".split()
)  # no object
_CLOSES = frozenset((".", ";", "that"))  # no gap of a frame runs over these


@dataclass(frozen=True, slots=True)
class Frame:
    """A verb and what must follow it: words, choices, ``@`` for a party, ``...`` for a gap."""

    act: Act
    lemma: str
    rest: tuple[frozenset[str] | str, ...]
    plover: str | None
    denied: bool = False  # whether its verb must be negated: "not hesitate to"

    @property
    def negative(self) -> bool:
        """Whether a negation is part of the frame: "be not ready to", "not hesitate to"."""
        return self.denied or any(part in _NEGATIONS for part in self.rest)

    def may_stand(self, near: set[str]) -> bool:
        """Whether its words are among those that follow the verb."""
        for part in self.rest:
            if isinstance(part, frozenset):
                if part.isdisjoint(near):
                    return False
            elif part not in {"@", "..."} and part not in near:
                return False
        return True


@dataclass(frozen=True, slots=True)
class Cue:
    """A frame found at words ``i`` to ``j``; ``party`` is the place of its ``@``."""

    act: Act
    plover: str | None
    i: int
    j: int
    form: str
    lemma: str
    negative: bool
    party: int | None = None


@lru_cache
def _frames() -> Mapping[str, tuple[tuple[int, Frame], ...]]:
    """The frames of acts by the lemma of their verb, those that ask most first."""
    rows = table("acts")
    listed = [(act, text) for act in ACTS for text in rows.get(act, {}).get("frames", ())]
    found = _by_lemma(listed)
    return {**found, **{link: found.get(link, ()) + found["be"] for link in _LINKS}}


@lru_cache
def _misdeeds() -> Mapping[str, tuple[tuple[int, Frame], ...]]:
    """The frames of what is blamed on whoever is said to do it."""
    return _by_lemma([("accuse", text) for text in table("acts")["misdeeds"]["frames"]])


def _by_lemma(listed: Sequence[tuple[Act, str]]) -> dict[str, tuple[tuple[int, Frame], ...]]:
    found: dict[str, list[Frame]] = {}
    for act, text in listed:
        for frame in _frames_of(act, text):
            found.setdefault(frame.lemma, []).append(frame)
    return {
        lemma: tuple(sorted(((_weight(one), one) for one in frames), key=lambda pair: -pair[0]))
        for lemma, frames in found.items()
    }


def _frames_of(act: Act, text: str) -> Iterator[Frame]:
    """The frames of one line: one more for each choice of several words."""
    body, _, code = (part.strip() for part in text.partition("->"))
    denied, body = body.startswith("not "), body.removeprefix("not ")
    lemma, *rest = re.findall(r"\([^)]*\)|\S+", body)
    plover = PLOVER.get(act) if not code else (None if code == "none" else code)
    for parts in product(*map(_choices, rest)):
        yield Frame(act, lemma, tuple(part for group in parts for part in group), plover, denied)
    if len(rest) == 1 and rest[0] in _PARTICLES and lemma not in _ALONE:
        for gap in (("...",), ("that", "...")):  # "ruled it out", "ruled that option out"
            yield Frame(act, lemma, (*gap, rest[0]), plover, denied)


def _choices(word: str) -> list[tuple[frozenset[str] | str, ...]]:
    if not word.startswith("("):
        return [(word,)]
    choices = word[1:-1].split("|")
    single = frozenset(choice for choice in choices if " " not in choice)
    several = [tuple(choice.split()) for choice in choices if " " in choice]
    return [*([(single,)] if single else []), *several]


def _weight(frame: Frame) -> int:
    return sum(1 if part in ("@", "...") else 3 for part in frame.rest) + 2 * frame.denied


def find_cue(
    tokens: Sequence[Token],
    i: int,
    parties: Mapping[int, int],
    *,
    negated: bool = False,
    subject: frozenset[str] = frozenset(),
    blamed: bool = False,
) -> Cue | None:
    """The most demanding frame whose verb stands at word ``i``, if any.

    ``parties`` maps the word at which the mention of a party begins to the word after it;
    ``negated`` tells whether the verb is. A passive verb finds the object of its frame among the
    words of its ``subject``: "the border was closed". If ``blamed``, only frames of misdeeds count.
    """
    near = {token.low for token in tokens[i + 1 : i + REACH]} | subject
    for lemma, form in forms().get(tokens[i].low, ()):
        best: tuple[int, int, Cue] | None = None
        for weight, frame in (_misdeeds() if blamed else _frames()).get(lemma, ()):
            if best is not None and weight < best[0]:
                break
            if (frame.denied and not negated) or not frame.may_stand(near):
                continue
            rest = _passive(frame.rest, subject) if subject else frame.rest
            found = _match(tokens, i + 1, rest, parties)
            if found is not None and (best is None or found[0] < best[1]):
                cue = Cue(
                    frame.act, frame.plover, i, found[0], form, lemma, frame.negative, found[1]
                )
                best = weight, found[0], cue
        if best is not None:
            return best[2]
    return None


def _passive(
    rest: tuple[frozenset[str] | str, ...], subject: frozenset[str]
) -> tuple[frozenset[str] | str, ...]:
    """What must follow a passive verb whose subject has the object of the frame."""
    for n, part in enumerate(rest[:-1]):
        if part == "..." and rest[n + 1] != "@":
            wanted = rest[n + 1]
            wanted = frozenset((wanted,)) if isinstance(wanted, str) else wanted
            return rest if wanted.isdisjoint(subject) else (*rest[:n], *rest[n + 2 :])
    return rest


Place = tuple[int, int | None]  # where a frame ends, and where its party begins


def _match(
    tokens: Sequence[Token],
    at: int,
    rest: tuple[frozenset[str] | str, ...],
    parties: Mapping[int, int],
) -> Place | None:
    """Where the rest of a frame that goes on at word ``at`` ends, if it stands there."""
    if not rest:
        return at, None
    part, *later = rest
    if part == "...":
        return _after_gap(tokens, at, tuple(later), parties)
    if part == "@":
        return _after_party(tokens, at, tuple(later), parties)
    at = _over_adverbs(tokens, at, part)
    here = at < len(tokens) and _is(tokens[at], part)
    return _match(tokens, at + 1, tuple(later), parties) if here else None


def _after_party(
    tokens: Sequence[Token],
    at: int,
    rest: tuple[frozenset[str] | str, ...],
    parties: Mapping[int, int],
) -> Place | None:
    for _ in range(ADVERBS):
        if at not in parties and at < len(tokens) and tokens[at].tag in "ADQ":
            at += 1
    end = _match(tokens, parties[at], rest, parties) if at in parties else None
    return (end[0], at) if end else None


def _after_gap(
    tokens: Sequence[Token],
    at: int,
    rest: tuple[frozenset[str] | str, ...],
    parties: Mapping[int, int],
) -> Place | None:
    for skip in range(at, min(at + GAP + 1, len(tokens))):
        if tokens[skip].low in _CLOSES and (skip > at or tokens[skip].low != "that"):
            return None  # "that" right behind the verb may point: "rejected that account"
        if found := _match(tokens, skip, rest, parties):
            return found
    return None


def _is(token: Token, part: frozenset[str] | str) -> bool:
    return token.low in part if isinstance(part, frozenset) else token.low == part


def _over_adverbs(tokens: Sequence[Token], at: int, part: frozenset[str] | str) -> int:
    for _ in range(ADVERBS):
        if at < len(tokens) and tokens[at].tag in "ADQ" and not _is(tokens[at], part):
            at += 1
    return at


def follows_in_frame(lemma: str, word: str) -> bool:
    """Whether a word may follow a verb at once in one of its frames: "calls for", "backs down"."""
    return word in _followers().get(lemma, frozenset())


@lru_cache
def _followers() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for lemma, frames in _frames().items():
        for part in (frame.rest[0] for _, frame in frames if frame.rest):
            if part not in {"@", "..."}:
                found.setdefault(lemma, set()).update([part] if isinstance(part, str) else part)
    return {lemma: frozenset(words) for lemma, words in found.items()}


def usual_act(lemma: str) -> Act | None:
    """The act of a verb of speech if what is said tells nothing; None for other verbs."""
    return _usual().get(lemma)


@lru_cache
def spoken_phrases() -> Mapping[str, tuple[tuple[tuple[str, ...], Act], ...]]:
    """The verbs of speech of several words, by their first lemma: the words that follow it."""
    found: dict[str, list[tuple[tuple[str, ...], Act]]] = {}
    for act, phrases in table("speech")["phrases"].items():
        for lemma, *rest in (phrase.split() for phrase in phrases):
            found.setdefault(lemma, []).append((tuple(rest), act))
    return {lemma: tuple(listed) for lemma, listed in found.items()}


def phrase_act(lows: Sequence[str], lemma: str, i: int) -> Act | None:
    """The act of a verb of speech of several words, if it stands at word ``i``."""
    for phrase, act in spoken_phrases().get(lemma, ()):
        gap = phrase[:1] == ("...",)
        for k in range(i + 1, i + 6 if gap else i + 2):
            if tuple(lows[k : k + len(phrase) - gap]) == phrase[gap:]:
                return act
    return None


@lru_cache
def _usual() -> Mapping[str, Act]:
    listed = table("speech")["usual"]
    found: dict[str, Act] = {}
    for act in ("claim", *(act for act in ACTS if act != "claim")):
        for lemma in listed.get(act, "").split():
            found[lemma] = act  # type: ignore[assignment]
    return found
