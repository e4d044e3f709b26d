"""Clauses come from what is demanded, offered and refused, and stances from the words of each."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import detente
from detente.drafting.bargaining import with_packages
from detente.files import dumps, loads
from detente.solving.zone import zones

EXAMPLES = sorted((Path(__file__).resolve().parents[2] / "examples").glob("*.txt"))


def bargain(*paths):
    registers = [detente.read(path) for path in paths]
    return with_packages(detente.draft(*registers)), registers


@pytest.mark.parametrize("paths", [(one,) for one in EXAMPLES] + [tuple(EXAMPLES)])
def test_every_stance_has_words_of_its_party(paths):
    found, registers = bargain(*paths)
    conflict = found.conflict
    if conflict.packages is None:
        return
    records = {
        (register.document.origin or register.document.id, one.start, one.end): (register, one)
        for register in registers
        for one in register.records
    }
    for clause in conflict.packages.clauses:
        assert not clause.weights
        for party, stance in clause.stances:
            (words,) = conflict.cited(f"packages.clauses.{clause.id}.stances.{party}")
            register, record = records[words.source, words.start, words.end]
            assert words.quote == register.document.text[words.start : words.end]
            assert conflict.party(party).name in (record.party, *record.joint_with)
            assert record.act in ("offer", "demand", "urge", "accept", "support", "refuse")
            assert stance != "demand" or record.act in ("offer", "demand", "urge")
    assert loads(dumps(replace(conflict, evidence=(), sources=()))).packages == conflict.packages


def test_the_bargain_of_the_security_report():
    found, _ = bargain(next(one for one in EXAMPLES if one.stem.startswith("security")))
    conflict = found.conflict
    by_label = {clause.label: clause for clause in conflict.packages.clauses}
    enlargement = by_label["Give up eastward expansion for good"]
    assert (enlargement.stance("russia"), enlargement.stance("nato")) == ("demand", "refuse")
    withdrawal = by_label["Pull back the troops"]
    assert withdrawal.stance("russia") == "refuse"
    assert withdrawal.stance("united_states") == "demand"
    assert not any("Attack" in label or "consequences" in label for label in by_label)
    (zone,) = zones(conflict)
    assert not zone.exact
    assert {"no_enlargement", "withdraw"} <= set(zone.ordinal.contested)


def test_without_two_clauses_there_is_no_bargain():
    register = detente.read(EXAMPLES[0])
    found = detente.draft(register)
    alone = with_packages(found.__class__(found.conflict, found.registers, found.merges[:0]))
    assert alone.conflict.packages is None
