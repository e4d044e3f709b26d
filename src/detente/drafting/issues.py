"""What a phrase is about: the issue it raises, and whether it is to be done or forgone."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from detente.drafting.polarity import forgone, undone

__all__ = ["Issue", "Subject", "issues", "stems", "subject"]


@dataclass(frozen=True, slots=True)
class Issue:
    """A kind of thing that parties demand, offer, refuse and threaten; see ``issues.toml``."""

    name: str
    take: str
    id: str
    cues: tuple[str, ...]
    depth: int
    refrain: str | None = None
    refrain_id: str | None = None
    process: bool = False
    hostile: bool = False
    irreversible: str = ""
    toward: str = ""
    start: str = ""
    leads: bool = False
    yields: tuple[str, ...] = ()
    plain: bool = False
    assent: bool = False
    opposes: tuple[str, ...] = ()
    counter: tuple[str, ...] = ()
    not_of: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Subject:
    """What a phrase is about: an issue, or, where no issue fits, its own telling words."""

    issue: Issue | None
    refrain: bool
    stems: frozenset[str]

    def alike(self, other: Subject) -> bool:
        """Whether two phrases speak of the same thing to do or to forgo."""
        if self.issue or other.issue:
            return self.issue == other.issue
        shared = self.stems & other.stems
        smaller = min(len(self.stems), len(other.stems))
        return bool(shared) and len(shared) * 3 >= smaller * 2

    def nearness(self, other: Subject) -> int:
        """How many telling words two phrases share."""
        return len(self.stems & other.stems)


LEADING = 12  # characters within which a word leads the phrase
_WORD = re.compile(r"[^\W\d_][\w'-]*")
_SMALL = frozenset(
    """
    a about above after again against all also an and any are as at be been before being between
    both but by can could did do does during each for from further had has have having he her him
    his how if in into is it its itself may might more most must new no not now of on only or other
    our out over own said same says set shall she should side sides so some such take taking than
    that the their them then there these they this those through to together under until up upon
    very was we were what when which while who will with would yet you immediate immediately action
    party parties country countries government governments state states call calls make making made
    """.split()
)
_ENDINGS = re.compile(r"(?:ations?|ements?|ments?|ings?|ions?|ers?|ed|es|s|al|ly)$")


def stems(text: str) -> frozenset[str]:
    """The telling words of a phrase, cut down to their stems."""
    words = (word.lower().removesuffix("'s") for word in _WORD.findall(text))
    return frozenset(_stem(word) for word in words if word not in _SMALL and len(word) > 2)


@lru_cache(64)
def _stems_of(names: tuple[str, ...]) -> frozenset[str]:
    return stems(" ".join(names))


def _stem(word: str) -> str:
    cut = _ENDINGS.sub("", word)
    return cut if len(cut) >= 4 else word


@cache
def issues() -> tuple[Issue, ...]:
    """All issues of the lexicon."""
    text = files("detente.reading.words").joinpath("lexicon/issues.toml").read_text("utf-8")
    return tuple(_issue(name, table) for name, table in tomllib.loads(text).items())


def _issue(name: str, table: dict[str, object]) -> Issue:
    lists = {key: tuple(value) for key, value in table.items() if isinstance(value, list)}
    return Issue(name=name, **{**table, **lists})  # type: ignore[arg-type]


@cache
def _patterns() -> tuple[tuple[Issue, re.Pattern[str], re.Pattern[str] | None], ...]:
    return tuple(
        (
            issue,
            _pattern((*issue.cues, *issue.counter)),
            _pattern(issue.counter) if issue.counter else None,
        )
        for issue in issues()
    )


@cache
def _pattern(cues: tuple[str, ...]) -> re.Pattern[str]:
    words = "|".join(re.escape(cue).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for cue in cues)
    return re.compile(rf"(?<![\w-])(?:{words})(?![\w])|(?<=non-)(?:{words})(?!\w)", re.IGNORECASE)


@lru_cache(1024)
def subject(text: str, names: tuple[str, ...] = ()) -> Subject:
    """What the phrase is about; ``names`` are words for parties, which tell nothing of it.

    An issue is named by the verb or by its object, never in what only tells when, where, why or of
    whom. Of several issues the deepest is meant, of equally deep ones the first; but a phrase that
    opens with talking is about talking, whatever is to be talked about, and one that opens with
    force is about force, whatever it is used against.

    Examples
    --------
    >>> subject("would never be able to join the alliance").issue.name
    'enlargement'
    >>> subject("talks on the deployment of missiles").issue.name
    'dialogue'
    >>> subject("the non-deployment of missiles").refrain
    True
    >>> subject("help the towns hit by air strikes").issue is None
    True
    """
    seen = _core(_masked(text, names))
    found = [
        (match.start(), issue)
        for issue, pattern, _ in _patterns()
        if (match := next(_of_it(issue, pattern, seen), None))
    ]
    issue = _meant(found)
    place = next((at for at, one in found if one is issue), _opening(text))
    undone = issue is not None and _is_undone(issue, seen, place)
    return Subject(issue, forgone(text, place) != undone, stems(text) - _stems_of(names))


_ASIDE = re.compile(
    r"(?<=[a-z,] )(?:which|who|whom|whose|where|when|because|while|despite|during|amid|after|"
    r"before|since|without|until|within (?:[a-z]+ )?(?:hours?|days?|weeks?|months?|years?)|"
    r"[a-z]+ed by|[a-z]+ hit by|victims? of|(?<=[a-z]s )that)\b"
)
_FURTHER = re.compile(r"(?<=[a-z] )(?:for|on|in|within|over|by|at|under|against|with)\b")
NEAR = 4  # words, of verb and object, behind which a preposition only adds to them


def _core(text: str) -> str:
    """The verb and its object; what goes on about time, place, reason or whom is about nothing."""
    aside = _ASIDE.search(text, LEADING)
    end = aside.start() if aside else len(text)
    far = (one.start() for one in _FURTHER.finditer(text, 0, end))
    end = next((at for at in far if len(_WORD.findall(text, 0, at)) >= NEAR), end)
    return text[:end] + "\0" * (len(text) - end)


def _of_it(issue: Issue, pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Where the issue is named, save with objects that make the cue mean something else."""
    if issue.needs and not _pattern(issue.needs).search(text):
        return
    for match in pattern.finditer(text):
        if not issue.not_of or not _objects(issue.not_of).match(text, match.end()):
            yield match


