"""Whatever is wrong with an input is said in one line, and nothing half-written remains."""

import contextlib
import os
import shlex
import signal
import subprocess
import sys
from pathlib import Path

import pytest

CASE = """\
format = 1
title = "A quarrel"
parties.east.options.build = "Build the bridge"
parties.west.options.pay = "Pay half"
parties.east.prefers = ["build", "pay"]
parties.west.prefers = ["build", "not pay"]
"""


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b"  \n\t\n", "empty"),
        (b"\x7fELF\x00\x01\x02\x00" * 50, "binary"),
        (b"\xff\xfe\xfa\x81\x8d\x8f\x90\x9d" * 40, ""),
    ],
    ids=["empty", "blank", "binary", "undecodable"],
)
@pytest.mark.parametrize("command", ["read", "draft", "brief"])
def test_a_report_that_is_no_text(detente, tmp_path, command, content, says):
    (tmp_path / "report.txt").write_bytes(content)
    done = detente(command, "report.txt")
    assert done.status == 1
    assert "report.txt" in done.complaint
    assert says in done.complaint


def test_a_report_that_is_missing_or_a_format_unknown(detente, tmp_path):
    assert "missing.txt" in detente("brief", "missing.txt").complaint
    (tmp_path / "report.xyz").write_text("France urged Mali to pay.")
    done = detente("brief", "report.xyz")
    assert done.status in (0, 1)


def test_a_report_of_21_megabytes(detente, tmp_path):
    (tmp_path / "report.txt").write_text("France urged Mali to pay. " * (21 * 2**20 // 26))
    done = detente("brief", "report.txt", "-o", "brief.html")
    assert done.status == 1
    assert "report.txt" in done.complaint
    assert not (tmp_path / "brief.html").exists()


def test_good_reports_are_read_and_bad_ones_named(detente, tmp_path):
    (tmp_path / "good.txt").write_text("France urged Mali to pay.")
    (tmp_path / "bad.txt").write_bytes(b"")
    done = detente("read", "good.txt", "bad.txt")
    assert done.status == 1
    assert "bad.txt" in done.complaint
    assert "France" in done.out


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("not pay", "not play"), "did you mean `pay`"),
        (("not pay", "not not and"), "expected"),
        (("format = 1", "format = 99"), "format"),
        (('prefers = ["build", "pay"]', 'prefer = ["build", "pay"]'), "prefer"),
        (("options.pay", "options.Pay"), "Pay"),
        (('title = "A quarrel"', "title = "), ""),
        (("parties.west.options.pay", "parties.east.options.build"), ""),
    ],
    ids=["option", "logic", "future", "key", "id", "toml", "duplicate"],
)
def test_a_case_with_a_fault(detente, tmp_path, change, says):
    assert change[0] in CASE
    (tmp_path / "case.toml").write_text(CASE.replace(*change))
    done = detente("solve", "case.toml")
    assert done.status == 1
    assert done.complaint.startswith("error: case.toml")
    assert says in done.complaint


def test_a_rule_that_leaves_no_state(detente, tmp_path):
    (tmp_path / "case.toml").write_text(CASE + '[rules]\ninfeasible = ["build", "not build"]\n')
    done = detente("solve", "case.toml")
    assert done.status == 1
    assert "no feasible state" in done.complaint


def test_a_wrong_span(detente, tmp_path):
    (tmp_path / "report.txt").write_text("East would build the bridge.")
    citation = (
        '[[evidence]]\nabout = "parties.east.options.build"\nsource = "report.txt"\n'
        'span = [0, 4]\nquote = "West"\n'
    )
    (tmp_path / "case.toml").write_text(CASE + citation)
    done = detente("check", "case.toml")
    assert done.status == 1
    assert "West" in done.complaint


