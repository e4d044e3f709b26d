"""From deeds to options: near-duplicates are merged, and the merge can be shown."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from detente.model.conflict import Direction
from detente.model.logic import KEYWORDS
from detente.reading.drafting.deeds import Deed, Role
from detente.reading.drafting.issues import Subject, stems

__all__ = ["Candidate", "candidates", "identify"]

# A deed of these roles makes an option; the others only bear on options that exist.
MAKING: frozenset[Role] = frozenset(
    {"demanded", "urged", "wished", "offered", "accepted", "refused", "threatened", "trigger"}
)
ASKING: frozenset[Role] = frozenset({"demanded", "urged", "wished"})


@dataclass
class Candidate:
    """An option in the making: one thing that one party could do, with the deeds that name it.

    ``refrain`` tells what taking it means: to do the thing, or to forgo it.
    """

    owner: str
    subject: Subject
    refrain: bool
    deeds: list[Deed] = field(default_factory=list)
    id: str = ""

    @property
    def is_process(self) -> bool:
        """Whether the option is to talk."""
        return self.subject.issue is not None and self.subject.issue.process

    def of(self, *roles: Role) -> list[Deed]:
        """The deeds of these roles."""
        return [deed for deed in self.deeds if deed.role in roles]

    def positive(self, deed: Deed) -> bool:
        """Whether the deed is to take the option rather than to leave it.

        Whoever offers or asks for talks wants them, however many negations the words hold.
        """
        if self.is_process and deed.role not in ("done", "threatened", "trigger"):
            return True
        return deed.subject.refrain == self.refrain

    @property
    def direction(self) -> Direction:
        """Irreversible where the lexicon says that it cannot be undone."""
        issue = self.subject.issue
        once = issue.irreversible if issue else ""
        return "take" if once in ("both", "refrain" if self.refrain else "take") else "both"

    @property
    def label(self) -> str:
        """What the option is, in neutral words, with the words of the report in quotation marks."""
        issue = self.subject.issue
        words = _shortened(self._telling().phrase.text)
        if issue is None:
            return f"'{words}'"
        neutral = issue.refrain if self.refrain else issue.take
        return f"{neutral}: '{words}'"

    def _telling(self) -> Deed:
        """The deed whose words name the option: one that speaks of taking it, if there is one."""
        makers = [deed for deed in self.deeds if deed.role in MAKING] or self.deeds
        return next((deed for deed in makers if self.positive(deed)), makers[0])


_CONNECTIVE = re.compile(
    r"(?:only |but |and )*(?:if|unless|until|provided(?: that)?|providing|as long as|so long as|"
    r"once|when|after|should|in case|on condition that|or else|otherwise|that|to)\s+",
    re.IGNORECASE,
)


def _bare(text: str) -> str:
    """The words without the connective that ties them to their sentence."""
    return _CONNECTIVE.sub("", " ".join(text.split()), count=1) if _CONNECTIVE.match(text) else text


def _shortened(text: str, most: int = 90) -> str:
    words = " ".join(_bare(text).split()).strip(" .,;:\"'\u201c\u201d\u2018\u2019")
    words = words.replace("'", "\u2019")
    if len(words) <= most:
        return words
    return words[:most].rsplit(" ", 1)[0] + " ..."


def candidates(found: Iterable[Deed]) -> list[Candidate]:
    """The options that the deeds speak of, each with all its deeds, in order of appearance."""
    every = list(found)
    options: list[Candidate] = []
    for deed in every:
        if deed.role in MAKING and deed.role != "refused":
            _place(deed, options)
    for deed in every:  # refusals answer demands, so they come when the demands are known
        if deed.role == "refused":
            _place_refusal(deed, options)
    _add_contested(every, options)
    for deed in every:
        if deed.role not in MAKING:
            _attach(deed, options)
    return options


def _place(deed: Deed, options: list[Candidate]) -> None:
    home = _home(deed, options)
    if home is None:
        home = _new(deed)
        options.append(home)
    home.deeds.append(deed)


def _new(deed: Deed) -> Candidate:
    """An option to do the thing, or to forgo it where the lexicon has words for that."""
    issue = deed.subject.issue
    nameable = issue is None or issue.refrain is not None
    return Candidate(deed.actor, deed.subject, deed.subject.refrain and nameable)


def _home(deed: Deed, options: list[Candidate]) -> Candidate | None:
    """The option that the deed speaks of, if there is one already; talking is one for all."""
    for option in options:
        shared = option.is_process and deed.subject.alike(option.subject)
        if shared or (option.owner == deed.actor and option.subject.alike(deed.subject)):
            return option
    return None


_POINTING = re.compile(
    r"\b(?:demands?|requests?|proposals?|concessions?|compromise|conditions?|terms|offer|plan|"
    r"appeal|calls?|ultimatum)\b",
    re.IGNORECASE,
)


def _place_refusal(deed: Deed, options: list[Candidate]) -> None:
    """A refusal answers what was asked on the same issue, however either side words it."""
    asked = [option for option in options if option.owner == deed.actor and option.of(*ASKING)]
    home = _home(deed, options) or _nearest(deed, asked)
    if home is None and len(asked) == 1 and _POINTING.search(deed.phrase.text):
        home = asked[0]
    if home is not None:
        home.deeds.append(deed)
    elif not any(deed.subject.issue and deed.subject.alike(one.subject) for one in options):
        _place(deed, options)  # what only another party could do is not this one's to refuse


def _nearest(deed: Deed, options: list[Candidate]) -> Candidate | None:
    near = [
        (max(deed.subject.nearness(other.subject) for other in option.deeds), -place, option)
        for place, option in enumerate(options)
    ]
    best = max(near, key=lambda item: item[:2], default=None)
    return best[2] if best and best[0] >= 2 else None


def _add_contested(found: list[Deed], options: list[Candidate]) -> None:
    """An accusation that meets a denial is about something that the accused could do."""
    denials = [deed for deed in found if deed.role in ("denied", "professed")]
    for deed in found:
        if deed.role != "alleged" or _home(deed, options):
            continue
        if any(meets(denial, deed) for denial in denials):
            options.append(_new(deed))


def meets(denial: Deed, charge: Deed) -> bool:
    """Whether a denial, or a contrary profession, is about what somebody is accused of."""
    if denial.actor != charge.actor:
        return False
    if denial.subject.alike(charge.subject):
        return True
    issue = charge.subject.issue
    if denial.role == "professed":
        return issue is not None and issue.hostile
    return denial.subject.nearness(charge.subject) >= 1 or denial.subject.issue is None


def _attach(deed: Deed, options: list[Candidate]) -> None:
    home = _home(deed, options)
    if home is None and deed.role in ("denied", "professed"):
        home = next(
            (
                option
                for option in options
                if option.owner == deed.actor
                and any(meets(deed, charge) for charge in option.of("alleged"))
            ),
            None,
        )
    if home is not None and not (home.is_process and deed.role in ("alleged", "done")):
        home.deeds.append(deed)


def identify(options: list[Candidate]) -> None:
    """Give every option an id, short and unlike the others."""
    wanted = [_wanted_id(option) for option in options]
    counts = Counter(wanted)
    taken: set[str] = set()
    for option, name in zip(options, wanted, strict=True):
        base = name if counts[name] == 1 else f"{_slug(option.owner)}_{name}"
        free, number = base, 2
        while free in taken:
            free, number = f"{base}_{number}", number + 1
        option.id = free
        taken.add(free)


def _wanted_id(option: Candidate) -> str:
    issue = option.subject.issue
    if issue is None:
        words = re.findall(r"[a-z]+", _bare(option._telling().phrase.text).lower())
        telling = [word for word in words if stems(word) & option.subject.stems and len(word) > 3]
        name = "_".join(telling[:2]) or "option"
        return name if name not in KEYWORDS else f"{name}_"
    return (option.refrain and issue.refrain_id) or issue.id


def _slug(text: str) -> str:
    slug = re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_")
    return slug if slug and slug[0].isalpha() else f"p_{slug}"
