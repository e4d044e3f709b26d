"""The zone of agreement, in words and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from detente.explaining.answers.grounds import Grounds, framed, wrapped
from detente.explaining.words import counted, in_list, quoted
from detente.inert import inert
from detente.model.conflict import Conflict
from detente.model.packages import Packages
from detente.solving.bargain import Package
from detente.solving.ordinal import Ordinal
from detente.solving.trades import Trade
from detente.solving.zone import Emptying, Limit, Zone

__all__ = ["BY_STANCES", "NAMED", "figure", "packages_report", "packages_text", "signed"]

NAMED = (
    ("nash", "greatest product of gains (Nash)"),
    ("kalai_smorodinsky", "equal shares of what each could have (Kalai-Smorodinsky)"),
    ("egalitarian", "greatest smallest gain (egalitarian)"),
)

BY_STANCES = (
    ("agreed", "demanded by somebody and accepted by all others"),
    ("negotiable", "refused by nobody, left open by somebody"),
    ("contested", "demanded by one and refused by another"),
    ("barred", "somebody's red line"),
    ("unwanted", "demanded by nobody"),
)


def packages_text(conflict: Conflict, found: Sequence[Zone], limit: int = 10) -> str:
    """The clauses with stances and sources, then the zone of agreement of each reading."""
    writer = _Writer(conflict, limit)
    lines = [inert(conflict.title, breaks=False), "", *writer.clauses(found[0].packages)]
    for zone in found:
        lines += ["", *writer.zone(zone)]
    return "\n".join(lines)


class _Writer:
    def __init__(self, conflict: Conflict, limit: int) -> None:
        self.conflict = conflict
        self.grounds = Grounds(conflict)
        self.limit = limit
        self.labels = {
            clause.id: quoted(clause.label)
            for clause in (conflict.packages.clauses if conflict.packages else ())
        }

    def names(self, clauses: Sequence[str], join: str = "and") -> str:
        return in_list([one.replace("_", " ") for one in clauses], join)

    def clauses(self, packages: Packages) -> Iterator[str]:
        """Each clause with where every party stands, and the sentence that says so."""
        yield f"{counted(len(packages.clauses), 'clause')}:"
        for clause in packages.clauses:
            yield f"  {clause.id}: {inert(clause.label, breaks=False)}"
            for party in self.conflict.parties:
                weight = clause.weight(party.id)
                worth = f", worth {figure(weight)}" if weight is not None else ""
                path = f"packages.clauses.{clause.id}.stances.{party.id}"
                source = self.grounds.source(path)
                yield from wrapped(
                    f"{self.grounds.party(party.id)}: {clause.stance(party.id)}{worth} [{source}]",
                    "    ",
                )

    def zone(self, zone: Zone) -> Iterator[str]:
        reading = zone.packages.reading
        yield f"reading: {reading}" if reading else "as it is"
        if zone.exact:
            yield from self._exact(zone)
        yield from self._by_stances(zone.ordinal)
        if not zone.exact:
            yield from wrapped(
                "some weights are missing, so packages are compared by stances only: give every "
                "clause a weight for every party to have the zone of agreement",
                "  ",
            )

    # -- with weights ----------------------------------------------------------------------------

    def _exact(self, zone: Zone) -> Iterator[str]:
        for party in zone.parties:
            floor = figure(zone.packages.reservation(party))
            yield f"  {self.grounds.party(party)} must get more than {floor}"
        if zone.empty:
            yield f"  zone of agreement: none of {zone.total:,} packages"
            yield from self._why_empty(zone)
            return
        of = "" if zone.allowed is None else f", of {zone.allowed:,} that cross no red line"
        count = "not counted, it would take too long" if zone.count is None else f"{zone.count:,}"
        yield f"  zone of agreement: {count} of {zone.total:,} packages{of}"
        yield f"  {counted(len(zone.pareto), 'package')} of these Pareto-optimal"
        for package in zone.pareto[: self.limit]:
            yield from self._package(package, "    ")
        if len(zone.pareto) > self.limit:
            yield f"    and {len(zone.pareto) - self.limit:,} more (--limit lists more)"
        for name, said in NAMED:
            yield f"  {said}:"
            for package in getattr(zone, name)[: self.limit]:
                yield from self._package(package, "    ")
        yield from self._frequency(zone)
        yield from self._trades(zone.trades)
        yield from self._emptying(zone)
        yield from self._shaken(zone)

    def _package(self, package: Package, indent: str) -> Iterator[str]:
        worth = [
            f"{self.grounds.words.party(party)} {figure(value)}" for party, value in package.values
        ]
        yield from wrapped(f"{self.names(package.clauses)}: worth {in_list(worth)}", indent)

    def _why_empty(self, zone: Zone) -> Iterator[str]:
        for clause in zone.clashes:
            known = zone.packages.clause(clause)
            needing = [p for p in zone.parties if known.stance(p) == "condition"]
            barring = [p for p in zone.parties if known.stance(p) == "red line"]
            words = self.grounds.words
            yield from wrapped(
                f"{clause.replace('_', ' ')} is a condition of {words.parties(needing)} and a red "
                f"line of {words.parties(barring)}, so no package will do whatever the weights are",
                "    ",
            )
        for limit in zone.limits:
            if limit.most <= limit.reservation:
                yield from wrapped(self._limit(limit), "    ")

    def _limit(self, limit: Limit) -> str:
        return (
            f"{self.grounds.party(limit.party)} could get {figure(limit.most)} at most while the "
            f"others still agree, and must get more than {figure(limit.reservation)}"
        )

    def _frequency(self, zone: Zone) -> Iterator[str]:
        if zone.frequency is None or not zone.count:
            return
        parts = [
            f"{clause.replace('_', ' ')} {number:,}"
            for clause, number in sorted(zone.frequency, key=lambda entry: -entry[1])
        ]
        yield from wrapped(f"in how many of the {zone.count:,}: {', '.join(parts)}", "  ")

    def _trades(self, trades: Sequence[Trade]) -> Iterator[str]:
        yield f"  trades, cheap for one and dear for the other: {len(trades):,}"
        for trade in trades[: self.limit]:
            net = in_list(
                [f"{self.grounds.words.party(party)} {signed(value)}" for party, value in trade.net]
            )
            yield from wrapped(
                f"{self.grounds.party(trade.one)} takes {self.names(trade.takes)} and gives "
                f"{self.names((trade.gives,))} to {self.grounds.words.party(trade.other)}: {net}",
                "    ",
            )

    def _emptying(self, zone: Zone) -> Iterator[str]:
        yield "  what would leave nothing of the zone:"
        for limit in zone.limits:
            yield from wrapped(self._limit(limit), "    ")
        grouped: dict[tuple[str, str], list[str]] = {}
        for party, clause, stance in zone.emptying:
            grouped.setdefault((clause, stance), []).append(party)
        for (clause, made), parties in grouped.items():
            yield from wrapped(self._stance(clause, made, parties), "    ")
        for one in zone.thresholds:
            yield from wrapped(
                f"{one.clause.replace('_', ' ')} costs {self.grounds.words.party(one.party)} "
                f"{figure(one.cost)}; at {figure(one.out)} or more it is in no package",
                "    ",
            )

    def _stance(self, clause: str, stance: str, parties: Sequence[str]) -> str:
        who = self.grounds.words.parties(parties, "or")
        made = "a red line" if stance == "red line" else "a condition"
        return f"{clause.replace('_', ' ')}, if {who} made it {made}"

    def _shaken(self, zone: Zone) -> Iterator[str]:
        shaken = zone.shaken
        if shaken is None:
            return
        least, middle, most = shaken.sizes
        yield from wrapped(
            f"with every weight off by up to {shaken.by:.0%}, {shaken.draws:,} draws, seed "
            f"{shaken.seed}: the zone is there in {shaken.kept:,} of {shaken.draws:,}, with "
            f"{least:,} to {most:,} packages, {middle:,} in the middle",
            "  ",
        )
        core = [
            f"{clause.replace('_', ' ')} {number:,}"
            for clause, number in sorted(shaken.core, key=lambda entry: -entry[1])
            if number
        ]
        if core:
            yield from wrapped(f"in the Nash package of so many draws: {', '.join(core)}", "    ")

    # -- by stances ------------------------------------------------------------------------------

    def _by_stances(self, found: Ordinal) -> Iterator[str]:
        yield "  by stances alone:"
        for name, said in BY_STANCES:
            clauses = getattr(found, name)
            if clauses:
                yield from wrapped(f"{said}: {self.names(clauses)}", "    ")
        for one in found.exchanges[: self.limit]:
            yield from wrapped(
                f"could be exchanged: {self.names((one.takes,))} for "
                f"{self.grounds.words.party(one.one)}, {self.names((one.gives,))} for "
                f"{self.grounds.words.party(one.other)}",
                "    ",
            )
        if found.allowed is not None:
            yield from wrapped(
                f"of {found.total:,} packages {found.allowed:,} cross no red line; {found.sure:,} "
                f"of these are better than none for everybody whatever the weights are, "
                f"{found.possible:,} may be",
                "    ",
            )


def figure(value: Fraction | None) -> str:
    """A worth: whole numbers in full, others in four places."""
    if value is None:
        return "nothing"
    return f"{int(value):,}" if value.denominator == 1 else f"{float(value):.4g}"


def signed(value: Fraction) -> str:
    """A gain with its sign."""
    return f"+{figure(value)}" if value > 0 else figure(value).replace("-", "−")


# -- JSON ------------------------------------------------------------------------------------------


def packages_report(
    case: str, conflict: Conflict, found: Sequence[Zone], limit: int = 200
) -> dict[str, Any]:
    """What ``detente packages --json`` prints; numbers are exact, as text where not whole."""
    return framed(case, conflict, [_plain(zone, limit) for zone in found])


def _plain(zone: Zone, limit: int) -> dict[str, Any]:
    return {
        "reading": zone.packages.reading,
        "clauses": [
            {
                "id": clause.id,
                "label": clause.label,
                "parties": [
                    {
                        "party": party,
                        "stance": clause.stance(party),
                        "weight": _plain_number(clause.weight(party)),
                        "about": f"packages.clauses.{clause.id}.stances.{party}",
                    }
                    for party in zone.parties
                ],
            }
            for clause in zone.packages.clauses
        ],
        "reservations": {
            party: _plain_number(zone.packages.reservation(party)) for party in zone.parties
        },
        "exact": zone.exact,
        "packages": {"total": zone.total, "allowed": zone.allowed, "zone": zone.count},
        "empty": zone.empty if zone.exact else None,
        "pareto": {
            "count": len(zone.pareto),
            "packages": [_plain_package(one) for one in zone.pareto[:limit]],
        },
        **{name: [_plain_package(one) for one in getattr(zone, name)] for name, _ in NAMED},
        "frequency": None if zone.frequency is None else dict(zone.frequency),
        "clashes": list(zone.clashes),
        "trades": [_plain_trade(one) for one in zone.trades[:limit]],
        "limits": [
            {
                "party": one.party,
                "reservation": _plain_number(one.reservation),
                "most": _plain_number(one.most),
            }
            for one in zone.limits
        ],
        "thresholds": [
            {
                "clause": one.clause,
                "party": one.party,
                "cost": _plain_number(one.cost),
                "out": _plain_number(one.out),
            }
            for one in zone.thresholds
        ],
        "emptying": [_plain_emptying(one) for one in zone.emptying],
        "shaken": _plain_shaken(zone),
        "ordinal": _plain_ordinal(zone.ordinal, limit),
    }


def _plain_number(value: Fraction | None) -> int | str | None:
    if value is None:
        return None
    return int(value) if value.denominator == 1 else str(value)


def _plain_package(package: Package) -> dict[str, Any]:
    return {
        "clauses": list(package.clauses),
        "values": {party: _plain_number(value) for party, value in package.values},
    }


def _plain_trade(trade: Trade) -> dict[str, Any]:
    return {
        "one": trade.one,
        "other": trade.other,
        "takes": list(trade.takes),
        "gives": trade.gives,
        "net": {party: _plain_number(value) for party, value in trade.net},
    }


def _plain_emptying(one: Emptying) -> dict[str, str]:
    party, clause, stance = one
    return {"party": party, "clause": clause, "stance": stance}


def _plain_shaken(zone: Zone) -> dict[str, Any] | None:
    shaken = zone.shaken
    if shaken is None:
        return None
    least, middle, most = shaken.sizes
    return {
        "draws": shaken.draws,
        "seed": shaken.seed,
        "by": shaken.by,
        "least": least,
        "median": middle,
        "most": most,
        "zone_there": shaken.kept,
        "in_nash": dict(shaken.core),
    }


def _plain_ordinal(found: Ordinal, limit: int) -> dict[str, Any]:
    return {
        "agreed": list(found.agreed),
        "negotiable": list(found.negotiable),
        "contested": list(found.contested),
        "barred": list(found.barred),
        "unwanted": list(found.unwanted),
        "exchanges": [
            {"one": one.one, "other": one.other, "takes": one.takes, "gives": one.gives}
            for one in found.exchanges[:limit]
        ],
        "allowed": found.allowed,
        "sure": found.sure,
        "possible": found.possible,
    }