@cache
def _objects(names: tuple[str, ...]) -> re.Pattern[str]:
    """An object near at hand: "withdraw its three offers", "withdrawal of the restrictions"."""
    near = r"\s+(?:of\s+)?(?:(?!from\b|to\b|of\b|and\b)[\w'’-]+\s+){0,4}?"
    return re.compile(rf"{near}(?:{'|'.join(names)})\b", re.IGNORECASE)


def _opening(text: str) -> int:
    """Where no issue is named only the first words forgo: the end of the third."""
    ends = [match.end() for match in _WORD.finditer(text)][:3]
    return ends[-1] if ends else 0


def _is_undone(issue: Issue, text: str, place: int) -> bool:
    """Whether the word for the issue names its opposite, or one that undoes it follows."""
    for one, pattern, counter in _patterns():
        if one is issue and (match := pattern.match(text, place)):
            opposite = counter is not None and counter.match(text, place) is not None
            return opposite != undone(text, match.end())
    return False


def _masked(text: str, names: Iterable[str]) -> str:
    """The text without what is about nothing: names of several words, and figures of speech."""
    text = _FIGURES.sub(lambda match: "\0" * len(match[0]), text)
    for name in names:
        if " " in name and name in text:
            text = text.replace(name, "\0" * len(name))
    return text


_FIGURES = re.compile(
    r"\b(?:h[eo]ld\w* (?:\w+ ){0,3}hostage to|at the table|on the table|a war of words|"
    r"pay\w* (?:dearly|the price|a (?:\w+ )?price)|arms? control|in the midst of a war|"
    r"last resort|deal(?:s|t|ing)? with|through (?:their |its |the )?(?:diplomats|envoys)|"
    r"mining settlements?|envoy['’]s|"
    r"side of the (?:river|water))\b",
    re.IGNORECASE,
)


def _meant(found: list[tuple[int, Issue]]) -> Issue | None:
    if not found:
        return None
    first = min(found, key=lambda item: item[0])
    for _, issue in found:
        if issue.name in first[1].yields:
            return issue
    if first[1].process or first[1].hostile or (first[1].leads and first[0] <= LEADING):
        return first[1]
    return min(found, key=lambda item: (-item[1].depth, item[0]))[1]
