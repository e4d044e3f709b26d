"""What cannot be: states that one party cannot bring about by its own options."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations, product

from detente.drafting.candidate import ASKING, Candidate
from detente.drafting.deeds import Deed
from detente.drafting.quoting import named

__all__ = ["Ban", "bans"]


@dataclass(frozen=True, slots=True)
class Ban:
    """States that are taken to be impossible: the statement, and the question about it."""

    text: str
    question: str
    deeds: tuple[Deed, ...] = field(default=(), compare=False)


def bans(options: list[Candidate], today: Iterable[Candidate]) -> Iterator[Ban]:
    """Bans within one party, for a ban across two would delete moves; none denies what is so."""
    now = list(map(id, today))
    for one, other in combinations(options, 2):
        both_now = id(one) in now and id(other) in now
        if one.owner == other.owner and _exclude(one, other) and not both_now:
            asks = f"Can {one.owner} do both “{one.label}” and “{other.label}”? (yes/no)"
            yield Ban(f"{one.id} and {other.id}", asks, _told(one, other))
    for talks, option in product(options, options):
        alone_now = id(option) in now and id(talks) not in now
        if (
            talks.is_process
            and option.owner == talks.owner
            and _is_signed(option)
            and not alone_now
        ):
            asks = f"Can {named(option)} come about without “{talks.label}”? (yes/no)"
            yield Ban(f"{option.id} and not {talks.id}", asks, _told(option, talks))


def _told(*options: Candidate) -> tuple[Deed, ...]:
    """The first words that tell of each option."""
    return tuple(deed for option in options for deed in option.telling()[:1])


def _exclude(one: Candidate, other: Candidate) -> bool:
    """Whether one party cannot do both: do and undo, or hurt and oblige the same opponent."""
    pair = [option.subject.issue for option in (one, other)]
    for mine, yours in (pair, pair[::-1]):
        if mine is not None and yours is not None and yours.name in mine.opposes:
            return True
    if one.subject.issue is not None and pair[0] == pair[1] and one.refrain != other.refrain:
        return True
    return _hurts_whom_it_obliges(one, other) or _hurts_whom_it_obliges(other, one)


def _hurts_whom_it_obliges(threat: Candidate, concession: Candidate) -> bool:
    punishing = [deed for deed in threat.of("threatened") if _answers_force(deed)]
    aimed = {who for deed in punishing for who in deed.record.addressee}
    pleased = {who for deed in concession.of(*ASKING) for who in deed.by}
    return bool(aimed & pleased) and not concession.is_process and not concession.of("threatened")


def _answers_force(threat: Deed) -> bool:
    """Whether a threat hinges on an act of force: nobody rewards what it punishes."""
    issue = threat.hinges.subject.issue if threat.hinges is not None else None
    return issue is not None and issue.hostile


def _is_signed(option: Candidate) -> bool:
    """Whether the option is a commitment that others demand: it is given across a table."""
    return bool(option.of("demanded")) and option.refrain and not option.is_process
