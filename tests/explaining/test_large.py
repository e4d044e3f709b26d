"""Disputes with many options: what can be told is told, and what cannot is said in one line."""

from __future__ import annotations

from random import Random

import pytest
from generator import dispute as generated

import detente
from detente.errors import DetenteError
from detente.explaining import analyses_text, register_brief
from detente.explaining.brief import Heading
from detente.model.conflict import Conflict, Option, Party, Prioritised, Rules
from detente.model.logic import Names, parse
from detente.solving import report

NAMES = ("Alpha", "Bravo", "Charlie")


def large(options: int) -> Conflict:
    """Three parties that share so many options, with ten statements each."""
    rng = Random(options)
    keys = [f"{NAMES[n % 3].lower()}.o{n}" for n in range(options)]
    names = Names(tuple(keys))

    def statement():
        a, b = rng.sample(keys, 2)
        return parse(rng.choice((a, f"not {a}", f"{a} if {b}", f"{a} iff {b}")), names)

    parties = tuple(
        Party(
            name.lower(),
            name,
            tuple(
                Option(key.partition(".")[2], f"Take step {key} of a plan", name.lower())
                for key in keys
                if key.startswith(name.lower())
            ),
            Prioritised(tuple(statement() for _ in range(10))),
        )
        for name in NAMES
    )
    return Conflict("Many options", parties, Rules(), (keys[0],))


def test_twenty_options_are_briefed_in_bounded_length():
    made = detente.brief(large(20))
    assert len(made.to_html()) < 400_000
    told = made.section("bottom-line")
    assert all(len(one.text) < 700 for one in told.sentences())


@pytest.mark.parametrize("options", [30, 60])
def test_more_than_can_be_solved_is_said_in_one_line(options):
    made, refused = None, ""
    try:
        made = detente.brief(large(options))
    except DetenteError as error:
        refused = str(error)
    if made is None:
        assert f"{options} options" in refused
        assert "\n" not in refused
    else:
        assert made.to_html()


def test_what_was_said_is_told_even_where_nothing_can_be_analysed(tmp_path):
    path = tmp_path / "report.txt"
    path.write_text("Iran said on Monday that it demands an end to all sanctions.\n")
    made = register_brief(detente.read(path), because="The conflict is too large.")
    assert [section.id for section in made.sections] == ["bottom-line", "register"]
    assert "The conflict is too large." in made.to_text()
    assert "an end to all sanctions" in made.to_text()


def test_what_there_was_no_time_for_is_said_and_not_guessed():
    made = detente.brief(generated("windows", 60, seed=1), budget=4)
    assert not made.complete
    assert made.to_dict()["complete"] is False
    judged = " ".join(one.text for one in made.section("bottom-line").sentences())
    assert "not worked out in the time given" in judged
    assert "it would not hold" not in judged
    told = [one.text for one in made.section("regions").blocks if isinstance(one, Heading)]
    assert told[0].startswith("NASH")


def test_no_time_at_all_still_makes_a_brief():
    made = detente.brief(generated("clusters", 40, seed=1), budget=0)
    assert not made.complete
    said = " ".join(one.text for one in made.section("agreement").sentences())
    assert "not worked out in the time given" in said


def test_progress_is_told_and_a_small_model_is_complete():
    seen = []
    made = detente.brief(large(8), progress=lambda *told: seen.append(told))
    assert made.complete
    assert any("nash" in what for what, _, _ in seen)
    assert any("prefer" in what for what, _, _ in seen)


@pytest.mark.parametrize(
    ("engine", "options", "seed", "equal"),
    [
        ("ranks", 16, 8, True),
        ("ranks", 16, 2, False),
        ("symbolic", 30, 2, False),
        ("symbolic", 30, 3, True),
    ],
)
def test_equal_large_sets_are_described_once(engine, options, seed, equal):
    conflict = generated("anywhere", options, seed)
    analysis = detente.solve(conflict, ["gmr", "smr"], engine=engine)
    assert (analysis.equilibria("gmr") == analysis.equilibria("smr")) == equal
    text = analyses_text(conflict, [analysis], limit=10)
    assert ("    the same states as under GMR" in text.splitlines()) == equal
    assert text.count("taken in all:") == (1 if equal else 2)
    (run,) = report("drawn", conflict, [analysis], limit=10)["runs"]
    shapes = [run["equilibria"][name]["shape"] for name in ("gmr", "smr")]
    assert (shapes[0] == shapes[1]) == equal
