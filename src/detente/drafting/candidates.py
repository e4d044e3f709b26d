"""From deeds to options: near-duplicates are merged, and the merge can be shown."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from detente.drafting import labels
from detente.drafting.candidate import ASKING, MAKING, Candidate
from detente.drafting.charges import answers, is_grave, meets
from detente.drafting.deeds import Deed, Role
from detente.drafting.doing import stands_for_somebody
from detente.drafting.issues import Subject, stems, subject
from detente.drafting.sides import Sides
from detente.model.logic import KEYWORDS

__all__ = ["candidates", "identify"]


def candidates(found: Iterable[Deed], sides: Sides) -> list[Candidate]:
    """The options that the deeds speak of, each with all its deeds, in order of appearance."""
    every = list(found)
    options: list[Candidate] = []
    for deed in every:
        if deed.role in MAKING and deed.role != "refused" and not deed.is_condition:
            _place(deed, options)
    for deed in every:
        if deed.is_condition:  # it may speak of what is an option already
            _place_hinge(deed, options)
    for deed in every:  # refusals answer demands, so they come when the demands are known
        if deed.role == "refused":
            _place_refusal(deed, options)
    _add_contested(every, options)
    for deed in sorted(every, key=lambda deed: deed.role in ("denied", "professed")):
        if deed.role not in MAKING:  # charges before what answers them
            _attach(deed, options, sides)
    return options


def _place(deed: Deed, options: list[Candidate]) -> None:
    home = _home(deed, options)
    if home is None:
        home = _new(deed)
        options.append(home)
    home.deeds.append(deed)


def _new(deed: Deed) -> Candidate:
    """An option to do the thing, or to forgo it where there are words for that."""
    issue = deed.subject.issue
    if issue is None:  # then the words of the report name it, and they may forgo: "stop the works"
        return Candidate(deed.actor, deed.subject, _is_worded_as_forgoing(deed))
    refrain = deed.subject.refrain != (deed.role == "trigger" and deed.is_exception)
    return Candidate(deed.actor, deed.subject, refrain and issue.refrain is not None)


def _is_worded_as_forgoing(deed: Deed) -> bool:
    return subject(deed.words if deed.does is None else deed.does.text).refrain


def _home(deed: Deed, options: list[Candidate]) -> Candidate | None:
    """The option that the deed speaks of, if there is one already; talking is one for all."""
    for option in options:
        shared = option.is_process and deed.subject.alike(option.subject)
        same = option.owner == deed.actor and option.subject.alike(deed.subject)
        if (shared or same) and not _is_another(deed, option):
            return option
    return None


_OWN: frozenset[Role] = frozenset({"offered", "threatened"})


def _is_another(deed: Deed, option: Candidate) -> bool:
    """Whether an offer or a threat is another than those that the option stands for.

    What others ask of a party is one thing in whatever words it answers; of itself it may offer
    one thing and threaten another, though both are of one kind.
    """
    issue = option.subject.issue
    if issue is None or issue.process or issue.plain or issue.hostile or deed.role not in _OWN:
        return False
    others = option.of(*_OWN)
    if not others or option.of(*ASKING) or labels.from_deed(deed.does) is None:
        return False
    return all(deed.role != one.role or not deed.subject.nearness(one.subject) for one in others)


def _place_hinge(deed: Deed, options: list[Candidate]) -> None:
    """A condition is about what others are known to consider; if it names one, about its own."""
    others = [one for one in options if one.owner not in deed.by]
    pool = [one for one in others if one.owner == deed.actor] if deed.certain else others
    common = _without_names(deed)
    near = None if _is_named(deed) else _nearest(common, pool, least=1)
    alike = [option for option in pool if option.subject.alike(deed.subject)]
    told = not deed.certain and near is not None  # then the words tell more than the issue
    home = near if told and near in alike else next(iter(() if told else alike), None)
    if home is not None:
        home.deeds.append(deed)
    elif near is not None:
        near.deeds.append(_as_wanted(deed, near))
    elif _is_an_act(deed):
        _place(deed, options)


def _without_names(deed: Deed) -> Deed:
    """The deed without the names of its phrase: who speaks of a place may mean anything there."""
    names = stems(" ".join(re.findall(r"(?<=[a-z] )[A-Z]\w+", deed.phrase.text)))
    about = deed.subject
    return replace(deed, subject=replace(about, stems=about.stems - names))


def _as_wanted(hinge: Deed, option: Candidate) -> Deed:
    """The condition with the sign that fits what is wanted: a threat hangs on its absence."""
    wanted = [deed for deed in option.of(*ASKING) if set(deed.by) & set(hinge.by)]
    if not wanted:
        return hinge
    refrain = wanted[0].subject.refrain != (hinge.role == "trigger")
    about = hinge.subject
    return replace(hinge, subject=Subject(about.issue, refrain, about.stems))


def _is_named(deed: Deed) -> bool:
    """Whether a condition says plainly what somebody would do."""
    acts = deed.does is not None and deed.does.verb != "be"
    return deed.certain and (deed.subject.issue is not None or acts)


def _is_an_act(deed: Deed) -> bool:
    """Whether a condition is somebody's doing rather than an event."""
    if deed.certain and deed.does is not None and deed.does.verb != "be":
        return True
    if deed.does is None or deed.does.verb in ("be", "come", "happen"):
        return deed.subject.issue is not None
    return labels.from_deed(deed.does) is not None and stands_for_somebody(deed.does.subject)


