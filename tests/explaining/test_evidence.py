"""The promise of the brief: every sentence leads to what it rests on, every quotation is exact."""

from __future__ import annotations

import re

import pytest

from detente.explaining.brief import Note, Quotation, Sentence, Table
from explaining.shipped import SHIPPED, brief_of, material_of

BARE = ("gaps", "model", "register", "sources")  # where notes speak of the brief and its input
CLAIMS = re.compile(
    r"\b(gains?|loses?|prefers?|wants?|ranks?|threatens?|demands?|refuses?|stable)\b", re.IGNORECASE
)


def sentences(brief):
    return [one for section in brief.sections for one in section.sentences()]


def tables(brief):
    return [b for section in brief.sections for b in section.blocks if isinstance(b, Table)]


def test_every_sentence_has_evidence_or_the_mark_of_an_inference(brief):
    said = [one for one in sentences(brief) if isinstance(one, Sentence)]
    assert said
    assert all(one.evidence or one.inference for one in said)


def test_what_a_sentence_rests_on_can_be_looked_up(brief):
    known = {one.id for one in brief.references}
    for section in brief.sections:
        assert set(section.cited()) <= known


def test_every_quotation_stands_in_its_source(brief):
    texts = {document.id: document.text for document in brief.documents}
    quotes = [one for one in brief.references if one.kind == "quote" and one.located]
    if brief.documents:
        assert quotes
    for one in quotes:
        assert texts[one.source][one.start : one.end] == one.text


def test_elements_lead_on_to_quotations_or_are_guesses_or_say_that_nothing_is_named(brief):
    quotes = {one.id for one in brief.references if one.kind == "quote"}
    labels = {one.id: one.label for one in brief.references}
    cells = [cell for table in tables(brief) for row in table.rows for cell in row]
    shown = {labels[one] for cell in cells for one in cell.shows}
    elements = [one for one in brief.references if one.kind == "model"]
    assert elements
    for one in elements:
        assert set(one.evidence) <= quotes
        assert one.label in shown, f"{one.id} is presented nowhere"


def test_labels_are_unique_within_a_kind_but_for_elements_that_readings_share(brief):
    quotes = [one.label for one in brief.references if one.kind == "quote"]
    assert quotes == [str(number) for number in range(1, len(quotes) + 1)]
    results = [one.label for one in brief.references if one.kind == "result"]
    assert len(set(results)) == len(results)


def test_quoted_cells_have_evidence(brief):
    for table in tables(brief):
        for row in table.rows:
            quoted = [cell for cell in row if cell.tone == "quote" and cell.text]
            assert not quoted or any(cell.evidence for cell in row), table.caption


@pytest.mark.parametrize("name", SHIPPED)
def test_notes_claim_nothing_of_the_dispute(name):
    conflict = material_of(name).conflict
    names = [party.name for party in conflict.parties]
    for section in brief_of(name).sections:
        if section.id in BARE:
            continue
        for one in section.sentences():
            if isinstance(one, Note) and CLAIMS.search(one.text):
                assert not any(name in one.text for name in names), one.text


def test_verdicts_lead_to_their_reading(brief):
    results = {one.id for one in brief.references if one.kind == "result"}
    for entry in brief.section("bottom-line").blocks:
        for judgement in getattr(entry, "entries", ()):
            for sentence in judgement:
                assert results & set(sentence.evidence), sentence.text


def test_quotation_blocks_have_evidence(brief):
    for section in brief.sections:
        for block in section.blocks:
            if isinstance(block, Quotation):
                assert block.evidence
