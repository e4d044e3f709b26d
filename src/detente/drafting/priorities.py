"""What each party would rather have: statements in order of importance, with their grounds.

First what a party refuses, then what its threats are meant to prevent and the threats themselves,
then what it demands (most often repeated first), then what it urges, offers and is asked for.
Where the text does not tell which of two statements matters more they form a group.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from detente.drafting.answers import Answers
from detente.drafting.candidate import ASKING, Candidate
from detente.drafting.charges import charges_of, is_charged, of_charge
from detente.drafting.deeds import Deed
from detente.drafting.quoting import worded
from detente.drafting.sides import Sides
from detente.drafting.wish import Tier, Wish, literal, opposite, without_repeats

__all__ = ["wishes"]


def wishes(
    party: str,
    options: list[Candidate],
    sides: Sides,
    answers: Answers,
    today: Collection[str] = (),
) -> tuple[Wish, ...]:
    """What the report says, or lets one guess, that a party would rather have.

    ``today`` are the ids of the options that are taken on its day.
    """
    return _Wishing(party, options, sides, answers, today).all()


_MUTUAL = re.compile(r"\b(?:reciproc\w*|mutual\w*|in return|in exchange)\b", re.IGNORECASE)


class _Wishing:
    """The wishes of one party, gathered from what is said of each option."""

    def __init__(
        self,
        party: str,
        options: list[Candidate],
        sides: Sides,
        answers: Answers,
        today: Collection[str],
    ) -> None:
        self.party = party
        self.options = options
        self.sides = sides
        self.answers = answers
        self.today = today
        self.hinging: dict[int, list[tuple[Candidate, Deed]]] = {}
        for option in options:
            for deed in option.deeds:
                if deed.is_condition:
                    self.hinging.setdefault(id(deed.phrase), []).append((option, deed))
        self.demands = self._demands()

    def all(self) -> tuple[Wish, ...]:
        """The wishes in order of importance."""
        said = [
            *self._red_lines(),
            *self._threats(),
            *self.demands,
            *self._charged(),
            *self._at_stake(),
            *self._asked_for(),
            *self._offers(),
            *self._bargained_for(),
        ]
        found = [*said, *self._shared_with_allies(), *self._objections()]
        every = [*found, *self._costs(found)]
        return without_repeats(w for one in every if (w := one.answered(self.answers)))

    def _in_words(self, text: str) -> str:
        return worded(text, self.options, self.party)

    def _by_me(self, option: Candidate, *roles: str) -> tuple[Deed, ...]:
        return tuple(d for d in option.deeds if d.role in roles and self.party in d.by)

    # -- what is refused and threatened --------------------------------------------------------

    def _red_lines(self) -> Iterator[Wish]:
        """A refusal; where it, or an offer of the same, depends on something, it is a bar."""
        for option in self.options:
            refusals = self._by_me(option, "refused")
            if not refusals:
                continue
            offers = tuple(deed for deed in self._by_me(option, "offered") if deed.hinges)
            refused = literal(option, option.positive(refusals[0]))
            conditions = list(dict.fromkeys(self._conditions((*refusals, *offers))))
            for condition in conditions:
                yield Wish(f"{refused} only if {condition}", Tier.RED_LINE, refusals + offers)
            if not conditions:  # who refuses to stop a thing wants to go on with it
                yield Wish(opposite(refused), Tier.RED_LINE, refusals, weight=len(refusals))

    def _threats(self) -> Iterator[Wish]:
        for option in self.options:
            threats = tuple(d for d in option.of("threatened") if self.party == d.actor)
            if not threats:
                continue
            triggers = list(self._conditions(threats))
            for text in triggers:
                yield Wish(opposite(text), Tier.PREVENT, threats, weight=triggers.count(text))
            if triggers:
                text = literal(option, option.positive(threats[0]))
                yield self._threat(text, _either(triggers), threats)
            else:
                yield self._open_threat(option, threats)

    def _threat(self, text: str, trigger: str, threats: tuple[Deed, ...]) -> Wish:
        """A threat; if what it is meant to bring about is not so today, is it due?"""
        omitted = trigger.removeprefix("not ") if trigger.startswith("not ") else None
        due = omitted is not None and omitted not in self.today and text not in self.today
        told = "" if omitted is None else self._in_words(omitted)
        act = self._in_words(text)
        asks = f"As yet there is no {told}: would {self.party} turn to {act} now? (yes/no)"
        return Wish(
            f"{text} iff {trigger}",
            Tier.THREAT,
            threats,
            question=asks if due else None,
            otherwise=f"{text} only if {trigger}",
        )

    def _conditions(self, told: Iterable[Deed]) -> Iterator[str]:
        """The options, with their signs, on which offers, refusals and threats hinge."""
        for deed in told:
            if deed.hinges is not None:
                for option, other in self.hinging.get(id(deed.hinges.phrase), ()):
                    yield literal(option, option.positive(other))

    def _open_threat(self, option: Candidate, threats: tuple[Deed, ...]) -> Wish:
        text = literal(option, option.positive(threats[0]))
        aims = [*self.demands, *self._objections(), *self._asked_for()]
        if aims:
            aim = aims[0].text
            asks = (
                f"Would {self.party} carry out {self._in_words(text)} only as long as it does not "
                f"get {self._in_words(aim)}? (yes/no)"
            )
            return Wish(f"{text} iff {opposite(aim)}", Tier.THREAT, threats, question=asks)
        asks = f"{self.party} announces {self._in_words(text)}: does it want that? (yes/no)"
        return Wish(text, Tier.OFFER, threats, question=asks)

    # -- what is demanded, feared and offered --------------------------------------------------

    def _demands(self) -> list[Wish]:
        """What a party demands or opposes; what it says most often is taken to matter most."""
        found: list[Wish] = []
        for option in self.options:
            asked = self._by_me(option, "demanded", "opposed")
            if asked and not option.is_process and option.owner != self.party:
                again = self._by_me(option, "wished")
                text = _wanted(option, asked[0])
                found.append(Wish(text, Tier.DEMAND, asked + again, weight=len(asked + again)))
        found.sort(key=lambda wish: -wish.weight)
        if found and (len(found) == 1 or found[0].weight > found[1].weight):
            found[0] = replace(found[0], tier=Tier.FIRST)
        return found

    def _charged(self) -> Iterator[Wish]:
        """What an analyst says of a charge that was not denied."""
        for option in self.options:
            if option.owner == self.party and is_charged(option, self.answers):
                word = self.answers.to(of_charge(option))
                charges = tuple(charges_of(option))
                if word is not None:
                    text = literal(option, option.positive(charges[0]) == (word == "yes"))
                    yield Wish(text, Tier.CONTESTED, charges)

    def _at_stake(self) -> Iterator[Wish]:
        """What a party announces, and the threats that are meant to hurt it: which weighs more?"""
        for option in self.options:
            aimed = tuple(d for d in option.of("threatened") if self.party in _aims(d))
            if aimed and option.owner != self.party:
                feared = literal(option, option.positive(aimed[0]))
                asks = f"Would {self._in_words(feared)} hurt {self.party}? (yes/no)"
                yield Wish(opposite(feared), Tier.AT_STAKE, aimed, question=asks)
        for option in self.options:
            announced = self._by_me(option, "announced")
            if announced and not option.is_process:
                yield Wish(_wanted(option, announced[0]), Tier.AT_STAKE, announced)

    def _asked_for(self) -> Iterator[Wish]:
        for option in self.options:
            asked = self._by_me(option, *ASKING)
            if asked and (option.owner != self.party or option.is_process):
                yield Wish(_wanted(option, asked[0]), Tier.URGING, asked, weight=len(asked))

    def _offers(self) -> Iterator[Wish]:
        """What a party offers; an offer to act waits for what the party wants in return."""
        for option in self.options:
            if option.owner != self.party and not option.is_process:
                continue
            offers = self._by_me(option, "offered", "accepted")
            refused = self._by_me(option, "refused") and not option.is_process
            if refused:  # a red line is no offer, but what it hinges on may be
                offers = tuple(deed for deed in offers if deed.hinges)
            if not offers:
                continue
            text = literal(option, option.positive(offers[0]))
            conditions = list(dict.fromkeys(self._conditions(offers)))
            if conditions and all(deed.hinges for deed in offers):
                word = "iff" if any(deed.only for deed in offers) else "if"
                for one in conditions:
                    yield Wish(f"{text} {word} {one}", Tier.OFFER, offers, weight=len(offers))
                    yield Wish(one, Tier.URGING, offers)
            elif bargain := self._bargain(option):
                yield self._exchange(text, offers, bargain)
            elif option.is_process or option.of("accepted"):
                yield Wish(text, Tier.OFFER, offers, weight=len(offers))
            elif self.demands:
                yield self._waiting(text, offers)

    def _bargained_for(self) -> Iterator[Wish]:
        """What the other side of a bargain accepts to do is wanted by this one."""
        for option in self.options:
            if self._by_me(option, "accepted") and (other := self._bargain(option)):
                theirs = tuple(other.of("accepted"))
                text = _wanted(other, theirs[0])
                asks = f"Does {self.party} want {self._in_words(text)}? (yes/no)"
                yield Wish(text, Tier.URGING, theirs, question=asks)

    def _bargain(self, option: Candidate) -> Candidate | None:
        """What another party accepts to do where this one accepts to do the option."""
        if option.is_process or not self._by_me(option, "accepted"):
            return None
        others = (one for one in self.options if one.owner != self.party and not one.is_process)
        return next((one for one in others if one.of("accepted")), None)

    def _exchange(self, text: str, offers: tuple[Deed, ...], other: Candidate) -> Wish:
        theirs = literal(other, other.positive(other.of("accepted")[0]))
        mine, other_side = self._in_words(text), self._in_words(theirs)
        asks = f"Does {self.party} do {mine} in exchange for {other_side}? (yes/no)"
        return Wish(f"{text} iff {theirs}", Tier.OFFER, offers, question=asks, otherwise=text)

    def _waiting(self, text: str, offers: tuple[Deed, ...]) -> Wish:
        aim = self.demands[0].text
        mine, given = self._in_words(text), self._in_words(aim)
        asks = f"Does the offer {mine} of {self.party} wait for {given}? (yes/no)"
        return Wish(f"{text} iff {aim}", Tier.OFFER, offers, question=asks, otherwise=text)

    # -- what is guessed -----------------------------------------------------------------------

    def _shared_with_allies(self) -> Iterator[Wish]:
        """Who makes joint statements with a party is taken to share its aims."""
        for ally in self.sides.allies(self.party):
            asks = f"Does {self.party} share the aims of {ally}? (yes/no)"
            for option in self.options:
                if option.owner in (self.party, ally) or option.is_process:
                    continue
                for deed in option.of("demanded", "urged"):
                    if ally in deed.by:
                        yield Wish(_wanted(option, deed), Tier.URGING, (deed,), question=asks)
            for option in self.options:
                threats = [d for d in option.of("threatened") if d.actor == ally]
                for text in self._conditions(threats):
                    yield Wish(opposite(text), Tier.PREVENT, tuple(threats), question=asks)

    def _objections(self) -> Iterator[Wish]:
        """Who accuses a party of something would rather that it did not do so."""
        for option in self.options:
            charges = self._by_me(option, "alleged")
            if charges and option.owner != self.party:
                text = opposite(_wanted(option, charges[0]))
                asks = f"Does {self.party} want {self._in_words(text)}? (yes/no)"
                yield Wish(text, Tier.URGING, charges, question=asks)

    def _costs(self, said: list[Wish]) -> Iterator[Wish]:
        """What is asked of a party, or offered by it for something, is taken to cost it."""
        spoken = {wish.plain for wish in said} | {wish.text.split(" iff ")[0] for wish in said}
        wanted = next((w for w in said if w.tier in (Tier.FIRST, Tier.DEMAND, Tier.URGING)), None)
        for option in self.options:
            if option.owner != self.party or option.is_process or option.id in spoken:
                continue
            asked = [d for d in option.of(*ASKING) if self.party not in d.by]
            offered = self._by_me(option, "offered")
            if offered and (wanted is None or not self._speaks_of_exchange()):
                yield self._for_nothing(option, offered)
            elif asked or offered:
                given = _wanted(option, (asked or offered)[0])
                yield self._cost(option, given, wanted)

    def _for_nothing(self, option: Candidate, offered: tuple[Deed, ...]) -> Wish:
        """Whether a party would do what it offers even if nothing came of it."""
        given = _wanted(option, offered[0])
        mine, conditions = self._in_words(given), list(self._conditions(offered))
        if conditions:
            back = self._in_words(conditions[0])
            asks = f"Would {self.party} do {mine} only in return for {back}? (yes/no)"
            return Wish(opposite(given), Tier.COST, question=asks)
        asks = f"{self.party} offers {mine}: would it do so for nothing in return? (yes/no)"
        return Wish(given, Tier.COST, offered, question=asks, otherwise=opposite(given))

    def _cost(self, option: Candidate, given: str, wanted: Wish | None) -> Wish:
        if wanted is not None and self._speaks_of_exchange():
            mine, given_back = self._in_words(given), self._in_words(wanted.text)
            asks = f"Would {self.party} rather do {mine} once it gets {given_back}? (yes/no)"
            cost = opposite(given)
            text = f"{given} iff {wanted.text}"
            return Wish(text, Tier.COST, question=asks, otherwise=cost)
        do = "not to do" if given.startswith("not ") else "to do"
        asks = f"Does it cost {self.party} anything {do} “{option.label}”? (yes/no)"
        return Wish(opposite(given), Tier.COST, question=asks)

    def _speaks_of_exchange(self) -> bool:
        offers = (deed for option in self.options for deed in self._by_me(option, "offered"))
        return any(_MUTUAL.search(deed.record.evidence) for deed in offers)


def _wanted(option: Candidate, deed: Deed) -> str:
    """What whoever speaks so wants of the option; who opposes it does not want it."""
    return literal(option, option.positive(deed) != (deed.role == "opposed"))


def _either(texts: list[str]) -> str:
    either = " or ".join(dict.fromkeys(texts))
    return f"({either})" if " or " in either else either


def _aims(deed: Deed) -> set[str]:
    at = set(deed.record.addressee)
    return at | {deed.hinges.actor} if deed.hinges is not None else at
