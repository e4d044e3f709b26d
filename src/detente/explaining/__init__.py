"""From findings to words and pictures: the brief, in the terminal and as one page."""

from detente.explaining.assembly import brief, write
from detente.explaining.brief import Brief, Section
from detente.explaining.material import Material, gather

__all__ = ["Brief", "Material", "Section", "brief", "gather", "write"]
