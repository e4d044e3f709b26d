"""Registers as W3C Web Annotations, so that other tools show the records in the text.

Each record is an annotation of the text of its report: the position and the quote of its evidence
select the words, its act is a tag, and the whole record is the body.

References
----------
Web Annotation Data Model, W3C Recommendation, 23 February 2017.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

from detente.model.register import Record, Register
from detente.model.text import Document
from detente.version import VERSION

__all__ = ["annotation", "register_annotations"]

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32  # characters before and after a quote that tell it from others like it


def register_annotations(registers: Iterable[Register]) -> Iterator[str]:
    """Registers as one annotation page in JSON-LD, an annotation at a time."""
    head = {"@context": CONTEXT, "id": "urn:detente:register", "type": "AnnotationPage"}
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "items": ['
    opening = "\n"
    for register in registers:
        for record in register:
            yield opening + json.dumps(annotation(register, record), ensure_ascii=False)
            opening = ",\n"
    yield "\n]}\n"


def annotation(register: Register, record: Record) -> dict[str, Any]:
    """A record as an annotation; the same record has the same id each time."""
    document = register.document
    name = f"{document.sha256}#{record.start}-{record.end}-{record.act}-{record.party}"
    found: dict[str, Any] = {
        "id": f"urn:uuid:{uuid5(NAMESPACE_URL, name)}",
        "type": "Annotation",
        "motivation": "classifying",
        "generator": {"type": "Software", "name": f"detente {VERSION}"},
        "body": [
            {"type": "TextualBody", "purpose": "tagging", "value": record.act},
            {
                "type": "TextualBody",
                "purpose": "describing",
                "format": "application/json",
                "value": json.dumps(record.to_dict(), ensure_ascii=False),
            },
        ],
        "target": _target(document, record),
    }
    if record.review:
        found["creator"] = {"type": "Person", "name": record.review.by or "an analyst"}
        if record.review.note:
            body = {"type": "TextualBody", "purpose": "commenting", "value": record.review.note}
            found["body"].append(body)
    return found


def _target(document: Document, record: Record) -> dict[str, Any]:
    text = document.text
    return {
        "source": quote(document.origin or document.id, safe="/:?#[]@!$&'()*+,;=%~"),
        "selector": [
            {"type": "TextPositionSelector", "start": record.start, "end": record.end},
            {
                "type": "TextQuoteSelector",
                "exact": record.evidence,
                "prefix": text[max(0, record.start - AROUND) : record.start],
                "suffix": text[record.end : record.end + AROUND],
            },
        ],
    }
