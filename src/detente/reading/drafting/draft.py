"""The draft of a conflict from registers: parties, options, rules, preferences, status quo."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from detente.errors import AnalysisError
from detente.model.conflict import (
    Citation,
    Conflict,
    Mark,
    Option,
    Party,
    Preference,
    Prioritised,
    Rules,
)
from detente.model.findings import Draft, Merge
from detente.model.logic import Names, Statement, parse
from detente.model.register import Register
from detente.model.text import Evidence
from detente.reading.drafting.candidates import ASKING, MAKING, Candidate, candidates, identify
from detente.reading.drafting.deeds import Deed, deeds
from detente.reading.drafting.priorities import Wish, contested, grouped, readings, wishes

__all__ = ["draft"]

MOST_OPTIONS = 14  # a draft with more would say everything and decide nothing
MOST_CITED = 4  # sentences per element


def draft(*registers: Register) -> Draft:
    """Draft a conflict model from one report or several.

    Each thing that somebody could do, and that somebody wants, offers, refuses or threatens,
    becomes an option of whoever would do it; what is said of it becomes preferences. An
    accusation and a denial that meet on one option give the accused party two types.

    Raises
    ------
    AnalysisError
        Where the registers hold nothing to draft from.
    """
    said = [deed for register in registers for deed in deeds(register)]
    found = [deed for deed in said if not _is_appeal_of_an_outsider(deed, _contenders(registers))]
    options = candidates(found)
    _settle_process(options)
    options, left_out = _most_spoken_of(options)
    if not options:
        raise AnalysisError(
            "nothing to draft: no demand, offer, refusal or threat with a known party was found"
        )
    identify(options)
    return _Drafting(registers, options, left_out, found).result()


def _contenders(registers: tuple[Register, ...]) -> frozenset[str]:
    """Who does more than appeal to others, or is itself demanded of, threatened or accused."""
    parties: set[str] = set()
    for register in registers:
        for record in register.records:
            if record.act in ("demand", "threaten", "refuse", "accuse"):
                parties.update(record.addressee)
            if record.act not in ("urge", "support", "claim", "meet"):
                parties.update(record.makers)
    return frozenset(parties)


def _is_appeal_of_an_outsider(deed: Deed, contenders: frozenset[str]) -> bool:
    return deed.role in ("urged", "wished") and not contenders.intersection(deed.by)


def _settle_process(options: list[Candidate]) -> None:
    """Give talking to that side of the talks of which most is asked: no deal without talks."""
    for option in options:
        if not option.is_process:
            continue
        sides = dict.fromkeys(
            who for deed in option.deeds if deed.role != "alleged" for who in (deed.actor, *deed.by)
        )
        asked = {
            who: sum(other.owner == who and bool(other.of("demanded")) for other in options)
            for who in sides
        }
        option.owner = max(sides, key=lambda who: asked[who])


def _most_spoken_of(options: list[Candidate]) -> tuple[list[Candidate], list[Candidate]]:
    if len(options) <= MOST_OPTIONS:
        return options, []
    ranked = sorted(options, key=lambda option: -_prominence(option))
    kept = set(map(id, ranked[:MOST_OPTIONS]))
    return (
        [option for option in options if id(option) in kept],
        [option for option in options if id(option) not in kept],
    )


def _prominence(option: Candidate) -> int:
    """How much is said of an option; what is demanded, refused or threatened counts twice."""
    return len(option.deeds) + len(option.of("demanded", "refused", "threatened", "trigger"))


class _Drafting:
    """One draft being put together; what it guesses and asks piles up on the way."""

    def __init__(
        self,
        registers: tuple[Register, ...],
        options: list[Candidate],
        left_out: list[Candidate],
        found: list[Deed],
    ) -> None:
        self.registers = registers
        self.options = options
        self.left_out = left_out
        self.found = found
        self.citations: list[Citation] = []
        self.guessed: list[Mark] = []
        self.questions: list[str] = []
        self.ids = _party_ids(options, found)
        self.names = Names(
            tuple(
                f"{party_id}.{option.id}"
                for name, party_id in self.ids.items()
                for option in options
                if option.owner == name
            )
        )

    def result(self) -> Draft:
        status_quo = tuple(self._status_quo())
        parties = tuple(self._party(name, status_quo) for name in self.ids)
        rules = Rules(infeasible=tuple(self._infeasible()))
        self._ask_about_the_rest()
        first = self.registers[0].document
        days = [one.document.published for one in self.registers if one.document.published]
        conflict = Conflict(
            title=first.title or first.id,
            parties=parties,
            rules=rules,
            status_quo=status_quo,
            as_of=max(days, default=None),
            sources=tuple(dict.fromkeys(_source(one) for one in self.registers)),
            evidence=tuple(self.citations),
            guessed=tuple(self.guessed),
            questions=tuple(dict.fromkeys(self.questions)),
        )
        merges = tuple(
            Merge(self._key(option), option.label, _record_ids(option)) for option in self.options
        )
        return Draft(conflict, self.registers, merges, self._warnings())

    # -- parties and options -------------------------------------------------------------------

    def _party(self, name: str, status_quo: tuple[str, ...]) -> Party:
        own = [option for option in self.options if option.owner == name]
        options = tuple(self._option(option, status_quo) for option in own)
        base = wishes(name, self.options)
        path = f"parties.{self.ids[name]}"
        if contested(name, self.options):
            types = tuple(
                (kind, self._preference(found, f"{path}.types.{kind}"))
                for kind, found in readings(name, self.options, base).items()
            )
            self.questions.append(
                f"Which reading of {name} do you hold, as stated or as alleged? (stated/alleged)"
            )
            return Party(self.ids[name], name, options, types=types)
        return Party(self.ids[name], name, options, self._preference(base, f"{path}.prefers"))

    def _option(self, option: Candidate, status_quo: tuple[str, ...]) -> Option:
        path = f"parties.{self.ids[option.owner]}.options.{option.id}"
        made = [deed for deed in option.deeds if deed.role in MAKING] or option.deeds
        self._cite(path, made)
        self._ask_about_owner(option, path)
        direction = option.direction
        if direction != "both":
            if self._key(option) in status_quo:
                direction = "both"
            else:
                self.guessed.append(Mark("rules.irreversible", option.id))
                self.questions.append(f"Once done, can `{option.id}` be undone? (yes/no)")
        return Option(option.id, option.label, self.ids[option.owner], direction)

    def _ask_about_owner(self, option: Candidate, path: str) -> None:
        if option.is_process:
            sides = {deed.actor for deed in option.deeds} - {option.owner}
            if sides:
                others = " and ".join(sorted(sides))
                self.questions.append(
                    f"`{option.id}` stands with {option.owner}; do {others} need a say in it? "
                    "(yes/no)"
                )
                self.guessed.append(Mark(path))
        elif not any(deed.certain for deed in option.deeds):
            self.guessed.append(Mark(path))
            self.questions.append(f"Would {option.owner} be the one to `{option.id}`? (yes/no)")

    def _key(self, option: Candidate) -> str:
        return f"{self.ids[option.owner]}.{option.id}"

    # -- preferences ---------------------------------------------------------------------------

    def _preference(self, found: tuple[Wish, ...], path: str) -> Preference:
        entries: list[Statement | tuple[Statement, ...]] = []
        for number, group in enumerate(grouped(found), 1):
            statements = []
            for inner, wish in enumerate(group, 1):
                place = f"{path}.{number}" if len(group) == 1 else f"{path}.{number}.{inner}"
                statements.append(self._statement(wish, place))
            entries.append(statements[0] if len(group) == 1 else tuple(statements))
        return Prioritised(tuple(entries))

    def _statement(self, wish: Wish, path: str) -> Statement:
        self._cite(path, wish.deeds, wish.text)
        if wish.question is not None:
            self.guessed.append(Mark(path, wish.text))
            self.questions.append(wish.question)
        return parse(wish.text, self.names)

    def _cite(
        self, path: str, found: tuple[Deed, ...] | list[Deed], text: str | None = None
    ) -> None:
        quoted = dict.fromkeys(_evidence(deed) for deed in found)
        for evidence in list(quoted)[:MOST_CITED]:
            self.citations.append(Citation(path, text, evidence=evidence))

    # -- rules and status quo ------------------------------------------------------------------

    def _infeasible(self) -> Iterator[Statement]:
        for number, (text, asks) in enumerate(dict(self._bans()).items(), 1):
            self.guessed.append(Mark(f"rules.infeasible.{number}", text))
            self.questions.append(asks)
            yield parse(text, self.names)

    def _bans(self) -> Iterator[tuple[str, str]]:
        """States that cannot be, each within one party: a ban across two would delete moves."""
        for one, other in combinations(self.options, 2):
            if one.owner == other.owner and _exclude(one, other):
                text = f"{one.id} and {other.id}"
                yield text, f"Can {one.owner} do both `{one.id}` and `{other.id}`? (yes/no)"
        for talks in self.options:
            for option in self.options:
                if talks.is_process and option.owner == talks.owner and _is_signed(option):
                    text = f"{option.id} and not {talks.id}"
                    yield text, f"Can `{option.id}` come about without `{talks.id}`? (yes/no)"

    def _status_quo(self) -> Iterator[str]:
        for option in self.options:
            held = [deed for deed in option.deeds if _is_so(option, deed)]
            if held:
                self._cite("rules.status_quo", held[:1], option.id)
                yield self._key(option)

    # -- what remains open ---------------------------------------------------------------------

    def _ask_about_the_rest(self) -> None:
        for option in self.options:
            charges = option.of("alleged")
            if charges and option not in contested(option.owner, self.options):
                self.questions.append(
                    f"{option.owner} is accused of `{option.id}` and no denial was found: would it "
                    "do so? (yes/no)"
                )
        for option in self.options:
            waiting = option.of("offered") and not option.is_process
            if waiting and not any(deed.hinges for deed in option.of("offered")):
                self.questions.append(
                    f"Would {option.owner} do `{option.id}` without anything in return? (yes/no)"
                )
        for pair in sorted(self._joint_pairs()):
            self.questions.append(f"Do {pair[0]} and {pair[1]} act as one party? (yes/no)")
        for option in self.left_out:
            self.questions.append(
                f"Left out as least spoken of: {option.owner}, {option.label}. Keep?"
            )

    def _joint_pairs(self) -> set[tuple[str, str]]:
        pairs = {
            (one, other)
            for deed in self.found
            for one, other in combinations(sorted(set(deed.by)), 2)
        }
        return {pair for pair in pairs if set(pair) <= set(self.ids)}

    def _warnings(self) -> tuple[str, ...]:
        named = [party.name for one in self.registers for party in one.parties]
        absent = [name for name in dict.fromkeys(named) if name not in self.ids]
        told = [warning for one in self.registers for warning in one.warnings]
        if absent:
            told.append(f"named but not modelled: {', '.join(absent)}")
        return tuple(dict.fromkeys(told))


def _party_ids(options: list[Candidate], found: list[Deed]) -> dict[str, str]:
    """The parties of the model: who could do something, and who demands or threatens."""
    owners = {option.owner for option in options}
    active = {who for deed in found if deed.role in ("demanded", "threatened") for who in deed.by}
    order = dict.fromkeys(who for deed in found for who in (*deed.by, deed.actor))
    return {name: _party_id(name) for name in order if name in owners | active}


def _party_id(name: str) -> str:
    slug = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")
    return slug if slug[:1].isalpha() else f"party_{slug}"


def _exclude(one: Candidate, other: Candidate) -> bool:
    """Whether one party cannot do both: do and undo, or hurt and oblige the same opponent."""
    pair = [option.subject.issue for option in (one, other)]
    for mine, yours in (pair, pair[::-1]):
        if mine is not None and yours is not None and yours.name in mine.opposes:
            return True
    return _hurts_whom_it_obliges(one, other) or _hurts_whom_it_obliges(other, one)


def _hurts_whom_it_obliges(threat: Candidate, concession: Candidate) -> bool:
    aimed = {who for deed in threat.of("threatened") for who in deed.record.addressee}
    pleased = {who for deed in concession.of(*ASKING) for who in deed.by}
    return bool(aimed & pleased) and not concession.is_process and not concession.of("threatened")


def _is_signed(option: Candidate) -> bool:
    """Whether the option is a commitment that others demand: it is given across a table."""
    return bool(option.of("demanded")) and option.refrain and not option.is_process


_GOES_ON = re.compile(r"\b(?:continu\w*|again|further|ongoing|resum\w*|keep\w*|pursu\w*)\b", re.I)


def _is_so(option: Candidate, deed: Deed) -> bool:
    """Whether the deed shows that the option is taken on the day of the report."""
    if option.is_process:
        if deed.role == "held":
            return deed.record.polarity == "affirmed"
        return deed.role == "offered" and bool(_GOES_ON.search(deed.phrase.text))
    return deed.role == "done" and option.positive(deed) and deed.record.polarity == "affirmed"


def _evidence(deed: Deed) -> Evidence:
    record = deed.record
    within = record.start <= deed.phrase.start and deed.phrase.end <= record.end
    start, end = (record.start, record.end) if within else (deed.phrase.start, deed.phrase.end)
    return Evidence(_source(deed.register), start, end, deed.register.document.text[start:end])


def _source(register: Register) -> str:
    document = register.document
    return document.origin or document.id


def _record_ids(option: Candidate) -> tuple[str, ...]:
    return tuple(dict.fromkeys(deed.record.id for deed in option.deeds))
