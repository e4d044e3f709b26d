"""The corpus keeps its rules, and what is learned from it keeps the laws of the reader."""

from __future__ import annotations

import itertools

import pytest

import learning
import marked
from detente.reading import read_text
from detente.reading.learned.layer import Floors
from detente.reading.learned.models import Models
from detente.reading.learned.units import units
from detente.reading.naming.mentions import Names
from detente.reading.parsing.clauses import parse
from detente.reading.parsing.segment import lay_out
from detente.reading.rule_reader import RuleReader
from detente.reading.sources import of_text

FEW = 24  # reports that are enough to try the whole way


@pytest.fixture(scope="module")
def taught():
    return learning.reports("training")[:FEW]


@pytest.fixture(scope="module")
def folder(taught, tmp_path_factory):
    place = tmp_path_factory.mktemp("model")
    learning.learn(learning.lessons(taught), place)
    return place


def test_every_report_of_the_corpus_keeps_the_rules():
    for report in marked.reports():
        ends = [0]
        for one in sorted(report.statements, key=lambda one: one.start):
            assert ends[-1] <= one.start < one.end <= len(report.text), report.id
            ends.append(one.end)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("[[demand:Peru:Chile]]Peru wants", "never closed"),
        ("[[beg:Peru:]]Peru begs.[[/]]", "not act:party:addressee"),
        ("[[urge:Mali:]]Mali urges.[[/]]", "not among the parties"),
        ("[[urge:Peru:]]Go.[[/]] Go.", "stands twice"),
        ("[[urge:Peru:|when=now]]Peru urges.[[/]]", "keys are"),
        ("[[urge:Peru:]][[deny:Peru:]]No.[[/]][[/]]", "within a mark"),
        ("[[if]]unless[[/if]]", "out of place"),
    ],
)
def test_a_fault_in_the_marks_is_named(text, fault):
    head = "dispute: x\ntitle: x\ngenre: wire\npublished: 2020-01-01\nparties: Peru; Chile\n\n"
    with pytest.raises(marked.MarkError, match=fault):
        marked.parse("x", head + text)


def test_a_dispute_is_in_one_part_only():
    parts = {name: {r.dispute for r in learning.reports(name)} for name in ("training", "choosing")}
    assert parts["training"]
    assert parts["choosing"]
    assert parts["training"].isdisjoint(parts["choosing"])


def test_units_are_the_sentence():
    text = 'Peru, which had asked Chile to wait, said: "We will not go, nor pay."'
    parsed = parse(text, 0, len(text), Names(2020), lay_out(of_text(text)), None)
    found = units(parsed)
    assert found[0][0] == 0
    assert found[-1][1] == len(parsed.tokens)
    assert all(one[1] == other[0] for one, other in itertools.pairwise(found))
    assert len(found) > 3


def test_the_same_lessons_give_the_same_bytes(taught, folder, tmp_path):
    learning.learn(learning.lessons(taught), tmp_path)
    for path in folder.iterdir():
        assert path.read_bytes() == (tmp_path / path.name).read_bytes(), path.name


def test_a_layer_keeps_the_laws_and_finds_what_it_was_taught(taught, folder):
    bold = Floors(add=0.5, added_act=0.3, keep=0.05, act=0.7, maker=0.6, faced=0.6)
    layer = Models.load(folder, bold)
    alone = found = marks = 0
    for report in taught:
        day = report.published
        register = read_text(report.text, published=day, reader=RuleReader(layer=layer))
        for record in register:
            for phrase in record.phrases():
                assert phrase.text == report.text[phrase.start : phrase.end]
        assert [one.id for one in register] == [f"s{n}" for n in range(1, len(register) + 1)]
        marks += len(report.statements)
        found += sum(_hit(one, register) for one in report.statements)
        plain = read_text(report.text, published=day)
        alone += sum(_hit(one, plain) for one in report.statements)
    assert found > alone
    assert found >= 0.75 * marks


def _hit(statement, register):
    """Whether a record of the right act shares most of a statement's words."""
    return any(
        2 * (min(one.end, statement.end) - max(one.start, statement.start))
        >= statement.end - statement.start
        and one.act == statement.act
        for one in register
    )


def test_halves_of_characters_are_left_to_the_rules(folder):
    reader = RuleReader(layer=Models.load(folder))
    assert read_text("Peru accused Chile of lies \ud800.", reader=reader)
