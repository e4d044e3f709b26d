"""Files of GMCR+, in both vintages, in and out, and every fault of them in one line."""

import json
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.cases import catalogue
from detente.errors import CaseError
from detente.files import load_conflict, save_conflict
from detente.files.gmcr import dumps, loads
from detente.model.conflict import Prioritised, Ranking
from detente.model.moves import moves
from detente.model.ranking import ranks
from detente.solving import solve
from solving.random_disputes import dispute

DESIGN = Path("/work/shared/design")
FLAGSHIP = {
    "A": ("as_stated", (5, 59, 59, 26)),
    "B": ("as_alleged", (4, 26, 26, 16)),
    "C": ("coercive", (4, 30, 30, 20)),
}


def small(**changes):
    """Two decision makers with an option each, in the newer form of the format."""
    value = {
        "options": [
            {"name": "Build", "permittedDirection": "both"},
            {"name": "Pay", "permittedDirection": "fwd"},
        ],
        "decisionMakers": [
            {"name": "East", "options": [0], "preferences": [[[0, "Y"]], [[1, "Y"]]]},
            {"name": "West", "options": [1], "preferences": [[[1, "N"]]]},
        ],
        "infeasibles": [[[0, "N"], [1, "Y"]]],
        "useManualPreferenceRanking": False,
        "program": "gmcr-py",
        "version": "0.4.1",
    }
    return {**value, **changes}


def ranked(**changes):
    makers = [
        {"name": "East", "options": [0], "preferences": [], "preferenceRanking": [3, [1, 2]]},
        {"name": "West", "options": [1], "preferences": [], "preferenceRanking": [1, 2, 3]},
    ]
    return small(decisionMakers=makers, useManualPreferenceRanking=True, **changes)


def ranks_by_signs(conflict):
    return list(ranks(moves(conflict)).values())


def stable(conflict):
    found = solve(conflict)
    return {name: [s.signs for s in found.equilibria(name)] for name in found.concepts}


def test_statements_rules_and_directions_are_read():
    conflict = loads(json.dumps(small()), name="a/quarrel.gmcr")
    assert conflict.title == "quarrel"
    assert [str(one) for one in conflict.party("east").preference.flat] == ["build", "pay"]
    assert [option.direction for option in conflict.options] == ["both", "take"]
    assert [state.signs for state in moves(conflict).states] == ["NN", "YN", "YY"]


def test_rankings_number_the_feasible_states_with_the_first_option_as_lowest_digit():
    conflict = loads(json.dumps(ranked()))
    assert conflict.party("east").preference == Ranking((("YY",), ("NN", "YN")))
    assert conflict.party("west").preference == Ranking((("NN",), ("YN",), ("YY",)))


def test_the_older_form_reads_the_same():
    value = ranked()
    value["useManualPreferenceVectors"] = value.pop("useManualPreferenceRanking")
    for maker in value["decisionMakers"]:
        maker["preferenceVector"] = maker.pop("preferenceRanking")
    assert loads(json.dumps(value)) == loads(json.dumps(ranked()))


def test_compound_conditions_mean_that_one_of_them_holds():
    whole = {"compound": True, "members": [[[0, "Y"], [1, "Y"]], [[0, "N"], [1, "N"]]]}
    makers = small()["decisionMakers"]
    makers[0]["preferences"] = [whole]
    conflict = loads(json.dumps(small(decisionMakers=makers)))
    (statement,) = conflict.party("east").preference.flat
    assert [statement.holds(taken) for taken in ([], ["east.build"], ["west.pay"])] == [
        True, False, False,
    ]  # fmt: skip
    assert statement.holds(["east.build", "west.pay"])


@pytest.mark.parametrize("seed", range(40))
def test_there_and_back_the_order_of_states_is_the_same(seed):
    conflict = dispute(Random(seed), 6)
    back = loads(dumps(conflict))
    assert [s.signs for s in moves(back).states] == [s.signs for s in moves(conflict).states]
    assert ranks_by_signs(back) == ranks_by_signs(conflict)
    assert [o.direction for o in back.options] == [o.direction for o in conflict.options]
    assert stable(back) == stable(conflict)
    assert dumps(back) == dumps(loads(dumps(back)))


@pytest.mark.parametrize("name", ["syria-iraq-1975", "garrison-gmcrplus", "cuban-fraser-hipel"])
def test_published_conflicts_come_back(name, tmp_path):
    conflict = catalogue(name)
    save_conflict(conflict, tmp_path / "x.gmcr")
    assert stable(load_conflict(tmp_path / "x.gmcr")) == stable(conflict)


