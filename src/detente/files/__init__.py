"""Conflicts on disk: case files that keep their comments, and files of other programs."""

from detente.files.annotations import register_annotations
from detente.files.case import load, loads
from detente.files.checking import check
from detente.files.corrections import add_corrections, check_correction, load_corrections
from detente.files.formats import CASES, EXPORTS, load_conflict, save_conflict
from detente.files.frames import frame, matrix, matrix_columns
from detente.files.lessons import load_lessons, save_lessons
from detente.files.sources import load_sources
from detente.files.tables import register_table
from detente.files.updating import dumps, save
from detente.files.writing import refuse_inputs, write_pieces, write_text

__all__ = [
    "CASES",
    "EXPORTS",
    "add_corrections",
    "check",
    "check_correction",
    "dumps",
    "frame",
    "load",
    "load_conflict",
    "load_corrections",
    "load_lessons",
    "load_sources",
    "loads",
    "matrix",
    "matrix_columns",
    "refuse_inputs",
    "register_annotations",
    "register_table",
    "save",
    "save_conflict",
    "save_lessons",
    "write_pieces",
    "write_text",
]
