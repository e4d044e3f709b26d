"""What a brief holds, in which order, and that its figures are those of the analysis."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

import detente
from detente.explaining import register_brief, write
from detente.explaining.brief import Figure, Listing, Note, Sentence, Table
from detente.explaining.verdicts import in_short
from explaining.shipped import EXAMPLES, SHIPPED, brief_of, material_of

ORDER = (
    "bottom-line situation parties positions red-lines scenarios regions picture why agreement "
    "packages together change robustness indicators gaps register model sources"
).split()
ALWAYS = {"bottom-line", "situation", "parties", "scenarios", "gaps", "model", "sources"}
WITH_STATUS_QUO = {"picture", "why", "agreement"}


def table(section, caption):
    return next(b for b in section.blocks if isinstance(b, Table) and b.caption.startswith(caption))


def text_of(section):
    return " ".join(one.text for one in section.sentences())


@pytest.mark.parametrize("name", SHIPPED)
def test_the_sections_are_there_and_in_order(name):
    made, material = brief_of(name), material_of(name)
    found = [section.id for section in made.sections]
    assert found == [one for one in ORDER if one in found]
    assert set(found) >= ALWAYS
    assert (set(found) >= WITH_STATUS_QUO) == (material.runs[0].status_quo is not None)
    assert ("register" in found) == name.endswith(".txt")
    assert [s.id for s in made.sections if s.annex] == found[-2 - ("register" in found) :]


def test_there_are_at_most_five_key_judgements(brief):
    (listing,) = (b for b in brief.section("bottom-line").blocks if isinstance(b, Listing))
    assert 1 <= len(listing.entries) <= 5


def test_the_bottom_line_names_no_ids_and_no_concepts(brief):
    words = text_of(brief.section("bottom-line"))
    assert "_" not in words
    assert not any(name in words for name in ("NASH", "GMR", "SMR", "SEQ", "SSEQ"))


@pytest.mark.parametrize("name", SHIPPED)
def test_the_sizes_of_the_sets_are_those_of_the_analysis(name):
    material = material_of(name)
    sizes = table(brief_of(name).section("scenarios"), "How many of")
    assert f"of {material.runs[0].analysis.feasible:,} feasible state" in sizes.caption
    for row, run in zip(sizes.rows, material.runs, strict=True):
        counts = [f"{run.analysis.equilibria(c).count:,}" for c in run.analysis.concepts]
        reached = run.analysis.reached
        within = f"{reached.closure:,}" if reached else "unknown"
        assert [cell.text for cell in row[1:]] == [*counts, within]


@pytest.mark.parametrize("name", SHIPPED)
def test_the_verdict_on_each_outcome_is_that_of_the_analysis(name):
    material = material_of(name)
    by_signs = {s.signs: s for run in material.runs for s in run.moves.states}
    for row in table(brief_of(name).section("scenarios"), "Outcomes").rows:
        state = by_signs[row[1].notes[-1]]
        for cell, run in zip(row[2:], material.runs, strict=True):
            assert cell.text == in_short(run.strength(state))
            assert ("reached" in cell.notes) == bool(run.letter and state in run.reached)


@pytest.mark.parametrize("name", SHIPPED)
def test_reached_outcomes_come_first_and_each_is_explained(name):
    material = material_of(name)
    reached = {s.signs for run in material.runs for s in (run.status_quo, *run.reached) if s}
    rows = table(brief_of(name).section("scenarios"), "Outcomes").rows
    first = {row[1].notes[-1] for row in rows[: len(reached)]}
    assert reached == (first if reached else set())
    explained = {s.signs for run in material.runs for s, _ in run.reasons}
    assert explained == reached


@pytest.mark.parametrize("name", SHIPPED)
def test_places_in_the_orders_are_counted_right(name):
    material = material_of(name)
    section = brief_of(name).section("scenarios")
    rows = table(section, "Outcomes").rows
    by_signs = {s.signs: s for run in material.runs for s in run.moves.states}
    for row, outcome in zip(table(section, "Place of").rows, rows, strict=True):
        state = by_signs[outcome[1].notes[-1]]
        for cell, party in zip(row[1:], material.conflict.parties, strict=True):
            told = [int(part) for part in cell.text.split(" / ")]
            counted = [better(run, party.id, state) + 1 for run in material.runs]
            assert set(told) == set(counted)


def better(run, party, state):
    """How many levels of a party's order lie above a state."""
    mine = run.order.value(party, state)
    return len({v for s in run.moves.states if (v := run.order.value(party, s)) > mine})


@pytest.mark.parametrize("name", SHIPPED)
def test_room_for_agreement_is_counted_by_asking_every_party_of_every_state(name):
    material = material_of(name)
    for run in material.runs:
        here = run.status_quo
        if here is None:
            continue
        parties = [party.id for party in material.conflict.parties]
        good = [s for s in run.moves.states if all(run.order.prefers(p, s, here) for p in parties)]
        said = text_of(brief_of(name).section("bottom-line"))
        number = f"{len(good):,}" if good else "none"
        assert f"{number} of the {run.analysis.feasible - 1:,} other outcomes" in said


def test_every_element_of_the_model_stands_with_its_words_or_as_a_guess(brief):
    for block in brief.section("model").blocks:
        for row in getattr(block, "rows", ()):
            shown = [cell for cell in row if cell.shows]
            if shown:
                said = [note for cell in row for note in (*cell.notes, cell.text)]
                guessed = any(cell.guessed for cell in row)
                assert guessed or any("“" in s or "‘" in s or s == "no source named" for s in said)


