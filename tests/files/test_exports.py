"""Files for other programs hold the conflict, or refuse it and name the element."""

import csv
import io
import itertools
import json
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from detente.cases import catalogue, names
from detente.errors import AnalysisError, CaseError
from detente.files import frame, loads, save_conflict
from detente.files.games import nfg
from detente.files.graphs import dot, graphml
from detente.files.state_tables import columns, table
from detente.model.moves import moves
from detente.model.ranking import preferences, ranks
from detente.reading import read
from detente.solving import better_for_all, paths, solve
from solving.random_disputes import dispute

REPORT = Path(__file__).resolve().parents[2] / "examples" / "eastern-congo-2022.txt"
PLAIN = ["prisoners-dilemma", "chicken", "cuban-fraser-hipel", "syria-iraq-statements"]


def europe():
    return catalogue("european-security-2022").under()


def parsed_nfg(text):
    """An own reading of Gambit's description of the format: the payoffs by profile."""
    tokens = re.findall(r'"[^"]*"|[{}]|[^\s{}"]+', text)
    assert tokens[:3] == ["NFG", "1", "R"]
    at = 4
    players, at = listed(tokens, at)
    assert tokens[at] == "{"
    at += 1
    strategies = []
    while tokens[at] == "{":
        one, at = listed(tokens, at)
        strategies.append(one)
    assert tokens[at] == "}"
    comment = tokens[at + 1]
    numbers = list(map(int, tokens[at + 2 :]))
    profiles = itertools.product(*(range(len(one)) for one in reversed(strategies)))
    found = {}
    for number, profile in enumerate(profiles):
        chosen = tuple(one[k] for one, k in zip(strategies, reversed(profile), strict=True))
        found[chosen] = tuple(numbers[number * len(players) : (number + 1) * len(players)])
    assert len(numbers) == len(found) * len(players)
    return players, comment, found


def listed(tokens, at):
    end = tokens.index("}", at)
    return [token.strip('"') for token in tokens[at + 1 : end]], end + 1


@pytest.mark.parametrize("seed", range(20))
def test_the_cells_of_a_game_are_the_states_with_their_worth(seed):
    rng = Random(seed)
    conflict = dispute(rng, 6, rng.choice((2, 3)))
    _, _, cells = parsed_nfg(nfg(conflict))
    ways = moves(conflict)
    order = preferences(ways)
    feasible = {state.signs: state for state in ways.states}
    assert len(cells) == 2 ** len(conflict.order)
    worth = {}
    for chosen, values in cells.items():
        taken = {
            f"{party.id}.{name}"
            for party, strategy in zip(conflict.parties, chosen, strict=True)
            for name in strategy.split("+")
        }
        signs = "".join("Y" if key in taken else "N" for key in conflict.order)
        worth[signs] = values
    for signs, values in worth.items():
        assert (values == (0,) * len(values)) == (signs not in feasible)
    for place, party in enumerate(conflict.parties):
        for one, other in itertools.combinations(feasible, 2):
            better = order.prefers(party.id, feasible[one], feasible[other])
            assert (worth[one][place] > worth[other][place]) == better
        assert min(worth[signs][place] for signs in feasible) == 1


def test_a_game_says_what_its_numbers_mean():
    players, comment, _ = parsed_nfg(nfg(europe()))
    assert players == ["Russia", "United States", "NATO"]
    assert "one below the worst" in comment
    assert "attack, guarantee" in comment


def test_pure_equilibria_of_a_game_are_the_nash_states_of_a_conflict_without_rules():
    for name in ("prisoners-dilemma", "chicken"):
        conflict = catalogue(name)
        _, _, cells = parsed_nfg(nfg(conflict))
        stable = set()
        for chosen, values in cells.items():
            others = [
                (place, other)
                for place in range(len(chosen))
                for other in cells
                if all(
                    a == b for k, (a, b) in enumerate(zip(chosen, other, strict=True)) if k != place
                )
            ]
            if all(cells[other][place] <= values[place] for place, other in others):
                stable.add("".join("N" if one == "none" else "Y" for one in chosen))
        assert stable == {state.signs for state in solve(conflict).equilibria("nash")}


@pytest.mark.parametrize("name", [*PLAIN, "elmira-classic-9", "garrison-gmcrplus"])
def test_a_graph_holds_every_state_and_every_move(name):
    conflict = catalogue(name)
    ways, ranked = moves(conflict), ranks(moves(conflict))
    root = ET.fromstring(graphml(conflict))
    space = {"g": "http://graphml.graphdrawing.org/xmlns"}
    nodes = {
        node.get("id"): {data.get("key"): data.text for data in node}
        for node in root.iterfind(".//g:node", space)
    }
    assert list(nodes) == [state.signs for state in ways.states]
    for signs, data in nodes.items():
        assert {p: int(data[f"rank_{p}"]) for p in ranked} == {p: ranked[p][signs] for p in ranked}
    assert [d["status_quo"] for d in nodes.values()].count("true") == (
        conflict.status_quo is not None
    )
    edges = {
        (edge.get("source"), edge.get("target"), *(data.text for data in edge))
        for edge in root.iterfind(".//g:edge", space)
    }
    expected = {
        (
            one.signs,
            other.signs,
            party.id,
            str(ranked[party.id][other.signs] < ranked[party.id][one.signs]).lower(),
        )
        for party in conflict.parties
        for one in ways.states
        for other in ways.of(party.id, one)
    }
    assert edges == expected
    improving = [edge for edge in expected if edge[3] == "true"]
    assert dot(conflict).count(" -> ") == len(improving)


