"""From findings to words and pictures: the brief, in the terminal and as one page."""

from detente.explaining.assembly import brief, register_brief, write
from detente.explaining.brief import Brief, Section
from detente.explaining.gathering import gather
from detente.explaining.listings import (
    analyses_text,
    coverage_text,
    paths_text,
    reasons_text,
    register_text,
)
from detente.explaining.material import Material
from detente.explaining.register_page import register_page

__all__ = [
    "Brief",
    "Material",
    "Section",
    "analyses_text",
    "brief",
    "coverage_text",
    "gather",
    "paths_text",
    "reasons_text",
    "register_brief",
    "register_page",
    "register_text",
    "write",
]
