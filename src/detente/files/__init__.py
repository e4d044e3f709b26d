"""Conflicts on disk: case files that keep their comments, and files of other programs."""

from detente.files.case import load, loads
from detente.files.checking import check
from detente.files.formats import CASES, load_conflict, save_conflict
from detente.files.sources import load_sources
from detente.files.updating import dumps, save
from detente.files.writing import write_pieces, write_text

__all__ = [
    "CASES",
    "check",
    "dumps",
    "load",
    "load_conflict",
    "load_sources",
    "loads",
    "save",
    "save_conflict",
    "write_pieces",
    "write_text",
]
