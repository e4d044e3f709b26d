"""Each command does its job, says where, and prints JSON that its schema describes."""

import json

import jsonschema
import pytest
from generator import dispute as generated

from detente.files import save_conflict as save
from detente.files.schemas import schema


def loaded(done, name):
    assert done.status == 0, done.err
    value = json.loads(done.out)
    jsonschema.validate(value, schema(name))
    return value


def test_read_prints_an_array_of_registers(detente, examples):
    report = examples / "eastern-congo-2022.txt"
    (register,) = loaded(detente("read", report, "--json"), "register")
    text = report.read_text("utf-8")
    assert register["statements"]
    for record in register["statements"]:
        assert text[record["start"] : record["end"]] == record["evidence"]


def test_read_keeps_the_register_one_a_line(detente, examples, tmp_path):
    done = detente("read", examples, "-o", "all.jsonl")
    assert done.status == 0
    lines = (tmp_path / "all.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["id"] for line in lines] == sorted(
        path.stem for path in examples.iterdir()
    )


def test_a_report_may_come_through_standard_input(detente):
    done = detente("read", "-", "--published", "2024-05-03", text="France urged Mali to pay.\n")
    assert done.status == 0
    assert "France" in done.out


def test_a_saved_register_drafts_the_same_conflict_as_its_report(detente, examples):
    report = examples / "eastern-congo-2022.txt"
    detente("read", report, "-o", "congo.jsonl")
    one = json.loads(detente("draft", report, "--json").out)
    other = json.loads(detente("draft", "congo.jsonl", "--json").out)
    assert one == other


def test_a_draft_is_a_case_that_loads_checks_and_solves(detente, examples, tmp_path):
    report = examples / "security-guarantees-2022.txt"
    assert detente("draft", report, "-o", "case.toml").status == 0
    assert (tmp_path / "case.toml").exists()
    assert detente("check", "case.toml").status == 0
    assert detente("solve", "case.toml").status == 0


def test_a_draft_from_standard_input_keeps_its_text_beside_the_case(detente, examples, tmp_path):
    text = (examples / "eastern-congo-2022.txt").read_text("utf-8")
    assert detente("draft", "-", "-o", "congo.toml", text=text).status == 0
    assert (tmp_path / "congo.txt").read_text("utf-8") == text
    assert detente("check", "congo.toml").status == 0


def test_solve_gives_every_combination_of_types(detente):
    value = loaded(detente("solve", "european-security-2022", "--json"), "analysis")
    assert value["states"] == {"total": 256, "feasible": 75}
    assert [run["types"]["russia"] for run in value["runs"]] == [
        "as_stated",
        "as_alleged",
        "coercive",
    ]
    counts = [
        {name: found["count"] for name, found in r["equilibria"].items()} for r in value["runs"]
    ]
    assert counts == [
        {"nash": 5, "gmr": 59, "smr": 59, "seq": 26, "sseq": 26},
        {"nash": 4, "gmr": 26, "smr": 26, "seq": 16, "sseq": 16},
        {"nash": 4, "gmr": 30, "smr": 30, "seq": 20, "sseq": 20},
    ]
    assert [run["reached"]["closure"] for run in value["runs"]] == [1, 3, 3]


def test_solve_lists_at_most_as_many_states_as_asked(detente):
    value = json.loads(detente("solve", "european-security-2022", "--json", "--limit", "3").out)
    found = value["runs"][0]["equilibria"]["gmr"]
    assert (len(found["states"]), found["truncated"], found["count"]) == (3, True, 59)
    assert found["states"] == sorted(found["states"])


def test_a_held_type_leaves_one_run(detente):
    arguments = ("solve", "european-security-2022", "--type", "russia=coercive", "--json")
    (run,) = json.loads(detente(*arguments).out)["runs"]
    assert run["types"] == {"russia": "coercive"}


def test_why_gives_a_reason_tree(detente):
    arguments = ("why", "european-security-2022", "talks", "--party", "russia", "--concept", "seq")
    reasons = loaded(detente(*arguments, "--json"), "reason")
    assert reasons
    said = detente(*arguments).out
    assert "stable for Russia under SEQ" in said


def test_a_state_may_begin_with_a_dash(detente):
    done = detente("why", "elmira-classic-9", "-NNY-", "--concept", "nash")
    assert done.status == 0, done.err
    assert "-NNY-" in done.out