@pytest.mark.parametrize("letter", sorted(FLAGSHIP))
def test_the_files_of_the_worked_example(letter):
    path = DESIGN / f"flagship_{letter}.gmcr"
    if not path.exists():
        pytest.skip("the file is not on this machine")
    type_, counts = FLAGSHIP[letter]
    found = solve(load_conflict(path))
    assert found.feasible == 75
    assert tuple(found.equilibria(c).count for c in ("nash", "gmr", "smr", "seq")) == counts
    ours = solve(catalogue("european-security-2022").under(russia=type_))
    for concept in found.concepts:
        assert list(found.equilibria(concept)) == list(ours.equilibria(concept))


FAULTS = {
    "nothing": ("", "is not JSON"),
    "half": (json.dumps(small())[:100], "is not JSON"),
    "deep": ("[" * 100_000, "is not JSON"),
    "nan": ("NaN", "is no GMCR+ file"),
    "a list": ("[]", "is no GMCR+ file"),
    "no options": (json.dumps(small(options=[])), "`options` and `decisionMakers` are wanted"),
    "no makers": (json.dumps(small(decisionMakers=[])), "are wanted"),
    "options a number": (json.dumps(small(options=3)), "is no GMCR+ file"),
    "an option without name": (json.dumps(small(options=[{}, {}])), "KeyError 'name'"),
    "a direction unknown": (
        json.dumps(small(options=[{"name": "a", "permittedDirection": "up"}, {"name": "b"}])),
        "'up'",
    ),
    "an owner of nothing": (
        json.dumps(small(decisionMakers=[{"name": "East", "options": [7]}])),
        "decision maker 1 has no option 7",
    ),
    "nobody's option": (
        json.dumps(small(decisionMakers=[{"name": "East", "options": [0]}])),
        "option 2, `Pay`, belongs to nobody",
    ),
    "two owners": (
        json.dumps(
            small(decisionMakers=[*small()["decisionMakers"], {"name": "C", "options": [0]}])
        ),
        "option 1, `Build`, belongs to two",
    ),
    "a condition beyond": (json.dumps(small(infeasibles=[[[9, "Y"]]])), "option 9"),
    "a negative option": (json.dumps(small(infeasibles=[[[-1, "Y"]]])), "option -1"),
    "a sign unknown": (json.dumps(small(infeasibles=[[[0, "X"]]])), "sign 'X'"),
    "an empty condition": (json.dumps(small(infeasibles=[[]])), "empty condition"),
    "a condition of text": (json.dumps(small(infeasibles=["YY"])), "is no GMCR+ file"),
    "nothing feasible": (
        json.dumps(small(infeasibles=[[[0, "Y"]], [[0, "N"]]])),
        "no feasible state",
    ),
    "a ranking missing": (
        json.dumps(small(useManualPreferenceRanking=True)),
        "`East` has no preferenceRanking",
    ),
    "a ranking beyond": (
        json.dumps(ranked(infeasibles=[[[0, "N"], [1, "Y"]], [[0, "Y"], [1, "N"]]])),
        "names state 3 of 2",
    ),
    "a ranking too short": (json.dumps(ranked(infeasibles=[])), "leaves out 1 feasible"),
}


@pytest.mark.parametrize(("text", "says"), FAULTS.values(), ids=FAULTS)
def test_a_broken_file_is_one_line_that_names_it(tmp_path, text, says):
    path = tmp_path / "x.gmcr"
    path.write_text(text)
    with pytest.raises(CaseError) as found:
        load_conflict(path)
    assert says in found.value.message
    assert found.value.file == str(path)
    assert "\n" not in str(found.value)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 9) | st.text("YNab", max_size=3) | st.floats(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("ab", max_size=2), inner),
    max_leaves=8,
)


@settings(deadline=None, max_examples=400)
@given(st.data())
def test_any_value_in_any_place_loads_or_is_refused(data):
    value = data.draw(st.sampled_from([small(), ranked()]))
    place, key = value, None
    while isinstance(place, dict | list) and place and (key is None or data.draw(st.booleans())):
        parent = place
        key = data.draw(
            st.sampled_from(sorted(place) if isinstance(place, dict) else range(len(place)))
        )
        place = place[key]
    parent[key] = data.draw(JSON)
    with suppress(CaseError):
        loads(json.dumps(value))


def test_statements_of_unknown_order_are_written_as_they_stand():
    conflict = loads(json.dumps(small()))
    east = conflict.party("east")
    grouped = replace(east, preference=Prioritised((east.preference.flat,)))
    parties = (grouped, *conflict.parties[1:])
    assert dumps(replace(conflict, parties=parties)) == dumps(conflict)
