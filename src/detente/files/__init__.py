"""Conflicts on disk: case files, files of other programs, and the catalogue."""

from detente.files.case import load, loads
from detente.files.published import case_text, catalogue
from detente.files.writing import write_text

__all__ = ["case_text", "catalogue", "load", "loads", "write_text"]
