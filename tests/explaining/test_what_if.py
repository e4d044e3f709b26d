"""What the sections beyond equilibria say is what the commands find, and of how many."""

from __future__ import annotations

import re

import pytest

import detente
from detente.explaining.brief import Listing, Sentence, Table
from detente.explaining.likelihood import likelihood
from detente.explaining.what_if import SHAKEN
from detente.solving.inverse import Scope, changes
from detente.solving.robustness import robustness
from detente.solving.sweeping import Plan

NAME = "european-security-2022"


@pytest.fixture(scope="module")
def made():
    return detente.brief(detente.catalogue(NAME))


def words(section):
    return " ".join(one.text for one in section.sentences())


def test_groups_and_their_numbers(made):
    said = words(made.section("together"))
    assert "of the 74 other outcomes" in said
    assert "Russia and the United States 3, Russia and NATO 3" in said
    assert "There is none for the United States and NATO." in said


def test_the_one_swap_and_how_many_were_tried(made):
    said = words(made.section("change"))
    conflict = detente.catalogue(NAME).under(russia="as_alleged")
    here = detente.parse_state(conflict, "talks")
    found = changes(conflict, here, "stable", "seq", Scope(bound=1))
    tried = sum(found.tried.values())
    single = sum(len(group) for group in found.found.values())
    assert f"hold by credible answers after {single} single changes of {tried} tried" in said
    assert "if Russia ranked not “Impose 'massive consequences'” above “Attack Ukraine" in said


def test_shares_say_of_how_many_models_they_are(made):
    section = made.section("robustness")
    tables = [block for block in section.blocks if isinstance(block, Table)]
    assert len(tables) == 3
    for table, conflict in zip(tables, detente.catalogue(NAME).combinations(), strict=True):
        survey = robustness(conflict, plan=Plan(models=SHAKEN))
        for row, state in zip(table.rows, survey.states, strict=True):
            reached = next(c for c in survey.conclusions if (c.kind, c.state) == ("reached", state))
            assert row[2].text == f"{survey.shaken.count(reached)} of {SHAKEN}"
    assert "35 single assumptions" in words(section)


def test_indicators_are_options_and_priorities_that_decide(made):
    table, listing = made.section("indicators").blocks
    assert isinstance(table, Table)
    assert isinstance(listing, Listing)
    assert {row[3].text for row in table.rows} == {"not seen"}
    options = {option.label for option in detente.catalogue(NAME).options}
    for row in table.rows:
        assert re.search("“(.*)”", row[1].text)[1] in options
        assert row[1].evidence


def test_the_packages_of_each_reading(made):
    said = words(made.section("packages"))
    for count in ("68 of 1,024", "29 of 1,024", "8 of 1,024"):
        assert f"{count} packages are in the zone of agreement" in said
    assert "no package of 1,024 is in the zone of agreement" in said


@pytest.mark.parametrize("name", ["packages", "together", "change", "robustness", "indicators"])
def test_every_sentence_rests_on_something_and_none_speaks_of_likelihood(made, name):
    section = made.section(name)
    for one in section.sentences():
        if isinstance(one, Sentence):
            assert one.evidence or one.inference
        assert not re.search(
            r"\b(un)?likely\b|even chance|probab", one.text.replace("probability", "")
        )


def test_likelihood_words_are_those_of_the_standard():
    shares = (0.03, 0.1, 0.3, 0.5, 0.7, 0.9, 0.97)
    assert [likelihood(share) for share in shares] == [
        "almost no chance",
        "very unlikely",
        "unlikely",
        "roughly even chance",
        "likely",
        "very likely",
        "almost certain",
    ]


def test_large_conflicts_are_left_to_the_commands():
    many = detente.catalogue("garrison-gmcrplus")
    assert {section.id for section in detente.brief(many).sections} >= {"scenarios"}
