"""What is well formed and yet looks as if it were not meant is told, and nothing else."""

import pytest

from detente.cases import catalogue
from detente.errors import CaseError
from detente.files import check, loads

CASE = """\
format = 1
title = "A bridge"
[parties.east]
options.build = "Build"
prefers = ["build", "not boycott"]
[parties.west]
options.boycott = "Boycott"
prefers = ["not build", "not boycott"]
"""
WARNINGS = {
    "a rule across parties": (
        CASE + '[rules]\ninfeasible = ["build and boycott"]\n',
        "rules.infeasible.1 (`build and boycott`) joins options of east and west",
    ),
    "an option that nobody minds": (
        CASE.replace('"Build"', '"Build"\noptions.paint = "Paint"'),
        "no preference mentions the option paint",
    ),
    "never true": (
        CASE.replace('["build", "not', '["build and not build", "build", "not'),
        "parties.east.prefers.1 (`build and not build`) is false in every feasible state",
    ),
    "always true because of a rule": (
        CASE + '[rules]\ninfeasible = ["boycott"]\n',
        "parties.east.prefers.2 (`not boycott`) is true in every feasible state",
    ),
    "constant in a group": (
        CASE.replace('["build", "not', '[["build", "build or not build"], "not'),
        "parties.east.prefers.1.2 (`build or not build`) is true",
    ),
    "taken already": (
        CASE + '[rules]\nirreversible = ["build"]\nstatus_quo = ["build"]\n',
        "the irreversible option build is already taken",
    ),
    "dropped already": (
        CASE + '[rules]\nirreversible = ["not build"]\nstatus_quo = []\n',
        "the irreversible option build is already dropped",
    ),
    "a threat that costs nothing": (
        CASE.replace('["not build", "not boycott"]', '["not build", "boycott iff build"]'),
        "parties.west.prefers.2 (`boycott iff build`) is a threat that costs west nothing",
    ),
    "evidence in the air": (
        CASE + '[[evidence]]\nabout = "parties.east.prefers.9"\nsource = "r.txt"\n'
        'span = [0, 1]\nquote = "x"\n',
        "there is no element parties.east.prefers.9",
    ),
    "elements without evidence": (
        CASE + '[[evidence]]\nabout = "parties.east.prefers.1"\nsource = "r.txt"\n'
        'span = [0, 1]\nquote = "x"\n',
        "neither evidence nor a mark as guessed (5 of 6 elements)",
    ),
    "no evidence at all": (CASE, "no element has evidence"),
}


@pytest.mark.parametrize(("text", "says"), WARNINGS.values(), ids=WARNINGS)
def test_each_warning_is_given_where_it_is_due(text, says):
    assert [one for one in check(loads(text)) if says in one], check(loads(text))


def test_a_group_is_as_proven_as_its_members():
    text = CASE.replace('["not build", "not boycott"]', '[["not build", "not boycott"]]')
    marks = [f'"parties.{p}.options.{o}"' for p, o in (("east", "build"), ("west", "boycott"))]
    marks += [f'"parties.east.prefers.{n}"' for n in (1, 2)]
    evidence = "".join(
        f'[[evidence]]\nabout = "parties.west.prefers.1.{n}"\nsource = "r.txt"\n'
        'span = [0, 1]\nquote = "x"\n'
        for n in (1, 2)
    )
    guessed = f"guessed = [{', '.join(marks)}]\n"
    found = check(loads(text.replace("[parties", guessed + "[parties", 1) + evidence))
    assert not [one for one in found if "evidence" in one], found


def test_what_is_so_today_is_proven_by_its_name():
    evidence = (
        '[[evidence]]\nabout = "rules.status_quo"\nstatement = "build"\nsource = "r.txt"\n'
        'span = [0, 1]\nquote = "x"\n'
    )
    found = check(loads(CASE + '[rules]\nstatus_quo = ["build"]\n' + evidence))
    assert not [one for one in found if "status_quo" in one], found


def test_a_case_without_blemish_gets_no_warning():
    text = CASE + 'guessed = ["parties.east.options.build", "parties.west.options.boycott", '
    text += (
        ", ".join(f'"parties.{p}.prefers.{n}"' for p in ("east", "west") for n in (1, 2)) + "]\n"
    )
    head, _, rest = text.partition("[parties.east]")
    marks = rest[rest.index("guessed") :]
    text = head + marks + "[parties.east]" + rest[: rest.index("guessed")]
    text += '[[evidence]]\nabout = "title"\nsource = "r.txt"\nspan = [0, 1]\nquote = "x"\n'
    assert check(loads(text)) == ()


@pytest.mark.parametrize(
    ("statement", "minds"),
    [("boycott iff build", False), ("boycott if build", False), ("boycott if not build", False)],
)
def test_a_threat_that_its_maker_minds_is_no_warning(statement, minds):
    text = CASE.replace('["not build", "not boycott"]', f'["{statement}", "not boycott"]')
    assert any("threat" in one for one in check(loads(text))) == minds


def test_a_rule_within_one_party_is_no_warning():
    text = CASE.replace('"Build"', '"Build"\noptions.paint = "Paint"')
    text = text.replace('["build", "not', '["build", "paint", "not')
    assert not any(
        "joins" in one for one in check(loads(text + '[rules]\ninfeasible = ["build and paint"]\n'))
    )


def test_a_missing_source_is_a_warning(tmp_path):
    path = tmp_path / "case.toml"
    path.write_text(CASE.replace("[parties.east]", 'sources = ["lost.txt"]\n[parties.east]', 1))
    assert "the source lost.txt is missing" in check(path)[0]


def test_what_cannot_be_analysed_is_an_error():
    for rules in (
        'infeasible = ["build", "not build"]',
        'infeasible = ["build"]\nstatus_quo = ["build"]',
    ):
        with pytest.raises(CaseError):
            check(loads(CASE + f"[rules]\n{rules}\n"))


def test_the_worked_example_is_warned_of_its_weak_spots_only():
    said = check(catalogue("european-security-2022"))
    threats = [one for one in said if "threat" in one]
    assert any("parties.usa.prefers.2" in one for one in threats)
    assert not any("parties.nato" in one for one in threats)
    assert all("threat" in one or "rules.status_quo" in one for one in said)
