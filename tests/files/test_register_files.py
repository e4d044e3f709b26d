"""Registers as tables and as W3C annotations."""

import csv
import io
import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from detente.files import register_annotations, register_table
from detente.model.register import Provenance, Record, Register
from detente.model.review import Review
from detente.model.text import Document
from detente.reading import read

EXAMPLES = sorted((Path(__file__).resolve().parents[2] / "examples").glob("*.txt"))


def registers():
    return [read(path, "2023-12-01") for path in EXAMPLES]


def test_a_table_has_a_row_for_each_record():
    found = registers()
    rows = list(csv.DictReader(io.StringIO("".join(register_table(found)), newline="")))
    records = [(register, record) for register in found for record in register]
    assert len(rows) == len(records)
    for row, (register, record) in zip(rows, records, strict=True):
        assert row["report"] == register.document.id
        assert row["act"] == record.act
        assert row["addressee"] == "; ".join(record.addressee)
        words = register.document.text[int(row["start"]) : int(row["end"])]
        assert words == record.evidence
        assert row["evidence"].lstrip("'") == words.lstrip("'")


def test_no_register_gives_a_table_without_rows():
    assert "".join(register_table([])).startswith("report,published,id,")


@given(st.sampled_from("=+-@\t\r"), st.text(max_size=9))
def test_no_cell_is_taken_for_a_formula(first, rest):
    text = f"{first}{rest}x"
    record = Record(
        "s1", "claim", "France", text, 0, len(text), Provenance("rules", "r", ""), speaker=text
    )
    register = Register(Document("r", "R", text), (), (record,))
    (row,) = csv.DictReader(io.StringIO("".join(register_table([register])), newline=""))
    for cell in (row["evidence"], row["speaker"]):
        assert cell == f"'{text}"


def test_annotations_select_the_words_of_their_records():
    found = registers()
    page = json.loads("".join(register_annotations(found)))
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert page["type"] == "AnnotationPage"
    records = [(register.document.text, record) for register in found for record in register]
    assert len(page["items"]) == len(records)
    for item, (text, record) in zip(page["items"], records, strict=True):
        position, quote = item["target"]["selector"]
        assert text[position["start"] : position["end"]] == quote["exact"] == record.evidence
        assert text[: position["start"]].endswith(quote["prefix"])
        assert text[position["end"] :].startswith(quote["suffix"])
        assert item["body"][0]["value"] == record.act
        assert json.loads(item["body"][1]["value"]) == record.to_dict()
        assert "creator" not in item
    ids = [item["id"] for item in page["items"]]
    assert len(set(ids)) == len(ids)


def test_an_annotation_names_the_analyst_who_judged():
    record = Record(
        "s1",
        "claim",
        "France",
        "Yes",
        0,
        3,
        Provenance("rules", "r", ""),
        review=Review("accept", "M. Okafor", "clear"),
    )
    document = Document("r", "R", "Yes", origin="my reports/é.txt")
    page = json.loads("".join(register_annotations([Register(document, (), (record,))])))
    (item,) = page["items"]
    assert item["creator"] == {"type": "Person", "name": "M. Okafor"}
    assert item["body"][2] == {"type": "TextualBody", "purpose": "commenting", "value": "clear"}
    assert item["target"]["source"] == "my%20reports/%C3%A9.txt"


def test_no_register_gives_a_page_without_annotations():
    assert json.loads("".join(register_annotations([])))["items"] == []
