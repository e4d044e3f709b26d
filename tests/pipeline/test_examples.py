"""The reports that ship, from text to verdict, without a hand on the way."""

from pathlib import Path

import pytest

import detente

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


def drafted(name):
    register = detente.read(EXAMPLES / name)
    return detente.draft(register)


def stable(analysis):
    assert analysis.status_quo_stable is not None
    return analysis.status_quo_stable


def test_an_accusation_and_a_denial_give_two_readings_with_opposite_verdicts():
    conflict = drafted("eastern-congo-2022.txt").conflict
    (typed,) = (party for party in conflict.parties if party.types)
    assert typed.name == "Rwanda"
    stated, alleged = detente.solve_all(conflict)
    assert all(stable(stated).values())
    assert not stable(alleged)["seq"]
    assert alleged.reached is not None
    assert all("attack" in end.taken for end in alleged.reached.states)


def test_a_demand_and_a_refusal_without_a_threat_are_a_stalemate():
    conflict = drafted("parthenon-sculptures-2023.txt").conflict
    assert not any(party.types for party in conflict.parties)
    assert {"Greece", "United Kingdom"} <= {party.name for party in conflict.parties}
    (analysis,) = detente.solve_all(conflict)
    assert all(stable(analysis).values())
    assert analysis.reached is not None
    assert analysis.reached.improving == (analysis.status_quo,)


def test_the_dispute_over_security_guarantees():
    conflict = drafted("security-guarantees-2022.txt").conflict
    assert {"Russia", "United States", "NATO"} <= {party.name for party in conflict.parties}
    stated, alleged = detente.solve_all(conflict)
    assert all(stable(stated).values())
    assert not stable(alleged)["seq"]
    assert alleged.reached is not None
    for end in alleged.reached.states:
        assert {"attack", "consequences"} <= set(end.taken)


@pytest.mark.parametrize("path", sorted(EXAMPLES.iterdir()), ids=lambda path: path.stem)
def test_every_example_becomes_a_page_whose_quotes_stand_in_it(path):
    register = detente.read(path)
    for record in register:
        for phrase in record.phrases():
            assert register.document.text[phrase.start : phrase.end] == phrase.text
    page = detente.brief(detente.draft(register)).to_html()
    assert "</html>" in page