@pytest.mark.parametrize("content", ["", "{", "[]", '{"options": 3}', '{"options": []}', "null"])
def test_a_broken_gmcr_file(detente, tmp_path, content):
    (tmp_path / "case.gmcr").write_text(content)
    done = detente("convert", "case.gmcr", "case.toml")
    assert done.status == 1
    assert "case.gmcr" in done.complaint
    assert not (tmp_path / "case.toml").exists()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("why", "prisoners-dilemma", "YYY"), "signs"),
        (("why", "prisoners-dilemma", "nothing"), "nothing"),
        (("why", "prisoners-dilemma", "YY", "--party", "nobody"), "nobody"),
        (("why", "prisoners-dilemma", "YY", "--concept", "nahs"), "nash"),
        (("solve", "prisoners-dilemma", "--concept", "xyz"), "xyz"),
        (("solve", "european-security-2022", "--type", "russia=kind"), "kind"),
        (("solve", "european-security-2022", "--type", "russia"), "PARTY=TYPE"),
        (("solve", "missing.toml"), "missing.toml"),
        (("catalogue", "elmira"), "elmira-classic-9"),
        (("paths", "prisoners-dilemma", "--to", "Y"), "signs"),
        (("schema", "analyses"), "analysis"),
        (("read", "-", "--published", "yesterday"), "2022-01-15"),
        (("brief", "prisoners-dilemma", "-o", "brief.pdf"), ".html"),
        (("convert", "prisoners-dilemma", "out.xml"), ".toml"),
    ],
)
def test_a_question_that_cannot_be_answered(detente, arguments, says):
    done = detente(*arguments)
    assert done.status in (1, 2)
    assert says in done.complaint


@pytest.mark.parametrize(
    "arguments",
    [("solve",), ("solve", "a", "b", "c"), ("nonsense",), ("solve", "--limit", "many", "x")],
)
def test_wrong_usage(detente, arguments):
    done = detente(*arguments)
    assert done.status == 2
    assert "--help" in done.complaint


def test_an_output_folder_that_is_missing(detente, examples):
    done = detente("brief", examples / "eastern-congo-2022.txt", "-o", "no/such/brief.html")
    assert done.status == 1
    assert "no/such" in done.complaint


def test_escapes_and_markup_come_out_inert(detente, tmp_path):
    text = (
        "France\x1b[31m accused Mali of \u202eevil\u202c <script>alert(1)</script> acts.\n"
        "Mali denied it.\n"
    )
    (tmp_path / "report.txt").write_text(text, encoding="utf-8")
    for arguments in (("read", "report.txt"), ("brief", "report.txt")):
        said = detente(*arguments)
        assert "\x1b" not in said.out + said.err
        assert "\u202e" not in said.out + said.err
    detente("brief", "report.txt", "-o", "brief.html")
    page = (tmp_path / "brief.html").read_text("utf-8")
    assert "<script>alert" not in page
    assert "\x1b" not in page


def test_a_report_without_statements_is_no_error(detente, tmp_path):
    (tmp_path / "weather.txt").write_text("It rained on Tuesday in the hills.\n")
    for command in ("read", "brief"):
        done = detente(command, "weather.txt")
        assert done.status == 0, done.err
        assert "warning" in done.err


def test_a_folder_without_reports_is_named(detente, tmp_path):
    (tmp_path / "empty").mkdir()
    (tmp_path / "good.txt").write_text("France urged Mali to pay.")
    done = detente("read", "empty", "good.txt")
    assert done.status == 1
    assert "empty: no report in it" in done.complaint
    assert "France" in done.out


def test_an_empty_name_is_no_report(detente):
    assert detente("read", "").status == 2


@pytest.mark.parametrize("limit", ["-1", "99999999999999999999"])
@pytest.mark.parametrize("command", ["solve", "change"])
def test_a_limit_that_is_none(detente, command, limit):
    done = detente(command, "chicken", "--limit", limit)
    assert done.status == 2
    assert "limit" in done.complaint


def test_the_name_of_a_case_that_is_not_there(detente):
    for name in ("chiken", "x" * 5000):
        done = detente("solve", name)
        assert done.status == 1
        assert "not in the catalogue" in done.complaint
    assert "did you mean `chicken`" in detente("solve", "chiken").complaint


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
def test_a_pipe_is_no_case_and_is_not_waited_for(detente, tmp_path):
    os.mkfifo(tmp_path / "case.toml")
    assert "pipe" in detente("solve", "case.toml").complaint