def test_paths_follow_improvements_from_the_status_quo(detente):
    arguments = ("paths", "european-security-2022", "--type", "russia=as_alleged")
    ((first, second),) = loaded(detente(*arguments, "--json"), "paths")
    assert (first["party"], first["options_changed"]) == ("russia", ["russia.attack"])
    assert (second["party"], second["options_changed"]) == ("usa", ["usa.consequences"])
    assert [first["improving"], second["improving"]] == [True, True]


def test_paths_to_a_state_by_any_moves(detente):
    arguments = ("paths", "european-security-2022", "--to", "deescalate,talks", "--moves", "any")
    ((step,),) = json.loads(detente(*arguments, "--json").out)
    assert not step["improving"]


def test_brief_writes_one_page(detente, examples, tmp_path):
    done = detente("brief", examples / "parthenon-sculptures-2023.txt", "-o", "brief.html")
    assert done.status == 0
    page = (tmp_path / "brief.html").read_text("utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert "<script" not in page


def test_brief_of_a_case_and_brief_as_json(detente):
    value = json.loads(detente("brief", "european-security-2022", "--json").out)
    assert value["sections"][0]["id"] == "bottom-line"


def test_convert_goes_there_and_back(detente, tmp_path):
    assert detente("convert", "syria-iraq-statements", "one.gmcr").status == 0
    assert detente("convert", "one.gmcr", "two.toml").status == 0
    before = json.loads(detente("solve", "syria-iraq-statements", "--json").out)
    after = json.loads(detente("solve", "two.toml", "--json").out)
    assert before["runs"][0]["equilibria"] == after["runs"][0]["equilibria"]


def test_the_catalogue_lists_and_copies(detente, tmp_path):
    names = [one["name"] for one in json.loads(detente("catalogue", "--json").out)]
    assert "elmira-classic-9" in names
    done = detente("catalogue", "european-security-2022", "-o", "mine.toml")
    assert done.status == 0
    assert detente("check", "mine.toml").status == 0


@pytest.mark.parametrize(
    "command",
    [
        "read",
        "review",
        "draft",
        "check",
        "solve",
        "why",
        "paths",
        "brief",
        "convert",
        "catalogue",
        "schema",
    ],
)
def test_every_command_has_help_with_an_example(detente, command):
    done = detente(command, "--help")
    assert done.status == 0
    assert f"detente {command}" in done.out
    assert "Example" in done.out


def test_the_same_input_gives_the_same_bytes(started_anew, examples, tmp_path):
    report = examples / "security-guarantees-2022.txt"
    pages = []
    for name in ("one.html", "two.html"):
        started_anew("brief", report, "-o", name)
        pages.append((tmp_path / name).read_bytes())
    assert pages[0] == pages[1]


def test_a_draft_of_a_page_keeps_the_text_beside_the_case(detente, examples, tmp_path):
    pytest.importorskip("trafilatura")
    text = (examples / "eastern-congo-2022.txt").read_text("utf-8")
    title, *paragraphs = [line for line in text.splitlines() if line.strip()]
    body = "".join(f"<p>{line}</p>" for line in paragraphs)
    (tmp_path / "congo.html").write_text(
        f"<html><head><title>{title}</title></head><body><article>{body}</article></body></html>",
        encoding="utf-8",
    )
    (tmp_path / "congo.txt").write_text("Notes of my own.", encoding="utf-8")
    assert detente("draft", "congo.html", "-o", "case.toml").status == 0
    assert (tmp_path / "congo.txt").read_text("utf-8") == "Notes of my own."
    assert paragraphs[0] in (tmp_path / "congo-2.txt").read_text("utf-8")
    assert detente("check", "case.toml").status == 0
    detente("draft", "congo.html", "-o", "case.toml")
    assert not (tmp_path / "congo-3.txt").exists()


def test_a_report_in_an_old_encoding_is_kept_as_the_case_quotes_it(detente, examples, tmp_path):
    text = (examples / "eastern-congo-2022.txt").read_text("utf-8") + "\n“So be it.”\n"
    (tmp_path / "congo.txt").write_bytes(text.encode("cp1252"))
    assert detente("draft", "congo.txt", "-o", "case.toml").status == 0
    assert detente("check", "case.toml").status == 0
    assert (tmp_path / "congo-2.txt").read_text("utf-8") == text


def test_an_archive_is_read_as_it_comes_and_its_bad_lines_are_named(detente, tmp_path):
    lines = [
        '{"id": "a", "date": "2024-05-03", "text": "France urged Mali to pay."}',
        "{",
        '{"id": "../b", "date": "2024-05-04", "text": "Mali refused to pay France."}',
    ]
    (tmp_path / "news.jsonl").write_text("\n".join(lines))
    done = detente("read", "news.jsonl", "--json")
    assert done.status == 1
    assert "news.jsonl:2" in done.complaint
    assert [one["id"] for one in json.loads(done.out)] == ["a", "../b"]
    done = detente("draft", "news.jsonl", "-o", "case.toml")
    assert done.status == 1
    assert detente("check", "case.toml").status == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "a.txt",
        "b.txt",
        "case.toml",
        "news.jsonl",
    ]


