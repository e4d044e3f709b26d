"""The sections of the brief, one file each, found by this folder.

A file holds ``ORDER``, its place, and ``section(material)``, a pure function that returns the
section or None where there is nothing to say.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from functools import cache

from detente.explaining.brief import Section
from detente.explaining.material import Material

__all__ = ["writers"]

Writer = Callable[[Material], Section | None]


@cache
def writers() -> tuple[Writer, ...]:
    """The functions that write the sections, in order."""
    names = sorted(found.name for found in pkgutil.iter_modules(__path__))
    modules = [importlib.import_module(f"{__name__}.{name}") for name in names]
    return tuple(module.section for module in sorted(modules, key=lambda one: one.ORDER))
