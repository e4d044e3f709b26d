"""The commands beyond equilibria print what their schemas describe, and what they rest on."""

import json

import jsonschema
import pytest

from detente.files.schemas import schema

CASE = "european-security-2022"


def loaded(done, name):
    assert done.status == 0, done.err
    value = json.loads(done.out)
    jsonschema.validate(value, schema(name))
    return value


def abouts(value):
    if isinstance(value, dict):
        if isinstance(value.get("about"), str):
            yield value["about"]
        for part in value.values():
            yield from abouts(part)
    elif isinstance(value, list):
        for part in value:
            yield from abouts(part)


def test_coalitions_side_by_side_for_every_type(detente):
    value = loaded(detente("coalitions", CASE, "--json"), "coalitions")
    assert [run["types"]["russia"] for run in value["runs"]] == [
        "as_stated",
        "as_alleged",
        "coercive",
    ]
    assert {run["better_for_all"]["count"] for run in value["runs"]} == {12}
    named = set(abouts(value["runs"]))
    assert named
    assert named == set(value["sentences"])
    assert any(value["sentences"][path] for path in named)


def test_coalitions_in_words_give_reasons_sentences_and_counts(detente):
    done = detente("coalitions", CASE, "--type", "russia=as_stated")
    assert done.status == 0
    assert "the United States and NATO: 0 of 75 states" in done.out
    assert "its 8th priority, not “De-" in " ".join(done.out.split())
    assert "european-security-2022.txt" in done.out


@pytest.mark.parametrize("command", ["coalitions"])
def test_a_state_that_cannot_be_is_one_line(detente, command):
    done = detente(command, CASE, "--from", "attack,settle")
    assert done.status == 1
    assert "infeasible" in done.complaint


def test_change_finds_the_one_swap_and_says_what_it_rests_on(detente):
    done = detente("change", CASE, "--make", "talks", "--type", "russia=as_alleged")
    assert done.status == 0
    assert "by Russia alone: 3 changes of 1 edit (57 tried)" in done.out
    assert "if Russia ranked not “Impose 'massive consequences'” above" in done.out
    assert "The White House this week accused Moscow" in done.out
    assert "the United States could then answer" in " ".join(done.out.split())


def test_change_prints_what_its_schema_says(detente):
    for goal in (("--stable", "smr"), ("--reached",), ("--unstable", "nash")):
        value = loaded(detente("change", CASE, *goal, "--bound", "1", "--json"), "changes")
        assert {run["types"]["russia"] for run in value["runs"]} == {
            "as_stated",
            "as_alleged",
            "coercive",
        }
        assert set(abouts(value["runs"])) == set(value["sentences"])


def test_change_takes_one_goal_and_known_edits(detente):
    both = detente("change", CASE, "--stable", "seq", "--reached")
    assert (both.status, "one goal" in both.complaint) == (1, True)
    odd = detente("change", CASE, "--by", "shake")
    assert (odd.status, "swap" in odd.complaint) == (1, True)
    unknown = detente("change", "syria-iraq-1975")
    assert (unknown.status, "--make" in unknown.complaint) == (1, True)
