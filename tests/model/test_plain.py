"""The JSON values of conflicts, states and analyses: as their schemas say, and nothing lost."""

import json

import jsonschema
import pytest

import detente
from detente.cases import names
from detente.files.schemas import schema

CASES = names()


@pytest.mark.parametrize("name", CASES)
def test_a_conflict_is_as_its_schema_says(name):
    conflict = detente.catalogue(name)
    value = json.loads(json.dumps(conflict.to_dict()))
    jsonschema.validate(value, schema("conflict"))
    assert value["hash"] == conflict.hash
    labels = {
        f"{p['id']}.{o}": label for p in value["parties"] for o, label in p["options"].items()
    }
    assert labels == {option.key: option.label for option in conflict.options}
    assert len(value["evidence"]) == len(conflict.evidence)
    typed = {party["id"]: list(party["types"]) for party in value["parties"]}
    assert typed == {party.id: [one for one, _ in party.types] for party in conflict.parties}
    assert (value["packages"] is None) == (conflict.packages is None)


@pytest.mark.parametrize("name", CASES)
def test_an_analysis_is_as_its_schema_says(name):
    analysis = detente.solve(detente.catalogue(name))
    value = json.loads(json.dumps(analysis.to_dict(limit=5)))
    jsonschema.validate(value, schema("findings"))
    for concept in analysis.concepts:
        found = value["equilibria"][concept]
        assert found["count"] == analysis.equilibria(concept).count
        assert found["states"] == [one.signs for one in analysis.equilibria(concept)][:5]
        assert found["truncated"] == (found["count"] > 5)
        each = value["stable"][concept]
        assert list(each) == [party.id for party in analysis.conflict.parties]


def test_what_is_not_complete_says_so():
    conflict = detente.catalogue("european-security-2022")
    analysis = detente.solve(conflict, engine="symbolic", budget=0)
    value = analysis.to_dict()
    jsonschema.validate(value, schema("findings"))
    assert not value["complete"]
    assert value["equilibria"]["seq"]["count"] is None


def test_a_state_and_its_options():
    conflict = detente.catalogue("european-security-2022")
    value = detente.parse_state(conflict, "talks,limits").to_dict()
    jsonschema.validate(value, schema("state"))
    assert value == {"signs": "NNNYNYNN", "taken": ["limits", "talks"]}
