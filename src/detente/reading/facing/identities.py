"""Who those are whom no list knows: parties that the text introduces, or nobody known.

While a text is read, somebody unknown goes by his own words behind a mark. What the whole text
tells of him is put in his place at the end: the party that he turns out to speak for, a party by
the text's own words, or none.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from detente.model.register import Record
from detente.reading.naming.parties import STRANGER, kinds_of

__all__ = ["Identities"]


@dataclass(frozen=True, slots=True)
class Identities:
    """From the words for somebody unknown to his party, by what a text has told of him.

    ``people`` has the parties of those whose office the text has told, ``named`` the parties that
    it names, ``bodies`` who of the unknown are parties of their own.
    """

    people: Mapping[str, str | None]
    named: Sequence[str]
    bodies: Container[str]
    found: dict[str, str | None] = field(default_factory=dict)

    def settled(self, records: Iterable[Record]) -> list[Record]:
        """The records with parties, or nobody, in the place of those who are unknown."""
        return [self._settle(record) for record in records]

    def introduced(self) -> tuple[str, ...]:
        """The parties that stand for those whom the text names by common words."""
        return tuple(dict.fromkeys(party for party in self.found.values() if party))

    def _settle(self, record: Record) -> Record:
        parties = (record.party, *record.joint_with, *record.addressee)
        obliged = tuple(one.obliges for one in record.clauses)
        strangers = [p for p in (*parties, *obliged) if p and p.startswith(STRANGER)]
        if not strangers:
            return record
        makers = self._known(record.makers)
        unknown = record.speaker if record.party in strangers and not makers else None
        words = unknown or (record.party or "").removeprefix(STRANGER)
        return replace(
            record,
            party=makers[0] if makers else None,
            joint_with=makers[1:],
            addressee=tuple(p for p in self._known(record.addressee) if p not in makers),
            clauses=tuple(
                replace(one, obliges=self.who(one.obliges) if one.obliges else None)
                for one in record.clauses
            ),
            unresolved=record.unresolved
            if makers
            else tuple(dict.fromkeys((words, *record.unresolved))),
        )

    def _known(self, parties: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(found for one in parties if (found := self.who(one))))

    def who(self, party: str) -> str | None:
        """The party of somebody: itself, unless it is unknown."""
        if not party.startswith(STRANGER):
            return party
        if party not in self.found:
            self.found[party] = self._identify(party.removeprefix(STRANGER))
        return self.found[party]

    def _identify(self, words: str) -> str | None:
        last = words.rsplit(maxsplit=1)[-1]
        known = self.people.get(last)
        if known and known.removeprefix(STRANGER) != words:
            return self.who(known)  # "Lund": of her union, whoever that is
        if STRANGER + words not in self.bodies:
            return None
        alone = " " not in words  # "the union", no "striking union"
        return (self._called(last.lower()) if alone else None) or words

    def _called(self, kind: str) -> str | None:
        """The one party named that may be called so: "the union", "the employers"."""
        found = [party for party in self.named if kind in kinds_of(party)]
        if not found and kind.endswith("s"):
            found = [party for party in self.named if kind in party.lower().split()[:-1]]
        return found[0] if len(found) == 1 else None
