"""What could be agreed: the clauses and stances, the zone of agreement, trades, what empties it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.explaining.answers.packages import BY_STANCES, NAMED, figure, signed
from detente.explaining.words import counted, first_upper, in_list
from detente.model.packages import Clause, Packages
from detente.solving.bargain import Package
from detente.solving.zone import Limit, Zone
from detente.web.leads import Leads
from detente.web.sheets import Cell, Listing, Section, Table, Told

__all__ = ["clauses", "sections"]

LISTED = 25
TONES = {"red line": "bad", "refuse": "bad", "demand": "good", "condition": "good"}


def clauses(leads: Leads, packages: Packages) -> Section:
    """Each clause with where every party stands, and the sentence that says so."""
    parties = leads.conflict.parties
    rows = tuple(
        (
            Cell(one.label, note=one.id),
            *(_stance(leads, one, party.id) for party in parties),
        )
        for one in packages.clauses
    )
    head = ("Clause", *(party.name for party in parties))
    caption = f"{counted(len(packages.clauses), 'clause')}: where each party stands, and the worth"
    return Section("The clauses", (Table(caption, head, rows),))


def _stance(leads: Leads, clause: Clause, party: str) -> Cell:
    weight, stance = clause.weight(party), clause.stance(party)
    return Cell(
        stance,
        tone=TONES.get(stance, ""),
        note=f"worth {figure(weight)}" if weight is not None else "",
        quotes=leads.quotes(f"packages.clauses.{clause.id}.stances.{party}"),
    )


def sections(leads: Leads, zone: Zone) -> Iterator[Section]:
    """The zone of agreement under one reading of the packages."""
    reading = (zone.packages.reading or "As it is").replace("_", " ")
    writer = _Writer(leads, zone)
    if zone.exact and zone.empty:
        yield Section(first_upper(reading), (writer.floors(), writer.empty()))
    elif zone.exact:
        blocks = (writer.floors(), Told(writer.counted()), writer.pareto(), writer.named())
        yield Section(first_upper(reading), blocks)
        yield Section("What it turns on", tuple(writer.turning()), level=3)
    else:
        told = Told(
            "Some weights are missing, so packages are compared by stances only: give every "
            "clause a weight for every party to have the zone of agreement."
        )
        yield Section(first_upper(reading), (told,))
    yield Section("By stances alone", tuple(writer.by_stances()), level=3)


class _Writer:
    def __init__(self, leads: Leads, zone: Zone) -> None:
        self.leads, self.zone = leads, zone

    def names(self, some: Sequence[str]) -> str:
        return in_list([one.replace("_", " ") for one in some])

    def floors(self) -> Told:
        words, packages = self.leads.grounds.words, self.zone.packages
        parts = [
            f"{words.party(party)} {figure(packages.reservation(party))}"
            for party in self.zone.parties
        ]
        return Told(f"Each must get more than no agreement is worth to it: {in_list(parts)}.")

    def counted(self) -> str:
        zone = self.zone
        count = "not counted, it would take too long" if zone.count is None else f"{zone.count:,}"
        of = "" if zone.allowed is None else f", of {zone.allowed:,} that cross no red line"
        shown = f" (the first {LISTED} are listed)" if len(zone.pareto) > LISTED else ""
        return (
            f"Zone of agreement: {count} of {zone.total:,} packages{of}; "
            f"{len(zone.pareto):,} of these Pareto-optimal{shown}."
        )

    def pareto(self) -> Table:
        rows = tuple(self._package(one) for one in self.zone.pareto[:LISTED])
        return Table("Pareto-optimal packages, and their worth", self._head("Package"), rows)

    def named(self) -> Table:
        rows = tuple(
            (Cell(first_upper(said)), *self._package(package))
            for name, said in NAMED
            for package in getattr(self.zone, name)[:LISTED]
        )
        return Table("Packages that stand out", ("By", *self._head("Package")), rows)

    def _head(self, first: str) -> tuple[str, ...]:
        return (first, *(self.leads.conflict.party(one).name for one in self.zone.parties))

    def _package(self, package: Package) -> tuple[Cell, ...]:
        worth = dict(package.values)
        values = (Cell(figure(worth[one]), tone="number") for one in self.zone.parties)
        return (Cell(self.names(package.clauses)), *values)

    def empty(self) -> Listing:
        words = self.leads.grounds.words
        entries = [Told(f"None of {self.zone.total:,} packages is better than none for everybody.")]
        for clause in self.zone.clashes:
            known = self.zone.packages.clause(clause)
            needing = [one for one in self.zone.parties if known.stance(one) == "condition"]
            barring = [one for one in self.zone.parties if known.stance(one) == "red line"]
            entries.append(
                Told(
                    f"{first_upper(self.names((clause,)))} is a condition of "
                    f"{words.parties(needing)} and a red line of {words.parties(barring)}, so no "
                    "package will do whatever the weights are."
                )
            )
        limits = (one for one in self.zone.limits if one.most <= one.reservation)
        return Listing((*entries, *(Told(self._limit(one)) for one in limits)))

    def _limit(self, limit: Limit) -> str:
        return (
            f"{self.leads.party(limit.party)} could get {figure(limit.most)} at most while the "
            f"others still agree, and must get more than {figure(limit.reservation)}."
        )

    def turning(self) -> Iterator[Table | Listing]:
        yield from self._frequency()
        yield from self._trades()
        yield Listing(
            (Told("What would leave nothing of the zone", below=tuple(self._emptying())),)
        )

    def _frequency(self) -> Iterator[Table]:
        zone = self.zone
        if zone.frequency is None or not zone.count:
            return
        ordered = sorted(zone.frequency, key=lambda entry: -entry[1])
        rows = tuple(
            (Cell(zone.packages.clause(one).label, note=one), self._of(number))
            for one, number in ordered
        )
        caption = f"In how many packages of the zone each clause is, of {zone.count:,}"
        yield Table(caption, ("Clause", "Packages"), rows)

    def _of(self, number: int) -> Cell:
        return Cell(f"{number:,} of {self.zone.count:,}", tone="number")

    def _trades(self) -> Iterator[Table]:
        trades = self.zone.trades
        if not trades:
            return
        words = self.leads.grounds.words
        rows = tuple(
            (
                Cell(self.leads.party(one.one)),
                Cell(self.names(one.takes)),
                Cell(f"{self.names((one.gives,))} to {words.party(one.other)}"),
                Cell("; ".join(f"{words.party(who)} {signed(net)}" for who, net in one.net)),
            )
            for one in trades[:LISTED]
        )
        listed = f"; the first {LISTED} are listed" if len(trades) > LISTED else ""
        caption = f"{len(trades):,} trades, cheap for one and dear for the other{listed}"
        yield Table(caption, ("Who", "Takes", "Gives", "Net"), rows)

    def _emptying(self) -> Iterator[Told]:
        words = self.leads.grounds.words
        for limit in self.zone.limits:
            yield Told(self._limit(limit))
        grouped: dict[tuple[str, str], list[str]] = {}
        for party, clause, stance in self.zone.emptying:
            grouped.setdefault((clause, stance), []).append(party)
        for (clause, kind), who in grouped.items():
            made = "a red line" if kind == "red line" else "a condition"
            name = first_upper(self.names((clause,)))
            yield Told(f"{name}, if {words.parties(who, 'or')} made it {made}.")
        for one in self.zone.thresholds:
            yield Told(
                f"{first_upper(self.names((one.clause,)))} costs {words.party(one.party)} "
                f"{figure(one.cost)}; at {figure(one.out)} or more it is in no package."
            )

    def by_stances(self) -> Iterator[Table | Listing]:
        found, words = self.zone.ordinal, self.leads.grounds.words
        rows = tuple(
            (Cell(first_upper(said)), Cell(self.names(some)))
            for name, said in BY_STANCES
            if (some := getattr(found, name))
        )
        yield Table("Clauses by what the parties say of them", ("Kind", "Clauses"), rows)
        told = [
            Told(
                f"Could be exchanged: {self.names((one.takes,))} for {words.party(one.one)}, "
                f"{self.names((one.gives,))} for {words.party(one.other)}."
            )
            for one in found.exchanges[:LISTED]
        ]
        if found.allowed is not None:
            told.append(
                Told(
                    f"Of {found.total:,} packages {found.allowed:,} cross no red line; "
                    f"{found.sure:,} of these are better than none for everybody whatever the "
                    f"weights are, {found.possible:,} may be."
                )
            )
        if told:
            yield Listing(tuple(told))