def test_read_explains_which_rule_made_a_record(detente):
    done = detente("read", "-", "--explain", text="France urged Mali to pay.\n")
    assert "rule" in done.out
    assert "cue “urged" in done.out


def test_an_address_is_refused_without_leave_to_use_the_network(detente):
    done = detente("read", "https://example.org/report.html")
    assert done.status == 1
    assert "--allow-network" in done.complaint


def test_a_report_in_another_language_is_named(detente, tmp_path):
    text = (
        "Le ministre a déclaré que la France ne peut pas accepter les conditions qui ont été "
        "posées par les autres parties dans une lettre aux membres du conseil vendredi soir."
    )
    (tmp_path / "r.txt").write_text(text, encoding="utf-8")
    assert "in French" in detente("read", "r.txt").complaint


def test_registers_go_to_a_list_or_a_line_each_and_to_nothing_else(detente, examples, tmp_path):
    report = examples / "eastern-congo-2022.txt"
    detente("read", report, "-o", "r.json")
    (register,) = json.loads((tmp_path / "r.json").read_text("utf-8"))
    assert register["statements"]
    done = detente("read", report, "-o", "r.xls")
    assert done.status == 1
    assert ".jsonl" in done.complaint


def test_a_brief_is_two_pages_unless_more_is_asked_for(detente, examples):
    report = examples / "security-guarantees-2022.txt"
    short, whole = detente("brief", report), detente("brief", report, "--full")
    assert short.status == whole.status == 0
    assert len(short.out.splitlines()) < 190 < len(whole.out.splitlines())
    assert "--full prints the whole brief" in short.err
    for title in ("Bottom line", "Positions by issue", "Scenarios", "Indicators to watch"):
        assert title in short.out
    assert "Who said what" not in short.out
    one = detente("brief", report, "--section", "why", "gaps")
    assert "Why" in one.out
    assert "Guesses, gaps and questions" in one.out
    assert "Bottom line" not in one.out


@pytest.mark.parametrize(
    "arguments",
    [
        ("why", "european-security-2022", "talks"),
        ("paths", "european-security-2022", "--to", "attack", "--moves", "any"),
        ("brief", "syria-iraq-1975"),
    ],
)
def test_without_time_the_status_says_so_and_what_is_known_is_printed(detente, arguments):
    done = detente(*arguments, "--budget", "0")
    assert done.status == 3
    assert "stopped" in done.err
    assert "Traceback" not in done.err
    again = detente(*arguments, "--budget", "0", "--json")
    assert again.status == 3
    jsonschema.validate(json.loads(again.out), schema(arguments[0]))


def test_the_budget_of_a_large_brief_is_kept(detente, tmp_path):
    save(generated("windows", 60, seed=1), tmp_path / "large.toml")
    done = detente("brief", "large.toml", "--budget", "3", "--full")
    assert done.status == 3
    assert "not worked out in the time given" in " ".join(done.out.split())
    assert "What the stable outcomes have in common" in done.out


def test_what_two_moves_of_one_party_reach_is_not_said_to_be_out_of_reach(detente, tmp_path):
    (tmp_path / "steps.toml").write_text(
        """\
format = 1
title = "Two steps"
parties.a = { options = { x = "X", y = "Y" }, prefers = ["y", "x"] }
parties.b = { options = { z = "Z" } }
rules.status_quo = []
graph.moves.a = [["NNN", "YNN"], ["YNN", "YYN"]]
""",
        "utf-8",
    )
    done = detente("paths", "steps.toml")
    assert "to where they end unless one party moves twice in a row" in done.out
    assert "1 step" in detente("paths", "steps.toml", "--to", "YNN").out
