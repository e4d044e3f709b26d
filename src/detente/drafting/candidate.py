"""An option in the making, and what it is called."""

from __future__ import annotations

from dataclasses import dataclass, field

from detente.drafting import labels
from detente.drafting.deeds import Deed, Role, listed_parties
from detente.drafting.doing import Doing, stands_for_somebody
from detente.drafting.issues import Subject, stems, subject
from detente.model.conflict import Direction

__all__ = ["ASKING", "MAKING", "Candidate"]

# A deed of these roles makes an option; the others only bear on options that exist.
MAKING: frozenset[Role] = frozenset(
    {
        "demanded",
        "urged",
        "wished",
        "offered",
        "announced",
        "accepted",
        "refused",
        "threatened",
        "trigger",
    }
)
ASKING: frozenset[Role] = frozenset({"demanded", "urged", "wished"})


@dataclass
class Candidate:
    """An option in the making: one thing that one party could do, with the deeds that name it.

    ``refrain`` tells what taking it means: to do the thing, or to forgo it; ``today`` that it is
    taken on the day of the report.
    """

    owner: str
    subject: Subject
    refrain: bool
    deeds: list[Deed] = field(default_factory=list)
    id: str = ""
    today: bool = False

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
        if self.is_process and deed.role not in ("done", "threatened", "trigger", "announced"):
            return True
        return deed.subject.refrain == self.refrain

    @property
    def direction(self) -> Direction:
        """Irreversible where the lexicon says that it cannot be undone."""
        issue = self.subject.issue
        once = issue.irreversible if issue else ""
        return "take" if once in ("both", "refrain" if self.refrain else "take") else "both"

    def telling(self) -> list[Deed]:
        """The deeds whose words may name the option, those that speak of taking it first."""
        makers = [deed for deed in self.deeds if deed.role in MAKING] or self.deeds
        return sorted(makers, key=lambda deed: not self.positive(deed))

    @property
    def label(self) -> str:
        """What the option is, in a few neutral words; those of the report where they are plain."""
        issue = self.subject.issue
        if self.is_process and issue is not None:
            return issue.take if self.today else issue.start or issue.take
        if issue is not None and issue.plain:
            return labels.from_issue(issue, self.refrain, self._concerned(self.telling()[0]))
        for deed in self.telling():
            terms = self._is_refused_only() and labels.of_terms(deed.phrase.text)
            if label := terms or (self._names(deed) and self._worded(deed)):
                return label
        first = self.telling()[0]
        if issue is not None:
            return labels.from_issue(issue, self.refrain, self._concerned(first))
        own = all(deed.record.act == "offer" for deed in self.telling())
        return labels.from_thing(first.words, "Grant" if own else "Agree to") or self._in_quotes(
            first
        )

    def _is_refused_only(self) -> bool:
        """Whether the option is an agreement of which only a form is refused."""
        issue = self.subject.issue
        is_pact = issue is not None and issue.name in ("signature", "agreement")
        return is_pact and not self.of("accepted", "offered", *ASKING)

    def _worded(self, deed: Deed) -> str | None:
        """The words of the report; where the lexicon has neutral ones, whole or not at all."""
        passive = deed.does is not None and deed.does.passive
        foreign = deed.is_condition and passive and self.owner not in deed.by
        whose = deed.by[0] if foreign else None
        label = labels.from_deed(deed.does, whose, let=_is_let(deed))
        cut = self.subject.issue and deed.does is not None and labels.is_loaded(deed.does.text)
        return None if cut else label

    def _in_quotes(self, deed: Deed) -> str:
        """The words as they stand: without quotation marks where they name a deed of the owner."""
        if deed.does is None or not self._names(deed):
            return labels.in_quotes(deed.words)
        plain = labels.trimmed(deed.does.text)
        if " " in plain and not labels.is_loaded(plain) and self.is_nameable:
            return plain[:1].upper() + plain[1:]
        return labels.in_quotes(deed.does.text)

    @property
    def is_nameable(self) -> bool:
        """Whether the option has an issue, a verb, or at least words that stand by themselves."""
        if self.subject.issue is not None:
            return True
        if any(self._names(deed) and self._worded(deed) for deed in self.telling()):
            return True
        first = self.telling()[0]
        words = labels.trimmed(first.words)
        telling = stems(words) & first.subject.stems  # a name alone is no deed
        return len(telling) > 1 and not labels.points_elsewhere(words)

    def _names(self, deed: Deed) -> bool:
        """Whether the deed's verb is what taking the option means, done by the owner."""
        if deed.does is None:
            return False
        if subject(deed.does.text).refrain != self.refrain:
            return False
        issue = self.subject.issue
        if issue is not None and issue.assent and self.owner not in deed.by:
            return False  # who would send observers is not who would admit them
        doer = deed.does.subject
        named = listed_parties(doer, deed.register)
        if _is_let(deed):
            return not named or not deed.is_condition
        if not deed.does.rest and not named:  # "the concessions would lapse"
            return deed.role in ("threatened", "announced", "offered")
        return named == (self.owner,) or (not named and stands_for_somebody(doer))

    def _concerned(self, deed: Deed) -> list[str]:
        """Whom the option would be done to, as the words or the address of a threat tell."""
        issue = self.subject.issue
        if issue is None or not issue.toward:
            return []
        hurts = issue.toward in ("on", "against")
        words = "on|against|for|of" if hurts else issue.toward
        named = [
            one
            for one in listed_parties(deed.words, deed.register, rf"\b(?:{words}) (?:the )?")
            if one != self.owner
        ]
        addressed = deed.record.addressee if hurts and deed.role == "threatened" else ()
        return named[:1] or [one for one in addressed if one != self.owner][:1]


def _is_let(deed: Deed) -> bool:
    """Whether a condition is about a thing that somebody would let do something."""
    does = deed.does
    if does is None or not does.subject or does.passive or does.verb == "be":
        return False
    if deed.is_condition:
        return not stands_for_somebody(does.subject)
    return _lets(deed, does)


def _lets(deed: Deed, does: Doing) -> bool:
    """Whether whoever threatens or offers it would let others do it: "cargo would go elsewhere"."""
    own = deed.role in ("threatened", "offered", "announced", "accepted") and does.modal
    insisted = deed.role == "demanded" and not does.fact and does.subject.startswith("the ")
    if not (own or insisted) or not does.rest:
        return False
    named = listed_parties(does.subject, deed.register)
    return deed.actor not in named if named else not stands_for_somebody(does.subject)
