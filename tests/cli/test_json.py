"""Every JSON output of every command is as its schema says."""

import json

import jsonschema
import pytest

from detente.files.schemas import schema, schemas

CASES = ["european-security-2022", "elmira-classic-9", "syria-iraq-statements", "garrison-gmcrplus"]


def held(done, name):
    assert done.status in (0, 3), done.err
    value = json.loads(done.out)
    jsonschema.validate(value, schema(name))
    return value


@pytest.mark.parametrize("name", schemas())
def test_a_schema_is_a_schema(detente, name):
    done = detente("schema", name)
    assert json.loads(done.out) == schema(name)
    jsonschema.Draft202012Validator.check_schema(schema(name))


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize(
    ("command", "name"),
    [("check", "check"), ("solve", "solve"), ("brief", "brief"), ("catalogue", "catalogue")],
)
def test_what_is_said_of_a_case(detente, case, command, name):
    held(detente(command, case, "--json"), name)


@pytest.mark.parametrize(
    ("case", "state"), [("european-security-2022", "talks"), ("elmira-classic-9", "NYNNN")]
)
def test_reasons_and_paths(detente, case, state):
    assert held(detente("why", case, state, "--json"), "why")
    held(detente("paths", case, "--json"), "paths")
    held(detente("paths", case, "--moves", "any", "--to", state, "--json"), "paths")


def test_the_list_of_the_catalogue(detente):
    assert len(held(detente("catalogue", "--json"), "catalogue")) >= 8


@pytest.mark.parametrize(
    "name", ["security-guarantees-2022", "eastern-congo-2022", "parthenon-sculptures-2023"]
)
def test_what_is_read_drafted_and_briefed(detente, examples, name):
    report = examples / f"{name}.txt"
    held(detente("read", report, "--json"), "read")
    held(detente("draft", report, "--json"), "draft")
    held(detente("brief", report, "--json"), "brief")


def test_each_line_of_a_saved_register_is_one_entry_of_the_array(detente, examples, tmp_path):
    assert detente("read", examples, "-o", "all.jsonl").status == 0
    lines = (tmp_path / "all.jsonl").read_text("utf-8").splitlines()
    jsonschema.validate([json.loads(line) for line in lines], schema("read"))


def test_a_reason_tells_ranks_statements_and_evidence(detente):
    arguments = ("--party", "russia", "--concept", "seq", "--type", "russia=as_alleged", "--json")
    (reason,) = held(detente("why", "european-security-2022", "talks", *arguments), "why")
    assert (reason["rank"], reason["stable"]) == (50, False)
    step = reason["answers"][0]["improvement"]
    assert (step["from_rank"], step["to_rank"]) == (50, 29)
    assert step["decided_by"]["statement"] == "attack if not guarantee"
    assert len(step["decided_by"]["evidence"]) == 2
    assert not step["decided_by"]["guessed"]


def test_ranks_are_left_out_where_there_are_too_many_states(detente, tmp_path):
    options = "\n".join(f'options.o{n} = "Option {n}"' for n in range(16))
    (tmp_path / "big.toml").write_text(
        f'format = 1\ntitle = "Big"\n[parties.a]\n{options}\nprefers = ["o1", "not o2"]\n'
    )
    (reason,) = held(detente("why", "big.toml", "none", "--concept", "nash", "--json"), "why")
    assert reason["rank"] is None
    assert reason["answers"][0]["improvement"]["to_rank"] is None


@pytest.mark.parametrize("case", CASES[:2])
def test_the_table_of_individual_stability(detente, case):
    found = held(detente("solve", case, "--table", "--limit", "5", "--json"), "solve")
    for run in found["runs"]:
        assert len(run["table"]["states"]) == 5
        assert run["table"]["left_out"] == found["states"]["feasible"] - 5