_POINTING = re.compile(
    r"\b(?:demands?|requests?|proposals?|concessions?|compromise|conditions?|terms|offer|plan|"
    r"appeal|calls?|ultimatums?|ideas?|suggestions?)\b|"
    r"\b(?:either|neither|both|it|this|that|them)\s*$",
    re.IGNORECASE,
)


def _points_back(refusal: Deed) -> bool:
    """Whether what is refused is what others said, and not to take back something of one's own."""
    own = refusal.does is not None and subject(refusal.does.verb).refrain
    return not own and bool(_POINTING.search(refusal.words))


def _place_refusal(deed: Deed, options: list[Candidate]) -> None:
    """A refusal answers what was asked, however either side words it, or opposes another's act."""
    own = [option for option in options if option.owner == deed.actor]
    asked = [option for option in own if option.of(*ASKING)]
    gives_up = deed.does is not None and deed.does.verb in _GIVING_UP
    home = _home(deed, options) or _nearest(deed, asked, least=1 if gives_up else 2)
    if home is None and deed.subject.issue is None and _points_back(deed):
        if pointed := _pointed_at(deed, options):
            for option in pointed:
                role: Role = "refused" if option.owner in deed.by else "opposed"
                sign = option.of(*ASKING)[-1].subject.refrain
                about = Subject(deed.subject.issue, sign, deed.subject.stems)
                option.deeds.append(replace(deed, role=role, subject=about))
            return
        home = asked[0] if len(asked) == 1 else None
    if home is not None:
        home.deeds.append(_as_asked(deed, home))
        return
    others = [option for option in options if option.owner not in deed.by]
    alike = next((one for one in others if deed.subject.alike(one.subject)), None)
    opposed = alike or _nearest(deed, others, least=2)
    if opposed is None:
        _place(deed, options)
    elif opposed.of("announced", "offered", "threatened", "done", *ASKING):
        opposed.deeds.append(replace(deed, role="opposed"))


_GIVING_UP = frozenset("give hand cede surrender relinquish yield".split())
_YIELDS = re.compile(
    r"\b(?:demands?|requests?|proposals?|concessions?|compromise|conditions?|terms|appeal|calls?|"
    r"ultimatums?)\b",
    re.IGNORECASE,
)


def _as_asked(refusal: Deed, option: Candidate) -> Deed:
    """Who makes no concession on a thing refuses what was asked of it, to do it or to forgo it."""
    asked = option.of(*ASKING)
    gives_up = refusal.does is not None and refusal.does.verb in _GIVING_UP
    if not asked or not (gives_up or _YIELDS.search(refusal.words)):
        return refusal
    about = refusal.subject
    sign = asked[0].subject.refrain
    return replace(refusal, subject=Subject(about.issue, sign, about.stems))


def _pointed_at(refusal: Deed, options: list[Candidate]) -> list[Candidate]:
    """What was last asked or proposed by somebody else: that is what "either" or "it" means."""
    asked = [
        (deed.record.start, option)
        for option in options
        for deed in option.of(*ASKING)
        if deed.register is refusal.register
        and deed.record.start < refusal.record.start
        and not set(deed.by) & set(refusal.by)
    ]
    last = max((start for start, _ in asked), default=None)
    return [option for start, option in asked if start == last]


HEARD = 24  # deeds of an option that tell well enough what it is about