def test_titles_and_names_cannot_break_out_of_a_file():
    nasty = 'x"]; } <b>&\\ \x1b[31m\n{ "'
    conflict = replace(catalogue("chicken"), title=nasty)
    conflict = replace(
        conflict, parties=tuple(replace(one, name=nasty) for one in conflict.parties)
    )
    ET.fromstring(graphml(conflict))
    assert len(parsed_nfg(nfg(conflict))[0]) == 2
    head = dot(conflict).splitlines()[1]
    assert head.count('"') == 2
    assert "\\" not in head


@pytest.mark.parametrize("name", names())
def test_a_table_tells_what_the_analysis_found(name):
    conflict = catalogue(name).under()
    analysis = solve(conflict)
    rows = list(csv.DictReader(io.StringIO(table(analysis))))
    assert len(rows) == analysis.feasible
    for concept in analysis.concepts:
        found = [row["state"] for row in rows if row[concept] == "1"]
        assert found == [state.signs for state in analysis.equilibria(concept)]
        for party in conflict.parties:
            stable = {row["state"] for row in rows if row[f"{concept}_{party.id}"] == "1"}
            assert stable == {s.signs for s in analysis.stability(concept, party.id)}
    for row in rows:
        for place, key in enumerate(conflict.order):
            assert row[key] == {"Y": "1", "N": "0", "-": ""}[row["state"][place]]


def test_ranks_of_the_worked_example():
    found = columns(solve(europe(), concepts=["nash"]))
    here = found["status_quo"].index(True)
    assert [found[f"rank_{one}"][here] for one in ("russia", "usa", "nato")] == [47, 19, 19]


def test_a_table_becomes_a_data_frame():
    polars = pytest.importorskip("polars")
    analysis = solve(europe())
    made = frame(analysis, "polars")
    assert isinstance(made, polars.DataFrame)
    assert made.shape == (75, len(columns(analysis)))
    assert made["seq"].sum() == 26


def test_registers_paths_and_outcomes_become_data_frames():
    pytest.importorskip("polars")
    conflict = catalogue("elmira-classic-9")
    found = paths(conflict)
    made = frame(found, "polars")
    assert made["to"].to_list() == [step.target.signs for path in found for step in path]
    assert frame(found[0], "polars").shape[0] == len(found[0])
    common = better_for_all(europe())
    made = frame(common, "polars")
    assert made.shape[0] == common.count
    assert made["best"].sum() == len(common.best)
    states = list(solve(europe()).equilibria("seq"))
    assert frame(states, "polars")["state"].to_list() == [state.signs for state in states]
    register = read(REPORT)
    assert frame(register, "polars")["evidence"].to_list() == [one.evidence for one in register]


def test_an_empty_frame_is_refused_in_words():
    with pytest.raises(AnalysisError, match="nothing in it"):
        frame([])


def test_a_frame_of_what_is_not_there():
    pytest.importorskip("narwhals")
    with pytest.raises(AnalysisError, match="nothing"):
        frame(solve(catalogue("chicken")), "nothing")


@pytest.mark.parametrize(
    ("name", "suffix", "says"),
    [
        ("european-security-2022", ".gmcr", "parties.russia.types"),
        ("european-security-2022", ".nfg", "parties.russia.types"),
        ("european-security-2022", ".graphml", "--type russia=as_stated"),
        ("european-security-2022", ".dot", "parties.russia.types"),
        ("european-security-2022", ".csv", "parties.russia.types"),
        ("elmira-classic-9", ".gmcr", "graph.moves"),
        ("elmira-classic-9", ".nfg", "graph.moves"),
        ("chicken", ".xlsx", ".graphml"),
    ],
)
def test_what_a_format_cannot_hold_is_refused_by_name(tmp_path, name, suffix, says):
    target = tmp_path / f"out{suffix}"
    with pytest.raises(CaseError, match=re.escape(says)) as found:
        save_conflict(catalogue(name), target, solve)
    assert found.value.file == str(target)
    assert list(tmp_path.iterdir()) == []


def test_classes_and_too_many_options_are_refused():
    options = "\n".join(f'options.o{n} = ""' for n in range(17))
    conflict = loads(f'format = 1\ntitle = ""\n[parties.a]\n{options}\n')
    for write in (nfg, graphml, dot):
        with pytest.raises(CaseError, match="17 options give too many states"):
            write(conflict)
    text = 'format = 1\ntitle = ""\n[parties.a]\noptions.x = ""\noptions.y = ""\n[rules]\n'
    with pytest.raises(CaseError, match=r"rules\.indistinguishable"):
        nfg(loads(text + 'indistinguishable = ["x"]\n'))
    assert json.dumps(graphml(loads(text + 'indistinguishable = ["x"]\n')))