def test_rival_readings_stand_side_by_side():
    made = brief_of("european-security-2022")
    outcomes = table(made.section("scenarios"), "Outcomes")
    assert outcomes.head[2:] == ("Reading A", "Reading B", "Reading C")
    lists = table(made.section("model"), "What Russia prefers")
    assert lists.head == ("Rank", "as stated (A)", "as alleged (B)", "coercive (C)")


def test_the_flagship_tells_its_five_lessons():
    words = text_of(brief_of("european-security-2022").section("bottom-line"))
    assert "Under reading A (Russia as stated), no party gains by leaving the status quo" in words
    assert "Russia gains by choosing “Attack Ukraine again”, then the United States gains" in words
    assert "12 of the 74 other outcomes are better for all three parties" in words
    assert "No party gains by going first" in words
    assert "it would hold under readings A" in words
    assert "but not under reading B" in words


def test_credible_threats_are_told_apart_from_bluffs():
    conflict = detente.catalogue("european-security-2022")
    serious = carrying_out(conflict)
    assert serious == "it would gain: credible"
    usa = conflict.party("usa")
    bluff = detente.model.logic.parse("not consequences", conflict.names)
    weak = replace(usa.preference, statements=(bluff, *usa.preference.statements))
    others = tuple(
        replace(usa, preference=weak) if party.id == "usa" else party for party in conflict.parties
    )
    assert carrying_out(replace(conflict, parties=others)) == "it would lose: not credible"


def carrying_out(conflict):
    rows = table(detente.brief(conflict).section("red-lines"), "What the model ties").rows
    return next(
        row[3].text for row in rows if row[0].text == "United States" and "Attack" in row[1].text
    )


def test_a_report_without_a_conflict_is_still_briefed(tmp_path):
    text = "The two ministers met in Vienna on Monday. The weather was fine."
    path = tmp_path / "calm.txt"
    path.write_text(text)
    register = detente.read(path)
    made = register_brief(register)
    assert made.sections[0].id == "bottom-line"
    assert "Not enough to model" in text_of(made.sections[0])
    assert made.to_html()


def test_the_same_input_gives_the_same_bytes():
    path = EXAMPLES[0]
    one = detente.brief(detente.draft(detente.read(path)))
    two = detente.brief(detente.draft(detente.read(path)))
    assert one.to_html() == two.to_html()
    assert one.to_text(80) == two.to_text(80)
    assert json.dumps(one.to_dict()) == json.dumps(two.to_dict())


@pytest.mark.parametrize("name", SHIPPED)
def test_the_json_of_a_brief_holds_all_that_is_said(name):
    made = brief_of(name)
    value = json.loads(json.dumps(made.to_dict()))
    assert [one["id"] for one in value["sections"]] == [one.id for one in made.sections]
    told = json.dumps(value, ensure_ascii=False)
    for section in made.sections:
        for one in section.sentences():
            assert json.dumps(one.text, ensure_ascii=False) in told
    assert [one["sha256"] for one in value["sources"]] == [d.sha256 for d in made.documents]


def test_pictures_have_words(brief):
    for section in brief.sections:
        for block in section.blocks:
            if isinstance(block, Figure):
                assert block.description
                assert block.lines
                assert all(isinstance(one, Sentence | Note) for one in block.caption)


def test_a_sentence_without_evidence_is_refused():
    with pytest.raises(ValueError, match="must be marked as an inference"):
        Sentence("Russia will yield.")


@pytest.mark.parametrize("name", [name for name in SHIPPED if name.endswith(".txt")])
def test_guesses_are_counted_and_listed(name):
    material, made = material_of(name), brief_of(name)
    guesses = [element for element in material.elements if element.guessed]
    caption = f"{len(guesses)} guess"
    assert table(made.section("gaps"), caption)
    assert f"Of the {len(material.elements)} elements" in text_of(made.section("bottom-line"))


def test_a_bare_material_writes_the_same_brief_twice():
    material = material_of("chicken")
    assert write(material) == write(material)


@pytest.mark.parametrize("name", SHIPPED)
def test_the_first_pages_hold_what_a_reader_in_a_hurry_needs(name):
    made = brief_of(name)
    short = made.in_short()
    assert {"bottom-line", "situation", "scenarios"} <= {section.id for section in short.sections}
    assert short.section("bottom-line").blocks == made.section("bottom-line").blocks
    cited = {one for section in short.sections for one in section.cited()}
    quotes = [one for one in short.references if one.kind == "quote"]
    assert {one.id for one in quotes} == {one for one in cited if one.startswith("quote:")}
    assert len(short.to_text().splitlines()) < min(200, len(made.to_text().splitlines()) / 1.4)


def test_one_section_stands_alone_with_the_words_that_it_quotes(brief):
    alone = brief.only("scenarios", "bottom-line")
    assert [section.id for section in alone.sections] == ["bottom-line", "scenarios"]
    assert alone.section("scenarios") == brief.section("scenarios")
    with pytest.raises(KeyError):
        brief.only("no-such-section")


MEETINGS = """# Talks ahead

Paris, 3 May 2024 - France and Mali met in Paris on 2 May 2024.
France demands that Mali pay. Mali refused to pay.
France and Mali will meet in Geneva on 20 May 2024.
"""


def test_a_meeting_to_come_is_not_among_the_last_events(tmp_path):
    path = tmp_path / "talks.txt"
    path.write_text(MEETINGS, "utf-8")
    register = detente.read(path, published="2024-05-03")
    section = detente.brief(detente.draft(register)).section("situation")
    ahead = [row[0].text for row in table(section, "Dates ahead").rows]
    past = [row[0].text for row in table(section, "Last events").rows]
    assert ahead == ["20 May 2024"]
    assert "2 May 2024" in past
    assert "20 May 2024" not in past