def _nearest(deed: Deed, options: list[Candidate], least: int) -> Candidate | None:
    near = [
        (max(deed.subject.nearness(one.subject) for one in option.deeds[:HEARD]), -place, option)
        for place, option in enumerate(options)
    ]
    best = max(near, key=lambda item: item[:2], default=None)
    return best[2] if best and best[0] >= least else None


def _add_contested(found: list[Deed], options: list[Candidate]) -> None:
    """A grave charge that meets a denial is about something that the accused could do."""
    denials = [deed for deed in found if deed.role in ("denied", "professed")]
    threats = {
        (who, other)
        for deed in found
        if deed.role == "threatened"
        for who in deed.by
        for other in deed.record.addressee
    }
    for deed in found:
        if deed.role != "alleged" or _home(deed, options) or not _could_be(deed):
            continue
        threatened = any((who, deed.actor) in threats for who in deed.by)
        if not (is_grave(deed) or threatened):
            continue  # a reproach that nobody draws a consequence from
        if any(meets(denial, deed) or answers(denial, deed) for denial in denials):
            options.append(_new(deed))


def _could_be(charge: Deed) -> bool:
    """Whether a charge is about something that the accused could do or leave."""
    issue = charge.subject.issue
    if charge.does is not None and charge.does.verb == "be":
        return False
    if issue is not None:
        return not issue.process
    return charge.does is not None and labels.from_deed(charge.does) is not None


def _attach(deed: Deed, options: list[Candidate], sides: Sides) -> None:
    home = None
    if deed.role in ("denied", "professed"):
        home = next((one for one in options if _is_disputed(one, deed)), None)
    home = home or _home(deed, options)
    if home is not None:
        if not (home.is_process and deed.role == "alleged"):
            home.deeds.append(deed)
    elif deed.role == "done" and _is_standing(deed, sides):
        options.append(_new(deed))
        options[-1].deeds.append(deed)


def _is_disputed(option: Candidate, denial: Deed) -> bool:
    charges = option.of("alleged")
    return option.owner == denial.actor and any(
        meets(denial, charge) or answers(denial, charge) for charge in charges
    )


def _is_standing(deed: Deed, sides: Sides) -> bool:
    """Whether an act of a contender stands, so that it could be taken back."""
    issue = deed.subject.issue
    known = issue is not None and not issue.process and issue.depth > 1
    return known and deed.actor in sides.contenders and deed.record.polarity == "affirmed"


def identify(options: list[Candidate]) -> None:
    """Give every option an id, short and unlike the others."""
    wanted = [_wanted_id(option) for option in options]
    counts = Counter(wanted)
    short = _short_names(option.owner for option in options)
    taken: set[str] = set()
    for option, name in zip(options, wanted, strict=True):
        base = name if counts[name] == 1 else f"{short[option.owner]}_{name}"
        free, number = base, 2
        while free in taken:
            free, number = f"{base}_{number}", number + 1
        option.id = free
        taken.add(free)


LONG_NAME = 12  # characters of a name that stand in an id unabridged


def _short_names(owners: Iterable[str]) -> dict[str, str]:
    """A name for each party that may open an id: of long ones the initials, if they tell apart."""
    names = list(dict.fromkeys(owners))
    initials = {name: _initials(name) for name in names}
    known = Counter(initials.values())
    return {
        name: initials[name]
        if len(name) > LONG_NAME and known[initials[name]] == 1
        else _slug(name)
        for name in names
    }


def _initials(name: str) -> str:
    """The first letters of the words of a name: "Sudanese Armed Forces" is "saf".

    Examples
    --------
    >>> _initials("Kurdistan Region of Iraq"), _initials("Turkmenistan")
    ('kri', 'turkmenistan')
    """
    capitals = re.findall(r"\b[A-Z]", name)
    return "".join(capitals).lower() if len(capitals) > 1 else _slug(name)


def _wanted_id(option: Candidate) -> str:
    issue = option.subject.issue
    if issue is None:
        first, _, rest = option.label.partition(" ")
        words = re.findall(r"[a-z]+", first.lower() + " " + re.sub(r"\b[A-Z]\w*", "", rest))
        words = words if len(words) > 1 else re.findall(r"[a-z]+", option.label.lower())
        telling = [word for word in words if stems(word) and len(word) > 2]
        name = "_".join(telling[:2]) or "option"
        return name if name not in KEYWORDS else f"{name}_"
    return (option.refrain and issue.refrain_id) or issue.id


def _slug(text: str) -> str:
    slug = re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_")
    return slug if slug and slug[0].isalpha() else f"p_{slug}"