def test_halves_of_characters_in_a_gmcr_file(detente, tmp_path):
    text = '{"options": [{"name": "\\ud800"}], "decisionMakers": [{"name": "A", "options": [0]}]}'
    (tmp_path / "x.gmcr").write_text(text)
    done = detente("convert", "x.gmcr", "y.toml")
    assert done.status == 1
    assert "character pair" in done.complaint


def shell(tmp_path, line):
    command = line.replace("detente", f"{shlex.quote(sys.executable)} -m detente")
    return subprocess.run(
        ["sh", "-c", command], cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.mark.skipif(os.name != "posix", reason="streams are closed by a shell")
def test_streams_that_are_closed_full_or_broken(tmp_path):
    assert shell(tmp_path, "detente solve chicken >&-").returncode == 0
    assert shell(tmp_path, "detente solve chicken 2>&-").returncode == 0
    done = shell(tmp_path, "detente read - <&-")
    assert done.returncode == 1
    assert "empty" in done.stderr
    done = shell(tmp_path, "detente solve european-security-2022 --json | head -c 9")
    assert done.stderr == ""
    if Path("/dev/full").exists():
        done = shell(tmp_path, "detente solve chicken > /dev/full")
        assert done.returncode == 1
        assert done.stderr.startswith("error: standard output cannot be written")


@pytest.fixture
def interruptible():
    """Let an interruption reach what is started, even where whatever runs the tests ignores it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.skipif(os.name != "posix", reason="signals are sent as on POSIX")
@pytest.mark.usefixtures("interruptible")
def test_an_interruption_ends_cleanly(tmp_path):
    run = subprocess.Popen(
        [sys.executable, "-m", "detente", "read", "-"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path,
    )  # fmt: skip
    with contextlib.suppress(subprocess.TimeoutExpired):
        run.wait(3)  # it waits for its input
    run.send_signal(signal.SIGINT)
    _, said = run.communicate(timeout=30)
    assert run.returncode == 130
    assert said.decode().strip() == "stopped"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("solve", "european"), "did you mean `european-security-2022`?"),
        (("brief", "european"), "did you mean `european-security-2022`?"),
        (("brief", "x.txt", "--publised", "2022-01-15"), "did you mean --published?"),
        (("draft", "x.txt", "--anwsers", "a.txt"), "did you mean --answers?"),
        (("why", "european-security-2022"), "the options are settle, deescalate, attack"),
        (("why", "european-security-2022"), "the status quo is talks or NNNNNYNN"),
        (("why",), "`detente why` needs CASE"),
        (("brief", "chicken", "--section", "scenario"), "did you mean `scenarios`?"),
    ],
)
def test_what_was_meant_is_suggested(detente, arguments, said):
    assert said in detente(*arguments).complaint


def test_no_conflict_in_a_report_is_said_alike(detente, tmp_path):
    (tmp_path / "fair.txt").write_text("The weather was fair.\n", "utf-8")
    draft, brief = detente("draft", "fair.txt"), detente("brief", "fair.txt")
    assert (draft.status, brief.status) == (1, 0)
    said = "nothing to draft: no demand, offer, refusal or threat with a known party was found"
    assert f"error: {said}" in draft.err
    assert f"warning: {said}" in brief.err


def test_what_a_format_has_no_place_for_is_told(detente):
    done = detente("convert", "european-security-2022", "a.gmcr", "--type", "russia=as_stated")
    assert done.status == 0
    for part in ("citations", "marks of guesses", "1 name of a type", "the status quo"):
        assert part in done.err
    assert "not in it" not in detente("convert", "european-security-2022", "a.toml").err


@pytest.mark.parametrize(
    "arguments",
    [
        ("brief", "chicken", "--budget", "-1"),
        ("why", "chicken", "YN", "--budget", "nan"),
        ("paths", "chicken", "--memory", "0"),
        ("solve", "chicken", "--budget", "-3"),
        ("serve", "--port", "99999999", "--no-browser"),
    ],
)
def test_a_limit_that_is_none_is_wrong_usage(detente, arguments):
    done = detente(*arguments)
    assert done.status == 2
    assert next(one for one in arguments if one.startswith("--")) in done.complaint
