"""The table of individual stability says what the definitions say, in every form."""

from __future__ import annotations

import csv
import io
from random import Random

import pytest

from detente.cases import catalogue
from detente.explaining.individual import tables_csv, tables_latex, tables_text
from detente.files import matrix_columns
from detente.solving import solve
from detente.solving.individual import stability_table
from solving.definitions import CONCEPTS, Definitions
from solving.random_disputes import coalesced, dispute, graph


@pytest.mark.parametrize("kind", [dispute, coalesced, graph])
def test_each_cell_is_as_defined(kind):
    for seed in range(20):
        conflict = kind(Random(seed), options=4)
        truth, found = Definitions(conflict), stability_table(solve(conflict)).columns()
        assert found["state"] == truth.states
        for concept in CONCEPTS:
            cells = [
                [truth.is_stable(concept, party, at) for at in range(len(truth.states))]
                for party in truth.parties
            ]
            named = zip(truth.parties, cells, strict=True)
            assert all(found[f"{concept}_{party}"] == one for party, one in named)
            assert found[concept] == [all(column) for column in zip(*cells, strict=True)]


@pytest.mark.parametrize("kind", [dispute, coalesced, graph])
def test_matrices_hold_the_moves_and_improvements(kind):
    for seed in range(20):
        conflict = kind(Random(seed), options=4)
        truth = Definitions(conflict)
        for party in truth.parties:
            for improvements, ends in ((False, truth.moves), (True, truth.improvements)):
                found = matrix_columns(conflict, party, improvements=improvements)
                assert found.pop("from") == truth.states
                rows = zip(*found.values(), strict=True)
                said = [sum(cell << at for at, cell in enumerate(row)) for row in rows]
                assert said == ends[party]


def test_every_form_has_the_same_rows():
    conflict = catalogue("elmira-classic-9")
    analyses = (solve(conflict, ["nash", "seq"]),)
    text = tables_text(conflict, analyses, 200).splitlines()
    rows = list(csv.DictReader(io.StringIO(tables_csv(analyses))))
    latex = [line for line in tables_latex(conflict, analyses, 200).splitlines() if " & " in line]
    assert len(rows) == len(text) - 5 == len(latex) - 2 == 9
    for row, line, cells in zip(rows, text[5:], latex[2:], strict=True):
        verdicts = [row[key] for key in list(row)[3:]]
        signs = ["us"[int(one)] for one in verdicts[:-2]] + ["-E"[int(o)] for o in verdicts[-2:]]
        assert line.split() == [row["state"], *signs]
        assert cells.removesuffix(r" \\").split(" & ") == [row["state"], *signs]


def test_what_is_left_out_is_counted_and_what_is_asked_is_listed():
    analysis = solve(catalogue("elmira-classic-9"))
    assert stability_table(analysis, 4).left_out == 5
    accepted = stability_table(analysis.where("accept"))
    assert {row.state.signs[2] for row in accepted.rows} == {"Y"}
    assert accepted.left_out == 0
