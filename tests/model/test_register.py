"""A register comes back from its JSON values as it went, and only if it is true to its text."""

import json

import pytest

from detente.errors import SourceError
from detente.model.register import Clause, Mentions, Phrase, Provenance, Record, Register
from detente.model.text import Document

TEXT = "Norland urged Sudland to reopen the pass and to free the crew, if it can."


def register() -> Register:
    document = Document("r", "A pass", TEXT)

    def phrase(words: str) -> Phrase:
        return Phrase(words, TEXT.index(words), TEXT.index(words) + len(words))

    to_free = phrase("free the crew")
    record = Record(
        id="s1",
        act="urge",
        party="Norland",
        evidence=TEXT,
        start=0,
        end=len(TEXT),
        provenance=Provenance("rules", "frame-urge", "urged"),
        content=phrase("to reopen the pass"),
        condition=phrase("if it can"),
        addressee=("Sudland",),
        clauses=(Clause(to_free.text, to_free.start, to_free.end, "Sudland"),),
    )
    return Register(document, (Mentions("NOR", "Norland", ("Norland",)),), (record,), ("short",))


def test_it_comes_back_from_its_json_values():
    values = json.loads(json.dumps(register().to_dict()))
    assert Register.from_dict(values) == register()


def test_fields_that_are_not_known_are_left_out():
    values = register().to_dict() | {"colour": "red"}
    values["statements"][0]["colour"] = "red"
    assert Register.from_dict(values) == register()


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("act", "dance", "dance"),
        ("evidence", "Norland refused", "does not stand"),
        ("start", "0", "start"),
        ("condition", {"text": "if"}, "condition"),
        ("provenance", None, "provenance"),
    ],
)
def test_a_statement_that_is_not_one_is_refused_by_name(field, value, said):
    values = register().to_dict()
    values["statements"][0][field] = value
    with pytest.raises(SourceError, match=f"s1.*{said}"):
        Register.from_dict(values)


@pytest.mark.parametrize(
    "values",
    [None, 3, [], {}, {"text": "x"}, register().to_dict() | {"text": TEXT.upper()}],
)
def test_what_is_no_register_is_refused(values):
    with pytest.raises(SourceError):
        Register.from_dict(values)
