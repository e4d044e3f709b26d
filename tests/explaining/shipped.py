"""Briefs on everything that ships: the example reports and the cases of the catalogue."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import detente
from detente.cases import names, shipped_text
from detente.explaining import Brief, Material, gather, write
from detente.files import load_sources

EXAMPLES = sorted((Path(__file__).resolve().parents[2] / "examples").glob("*.txt"))
SHIPPED = (*(path.name for path in EXAMPLES), *names())


@cache
def material_of(name: str) -> Material:
    """What a brief on an example report or a catalogue case is made of."""
    if name.endswith(".txt"):
        path = next(path for path in EXAMPLES if path.name == name)
        return gather(detente.draft(detente.read(path)), version="test")
    conflict = detente.catalogue(name)
    return gather(conflict, documents=load_sources(conflict, shipped_text), version="test")


@cache
def brief_of(name: str) -> Brief:
    return write(material_of(name))


@cache
def page_of(name: str) -> str:
    return brief_of(name).to_html()
