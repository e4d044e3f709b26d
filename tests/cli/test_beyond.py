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


def test_robust_prints_what_its_schema_says(detente):
    value = loaded(
        detente("robust", CASE, "--models", "100", "--likelihood", "--json"), "robustness"
    )
    assert [run["models"]["shaken"] for run in value["runs"]] == [100, 100, 100]
    assert all(one["likelihood"] for run in value["runs"] for one in run["conclusions"])
    plain = loaded(detente("robust", CASE, "--models", "100", "--json"), "robustness")
    assert not any("likelihood" in one for run in plain["runs"] for one in run["conclusions"])


def test_robust_ranks_what_turns_conclusions_over_and_says_what_never_changes(detente):
    done = detente("robust", CASE, "--type", "russia=as_alleged", "--concept", "seq")
    assert done.status == 0
    said = " ".join(done.out.split())
    assert "1. if Russia ranked not “Impose 'massive consequences'” above" in said
    assert "The White House this week accused Moscow" in said
    assert "never changes in 435 models" in said
    assert "likely" not in said.replace("likelihood", "")


def test_robust_is_the_same_for_every_number_of_workers_and_goes_on(detente, tmp_path):
    ask = ("robust", CASE, "--models", "1000", "--seed", "5", "--json")
    alone = detente(*ask, "--workers", "1")
    assert alone.out == detente(*ask, "--workers", "2", "--keep", "kept.jsonl").out
    lines = (tmp_path / "kept.jsonl").read_text().splitlines()
    assert len(lines) == 3 * 4
    (tmp_path / "kept.jsonl").write_text("\n".join(lines[:5]) + "\n")
    assert detente(*ask, "--keep", "kept.jsonl").out == alone.out
    assert len((tmp_path / "kept.jsonl").read_text().splitlines()) == 3 * 4


def test_robust_stops_at_its_budget_with_what_it_has(detente):
    done = detente("robust", CASE, "--models", "500", "--budget", "0", "--json")
    assert done.status == 3
    assert "stopped by the budget" in done.err
    assert not any(run["complete"] for run in json.loads(done.out)["runs"])


@pytest.mark.parametrize(
    "options",
    [
        ("--models", "-1"),
        ("--workers", "0"),
        ("--state", "attack,settle"),
        ("--concept", "nahs"),
        ("--keep", "."),
    ],
)
def test_robust_says_what_is_wrong_in_one_line(detente, options):
    done = detente("robust", CASE, *options)
    assert done.status == 1
    assert done.complaint


def test_packages_prints_what_its_schema_says(detente, tmp_path):
    done = detente("packages", CASE, "--json", "--draws", "20", "--negmas", "scenario")
    value = loaded(done, "packages")
    assert [run["packages"]["zone"] for run in value["runs"]] == [68, 29, 8, 0]
    assert [run["reading"] for run in value["runs"]][1:] == [
        "wants_more",
        "war_nearly_as_good",
        "guarantee_or_nothing",
    ]
    assert value["sentences"]["packages.clauses.enlargement.stances.russia"]
    assert (tmp_path / "scenario" / "domain.yml").exists()


def test_packages_in_words_name_counts_sources_and_reasons(detente):
    done = detente("packages", CASE, "--draws", "20")
    assert done.status == 0
    said = " ".join(done.out.split())
    assert "zone of agreement: 68 of 1,024 packages" in said
    assert "ruled out any pledge to stop admitting new members" in said
    assert "enlargement is a condition of Russia and a red line of the United States" in said


def test_packages_of_a_case_that_has_none(detente):
    done = detente("packages", "elmira-classic-9")
    assert (done.status, "no packages" in done.complaint) == (1, True)
    odd = detente("packages", CASE, "--reading", "soft")
    assert (odd.status, "wants_more" in odd.complaint) == (1, True)


DOUBTS = """\
format = 1
title = "A quarrel over a bridge"
[parties.east]
options.build = "Build the bridge"
prefers = ["pay", ">>", "not build"]
unknown = [["build and pay", "not pay"]]
[parties.west]
options.pay = "Pay half"
ranking = ["YN", "NN", ">>", "YY", "NY"]
[rules]
status_quo = []
"""


def test_solve_adds_attitudes_and_degrees_where_a_case_has_them(detente, tmp_path):
    (tmp_path / "case.toml").write_text(DOUBTS)
    (run,) = loaded(detente("solve", "case.toml", "--json"), "analysis")["runs"]
    assert set(run["unknown"]["equilibria"]) == {"a", "b", "c", "d"}
    assert run["unknown"]["pairs"]["east"] == 2
    assert set(run["hybrid"]) == {"a", "b", "c", "d"}
    assert {kind for one in run["hybrid"].values() for kind in one} == {"strong", "weak"}
    said = detente("solve", "case.toml").out
    assert "attitude d, most conservative" in said
    assert "strong" in said
    (plain,) = loaded(detente("solve", "elmira-classic-9", "--json"), "analysis")["runs"]
    assert not {"unknown", "strength", "hybrid"} & set(plain)
    (tmp_path / "certain.toml").write_text(
        "".join(line for line in DOUBTS.splitlines(keepends=True) if "unknown" not in line)
    )
    (certain,) = loaded(detente("solve", "certain.toml", "--json"), "analysis")["runs"]
    assert set(certain["strength"]) == {"strong", "weak"}
    assert not {"unknown", "hybrid"} & set(certain)


def test_views_prints_what_its_schema_says(detente):
    value = loaded(detente("views", CASE, "--json"), "views")
    assert len(value["runs"]) == 6
    (run,) = loaded(
        detente("views", CASE, "--sees", "russia:russia=as_alleged", "--json"), "views"
    )["runs"]
    assert run["surprises"][0]["party"] == "usa"
    assert set(abouts(value["runs"])) == set(value["sentences"])


def test_views_says_what_surprises_whom_and_why(detente):
    done = detente("views", CASE, "--sees", "russia:russia=as_alleged")
    said = " ".join(done.out.split())
    assert "strategic surprises on the way: 2 moves" in said
    assert "The White House this week accused Moscow" in said
    assert "the United States takes it that Russia loses" in said


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("elmira-classic-9",), "no rival types"),
        ((CASE, "--sees", "usa"), "PARTY:OTHER=TYPE"),
        ((CASE, "--sees", "usa:russia=mild"), "its types"),
        ((CASE, "--unseen", "usa:atack"), "did you mean"),
    ],
)
def test_views_says_what_is_wrong_in_one_line(detente, arguments, word):
    done = detente("views", *arguments)
    assert done.status == 1
    assert word in done.complaint


def test_packages_are_drafted_from_a_report(detente, examples, tmp_path):
    report = examples / "security-guarantees-2022.txt"
    (run,) = loaded(detente("packages", report, "--json"), "packages")["runs"]
    assert run["exact"] is False
    assert run["ordinal"]["contested"]
    assert detente("draft", report, "--packages", "-o", "case.toml").status == 0
    assert "[packages]" in (tmp_path / "case.toml").read_text("utf-8")
    assert "by stances alone" in detente("packages", "case.toml").out
    assert "zone of agreement" in detente("brief", "case.toml", "--full").out


def test_likelihood_words_are_in_the_brief_only_on_request(detente):
    asked = detente("brief", CASE, "--likelihood", "--full").out
    assert "almost certain" in asked
    assert "ICD 203" in asked
    assert "almost certain" not in detente("brief", CASE, "--full").out
